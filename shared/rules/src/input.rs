//! What people send, parsed into exact values or refused field by field.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    citation::Citation,
    exact::{DecimalError, Exact},
    money::{Money, MoneyError},
};

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
#[error("输入有误：{}", .errors.iter().map(|error| format!("{}：{}", error.pointer, error.message)).collect::<Vec<_>>().join("；"))]
pub struct InvalidInput {
    /// The fields, in the order they were read.
    pub errors: Vec<FieldError>,
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

    /// Notes a fault.
    pub fn fault(&mut self, pointer: impl Into<String>, code: impl Into<String>, message: impl Into<String>) {
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

    /// A text that is not blank and at most `most` characters, trimmed.
    pub fn text(&mut self, pointer: &str, value: &str, most: usize) -> String {
        let trimmed = value.trim();
        if trimmed.is_empty() {
            self.fault(pointer, "required", "不能为空");
        } else if trimmed.chars().count() > most {
            self.fault(pointer, "too_long", format!("最多{most}个字"));
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
