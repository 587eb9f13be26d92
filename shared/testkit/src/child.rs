//! A child process that does not outlive us.

use std::ffi::OsStr;
use std::fs::OpenOptions;
use std::io;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{OnceLock, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Error, Result, anyhow, bail};
use rustix::io::Errno;
use rustix::process::{Pid, Signal, kill_process, kill_process_group};

use crate::install::find_in_path;
use crate::{folder, process_table};

/// How often we look whether a process has ended or a port answers.
pub(crate) const GLANCE: Duration = Duration::from_millis(10);

/// A command for `program` that receives `death_signal` (`KILL`, `TERM`, `INT`) when this process dies, and runs as `user` if one is
/// given (which only root can ask for).
pub(crate) fn guarded(program: impl AsRef<OsStr>, death_signal: &str, user: Option<&str>) -> Result<Command> {
    let Some(setpriv) = find_in_path("setpriv") else {
        if let Some(user) = user {
            bail!("the program setpriv (package util-linux) is needed to run a server as user {user}, and is not in PATH");
        }
        return Ok(Command::new(program));
    };
    let mut command = Command::new(setpriv);
    if let Some(user) = user {
        command
            .arg(format!("--reuid={user}"))
            .arg(format!("--regid={user}"))
            .arg("--init-groups");
    }
    command.arg(format!("--pdeathsig={death_signal}")).arg("--").arg(program);
    Ok(command)
}

/// A running child process with its log. Dropping it kills it and its own children.
#[derive(Debug)]
pub(crate) struct ChildProcess {
    what: String,
    child: Child,
    log: PathBuf,
}

impl ChildProcess {
    /// Starts the command in a process group of its own (so that Ctrl-C in a terminal reaches us first), without input and with its
    /// output appended to `log`.
    pub(crate) fn start(what: impl Into<String>, mut command: Command, log: &Path) -> Result<Self> {
        let what = what.into();
        let output = OpenOptions::new()
            .create(true)
            .append(true)
            .open(log)
            .with_context(|| format!("cannot open the log {} of {what}", log.display()))?;
        command.stdin(Stdio::null()).stdout(output.try_clone()?).stderr(output);
        Self::start_attached(what, command, log)
    }

    /// As [`start`](Self::start), with input and output as they are set in the command.
    pub(crate) fn start_attached(what: impl Into<String>, mut command: Command, log: &Path) -> Result<Self> {
        let what = what.into();
        command.process_group(0);
        let program = command.get_program().to_owned();
        let child = spawn(command).with_context(|| format!("cannot start {what}: {} does not run", program.display()))?;
        Ok(Self {
            what,
            child,
            log: log.to_owned(),
        })
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// The exit status, if it has ended.
    pub(crate) fn exit_status(&mut self) -> Result<Option<ExitStatus>> {
        self.child.try_wait().with_context(|| format!("cannot ask after {}", self.what))
    }

    /// An error with the end of the log, if it has ended.
    pub(crate) fn check_running(&mut self) -> Result<()> {
        match self.exit_status()? {
            None => Ok(()),
            Some(status) => Err(self.ended(status)),
        }
    }

    /// "… ended with …" and the end of its log.
    pub(crate) fn ended(&self, status: ExitStatus) -> Error {
        self.with_log(&format!("{} ended by itself ({status})", self.what))
    }

    /// A message followed by the end of the log.
    pub(crate) fn with_log(&self, message: &str) -> Error {
        anyhow!("{message}; the end of {}:\n{}", self.log.display(), folder::tail(&self.log))
    }

    /// Waits for its end, at most `limit`.
    pub(crate) async fn wait(&mut self, limit: Duration) -> Result<ExitStatus> {
        let deadline = Instant::now() + limit;
        loop {
            if let Some(status) = self.exit_status()? {
                return Ok(status);
            }
            if Instant::now() > deadline {
                return Err(self.with_log(&format!("{} has not ended within {} s", self.what, limit.as_secs())));
            }
            tokio::time::sleep(GLANCE).await;
        }
    }

    /// Sends a signal, unless it has ended.
    pub(crate) fn signal(&mut self, signal: Signal) -> Result<()> {
        if self.exit_status()?.is_none() {
            kill_process(pid(self.pid())?, signal).with_context(|| format!("cannot signal {}", self.what))?;
        }
        Ok(())
    }

    /// Sends a signal to the whole process group, also when its first process has ended.
    pub(crate) fn signal_group(&mut self, signal: Signal) {
        // Nobody left in the group is as good.
        if let Ok(group) = pid(self.pid()) {
            kill_process_group(group, signal).ok();
        }
    }

    /// `SIGKILL`s it and all its children and waits until they are gone.
    pub(crate) fn kill_tree(&mut self) {
        if !matches!(self.child.try_wait(), Ok(None)) {
            return;
        }
        let children = process_table::descendants(self.pid());
        self.child.kill().ok();
        self.child.wait().ok();
        for &child in &children {
            if let Ok(child) = pid(child) {
                kill_process(child, Signal::KILL).ok();
            }
        }
        let deadline = Instant::now() + Duration::from_secs(5);
        while children.iter().any(|&child| process_table::is_alive(child)) && Instant::now() < deadline {
            thread::sleep(GLANCE);
        }
    }
}

impl Drop for ChildProcess {
    fn drop(&mut self) {
        self.kill_tree();
    }
}

/// Ends a process that is not our child, a leftover of an earlier run, with all its children: first kindly, after `limit` by force.
pub(crate) async fn end_stranger(stranger: u32, kindly: Signal, limit: Duration) -> Result<()> {
    let mut all = process_table::descendants(stranger);
    all.insert(0, stranger);
    // The children of one that ends in order end with it.
    signal_strangers(&all[..1], kindly)?;
    if !wait_for_strangers(&all, limit).await {
        signal_strangers(&all, Signal::KILL)?;
        if !wait_for_strangers(&all, Duration::from_secs(5)).await {
            bail!("process {stranger}, left by an earlier run, cannot be ended");
        }
    }
    Ok(())
}

fn signal_strangers(strangers: &[u32], signal: Signal) -> Result<()> {
    for &stranger in strangers {
        match kill_process(pid(stranger)?, signal) {
            Ok(()) | Err(Errno::SRCH) => {}
            Err(error) => return Err(error).with_context(|| format!("cannot end process {stranger}")),
        }
    }
    Ok(())
}

async fn wait_for_strangers(strangers: &[u32], limit: Duration) -> bool {
    let deadline = Instant::now() + limit;
    loop {
        if !strangers.iter().any(|&stranger| process_table::is_alive(stranger)) {
            return true;
        }
        if Instant::now() > deadline {
            return false;
        }
        tokio::time::sleep(GLANCE).await;
    }
}

fn pid(pid: u32) -> Result<Pid> {
    i32::try_from(pid)
        .ok()
        .and_then(Pid::from_raw)
        .with_context(|| format!("{pid} is no process number"))
}

/// Starts a command from a thread that lives as long as this process.
///
/// The "parent" whose death sends the death signal is the thread that started the child, not the process: started from a test's or an
/// executor's thread, a server would be killed when that thread ends.
fn spawn(command: Command) -> io::Result<Child> {
    type Order = (Command, mpsc::Sender<io::Result<Child>>);
    static NURSERY: OnceLock<mpsc::Sender<Order>> = OnceLock::new();
    let nursery = NURSERY.get_or_init(|| {
        let (sender, orders) = mpsc::channel::<Order>();
        thread::spawn(move || {
            for (mut command, answer) in orders {
                answer.send(command.spawn()).ok();
            }
        });
        sender
    });
    let (answer, child) = mpsc::channel();
    nursery.send((command, answer)).map_err(io::Error::other)?;
    child.recv().map_err(io::Error::other)?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = guarded("sh", "KILL", None).unwrap();
        command.arg("-c").arg(script);
        command
    }

    #[tokio::test]
    async fn a_child_started_from_a_thread_that_ends_lives_on() {
        let folder = folder::temporary_folder().unwrap();
        let log = folder.path().join("log");
        let mut child = thread::spawn(move || ChildProcess::start("a shell", shell("sleep 0.5; exit 3"), &log).unwrap())
            .join()
            .unwrap();
        let status = child.wait(Duration::from_secs(10)).await.unwrap();
        assert_eq!(status.code(), Some(3));
    }

    #[tokio::test]
    async fn dropping_a_child_kills_its_own_children_too() {
        let folder = folder::temporary_folder().unwrap();
        let log = folder.path().join("log");
        let child = ChildProcess::start("a shell", shell("setsid sleep 600 & echo ready; wait"), &log).unwrap();
        while folder::tail(&log) != "ready" || process_table::descendants(child.pid()).is_empty() {
            tokio::time::sleep(GLANCE).await;
        }
        let pids = [child.pid(), process_table::descendants(child.pid())[0]];
        drop(child);
        assert!(!pids.iter().any(|pid| process_table::is_alive(*pid)));
    }

    #[tokio::test]
    async fn a_crashed_child_is_reported_with_the_end_of_its_log() {
        let folder = folder::temporary_folder().unwrap();
        let log = folder.path().join("log");
        let mut child = ChildProcess::start("the shell", shell("echo out of order >&2; exit 4"), &log).unwrap();
        child.wait(Duration::from_secs(10)).await.unwrap();
        let report = child.check_running().unwrap_err().to_string();
        assert!(report.contains("the shell ended by itself (exit status: 4)"), "{report}");
        assert!(report.ends_with("out of order"), "{report}");
    }
}
