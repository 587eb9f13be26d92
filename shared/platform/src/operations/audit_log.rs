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
    database::{Database, Pg, Scope},
    http::{
        access::Principal,
        extract::{Path, Query},
        page::Page,
        problem::ProblemBody,
        sort::Ask,
    },
    list::{Cell, Column, List, Reader, moment, optional, text},
    operations::OPERATOR,
};

/// Registered by a service whose audit log concerns no unit's rows: whoever may read it reads all of it. Everywhere else
/// the reader's data scope narrows it.
#[derive(Debug, Clone, Copy)]
pub struct WholeLog;

/// Units by whose people an entry must have been made for whoever sees so much; none for whoever sees everything.
///
/// An entry belongs to the unit of whoever acted, who had the thing in scope at that time.
fn units_in(scope: &Scope) -> Option<Vec<String>> {
    match scope {
        Scope::All => None,
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
    /// `seq`, `actor`; the largest first with `-` in front. The newest first when left out.
    sort: Option<String>,
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
    let ask = Ask::page(query.limit, query.cursor.as_deref())?;
    let list = AuditEntries { is_whole: whole.is_some() };
    let mut conn = database.connection(&Scope::Nothing).await?;
    Ok(HttpResponse::Ok().json(list.page(&mut conn, &list.reader(&principal), &query, &ask).await?))
}

/// The list of entries of an audit log.
#[derive(Debug, Clone, Copy, Default)]
pub struct AuditEntries {
    is_whole: bool,
}

impl AuditEntries {
    /// That of a service with [`WholeLog`].
    pub fn whole() -> Self {
        Self { is_whole: true }
    }
}

fn roles(entry: &EntryView) -> Cell {
    text(entry.roles.join("、"))
}

impl List for AuditEntries {
    type Query = EntryQuery;
    type Item = EntryView;
    const NAME: &'static str = "audit";
    const TITLE: &'static str = "操作日志";
    const COLUMNS: &'static [Column<EntryView>] = &[
        Column::new("序号", 10, |entry| Cell::Whole(entry.seq)),
        Column::new("时间", 20, |entry| moment(entry.occurred_at)),
        Column::new("操作人", 18, |entry| text(&entry.actor)),
        Column::new("单位", 18, |entry| optional(entry.unit.as_deref())),
        Column::new("角色", 24, roles),
        Column::new("操作", 26, |entry| text(&entry.action)),
        Column::new("对象类别", 20, |entry| text(&entry.entity)),
        Column::new("对象编号", 38, |entry| text(&entry.entity_id)),
        Column::new("理由", 30, |entry| optional(entry.reason.as_deref())),
        Column::new("来源地址", 18, |entry| optional(entry.address.as_deref())),
        Column::new("浏览器", 40, |entry| optional(entry.agent.as_deref())),
        Column::new("请求编号", 38, |entry| text(&entry.request_id)),
    ];

    /// Operators see everywhere that something was done, never the states.
    fn scope(&self, reader: &Reader) -> Scope {
        let is_all = self.is_whole || (reader.scope == Scope::Nothing && reader.has(OPERATOR));
        if is_all { Scope::All } else { reader.scope.clone() }
    }

    async fn page(&self, conn: &mut Pg, reader: &Reader, query: &EntryQuery, ask: &Ask) -> Result<Page<EntryView>, Problem> {
        let paging = audit::SORTING.read(query.sort.as_deref(), ask)?;
        let filter = Filter {
            actor: query.actor.clone(),
            action: query.action.clone(),
            entity: query.entity.clone(),
            entity_id: query.entity_id.clone(),
            request_id: query.request_id.clone(),
            from: query.from,
            until: query.until,
            units: units_in(&reader.scope),
        };
        Ok(audit::list(conn, &filter, &paging).await?.map(EntryView::from))
    }
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
    let units = if whole.is_some() { None } else { units_in(&principal.scope) };
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
