//! Accounts and units from files.

use platform::test_support::{Answer, send};
use serde_json::{Value, json};

use crate::support::{Edge, Tokens, outcome};

const IMPORTS: &str = "/api/identity/v1/imports";
const HEADER: &str = "账号,姓名,单位,岗位,角色,数据范围,指定单位\n";

async fn upload(edge: &Edge, tokens: &Tokens, path: &str, text: &str) -> Answer {
    let request = edge.request("POST", &format!("{IMPORTS}/{path}")).bearer_auth(&tokens.access);
    send(request.header("content-type", "text/csv").body(text.to_owned())).await
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_imported_with_passwords_that_are_shown_once() {
    let edge = Edge::start().await;
    let admin = edge.login("admin").await;
    let post = json!({ "code": "desk", "title": "办事岗", "unit": "longxing", "roles": ["town_clerk"] });
    assert_eq!(edge.post_as(&admin, "/api/identity/v1/posts", &post).await.status, 201);
    let file = format!(
        "{HEADER}zhang.san,张三,龙兴镇,desk,,本单位及下级,\nli.si,李四,water_bureau,,业务员、auditor,本部门,\nwang.wu,王五,county,,,指定单位,龙兴镇、sanquan\n"
    );
    let checked = upload(&edge, &admin, "accounts?dry_run=true", &file).await;
    assert_eq!((checked.status, &checked.body["accepted"]), (200, &json!(3)), "{checked:?}");
    assert_eq!((&checked.body["stored"], &checked.body["issued"]), (&json!(0), &json!([])));
    let accounts = "SELECT count(*) FROM accounts";
    assert_eq!(edge.count(accounts).await, 7, "a check stores nothing");

    let imported = upload(&edge, &admin, "accounts", &file).await;
    assert_eq!((imported.status, &imported.body["stored"]), (201, &json!(3)), "{imported:?}");
    assert_eq!(imported.headers["cache-control"], "no-store");
    let issued = imported.body["issued"].as_array().unwrap();
    assert_eq!(issued.len(), 3);
    for one in issued {
        let (username, password) = (one["username"].as_str().unwrap(), one["password"].as_str().unwrap());
        let login = edge.try_login(username, password).await;
        assert_eq!(
            (login.status, &login.body["must_change_password"]),
            (200, &json!(true)),
            "{username}"
        );
        let stored = format!("SELECT count(*) FROM accounts WHERE row_to_json(accounts)::text LIKE '%{password}%'");
        let written = format!("SELECT count(*) FROM audit_entries WHERE row_to_json(audit_entries)::text LIKE '%{password}%'");
        assert_eq!((edge.count(&stored).await, edge.count(&written).await), (0, 0), "{username}");
    }
    let shown = async |username: &str| edge.get_as(&admin, &format!("/api/identity/v1/accounts/{username}")).await.body;
    let first = shown("zhang.san").await;
    assert_eq!(
        (&first["unit"], &first["effective_roles"]),
        (&json!("longxing"), &json!(["town_clerk"]))
    );
    assert_eq!(shown("li.si").await["roles"], json!(["auditor", "water_clerk"]));
    assert_eq!(
        shown("wang.wu").await["scope"],
        json!({ "kind": "units", "units": ["longxing", "sanquan"] })
    );
    let written = "SELECT count(*) FROM audit_entries WHERE action IN ('account.create', 'account.import') AND actor = 'admin'";
    assert_eq!(edge.count(written).await, 4);
    // A second time they are all there already: nothing is issued anew.
    let again = upload(&edge, &admin, "accounts", &file).await;
    assert_eq!(
        (again.status, &again.body["rejected"], &again.body["issued"]),
        (200, &json!(3), &json!([]))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_with_a_fault_stores_nothing_unless_told_so_and_comes_back_marked() {
    let edge = Edge::start().await;
    let admin = edge.login("admin").await;
    let file = format!(
        "{HEADER}zhang.san,张三,longxing,,town_clerk,本单位,\n张三,,nowhere,no_post,no_role,本镇,\nclerk,业务员,county,,,全县各部门,\nzhang.san,重复,longxing,,,本单位,\nli.si,李四,longxing,,,本部门,\n"
    );
    let refused = upload(&edge, &admin, "accounts", &file).await;
    assert_eq!(
        (refused.status, &refused.body["rejected"], &refused.body["stored"]),
        (200, &json!(4), &json!(0)),
        "{refused:?}"
    );
    assert_eq!(
        edge.count("SELECT count(*) FROM accounts WHERE username IN ('zhang.san', 'li.si')")
            .await,
        0
    );
    let rows: Vec<(i64, &str)> = refused.body["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| (error["row"].as_i64().unwrap(), error["code"].as_str().unwrap()))
        .collect();
    assert_eq!(
        rows,
        [
            (3, "unknown_value"),
            (4, "username_taken"),
            (5, "username_taken"),
            (6, "no_department")
        ]
    );

    let request = edge
        .request("POST", &format!("{IMPORTS}/accounts/answer"))
        .bearer_auth(&admin.access);
    let answer = request.header("content-type", "text/csv").body(file.clone()).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert!(answer.headers()["content-disposition"].to_str().unwrap().starts_with("attachment"));
    let text = answer.text().await.unwrap();
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    assert!(lines[0].ends_with(",错误") && lines[1].ends_with(','), "{text}");
    assert!(
        lines[2].contains("数据范围") && lines[3].contains("登录名已被使用") && lines[5].contains("本部门"),
        "{text}"
    );

    let partly = upload(&edge, &admin, "accounts?mode=valid_rows", &file).await;
    assert_eq!(
        (partly.status, &partly.body["stored"], &partly.body["rejected"]),
        (201, &json!(1), &json!(4))
    );
    assert_eq!(partly.body["issued"][0]["username"], "zhang.san");
}

#[tokio::test(flavor = "multi_thread")]
async fn units_are_imported_below_rows_before_them() {
    let edge = Edge::start().await;
    let admin = edge.login("admin").await;
    let file = "编码,名称,类别,上级单位,主管的服务\nquanzhang,泉掌镇,镇,县,\nquanzhang_east,石桥村,村,泉掌镇,\nfinance_bureau,财政局,县级部门,county,finance\n";
    let imported = upload(&edge, &admin, "units", file).await;
    assert_eq!((imported.status, &imported.body["stored"]), (201, &json!(3)), "{imported:?}");
    let list = edge.get_as(&admin, "/api/identity/v1/units?parent=quanzhang").await;
    assert_eq!(list.body["items"][0]["code"], "quanzhang_east");
    let again = upload(&edge, &admin, "units", file).await;
    assert_eq!(
        (&again.body["rejected"], &again.body["errors"][0]["code"]),
        (&json!(3), &json!("unit_taken"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_such_file_is_refused_and_the_template_is_one() {
    let edge = Edge::start().await;
    let (admin, clerk) = (edge.login("admin").await, edge.login("clerk").await);
    assert_eq!(upload(&edge, &clerk, "accounts", HEADER).await.status, 403);
    assert_eq!(outcome(&upload(&edge, &admin, "accounts", "账号,颜色\na,b\n").await).0, 400);
    assert_eq!(upload(&edge, &admin, "planets", HEADER).await.status, 404);
    let request = edge.request("POST", &format!("{IMPORTS}/accounts")).bearer_auth(&admin.access);
    assert_eq!(send(request.json(&Value::Null)).await.status, 415);
    for kind in ["accounts", "units"] {
        let path = format!("{IMPORTS}/{kind}/template");
        let template = edge.request("GET", &path).bearer_auth(&admin.access).send().await.unwrap();
        assert_eq!(template.status(), 200);
        let bytes = template.bytes().await.unwrap();
        assert!(bytes.starts_with(b"PK"), "a workbook");
        // Its own template is good: it names every column.
        let request = edge
            .request("POST", &format!("{IMPORTS}/{kind}?dry_run=true"))
            .bearer_auth(&admin.access);
        let xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        let checked = send(request.header("content-type", xlsx).body(bytes)).await;
        assert!(matches!(checked.status, 200 | 400), "{checked:?}");
        assert_ne!(checked.body["errors"][0]["code"], "columns_missing", "{checked:?}");
    }
}
