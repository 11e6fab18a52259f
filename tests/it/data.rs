//! Charts and surveys: what is told and what is not, where the figures come from, and that nobody
//! works out what is left out.

use std::collections::BTreeMap;

use opas::base::UrlPath;
use opas::data::suppression::{Told, protect};
use proptest::prelude::*;

use crate::live::{Files, assert_same, follow, live};
use crate::site::{output, outputs, problems, site};

/// What somebody knows who reads a published table closely: sums of unknown counts, and bounds of
/// each. It shares no code with what it attacks.
struct Attack {
    /// Unknown counts with their signs, and what they sum up to.
    sums: Vec<(Vec<(usize, i64)>, i64)>,
    bounds: Vec<(i64, i64)>,
    /// The counts whose names are on the page: nothing is promised of rows that are not shown.
    shown: Vec<usize>,
}

const MANY: i64 = 1_000_000;

impl Attack {
    fn on(rows: &[Vec<u32>], least: u32) -> Self {
        let told = protect(rows, least);
        let mut attack = Self {
            sums: Vec::new(),
            bounds: Vec::new(),
            shown: Vec::new(),
        };
        let columns = rows[0].len();
        let mut names = BTreeMap::new();
        for (row, cells) in told.iter().enumerate() {
            for column in 0..columns {
                let bounds = match cells.as_ref().map(|cells| cells[column]) {
                    Some(Told::Count(count)) => {
                        assert_eq!(count, rows[row][column], "what is told is true");
                        continue;
                    }
                    Some(Told::Small) => (0, i64::from(least) - 1),
                    Some(Told::Nothing) => (i64::from(least), MANY),
                    None => (0, MANY),
                };
                let name = attack.bounds.len();
                attack.bounds.push(bounds);
                names.insert((row, column), name);
                if cells.is_some() {
                    attack.shown.push(name);
                }
            }
        }
        let number = |row: usize, column: usize| i64::from(rows[row][column]);
        for (row, cells) in told.iter().enumerate().filter(|(_, cells)| cells.is_some()) {
            let unknown = (0..columns).filter_map(|column| names.get(&(row, column)));
            let unknown: Vec<(usize, i64)> = unknown.map(|name| (*name, 1)).collect();
            let left = (0..columns).filter(|column| names.contains_key(&(row, *column)));
            let sum = left.map(|column| number(row, column)).sum();
            assert_eq!(cells.as_ref().map(Vec::len), Some(columns));
            attack.sums.push((unknown, sum));
        }
        // Everybody, less the groups: even how many are in no group is known.
        for column in 0..columns {
            if rows.len() == 1 {
                break;
            }
            let sign = |row: usize| if row == 0 { 1 } else { -1 };
            let cells = (0..rows.len()).filter_map(|row| {
                let name = names.get(&(row, column))?;
                Some((row, (*name, sign(row))))
            });
            let sum = cells
                .clone()
                .map(|(row, _)| sign(row) * number(row, column));
            attack
                .sums
                .push((cells.map(|(_, term)| term).collect(), sum.sum()));
        }
        attack
    }

    /// Narrows the bounds until nothing follows any more.
    fn narrow(&mut self) {
        loop {
            let before = self.bounds.clone();
            for (terms, sum) in &self.sums {
                for (name, sign) in terms {
                    let others = terms.iter().filter(|(other, _)| other != name);
                    let (mut low, mut high) = (*sum, *sum);
                    for (other, sign) in others {
                        let (least, most) = self.bounds[*other];
                        let (least, most) = if *sign > 0 {
                            (least, most)
                        } else {
                            (-most, -least)
                        };
                        low -= most;
                        high -= least;
                    }
                    let (low, high) = if *sign > 0 {
                        (low, high)
                    } else {
                        (-high, -low)
                    };
                    let own = &mut self.bounds[*name];
                    *own = (own.0.max(low), own.1.min(high));
                }
            }
            if before == self.bounds {
                return;
            }
        }
    }

    /// The counts that follow from the sums alone (Gauss and Jordan), with those that bounds fix.
    fn solved(&self) -> Vec<usize> {
        let width = self.bounds.len();
        let mut matrix: Vec<Vec<f64>> = self
            .sums
            .iter()
            .map(|(terms, _)| {
                let mut row = vec![0.0; width];
                for (name, sign) in terms {
                    let (low, high) = self.bounds[*name];
                    if low < high {
                        row[*name] = *sign as f64;
                    }
                }
                row
            })
            .collect();
        let mut done = 0;
        for column in 0..width {
            let pivot = (done..matrix.len()).find(|row| matrix[*row][column].abs() > 1e-9);
            let Some(pivot) = pivot else { continue };
            matrix.swap(done, pivot);
            let own: Vec<f64> = matrix[done]
                .iter()
                .map(|value| value / matrix[done][column])
                .collect();
            for (index, row) in matrix.iter_mut().enumerate() {
                let factor = row[column];
                if index != done {
                    for (value, own) in row.iter_mut().zip(&own) {
                        *value -= factor * own;
                    }
                }
            }
            matrix[done] = own;
            done += 1;
        }
        let alone = matrix.iter().filter_map(|row| {
            let mut terms = row
                .iter()
                .enumerate()
                .filter(|(_, value)| value.abs() > 1e-9);
            let (name, _) = terms.next()?;
            terms.next().is_none().then_some(name)
        });
        let fixed = (0..width).filter(|name| self.bounds[*name].0 == self.bounds[*name].1);
        alone.chain(fixed).collect()
    }

    /// All values that each count can have, by trying.
    fn tried(&self) -> Vec<std::collections::BTreeSet<i64>> {
        let mut found = vec![std::collections::BTreeSet::new(); self.bounds.len()];
        self.try_from(&mut Vec::new(), &mut found);
        found
    }

    fn try_from(&self, values: &mut Vec<i64>, found: &mut [std::collections::BTreeSet<i64>]) {
        let fits = self.sums.iter().all(|(terms, sum)| {
            let is_open = terms.iter().any(|(name, _)| *name >= values.len());
            let known = terms.iter().filter(|(name, _)| *name < values.len());
            let known: i64 = known.map(|(name, sign)| sign * values[*name]).sum();
            is_open || known == *sum
        });
        if !fits {
            return;
        }
        if values.len() == self.bounds.len() {
            for (name, value) in values.iter().enumerate() {
                found[name].insert(*value);
            }
            return;
        }
        let (low, high) = self.bounds[values.len()];
        for value in low..=high {
            values.push(value);
            self.try_from(values, found);
            values.pop();
        }
    }
}

/// Groups of people with their counts, some people in no group, and the row of everybody first.
fn tables(groups: usize, options: usize, most: u32) -> impl Strategy<Value = Vec<Vec<u32>>> {
    (0..=groups, 1..=options).prop_flat_map(move |(groups, options)| {
        // Small counts are what it is about.
        let count = prop_oneof![3 => 0..6_u32, 2 => 0..=most];
        let row = prop::collection::vec(count.clone(), options);
        let rows = prop::collection::vec(row, groups);
        let rest = prop::collection::vec(prop_oneof![3 => Just(0), 1 => count], options);
        (rows, rest).prop_map(|(rows, rest)| {
            let all = rest.iter().enumerate().map(|(column, rest)| {
                let groups: u32 = rows.iter().map(|row| row[column]).sum();
                groups + rest
            });
            std::iter::once(all.collect()).chain(rows).collect()
        })
    })
}

proptest! {
    #[test]
    fn nothing_that_is_left_out_can_be_worked_out(rows in tables(6, 6, 60), least in 2..8_u32) {
        let mut attack = Attack::on(&rows, least);
        attack.narrow();
        let solved = attack.solved();
        for name in &attack.shown {
            prop_assert!(!solved.contains(name), "{rows:?} {:?}", protect(&rows, least));
        }
    }

    #[test]
    fn every_count_that_is_left_out_could_be_another(rows in tables(2, 3, 9), least in 2..5_u32) {
        let mut attack = Attack::on(&rows, least);
        attack.narrow();
        // Fewer possibilities to try, and all true counts among them.
        for (_, high) in &mut attack.bounds {
            *high = (*high).min(30);
        }
        let room: f64 = attack.bounds.iter().map(|(low, high)| (high - low + 1) as f64).product();
        prop_assume!(room < 300_000.0);
        let tried = attack.tried();
        for name in &attack.shown {
            prop_assert!(tried[*name].len() > 1, "{rows:?} {:?}", protect(&rows, least));
        }
    }

    #[test]
    fn small_counts_are_never_told(rows in tables(5, 5, 60), least in 2..8_u32) {
        for told in protect(&rows, least).into_iter().flatten().flatten() {
            if let Told::Count(count) = told {
                prop_assert!(count >= least);
            }
        }
    }

    #[test]
    fn what_is_large_is_told(counts in prop::collection::vec(5..90_u32, 1..6)) {
        let rows = [counts.clone()];
        let told: Vec<Told> = counts.into_iter().map(Told::Count).collect();
        prop_assert_eq!(protect(&rows, 5), [Some(told)]);
    }
}

const PAGE: &str =
    "# Luvut\n\n:::chart[Kävijät]{data=\"k.csv\" kind=bars}\nTiistaina on *eniten*.\n:::\n";

fn charts() -> Files<'static> {
    [
        ("content/index.fi.md", "# Etusivu\n"),
        ("content/index.toml", "languages = [\"fi\"]\n"),
        ("content/a.fi.md", PAGE),
        ("content/a.toml", "languages = [\"fi\"]\n"),
        (
            "content/k.csv",
            "Päivä;Kävijöitä\r\nTiistai;1234,5\r\nTorstai;8\r\n",
        ),
    ]
    .into()
}

const SURVEY: &str = r#"
type = "survey"
languages = ["fi"]
fielded = { from = 2026-09-01, to = 2026-09-14 }
invited = 100
answered = 62
data = "kysely.csv"
feeds = ["a"]
[groups]
x = { fi = "Xät" }
y = { fi = "Yyt" }
[[questions]]
id = "q"
kind = "choice"
text = { fi = "Miten?" }
finding = { fi = "Näin on." }
options = [{ id = "k", text = { fi = "Kyllä" } }, { id = "e", text = { fi = "Ei" } }]
"#;

const COUNTS: &str = "question,group,option,count\nq,x,k,31\nq,x,e,13\nq,y,k,17\nq,y,e,1\n";

fn survey() -> Files<'static> {
    let mut files = charts();
    files.insert("content/kysely.fi.md", "# Kysely\n");
    files.insert("content/kysely.toml", SURVEY);
    files.insert("content/kysely.csv", COUNTS);
    files
}

fn built(files: &Files<'_>) -> BTreeMap<String, String> {
    let list: Vec<_> = files.iter().map(|(path, text)| (*path, *text)).collect();
    let compiled = site(&list);
    assert_eq!(problems(&compiled), [""; 0]);
    let outputs = outputs(&compiled).into_iter();
    outputs
        .map(|(address, bytes)| (address, String::from_utf8_lossy(&bytes).into_owned()))
        .collect()
}

#[test]
fn a_chart_is_a_named_picture_a_sentence_and_a_table() {
    let built = built(&charts());
    let page = &built["fi/a/index.html"];
    for part in [
        "role=\"img\" aria-labelledby=\"ui-chart-1-title ui-chart-1-about\"",
        "<title id=\"ui-chart-1-title\">Kävijät</title>",
        "<desc id=\"ui-chart-1-about\">Pylväskaavio.",
        "<em>eniten</em>",
        "<th scope=\"col\" class=\"end\">Kävijöitä</th>",
        "<th scope=\"row\">Tiistai</th><td class=\"end\">1\u{a0}234,5</td>",
        "/data.",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(!page.contains("style=\""), "the security policy forbids it");
    assert!(
        !page.contains("learning."),
        "a chart needs a single sheet more"
    );
    assert!(!built["fi/index.html"].contains("/data."));
    let (_, file) = built
        .iter()
        .find(|(address, _)| address.ends_with(".csv"))
        .expect("the figures can be downloaded");
    assert_eq!(file, "copy of content/k.csv");
}

#[test]
fn a_survey_tells_what_is_safe_and_nothing_else() {
    let built = built(&survey());
    let page = &built["fi/kysely/index.html"];
    for part in [
        "100 ihmistä, ja heistä 62 vastasi (62\u{a0}%)",
        "Näin on.",
        "alle 5",
        "ei näytetä",
        "/fi/a/",
        "\"@type\":\"Dataset\"",
        "\"contentUrl\":\"https://site.example/fi/kysely/vastaukset.csv\"",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    let file = &built["fi/kysely/vastaukset.csv"];
    let counts: Vec<&str> = file
        .lines()
        .skip(1)
        .filter_map(|line| line.split(',').nth(3))
        .collect();
    assert_eq!(
        counts,
        [
            "48",
            "14",
            "ei näytetä",
            "ei näytetä",
            "ei näytetä",
            "alle 5"
        ]
    );
    for secret in ["31", "13", "17"] {
        assert!(!page.contains(&format!(">{secret}<")), "{secret}");
    }
    assert!(built["fi/a/index.html"].contains("Perustuu kyselyyn"));
    let copies = built.values().filter(|text| text.contains("kysely.csv"));
    assert_eq!(copies.count(), 0, "the raw file stays at home");
}

#[test]
fn invented_figures_say_so() {
    let mut files = survey();
    let facts = format!("synthetic = true\n{SURVEY}");
    files.insert("content/kysely.toml", &facts);
    let built = built(&files);
    let page = &built["fi/kysely/index.html"];
    assert!(page.contains("Tämän sivun luvut ovat keksittyjä."));
    assert!(page.contains("Luvut ovat keksittyjä</strong></figcaption>"));
    assert!(page.contains("(Luvut ovat keksittyjä)</caption>"));
    assert!(!page.contains("DataDownload"), "a machine would believe it");
}

#[test]
fn the_preview_does_not_give_away_the_raw_file() {
    let live = live(&survey());
    let edition = live.edition();
    let asset = edition.site.assets.get_key_value("content/kysely.csv");
    let (path, asset) = asset.expect("the file is known");
    let address = opas::render::asset_address(path, asset);
    assert_eq!(edition.find(address.as_str()), None);
}

#[test]
fn the_raw_file_of_a_survey_that_is_not_published_stays_at_home_too() {
    let mut files = survey();
    let facts = format!("status = \"draft\"\n{SURVEY}");
    files.insert("content/kysely.toml", &facts);
    files.insert("content/a.fi.md", "# A\n\n[Luvut](kysely.csv)\n");
    let list: Vec<_> = files.iter().map(|(path, text)| (*path, *text)).collect();
    let compiled = site(&list);
    assert_eq!(problems(&compiled), ["content/a.fi.md: survey-data"]);
    let jobs = compiled.plan.jobs.keys();
    assert!(
        jobs.into_iter()
            .all(|address| !address.as_str().ends_with(".csv"))
    );
}

#[test]
fn an_edit_of_a_file_of_figures_shows() {
    let mut files = survey();
    let mut live = live(&files);
    let shown = |live: &opas::build::Live, address: &str| {
        let job = live.edition().find(address).expect("there is a page");
        let bytes = output(live.edition(), &UrlPath::new(address), &job);
        String::from_utf8(bytes).expect("pages are UTF-8")
    };
    for (path, text, address, expected) in [
        (
            "content/k.csv",
            "Päivä;Kävijöitä\nMaanantai;77\n",
            "fi/a/index.html",
            "Maanantai",
        ),
        (
            "content/kysely.csv",
            "question,group,option,count\nq,all,k,9\nq,all,e,21\n",
            "fi/kysely/index.html",
            ">21<",
        ),
        (
            "content/k.csv",
            "Päivä;Kävijöitä\nMaanantai;monta\n",
            "fi/a/index.html",
            "<h1",
        ),
        (
            "content/kysely.csv",
            "question,option,count\nq,k,9\n",
            "fi/kysely/index.html",
            "<h1",
        ),
        (
            "content/k.csv",
            "Päivä;Kävijöitä\nLauantai;5\n",
            "fi/a/index.html",
            "Lauantai",
        ),
    ] {
        let before = files.clone();
        files.insert(path, text);
        follow(&mut live, &before, &files);
        assert_same(&live, &files);
        assert!(shown(&live, address).contains(expected), "{text}");
    }
    let before = files.clone();
    files.remove("content/k.csv");
    follow(&mut live, &before, &files);
    assert_same(&live, &files);
}

#[test]
fn problems_of_figures_name_line_and_column() {
    let mut files = charts();
    let text = "Päivä;Kävijöitä\nTiistai;8\nTorstai;noin 9\n";
    files.insert("content/k.csv", text);
    let list: Vec<_> = files.iter().map(|(path, text)| (*path, *text)).collect();
    let compiled = site(&list);
    let problem = compiled.diagnostics.first().expect("a problem");
    let span = problem.span.as_ref().expect("a place");
    assert_eq!(span.path.as_str(), "content/k.csv");
    assert_eq!(span.range.of(text), Some("noin 9"));
    assert!(problem.help.is_some());
}
