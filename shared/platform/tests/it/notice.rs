//! Public notices over the real router: drafted, posted by another, objected to by anybody, answered, ended.

use chrono::{Days, Utc};
use platform::{
    clock::local_date,
    notice::end_over,
    test_support::{Answer, TestPerson, TestService, send},
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    desk::{CLERK, DEFAULTS, DeskConfig, REVIEWER, board, clerk, start},
    support::Fixture,
};

fn reviewer() -> TestPerson {
    TestPerson::with("li", &[REVIEWER])
}

fn text(title: &str) -> Value {
    json!({ "kind": "village", "title": title, "body": "改革面积 320 亩。", "audience": "古交村全体村民", "unit": "gujiao" })
}

async fn drafted(service: &TestService) -> Value {
    let answer = service.post(&clerk(), "/v1/managed-notices", &text("基础数据公示")).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    answer.body
}

fn path(notice: &Value, part: &str) -> String {
    format!("/v1/managed-notices/{}{part}", notice["id"].as_str().unwrap())
}

async fn posted(service: &TestService) -> Value {
    let draft = drafted(service).await;
    let answer = service.post_if_match(&reviewer(), &path(&draft, "/posting"), 1, &json!({})).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body
}

async fn read(service: &TestService, notice: &Value) -> Answer {
    service.get_public(&format!("/v1/notices/{}", notice["id"].as_str().unwrap())).await
}

async fn object(service: &TestService, notice: &Value, id: Uuid, words: &str) -> Answer {
    let body = json!({ "id": id, "name": "王五", "phone": "13700001111", "text": words });
    service
        .post_public(&format!("/v1/notices/{}/objections", notice["id"].as_str().unwrap()), &body)
        .await
}

async fn answer(service: &TestService, notice: &Value, number: i32) -> Answer {
    let version = service.get(&clerk(), &path(notice, "")).await.body["version"].as_i64().unwrap();
    let body = json!({ "subject": "面积", "outcome": "rejected", "answer": "已复核，面积无误。" });
    service
        .post_if_match(&clerk(), &path(notice, &format!("/objections/{number}/answer")), version, &body)
        .await
}

async fn todos(service: &TestService, who: &TestPerson) -> Vec<String> {
    let items = service.get(who, "/v1/todos").await.body["items"].as_array().unwrap().clone();
    items.iter().map(|item| item["kind"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_seen_by_its_staff_only_and_posted_by_somebody_else() {
    let fixture = Fixture::new().await;
    let service = start(&fixture).await;
    let draft = drafted(&service).await;
    assert_eq!(read(&service, &draft).await.status, 404);
    assert_eq!(service.get_public("/v1/notices").await.body["items"], json!([]));
    let elsewhere = TestPerson::with("qian", &[CLERK]).of_units(&["wanan"]);
    assert_eq!(service.get(&elsewhere, &path(&draft, "")).await.status, 404);
    assert_eq!(service.get(&elsewhere, "/v1/managed-notices").await.body["items"], json!([]));
    assert_eq!(todos(&service, &reviewer()).await, ["notice.post"]);
    let both = TestPerson::with("zhang", &[CLERK, REVIEWER]);
    let own = service.post_if_match(&both, &path(&draft, "/posting"), 1, &json!({})).await;
    assert_eq!((own.status, &own.body["code"]), (403, &json!("poster_is_drafter")));

    let today = local_date(Utc::now());
    let posted = service
        .post_if_match(&reviewer(), &path(&draft, "/posting"), 1, &json!({}))
        .await
        .body;
    assert_eq!(
        (&posted["state"], &posted["last_day"], &posted["days_left"]),
        (&json!("posted"), &json!(today + Days::new(5)), &json!(5))
    );
    assert!(posted["number"].as_str().unwrap().ends_with("〕1号"), "{posted}");
    let public = read(&service, &draft).await;
    assert_eq!((public.status, &public.body["body"]), (200, &json!("改革面积 320 亩。")));
    assert_eq!(public.body["citation"]["article"], "附件8 第七条（二）");
    assert!(public.body.get("drafted_by").is_none());
    assert_eq!(
        (todos(&service, &reviewer()).await, todos(&service, &clerk()).await),
        (vec![], vec!["notice.proof".to_owned()])
    );
    // Whose it is not may read it, as everybody, and not work on it.
    assert_eq!(service.get(&elsewhere, &path(&draft, "")).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_posted_is_not_changed_not_even_by_sql() {
    let fixture = Fixture::new().await;
    let service = start(&fixture).await;
    let notice = posted(&service).await;
    let change = send(
        service
            .request_as(&clerk(), "PUT", &path(&notice, ""))
            .header("if-match", "\"2\"")
            .json(&text("别的标题")),
    )
    .await;
    assert_eq!((change.status, &change.body["code"]), (409, &json!("notice_wrong_state")));
    use diesel_async::RunQueryDsl;
    let mut conn = fixture.database.connection(&platform::Scope::All).await.unwrap();
    for statement in [
        "UPDATE notices SET body = 'x'",
        "DELETE FROM notices",
        "UPDATE notices SET number = 'x'",
    ] {
        assert!(diesel::sql_query(statement).execute(&mut conn).await.is_err(), "{statement}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_objection_stops_the_clock_until_every_one_is_answered() {
    let fixture = Fixture::new().await;
    let service = start(&fixture).await;
    let notice = posted(&service).await;
    let id = Uuid::new_v4();
    let first = object(&service, &notice, id, "我家的地少算了两亩").await;
    assert_eq!(
        (first.status, &first.body["number"], &first.body["state"]),
        (201, &json!(1), &json!("stopped"))
    );
    // Sent again, because nobody knew whether it arrived.
    assert_eq!(object(&service, &notice, id, "我家的地少算了两亩").await.body["number"], 1);
    assert_eq!(object(&service, &notice, id, "别的话").await.status, 409);
    assert_eq!(object(&service, &notice, Uuid::new_v4(), "我也有异议").await.body["number"], 2);

    let public = read(&service, &notice).await.body;
    assert_eq!(
        (&public["state"], &public["days_left"], &public["last_day"]),
        (&json!("stopped"), &json!(5), &Value::Null)
    );
    let whole = public.to_string();
    for secret in ["王五", "13700001111", "我家的地"] {
        assert!(!whole.contains(secret), "{secret}: {whole}");
    }
    let mine = service.get(&clerk(), &path(&notice, "")).await.body;
    assert_eq!(
        (&mine["managed_objections"][0]["phone"], &mine["managed_objections"][0]["text"]),
        (&json!("137****1111"), &json!("我家的地少算了两亩"))
    );
    let contact = service.get(&clerk(), &path(&notice, "/objections/1/contact")).await;
    assert_eq!(contact.body["phone"], "13700001111");
    assert_eq!(
        fixture
            .number("SELECT count(*) FROM audit_entries WHERE action = 'notice.disclose_objector'")
            .await,
        1
    );
    assert!(todos(&service, &clerk()).await.contains(&"notice.answer".to_owned()));

    assert_eq!(answer(&service, &notice, 1).await.body["state"], "stopped");
    assert_eq!(answer(&service, &notice, 1).await.body["code"], "objection_answered");
    let runs_on = answer(&service, &notice, 2).await.body;
    let today = local_date(Utc::now());
    assert_eq!(
        (&runs_on["state"], &runs_on["last_day"]),
        (&json!("posted"), &json!(today + Days::new(5)))
    );
    assert!(!todos(&service, &clerk()).await.contains(&"notice.answer".to_owned()));
    let public = read(&service, &notice).await.body;
    assert_eq!(public["published_objections"][1]["answer"], "已复核，面积无误。");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_period_that_has_run_out_is_over_before_anybody_notes_it_and_a_late_objection_stops_nothing() {
    let fixture = Fixture::new().await;
    let service = start(&fixture).await;
    let notice = posted(&service).await;
    fixture
        .superuser()
        .await
        .batch_execute("UPDATE notices SET clock_since = clock_since - 10, last_day = last_day - 10, posted_on = posted_on - 10")
        .await
        .unwrap();
    assert_eq!(read(&service, &notice).await.body["state"], "ended");
    let late = object(&service, &notice, Uuid::new_v4(), "太晚了").await;
    assert_eq!((late.status, &late.body["late"]), (201, &json!(true)));
    let config: DeskConfig = platform::settings::load_with(
        DEFAULTS,
        None,
        &[("JIANGZHOU__DATABASE__URL", "postgres://x"), ("JIANGZHOU__BROKER__URL", "amqp://x")],
    )
    .unwrap();
    let board = board(&config);
    let today = local_date(Utc::now());
    assert_eq!(end_over(&fixture.database, &board, today).await.unwrap(), 1);
    assert_eq!(end_over(&fixture.database, &board, today).await.unwrap(), 0);
    assert_eq!(
        fixture
            .number("SELECT count(*) FROM audit_entries WHERE action = 'notice.end'")
            .await,
        1
    );
    assert_eq!(answer(&service, &notice, 1).await.body["state"], "ended");
    let reason = json!({ "reason": "内容有误" });
    let version = service.get(&clerk(), &path(&notice, "")).await.body["version"].as_i64().unwrap();
    let refused = service
        .post_if_match(&reviewer(), &path(&notice, "/withdrawal"), version, &reason)
        .await;
    assert_eq!((refused.status, &refused.body["code"]), (409, &json!("notice_wrong_state")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_taken_back_says_why_and_takes_no_objection() {
    let fixture = Fixture::new().await;
    let service = start(&fixture).await;
    let notice = posted(&service).await;
    let reason = json!({ "reason": "面积有误，更正后重新公示" });
    let taken = service.post_if_match(&reviewer(), &path(&notice, "/withdrawal"), 2, &reason).await;
    assert_eq!((taken.status, &taken.body["state"]), (200, &json!("withdrawn")));
    assert_eq!(read(&service, &notice).await.body["withdrawn_reason"], "面积有误，更正后重新公示");
    assert_eq!(
        object(&service, &notice, Uuid::new_v4(), "x").await.body["code"],
        "notice_wrong_state"
    );
    assert_eq!(todos(&service, &clerk()).await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_objected_is_answered_also_where_the_notice_was_taken_back_and_is_not_in_the_log() {
    let fixture = Fixture::new().await;
    let service = start(&fixture).await;
    let notice = posted(&service).await;
    object(&service, &notice, Uuid::new_v4(), "面积不对").await;
    let seen =
        fixture.number("SELECT count(*) FROM audit_entries WHERE action = 'notice.object' AND (address IS NOT NULL OR agent IS NOT NULL)");
    assert_eq!(seen.await, 0);
    let reason = json!({ "reason": "面积有误" });
    let taken = service.post_if_match(&reviewer(), &path(&notice, "/withdrawal"), 3, &reason).await;
    assert_eq!(taken.status, 200, "{}", taken.body);
    assert_eq!(todos(&service, &clerk()).await, ["notice.answer"]);
    assert_eq!(answer(&service, &notice, 1).await.status, 200);
    assert_eq!(todos(&service, &clerk()).await, Vec::<String>::new());
    assert_eq!(read(&service, &notice).await.body["published_objections"][0]["outcome"], "rejected");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_objects_a_few_times_a_minute_and_says_who_it_is() {
    let fixture = Fixture::new().await;
    let service = start(&fixture).await;
    let notice = posted(&service).await;
    let empty = json!({ "id": Uuid::new_v4(), "name": " ", "phone": "call me", "text": "" });
    let refused = service
        .post_public(&format!("/v1/notices/{}/objections", notice["id"].as_str().unwrap()), &empty)
        .await;
    let pointers: Vec<&str> = refused.body["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["pointer"].as_str().unwrap())
        .collect();
    assert_eq!((refused.status, pointers), (400, vec!["/name", "/text", "/phone"]));
    let mut statuses = Vec::new();
    for _ in 0..8 {
        statuses.push(object(&service, &notice, Uuid::new_v4(), "异议").await.status);
    }
    assert_eq!(statuses[..6], [201; 6]);
    assert_eq!(statuses[7], 429);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proof_is_kept_and_ends_the_reminder() {
    let fixture = Fixture::new().await;
    let service = start(&fixture).await;
    let notice = posted(&service).await;
    let today = local_date(Utc::now());
    let proof = |day: chrono::NaiveDate| json!({ "place": "村务公开栏", "seen_on": day, "record": "照片 3 张" });
    let early = service
        .post(&clerk(), &path(&notice, "/proofs"), &proof(today - Days::new(1)))
        .await;
    assert_eq!((early.status, &early.body["code"]), (422, &json!("proof_day")));
    assert_eq!(service.post(&clerk(), &path(&notice, "/proofs"), &proof(today)).await.status, 201);
    assert_eq!(read(&service, &notice).await.body["proofs"][0]["place"], "村务公开栏");
    assert_eq!(todos(&service, &clerk()).await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_posted_is_in_the_feed_and_what_is_drafted_is_not() {
    let fixture = Fixture::new().await;
    let service = start(&fixture).await;
    drafted(&service).await;
    let notice = posted(&service).await;
    let answer = service.request("GET", "/v1/notices.rss").send().await.unwrap();
    assert_eq!(answer.headers()["content-type"], "application/rss+xml; charset=utf-8");
    let answer = answer.text().await.unwrap();
    let feed = rss::Channel::read_from(answer.as_bytes()).unwrap();
    assert_eq!(feed.items().len(), 1, "{answer}");
    let item = &feed.items()[0];
    let page = format!("http://127.0.0.1:8080/notices/finance/{}", notice["id"].as_str().unwrap());
    assert_eq!((item.title(), item.link()), (Some("基础数据公示"), Some(page.as_str())));
    assert!(item.description().unwrap().starts_with("状态：公示中"), "{answer}");
    assert!(item.pub_date().is_some() && !item.guid().unwrap().is_permalink());
}
