//! Accessibility statements.

use crate::locale::{Date, DateForm};
use crate::render::Scene;
use crate::render::library::{email, phone};
use crate::render::view::{AuthorityView, ContactsView, FindingView, StatementView};
use crate::site::PageId;
use crate::site::kind::{Contacts, Statement};
use crate::theme::Texts;

pub(super) fn statement(scene: Scene<'_>, id: PageId, statement: &Statement) -> StatementView {
    let site = scene.site;
    let page = site.page(id);
    let reader = &scene.theme.texts[page.language as usize];
    let day = |day: Date| reader.locale.date(day, DateForm::Long);
    let findings = statement.findings.iter();
    StatementView {
        conformance: reader
            .get(&format!("conformance_{}", statement.conformance.name()))
            .to_owned(),
        scope: statement.scope.get(&reader.lang).map(str::to_owned),
        standard: statement.standard.clone(),
        wcag: statement.wcag.clone(),
        method: reader
            .get(if statement.is_external {
                "statement_external"
            } else {
                "statement_self"
            })
            .to_owned(),
        drafted: statement.drafted.map(day),
        reviewed: site.item(page.item).facts.reviewed.map(day),
        findings: findings
            .map(|finding| FindingView {
                criterion: finding.criterion.clone(),
                place: finding.place.get(&reader.lang).map(str::to_owned),
                what: finding
                    .what
                    .get(&reader.lang)
                    .unwrap_or_default()
                    .to_owned(),
                reason: reader
                    .get(&format!("finding_{}", finding.reason.replace('-', "_")))
                    .to_owned(),
                fix_by: finding.fix_by.map(day),
            })
            .collect(),
        feedback: contacts(reader, &statement.feedback),
        authority: AuthorityView {
            name: statement
                .authority
                .name
                .get(&reader.lang)
                .map(str::to_owned),
            contacts: contacts(reader, &statement.authority.contacts),
            valid_from: statement.authority.valid_from.map(day),
        },
    }
}

fn contacts(reader: &Texts, contacts: &Contacts) -> ContactsView {
    ContactsView {
        unit: contacts.unit.get(&reader.lang).map(str::to_owned),
        email: contacts.email.as_deref().map(email),
        phone: contacts.phone.as_deref().map(phone),
        website: contacts.website.get(&reader.lang).map(str::to_owned),
    }
}
