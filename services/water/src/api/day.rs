//! Days as people send them.

use chrono::NaiveDate;
use rules::{Fields, InvalidInput};

/// A day written `2026-10-12`; a fault is noted, and a day stands in that [`Fields::finish`] never lets through.
pub fn parse_day(fields: &mut Fields, pointer: &str, text: &str) -> NaiveDate {
    let day = Some(text)
        .filter(|text| text.len() == 10)
        .and_then(|text| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok());
    day.unwrap_or_else(|| {
        fields.fault(pointer, "not_a_date", format!("「{text}」不是日期，应写作 2026-10-12"));
        NaiveDate::default()
    })
}

/// A day in the query string.
pub fn day_of_query(name: &str, text: &str) -> Result<NaiveDate, InvalidInput> {
    let mut fields = Fields::new();
    let day = parse_day(&mut fields, &format!("/{name}"), text);
    fields.finish().map(|()| day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_dates_are_days() {
        assert!(day_of_query("date", "2024-02-29").is_ok());
        for text in ["", "2026-02-29", "2026-1-02", "20261012", "2026-10-12T00:00:00Z", "昨天"] {
            let error = day_of_query("date", text).unwrap_err();
            assert_eq!(
                (error.errors[0].pointer.as_str(), error.errors[0].code.as_str()),
                ("/date", "not_a_date"),
                "{text}"
            );
        }
    }
}
