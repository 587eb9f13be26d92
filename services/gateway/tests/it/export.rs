//! Lists as workbooks: what the list shows, for whoever may read it; long ones as jobs.

use std::{io::Cursor, time::Duration};

use calamine::{Data, Reader, Xlsx};
use serde_json::{Value, json};

use crate::support::{Edge, Tokens, outcome};

const EXPORTS: &str = "/api/identity/v1/exports";

async fn bytes_of(request: reqwest::RequestBuilder) -> (u16, Vec<u8>) {
    let response = request.send().await.unwrap();
    (response.status().as_u16(), response.bytes().await.unwrap().to_vec())
}

async fn export(edge: &Edge, tokens: &Tokens, body: &Value) -> (u16, Vec<u8>) {
    bytes_of(edge.request("POST", EXPORTS).bearer_auth(&tokens.access).json(body)).await
}

/// The cells under a heading.
fn column(workbook: Vec<u8>, title: &str) -> Vec<String> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(workbook)).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let rows: Vec<Vec<String>> = sheet.rows().map(|row| row.iter().map(Data::to_string).collect()).collect();
    let place = rows[0].iter().position(|cell| cell == title).unwrap();
    rows[1..].iter().map(|row| row[place].clone()).collect()
}

/// What the list shows, by one field.
async fn listed(edge: &Edge, tokens: &Tokens, path: &str, field: &str) -> Vec<String> {
    let page = edge.get_as(tokens, path).await;
    assert_eq!(page.status, 200, "{path}: {page:?}");
    let text = |item: &Value| item[field].as_str().map_or_else(|| item[field].to_string(), str::to_owned);
    page.body["items"].as_array().unwrap().iter().map(text).collect()
}

/// Waits for a job and says its id.
async fn ended(edge: &Edge, tokens: &Tokens, job: &Value) -> String {
    let id = job["id"].as_str().unwrap();
    loop {
        let job = edge.get_as(tokens, &format!("{EXPORTS}/{id}")).await.body;
        if job["state"] != "waiting" && job["state"] != "running" {
            assert_eq!((&job["state"], &job["rows"]), (&json!("done"), &job["total"]), "{job}");
            return id.to_owned();
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Exports a list that is long enough to become a job; its id, when its file is there.
pub async fn finished(edge: &Edge, tokens: &Tokens, body: &Value) -> String {
    let asked = edge.post_as(tokens, EXPORTS, body).await;
    assert_eq!(asked.status, 202, "{asked:?}");
    ended(edge, tokens, &asked.body).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_holds_what_the_list_shows_to_whoever_may_read_it() {
    let edge = Edge::start().await;
    let (admin, auditor, operator) = (edge.login("admin").await, edge.login("auditor").await, edge.login("operator").await);
    for code in ["desk_b", "desk_a", "desk_c"] {
        let post = json!({ "code": code, "title": code, "unit": "water_bureau", "roles": ["water_clerk"] });
        assert_eq!(edge.post_as(&admin, "/api/identity/v1/posts", &post).await.status, 201);
    }
    for (list, path, field, title, filter, readers, others) in [
        (
            "posts",
            "/api/identity/v1/posts?unit=water_bureau",
            "code",
            "编码",
            json!({ "unit": "water_bureau" }),
            vec![&admin, &auditor, &operator],
            vec![],
        ),
        (
            "accounts",
            "/api/identity/v1/accounts?role=town_clerk&sort=-username",
            "username",
            "账号",
            json!({ "role": "town_clerk", "sort": "-username" }),
            vec![&admin],
            vec![&auditor, &operator],
        ),
        (
            "units",
            "/api/identity/v1/units?parent=county&sort=name",
            "code",
            "编码",
            json!({ "parent": "county", "sort": "name" }),
            vec![&admin, &auditor, &operator],
            vec![],
        ),
        (
            "roles",
            "/api/identity/v1/roles?department=water",
            "code",
            "编码",
            json!({ "department": "water" }),
            vec![&admin, &auditor, &operator],
            vec![],
        ),
        (
            "login-log",
            "/api/identity/v1/login-log?sort=username&kind=logged_in",
            "username",
            "账号",
            json!({ "sort": "username", "kind": "logged_in" }),
            vec![&admin, &auditor],
            vec![&operator],
        ),
        (
            "audit",
            "/api/identity/v1/operations/audit?sort=seq&action=session.&limit=200",
            "seq",
            "序号",
            json!({ "sort": "seq", "action": "session." }),
            vec![&admin, &auditor, &operator],
            vec![],
        ),
    ] {
        let body = json!({ "list": list, "filter": filter });
        for tokens in readers {
            let shown = listed(&edge, tokens, path, field).await;
            assert!(shown.len() > 1, "{list}: {shown:?}");
            let (status, book) = export(&edge, tokens, &body).await;
            assert_eq!(status, 200, "{list}: {}", String::from_utf8_lossy(&book));
            assert_eq!(column(book, title), shown, "{list}");
        }
        for tokens in others {
            assert_eq!(export(&edge, tokens, &body).await.0, 403, "{list}");
        }
        assert_eq!(export(&edge, &edge.login("clerk").await, &body).await.0, 403, "{list}");
    }
    let (_, book) = export(&edge, &admin, &json!({ "list": "accounts", "filter": { "unit": "county" } })).await;
    assert_eq!(
        column(book, "数据范围"),
        ["不看业务数据", "全县各部门", "不看业务数据", "指定单位：longxing、sanquan"]
    );
    let exports = edge.count("SELECT count(*) FROM audit_entries WHERE action = 'list.export'").await;
    assert_eq!(exports, 16);
    for body in [
        json!({ "list": "sessions" }),
        json!({ "list": "accounts", "filter": { "colour": "red" } }),
    ] {
        assert_eq!(export(&edge, &admin, &body).await.0, 400, "{body}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_must_change_a_password_or_has_lost_the_role_exports_nothing() {
    let edge = Edge::start().await;
    let admin = edge.login("admin").await;
    let body = json!({ "list": "units" });
    assert_eq!(export(&edge, &admin, &body).await.0, 200);
    edge.execute("UPDATE accounts SET must_change_password = true WHERE username = 'admin'")
        .await;
    let stale = edge.post_as(&admin, EXPORTS, &body).await;
    assert_eq!(outcome(&stale), (401, "token_stale"));
    let again = edge.login("admin").await;
    assert_eq!(export(&edge, &again, &body).await.0, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_is_a_job_whose_file_only_its_requester_fetches_and_only_while_he_may_read_it() {
    let edge = Edge::start_with(|config| {
        config.export.direct_rows = 1;
        config.export.batch_rows = 2;
    })
    .await;
    let admin = edge.login("admin").await;
    let asked = edge.post_as(&admin, EXPORTS, &json!({ "list": "accounts" })).await;
    assert_eq!((asked.status, &asked.body["total"]), (202, &json!(7)), "{asked:?}");
    let path = format!("{EXPORTS}/{}", ended(&edge, &admin, &asked.body).await);
    let file = |tokens: &Tokens| bytes_of(edge.request("GET", &format!("{path}/file")).bearer_auth(&tokens.access));
    let (status, book) = file(&admin).await;
    assert_eq!((status, column(book, "账号").len()), (200, 7));
    let auditor = edge.login("auditor").await;
    assert_eq!(file(&auditor).await.0, 404);
    assert_eq!(edge.get_as(&auditor, EXPORTS).await.body["items"], json!([]));
    edge.execute("UPDATE accounts SET roles = '{auditor}' WHERE username = 'admin'")
        .await;
    assert_eq!(file(&admin).await.0, 401, "a token from when the role was still there");
    assert_eq!(file(&edge.login("admin").await).await.0, 403);
}
