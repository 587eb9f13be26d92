//! Bills: one held to be changed, and lists.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{pg::Pg as Backend, prelude::*};
use diesel_async::RunQueryDsl;
use platform::{
    database::Pg,
    http::{
        page::Page,
        sort::{Paging, SortColumn, SortKind, Sorting},
    },
};
use uuid::Uuid;

use super::{credit_bill, money, payment};
use crate::{
    domain::{
        bill::{Bill, BillState, BillStatus, Reversal},
        code::Coded,
    },
    store::{
        containing, corrupt, decode,
        schema::bills::{self, dsl},
    },
};

/// A bill that the transaction holds.
#[derive(Debug, Clone)]
pub struct HeldBill {
    /// As the rules see it.
    pub bill: Bill,
    /// Number.
    pub number: String,
    /// Name of the user.
    pub user_name: String,
    /// Supply company of the user.
    pub supplier: String,
    /// Version for `If-Match`.
    pub version: i32,
}

#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = bills)]
struct HeldBillRow {
    id: Uuid,
    number: String,
    user_id: Uuid,
    user_name: String,
    supplier: String,
    period: String,
    basic_fen: i64,
    surcharge_fen: i64,
    state: String,
    issued_on: NaiveDate,
    due_on: Option<NaiveDate>,
    entry_number: Option<String>,
    version: i32,
}

/// A bill, held until the transaction ends.
pub async fn lock(conn: &mut Pg, id: Uuid) -> QueryResult<Option<HeldBill>> {
    let found = dsl::bills
        .find(id)
        .select(HeldBillRow::as_select())
        .for_update()
        .first(conn)
        .await
        .optional()?;
    match found {
        Some(row) => hold(conn, row).await.map(Some),
        None => Ok(None),
    }
}

/// Notified bills whose last day to pay has passed, that nobody else holds: held until the transaction ends.
pub async fn lock_overdue(conn: &mut Pg, today: NaiveDate, limit: i64) -> QueryResult<Vec<HeldBill>> {
    let rows: Vec<HeldBillRow> = dsl::bills
        .filter(dsl::state.eq(BillStatus::Notified.code()).and(dsl::due_on.lt(today)))
        .order((dsl::due_on, dsl::id))
        .limit(limit)
        .select(HeldBillRow::as_select())
        .for_update()
        .skip_locked()
        .load(conn)
        .await?;
    let mut held = Vec::with_capacity(rows.len());
    for row in rows {
        held.push(hold(conn, row).await?);
    }
    Ok(held)
}

async fn hold(conn: &mut Pg, row: HeldBillRow) -> QueryResult<HeldBill> {
    let state = state_of(conn, &row).await?;
    Ok(HeldBill {
        bill: Bill {
            id: row.id,
            user: row.user_id,
            period: row.period.parse().map_err(|error| corrupt(format!("{error}")))?,
            issued_on: row.issued_on,
            basic_charge: money(row.basic_fen)?,
            surcharge: money(row.surcharge_fen)?,
            state,
        },
        number: row.number,
        user_name: row.user_name,
        supplier: row.supplier,
        version: row.version,
    })
}

async fn state_of(conn: &mut Pg, row: &HeldBillRow) -> QueryResult<BillState> {
    let broken = |what: &str| corrupt(format!("bill {} is {} without {what}", row.id, row.state));
    let due_on = || row.due_on.ok_or_else(|| broken("a due day"));
    let status: BillStatus = decode(&row.state)?;
    if matches!(status, BillStatus::Issued | BillStatus::Notified | BillStatus::Overdue) {
        return Ok(match status {
            BillStatus::Notified => BillState::Notified { due_on: due_on()? },
            BillStatus::Overdue => BillState::Overdue { due_on: due_on()? },
            _ => BillState::Issued,
        });
    }
    let payment = payment::of_bill(conn, row.id)
        .await?
        .map(|payment| payment.to_domain(&row.supplier))
        .transpose()?;
    let entry_number = row.entry_number.clone();
    Ok(match status {
        BillStatus::Paid => BillState::Paid {
            payment: payment.ok_or_else(|| broken("a payment"))?,
        },
        BillStatus::Settled => BillState::Settled { payment, entry_number },
        _ => {
            let credit = credit_bill::of_bill(conn, row.id).await?.ok_or_else(|| broken("a credit bill"))?;
            let reversal = match credit.entry_number {
                Some(entry_number) => Reversal::Booked { entry_number },
                None if payment.is_some() && row.surcharge_fen > 0 => Reversal::Awaited,
                None => Reversal::NotNeeded,
            };
            BillState::Cancelled {
                credit_bill: credit.id,
                refund: payment,
                entry_number,
                reversal,
            }
        }
    })
}

/// What changes on a bill; absent: stays.
#[derive(Debug, AsChangeset)]
#[diesel(table_name = bills)]
struct BillChange<'a> {
    state: &'a str,
    due_on: Option<NaiveDate>,
    notified_at: Option<DateTime<Utc>>,
    entry_number: Option<&'a str>,
    settled_at: Option<DateTime<Utc>>,
    version: i32,
}

/// Stores the state that a held bill came to; gives its new version.
pub async fn save(conn: &mut Pg, version: i32, bill: &Bill, now: DateTime<Utc>) -> QueryResult<i32> {
    let mut change = BillChange {
        state: bill.state.status().code(),
        due_on: None,
        notified_at: None,
        entry_number: None,
        settled_at: None,
        version: version + 1,
    };
    match &bill.state {
        BillState::Notified { due_on } => (change.due_on, change.notified_at) = (Some(*due_on), Some(now)),
        BillState::Settled { entry_number, .. } => (change.entry_number, change.settled_at) = (entry_number.as_deref(), Some(now)),
        BillState::Cancelled { entry_number, .. } => change.entry_number = entry_number.as_deref(),
        BillState::Issued | BillState::Overdue { .. } | BillState::Paid { .. } => {}
    }
    diesel::update(dsl::bills.find(bill.id)).set(&change).execute(conn).await?;
    Ok(change.version)
}

/// A bill in a list.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = bills)]
pub struct BillListRow {
    /// Identity.
    pub id: Uuid,
    /// Number.
    pub number: String,
    /// Run.
    pub run_id: Uuid,
    /// User.
    pub user_id: Uuid,
    /// User's code.
    pub user_code: String,
    /// User's name.
    pub user_name: String,
    /// Supply company.
    pub supplier: String,
    /// Town.
    pub town: String,
    /// Nature of the use.
    pub category: String,
    /// Measuring period.
    pub period: String,
    /// Usage, litres.
    pub usage_milli: i64,
    /// Plan, litres.
    pub plan_milli: i64,
    /// Usage beyond the adjusted plan, litres.
    pub overage_milli: i64,
    /// Basic charge, fen.
    pub basic_fen: i64,
    /// Surcharge, fen.
    pub surcharge_fen: i64,
    /// Total, fen.
    pub total_fen: i64,
    /// State.
    pub state: String,
    /// Day it was made.
    pub issued_on: NaiveDate,
    /// Last day to pay.
    pub due_on: Option<NaiveDate>,
    /// Finance's entry.
    pub entry_number: Option<String>,
    /// Version.
    pub version: i32,
}

/// How a list of bills can be sorted. A number begins with its period.
pub const SORTING: Sorting = Sorting {
    columns: &[
        SortColumn::new("user_code", "bills.user_code", SortKind::Text),
        SortColumn::new("user_name", "bills.user_name", SortKind::Text),
        SortColumn::new("usage", "bills.usage_milli", SortKind::Whole),
        SortColumn::new("overage", "bills.overage_milli", SortKind::Whole),
        SortColumn::new("basic_charge", "bills.basic_fen", SortKind::Whole),
        SortColumn::new("surcharge", "bills.surcharge_fen", SortKind::Whole),
        SortColumn::new("total", "bills.total_fen", SortKind::Whole),
        SortColumn::new("issued_on", "bills.issued_on", SortKind::Day),
        SortColumn::new("due_on", "coalesce(bills.due_on, 'infinity')", SortKind::Day),
    ],
    unique: SortColumn::new("number", "bills.number", SortKind::Text),
    default: "number",
};

/// Which bills are wanted.
#[derive(Debug, Clone, Default)]
pub struct BillFilter {
    /// Of a period.
    pub period: Option<String>,
    /// In a state.
    pub state: Option<BillStatus>,
    /// Of a supplier.
    pub supplier: Option<String>,
    /// Of a town.
    pub town: Option<&'static str>,
    /// Of a category.
    pub category: Option<&'static str>,
    /// Of a user.
    pub user_code: Option<String>,
    /// Of a run.
    pub run_id: Option<Uuid>,
    /// Whose number, user's code or user's name contains this.
    pub text: Option<String>,
    /// Beyond the plan, or within it.
    pub over_plan: Option<bool>,
}

/// A page of bills.
pub async fn list(conn: &mut Pg, filter: &BillFilter, paging: &Paging) -> QueryResult<Page<BillListRow>> {
    let query = matching(filter)
        .select((BillListRow::as_select(), paging.marks()))
        .filter(paging.after())
        .order(paging.order())
        .limit(paging.limit());
    Ok(paging.page(query.load(conn).await?))
}

fn matching(filter: &BillFilter) -> bills::BoxedQuery<'_, Backend> {
    let mut query = dsl::bills.into_boxed();
    if let Some(period) = &filter.period {
        query = query.filter(dsl::period.eq(period));
    }
    if let Some(state) = filter.state {
        query = query.filter(dsl::state.eq(state.code()));
    }
    if let Some(supplier) = &filter.supplier {
        query = query.filter(dsl::supplier.eq(supplier));
    }
    if let Some(user_code) = &filter.user_code {
        query = query.filter(dsl::user_code.eq(user_code));
    }
    if let Some(run_id) = filter.run_id {
        query = query.filter(dsl::run_id.eq(run_id));
    }
    if let Some(town) = filter.town {
        query = query.filter(dsl::town.eq(town));
    }
    if let Some(category) = filter.category {
        query = query.filter(dsl::category.eq(category));
    }
    if let Some(text) = &filter.text {
        let pattern = containing(text);
        let in_user = dsl::user_code.ilike(pattern.clone()).or(dsl::user_name.ilike(pattern.clone()));
        query = query.filter(dsl::number.ilike(pattern).or(in_user));
    }
    match filter.over_plan {
        Some(true) => query.filter(dsl::overage_milli.gt(0)),
        Some(false) => query.filter(dsl::overage_milli.eq(0)),
        None => query,
    }
}
