//! Requests through the gateway, as somebody.

use std::{fs, path::Path, time::Duration};

use anyhow::{Context, Result, bail};
use reqwest::{Method, StatusCode};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

/// An account as the stack writes it at its first start.
#[derive(Debug, Clone, Deserialize)]
pub struct Account {
    /// Name to log in with.
    pub username: String,
    /// Generated password.
    pub password: String,
    /// Role codes.
    pub roles: Vec<String>,
    /// Unit.
    pub unit: String,
}

/// The gateway, before anybody has logged in.
#[derive(Debug, Clone)]
pub struct Client {
    base: String,
    accounts: Vec<Account>,
    http: reqwest::Client,
}

/// An answer of the gateway.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Status.
    pub status: StatusCode,
    /// JSON body; null when it is none.
    pub body: Value,
    /// `x-request-id`.
    pub request_id: String,
}

impl Client {
    /// A client of the gateway at `base`, with the accounts of `accounts.json` (none when the file is absent).
    pub fn new(base: &str, accounts: &Path) -> Result<Self> {
        let accounts = match fs::read_to_string(accounts) {
            Ok(text) => serde_json::from_str(&text).with_context(|| format!("{} is not readable", accounts.display()))?,
            Err(_) => Vec::new(),
        };
        Ok(Self {
            base: base.trim_end_matches('/').to_owned(),
            accounts,
            http: reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(35)).build()?,
        })
    }

    /// The accounts.
    pub fn accounts(&self) -> &[Account] {
        &self.accounts
    }

    /// A request by nobody.
    pub async fn send(&self, method: Method, path: &str, body: Option<&Value>) -> Result<Answer> {
        let mut request = self.http.request(method, format!("{}{path}", self.base));
        if let Some(body) = body {
            request = request.json(body);
        }
        answer(request).await
    }

    /// Logs in.
    pub async fn log_in(&self, username: &str) -> Result<Session> {
        let account = self
            .accounts
            .iter()
            .find(|account| account.username == username)
            .with_context(|| format!("no account {username}"))?;
        let body = json!({ "username": account.username, "password": account.password });
        let answer = self
            .send(Method::POST, "/api/identity/v1/login", Some(&body))
            .await?
            .expect(StatusCode::OK)?;
        let token = answer["access_token"]
            .as_str()
            .context("the login answered without a token")?
            .to_owned();
        Ok(Session {
            client: self.clone(),
            token,
        })
    }
}

/// Somebody who has logged in.
#[derive(Debug, Clone)]
pub struct Session {
    client: Client,
    token: String,
}

impl Session {
    /// The access token.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// GET that must succeed.
    pub async fn get(&self, path: &str) -> Result<Value> {
        self.send(Method::GET, path, None, &[]).await?.expect(StatusCode::OK)
    }

    /// POST that creates something, with a fresh idempotency key.
    pub async fn post(&self, path: &str, body: &Value) -> Result<Answer> {
        let key = Uuid::new_v4().to_string();
        self.send(Method::POST, path, Some(body), &[("idempotency-key", &key)]).await
    }

    /// POST that changes a version of something, with a fresh idempotency key.
    pub async fn post_if_match(&self, path: &str, version: &Value, body: &Value) -> Result<Answer> {
        let key = Uuid::new_v4().to_string();
        let version = format!("\"{version}\"");
        self.send(Method::POST, path, Some(body), &[("idempotency-key", &key), ("if-match", &version)])
            .await
    }

    /// Any request.
    pub async fn send(&self, method: Method, path: &str, body: Option<&Value>, headers: &[(&str, &str)]) -> Result<Answer> {
        let mut request = self
            .client
            .http
            .request(method, format!("{}{path}", self.client.base))
            .bearer_auth(&self.token);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        answer(request).await
    }

    /// Asks again and again until `found` has an answer; fails after `limit` with the last body.
    pub async fn wait_for<T>(&self, path: &str, limit: Duration, found: impl Fn(&Value) -> Option<T>) -> Result<T> {
        let deadline = tokio::time::Instant::now() + limit;
        loop {
            let answer = self.send(Method::GET, path, None, &[]).await;
            if let Ok(answer) = &answer
                && answer.status == StatusCode::OK
                && let Some(result) = found(&answer.body)
            {
                return Ok(result);
            }
            if tokio::time::Instant::now() > deadline {
                bail!(
                    "{path} did not become what was waited for within {} s; at last: {answer:?}",
                    limit.as_secs()
                );
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
}

impl Answer {
    /// The body, when the status is the wanted one.
    pub fn expect(self, status: StatusCode) -> Result<Value> {
        if self.status != status {
            bail!("wanted {status}, got {}: {}", self.status, self.body);
        }
        Ok(self.body)
    }
}

async fn answer(request: reqwest::RequestBuilder) -> Result<Answer> {
    let response = request.send().await?;
    let status = response.status();
    let request_id = response
        .headers()
        .get("x-request-id")
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
        .to_owned();
    let text = response.text().await?;
    Ok(Answer {
        status,
        body: serde_json::from_str(&text).unwrap_or(Value::Null),
        request_id,
    })
}
