//! What is done with reclaimed water (24号 附件7), and the planned stops that everybody sees.

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, Utc};
use platform::{
    Database, Problem, Scope,
    http::{
        access::Principal,
        extract::{Idempotent, Path, Query},
        page::{self, Page},
        problem::ProblemBody,
    },
    rule::Rules,
};
use rules::RuleSet;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::{
    answer,
    meter_change::EmptyRequest,
    reclaimed::{
        AnnounceStopRequest, CreateReclaimedUserRequest, CreateSystemRequest, RecordTestRequest, RepairRequest, ReportIncidentRequest,
        SupplyStopView, SystemView, view,
    },
    step::Step,
};
use crate::{
    service::{Act, reclaimed as service, reclaimed_supply as supply},
    store::reclaimed,
};

/// One system with its users, tests, incidents and stops.
#[utoipa::path(
    get, path = "/v1/reclaimed-systems/{system_id}", tag = "reclaimed water",
    params(("system_id" = Uuid, Path)),
    responses((status = 200, body = SystemView), (status = 404, body = ProblemBody))
)]
pub async fn show_reclaimed_system(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Path(id): Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&principal.scope).await?;
    let record = service::find_system(&mut conn, id).await?;
    Ok(HttpResponse::Ok().json(view(&rules, Act::now(&principal).today, record)?))
}

/// Which stops are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct StopQuery {
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Planned stops that are not over, for everybody (A7 第二十四条).
#[utoipa::path(get, path = "/v1/supply-stops", tag = "reclaimed water", params(StopQuery), responses((status = 200, body = Page<SupplyStopView>)))]
pub async fn list_supply_stops(database: web::Data<Database>, Query(query): Query<StopQuery>) -> Result<HttpResponse, Problem> {
    let limit = page::limit(query.limit)?;
    let after = page::position::<(DateTime<Utc>, Uuid)>(query.cursor.as_deref())?;
    let mut conn = database.connection(&Scope::Nothing).await?;
    let rows = reclaimed::coming_stops(&mut conn, Utc::now(), after, limit + 1).await?;
    Ok(HttpResponse::Ok().json(Page::of(rows, limit, |row| (row.starts_at, row.id)).map(SupplyStopView::from)))
}

/// Registers a system: a forbidden source is refused with its article (A7 第十条).
#[utoipa::path(
    post, path = "/v1/reclaimed-systems", tag = "reclaimed water",
    params(("Idempotency-Key" = String, Header)),
    request_body = CreateSystemRequest,
    responses((status = 201, body = SystemView), (status = 400, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn create_reclaimed_system(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    request: Idempotent<CreateSystemRequest>,
) -> Result<HttpResponse, Problem> {
    let new = request.body.parse()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        let record = service::register_system(tx, &rules, &act, new).await?;
        view(&rules, act.today, record)
    })
    .await
}

/// Registers a user, for uses that the system gives water for (A7 第二十三条).
#[utoipa::path(
    post, path = "/v1/reclaimed-systems/{system_id}/users", tag = "reclaimed water",
    params(("system_id" = Uuid, Path), ("Idempotency-Key" = String, Header)),
    request_body = CreateReclaimedUserRequest,
    responses((status = 201, body = SystemView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn create_reclaimed_user(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Path(id): Path<Uuid>,
    request: Idempotent<CreateReclaimedUserRequest>,
) -> Result<HttpResponse, Problem> {
    let new = request.body.parse()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        let record = service::register_user(tx, &rules, &act, id, new).await?;
        view(&rules, act.today, record)
    })
    .await
}

/// Records a test. One over the strictest standard of the uses stops the supply (A7 第十八、二十、二十四条).
#[utoipa::path(
    post, path = "/v1/reclaimed-systems/{system_id}/tests", tag = "reclaimed water",
    params(("system_id" = Uuid, Path), ("Idempotency-Key" = String, Header)),
    request_body = RecordTestRequest,
    responses((status = 201, body = SystemView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn record_reclaimed_test(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Path(id): Path<Uuid>,
    request: Idempotent<RecordTestRequest>,
) -> Result<HttpResponse, Problem> {
    let (taken_on, report, measured) = request.body.parse()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        let record = service::record_test(tx, &rules, &act, id, taken_on, report, &measured).await?;
        view(&rules, act.today, record)
    })
    .await
}

/// Records an incident: the supply is stopped, users are told, housing and emergency are reported to (A7 第二十四条; flow S5).
#[utoipa::path(
    post, path = "/v1/reclaimed-systems/{system_id}/incidents", tag = "reclaimed water",
    params(("system_id" = Uuid, Path), ("Idempotency-Key" = String, Header)),
    request_body = ReportIncidentRequest,
    responses((status = 201, body = SystemView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn report_reclaimed_incident(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Path(id): Path<Uuid>,
    request: Idempotent<ReportIncidentRequest>,
) -> Result<HttpResponse, Problem> {
    let (occurred_at, detail) = request.body.parse()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        let record = supply::report_incident(tx, &act, id, occurred_at, detail).await?;
        view(&rules, act.today, record)
    })
    .await
}

/// Announces a stop for works and tells the users, 24 hours before; later is refused with how much is missing (A7 第二十四条).
#[utoipa::path(
    post, path = "/v1/reclaimed-systems/{system_id}/stops", tag = "reclaimed water",
    params(("system_id" = Uuid, Path), ("Idempotency-Key" = String, Header)),
    request_body = AnnounceStopRequest,
    responses((status = 201, body = SystemView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn announce_supply_stop(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Path(id): Path<Uuid>,
    request: Idempotent<AnnounceStopRequest>,
) -> Result<HttpResponse, Problem> {
    let new = request.body.parse()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        let record = supply::announce_stop(tx, &rules, &act, id, new).await?;
        view(&rules, act.today, record)
    })
    .await
}

/// Records the repair.
#[utoipa::path(
    post, path = "/v1/reclaimed-incidents/{incident_id}/repair", tag = "reclaimed water",
    params(("incident_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = RepairRequest,
    responses((status = 200, body = SystemView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn repair_reclaimed_incident(Step { on, body }: Step<RepairRequest>) -> Result<HttpResponse, Problem> {
    let (repaired_on, repair) = body.parse()?;
    on.answer(async |tx| {
        let record = supply::repair(tx, &on.act, on.id, on.version, repaired_on, repair).await?;
        view(&on.rules, on.act.today, record)
    })
    .await
}

/// Lets the supply go on: after the repair, and after a good test where the quality was over a limit.
#[utoipa::path(
    post, path = "/v1/reclaimed-incidents/{incident_id}/resumption", tag = "reclaimed water",
    params(("incident_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = EmptyRequest,
    responses((status = 200, body = SystemView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn resume_reclaimed_supply(Step { on, .. }: Step<EmptyRequest>) -> Result<HttpResponse, Problem> {
    on.answer(async |tx| {
        let record = supply::resume(tx, &on.rules, &on.act, on.id, on.version).await?;
        view(&on.rules, on.act.today, record)
    })
    .await
}

/// Gives a planned stop up; users are told.
#[utoipa::path(
    post, path = "/v1/supply-stops/{stop_id}/cancellation", tag = "reclaimed water",
    params(("stop_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = EmptyRequest,
    responses((status = 200, body = SystemView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn cancel_supply_stop(Step { on, .. }: Step<EmptyRequest>) -> Result<HttpResponse, Problem> {
    on.answer(async |tx| {
        let record = supply::cancel_stop(tx, &on.act, on.id, on.version).await?;
        view(&on.rules, on.act.today, record)
    })
    .await
}
