//! Long work under way: a department says what it has, the operations page shows how far it is.

use chrono::{DateTime, Utc};
use diesel::QueryResult;
use futures_util::future::BoxFuture;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::database::Pg;

/// Work under way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProgressView {
    /// Kind of work, e.g. `billing_run`.
    pub kind: String,
    /// What it is, for people.
    pub title: String,
    /// How much of it is done.
    pub done: i64,
    /// How much it is.
    pub total: i64,
    /// Since when.
    pub started_at: Option<DateTime<Utc>>,
    /// Why it cannot go on at present.
    pub stalled_reason: Option<String>,
}

/// How a department finds its work under way; registered as `web::Data` by those that have any. Sees all rows, and tells
/// numbers only.
#[derive(Clone, Copy)]
pub struct ProgressSource(pub fn(&mut Pg) -> BoxFuture<'_, QueryResult<Vec<ProgressView>>>);
