//! A command between the start and the end of servers that exist for it alone: the inside of `with-servers`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use rustix::process::Signal;
use tokio::signal::unix::{SignalKind, signal};

use crate::child::{ChildProcess, GLANCE, guarded};
use crate::folder::{FolderLock, absolute, random_hex};
use crate::install::{Need, ensure_packages};
use crate::{PostgresOptions, PrivatePostgres, PrivateRabbit, RabbitOptions, env, postgres, rabbitmq};

/// What to run and where the servers may put their data.
#[derive(Debug, Clone)]
pub struct Run {
    /// Each run makes a folder of its own in this one.
    pub dir: PathBuf,
    /// The command and its arguments.
    pub command: Vec<String>,
}

/// Starts both servers, runs the command, stops them and removes their data: also when the command fails, and on `SIGINT` and
/// `SIGTERM`, which the command gets too. The result is the exit code: the command's, or as in a shell 128 and the signal's number.
pub async fn run_with_servers(run: Run) -> Result<u8> {
    let mut stop = Stop::listen()?;
    let folder = RunFolder::make(&run.dir).await?;
    let result = tokio::select! {
        servers = Both::start(&folder.path) => match servers {
            Ok(servers) => serve(servers, &run.command, &folder, &mut stop).await,
            Err(error) => Err(error),
        },
        number = stop.next() => Ok(128 + number),
    };
    let removed = folder.remove().await;
    let code = result?;
    removed?;
    Ok(code)
}

async fn serve(mut servers: Both, command: &[String], folder: &RunFolder, stop: &mut Stop) -> Result<u8> {
    eprintln!(
        "with-servers: PostgreSQL on port {}, RabbitMQ on port {}",
        servers.postgres.port(),
        servers.rabbit.port()
    );
    let code = run_command(&servers, command, folder, stop).await;
    let stopped = servers.stop().await;
    let code = code?;
    stopped?;
    Ok(code)
}

/// In a process group of its own: what is told to stop and what is swept up at the end is all of the command's processes.
async fn run_command(servers: &Both, command: &[String], folder: &RunFolder, stop: &mut Stop) -> Result<u8> {
    let (program, arguments) = command.split_first().context("no command to run")?;
    let mut guarded = guarded(program, "TERM", None)?;
    guarded
        .args(arguments)
        .env(env::POSTGRES_URL, servers.postgres.admin_url())
        .env(env::AMQP_URL, servers.rabbit.amqp_url())
        .env(env::RABBIT_DIR, servers.rabbit.base_dir())
        .stdin(Stdio::null());
    let mut child = ChildProcess::start_attached(program.as_str(), guarded, &folder.path.join("none"))?;
    let mut told_to_stop: Option<(u8, Instant)> = None;
    let status = loop {
        if let Some(status) = child.exit_status()? {
            break status;
        }
        tokio::select! {
            number = stop.next() => {
                child.signal_group(if number == 2 { Signal::INT } else { Signal::TERM });
                told_to_stop.get_or_insert((number, Instant::now()));
            }
            () = tokio::time::sleep(GLANCE) => {}
        }
        if told_to_stop.is_some_and(|(_, since)| since.elapsed() > Duration::from_secs(10)) {
            child.kill_tree();
        }
    };
    child.signal_group(Signal::KILL);
    Ok(told_to_stop.map_or_else(|| code(status), |(number, _)| 128 + number))
}

fn code(status: ExitStatus) -> u8 {
    use std::os::unix::process::ExitStatusExt;
    let code = status.code().or_else(|| status.signal().map(|number| 128 + number));
    code.and_then(|code| u8::try_from(code).ok()).unwrap_or(1)
}

/// Both servers of a run.
struct Both {
    postgres: PrivatePostgres,
    rabbit: PrivateRabbit,
}

impl Both {
    async fn start(folder: &Path) -> Result<Self> {
        // Once, before both ask for them.
        ensure_packages(Need::Servers).await?;
        let (postgres, rabbit) = tokio::try_join!(
            PrivatePostgres::start(PostgresOptions::for_tests(folder.join("postgres"))),
            PrivateRabbit::start(RabbitOptions::for_tests(folder.join("rabbitmq")))
        )?;
        Ok(Self { postgres, rabbit })
    }

    async fn stop(&mut self) -> Result<()> {
        let (postgres, rabbit) = tokio::join!(self.postgres.stop(), self.rabbit.stop());
        postgres.and(rabbit)
    }
}

/// `SIGINT` and `SIGTERM`.
struct Stop {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

impl Stop {
    fn listen() -> Result<Self> {
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    /// The number of the next one.
    async fn next(&mut self) -> u8 {
        tokio::select! {
            _ = self.interrupt.recv() => 2,
            _ = self.terminate.recv() => 15,
        }
    }
}

/// The folder of one run, locked while the run lives, so that the next run knows what a killed one has left.
struct RunFolder {
    path: PathBuf,
    _lock: FolderLock,
}

impl RunFolder {
    async fn make(dir: &Path) -> Result<Self> {
        let dir = absolute(dir)?;
        fs::create_dir_all(&dir).with_context(|| format!("cannot create {}", dir.display()))?;
        // Between its making and its locking a folder looks left.
        let _making = FolderLock::wait_on(&dir)?;
        sweep(&dir).await?;
        let path = dir.join(format!("run-{}", random_hex(4)));
        fs::create_dir(&path).with_context(|| format!("cannot create {}", path.display()))?;
        let lock = FolderLock::wait_on(&path)?;
        Ok(Self { path, _lock: lock })
    }

    async fn remove(self) -> Result<()> {
        remove_run(&self.path).await
    }
}

/// Removes what runs that were killed have left.
async fn sweep(dir: &Path) -> Result<()> {
    let entries = fs::read_dir(dir).with_context(|| format!("cannot read {}", dir.display()))?;
    for entry in entries.flatten() {
        let path = entry.path();
        let is_run = path.is_dir() && entry.file_name().to_string_lossy().starts_with("run-");
        if is_run && let Some(_left) = FolderLock::try_on(&path)? {
            remove_run(&path).await?;
        }
    }
    Ok(())
}

async fn remove_run(path: &Path) -> Result<()> {
    postgres::remove_data(&path.join("postgres")).await?;
    rabbitmq::remove_data(&path.join("rabbitmq")).await?;
    fs::remove_dir_all(path).with_context(|| format!("cannot remove {}", path.display()))
}
