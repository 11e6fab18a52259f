//! Pages as they were shown last: what stays while they cannot be rendered.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use crate::base::Diagnostic;

/// Pages that are kept at most.
const KEPT_PAGES: usize = 64;

/// Pages as they were shown last, and what keeps pages from being shown.
#[derive(Debug, Default)]
pub(super) struct Shown {
    pages: HashMap<String, Arc<Vec<u8>>>,
    order: VecDeque<String>,
    failing: HashMap<String, Diagnostic>,
}

impl Shown {
    /// Keeps a page that could be shown, in place of the oldest if there are too many.
    pub(super) fn keep(&mut self, file: &str, html: Vec<u8>) {
        if self.pages.insert(file.to_owned(), Arc::new(html)).is_none() {
            self.order.push_back(file.to_owned());
        }
        if self.order.len() > KEPT_PAGES
            && let Some(oldest) = self.order.pop_front()
        {
            self.pages.remove(&oldest);
        }
        self.failing.remove(file);
    }

    /// Forgets what failed: something has changed, and it may be mended.
    pub(super) fn try_again(&mut self) {
        self.failing.clear();
    }

    /// What keeps pages from being shown, in no particular order.
    pub(super) fn failing(&self) -> impl Iterator<Item = &Diagnostic> {
        self.failing.values()
    }

    /// What keeps a page from being shown, and whether an earlier state of it is shown instead.
    pub(super) fn fault(&self, file: &str) -> (Option<Diagnostic>, bool) {
        let fault = self.failing.get(file).cloned();
        let is_last_good = fault.is_some() && self.pages.contains_key(file);
        (fault, is_last_good)
    }

    /// Notes that a page cannot be shown, and gives it as it was shown last.
    pub(super) fn fail(&mut self, file: &str, problem: &Diagnostic) -> Option<Arc<Vec<u8>>> {
        self.failing.insert(file.to_owned(), problem.clone());
        self.pages.get(file).cloned()
    }
}
