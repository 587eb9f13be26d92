//! Messages to people outside the platform, or to an account: stored in the transaction of the change they tell of, sent
//! after the commit by an adaptor (a log line in development, an HTTP webhook for an SMS gateway), with a record for each
//! recipient.
//!
//! Two replicas never send the same delivery at once: whoever sends holds its row. A replica that dies between the
//! gateway's answer and its own commit sends again; the delivery's id, which goes along with every try, tells the gateway
//! that it is the same.

mod adaptor;
mod api;
mod job;
mod store;

use chrono::{DateTime, Utc};
use diesel::QueryResult;
use uuid::Uuid;

pub use adaptor::{Adaptor, AdaptorError, Outcome};
#[cfg(feature = "export")]
pub use api::lists;
pub use api::{ApiDoc, routes};
pub use job::{Sender, job};
pub use store::{DeliveryState, send_due};

use crate::database::Pg;

/// How a message reaches somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Channel {
    /// A telephone number.
    Phone(String),
    /// An account of the platform, by its token subject; the gateway knows how to reach it.
    Account(String),
}

/// Whom a message is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// Name for people.
    pub name: String,
    /// How they are reached.
    pub channel: Channel,
}

/// Something to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMessage {
    /// What it tells of, e.g. `bill:<id>:notified`: the same key is told once.
    pub key: String,
    /// Kind, e.g. `bill.notified`.
    pub kind: &'static str,
    /// The text, in Chinese.
    pub text: String,
    /// Page of the front end with the thing it tells of.
    pub link: String,
    /// Unit whose data scope it belongs to; none: the department's own.
    pub unit: Option<String>,
    /// To whom; nobody twice.
    pub recipients: Vec<Recipient>,
}

/// Stores a message; it is sent after the commit. False when the key was told before, which changes nothing.
/// Call it before the audit entry.
pub async fn send(conn: &mut Pg, message: &NewMessage, actor: &str, now: DateTime<Utc>) -> QueryResult<bool> {
    let id = Uuid::now_v7();
    if !store::insert_message(conn, id, message, actor, now).await? {
        return Ok(false);
    }
    store::insert_deliveries(conn, id, &message.recipients, now).await?;
    Ok(true)
}

/// What a message tells of has passed, for this `reason`: what has not gone out does not go out any more. What is on its
/// way at this moment is not waited for; it is not tried again. Nothing happens where the key was never told.
pub async fn withdraw(conn: &mut Pg, key: &str, reason: &str) -> QueryResult<()> {
    store::withdraw(conn, key, reason).await
}
