//! A site that follows its files shows what a fresh build of them would show.

use std::collections::BTreeMap;

use opas::base::{Code, Severity, SourcePath, UrlPath};
use opas::build::{Changes, Effect, Live};

use crate::site::{asset, is_text, options, output, read_from, site, source, sources};

/// Files of a site by path.
pub(crate) type Files<'a> = BTreeMap<&'a str, &'a str>;

fn list<'a>(files: &Files<'a>) -> Vec<(&'a str, &'a str)> {
    files.iter().map(|(path, text)| (*path, *text)).collect()
}

pub(crate) fn live(files: &Files<'_>) -> Live {
    let (sources, texts) = sources(&list(files));
    Live::new(sources, options(), &read_from(&texts)).expect("texts can be read")
}

/// Tells the site what is different between two states of its files, and nothing else.
pub(crate) fn follow(live: &mut Live, before: &Files<'_>, after: &Files<'_>) -> Option<Effect> {
    let mut changes = Changes::default();
    for (path, text) in after {
        if before.get(path) == Some(text) {
            continue;
        }
        let file = source(path, text);
        if *path == "site.toml" {
            changes.config = Some(file);
        } else if *path == "translations.lock" {
            changes.lock = Some(file);
        } else if path.starts_with("themes/") {
            changes.theme_files.push(file);
        } else if let Some(inner) = path.strip_prefix("static/") {
            changes.statics.push((UrlPath::new(inner), file.path));
        } else if is_text(path) {
            changes.texts.push(file.path);
        } else {
            let asset = asset(&file);
            changes.assets.push((file.path, asset));
        }
    }
    for path in before.keys().filter(|path| !after.contains_key(*path)) {
        if *path == "site.toml" {
            changes.config = Some(sources(&list(after)).0.config);
        } else {
            changes.gone.push(SourcePath::new(path));
        }
    }
    take_in(live, changes, after)
}

fn take_in(live: &mut Live, changes: Changes, files: &Files<'_>) -> Option<Effect> {
    let (_, texts) = sources(&list(files));
    let step = live
        .prepare(changes, options().today, &read_from(&texts))
        .expect("texts can be read")?;
    let effect = step.effect.clone();
    drop(live.apply(step));
    Some(effect)
}

/// Whether the site shows what these files say, also where they cannot be read.
pub(crate) fn is_whole(files: &Files<'_>) -> bool {
    let cold = site(&list(files));
    let settings = &cold.edition.settings.diagnostics;
    let has_error = settings
        .iter()
        .any(|problem| problem.severity == Severity::Error);
    let is_unreadable = cold.diagnostics.iter().any(|problem| {
        matches!(
            problem.code,
            Code::UnreadableFrontMatter | Code::UnclosedFrontMatter | Code::InvalidUtf8
        )
    });
    !has_error && !is_unreadable
}

/// Compares everything that is shown with a fresh build; files that cannot be read leave the last
/// good state, which no build shows.
pub(crate) fn assert_same(live: &Live, files: &Files<'_>) {
    let nothing = live
        .prepare(
            live.difference(sources(&list(files)).0),
            options().today,
            &read_from(&sources(&list(files)).1),
        )
        .expect("texts can be read");
    assert!(nothing.is_none(), "it knows all of its files");
    if !is_whole(files) {
        return;
    }
    let cold = site(&list(files));
    let findings = live.snapshot().review();
    assert_eq!(findings.clone().into_all(), cold.diagnostics);
    let edition = live.edition();
    let rendered = cold.render_problems();
    for (address, job) in &cold.plan.jobs {
        let found = edition.find(address.as_str());
        let is_taken = |problem: &opas::base::Diagnostic| problem.code == Code::DuplicateAddress;
        if !cold.diagnostics.iter().any(is_taken) {
            assert_eq!(found.as_ref(), Some(job), "{address}");
        }
        let found = found.unwrap_or_else(|| panic!("nothing at {address}"));
        if rendered.is_empty() {
            let warm = output(edition, address, &found);
            let cold = output(&cold.edition, address, job);
            assert_eq!(
                String::from_utf8_lossy(&warm),
                String::from_utf8_lossy(&cold),
                "{address}"
            );
        }
    }
    let texts = files.keys().filter(|path| is_text(path));
    for path in texts.map(|path| SourcePath::new(path)) {
        let path = &path;
        let is_here = |problem: &opas::base::Diagnostic| {
            problem.span.as_ref().is_some_and(|span| span.path == *path)
        };
        let of_text = findings.of_texts.iter().filter(|problem| is_here(problem));
        let expected: Vec<_> = of_text.cloned().collect();
        assert_eq!(live.check_text(path), expected, "{path}");
    }
}

const FILES: &[(&str, &str)] = &[
    ("content/index.fi.md", "# Etusivu\n\n[Osio](a/index.md)\n"),
    ("content/a/index.fi.md", "# Osio\n"),
    (
        "content/a/yksi.fi.md",
        "# Yksi\n\nTeksti.\n\n![Kuva](k.svg)\n",
    ),
    ("content/a/kaksi.fi.md", "# Kaksi\n\n[Yksi](yksi.md)\n"),
    ("content/a/k.svg", "<svg/>"),
    ("themes/selkea/static/oma.css", "p {}"),
];

fn page(live: &Live, address: &str) -> String {
    let job = live.edition().find(address).expect("there is a page");
    let bytes = output(live.edition(), &UrlPath::new(address), &job);
    String::from_utf8(bytes).expect("pages are UTF-8")
}

/// Makes one edit and compares all that is shown with a fresh build.
fn after(edit: (&'static str, Option<&'static str>)) -> (Live, Option<Effect>) {
    let before: Files<'_> = FILES.iter().copied().collect();
    let mut files = before.clone();
    match edit.1 {
        Some(text) => files.insert(edit.0, text),
        None => files.remove(edit.0),
    };
    let mut live = live(&before);
    let effect = follow(&mut live, &before, &files);
    assert_same(&live, &files);
    (live, effect)
}

#[test]
fn a_body_edit_shows_and_names_its_text() {
    let (live, effect) = after(("content/a/yksi.fi.md", Some("# Yksi\n\nToinen teksti.\n")));
    assert!(page(&live, "fi/a/yksi/index.html").contains("Toinen teksti."));
    let effect = effect.expect("something changed");
    let (path, _) = effect.text.expect("one text changed");
    assert_eq!(path.as_str(), "content/a/yksi.fi.md");
    assert_eq!(live.generation(), 2);
}

#[test]
fn the_line_of_the_first_difference_is_told() {
    let options = opas::build::Options {
        has_places: true,
        is_portable: false,
        ..options()
    };
    let text = "# Yksi\n\nAlku.\n\n- a\n- b\n\n:::note\nLoppu.\n:::\n";
    for (changed, line) in [
        (
            "# Yksi\n\nAlku!\n\n- a\n- b\n\n:::note\nLoppu.\n:::\n",
            Some(3),
        ),
        (
            "# Yksi\n\nAlku.\n\n- a\n- c\n\n:::note\nLoppu.\n:::\n",
            Some(6),
        ),
        ("# Yksi\n\nAlku.\n\nUusi.\n\n- a\n- b\n", Some(5)),
        (
            "# Yksi\n\nAlku.\n\n- a\n- b\n\n:::note\nLoppu!\n:::\n",
            Some(9),
        ),
        (
            "# Kaksi\n\nAlku.\n\n- a\n- b\n\n:::note\nLoppu.\n:::\n",
            None,
        ),
    ] {
        let path = SourcePath::new("content/a.fi.md");
        let read = |text: &'static str| {
            move |_: &SourcePath| Ok::<_, std::io::Error>(text.as_bytes().to_vec())
        };
        let (sources, _) = sources(&[("content/a.fi.md", text)]);
        let live = Live::new(sources, options.clone(), &read(text)).expect("texts can be read");
        let changes = Changes {
            texts: vec![path.clone()],
            ..Changes::default()
        };
        let step = live
            .prepare(changes, options.today, &read(changed))
            .expect("texts can be read")
            .expect("it is different");
        assert_eq!(step.effect.text, Some((path, line)), "{changed}");
    }
}

#[test]
fn a_title_edit_shows_in_lists_and_moves_its_page_there() {
    let (live, _) = after(("content/a/yksi.fi.md", Some("# Aivan uusi\n")));
    let section = page(&live, "fi/a/index.html");
    let (new, other) = (section.find("Aivan uusi"), section.find("Kaksi"));
    assert!(new.is_some() && new < other, "{section}");
    assert!(page(&live, "fi/a/kaksi/index.html").contains("Aivan uusi"));
}

#[test]
fn facts_slugs_new_and_removed_texts_show() {
    after((
        "content/a/yksi.fi.md",
        Some("+++\ntitle = \"Y\"\nslug = \"z\"\n+++\n"),
    ));
    after((
        "content/a/yksi.fi.md",
        Some("+++\ntitle = \"Y\"\nstatus = \"draft\"\n+++\n"),
    ));
    after((
        "content/a/yksi.toml",
        Some("redirect_from = [\"/vanha/\"]\n"),
    ));
    after(("content/a/kolme.fi.md", Some("# Kolme\n")));
    after(("content/a/yksi.sv.md", Some("# Ett\n")));
    after(("content/a/yksi.fi.md", None));
    after(("content/a/index.fi.md", None));
}

#[test]
fn pictures_settings_templates_and_words_show() {
    let (live, _) = after(("content/a/k.svg", Some("<svg></svg>")));
    let text = page(&live, "fi/a/yksi/index.html");
    let fresh = opas::base::Digest::of(b"<svg></svg>").fingerprint();
    assert!(text.contains(&format!("files/a/k.{fresh}.svg")), "{text}");
    after(("content/a/k.svg", None));
    let (live, _) = after((
        "themes/selkea/templates/page.html",
        Some("{% extends \"selkea/page.html\" %}{% block title %}OMA{% endblock title %}"),
    ));
    assert!(page(&live, "fi/a/yksi/index.html").contains("<title>OMA</title>"));
    let (live, _) = after((
        "themes/selkea/text/fi.toml",
        Some("[text]\nskip_link = \"Hyppää\"\n"),
    ));
    assert!(page(&live, "fi/a/yksi/index.html").contains("Hyppää"));
    after((
        "site.toml",
        Some(
            "base_url = \"https://x.example/y/\"\n[[languages]]\ncode = \"fi\"\nname = \"Uusi\"\n",
        ),
    ));
}

#[test]
fn a_style_sheet_alone_is_told_apart() {
    let (_, effect) = after(("themes/selkea/static/oma.css", Some("p { color: red }")));
    assert!(effect.is_some_and(|effect| effect.is_style));
    let (_, effect) = after((
        "themes/selkea/text/fi.toml",
        Some("[text]\nskip_link = \"H\"\n"),
    ));
    assert!(effect.is_some_and(|effect| !effect.is_style));
}

#[test]
fn a_file_that_is_as_it_was_changes_nothing() {
    let files: Files<'_> = FILES.iter().copied().collect();
    let mut live = live(&files);
    let changes = Changes {
        texts: vec![SourcePath::new("content/a/yksi.fi.md")],
        theme_files: vec![source("themes/selkea/static/oma.css", "p {}")],
        gone: vec![SourcePath::new("content/never.md")],
        ..Changes::default()
    };
    assert_eq!(take_in(&mut live, changes, &files), None);
    assert_eq!(live.generation(), 1);
}

#[test]
fn the_last_good_text_stays_while_its_front_matter_is_broken() {
    let before: Files<'_> = FILES.iter().copied().collect();
    let mut live = live(&before);
    let mut broken = before.clone();
    broken.insert("content/a/yksi.fi.md", "+++\ntitle = \n+++\n\nUusi.\n");
    assert!(follow(&mut live, &before, &broken).is_some());
    assert!(page(&live, "fi/a/yksi/index.html").contains("Teksti."));
    let found = live.check_text(&SourcePath::new("content/a/yksi.fi.md"));
    assert!(
        found
            .iter()
            .any(|problem| problem.code == Code::UnreadableFrontMatter)
    );
    let mut mended = before.clone();
    mended.insert("content/a/yksi.fi.md", "+++\ntitle = \"Y\"\n+++\n\nUusi.\n");
    follow(&mut live, &broken, &mended);
    assert_same(&live, &mended);
}

#[test]
fn the_last_good_settings_stay_while_there_are_errors_in_them() {
    for (path, text) in [
        ("site.toml", "base_url = "),
        ("themes/selkea/templates/page.html", "{% if %}"),
        ("themes/selkea/theme.toml", "extends = \"missing\""),
    ] {
        let before: Files<'_> = FILES.iter().copied().collect();
        let mut live = live(&before);
        let shown = page(&live, "fi/a/yksi/index.html");
        let mut broken = before.clone();
        broken.insert(path, text);
        assert!(follow(&mut live, &before, &broken).is_some(), "{path}");
        assert_eq!(page(&live, "fi/a/yksi/index.html"), shown, "{path}");
        let found = live.snapshot().review().of_site;
        let is_told = |problem: &opas::base::Diagnostic| problem.severity == Severity::Error;
        assert!(found.iter().any(is_told), "{path}: {found:?}");
        follow(&mut live, &broken, &before);
        assert_same(&live, &before);
        let found = live.snapshot().review().of_site;
        assert!(!found.iter().any(is_told), "{path}: {found:?}");
    }
}
