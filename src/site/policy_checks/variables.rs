//! Variables: what a base declares, and the values of its variants.

use crate::base::{Code, Diagnostic, Span, suggest};
use crate::data::{Key, Table, Value, schema};
use crate::parse::VARIABLE;
use crate::site::facts::{Stated, Statements};
use crate::site::kind::{Policy, Variable, VariableKind};
use crate::site::kind_checks::local_text;
use crate::site::model::{ItemId, Site};

pub(super) fn check(
    site: &Site,
    id: ItemId,
    policy: &Policy,
    statements: &Statements<'_>,
    sink: &mut Vec<Diagnostic>,
) {
    let Some(fact) = statements.own("variables") else {
        return;
    };
    let Some(table) = fact.value.as_table() else {
        return;
    };
    if policy.variant.is_some() {
        values(site, id, fact, table, sink);
        return;
    }
    for (key, value) in &table.entries {
        declared(site, statements, fact, (key, value), sink);
    }
}

/// One variable of a base.
fn declared(
    site: &Site,
    statements: &Statements<'_>,
    fact: Stated<'_>,
    (key, value): (&Key, &Value),
    sink: &mut Vec<Diagnostic>,
) {
    let at_key = Span::new(fact.path, key.range);
    let Some(table) = value.as_table() else {
        sink.push(
            Diagnostic::new(
                Code::WrongType,
                Span::new(fact.path, value.range),
                format!("the variable `{}` must be a table", key.name),
            )
            .help(format!(
                "write `[variables.{}]` with `kind`, `name` and `value`",
                key.name
            )),
        );
        return;
    };
    schema::check(fact.path, table, VARIABLE, sink);
    let lacks = ["kind", "name", "value"].map(|name| (name, table.get(name).is_none()));
    for (name, _) in lacks.iter().filter(|(_, is_missing)| *is_missing) {
        sink.push(
            Diagnostic::new(
                Code::MissingFact,
                at_key.clone(),
                format!("the variable `{}` needs `{name}`", key.name),
            )
            .help(format!("add it under `[variables.{}]`", key.name)),
        );
    }
    if let Some(name) = table.get("name") {
        local_text(statements, &site.config, fact, name, sink);
    }
    let Some(variable) = Variable::read(&key.name, table) else {
        return;
    };
    of_kind(site, statements, fact, (&variable, table), sink);
    if let Some(value) = table.get("value")
        && let Err(expected) = variable.setting(value)
    {
        sink.push(wrong(fact, &key.name, value, &expected));
    }
}

/// Keys that belong to one kind of variable.
fn of_kind(
    site: &Site,
    statements: &Statements<'_>,
    fact: Stated<'_>,
    (variable, table): (&Variable, &Table),
    sink: &mut Vec<Diagnostic>,
) {
    let known: &[&str] = match &variable.kind {
        VariableKind::Number { .. } => &["minimum", "maximum", "unit"],
        VariableKind::Choice(_) => &["options"],
        VariableKind::Time | VariableKind::Boolean => &[],
    };
    for name in ["minimum", "maximum", "unit", "options"] {
        let Some(key) = table.key(name).filter(|_| !known.contains(&name)) else {
            continue;
        };
        sink.push(
            Diagnostic::new(
                Code::PolicyVariable,
                Span::new(fact.path, key.range),
                format!("a variable of this kind has no `{name}`"),
            )
            .help("take the line out, or choose another `kind`"),
        );
    }
    match &variable.kind {
        VariableKind::Choice(options) if options.len() < 2 => sink.push(
            Diagnostic::new(
                Code::PolicyVariable,
                Span::new(
                    fact.path,
                    table.get("kind").map_or(fact.key.range, |kind| kind.range),
                ),
                format!("`{}` offers no choice", variable.id),
            )
            .help(format!(
                "write at least two options with their texts under `[variables.{}.options]`",
                variable.id
            )),
        ),
        VariableKind::Choice(_) => {
            let options = table.table("options").map(|table| table.entries.iter());
            for (_, text) in options.into_iter().flatten() {
                local_text(statements, &site.config, fact, text, sink);
            }
        }
        VariableKind::Number {
            minimum: Some(least),
            maximum: Some(most),
            ..
        } if least > most => sink.push(
            Diagnostic::new(
                Code::PolicyVariable,
                Span::new(
                    fact.path,
                    table
                        .get("maximum")
                        .map_or(fact.key.range, |most| most.range),
                ),
                format!("the greatest number ({most}) is less than the least ({least})"),
            )
            .help("mend `minimum` or `maximum`"),
        ),
        _ => {}
    }
    if let Some(unit) = table.get("unit") {
        local_text(statements, &site.config, fact, unit, sink);
        units(fact, unit, sink);
    }
}

/// Each language of a unit has the form that all numbers without their own take.
fn units(fact: Stated<'_>, unit: &Value, sink: &mut Vec<Diagnostic>) {
    for (_, forms) in unit.as_table().into_iter().flat_map(|unit| &unit.entries) {
        if forms
            .as_table()
            .is_some_and(|forms| forms.get("other").is_none())
        {
            sink.push(
                Diagnostic::new(
                    Code::PolicyVariable,
                    Span::new(fact.path, forms.range),
                    "the unit has no form `other`",
                )
                .help("write `{ one = \"day\", other = \"days\" }`"),
            );
        }
    }
}

/// The values of a variant.
fn values(site: &Site, id: ItemId, fact: Stated<'_>, table: &Table, sink: &mut Vec<Diagnostic>) {
    // A base that is not there was reported.
    if site.policy_base(id).is_none() {
        return;
    }
    let known = site.policy_variables(id);
    for (key, value) in &table.entries {
        let Some(held) = known.iter().find(|held| held.variable.id == key.name) else {
            let names: Vec<&str> = known.iter().map(|held| held.variable.id.as_str()).collect();
            sink.push(
                Diagnostic::new(
                    Code::UnknownVariable,
                    Span::new(fact.path, key.range),
                    format!("the base has no variable `{}`", key.name),
                )
                .help("a variant gives values to what its base declares")
                .maybe_help(suggest::help(&key.name, names)),
            );
            continue;
        };
        if let Err(expected) = held.variable.setting(value) {
            sink.push(wrong(fact, &key.name, value, &expected));
        }
    }
}

fn wrong(fact: Stated<'_>, name: &str, value: &Value, expected: &str) -> Diagnostic {
    Diagnostic::new(
        Code::PolicyVariable,
        Span::new(fact.path, value.range),
        format!("`{name}` must be {expected}"),
    )
    .help("change the value, or what the base allows")
}
