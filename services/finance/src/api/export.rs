//! A statement as a file: CSV or XLSX.

use actix_web::{
    HttpResponse,
    http::header::{ContentDisposition, DispositionParam, DispositionType},
    web,
};
use platform::{
    Database, Problem,
    database::Pg,
    http::{
        access::Principal,
        extract::{Path, Query},
        problem::ProblemBody,
    },
};
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::{
    fund::require_fund,
    statement::{StatementAccountView, StatementLineView, period, require_account},
};
use crate::store::statement::{self, StatementLine, StatementRange};

/// Most lines of a file; a longer period is exported in parts.
const MOST_LINES: usize = 100_000;
/// Lines fetched at once.
const CHUNK: i64 = 5_000;
/// Tells spreadsheet programs that the text is UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
const HEADER: [&str; 8] = ["日期", "凭证号", "行", "摘要", "科目编号", "科目名称", "借方", "贷方"];
const ACCOUNT_HEADER: [&str; 6] = ["科目编号", "科目名称", "期初余额", "借方发生额", "贷方发生额", "期末余额"];

/// Kind of file.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// Comma-separated values.
    Csv,
    /// A workbook with the lines and the balances.
    Xlsx,
}

/// What is exported.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ExportQuery {
    /// First day.
    from: String,
    /// Last day.
    to: String,
    /// One account only.
    account: Option<String>,
    /// Kind of file.
    #[param(inline)]
    format: ExportFormat,
}

/// The statement of a fund as a file.
#[utoipa::path(
    get,
    path = "/v1/funds/{fund}/statement/export",
    tag = "ledger",
    params(("fund" = String, Path, description = "Key of the fund"), ExportQuery),
    responses((status = 200, description = "The file"), (status = 422, body = ProblemBody))
)]
pub async fn export_statement(
    database: web::Data<Database>,
    principal: Principal,
    Path(fund): Path<String>,
    Query(query): Query<ExportQuery>,
) -> Result<HttpResponse, Problem> {
    let (from, to) = period(&query.from, &query.to)?;
    let mut conn = database.connection(&principal.scope).await?;
    let (key, _) = require_fund(&mut conn, &fund).await?;
    let range = StatementRange {
        fund: key,
        from,
        to,
        account: query.account,
    };
    let accounts = statement::turnover(&mut conn, key, from, to, range.account.as_deref()).await?;
    require_account(&range, &accounts)?;
    let lines = read_lines(&mut conn, &range).await?;
    let accounts: Vec<_> = accounts.into_iter().map(StatementAccountView::from).collect();
    let (content_type, extension) = match query.format {
        ExportFormat::Csv => ("text/csv; charset=utf-8", "csv"),
        ExportFormat::Xlsx => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    };
    let format = query.format;
    let written = web::block(move || match format {
        ExportFormat::Csv => write_csv(&lines).map_err(|error| error.to_string()),
        ExportFormat::Xlsx => write_xlsx(&lines, &accounts).map_err(|error| error.to_string()),
    });
    let bytes = written.await.map_err(Problem::internal)?.map_err(Problem::internal)?;
    Ok(HttpResponse::Ok()
        .content_type(content_type)
        .insert_header(ContentDisposition {
            disposition: DispositionType::Attachment,
            parameters: vec![DispositionParam::Filename(format!("{key}-{from}-{to}.{extension}"))],
        })
        .body(bytes))
}

async fn read_lines(conn: &mut Pg, range: &StatementRange) -> Result<Vec<StatementLineView>, Problem> {
    let mut lines = Vec::new();
    let mut after = None;
    loop {
        let chunk = statement::lines(conn, range, after, CHUNK).await?;
        after = chunk.last().map(StatementLine::position);
        let is_last = i64::try_from(chunk.len()).unwrap_or(CHUNK) < CHUNK;
        lines.extend(chunk.into_iter().map(StatementLineView::from));
        if lines.len() > MOST_LINES {
            return Err(Problem::unprocessable(
                "export_too_large",
                format!("这段时间的明细超过 {MOST_LINES} 行，请缩短期间、分几次导出"),
            ));
        }
        if is_last {
            return Ok(lines);
        }
    }
}

fn cells(line: &StatementLineView) -> [String; 8] {
    [
        line.booked_on.to_string(),
        line.entry_number.clone(),
        line.line.to_string(),
        harmless(&line.summary),
        line.account.clone(),
        line.account_name.clone(),
        line.debit.clone(),
        line.credit.clone(),
    ]
}

/// A spreadsheet program would run a text that begins like a formula.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn write_csv(lines: &[StatementLineView]) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(BYTE_ORDER_MARK.to_vec());
    writer.write_record(HEADER)?;
    for line in lines {
        writer.write_record(cells(line))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

fn write_xlsx(lines: &[StatementLineView], accounts: &[StatementAccountView]) -> Result<Vec<u8>, XlsxError> {
    const AMOUNTS_FROM: usize = 6;
    let mut workbook = Workbook::new();
    let bold = Format::new().set_bold();
    let money = Format::new().set_num_format("#,##0.00");
    let sheet = workbook.add_worksheet().set_name("明细")?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, title) in (0_u16..).zip(HEADER) {
        sheet.write_string_with_format(0, column, title, &bold)?;
    }
    for (row, line) in (1_u32..).zip(lines) {
        for (index, (column, text)) in (0_u16..).zip(cells(line)).enumerate() {
            if index < AMOUNTS_FROM {
                sheet.write_string(row, column, text)?;
            } else {
                write_amount(sheet, row, column, &text, &money)?;
            }
        }
    }
    let sheet = workbook.add_worksheet().set_name("科目余额")?;
    for (column, title) in (0_u16..).zip(ACCOUNT_HEADER) {
        sheet.write_string_with_format(0, column, title, &bold)?;
    }
    for (row, account) in (1_u32..).zip(accounts) {
        sheet.write_string(row, 0, &account.code)?;
        sheet.write_string(row, 1, &account.name)?;
        let amounts = [&account.opening, &account.debit, &account.credit, &account.closing];
        for (column, amount) in (2_u16..).zip(amounts) {
            write_amount(sheet, row, column, amount, &money)?;
        }
    }
    workbook.save_to_buffer()
}

/// Spreadsheets know binary numbers only: an amount that one cannot hold to the fen is written as text.
fn write_amount(sheet: &mut rust_xlsxwriter::Worksheet, row: u32, column: u16, amount: &str, format: &Format) -> Result<(), XlsxError> {
    /// Digits that a binary number of 64 bits always holds.
    const SAFE_DIGITS: usize = 15;
    let digits = amount.bytes().filter(u8::is_ascii_digit).count();
    match amount.parse::<f64>() {
        Ok(number) if digits <= SAFE_DIGITS => sheet.write_number_with_format(row, column, number, format)?,
        _ => sheet.write_string(row, column, amount)?,
    };
    Ok(())
}
