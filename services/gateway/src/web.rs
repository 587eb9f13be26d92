//! The pages: the start page until the front end has its own, the API browser, and 404 for people.

use std::{
    collections::BTreeMap,
    future::{Ready, ready},
    sync::LazyLock,
};

use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        StatusCode,
        header::{self, ContentType},
    },
    web,
};
use platform::{
    Problem,
    http::{access::Access, extract::Path, route::Routes},
};
use sha2::{Digest, Sha256};
use utoipa_swagger_ui::Config as SwaggerConfig;

/// A file of `web/`, compiled in.
struct Asset {
    content_type: &'static str,
    content: &'static [u8],
}

/// Path, file. A path that is not in here does not exist.
static ASSETS: LazyLock<BTreeMap<&'static str, (Asset, String)>> = LazyLock::new(|| {
    let files: [(&str, &str, &[u8]); 5] = [
        ("/", "text/html; charset=utf-8", include_bytes!("../web/index.html")),
        ("/assets/style.css", "text/css; charset=utf-8", include_bytes!("../web/style.css")),
        (
            "/assets/status.js",
            "text/javascript; charset=utf-8",
            include_bytes!("../web/status.js"),
        ),
        (
            "/assets/calculator.js",
            "text/javascript; charset=utf-8",
            include_bytes!("../web/calculator.js"),
        ),
        ("/favicon.svg", "image/svg+xml", include_bytes!("../web/favicon.svg")),
    ];
    let entry = |(path, content_type, content): (&'static str, &'static str, &'static [u8])| {
        let tag = format!("\"{}\"", hex::encode(&Sha256::digest(content)[..8]));
        (path, (Asset { content_type, content }, tag))
    };
    files.into_iter().map(entry).collect()
});
const NOT_FOUND_PAGE: &str = include_str!("../web/404.html");

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
    ASSETS
        .keys()
        .fold(Routes::default(), |table, path| table.get(path, Access::Infrastructure, show_asset))
        .get("/favicon.ico", Access::Infrastructure, || redirect("/favicon.svg"))
        .get("/docs", Access::Infrastructure, || redirect("/docs/"))
        .get("/docs/{file:.*}", Access::Infrastructure, show_docs)
}

/// Whatever no route has: a page for browsers, a problem for programs.
pub async fn show_not_found(request: HttpRequest) -> Result<HttpResponse, Problem> {
    let accepts = request
        .headers()
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    if accepts.contains("text/html") && !request.path().starts_with("/api/") {
        return Ok(HttpResponse::NotFound().content_type(ContentType::html()).body(NOT_FOUND_PAGE));
    }
    Err(Problem::new(
        StatusCode::NOT_FOUND,
        "no_such_path",
        "没有这个地址，请对照接口说明 /openapi.json",
    ))
}

/// Browsers keep a file, but ask each time whether it is still the same.
async fn show_asset(request: HttpRequest) -> HttpResponse {
    let Some((asset, tag)) = ASSETS.get(request.path()) else {
        return HttpResponse::NotFound().finish();
    };
    let known = request
        .headers()
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let mut response = if known.split(',').any(|known| known.trim().trim_start_matches("W/") == tag) {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    response
        .insert_header((header::ETAG, tag.as_str()))
        .insert_header((header::CACHE_CONTROL, "no-cache"));
    response.content_type(asset.content_type).body(asset.content)
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
