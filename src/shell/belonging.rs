//! Which files below a site's root belong to the site.
//!
//! [`disk`](super::disk) lists the files and [`serve::watch`](super::serve::watch) watches them;
//! both ask here, so that a change is told exactly when it can be seen.

/// Folders of sources, directly below the root.
pub(super) const FOLDERS: [&str; 3] = ["content", "themes", "static"];

/// Files of sources, directly in the root.
pub(super) const ROOT_FILES: [&str; 2] = [crate::config::PATH, crate::parse::LOCK_PATH];

/// Whether a file or folder of this name is passed over below `folder`, one of [`FOLDERS`]:
/// hidden ones are, except below `static/`, where `.well-known` is at home.
pub(super) fn is_hidden(folder: &str, name: &str) -> bool {
    folder != "static" && name.starts_with('.')
}

/// Whether editors leave files of this name beside the ones that are edited.
pub(super) fn is_left_by_editor(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    // `x.md.tmp` and `x.md.tmp123`, but not the templates called `x.tmpl`.
    let temporary = ending
        .strip_prefix("tmp")
        .is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
    temporary
        || name.ends_with('~')
        || name.starts_with('#')
        || ending == "swp"
        // Vim tries with this file whether the folder can be written to.
        || name == "4913"
        || name.ends_with("___jb_tmp___")
        || name.ends_with("___jb_old___")
        || name.strip_prefix('.').is_some_and(|rest| is_hidden_leftover(rest, ending))
}

/// What editors leave under a hidden name, which counts below `static/` only: locks of Emacs and
/// LibreOffice, new texts of GNOME and of others, swap files of Vim and Kate.
fn is_hidden_leftover(rest: &str, ending: &str) -> bool {
    rest.starts_with('#')
        || rest.starts_with("~lock.")
        || rest.starts_with("goutputstream-")
        || rest.starts_with("tmp")
        || rest.contains(".tmp")
        || ending == "kate-swp"
        || (ending.len() == 3 && ending.starts_with("sw"))
}

/// Whether a folder at this path, relative to the root and with `/`, may hold files of the site.
pub(super) fn holds_sources(path: &str) -> bool {
    let mut parts = path.split('/');
    let Some(folder) = parts.next().filter(|first| FOLDERS.contains(first)) else {
        return false;
    };
    parts.all(|name| !is_hidden(folder, name))
}

/// Whether a file at this path, relative to the root and with `/`, is one of the site's files.
pub(super) fn is_source(path: &str) -> bool {
    match path.rsplit_once('/') {
        None => ROOT_FILES.contains(&path),
        Some((_, name)) => holds_sources(path) && !is_left_by_editor(name),
    }
}

#[cfg(test)]
mod tests {
    use super::is_source;

    #[test]
    fn leftovers_of_editors_and_hidden_files_are_not_sources() {
        for path in [
            "content/4913",
            "content/x.md~",
            "content/.x.md.swp",
            "content/x.md.tmp",
            "content/x.md.tmp123",
            "content/.x.md.tmp123",
            "content/x.md___jb_tmp___",
            "content/x.md___jb_old___",
            "content/#x.md#",
            "content/.#x.md",
            "content/.goutputstream-ABC",
            "content/.~lock.x.odt#",
            "content/.git/config",
            "static/.#x.css",
            "static/.goutputstream-ABC",
            "static/.~lock.x.odt#",
            "static/.x.css.tmp1a2b",
            "static/.x.css.swx",
            "themes/.x/theme.toml",
            "public/index.html",
            "node_modules/x/content/y.md",
            "README.md",
            "content",
        ] {
            assert!(!is_source(path), "{path}");
        }
    }

    #[test]
    fn files_of_the_site_are_sources() {
        for path in [
            "site.toml",
            "content/x.md",
            "content/a~/x.md",
            "content/x.tmpl",
            "content/tmp.md",
            "content/1.tmp.md",
            "themes/own/page.html",
            "static/.well-known/security.txt",
            "static/.htaccess",
        ] {
            assert!(is_source(path), "{path}");
        }
    }
}
