//! Rows of rule changes, their steps, and the rule files of then.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{prelude::*, sql_types::BigInt};
use diesel_async::RunQueryDsl;
use rules::{Amendment, Change, RuleFile};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    database::Pg,
    schema::{rule_change_steps, rule_changes, rule_files},
};

/// Channel on which an approval is announced.
pub const CHANNEL: &str = "jiangzhou_rules";

/// A change.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = rule_changes, treat_none_as_null = true)]
pub struct ChangeRow {
    /// Identity.
    pub id: Uuid,
    /// `version`, `observation` or `regulation`.
    pub kind: String,
    /// Key of the parameter, or number of the regulation.
    pub subject: String,
    /// [`Change`].
    pub content: Value,
    /// First day that calculates differently.
    pub first_day: NaiveDate,
    /// Why, for whoever approves.
    pub reason: String,
    /// [`super::maker_checker::ChangeState`].
    pub state: String,
    /// Who drafted it.
    pub drafted_by: String,
    /// Name of that person.
    pub drafted_by_name: String,
    /// When.
    pub drafted_at: DateTime<Utc>,
    /// When it was submitted last.
    pub submitted_at: Option<DateTime<Utc>>,
    /// Who decided.
    pub decided_by: Option<String>,
    /// Name of that person.
    pub decided_by_name: Option<String>,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
    /// What was said with the decision.
    pub comment: Option<String>,
    /// Place in the order of approval.
    pub revision: Option<i64>,
    /// For `If-Match`.
    pub version: i32,
}

impl ChangeRow {
    /// What is changed.
    pub fn change(&self) -> QueryResult<Change> {
        Change::deserialize(&self.content).map_err(|error| diesel::result::Error::DeserializationError(Box::new(error)))
    }
}

/// A step on the way of a change.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = rule_change_steps)]
pub struct StepRow {
    /// Change.
    pub change_id: Uuid,
    /// From 1.
    pub seq: i32,
    /// `draft`, `redraft`, `submit`, `return`, `withdraw` or `approve`.
    pub step: String,
    /// Who.
    pub by: String,
    /// Name of that person.
    pub by_name: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What was said.
    pub comment: Option<String>,
    /// What was drafted.
    pub content: Option<Value>,
}

/// What a list of changes is narrowed by.
#[derive(Debug, Clone, Default)]
pub struct ChangeFilter {
    /// State code.
    pub state: Option<String>,
    /// Key or regulation.
    pub subject: Option<String>,
}

#[derive(QueryableByName)]
struct Revision {
    #[diesel(sql_type = BigInt)]
    revision: i64,
}

/// Keeps the rules as they are until the transaction ends; others may do the same.
pub async fn hold(conn: &mut Pg) -> QueryResult<()> {
    diesel::sql_query("SELECT pg_advisory_xact_lock_shared(hashtext('jiangzhou.rules'), 0)")
        .execute(conn)
        .await
        .map(drop)
}

/// Waits until nobody holds the rules, and keeps everybody from doing so until the transaction ends.
pub async fn hold_alone(conn: &mut Pg) -> QueryResult<()> {
    diesel::sql_query("SELECT pg_advisory_xact_lock(hashtext('jiangzhou.rules'), 0)")
        .execute(conn)
        .await
        .map(drop)
}

/// Revision of the rules in the database.
pub async fn revision(conn: &mut Pg) -> QueryResult<i64> {
    let row: Revision = diesel::sql_query("SELECT coalesce(max(revision), 0) AS revision FROM rule_changes")
        .get_result(conn)
        .await?;
    Ok(row.revision)
}

/// What was approved, in order; with who approved.
pub async fn approved(conn: &mut Pg) -> QueryResult<Vec<ChangeRow>> {
    rule_changes::table
        .filter(rule_changes::revision.is_not_null())
        .order(rule_changes::revision)
        .select(ChangeRow::as_select())
        .load(conn)
        .await
}

/// The same as amendments.
pub fn amendments(rows: &[ChangeRow]) -> QueryResult<Vec<Amendment>> {
    rows.iter()
        .map(|row| {
            Ok(Amendment {
                revision: row.revision.unwrap_or_default(),
                change: row.change()?,
            })
        })
        .collect()
}

/// Tells every replica, once the transaction is committed.
pub async fn announce(conn: &mut Pg, revision: i64) -> QueryResult<()> {
    diesel::sql_query("SELECT pg_notify($1, $2)")
        .bind::<diesel::sql_types::Text, _>(CHANNEL)
        .bind::<diesel::sql_types::Text, _>(revision.to_string())
        .execute(conn)
        .await
        .map(drop)
}

/// Stores a draft.
pub async fn insert(conn: &mut Pg, row: &ChangeRow) -> QueryResult<()> {
    diesel::insert_into(rule_changes::table).values(row).execute(conn).await.map(drop)
}

/// Stores what became of it.
pub async fn update(conn: &mut Pg, row: &ChangeRow) -> QueryResult<()> {
    diesel::update(rule_changes::table.find(row.id))
        .set(row)
        .execute(conn)
        .await
        .map(drop)
}

/// A change.
pub async fn find(conn: &mut Pg, id: Uuid) -> QueryResult<Option<ChangeRow>> {
    let found = rule_changes::table.find(id).select(ChangeRow::as_select());
    found.first(conn).await.optional()
}

/// A change, held until the transaction ends.
pub async fn lock(conn: &mut Pg, id: Uuid) -> QueryResult<Option<ChangeRow>> {
    let found = rule_changes::table.find(id).select(ChangeRow::as_select()).for_update();
    found.first(conn).await.optional()
}

/// The change of a subject that is still open.
pub async fn open_of(conn: &mut Pg, subject: &str) -> QueryResult<Option<ChangeRow>> {
    rule_changes::table
        .filter(rule_changes::subject.eq(subject))
        .filter(rule_changes::state.eq_any(["draft", "submitted", "returned"]))
        .select(ChangeRow::as_select())
        .first(conn)
        .await
        .optional()
}

/// Changes, the newest first.
pub async fn list(conn: &mut Pg, filter: &ChangeFilter, before: Option<Uuid>, limit: i64) -> QueryResult<Vec<ChangeRow>> {
    let mut query = rule_changes::table
        .order(rule_changes::id.desc())
        .limit(limit)
        .select(ChangeRow::as_select())
        .into_boxed();
    if let Some(state) = &filter.state {
        query = query.filter(rule_changes::state.eq(state));
    }
    if let Some(subject) = &filter.subject {
        query = query.filter(rule_changes::subject.eq(subject));
    }
    if let Some(before) = before {
        query = query.filter(rule_changes::id.lt(before));
    }
    query.load(conn).await
}

/// The way of a change.
pub async fn steps(conn: &mut Pg, id: Uuid) -> QueryResult<Vec<StepRow>> {
    rule_change_steps::table
        .filter(rule_change_steps::change_id.eq(id))
        .order(rule_change_steps::seq)
        .select(StepRow::as_select())
        .load(conn)
        .await
}

/// Adds a step; the change is held.
pub async fn add_step(conn: &mut Pg, mut step: StepRow) -> QueryResult<()> {
    let last: Option<i32> = rule_change_steps::table
        .filter(rule_change_steps::change_id.eq(step.change_id))
        .select(diesel::dsl::max(rule_change_steps::seq))
        .first(conn)
        .await?;
    step.seq = last.unwrap_or_default() + 1;
    diesel::insert_into(rule_change_steps::table)
        .values(&step)
        .execute(conn)
        .await
        .map(drop)
}

#[derive(Serialize, Deserialize)]
struct StoredFile {
    name: String,
    text: String,
}

/// Remembers rule files, so that what is computed by them can be computed again.
pub async fn remember_files(conn: &mut Pg, digest: &str, files: &[RuleFile]) -> QueryResult<()> {
    let stored: Vec<StoredFile> = files
        .iter()
        .map(|file| StoredFile {
            name: file.name.clone(),
            text: file.text.clone(),
        })
        .collect();
    let stored = serde_json::to_value(stored).map_err(|error| diesel::result::Error::SerializationError(Box::new(error)))?;
    diesel::insert_into(rule_files::table)
        .values((rule_files::digest.eq(digest), rule_files::files.eq(stored)))
        .on_conflict_do_nothing()
        .execute(conn)
        .await
        .map(drop)
}

/// Digests of all rule files that were ever loaded.
pub async fn known_files(conn: &mut Pg) -> QueryResult<Vec<String>> {
    rule_files::table
        .order(rule_files::first_seen_at)
        .select(rule_files::digest)
        .load(conn)
        .await
}

/// Rule files by their digest.
pub async fn files_of(conn: &mut Pg, digest: &str) -> QueryResult<Vec<RuleFile>> {
    let stored: Value = rule_files::table.find(digest).select(rule_files::files).first(conn).await?;
    let stored: Vec<StoredFile> =
        serde_json::from_value(stored).map_err(|error| diesel::result::Error::DeserializationError(Box::new(error)))?;
    Ok(stored.into_iter().map(|file| RuleFile::new(file.name, file.text)).collect())
}
