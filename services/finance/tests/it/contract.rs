//! The API description that others generate their clients from.

#[test]
fn the_locked_openapi_document_is_what_the_code_says() {
    let document = serde_json::to_value(finance::api::openapi()).unwrap();
    testkit::assert_locked(env!("CARGO_MANIFEST_DIR"), "openapi.json", &document);
}
