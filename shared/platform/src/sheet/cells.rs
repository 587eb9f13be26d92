//! A row's cells as typed values. What is wrong is noted with a Chinese sentence, and everything that is wrong at once.

use std::{fmt::Display, ops::RangeInclusive};

use chrono::NaiveDate;
use rules::{Exact, Fields, InvalidInput, input::Sign};

use super::layout::Places;

/// The cells of a row, by the codes of their columns.
#[derive(Debug)]
pub struct Cells<'a> {
    places: &'a Places,
    cells: &'a [String],
    fields: Fields,
}

fn pointer(code: &str) -> String {
    format!("/{code}")
}

impl<'a> Cells<'a> {
    pub(super) fn new(places: &'a Places, cells: &'a [String]) -> Self {
        Self {
            places,
            cells,
            fields: Fields::new(),
        }
    }

    pub(super) fn finish(self) -> Result<(), InvalidInput> {
        self.fields.finish()
    }

    /// The cell as it stands, trimmed; empty when there is none.
    pub fn raw(&self, code: &str) -> &'a str {
        self.places.cell(self.cells, code)
    }

    /// The same, or none when it is empty.
    pub fn given(&self, code: &str) -> Option<&'a str> {
        Some(self.raw(code)).filter(|text| !text.is_empty())
    }

    /// Where faults are noted, for what reads several cells as one request; the pointers are the columns' codes behind `/`.
    pub fn fields(&mut self) -> &mut Fields {
        &mut self.fields
    }

    /// Notes a fault in a column.
    pub fn fault(&mut self, code: &str, kind: &str, message: impl Into<String>) {
        self.fields.fault(pointer(code), kind, message);
    }

    /// A text of at most so many characters.
    pub fn text(&mut self, code: &str, most: usize) -> String {
        self.fields.text(&pointer(code), self.raw(code), most)
    }

    /// A text that may be left out.
    pub fn optional_text(&mut self, code: &str, most: usize) -> Option<String> {
        self.given(code).map(|text| self.fields.text(&pointer(code), text, most))
    }

    /// A decimal of at most so many decimals. Zero stands in after a fault.
    pub fn decimal(&mut self, code: &str, decimals: u32, sign: Sign) -> Exact {
        self.fields.decimal(&pointer(code), self.raw(code), decimals, sign)
    }

    /// A decimal that may be left out.
    pub fn optional_decimal(&mut self, code: &str, decimals: u32, sign: Sign) -> Option<Exact> {
        self.given(code).map(|_| self.decimal(code, decimals, sign))
    }

    /// A whole number between two bounds.
    pub fn integer(&mut self, code: &str, bounds: RangeInclusive<i64>) -> Option<i64> {
        let text = self.raw(code);
        let number = text.parse().ok().filter(|number| bounds.contains(number));
        if number.is_none() {
            let message = format!("「{text}」应为 {} 至 {} 的整数", bounds.start(), bounds.end());
            self.fault(code, "out_of_range", message);
        }
        number
    }

    /// A day, `2026-09-30` or `2026/9/30`, as spreadsheets write days.
    pub fn day(&mut self, code: &str) -> Option<NaiveDate> {
        let text = self.raw(code);
        let day = parse_day(text);
        if day.is_none() {
            self.fault(code, "not_a_date", format!("「{text}」不是日期，应写作 2026-09-30"));
        }
        day
    }

    /// A day that may be left out.
    pub fn optional_day(&mut self, code: &str) -> Option<NaiveDate> {
        self.given(code).and_then(|_| self.day(code))
    }

    /// 是 or 否; no when it is empty.
    pub fn flag(&mut self, code: &str) -> bool {
        match self.raw(code) {
            "" | "否" | "false" | "0" => false,
            "是" | "true" | "1" => true,
            text => {
                self.fault(code, "unknown_value", format!("「{text}」应为：是、否"));
                false
            }
        }
    }

    /// One of a closed list, by its label or its code; `names` gives both of a value, the code first.
    pub fn choice<T: Copy>(&mut self, code: &str, all: &[T], names: impl Fn(&T) -> (&'static str, &'static str)) -> Option<T> {
        let text = self.raw(code);
        let fits = |value: &&T| {
            let (value_code, label) = names(value);
            value_code == text || label == text
        };
        let found = all.iter().find(fits).copied();
        if found.is_none() {
            let allowed = all.iter().map(|value| names(value).1).collect::<Vec<_>>().join("、");
            self.fault(code, "unknown_value", format!("「{text}」应为：{allowed}"));
        }
        found
    }

    /// One of a closed list, which may be left out.
    pub fn optional_choice<T: Copy>(&mut self, code: &str, all: &[T], names: impl Fn(&T) -> (&'static str, &'static str)) -> Option<T> {
        self.given(code).and_then(|_| self.choice(code, all, names))
    }

    /// A value of any other kind; `read` says what is wrong with it, `kind` is the code of such a fault.
    pub fn parse<T, E: Display>(&mut self, code: &str, kind: &str, read: impl FnOnce(&str) -> Result<T, E>) -> Option<T> {
        match read(self.raw(code)) {
            Ok(value) => Some(value),
            Err(error) => {
                self.fault(code, kind, error.to_string());
                None
            }
        }
    }
}

/// A day as people write it in a spreadsheet: `2026-09-30` or `2026/9/30`.
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    let digits = |part: &str, lengths: RangeInclusive<usize>| {
        let plain = lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| part.parse::<u32>().ok()).flatten()
    };
    let separator = if text.contains('/') { '/' } else { '-' };
    let parts: Vec<&str> = text.split(separator).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let (year, month, day) = (digits(year, 4..=4)?, digits(month, 1..=2)?, digits(day, 1..=2)?);
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}
