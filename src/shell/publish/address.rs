//! Addresses inside the output folder: relative, `/` between the parts, possible on every system
//! that a site is copied to, so that a folder built on Linux is the folder built on Windows.

use anyhow::{Result, bail};
use std::borrow::Cow;
use std::collections::HashMap;

/// Names in the output folder that begin so are the publisher's own.
pub(super) const OWN_PREFIX: &str = ".opas-";

/// Refuses an address that could lead out of the folder, stand for something that is no file, or
/// be no name on one of the systems that sites are copied to.
pub(super) fn check(address: &str) -> Result<()> {
    if let Some(fault) = address.split('/').find_map(fault_of) {
        bail!("the address `{}` {fault}", address.escape_debug());
    }
    let begins_like_ours = address
        .get(..OWN_PREFIX.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(OWN_PREFIX));
    if begins_like_ours {
        bail!("the address `{address}` begins with `{OWN_PREFIX}`, which opas keeps for itself");
    }
    Ok(())
}

fn fault_of(part: &str) -> Option<&'static str> {
    if part.is_empty() {
        return Some("is empty or has an empty part");
    }
    if part == "." || part == ".." {
        return Some("has `.` or `..` as a part");
    }
    if part.chars().any(char::is_control) {
        return Some("has a control character");
    }
    if part.contains(['\\', '<', '>', ':', '"', '|', '?', '*']) {
        return Some("has a character that Windows does not allow in a name");
    }
    if part.ends_with(['.', ' ']) {
        return Some("has a part that ends with a full stop or a space, which Windows drops");
    }
    if is_device(part) {
        return Some("has a part that names a device on Windows");
    }
    None
}

/// `CON`, `nul.txt`, `com1`: <https://learn.microsoft.com/windows/win32/fileio/naming-a-file>.
fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or(part).trim_end();
    match stem.len() {
        3 => ["con", "prn", "aux", "nul"]
            .iter()
            .any(|name| stem.eq_ignore_ascii_case(name)),
        4 => {
            let (name, digit) = stem.as_bytes().split_at(3);
            matches!(digit, [b'1'..=b'9'])
                && [&b"com"[..], b"lpt"]
                    .iter()
                    .any(|device| name.eq_ignore_ascii_case(device))
        }
        _ => false,
    }
}

/// The folder that an address lies in; empty for one at the top.
pub(super) fn parent(address: &str) -> &str {
    address.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// All folders that an address lies in, the outermost first.
pub(super) fn ancestors(address: &str) -> impl DoubleEndedIterator<Item = &str> {
    address.match_indices('/').map(|(at, _)| &address[..at])
}

/// What two addresses have in common that differ only by upper and lower case.
pub(super) fn folded(address: &str) -> Cow<'_, str> {
    let is_lower = match address.is_ascii() {
        true => !address.bytes().any(|byte| byte.is_ascii_uppercase()),
        false => address
            .chars()
            .all(|letter| letter.to_lowercase().eq([letter])),
    };
    match is_lower {
        true => Cow::Borrowed(address),
        false => Cow::Owned(address.to_lowercase()),
    }
}

/// Refuses a set of addresses that cannot all be files in one folder on every system: the same one
/// twice, one that is a folder for another, two that differ only by case. The list is sorted.
pub(super) fn refuse_collisions(sorted: &[&str]) -> Result<()> {
    for (index, address) in sorted.iter().enumerate() {
        let alike = sorted[index + 1..]
            .iter()
            .take_while(|next| next.starts_with(address));
        for next in alike {
            match next.as_bytes().get(address.len()) {
                None => bail!("two outputs have the address `{address}`"),
                Some(b'/') => {
                    bail!("`{address}` cannot be a file: `{next}` needs a folder of that name")
                }
                Some(byte) if *byte > b'/' => break,
                Some(_) => {}
            }
        }
    }
    if sorted
        .iter()
        .any(|address| matches!(folded(address), Cow::Owned(_)))
    {
        refuse_differing_case(sorted)?;
    }
    Ok(())
}

fn refuse_differing_case(sorted: &[&str]) -> Result<()> {
    let mut spelling: HashMap<Cow<'_, str>, &str> = HashMap::new();
    let mut previous = "";
    for address in sorted {
        // Neighbours share most of their folders: those are known already.
        let known = |folder: &&str| {
            !previous
                .strip_prefix(folder)
                .is_some_and(|rest| rest.starts_with('/'))
        };
        for name in ancestors(address).filter(known).chain([*address]) {
            let first = *spelling.entry(folded(name)).or_insert(name);
            if first != name {
                bail!(
                    "`{first}` and `{name}` differ only by upper and lower case: \
                     Windows and macOS keep only one of them"
                );
            }
        }
        previous = address;
    }
    Ok(())
}
