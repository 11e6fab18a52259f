//! Server-sent events (WHATWG HTML, section 9.2): one message to every open page.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;

/// All that listen.
#[derive(Debug, Default)]
pub(super) struct Hub {
    listeners: Mutex<Vec<Sender<Arc<str>>>>,
}

impl Hub {
    /// A new listener; it is forgotten when the receiver is dropped, at the next message.
    pub(super) fn listen(&self) -> Receiver<Arc<str>> {
        let (sender, receiver) = channel();
        self.listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(sender);
        receiver
    }

    /// Sends a message to all.
    pub(super) fn send(&self, name: &str, data: &impl Serialize) {
        let message: Arc<str> = Arc::from(message(name, data));
        self.listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .retain(|listener| listener.send(Arc::clone(&message)).is_ok());
    }
}

/// A message as it is sent.
pub(super) fn message(name: &str, data: &impl Serialize) -> String {
    let data = serde_json::to_string(data).expect("texts and numbers are always JSON");
    format!("event: {name}\ndata: {data}\n\n")
}
