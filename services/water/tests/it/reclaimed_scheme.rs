//! Design schemes of reclaimed-water systems and the joint opinion (24号 附件7 第十一至十八条; flow S7).

use diesel_async::SimpleAsyncConnection;
use platform::{
    Scope,
    test_support::{Answer, TestPerson, send},
};
use serde_json::{Value, json};
use water::api::role::{WATER_CLERK, WATER_HEAD};

use crate::{
    project::ok,
    reclaimed::made,
    register::{actions_on, refusal, with},
    support::{Water, clerk, head, start, town_clerk_of},
};

/// A housing estate outside the network that builds a system of its own.
pub fn scheme_body(project: &str) -> Value {
    json!({
        "project_code": project, "project_name": "示例小区", "builder": "示例公司", "town": "longxing", "works": "building",
        "inside_network": false, "other_system": false, "measure": "own_system", "source": "municipal", "disinfected": true,
        "separate_pipes": true, "labelled": true, "uses": ["toilet"], "designer": "示例设计院", "designer_certificate": "A-1",
        "submitted_on": "2026-10-08",
    })
}

pub async fn record(water: &Water, body: &Value) -> Value {
    made(water.post(&clerk(), "/v1/reclaimed-schemes", body).await)
}

pub fn opinion_body(agrees: bool) -> Value {
    json!({"agrees": agrees, "opinion": "见意见书"})
}

async fn give(water: &Water, person: &TestPerson, scheme: &Value, agrees: bool) -> Answer {
    let path = format!("/v1/reclaimed-schemes/{}/opinion", scheme["id"].as_str().unwrap());
    water.post_if_match(person, &path, 1, &opinion_body(agrees)).await
}

/// What water answers housing.
async fn asked(water: &Water, service: &str, project: &str) -> Answer {
    let token = water.issuer.service_token(service);
    let request = water.request("GET", &format!("/v1/reclaimed-opinions?project_code={project}"));
    send(request.bearer_auth(token)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn housing_gets_the_opinion_with_number_and_date_and_unknown_is_an_answer_of_its_own() {
    let water = start().await;
    let answer = async |project: &str| ok(asked(&water, "housing", project).await);
    assert_eq!(
        answer("P-1").await,
        json!({"project_code": "P-1", "answer": "unknown", "scheme_number": null, "opinion_number": null, "opinion_on": null, "opinion": null})
    );
    let scheme = record(&water, &scheme_body("P-1")).await;
    assert_eq!(scheme["objections"], json!([]));
    assert!(scheme["duty"].as_str().unwrap().contains("第十二条第一款"), "{scheme}");
    let pending = answer("P-1").await;
    assert_eq!(
        (&pending["answer"], &pending["scheme_number"], &pending["opinion_number"]),
        (&json!("pending"), &scheme["number"], &json!(null))
    );
    let agreed = ok(give(&water, &head(), &scheme, true).await);
    let today = water::service::county_day(chrono::Utc::now()).to_string();
    assert_eq!((&agreed["state"], &agreed["opinion_on"]), (&json!("agreed"), &json!(today)));
    let told = answer("P-1").await;
    assert_eq!(
        (&told["answer"], &told["opinion_number"], &told["opinion_on"]),
        (&json!("agreed"), &agreed["opinion_number"], &json!(today))
    );
    assert!(told["opinion_number"].as_str().unwrap().starts_with("ZSHS-"), "{told}");
    // Another scheme of the project is looked at anew.
    record(&water, &scheme_body("P-1")).await;
    assert_eq!(answer("P-1").await["answer"], "pending");
    assert_eq!(answer("P-2").await["answer"], "unknown");
    for service in ["finance", "emergency"] {
        assert_eq!(asked(&water, service, "P-1").await.status, 403, "{service}");
    }
    assert_eq!(
        water.get(&head(), "/v1/reclaimed-opinions?project_code=P-1").await.status,
        403,
        "people read the list"
    );
    assert_eq!(
        actions_on(&water, scheme["id"].as_str().unwrap()).await,
        ["reclaimed_scheme.record", "reclaimed_scheme.opinion"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_agrees_to_the_water_of_an_infectious_hospital_nor_to_pipes_where_a_system_is_due() {
    let water = start().await;
    for (project, change, missing) in [
        ("P-1", json!({"source": "infectious_hospital"}), "第十条（二）"),
        ("P-2", json!({"measure": "user_pipes", "source": null}), "第十二条第一款"),
        ("P-3", json!({"inside_network": true}), "第十一条第二款"),
        ("P-4", json!({"labelled": false}), "第二十三条"),
        ("P-5", json!({"designer_certificate": null}), "第十五条"),
    ] {
        let scheme = record(&water, &with(scheme_body(project), change)).await;
        assert!(scheme["objections"][0].as_str().unwrap().contains(missing), "{scheme}");
        let refused = give(&water, &head(), &scheme, true).await;
        assert_eq!(refusal(&refused), (409, "scheme_not_in_order", ""));
        assert!(refused.body["missing"][0].as_str().unwrap().contains(missing), "{}", refused.body);
        let path = format!("/v1/reclaimed-schemes/{}", scheme["id"].as_str().unwrap());
        assert_eq!(ok(water.get(&clerk(), &path).await)["state"], "received", "nothing changed");
        assert_eq!(ok(give(&water, &head(), &scheme, false).await)["state"], "disagreed");
    }
    let mut tx = water.database.begin(&Scope::All).await.unwrap();
    let error = tx
        .batch_execute("INSERT INTO reclaimed_schemes SELECT (json_populate_record(s, json_build_object('id', gen_random_uuid(), 'number', 'x', 'opinion_number', 'x', 'state', 'agreed'))).* FROM reclaimed_schemes s WHERE project_code = 'P-1'")
        .await
        .unwrap_err();
    assert!(error.to_string().contains("reclaimed_schemes_in_order"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_recorded_a_scheme_gives_no_opinion_on_it_and_an_opinion_stays() {
    let water = start().await;
    let both = TestPerson::with("both", &[WATER_CLERK, WATER_HEAD]);
    let scheme = made(water.post(&both, "/v1/reclaimed-schemes", &scheme_body("P-1")).await);
    let own = give(&water, &both, &scheme, true).await;
    assert_eq!((own.status, own.body["code"].as_str().unwrap()), (403, "opinion_of_recorder"));
    assert_eq!(own.body["citation"]["article"], "附件7 第十七条");
    let again = water.post(&clerk(), "/v1/reclaimed-schemes", &scheme_body("P-1")).await;
    assert_eq!(refusal(&again), (409, "reclaimed_scheme_waiting", ""));
    ok(give(&water, &head(), &scheme, true).await);
    let path = format!("/v1/reclaimed-schemes/{}/opinion", scheme["id"].as_str().unwrap());
    let twice = water.post_if_match(&head(), &path, 2, &opinion_body(false)).await;
    assert_eq!(refusal(&twice), (409, "opinion_given", ""));
    let stale = give(&water, &head(), &scheme, false).await;
    assert_eq!(stale.status, 412);
    for (change, constraint) in [
        ("UPDATE reclaimed_schemes SET opinion = 'x'", "the opinion was given"),
        ("DELETE FROM reclaimed_schemes", "append-only"),
    ] {
        let mut tx = water.database.begin(&Scope::All).await.unwrap();
        let error = tx.batch_execute(change).await.unwrap_err();
        assert!(error.to_string().contains(constraint), "{error}");
    }
    made(water.post(&both, "/v1/reclaimed-schemes", &scheme_body("P-2")).await);
    let mut tx = water.database.begin(&Scope::All).await.unwrap();
    let error = tx
        .batch_execute("UPDATE reclaimed_schemes SET state = 'agreed', opinion_number = 'x', opinion_on = '2026-12-01', opinion = 'x', decided_by = recorded_by WHERE project_code = 'P-2'")
        .await
        .unwrap_err();
    assert!(error.to_string().contains("reclaimed_schemes_second_person"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scheme_that_cannot_be_recorded_says_why() {
    let water = start().await;
    let post = async |change: Value| {
        water
            .post(&clerk(), "/v1/reclaimed-schemes", &with(scheme_body("P-1"), change))
            .await
    };
    assert_eq!(refusal(&post(json!({"source": null})).await), (422, "source_by_measure", "/source"));
    assert_eq!(
        refusal(&post(json!({"measure": "user_pipes"})).await),
        (422, "source_by_measure", "/source")
    );
    assert_eq!(
        refusal(&post(json!({"submitted_on": "2999-01-01"})).await),
        (422, "date_in_future", "/submitted_on")
    );
    assert_eq!(post(json!({"works": "tower"})).await.status, 400);
    assert_eq!(water.get(&clerk(), "/v1/reclaimed-schemes").await.body["items"], json!([]));
    let scheme = made(post(json!({})).await);
    let path = format!("/v1/reclaimed-schemes/{}", scheme["id"].as_str().unwrap());
    assert_eq!(water.get(&town_clerk_of("sanquan"), &path).await.status, 404);
    assert_eq!(water.get(&town_clerk_of("longxing"), &path).await.status, 200);
}
