//! Every route says who may call it, and is documented.

use platform::test_support::conformance;
use water::api;

use crate::support;

#[tokio::test(flavor = "multi_thread")]
async fn the_service_behaves_as_every_service() {
    let water = support::start().await;
    conformance::assert_documented(&api::openapi(), &api::routes());
    assert!(conformance::assert_guarded(&water.service, &api::routes()).await > 30);
    conformance::assert_refuses_unknown(&water.service, "/v1/calculators/surcharge").await;
}
