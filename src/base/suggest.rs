//! "Did you mean": the nearest of the known names.

/// The name among `known` that looks most like `typed`, if any is near enough to be meant
/// (Jaro-Winkler similarity of at least 0.8).
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(typed, name), name))
        .filter(|(similarity, _)| *similarity >= 0.8)
        .max_by(|(a, x), (b, y)| a.total_cmp(b).then_with(|| y.cmp(x)))
        .map(|(_, name)| name)
}

/// The help sentence for an unknown name: the nearest known one, or all of them when they are few.
pub fn help<'a>(typed: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> Option<String> {
    if let Some(name) = nearest(typed, known.clone()) {
        return Some(format!("did you mean `{name}`?"));
    }
    let all: Vec<String> = known.into_iter().map(|name| format!("`{name}`")).collect();
    (1..=12)
        .contains(&all.len())
        .then(|| format!("known here: {}", all.join(", ")))
}
