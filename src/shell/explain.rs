//! The documentation of every kind of problem: for the terminal (`opas explain`) and as a page
//! (`docs/checks.md`).
//!
//! The texts come from [`Code::explanation`]. They are paragraphs with empty lines between them,
//! and fragments of files between lines of three backticks.

use crate::base::{Code, Severity};

/// The most characters on a line of the terminal.
const WIDTH: usize = 80;

/// What the terminal shows about a code: plain text, wrapped, with a line end at its end.
pub fn explain(code: Code) -> String {
    let explanation = code.explanation();
    let mut out = format!("{} ({})\n\n", code.name(), code.severity().name());
    plain(&mut out, &explanation.finds, "");
    out.push('\n');
    plain(&mut out, &format!("Level: {}", level(code)), "");
    for (heading, text) in [
        ("Why it matters", explanation.why),
        ("Example", fenced(&explanation.example)),
        ("What to do", explanation.cure),
    ] {
        out.push_str(&format!("\n{heading}\n\n"));
        plain(&mut out, &text, "  ");
    }
    out
}

/// The page `docs/checks.md`: all codes, first as lists by severity, then a section for each.
pub fn checks_page() -> String {
    let mut out = String::from(
        "<!-- Made from src/base/code.en.toml. Do not edit by hand. -->\n\n\
         # Checks\n\n\
         What `opas build` and `opas check` find in a site, why it matters to a reader, and what \
         to do about it. `opas explain NAME` shows the same in the terminal.\n\n\
         Each check has a name and a level:\n\n\
         - **error**: the site is not published until it is mended;\n\
         - **warning**: something a reader would notice;\n\
         - **note**: worth a look.\n\n\
         A site can choose other levels in `site.toml`:\n\n\
         ```toml\n\
         [checks]\n\
         vague-link-text = \"error\"\n\
         summary-too-long = \"off\"\n\
         ```\n",
    );
    for (severity, heading) in [
        (Severity::Error, "Errors"),
        (Severity::Warning, "Warnings"),
        (Severity::Note, "Notes"),
    ] {
        out.push_str(&format!("\n## {heading}\n\n"));
        for code in Code::ALL.iter().filter(|code| code.severity() == severity) {
            let name = code.name();
            out.push_str(&format!("- [{name}](#{name}): {}\n", summary(*code)));
        }
    }
    for code in Code::ALL {
        out.push_str(&format!("\n## {}\n\n{}", code.name(), markdown(*code)));
    }
    out
}

/// What there is to say about a code, in Markdown without a heading.
pub(crate) fn markdown(code: Code) -> String {
    let explanation = code.explanation();
    [
        prose(&explanation.finds),
        format!("**Level:** {}", level(code)),
        format!("**Why it matters.** {}", prose(&explanation.why)),
        "**Example:**".to_owned(),
        fenced(&explanation.example),
        format!("**What to do.** {}", prose(&explanation.cure)),
    ]
    .join("\n\n")
        + "\n"
}

/// The first sentence of what a code finds, without its full stop.
pub(crate) fn summary(code: Code) -> String {
    let finds = prose(&code.explanation().finds);
    let first = finds.split(". ").next().unwrap_or_default();
    first.trim_end_matches('.').to_owned()
}

/// The text with each paragraph on one line; fragments stay as they are.
pub(crate) fn prose(text: &str) -> String {
    let parts: Vec<String> = parts(text)
        .into_iter()
        .map(|part| match part {
            Part::Paragraph(text) => text,
            Part::Fragment(text) => fenced(&text),
        })
        .collect();
    parts.join("\n\n")
}

fn level(code: Code) -> String {
    let severity = code.severity().name();
    if code.is_adjustable() {
        format!("{severity}. A site can choose another level under `[checks]` in `site.toml`.")
    } else {
        format!("{severity}. No site can choose another level.")
    }
}

/// A fragment between fences that are longer than any run of backticks within.
fn fenced(fragment: &str) -> String {
    let longest = fragment
        .split(|c| c != '`')
        .map(str::len)
        .max()
        .unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}text\n{}\n{fence}", fragment.trim_matches('\n'))
}

/// A part of an explanation.
enum Part {
    /// Prose on one line.
    Paragraph(String),
    /// Lines of a file.
    Fragment(String),
}

fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut paragraph: Vec<&str> = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let fence = &line[..line.len() - line.trim_start_matches('`').len()];
        let is_fence = fence.len() >= 3;
        if (is_fence || line.trim().is_empty()) && !paragraph.is_empty() {
            parts.push(Part::Paragraph(std::mem::take(&mut paragraph).join(" ")));
        }
        if is_fence {
            let fragment: Vec<&str> = lines.by_ref().take_while(|line| *line != fence).collect();
            parts.push(Part::Fragment(fragment.join("\n")));
        } else if !line.trim().is_empty() {
            paragraph.push(line.trim());
        }
    }
    if !paragraph.is_empty() {
        parts.push(Part::Paragraph(paragraph.join(" ")));
    }
    parts
}

/// Appends paragraphs, wrapped, and fragments, indented, with empty lines between them.
fn plain(out: &mut String, text: &str, indent: &str) {
    for (index, part) in parts(text).into_iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        match part {
            Part::Paragraph(text) => wrap(out, &text, indent),
            Part::Fragment(text) => {
                for line in text.lines() {
                    out.push_str(format!("{indent}    {line}").trim_end());
                    out.push('\n');
                }
            }
        }
    }
}

/// Appends a paragraph in lines of at most [`WIDTH`] characters, longer words excepted.
fn wrap(out: &mut String, paragraph: &str, indent: &str) {
    let mut width = 0;
    for word in paragraph.split_whitespace() {
        let length = word.chars().count();
        if width > 0 && width + 1 + length > WIDTH {
            out.push('\n');
            width = 0;
        }
        let before = if width == 0 { indent } else { " " };
        out.push_str(before);
        out.push_str(word);
        width += before.len() + length;
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::{checks_page, explain, fenced, plain};
    use crate::base::Code;

    #[test]
    fn wraps_prose_and_keeps_fragments() {
        let mut out = String::new();
        let word = "sana ".repeat(20);
        plain(
            &mut out,
            &format!("{word}\n{word}\n```\n  code  {word}\n\n:::\n```\nend"),
            "  ",
        );
        for line in out.lines().filter(|line| !line.contains("code")) {
            assert!(line.chars().count() <= 80, "{line}");
        }
        assert!(out.contains("\n\n        code  sana"));
        assert!(out.ends_with("\n\n      :::\n\n  end\n"));
    }

    #[test]
    fn fences_are_longer_than_what_they_hold() {
        assert_eq!(
            fenced("\n````\nx\n````\n"),
            "`````text\n````\nx\n````\n`````"
        );
        assert_eq!(fenced("a `b` c"), "```text\na `b` c\n```");
    }

    #[test]
    fn every_code_has_its_text() {
        let page = checks_page();
        for code in Code::ALL {
            assert!(page.contains(&format!("\n## {}\n", code.name())));
            let text = explain(*code);
            assert!(text.starts_with(code.name()) && text.ends_with('\n'));
            for line in text.lines() {
                // Fragments are shown as they are.
                let is_fragment = line.starts_with("      ");
                assert!(
                    is_fragment || line.chars().count() <= 80,
                    "`{}`: {line}",
                    code.name()
                );
                assert_eq!(line, line.trim_end(), "in `{}`", code.name());
            }
        }
        assert!(!page.contains("\n\n\n"));
    }
}
