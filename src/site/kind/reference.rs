//! Facts of organisations, terms and systems.

use crate::config::{LocalText, local_text};
use crate::locale::Date;
use crate::site::facts::Statements;

/// Facts of an organisation's own page.
#[derive(Debug, Clone, PartialEq)]
pub struct Organisation {
    /// Its id in `site.toml`.
    pub id: String,
    /// Its address on the web.
    pub website: Option<String>,
    /// Its telephone number.
    pub phone: Option<String>,
    /// Its e-mail address.
    pub email: Option<String>,
    /// Whom people ask about their personal data.
    pub data_protection: Option<DataProtection>,
}

/// Whom people ask about their personal data: a post (GDPR, article 37).
#[derive(Debug, Clone, PartialEq)]
pub struct DataProtection {
    /// Id of the organisation that has the post, if it is another.
    pub organisation: Option<String>,
    /// The post.
    pub role: LocalText,
    /// Its e-mail address.
    pub email: Option<String>,
    /// Its telephone number.
    pub phone: Option<String>,
}

/// Facts of a term.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// Its address in YSO, the General Finnish Ontology.
    pub yso: Option<String>,
}

/// Facts of a system.
#[derive(Debug, Clone, PartialEq)]
pub struct System {
    /// Who keeps it.
    pub vendor: Option<String>,
    /// What it is for: `forms`, `safety`, `portal`, `dashboard` or `identification`.
    pub system_kind: Option<String>,
    /// Its address on the web.
    pub website: Option<String>,
    /// How people sign in.
    pub sign_in: Vec<String>,
    /// Whom users ask: a role.
    pub contact: LocalText,
    /// Who uses it.
    pub used_by: Vec<Use>,
    /// Key of the guide or lesson about it.
    pub guide: Option<String>,
    /// Address of its privacy notice.
    pub privacy_notice: Option<String>,
}

/// An organisation that uses a system.
#[derive(Debug, Clone, PartialEq)]
pub struct Use {
    /// Id of the organisation.
    pub organisation: String,
    /// From when on.
    pub since: Option<Date>,
    /// Until when.
    pub until: Option<Date>,
    /// `planned`, `pilot`, `live` or `ended`.
    pub status: Option<String>,
}

impl Organisation {
    pub(super) fn read(statements: &Statements<'_>) -> Self {
        let text = |key: &str| statements.text(key).map(str::to_owned);
        Self {
            id: text("organisation").unwrap_or_default(),
            website: text("website"),
            phone: text("phone"),
            email: text("email"),
            data_protection: statements.table("data_protection").map(|table| {
                let text = |key: &str| table.text(key).map(str::to_owned);
                DataProtection {
                    organisation: text("organisation"),
                    role: local_text(table.get("role")),
                    email: text("email"),
                    phone: text("phone"),
                }
            }),
        }
    }
}

impl Term {
    pub(super) fn read(statements: &Statements<'_>) -> Self {
        Self {
            yso: statements.text("yso").map(str::to_owned),
        }
    }
}

impl System {
    pub(super) fn read(statements: &Statements<'_>) -> Self {
        let text = |key: &str| statements.text(key).map(str::to_owned);
        let used_by = statements.tables("used_by").into_iter();
        Self {
            vendor: text("vendor"),
            system_kind: text("system_kind"),
            website: text("website"),
            sign_in: statements.texts("sign_in"),
            contact: statements
                .get("contact")
                .map(|fact| local_text(Some(fact.value)))
                .unwrap_or_default(),
            used_by: used_by
                .filter_map(|table| {
                    let day = |key: &str| table.text(key).and_then(|day| Date::parse(day).ok());
                    Some(Use {
                        organisation: table.text("organisation")?.to_owned(),
                        since: day("since"),
                        until: day("until"),
                        status: table.text("status").map(str::to_owned),
                    })
                })
                .collect(),
            guide: text("guide"),
            privacy_notice: text("privacy_notice"),
        }
    }
}
