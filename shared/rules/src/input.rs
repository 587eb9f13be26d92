//! What people send, parsed into exact values or refused field by field.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    citation::Citation,
    exact::{DecimalError, Exact},
    money::{Money, MoneyError},
};

/// Most faults that are told at once: whoever has put these right learns of the rest.
pub const MOST_FAULTS: usize = 50;
/// Most faults that the text of an [`InvalidInput`] spells out.
const SPELT_OUT: usize = 5;

/// One field that is not right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// JSON pointer to the field, e.g. `/lines/0/volume`.
    pub pointer: String,
    /// Stable code, e.g. `too_many_decimals`.
    pub code: String,
    /// What is wrong and what would be right, in Chinese.
    pub message: String,
}

/// The input is malformed: nothing was computed. Lists every field that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("输入有误：{}", in_words(.errors))]
pub struct InvalidInput {
    /// The fields, in the order they were read.
    pub errors: Vec<FieldError>,
}

/// The first few faults, and how many there are when these are not all.
fn in_words(errors: &[FieldError]) -> String {
    let first = errors.iter().take(SPELT_OUT);
    let text = first
        .map(|error| format!("{}：{}", error.pointer, error.message))
        .collect::<Vec<_>>()
        .join("；");
    if errors.len() > SPELT_OUT {
        format!("{text}……等{}处", errors.len())
    } else {
        text
    }
}

/// A well-formed request that a rule refuses.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{detail}")]
pub struct Refusal {
    /// Stable code, e.g. `not_in_scope`.
    pub code: &'static str,
    /// What is refused, why, and what would be right, in Chinese.
    pub detail: String,
    /// The article that refuses, where one does.
    pub citation: Option<Citation>,
    /// The fields concerned.
    pub errors: Vec<FieldError>,
}

impl Refusal {
    /// A refusal without a field or an article.
    pub fn new(code: &'static str, detail: impl Into<String>) -> Self {
        Self {
            code,
            detail: detail.into(),
            citation: None,
            errors: Vec::new(),
        }
    }

    /// Names the article that refuses.
    #[must_use]
    pub fn citing(mut self, citation: Citation) -> Self {
        self.citation = Some(citation);
        self
    }

    /// Names the field concerned; its message is the refusal's detail.
    #[must_use]
    pub fn at(mut self, pointer: impl Into<String>) -> Self {
        self.errors.push(FieldError {
            pointer: pointer.into(),
            code: self.code.to_owned(),
            message: self.detail.clone(),
        });
        self
    }
}

/// What signs a number may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Above zero.
    Positive,
    /// Zero or above.
    NonNegative,
}

/// Collects what is wrong with an input, so that a person learns all of it at once.
#[derive(Debug, Default)]
pub struct Fields {
    errors: Vec<FieldError>,
}

impl Fields {
    /// Nothing wrong so far.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes a fault; those past [`MOST_FAULTS`] are left out.
    pub fn fault(&mut self, pointer: impl Into<String>, code: impl Into<String>, message: impl Into<String>) {
        if self.errors.len() >= MOST_FAULTS {
            return;
        }
        self.errors.push(FieldError {
            pointer: pointer.into(),
            code: code.into(),
            message: message.into(),
        });
    }

    /// A decimal of at most `max_decimals` decimals with the wanted sign. Zero stands in after a fault, which [`Self::finish`] reports.
    pub fn decimal(&mut self, pointer: &str, text: &str, max_decimals: u32, sign: Sign) -> Exact {
        match Exact::parse(text, max_decimals) {
            Ok(value) => {
                self.check_sign(pointer, value.is_positive(), value.is_zero(), sign);
                value
            }
            Err(error) => {
                self.decimal_fault(pointer, text, error);
                Exact::zero()
            }
        }
    }

    /// An amount with exactly two decimals and the wanted sign.
    pub fn money(&mut self, pointer: &str, text: &str, sign: Sign) -> Money {
        match Money::parse(text) {
            Ok(value) => {
                self.check_sign(pointer, value.is_positive(), value == Money::ZERO, sign);
                value
            }
            Err(MoneyError::Decimal(error)) => {
                self.decimal_fault(pointer, text, error);
                Money::ZERO
            }
            Err(error @ MoneyError::NotTwoDecimals) => {
                self.fault(pointer, "money_needs_two_decimals", format!("「{text}」{error}"));
                Money::ZERO
            }
        }
    }

    /// An integer between two bounds, inclusive.
    pub fn integer(&mut self, pointer: &str, value: i64, least: i64, most: i64) -> i64 {
        if !(least..=most).contains(&value) {
            self.fault(
                pointer,
                "out_of_range",
                format!("{value} 不在允许范围内，应为 {least} 至 {most} 的整数"),
            );
        }
        value
    }

    /// A day in the full form `YYYY-MM-DD` and no other; none after a fault.
    pub fn day(&mut self, pointer: &str, text: &str) -> Option<NaiveDate> {
        let has_shape = text.len() == "2026-09-30".len()
            && text.bytes().enumerate().all(|(index, byte)| match index {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        let day = has_shape.then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()).flatten();
        if day.is_none() {
            self.fault(pointer, "not_a_date", format!("「{text}」不是日期，应写作 2026-09-30"));
        }
        day
    }

    /// A text that is not blank, at most `most` characters and without the character NUL, which no database stores; trimmed.
    pub fn text(&mut self, pointer: &str, value: &str, most: usize) -> String {
        let trimmed = value.trim();
        if trimmed.is_empty() {
            self.fault(pointer, "required", "不能为空");
        } else if trimmed.chars().count() > most {
            self.fault(pointer, "too_long", format!("最多{most}个字"));
        } else if trimmed.contains('\0') {
            self.fault(pointer, "character_not_allowed", "含有不可见的空字符（NUL）：请重新输入");
        }
        trimmed.to_owned()
    }

    /// A list with at least one item.
    pub fn not_empty<T>(&mut self, pointer: &str, items: &[T]) {
        if items.is_empty() {
            self.fault(pointer, "empty_list", "至少要有一项");
        }
    }

    /// No identifier twice; `pointer` tells where the n-th stands.
    pub fn unique<'a>(&mut self, identifiers: impl IntoIterator<Item = &'a str>, pointer: impl Fn(usize) -> String) {
        let mut seen = BTreeSet::new();
        for (index, identifier) in identifiers.into_iter().enumerate() {
            if !seen.insert(identifier) {
                self.fault(pointer(index), "duplicate", format!("「{identifier}」重复出现，每项只能有一个"));
            }
        }
    }

    /// Whether nothing is wrong so far.
    pub fn is_clean(&self) -> bool {
        self.errors.is_empty()
    }

    /// Everything that was wrong, or nothing.
    pub fn finish(self) -> Result<(), InvalidInput> {
        if self.errors.is_empty() {
            Ok(())
        } else {
            Err(InvalidInput { errors: self.errors })
        }
    }

    fn decimal_fault(&mut self, pointer: &str, text: &str, error: DecimalError) {
        let code = match error {
            DecimalError::Malformed => "not_a_decimal",
            DecimalError::TooManyDecimals(_) => "too_many_decimals",
        };
        self.fault(pointer, code, format!("「{text}」{error}"));
    }

    fn check_sign(&mut self, pointer: &str, positive: bool, zero: bool, sign: Sign) {
        match sign {
            Sign::Positive if !positive => self.fault(pointer, "must_be_positive", "必须大于0"),
            Sign::NonNegative if !positive && !zero => self.fault(pointer, "must_not_be_negative", "不能小于0"),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thousand_faults_are_told_as_fifty_and_spelt_out_as_five() {
        let mut fields = Fields::new();
        for index in 0..1_000 {
            fields.fault(format!("/lines/{index}"), "required", "不能为空");
        }
        let invalid = fields.finish().unwrap_err();
        assert_eq!(invalid.errors.len(), MOST_FAULTS);
        let text = invalid.to_string();
        assert!(
            text.contains("/lines/4：") && !text.contains("/lines/5：") && text.ends_with("等50处"),
            "{text}"
        );
        let two = InvalidInput {
            errors: invalid.errors[..2].to_vec(),
        };
        assert_eq!(two.to_string(), "输入有误：/lines/0：不能为空；/lines/1：不能为空");
    }

    #[test]
    fn only_real_days_in_the_full_form_are_taken() {
        let mut fields = Fields::new();
        assert_eq!(fields.day("/day", "2024-02-29"), NaiveDate::from_ymd_opt(2024, 2, 29));
        assert!(fields.is_clean());
        for text in [
            "2023-02-29",
            "2026-9-30",
            "2026- 9-30",
            "+025-01-01",
            "-025-01-01",
            "2026/09/30",
            "2026-09-30 ",
            "２０２４-01-08",
            "2024-13-01",
            "",
        ] {
            let mut fields = Fields::new();
            assert_eq!(fields.day("/day", text), None, "{text}");
            assert_eq!(fields.finish().unwrap_err().errors[0].code, "not_a_date", "{text}");
        }
    }

    #[test]
    fn a_text_with_nul_is_refused() {
        let mut fields = Fields::new();
        fields.text("/name", "M\u{0}1", 40);
        assert_eq!(fields.finish().unwrap_err().errors[0].code, "character_not_allowed");
    }
}
