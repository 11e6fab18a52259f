//! What templates may call: `asset`, `date`, `t`, `qr`, and the filter `soft`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Kwargs, State, Tera, TeraResult, Value};

use crate::base::suggest;
use crate::config::Config;
use crate::locale::{Date, DateForm, Locale, TITLE_WORD};
use crate::render::qr;
use crate::theme::{Text, Texts, Theme};

/// Registers what templates may call; adding under the same name replaces.
pub(super) fn register(
    tera: &mut Tera,
    config: &Config,
    theme: &Theme,
    statics: &Arc<BTreeMap<String, String>>,
    texts: &Texts,
) {
    register_soft(tera, config, theme, texts);
    let statics = Arc::clone(statics);
    tera.register_function("asset", move |kwargs: Kwargs, _: &State<'_>| {
        let path: String = kwargs.must_get("path")?;
        statics.get(&path).cloned().ok_or_else(|| {
            let near = suggest::nearest(&path, statics.keys().map(String::as_str));
            let near = near
                .map(|near| format!("; did you mean `{near}`?"))
                .unwrap_or_default();
            tera::Error::message(format!("the theme has no static file `{path}`{near}"))
        })
    });
    tera.register_function(
        "qr",
        |kwargs: Kwargs, _: &State<'_>| -> TeraResult<String> {
            let text: String = kwargs.must_get("text")?;
            Ok(qr::svg(&text).unwrap_or_default())
        },
    );
    let locale = Arc::clone(&texts.locale);
    tera.register_function(
        "date",
        move |kwargs: Kwargs, _: &State<'_>| -> TeraResult<String> {
            let value: String = kwargs.must_get("value")?;
            let form: String = kwargs.get("form")?.unwrap_or_else(|| "long".to_owned());
            let date = Date::parse(&value)
                .map_err(|_| tera::Error::message(format!("`{value}` is no date")))?;
            let form = match form.as_str() {
                "full" => DateForm::Full,
                "long" => DateForm::Long,
                "medium" => DateForm::Medium,
                "short" => DateForm::Short,
                other => {
                    return Err(tera::Error::message(format!(
                        "`{other}` is no form of a date: full, long, medium, short"
                    )));
                }
            };
            Ok(locale.date(date, form))
        },
    );
    let speaker = texts.clone();
    tera.register_function(
        "t",
        move |kwargs: Kwargs, _: &State<'_>| -> TeraResult<String> {
            let key: String = kwargs.must_get("key")?;
            if !speaker.texts.contains_key(&key) {
                let near = suggest::nearest(&key, speaker.texts.keys().map(String::as_str));
                let near = near
                    .map(|near| format!("; did you mean `{near}`?"))
                    .unwrap_or_default();
                return Err(tera::Error::message(format!(
                    "no interface text `{key}`{near}"
                )));
            }
            let mut values: Vec<(String, String)> = Vec::new();
            let mut number = None;
            for (name, value) in kwargs.iter() {
                let name = name.to_string();
                let shown = match value.as_i128().and_then(|n| i64::try_from(n).ok()) {
                    Some(count) => {
                        if name == "n" {
                            number = Some(count.unsigned_abs());
                        }
                        speaker.locale.number(count)
                    }
                    None => value.to_string(),
                };
                values.push((name, shown));
            }
            Ok(fill(&speaker, &key, number, &values))
        },
    );
}

/// Registers `soft`: text with soft hyphens in its long words, for what is shown and never for
/// machines. The text is in the language of the engine, or in `lang`; words up to `longest` letters
/// stay whole.
fn register_soft(tera: &mut Tera, config: &Config, theme: &Theme, texts: &Texts) {
    let is_wanted = config.markdown.has_soft_hyphens;
    let own = texts.locale.hyphenation().cloned();
    let own_lang = texts.lang.clone();
    let texts = theme.texts.iter();
    let locales: Vec<Arc<Locale>> = texts.map(|texts| Arc::clone(&texts.locale)).collect();
    tera.register_filter(
        "soft",
        move |text: Value, kwargs: Kwargs, _: &State<'_>| -> TeraResult<Value> {
            // What is missing is as missing as before.
            let (true, Some(words)) = (is_wanted, text.as_str()) else {
                return Ok(text);
            };
            let longest = kwargs.get::<usize>("longest")?.unwrap_or(TITLE_WORD);
            let lang = kwargs.get::<&Value>("lang")?.and_then(Value::as_str);
            let other = lang
                .filter(|lang| *lang != own_lang.as_str())
                .map(|lang| Locale::hyphenation_of(locales.iter().map(|one| &**one), lang));
            let hyphenation = other.as_ref().unwrap_or(&own);
            let soft = hyphenation
                .as_ref()
                .map(|found| found.soften(words, longest));
            Ok(match soft {
                Some(Cow::Owned(soft)) => Value::from(soft),
                _ => text,
            })
        },
    );
}

/// The text under `key` with its `{names}` replaced.
pub(super) fn fill(
    texts: &Texts,
    key: &str,
    number: Option<u64>,
    values: &[(String, String)],
) -> String {
    let text = match (number, texts.texts.get(key)) {
        (Some(number), Some(Text::Plural(_))) => texts.get_for(key, number).unwrap_or_default(),
        _ => texts.get(key),
    };
    let mut out = text.to_owned();
    for (name, value) in values {
        out = out.replace(&format!("{{{name}}}"), value);
    }
    out
}
