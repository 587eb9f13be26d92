//! Journal entries: list with filters, and one with its lines.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, NaiveDate, Utc};
use platform::{
    Database, Problem,
    database::Pg,
    export::{Cell, Column, List, Reader, day, moment, optional, text},
    http::{
        access::Principal,
        extract::{Path, Query},
        page::Page,
        problem::ProblemBody,
        sort::Ask,
    },
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    error::{NotThere, parse_dates, require_order},
    yuan,
};
use crate::{
    domain::entry_number::EntryNumber,
    store::journal::{self, BillOfEntry, EntryFilter, FullEntry, LineRow},
};

/// Kind of entry.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EntryKindName {
    /// Within one pool.
    Ordinary,
    /// Between pools, by a rule.
    Transfer,
    /// Undoes an earlier entry.
    Reversal,
}

/// Which entries are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct EntryQuery {
    /// Of a fund.
    fund: Option<String>,
    /// Booked on or after this day.
    from: Option<String>,
    /// Booked on or before this day.
    to: Option<String>,
    /// Of a kind.
    #[param(inline)]
    kind: Option<EntryKindName>,
    /// With a line on this account.
    account: Option<String>,
    /// Of the surcharge of this bill.
    bill_number: Option<String>,
    /// `number`, `booked_on`, `posted_at`; the largest first with `-` in front. The newest first when left out.
    sort: Option<String>,
    /// Entries on a page, 1 to 200.
    limit: Option<i64>,
    /// Position given by the page before.
    cursor: Option<String>,
}

/// A journal entry. Amounts in yuan.
#[derive(Debug, Serialize, ToSchema)]
pub struct EntryView {
    /// Id.
    id: Uuid,
    /// Number as printed.
    #[schema(example = "SZ-2026-000001")]
    number: String,
    /// Fund of all its lines.
    fund: String,
    /// Accounting day.
    booked_on: NaiveDate,
    /// What it is about.
    summary: String,
    /// `ordinary`, `transfer` or `reversal`.
    #[schema(value_type = EntryKindName)]
    kind: String,
    /// What of another department it rests on; none where it rests on nothing outside finance. A reversal has the origin
    /// of the entry that it reverses.
    origin: Option<OriginView>,
    /// Rule of the transfer.
    transfer: Option<String>,
    /// Number of the entry that it reverses.
    reverses: Option<String>,
    /// Number of the entry that reversed it.
    reversed_by: Option<String>,
    /// Who posted it.
    posted_by: String,
    /// When.
    posted_at: DateTime<Utc>,
    /// Lines, in order; debits equal credits.
    lines: Vec<EntryLineView>,
}

/// What an entry rests on: enough to look it up at its department.
#[derive(Debug, Serialize, ToSchema)]
pub struct OriginView {
    /// Department that keeps it.
    department: OriginDepartment,
    /// What it is.
    kind: OriginKind,
    /// Its id there: `GET /api/water/v1/bills/{id}` for a bill of water.
    id: Uuid,
    /// Its number as printed.
    reference: String,
}

/// A department whose things entries rest on.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OriginDepartment {
    /// County water bureau.
    Water,
}

/// A thing that an entry rests on.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OriginKind {
    /// A water bill with a surcharge.
    Bill,
}

impl From<BillOfEntry> for OriginView {
    fn from(bill: BillOfEntry) -> Self {
        Self {
            department: OriginDepartment::Water,
            kind: OriginKind::Bill,
            id: bill.id,
            reference: bill.number,
        }
    }
}

/// A line of an entry. Amounts in yuan.
#[derive(Debug, Serialize, ToSchema)]
pub struct EntryLineView {
    /// Place within the entry.
    line: i16,
    /// Account code.
    account: String,
    /// Account name.
    account_name: String,
    /// Debit, or `0.00`.
    debit: String,
    /// Credit, or `0.00`.
    credit: String,
}

impl From<LineRow> for EntryLineView {
    fn from(row: LineRow) -> Self {
        Self {
            line: row.line,
            account: row.account,
            account_name: row.account_name,
            debit: yuan(row.amount_fen.max(0)),
            credit: yuan((-row.amount_fen).max(0)),
        }
    }
}

impl From<FullEntry> for EntryView {
    fn from(full: FullEntry) -> Self {
        let row = full.entry;
        Self {
            id: row.id,
            number: row.number,
            fund: row.fund,
            booked_on: row.booked_on,
            summary: row.summary,
            kind: row.kind,
            origin: full.bill.map(OriginView::from),
            transfer: row.transfer,
            reverses: full.reverses,
            reversed_by: full.reversed_by,
            posted_by: row.posted_by,
            posted_at: row.posted_at,
            lines: full.lines.into_iter().map(EntryLineView::from).collect(),
        }
    }
}

/// Journal entries, newest first.
#[utoipa::path(
    get,
    path = "/v1/journal-entries",
    tag = "ledger",
    params(EntryQuery),
    responses((status = 200, body = Page<EntryView>), (status = 400, body = ProblemBody))
)]
pub async fn list_entries(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<EntryQuery>,
) -> Result<HttpResponse, Problem> {
    let ask = Ask::page(query.limit, query.cursor.as_deref())?;
    let mut conn = database.connection(&principal.scope).await?;
    Ok(HttpResponse::Ok().json(Entries.page(&mut conn, &Entries.reader(&principal), &query, &ask).await?))
}

/// The list of journal entries.
pub struct Entries;

/// All lines of an entry, in one cell.
fn lines(entry: &EntryView) -> Cell {
    let line = |line: &EntryLineView| {
        let (side, amount) = if line.credit == "0.00" {
            ("借", &line.debit)
        } else {
            ("贷", &line.credit)
        };
        format!("{side} {} {} {amount}", line.account, line.account_name)
    };
    text(entry.lines.iter().map(line).collect::<Vec<_>>().join("；"))
}

fn kind_label(entry: &EntryView) -> Cell {
    text(match entry.kind.as_str() {
        "ordinary" => "普通",
        "transfer" => "结转",
        "reversal" => "冲销",
        other => other,
    })
}

impl List for Entries {
    type Query = EntryQuery;
    type Item = EntryView;
    const NAME: &'static str = "journal-entries";
    const TITLE: &'static str = "凭证";
    const COLUMNS: &'static [Column<EntryView>] = &[
        Column::new("凭证号", 18, |entry| text(&entry.number)),
        Column::new("资金", 18, |entry| text(&entry.fund)),
        Column::new("日期", 12, |entry| day(entry.booked_on)),
        Column::new("摘要", 40, |entry| text(&entry.summary)),
        Column::new("类型", 8, kind_label),
        Column::new("分录", 60, lines),
        Column::new("依据单据", 22, |entry| {
            optional(entry.origin.as_ref().map(|origin| origin.reference.as_str()))
        }),
        Column::new("冲销的凭证", 18, |entry| optional(entry.reverses.as_deref())),
        Column::new("被冲销于", 18, |entry| optional(entry.reversed_by.as_deref())),
        Column::new("记账人", 16, |entry| text(&entry.posted_by)),
        Column::new("记账时间", 20, |entry| moment(entry.posted_at)),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &EntryQuery, ask: &Ask) -> Result<Page<EntryView>, Problem> {
        let [from, to] = parse_dates([("/from", query.from.as_deref()), ("/to", query.to.as_deref())])?;
        require_order(from, to)?;
        let paging = journal::SORTING.read(query.sort.as_deref(), ask)?;
        let kind = query.kind.map(|kind| match kind {
            EntryKindName::Ordinary => "ordinary",
            EntryKindName::Transfer => "transfer",
            EntryKindName::Reversal => "reversal",
        });
        let filter = EntryFilter {
            fund: query.fund.clone(),
            from,
            to,
            kind: kind.map(str::to_owned),
            account: query.account.clone(),
            bill_number: query.bill_number.clone(),
        };
        Ok(journal::list(conn, &filter, &paging).await?.map(EntryView::from))
    }
}

/// One journal entry by its number.
#[utoipa::path(
    get,
    path = "/v1/journal-entries/{number}",
    tag = "ledger",
    params(("number" = String, Path, description = "Number as printed", example = "SZ-2026-000001")),
    responses((status = 200, body = EntryView), (status = 404, body = ProblemBody))
)]
pub async fn show_entry(database: web::Data<Database>, principal: Principal, Path(number): Path<String>) -> Result<HttpResponse, Problem> {
    let number: EntryNumber = number.parse().map_err(NotThere::from)?;
    let mut conn = database.connection(&principal.scope).await?;
    match journal::find(&mut conn, &number).await? {
        Some(full) => Ok(HttpResponse::Ok().json(EntryView::from(full))),
        None => Err(Problem::not_found(format!("没有凭证 {number}，或它不在您的数据范围内"))),
    }
}
