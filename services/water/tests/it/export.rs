//! Lists as workbooks: at once or as jobs, in the caller's scope, and in little memory.

use std::{io::Cursor, time::Duration};

use calamine::{Data, Reader, Xlsx};
use platform::test_support::{Answer, TestIssuer, TestPerson, send};
use serde_json::{Value, json};
use testkit::ServiceProcess;
use tokio_postgres::NoTls;

use crate::{
    register::{create_user, user_body, with},
    support::{Water, auditor, clerk, operator_of, start, start_with, town_clerk_of},
};

/// Status and body of an export.
pub async fn export(water: &Water, person: &TestPerson, body: &Value) -> (u16, Vec<u8>) {
    let response = water.request_as(person, "POST", "/v1/exports").json(body).send().await.unwrap();
    (response.status().as_u16(), response.bytes().await.unwrap().to_vec())
}

/// The cells of the first sheet as texts, heading first.
pub fn cells(workbook: &[u8]) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(workbook.to_vec())).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    sheet.rows().map(|row| row.iter().map(Data::to_string).collect()).collect()
}

/// The cells under a heading.
pub fn column(workbook: &[u8], title: &str) -> Vec<String> {
    let rows = cells(workbook);
    let place = rows[0].iter().position(|cell| cell == title).unwrap();
    rows[1..].iter().map(|row| row[place].clone()).collect()
}

/// Users `A1` to `A4` of two towns and two companies; the name of the first begins like a formula.
async fn four_users(water: &Water) {
    for (code, town, supplier) in [
        ("A1", "longxing", "supply_city"),
        ("A2", "gujiao", "supply_city"),
        ("A3", "gujiao", "supply_north"),
        ("A4", "longxing", "supply_north"),
    ] {
        let body = with(
            user_body(code),
            json!({ "town": town, "supplier": supplier, "name": format!("=1+{code}") }),
        );
        create_user(water, &body).await;
    }
}

/// A service that makes a job of every export of more than one row.
async fn with_jobs() -> Water {
    with_jobs_and(|_| {}).await
}

/// The same with more settings.
async fn with_jobs_and(tweak: impl FnOnce(&mut water::config::Config)) -> Water {
    let water = start_with(|config| {
        config.export.direct_rows = 1;
        config.export.batch_rows = 2;
        tweak(config);
    })
    .await;
    four_users(&water).await;
    water
}

/// Id of the job that an export has become.
pub async fn requested(water: &Water, person: &TestPerson, body: &Value) -> String {
    let (status, answer) = export(water, person, body).await;
    let answer: Value = serde_json::from_slice(&answer).unwrap();
    assert_eq!(status, 202, "{answer}");
    answer["id"].as_str().unwrap().to_owned()
}

/// How a job has ended.
pub async fn finished(water: &Water, person: &TestPerson, id: &str) -> Value {
    for _ in 0..600 {
        let answer = water.get(person, &format!("/v1/exports/{id}")).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        if !["waiting", "running"].contains(&answer.body["state"].as_str().unwrap()) {
            return answer.body;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("export {id} does not end");
}

/// Status and body of a job's file.
pub async fn file_of(water: &Water, person: &TestPerson, id: &str) -> (u16, Vec<u8>) {
    let request = water.request_as(person, "GET", &format!("/v1/exports/{id}/file"));
    let response = request.send().await.unwrap();
    (response.status().as_u16(), response.bytes().await.unwrap().to_vec())
}

/// Runs SQL as the person or the worker that a session of the service would work for.
async fn run_sql(water: &Water, subject: &str, sql: &str) {
    let (client, connection) = tokio_postgres::connect(&water.login_url, NoTls).await.unwrap();
    tokio::spawn(connection);
    let sql = format!("SELECT set_config('jiangzhou.subject', '{subject}', false); {sql}");
    client.batch_execute(&sql).await.unwrap();
}

async fn audited(water: &Water, action: &str) -> Vec<Value> {
    let list = water.get(&auditor(), &format!("/v1/operations/audit?action={action}")).await;
    let mut entries = Vec::new();
    for item in list.body["items"].as_array().unwrap() {
        let opened: Answer = water.get(&auditor(), &format!("/v1/operations/audit/{}", item["seq"])).await;
        entries.push(opened.body);
    }
    entries
}

#[tokio::test(flavor = "multi_thread")]
async fn a_short_list_comes_at_once_as_the_list_shows_it() {
    let water = start().await;
    four_users(&water).await;
    let body = json!({ "list": "water-users", "filter": { "town": "longxing", "sort": "-code" } });
    let (status, book) = export(&water, &clerk(), &body).await;
    assert_eq!(status, 200);
    assert_eq!(column(&book, "用水户编号"), ["A4", "A1"]);
    assert_eq!(column(&book, "联系电话"), ["138****1234", "138****1234"]);
    assert_eq!(column(&book, "镇"), ["龙兴镇", "龙兴镇"]);
    // A text that begins like a formula stays a text.
    assert_eq!(column(&book, "名称")[1], "=1+A1");
    let mut read: Xlsx<_> = Xlsx::new(Cursor::new(book)).unwrap();
    assert_eq!(read.worksheet_formula("用水户").unwrap().used_cells().count(), 0);
    let entries = audited(&water, "list.export").await;
    assert_eq!(entries.len(), 1);
    assert_eq!(
        (&entries[0]["actor"], &entries[0]["after"]),
        (
            &json!("clerk"),
            &json!({ "list": "water-users", "rows": 2, "filter": { "town": "longxing", "sort": "-code" } })
        )
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn every_list_can_be_exported_and_none_that_is_not_there() {
    let water = start().await;
    for list in ["water-users", "meters", "readings", "plans", "bills", "billing-runs"] {
        let (status, book) = export(&water, &clerk(), &json!({ "list": list })).await;
        assert_eq!(status, 200, "{list}: {}", String::from_utf8_lossy(&book));
        assert!(cells(&book)[0].len() > 7, "{list}");
    }
    for body in [
        json!({ "list": "secrets" }),
        json!({ "list": "bills", "filter": { "colour": "red" } }),
        json!({ "list": "bills", "filter": { "sort": "colour" } }),
        json!({ "list": "bills", "filter": { "town": "nowhere" } }),
    ] {
        let (status, answer) = export(&water, &clerk(), &body).await;
        assert_eq!(status, 400, "{body}: {}", String::from_utf8_lossy(&answer));
    }
    let stranger = TestPerson {
        roles: vec!["finance_clerk".to_owned()],
        ..clerk()
    };
    assert_eq!(export(&water, &stranger, &json!({ "list": "bills" })).await.0, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_out_of_scope_is_in_an_export() {
    let water = start().await;
    four_users(&water).await;
    for (person, expected) in [
        (town_clerk_of("gujiao"), vec!["A2", "A3"]),
        (operator_of("supply_north"), vec!["A3", "A4"]),
        (town_clerk_of("zezhang"), vec![]),
    ] {
        let (status, book) = export(&water, &person, &json!({ "list": "water-users" })).await;
        assert_eq!(
            (status, column(&book, "用水户编号")),
            (200, expected.into_iter().map(str::to_owned).collect())
        );
    }
    let (_, book) = export(
        &water,
        &town_clerk_of("gujiao"),
        &json!({ "list": "water-users", "filter": { "town": "longxing" } }),
    )
    .await;
    assert_eq!(cells(&book).len(), 1, "only the heading");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_is_a_job_whose_file_only_its_requester_can_fetch() {
    let water = with_jobs().await;
    let town = town_clerk_of("gujiao");
    let id = requested(&water, &town, &json!({ "list": "water-users" })).await;
    let done = finished(&water, &town, &id).await;
    assert_eq!(
        (&done["state"], &done["rows"], &done["total"]),
        (&json!("done"), &json!(2), &json!(2)),
        "{done}"
    );
    let (status, book) = file_of(&water, &town, &id).await;
    assert_eq!((status, column(&book, "用水户编号")), (200, vec!["A2".to_owned(), "A3".to_owned()]));
    assert_eq!(done["bytes"].as_u64().unwrap(), u64::try_from(book.len()).unwrap());
    // Nobody else, however much he sees otherwise.
    for path in [format!("/v1/exports/{id}"), format!("/v1/exports/{id}/file")] {
        assert_eq!(water.get(&clerk(), &path).await.status, 404, "{path}");
    }
    assert_eq!(water.get(&clerk(), "/v1/exports").await.body["items"], json!([]));
    assert_eq!(water.get(&town, "/v1/exports").await.body["items"][0]["id"], json!(id));
    // Nor the requester himself, once he sees less than he did, or may not read the list any more.
    let moved = town_clerk_of("longxing");
    assert_eq!(file_of(&water, &moved, &id).await.0, 403);
    let unseated = TestPerson {
        roles: vec!["finance_clerk".to_owned()],
        ..town.clone()
    };
    assert_eq!(file_of(&water, &unseated, &id).await.0, 403);
    let told: Vec<_> = audited(&water, "list.export")
        .await
        .iter()
        .map(|entry| entry["actor"].clone())
        .collect();
    assert_eq!(told, [json!("town-clerk")]);
    assert_eq!(audited(&water, "list.request_export").await.len(), 1);
    assert_eq!(audited(&water, "export.fetch").await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_its_replica_left_behind_is_begun_anew_and_files_expire() {
    let water = with_jobs().await;
    let id = requested(&water, &clerk(), &json!({ "list": "water-users" })).await;
    finished(&water, &clerk(), &id).await;
    // As a replica leaves it that died in the middle.
    let left = "UPDATE export_jobs SET state = 'running', rows = 1, lease_until = now() - interval '1 second'";
    run_sql(&water, "system:export_lists", left).await;
    let again = finished(&water, &clerk(), &id).await;
    assert_eq!((&again["state"], &again["rows"]), (&json!("done"), &json!(4)), "{again}");
    assert_eq!(column(&file_of(&water, &clerk(), &id).await.1, "用水户编号").len(), 4);

    run_sql(
        &water,
        "system:export_lists",
        "UPDATE export_jobs SET expires_at = now() - interval '1 second'",
    )
    .await;
    let gone = async {
        loop {
            let shown = water.get(&clerk(), &format!("/v1/exports/{id}")).await.body;
            if shown["state"] == "expired" {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), gone).await.unwrap();
    assert_eq!(file_of(&water, &clerk(), &id).await.0, 409);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_fails_each_time_is_given_up_with_a_reason_and_leaves_no_file() {
    let folder = testkit::temporary_folder().unwrap();
    let url = format!("file://{}", folder.path().display());
    let water = with_jobs_and(|config| config.storage.url = url).await;
    let id = requested(&water, &clerk(), &json!({ "list": "water-users" })).await;
    finished(&water, &clerk(), &id).await;
    assert_eq!(count_files(folder.path()), 1);
    // As three tries leave it, of which the first had stored its file.
    let left = "UPDATE export_jobs SET state = 'running', attempts = 3, lease_until = now() - interval '1 second'";
    run_sql(&water, "system:export_lists", left).await;
    let ended = finished(&water, &clerk(), &id).await;
    assert_eq!(ended["state"], "failed");
    assert!(ended["error"].as_str().unwrap().contains("缩小查询范围"), "{ended}");
    assert_eq!(count_files(folder.path()), 0);
}

fn count_files(folder: &std::path::Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { count_files(&path) } else { 1 }).sum()
}

/// The most memory that a process has had, in kB, without the pages of its program: those of a debug build weigh more than the
/// work, and belong to the file.
fn peak_memory(pid: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let kilobytes = |name: &str| -> u64 {
        let line = status.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    };
    kilobytes("VmHWM:") - kilobytes("RssFile:")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_thousand_rows_are_exported_in_less_than_150_megabytes() {
    const ROWS: i64 = 100_000;
    let database = testkit::servers().create_test_database("water").await.unwrap();
    let folder = testkit::temporary_folder().unwrap();
    let issuer = TestIssuer::start("gateway");
    let url = format!("http://127.0.0.1:{}", testkit::free_port().unwrap());
    let environment = [
        ("JIANGZHOU__DATABASE__URL", database.app_url.clone()),
        ("JIANGZHOU__DATABASE__MIGRATION_URL", database.owner_url.clone()),
        ("JIANGZHOU__BROKER__URL", "amqp://127.0.0.1:1/none".to_owned()),
        ("JIANGZHOU__AUTH__ISSUERS__GATEWAY__JWKS_URL", issuer.settings().jwks_url),
        ("JIANGZHOU__STORAGE__URL", format!("file://{}/files", folder.path().display())),
        ("JIANGZHOU__SERVER__BIND", url.trim_start_matches("http://").to_owned()),
    ];
    let spawn = |command: &str| {
        ServiceProcess::spawn(
            env!("CARGO_BIN_EXE_water"),
            [command],
            environment.clone(),
            folder.path().join("log"),
        )
        .unwrap()
    };
    let migrated = spawn("migrate").wait(Duration::from_secs(120)).await.unwrap();
    assert!(migrated.success());
    let (client, connection) = tokio_postgres::connect(&database.app_url, NoTls).await.unwrap();
    tokio::spawn(connection);
    let seed = format!(
        "SET jiangzhou.scope = 'all';
         INSERT INTO water_users (id, code, name, category, supply, industry_class, use_class, town, supplier, phone)
         SELECT gen_random_uuid(), 'U' || lpad(n::text, 6, '0'), '绛州县第' || n || '号用水户有限责任公司', 'non_resident', 'public_network',
                'ordinary', 'industry', 'longxing', 'supply_city', '0359-' || n
         FROM generate_series(1, {ROWS}) AS n"
    );
    client.batch_execute(&seed).await.unwrap();

    let mut service = spawn("serve");
    service
        .wait_ready(&format!("{url}/healthz"), Duration::from_secs(60))
        .await
        .unwrap();
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let token = || issuer.token(&clerk());
    let asked = http
        .post(format!("{url}/v1/exports"))
        .bearer_auth(token())
        .json(&json!({ "list": "water-users" }));
    let asked = send(asked).await;
    assert_eq!((asked.status, &asked.body["total"]), (202, &json!(ROWS)), "{}", asked.body);
    let at = format!("{url}/v1/exports/{}", asked.body["id"].as_str().unwrap());
    let mut seen = Vec::new();
    let state = loop {
        let shown = send(http.get(&at).bearer_auth(token())).await.body;
        seen.push(shown["rows"].as_i64().unwrap());
        let state = shown["state"].as_str().unwrap().to_owned();
        if !["waiting", "running"].contains(&state.as_str()) {
            break state;
        }
        service.check_running().unwrap();
        tokio::time::sleep(Duration::from_millis(250)).await;
    };
    assert_eq!((state.as_str(), seen.last()), ("done", Some(&ROWS)), "{}", service.log());
    assert!(seen.iter().any(|rows| (1..ROWS).contains(rows)), "its progress was shown: {seen:?}");
    let file = http.get(format!("{at}/file")).bearer_auth(token()).send().await.unwrap();
    let book = file.bytes().await.unwrap();
    let peak = peak_memory(service.pid());
    println!("{ROWS} rows, {} bytes, at most {} MB", book.len(), peak / 1024);
    assert!(peak < 150 * 1024, "{peak} kB");
    let mut read: Xlsx<_> = Xlsx::new(Cursor::new(book.to_vec())).unwrap();
    let sheet = read.worksheet_range_at(0).unwrap().unwrap();
    assert_eq!(sheet.height(), usize::try_from(ROWS).unwrap() + 1);
}
