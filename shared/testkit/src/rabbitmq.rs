//! A private RabbitMQ broker.

mod admin;
mod layout;

use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use rustix::process::Signal;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::child::{ChildProcess, GLANCE, end_stranger, guarded};
use crate::folder::{FolderLock, absolute, beside};
use crate::install::{Need, RabbitPrograms, ensure_packages, rabbit_programs};
use crate::process_table;

pub use admin::{QueueState, RabbitAdmin, TestVhost};
use layout::Layout;

/// The virtual host that every broker has.
pub const VHOST: &str = "jiangzhou";

/// How a private RabbitMQ is started.
#[derive(Debug, Clone)]
pub struct RabbitOptions {
    /// The folder of everything it has: data, configuration, log, ports, password.
    pub base_dir: PathBuf,
    /// The AMQP port on 127.0.0.1; without one that of the last start, if it is still free, or any free one.
    pub port: Option<u16>,
    /// Whether what is confirmed survives a power failure. It survives a kill of the broker either way.
    pub durable: bool,
}

impl RabbitOptions {
    /// A durable broker that keeps its data in `base_dir`, on any free port.
    pub fn new(base_dir: impl Into<PathBuf>) -> Self {
        Self {
            base_dir: base_dir.into(),
            port: None,
            durable: true,
        }
    }

    /// The same, but fast instead of durable.
    pub fn for_tests(base_dir: impl Into<PathBuf>) -> Self {
        Self {
            durable: false,
            ..Self::new(base_dir)
        }
    }
}

/// A running private RabbitMQ: listens on 127.0.0.1 only, without plugins, with the virtual host [`VHOST`] and one user, who has a
/// generated password and every right. Dropping it kills it; its data stay.
#[derive(Debug)]
pub struct PrivateRabbit {
    layout: Layout,
    programs: RabbitPrograms,
    epmd: Option<ChildProcess>,
    broker: Option<ChildProcess>,
    _lock: FolderLock,
}

impl PrivateRabbit {
    /// Prepares the folder if it is new, ends a broker that a crashed run left on it, starts, and waits until it answers.
    ///
    /// Refused when another living process uses the folder.
    pub async fn start(options: RabbitOptions) -> Result<Self> {
        ensure_packages(Need::Servers).await?;
        let programs = rabbit_programs().context("RabbitMQ is not installed")?;
        let base_dir = layout::make_base_dir(&options.base_dir)?;
        let lock = FolderLock::take(&beside(&base_dir, ".lock"), "this RabbitMQ")?;
        end_leftovers(&base_dir).await?;
        let layout = Layout::prepare(base_dir, options.port, options.durable)?;
        let mut rabbit = Self {
            layout,
            programs,
            epmd: None,
            broker: None,
            _lock: lock,
        };
        rabbit.start_again().await?;
        Ok(rabbit)
    }

    /// Starts after [`stop`](Self::stop) or [`kill`](Self::kill), on the same ports and data; nothing happens while it runs.
    pub async fn start_again(&mut self) -> Result<()> {
        if let Some(broker) = &mut self.broker
            && broker.exit_status()?.is_none()
        {
            return Ok(());
        }
        self.broker = None;
        self.start_epmd().await?;
        // Not TERM: an Erlang that is just starting would not hear it.
        let mut command = guarded(&self.programs.server, "KILL", None)?;
        // As under systemd: the script is replaced by the broker, so that our signals reach the broker itself.
        let folders = folders_of_code(&self.programs.server).join(" ");
        command
            .env_clear()
            .envs(self.layout.environment())
            .env("RUNNING_UNDER_SYSTEMD", "true")
            .env(
                "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
                format!("-kernel inet_dist_use_interface {{127,0,0,1}} -start_epmd false -pa {folders}"),
            )
            .current_dir("/");
        let mut broker = ChildProcess::start("RabbitMQ", command, &self.log_file())?;
        wait_for_answer(&mut broker, self.port(), Duration::from_mins(2), answers_amqp).await?;
        self.broker = Some(broker);
        Ok(())
    }

    /// Stops it cleanly and waits for its end.
    pub async fn stop(&mut self) -> Result<()> {
        if let Some(mut broker) = self.broker.take() {
            // The same orderly shutdown as `rabbitmqctl shutdown`, without a second Erlang to ask for it.
            broker.signal(Signal::TERM)?;
            broker.wait(Duration::from_mins(1)).await?;
        }
        self.epmd = None;
        Ok(())
    }

    /// Makes sure that the queues declared until now survive a [`kill`](Self::kill).
    ///
    /// RabbitMQ confirms a message of a quorum queue when it is on the disk, but writes down that the queue itself exists only every half
    /// second; a broker that is killed in between forgets the queue with all that is in it.
    pub async fn settle(&self) -> Result<()> {
        self.admin().settle().await
    }

    /// `SIGKILL`s the broker and its children, as a crash of the machine would, and waits until they are gone.
    pub fn kill(&mut self) {
        self.broker = None;
    }

    /// Its process number, while it runs.
    pub fn pid(&self) -> Option<u32> {
        self.broker.as_ref().map(ChildProcess::pid)
    }

    /// Its AMQP port on 127.0.0.1.
    pub fn port(&self) -> u16 {
        self.layout.identity().amqp_port
    }

    /// The folder of everything it has.
    pub fn base_dir(&self) -> &Path {
        self.layout.base_dir()
    }

    /// The broker's log.
    pub fn log_file(&self) -> PathBuf {
        self.layout.file("rabbitmq.log")
    }

    /// The URL of its user in the virtual host [`VHOST`].
    pub fn amqp_url(&self) -> String {
        self.layout.amqp_url(VHOST)
    }

    /// What its administrator can do.
    pub fn admin(&self) -> RabbitAdmin {
        RabbitAdmin::new(self.layout.clone(), self.programs.clone())
    }

    /// The queues of the virtual host [`VHOST`], for a check of what is left over.
    pub async fn list_queues(&self) -> Result<Vec<QueueState>> {
        self.admin().list_queues(VHOST).await
    }

    async fn start_epmd(&mut self) -> Result<()> {
        if let Some(epmd) = &mut self.epmd
            && epmd.exit_status()?.is_none()
        {
            return Ok(());
        }
        let port = self.layout.identity().epmd_port;
        let mut command = guarded(&self.programs.epmd, "KILL", None)?;
        command.args(["-address", "127.0.0.1", "-port", &port.to_string()]);
        command.env_clear().envs(self.layout.environment()).current_dir("/");
        let mut epmd = ChildProcess::start("epmd", command, &self.layout.file("epmd.log"))?;
        wait_for_answer(&mut epmd, port, Duration::from_secs(60), accepts_connections).await?;
        self.epmd = Some(epmd);
        Ok(())
    }
}

/// The folders of the applications that every start loads, to be searched first: among all the plugins' folders, Erlang spends half of
/// the start looking for its modules. One that is not there (another version, or an archive) is found where it is, only later.
fn folders_of_code(server: &Path) -> Vec<String> {
    const APPLICATIONS: [&str; 17] = [
        "rabbit",
        "rabbit_common",
        "rabbitmq_prelaunch",
        "ra",
        "osiris",
        "khepri",
        "aten",
        "gen_batch_server",
        "seshat",
        "sysmon_handler",
        "recon",
        "credentials_obfuscation",
        "cuttlefish",
        "syslog",
        "stdout_formatter",
        "ranch",
        "horus",
    ];
    let plugins = server.parent().and_then(Path::parent).map(|home| home.join("plugins"));
    let Some(entries) = plugins.and_then(|plugins| plugins.read_dir().ok()) else {
        return Vec::new();
    };
    let is_wanted = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.split_once('-')
            .is_some_and(|(application, _)| APPLICATIONS.contains(&application))
    };
    entries
        .flatten()
        .map(|entry| entry.path())
        .filter(is_wanted)
        .map(|path| path.join("ebin"))
        .filter(|folder| folder.is_dir())
        .filter_map(|folder| folder.to_str().filter(|folder| !folder.contains(' ')).map(str::to_owned))
        .collect()
}

/// Forgets a broker's folder.
///
/// A broker that a crashed run left on it is ended first; refused while another living process uses it.
pub async fn remove_data(base_dir: &Path) -> Result<()> {
    let base_dir = &absolute(base_dir)?;
    if !base_dir.exists() {
        return Ok(());
    }
    let lock_file = beside(base_dir, ".lock");
    let _lock = FolderLock::take(&lock_file, "this RabbitMQ")?;
    end_leftovers(base_dir).await?;
    std::fs::remove_dir_all(base_dir).with_context(|| format!("cannot remove {}", base_dir.display()))?;
    std::fs::remove_file(&lock_file).with_context(|| format!("cannot remove {}", lock_file.display()))
}

/// Ends what an earlier run could not: the broker first, then its epmd. Both have the folder in their environment.
///
/// We hold the folder's lock, so no living process answers for them.
async fn end_leftovers(base_dir: &Path) -> Result<()> {
    let name = |pid: u32| std::fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
    let mut leftovers = process_table::mentioning(base_dir);
    leftovers.retain(|pid| *pid != std::process::id());
    for program in ["beam.smp", "epmd"] {
        for &pid in leftovers.iter().filter(|pid| name(**pid).trim() == program) {
            tracing::info!(
                "stopping the {program} (process {pid}) that an earlier run left on {}",
                base_dir.display()
            );
            end_stranger(pid, Signal::TERM, Duration::from_secs(30)).await?;
        }
    }
    Ok(())
}

async fn wait_for_answer(server: &mut ChildProcess, port: u16, limit: Duration, answers: impl AsyncFn(u16) -> Result<()>) -> Result<()> {
    let deadline = Instant::now() + limit;
    loop {
        server.check_running()?;
        let attempt = timeout(Duration::from_secs(5), answers(port)).await;
        let error = match attempt {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(error)) => format!("{error:#}"),
            Err(_) => "no answer".to_owned(),
        };
        if Instant::now() > deadline {
            return Err(server.with_log(&format!("port {port} does not answer after {} s ({error})", limit.as_secs())));
        }
        tokio::time::sleep(GLANCE).await;
    }
}

async fn accepts_connections(port: u16) -> Result<()> {
    TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await?;
    Ok(())
}

/// Offers AMQP 0-9-1 and expects the broker's first method, `connection.start`.
async fn answers_amqp(port: u16) -> Result<()> {
    const METHOD_FRAME: u8 = 1;
    const CONNECTION_START: [u8; 4] = [0, 10, 0, 10];
    let mut connection = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await?;
    connection.write_all(b"AMQP\x00\x00\x09\x01").await?;
    let mut frame = [0; 11];
    connection.read_exact(&mut frame).await?;
    if frame[0] != METHOD_FRAME || frame[7..] != CONNECTION_START {
        bail!("something else than an AMQP 0-9-1 broker answers: {frame:?}");
    }
    Ok(())
}
