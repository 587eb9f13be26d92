//! Files of water users and of plans, and a large file of readings.

use std::{
    io::Cursor,
    time::{Duration, Instant},
};

use calamine::{Reader, Xlsx};
use platform::{
    audit,
    test_support::{Answer, TestPerson, send},
};
use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    register::{create_user, created, refusal, user_body},
    support::{Water, auditor, billing_clerk, clerk, head, start},
};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const USERS: &str = "用水户编号,名称,用水类别,供水方式,供水企业,产业政策类别,认定部门,认定公告文号,认定公告日期,用途,镇,联系电话,\
                     水表编号,口径DN,计数器位数,水表类型,安装位置,安装日期,检定证书编号,检定结论,检定日期,有效期至,安装读数\n";
/// The meter of a user, from its calibre on.
const METER: &str = "40,6,机械水表,供水口,2025-12-31,检1,检定合格,2025-12-20,2027-12-19,100";

async fn import_as(water: &Water, person: &TestPerson, path: &str, content_type: &str, body: Vec<u8>) -> Answer {
    let request = water.request_as(person, "POST", path);
    send(
        request
            .header("idempotency-key", Uuid::new_v4().to_string())
            .header("content-type", content_type)
            .body(body),
    )
    .await
}

pub async fn import_csv(water: &Water, path: &str, text: &str) -> Answer {
    import_as(water, &clerk(), path, "text/csv", text.as_bytes().to_vec()).await
}

fn counts(answer: &Answer) -> [i64; 4] {
    assert_eq!(answer.status, 201, "{}", answer.body);
    ["rows", "accepted", "rejected", "stored"].map(|name| answer.body[name].as_i64().unwrap())
}

fn faults(answer: &Answer) -> Vec<(i64, &str, &str)> {
    let told = answer.body["errors"].as_array().unwrap().iter().map(|fault| {
        let text = |name: &str| fault[name].as_str().unwrap_or_default();
        (fault["row"].as_i64().unwrap(), text("column"), text("code"))
    });
    told.collect()
}

async fn result_of(water: &Water, person: &TestPerson, id: Uuid) -> (u16, Vec<u8>) {
    let request = water.request_as(person, "GET", &format!("/v1/imports/{id}/result"));
    let response = request.send().await.unwrap();
    (response.status().as_u16(), response.bytes().await.unwrap().to_vec())
}

fn user_row(code: &str) -> String {
    format!("{code},用水户{code},非居民,公共管网供水,supply_city,,,,,工业,龙兴镇,0359-1234567,M{code},{METER}\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn users_come_in_with_their_meters_as_if_they_were_registered_one_by_one() {
    let water = start().await;
    let rows = [
        user_row("A1"),
        "A2,敬老院,非居民,自备水源,,淘汰类,工信局,2025第1号,2025/3/1,其他,古交镇,,,,,,,,,,,,\n".to_owned(),
    ];
    let file = format!("{USERS}{}", rows.concat());
    let dry = import_csv(&water, "/v1/water-users/imports?dry_run=true", &file).await;
    assert_eq!(counts(&dry), [2, 2, 0, 0], "{}", dry.body);
    assert_eq!(water.get(&clerk(), "/v1/water-users").await.body["items"], json!([]));
    let answer = import_csv(&water, "/v1/water-users/imports", &file).await;
    assert_eq!(counts(&answer), [2, 2, 0, 2], "{}", answer.body);
    let list = water.get(&clerk(), "/v1/water-users").await;
    let users = list.body["items"].as_array().unwrap();
    assert_eq!(
        (&users[0]["code"], &users[0]["industry_class"], &users[0]["phone"]),
        (&json!("A1"), &json!("ordinary"), &json!("035*****4567"))
    );
    assert_eq!(users[1]["recognition"]["noticed_on"], "2025-03-01");
    let id = users[0]["id"].as_str().unwrap();
    let meters = water.get(&clerk(), &format!("/v1/water-users/{id}/meters")).await;
    assert_eq!(meters.body["items"][0]["number"], "MA1");
    // The opening reading is there: a period can be read.
    let reading = "水表编号,计量周期,抄表日期,读数\nMA1,2026Q1,2026-03-31,200\n";
    assert_eq!(counts(&import_csv(&water, "/v1/readings/imports", reading).await), [1, 1, 0, 1]);
    // The audit trail tells of the file, and of every user in it.
    let imported = water.get(&auditor(), "/v1/operations/audit?action=file.import").await;
    let path = format!("/v1/operations/audit/{}", imported.body["items"][1]["seq"]);
    assert_eq!(water.get(&auditor(), &path).await.body["after"]["made"], json!(["A1", "A2"]));
    assert!(audit::verify(&water.database).await.unwrap().is_intact());
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_that_keeps_a_user_out_is_told_by_row() {
    let water = start().await;
    create_user(&water, &user_body("OLD")).await;
    let rows = [
        user_row("OLD"),
        user_row("B1"),
        user_row("B1"),
        user_row("B2").replace("MB2", "MB1"),
        user_row("B3").replace("非居民", "工厂").replace("0359-1234567", "电话"),
        user_row("B4").replace("supply_city", ""),
        user_row("B5").replace("2027-12-19", "2025-01-01"),
        user_row("B6").replace("40,6,机械水表", "x,6,"),
    ];
    let answer = import_csv(&water, "/v1/water-users/imports", &format!("{USERS}{}", rows.concat())).await;
    assert_eq!(counts(&answer), [8, 1, 7, 0]);
    assert_eq!(
        faults(&answer),
        [
            (2, "用水户编号", "user_code_taken"),
            (4, "用水户编号", "duplicate"),
            (5, "水表编号", "duplicate"),
            (6, "用水类别", "unknown_value"),
            (7, "供水企业", "supplier_missing"),
            (8, "", "validity_before_verification"),
            (9, "口径DN", "out_of_range"),
        ]
    );
    let both = answer.body["errors"][3]["message"].as_str().unwrap();
    assert!(both.contains("用水类别：「工厂」") && both.contains("联系电话：「电话」"), "{both}");
    let valid = import_csv(
        &water,
        "/v1/water-users/imports?mode=valid_rows",
        &format!("{USERS}{}", rows.concat()),
    )
    .await;
    assert_eq!(counts(&valid), [8, 1, 7, 1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_users_shows_telephone_numbers_only_to_who_keeps_them() {
    let water = start().await;
    let answer = import_csv(&water, "/v1/water-users/imports", &format!("{USERS}{}", user_row("C1"))).await;
    let id = created(&answer);
    assert_eq!(result_of(&water, &clerk(), id).await.0, 200);
    for person in [head(), billing_clerk(), auditor()] {
        assert_eq!(result_of(&water, &person, id).await.0, 403);
        assert_eq!(water.get(&person, &format!("/v1/imports/{id}")).await.status, 200);
        let refused = import_as(&water, &person, "/v1/water-users/imports", "text/csv", USERS.into()).await;
        assert_eq!(refused.status, 403);
    }
    let listed = async |query: &str| {
        water.get(&clerk(), &format!("/v1/imports{query}")).await.body["items"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!(
        (listed("?kind=water_users").await, listed("?kind=plans").await, listed("").await),
        (1, 0, 1)
    );
    assert_eq!(water.get(&clerk(), "/v1/imports?kind=bills").await.status, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn plans_come_in_as_drafts() {
    let water = start().await;
    for code in ["D1", "D2"] {
        create_user(&water, &user_body(code)).await;
    }
    let header = "用水户编号,年度,计划依据,依据说明,一季度,二季度,三季度,四季度,1月\n";
    let bad = [
        "D1,2026,核定水量,水计〔2026〕1号,100,100,100,100.5,\n",
        "D1,2026,核定水量,水计〔2026〕1号,100,100,100,100,\n",
        "D9,2026,核定水量,水计〔2026〕1号,100,100,100,100,\n",
        "D2,2026,核定水量,水计〔2026〕1号,,,,,\n",
        "D2,2027,核定水量,水计〔2026〕1号,100,,,,10\n",
        "D2,2028,猜,,100,0,,,\n",
    ];
    let answer = import_csv(&water, "/v1/plans/imports", &format!("{header}{}", bad.concat())).await;
    assert_eq!(counts(&answer), [6, 1, 5, 0]);
    assert_eq!(
        faults(&answer),
        [
            (3, "用水户编号", "duplicate"),
            (4, "用水户编号", "unknown_user"),
            (5, "", "plan_empty"),
            (6, "", "period_not_of_plan"),
            (7, "计划依据", "unknown_value"),
        ]
    );
    let good = format!("{header}{}D2,2026,quota,定额×产量,,,,,12.345\n", bad[0]);
    assert_eq!(counts(&import_csv(&water, "/v1/plans/imports", &good).await), [2, 2, 0, 2]);
    let plans = water.get(&clerk(), "/v1/plans").await;
    let plans = plans.body["items"].as_array().unwrap();
    assert_eq!(
        (&plans[1]["state"], &plans[1]["volumes"]["2026Q4"]),
        (&json!("draft"), &json!("100.500"))
    );
    assert_eq!(
        (&plans[0]["basis"], &plans[0]["volumes"]),
        (&json!("quota"), &json!({"2026-01": "12.345"}))
    );
    let again = import_csv(&water, "/v1/plans/imports", &good).await;
    assert_eq!(faults(&again)[0], (2, "用水户编号", "plan_exists"));
    assert_eq!(
        refusal(&import_csv(&water, "/v1/plans/imports", "颜色\n红\n").await).0,
        400,
        "a header that does not fit"
    );
}

/// A workbook of readings of the first quarter, of meters `M00001` and so on; the rows named are wrong, each in another way.
fn readings(count: usize, wrong: &[(usize, [&str; 4])]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let mut write = |line: usize, cells: [&str; 4]| {
        for (column, cell) in (0_u16..).zip(cells) {
            sheet.write_string(u32::try_from(line).unwrap(), column, cell).unwrap();
        }
    };
    write(0, ["水表编号", "计量周期", "抄表日期", "读数"]);
    for line in 1..=count {
        let number = format!("M{line:05}");
        let cells = wrong.iter().find(|(wrong, _)| *wrong == line);
        write(
            line,
            cells.map_or([number.as_str(), "2026Q1", "2026-03-31", "150"], |(_, cells)| *cells),
        );
    }
    workbook.save_to_buffer().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn of_five_thousand_readings_exactly_the_seven_bad_ones_come_back_marked_within_seconds() {
    const COUNT: usize = 5_000;
    let water = start().await;
    let users: String = (1..=COUNT).map(|index| user_row(&format!("{index:05}"))).collect();
    let began = Instant::now();
    let answer = import_csv(&water, "/v1/water-users/imports", &format!("{USERS}{users}")).await;
    assert_eq!(counts(&answer)[3], 5_000, "{}", answer.body);
    println!("{COUNT} users with meters: {:?}", began.elapsed());

    let wrong = [
        (17, ["M99999", "2026Q1", "2026-03-31", "150"]),
        (500, ["M00500", "2026Q5", "2026-03-31", "150"]),
        (1_001, ["M01001", "2026Q1", "31.3.2026", "150"]),
        (2_222, ["M02222", "2026Q1", "2026-03-31", "99"]),
        (3_000, ["M03000", "2026Q1", "2026-03-31", "一百"]),
        (4_321, ["M04320", "2026Q1", "2026-03-31", "151"]),
        (5_000, ["M05000", "2026Q1", "2026-03-31", "1.2345"]),
    ];
    let file = readings(COUNT, &wrong);
    let began = Instant::now();
    let answer = import_as(&water, &clerk(), "/v1/readings/imports", XLSX, file.clone()).await;
    let took = began.elapsed();
    println!("{COUNT} readings: {took:?}");
    assert_eq!(counts(&answer), [5_000, 4_993, 7, 0]);
    assert!(took < Duration::from_mins(1), "{took:?}");

    let (_, bytes) = result_of(&water, &clerk(), created(&answer)).await;
    let mut back: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheet = back.worksheet_range_at(0).unwrap().unwrap();
    let marked: Vec<usize> = sheet
        .rows()
        .enumerate()
        .skip(1)
        .filter(|(_, row)| !row[4].to_string().is_empty())
        .map(|(index, _)| index)
        .collect();
    assert_eq!(marked, wrong.map(|(line, _)| line));
    assert_eq!(sheet.rows().count(), COUNT + 1);

    let valid = import_as(&water, &clerk(), "/v1/readings/imports?mode=valid_rows", XLSX, file).await;
    assert_eq!(counts(&valid), [5_000, 4_993, 7, 4_993]);
    let rest: Value = water.get(&clerk(), "/v1/readings?period=2026Q1&limit=200").await.body;
    assert_eq!(rest["items"].as_array().unwrap().len(), 200);
}
