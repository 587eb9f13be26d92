//! Files of quotas: one row for each product of a standard.

use actix_web::{HttpRequest, HttpResponse, web};
use platform::{
    Database, Problem,
    http::{access::Principal, extract::Query, problem::ProblemBody},
    sheet::{
        Cells, Column, Layout,
        upload::{ImportQuery, TemplateQuery, download_template},
    },
};
use rules::input::Sign;

use super::{FileImportResultView, Request, import, labels};
use crate::{
    api::input::NAME_LENGTH,
    config::OwnSettings,
    domain::{code::Coded, quantity::PRICE_DECIMALS, quota::QuotaLevel},
    service::{
        Act,
        file_import::{ImportKind, import_quotas},
        quota::NewQuota,
    },
};

/// The columns.
static LAYOUT: Layout = Layout {
    sheet: "用水定额",
    columns: &[
        Column::needed("product", "产品", "产品、服务或作物的名称。"),
        Column::needed("unit", "单位", "如 立方米/吨。"),
        Column::needed("value", "定额", "每单位产品的用水量，立方米，最多4位小数。"),
        Column::needed("level", "级别", "").of(labels::<QuotaLevel>),
        Column::needed("standard", "标准号", ""),
        Column::needed("effective_from", "生效日", "如 2026-01-01。"),
        Column::optional("effective_to", "失效日", "最后一天；没有就留空。"),
    ],
};

/// A fault is noted in the cells wherever this is none.
fn read_row(cells: &mut Cells<'_>) -> Option<NewQuota> {
    let product = cells.text("product", NAME_LENGTH);
    let unit = cells.text("unit", NAME_LENGTH);
    let value = cells.decimal("value", PRICE_DECIMALS, Sign::Positive);
    let level = cells.choice("level", QuotaLevel::ALL, |level| (level.code(), level.label()));
    let standard = cells.text("standard", NAME_LENGTH);
    let from = cells.day("effective_from");
    let to = cells.optional_day("effective_to");
    Some(NewQuota {
        product,
        unit,
        value,
        level: level?,
        standard,
        from: from?,
        to,
    })
}

/// Imports a file of quotas: the body is the file (`text/csv` or the XLSX type), or a multipart form with the part `file`.
#[utoipa::path(
    post,
    path = "/v1/quotas/imports",
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
pub async fn create_quota_import(
    database: web::Data<Database>,
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
    import(given, ImportKind::Quotas, &LAYOUT, read_row, async |tx, file| {
        import_quotas(tx, &act, file).await
    })
    .await
}

/// An empty file with the columns that an import of quotas takes.
#[utoipa::path(
    get,
    path = "/v1/quotas/imports/template",
    tag = "imports",
    params(TemplateQuery),
    responses((status = 200, body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
)]
pub async fn show_quota_template(Query(query): Query<TemplateQuery>) -> Result<HttpResponse, Problem> {
    download_template(query, &LAYOUT, "quotas-template")
}
