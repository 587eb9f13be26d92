//! A private PostgreSQL server.

mod place;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use rustix::process::Signal;

use crate::child::{ChildProcess, GLANCE, end_stranger, guarded};
use crate::database::{DatabaseUrls, PostgresAdmin, TestDatabase, connect};
use crate::folder::{self, FolderLock};
use crate::install::{Need, PostgresPrograms, ensure_packages, postgres_programs};
use crate::port::{free_port, is_free};
use crate::process_table;

use place::Place;

/// How a private PostgreSQL server is started.
#[derive(Debug, Clone)]
pub struct PostgresOptions {
    /// The folder of its data, made at the first start. Beside it lie files with the same name and `.password`, `.port`, `.log`, `.lock`.
    pub data_dir: PathBuf,
    /// The port on 127.0.0.1; without one that of the last start, if it is still free, or any free one.
    pub port: Option<u16>,
    /// Further settings, as in `postgresql.conf`; they win over those set here.
    pub settings: Vec<(String, String)>,
    /// Whether what is committed survives a power failure. It survives a kill of the server either way.
    pub durable: bool,
}

impl PostgresOptions {
    /// A durable server that keeps its data in `data_dir`, on any free port.
    pub fn new(data_dir: impl Into<PathBuf>) -> Self {
        Self {
            data_dir: data_dir.into(),
            port: None,
            settings: Vec::new(),
            durable: true,
        }
    }

    /// The same, but fast instead of durable.
    pub fn for_tests(data_dir: impl Into<PathBuf>) -> Self {
        Self {
            durable: false,
            ..Self::new(data_dir)
        }
    }
}

/// A running private PostgreSQL server: listens on 127.0.0.1 only, asks for a password (SCRAM), keeps UTF-8, sorts by code point and
/// shows times in UTC. Dropping it kills it; its data stay.
#[derive(Debug)]
pub struct PrivatePostgres {
    options: PostgresOptions,
    place: Place,
    programs: PostgresPrograms,
    port: u16,
    password: String,
    server: Option<ChildProcess>,
    _lock: FolderLock,
}

impl PrivatePostgres {
    /// Makes the data folder if it is new, ends a server that a crashed run left on it, starts, and waits until a connection works.
    ///
    /// Refused when another living process uses the folder.
    pub async fn start(options: PostgresOptions) -> Result<Self> {
        ensure_packages(Need::Servers).await?;
        let place = Place::choose(&options.data_dir)?;
        let lock = FolderLock::take(&place.file(".lock"), "this PostgreSQL")?;
        let programs = programs_for(&place)?;
        let password = match place.password()? {
            Some(password) => password,
            None => initialise(&place, &programs, options.durable).await?,
        };
        end_leftover(&place).await?;
        let port = choose_port(&place, options.port)?;
        let mut postgres = Self {
            options,
            place,
            programs,
            port,
            password,
            server: None,
            _lock: lock,
        };
        postgres.start_again().await?;
        Ok(postgres)
    }

    /// Starts after [`stop`](Self::stop) or [`kill`](Self::kill), on the same port and data; nothing happens while it runs.
    pub async fn start_again(&mut self) -> Result<()> {
        if let Some(server) = &mut self.server
            && server.exit_status()?.is_none()
        {
            return Ok(());
        }
        let mut command = guarded(&self.programs.postgres, "INT", self.place.user())?;
        command.arg("-D").arg(&self.place.data_dir).args(["-p", &self.port.to_string()]);
        for (name, value) in self.settings() {
            command.arg("-c").arg(format!("{name}={value}"));
        }
        command.current_dir("/").env_remove("PGDATA").env("TZ", "UTC");
        self.server = None;
        let mut server = ChildProcess::start("PostgreSQL", command, &self.log_file())?;
        wait_for_connection(&mut server, &self.admin_url()).await?;
        self.server = Some(server);
        Ok(())
    }

    /// Stops it cleanly (PostgreSQL's "fast" shutdown: open transactions are rolled back) and waits for its end.
    pub async fn stop(&mut self) -> Result<()> {
        if let Some(mut server) = self.server.take() {
            server.signal(Signal::INT)?;
            server.wait(Duration::from_mins(1)).await?;
        }
        Ok(())
    }

    /// `SIGKILL`s the server and all its processes, as a crash of the machine would, and waits until they are gone.
    pub fn kill(&mut self) {
        self.server = None;
    }

    /// Its process number, while it runs.
    pub fn pid(&self) -> Option<u32> {
        self.server.as_ref().map(ChildProcess::pid)
    }

    /// Its port on 127.0.0.1.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Where the data really are: see [`moved_from`](Self::moved_from).
    pub fn data_dir(&self) -> &Path {
        &self.place.data_dir
    }

    /// The folder that was asked for, when the data had to go elsewhere because the user `postgres` may not enter it.
    pub fn moved_from(&self) -> Option<&Path> {
        self.place.moved_from.as_deref()
    }

    /// The server's log.
    pub fn log_file(&self) -> PathBuf {
        self.place.file(".log")
    }

    /// The URL of its superuser and of the database `postgres`.
    pub fn admin_url(&self) -> String {
        format!("postgres://postgres:{}@127.0.0.1:{}/postgres", self.password, self.port)
    }

    /// What its superuser can do.
    pub fn admin(&self) -> PostgresAdmin {
        PostgresAdmin::new(self.admin_url())
    }

    /// See [`PostgresAdmin::create_service_database`].
    pub async fn create_service_database(&self, name: &str, password_owner: &str, password_app: &str) -> Result<DatabaseUrls> {
        self.admin().create_service_database(name, password_owner, password_app).await
    }

    /// See [`PostgresAdmin::create_test_database`].
    pub async fn create_test_database(&self, prefix: &str) -> Result<TestDatabase> {
        self.admin().create_test_database(prefix).await
    }

    fn settings(&self) -> impl Iterator<Item = (&str, &str)> {
        const ALWAYS: [(&str, &str); 6] = [
            ("listen_addresses", "127.0.0.1"),
            // A socket's path would have to be shorter than most checkouts' paths.
            ("unix_socket_directories", ""),
            ("max_connections", "300"),
            ("timezone", "UTC"),
            ("log_timezone", "UTC"),
            ("log_line_prefix", "%m [%p] %q%u@%d "),
        ];
        // Commits are handed to the system, if not to the disk: with synchronous_commit off, a kill would lose the last ones.
        const FAST: [(&str, &str); 6] = [
            ("fsync", "off"),
            ("full_page_writes", "off"),
            ("wal_level", "minimal"),
            ("max_wal_senders", "0"),
            ("max_wal_size", "2GB"),
            // In the data folder, where nothing of it outlives a kill.
            ("dynamic_shared_memory_type", "mmap"),
        ];
        let fast: &[(&str, &str)] = if self.options.durable { &[] } else { &FAST };
        let own = self.options.settings.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        ALWAYS.into_iter().chain(fast.iter().copied()).chain(own)
    }
}

impl Drop for PrivatePostgres {
    fn drop(&mut self) {
        // "Immediate" shutdown: as quick as a kill, but its shared memory is given back.
        if let Some(server) = &mut self.server {
            server.signal(Signal::QUIT).ok();
            let deadline = Instant::now() + Duration::from_secs(6);
            while matches!(server.exit_status(), Ok(None)) && Instant::now() < deadline {
                std::thread::sleep(GLANCE);
            }
        }
    }
}

/// Forgets a server's data and the files beside them, wherever [`PrivatePostgres::start`] put them for this `data_dir`.
///
/// A server that a crashed run left on them is ended first; refused while another living process uses them.
pub async fn remove_data(data_dir: &Path) -> Result<()> {
    for place in Place::possible(data_dir)? {
        if place.exists() {
            let _lock = FolderLock::take(&place.file(".lock"), "this PostgreSQL")?;
            end_leftover(&place).await?;
            place.remove()?;
        }
    }
    Ok(())
}

/// The programs that can read the existing data, or the newest ones for new data.
fn programs_for(place: &Place) -> Result<PostgresPrograms> {
    let major = place.major_version()?;
    postgres_programs(major).with_context(|| match major {
        Some(major) => format!(
            "the data in {} were made by PostgreSQL {major}, which is not installed: install it, or remove the folder to begin anew",
            place.data_dir.display()
        ),
        None => "the PostgreSQL server is not installed".to_owned(),
    })
}

/// Makes the data folder under a temporary name, so that an interrupted run leaves nothing that looks finished.
async fn initialise(place: &Place, programs: &PostgresPrograms, durable: bool) -> Result<String> {
    let password = folder::random_hex(16);
    let draft = place.file(".draft");
    if draft.exists() {
        fs::remove_dir_all(&draft).with_context(|| format!("cannot remove {}", draft.display()))?;
    }
    fs::create_dir(&draft).with_context(|| format!("cannot create {}", draft.display()))?;
    place.give_to_user(&draft)?;
    let password_file = place.file(".password");
    folder::write_secret(&password_file, &password)?;
    place.give_to_user(&password_file)?;

    let mut command = guarded(&programs.initdb, "KILL", place.user())?;
    command
        .args(["--username=postgres", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8"])
        .args(if durable { None } else { Some("--no-sync") })
        .arg(format!("--pwfile={}", password_file.display()))
        .arg("-D")
        .arg(&draft)
        .current_dir("/")
        .stdin(Stdio::null());
    let mut initdb = ChildProcess::start("initdb", command, &place.file(".log"))?;
    let status = initdb.wait(Duration::from_mins(2)).await?;
    if !status.success() {
        return Err(initdb.ended(status));
    }
    fs::rename(&draft, &place.data_dir).with_context(|| format!("cannot name {}", place.data_dir.display()))?;
    Ok(password)
}

/// Ends the server of an earlier run, if that run could not, and forgets its `postmaster.pid` if it has ended.
///
/// We hold the folder's lock, so no living process answers for such a server.
async fn end_leftover(place: &Place) -> Result<()> {
    let pid_file = place.data_dir.join("postmaster.pid");
    let Ok(text) = fs::read_to_string(&pid_file) else {
        return Ok(());
    };
    let pid: Option<u32> = text.lines().next().and_then(|line| line.trim().parse().ok());
    if let Some(pid) = pid.filter(|pid| process_table::mentions(*pid, &place.data_dir)) {
        tracing::info!(
            "stopping the PostgreSQL (process {pid}) that an earlier run left on {}",
            place.data_dir.display()
        );
        // "Fast" shutdown.
        end_stranger(pid, Signal::INT, Duration::from_secs(30)).await?;
    }
    // The number in it may by now belong to another process of the same user, which PostgreSQL would take for itself.
    match fs::remove_file(&pid_file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", pid_file.display()))
        }
        _ => Ok(()),
    }
}

fn choose_port(place: &Place, wanted: Option<u16>) -> Result<u16> {
    let file = place.file(".port");
    let last = || fs::read_to_string(&file).ok()?.trim().parse().ok().filter(|port| is_free(*port));
    let port = match wanted {
        Some(port) if is_free(port) => port,
        Some(port) => bail!("port {port} of 127.0.0.1, wanted for PostgreSQL, is taken by another program"),
        None => match last() {
            Some(port) => port,
            None => free_port()?,
        },
    };
    fs::write(&file, port.to_string()).with_context(|| format!("cannot write {}", file.display()))?;
    Ok(port)
}

async fn wait_for_connection(server: &mut ChildProcess, url: &str) -> Result<()> {
    // After a kill it first replays its journal.
    let deadline = Instant::now() + Duration::from_mins(2);
    loop {
        server.check_running()?;
        let Err(error) = connect(url).await else {
            return Ok(());
        };
        if Instant::now() > deadline {
            return Err(server.with_log(&format!("PostgreSQL takes no connection after 120 s ({error:#})")));
        }
        tokio::time::sleep(GLANCE).await;
    }
}
