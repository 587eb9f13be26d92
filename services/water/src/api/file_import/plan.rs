//! Files of plans: one row for each user's year, with its quarters or its months.

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
use rules::{RuleSet, input::Sign};

use super::{FileImportResultView, Request, import, labels};
use crate::{
    api::input::{CODE_LENGTH, TEXT_LENGTH},
    config::OwnSettings,
    domain::{code::Coded, period::Period, plan::PlanBasis, quantity::VOLUME_DECIMALS},
    service::{
        Act,
        file_import::{ImportKind, PlanLine, import_plans},
    },
    store::plan::Volumes,
};

/// Said of every period's column.
const VOLUME: &str = "计划水量，立方米，最多3位小数；按季或按月二选一，不要混填。";

/// The columns.
static LAYOUT: Layout = Layout {
    sheet: "用水计划",
    columns: &[
        Column::needed("user_code", "用水户编号", "须已登记。"),
        Column::needed("year", "年度", "如 2027；该用水户该年度还没有计划。"),
        Column::needed("basis", "计划依据", "").of(labels::<PlanBasis>),
        Column::needed("basis_detail", "依据说明", "定额和申报产量，或核定水量的文件。"),
        Column::optional("q1", "一季度", VOLUME),
        Column::optional("q2", "二季度", VOLUME),
        Column::optional("q3", "三季度", VOLUME),
        Column::optional("q4", "四季度", VOLUME),
        Column::optional("m1", "1月", VOLUME),
        Column::optional("m2", "2月", VOLUME),
        Column::optional("m3", "3月", VOLUME),
        Column::optional("m4", "4月", VOLUME),
        Column::optional("m5", "5月", VOLUME),
        Column::optional("m6", "6月", VOLUME),
        Column::optional("m7", "7月", VOLUME),
        Column::optional("m8", "8月", VOLUME),
        Column::optional("m9", "9月", VOLUME),
        Column::optional("m10", "10月", VOLUME),
        Column::optional("m11", "11月", VOLUME),
        Column::optional("m12", "12月", VOLUME),
    ],
};

/// A fault is noted in the cells wherever this is none.
fn read_row(cells: &mut Cells<'_>) -> Option<PlanLine> {
    let user_code = cells.text("user_code", CODE_LENGTH);
    let year = cells.integer("year", 1900..=2999);
    let basis = cells.choice("basis", PlanBasis::ALL, |basis| (basis.code(), basis.label()));
    let basis_detail = cells.text("basis_detail", TEXT_LENGTH);
    let year = i32::try_from(year?).ok()?;
    let quarters = (1..=4).map(|quarter| (format!("q{quarter}"), format!("{year}Q{quarter}")));
    let months = (1..=12).map(|month| (format!("m{month}"), format!("{year}-{month:02}")));
    let mut volumes = Volumes::new();
    for (code, period) in quarters.chain(months) {
        let Some(volume) = cells.optional_decimal(&code, VOLUME_DECIMALS, Sign::Positive) else {
            continue;
        };
        let period = period
            .parse::<Period>()
            .map_err(|error| cells.fault(&code, "not_a_period", error.to_string()));
        volumes.insert(period.ok()?, volume);
    }
    Some(PlanLine {
        user_code,
        year,
        basis: basis?,
        basis_detail,
        volumes,
    })
}

/// Imports a file of first plans as drafts: the body is the file (`text/csv` or the XLSX type), or a multipart form with the part `file`.
#[utoipa::path(
    post,
    path = "/v1/plans/imports",
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
pub async fn create_plan_import(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    settings: web::Data<OwnSettings>,
    principal: Principal,
    request: HttpRequest,
    Query(query): Query<ImportQuery>,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let act = Act::now(&principal);
    let given = Request {
        database: &database,
        settings: &settings,
        principal: &principal,
        request,
        query,
        payload,
    };
    import(given, ImportKind::Plans, &LAYOUT, read_row, async |tx, file| {
        import_plans(tx, &rules, &act, file).await
    })
    .await
}

/// An empty file with the columns that an import of plans takes.
#[utoipa::path(
    get,
    path = "/v1/plans/imports/template",
    tag = "imports",
    params(TemplateQuery),
    responses((status = 200, body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
)]
pub async fn show_plan_template(Query(query): Query<TemplateQuery>) -> Result<HttpResponse, Problem> {
    download_template(query, &LAYOUT, "plans-template")
}
