//! What `rabbitmqctl` does for us.

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::json;
use tokio::time::timeout;

use super::layout::Layout;
use crate::folder::{random_hex, write_secret};
use crate::install::{RabbitPrograms, rabbit_programs};
use crate::port::is_free;

const LIMIT: Duration = Duration::from_mins(1);

/// Asks each queue. A quorum queue answers from what it has applied of its log, which after a start is not yet all: a command that
/// changes nothing comes back when everything before it is applied.
const LIST_QUEUES: &str = "
    [begin
        {resource, _, queue, Name} = amqqueue:get_name(Queue),
        case amqqueue:get_type(Queue) of
            rabbit_quorum_queue ->
                Leader = amqqueue:get_pid(Queue),
                {ok, _, _} = ra:process_command(Leader, rabbit_fifo:make_garbage_collection(), 30000),
                Ask = fun(Question) -> {ok, {_, Answer}, _} = ra:leader_query(Leader, Question), Answer end,
                #{name => Name,
                  messages => Ask(fun rabbit_fifo:query_messages_total/1),
                  consumers => Ask(fun rabbit_fifo:query_consumer_count/1)};
            _ ->
                maps:from_list([{name, Name} | rabbit_amqqueue:info(Queue, [messages, consumers])])
        end
    end || Queue <- rabbit_amqqueue:list(<<\"VHOST\">>)].";

/// A queue and what is in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub struct QueueState {
    /// Its name.
    pub name: String,
    /// Messages that wait and messages that are delivered and not yet acknowledged.
    pub messages: u64,
    /// How many consume from it.
    pub consumers: u64,
}

/// Administers a private broker, also one that another process has started.
#[derive(Debug, Clone)]
pub struct RabbitAdmin {
    layout: Layout,
    programs: RabbitPrograms,
}

impl RabbitAdmin {
    pub(super) fn new(layout: Layout, programs: RabbitPrograms) -> Self {
        Self { layout, programs }
    }

    /// Of the broker whose folder this is.
    pub fn open(base_dir: &Path) -> Result<Self> {
        Ok(Self::new(
            Layout::open(base_dir)?,
            rabbit_programs().context("RabbitMQ is not installed")?,
        ))
    }

    /// The URL of the broker's user in a virtual host.
    pub fn amqp_url(&self, vhost: &str) -> String {
        self.layout.amqp_url(vhost)
    }

    /// The queues of a virtual host, by name, as they are at this moment.
    ///
    /// `rabbitmqctl list_queues` would tell of quorum queues what they last reported, up to five seconds ago: here each is asked.
    pub async fn list_queues(&self, vhost: &str) -> Result<Vec<QueueState>> {
        #[derive(Deserialize)]
        struct Answer {
            value: Vec<QueueState>,
        }
        if !vhost.chars().all(|letter| letter.is_ascii_alphanumeric() || "_-.".contains(letter)) {
            bail!("\"{vhost}\" is no name of a virtual host of ours");
        }
        let query = LIST_QUEUES.replace("VHOST", vhost);
        let output = self.run(&["--formatter", "json", "eval", &query]).await?;
        let answer: Answer = serde_json::from_str(&output).with_context(|| format!("rabbitmqctl lists queues strangely: {output}"))?;
        let mut queues = answer.value;
        queues.sort();
        Ok(queues)
    }

    /// See [`PrivateRabbit::settle`](super::PrivateRabbit::settle).
    pub async fn settle(&self) -> Result<()> {
        let output = self
            .run(&["eval", "[ok = dets:sync(Table) || Table <- dets:all()], settled."])
            .await?;
        if output.trim() != "settled" {
            bail!("RabbitMQ does not write down its queues: {output}");
        }
        Ok(())
    }

    /// An empty virtual host of one test, with a name that starts with `<prefix>_t_` and is used nowhere else.
    pub async fn create_test_vhost(&self, prefix: &str) -> Result<TestVhost> {
        let name = format!("{prefix}_t_{}", random_hex(6));
        // One call for the host and the right to use it.
        let definitions = json!({
            "vhosts": [{ "name": name }],
            "permissions": [{
                "vhost": name, "user": self.layout.identity().user, "configure": ".*", "write": ".*", "read": ".*"
            }],
        });
        let file = self.layout.file(&format!("{name}.json"));
        write_secret(&file, &definitions.to_string())?;
        let imported = self.run(&["import_definitions", &file.to_string_lossy()]).await;
        std::fs::remove_file(&file)?;
        imported?;
        Ok(TestVhost {
            amqp_url: self.amqp_url(&name),
            name,
            admin: Some(self.clone()),
        })
    }

    /// Runs `rabbitmqctl`; what it prints.
    async fn run(&self, arguments: &[&str]) -> Result<String> {
        let mut command = tokio::process::Command::from(self.command(arguments)?);
        command.kill_on_drop(true);
        let output = timeout(LIMIT, command.output())
            .await
            .with_context(|| format!("rabbitmqctl {arguments:?} has not ended within {} s", LIMIT.as_secs()))?;
        read_output(arguments, output.context("rabbitmqctl does not run")?)
    }

    /// The same where nothing can be awaited.
    fn run_blocking(&self, arguments: &[&str]) -> Result<String> {
        read_output(arguments, self.command(arguments)?.output().context("rabbitmqctl does not run")?)
    }

    fn command(&self, arguments: &[&str]) -> Result<Command> {
        // It would start an epmd that nobody ends.
        if is_free(self.layout.identity().epmd_port) {
            bail!("this RabbitMQ does not run: {}", self.layout.base_dir().display());
        }
        let mut command = Command::new(&self.programs.ctl);
        command
            .args(["--quiet", "--node", &self.layout.identity().node_name])
            .args(arguments)
            .env_clear()
            .envs(self.layout.environment())
            .current_dir("/")
            .stdin(Stdio::null());
        Ok(command)
    }
}

fn read_output(arguments: &[&str], output: Output) -> Result<String> {
    if !output.status.success() {
        bail!(
            "rabbitmqctl {} failed ({}): {}",
            arguments.join(" "),
            output.status,
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// A virtual host of one test. Dropping it removes it from the broker with all its queues.
#[derive(Debug)]
pub struct TestVhost {
    /// Its name.
    pub name: String,
    /// The URL of the broker's user in it.
    pub amqp_url: String,
    admin: Option<RabbitAdmin>,
}

impl TestVhost {
    /// Its queues, by name.
    pub async fn list_queues(&self) -> Result<Vec<QueueState>> {
        match &self.admin {
            Some(admin) => admin.list_queues(&self.name).await,
            None => Ok(Vec::new()),
        }
    }

    /// Removes it now, and says if that fails.
    pub async fn drop_now(mut self) -> Result<()> {
        if let Some(admin) = self.admin.take() {
            admin.run(&["delete_vhost", &self.name]).await?;
        }
        Ok(())
    }
}

impl Drop for TestVhost {
    fn drop(&mut self) {
        if let Some(admin) = self.admin.take()
            && let Err(error) = admin.run_blocking(&["delete_vhost", &self.name])
        {
            tracing::warn!("test virtual host {} is left on its broker: {error:#}", self.name);
        }
    }
}
