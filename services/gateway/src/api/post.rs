//! Posts.

use actix_web::{HttpResponse, web};
use chrono::Utc;
use platform::{
    Problem,
    database::Pg,
    http::{
        access::Principal,
        extract::{IfMatch, Json, Path, Query},
        page::Page,
        problem::ProblemBody,
        sort::Ask,
    },
    list::{Column, List, Reader, text},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    domain::post::Post,
    service::{Identity, SCOPE, authorize, keep_post},
    store,
};

/// A post.
#[derive(Debug, Serialize, ToSchema)]
pub struct PostView {
    /// Its code, which accounts name.
    code: String,
    /// Chinese title.
    title: String,
    /// Code of the unit that it is a post of.
    unit: String,
    /// Codes of the roles that it brings along.
    roles: Vec<String>,
    /// For `If-Match`.
    version: i32,
}

impl From<Post> for PostView {
    fn from(post: Post) -> Self {
        Self {
            code: post.code,
            title: post.title,
            unit: post.unit,
            roles: post.roles,
            version: post.version,
        }
    }
}

/// A new post.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreatePostRequest {
    /// Its code; cannot be changed later.
    #[schema(example = "water_section_head")]
    code: String,
    /// Chinese title.
    title: String,
    /// Code of the unit; cannot be changed later.
    unit: String,
    /// Codes of the roles that it brings along.
    roles: Vec<String>,
}

/// What can be changed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdatePostRequest {
    /// Chinese title.
    title: String,
    /// Codes of the roles that it brings along.
    roles: Vec<String>,
}

/// Filters of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct PostQuery {
    /// Of this unit.
    unit: Option<String>,
    limit: Option<i64>,
    cursor: Option<String>,
}

/// 岗位列表：登录后人人可查，各页面据此把岗位编码显示为名称。
#[utoipa::path(get, path = "/api/identity/v1/posts", tag = "units", params(PostQuery), security(("bearer" = [])), responses((status = 200, body = Page<PostView>)))]
pub async fn list_posts(
    identity: web::Data<Identity>,
    principal: Principal,
    Query(query): Query<PostQuery>,
) -> Result<HttpResponse, Problem> {
    let ask = Ask::page(query.limit, query.cursor.as_deref())?;
    let mut conn = identity.database.connection(&SCOPE).await?;
    authorize::require_settled_account(&mut conn, &principal).await?;
    let page = Posts.page(&mut conn, &Posts.reader(&principal), &query, &ask).await?;
    Ok(HttpResponse::Ok().json(page))
}

/// The list of posts. It holds all of them: nobody's data scope narrows it.
pub struct Posts;

impl List for Posts {
    type Query = PostQuery;
    type Item = PostView;
    const NAME: &'static str = "posts";
    const TITLE: &'static str = "岗位";
    const COLUMNS: &'static [Column<PostView>] = &[
        Column::new("编码", 24, |post| text(&post.code)),
        Column::new("名称", 30, |post| text(&post.title)),
        Column::new("单位", 20, |post| text(&post.unit)),
        Column::new("带有的角色", 50, |post| text(post.roles.join("、"))),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &PostQuery, ask: &Ask) -> Result<Page<PostView>, Problem> {
        let (after, limit) = ask.behind::<String>()?;
        let posts = store::post::list(conn, query.unit.as_deref(), after.as_deref(), limit).await?;
        Ok(ask.page_of(posts, |post| post.code.clone()).map(PostView::from))
    }
}

/// 设置岗位：单位里的一个职位，以及它带有的角色。
#[utoipa::path(
    post, path = "/api/identity/v1/posts", tag = "units", request_body = CreatePostRequest, security(("bearer" = [])),
    responses((status = 201, body = PostView), (status = 400, body = ProblemBody), (status = 409, body = ProblemBody))
)]
pub async fn create_post(
    identity: web::Data<Identity>,
    principal: Principal,
    Json(body): Json<CreatePostRequest>,
) -> Result<HttpResponse, Problem> {
    let draft = keep_post::Draft {
        code: body.code,
        title: body.title,
        unit: body.unit,
        roles: body.roles,
    };
    let post = keep_post::add_post(&identity, &principal, draft, Utc::now()).await?;
    Ok(HttpResponse::Created().json(PostView::from(post)))
}

/// 修改岗位的名称和角色：在岗人员从下一个请求起按新的角色办理。
#[utoipa::path(
    put, path = "/api/identity/v1/posts/{code}", tag = "units", request_body = UpdatePostRequest, security(("bearer" = [])),
    params(("code" = String, Path), ("If-Match" = String, Header, description = "The version that was seen")),
    responses((status = 200, body = PostView), (status = 400, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub async fn update_post(
    identity: web::Data<Identity>,
    principal: Principal,
    Path(code): Path<String>,
    version: IfMatch,
    Json(body): Json<UpdatePostRequest>,
) -> Result<HttpResponse, Problem> {
    let post = keep_post::update_post(&identity, &principal, &code, version, &body.title, body.roles, Utc::now()).await?;
    Ok(HttpResponse::Ok().json(PostView::from(post)))
}
