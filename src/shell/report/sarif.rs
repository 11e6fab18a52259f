//! Problems for code scanning: SARIF 2.1.0 (OASIS standard of 27 March 2020).

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::base::{Code, Diagnostic, SourcePath, Span};
use crate::shell::explain;
use crate::shell::report::places::Places;
use crate::shell::report::printable::escape_json;

/// What may stand in a path of an address as it is (RFC 3986, section 2.3), and `/`.
const OUTSIDE_PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// The name that code scanning gives to the folder that paths are relative to.
const ROOT: &str = "%SRCROOT%";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    original_uri_base_ids: BTreeMap<&'static str, Base>,
    column_kind: &'static str,
    results: Vec<SarifResult>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
struct Driver {
    name: &'static str,
    version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Message,
    full_description: Message,
    help: Help,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Base {
    description: Message,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

/// Writes a log of one run.
pub(super) fn write(
    diagnostics: &[Diagnostic],
    lookup: &mut dyn FnMut(&SourcePath) -> Option<String>,
) -> String {
    let places = Places::find(diagnostics, lookup);
    let codes: BTreeSet<Code> = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect();
    let codes: Vec<Code> = codes.into_iter().collect();
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "opas",
                    version: env!("CARGO_PKG_VERSION"),
                    rules: codes.iter().copied().map(rule).collect(),
                },
            },
            original_uri_base_ids: BTreeMap::from([(
                ROOT,
                Base {
                    description: message("The folder that holds site.toml."),
                },
            )]),
            column_kind: "unicodeCodePoints",
            results: diagnostics
                .iter()
                .map(|diagnostic| result(diagnostic, &codes, &places))
                .collect(),
        }],
    };
    let json = serde_json::to_string(&log).expect("texts and numbers are always JSON");
    escape_json(json) + "\n"
}

fn rule(code: Code) -> Rule {
    let explanation = code.explanation();
    let finds = explain::prose(&explanation.finds);
    let why = explain::prose(&explanation.why);
    let cure = explain::prose(&explanation.cure);
    Rule {
        id: code.name(),
        short_description: Message {
            text: explain::summary(code) + ".",
        },
        full_description: Message {
            text: format!("{finds}\n\n{why}"),
        },
        help: Help {
            text: format!("{finds}\n\n{why}\n\n{cure}"),
            markdown: explain::markdown(code),
        },
        default_configuration: Configuration {
            level: code.severity().name(),
        },
    }
}

fn result(diagnostic: &Diagnostic, codes: &[Code], places: &Places) -> SarifResult {
    let text = match &diagnostic.help {
        Some(help) => format!("{}\nhelp: {help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let related = diagnostic
        .labels
        .iter()
        .enumerate()
        .map(|(index, label)| Location {
            id: Some(index + 1),
            physical_location: physical(&label.span, places),
            message: Some(message(&label.message)),
        });
    SarifResult {
        rule_id: diagnostic.code.name(),
        rule_index: codes.partition_point(|code| *code < diagnostic.code),
        // The words of the standard are those of `Severity`.
        level: diagnostic.severity.name(),
        message: message(&text),
        locations: diagnostic
            .span
            .iter()
            .map(|span| Location {
                id: None,
                physical_location: physical(span, places),
                message: None,
            })
            .collect(),
        related_locations: related.collect(),
    }
}

fn physical(span: &Span, places: &Places) -> PhysicalLocation {
    PhysicalLocation {
        artifact_location: ArtifactLocation {
            uri: utf8_percent_encode(span.path.as_str(), OUTSIDE_PATH).to_string(),
            uri_base_id: ROOT,
        },
        region: places.of(span).map(|(start, end)| Region {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
        }),
    }
}

/// A message object, in which braces are doubled, since single ones are for arguments (3.11.5).
fn message(text: &str) -> Message {
    Message {
        text: text.replace('{', "{{").replace('}', "}}"),
    }
}
