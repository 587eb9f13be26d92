//! Other issuers through whom people may log in (OpenID Connect, authorization code with PKCE): what they say about
//! themselves, where somebody is sent, and what a code that came back is worth.

use std::{
    collections::BTreeMap,
    sync::Arc,
    time::{Duration, Instant},
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use platform::{Problem, http::token::IdTokenVerifier};
use reqwest::{Client, Url, header};
use secrecy::ExposeSecret;
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use tokio::sync::Mutex;

use crate::{config::OidcSettings, domain::IdentityError};

/// How long an issuer may take to answer.
const TIMEOUT: Duration = Duration::from_secs(5);
/// How long what it says about itself is believed.
const FRESH_FOR: Duration = Duration::from_mins(10);

/// All other issuers. Cheap to clone.
#[derive(Clone)]
pub struct OidcIssuers(Arc<BTreeMap<String, OidcIssuer>>);

/// One of them.
pub struct OidcIssuer {
    name: String,
    settings: OidcSettings,
    redirect_uri: String,
    client: Client,
    described: Mutex<Option<(Instant, Arc<Described>)>>,
}

/// What an issuer says about itself.
struct Described {
    authorization_endpoint: Url,
    token_endpoint: Url,
    verifier: IdTokenVerifier,
}

#[derive(Deserialize)]
struct Description {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
}

#[derive(Deserialize)]
struct TokenAnswer {
    id_token: String,
}

/// Somebody who has logged in there.
#[derive(Debug)]
pub struct Visitor {
    /// Who it is there; never given to somebody else.
    pub subject: String,
    /// Name for people, as far as it is said.
    pub name: String,
    /// The log-in name here that the issuer says, where the settings believe it.
    pub username: Option<String>,
}

impl OidcIssuers {
    /// The issuers of the settings; `public_url` is where they send people back to.
    pub fn new(settings: &BTreeMap<String, OidcSettings>, public_url: &str) -> Result<Self, reqwest::Error> {
        let issuer = |(name, settings): (&String, &OidcSettings)| {
            let issuer = OidcIssuer {
                name: name.clone(),
                settings: settings.clone(),
                redirect_uri: format!("{}/login/oidc/{name}", public_url.trim_end_matches('/')),
                // No connection is kept: the workers that ask have a runtime each.
                client: Client::builder()
                    .timeout(TIMEOUT)
                    .pool_max_idle_per_host(0)
                    .redirect(reqwest::redirect::Policy::none())
                    .no_proxy()
                    .build()?,
                described: Mutex::default(),
            };
            Ok::<_, reqwest::Error>((name.clone(), issuer))
        };
        let issuers = settings.iter().map(issuer).collect::<Result<BTreeMap<_, _>, reqwest::Error>>();
        Ok(Self(Arc::new(issuers?)))
    }

    /// Their short names and names for people.
    pub fn titles(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.values().map(|issuer| (issuer.name.as_str(), issuer.settings.title.as_str()))
    }

    /// The issuer of that short name.
    pub fn find(&self, name: &str) -> Result<&OidcIssuer, Problem> {
        let found = self.0.get(name);
        Ok(found.ok_or_else(|| IdentityError::UnknownIssuer(name.to_owned()))?)
    }
}

impl OidcIssuer {
    /// Its short name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where somebody is sent to log in.
    pub async fn authorization_url(&self, state: &str, nonce: &str, code_verifier: &str) -> Result<Url, Problem> {
        let described = self.described().await?;
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(code_verifier));
        let mut scopes: Vec<&str> = self.settings.scopes.split_whitespace().collect();
        if !scopes.contains(&"openid") {
            scopes.insert(0, "openid");
        }
        let scopes = scopes.join(" ");
        let mut url = described.authorization_endpoint.clone();
        url.query_pairs_mut().extend_pairs([
            ("response_type", "code"),
            ("client_id", self.settings.client_id.as_str()),
            ("redirect_uri", self.redirect_uri.as_str()),
            ("scope", scopes.as_str()),
            ("state", state),
            ("nonce", nonce),
            ("code_challenge", challenge.as_str()),
            ("code_challenge_method", "S256"),
        ]);
        Ok(url)
    }

    /// Whom a code stands for that the issuer sent back.
    pub async fn redeem(&self, code: &str, nonce: &str, code_verifier: &str) -> Result<Visitor, Problem> {
        let described = self.described().await?;
        let form = form_of(&[
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", &self.redirect_uri),
            ("client_id", &self.settings.client_id),
            ("code_verifier", code_verifier),
        ]);
        let mut request = self
            .client
            .post(described.token_endpoint.clone())
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ACCEPT, "application/json")
            .body(form);
        if let Some(secret) = &self.settings.client_secret {
            // Both parts are form-encoded first (RFC 6749, 2.3.1).
            request = request.basic_auth(encoded(&self.settings.client_id), Some(encoded(secret.expose_secret())));
        }
        let answer = request.send().await.map_err(|error| self.down(error))?;
        if answer.status().is_client_error() {
            tracing::warn!(issuer = self.name, status = answer.status().as_u16(), "an issuer refused a code");
            return Err(IdentityError::OidcRefused(self.settings.title.clone()).into());
        }
        let answer = answer.error_for_status().map_err(|error| self.down(error))?;
        let answer: TokenAnswer = answer.json().await.map_err(|error| self.down(error))?;
        let said = described.verifier.verify(&answer.id_token, nonce).await.map_err(|problem| {
            if problem.status().is_server_error() {
                return problem;
            }
            tracing::warn!(issuer = self.name, reason = %problem, "an issuer's ID token is not good");
            IdentityError::OidcRefused(self.settings.title.clone()).into()
        })?;
        let text = |claim: &str| said.get(claim).and_then(Value::as_str).map(str::to_owned);
        let subject = text("sub").filter(|subject| !subject.is_empty());
        Ok(Visitor {
            subject: subject.ok_or_else(|| IdentityError::OidcRefused(self.settings.title.clone()))?,
            name: text("name").or_else(|| text("preferred_username")).unwrap_or_default(),
            username: self.settings.username_claim.as_deref().and_then(text),
        })
    }

    /// What it says about itself; asked again now and then, one request at a time.
    async fn described(&self) -> Result<Arc<Described>, Problem> {
        let mut known = self.described.lock().await;
        if let Some((at, described)) = known.as_ref()
            && at.elapsed() < FRESH_FOR
        {
            return Ok(Arc::clone(described));
        }
        match self.describe().await {
            Ok(described) => {
                let described = Arc::new(described);
                *known = Some((Instant::now(), Arc::clone(&described)));
                Ok(described)
            }
            // What it said before is better than nothing.
            Err(problem) => known.as_ref().map(|(_, described)| Arc::clone(described)).ok_or(problem),
        }
    }

    async fn describe(&self) -> Result<Described, Problem> {
        let url = format!("{}/.well-known/openid-configuration", self.settings.issuer.trim_end_matches('/'));
        let asked = async { self.client.get(url).send().await?.error_for_status()?.json::<Description>().await };
        let description = asked.await.map_err(|error| self.down(error))?;
        if description.issuer != self.settings.issuer {
            return Err(self.down(format!("it calls itself {}", description.issuer)));
        }
        let verifier = IdTokenVerifier::new(&description.issuer, &description.jwks_uri, &self.settings.client_id);
        let address = |text: &str| Url::parse(text).map_err(|error| self.down(format!("{text}: {error}")));
        Ok(Described {
            authorization_endpoint: address(&description.authorization_endpoint)?,
            token_endpoint: address(&description.token_endpoint)?,
            verifier: verifier.map_err(Problem::internal)?,
        })
    }

    fn down(&self, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Problem {
        let detail = format!(
            "「{}」暂时没有应答，不能通过它登录；请稍后再试，或用本平台的账号登录",
            self.settings.title
        );
        Problem::unavailable("issuer_unavailable", detail).caused_by(cause)
    }
}

/// A form's body.
fn form_of(pairs: &[(&str, &str)]) -> String {
    let url = Url::parse_with_params("http://form/", pairs).ok();
    url.and_then(|url| url.query().map(str::to_owned)).unwrap_or_default()
}

/// One value as forms write it.
fn encoded(value: &str) -> String {
    form_of(&[("", value)]).trim_start_matches('=').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_encoded_as_forms_are() {
        assert_eq!(form_of(&[("a", "1 2"), ("b", "ü&=+")]), "a=1+2&b=%C3%BC%26%3D%2B");
        assert_eq!(encoded("=a:b c"), "%3Da%3Ab+c");
    }
}
