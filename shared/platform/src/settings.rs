//! Typed settings: compiled-in defaults, then a file, then `JIANGZHOU__SECTION__KEY` from the environment.
//! Unknown keys are refused, so that a misspelt one is not silently ignored.

use std::{collections::BTreeMap, path::Path, path::PathBuf};

use config::{Config, Environment, File, FileFormat};
use ipnet::IpNet;
use rules::{LoadError, RuleFile};
use secrecy::SecretString;
use serde::{Deserialize, de::DeserializeOwned};

/// Where the service listens.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServerSettings {
    /// Address and port; port 0 takes a free one.
    pub bind: String,
    /// Where people reach the platform, without a path: links that leave it begin so.
    pub public_url: String,
    /// HTTP worker threads.
    pub workers: usize,
    /// How long requests in flight may take after SIGTERM.
    pub shutdown_grace_seconds: u64,
    /// How long the service stays reachable after it has reported itself not ready, so that load balancers notice.
    pub drain_delay_seconds: u64,
    /// Public requests per second and address.
    pub public_requests_per_second: u32,
    /// Networks whose `X-Forwarded-For` is believed, e.g. `127.0.0.0/8`, `10.42.0.0/16`.
    pub trusted_proxies: Vec<IpNet>,
    /// Largest JSON body, bytes.
    pub body_limit_bytes: usize,
}

impl ServerSettings {
    /// The address of a page, `path` beginning with `/`, for those who are not on the platform.
    pub fn public_address(&self, path: &str) -> String {
        format!("{}{path}", self.public_url.trim_end_matches('/'))
    }
}

/// The service's own database.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatabaseSettings {
    /// URL of the login role: it owns nothing, so that it can switch off no trigger and no row-level security.
    pub url: SecretString,
    /// URL of the owner, for `migrate`; the login role's when empty.
    #[serde(default = "empty_secret")]
    pub migration_url: SecretString,
    /// Most connections for requests.
    pub pool_size: usize,
    /// Most connections for relay, consumer and jobs: their own, so that a rush of requests does not starve them.
    pub background_pool_size: usize,
    /// How long a request waits for a connection.
    pub wait_seconds: u64,
    /// How long a statement waits for a row that another transaction has locked, before it is given up.
    pub lock_wait_seconds: u64,
}

fn empty_secret() -> SecretString {
    SecretString::from("")
}

/// RabbitMQ.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BrokerSettings {
    /// `amqp://user:password@host:port/vhost`.
    pub url: SecretString,
    /// Whether `serve` runs the outbox relay as well; off where `relay` runs as a process of its own.
    pub relay: bool,
    /// How long a message that failed for a passing reason waits before its next try.
    pub retry_delay_seconds: u32,
    /// Tries before a message is parked as a dead letter.
    pub max_attempts: u32,
}

/// Who may issue tokens.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthSettings {
    /// Trusted issuers, by a short name.
    pub issuers: BTreeMap<String, IssuerSettings>,
}

/// One issuer of tokens, OIDC style.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IssuerSettings {
    /// Value of `iss`.
    pub issuer: String,
    /// Where its public keys are.
    pub jwks_url: String,
    /// Wanted value of `aud`.
    pub audience: String,
    /// Where other issuers than the gateway write what we want to know.
    #[serde(default)]
    pub claims: ClaimNames,
}

/// What an issuer calls its claims: a name, or a path with dots such as `realm_access.roles`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ClaimNames {
    /// Name for people.
    pub name: String,
    /// Role codes: a list.
    pub roles: String,
    /// Code of the unit.
    pub unit: String,
    /// Data scope: an object as the gateway writes it, or a list of units' codes. Anything else opens nothing.
    pub scope: String,
}

impl Default for ClaimNames {
    fn default() -> Self {
        Self {
            name: "name".to_owned(),
            roles: "roles".to_owned(),
            unit: "unit".to_owned(),
            scope: "scope".to_owned(),
        }
    }
}

/// The service's own identity towards other services.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdentitySettings {
    /// PEM file with the Ed25519 private key (PKCS#8); none when the service calls nobody.
    #[serde(default)]
    pub key_file: Option<PathBuf>,
    /// PEM files of keys that are published and believed but no longer, or not yet, sign: for a change of keys without
    /// a logout.
    #[serde(default)]
    pub further_key_files: Vec<PathBuf>,
}

/// How messages to people leave the platform.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutgoingSettings {
    /// By what.
    pub adaptor: OutgoingAdaptor,
    /// Where the webhook is.
    #[serde(default)]
    pub url: Option<String>,
    /// File with the secret that signs what is sent there, at least 16 bytes.
    #[serde(default)]
    pub secret_file: Option<PathBuf>,
    /// How long the webhook may take to answer.
    pub timeout_seconds: u64,
    /// Tries before a message is given up.
    pub max_attempts: i32,
    /// The wait after the first try; each later one is twice as long, an hour at most.
    pub retry_delay_seconds: u32,
    /// How often it is looked whether something waits.
    pub poll_seconds: u64,
}

/// By what messages leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutgoingAdaptor {
    /// A log line; nothing is sent.
    Log,
    /// An HTTP webhook, for example of an SMS gateway.
    Webhook,
}

/// Exports of lists.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportSettings {
    /// Most rows of an export that is written while the caller waits; more become a job.
    pub direct_rows: i64,
    /// Rows that are fetched and held in memory at once.
    pub batch_rows: i64,
    /// How long a finished file can be fetched.
    pub keep_hours: i64,
    /// How long a job that is not heard of is believed to be alive; then another replica begins it anew.
    pub lease_seconds: i64,
}

/// Where the rules are.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSettings {
    /// Folder whose `*.toml` replace the compiled-in rule files: another county's rules.
    #[serde(default)]
    pub dir: Option<PathBuf>,
    /// How often it is looked whether a change was approved elsewhere, should its announcement have been missed.
    pub poll_seconds: u64,
}

impl RuleSettings {
    /// The files of the folder by name, or none to use those compiled in.
    pub fn files(&self) -> Result<Option<Vec<RuleFile>>, LoadError> {
        let Some(dir) = &self.dir else { return Ok(None) };
        let fault = |path: &Path, error: std::io::Error| LoadError {
            file: path.display().to_string(),
            line: 0,
            message: format!("无法读取：{error}"),
        };
        let mut paths = Vec::new();
        for entry in std::fs::read_dir(dir).map_err(|error| fault(dir, error))? {
            let path = entry.map_err(|error| fault(dir, error))?.path();
            if path.extension().is_some_and(|extension| extension == "toml") {
                paths.push(path);
            }
        }
        paths.sort();
        let read = |path: PathBuf| {
            std::fs::read_to_string(&path)
                .map(|text| RuleFile::new(path.display().to_string(), text))
                .map_err(|error| fault(&path, error))
        };
        paths.into_iter().map(read).collect::<Result<Vec<_>, _>>().map(Some)
    }
}

/// Where files are kept that are no rows: attachments, exports.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StorageSettings {
    /// `file:///folder`, or `s3://bucket/prefix` for anything that speaks S3. Replicas of a service must share it.
    pub url: String,
    /// Address of the S3 service where it is not Amazon's, e.g. `https://minio:9000`.
    #[serde(default)]
    pub endpoint: Option<String>,
    /// Region, as the S3 service names it.
    #[serde(default)]
    pub region: Option<String>,
    /// Key of the S3 service; without one the surroundings give it (web identity, instance role).
    #[serde(default)]
    pub access_key_id: Option<SecretString>,
    /// Its secret.
    #[serde(default)]
    pub secret_access_key: Option<SecretString>,
    /// Whether the endpoint may be spoken to without TLS.
    #[serde(default)]
    pub allow_http: bool,
    /// Largest attachment of a case or notice, bytes; the gateway takes no request of more than `service.proxy.body_limit_bytes`.
    pub attachment_limit_bytes: usize,
}

/// Logs.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TelemetrySettings {
    /// `json` in a cluster, `compact` for people.
    pub log_format: LogFormat,
    /// `tracing` filter, e.g. `info,water=debug`.
    pub filter: String,
    /// Collector to which traces are sent over OTLP/HTTP, e.g. `http://otel-collector:4318`; none are made when absent.
    #[serde(default)]
    pub otlp_endpoint: Option<String>,
    /// Share of the traces begun here that are sent, 0 to 1; what is begun elsewhere is sent as it comes.
    pub otlp_share: f64,
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// One JSON object a line.
    Json,
    /// One readable line.
    Compact,
}

/// Settings that cannot be used; the message names the key.
#[derive(Debug, thiserror::Error)]
#[error("设置有误：{0}")]
pub struct SettingsError(#[from] config::ConfigError);

/// Defaults that all services share; a service's own defaults come on top.
pub const COMMON_DEFAULTS: &str = include_str!("../config.default.toml");
/// Defaults that the departments' services share besides: broker and rules.
const DEPARTMENT_DEFAULTS: &str = include_str!("../config.department.toml");

/// Reads the settings of a department's service. `defaults` is its compiled-in `config.default.toml`.
pub fn load<T: DeserializeOwned>(defaults: &str, file: Option<&Path>) -> Result<T, SettingsError> {
    load_layers(&[COMMON_DEFAULTS, DEPARTMENT_DEFAULTS, defaults], file, None)
}

/// The same with the environment given, instead of the process's own (tests).
pub fn load_with<T: DeserializeOwned>(defaults: &str, file: Option<&Path>, environment: &[(&str, &str)]) -> Result<T, SettingsError> {
    load_layers(&[COMMON_DEFAULTS, DEPARTMENT_DEFAULTS, defaults], file, Some(environment))
}

/// Reads settings over layers of defaults, the later ones winning; for a service that is no department's.
/// `environment` stands for the process's own (tests).
pub fn load_layers<T: DeserializeOwned>(
    layers: &[&str],
    file: Option<&Path>,
    environment: Option<&[(&str, &str)]>,
) -> Result<T, SettingsError> {
    let given = environment.map(|variables| {
        variables
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    });
    let mut builder = Config::builder();
    for layer in layers {
        builder = builder.add_source(File::from_str(layer, FileFormat::Toml));
    }
    if let Some(path) = file {
        builder = builder.add_source(File::from(path).format(FileFormat::Toml).required(true));
    }
    let environment = Environment::with_prefix("JIANGZHOU")
        .prefix_separator("__")
        .separator("__")
        .try_parsing(true);
    let environment = environment
        .list_separator(",")
        .with_list_parse_key("server.trusted_proxies")
        .source(given);
    Ok(builder.add_source(environment).build()?.try_deserialize()?)
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;
    use crate::service::{Config as ServiceConfig, NoOwnSettings};

    const OWN: &str = "[server]\nbind = \"127.0.0.1:8081\"\n[service]\n";
    const GIVEN: [(&str, &str); 2] = [
        ("JIANGZHOU__DATABASE__URL", "postgres://water@x/water"),
        ("JIANGZHOU__BROKER__URL", "amqp://x"),
    ];

    fn load_given(extra: &[(&str, &str)]) -> Result<ServiceConfig<NoOwnSettings>, SettingsError> {
        let environment: Vec<_> = GIVEN.iter().chain(extra).copied().collect();
        load_with(OWN, None, &environment)
    }

    #[test]
    fn the_environment_wins_over_the_defaults() {
        let config = load_given(&[
            ("JIANGZHOU__SERVER__WORKERS", "7"),
            ("JIANGZHOU__AUTH__ISSUERS__FINANCE__ISSUER", "f"),
            ("JIANGZHOU__AUTH__ISSUERS__FINANCE__JWKS_URL", "u"),
            ("JIANGZHOU__AUTH__ISSUERS__FINANCE__AUDIENCE", "a"),
            ("JIANGZHOU__AUTH__ISSUERS__FINANCE__CLAIMS__ROLES", "realm_access.roles"),
        ])
        .unwrap();
        let claims = &config.auth.issuers["finance"].claims;
        assert_eq!((claims.roles.as_str(), claims.unit.as_str()), ("realm_access.roles", "unit"));
        assert_eq!(config.server.workers, 7);
        assert_eq!(config.server.bind, "127.0.0.1:8081");
        assert_eq!(config.database.url.expose_secret(), "postgres://water@x/water");
        assert_eq!(config.auth.issuers.len(), 2);
    }

    #[test]
    fn lists_come_from_the_environment_separated_by_commas() {
        let config = load_given(&[("JIANGZHOU__SERVER__TRUSTED_PROXIES", "10.42.0.0/16,127.0.0.0/8")]).unwrap();
        assert_eq!(
            config.server.trusted_proxies,
            ["10.42.0.0/16".parse().unwrap(), "127.0.0.0/8".parse().unwrap()]
        );
    }

    #[test]
    fn an_unknown_key_is_refused_by_name() {
        let error = load_given(&[("JIANGZHOU__SERVER__WORKER", "7")]).unwrap_err().to_string();
        assert!(error.contains("worker"), "{error}");
    }

    #[test]
    fn a_secret_does_not_print() {
        let config = load_given(&[]).unwrap();
        assert!(!format!("{config:?}").contains("postgres://water"));
    }
}
