//! `/v1/todos`: my own.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::store::{self, DueState, Position, TodoCounts, TodoRow};
use crate::{
    Problem,
    clock::local_date,
    database::Database,
    http::{
        access::{Access, Principal},
        extract::{Json, Query},
        page::{self, MAX_LIMIT, Page},
        problem::ProblemBody,
        route::Routes,
    },
};

/// The routes, the same in every department. Whoever is logged in may ask: the answer holds what is addressed to them.
pub fn routes() -> Routes {
    Routes::default()
        .get("/v1/todos", Access::Authenticated, list_todos)
        .get("/v1/todos/count", Access::Authenticated, count_todos)
        .post("/v1/todos/read", Access::Authenticated, mark_todos_read)
}

/// Their part of the OpenAPI document.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list_todos, count_todos, mark_todos_read))]
pub struct ApiDoc;

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct TodoQuery {
    /// Only those that are `overdue`, due `soon` (today or within three days), `later`, or `undated`.
    #[param(inline)]
    due: Option<DueState>,
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Something that waits for me.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct TodoView {
    /// Identity.
    id: Uuid,
    /// Kind, e.g. `plan.approve`.
    kind: String,
    /// What is to be done.
    title: String,
    /// Page of the front end where it is done.
    link: String,
    /// Unit whose business it is; none: the department's.
    unit: Option<String>,
    /// Whether it is for me alone; else anybody with my role may do it.
    personal: bool,
    /// Last day.
    due_on: Option<NaiveDate>,
    /// How near it is.
    due: DueState,
    /// Since when it waits.
    opened_at: DateTime<Utc>,
    /// Whether I have not seen it.
    unread: bool,
}

impl TodoView {
    fn of(row: TodoRow, today: NaiveDate) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            title: row.title,
            link: row.link,
            unit: row.unit,
            personal: row.is_personal,
            due_on: row.due_on,
            due: DueState::of(row.due_on, today),
            opened_at: row.opened_at,
            unread: row.is_unread,
        }
    }
}

/// What waits for me, the most urgent first.
#[utoipa::path(get, path = "/v1/todos", tag = "todos", params(TodoQuery), responses((status = 200, body = Page<TodoView>), (status = 400, body = ProblemBody)))]
async fn list_todos(database: web::Data<Database>, principal: Principal, Query(query): Query<TodoQuery>) -> Result<HttpResponse, Problem> {
    let limit = page::limit(query.limit)?;
    let after = page::position::<Position>(query.cursor.as_deref())?;
    let today = local_date(Utc::now());
    let mut tx = store::begin(&database, &principal).await?;
    let rows = store::list(&mut tx, &principal.subject, query.due, today, after, limit + 1).await?;
    tx.rollback().await?;
    let page = Page::of(rows, limit, |row| (row.due_on, row.opened_at, row.id));
    Ok(HttpResponse::Ok().json(page.map(|row| TodoView::of(row, today))))
}

/// How much waits for me.
#[utoipa::path(get, path = "/v1/todos/count", tag = "todos", responses((status = 200, body = TodoCounts)))]
async fn count_todos(database: web::Data<Database>, principal: Principal) -> Result<HttpResponse, Problem> {
    let mut tx = store::begin(&database, &principal).await?;
    let counts = store::count(&mut tx, &principal.subject, local_date(Utc::now())).await?;
    tx.rollback().await?;
    Ok(HttpResponse::Ok().json(counts))
}

/// Which were seen.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct ReadRequest {
    /// Ids, at most 200; all that wait when left out.
    ids: Option<Vec<Uuid>>,
}

/// Notes that I have seen these to-dos. The same again changes nothing.
#[utoipa::path(
    post,
    path = "/v1/todos/read",
    tag = "todos",
    request_body = ReadRequest,
    responses((status = 200, body = TodoCounts), (status = 400, body = ProblemBody))
)]
async fn mark_todos_read(
    database: web::Data<Database>,
    principal: Principal,
    Json(request): Json<ReadRequest>,
) -> Result<HttpResponse, Problem> {
    let most = usize::try_from(MAX_LIMIT).unwrap_or(usize::MAX);
    if let Some(ids) = &request.ids
        && ids.len() > most
    {
        let detail = format!("一次最多标记 {MAX_LIMIT} 条，这里有 {} 条：请分几次标记", ids.len());
        return Err(Problem::bad_request("too_many_ids", detail));
    }
    let now = Utc::now();
    let mut tx = store::begin(&database, &principal).await?;
    store::mark_read(&mut tx, &principal.subject, request.ids.as_deref(), now).await?;
    let counts = store::count(&mut tx, &principal.subject, local_date(now)).await?;
    tx.commit().await?;
    Ok(HttpResponse::Ok().json(counts))
}
