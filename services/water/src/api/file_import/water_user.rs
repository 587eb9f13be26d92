//! Files of water users. A row is read as the request that registers one user, and one meter where there is one.

use actix_web::{HttpRequest, HttpResponse, web};
use platform::{
    Database, Problem,
    http::{access::Principal, extract::Query, problem::ProblemBody},
    rule::Rules,
    sheet::{
        Cells, Column, Layout,
        upload::{ImportQuery, TemplateQuery, download_template},
    },
};
use rules::RuleSet;

use super::{FileImportResultView, Request, code_of, import, labels};
use crate::{
    api::{
        meter::{CreateMeterRequest, CreateVerificationRequest, MOST_DIGITS, MOST_DN},
        water_user::{CreateWaterUserRequest, RecognitionBody},
    },
    config::OwnSettings,
    domain::{
        code::Coded,
        meter::{MeteringRules, Place, VerificationOutcome},
        town::Town,
        user::{Category, IndustryClass, Supply, UseClass},
    },
    service::{
        Act,
        file_import::{ImportKind, METER, UserLine, import_water_users},
        meter::NewMeter,
    },
};

/// The columns; a code is where the value stands in the request that registers one user.
static LAYOUT: Layout = Layout {
    sheet: "用水户",
    columns: &[
        Column::needed("code", "用水户编号", "全县唯一，只能用字母、数字、- 和 _，登记后不能更改。"),
        Column::needed("name", "名称", "单位或户主的名称。"),
        Column::optional("credit_code", "统一社会信用代码", "企业填写，18位。"),
        Column::needed("category", "用水类别", "").of(labels::<Category>),
        Column::needed("supply", "供水方式", "").of(labels::<Supply>),
        Column::optional("supplier", "供水企业", "公共管网供水的必填：供水企业的单位编号，如 supply_city。"),
        Column::optional("industry_class", "产业政策类别", "不填为一般行业。").of(labels::<IndustryClass>),
        Column::optional("recognition/department", "认定部门", "限制类、淘汰类必填：认定的主管部门。"),
        Column::optional("recognition/notice_number", "认定公告文号", "限制类、淘汰类必填。"),
        Column::optional("recognition/noticed_on", "认定公告日期", "限制类、淘汰类必填，写作 2025-03-01。"),
        Column::needed("use_class", "用途", "").of(labels::<UseClass>),
        Column::needed("town", "镇", "").of(labels::<Town>),
        Column::optional("phone", "联系电话", "只能有数字和 -。"),
        Column::optional(
            "meter/number",
            "水表编号",
            "填了水表编号的，口径、位数、类型、安装位置、安装日期都要填；一户多表的，其余水表导入后另行登记。",
        ),
        Column::optional("meter/calibre_dn", "口径DN", "毫米，整数。"),
        Column::optional("meter/digits", "计数器位数", "小数点前的位数，整数。"),
        Column::optional("meter/kind", "水表类型", "如：机械水表。"),
        Column::optional("meter/place", "安装位置", "").of(labels::<Place>),
        Column::optional("meter/installed_on", "安装日期", "写作 2026-01-05。"),
        Column::optional("meter/seal_number", "检定封印号", ""),
        Column::optional(
            "meter/verification/certificate",
            "检定证书编号",
            "填了证书编号的，检定结论、检定日期、有效期至都要填。",
        ),
        Column::optional("meter/verification/outcome", "检定结论", "").of(labels::<VerificationOutcome>),
        Column::optional("meter/verification/verified_on", "检定日期", "写作 2026-01-03。"),
        Column::optional("meter/verification/valid_until", "有效期至", "写作 2028-01-02。"),
        Column::optional("meter/installation_value", "安装读数", "立方米，最多3位小数；须有检定证书。"),
    ],
};
/// The columns of a meter, by the beginning of their codes.
const METER_COLUMNS: &str = "meter/";

/// A fault is noted in the cells wherever this is none.
fn read_row(cells: &mut Cells<'_>) -> Option<UserLine> {
    let text = |code: &str| cells.raw(code).to_owned();
    let given = |code: &str| cells.given(code).map(str::to_owned);
    let industry_class = given("industry_class").unwrap_or_else(|| IndustryClass::Ordinary.label().to_owned());
    let is_recognised = ["department", "notice_number", "noticed_on"].map(|part| cells.given(&format!("recognition/{part}")).is_some());
    let request = CreateWaterUserRequest {
        code: text("code"),
        name: text("name"),
        credit_code: given("credit_code"),
        category: code_of::<Category>(cells.raw("category")),
        supply: code_of::<Supply>(cells.raw("supply")),
        industry_class: code_of::<IndustryClass>(&industry_class),
        recognition: is_recognised.contains(&true).then(|| RecognitionBody {
            department: text("recognition/department"),
            notice_number: text("recognition/notice_number"),
            noticed_on: day(cells, "recognition/noticed_on"),
        }),
        use_class: code_of::<UseClass>(cells.raw("use_class")),
        town: code_of::<Town>(cells.raw("town")),
        supplier: given("supplier"),
        phone: given("phone"),
    };
    let user = request.read(cells.fields());
    let has_meter = LAYOUT
        .columns
        .iter()
        .any(|column| column.code.starts_with(METER_COLUMNS) && cells.given(column.code).is_some());
    let meter = has_meter.then(|| read_meter(cells));
    let (code, fields) = user?;
    Some(UserLine {
        code,
        fields,
        meter: match meter {
            None => None,
            Some(meter) => Some(meter?),
        },
    })
}

fn read_meter(cells: &mut Cells<'_>) -> Option<NewMeter> {
    let calibre_dn = cells.integer("meter/calibre_dn", 1..=MOST_DN);
    let digits = cells.integer("meter/digits", 3..=MOST_DIGITS);
    let given = |code: &str| cells.given(&format!("meter/{code}")).map(str::to_owned);
    let text = |code: &str| given(code).unwrap_or_default();
    let parts = ["certificate", "outcome", "verified_on", "valid_until"].map(|part| format!("verification/{part}"));
    let is_verified = parts.iter().any(|part| given(part).is_some());
    let request = CreateMeterRequest {
        master_meter_id: None,
        number: text("number"),
        calibre_dn: calibre_dn.unwrap_or(1),
        digits: digits.unwrap_or(3),
        kind: text("kind"),
        place: code_of::<Place>(&text("place")),
        installed_on: day(cells, "meter/installed_on"),
        seal_number: given("seal_number"),
        verification: is_verified.then(|| CreateVerificationRequest {
            certificate: text("verification/certificate"),
            verified_on: day(cells, "meter/verification/verified_on"),
            outcome: code_of::<VerificationOutcome>(&text("verification/outcome")),
            valid_until: day(cells, "meter/verification/valid_until"),
        }),
        installation_value: given("installation_value"),
    };
    request.read(cells.fields(), METER)
}

/// A day as requests have it; what is none as it stands, for the request to refuse.
fn day(cells: &Cells<'_>, code: &str) -> String {
    let text = cells.raw(code);
    platform::sheet::parse_day(text).map_or_else(|| text.to_owned(), |day| day.to_string())
}

/// Imports a file of water users: the body is the file (`text/csv` or the XLSX type), or a multipart form with the part `file`.
#[utoipa::path(
    post,
    path = "/v1/water-users/imports",
    tag = "imports",
    params(ImportQuery, ("Idempotency-Key" = String, Header)),
    request_body(content(
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (Vec<u8> = "text/csv"),
        (Vec<u8> = "multipart/form-data")
    )),
    responses(
        (status = 201, body = FileImportResultView),
        (status = 400, body = ProblemBody),
        (status = 413, body = ProblemBody),
        (status = 415, body = ProblemBody)
    )
)]
pub async fn create_water_user_import(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    settings: web::Data<OwnSettings>,
    principal: Principal,
    request: HttpRequest,
    Query(query): Query<ImportQuery>,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let act = Act::now(&principal);
    let metering = MeteringRules::at(&rules, act.today)?;
    let given = Request {
        database: &database,
        settings: &settings,
        principal: &principal,
        request,
        query,
        payload,
    };
    import(given, ImportKind::WaterUsers, &LAYOUT, read_row, async |tx, file| {
        import_water_users(tx, &metering, &act, &principal.scope, file).await
    })
    .await
}

/// An empty file with the columns that an import of water users takes.
#[utoipa::path(
    get,
    path = "/v1/water-users/imports/template",
    tag = "imports",
    params(TemplateQuery),
    responses((status = 200, body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
)]
pub async fn show_water_user_template(Query(query): Query<TemplateQuery>) -> Result<HttpResponse, Problem> {
    download_template(query, &LAYOUT, "water-users-template")
}
