//! The folder of a broker: its identity (name, ports, user), configuration and environment.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use super::VHOST;
use crate::folder::{absolute, random_hex, write_secret};
use crate::port::{free_port, is_free};

const IDENTITY_FILE: &str = "identity.json";

/// What stays the same from start to start. The ports change when somebody else has taken them meanwhile.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Identity {
    pub(super) node_name: String,
    pub(super) user: String,
    pub(super) password: String,
    pub(super) amqp_port: u16,
    pub(super) distribution_port: u16,
    pub(super) epmd_port: u16,
}

/// A broker's folder.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    base_dir: PathBuf,
    identity: Identity,
}

impl Layout {
    /// Writes all that a start needs.
    pub(super) fn prepare(base_dir: PathBuf, port: Option<u16>, durable: bool) -> Result<Self> {
        let mut identity = match read_identity(&base_dir)? {
            Some(identity) => identity,
            None => Identity {
                node_name: format!("jiangzhou-{}@localhost", random_hex(4)),
                user: "jiangzhou".to_owned(),
                password: random_hex(16),
                amqp_port: free_port()?,
                distribution_port: free_port()?,
                epmd_port: free_port()?,
            },
        };
        match port {
            Some(port) if is_free(port) => identity.amqp_port = port,
            Some(port) => bail!("port {port} of 127.0.0.1, wanted for RabbitMQ, is taken by another program"),
            None => renew_if_taken(&mut identity.amqp_port)?,
        }
        renew_if_taken(&mut identity.distribution_port)?;
        renew_if_taken(&mut identity.epmd_port)?;
        write_secret(&base_dir.join(IDENTITY_FILE), &serde_json::to_string_pretty(&identity)?)?;

        let layout = Self { base_dir, identity };
        write_secret(&layout.file("rabbitmq.conf"), &layout.configuration())?;
        write_secret(&layout.file("advanced.config"), advanced_configuration(durable))?;
        write_secret(&layout.file("enabled_plugins"), "[].\n")?;
        Ok(layout)
    }

    /// The folder of a broker that was started before.
    pub(super) fn open(base_dir: &Path) -> Result<Self> {
        let base_dir = absolute(base_dir)?;
        let identity =
            read_identity(&base_dir)?.with_context(|| format!("{} is not the folder of a private RabbitMQ", base_dir.display()))?;
        Ok(Self { base_dir, identity })
    }

    pub(super) fn base_dir(&self) -> &Path {
        &self.base_dir
    }

    pub(super) fn identity(&self) -> &Identity {
        &self.identity
    }

    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.base_dir.join(name)
    }

    pub(super) fn amqp_url(&self, vhost: &str) -> String {
        let Identity {
            user, password, amqp_port, ..
        } = &self.identity;
        format!("amqp://{user}:{password}@127.0.0.1:{amqp_port}/{vhost}")
    }

    /// The whole environment of the broker and of its tools: everything in the folder, nothing from the machine or from our own shell.
    pub(super) fn environment(&self) -> Vec<(&'static str, String)> {
        let Identity {
            node_name,
            amqp_port,
            distribution_port,
            epmd_port,
            ..
        } = &self.identity;
        let path = |name: &str| self.file(name).to_string_lossy().into_owned();
        vec![
            (
                "PATH",
                env::var("PATH").unwrap_or_else(|_| "/usr/local/bin:/usr/bin:/bin".to_owned()),
            ),
            ("LANG", "C.UTF-8".to_owned()),
            // Where Erlang keeps the cookie that lets the tools in.
            ("HOME", self.base_dir.to_string_lossy().into_owned()),
            ("ERL_EPMD_ADDRESS", "127.0.0.1".to_owned()),
            ("ERL_EPMD_PORT", epmd_port.to_string()),
            ("RABBITMQ_NODENAME", node_name.clone()),
            ("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1".to_owned()),
            ("RABBITMQ_NODE_PORT", amqp_port.to_string()),
            ("RABBITMQ_DIST_PORT", distribution_port.to_string()),
            ("RABBITMQ_MNESIA_BASE", path("data")),
            ("RABBITMQ_LOG_BASE", path("log")),
            ("RABBITMQ_LOG", "-color".to_owned()),
            ("RABBITMQ_CONFIG_FILE", path("rabbitmq.conf")),
            ("RABBITMQ_CONFIG_FILES", path("conf.d")),
            ("RABBITMQ_ADVANCED_CONFIG_FILE", path("advanced.config")),
            ("RABBITMQ_CONF_ENV_FILE", path("none")),
            ("RABBITMQ_ENABLED_PLUGINS_FILE", path("enabled_plugins")),
            ("RABBITMQ_PID_FILE", path("pid")),
            ("RABBITMQ_CTL_ERL_ARGS", "-start_epmd false".to_owned()),
            // Any free port, for as many tools at once as there are tests.
            ("RABBITMQ_CTL_DIST_PORT_MIN", "0".to_owned()),
            ("RABBITMQ_CTL_DIST_PORT_MAX", "0".to_owned()),
        ]
    }

    fn configuration(&self) -> String {
        let Identity {
            user, password, amqp_port, ..
        } = &self.identity;
        // The defaults are made at the first start, instead of the user "guest".
        format!(
            "listeners.tcp.1 = 127.0.0.1:{amqp_port}\n\
             default_vhost = {VHOST}\n\
             default_user = {user}\n\
             default_pass = {password}\n\
             vm_memory_high_watermark.absolute = 512MiB\n\
             disk_free_limit.absolute = 50MB\n\
             raft.wal_max_size_bytes = 67108864\n\
             log.file = false\n\
             log.console = true\n\
             log.console.level = info\n"
        )
    }
}

/// Without durability a quorum queue confirms what it has handed to the system, before the disk has it.
fn advanced_configuration(durable: bool) -> &'static str {
    if durable {
        "[].\n"
    } else {
        "[{ra, [{wal_write_strategy, sync_after_notify}]}].\n"
    }
}

/// Makes the folder; its absolute path.
pub(super) fn make_base_dir(base_dir: &Path) -> Result<PathBuf> {
    let base_dir = absolute(base_dir)?;
    for folder in [base_dir.clone(), base_dir.join("data"), base_dir.join("log")] {
        fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    }
    Ok(base_dir)
}

fn read_identity(base_dir: &Path) -> Result<Option<Identity>> {
    let file = base_dir.join(IDENTITY_FILE);
    match fs::read_to_string(&file) {
        Ok(text) => serde_json::from_str(&text)
            .map(Some)
            .with_context(|| format!("{} is damaged", file.display())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", file.display())),
    }
}

fn renew_if_taken(port: &mut u16) -> Result<()> {
    if !is_free(*port) {
        *port = free_port()?;
    }
    Ok(())
}
