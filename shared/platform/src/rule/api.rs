//! Routes: drafts and their way, what a change would do, what ends soon, how two versions differ.

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{Days, Utc};
use rules::amendment::difference;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    change::{self, Doer, no_such_change},
    desk::{Impact, RuleDesk, RuleKeepers},
    maker_checker::{ChangeCommand, ChangeState},
    request::{ApproveRuleChangeRequest, DraftRuleChangeRequest, MoveRuleChangeRequest, ReturnRuleChangeRequest},
    store::{self, ChangeFilter, ChangeRow},
    view::{self, RuleChangeDetailView, RuleChangeView, RuleDifferenceView, RuleExpiryView},
};
use crate::{
    Problem,
    clock::local_date,
    database::{Database, Pg, Scope},
    http::{
        access::{Access, Principal},
        extract::{Idempotent, IfMatch, Json, Path, Query},
        page::Page,
        problem::ProblemBody,
        route::Routes,
        sort::Ask,
    },
    idempotency,
};

/// How far ahead what ends is looked for when nobody says.
const DAYS_AHEAD: u64 = 180;
/// The furthest.
const MOST_DAYS_AHEAD: u64 = 3_660;

/// The routes; what the county calculates by is public, how it is changed is for those who keep it.
pub fn routes_for(keepers: RuleKeepers) -> Routes {
    let (read, draft, decide) = (
        Access::Roles(keepers.read),
        Access::Roles(keepers.draft),
        Access::Roles(keepers.decide),
    );
    Routes::default()
        .get("/v1/rules/{key}/difference", Access::Public, compare_versions)
        .get("/v1/rule-expiries", read, list_expiries)
        .get("/v1/rule-changes", read, list_changes)
        .post("/v1/rule-changes", draft, draft_change)
        .get("/v1/rule-changes/{change_id}", read, show_change)
        .put("/v1/rule-changes/{change_id}", draft, redraft_change)
        .post("/v1/rule-changes/{change_id}/impact", read, show_impact)
        .post("/v1/rule-changes/{change_id}/submission", draft, submit_change)
        .post("/v1/rule-changes/{change_id}/approval", decide, approve_change)
        .post("/v1/rule-changes/{change_id}/return", decide, return_change)
        .post("/v1/rule-changes/{change_id}/withdrawal", read, withdraw_change)
}

/// The OpenAPI part of these routes.
#[derive(utoipa::OpenApi)]
#[openapi(
    paths(
        compare_versions,
        list_expiries,
        list_changes,
        draft_change,
        show_change,
        redraft_change,
        show_impact,
        submit_change,
        approve_change,
        return_change,
        withdraw_change
    ),
    components(schemas(ProblemBody))
)]
pub struct ApiDoc;

/// Which two versions.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct DifferenceQuery {
    /// Number of the older version.
    from: u32,
    /// Number of the newer version.
    to: u32,
}

/// How two versions of a rule differ.
#[derive(Debug, Serialize, ToSchema)]
pub struct RuleVersionDifferenceView {
    /// Key.
    key: String,
    /// Number of the older version.
    from: u32,
    /// Number of the newer version.
    to: u32,
    /// The places at which their values differ.
    differences: Vec<RuleDifferenceView>,
}

/// How the values of two versions of a rule differ.
#[utoipa::path(
    get, path = "/v1/rules/{key}/difference", tag = "rules", params(("key" = String, Path), DifferenceQuery),
    responses((status = 200, body = RuleVersionDifferenceView), (status = 404, body = ProblemBody))
)]
async fn compare_versions(
    desk: web::Data<RuleDesk>,
    Path(key): Path<String>,
    Query(query): Query<DifferenceQuery>,
) -> Result<HttpResponse, Problem> {
    let rules = desk.snapshot()?;
    let value_of = |number: u32| {
        let versions = rules.rule_set().parameter(&key).map(|parameter| &parameter.versions);
        let found = versions.and_then(|versions| versions.iter().find(|version| version.source.rule.version == number));
        found
            .map(|version| version.value.clone())
            .ok_or_else(|| Problem::not_found(format!("没有规则「{key}」第{number}版，全部规则见 /v1/rules")))
    };
    let differences = difference(&value_of(query.from)?, &value_of(query.to)?);
    Ok(HttpResponse::Ok().json(RuleVersionDifferenceView {
        key,
        from: query.from,
        to: query.to,
        differences: differences.into_iter().map(RuleDifferenceView::of).collect(),
    }))
}

/// How far ahead.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ExpiryQuery {
    /// Within so many days, 180 when left out.
    days: Option<u64>,
}

/// What ends soon, or has ended without a successor: regulations, versions, market series.
#[utoipa::path(
    get, path = "/v1/rule-expiries", tag = "rules", params(ExpiryQuery), security(("bearer" = [])),
    responses((status = 200, body = Page<RuleExpiryView>))
)]
async fn list_expiries(desk: web::Data<RuleDesk>, Query(query): Query<ExpiryQuery>) -> Result<HttpResponse, Problem> {
    let days = query.days.unwrap_or(DAYS_AHEAD);
    if days > MOST_DAYS_AHEAD {
        let detail = format!("days 为 {days}，应不超过 {MOST_DAYS_AHEAD}");
        return Err(Problem::bad_request("invalid_days", detail));
    }
    let rules = desk.snapshot()?;
    let today = local_date(Utc::now());
    let found = rules.rule_set().expiries(today + Days::new(days));
    let items = found.into_iter().map(|expiry| RuleExpiryView::of(expiry, today)).collect();
    Ok(HttpResponse::Ok().json(Page::whole(items)))
}

/// Which changes are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct RuleChangeQuery {
    /// State.
    #[param(value_type = Option<ChangeState>, inline)]
    state: Option<String>,
    /// Key of the rule, or number of the regulation.
    subject: Option<String>,
    limit: Option<i64>,
    cursor: Option<String>,
}

/// Changes of the rules, the newest first.
#[utoipa::path(
    get, path = "/v1/rule-changes", tag = "rules", params(RuleChangeQuery), security(("bearer" = [])),
    responses((status = 200, body = Page<RuleChangeView>))
)]
async fn list_changes(
    database: web::Data<Database>,
    desk: web::Data<RuleDesk>,
    principal: Principal,
    Query(query): Query<RuleChangeQuery>,
) -> Result<HttpResponse, Problem> {
    let ask = Ask::page(query.limit, query.cursor.as_deref())?;
    let rules = desk.snapshot()?;
    let mut conn = database.connection(&Scope::Nothing).await?;
    let page = changes_page(&mut conn, &query, &ask).await?;
    Ok(HttpResponse::Ok().json(page.try_map(|row| summary(&desk, rules.rule_set(), &principal, row))?))
}

/// A page of changes.
pub(super) async fn changes_page(conn: &mut Pg, query: &RuleChangeQuery, ask: &Ask) -> Result<Page<ChangeRow>, Problem> {
    if let Some(state) = &query.state
        && ChangeState::from_code(state).is_none()
    {
        let detail = format!("state 为「{state}」，应为 draft、submitted、returned、withdrawn 或 approved");
        return Err(Problem::bad_request("invalid_state", detail));
    }
    let filter = ChangeFilter {
        state: query.state.clone(),
        subject: query.subject.clone(),
    };
    let (before, limit) = ask.behind::<Uuid>()?;
    let rows = store::list(conn, &filter, before, limit).await?;
    Ok(ask.page_of(rows, |row| row.id))
}

fn summary(desk: &RuleDesk, rules: &rules::RuleSet, principal: &Principal, row: ChangeRow) -> Result<RuleChangeView, Problem> {
    let may_draft = desk.keepers.draft.iter().any(|role| principal.has(*role));
    view::view(row, rules, principal, desk.keepers.decides(principal), may_draft)
}

async fn opened(conn: &mut Pg, desk: &RuleDesk, principal: &Principal, row: ChangeRow) -> Result<RuleChangeDetailView, Problem> {
    let content = row.change()?;
    // Rules as they were before it, if it has been approved; as they are, while it waits.
    let rows = store::approved(conn).await?;
    let mut amendments = store::amendments(&rows)?;
    amendments.retain(|amendment| row.revision.is_none_or(|revision| amendment.revision < revision));
    let before = desk.live.load(&amendments).map_err(Problem::internal)?;
    let after = before.rule_set().amended(&content, desk.live.declared()).ok();
    let steps = store::steps(conn, row.id).await?;
    let summary = summary(desk, before.rule_set(), principal, row)?;
    view::detail(summary, &content, before.rule_set(), after.as_ref(), steps)
}

/// A change with what differs, who did what, and what may be done now.
#[utoipa::path(
    get, path = "/v1/rule-changes/{change_id}", tag = "rules", params(("change_id" = Uuid, Path)), security(("bearer" = [])),
    responses((status = 200, body = RuleChangeDetailView), (status = 404, body = ProblemBody))
)]
async fn show_change(
    database: web::Data<Database>,
    desk: web::Data<RuleDesk>,
    principal: Principal,
    Path(id): Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&Scope::Nothing).await?;
    let row = store::find(&mut conn, id).await?.ok_or_else(no_such_change)?;
    Ok(HttpResponse::Ok().json(opened(&mut conn, &desk, &principal, row).await?))
}

/// Drafts a change. Refused at once, with the field: what is wrong in itself, what does not fit the other rules, what
/// would change results that are on record, and a second open change of the same thing.
#[utoipa::path(
    post, path = "/v1/rule-changes", tag = "rules", params(("Idempotency-Key" = String, Header)), request_body = DraftRuleChangeRequest,
    security(("bearer" = [])),
    responses((status = 201, body = RuleChangeDetailView), (status = 400, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
async fn draft_change(
    database: web::Data<Database>,
    desk: web::Data<RuleDesk>,
    principal: Principal,
    request: Idempotent<DraftRuleChangeRequest>,
) -> Result<HttpResponse, Problem> {
    let (change, reason) = request.body.parse()?;
    let doer = Doer::now(&desk, &principal);
    let key = &request.key;
    // Whether a change touches what is on record is seen over all rows.
    let mut tx = database.begin(&Scope::All).await?;
    if let Some(stored) = idempotency::claim(&mut tx, key).await? {
        return Ok(HttpResponse::build(stored.status).json(stored.body));
    }
    let row = change::draft(&mut tx, &desk, &doer, change, reason).await?;
    let body = serde_json::to_value(opened(&mut tx, &desk, &principal, row).await?).map_err(Problem::internal)?;
    idempotency::complete(&mut tx, key, StatusCode::CREATED, &body).await?;
    tx.commit().await?;
    Ok(HttpResponse::Created().json(body))
}

/// Rewrites a draft or a returned change.
#[utoipa::path(
    put, path = "/v1/rule-changes/{change_id}", tag = "rules", params(("change_id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = DraftRuleChangeRequest, security(("bearer" = [])),
    responses((status = 200, body = RuleChangeDetailView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
async fn redraft_change(
    database: web::Data<Database>,
    desk: web::Data<RuleDesk>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    Json(request): Json<DraftRuleChangeRequest>,
) -> Result<HttpResponse, Problem> {
    let (change, reason) = request.parse()?;
    let doer = Doer::now(&desk, &principal);
    let mut tx = database.begin(&Scope::All).await?;
    let row = change::redraft(&mut tx, &desk, &doer, id, version, change, reason).await?;
    let body = opened(&mut tx, &desk, &principal, row).await?;
    tx.commit().await?;
    Ok(HttpResponse::Ok().json(body))
}

/// A step that happens once per key.
struct Once<'a> {
    database: &'a Database,
    desk: &'a RuleDesk,
    principal: &'a Principal,
    key: &'a idempotency::RequestKey,
}

impl Once<'_> {
    async fn run(&self, effect: impl AsyncFnOnce(&mut Pg, &Doer<'_>) -> Result<ChangeRow, Problem>) -> Result<HttpResponse, Problem> {
        let doer = Doer::now(self.desk, self.principal);
        let mut tx = self.database.begin(&Scope::All).await?;
        if let Some(stored) = idempotency::claim(&mut tx, self.key).await? {
            return Ok(HttpResponse::build(stored.status).json(stored.body));
        }
        let row = effect(&mut tx, &doer).await?;
        let body = serde_json::to_value(opened(&mut tx, self.desk, self.principal, row).await?).map_err(Problem::internal)?;
        idempotency::complete(&mut tx, self.key, StatusCode::OK, &body).await?;
        tx.commit().await?;
        Ok(HttpResponse::Ok().json(body))
    }
}

/// Asks for approval.
#[utoipa::path(
    post, path = "/v1/rule-changes/{change_id}/submission", tag = "rules",
    params(("change_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = MoveRuleChangeRequest, security(("bearer" = [])),
    responses((status = 200, body = RuleChangeDetailView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
async fn submit_change(
    database: web::Data<Database>,
    desk: web::Data<RuleDesk>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    request: Idempotent<MoveRuleChangeRequest>,
) -> Result<HttpResponse, Problem> {
    let once = Once {
        database: &database,
        desk: &desk,
        principal: &principal,
        key: &request.key,
    };
    once.run(async |tx, doer| change::move_on(tx, &desk, doer, id, version, ChangeCommand::Submit).await)
        .await
}

/// Approves what somebody else has drafted: in force from its day on, in every replica.
#[utoipa::path(
    post, path = "/v1/rule-changes/{change_id}/approval", tag = "rules",
    params(("change_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = ApproveRuleChangeRequest, security(("bearer" = [])),
    responses((status = 200, body = RuleChangeDetailView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
async fn approve_change(
    database: web::Data<Database>,
    desk: web::Data<RuleDesk>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    request: Idempotent<ApproveRuleChangeRequest>,
) -> Result<HttpResponse, Problem> {
    let once = Once {
        database: &database,
        desk: &desk,
        principal: &principal,
        key: &request.key,
    };
    let comment = request.body.comment.clone();
    let answer = once
        .run(async |tx, doer| change::approve(tx, &desk, doer, id, version, comment).await)
        .await?;
    // Whoever approved sees it at the next look; the other replicas hear of it.
    let mut conn = database.connection(&Scope::Nothing).await?;
    desk.live.catch_up(&mut conn).await?;
    Ok(answer)
}

/// Sends a change back to its drafter, with a comment.
#[utoipa::path(
    post, path = "/v1/rule-changes/{change_id}/return", tag = "rules",
    params(("change_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = ReturnRuleChangeRequest, security(("bearer" = [])),
    responses((status = 200, body = RuleChangeDetailView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
async fn return_change(
    database: web::Data<Database>,
    desk: web::Data<RuleDesk>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    request: Idempotent<ReturnRuleChangeRequest>,
) -> Result<HttpResponse, Problem> {
    let once = Once {
        database: &database,
        desk: &desk,
        principal: &principal,
        key: &request.key,
    };
    let comment = request.body.comment.clone();
    once.run(async |tx, doer| change::move_on(tx, &desk, doer, id, version, ChangeCommand::Return { comment }).await)
        .await
}

/// Gives a change up: its drafter, or one of those who decide.
#[utoipa::path(
    post, path = "/v1/rule-changes/{change_id}/withdrawal", tag = "rules",
    params(("change_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = MoveRuleChangeRequest, security(("bearer" = [])),
    responses((status = 200, body = RuleChangeDetailView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
async fn withdraw_change(
    database: web::Data<Database>,
    desk: web::Data<RuleDesk>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    request: Idempotent<MoveRuleChangeRequest>,
) -> Result<HttpResponse, Problem> {
    let once = Once {
        database: &database,
        desk: &desk,
        principal: &principal,
        key: &request.key,
    };
    once.run(async |tx, doer| change::move_on(tx, &desk, doer, id, version, ChangeCommand::Withdraw).await)
        .await
}

/// What the change would have done to the last stored results that the caller may see. Nothing is stored.
#[utoipa::path(
    post, path = "/v1/rule-changes/{change_id}/impact", tag = "rules", params(("change_id" = Uuid, Path)), security(("bearer" = [])),
    responses((status = 200, body = Impact), (status = 404, body = ProblemBody))
)]
async fn show_impact(
    database: web::Data<Database>,
    desk: web::Data<RuleDesk>,
    principal: Principal,
    Path(id): Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let rules = desk.snapshot()?;
    let mut conn = database.connection(&principal.scope).await?;
    let row = store::find(&mut conn, id).await?.ok_or_else(no_such_change)?;
    let impact = desk.usage.impact(&mut conn, rules.rule_set(), &row.change()?).await?;
    Ok(HttpResponse::Ok().json(impact))
}
