//! Queries that people keep for the lists of the workplace; each sees only the own.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};
use chrono::{DateTime, SubsecRound, Utc};
use platform::{
    Problem,
    database::Database,
    http::{
        access::Principal,
        extract::{Json, Path, Query},
        problem::ProblemBody,
    },
};
use rules::Fields;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::store::saved_query::{self, SavedQueryRow};

/// Most queries that a person keeps.
const MOST: i64 = 200;
/// Most characters of a name.
const NAME_LENGTH: usize = 40;
/// Most characters of a parameter's value.
const VALUE_LENGTH: usize = 200;
/// Most parameters of a query.
const MOST_PARAMETERS: usize = 30;

/// A query that somebody keeps.
#[derive(Debug, Serialize, ToSchema)]
pub struct SavedQueryView {
    /// Identity.
    id: Uuid,
    /// The list's name in the front end.
    page: String,
    /// What its owner calls it.
    name: String,
    /// The parameters of the list's address.
    #[schema(value_type = BTreeMap<String, String>)]
    query: serde_json::Value,
    /// When it was kept.
    created_at: DateTime<Utc>,
}

impl From<SavedQueryRow> for SavedQueryView {
    fn from(row: SavedQueryRow) -> Self {
        Self {
            id: row.id,
            page: row.page,
            name: row.name,
            query: row.query,
            created_at: row.created_at,
        }
    }
}

/// The queries of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct SavedQueryList {
    /// By name.
    items: Vec<SavedQueryView>,
}

/// Of which list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct SavedQueryQuery {
    /// The list's name in the front end, e.g. `water.bills`.
    page: String,
}

/// A query to be kept; one of the same name is replaced.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveQueryRequest {
    /// The list's name in the front end.
    #[schema(example = "water.bills")]
    page: String,
    /// What its owner calls it.
    #[schema(example = "三季度逾期账单")]
    name: String,
    /// The parameters of the list's address.
    #[schema(example = json!({"period": "2026Q3", "state": "overdue"}))]
    query: BTreeMap<String, String>,
}

impl SaveQueryRequest {
    fn parse(self, username: String) -> Result<SavedQueryRow, Problem> {
        let mut fields = Fields::new();
        let is_page = self.page.len() <= 60
            && self.page.starts_with(|letter: char| letter.is_ascii_lowercase())
            && self
                .page
                .chars()
                .all(|letter| letter.is_ascii_lowercase() || matches!(letter, '.' | '-'));
        if !is_page {
            fields.fault("/page", "not_a_page", format!("「{}」不是清单的名称，应如 water.bills", self.page));
        }
        let name = fields.text("/name", &self.name, NAME_LENGTH);
        if self.query.len() > MOST_PARAMETERS {
            fields.fault("/query", "too_many", format!("最多{MOST_PARAMETERS}个查询条件"));
        }
        for (parameter, value) in &self.query {
            if parameter.len() > NAME_LENGTH || value.chars().count() > VALUE_LENGTH {
                fields.fault("/query", "too_long", format!("查询条件「{parameter}」过长"));
            }
        }
        fields.finish()?;
        Ok(SavedQueryRow {
            id: Uuid::now_v7(),
            username,
            page: self.page,
            name,
            query: serde_json::to_value(self.query).map_err(Problem::internal)?,
            created_at: Utc::now().trunc_subsecs(6),
        })
    }
}

/// 自己保存的查询。
#[utoipa::path(
    get, path = "/api/identity/v1/saved-queries", tag = "saved queries", params(SavedQueryQuery), security(("bearer" = [])),
    responses((status = 200, body = SavedQueryList))
)]
pub async fn list_saved_queries(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<SavedQueryQuery>,
) -> Result<HttpResponse, Problem> {
    let mut tx = saved_query::begin(&database, &principal.subject).await?;
    let rows = saved_query::list(&mut tx, &query.page).await?;
    let items = rows.into_iter().map(SavedQueryView::from).collect();
    Ok(HttpResponse::Ok().json(SavedQueryList { items }))
}

/// 保存一个查询；同名的被替换。
#[utoipa::path(
    post, path = "/api/identity/v1/saved-queries", tag = "saved queries", request_body = SaveQueryRequest, security(("bearer" = [])),
    responses((status = 201, body = SavedQueryView), (status = 400, body = ProblemBody), (status = 409, body = ProblemBody))
)]
pub async fn save_query(
    database: web::Data<Database>,
    principal: Principal,
    Json(request): Json<SaveQueryRequest>,
) -> Result<HttpResponse, Problem> {
    let row = request.parse(principal.subject.clone())?;
    let mut tx = saved_query::begin(&database, &principal.subject).await?;
    let saved = saved_query::save(&mut tx, &row).await?;
    // Counted after: a name that was there is replaced and does not make one more.
    if saved_query::count(&mut tx).await? > MOST {
        let detail = format!("您已保存了 {MOST} 个查询：请先删除不用的");
        return Err(Problem::conflict("too_many_saved_queries", detail));
    }
    tx.commit().await?;
    Ok(HttpResponse::Created().json(SavedQueryView::from(saved)))
}

/// 删除自己保存的查询。
#[utoipa::path(
    delete, path = "/api/identity/v1/saved-queries/{query_id}", tag = "saved queries", params(("query_id" = Uuid, Path)),
    security(("bearer" = [])), responses((status = 204), (status = 404, body = ProblemBody))
)]
pub async fn delete_saved_query(
    database: web::Data<Database>,
    principal: Principal,
    Path(id): Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let mut tx = saved_query::begin(&database, &principal.subject).await?;
    if !saved_query::delete(&mut tx, id).await? {
        return Err(Problem::not_found("没有这个保存的查询，或它不是您的"));
    }
    tx.commit().await?;
    Ok(HttpResponse::NoContent().finish())
}
