//! The pages: the front end, and the API browser.

use std::future::{Ready, ready};

use actix_web::{
    HttpRequest, HttpResponse,
    http::{Method, StatusCode, header},
    web,
};
use platform::{
    Problem,
    http::{access::Access, extract::Path, route::Routes},
};
use utoipa_swagger_ui::Config as SwaggerConfig;

use crate::front_end::{FrontEnd, show_asset, show_page};

/// The API browser's settings.
pub struct Docs(std::sync::Arc<SwaggerConfig<'static>>);

impl Docs {
    /// The API browser over the merged description.
    pub fn new() -> Self {
        let config = SwaggerConfig::from("/openapi.json")
            .doc_expansion("none")
            .filter(true)
            .display_request_duration(true)
            .try_it_out_enabled(true)
            .validator_url("none")
            .use_base_layout();
        Self(std::sync::Arc::new(config))
    }
}

impl Default for Docs {
    fn default() -> Self {
        Self::new()
    }
}

/// The pages' routes.
pub fn routes() -> Routes {
    Routes::default()
        .get("/", Access::Infrastructure, show_page)
        .get("/assets/{file}", Access::Infrastructure, show_asset)
        .get("/docs", Access::Infrastructure, || redirect("/docs/"))
        .get("/docs/{file:.*}", Access::Infrastructure, show_docs)
}

/// Whatever no route has: to a browser that asks for a page, the front end, which knows its own addresses; to programs, a problem.
pub async fn show_page_or_problem(request: HttpRequest, front_end: web::Data<FrontEnd>) -> Result<HttpResponse, Problem> {
    let path = request.path();
    let is_reserved = ["/api", "/assets", "/docs", "/.well-known"].iter().any(|prefix| {
        path.strip_prefix(prefix)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    });
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    if is_read && !is_reserved && wants_page(&request) {
        return Ok(show_page(front_end).await);
    }
    Err(Problem::new(
        StatusCode::NOT_FOUND,
        "no_such_path",
        "没有这个地址，请对照接口说明 /openapi.json",
    ))
}

fn wants_page(request: &HttpRequest) -> bool {
    let accepts = request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accepts.is_some_and(|accepts| accepts.contains("text/html"))
}

async fn show_docs(docs: web::Data<Docs>, Path(file): Path<String>) -> Result<HttpResponse, Problem> {
    let found = utoipa_swagger_ui::serve(&file, std::sync::Arc::clone(&docs.0)).map_err(|error| Problem::internal(error.to_string()))?;
    let file = found.ok_or_else(|| Problem::not_found("接口说明里没有这个文件"))?;
    let mut response = HttpResponse::Ok();
    response
        .content_type(file.content_type)
        .insert_header((header::CACHE_CONTROL, "no-cache"));
    if file.gzpipped {
        response.insert_header((header::CONTENT_ENCODING, "gzip"));
    }
    Ok(response.body(file.bytes.into_owned()))
}

fn redirect(to: &'static str) -> Ready<HttpResponse> {
    ready(HttpResponse::PermanentRedirect().insert_header((header::LOCATION, to)).finish())
}
