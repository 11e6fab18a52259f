//! Pages whose links are relative to themselves, so that the folder opens without a web server:
//! from a memory stick, at an address of the form `file://`.

use crate::base::UrlPath;

/// Attributes that hold an address.
const ADDRESSES: &[&str] = &["href", "src", "action", "poster"];

/// Rewrites the addresses of this host in a page: those that begin with `base`, the path below which
/// the site lies, become relative to the file of the page, and folders become their `index.html`.
///
/// The page is one of ours: its attributes stand in double quotes. Text, scripts and styles stay.
pub fn portable(html: &str, base: &str, file: &UrlPath) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 16);
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        let (text, tag) = rest.split_at(open);
        out.push_str(text);
        let is_comment = tag.starts_with("<!--");
        let end = if is_comment {
            tag.find("-->").map_or(tag.len(), |end| end + 3)
        } else {
            tag_end(tag)
        };
        let (tag, after) = tag.split_at(end);
        if is_comment {
            out.push_str(tag);
        } else {
            push_tag(tag, (base, file), &mut out);
        }
        rest = after;
        for name in ["script", "style"] {
            let is_open = tag.strip_prefix('<').is_some_and(|tag| {
                tag.strip_prefix(name)
                    .is_some_and(|rest| rest.starts_with([' ', '>', '\n']))
            });
            if is_open {
                let end = rest.find(&format!("</{name}")).unwrap_or(rest.len());
                out.push_str(&rest[..end]);
                rest = &rest[end..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// Where a tag ends: after the `>` that is in no quotes.
fn tag_end(tag: &str) -> usize {
    let mut is_quoted = false;
    for (at, byte) in tag.bytes().enumerate() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'>' if !is_quoted => return at + 1,
            _ => {}
        }
    }
    tag.len()
}

fn push_tag(tag: &str, place: (&str, &UrlPath), out: &mut String) {
    let mut rest = tag;
    while let Some(equals) = rest.find("=\"") {
        let (name, value) = rest.split_at(equals + 2);
        out.push_str(name);
        let end = value.find('"').unwrap_or(value.len());
        let (value, after) = value.split_at(end);
        let name = name.trim_end_matches("=\"");
        let name = name.rsplit([' ', '\n', '\t']).next().unwrap_or_default();
        if ADDRESSES.contains(&name) {
            out.push_str(&relative(value, place).unwrap_or_else(|| value.to_owned()));
        } else if name == "content"
            && let Some((delay, address)) = value.split_once("url=")
        {
            // A page that leads on to another one.
            let address = relative(address, place).unwrap_or_else(|| address.to_owned());
            out.push_str(&format!("{delay}url={address}"));
        } else {
            out.push_str(value);
        }
        rest = after;
    }
    out.push_str(rest);
}

/// An address of this host, seen from a file.
fn relative(address: &str, (base, file): (&str, &UrlPath)) -> Option<String> {
    if address.starts_with("//") {
        return None;
    }
    let inner = address.strip_prefix(base)?;
    let end = inner.find(['?', '#']).unwrap_or(inner.len());
    let (path, tail) = inner.split_at(end);
    let depth = file.as_str().matches('/').count();
    let index = if path.is_empty() || path.ends_with('/') {
        "index.html"
    } else {
        ""
    };
    Some(format!("{}{path}{index}{tail}", "../".repeat(depth)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen_from(file: &str, html: &str) -> String {
        portable(html, "/opas/", &UrlPath::new(file))
    }

    #[test]
    fn addresses_of_the_site_become_relative_to_the_file() {
        for (file, address, wanted) in [
            ("fi/ohje/index.html", "/opas/fi/", "../../fi/index.html"),
            ("fi/ohje/index.html", "/opas/", "../../index.html"),
            (
                "fi/index.html",
                "/opas/theme/style.css",
                "../theme/style.css",
            ),
            ("index.html", "/opas/fi/a/#b", "fi/a/index.html#b"),
            ("404.html", "/opas/fi/?a=/opas/", "fi/index.html?a=/opas/"),
            (
                "fi/index.html",
                "https://site.example/",
                "https://site.example/",
            ),
            ("fi/index.html", "//site.example/", "//site.example/"),
            ("fi/index.html", "/other/", "/other/"),
            ("fi/index.html", "#here", "#here"),
            (
                "fi/index.html",
                "mailto:a@site.example",
                "mailto:a@site.example",
            ),
        ] {
            let html = format!("<p><a class=\"x\" href=\"{address}\">a</a></p>");
            let expected = format!("<p><a class=\"x\" href=\"{wanted}\">a</a></p>");
            assert_eq!(seen_from(file, &html), expected);
        }
    }

    #[test]
    fn nothing_else_changes() {
        for html in [
            "<p>href=\"/opas/\" > <code>src=\"/opas/\"</code></p>",
            "<!-- <a href=\"/opas/\"> --><p title=\"a > href=&quot;/opas/\">b</p>",
            "<script type=\"application/json\">{\"href\":\"<a href=\\\"/opas/\\\">\"}</script>",
            "<img alt=\"href=\" data-src=\"/opas/\">",
            "<a href=\"/opas",
            "<",
        ] {
            assert_eq!(seen_from("index.html", html), html);
        }
    }

    #[test]
    fn pages_that_lead_on_do_so_from_a_stick() {
        assert_eq!(
            seen_from(
                "vanha/index.html",
                "<meta http-equiv=\"refresh\" content=\"0; url=/opas/uusi/\">"
            ),
            "<meta http-equiv=\"refresh\" content=\"0; url=../uusi/index.html\">"
        );
    }
}
