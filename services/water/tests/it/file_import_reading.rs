//! Files of readings.

use std::io::Cursor;

use calamine::{Reader, Xlsx};
use platform::test_support::{Answer, TestPerson, send};
use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};
use uuid::Uuid;
use water::service::file_import::forget::forget;

use crate::{
    register::{created, refusal, user_with_meter},
    support::{Water, clerk, operator_of, start, start_with, town_clerk_of},
};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const HEADER: &str = "水表编号,计量周期,抄表日期,读数,抄表方式,转满\n";

async fn import_as(water: &Water, person: &TestPerson, query: &str, content_type: &str, body: Vec<u8>) -> Answer {
    let request = water.request_as(person, "POST", &format!("/v1/readings/imports{query}"));
    send(
        request
            .header("idempotency-key", Uuid::new_v4().to_string())
            .header("content-type", content_type)
            .body(body),
    )
    .await
}

async fn import_csv(water: &Water, query: &str, rows: &str) -> Answer {
    import_as(water, &clerk(), query, "text/csv", format!("{HEADER}{rows}").into_bytes()).await
}

fn counts(answer: &Answer) -> [i64; 4] {
    assert_eq!(answer.status, 201, "{}", answer.body);
    ["rows", "accepted", "rejected", "stored"].map(|name| answer.body[name].as_i64().unwrap())
}

async fn stored_readings(water: &Water, period: &str) -> usize {
    let list = water.get(&clerk(), &format!("/v1/readings?period={period}")).await;
    list.body["items"].as_array().unwrap().len()
}

async fn result_of(water: &Water, id: Uuid) -> Vec<u8> {
    let response = water
        .request_as(&clerk(), "GET", &format!("/v1/imports/{id}/result"))
        .send()
        .await
        .unwrap();
    assert_eq!(response.status().as_u16(), 200);
    response.bytes().await.unwrap().to_vec()
}

/// Two meters, `MA1` and `MA2`, each opened at 100 m³ at the end of 2025.
async fn with_two_meters() -> Water {
    let water = start().await;
    for code in ["A1", "A2"] {
        user_with_meter(&water, code).await;
    }
    water
}

#[tokio::test(flavor = "multi_thread")]
async fn a_good_file_is_stored_whole() {
    let water = with_two_meters().await;
    let rows = "MA1,2026Q1,2026-03-31,200,人工抄表,否\nMA2,2026Q1,2026/3/31,150.5,远传,\nMA1,2026Q2,2026-06-30,320,,\n";
    let answer = import_csv(&water, "", rows).await;
    assert_eq!(counts(&answer), [3, 3, 0, 3]);
    assert_eq!(answer.body["errors"], json!([]));
    assert_eq!(
        (stored_readings(&water, "2026Q1").await, stored_readings(&water, "2026Q2").await),
        (2, 1)
    );
    let shown = water.get(&clerk(), &format!("/v1/imports/{}", created(&answer))).await;
    assert_eq!(
        (shown.status, &shown.body["stored"], &shown.body["file_name"]),
        (200, &json!(3), &json!("readings.csv"))
    );
    assert_eq!(water.get(&clerk(), "/v1/imports").await.body["items"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_bad_row_keeps_the_whole_file_out_and_every_fault_is_told_by_row() {
    let water = with_two_meters().await;
    let rows = "MA1,2026Q1,2026-03-31,200,,\n\
                MA9,2026Q1,2026-03-31,200,,\n\
                MA2,2026Q1,2026-03-31,99,,\n\
                MA2,2026Q9,31.3.2026,1.0005,猜,也许\n\
                MA1,2026Q1,2026-03-30,190,,\n\
                MA2,2026Q2,2026-06-30,300,估算,\n";
    let answer = import_csv(&water, "", rows).await;
    assert_eq!(counts(&answer), [6, 1, 5, 0]);
    let faults: Vec<_> = answer.body["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| {
            (
                fault["row"].as_i64().unwrap(),
                fault["column"].as_str().unwrap_or_default(),
                fault["code"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        faults,
        [
            (3, "水表编号", "unknown_meter"),
            (4, "读数", "reading_lower_than_last"),
            (5, "计量周期", "not_a_period"),
            (6, "计量周期", "reading_exists"),
            (7, "抄表方式", "estimate_refused"),
        ]
    );
    let all = answer.body["errors"][2]["message"].as_str().unwrap();
    for column in ["计量周期", "抄表日期", "读数", "抄表方式", "转满"] {
        assert!(all.contains(column), "{all}");
    }
    assert!(
        answer.body["errors"][4]["message"]
            .as_str()
            .unwrap()
            .contains("附件3 第十一条（二）")
    );
    assert_eq!(stored_readings(&water, "2026Q1").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cell_that_no_database_could_store_is_a_fault_of_its_row() {
    let water = with_two_meters().await;
    let rows = format!(
        "M\0A1,2026Q1,2026-03-31,200,,\nMA1,2026Q1,2026-03-31,2\0,,\n{},2026Q1,2026-03-31,1,,\nMA1,2026Q1,2026- 3-31,1,,\nMA2,2026Q1,2026-03-31,200,,\n",
        "长".repeat(50_000)
    );
    let csv = import_csv(&water, "?mode=valid_rows&dry_run=true", &rows).await;
    assert_eq!(counts(&csv), [5, 1, 4, 0]);
    let codes: Vec<_> = csv.body["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| fault["code"].as_str().unwrap())
        .collect();
    assert_eq!(codes, ["unknown_meter", "not_a_decimal", "too_long", "not_a_date"]);
    assert!(result_of(&water, created(&csv)).await.len() < 5_000);
    let book = workbook(&[["M\0A1", "2026Q1", "2026-03-31", "200"], ["MA2", "2026Q1", "2026-03-31", "200"]]);
    let xlsx = import_as(&water, &clerk(), "?mode=valid_rows", XLSX, book).await;
    assert_eq!(counts(&xlsx), [2, 1, 1, 1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_valid_rows_can_be_stored_alone() {
    let water = with_two_meters().await;
    let rows = "MA1,2026Q1,2026-03-31,200,,\nMA9,2026Q1,2026-03-31,200,,\n";
    let dry = import_csv(&water, "?mode=valid_rows&dry_run=true", rows).await;
    assert_eq!(counts(&dry), [2, 1, 1, 0]);
    assert_eq!(stored_readings(&water, "2026Q1").await, 0);
    let answer = import_csv(&water, "?mode=valid_rows", rows).await;
    assert_eq!(counts(&answer), [2, 1, 1, 1]);
    assert_eq!(stored_readings(&water, "2026Q1").await, 1);
    assert_eq!(import_csv(&water, "?mode=some_rows", rows).await.status, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_file_comes_back_with_an_error_column_and_can_be_corrected() {
    let water = with_two_meters().await;
    let rows = "MA1,2026Q1,2026-03-31,200,,\n=MA9,2026Q1,2026-03-31,200,,\n";
    let answer = import_csv(&water, "", rows).await;
    let text = String::from_utf8(result_of(&water, created(&answer)).await).unwrap();
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines[0], "\u{feff}水表编号,计量周期,抄表日期,读数,抄表方式,转满,错误");
    assert_eq!(lines[1], "MA1,2026Q1,2026-03-31,200,,,");
    assert!(
        lines[2].starts_with("'=MA9,2026Q1,2026-03-31,200,,,") && lines[2].contains("没有编号为「=MA9」的水表"),
        "{}",
        lines[2]
    );
    let corrected = text.replace("'=MA9", "MA2");
    let again = import_as(&water, &clerk(), "", "text/csv; charset=utf-8", corrected.into_bytes()).await;
    assert_eq!(counts(&again), [2, 2, 0, 2]);
}

fn workbook(rows: &[[&str; 4]]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, title) in ["水表编号", "计量周期", "抄表日期", "读数"].iter().enumerate() {
        sheet.write_string(0, u16::try_from(column).unwrap(), *title).unwrap();
    }
    for (line, row) in rows.iter().enumerate() {
        for (column, cell) in row.iter().enumerate() {
            sheet
                .write_string(u32::try_from(line).unwrap() + 1, u16::try_from(column).unwrap(), *cell)
                .unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workbook_goes_the_same_way() {
    let water = with_two_meters().await;
    let bad = workbook(&[["MA1", "2026Q1", "2026-03-31", "200"], ["MA2", "2026Q1", "2026-03-31", "1"]]);
    let answer = import_as(&water, &clerk(), "", XLSX, bad).await;
    assert_eq!(counts(&answer), [2, 1, 1, 0]);
    let mut back: Xlsx<_> = Xlsx::new(Cursor::new(result_of(&water, created(&answer)).await)).unwrap();
    let sheet = back.worksheet_range_at(0).unwrap().unwrap();
    let cell = |row, column| sheet.get_value((row, column)).unwrap().to_string();
    assert_eq!(
        (cell(0, 4), cell(1, 0), cell(2, 3)),
        ("错误".to_owned(), "MA1".to_owned(), "1".to_owned())
    );
    assert!(cell(2, 4).contains("小于上一次读数"));
    let good = workbook(&[["MA1", "2026Q1", "2026-03-31", "200"], ["MA2", "2026Q1", "2026-03-31", "101"]]);
    assert_eq!(counts(&import_as(&water, &clerk(), "", XLSX, good).await), [2, 2, 0, 2]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_can_carry_the_file() {
    let water = with_two_meters().await;
    let boundary = "----boundary";
    let form = |name: &str, file: &str| {
        format!(
            "--{boundary}\r\ncontent-disposition: form-data; name=\"note\"\r\n\r\nhello\r\n--{boundary}\r\n\
             content-disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\r\n{HEADER}MA1,2026Q1,2026-03-31,200,,\n\r\n--{boundary}--\r\n"
        )
    };
    let content_type = format!("multipart/form-data; boundary={boundary}");
    let answer = import_as(&water, &clerk(), "", &content_type, form("file", "../三季度.csv").into_bytes()).await;
    assert_eq!(counts(&answer), [1, 1, 0, 1]);
    assert_eq!(answer.body["file_name"], "三季度.csv");
    assert_eq!(
        refusal(&import_as(&water, &clerk(), "", &content_type, form("data", "a.csv").into_bytes()).await),
        (400, "file_missing", "")
    );
    assert_eq!(
        refusal(&import_as(&water, &clerk(), "", &content_type, form("file", "a.pdf").into_bytes()).await),
        (415, "not_a_table", "")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_no_table_of_readings_is_refused_with_advice() {
    let water = with_two_meters().await;
    let refuse = async |content_type: &str, body: Vec<u8>| {
        let answer = import_as(&water, &clerk(), "", content_type, body).await;
        (
            answer.status,
            answer.body["errors"][0]["code"]
                .as_str()
                .or(answer.body["code"].as_str())
                .unwrap_or_default()
                .to_owned(),
        )
    };
    let expected = |status: u16, code: &str| (status, code.to_owned());
    assert_eq!(refuse("text/csv", vec![0xff, 0xfe]).await, expected(400, "file_encoding_unknown"));
    assert_eq!(
        refuse("text/csv", "水表编号,读数\nM1,1\n".into()).await,
        expected(400, "columns_missing")
    );
    assert_eq!(
        refuse("text/csv", format!("颜色,{HEADER}x\n").into_bytes()).await,
        expected(400, "unknown_column")
    );
    assert_eq!(
        refuse("text/csv", format!("读数,{HEADER}x\n").into_bytes()).await,
        expected(400, "duplicate_column")
    );
    assert_eq!(refuse("text/csv", HEADER.into()).await, expected(400, "file_empty"));
    assert_eq!(refuse(XLSX, b"not a workbook".to_vec()).await, expected(400, "file_not_xlsx"));
    assert_eq!(refuse("application/json", b"{}".to_vec()).await, expected(415, "not_a_table"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_beyond_the_limits_is_refused() {
    let water = start_with(|config| {
        config.service.import_limit_bytes = 2_000;
        config.service.import_limit_rows = 3;
    })
    .await;
    let row = "M1,2026Q1,2026-03-31,1,,\n";
    assert_eq!(
        refusal(&import_csv(&water, "", &row.repeat(100)).await),
        (413, "body_too_large", "")
    );
    let answer = import_csv(&water, "", &row.repeat(4)).await;
    assert_eq!(answer.body["errors"][0]["code"], "file_too_many_rows");
    assert_eq!(import_csv(&water, "", &row.repeat(3)).await.status, 201);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_upload_twice_is_stored_once() {
    let water = with_two_meters().await;
    let upload = async |rows: &str| {
        let request = water
            .request_as(&clerk(), "POST", "/v1/readings/imports")
            .header("idempotency-key", "q1")
            .header("content-type", "text/csv");
        send(request.body(format!("{HEADER}{rows}"))).await
    };
    let first = upload("MA1,2026Q1,2026-03-31,200,,\n").await;
    let second = upload("MA1,2026Q1,2026-03-31,200,,\n").await;
    assert_eq!((first.status, created(&first)), (201, created(&second)));
    assert_eq!(stored_readings(&water, "2026Q1").await, 1);
    assert_eq!(
        refusal(&upload("MA1,2026Q1,2026-03-31,201,,\n").await),
        (422, "idempotency_key_reused", "")
    );
    let keyless = send(
        water
            .request_as(&clerk(), "POST", "/v1/readings/imports")
            .header("content-type", "text/csv")
            .body(HEADER),
    )
    .await;
    assert_eq!(refusal(&keyless), (400, "idempotency_key_required", ""));
}

#[tokio::test(flavor = "multi_thread")]
async fn templates_can_be_downloaded() {
    let water = start().await;
    for (query, media_type) in [("", XLSX), ("?format=xlsx", XLSX), ("?format=csv", "text/csv; charset=utf-8")] {
        let answer = water
            .get(&operator_of("supply_city"), &format!("/v1/readings/imports/template{query}"))
            .await;
        assert_eq!((answer.status, answer.headers["content-type"].as_str()), (200, media_type));
        assert!(answer.headers["content-disposition"].starts_with("attachment; filename=\"readings-template."));
    }
    assert_eq!(water.get(&clerk(), "/v1/readings/imports/template?format=pdf").await.status, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_company_imports_only_its_own_users_and_sees_only_its_own_files() {
    let water = with_two_meters().await;
    let (city, north) = (operator_of("supply_city"), operator_of("supply_north"));
    let file = format!("{HEADER}MA1,2026Q1,2026-03-31,200,,\n").into_bytes();
    let foreign = import_as(&water, &north, "?mode=valid_rows", "text/csv", file.clone()).await;
    assert_eq!(counts(&foreign), [1, 0, 1, 0]);
    assert_eq!(foreign.body["errors"][0]["code"], "unknown_meter");
    let own = import_as(&water, &city, "", "text/csv", file).await;
    assert_eq!(counts(&own), [1, 1, 0, 1]);
    let id = created(&own);
    for suffix in ["", "/result"] {
        let path = format!("/v1/imports/{id}{suffix}");
        assert_eq!(water.get(&city, &path).await.status, 200, "{path}");
        assert_eq!(water.get(&north, &path).await.status, 404, "{path}");
    }
    let listed = async |person: &TestPerson| {
        water.get(person, "/v1/imports").await.body["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| item["id"].clone())
            .collect::<Vec<Value>>()
    };
    assert_eq!(listed(&city).await, [json!(id)]);
    assert_eq!(listed(&north).await, [foreign.body["id"].clone()]);
    assert_eq!(listed(&clerk()).await.len(), 2);
    assert_eq!(water.get(&town_clerk_of("longxing"), "/v1/imports").await.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_file_of_an_import_is_forgotten_after_its_time_and_the_import_is_not() {
    let water = with_two_meters().await;
    let old = created(&import_csv(&water, "?mode=valid_rows", "MA1,2026Q1,2026-03-31,200,,\n").await);
    let new = created(&import_csv(&water, "?mode=valid_rows", "MA2,2026Q1,2026-03-31,200,,\n").await);
    let (client, connection) = tokio_postgres::connect(&water.admin_url, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    let aged = format!("UPDATE reading_imports SET created_at = now() - interval '91 days' WHERE id = '{old}'");
    client.batch_execute(&aged).await.unwrap();
    assert_eq!(forget(&water.service.database, 90).await.unwrap(), 1);
    assert_eq!(forget(&water.service.database, 90).await.unwrap(), 0);
    let gone = water.get(&clerk(), &format!("/v1/imports/{old}/result")).await;
    assert_eq!(refusal(&gone), (410, "import_result_expired", ""));
    let shown = water.get(&clerk(), &format!("/v1/imports/{old}")).await;
    assert_eq!((shown.status, &shown.body["stored"]), (200, &json!(1)));
    assert!(!result_of(&water, new).await.is_empty());
}
