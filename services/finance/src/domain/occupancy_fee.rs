//! What an enterprise pays for using the revolving fund (新政办发〔2023〕34号 第二十四条).

use std::num::NonZeroU32;

use chrono::NaiveDate;
use rules::{Cited, Exact, Fields, InvalidInput, Money, Refusal, RuleError, RuleSet, Source, Trace, input::Sign};
use serde::Deserialize;

use super::{
    date::parse_date,
    ruleset::{Rounding, days_between, refuse_date},
};

/// Parameter that says which day's regulation governs.
const VALIDITY: &str = "occupancy_fee.rule_date";
/// Decimals that an LPR shows at least.
const LPR_DECIMALS: u32 = 4;
/// Decimals that a rate shows at most; rule files write no more than this.
const RATE_DECIMALS: u32 = 24;

/// Which day's regulation governs a fee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleDate {
    /// The day of the payout.
    PaidOut,
}

/// Which day's LPR a fee is charged with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LprDate {
    /// The day of the payout.
    PaidOut,
    /// The day of the return.
    Returned,
}

/// Which days are charged once the free days are exceeded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChargedDays {
    /// All of them, from the first.
    All,
    /// Only those beyond the free days.
    BeyondFree,
}

/// What days beyond the longest term cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BeyondMax {
    /// The same rate as before.
    SameRate,
    /// Nothing more.
    NotCharged,
}

/// An advance from the fund and its return.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Advance {
    /// Principal; above zero.
    pub principal: Money,
    /// Day of the payout.
    pub paid_out: NaiveDate,
    /// Day of the return; not before the payout.
    pub returned: NaiveDate,
}

/// The fee and how it came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OccupancyFee {
    /// Natural days used.
    pub days: i64,
    /// One-year LPR in force on the governing day.
    pub lpr: Exact,
    /// Yearly rate applied: LPR × multiple, zero within the free days.
    pub rate: Exact,
    /// The fee.
    pub fee: Money,
    /// Whether the longest term was exceeded.
    pub overdue: bool,
    /// The steps.
    pub trace: Trace,
}

impl Advance {
    /// Reads an advance as people send it, and reports every field that is wrong.
    pub fn parse(principal: &str, paid_out: &str, returned: &str) -> Result<Self, InvalidInput> {
        let mut fields = Fields::new();
        let principal = fields.money("/principal", principal, Sign::Positive);
        let paid_out = parse_date(&mut fields, "/paid_out", paid_out);
        let returned = parse_date(&mut fields, "/returned", returned);
        if let (Some(paid_out), Some(returned)) = (paid_out, returned)
            && returned < paid_out
        {
            fields.fault(
                "/returned",
                "before_paid_out",
                format!("归还日 {returned} 早于拨付日 {paid_out}，应当同日或在其后"),
            );
        }
        fields.finish()?;
        Ok(Self {
            principal,
            paid_out: paid_out.unwrap_or_default(),
            returned: returned.unwrap_or_default(),
        })
    }
}

impl OccupancyFee {
    /// The yearly rate as printed: `0` within the free days.
    pub fn rate_text(&self) -> String {
        self.rate.to_text(0, RATE_DECIMALS)
    }

    /// The LPR as printed, with at least four decimals.
    pub fn lpr_text(&self) -> String {
        self.lpr.to_text(LPR_DECIMALS, RATE_DECIMALS)
    }
}

/// The terms in force on a day.
struct FeeTerms {
    free_days: Cited<u32>,
    max_days: Cited<u32>,
    multiple: Cited<Exact>,
    day_count_base: Cited<NonZeroU32>,
    lpr_date: Cited<LprDate>,
    payout_day_counted: Cited<bool>,
    charged_days: Cited<ChargedDays>,
    beyond_max: Cited<BeyondMax>,
    rounding: Cited<Rounding>,
}

impl FeeTerms {
    fn at(rules: &RuleSet, on: NaiveDate) -> Result<Self, RuleError> {
        Ok(Self {
            free_days: rules.at("occupancy_fee.free_days", on)?,
            max_days: rules.at("occupancy_fee.max_days", on)?,
            multiple: rules.at("occupancy_fee.lpr_multiple", on)?,
            day_count_base: rules.at("occupancy_fee.day_count_base", on)?,
            lpr_date: rules.at("occupancy_fee.lpr_date", on)?,
            payout_day_counted: rules.at("occupancy_fee.payout_day_counted", on)?,
            charged_days: rules.at("occupancy_fee.charged_days", on)?,
            beyond_max: rules.at("occupancy_fee.beyond_max", on)?,
            rounding: rules.at("occupancy_fee.rounding", on)?,
        })
    }
}

/// Computes the fee of an advance.
///
/// Refused: a payout on a day when the regulation is not in force; a day for which no LPR has been observed; an
/// amount beyond fifteen digits.
pub fn calculate(rules: &RuleSet, advance: &Advance) -> Result<OccupancyFee, Refusal> {
    let rule_date: Cited<RuleDate> = rules
        .at(VALIDITY, advance.paid_out)
        .map_err(|error| refuse_date(rules, error, VALIDITY, "/paid_out"))?;
    let governing = match rule_date.value {
        RuleDate::PaidOut => advance.paid_out,
    };
    let terms = FeeTerms::at(rules, governing).map_err(|error| refuse_date(rules, error, VALIDITY, "/paid_out"))?;
    let mut trace = Trace::new();
    trace.step(
        "rule_date",
        "适用办法的日期",
        [("paid_out", advance.paid_out.to_string())],
        governing,
        &rule_date.source,
    );

    let days = days_between(advance.paid_out, advance.returned) + i64::from(terms.payout_day_counted.value);
    trace.step(
        "days",
        "占用天数＝归还日－拨付日（自然日）",
        [
            ("paid_out", advance.paid_out.to_string()),
            ("returned", advance.returned.to_string()),
        ],
        days,
        &terms.payout_day_counted.source,
    );
    let lpr = find_lpr(rules, advance, &terms, &mut trace)?;

    let is_free = days <= i64::from(terms.free_days.value);
    let overdue = days > i64::from(terms.max_days.value);
    trace.step(
        "overdue",
        "是否超过最长使用时限",
        [("days", days.to_string()), ("max_days", terms.max_days.value.to_string())],
        overdue,
        &terms.max_days.source,
    );
    let (rate, fee) = if is_free {
        let inputs = || [("days", days.to_string()), ("free_days", terms.free_days.value.to_string())];
        trace.step("rate", "免收天数以内，年费率为0", inputs(), 0, &terms.free_days.source);
        trace.step("fee", "免收占用费", inputs(), Money::ZERO, &terms.free_days.source);
        (Exact::zero(), Money::ZERO)
    } else {
        charge(advance.principal, &lpr, days, &terms, &mut trace)?
    };
    Ok(OccupancyFee {
        days,
        lpr: lpr.value,
        rate,
        fee,
        overdue,
        trace,
    })
}

fn find_lpr(rules: &RuleSet, advance: &Advance, terms: &FeeTerms, trace: &mut Trace) -> Result<Cited<Exact>, Refusal> {
    let (on, pointer) = match terms.lpr_date.value {
        LprDate::PaidOut => (advance.paid_out, "/paid_out"),
        LprDate::Returned => (advance.returned, "/returned"),
    };
    trace.step(
        "lpr_date",
        "LPR的取值日",
        [
            ("paid_out", advance.paid_out.to_string()),
            ("returned", advance.returned.to_string()),
        ],
        on,
        &terms.lpr_date.source,
    );
    let lpr: Cited<Exact> = rules
        .at("lpr.one_year", on)
        .map_err(|error| refuse_date(rules, error, VALIDITY, pointer))?;
    trace.step(
        "lpr",
        "取值日有效的一年期LPR",
        [("on", on.to_string())],
        lpr.value.to_text(LPR_DECIMALS, RATE_DECIMALS),
        &lpr.source,
    );
    Ok(lpr)
}

/// Beyond the free days: rate, charged days, exact fee, rounding.
fn charge(principal: Money, lpr: &Cited<Exact>, days: i64, terms: &FeeTerms, trace: &mut Trace) -> Result<(Exact, Money), Refusal> {
    let rate = &lpr.value * &terms.multiple.value;
    trace.step(
        "rate",
        "年费率＝一年期LPR×倍数",
        [
            ("lpr", lpr.value.to_text(LPR_DECIMALS, RATE_DECIMALS)),
            ("multiple", terms.multiple.value.to_string()),
        ],
        &rate,
        &terms.multiple.source,
    );
    let charged = charged_days(days, terms, trace);
    let base = i64::from(terms.day_count_base.value.get());
    let share_of_year = Exact::ratio(charged, base).unwrap_or_else(Exact::zero);
    let exact = principal.to_exact() * rate.clone() * share_of_year;
    trace.step(
        "exact_fee",
        "占用费＝本金×年费率×计费天数÷全年天数（未取整）",
        [
            ("principal", principal.to_string()),
            ("rate", rate.to_string()),
            ("charged_days", charged.to_string()),
            ("day_count_base", base.to_string()),
        ],
        &exact,
        &terms.day_count_base.source,
    );
    let fee = round(&exact, &terms.rounding)?;
    trace.step(
        "fee",
        "占用费（四舍五入到分）",
        [("exact_fee", exact.to_string())],
        fee,
        &terms.rounding.source,
    );
    Ok((rate, fee))
}

fn charged_days(days: i64, terms: &FeeTerms, trace: &mut Trace) -> i64 {
    let max_days = i64::from(terms.max_days.value);
    let payable = match terms.beyond_max.value {
        BeyondMax::SameRate => days,
        BeyondMax::NotCharged => days.min(max_days),
    };
    if days > max_days {
        trace.step(
            "days_with_overdue",
            "超过最长使用时限的天数如何计费",
            [("days", days.to_string()), ("max_days", max_days.to_string())],
            payable,
            &terms.beyond_max.source,
        );
    }
    let free_days = i64::from(terms.free_days.value);
    let charged = match terms.charged_days.value {
        ChargedDays::All => payable,
        ChargedDays::BeyondFree => payable - free_days,
    };
    trace.step(
        "charged_days",
        "计费天数",
        [("days", payable.to_string()), ("free_days", free_days.to_string())],
        charged,
        &terms.charged_days.source,
    );
    charged
}

fn round(exact: &Exact, rounding: &Cited<Rounding>) -> Result<Money, Refusal> {
    let rounded = match rounding.value {
        Rounding::HalfUpToFenOnce => Money::round_half_up(exact),
    };
    rounded.ok_or_else(|| too_large(&rounding.source))
}

fn too_large(source: &Source) -> Refusal {
    Refusal::new("amount_too_large", "占用费超过15位整数，无法表示：请核对本金和日期")
        .citing(source.citation.clone())
        .at("/principal")
}

#[cfg(test)]
mod tests;
