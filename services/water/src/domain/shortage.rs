//! Water that a user should have got and did not: the company makes it good or compensates for it (24号 附件3 第十一条（四）).

use chrono::NaiveDate;
use rules::{Citation, Declared, Exact, Refusal};
use serde::Deserialize;

use super::code::coded;

/// The keys that shortages read.
pub const DECLARED: &[Declared] = &[Declared::of::<Shortages>("metering.shortage")];

/// What becomes of a shortage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shortages {
    /// It is made good or compensated for.
    MadeGoodOrCompensated,
}

coded! {
    /// Where a shortage stands.
    pub enum ShortageState {
        /// Something is left to settle.
        Owed = "owed", "待补足";
        /// All of it was supplied later.
        MadeGood = "made_good", "已补足";
        /// All of it is settled, some or all by money.
        Compensated = "compensated", "已补偿";
    }
}

coded! {
    /// How a part of a shortage is settled.
    pub enum SettlementKind {
        /// The water was supplied later.
        MadeGood = "made_good", "补足缺量";
        /// The loss was paid for.
        Compensated = "compensated", "补偿损失";
    }
}

/// A part that was settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement {
    /// How.
    pub kind: SettlementKind,
    /// m³.
    pub volume: Exact,
    /// Day.
    pub on: NaiveDate,
}

/// A shortage with what has been settled of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortage {
    /// m³.
    pub volume: Exact,
    /// First day.
    pub from: NaiveDate,
    /// Parts settled so far.
    pub settled: Vec<Settlement>,
}

impl Shortage {
    /// What is left, m³.
    pub fn left(&self) -> Exact {
        &self.volume - &self.settled.iter().map(|part| part.volume.clone()).sum::<Exact>()
    }

    /// Where it stands.
    pub fn state(&self) -> ShortageState {
        if self.left().is_positive() {
            ShortageState::Owed
        } else if self.settled.iter().any(|part| part.kind == SettlementKind::Compensated) {
            ShortageState::Compensated
        } else {
            ShortageState::MadeGood
        }
    }

    /// Settles a part: never more than is left, not before the water was short, not in the future. `citation`: 附件3 第十一条（四）.
    pub fn settle(mut self, citation: &Citation, part: Settlement, today: NaiveDate) -> Result<Self, Refusal> {
        let refuse = |code, detail: String, pointer: &str| Err(Refusal::new(code, detail).citing(citation.clone()).at(pointer));
        let left = self.left();
        if !left.is_positive() {
            return refuse("shortage_settled", "这笔缺量已经全部补足或补偿，不能再登记".to_owned(), "/volume");
        }
        if !part.volume.is_positive() || part.volume > left {
            let detail = format!("补足或补偿的水量应大于0，不超过尚欠的 {} 立方米", left.to_exact_text());
            return refuse("settlement_exceeds_shortage", detail, "/volume");
        }
        if part.on < self.from || part.on > today {
            let detail = format!("补足或补偿的日期 {} 应不早于缺水之日 {}，不晚于今天（{today}）", part.on, self.from);
            return refuse("settlement_day", detail, "/settled_on");
        }
        self.settled.push(part);
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shortage_is_settled_in_parts_and_never_exceeded() {
        let citation = Citation::new("新政办发〔2023〕24号", "附件3 第十一条（四）");
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let settle = |shortage: &Shortage, kind, litres: i64, on: &str| {
            let part = Settlement {
                kind,
                volume: Exact::scaled(litres, 3),
                on: day(on),
            };
            shortage
                .clone()
                .settle(&citation, part, day("2026-09-30"))
                .map_err(|refusal| refusal.code)
        };
        use SettlementKind::{Compensated, MadeGood};
        let owed = Shortage {
            volume: Exact::from(100),
            from: day("2026-07-10"),
            settled: Vec::new(),
        };
        assert_eq!(owed.state(), ShortageState::Owed);
        assert_eq!(settle(&owed, MadeGood, 100_001, "2026-08-01"), Err("settlement_exceeds_shortage"));
        assert_eq!(settle(&owed, MadeGood, 0, "2026-08-01"), Err("settlement_exceeds_shortage"));
        assert_eq!(settle(&owed, MadeGood, 1, "2026-07-09"), Err("settlement_day"));
        assert_eq!(settle(&owed, MadeGood, 1, "2026-10-01"), Err("settlement_day"));
        assert_eq!(
            settle(&owed, MadeGood, 100_000, "2026-07-10").unwrap().state(),
            ShortageState::MadeGood
        );
        let part = settle(&owed, MadeGood, 99_999, "2026-09-30").unwrap();
        assert_eq!(part.state(), ShortageState::Owed);
        assert_eq!(settle(&part, Compensated, 2, "2026-09-30"), Err("settlement_exceeds_shortage"));
        let whole = settle(&part, Compensated, 1, "2026-09-30").unwrap();
        assert_eq!(whole.state(), ShortageState::Compensated);
        assert_eq!(settle(&whole, MadeGood, 1, "2026-09-30"), Err("shortage_settled"));
    }
}
