//! One table: what the department refuses → HTTP.

use platform::Problem;
use rules::Fields;
use uuid::Uuid;

use crate::{
    domain::{date::parse_date, entry_number::NotAnEntryNumber, fund::UnknownFund},
    service::reconcile_surcharge::ReconcileError,
};

impl From<UnknownFund> for crate::api::error::NotThere {
    fn from(error: UnknownFund) -> Self {
        Self(error.to_string())
    }
}

impl From<NotAnEntryNumber> for NotThere {
    fn from(error: NotAnEntryNumber) -> Self {
        Self(error.to_string())
    }
}

/// A name in a path that leads nowhere.
#[derive(Debug)]
pub struct NotThere(String);

impl From<NotThere> for Problem {
    fn from(not_there: NotThere) -> Self {
        Self::not_found(not_there.0)
    }
}

impl From<ReconcileError> for Problem {
    fn from(error: ReconcileError) -> Self {
        match &error {
            ReconcileError::FutureDay { .. } => Self::unprocessable("day_not_over", error.to_string()),
            ReconcileError::NotConfigured => Self::unavailable("water_not_configured", error.to_string()),
            ReconcileError::NoAnswer { run, day, .. } => {
                let kept = kept(*run);
                let detail =
                    format!("县水利局的服务现在没有给出 {day} 的收费明细，{kept}，没有任何数据丢失；系统会自动再试，也可以稍后重新发起");
                Self::unavailable("water_unavailable", detail).caused_by(error)
            }
            ReconcileError::Endless { run, day } => {
                let kept = kept(*run);
                let detail = format!("县水利局给出的 {day} 收费明细不完整，{kept}，请联系县水利局");
                Self::unavailable("water_answer_incomplete", detail).caused_by(error)
            }
            ReconcileError::TooLarge(_) => Self::unprocessable("amount_too_large", error.to_string()),
            ReconcileError::Store(_) | ReconcileError::Case(_) => match error {
                ReconcileError::Store(cause) => cause.into(),
                ReconcileError::Case(fault) => fault.into(),
                other => Self::internal(other),
            },
        }
    }
}

fn kept(run: Option<Uuid>) -> String {
    run.map_or_else(
        || "原来的核对结果保持不变".to_owned(),
        |run| format!("这次核对已记为待核对（编号 {run}）"),
    )
}

/// Reads the dates of a query, reporting all that are wrong.
pub fn parse_dates<const N: usize>(dates: [(&str, Option<&str>); N]) -> Result<[Option<chrono::NaiveDate>; N], Problem> {
    let mut fields = Fields::new();
    let parsed = dates.map(|(pointer, text)| text.and_then(|text| parse_date(&mut fields, pointer, text)));
    fields.finish()?;
    Ok(parsed)
}

/// Refuses a period whose end comes before its beginning.
pub fn require_order(from: Option<chrono::NaiveDate>, to: Option<chrono::NaiveDate>) -> Result<(), Problem> {
    let mut fields = Fields::new();
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        fields.fault("/to", "before_from", format!("终止日 {to} 早于起始日 {from}"));
    }
    Ok(fields.finish()?)
}
