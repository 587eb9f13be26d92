//! The differences of a reconciliation as a workbook.

use platform::{
    Problem,
    database::Pg,
    export::{Cell, Column, List, Reader, number, text},
    http::{
        page::{self, Page},
        sort::Ask,
    },
};
use serde::Deserialize;
use uuid::Uuid;

use super::yuan;
use crate::{
    domain::id::RunId,
    store::reconciliation::{self, DifferenceRow},
};

/// Whose differences.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DifferencesOfRun {
    /// The reconciliation.
    run_id: Uuid,
}

/// The list of differences.
pub struct Differences;

fn amount(fen: Option<i64>) -> Cell {
    fen.map_or(Cell::Empty, |fen| number(yuan(fen)))
}

fn fault(row: &DifferenceRow) -> Cell {
    text(match row.fault.as_str() {
        "missing_at_finance" => "财政没有入账",
        "missing_at_water" => "水利没有这笔",
        "amount_differs" => "金额不一致",
        "repeated_at_water" => "水利重复",
        other => other,
    })
}

impl List for Differences {
    type Query = DifferencesOfRun;
    type Item = DifferenceRow;
    const NAME: &'static str = "reconciliation-differences";
    const TITLE: &'static str = "对账差异";
    const COLUMNS: &'static [Column<DifferenceRow>] = &[
        Column::new("缴款", 38, |row| text(row.payment_id.to_string())),
        Column::new("性质", 10, |row| text(if row.kind == "collected" { "收款" } else { "冲销" })),
        Column::new("差异", 16, fault),
        Column::new("水利金额（元）", 14, |row| amount(row.water_fen)),
        Column::new("财政金额（元）", 14, |row| amount(row.finance_fen)),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &DifferencesOfRun, ask: &Ask) -> Result<Page<DifferenceRow>, Problem> {
        let id = RunId::from(query.run_id);
        if reconciliation::find(conn, id).await?.is_none() {
            return Err(Problem::not_found("没有这次核对，或它不在您的数据范围内"));
        }
        let after = page::position::<(Uuid, String)>(ask.cursor())?;
        let rows = reconciliation::find_differences(conn, id, after, ask.limit().saturating_add(1)).await?;
        let mut page = Page::of(rows, ask.limit(), |row| (row.payment_id, row.kind.clone()));
        if ask.wants_total() {
            page.total = Some(reconciliation::count_differences_of(conn, id).await?);
        }
        Ok(page)
    }
}
