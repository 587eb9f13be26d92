//! Parsing of what requests have in common; every fault names its field.

use chrono::NaiveDate;
use rules::{Fields, InvalidInput};

use crate::domain::period::{Period, PeriodError};

/// Most characters of a name or a reason.
pub const NAME_LENGTH: usize = 100;
/// Most characters of a longer text.
pub const TEXT_LENGTH: usize = 500;
/// Most characters of a code or number.
pub const CODE_LENGTH: usize = 40;

/// A date, `YYYY-MM-DD`.
pub fn day(fields: &mut Fields, pointer: &str, text: &str) -> Option<NaiveDate> {
    fields.day(pointer, text)
}

/// A measuring period, `2026Q3` or `2026-09`.
pub fn period(fields: &mut Fields, pointer: &str, text: &str) -> Option<Period> {
    text.parse()
        .map_err(|error: PeriodError| fields.fault(pointer, "not_a_period", error.to_string()))
        .ok()
}

/// A code of letters, digits, `-` and `_`.
pub fn code(fields: &mut Fields, pointer: &str, text: &str) -> String {
    let code = fields.text(pointer, text, CODE_LENGTH);
    if !code
        .chars()
        .all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'))
    {
        fields.fault(pointer, "not_a_code", format!("「{code}」不是编号：只能用字母、数字、- 和 _"));
    }
    code
}

/// A text that may be left out or blank.
pub fn optional_text(fields: &mut Fields, pointer: &str, text: Option<&str>, most: usize) -> Option<String> {
    let text = text.map(str::trim).filter(|text| !text.is_empty())?;
    Some(fields.text(pointer, text, most))
}

/// All faults, or the value that is there when there are none.
pub fn finish<T>(fields: Fields, value: Option<T>) -> Result<T, InvalidInput> {
    fields.finish()?;
    value.ok_or(InvalidInput { errors: Vec::new() })
}
