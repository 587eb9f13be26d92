//! Reconciliation of a day's surcharge with water.

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, NaiveDate, Utc};
use platform::{
    Database, Problem,
    case::{CaseRow, State},
    database::Pg,
    export::{Cell, Column, List, Reader, day, moment, number, text},
    http::{
        access::Principal,
        extract::{Idempotent, Path, Query},
        page::{self, Page},
        problem::ProblemBody,
        sort::Ask,
    },
    idempotency::{self, StoredAnswer},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    error::{parse_dates, require_order},
    fund::require_fund,
    yuan,
};
use crate::{
    domain::{id::RunId, surcharge_income::FUND},
    service::{difference_case, reconcile_surcharge::Reconciler},
    store::reconciliation::{self, DifferenceRow, RunFilter, RunRow},
};

/// Most differences that a run shows itself; all of them are listed under `…/differences`.
const SHOWN: i64 = 200;

/// The day to reconcile.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "date": "2026-10-12" }))]
pub struct ReconcileRequest {
    /// A day that has begun.
    date: String,
}

/// State of a run.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RunState {
    /// Water has not answered yet.
    Pending,
    /// Both sides agree on every payment.
    Balanced,
    /// They differ.
    Different,
}

/// Which runs are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RunQuery {
    /// Of this day or later.
    from: Option<String>,
    /// Of this day or earlier.
    to: Option<String>,
    /// In this state.
    #[param(inline)]
    state: Option<RunState>,
    /// Runs on a page, 1 to 200.
    limit: Option<i64>,
    /// Position given by the page before.
    cursor: Option<String>,
}

/// A reconciliation of one day.
#[derive(Debug, Serialize, ToSchema)]
pub struct RunView {
    /// Id.
    id: Uuid,
    /// Day.
    date: NaiveDate,
    /// `pending`, `balanced` or `different`.
    state: String,
    /// Who asked for it.
    requested_by: String,
    /// When.
    requested_at: DateTime<Utc>,
    /// How often water was asked.
    attempts: i32,
    /// When it was completed.
    completed_at: Option<DateTime<Utc>>,
    /// When a later look at the day found the same again.
    confirmed_at: Option<DateTime<Utc>>,
    /// Water's items.
    water: Option<SideView>,
    /// Finance's items.
    finance: Option<SideView>,
    /// Payments on which the sides do not agree.
    difference_count: Option<i32>,
    /// Those of them whose explanation was approved; they stay differences.
    explained_count: i64,
}

/// One side of a day.
#[derive(Debug, Serialize, ToSchema)]
pub struct SideView {
    /// Items: collected and reversed.
    count: i32,
    /// Collected less reversed, yuan.
    #[schema(example = "1890.00")]
    total: String,
}

/// A reconciliation with its differences.
#[derive(Debug, Serialize, ToSchema)]
pub struct RunDetailView {
    /// The run.
    #[serde(flatten)]
    run: RunView,
    /// Payments on which the sides do not agree: the first 200 of `difference_count`, by payment.
    differences: Vec<DifferenceView>,
}

/// A payment on which the sides do not agree. Amounts in yuan.
#[derive(Debug, Serialize, ToSchema)]
pub struct DifferenceView {
    /// Payment.
    payment_id: Uuid,
    /// `collected` or `reversed`.
    kind: String,
    /// `missing_at_finance`, `missing_at_water`, `amount_differs` or `repeated_at_water`.
    fault: String,
    /// Water's amount.
    water_amount: Option<String>,
    /// Finance's amount.
    finance_amount: Option<String>,
    /// Its case; absent where no case was opened, because too many differences were found at once.
    case: Option<DifferenceCaseView>,
}

/// The case of a difference.
#[derive(Debug, Serialize, ToSchema)]
pub struct DifferenceCaseView {
    /// Case, as at `/v1/cases`.
    id: Uuid,
    /// Where it stands.
    #[schema(value_type = State)]
    state: String,
    /// Whether the explanation was approved.
    explained: bool,
    /// The explanation.
    explanation: Option<String>,
}

impl From<CaseRow> for DifferenceCaseView {
    fn from(case: CaseRow) -> Self {
        Self {
            id: case.id,
            explained: case.state == State::Approved.code(),
            state: case.state,
            explanation: case.statement,
        }
    }
}

impl RunView {
    fn new(row: RunRow, explained_count: i64) -> Self {
        let side = |count: Option<i32>, fen: Option<i64>| {
            Some(SideView {
                count: count?,
                total: yuan(fen?),
            })
        };
        Self {
            id: row.id,
            date: row.day,
            state: row.state,
            requested_by: row.requested_by,
            requested_at: row.requested_at,
            attempts: row.attempts,
            completed_at: row.completed_at,
            confirmed_at: row.confirmed_at,
            difference_count: row.difference_count,
            explained_count,
            water: side(row.water_count, row.water_fen),
            finance: side(row.finance_count, row.finance_fen),
        }
    }
}

impl DifferenceView {
    fn new(row: DifferenceRow, case: Option<CaseRow>) -> Self {
        Self {
            payment_id: row.payment_id,
            kind: row.kind,
            fault: row.fault,
            water_amount: row.water_fen.map(yuan),
            finance_amount: row.finance_fen.map(yuan),
            case: case.map(DifferenceCaseView::from),
        }
    }
}

/// Differences of a day with their cases.
async fn with_cases(conn: &mut Pg, day: NaiveDate, rows: Vec<DifferenceRow>) -> Result<Vec<DifferenceView>, Problem> {
    let key = |row: &DifferenceRow| difference_case::key(day, row.payment_id, &row.kind, &row.fault, (row.water_fen, row.finance_fen));
    let keys: Vec<String> = rows.iter().map(key).collect();
    let mut cases = difference_case::cases_of(conn, &keys).await?;
    let views = rows
        .into_iter()
        .zip(keys)
        .map(|(row, key)| DifferenceView::new(row, cases.remove(&key)));
    Ok(views.collect())
}

/// A run with the first of its differences.
async fn detail(conn: &mut Pg, run: RunRow) -> Result<RunDetailView, Problem> {
    let rows = reconciliation::find_differences(conn, RunId::from(run.id), None, SHOWN).await?;
    let differences = with_cases(conn, run.day, rows).await?;
    let explained = reconciliation::explained_counts(conn, &[run.id]).await?;
    let explained_count = explained.get(&run.id).copied().unwrap_or(0);
    Ok(RunDetailView {
        run: RunView::new(run, explained_count),
        differences,
    })
}

/// Reconciles a day with water. When water does not answer the run stays pending and goes on by itself.
#[utoipa::path(
    post,
    path = "/v1/reconciliations/water-surcharge",
    tag = "surcharge",
    params(("Idempotency-Key" = String, Header, description = "A key of this request's own; the same key again gets the same answer")),
    request_body = ReconcileRequest,
    responses(
        (status = 201, body = RunDetailView),
        (status = 400, body = ProblemBody),
        (status = 404, body = ProblemBody, description = "The fund is outside the data scope"),
        (status = 422, body = ProblemBody),
        (status = 503, body = ProblemBody)
    )
)]
pub async fn reconcile_surcharge(
    database: web::Data<Database>,
    reconciler: web::Data<Reconciler>,
    principal: Principal,
    request: Idempotent<ReconcileRequest>,
) -> Result<HttpResponse, Problem> {
    let [day] = parse_dates([("/date", Some(request.body.date.as_str()))])?;
    let actor = principal.subject.as_str();
    // Only a look whether this request had its answer before: nothing stays claimed while water is asked.
    let mut tx = database.begin(&principal.scope).await?;
    require_fund(&mut tx, FUND.as_str()).await?;
    let stored = idempotency::claim(&mut tx, &request.key).await?;
    tx.rollback().await?;
    if let Some(stored) = stored {
        return Ok(repeat(stored));
    }
    let now = Utc::now();
    let answered = reconciler.ask(day.unwrap_or_default(), actor, now).await?;
    let mut tx = database.begin(&principal.scope).await?;
    if let Some(stored) = idempotency::claim(&mut tx, &request.key).await? {
        reconciler.withdraw(&mut tx, &answered).await?;
        tx.commit().await?;
        return Ok(repeat(stored));
    }
    let run = reconciler.complete(&mut tx, &answered, actor, now).await?;
    let body = serde_json::to_value(detail(&mut tx, run).await?).map_err(Problem::internal)?;
    idempotency::complete(&mut tx, &request.key, StatusCode::CREATED, &body).await?;
    tx.commit().await?;
    Ok(HttpResponse::Created().json(body))
}

fn repeat(stored: StoredAnswer) -> HttpResponse {
    HttpResponse::build(stored.status).json(stored.body)
}

/// Reconciliations, latest day first.
#[utoipa::path(
    get,
    path = "/v1/reconciliations/water-surcharge",
    tag = "surcharge",
    params(RunQuery),
    responses((status = 200, body = Page<RunView>), (status = 400, body = ProblemBody))
)]
pub async fn list_reconciliations(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<RunQuery>,
) -> Result<HttpResponse, Problem> {
    let ask = Ask::page(query.limit, query.cursor.as_deref())?;
    let mut conn = database.connection(&principal.scope).await?;
    let list = Reconciliations;
    Ok(HttpResponse::Ok().json(list.page(&mut conn, &list.reader(&principal), &query, &ask).await?))
}

/// The list of reconciliations.
pub struct Reconciliations;

fn state_label(run: &RunView) -> Cell {
    text(match run.state.as_str() {
        "pending" => "等待水利局应答",
        "balanced" => "一致",
        "different" => "有差异",
        other => other,
    })
}

fn count(side: Option<&SideView>) -> Cell {
    side.map_or(Cell::Empty, |side| Cell::Whole(side.count.into()))
}

fn total(side: Option<&SideView>) -> Cell {
    side.map_or(Cell::Empty, |side| number(&side.total))
}

impl List for Reconciliations {
    type Query = RunQuery;
    type Item = RunView;
    const NAME: &'static str = "reconciliations";
    const TITLE: &'static str = "按日对账";
    const COLUMNS: &'static [Column<RunView>] = &[
        Column::new("对账日期", 12, |run| day(run.date)),
        Column::new("结果", 16, state_label),
        Column::new("差异笔数", 10, |run| {
            run.difference_count.map_or(Cell::Empty, |count| Cell::Whole(count.into()))
        }),
        Column::new("其中已说明", 12, |run| Cell::Whole(run.explained_count)),
        Column::new("水利局笔数", 12, |run| count(run.water.as_ref())),
        Column::new("水利局金额（元）", 16, |run| total(run.water.as_ref())),
        Column::new("财政局笔数", 12, |run| count(run.finance.as_ref())),
        Column::new("财政局金额（元）", 16, |run| total(run.finance.as_ref())),
        Column::new("发起人", 18, |run| text(&run.requested_by)),
        Column::new("发起时间", 20, |run| moment(run.requested_at)),
        Column::new("尝试次数", 10, |run| Cell::Whole(run.attempts.into())),
        Column::new("完成时间", 20, |run| moment(run.completed_at)),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &RunQuery, ask: &Ask) -> Result<Page<RunView>, Problem> {
        let [from, to] = parse_dates([("/from", query.from.as_deref()), ("/to", query.to.as_deref())])?;
        require_order(from, to)?;
        let state = query.state.map(|state| match state {
            RunState::Pending => "pending",
            RunState::Balanced => "balanced",
            RunState::Different => "different",
        });
        let filter = RunFilter {
            from,
            to,
            state: state.map(str::to_owned),
        };
        let (after, limit) = ask.behind::<(NaiveDate, Uuid)>()?;
        let runs = reconciliation::list(conn, &filter, after, limit).await?;
        let ids: Vec<Uuid> = runs.iter().map(|run| run.id).collect();
        let explained = reconciliation::explained_counts(conn, &ids).await?;
        Ok(ask.page_of(runs, |run| (run.day, run.id)).map(|run| {
            let explained_count = explained.get(&run.id).copied().unwrap_or(0);
            RunView::new(run, explained_count)
        }))
    }
}

/// One reconciliation with the first of its differences.
#[utoipa::path(
    get,
    path = "/v1/reconciliations/water-surcharge/{run_id}",
    tag = "surcharge",
    params(("run_id" = Uuid, Path)),
    responses((status = 200, body = RunDetailView), (status = 404, body = ProblemBody))
)]
pub async fn show_reconciliation(
    database: web::Data<Database>,
    principal: Principal,
    Path(run_id): Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&principal.scope).await?;
    let run = require_run(&mut conn, run_id).await?;
    Ok(HttpResponse::Ok().json(detail(&mut conn, run).await?))
}

/// Position in the list of differences.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DifferenceQuery {
    /// Differences on a page, 1 to 200.
    limit: Option<i64>,
    /// Position given by the page before.
    cursor: Option<String>,
}

/// All differences of a reconciliation, by payment.
#[utoipa::path(
    get,
    path = "/v1/reconciliations/water-surcharge/{run_id}/differences",
    tag = "surcharge",
    params(("run_id" = Uuid, Path), DifferenceQuery),
    responses((status = 200, body = Page<DifferenceView>), (status = 400, body = ProblemBody), (status = 404, body = ProblemBody))
)]
pub async fn list_differences(
    database: web::Data<Database>,
    principal: Principal,
    Path(run_id): Path<Uuid>,
    Query(query): Query<DifferenceQuery>,
) -> Result<HttpResponse, Problem> {
    let limit = page::limit(query.limit)?;
    let after = page::position::<(Uuid, String)>(query.cursor.as_deref())?;
    let mut conn = database.connection(&principal.scope).await?;
    let run = require_run(&mut conn, run_id).await?;
    let differences = reconciliation::find_differences(&mut conn, RunId::from(run.id), after, limit + 1).await?;
    let page = Page::of(differences, limit, |difference| (difference.payment_id, difference.kind.clone()));
    Ok(HttpResponse::Ok().json(Page {
        items: with_cases(&mut conn, run.day, page.items).await?,
        next_cursor: page.next_cursor,
        total: page.total,
    }))
}

/// The run of a path, when it exists within the data scope.
async fn require_run(conn: &mut Pg, run_id: Uuid) -> Result<RunRow, Problem> {
    let run = reconciliation::find(conn, RunId::from(run_id)).await?;
    run.ok_or_else(|| Problem::not_found("没有这次核对，或它不在您的数据范围内"))
}
