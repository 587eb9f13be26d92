//! Small things about files: who uses a folder, secrets, the end of a log.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

/// A new empty folder that is removed with its handle, and which the user `postgres` may enter (others' temporary folders are closed
/// to it, so that a database could not live there).
pub fn temporary_folder() -> Result<TempDir> {
    tempfile::Builder::new()
        .prefix("jiangzhou-")
        .permissions(fs::Permissions::from_mode(0o755))
        .tempdir()
        .context("cannot create a temporary folder")
}

/// The folder belongs to this process until the handle is dropped or the process ends, in whatever way.
#[derive(Debug)]
pub(crate) struct FolderLock {
    _file: File,
}

impl FolderLock {
    /// Takes the lock file, or names the process that holds it.
    pub(crate) fn take(lock_file: &Path, what: &str) -> Result<Self> {
        let mut file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(lock_file)
            .with_context(|| format!("cannot open {}", lock_file.display()))?;
        if !try_lock(&file, lock_file)? {
            bail!(
                "{what} is in use by process {}: stop that one first ({})",
                fs::read_to_string(lock_file).unwrap_or_default().trim(),
                lock_file.display()
            );
        }
        file.set_len(0)?;
        write!(file, "{}", std::process::id())?;
        Ok(Self { _file: file })
    }

    /// Locks a folder without any file, unless another process holds it.
    pub(crate) fn try_on(folder: &Path) -> Result<Option<Self>> {
        let file = File::open(folder).with_context(|| format!("cannot open {}", folder.display()))?;
        Ok(try_lock(&file, folder)?.then_some(Self { _file: file }))
    }

    /// Locks a folder without any file, and waits for it if another process holds it.
    pub(crate) fn wait_on(folder: &Path) -> Result<Self> {
        let file = File::open(folder).with_context(|| format!("cannot open {}", folder.display()))?;
        file.lock().with_context(|| format!("cannot lock {}", folder.display()))?;
        Ok(Self { _file: file })
    }
}

fn try_lock(file: &File, path: &Path) -> Result<bool> {
    match file.try_lock() {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(error)) => Err(error).with_context(|| format!("cannot lock {}", path.display())),
    }
}

/// `<folder>/<name><suffix>` for `<folder>/<name>`: a file beside a data folder.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(suffix);
    path.with_file_name(name)
}

/// Writes a file that only its owner can read; at no moment is it half written or readable by others.
pub(crate) fn write_secret(path: &Path, content: &str) -> Result<()> {
    let draft = beside(path, ".new");
    let write = || -> std::io::Result<()> {
        if draft.exists() {
            fs::remove_file(&draft)?;
        }
        let mut file = OpenOptions::new().create_new(true).write(true).mode(0o600).open(&draft)?;
        file.write_all(content.as_bytes())?;
        fs::rename(&draft, path)
    };
    write().with_context(|| format!("cannot write {}", path.display()))
}

/// As many random bytes, in hexadecimal digits.
pub(crate) fn random_hex(bytes: usize) -> String {
    let mut buffer = vec![0; bytes];
    rand::Rng::fill(&mut rand::rng(), buffer.as_mut_slice());
    hex::encode(buffer)
}

/// The last lines of a log, for a message; empty when there is none.
pub(crate) fn tail(log: &Path) -> String {
    const BYTES: u64 = 16_384;
    const LINES: usize = 30;
    let read = || -> std::io::Result<Vec<u8>> {
        let mut file = File::open(log)?;
        let start = file.metadata()?.len().saturating_sub(BYTES);
        file.seek(SeekFrom::Start(start))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes = read().unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(LINES)..].join("\n")
}

/// The absolute form of a path, which need not exist.
pub(crate) fn absolute(path: &Path) -> Result<PathBuf> {
    std::path::absolute(path).with_context(|| format!("cannot make {} absolute", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locked_folder_is_refused_to_the_next_one_until_it_is_let_go() {
        let folder = temporary_folder().unwrap();
        let file = folder.path().join("lock");
        let lock = FolderLock::take(&file, "the folder").unwrap();
        let refusal = FolderLock::take(&file, "the folder").unwrap_err().to_string();
        assert!(refusal.contains(&format!("in use by process {}", std::process::id())), "{refusal}");
        drop(lock);
        FolderLock::take(&file, "the folder").unwrap();
    }

    #[test]
    fn a_secret_is_readable_by_its_owner_only_and_can_be_replaced() {
        let folder = temporary_folder().unwrap();
        let file = folder.path().join("secret");
        write_secret(&file, "one").unwrap();
        write_secret(&file, "two").unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "two");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn the_tail_of_a_log_is_its_last_thirty_lines() {
        let folder = temporary_folder().unwrap();
        let log = folder.path().join("log");
        let lines: Vec<String> = (1..=10_000).map(|line| format!("line {line}")).collect();
        fs::write(&log, lines.join("\n")).unwrap();
        assert_eq!(tail(&log), lines[9_970..].join("\n"));
        assert_eq!(tail(&folder.path().join("none")), "");
    }
}
