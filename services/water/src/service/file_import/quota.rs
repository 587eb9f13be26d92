//! Files of quotas: one row for each product of a standard.

use std::collections::HashMap;

use chrono::NaiveDate;
use platform::{
    database::Pg,
    sheet::{Layout, Row, RowFault},
};

use super::{ImportFile, ImportKind, Imported, Outcome, conclude, fault_or_failure};
use crate::{
    domain::code::Coded,
    service::{
        Act,
        error::UseCaseError,
        quota::{NewQuota, prepare_quota},
    },
    store::quota::{self, QuotaRow},
};

/// The days of the quotas of a product and level, each with the line of the file that it stands in, or none where it is in the library.
type Known = HashMap<(String, String), Vec<(NaiveDate, Option<NaiveDate>, Option<usize>)>>;

/// Checks every row as a single quota would be checked, stores what the mode allows, and keeps the answer file.
pub async fn import_quotas(conn: &mut Pg, act: &Act, mut file: ImportFile<NewQuota>) -> Result<Imported, UseCaseError> {
    let mut products: Vec<&str> = file.parsed.rows.iter().map(|row| row.value.product.as_str()).collect();
    products.sort_unstable();
    products.dedup();
    let mut known = Known::new();
    for row in quota::of_products(conn, &products).await? {
        let of = known.entry((row.product, row.level)).or_default();
        of.push((row.effective_from, row.effective_to, None));
    }
    let (mut accepted, mut faults) = (Vec::new(), Vec::new());
    for row in &file.parsed.rows {
        match check_row(file.layout, act, &mut known, row)? {
            Ok(prepared) => accepted.push(prepared),
            Err(fault) => faults.push(fault),
        }
    }
    let mut outcome = Outcome::of(&mut file, accepted.len(), faults);
    if outcome.store {
        quota::insert_many(conn, &accepted).await?;
        outcome.made = accepted.iter().map(|row| format!("{} {}", row.product, row.standard)).collect();
    }
    conclude(conn, act, ImportKind::Quotas, &file, outcome).await
}

fn check_row(layout: &Layout, act: &Act, known: &mut Known, row: &Row<NewQuota>) -> Result<Result<QuotaRow, RowFault>, UseCaseError> {
    let prepared = match prepare_quota(act, row.value.clone()) {
        Ok(prepared) => prepared,
        Err(error) => return fault_or_failure(layout, row.line, "", error).map(Err),
    };
    let of = known.entry((prepared.product.clone(), prepared.level.clone())).or_default();
    let (from, to) = (prepared.effective_from, prepared.effective_to.unwrap_or(NaiveDate::MAX));
    let overlapping = of
        .iter()
        .find(|(first, last, _)| *first <= to && from <= last.unwrap_or(NaiveDate::MAX));
    if let Some((first, _, line)) = overlapping {
        let level = row.value.level.label();
        let message = match line {
            Some(line) => format!(
                "「{}」的{level}级定额与第{line}行在同一些日子生效：同一产品同一级别每天只有一个定额",
                prepared.product
            ),
            None => format!(
                "「{}」已有{level}级定额在同一些日子生效（自 {first}）：请核对日期，或先给原定额定失效日",
                prepared.product
            ),
        };
        return Ok(Err(layout.fault(row.line, "/effective_from", "quota_overlaps", message)));
    }
    of.push((prepared.effective_from, prepared.effective_to, Some(row.line)));
    Ok(Ok(prepared))
}
