//! Every route says who may call it, and is documented; nobody sees a row out of their scope.

use finance::{
    api::{self, role::FUND_OPERATOR},
    domain::ruleset,
};
use platform::test_support::{TestPerson, conformance};
use uuid::Uuid;

use crate::support;

#[tokio::test(flavor = "multi_thread")]
async fn the_service_behaves_as_every_service() {
    let finance = support::start().await;
    conformance::assert_documented(&api::openapi(), &api::routes());
    assert!(conformance::assert_guarded(&finance.service, &api::routes()).await > 10);
    conformance::assert_refuses_unknown(&finance.service, "/v1/calculators/occupancy-fee").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_auditor_reads_and_does_nothing_else() {
    let finance = support::start().await;
    assert_eq!(finance.get(&support::auditor(), "/v1/funds").await.status, 200);
    let refused = finance
        .post(
            &support::auditor(),
            "/v1/reconciliations/water-surcharge",
            &serde_json::json!({ "date": "2026-01-01" }),
        )
        .await;
    assert_eq!(refused.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_sees_only_the_funds_that_it_keeps() {
    let finance = support::start().await;
    let payment = Uuid::now_v7();
    finance.receive(&support::collected(payment, "420.00", "2026-03-31")).await.unwrap();
    let ronglin = support::clerk().of_units(&["ronglin"]);
    let bureau = support::clerk().of_units(&["finance_bureau"]);
    let nowhere = support::clerk().of_units(&["longxing"]);

    // Who operates the revolving fund reads its books, and keeps none.
    let operator = TestPerson::with("operator", &[FUND_OPERATOR]).of_units(&["ronglin"]);
    let keys = |answer: platform::test_support::Answer| {
        answer.body["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|fund| fund["key"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(keys(finance.get(&ronglin, "/v1/funds").await), ["revolving"]);
    assert_eq!(keys(finance.get(&operator, "/v1/funds").await), ["revolving"]);
    let refused = finance
        .post(
            &operator,
            "/v1/reconciliations/water-surcharge",
            &serde_json::json!({ "date": "2026-01-01" }),
        )
        .await;
    assert_eq!(refused.status, 403);
    assert_eq!(
        keys(finance.get(&bureau, "/v1/funds").await),
        [
            "agri_subsidy",
            "emergency",
            "maintenance_custody",
            "service_reward",
            "water_surcharge"
        ]
    );
    assert!(keys(finance.get(&nowhere, "/v1/funds").await).is_empty());

    for path in [
        "/v1/funds/water_surcharge/trial-balance",
        "/v1/funds/water_surcharge/statement?from=2026-01-01&to=2026-12-31",
        "/v1/funds/water_surcharge/statement/export?from=2026-01-01&to=2026-12-31&format=csv",
        "/v1/journal-entries/SZ-2026-000001",
    ] {
        assert_eq!(finance.get(&bureau, path).await.status, 200, "{path}");
        let refused = finance.get(&ronglin, path).await;
        assert_eq!((refused.status, refused.body["code"].as_str()), (404, Some("not_found")), "{path}");
    }
    for path in ["/v1/journal-entries", "/v1/surcharge-incomes"] {
        assert_eq!(
            finance.get(&bureau, path).await.body["items"].as_array().unwrap().len(),
            1,
            "{path}"
        );
        assert!(
            finance.get(&ronglin, path).await.body["items"].as_array().unwrap().is_empty(),
            "{path}"
        );
    }
}

#[test]
fn the_gateways_first_accounts_know_every_unit_that_keeps_a_fund() {
    let seed = include_str!("../../../gateway/demo/accounts.toml");
    for fund in ruleset::load(None).unwrap().funds().iter() {
        assert!(
            seed.contains(&format!("{{ code = \"{}\"", fund.unit)),
            "{}: {}",
            fund.key,
            fund.unit
        );
    }
    assert!(seed.contains(&format!("{{ code = \"{}\"", FUND_OPERATOR.code)));
}
