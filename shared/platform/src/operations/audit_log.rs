//! The audit log for those who check: list, one entry with its states, verification. The gateway serves them too.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    Problem,
    audit::{self, Change, EntryRow, Filter, Finding, Head},
    database::{Database, Scope},
    http::{
        access::Principal,
        extract::{Path, Query},
        page::{self, Page},
        problem::ProblemBody,
    },
    operations::OPERATOR,
};

/// Registered by a service whose audit log concerns no unit's rows: whoever may read it reads all of it. Everywhere else
/// the reader's data scope narrows it.
#[derive(Debug, Clone, Copy)]
pub struct WholeLog;

/// Units by whose people an entry must have been made for this reader; none for a reader of everything.
///
/// An entry belongs to the unit of whoever acted, who had the thing in scope at that time. Operators see everywhere that
/// something was done, never the states.
fn units_of(reader: &Principal, whole: Option<&web::Data<WholeLog>>, is_list: bool) -> Option<Vec<String>> {
    match &reader.scope {
        Scope::All => None,
        _ if whole.is_some() => None,
        Scope::Nothing if is_list && reader.has(OPERATOR) => None,
        Scope::Units(units) => Some(units.iter().cloned().collect()),
        Scope::Nothing => Some(Vec::new()),
    }
}

/// Which entries are wanted; all that is given must fit.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct EntryQuery {
    /// Who: account, or `system:<job>`.
    actor: Option<String>,
    /// What was done, e.g. `bill.pay`; `bill.` means all that is done to bills.
    action: Option<String>,
    /// Kind of thing, e.g. `bill`.
    entity: Option<String>,
    /// Its id.
    entity_id: Option<String>,
    /// The request in which it was done.
    request_id: Option<String>,
    /// From this moment.
    from: Option<DateTime<Utc>>,
    /// Up to before this moment.
    until: Option<DateTime<Utc>>,
    limit: Option<i64>,
    cursor: Option<String>,
}

/// An entry, without the states before and after.
#[derive(Debug, Serialize, ToSchema)]
pub struct EntryView {
    /// Number in the chain.
    seq: i64,
    /// Its id.
    id: Uuid,
    /// When.
    occurred_at: DateTime<Utc>,
    /// Who: account, or `system:<job>`.
    actor: String,
    /// Code of the person's unit at that time; absent for jobs.
    unit: Option<String>,
    /// Role codes at that time.
    roles: Vec<String>,
    /// What was done.
    action: String,
    /// Kind of thing.
    entity: String,
    /// Its id.
    entity_id: String,
    /// The reason that was given.
    reason: Option<String>,
    /// From where.
    address: Option<String>,
    /// What the browser said it was.
    agent: Option<String>,
    /// The request in which it was done.
    request_id: String,
}

/// An entry with the states before and after; secrets and personal numbers in them are masked.
#[derive(Debug, Serialize, ToSchema)]
pub struct OpenedEntryView {
    #[serde(flatten)]
    entry: EntryView,
    /// State before, if there was one.
    #[schema(value_type = Option<Object>)]
    before: Option<Value>,
    /// State after, if there is one.
    #[schema(value_type = Option<Object>)]
    after: Option<Value>,
    /// Hash of the entry before.
    previous_hash: String,
    /// Its own hash.
    hash: String,
}

impl From<EntryRow> for EntryView {
    fn from(row: EntryRow) -> Self {
        Self {
            seq: row.seq,
            id: row.id,
            occurred_at: row.occurred_at,
            actor: row.actor,
            unit: row.unit,
            roles: row.roles.unwrap_or_default(),
            action: row.action,
            entity: row.entity,
            entity_id: row.entity_id,
            reason: row.reason,
            address: row.address,
            agent: row.agent,
            request_id: row.request_id,
        }
    }
}

impl From<EntryRow> for OpenedEntryView {
    fn from(mut row: EntryRow) -> Self {
        Self {
            before: row.before.take(),
            after: row.after.take(),
            previous_hash: std::mem::take(&mut row.previous_hash),
            hash: std::mem::take(&mut row.hash),
            entry: row.into(),
        }
    }
}

/// 操作日志，新的在前。
#[utoipa::path(get, path = "/v1/operations/audit", tag = "operations", params(EntryQuery), security(("bearer" = [])), responses((status = 200, body = Page<EntryView>)))]
pub async fn list_entries(
    database: web::Data<Database>,
    whole: Option<web::Data<WholeLog>>,
    principal: Principal,
    Query(query): Query<EntryQuery>,
) -> Result<HttpResponse, Problem> {
    let limit = page::limit(query.limit)?;
    let before = page::position::<i64>(query.cursor.as_deref())?;
    let filter = Filter {
        actor: query.actor,
        action: query.action,
        entity: query.entity,
        entity_id: query.entity_id,
        request_id: query.request_id,
        from: query.from,
        until: query.until,
        units: units_of(&principal, whole.as_ref(), true),
    };
    let mut conn = database.connection(&Scope::Nothing).await?;
    let rows = audit::list(&mut conn, &filter, before, limit + 1).await?;
    Ok(HttpResponse::Ok().json(Page::of(rows, limit, |row| row.seq).map(EntryView::from)))
}

/// 一条操作日志，附操作前后的内容。谁打开过也记入日志。
#[utoipa::path(
    get, path = "/v1/operations/audit/{seq}", tag = "operations", params(("seq" = i64, Path)), security(("bearer" = [])),
    responses((status = 200, body = OpenedEntryView), (status = 404, body = ProblemBody))
)]
pub async fn show_entry(
    database: web::Data<Database>,
    whole: Option<web::Data<WholeLog>>,
    principal: Principal,
    Path(seq): Path<i64>,
) -> Result<HttpResponse, Problem> {
    let units = units_of(&principal, whole.as_ref(), false);
    let mut tx = database.begin(&Scope::Nothing).await?;
    let row = audit::find(&mut tx, seq)
        .await?
        .filter(|row| {
            units
                .as_ref()
                .is_none_or(|units| row.unit.as_ref().is_some_and(|unit| units.contains(unit)))
        })
        .ok_or_else(|| Problem::not_found("没有这一条操作日志，或它不在您的数据范围内"))?;
    let change = Change {
        actor: &principal.subject,
        action: "audit_entry.open",
        entity: "audit_entry",
        entity_id: seq.to_string(),
        before: None,
        after: None,
    };
    audit::append(&mut tx, change, Utc::now()).await?;
    tx.commit().await?;
    Ok(HttpResponse::Ok().json(OpenedEntryView::from(row)))
}

/// What to compare with.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct VerificationQuery {
    /// An end of the log that was noted earlier, `<seq>:<hash>`: the log must still hold it.
    noted: Option<String>,
}

/// What a verification of the audit log found.
#[derive(Debug, Serialize, ToSchema)]
pub struct VerificationView {
    /// Whether every entry is as it was written.
    intact: bool,
    /// Entries read.
    entries: i64,
    /// The end of the log: noted elsewhere, it shows later that the log was not rewritten as a whole.
    head: Head,
    /// What is wrong, in the order of the log.
    findings: Vec<Finding>,
    /// When it was verified.
    verified_at: DateTime<Utc>,
}

/// 核对操作日志：有没有被改动、删除或者插入。
#[utoipa::path(
    get, path = "/v1/operations/audit/verification", tag = "operations", params(VerificationQuery), security(("bearer" = [])),
    responses((status = 200, body = VerificationView))
)]
pub async fn verify_audit(database: web::Data<Database>, Query(query): Query<VerificationQuery>) -> Result<HttpResponse, Problem> {
    let noted = query.noted.map(|noted| noted.parse::<Head>()).transpose();
    let noted = noted.map_err(|wrong| Problem::bad_request("invalid_noted_head", format!("noted {wrong}")))?;
    let report = audit::verify_since(&database, noted.as_ref()).await?;
    Ok(HttpResponse::Ok().json(VerificationView {
        intact: report.is_intact(),
        entries: report.entries,
        head: report.head,
        findings: report.findings,
        verified_at: Utc::now(),
    }))
}
