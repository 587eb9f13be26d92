//! Numbers of documents, one after the other within a period.

use diesel::{dsl::sql, prelude::*, sql_types::BigInt};
use diesel_async::RunQueryDsl;
use platform::database::Pg;

use crate::{domain::period::Period, store::schema::number_counters};

/// Kinds of documents, by the letters that their numbers begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentKind {
    /// 水费.
    Bill,
    /// 红冲.
    CreditBill,
    /// 灌溉.
    IrrigationBill,
    /// 灌溉红冲.
    IrrigationCreditBill,
    /// 责令改正.
    CorrectionOrder,
}

impl DocumentKind {
    const fn prefix(self) -> &'static str {
        match self {
            Self::Bill => "SF",
            Self::CreditBill => "HC",
            Self::IrrigationBill => "GG",
            Self::IrrigationCreditBill => "GC",
            Self::CorrectionOrder => "ZG",
        }
    }
}

/// Takes the next `count` numbers of a kind in a period, e.g. `SF-2026Q3-000001`. They go back if the transaction does;
/// until it ends, others who want numbers of the kind and period wait.
pub async fn take_numbers(conn: &mut Pg, kind: DocumentKind, period: Period, count: usize) -> QueryResult<Vec<String>> {
    take_numbers_in(conn, kind, &period.to_string(), count).await
}

/// The same in whatever numbers of the kind begin anew with, e.g. a year.
pub async fn take_numbers_in(conn: &mut Pg, kind: DocumentKind, period: &str, count: usize) -> QueryResult<Vec<String>> {
    let wanted = i64::try_from(count).unwrap_or(i64::MAX);
    let last: i64 = diesel::insert_into(number_counters::table)
        .values((
            number_counters::kind.eq(kind.prefix()),
            number_counters::period.eq(period),
            number_counters::last.eq(wanted),
        ))
        .on_conflict((number_counters::kind, number_counters::period))
        .do_update()
        .set(number_counters::last.eq(number_counters::last + sql::<BigInt>("excluded.last")))
        .returning(number_counters::last)
        .get_result(conn)
        .await?;
    Ok((last - wanted + 1..=last)
        .map(|number| format!("{}-{period}-{number:06}", kind.prefix()))
        .collect())
}
