//! How the services are, and the merged API description.

use actix_web::{
    HttpResponse,
    http::header::{CACHE_CONTROL, CONTENT_TYPE},
    web,
};
use platform::{Problem, http::health::Readiness};

use crate::{
    overview::{Overview, StatusView},
    proxy::Upstreams,
};

/// 各服务的状态：正常、部分异常、没有应答。
#[utoipa::path(get, path = "/api/status", tag = "status", responses((status = 200, body = StatusView)))]
pub async fn show_status(overview: web::Data<Overview>, upstreams: web::Data<Upstreams>, readiness: web::Data<Readiness>) -> HttpResponse {
    HttpResponse::Ok().json(overview.status(&upstreams, &readiness).await)
}

/// The API description of everything that can be reached through the gateway.
pub async fn show_openapi(overview: web::Data<Overview>, upstreams: web::Data<Upstreams>) -> Result<HttpResponse, Problem> {
    let document = overview.openapi(&upstreams).await.map_err(Problem::internal)?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "application/json"))
        .insert_header((CACHE_CONTROL, "no-cache"))
        .body(document))
}
