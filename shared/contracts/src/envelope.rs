//! The wrapping of every message: CloudEvents 1.0, structured JSON mode.

use serde::{Deserialize, Serialize};

/// Content type of an envelope on the wire.
pub const CONTENT_TYPE: &str = "application/cloudevents+json";

/// A CloudEvents 1.0 envelope around a payload. Unknown attributes are ignored, as the standard asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope<T> {
    /// Always `1.0`.
    pub specversion: String,
    /// Stable across re-sends; the receiver's inbox knows a message by it.
    pub id: String,
    /// Sending service, `/jiangzhou/<department>`.
    pub source: String,
    /// `cn.jiangzhou.<department>.<subject>.<fact>.v<major>`; also the routing key.
    #[serde(rename = "type")]
    pub kind: String,
    /// The case that the message is about.
    pub subject: String,
    /// When the fact was recorded, RFC 3339.
    pub time: String,
    /// Always `application/json`.
    pub datacontenttype: String,
    /// One id for all messages and requests of a case.
    pub correlationid: String,
    /// W3C trace context of the sender.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub traceparent: Option<String>,
    /// The payload.
    pub data: T,
}
