//! The operations page's one question: how all services stand.

use actix_web::{HttpRequest, HttpResponse, http::header::AUTHORIZATION, web};
use platform::{Database, Problem, http::health::Readiness, operations::Probe};

use crate::{
    overview::{OperationsView, Overview},
    proxy::Upstreams,
};

/// 全部服务的运行情况；没有应答的服务如实列出，不影响其他服务。
///
/// Each service is asked under the caller's own token, and decides itself what it tells.
#[utoipa::path(
    get, path = "/api/identity/v1/operations/overview", tag = "operations", security(("bearer" = [])),
    responses((status = 200, body = OperationsView))
)]
pub async fn show_overview(
    request: HttpRequest,
    overview: web::Data<Overview>,
    upstreams: web::Data<Upstreams>,
    probe: web::Data<Probe>,
    readiness: web::Data<Readiness>,
    database: web::Data<Database>,
) -> Result<HttpResponse, Problem> {
    let token = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let own = probe.state(&database, &readiness, None);
    let view = Box::pin(overview.operations(&upstreams, own, token.unwrap_or_default())).await;
    Ok(HttpResponse::Ok().json(view))
}
