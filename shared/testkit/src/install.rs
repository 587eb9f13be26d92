//! Finds the programs of PostgreSQL and RabbitMQ, and installs their packages where that is possible: on Debian and Ubuntu, as root.

use std::env;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use tokio::process::Command;

/// What a run needs on the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// PostgreSQL and RabbitMQ.
    Servers,
    /// The servers, and Chromium with its driver and Chinese fonts for the browser tests.
    ServersAndBrowser,
}

/// The programs of one PostgreSQL version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostgresPrograms {
    /// Makes a data folder.
    pub initdb: PathBuf,
    /// The server.
    pub postgres: PathBuf,
}

/// The programs of RabbitMQ and of the Erlang it runs on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RabbitPrograms {
    /// The server's own start script, not the packages' wrapper, which insists on its own user and folders.
    pub server: PathBuf,
    /// The command line tool beside it.
    pub ctl: PathBuf,
    /// Erlang's register of node names.
    pub epmd: PathBuf,
}

/// Makes sure that everything needed is installed; otherwise one error that names all that is missing and both ways to get it.
pub async fn ensure_packages(need: Need) -> Result<()> {
    let before = missing(need);
    if before.is_empty() {
        return Ok(());
    }
    if !can_install() {
        bail!("{}", explain(&before));
    }
    let packages: Vec<&str> = before.iter().map(|missing| missing.package).collect();
    eprintln!("installing {} (apt-get)", packages.join(", "));
    install(&packages).await.with_context(|| explain(&before))?;
    let after = missing(need);
    if !after.is_empty() {
        bail!("the packages were installed, and yet: {}", explain(&after));
    }
    Ok(())
}

/// PostgreSQL's programs: of the given major version, or of the newest installed one.
pub fn postgres_programs(major: Option<u32>) -> Option<PostgresPrograms> {
    let mut versions: Vec<(u32, PathBuf)> = subfolders("/usr/lib/postgresql")
        .into_iter()
        .filter_map(|folder| Some((folder.file_name()?.to_str()?.parse().ok()?, folder.join("bin"))))
        .filter(|(version, _)| major.is_none_or(|major| major == *version))
        .collect();
    versions.sort();
    let of_version = versions.into_iter().rev().find_map(|(_, folder)| postgres_programs_in(&folder));
    of_version.or_else(|| postgres_programs_in(find_in_path("initdb")?.parent()?))
}

fn postgres_programs_in(folder: &Path) -> Option<PostgresPrograms> {
    Some(PostgresPrograms {
        initdb: executable(folder.join("initdb"))?,
        postgres: executable(folder.join("postgres"))?,
    })
}

/// RabbitMQ's programs, of the newest installed version.
pub fn rabbit_programs() -> Option<RabbitPrograms> {
    let mut folders: Vec<PathBuf> = ["/usr/lib/rabbitmq/lib", "/usr/local/lib/rabbitmq/lib", "/opt"]
        .iter()
        .flat_map(|parent| subfolders(parent))
        .filter(|folder| {
            folder
                .file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with("rabbitmq_server-"))
        })
        .map(|folder| folder.join("sbin"))
        .collect();
    folders.sort_by_key(|folder| version_in(folder));
    // Elsewhere than in a package's folder it counts only when it is the real script, which has its helpers beside it.
    let in_path = find_in_path("rabbitmq-server").and_then(|script| script.canonicalize().ok());
    let in_path = in_path.and_then(|script| Some(script.parent()?.to_owned()));
    let folder = folders
        .into_iter()
        .rev()
        .chain(in_path)
        .find(|folder| folder.join("rabbitmq-env").is_file())?;
    Some(RabbitPrograms {
        server: executable(folder.join("rabbitmq-server"))?,
        ctl: executable(folder.join("rabbitmqctl"))?,
        epmd: find_in_path("epmd")?,
    })
}

/// The numbers of `…/rabbitmq_server-3.10.8/sbin`, so that 3.10 comes after 3.9.
fn version_in(folder: &Path) -> Vec<u32> {
    let name = folder.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
    name.split(['-', '.']).filter_map(|part| part.parse().ok()).collect()
}

/// Chromium, or what is Chromium by another name.
pub fn find_browser() -> Option<PathBuf> {
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
        .into_iter()
        .find_map(find_in_path)
}

/// A program in `PATH`, or in one of the folders for administrators, which an ordinary user's `PATH` lacks.
pub(crate) fn find_in_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path)
        .chain(["/usr/local/sbin", "/usr/sbin", "/sbin"].map(PathBuf::from))
        .find_map(|folder| executable(folder.join(program)))
}

fn executable(path: PathBuf) -> Option<PathBuf> {
    let metadata = path.metadata().ok()?;
    (metadata.is_file() && metadata.permissions().mode() & 0o111 != 0).then_some(path)
}

fn subfolders(parent: &str) -> Vec<PathBuf> {
    fs::read_dir(parent).map_or_else(|_| Vec::new(), |entries| entries.flatten().map(|entry| entry.path()).collect())
}

#[derive(Debug, Clone, Copy)]
struct Missing {
    what: &'static str,
    package: &'static str,
}

fn missing(need: Need) -> Vec<Missing> {
    let mut missing = Vec::new();
    if postgres_programs(None).is_none() {
        missing.push(Missing {
            what: "the PostgreSQL server (initdb, postgres)",
            package: "postgresql",
        });
    }
    if rabbit_programs().is_none() {
        missing.push(Missing {
            what: "the RabbitMQ server (rabbitmq-server, epmd)",
            package: "rabbitmq-server",
        });
    }
    if need == Need::ServersAndBrowser {
        if find_browser().is_none() {
            missing.push(Missing {
                what: "Chromium",
                package: "chromium",
            });
        }
        if !has_chinese_font() {
            missing.push(Missing {
                what: "a Chinese font",
                package: "fonts-noto-cjk",
            });
        }
    }
    missing
}

fn has_chinese_font() -> bool {
    let by_fontconfig = || {
        let fc_list = find_in_path("fc-list")?;
        let output = std::process::Command::new(fc_list).arg(":lang=zh-cn").output().ok()?;
        Some(!output.stdout.is_empty())
    };
    Path::new("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").exists() || by_fontconfig().unwrap_or(false)
}

fn explain(missing: &[Missing]) -> String {
    let what: Vec<&str> = missing.iter().map(|missing| missing.what).collect();
    let packages: Vec<&str> = missing.iter().map(|missing| missing.package).collect();
    format!(
        "missing on this machine: {}.\n  \
         On Debian or Ubuntu, as root:  apt-get update && apt-get install -y --no-install-recommends {}\n  \
         With Docker, without installing anything:  docker compose -f docker/compose.yaml up",
        what.join(", "),
        packages.join(" ")
    )
}

fn can_install() -> bool {
    let os = fs::read_to_string("/etc/os-release").unwrap_or_default();
    rustix::process::geteuid().is_root() && is_debian_like(&os) && find_in_path("apt-get").is_some()
}

fn is_debian_like(os_release: &str) -> bool {
    os_release
        .lines()
        .filter_map(|line| line.strip_prefix("ID=").or_else(|| line.strip_prefix("ID_LIKE=")))
        .flat_map(|value| value.trim_matches('"').split_whitespace())
        .any(|id| id == "debian" || id == "ubuntu")
}

async fn install(packages: &[&str]) -> Result<()> {
    let _quiet = NoAutostart::new()?;
    // An update that fails (one mirror of several is down) need not keep the packages from being found.
    let update = apt_get(&["update"]).await;
    let mut arguments = vec!["install", "-y", "--no-install-recommends"];
    arguments.extend(packages);
    match (apt_get(&arguments).await, update) {
        (Ok(()), _) => Ok(()),
        (Err(error), Err(update)) => Err(error.context(update)),
        (Err(error), Ok(())) => Err(error),
    }
}

async fn apt_get(arguments: &[&str]) -> Result<()> {
    let output = Command::new("apt-get")
        .args(["-q", "-o", "DPkg::Lock::Timeout=300"])
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .stdin(std::process::Stdio::null())
        .kill_on_drop(true)
        .output()
        .await
        .context("apt-get does not run")?;
    if !output.status.success() {
        bail!(
            "apt-get {} failed ({}):\n{}",
            arguments.join(" "),
            output.status,
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    Ok(())
}

/// While it exists, Debian's packages do not start their services (`policy-rc.d`; one that is already there is left as it is).
struct NoAutostart {
    remove: bool,
}

impl NoAutostart {
    const FILE: &str = "/usr/sbin/policy-rc.d";

    fn new() -> Result<Self> {
        if Path::new(Self::FILE).exists() {
            return Ok(Self { remove: false });
        }
        let guard = Self { remove: true };
        fs::write(Self::FILE, "#!/bin/sh\nexit 101\n").with_context(|| format!("cannot write {}", Self::FILE))?;
        fs::set_permissions(Self::FILE, fs::Permissions::from_mode(0o755))?;
        Ok(guard)
    }
}

impl Drop for NoAutostart {
    fn drop(&mut self) {
        if self.remove {
            fs::remove_file(Self::FILE).ok();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_message_names_everything_missing_and_both_ways_to_get_it() {
        let message = explain(&[
            Missing {
                what: "the PostgreSQL server",
                package: "postgresql",
            },
            Missing {
                what: "the RabbitMQ server",
                package: "rabbitmq-server",
            },
        ]);
        assert!(
            message.contains("missing on this machine: the PostgreSQL server, the RabbitMQ server."),
            "{message}"
        );
        assert!(
            message.contains("apt-get install -y --no-install-recommends postgresql rabbitmq-server\n"),
            "{message}"
        );
        assert!(message.contains("docker compose -f docker/compose.yaml up"), "{message}");
    }

    #[test]
    fn debian_and_its_children_are_recognised() {
        assert!(is_debian_like("NAME=\"Debian GNU/Linux\"\nID=debian\n"));
        assert!(is_debian_like("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"));
        assert!(!is_debian_like("ID=fedora\nVERSION_ID=42\nHOME_URL=https://debian.org\n"));
    }

    #[test]
    fn versions_are_compared_by_number() {
        let older = version_in(Path::new("/usr/lib/rabbitmq/lib/rabbitmq_server-3.9.27/sbin"));
        let newer = version_in(Path::new("/usr/lib/rabbitmq/lib/rabbitmq_server-3.10.8/sbin"));
        assert!(older < newer, "{older:?} {newer:?}");
    }
}
