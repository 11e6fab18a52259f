//! Edits of one kind after another into the times until a reader sees them.

use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context;

use crate::edits::client::{Answer, Client};
use crate::edits::places::{self, Place, Places};
use crate::edits::site::Site;
use crate::edits::table::since;

/// What is waited for between two edits.
#[derive(Clone, Copy)]
pub(crate) enum Rest {
    /// The end of the check of the whole site, which begins 300 ms after a change.
    Checked,
    /// A fixed time.
    For(u64),
}

/// How a text is written.
#[derive(Clone, Copy)]
pub(crate) enum Save {
    InPlace,
    Beside,
}

/// An author, and a reader who waits for each change.
pub(crate) struct Author<'a> {
    pub(crate) client: Client,
    pub(crate) site: Site,
    pub(crate) places: &'a Places,
    /// How many edits make a series.
    pub(crate) edits: usize,
    /// Edits so far: no two have the same marker.
    pub(crate) count: usize,
}

impl Author<'_> {
    /// Waits until nothing is going on.
    ///
    /// # Errors
    /// The preview does not answer, or is never through.
    pub(crate) fn rest(&mut self, rest: Rest) -> anyhow::Result<()> {
        match rest {
            Rest::For(milliseconds) => thread::sleep(Duration::from_millis(milliseconds)),
            Rest::Checked => {
                while !self
                    .client
                    .get("/_opas/state")?
                    .shows("\"is_checking\":false")
                {
                    thread::sleep(Duration::from_millis(20));
                }
            }
        }
        Ok(())
    }

    fn marker(&mut self) -> String {
        self.count += 1;
        format!("muutos{:05}x", self.count)
    }

    fn text(&mut self, file: &str) -> anyhow::Result<String> {
        let text = self.site.original(file)?;
        Ok(text.with_context(|| format!("no `{file}`"))?.to_owned())
    }

    /// Paragraphs in texts.
    pub(crate) fn bodies(&mut self, save: Save, rest: Rest) -> anyhow::Result<Vec<f64>> {
        self.rest(Rest::Checked)?;
        (0..self.edits)
            .map(|number| {
                self.rest(rest)?;
                self.body(number, save)
            })
            .collect()
    }

    /// One paragraph in one text.
    pub(crate) fn body(&mut self, number: usize, save: Save) -> anyhow::Result<f64> {
        let place = self.places.item(number);
        let marker = self.marker();
        let text = places::with_paragraph(&self.text(&place.file)?, &marker);
        self.save(&place.file, &text, save, &place.address, |answer| {
            answer.shows(&marker)
        })
    }

    /// Titles of texts, in the lists of their sections.
    pub(crate) fn titles(&mut self) -> anyhow::Result<Vec<f64>> {
        self.each(|author, place, marker| {
            let text = places::with_title(&author.text(&place.file)?, marker);
            let is_so = |answer: &Answer| answer.shows(marker);
            author.save(&place.file, &text, Save::InPlace, &place.section, is_so)
        })
    }

    /// Places of items among their neighbours: the last one, and back.
    pub(crate) fn orders(&mut self) -> anyhow::Result<Vec<f64>> {
        self.rest(Rest::Checked)?;
        let places = self.places;
        // The first and the second item of a section.
        let [item, other] = [&places.items[0], &places.items[1]];
        let facts = self.text(&item.facts)?;
        let link = |address: &str| format!("<h3 class=\"card-title\"><a href=\"{address}\"");
        let [item_link, other_link] = [link(&item.address), link(&other.address)];
        let is_last = |answer: &Answer| {
            let at = |link: &str| answer.text().find(link);
            at(&item_link)
                .zip(at(&other_link))
                .map(|(item, other)| item > other)
        };
        (0..self.edits)
            .map(|number| {
                self.rest(Rest::Checked)?;
                let shall_be_last = number % 2 == 0;
                let order = if shall_be_last { 99 } else { 1 };
                let text = places::with_order(&facts, order);
                self.save(&item.facts, &text, Save::InPlace, &item.section, |answer| {
                    is_last(answer) == Some(shall_be_last)
                })
            })
            .collect()
    }

    /// Pages that come, and go again.
    pub(crate) fn pages(&mut self) -> anyhow::Result<(Vec<f64>, Vec<f64>)> {
        self.rest(Rest::Checked)?;
        let place = &self.places.items[0];
        let folder = place.file.rsplit_once('/').map_or("", |(folder, _)| folder);
        let file = format!("{folder}/item-900.fi.md");
        let address = format!("{}uusi-sivu/", place.section);
        let text = "+++\ntitle = \"Uusi sivu\"\nslug = \"uusi-sivu\"\n\
                    summary = \"Sivu tulee ja menee.\"\n+++\n\nTämä on uusi.\n";
        let (mut come, mut go) = (Vec::new(), Vec::new());
        for _ in 0..self.edits {
            self.rest(Rest::Checked)?;
            let is_there = |answer: &Answer| answer.status == 200;
            come.push(self.save(&file, text, Save::InPlace, &address, is_there)?);
            self.rest(Rest::Checked)?;
            let start = Instant::now();
            self.site.remove(&file)?;
            self.client.wait(&address, |answer| answer.status == 404)?;
            go.push(since(start));
        }
        Ok((come, go))
    }

    /// A file of the theme, seen on pages.
    pub(crate) fn theme(
        &mut self,
        file: &str,
        text: impl Fn(&str) -> String,
    ) -> anyhow::Result<Vec<f64>> {
        self.each(|author, place, marker| {
            let is_so = |answer: &Answer| answer.shows(marker);
            author.save(file, &text(marker), Save::InPlace, &place.address, is_so)
        })
    }

    /// The style sheet: its name on pages has its fingerprint.
    pub(crate) fn styles(&mut self) -> anyhow::Result<Vec<f64>> {
        self.each(|author, place, marker| {
            let before = author.client.get(&place.address)?;
            let before = sheet(&before).context("a page names no style sheet")?;
            let text = places::style(marker);
            author.save(places::STYLE, &text, Save::InPlace, &place.address, |now| {
                sheet(now).is_some_and(|now| now != before)
            })
        })
    }

    /// Many texts at once, until the one that was written last is seen; and how much of it passed
    /// until all were written.
    pub(crate) fn bursts(&mut self, texts: usize) -> anyhow::Result<(Vec<f64>, Vec<f64>)> {
        let places = self.places;
        let places = &places.items[..texts.min(places.items.len())];
        let last = places.last().context("no items")?;
        let (mut seen, mut written) = (Vec::new(), Vec::new());
        for _ in 0..3 {
            let marker = self.marker();
            let mut texts = Vec::with_capacity(places.len());
            for place in places {
                texts.push(places::with_paragraph(&self.text(&place.file)?, &marker));
            }
            self.rest(Rest::Checked)?;
            let start = Instant::now();
            for (place, text) in places.iter().zip(&texts) {
                self.site.write(&place.file, text)?;
            }
            written.push(since(start));
            self.client
                .wait(&last.address, |answer| answer.shows(&marker))?;
            seen.push(since(start));
        }
        Ok((seen, written))
    }

    /// Answers without any change.
    pub(crate) fn answers(&mut self, address: &str) -> anyhow::Result<Vec<f64>> {
        self.rest(Rest::Checked)?;
        (0..200)
            .map(|_| {
                let start = Instant::now();
                let answer = self.client.get(address)?;
                anyhow::ensure!(answer.status == 200, "`{address}`: {}", answer.status);
                Ok(since(start))
            })
            .collect()
    }

    /// A series with an item and a marker for each edit.
    fn each(
        &mut self,
        mut edit: impl FnMut(&mut Self, &Place, &str) -> anyhow::Result<f64>,
    ) -> anyhow::Result<Vec<f64>> {
        self.rest(Rest::Checked)?;
        let places = self.places;
        (0..self.edits)
            .map(|number| {
                self.rest(Rest::Checked)?;
                let marker = self.marker();
                edit(self, places.item(number), &marker)
            })
            .collect()
    }

    fn save(
        &mut self,
        file: &str,
        text: &str,
        save: Save,
        address: &str,
        is_so: impl Fn(&Answer) -> bool,
    ) -> anyhow::Result<f64> {
        // Reads how it was before, so that it is not measured.
        self.site.original(file)?;
        let start = Instant::now();
        match save {
            Save::InPlace => self.site.write(file, text)?,
            Save::Beside => self.site.replace(file, text)?,
        }
        self.client
            .wait(address, is_so)
            .with_context(|| format!("after an edit of `{file}`"))?;
        Ok(since(start))
    }
}

/// The first style sheet that a page names.
fn sheet(answer: &Answer) -> Option<String> {
    let (_, rest) = answer
        .text()
        .split_once("<link rel=\"stylesheet\" href=\"")?;
    Some(rest.split('"').next()?.to_owned())
}
