//! The gateway's settings. Own things stand under `service`; `upstreams` says where the departments answer.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    time::Duration,
};

use chrono::TimeDelta;
use contracts::Department;
use platform::settings::{
    self, AuthSettings, DatabaseSettings, ExportSettings, IdentitySettings, IssuerSettings, ServerSettings, SettingsError, StorageSettings,
    TelemetrySettings,
};
use secrecy::SecretString;
use serde::Deserialize;

use crate::domain::{lockout::LockoutPolicy, password::PasswordPolicy, session::SessionPolicy};

/// The compiled-in defaults.
pub const DEFAULTS: &str = include_str!("../config.default.toml");
/// Name of the gateway's own issuer among `auth.issuers`.
const OWN_ISSUER: &str = "gateway";

/// All settings.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where it listens.
    pub server: ServerSettings,
    /// Its own database.
    pub database: DatabaseSettings,
    /// `auth.issuers.gateway` names the issuer and the audience of the tokens that it signs.
    pub auth: AuthSettings,
    /// The key that signs them.
    pub identity: IdentitySettings,
    /// Exports of lists.
    pub export: ExportSettings,
    /// Where the files of long exports are.
    pub storage: StorageSettings,
    /// Logs.
    pub telemetry: TelemetrySettings,
    /// Where the departments answer.
    pub upstreams: BTreeMap<Department, UpstreamSettings>,
    /// What only the gateway has.
    pub service: OwnSettings,
}

/// Where a department's service answers.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UpstreamSettings {
    /// Base URL, without a path.
    pub url: String,
}

/// What only the gateway has.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnSettings {
    /// The front end.
    pub pages: PageSettings,
    /// Log-ins.
    pub login: LoginSettings,
    /// Passwords.
    pub password: PasswordSettings,
    /// Sessions.
    pub session: SessionSettings,
    /// Other issuers through whom people may log in, by a short name.
    #[serde(default)]
    pub oidc: BTreeMap<String, OidcSettings>,
    /// The way to the departments.
    pub proxy: ProxySettings,
    /// What the gateway asks the departments itself.
    pub overview: OverviewSettings,
}

/// Another issuer (OpenID Connect) through whom people may log in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OidcSettings {
    /// Its name for people, on the log-in page.
    pub title: String,
    /// Its name as it says itself, below which its description is found.
    pub issuer: String,
    /// Who we are there.
    pub client_id: String,
    /// The secret that goes with it; none where the issuer gave none.
    #[serde(default)]
    pub client_secret: Option<SecretString>,
    /// What is asked of it, separated by spaces; `openid` is always asked.
    #[serde(default = "openid")]
    pub scopes: String,
    /// The claim that holds the log-in name of an account here, for whoever has not been linked to one yet. Only where the issuer, and
    /// not the person, decides what it says. Without it everybody must be linked by an administrator.
    #[serde(default)]
    pub username_claim: Option<String>,
}

fn openid() -> String {
    "openid profile".to_owned()
}

/// The front end.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageSettings {
    /// The folder that `npm run build` made.
    pub folder: PathBuf,
    /// Whether every page says that its data are made up.
    pub demonstration: bool,
}

/// Log-ins.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoginSettings {
    /// Log-ins, refreshes and password changes per minute and address.
    pub per_minute: u32,
    /// Failures from one network that suspend a name there.
    pub attempts: i32,
    /// Failures from all networks together that suspend it everywhere.
    pub attempts_everywhere: i32,
    /// For how long, and how long failures count.
    pub lockout_minutes: u32,
    /// Memory per password hash.
    pub hash_memory_kib: u32,
    /// Passes over it.
    pub hash_passes: u32,
    /// Password hashes computed at the same time.
    pub hash_concurrency: usize,
    /// How long a log-in waits for its turn.
    pub hash_wait_seconds: u64,
}

/// What a password must be like.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasswordSettings {
    /// Fewest characters.
    pub min_length: usize,
    /// Of how many kinds they must be, 1 to 4.
    pub min_kinds: usize,
}

/// How long things are good for.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionSettings {
    /// Access tokens.
    pub access_token_seconds: u32,
    /// Refresh tokens that are not used.
    pub refresh_token_hours: u32,
    /// The whole session.
    pub session_days: u32,
    /// How long ended sessions are kept.
    pub retention_days: u32,
}

/// The way to the departments.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProxySettings {
    /// How long connecting may take.
    pub connect_timeout_milliseconds: u64,
    /// From the last byte of the request to the first of the answer; for a small request also from its first to its last.
    pub timeout_seconds: u64,
    /// Between two chunks of a large request or of an answer.
    pub idle_timeout_seconds: u64,
    /// Largest request body.
    pub body_limit_bytes: u64,
    /// Requests in flight per worker and department.
    pub max_in_flight: usize,
}

/// What the gateway asks the departments itself.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OverviewSettings {
    /// How long one department may take.
    pub timeout_milliseconds: u64,
    /// How long a state is shown before it is asked again.
    pub status_seconds: u64,
    /// How long the merged API description is shown before it is made again.
    pub openapi_seconds: u64,
}

impl Config {
    /// Reads the settings: defaults, then the file, then the environment.
    pub fn load(file: Option<&Path>) -> Result<Self, SettingsError> {
        settings::load_layers(&[settings::COMMON_DEFAULTS, DEFAULTS], file, None)
    }

    /// The same with the environment given (tests).
    pub fn load_with(environment: &[(&str, &str)]) -> Result<Self, SettingsError> {
        settings::load_layers(&[settings::COMMON_DEFAULTS, DEFAULTS], None, Some(environment))
    }

    /// The gateway as an issuer of tokens.
    pub fn own_issuer(&self) -> Option<&IssuerSettings> {
        self.auth.issuers.get(OWN_ISSUER)
    }
}

impl OwnSettings {
    /// When a name is suspended.
    pub fn lockout_policy(&self) -> LockoutPolicy {
        LockoutPolicy {
            attempts: self.login.attempts,
            attempts_everywhere: self.login.attempts_everywhere,
            lockout: TimeDelta::minutes(self.login.lockout_minutes.into()),
        }
    }

    /// What a password must be like.
    pub fn password_policy(&self) -> PasswordPolicy {
        PasswordPolicy {
            min_length: self.password.min_length,
            min_kinds: self.password.min_kinds,
        }
    }

    /// How long sessions and tokens are good for.
    pub fn session_policy(&self) -> SessionPolicy {
        SessionPolicy {
            access_token: TimeDelta::seconds(self.session.access_token_seconds.into()),
            refresh_token: TimeDelta::hours(self.session.refresh_token_hours.into()),
            session: TimeDelta::days(self.session.session_days.into()),
        }
    }
}

impl ProxySettings {
    /// How long connecting may take.
    pub fn connect_timeout(&self) -> Duration {
        Duration::from_millis(self.connect_timeout_milliseconds)
    }

    /// How long a service may think about a request.
    pub fn timeout(&self) -> Duration {
        Duration::from_secs(self.timeout_seconds)
    }

    /// How long nothing may move on either side while a body is passed on.
    pub fn idle_timeout(&self) -> Duration {
        Duration::from_secs(self.idle_timeout_seconds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DATABASE: (&str, &str) = ("JIANGZHOU__DATABASE__URL", "postgres://gateway@x/gateway");

    #[test]
    fn the_defaults_name_every_department() {
        let config = Config::load_with(&[DATABASE]).unwrap();
        assert_eq!(config.upstreams.len(), 4);
        assert_eq!(config.own_issuer().unwrap().issuer, "https://jiangzhou/gateway");
        assert_eq!(config.service.session_policy().access_token, TimeDelta::minutes(10));
    }

    #[test]
    fn an_unknown_department_is_refused_by_name() {
        let error = Config::load_with(&[DATABASE, ("JIANGZHOU__UPSTREAMS__FORESTRY__URL", "http://x")]).unwrap_err();
        assert!(error.to_string().contains("forestry"), "{error}");
    }
}
