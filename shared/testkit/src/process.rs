//! One of our own binaries as a child process.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::ExitStatus;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use rustix::process::Signal;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::child::{ChildProcess, GLANCE, guarded};
use crate::folder;

/// A service, until it is told to stop, killed, or dropped (which kills it).
#[derive(Debug)]
pub struct ServiceProcess {
    binary: PathBuf,
    args: Vec<OsString>,
    envs: Vec<(OsString, OsString)>,
    log_file: PathBuf,
    child: ChildProcess,
}

impl ServiceProcess {
    /// Starts `binary`, with its output appended to `log_file`.
    ///
    /// It gets our environment and `envs`, but none of our own variables that begin with `JIANGZHOU_`: settings of the shell around us
    /// do not leak into a test. It dies (`SIGKILL`) with this process.
    pub fn spawn<A, K, V>(
        binary: impl AsRef<Path>,
        args: impl IntoIterator<Item = A>,
        envs: impl IntoIterator<Item = (K, V)>,
        log_file: impl AsRef<Path>,
    ) -> Result<Self>
    where
        A: AsRef<OsStr>,
        K: AsRef<OsStr>,
        V: AsRef<OsStr>,
    {
        let binary = folder::absolute(binary.as_ref())?;
        if !binary.is_file() {
            bail!("{} is not built", binary.display());
        }
        let args: Vec<OsString> = args.into_iter().map(|arg| arg.as_ref().to_owned()).collect();
        let envs: Vec<(OsString, OsString)> = envs
            .into_iter()
            .map(|(key, value)| (key.as_ref().to_owned(), value.as_ref().to_owned()))
            .collect();
        let log_file = folder::absolute(log_file.as_ref())?;
        let child = start(&binary, &args, &envs, &log_file)?;
        Ok(Self {
            binary,
            args,
            envs,
            log_file,
            child,
        })
    }

    /// Starts the same again, after it has ended or been killed; its log goes on. Refused while it runs.
    pub fn start_again(&mut self) -> Result<()> {
        if self.child.exit_status()?.is_none() {
            bail!("{} runs already", self.binary.display());
        }
        self.child = start(&self.binary, &self.args, &self.envs, &self.log_file)?;
        Ok(())
    }

    /// Waits until `GET url` (an `http://host:port/…`, as a rule `/readyz`) answers 200.
    ///
    /// Fails with the last answer and the end of the log after `limit`, and at once when the process ends.
    pub async fn wait_ready(&mut self, url: &str, limit: Duration) -> Result<()> {
        let deadline = Instant::now() + limit;
        loop {
            self.check_running()?;
            let answer = match timeout(Duration::from_secs(5), get(url)).await {
                Ok(Ok((200, _))) => return Ok(()),
                Ok(Ok((status, body))) => format!("{status} {body}"),
                Ok(Err(error)) => format!("{error:#}"),
                Err(_) => "no answer within 5 s".to_owned(),
            };
            if Instant::now() > deadline {
                let message = format!("{url} is not ready after {} s, at last: {answer}", limit.as_secs());
                return Err(self.child.with_log(&message));
            }
            tokio::time::sleep(GLANCE).await;
        }
    }

    /// An error with the end of its log, if it has ended.
    pub fn check_running(&mut self) -> Result<()> {
        self.child.check_running()
    }

    /// Its process number.
    pub fn pid(&self) -> u32 {
        self.child.pid()
    }

    /// All that it has printed, since its first start.
    pub fn log(&self) -> String {
        std::fs::read(&self.log_file).map_or_else(|_| String::new(), |log| String::from_utf8_lossy(&log).into_owned())
    }

    /// `SIGKILL`s it and waits until it is gone.
    pub fn kill(&mut self) {
        self.child.kill_tree();
    }

    /// Asks it to stop (`SIGTERM`) and waits for its end. After `limit` it is killed, and that is an error.
    pub async fn terminate(&mut self, limit: Duration) -> Result<ExitStatus> {
        self.child.signal(Signal::TERM)?;
        let status = self.child.wait(limit).await;
        self.child.kill_tree();
        status
    }

    /// Waits until it ends by itself, at most `limit`.
    pub async fn wait(&mut self, limit: Duration) -> Result<ExitStatus> {
        self.child.wait(limit).await
    }
}

fn start(binary: &Path, args: &[OsString], envs: &[(OsString, OsString)], log_file: &Path) -> Result<ChildProcess> {
    let mut command = guarded(binary, "KILL", None)?;
    for (name, _) in env::vars_os() {
        if name.as_encoded_bytes().starts_with(b"JIANGZHOU_") {
            command.env_remove(name);
        }
    }
    command.args(args).envs(envs.iter().map(|(key, value)| (key, value)));
    let name = binary.file_name().unwrap_or_default().to_string_lossy();
    ChildProcess::start(
        format!("{name} {}", args.join(OsStr::new(" ")).to_string_lossy()),
        command,
        log_file,
    )
}

/// The status and body of a plain HTTP/1.1 GET, without redirections.
pub async fn get(url: &str) -> Result<(u16, String)> {
    let rest = url
        .strip_prefix("http://")
        .with_context(|| format!("{url} does not begin with http://"))?;
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let path = if path.is_empty() { "/" } else { path };
    let mut connection = TcpStream::connect(host)
        .await
        .with_context(|| format!("cannot connect to {host}"))?;
    let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: */*\r\nConnection: close\r\n\r\n");
    connection.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    connection.read_to_end(&mut answer).await?;
    let answer = String::from_utf8_lossy(&answer);
    let (head, body) = answer
        .split_once("\r\n\r\n")
        .with_context(|| format!("{url} does not answer in HTTP"))?;
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    Ok((status.ok_or_else(|| anyhow!("{url} answers without a status"))?, body.to_owned()))
}
