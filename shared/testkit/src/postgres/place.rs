//! Where a server's data lie, and whose they are.
//!
//! PostgreSQL refuses to run as root; then it runs as the user `postgres`, who must be able to enter every folder above the data. A
//! checkout under a closed home folder is not such a place: the data then go under `/var/tmp`.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::child::guarded;
use crate::folder::{absolute, beside};

const SERVER_USER: &str = "postgres";
const SUFFIXES: [&str; 5] = [".password", ".port", ".log", ".draft", ".lock"];

/// A place for one server's data.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) data_dir: PathBuf,
    pub(super) moved_from: Option<PathBuf>,
    /// Only when we are root.
    user: Option<User>,
}

#[derive(Debug, Clone)]
struct User {
    name: &'static str,
    uid: u32,
    gid: u32,
}

impl Place {
    /// The folder asked for, or one under `/var/tmp` if the server's user cannot enter it.
    pub(super) fn choose(data_dir: &Path) -> Result<Self> {
        let [asked, moved] = Self::possible(data_dir)?;
        let parent = parent_of(&asked.data_dir)?;
        fs::create_dir_all(parent).with_context(|| format!("cannot create {}", parent.display()))?;
        if asked.user_can_enter(parent)? {
            return Ok(asked);
        }
        let parent = parent_of(&moved.data_dir)?;
        make_own_folder(parent)?;
        tracing::warn!(
            "user {SERVER_USER} may not enter {}: the data of PostgreSQL are in {}",
            data_dir.display(),
            moved.data_dir.display()
        );
        Ok(moved)
    }

    /// The folder asked for, and the one under `/var/tmp` that stands for it.
    pub(super) fn possible(data_dir: &Path) -> Result<[Self; 2]> {
        let data_dir = absolute(data_dir)?;
        let name = data_dir.file_name().context("the data folder of PostgreSQL needs a name")?;
        let hash = hex::encode(&Sha256::digest(data_dir.as_os_str().as_encoded_bytes())[..6]);
        let moved = Path::new("/var/tmp").join(format!("jiangzhou-{hash}")).join(name);
        let user = User::of_server()?;
        Ok([
            Self {
                data_dir: data_dir.clone(),
                moved_from: None,
                user: user.clone(),
            },
            Self {
                data_dir: moved,
                moved_from: Some(data_dir),
                user,
            },
        ])
    }

    pub(super) fn file(&self, suffix: &str) -> PathBuf {
        beside(&self.data_dir, suffix)
    }

    pub(super) fn user(&self) -> Option<&'static str> {
        self.user.as_ref().map(|user| user.name)
    }

    pub(super) fn give_to_user(&self, path: &Path) -> Result<()> {
        match &self.user {
            None => Ok(()),
            Some(user) => {
                chown(path, Some(user.uid), Some(user.gid)).with_context(|| format!("cannot give {} to user {}", path.display(), user.name))
            }
        }
    }

    /// The superuser's password, if the data exist.
    pub(super) fn password(&self) -> Result<Option<String>> {
        if self.major_version()?.is_none() {
            return Ok(None);
        }
        let file = self.file(".password");
        let password = fs::read_to_string(&file).with_context(|| {
            format!(
                "{} has data, but their password in {} cannot be read",
                self.data_dir.display(),
                file.display()
            )
        })?;
        Ok(Some(password))
    }

    /// The version that made the data, if they exist.
    pub(super) fn major_version(&self) -> Result<Option<u32>> {
        if !self.data_dir.exists() {
            return Ok(None);
        }
        let file = self.data_dir.join("PG_VERSION");
        let version =
            fs::read_to_string(&file).with_context(|| format!("{} exists and is no data folder of PostgreSQL", self.data_dir.display()))?;
        let version = version
            .trim()
            .parse()
            .with_context(|| format!("{} holds no version", file.display()))?;
        Ok(Some(version))
    }

    /// Whether anything of a server is here.
    pub(super) fn exists(&self) -> bool {
        self.data_dir.exists() || SUFFIXES.iter().any(|suffix| self.file(suffix).exists())
    }

    /// Removes the data and all files beside them.
    pub(super) fn remove(&self) -> Result<()> {
        let data = [self.data_dir.clone()];
        for path in data.into_iter().chain(SUFFIXES.iter().map(|suffix| self.file(suffix))) {
            let removed = if path.is_dir() {
                fs::remove_dir_all(&path)
            } else {
                fs::remove_file(&path)
            };
            match removed {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(error).with_context(|| format!("cannot remove {}", path.display()));
                }
                _ => {}
            }
        }
        if self.moved_from.is_some() {
            // Made for these data alone.
            fs::remove_dir(parent_of(&self.data_dir)?).ok();
        }
        Ok(())
    }

    fn user_can_enter(&self, folder: &Path) -> Result<bool> {
        let Some(user) = &self.user else {
            return Ok(true);
        };
        let status = guarded("test", "KILL", Some(user.name))?
            .arg("-x")
            .arg(folder)
            .current_dir("/")
            .status()
            .context("cannot ask which folders the server's user may enter")?;
        Ok(status.success())
    }
}

impl User {
    /// The user the server runs as when we are root.
    fn of_server() -> Result<Option<Self>> {
        if !rustix::process::geteuid().is_root() {
            return Ok(None);
        }
        Ok(Some(Self {
            name: SERVER_USER,
            uid: ask_id("-u")?,
            gid: ask_id("-g")?,
        }))
    }
}

fn ask_id(option: &str) -> Result<u32> {
    let output = Command::new("id").args([option, SERVER_USER]).stderr(Stdio::inherit()).output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    text.trim()
        .parse()
        .with_context(|| format!("PostgreSQL does not run as root, and this machine has no user {SERVER_USER}, which its package makes"))
}

fn parent_of(path: &Path) -> Result<&Path> {
    path.parent().with_context(|| format!("{} has no parent folder", path.display()))
}

/// Makes a folder in a place where everybody may; one that is there must be ours, closed to others' writing, and no link.
fn make_own_folder(folder: &Path) -> Result<()> {
    match fs::create_dir(folder) {
        Ok(()) => fs::set_permissions(folder, fs::Permissions::from_mode(0o755))?,
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(error).with_context(|| format!("cannot create {}", folder.display())),
    }
    let metadata = fs::symlink_metadata(folder)?;
    let is_ours = metadata.uid() == rustix::process::geteuid().as_raw();
    if !metadata.is_dir() || !is_ours || metadata.permissions().mode() & 0o022 != 0 {
        bail!("{} is in the way: somebody else's, or open to others", folder.display());
    }
    Ok(())
}
