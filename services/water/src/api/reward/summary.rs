//! The towns' summaries, and the county's approval of them (附件8 第七条（三）（四）).

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, NaiveDate, Utc};
use platform::{
    Database, Problem, case,
    database::Pg,
    http::{
        access::Principal,
        extract::{Idempotent, IfMatch, Path, Query},
        page::{self, Page},
        problem::ProblemBody,
    },
    notice::Board,
    rule::Rules,
};
use rules::{Fields, RuleSet};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    super::{answer, input, step::Step},
    RewardSignaturesRequest, RewardStepRequest,
    declaration::{RewardDeclarationView, view as declaration_view},
    mu, year,
};
use crate::{
    domain::{code::parse_code, town::Town},
    service::{
        Act,
        error::UseCaseError,
        reward::{
            cases::SUMMARY,
            summary::{approve_summary, create_summary, file_summary, find_summary, withdraw_summary},
        },
    },
    store::reward::{
        declaration,
        summary::{self, SummaryRow},
    },
};

/// A summary to be drawn up.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateRewardSummaryRequest {
    /// Year.
    year: i32,
    /// Town.
    #[schema(value_type = Town)]
    town: String,
    /// Submitted declarations of the town's villages.
    declarations: Vec<Uuid>,
}

/// A summary.
#[derive(Debug, Serialize, ToSchema)]
pub struct RewardSummaryView {
    /// Identity.
    id: Uuid,
    /// Year.
    year: i32,
    /// Town.
    #[schema(value_type = Town)]
    town: String,
    /// `draft`, `filed`, `approved` or `withdrawn`.
    state: String,
    /// Its case, where the sealed sheet is attached.
    case_id: Option<Uuid>,
    /// What it sums up.
    declarations: Vec<RewardDeclarationView>,
    /// Reformed area of all, mu.
    reform_area: String,
    /// Grain of all.
    grain_area: String,
    /// Economic crops of all.
    economic_area: String,
    /// Who signed as handler.
    handler: Option<String>,
    /// Who signed as head.
    head: Option<String>,
    /// When it was sealed.
    sealed_on: Option<NaiveDate>,
    /// Who drew it up.
    drafted_by: String,
    /// Who filed it.
    filed_by: Option<String>,
    /// When.
    filed_at: Option<DateTime<Utc>>,
    /// Who approved it for the county.
    approved_by: Option<String>,
    /// When.
    approved_at: Option<DateTime<Utc>>,
    /// Version, for `If-Match`.
    version: i32,
}

async fn view(conn: &mut Pg, row: SummaryRow) -> Result<RewardSummaryView, UseCaseError> {
    let of = declaration::of_summaries(conn, &[row.id]).await?;
    let sum = |area: fn(&declaration::DeclarationRow) -> i64| mu(of.iter().map(|(row, _)| area(row)).sum());
    let case = case::of_thing(conn, SUMMARY, &row.id.to_string()).await?;
    Ok(RewardSummaryView {
        id: row.id,
        year: row.year,
        town: row.town,
        state: row.state,
        case_id: case.map(|case| case.id),
        reform_area: sum(|row| row.reform_e4),
        grain_area: sum(|row| row.grain_e4),
        economic_area: sum(|row| row.economic_e4),
        declarations: of.into_iter().map(|(row, name)| declaration_view(row, name)).collect(),
        handler: row.handler,
        head: row.head,
        sealed_on: row.sealed_on,
        drafted_by: row.drafted_by,
        filed_by: row.filed_by,
        filed_at: row.filed_at,
        approved_by: row.approved_by,
        approved_at: row.approved_at,
        version: row.version,
    })
}

/// Draws up a summary of submitted declarations.
#[utoipa::path(
    post, path = "/v1/reward/town-summaries", tag = "reward", params(("Idempotency-Key" = String, Header)), request_body = CreateRewardSummaryRequest,
    responses((status = 201, body = RewardSummaryView), (status = 400, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody))
)]
pub async fn create_reward_summary(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    request: Idempotent<CreateRewardSummaryRequest>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let body = &request.body;
    let of = year(&mut fields, body.year);
    let town = parse_code::<Town>(&mut fields, "/town", "镇", &body.town);
    fields.not_empty("/declarations", &body.declarations);
    let mut ids = body.declarations.clone();
    ids.sort_unstable();
    ids.dedup();
    let town = input::finish(fields, town)?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        let row = create_summary(tx, &rules, &act, of, town, &ids).await?;
        view(tx, row).await
    })
    .await
}

/// One summary.
#[utoipa::path(
    get, path = "/v1/reward/town-summaries/{summary_id}", tag = "reward", params(("summary_id" = Uuid, Path)),
    responses((status = 200, body = RewardSummaryView), (status = 404, body = ProblemBody))
)]
pub async fn show_reward_summary(
    database: web::Data<Database>,
    principal: Principal,
    Path(id): Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&principal.scope).await?;
    let row = find_summary(&mut conn, id).await?;
    Ok(HttpResponse::Ok().json(view(&mut conn, row).await?))
}

/// Which summaries are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct SummaryQuery {
    /// Year.
    year: Option<i32>,
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Summaries in the caller's scope, the newest first.
#[utoipa::path(get, path = "/v1/reward/town-summaries", tag = "reward", params(SummaryQuery), responses((status = 200, body = Page<RewardSummaryView>)))]
pub async fn list_reward_summaries(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<SummaryQuery>,
) -> Result<HttpResponse, Problem> {
    let limit = page::limit(query.limit)?;
    let before = page::position::<Uuid>(query.cursor.as_deref())?;
    let mut conn = database.connection(&principal.scope).await?;
    let page = Page::of(summary::list(&mut conn, query.year, before, limit + 1).await?, limit, |row| row.id);
    let mut items = Vec::with_capacity(page.items.len());
    for row in page.items {
        items.push(view(&mut conn, row).await?);
    }
    Ok(HttpResponse::Ok().json(Page {
        items,
        next_cursor: page.next_cursor,
        total: None,
    }))
}

/// Files a summary with the county, signed and sealed.
#[utoipa::path(
    post, path = "/v1/reward/town-summaries/{summary_id}/filing", tag = "reward",
    params(("summary_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)), request_body = RewardSignaturesRequest,
    responses((status = 200, body = RewardSummaryView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn file_reward_summary(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    board: web::Data<Board>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    request: Idempotent<RewardSignaturesRequest>,
) -> Result<HttpResponse, Problem> {
    let signatures = request.body.parse()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::OK, async |tx| {
        let row = file_summary(tx, &rules, &board, &act, (id, version), signatures).await?;
        view(tx, row).await
    })
    .await
}

/// Gives a draft up: its declarations wait again.
#[utoipa::path(
    post, path = "/v1/reward/town-summaries/{summary_id}/withdrawal", tag = "reward",
    params(("summary_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)), request_body = RewardStepRequest,
    responses((status = 200, body = RewardSummaryView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub async fn withdraw_reward_summary(Step { on, .. }: Step<RewardStepRequest>) -> Result<HttpResponse, Problem> {
    on.answer(async |tx| {
        let row = withdraw_summary(tx, &on.rules, &on.act, on.id, on.version).await?;
        view(tx, row).await
    })
    .await
}

/// Approves what a town has filed, after the checks on the spot.
#[utoipa::path(
    post, path = "/v1/reward/town-summaries/{summary_id}/approval", tag = "reward",
    params(("summary_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)), request_body = RewardStepRequest,
    responses((status = 200, body = RewardSummaryView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn approve_reward_summary(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    board: web::Data<Board>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    request: Idempotent<RewardStepRequest>,
) -> Result<HttpResponse, Problem> {
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::OK, async |tx| {
        let row = approve_summary(tx, &rules, &board, &act, id, version).await?;
        view(tx, row).await
    })
    .await
}
