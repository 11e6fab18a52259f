//! Who may ask: pages of the preview itself, on names that only this machine can have.
//!
//! A foreign page could make its own host name lead to this machine (DNS rebinding) and then read
//! what it is answered. So a request must name the machine by an IP address or as `localhost`,
//! and an `Origin` must be that of the request itself.

use std::net::IpAddr;

use crate::shell::serve::http::Request;

/// Why a request is refused; nothing when it is fine.
pub(super) fn refuses(request: &Request) -> Option<&'static str> {
    let Some(host) = &request.host else {
        return Some("the request names no host");
    };
    let name = without_port(host).to_ascii_lowercase();
    if name != "localhost" && name.parse::<IpAddr>().is_err() {
        return Some("the preview answers to `localhost` and to addresses in numbers");
    }
    let is_foreign = request
        .origin
        .as_ref()
        .is_some_and(|origin| *origin != format!("http://{host}"));
    is_foreign.then_some("requests of other sites are not answered")
}

/// `[::1]:80` to `::1`, `localhost:80` to `localhost`.
fn without_port(host: &str) -> &str {
    if let Some(rest) = host.strip_prefix('[') {
        return rest.split(']').next().unwrap_or_default();
    }
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::refuses;
    use crate::shell::serve::http::Request;

    fn is_refused(host: Option<&str>, origin: Option<&str>) -> bool {
        let request = Request {
            host: host.map(str::to_owned),
            origin: origin.map(str::to_owned),
            ..Request::get("/")
        };
        refuses(&request).is_some()
    }

    #[test]
    fn only_names_of_this_machine_and_its_own_pages_are_answered() {
        for host in [
            "localhost",
            "LOCALHOST:7070",
            "127.0.0.1:1",
            "[::1]:1",
            "192.168.1.4:7070",
        ] {
            assert!(!is_refused(Some(host), None), "{host}");
        }
        for host in [
            "evil.example",
            "evil.example:7070",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "",
        ] {
            assert!(is_refused(Some(host), None), "{host}");
        }
        assert!(is_refused(None, None));
        assert!(!is_refused(Some("localhost:1"), Some("http://localhost:1")));
        for origin in [
            "http://evil.example",
            "null",
            "http://localhost:2",
            "https://localhost:1",
        ] {
            assert!(is_refused(Some("localhost:1"), Some(origin)), "{origin}");
        }
    }
}
