//! Inspections of how water is saved and metered (24号 附件1 第十八条): the inspector shows the certificate, and may look on site,
//! ask for documents, and order to stop.

use chrono::NaiveDate;
use rules::{Cited, Declared, Refusal, RuleSet};
use serde::Deserialize;

use super::code::{Coded, coded};

/// The keys that inspections read.
pub const DECLARED: &[Declared] = &[Declared::of::<InspectionPowers>("supervision.inspection_powers")];

coded! {
    /// What an inspector may do (附件1 第十八条).
    pub enum InspectionMeasure {
        /// （一）.
        OnSite = "on_site", "进入现场检查";
        /// （二）.
        Documents = "documents", "要求提供资料";
        /// （三）.
        OrderToStop = "order_to_stop", "责令停止违法行为";
    }
}

/// A power as the rule files have it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InspectionPower {
    /// Code.
    pub code: InspectionMeasure,
    /// Item of the article.
    pub item: String,
    /// The power, in our words.
    pub label: String,
}

/// The three powers, each once.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Vec<InspectionPower>")]
pub struct InspectionPowers(Vec<InspectionPower>);

impl TryFrom<Vec<InspectionPower>> for InspectionPowers {
    type Error = &'static str;

    fn try_from(powers: Vec<InspectionPower>) -> Result<Self, Self::Error> {
        let complete = InspectionMeasure::ALL
            .iter()
            .all(|code| powers.iter().filter(|power| power.code == *code).count() == 1);
        if complete {
            Ok(Self(powers))
        } else {
            Err("检查措施应当正好三种，每种一次")
        }
    }
}

impl InspectionPowers {
    /// The powers, in the order of the article.
    pub fn all(&self) -> &[InspectionPower] {
        &self.0
    }
}

/// What was done at a user's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspection {
    /// Day.
    pub on: NaiveDate,
    /// Number of the certificate that was shown; blank where none was.
    pub certificate_number: String,
    /// What was done.
    pub measures: Vec<InspectionMeasure>,
    /// What has to be stopped or done.
    pub order: Option<String>,
    /// By when.
    pub deadline: Option<NaiveDate>,
}

impl Inspection {
    /// Refuses an inspection without a certificate shown, without a measure, in the future, or with an order that does not
    /// say what and by when.
    pub fn check(&self, rules: &RuleSet, today: NaiveDate) -> Result<(), Refusal> {
        let powers: Cited<InspectionPowers> = rules.at("supervision.inspection_powers", self.on)?;
        let refuse = |code, detail: String, pointer| Err(Refusal::new(code, detail).citing(powers.source.citation.clone()).at(pointer));
        if self.certificate_number.trim().is_empty() {
            let detail = "监督检查时应当出示执法证件：请登记所出示证件的编号".to_owned();
            return refuse("certificate_not_shown", detail, "/certificate_number");
        }
        if self.on > today {
            return refuse(
                "inspection_in_future",
                format!("检查日 {} 在今天（{today}）之后：请核对日期", self.on),
                "/inspected_on",
            );
        }
        if self.measures.is_empty() {
            return refuse("measure_missing", "至少要有一项检查措施".to_owned(), "/measures");
        }
        let is_ordered = self.measures.contains(&InspectionMeasure::OrderToStop);
        if is_ordered != self.order.is_some() {
            let detail = "责令停止违法行为的，须写明责令的内容；没有责令的，不写".to_owned();
            return refuse("order_text_mismatch", detail, "/order");
        }
        match (is_ordered, self.deadline) {
            (true, None) => refuse("deadline_missing", "责令停止违法行为的，须写明期限".to_owned(), "/deadline"),
            (false, Some(_)) => refuse("deadline_not_expected", "没有责令的检查没有期限".to_owned(), "/deadline"),
            (true, Some(deadline)) if deadline < self.on => refuse(
                "deadline_before_inspection",
                format!("期限 {deadline} 早于检查日 {}", self.on),
                "/deadline",
            ),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ruleset;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn check(change: impl FnOnce(&mut Inspection)) -> Result<(), &'static str> {
        let mut inspection = Inspection {
            on: day("2026-09-10"),
            certificate_number: "晋水执 001".to_owned(),
            measures: vec![InspectionMeasure::OnSite, InspectionMeasure::OrderToStop],
            order: Some("停止绕表用水".to_owned()),
            deadline: Some(day("2026-09-10")),
        };
        change(&mut inspection);
        inspection
            .check(&ruleset::load(None).unwrap(), day("2026-09-10"))
            .map_err(|refusal| refusal.code)
    }

    #[test]
    fn an_inspection_shows_its_certificate_and_an_order_says_what_and_by_when() {
        assert_eq!(check(|_| ()), Ok(()));
        assert_eq!(
            check(|one| " ".clone_into(&mut one.certificate_number)),
            Err("certificate_not_shown")
        );
        assert_eq!(check(|one| one.on = day("2026-09-11")), Err("inspection_in_future"));
        assert_eq!(check(|one| one.measures.clear()), Err("measure_missing"));
        assert_eq!(check(|one| one.order = None), Err("order_text_mismatch"));
        assert_eq!(
            check(|one| one.measures = vec![InspectionMeasure::Documents]),
            Err("order_text_mismatch")
        );
        assert_eq!(check(|one| one.deadline = None), Err("deadline_missing"));
        assert_eq!(
            check(|one| one.deadline = Some(day("2026-09-09"))),
            Err("deadline_before_inspection")
        );
        let looked = |one: &mut Inspection| {
            one.measures = vec![InspectionMeasure::OnSite];
            (one.order, one.deadline) = (None, None);
        };
        assert_eq!(check(looked), Ok(()));
    }
}
