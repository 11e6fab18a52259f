//! Style sheets as readers get them: without the comments that are for theme authors.

/// Takes the comments (CSS Syntax Level 3, section 4.3.2) out of a style sheet, with the line that
/// held nothing else. What stands in quotes stays, and so do comments that begin with `!`: by custom
/// they name an author and a licence.
pub(super) fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find(['"', '\'', '/']) {
        let (before, found) = rest.split_at(at);
        out.push_str(before);
        let comment = found.strip_prefix("/*");
        if let Some(comment) = comment.filter(|comment| !comment.starts_with('!')) {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
            let is_alone = out.is_empty() || out.ends_with('\n');
            rest = match rest.strip_prefix('\n') {
                Some(after) if is_alone => after,
                _ => rest,
            };
        } else {
            let end = match found.as_bytes()[0] {
                b'/' if comment.is_some() => found.find("*/").map_or(found.len(), |end| end + 2),
                b'/' => 1,
                quote => quoted_end(found.as_bytes(), quote),
            };
            out.push_str(&found[..end]);
            rest = &found[end..];
        }
    }
    out.push_str(rest);
    out
}

/// Where a text in quotes ends: after the quote that closes it.
fn quoted_end(text: &[u8], quote: u8) -> usize {
    let mut at = 1;
    while at < text.len() {
        match text[at] {
            b'\\' => at += 2,
            byte if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::without_comments;

    #[test]
    fn comments_go_and_all_else_stays() {
        for (css, wanted) in [
            ("/* a */\np { color: red; }\n", "p { color: red; }\n"),
            ("p { /* b */ color: red; }", "p {  color: red; }"),
            (
                "p::after { content: \"/* c */\"; }",
                "p::after { content: \"/* c */\"; }",
            ),
            (
                "p::after { content: '\\'/*'; } /* d */",
                "p::after { content: '\\'/*'; } ",
            ),
            (
                "a { background: url(/a/b.svg); }",
                "a { background: url(/a/b.svg); }",
            ),
            ("p {} /* ä never ends", "p {} "),
            ("/*! © \"A\" */ p {}", "/*! © \"A\" */ p {}"),
            ("/", "/"),
            ("\"ä", "\"ä"),
        ] {
            assert_eq!(without_comments(css), wanted, "{css}");
        }
    }
}
