//! Connections: HTTP/1.1 in and out, each request answered on a thread of its own, so that none waits
//! for another.

use std::convert::Infallible;
use std::io::Read as _;
use std::net::TcpListener;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender};
use std::task::{Context, Poll};
use std::time::Duration;

use anyhow::{Context as _, Result};
use http_body_util::{BodyExt as _, Either, Full, Limited};
use hyper::body::{Body, Bytes, Frame, Incoming};
use hyper::header::{HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::sync::mpsc;

use crate::shell::serve::guard;
use crate::shell::serve::http::{Answer, AnswerBody, Method, Request};
use crate::shell::serve::preview::Preview;

/// How often a silent connection is tried, so that those that have gone are noticed.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// How long to wait when the system has no connection to give.
const RECOVERY: Duration = Duration::from_millis(10);

/// The longest body of a request, in bytes.
const LONGEST_BODY: usize = 64 * 1024;

/// How much of a file is read at a time, in bytes.
const PIECE: usize = 256 * 1024;

/// Pieces that may wait to be sent.
const WAITING: usize = 4;

/// What is sent: a text as a whole, or pieces that come one after another.
type Sent = Either<Full<Bytes>, Pieces>;

/// Answers all connections until the program is ended; `failed` is told of pages that could not be
/// shown.
///
/// # Errors
/// A system that gives no threads or takes the listener away.
pub(super) fn serve(
    listener: TcpListener,
    preview: Arc<Preview>,
    failed: Sender<()>,
) -> Result<()> {
    listener
        .set_nonblocking(true)
        .context("cannot set up the connection")?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_io()
        .build()
        .context("cannot start threads")?;
    runtime.block_on(accept(listener, preview, failed))
}

async fn accept(listener: TcpListener, preview: Arc<Preview>, failed: Sender<()>) -> Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener).context("cannot listen")?;
    loop {
        // An error is of one connection; the next may be sound.
        let Ok((stream, _)) = listener.accept().await else {
            std::thread::sleep(RECOVERY);
            continue;
        };
        // Else the end of an answer waits for the word that its beginning has come, some 40 ms.
        let _ = stream.set_nodelay(true);
        let (preview, failed) = (Arc::clone(&preview), failed.clone());
        tokio::spawn(async move {
            let service = service_fn(|asked| handle(asked, Arc::clone(&preview), failed.clone()));
            let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
            // A browser that goes away is no fault.
            let _ = connection.await;
        });
    }
}

async fn handle(
    asked: hyper::Request<Incoming>,
    preview: Arc<Preview>,
    failed: Sender<()>,
) -> Result<hyper::Response<Sent>, Infallible> {
    let request = request(asked).await;
    let answered = tokio::task::spawn_blocking(move || {
        if request.path == "/_opas/events" && guard::refuses(&request).is_none() {
            return events(&preview);
        }
        let answer = preview.answer(&request);
        if answer.status == 500 {
            // The terminal tells it with the next look at the site.
            let _ = failed.send(());
        }
        response(answer)
    });
    Ok(answered
        .await
        .unwrap_or_else(|_| response(Answer::refusal(500, "the preview failed to answer"))))
}

async fn request(asked: hyper::Request<Incoming>) -> Request {
    let (parts, body) = asked.into_parts();
    let header = |name: &str| {
        let value = parts.headers.get(name)?;
        value.to_str().ok().map(str::to_owned)
    };
    let method = match parts.method {
        hyper::Method::GET | hyper::Method::HEAD => Method::Get,
        hyper::Method::POST => Method::Post,
        _ => Method::Other,
    };
    let body = match method {
        Method::Post => Limited::new(body, LONGEST_BODY)
            .collect()
            .await
            .map(|whole| whole.to_bytes().to_vec())
            .unwrap_or_default(),
        Method::Get | Method::Other => Vec::new(),
    };
    Request {
        method,
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        host: header("host"),
        origin: header("origin"),
        token: header("x-opas-token"),
        range: header("range"),
        body,
    }
}

fn response(answer: Answer) -> hyper::Response<Sent> {
    let body = match answer.body {
        AnswerBody::Bytes(bytes) => Either::Left(Full::new(Bytes::from(bytes))),
        AnswerBody::File(file, length) => {
            let (sender, pieces) = mpsc::channel(WAITING);
            std::thread::spawn(move || {
                let mut file = file.take(length);
                loop {
                    let mut piece = Vec::new();
                    let read = file.by_ref().take(PIECE as u64).read_to_end(&mut piece);
                    let is_end = piece.is_empty() || read.is_err();
                    if is_end || sender.blocking_send(Bytes::from(piece)).is_err() {
                        return;
                    }
                }
            });
            Either::Right(Pieces {
                pieces,
                left: Some(length),
            })
        }
    };
    let mut response = hyper::Response::new(body);
    *response.status_mut() =
        hyper::StatusCode::from_u16(answer.status).unwrap_or(hyper::StatusCode::OK);
    let headers = answer
        .headers
        .into_iter()
        .chain([("Content-Type", answer.media_type)]);
    for (name, value) in headers {
        if let (Ok(name), Ok(value)) = (
            HeaderName::from_bytes(name.as_bytes()),
            HeaderValue::from_str(&value),
        ) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// Sends events until the browser has gone.
fn events(preview: &Arc<Preview>) -> hyper::Response<Sent> {
    let (first, events) = preview.listen();
    let (sender, pieces) = mpsc::channel(WAITING);
    std::thread::spawn(move || {
        let mut next = first;
        while sender.blocking_send(Bytes::from(next)).is_ok() {
            next = match events.recv_timeout(HEARTBEAT) {
                Ok(event) => event.to_string(),
                Err(RecvTimeoutError::Timeout) => ":\n\n".to_owned(),
                Err(RecvTimeoutError::Disconnected) => return,
            };
        }
    });
    let mut answer = response(Answer::text(200, "text/event-stream", ""));
    answer
        .headers_mut()
        .insert("cache-control", HeaderValue::from_static("no-store"));
    *answer.body_mut() = Either::Right(Pieces { pieces, left: None });
    answer
}

/// A body that comes in pieces.
struct Pieces {
    pieces: mpsc::Receiver<Bytes>,
    /// How many bytes are still to come, where it is known.
    left: Option<u64>,
}

impl Body for Pieces {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let piece = std::task::ready!(self.pieces.poll_recv(context));
        Poll::Ready(piece.map(|piece| {
            if let Some(left) = &mut self.left {
                *left = left.saturating_sub(piece.len() as u64);
            }
            Ok(Frame::data(piece))
        }))
    }

    fn size_hint(&self) -> hyper::body::SizeHint {
        match self.left {
            Some(left) => hyper::body::SizeHint::with_exact(left),
            None => hyper::body::SizeHint::default(),
        }
    }
}
