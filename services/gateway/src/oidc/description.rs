//! What an issuer says about itself: asked when first needed and again now and then, by one request at a time. Of an issuer
//! that does not answer, whoever comes next is told so at once, and nobody waits in a queue.

use std::{
    error::Error,
    sync::{Arc, PoisonError, RwLock},
    time::{Duration, Instant},
};

use platform::{http::token::IdTokenVerifier, telemetry};
use reqwest::{Client, Url};
use serde::Deserialize;
use tokio::sync;

/// Why nothing is known.
pub(super) type Cause = Box<dyn Error + Send + Sync>;

/// How long an issuer is waited for, believed and left alone.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// How long it may take to answer.
    pub timeout: Duration,
    /// How long what it says about itself is believed.
    pub fresh_for: Duration,
    /// How long it is not asked again after it has not answered.
    pub pause: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(5),
            fresh_for: Duration::from_mins(10),
            pause: Duration::from_secs(10),
        }
    }
}

/// What an issuer says about itself.
pub(super) struct Described {
    pub(super) authorization_endpoint: Url,
    pub(super) token_endpoint: Url,
    pub(super) verifier: Arc<IdTokenVerifier>,
    jwks_uri: Url,
}

#[derive(Deserialize)]
struct Description {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
}

/// Asks one issuer, and remembers what it said, or that it said nothing.
pub(super) struct Describer {
    issuer: String,
    client_id: String,
    client: Client,
    patience: Patience,
    known: RwLock<Known>,
    /// Held while it is asked: one at a time.
    asking: sync::Mutex<()>,
}

#[derive(Default)]
struct Known {
    described: Option<(Instant, Arc<Described>)>,
    failed_at: Option<Instant>,
    keys_failed_at: Option<Instant>,
}

/// What is known without asking.
enum Answer {
    Good(Arc<Described>),
    /// It may say something else by now.
    Old(Arc<Described>),
    /// It was asked a moment ago and did not answer.
    Silent,
    Unknown,
}

impl Describer {
    pub(super) fn new(issuer: &str, client_id: &str, client: Client, patience: Patience) -> Self {
        Self {
            issuer: issuer.to_owned(),
            client_id: client_id.to_owned(),
            client,
            patience,
            known: RwLock::default(),
            asking: sync::Mutex::default(),
        }
    }

    /// What it says about itself.
    pub(super) async fn described(&self) -> Result<Arc<Described>, Cause> {
        let old = match self.look_up() {
            Answer::Good(described) => return Ok(described),
            Answer::Silent => return Err(silent()),
            Answer::Old(described) => Some(described),
            Answer::Unknown => None,
        };
        let _one = match (self.asking.try_lock(), old) {
            (Ok(one), _) => one,
            // Somebody asks already, and the old answer does for everybody else.
            (Err(_), Some(old)) => return Ok(old),
            (Err(_), None) => self.asking.lock().await,
        };
        let old = match self.look_up() {
            Answer::Good(described) => return Ok(described),
            Answer::Silent => return Err(silent()),
            Answer::Old(described) => Some(described),
            Answer::Unknown => None,
        };
        match self.ask(old.as_deref()).await {
            Ok(described) => {
                let described = Arc::new(described);
                let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
                known.described = Some((Instant::now(), Arc::clone(&described)));
                known.failed_at = None;
                Ok(described)
            }
            Err(cause) => {
                self.known.write().unwrap_or_else(PoisonError::into_inner).failed_at = Some(Instant::now());
                // What it said before is better than nothing.
                let Some(old) = old else { return Err(cause) };
                tracing::warn!(issuer = self.issuer, error = %telemetry::chain(&*cause), "an issuer could not be asked anew");
                Ok(old)
            }
        }
    }

    /// Notes that its keys could not be fetched: nobody is sent there for a while, whom it could not bring back.
    pub(super) fn note_missing_keys(&self) {
        self.known.write().unwrap_or_else(PoisonError::into_inner).keys_failed_at = Some(Instant::now());
    }

    fn look_up(&self) -> Answer {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let lately = |at: Option<Instant>| at.is_some_and(|at| at.elapsed() < self.patience.pause);
        let failed = lately(known.failed_at);
        match &known.described {
            _ if lately(known.keys_failed_at) => Answer::Silent,
            Some((at, described)) if failed || at.elapsed() < self.patience.fresh_for => Answer::Good(Arc::clone(described)),
            Some((_, described)) => Answer::Old(Arc::clone(described)),
            None if failed => Answer::Silent,
            None => Answer::Unknown,
        }
    }

    async fn ask(&self, before: Option<&Described>) -> Result<Described, Cause> {
        let url = format!("{}/.well-known/openid-configuration", self.issuer.trim_end_matches('/'));
        let answer = self.client.get(url).send().await?.error_for_status()?;
        let said: Description = answer.json().await?;
        if said.issuer != self.issuer {
            return Err(format!("it calls itself {}", said.issuer).into());
        }
        let jwks_uri = address(&self.issuer, &said.jwks_uri)?;
        let verifier = match before {
            // It goes on with the keys that it has.
            Some(before) if before.jwks_uri == jwks_uri => Arc::clone(&before.verifier),
            _ => Arc::new(IdTokenVerifier::new(&self.issuer, jwks_uri.as_str(), &self.client_id)?),
        };
        Ok(Described {
            authorization_endpoint: address(&self.issuer, &said.authorization_endpoint)?,
            token_endpoint: address(&self.issuer, &said.token_endpoint)?,
            verifier,
            jwks_uri,
        })
    }
}

fn silent() -> Cause {
    "it did not answer a moment ago".into()
}

/// An address that the issuer names. A browser goes to one of them, a secret to another, and the third makes everything true:
/// they are no scripts, and an issuer with TLS has them with TLS.
fn address(issuer: &str, text: &str) -> Result<Url, Cause> {
    let url = Url::parse(text).map_err(|error| format!("{text}: {error}"))?;
    let is_good = match url.scheme() {
        "https" => true,
        "http" => !issuer.starts_with("https:"),
        _ => false,
    };
    if is_good {
        Ok(url)
    } else {
        Err(format!("it names the address {text}").into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_as_safe_as_the_issuer() {
        let is_good = |issuer: &str, text: &str| address(issuer, text).is_ok();
        assert!(is_good("https://a.example", "https://b.example/token"));
        assert!(is_good("http://a.example", "http://a.example/token"));
        assert!(is_good("http://a.example", "https://a.example/token"));
        assert!(!is_good("https://a.example", "http://a.example/token"));
        for text in ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "/token", ""] {
            assert!(!is_good("http://a.example", text), "{text}");
        }
    }
}
