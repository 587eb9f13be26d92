//! Journal entries. The database numbers them, moves the balances and checks them at the commit.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::{
    database::Pg,
    http::{
        page::Page,
        sort::{Paging, SortColumn, SortKind, Sorting},
    },
};
use uuid::Uuid;

use super::{
    fund::lock_balances,
    known, money,
    schema::{accounts, journal_entries, journal_lines, surcharge_incomes},
};
use crate::domain::{
    entry_number::EntryNumber,
    fund::{AccountCode, Fund},
    id::EntryId,
    ledger::{Entry, EntryKind, LedgerError, Line, PostedEntry},
};

/// Why an entry was not posted.
#[derive(Debug, thiserror::Error)]
pub enum PostError {
    /// The ledger refuses it.
    #[error(transparent)]
    Refused(#[from] LedgerError),
    /// The database.
    #[error("the entry could not be stored")]
    Store(#[from] diesel::result::Error),
}

#[derive(Insertable)]
#[diesel(table_name = journal_lines)]
struct NewLineRow<'a> {
    entry_id: Uuid,
    line: i16,
    fund: &'a str,
    account: &'a str,
    amount_fen: i64,
}

/// Posts an entry and gives the number that it gets. The number and the accounts stay locked until the commit.
pub async fn post(conn: &mut Pg, fund: &Fund, entry: &Entry, posted_by: &str) -> Result<EntryNumber, PostError> {
    let (kind, transfer, reverses) = match entry.kind() {
        EntryKind::Ordinary => ("ordinary", None, None),
        EntryKind::Transfer(code) => ("transfer", Some(code.as_str()), None),
        EntryKind::Reversal { of } => ("reversal", None, Some(of.uuid())),
    };
    let number: String = diesel::insert_into(journal_entries::table)
        .values((
            journal_entries::id.eq(entry.id().uuid()),
            journal_entries::fund.eq(entry.fund().as_str()),
            journal_entries::booked_on.eq(entry.booked_on()),
            journal_entries::summary.eq(entry.summary()),
            journal_entries::kind.eq(kind),
            journal_entries::transfer.eq(transfer),
            journal_entries::reverses.eq(reverses),
            journal_entries::posted_by.eq(posted_by),
        ))
        .returning(journal_entries::number)
        .get_result(conn)
        .await?;
    let codes: Vec<&str> = entry.lines().iter().map(|line| line.account.as_str()).collect();
    lock_balances(conn, entry.fund(), &codes).await?.apply(fund, entry)?;
    let rows: Vec<_> = (1_i16..)
        .zip(entry.lines())
        .map(|(line, content)| NewLineRow {
            entry_id: entry.id().uuid(),
            line,
            fund: entry.fund().as_str(),
            account: content.account.as_str(),
            amount_fen: content.amount.fen(),
        })
        .collect();
    diesel::insert_into(journal_lines::table).values(&rows).execute(conn).await?;
    Ok(known(number.parse().ok(), "entry number", &number)?)
}

/// An entry's header.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = journal_entries)]
pub struct EntryRow {
    /// Id.
    pub id: Uuid,
    /// Fund.
    pub fund: String,
    /// Number as printed.
    pub number: String,
    /// Accounting day.
    pub booked_on: NaiveDate,
    /// What it is about.
    pub summary: String,
    /// `ordinary`, `transfer` or `reversal`.
    pub kind: String,
    /// Rule of the transfer.
    pub transfer: Option<String>,
    /// Entry that it reverses.
    pub reverses: Option<Uuid>,
    /// Who posted it.
    pub posted_by: String,
    /// When.
    pub posted_at: DateTime<Utc>,
}

/// A line with its account's name.
#[derive(Debug, Clone, Queryable)]
pub struct LineRow {
    /// Entry.
    pub entry_id: Uuid,
    /// Place within the entry, from 1.
    pub line: i16,
    /// Account code.
    pub account: String,
    /// Account name.
    pub account_name: String,
    /// Above zero a debit, below zero a credit, fen.
    pub amount_fen: i64,
}

/// The bill of another department that an entry rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BillOfEntry {
    /// Bill.
    pub id: Uuid,
    /// Number as printed.
    pub number: String,
}

/// An entry with everything that belongs to it.
#[derive(Debug, Clone)]
pub struct FullEntry {
    /// Header.
    pub entry: EntryRow,
    /// Lines, in order.
    pub lines: Vec<LineRow>,
    /// Number of the entry that it reverses.
    pub reverses: Option<String>,
    /// Number of the entry that reversed it.
    pub reversed_by: Option<String>,
    /// Water's bill whose surcharge it books or takes back.
    pub bill: Option<BillOfEntry>,
}

/// Which entries are wanted.
#[derive(Debug, Clone, Default)]
pub struct EntryFilter {
    /// Of a fund.
    pub fund: Option<String>,
    /// Booked on or after.
    pub from: Option<NaiveDate>,
    /// Booked on or before.
    pub to: Option<NaiveDate>,
    /// Of a kind.
    pub kind: Option<String>,
    /// With a line on an account.
    pub account: Option<String>,
    /// Of a bill's surcharge, by its printed number.
    pub bill_number: Option<String>,
}

/// How a list of entries can be sorted. Ids are UUIDs of version 7: they order by time.
pub const SORTING: Sorting = Sorting {
    columns: &[
        SortColumn::new("number", "journal_entries.number", SortKind::Text),
        SortColumn::new("booked_on", "journal_entries.booked_on", SortKind::Day),
        SortColumn::new("posted_at", "journal_entries.posted_at", SortKind::Moment),
    ],
    unique: SortColumn::new("id", "journal_entries.id", SortKind::Id),
    default: "-id",
};

/// A page of entries within the data scope.
pub async fn list(conn: &mut Pg, filter: &EntryFilter, paging: &Paging) -> QueryResult<Page<FullEntry>> {
    use journal_entries::dsl as entry;
    let mut query = journal_entries::table
        .select((EntryRow::as_select(), paging.marks()))
        .filter(paging.after())
        .order(paging.order())
        .limit(paging.limit())
        .into_boxed();
    if let Some(fund) = &filter.fund {
        query = query.filter(entry::fund.eq(fund));
    }
    if let Some(from) = filter.from {
        query = query.filter(entry::booked_on.ge(from));
    }
    if let Some(to) = filter.to {
        query = query.filter(entry::booked_on.le(to));
    }
    if let Some(kind) = &filter.kind {
        query = query.filter(entry::kind.eq(kind));
    }
    if let Some(account) = &filter.account {
        query = query.filter(
            entry::id.eq_any(
                journal_lines::table
                    .filter(journal_lines::account.eq(account))
                    .select(journal_lines::entry_id),
            ),
        );
    }
    if let Some(number) = &filter.bill_number {
        let incomes = surcharge_incomes::table
            .filter(surcharge_incomes::bill_number.eq(number))
            .select(surcharge_incomes::entry_id);
        let incomes_again = surcharge_incomes::table
            .filter(surcharge_incomes::bill_number.eq(number))
            .select(surcharge_incomes::entry_id.nullable());
        query = query.filter(entry::id.eq_any(incomes).or(entry::reverses.eq_any(incomes_again)));
    }
    let page = paging.page(query.load(conn).await?);
    Ok(Page {
        items: complete(conn, page.items).await?,
        next_cursor: page.next_cursor,
        total: page.total,
    })
}

/// An entry by its printed number, when it is within the data scope.
pub async fn find(conn: &mut Pg, number: &EntryNumber) -> QueryResult<Option<FullEntry>> {
    let row = journal_entries::table
        .filter(journal_entries::number.eq(number.to_string()))
        .select(EntryRow::as_select())
        .first(conn)
        .await
        .optional()?;
    let rows = complete(conn, row.into_iter().collect()).await?;
    Ok(rows.into_iter().next())
}

/// An entry as the domain knows it.
pub async fn find_posted(conn: &mut Pg, fund: &Fund, id: EntryId) -> QueryResult<PostedEntry> {
    let row = journal_entries::table
        .find(id.uuid())
        .select(EntryRow::as_select())
        .first(conn)
        .await?;
    let full = complete(conn, vec![row])
        .await?
        .into_iter()
        .next()
        .ok_or(diesel::result::Error::NotFound)?;
    to_posted(fund, full)
}

async fn complete(conn: &mut Pg, rows: Vec<EntryRow>) -> QueryResult<Vec<FullEntry>> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let reversed: Vec<Uuid> = rows.iter().filter_map(|row| row.reverses).collect();
    let mut lines: BTreeMap<Uuid, Vec<LineRow>> = BTreeMap::new();
    let accounts_of_line = accounts::fund
        .eq(journal_lines::fund)
        .and(accounts::code.eq(journal_lines::account));
    let found: Vec<LineRow> = journal_lines::table
        .inner_join(accounts::table.on(accounts_of_line))
        .filter(journal_lines::entry_id.eq_any(&ids))
        .order((journal_lines::entry_id, journal_lines::line))
        .select((
            journal_lines::entry_id,
            journal_lines::line,
            journal_lines::account,
            accounts::name,
            journal_lines::amount_fen,
        ))
        .load(conn)
        .await?;
    for line in found {
        lines.entry(line.entry_id).or_default().push(line);
    }
    let numbers: BTreeMap<Uuid, String> = journal_entries::table
        .filter(journal_entries::id.eq_any(&reversed))
        .select((journal_entries::id, journal_entries::number))
        .load::<(Uuid, String)>(conn)
        .await?
        .into_iter()
        .collect();
    let mut reversals: BTreeMap<Uuid, String> = journal_entries::table
        .filter(journal_entries::reverses.eq_any(&ids))
        .select((journal_entries::reverses.assume_not_null(), journal_entries::number))
        .load::<(Uuid, String)>(conn)
        .await?
        .into_iter()
        .collect();
    let bills = bills_of(conn, ids.iter().chain(&reversed)).await?;
    let full = rows.into_iter().map(|entry| FullEntry {
        bill: bills.get(&entry.reverses.unwrap_or(entry.id)).cloned(),
        lines: lines.remove(&entry.id).unwrap_or_default(),
        reverses: entry.reverses.and_then(|id| numbers.get(&id).cloned()),
        reversed_by: reversals.remove(&entry.id),
        entry,
    });
    Ok(full.collect())
}

/// Bills of the surcharges that these entries booked, by entry.
async fn bills_of(conn: &mut Pg, entries: impl Iterator<Item = &Uuid>) -> QueryResult<BTreeMap<Uuid, BillOfEntry>> {
    use surcharge_incomes::dsl as income;
    let rows: Vec<(Uuid, Uuid, String)> = surcharge_incomes::table
        .filter(income::entry_id.eq_any(entries))
        .select((income::entry_id, income::bill_id, income::bill_number))
        .load(conn)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(entry, id, number)| (entry, BillOfEntry { id, number }))
        .collect())
}

fn to_posted(fund: &Fund, full: FullEntry) -> QueryResult<PostedEntry> {
    let row = full.entry;
    let kind = match (row.transfer, row.reverses) {
        (Some(code), _) => EntryKind::Transfer(code),
        (None, Some(of)) => EntryKind::Reversal { of: of.into() },
        (None, None) => EntryKind::Ordinary,
    };
    let mut lines = Vec::with_capacity(full.lines.len());
    for line in full.lines {
        lines.push(Line {
            account: known(AccountCode::try_from(line.account.clone()).ok(), "account code", &line.account)?,
            amount: money(line.amount_fen)?,
        });
    }
    let entry = Entry::new(fund, row.id.into(), row.booked_on, row.summary, kind, lines)
        .map_err(|error| diesel::result::Error::DeserializationError(Box::new(error)))?;
    let number = |text: &str| known(text.parse::<EntryNumber>().ok(), "entry number", text);
    Ok(PostedEntry {
        entry,
        number: number(&row.number)?,
        reversed_by: full.reversed_by.as_deref().map(number).transpose()?,
    })
}
