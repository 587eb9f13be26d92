//! The API description that others generate their clients from.

use utoipa::OpenApi;

#[test]
fn the_locked_openapi_document_is_what_the_code_says() {
    let document = serde_json::to_value(gateway::api::ApiDoc::openapi()).unwrap();
    testkit::assert_locked(env!("CARGO_MANIFEST_DIR"), "openapi.json", &document);
}
