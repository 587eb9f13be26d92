//! Reconciliation of a day's surcharge with water.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, NaiveDate, Utc};
use platform::{
    Database, Problem,
    http::{
        access::Principal,
        extract::{Json, Path, Query},
        page::{self, Page},
        problem::ProblemBody,
    },
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    error::{parse_dates, require_order},
    yuan,
};
use crate::{
    domain::id::RunId,
    service::reconcile_surcharge::Reconciler,
    store::reconciliation::{self, DifferenceRow, RunFilter, RunRow},
};

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
    /// Water's items.
    water: Option<SideView>,
    /// Finance's items.
    finance: Option<SideView>,
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
    /// Every payment on which the sides do not agree.
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
}

impl From<RunRow> for RunView {
    fn from(row: RunRow) -> Self {
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
            water: side(row.water_count, row.water_fen),
            finance: side(row.finance_count, row.finance_fen),
        }
    }
}

impl From<DifferenceRow> for DifferenceView {
    fn from(row: DifferenceRow) -> Self {
        Self {
            payment_id: row.payment_id,
            kind: row.kind,
            fault: row.fault,
            water_amount: row.water_fen.map(yuan),
            finance_amount: row.finance_fen.map(yuan),
        }
    }
}

fn detail((run, differences): (RunRow, Vec<DifferenceRow>)) -> RunDetailView {
    RunDetailView {
        run: run.into(),
        differences: differences.into_iter().map(DifferenceView::from).collect(),
    }
}

/// Reconciles a day with water. When water does not answer the run stays pending and goes on by itself.
#[utoipa::path(
    post,
    path = "/v1/reconciliations/water-surcharge",
    tag = "surcharge",
    request_body = ReconcileRequest,
    responses((status = 201, body = RunDetailView), (status = 422, body = ProblemBody), (status = 503, body = ProblemBody))
)]
pub async fn reconcile_surcharge(
    reconciler: web::Data<Reconciler>,
    principal: Principal,
    Json(request): Json<ReconcileRequest>,
) -> Result<HttpResponse, Problem> {
    let [day] = parse_dates([("/date", Some(request.date.as_str()))])?;
    let found = reconciler
        .reconcile(day.unwrap_or_default(), &principal.subject, Utc::now())
        .await?;
    Ok(HttpResponse::Created().json(detail(found)))
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
    let [from, to] = parse_dates([("/from", query.from.as_deref()), ("/to", query.to.as_deref())])?;
    require_order(from, to)?;
    let limit = page::limit(query.limit)?;
    let after = page::position::<(NaiveDate, Uuid)>(query.cursor.as_deref())?;
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
    let mut conn = database.connection(&principal.scope).await?;
    let runs = reconciliation::list(&mut conn, &filter, after, limit + 1).await?;
    Ok(HttpResponse::Ok().json(Page::of(runs, limit, |run| (run.day, run.id)).map(RunView::from)))
}

/// One reconciliation with its differences.
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
    match reconciliation::find(&mut conn, RunId::from(run_id)).await? {
        Some(found) => Ok(HttpResponse::Ok().json(detail(found))),
        None => Err(Problem::not_found("没有这次核对，或它不在您的数据范围内")),
    }
}
