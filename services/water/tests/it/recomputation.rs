//! A bill is computed again by the rules as of then.

use rules::load::files_digest;
use serde_json::{Value, json};
use water::domain::ruleset::compiled_in;

use crate::{
    billing_county::{County, User, clerk, path_of},
    rule_change::good,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_bill_whose_figures_were_changed_past_the_database_recomputes_differently_and_says_where() {
    let county = County::start().await;
    county.add(&User::example("A")).await;
    county.bill().await;
    let bill = county.bill_of("A").await;
    let client = county.superuser().await;
    client
        .batch_execute(
            "SET session_replication_role = replica; UPDATE bills SET surcharge_fen = surcharge_fen + 1, total_fen = total_fen + 1",
        )
        .await
        .unwrap();
    let again = good(county.post(&clerk(), &path_of(&bill, "/recomputation"), &json!({})).await, 200);
    assert_eq!(again["equal"], false);
    let pointers: Vec<_> = again["differences"]
        .as_array()
        .unwrap()
        .iter()
        .map(|difference| difference["pointer"].clone())
        .collect();
    assert_eq!(pointers, ["/surcharge", "/total"]);
    client
        .batch_execute("UPDATE bills SET rules_digest = repeat('0', 64)")
        .await
        .unwrap();
    let lost = county.post(&clerk(), &path_of(&bill, "/recomputation"), &json!({})).await;
    assert_eq!((lost.status, &lost.body["code"]), (409, &json!("rules_of_then_lost")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bill_of_an_earlier_release_recomputes_although_the_program_has_learnt_new_rules_since() {
    let county = County::start().await;
    county.add(&User::example("A")).await;
    county.bill().await;
    let bill = county.bill_of("A").await;
    let mut then = compiled_in();
    then.retain(|file| file.name != "supervision.toml");
    assert!(
        water::domain::ruleset::load(Some(then.clone())).is_err(),
        "the release had fewer rules"
    );
    computed_by(&county, &then).await;
    let again = good(county.post(&clerk(), &path_of(&bill, "/recomputation"), &json!({})).await, 200);
    assert_eq!((&again["equal"], &again["differences"]), (&json!(true), &json!([])));
    assert_eq!(again["recomputed"]["surcharge"], "1890.00");

    // A rule that the program reads in another way today is told, not guessed.
    for file in &mut then {
        file.text = file.text.replace("value = [\"0.50\", \"1.00\", \"1.50\"]", "value = \"0.50\"");
    }
    computed_by(&county, &then).await;
    let lost = county.post(&clerk(), &path_of(&bill, "/recomputation"), &json!({})).await;
    assert_eq!((lost.status, &lost.body["code"]), (409, &json!("rules_of_then_lost")));
    assert!(
        lost.body["detail"].as_str().unwrap().contains("surcharge.rates.ordinary"),
        "{}",
        lost.body
    );
}

/// Makes all bills ones that a release with these files computed.
async fn computed_by(county: &County, files: &[rules::RuleFile]) {
    let digest = files_digest(files);
    let files: Vec<Value> = files.iter().map(|file| json!({ "name": file.name, "text": file.text })).collect();
    let client = county.superuser().await;
    client
        .execute(
            "INSERT INTO rule_files (digest, files) VALUES ($1, $2::text::jsonb)",
            &[&digest, &json!(files).to_string()],
        )
        .await
        .unwrap();
    client
        .batch_execute(&format!(
            "SET session_replication_role = replica; UPDATE bills SET rules_digest = '{digest}'"
        ))
        .await
        .unwrap();
}
