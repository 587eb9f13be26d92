//! Billing runs: preview, confirmation, progress, and who could not be billed.

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, Utc};
use platform::{
    Database, Problem, Scope,
    database::Pg,
    export::{Cell, Column, List, Reader, moment, optional, text},
    http::{
        access::Principal,
        extract::{Idempotent, IfMatch, Path, Query},
        page::{self, Page},
        problem::ProblemBody,
        sort::Ask,
    },
    rule::LiveRules,
};
use rules::{Fields, RuleSet};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::{answer::once, input};
use crate::{
    config::OwnSettings,
    domain::{code::Coded, usage::UnbillableReason},
    service::{
        Act,
        billing::{RunSignal, confirm_run, preview_run, summary::RunSummary},
    },
    store::billing::{
        run::{self, COMPLETED, PREVIEWING, RunFilter, RunRow},
        unbilled::{self, UnbilledRow},
    },
};

/// What is to be billed.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewRunRequest {
    /// Measuring period: `2026Q3` or `2026-09`.
    period: String,
    /// Code of one supply company; all when absent.
    supplier: Option<String>,
}

/// Nothing needs to be said.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmRunRequest {}

/// A billing run.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct RunView {
    /// Identity.
    id: Uuid,
    /// Measuring period.
    period: String,
    /// One supply company, or all.
    supplier: Option<String>,
    /// `previewing`, `previewed`, `running` or `completed`.
    state: String,
    /// The preview's figures.
    #[schema(value_type = RunSummary)]
    summary: Value,
    /// Users to be handled.
    user_count: i32,
    /// Users billed so far.
    billed: i32,
    /// Users who could not be billed, so far.
    unbilled: i32,
    /// How far it has come, 0 to 100.
    percent: i64,
    /// Who previewed.
    created_by: String,
    /// When.
    created_at: DateTime<Utc>,
    /// Who confirmed.
    confirmed_by: Option<String>,
    /// When.
    confirmed_at: Option<DateTime<Utc>>,
    /// When every user had been handled.
    completed_at: Option<DateTime<Utc>>,
    /// Why a running run cannot go on at present, and what to do; other runs go on meanwhile.
    stalled_reason: Option<String>,
    /// When it is tried again.
    next_try_at: Option<DateTime<Utc>>,
    /// Version for `If-Match`.
    version: i32,
}

impl From<RunRow> for RunView {
    fn from(row: RunRow) -> Self {
        let handled = i64::from(row.billed) + i64::from(row.unbilled);
        let percent = if row.state == COMPLETED {
            100
        } else {
            (handled * 100 / i64::from(row.user_count.max(1))).min(99)
        };
        Self {
            id: row.id,
            period: row.period,
            supplier: row.supplier,
            state: row.state,
            summary: row.summary,
            user_count: row.user_count,
            billed: row.billed,
            unbilled: row.unbilled,
            percent,
            created_by: row.created_by,
            created_at: row.created_at,
            confirmed_by: row.confirmed_by,
            confirmed_at: row.confirmed_at,
            completed_at: row.completed_at,
            stalled_reason: row.stalled_reason,
            next_try_at: row.next_try_at,
            version: row.version,
        }
    }
}

/// A user whom a run could not bill.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct UnbilledView {
    /// User.
    user_id: Uuid,
    /// User's code.
    user_code: String,
    /// User's name.
    user_name: String,
    /// Reason.
    #[schema(value_type = UnbillableReason)]
    reason: String,
    /// The reason, for a person.
    reason_label: &'static str,
    /// What exactly is missing, and the article.
    detail: String,
}

impl From<UnbilledRow> for UnbilledView {
    fn from(row: UnbilledRow) -> Self {
        Self {
            user_id: row.user_id,
            user_code: row.user_code,
            user_name: row.user_name,
            reason_label: UnbillableReason::from_code(&row.reason).map_or("", Coded::label),
            reason: row.reason,
            detail: row.detail,
        }
    }
}

/// Which runs are wanted.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RunQuery {
    /// Measuring period.
    period: Option<String>,
    /// `previewing`, `previewed`, `running` or `completed`.
    state: Option<String>,
    /// Code of a supply company.
    supplier: Option<String>,
    /// `period`, `state`, `created_at`; the largest first with `-` in front. The newest first when left out.
    sort: Option<String>,
    limit: Option<i64>,
    cursor: Option<String>,
}

/// Which of the unbilled are wanted.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct UnbilledQuery {
    /// Reason code.
    #[param(value_type = Option<UnbillableReason>, inline)]
    reason: Option<String>,
    limit: Option<i64>,
    cursor: Option<String>,
}

/// Computes what a run would bill and stores the figures and who could not be billed; nobody is billed. Of very many users that
/// happens in the background: the run is `previewing` until then.
#[utoipa::path(
    post,
    path = "/v1/billing-runs",
    tag = "billing",
    request_body = PreviewRunRequest,
    params(("idempotency-key" = String, Header)),
    responses((status = 201, body = RunView), (status = 400, body = ProblemBody), (status = 403, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn preview_billing_run(
    database: web::Data<Database>,
    live: web::Data<LiveRules<RuleSet>>,
    settings: web::Data<OwnSettings>,
    signal: web::Data<RunSignal>,
    principal: Principal,
    request: Idempotent<PreviewRunRequest>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let period = input::period(&mut fields, "/period", &request.body.period);
    let supplier = request
        .body
        .supplier
        .as_deref()
        .map(|supplier| fields.text("/supplier", supplier, input::CODE_LENGTH));
    let period = input::finish(fields, period)?;
    require_scope(&principal, supplier.as_deref())?;
    let act = Act::now(&principal);
    let answer = once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        let rules = live.hold(tx).await?;
        let at_once = settings.billing_preview_at_once;
        Ok(RunView::from(
            preview_run::request_preview(tx, &rules, period, supplier.as_deref(), &act, at_once).await?,
        ))
    })
    .await?;
    signal.wake();
    Ok(answer)
}

/// Confirms a previewed run. The bills are made in the background; the run shows how far it has come.
#[utoipa::path(
    post,
    path = "/v1/billing-runs/{run_id}/confirm",
    tag = "billing",
    request_body = ConfirmRunRequest,
    params(("run_id" = Uuid, Path), ("if-match" = String, Header), ("idempotency-key" = String, Header)),
    responses((status = 202, body = RunView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub async fn confirm_billing_run(
    database: web::Data<Database>,
    live: web::Data<LiveRules<RuleSet>>,
    signal: web::Data<RunSignal>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    request: Idempotent<ConfirmRunRequest>,
) -> Result<HttpResponse, Problem> {
    let act = Act::now(&principal);
    let answer = once(&database, &principal.scope, &request.key, StatusCode::ACCEPTED, async |tx| {
        let rules = live.hold(tx).await?;
        Ok(RunView::from(confirm_run::confirm_run(tx, &rules, id, version, &act).await?))
    })
    .await?;
    signal.wake();
    Ok(answer)
}

/// Billing runs, the newest first.
#[utoipa::path(get, path = "/v1/billing-runs", tag = "billing", params(RunQuery), responses((status = 200, body = Page<RunView>)))]
pub async fn list_billing_runs(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<RunQuery>,
) -> Result<HttpResponse, Problem> {
    let ask = Ask::page(query.limit, query.cursor.as_deref())?;
    let mut conn = database.connection(&principal.scope).await?;
    Ok(HttpResponse::Ok().json(BillingRuns.page(&mut conn, &BillingRuns.reader(&principal), &query, &ask).await?))
}

fn state_label(state: &str) -> &str {
    match state {
        PREVIEWING => "试算中",
        "previewed" => "已试算",
        "running" => "出账中",
        COMPLETED => "已完成",
        other => other,
    }
}

/// The list of billing runs.
pub struct BillingRuns;

impl List for BillingRuns {
    type Query = RunQuery;
    type Item = RunView;
    const NAME: &'static str = "billing-runs";
    const TITLE: &'static str = "计费批次";
    const COLUMNS: &'static [Column<RunView>] = &[
        Column::new("计量周期", 12, |run| text(&run.period)),
        Column::new("供水企业", 16, |run| text(run.supplier.as_deref().unwrap_or("全部"))),
        Column::new("状态", 10, |run| text(state_label(&run.state))),
        Column::new("用水户数", 10, |run| Cell::Whole(run.user_count.into())),
        Column::new("已出账", 10, |run| Cell::Whole(run.billed.into())),
        Column::new("未能出账", 10, |run| Cell::Whole(run.unbilled.into())),
        Column::new("试算人", 16, |run| text(&run.created_by)),
        Column::new("试算时间", 20, |run| moment(run.created_at)),
        Column::new("确认人", 16, |run| optional(run.confirmed_by.as_deref())),
        Column::new("确认时间", 20, |run| moment(run.confirmed_at)),
        Column::new("完成时间", 20, |run| moment(run.completed_at)),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &RunQuery, ask: &Ask) -> Result<Page<RunView>, Problem> {
        let filter = RunFilter {
            period: query.period.clone(),
            state: query.state.clone(),
            supplier: query.supplier.clone(),
        };
        let paging = run::SORTING.read(query.sort.as_deref(), ask)?;
        Ok(run::list(conn, &filter, &paging).await?.map(RunView::from))
    }
}

/// One billing run with its progress.
#[utoipa::path(
    get,
    path = "/v1/billing-runs/{run_id}",
    tag = "billing",
    params(("run_id" = Uuid, Path)),
    responses((status = 200, body = RunView), (status = 404, body = ProblemBody))
)]
pub async fn show_billing_run(database: web::Data<Database>, principal: Principal, Path(id): Path<Uuid>) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&principal.scope).await?;
    let row = run::find(&mut conn, id).await?.ok_or_else(no_such_run)?;
    Ok(HttpResponse::Ok()
        .insert_header(("etag", format!("\"{}\"", row.version)))
        .json(RunView::from(row)))
}

/// Whom the run could not bill, and why, in the order of their codes. Before the run is confirmed: whom its preview could
/// not bill; once it works, those met so far.
#[utoipa::path(
    get,
    path = "/v1/billing-runs/{run_id}/unbilled",
    tag = "billing",
    params(("run_id" = Uuid, Path), UnbilledQuery),
    responses((status = 200, body = Page<UnbilledView>), (status = 404, body = ProblemBody))
)]
pub async fn list_unbilled(
    database: web::Data<Database>,
    principal: Principal,
    Path(id): Path<Uuid>,
    Query(query): Query<UnbilledQuery>,
) -> Result<HttpResponse, Problem> {
    let limit = page::limit(query.limit)?;
    let after = page::position::<String>(query.cursor.as_deref())?;
    let mut conn = database.connection(&principal.scope).await?;
    run::find(&mut conn, id).await?.ok_or_else(no_such_run)?;
    let rows = unbilled::list(&mut conn, id, query.reason.as_deref(), after.as_deref(), limit + 1).await?;
    Ok(HttpResponse::Ok().json(Page::of(rows, limit, |row| row.user_code.clone()).map(UnbilledView::from)))
}

fn no_such_run() -> Problem {
    Problem::not_found("没有找到计费批次，或它不在您的数据范围内")
}

/// Whoever sees only some units can only bill a supply company among them.
fn require_scope(principal: &Principal, supplier: Option<&str>) -> Result<(), Problem> {
    match (&principal.scope, supplier) {
        (Scope::All, _) => Ok(()),
        (Scope::Units(units), Some(supplier)) if units.contains(supplier) => Ok(()),
        _ => Err(Problem::forbidden(
            "您的数据范围不包括这些用水户：请只对您数据范围内的供水企业做计费批次",
            vec!["数据范围为全县的水利局计费员".to_owned()],
        )),
    }
}
