//! Plans in words, and the actions of an organisation.

use crate::config::LocalText;
use crate::locale::{Date, DateForm};
use crate::render::Scene;
use crate::render::chart::{Caption, ChartKind, Figure, FigureRow, Figures, chart_view};
use crate::render::functions::fill;
use crate::render::library::decision::{approved, attachments, changes, legal_basis};
use crate::render::library::{count_text, link_to, organisation_name, own_texts};
use crate::render::navigation::link;
use crate::render::view::{
    ActionAnswerView, ActionStatusView, ActionView, ChartView, LinkView, OrganisationActionView,
    OrganisationPlanView, PlanView,
};
use crate::site::kind::{Action, ActionStatus, Plan};
use crate::site::{Facts, ItemKind, PageId};
use crate::theme::Texts;

pub(super) fn plan(scene: Scene<'_>, id: PageId, plan: &Plan) -> PlanView {
    let site = scene.site;
    let page = site.page(id);
    let language = page.language as usize;
    let reader = Reader::new(scene, id);
    let texts = reader.texts;
    let own = &site.item(page.item).facts.organisations;
    // One column says nothing that the action does not say.
    let columns: &[String] = if own.len() > 1 { own } else { &[] };
    let names = columns.iter().map(|id| reader.organisation(id)).collect();
    let (chart, finding) = chart(&reader, plan, columns).unzip();
    let answers = plan.actions.iter().filter_map(|action| {
        Some(ActionAnswerView {
            asked: reader.own(&action.asked)?.to_owned(),
            did: reader.own(&action.did).unwrap_or_default().to_owned(),
            status: reader.status(action, action.status),
        })
    });
    PlanView {
        facts: facts(&reader, plan, site.item(page.item).facts.review_due()),
        legal_basis: legal_basis(texts, &plan.legal_basis),
        changes: changes(texts, &plan.changes, &[]),
        attachments: attachments(scene, page.item, &plan.attachments, language),
        progress: progress(&reader, plan, own),
        chart,
        finding: finding.unwrap_or_default(),
        organisations: names,
        actions: plan
            .actions
            .iter()
            .map(|action| reader.action(action, columns))
            .collect(),
        answers: answers.collect(),
    }
}

/// The actions that an organisation has in plans.
pub(super) fn own_plans(
    scene: Scene<'_>,
    organisation: &str,
    language: usize,
) -> Vec<OrganisationPlanView> {
    let site = scene.site;
    let items = site.item_ids().filter_map(|id| {
        let item = site.item(id);
        let ItemKind::Plan(plan) = &item.facts.kind else {
            return None;
        };
        let reader = Reader::new(scene, site.best_page(id, language)?);
        let is_of_plan = item.facts.organisations.iter().any(|id| id == organisation);
        let plan_link = link(scene, reader.page);
        let own = plan.actions.iter().filter(|action| {
            let is_named = action.organisations.iter().any(|id| id == organisation);
            is_named || (is_of_plan && action.organisations.is_empty())
        });
        let actions: Vec<OrganisationActionView> = own
            .map(|action| OrganisationActionView {
                what: reader.own(&action.what).unwrap_or_default().to_owned(),
                url: format!("{}#{}", plan_link.url, anchor(action)),
                status: reader.status(action, action.status_in(organisation)),
                due: action
                    .due
                    .map(|day| reader.texts.locale.date(day, DateForm::Medium)),
            })
            .collect();
        (!actions.is_empty()).then_some(OrganisationPlanView {
            plan: plan_link,
            is_example: is_example(&item.facts),
            actions,
        })
    });
    items.collect()
}

/// Whether the actions are invented, or nobody has adopted the plan.
fn is_example(facts: &Facts) -> bool {
    facts.is_template || facts.placeholders.iter().any(|name| name == "actions")
}

/// The id of an action on its page.
fn anchor(action: &Action) -> String {
    format!("action-{}", crate::parse::slug(&action.id))
}

/// Who reads which page: the words of the interface are in their language, those of the plan in
/// the language of the text that they see.
struct Reader<'s> {
    scene: Scene<'s>,
    page: PageId,
    language: usize,
    texts: &'s Texts,
    /// The texts of the language in which the page's document is.
    own: &'s Texts,
}

impl<'s> Reader<'s> {
    fn new(scene: Scene<'s>, page: PageId) -> Self {
        let shown = scene.site.page(page);
        let language = shown.language as usize;
        Self {
            scene,
            page,
            language,
            texts: &scene.theme.texts[language],
            own: own_texts(scene, page),
        }
    }

    fn own<'t>(&self, text: &'t LocalText) -> Option<&'t str> {
        text.get(&self.own.lang)
    }

    fn day(&self, day: Date) -> String {
        self.texts.locale.date(day, DateForm::Long)
    }

    fn organisation(&self, id: &str) -> String {
        organisation_name(self.scene, id, self.language).unwrap_or_else(|| id.to_owned())
    }

    fn status(&self, action: &Action, status: ActionStatus) -> ActionStatusView {
        let has_passed = action.due.is_some_and(|due| due < self.scene.today);
        ActionStatusView {
            status: status.name(),
            text: self
                .texts
                .get(&format!("plan_{}", status.name()))
                .to_owned(),
            late: has_passed && !status.is_closed(),
        }
    }

    fn action(&self, action: &Action, columns: &[String]) -> ActionView {
        let by = action.organisations.iter().map(|id| self.organisation(id));
        let by: Vec<String> = by.collect();
        let by: Vec<&str> = by.iter().map(String::as_str).collect();
        let own = |text: &LocalText| self.own(text).map(str::to_owned);
        let facts = [
            (
                "plan_by",
                (!by.is_empty()).then(|| self.texts.locale.list_and(&by)),
            ),
            ("plan_responsible", own(&action.responsible)),
            ("plan_due", action.due.map(|day| self.day(day))),
            ("plan_done_on", action.done.map(|day| self.day(day))),
            ("plan_indicator", own(&action.indicator)),
            ("plan_reason", own(&action.reason)),
        ];
        let by_organisation = columns.iter().map(|id| {
            let takes_part = action.concerns(id);
            takes_part.then(|| self.status(action, action.status_in(id)))
        });
        ActionView {
            id: anchor(action),
            what: own(&action.what).unwrap_or_default(),
            status: self.status(action, action.status),
            by_organisation: by_organisation.collect(),
            facts: facts
                .into_iter()
                .filter_map(|(key, words)| Some((self.texts.get(key).to_owned(), words?)))
                .collect(),
            evidence: action
                .evidence
                .as_ref()
                .and_then(|target| self.evidence(target)),
        }
    }

    /// The page of an item, or a page elsewhere.
    fn evidence(&self, target: &str) -> Option<LinkView> {
        if target.starts_with("https://") {
            return Some(LinkView {
                title: target.trim_start_matches("https://").to_owned(),
                url: target.to_owned(),
                lang: self.texts.lang.to_string(),
                dir: self.texts.locale.direction().as_str(),
            });
        }
        link_to(self.scene, target, self.language)
    }
}

fn facts(reader: &Reader<'_>, plan: &Plan, review: Option<Date>) -> Vec<(String, Vec<String>)> {
    let texts = reader.texts;
    let period = plan.period.map(|(from, until)| {
        let ends = [
            ("start".to_owned(), reader.day(from)),
            ("end".to_owned(), reader.day(until)),
        ];
        fill(texts, "date_span", None, &ends)
    });
    let version = plan.version.map(|version| {
        let version = [("version".to_owned(), version.to_string())];
        fill(texts, "policy_version", None, &version)
    });
    let approval = plan.approval.as_ref();
    let approval = approval.map(|by| approved(reader.scene, by, reader.language));
    [
        ("plan_period", period.into_iter().chain(version).collect()),
        ("policy_approved", approval.unwrap_or_default()),
        (
            "policy_next_review",
            review.map(|day| reader.day(day)).into_iter().collect(),
        ),
    ]
    .into_iter()
    .filter(|(_, lines): &(_, Vec<String>)| !lines.is_empty())
    .map(|(key, lines)| (texts.get(key).to_owned(), lines))
    .collect()
}

/// How many actions are done, and how many are late, in sentences.
fn progress(reader: &Reader<'_>, plan: &Plan, organisations: &[String]) -> Vec<String> {
    let done = plan.actions.iter();
    let done = done.filter(|action| action.is_done(organisations));
    let counts = [
        ("done".to_owned(), count_text(reader.texts, done.count())),
        ("n".to_owned(), count_text(reader.texts, plan.actions.len())),
    ];
    let mut sentences = vec![fill(reader.texts, "plan_progress", None, &counts)];
    let late = plan.actions.iter();
    let late = late.filter(|action| action.is_overdue(organisations, reader.scene.today));
    let late = late.count();
    if late > 0 {
        let late = [("late".to_owned(), count_text(reader.texts, late))];
        sentences.push(fill(reader.texts, "plan_progress_late", None, &late));
    }
    sentences
}

/// How many actions stand how in each organisation: a chart, and what it shows in a sentence.
fn chart(reader: &Reader<'_>, plan: &Plan, columns: &[String]) -> Option<(ChartView, String)> {
    let texts = reader.texts;
    let count = |organisation: &str, status: ActionStatus| {
        let own = plan.actions.iter();
        let own = own.filter(|action| action.concerns(organisation));
        own.filter(|action| action.status_in(organisation) == status)
            .count()
    };
    let used: Vec<ActionStatus> = ActionStatus::ALL
        .into_iter()
        .filter(|status| columns.iter().any(|id| count(id, *status) > 0))
        .collect();
    let rows: Vec<FigureRow> = columns
        .iter()
        .map(|id| FigureRow {
            label: reader.organisation(id),
            cells: used
                .iter()
                .map(|status| {
                    let count = u32::try_from(count(id, *status)).unwrap_or(u32::MAX);
                    Figure {
                        value: Some(f64::from(count)),
                        text: texts.locale.number(i64::from(count)),
                    }
                })
                .collect(),
        })
        .collect();
    let done: Vec<String> = columns
        .iter()
        .map(|id| {
            let own = plan.actions.iter().filter(|action| action.concerns(id));
            format!(
                "{} {}\u{a0}/\u{a0}{}",
                reader.organisation(id),
                count_text(texts, count(id, ActionStatus::Done)),
                count_text(texts, own.count())
            )
        })
        .collect();
    if done.is_empty() {
        return None;
    }
    let done: Vec<&str> = done.iter().map(String::as_str).collect();
    let values = [("list".to_owned(), texts.locale.list_and(&done))];
    let figures = Figures {
        head: texts.get("plan_organisation").to_owned(),
        names: used
            .iter()
            .map(|status| texts.get(&format!("plan_{}", status.name())).to_owned())
            .collect(),
        rows,
    };
    let item = reader
        .scene
        .site
        .item(reader.scene.site.page(reader.page).item);
    let caption = Caption {
        id: "ui-plan-chart".to_owned(),
        title: texts.get("plan_chart").to_owned(),
        is_invented: is_example(&item.facts),
        download: None,
    };
    let view = chart_view(ChartKind::Stacked, [&figures, &figures], caption, texts);
    Some((view, fill(texts, "plan_finding", None, &values)))
}
