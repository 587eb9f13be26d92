//! How a message leaves the house.

use std::time::Duration;

use aws_lc_rs::hmac;
use chrono::Utc;
use reqwest::{StatusCode, Url};
use secrecy::{ExposeSecret, SecretSlice};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Channel;
use crate::{
    mask,
    settings::{OutgoingAdaptor, OutgoingSettings},
    telemetry,
};

/// Most bytes of a gateway's answer that are read.
const ANSWER_LENGTH: usize = 16 * 1024;
/// Fewest bytes of a secret.
const SECRET_LENGTH: usize = 16;

/// A delivery on its way.
#[derive(Debug, Clone)]
pub struct Parcel<'a> {
    /// Id of the delivery, the same at every try.
    pub id: Uuid,
    /// Kind of the message.
    pub kind: &'a str,
    /// To whom.
    pub channel: &'a Channel,
    /// Its name.
    pub name: &'a str,
    /// The text.
    pub text: &'a str,
}

/// What became of a try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The receiving system has taken it, under a number of its own where it gives one.
    Sent {
        /// That number.
        reference: Option<String>,
    },
    /// It may work later.
    Failed(String),
    /// It never will: the receiving system refuses this message.
    Refused(String),
}

/// Why an adaptor cannot be made of its settings.
#[derive(Debug, thiserror::Error)]
pub enum AdaptorError {
    /// A setting that the webhook needs is missing.
    #[error("outgoing.adaptor 为 webhook 时须设置 {0}")]
    Missing(&'static str),
    /// The address of the webhook is none.
    #[error("outgoing.url 不是网址")]
    NotAUrl,
    /// The secret cannot be read.
    #[error("无法读取 outgoing.secret_file")]
    Secret(#[source] std::io::Error),
    /// The secret is too short to keep anybody out.
    #[error("outgoing.secret_file 的内容不足 {SECRET_LENGTH} 字节")]
    ShortSecret,
    /// HTTP client.
    #[error("outgoing 的 HTTP 客户端")]
    Client(#[from] reqwest::Error),
}

/// How messages leave. Cheap to clone.
#[derive(Clone)]
pub enum Adaptor {
    /// A log line, with the number masked and without the text: for development.
    Log,
    /// An HTTP webhook.
    Webhook(Webhook),
}

/// A gateway that is asked over HTTP.
#[derive(Clone)]
pub struct Webhook {
    client: reqwest::Client,
    url: Url,
    secret: std::sync::Arc<SecretSlice<u8>>,
}

#[derive(Serialize)]
struct WebhookBody<'a> {
    id: Uuid,
    kind: &'a str,
    to: WebhookRecipient<'a>,
    text: &'a str,
}

#[derive(Serialize)]
struct WebhookRecipient<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    account: Option<&'a str>,
    name: &'a str,
}

#[derive(Deserialize)]
struct WebhookAnswer {
    reference: Option<String>,
}

impl Adaptor {
    /// The adaptor that the settings name.
    pub fn new(settings: &OutgoingSettings) -> Result<Self, AdaptorError> {
        if settings.adaptor == OutgoingAdaptor::Log {
            return Ok(Self::Log);
        }
        let url = settings.url.as_deref().ok_or(AdaptorError::Missing("outgoing.url"))?;
        let url = Url::parse(url).map_err(|_| AdaptorError::NotAUrl)?;
        let file = settings.secret_file.as_ref().ok_or(AdaptorError::Missing("outgoing.secret_file"))?;
        let secret = std::fs::read_to_string(file).map_err(AdaptorError::Secret)?;
        let secret = secret.trim().as_bytes().to_vec();
        if secret.len() < SECRET_LENGTH {
            return Err(AdaptorError::ShortSecret);
        }
        let client = reqwest::Client::builder()
            .timeout(Duration::from_secs(settings.timeout_seconds))
            // A message goes to the gateway that was configured, and nowhere else.
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()?;
        Ok(Self::Webhook(Webhook {
            client,
            url,
            secret: std::sync::Arc::new(secret.into()),
        }))
    }

    /// Its name in the record.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Log => "log",
            Self::Webhook(_) => "webhook",
        }
    }

    /// Tries to hand a delivery over.
    pub async fn deliver(&self, parcel: &Parcel<'_>) -> Outcome {
        match self {
            Self::Log => {
                let (channel, address) = match parcel.channel {
                    Channel::Phone(number) => ("phone", mask::phone(number)),
                    Channel::Account(subject) => ("account", subject.clone()),
                };
                tracing::info!(id = %parcel.id, kind = parcel.kind, channel, address, "a message would be sent");
                Outcome::Sent { reference: None }
            }
            Self::Webhook(webhook) => webhook.deliver(parcel).await,
        }
    }
}

impl Webhook {
    async fn deliver(&self, parcel: &Parcel<'_>) -> Outcome {
        let (phone, account) = match parcel.channel {
            Channel::Phone(number) => (Some(number.as_str()), None),
            Channel::Account(subject) => (None, Some(subject.as_str())),
        };
        let body = WebhookBody {
            id: parcel.id,
            kind: parcel.kind,
            to: WebhookRecipient {
                phone,
                account,
                name: parcel.name,
            },
            text: parcel.text,
        };
        match serde_json::to_vec(&body) {
            Ok(body) => self.post(parcel.id, body).await.unwrap_or_else(|error| {
                // The URL may hold a key of the gateway's.
                Outcome::Failed(telemetry::chain(&error.without_url()))
            }),
            Err(error) => Outcome::Refused(error.to_string()),
        }
    }

    async fn post(&self, id: Uuid, body: Vec<u8>) -> Result<Outcome, reqwest::Error> {
        let timestamp = Utc::now().timestamp().to_string();
        let signature = sign(self.secret.expose_secret(), &timestamp, &body);
        let response = self
            .client
            .post(self.url.clone())
            .header("content-type", "application/json")
            .header("idempotency-key", id.to_string())
            .header("x-jiangzhou-timestamp", timestamp)
            .header("x-jiangzhou-signature", format!("sha256={signature}"))
            .body(body)
            .send()
            .await?;
        let status = response.status();
        if status.is_success() {
            return Ok(Outcome::Sent {
                reference: reference_of(response).await,
            });
        }
        let reason = format!("HTTP {status}");
        // About this message; anything else (a secret, an address, a fault there) can be put right, and it is tried again.
        let is_of_the_message = matches!(
            status,
            StatusCode::BAD_REQUEST | StatusCode::GONE | StatusCode::PAYLOAD_TOO_LARGE | StatusCode::UNPROCESSABLE_ENTITY
        );
        Ok(if is_of_the_message {
            Outcome::Refused(reason)
        } else {
            Outcome::Failed(reason)
        })
    }
}

/// The gateway's own number of a message that it has taken; that it cannot be read changes nothing of that.
async fn reference_of(mut response: reqwest::Response) -> Option<String> {
    let mut bytes = Vec::new();
    while let Ok(Some(chunk)) = response.chunk().await {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > ANSWER_LENGTH {
            return None;
        }
    }
    let answer: WebhookAnswer = serde_json::from_slice(&bytes).ok()?;
    answer
        .reference
        .map(|reference| reference.replace('\0', "").chars().take(200).collect())
}

/// HMAC-SHA256 over `<timestamp>.<body>`, hexadecimal: whoever has the secret can tell that the message is ours, and how
/// old it is.
pub fn sign(secret: &[u8], timestamp: &str, body: &[u8]) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret);
    let mut context = hmac::Context::with_key(&key);
    context.update(timestamp.as_bytes());
    context.update(b".");
    context.update(body);
    hex::encode(context.sign().as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signature_is_what_any_hmac_sha256_gives() {
        // printf '1700000000.{"id":1}' | openssl dgst -sha256 -hmac 0123456789abcdef
        assert_eq!(
            sign(b"0123456789abcdef", "1700000000", b"{\"id\":1}"),
            "4bcaced68dfea90a68df035b89cb7fb26692d899d32a1ccb1b0616cf48e4d1ed"
        );
    }
}
