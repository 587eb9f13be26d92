//! Surcharge income by payment, and a day's items for the reconciliation.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::{
    database::Pg,
    http::{
        page::Page,
        sort::{Mark, Paging, SortColumn, SortKind, Sorting},
    },
};
use uuid::Uuid;

use super::{
    journal, money,
    schema::{journal_entries, surcharge_income_reversals as reversals, surcharge_incomes as incomes},
};
use crate::domain::{
    fund::Fund,
    id::{EntryId, PaymentId},
    reconciliation::{Item, ItemKind},
    surcharge_income::{Cancellation, Collection, SurchargeIncome},
};

/// A booked payment.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = incomes)]
pub struct IncomeRow {
    /// Payment.
    pub payment_id: Uuid,
    /// Bill.
    pub bill_id: Uuid,
    /// Bill number.
    pub bill_number: String,
    /// Water user.
    pub water_user: String,
    /// Measuring period.
    pub period: String,
    /// Basic charge, fen.
    pub basic_fen: i64,
    /// Surcharge, fen.
    pub surcharge_fen: i64,
    /// Unit that took the money.
    pub collector: String,
    /// Day of payment.
    pub paid_on: NaiveDate,
    /// Entry.
    pub entry_id: Uuid,
}

/// A reversed booking.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = reversals)]
pub struct ReversalRow {
    /// Payment.
    pub payment_id: Uuid,
    /// Credit bill.
    pub credit_bill_id: Uuid,
    /// Credit bill number.
    pub credit_bill_number: String,
    /// Why.
    pub reason: String,
    /// Day of the credit bill.
    pub reversed_on: NaiveDate,
    /// Reversing entry.
    pub entry_id: Uuid,
}

/// Stores a booked collection; a second one for the same payment violates the key.
pub async fn insert(conn: &mut Pg, collection: &Collection, entry: EntryId) -> QueryResult<()> {
    let row = IncomeRow {
        payment_id: collection.payment.uuid(),
        bill_id: collection.bill.uuid(),
        bill_number: collection.bill_number.clone(),
        water_user: collection.water_user.clone(),
        period: collection.period.clone(),
        basic_fen: collection.basic.fen(),
        surcharge_fen: collection.surcharge.fen(),
        collector: collection.collector.clone(),
        paid_on: collection.paid_on,
        entry_id: entry.uuid(),
    };
    diesel::insert_into(incomes::table).values(&row).execute(conn).await.map(drop)
}

/// Stores a reversal; a second one for the same payment violates the key.
pub async fn insert_reversal(conn: &mut Pg, cancellation: &Cancellation, entry: EntryId) -> QueryResult<()> {
    let row = ReversalRow {
        payment_id: cancellation.payment.uuid(),
        credit_bill_id: cancellation.credit_bill.uuid(),
        credit_bill_number: cancellation.credit_bill_number.clone(),
        reason: cancellation.reason.clone(),
        reversed_on: cancellation.reversed_on,
        entry_id: entry.uuid(),
    };
    diesel::insert_into(reversals::table).values(&row).execute(conn).await.map(drop)
}

/// What is known of a payment.
pub async fn find_state(conn: &mut Pg, fund: &Fund, payment: PaymentId) -> QueryResult<SurchargeIncome> {
    let row: Option<(IncomeRow, Option<ReversalRow>)> = incomes::table
        .left_join(reversals::table)
        .filter(incomes::payment_id.eq(payment.uuid()))
        .select((IncomeRow::as_select(), Option::<ReversalRow>::as_select()))
        .first(conn)
        .await
        .optional()?;
    let Some((income, reversal)) = row else {
        return Ok(SurchargeIncome::Unknown);
    };
    let entry_id = EntryId::from(income.entry_id);
    let collection = collection_of(income)?;
    if let Some(reversal) = reversal {
        let cancellation = cancellation_of(reversal, &collection);
        return Ok(SurchargeIncome::Reversed { collection, cancellation });
    }
    let entry = journal::find_posted(conn, fund, entry_id).await?;
    Ok(SurchargeIncome::Booked { collection, entry })
}

fn collection_of(row: IncomeRow) -> QueryResult<Collection> {
    Ok(Collection {
        payment: row.payment_id.into(),
        bill: row.bill_id.into(),
        bill_number: row.bill_number,
        water_user: row.water_user,
        period: row.period,
        basic: money(row.basic_fen)?,
        surcharge: money(row.surcharge_fen)?,
        collector: row.collector,
        paid_on: row.paid_on,
    })
}

fn cancellation_of(row: ReversalRow, collection: &Collection) -> Cancellation {
    Cancellation {
        payment: collection.payment,
        bill: collection.bill,
        credit_bill: row.credit_bill_id.into(),
        credit_bill_number: row.credit_bill_number,
        surcharge: collection.surcharge,
        reason: row.reason,
        reversed_on: row.reversed_on,
    }
}

/// A day's bookings and reversals, by the day of payment or of the credit bill.
pub async fn items_of(conn: &mut Pg, day: NaiveDate) -> QueryResult<Vec<Item>> {
    let collected: Vec<(Uuid, i64)> = incomes::table
        .filter(incomes::paid_on.eq(day))
        .select((incomes::payment_id, incomes::surcharge_fen))
        .load(conn)
        .await?;
    let reversed: Vec<(Uuid, i64)> = reversals::table
        .inner_join(incomes::table)
        .filter(reversals::reversed_on.eq(day))
        .select((incomes::payment_id, incomes::surcharge_fen))
        .load(conn)
        .await?;
    let kinds = [(ItemKind::Collected, collected), (ItemKind::Reversed, reversed)];
    let mut items = Vec::new();
    for (kind, rows) in kinds {
        for (payment, fen) in rows {
            items.push(Item {
                kind,
                payment: payment.into(),
                amount: money(fen)?,
            });
        }
    }
    Ok(items)
}

/// Which bookings are wanted.
#[derive(Debug, Clone, Default)]
pub struct IncomeFilter {
    /// Paid on or after.
    pub from: Option<NaiveDate>,
    /// Paid on or before.
    pub to: Option<NaiveDate>,
    /// Of a payment.
    pub payment_id: Option<Uuid>,
    /// Of a bill, by its printed number.
    pub bill_number: Option<String>,
    /// Only reversed ones, or only those that stand.
    pub reversed: Option<bool>,
}

/// A booking with its entry's number and its reversal.
#[derive(Debug, Clone)]
pub struct ListedIncome {
    /// The booking.
    pub income: IncomeRow,
    /// Number of its entry.
    pub entry_number: String,
    /// Its reversal.
    pub reversal: Option<ReversalRow>,
}

/// How a list of bookings can be sorted.
pub const SORTING: Sorting = Sorting {
    columns: &[
        SortColumn::new("paid_on", "surcharge_incomes.paid_on", SortKind::Day),
        SortColumn::new("bill_number", "surcharge_incomes.bill_number", SortKind::Text),
        SortColumn::new("water_user", "surcharge_incomes.water_user", SortKind::Text),
        SortColumn::new("surcharge_amount", "surcharge_incomes.surcharge_fen", SortKind::Whole),
        SortColumn::new("entry_number", "journal_entries.number", SortKind::Text),
    ],
    unique: SortColumn::new("payment_id", "surcharge_incomes.payment_id", SortKind::Id),
    default: "-paid_on",
};

/// A page of bookings.
pub async fn list(conn: &mut Pg, filter: &IncomeFilter, paging: &Paging) -> QueryResult<Page<ListedIncome>> {
    let mut query = incomes::table
        .inner_join(journal_entries::table)
        .left_join(reversals::table)
        .select((
            IncomeRow::as_select(),
            journal_entries::number,
            Option::<ReversalRow>::as_select(),
            paging.marks(),
        ))
        .filter(paging.after())
        .order(paging.order())
        .limit(paging.limit())
        .into_boxed();
    if let Some(from) = filter.from {
        query = query.filter(incomes::paid_on.ge(from));
    }
    if let Some(to) = filter.to {
        query = query.filter(incomes::paid_on.le(to));
    }
    if let Some(payment_id) = filter.payment_id {
        query = query.filter(incomes::payment_id.eq(payment_id));
    }
    if let Some(number) = &filter.bill_number {
        query = query.filter(incomes::bill_number.eq(number));
    }
    query = match filter.reversed {
        Some(true) => query.filter(reversals::entry_id.is_not_null()),
        Some(false) => query.filter(reversals::entry_id.is_null()),
        None => query,
    };
    let rows: Vec<(IncomeRow, String, Option<ReversalRow>, Mark)> = query.load(conn).await?;
    let listed = |(income, entry_number, reversal, mark)| {
        let listed = ListedIncome {
            income,
            entry_number,
            reversal,
        };
        (listed, mark)
    };
    Ok(paging.page(rows.into_iter().map(listed).collect()))
}
