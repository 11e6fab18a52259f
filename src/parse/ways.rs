//! The ways through a practice: every screen can be reached, and from every one a way leads on.

use std::collections::BTreeSet;

use crate::base::Code;
use crate::parse::exercise::Reader;
use crate::parse::practice::{Practice, Screen, ScreenKind, Way};

/// Checks the ways between screens.
pub(super) fn check(reader: &mut Reader<'_>, practice: &Practice) {
    let mut reached = BTreeSet::from([practice.start]);
    let mut ahead = vec![practice.start];
    while let Some(at) = ahead.pop() {
        let ways = practice.screens[at].ways();
        ahead.extend(ways.filter(|to| reached.insert(*to)));
    }
    for (index, screen) in practice.screens.iter().enumerate() {
        if !reached.contains(&index) {
            let message = format!("no way leads to the screen `{}`", screen.id);
            let help = "let a button lead to it with `to`, or take the screen out";
            reader.report(Code::UnreachableScreen, screen.range, message, help);
        }
        let is_end = screen.kind == ScreenKind::Result;
        // A way that leads to no screen was reported.
        let has_way = screen
            .elements
            .iter()
            .any(|element| matches!(element.way(), Some(Way::To(_) | Way::Nowhere)));
        let leads_on = screen.ways().any(|to| to != index) || has_way && screen.ways().count() == 0;
        if !is_end && !leads_on {
            let message = format!("no way leads on from the screen `{}`", screen.id);
            let help = "give it a button with `to`, or end the practice: `kind = \"result\"`";
            reader.report(Code::DeadEndScreen, screen.range, message, help);
        }
    }
}

impl Screen {
    /// The screens that its choices lead to.
    fn ways(&self) -> impl Iterator<Item = usize> {
        self.elements
            .iter()
            .filter_map(|element| match element.way() {
                Some(Way::To(screen)) => Some(*screen),
                _ => None,
            })
    }
}
