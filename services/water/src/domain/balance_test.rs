//! Water-balance tests (24号 附件1 第十二条): what goes in comes out, and how much of it leaks or is used again.

use chrono::NaiveDate;
use rules::{Cited, Declared, Exact, Refusal, RuleSet, Trace};
use serde::Deserialize;

use super::code::coded;

/// The keys that tests read.
pub const DECLARED: &[Declared] = &[Declared::of::<Balance>("supervision.water_balance")];

/// What a balance is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Balance {
    /// Intake = consumed + discharged + leaked, exactly.
    IntakeEqualsUses,
}

coded! {
    /// Where a filed test stands.
    pub enum BalanceTestState {
        /// Filed; waits for review.
        Filed = "filed", "待审核";
        /// Taken to the files.
        Accepted = "accepted", "已备案";
        /// Sent back: another has to be filed.
        Returned = "returned", "已退回";
    }
}

/// The volumes of a test, m³.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BalanceTest {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Fresh water taken in.
    pub intake: Exact,
    /// Used up.
    pub consumed: Exact,
    /// Let out.
    pub discharged: Exact,
    /// Lost in pipes.
    pub leaked: Exact,
    /// Used again.
    pub reused: Exact,
}

/// What follows from a test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BalanceRates {
    /// leaked ÷ intake.
    pub leakage: Exact,
    /// reused ÷ (intake + reused).
    pub reuse: Exact,
    /// How.
    pub trace: Trace,
}

impl BalanceTest {
    /// Refuses a test that does not add up, or that ends in the future; gives its rates.
    pub fn check(&self, rules: &RuleSet, today: NaiveDate) -> Result<BalanceRates, Refusal> {
        let rule: Cited<Balance> = rules.at("supervision.water_balance", today)?;
        let refuse = |code, detail: String, pointer: &str| Err(Refusal::new(code, detail).citing(rule.source.citation.clone()).at(pointer));
        if self.to < self.from || self.to > today {
            let detail = format!("测试期间 {} 至 {} 应先后相接，并且不晚于今天（{today}）", self.from, self.to);
            return refuse("test_span", detail, "/tested_to");
        }
        if !self.intake.is_positive() {
            return refuse("intake_not_positive", "取水量必须大于0".to_owned(), "/intake");
        }
        let Balance::IntakeEqualsUses = rule.value;
        let uses = [&self.consumed, &self.discharged, &self.leaked].into_iter().cloned().sum::<Exact>();
        if uses != self.intake {
            let detail = format!(
                "取水量 {} 与耗水量、排水量、漏损量之和 {} 不相等：水平衡测试的水量应当平衡，请核对",
                self.intake.to_exact_text(),
                uses.to_exact_text()
            );
            return refuse("not_balanced", detail, "/intake");
        }
        let mut trace = Trace::new();
        let leakage = share(&self.leaked, &self.intake);
        let total = &self.intake + &self.reused;
        let reuse = share(&self.reused, &total);
        let source = &rule.source;
        let volumes = [
            ("consumed", self.consumed.to_exact_text()),
            ("discharged", self.discharged.to_exact_text()),
            ("leaked", self.leaked.to_exact_text()),
        ];
        trace.step(
            "balance",
            "取水量 = 耗水量 + 排水量 + 漏损量",
            volumes,
            self.intake.to_exact_text(),
            source,
        );
        let inputs = [("leaked", self.leaked.to_exact_text()), ("intake", self.intake.to_exact_text())];
        trace.step("leakage_rate", "漏损率 = 漏损量 ÷ 取水量", inputs, leakage.to_exact_text(), source);
        let inputs = [("reused", self.reused.to_exact_text()), ("intake", self.intake.to_exact_text())];
        trace.step(
            "reuse_rate",
            "重复利用率 = 重复利用水量 ÷（取水量 + 重复利用水量）",
            inputs,
            reuse.to_exact_text(),
            source,
        );
        Ok(BalanceRates { leakage, reuse, trace })
    }
}

/// `part ÷ whole`; the whole is above zero.
fn share(part: &Exact, whole: &Exact) -> Exact {
    (part / whole).unwrap_or_else(Exact::zero)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ruleset;

    fn test(intake: i64) -> Result<BalanceRates, &'static str> {
        let litres = |litres: i64| Exact::scaled(litres, 3);
        let test = BalanceTest {
            from: "2026-05-01".parse().unwrap(),
            to: "2026-05-31".parse().unwrap(),
            intake: litres(intake),
            consumed: litres(300_000),
            discharged: litres(650_000),
            leaked: litres(50_000),
            reused: litres(250_000),
        };
        test.check(&ruleset::load(None).unwrap(), "2026-05-31".parse().unwrap())
            .map_err(|refusal| refusal.code)
    }

    #[test]
    fn what_goes_in_comes_out_to_the_litre() {
        let rates = test(1_000_000).unwrap();
        assert_eq!(
            (rates.leakage.to_exact_text(), rates.reuse.to_exact_text()),
            ("0.05".to_owned(), "0.2".to_owned())
        );
        assert!(
            rates
                .trace
                .steps()
                .iter()
                .all(|step| step.citation.article.contains("附件1 第十二条"))
        );
        assert_eq!(test(1_000_001).unwrap_err(), "not_balanced");
        assert_eq!(test(999_999).unwrap_err(), "not_balanced");
    }
}
