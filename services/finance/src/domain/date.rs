//! Dates as the API writes them.

use chrono::NaiveDate;
use rules::Fields;

/// Parses `YYYY-MM-DD`, strictly; `None` after a fault, which the fields report.
pub fn parse_date(fields: &mut Fields, pointer: &str, text: &str) -> Option<NaiveDate> {
    let has_shape = text.len() == 10
        && text.bytes().enumerate().all(|(index, byte)| match index {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let date = has_shape.then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()).flatten();
    if date.is_none() {
        fields.fault(
            pointer,
            "not_a_date",
            format!("「{text}」不是日期，应为真实存在的年-月-日，例如 \"2024-01-08\""),
        );
    }
    date
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_dates_in_the_full_form_are_taken() {
        let parse = |text: &str| {
            let mut fields = Fields::new();
            let date = parse_date(&mut fields, "/day", text);
            assert_eq!(date.is_some(), fields.is_clean(), "{text}");
            date
        };
        assert_eq!(parse("2024-02-29"), NaiveDate::from_ymd_opt(2024, 2, 29));
        for text in [
            "2023-02-29",
            "2024-2-9",
            "24-01-08",
            "2024/01/08",
            "2024-01-08T00:00:00Z",
            "+2024-01-8",
            "２０２４-01-08",
            "",
            "2024-13-01",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
