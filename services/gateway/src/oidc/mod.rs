//! Other issuers through whom people may log in (OpenID Connect, authorization code with PKCE): what they say about
//! themselves, where somebody is sent, and what a code that came back is worth.

mod description;

use std::{collections::BTreeMap, sync::Arc};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use platform::Problem;
use reqwest::{Client, Url, header};
use secrecy::ExposeSecret;
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

pub use self::description::Patience;
use self::description::{Described, Describer};
use crate::{config::OidcSettings, domain::IdentityError};

/// Most characters of a subject (OpenID Connect Core, 2).
pub const SUBJECT_LENGTH: usize = 255;

/// All other issuers. Cheap to clone.
#[derive(Clone)]
pub struct OidcIssuers(Arc<BTreeMap<String, OidcIssuer>>);

/// One of them.
pub struct OidcIssuer {
    name: String,
    settings: OidcSettings,
    redirect_uri: String,
    client: Client,
    describer: Describer,
}

/// What is wrong with the issuers of the settings.
#[derive(Debug, thiserror::Error)]
pub enum IssuersError {
    /// An issuer is called what nobody could be asked under.
    #[error("service.oidc.{name}.issuer：「{issuer}」不是签发方的地址，应是 https:// 开头的完整地址，不带 ? 和 #")]
    NoAddress {
        /// Its short name.
        name: String,
        /// What it is called.
        issuer: String,
    },
    /// One issuer has two short names: nobody could say which of them somebody's link belongs to.
    #[error("service.oidc.{first} 和 service.oidc.{second} 是同一个签发方（{issuer}）；关联按签发方的地址保存，每个签发方只能配置一次")]
    SameIssuer {
        /// One name.
        first: String,
        /// The other one.
        second: String,
        /// What both are called.
        issuer: String,
    },
    /// The client that asks them.
    #[error("HTTP 客户端")]
    Client(#[from] reqwest::Error),
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
    pub fn new(settings: &BTreeMap<String, OidcSettings>, public_url: &str) -> Result<Self, IssuersError> {
        Self::with_patience(settings, public_url, Patience::default())
    }

    /// The same with another patience (tests).
    pub fn with_patience(settings: &BTreeMap<String, OidcSettings>, public_url: &str, patience: Patience) -> Result<Self, IssuersError> {
        let mut issuers = BTreeMap::<String, OidcIssuer>::new();
        for (name, settings) in settings {
            if let Some(first) = issuers.values().find(|known| known.url() == settings.issuer) {
                return Err(IssuersError::SameIssuer {
                    first: first.name.clone(),
                    second: name.clone(),
                    issuer: settings.issuer.clone(),
                });
            }
            issuers.insert(name.clone(), OidcIssuer::new(name, settings, public_url, patience)?);
        }
        Ok(Self(Arc::new(issuers)))
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &OidcIssuer> {
        self.0.values()
    }

    /// Their short names and names for people.
    pub fn titles(&self) -> impl Iterator<Item = (&str, &str)> {
        self.iter().map(|issuer| (issuer.name.as_str(), issuer.settings.title.as_str()))
    }

    /// What people call an issuer whose URL and former short name are stored: by its short name of today. Where the settings
    /// have it no more, that is the former name, or the URL if another issuer is called so now.
    pub fn label<'a>(&'a self, url: Option<&'a str>, former_name: &'a str) -> &'a str {
        let Some(url) = url else { return former_name };
        match self.iter().find(|issuer| issuer.url() == url) {
            Some(issuer) => issuer.name(),
            None if self.0.contains_key(former_name) => url,
            None => former_name,
        }
    }

    /// The issuer of that short name.
    pub fn find(&self, name: &str) -> Result<&OidcIssuer, Problem> {
        let found = self.0.get(name);
        Ok(found.ok_or_else(|| IdentityError::UnknownIssuer(name.to_owned()))?)
    }
}

impl OidcIssuer {
    fn new(name: &str, settings: &OidcSettings, public_url: &str, patience: Patience) -> Result<Self, IssuersError> {
        let is_address = |url: &Url| matches!(url.scheme(), "https" | "http") && url.query().is_none() && url.fragment().is_none();
        let url = Url::parse(&settings.issuer).ok().filter(is_address);
        let url = url.ok_or_else(|| IssuersError::NoAddress {
            name: name.to_owned(),
            issuer: settings.issuer.clone(),
        })?;
        if url.scheme() == "http" {
            tracing::warn!(issuer = name, "an issuer without TLS: whoever stands between can log in as anybody");
        }
        // No connection is kept: the workers that ask have a runtime each.
        let client = Client::builder()
            .timeout(patience.timeout)
            .pool_max_idle_per_host(0)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()?;
        Ok(Self {
            name: name.to_owned(),
            settings: settings.clone(),
            redirect_uri: format!("{}/login/oidc/{name}", public_url.trim_end_matches('/')),
            describer: Describer::new(&settings.issuer, &settings.client_id, client.clone(), patience),
            client,
        })
    }

    /// Its short name in the settings, which may change.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it calls itself in its description and in every token: what links belong to.
    pub fn url(&self) -> &str {
        &self.settings.issuer
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
                self.describer.note_missing_keys();
                return problem;
            }
            self.refuse(&problem)
        })?;
        // Whoever else a token is for, it was made because we asked (OpenID Connect Core, 3.1.3.7).
        let is_for_others = said["aud"].as_array().is_some_and(|audience| audience.len() > 1);
        if is_for_others && said.get("azp").is_none() {
            return Err(self.refuse(&"it is for others as well and does not say who asked"));
        }
        // What the database cannot hold is no name of anybody's.
        let text = |claim: &str| {
            said.get(claim)
                .and_then(Value::as_str)
                .filter(|text| !text.contains('\0'))
                .map(str::to_owned)
        };
        let subject = text("sub").filter(|subject| (1..=SUBJECT_LENGTH).contains(&subject.chars().count()));
        Ok(Visitor {
            subject: subject.ok_or_else(|| self.refuse(&"its subject is none"))?,
            name: text("name").or_else(|| text("preferred_username")).unwrap_or_default(),
            username: self.settings.username_claim.as_deref().and_then(text),
        })
    }

    async fn described(&self) -> Result<Arc<Described>, Problem> {
        self.describer.described().await.map_err(|cause| self.down(cause))
    }

    fn refuse(&self, reason: &dyn std::fmt::Display) -> Problem {
        tracing::warn!(issuer = self.name, %reason, "an issuer's ID token is not good");
        IdentityError::OidcRefused(self.settings.title.clone()).into()
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

    fn settings(issuer: &str) -> OidcSettings {
        OidcSettings {
            title: "省统一身份认证".to_owned(),
            issuer: issuer.to_owned(),
            client_id: "jiangzhou".to_owned(),
            client_secret: None,
            scopes: String::new(),
            username_claim: None,
        }
    }

    fn issuers(all: &[(&str, &str)]) -> Result<OidcIssuers, IssuersError> {
        let all = all.iter().map(|(name, issuer)| ((*name).to_owned(), settings(issuer)));
        OidcIssuers::new(&all.collect(), "https://jiangzhou.example")
    }

    #[test]
    fn an_issuer_is_an_address_and_stands_in_the_settings_once() {
        let twice = issuers(&[("a", "https://a.example"), ("b", "https://b.example"), ("c", "https://a.example")]);
        let error = twice.err().unwrap().to_string();
        assert!(error.contains("service.oidc.a") && error.contains("service.oidc.c"), "{error}");
        for bad in ["", "a.example", "ldap://a.example", "https://a.example?b", "https://a.example/#b"] {
            assert!(matches!(issuers(&[("a", bad)]), Err(IssuersError::NoAddress { .. })), "{bad}");
        }
        assert!(issuers(&[("a", "https://a.example/realms/x"), ("b", "http://127.0.0.1:1")]).is_ok());
    }

    #[test]
    fn an_issuer_is_called_what_the_settings_call_it_now() {
        let issuers = issuers(&[("county", "https://a.example"), ("province", "https://b.example")]).unwrap();
        for (url, former_name, label) in [
            (Some("https://a.example"), "province", "county"),
            (Some("https://b.example"), "province", "province"),
            (Some("https://c.example"), "province", "https://c.example"),
            (Some("https://c.example"), "city", "city"),
            (None, "city", "city"),
        ] {
            assert_eq!(issuers.label(url, former_name), label, "{url:?} {former_name}");
        }
    }

    #[test]
    fn a_form_is_encoded_as_forms_are() {
        assert_eq!(form_of(&[("a", "1 2"), ("b", "ü&=+")]), "a=1+2&b=%C3%BC%26%3D%2B");
        assert_eq!(encoded("=a:b c"), "%3Da%3Ab+c");
    }
}
