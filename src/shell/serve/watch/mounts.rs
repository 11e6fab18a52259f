//! On which kind of file system a folder lies: on some, the machine is not told of changes that
//! others make, so that one has to look again and again.

use std::borrow::Cow;
use std::path::Path;

/// Network and shared file systems, as Linux calls them.
const SHARED: &[&str] = &[
    "9p",
    "afs",
    "cifs",
    "fuse.sshfs",
    "fuse.vmhgfs-fuse",
    "nfs",
    "nfs4",
    "prl_fs",
    "smb3",
    "smbfs",
    "vboxsf",
    "virtiofs",
];

/// The network or shared file system that `folder` lies on, if it lies on one.
///
/// `mounts` is the text of `/proc/self/mounts`; `folder` is absolute and without symbolic links.
/// The longest mount point above the folder decides, and among equal ones the last.
pub(super) fn shared<'a>(mounts: &'a str, folder: &Path) -> Option<&'a str> {
    let mut best: Option<(usize, &str)> = None;
    for line in mounts.lines() {
        let mut fields = line.split(' ').skip(1);
        let (Some(point), Some(kind)) = (fields.next(), fields.next()) else {
            continue;
        };
        let point = unescaped(point);
        let depth = Path::new(&*point).components().count();
        if folder.starts_with(&*point) && best.is_none_or(|(deepest, _)| depth >= deepest) {
            best = Some((depth, kind));
        }
    }
    best.map(|(_, kind)| kind)
        .filter(|kind| SHARED.contains(kind))
}

/// The text with `\040` and the like as the bytes that they stand for.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let octal = (first == b'\\')
            .then(|| after.get(..3))
            .flatten()
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 8).ok());
        bytes.push(octal.unwrap_or(first));
        rest = match octal {
            Some(_) => after.get(3..).unwrap_or_default(),
            None => after,
        };
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::shared;
    use std::path::Path;

    const MOUNTS: &str = "\
/dev/sda1 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
server:/home /home nfs4 rw,vers=4.2 0 0
/dev/sdb1 /home/local btrfs rw 0 0
//nas/our\\040files /mnt/our\\040files cifs rw 0 0
host /mnt/back\\134slash\\011tab 9p rw 0 0
shared /work virtiofs rw 0 0
tmpfs /work tmpfs rw 0 0
odd
";

    fn kind(folder: &str) -> Option<&'static str> {
        shared(MOUNTS, Path::new(folder))
    }

    #[test]
    fn the_longest_mount_point_decides() {
        assert_eq!(kind("/srv/site"), None);
        assert_eq!(kind("/home/ada/site"), Some("nfs4"));
        assert_eq!(kind("/home"), Some("nfs4"));
        assert_eq!(kind("/home/local/site"), None);
    }

    #[test]
    fn a_mount_point_is_whole_names() {
        assert_eq!(kind("/homes/ada"), None);
        assert_eq!(kind("/mnt/our"), None);
    }

    #[test]
    fn escapes_are_read() {
        assert_eq!(kind("/mnt/our files/site"), Some("cifs"));
        assert_eq!(kind("/mnt/back\\slash\ttab/site"), Some("9p"));
    }

    #[test]
    fn what_was_mounted_last_on_a_point_counts() {
        assert_eq!(kind("/work/site"), None);
    }

    #[test]
    fn nothing_is_known_without_mounts() {
        assert_eq!(shared("", Path::new("/srv")), None);
    }
}
