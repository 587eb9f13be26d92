//! Routes of the register half, and its part of the OpenAPI document.

use platform::http::route::Routes;

/// The register's routes; merged into [`super::routes`].
pub fn routes() -> Routes {
    Routes::default()
}

/// The register's part of the OpenAPI document.
#[derive(utoipa::OpenApi)]
#[openapi()]
pub struct ApiDoc;
