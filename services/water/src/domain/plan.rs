//! Water-use plans (24号 附件1 第五、六、十条): draft → submitted → approved → in force → superseded; reductions. What is rejected
//! or withdrawn comes to nothing.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rules::{CaseDays, Citation, Cited, Declared, Exact, Refusal, RuleSet};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    code::{Coded, coded},
    period::{Period, PeriodKind},
};

/// The keys that plans read.
pub const DECLARED: &[Declared] = &[
    Declared::of::<ReductionGrounds>("plan.reduction_grounds"),
    Declared::of::<Approver>("plan.approver"),
    Declared::of::<Vec<PeriodKind>>("plan.periods"),
    Declared::of::<CaseDays>("plan.case_days"),
];

/// Who may approve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Approver {
    /// Anybody with the right but the drafter.
    NotTheDrafter,
}

coded! {
    /// The four grounds of a reduction (24号 附件1 第十条).
    pub enum ReductionGroundCode {
        /// （一）.
        ResourceShortage = "resource_shortage", "水资源不足";
        /// （二）.
        ProductionChange = "production_change", "转产、减产、停产";
        /// （三）.
        ReclaimedWaterRefused = "reclaimed_water_refused", "拒不执行再生水配置";
        /// （四）.
        NoWaterBalanceTest = "no_water_balance_test", "未按规定做水平衡测试";
    }
}

/// A ground as the rule files have it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReductionGround {
    /// Code.
    pub code: ReductionGroundCode,
    /// Item of the article.
    pub item: String,
    /// The ground, in our words.
    pub label: String,
}

/// All grounds, each once.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Vec<ReductionGround>")]
pub struct ReductionGrounds(Vec<ReductionGround>);

impl TryFrom<Vec<ReductionGround>> for ReductionGrounds {
    type Error = &'static str;

    fn try_from(grounds: Vec<ReductionGround>) -> Result<Self, Self::Error> {
        let complete = ReductionGroundCode::ALL
            .iter()
            .all(|code| grounds.iter().filter(|ground| ground.code == *code).count() == 1);
        if complete {
            Ok(Self(grounds))
        } else {
            Err("核减情形应当正好四种，每种一次")
        }
    }
}

impl ReductionGrounds {
    /// The grounds, in the order of the article.
    pub fn all(&self) -> &[ReductionGround] {
        &self.0
    }
}

/// The plan rules of one day.
#[derive(Debug, Clone)]
pub struct PlanRules {
    /// Grounds of a reduction.
    pub reduction_grounds: Cited<ReductionGrounds>,
    /// Who may approve.
    pub approver: Cited<Approver>,
    /// Kinds of measuring period.
    pub periods: Cited<Vec<PeriodKind>>,
    /// How long its steps may take.
    pub case_days: Cited<CaseDays>,
}

impl PlanRules {
    /// The rules in force on a day.
    pub fn at(rules: &RuleSet, on: NaiveDate) -> Result<Self, Refusal> {
        Ok(Self {
            reduction_grounds: rules.at("plan.reduction_grounds", on)?,
            approver: rules.at("plan.approver", on)?,
            periods: rules.at("plan.periods", on)?,
            case_days: rules.at("plan.case_days", on)?,
        })
    }
}

coded! {
    /// What a plan rests on (24号 附件1 第五条).
    pub enum PlanBasis {
        /// Quota × declared output.
        Quota = "quota", "定额 × 申报产量";
        /// An approved figure within the county's annual plan.
        ApprovedFigure = "approved_figure", "核定水量";
    }
}

coded! {
    /// Where a plan stands.
    pub enum PlanState {
        /// Being drafted.
        Draft = "draft", "起草";
        /// Waiting for approval.
        Submitted = "submitted", "待核准";
        /// Approved, not yet in force.
        Approved = "approved", "已核准";
        /// In force.
        InForce = "in_force", "执行中";
        /// Replaced by a later version.
        Superseded = "superseded", "已被替代";
        /// Decided against.
        Rejected = "rejected", "不予核准";
        /// Given up by its drafter.
        Withdrawn = "withdrawn", "已撤回";
    }
}

impl PlanState {
    /// Whether it has come to nothing, so that another may be drafted in its place.
    pub fn is_given_up(self) -> bool {
        matches!(self, Self::Rejected | Self::Withdrawn)
    }
}

/// Why a plan was cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reduction {
    /// One of the four grounds.
    pub ground: ReductionGroundCode,
    /// Document or record that shows it.
    pub evidence: String,
    /// First period that is cut.
    pub from: Period,
}

/// One version of a user's plan for a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Identity of this version.
    pub id: Uuid,
    /// User.
    pub user: Uuid,
    /// Calendar year.
    pub year: i32,
    /// Version within user and year, from 1.
    pub version: u32,
    /// Basis.
    pub basis: PlanBasis,
    /// Volume per measuring period, m³.
    pub volumes: BTreeMap<Period, Exact>,
    /// The reduction that made this version.
    pub reduction: Option<Reduction>,
    /// Who drafted it: account id.
    pub drafted_by: String,
    /// Who approved it: account id.
    pub approved_by: Option<String>,
    /// State.
    pub state: PlanState,
}

/// What is to be done with a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanCommand {
    /// Ask for approval.
    Submit,
    /// Send back to the drafter.
    Return {
        /// Why.
        reason: String,
    },
    /// Approve.
    Approve {
        /// Who: account id.
        by: String,
    },
    /// Decide against it.
    Reject {
        /// Who: account id.
        by: String,
        /// Why.
        reason: String,
    },
    /// Give it up.
    Withdraw,
    /// Put in force.
    PutInForce,
    /// A later version has been put in force.
    Supersede {
        /// The later version.
        by_plan: Uuid,
    },
}

/// What happened to a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanEvent {
    /// Approval was asked for.
    Submitted,
    /// It went back to the drafter.
    Returned {
        /// Why.
        reason: String,
    },
    /// It was approved.
    Approved {
        /// Who: account id.
        by: String,
    },
    /// It was decided against.
    Rejected {
        /// Who: account id.
        by: String,
        /// Why.
        reason: String,
    },
    /// Its drafter gave it up.
    Withdrawn,
    /// It came into force.
    PutInForce,
    /// A later version took its place.
    Superseded {
        /// The later version.
        by_plan: Uuid,
    },
}

/// Why a plan did not move.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// The command does not fit the state.
    #[error("用水计划现为「{}」，不能{action}：须先处于「{}」", .state.label(), .needed.label())]
    WrongState {
        /// Where it stands.
        state: PlanState,
        /// What was asked.
        action: &'static str,
        /// Where it would have to stand.
        needed: PlanState,
    },
    /// The drafter may not approve.
    #[error("起草人不能对自己起草的用水计划作决定：请由另一位有核准权的人员核准")]
    ApproverIsDrafter {
        /// The rule.
        citation: Citation,
    },
    /// A return or a rejection needs a reason.
    #[error("退回或不予核准用水计划必须写明原因")]
    ReasonMissing,
}

impl PlanError {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::WrongState { .. } => "plan_wrong_state",
            Self::ApproverIsDrafter { .. } => "approver_is_drafter",
            Self::ReasonMissing => "reason_missing",
        }
    }
}

impl Plan {
    /// Checks volumes and periods of a draft: at least one period, all of one kind and of the plan's year, volumes above zero.
    pub fn check(&self, rules: &PlanRules) -> Result<(), Refusal> {
        let Some(kind) = self.volumes.keys().next().map(|period| period.kind()) else {
            return Err(Refusal::new("plan_empty", "用水计划至少要有一个计量周期的水量").at("/volumes"));
        };
        if !rules.periods.value.contains(&kind) {
            let refusal = Refusal::new("period_kind_not_allowed", format!("用水计划不能按{}下达", kind.label()));
            return Err(refusal.citing(rules.periods.source.citation.clone()).at("/volumes"));
        }
        for (period, volume) in &self.volumes {
            let pointer = format!("/volumes/{period}");
            if period.kind() != kind || period.year() != self.year {
                let detail = format!("周期 {period} 与计划不符：{}年的计划应全部按{}", self.year, kind.label());
                return Err(Refusal::new("period_not_of_plan", detail).at(pointer));
            }
            if !volume.is_positive() {
                return Err(Refusal::new("plan_not_positive", format!("周期 {period} 的计划水量必须大于0")).at(pointer));
            }
        }
        Ok(())
    }

    /// Moves the plan on.
    pub fn apply(mut self, rules: &PlanRules, command: PlanCommand) -> Result<(Self, Vec<PlanEvent>), PlanError> {
        let event = match command {
            PlanCommand::Submit => {
                self.move_on(PlanState::Draft, PlanState::Submitted, "提交核准")?;
                PlanEvent::Submitted
            }
            PlanCommand::Return { reason } if reason.trim().is_empty() => {
                self.require(PlanState::Submitted, "退回")?;
                return Err(PlanError::ReasonMissing);
            }
            PlanCommand::Return { reason } => {
                self.move_on(PlanState::Submitted, PlanState::Draft, "退回")?;
                PlanEvent::Returned { reason }
            }
            PlanCommand::Approve { by } => {
                self.require(PlanState::Submitted, "核准")?;
                self.require_other_than_drafter(rules, &by)?;
                self.state = PlanState::Approved;
                self.approved_by = Some(by.clone());
                PlanEvent::Approved { by }
            }
            PlanCommand::Reject { by, reason } => {
                self.require(PlanState::Submitted, "不予核准")?;
                self.require_other_than_drafter(rules, &by)?;
                if reason.trim().is_empty() {
                    return Err(PlanError::ReasonMissing);
                }
                self.state = PlanState::Rejected;
                PlanEvent::Rejected { by, reason }
            }
            PlanCommand::Withdraw => {
                let from = if self.state == PlanState::Submitted {
                    PlanState::Submitted
                } else {
                    PlanState::Draft
                };
                self.move_on(from, PlanState::Withdrawn, "撤回")?;
                PlanEvent::Withdrawn
            }
            PlanCommand::PutInForce => {
                self.move_on(PlanState::Approved, PlanState::InForce, "执行")?;
                PlanEvent::PutInForce
            }
            PlanCommand::Supersede { by_plan } => {
                self.move_on(PlanState::InForce, PlanState::Superseded, "替代")?;
                PlanEvent::Superseded { by_plan }
            }
        };
        Ok((self, vec![event]))
    }

    /// A new draft version with lower volumes from a period on. Earlier periods keep theirs.
    ///
    /// `volumes`: the new volumes, each above zero and below the present one, of periods from `reduction.from` on.
    pub fn reduce(
        &self,
        rules: &PlanRules,
        id: Uuid,
        drafted_by: String,
        reduction: Reduction,
        volumes: &BTreeMap<Period, Exact>,
    ) -> Result<Self, Refusal> {
        let refuse = |code, detail: String, pointer: String| {
            Err(Refusal::new(code, detail)
                .citing(ground_citation(rules, reduction.ground))
                .at(pointer))
        };
        if self.state != PlanState::InForce {
            return refuse(
                "plan_wrong_state",
                format!("用水计划现为「{}」，只有执行中的计划可以核减", self.state.label()),
                "/plan".to_owned(),
            );
        }
        if reduction.evidence.trim().is_empty() {
            return refuse(
                "evidence_missing",
                "核减必须附依据：请写明文件或记录".to_owned(),
                "/evidence".to_owned(),
            );
        }
        if volumes.is_empty() {
            return refuse("plan_empty", "核减至少要涉及一个计量周期".to_owned(), "/volumes".to_owned());
        }
        let mut reduced = self.volumes.clone();
        for (period, volume) in volumes {
            let pointer = format!("/volumes/{period}");
            let Some(present) = reduced.get_mut(period).filter(|_| *period >= reduction.from) else {
                return refuse(
                    "period_not_of_plan",
                    format!("周期 {period} 不在计划内，或早于核减起始周期 {}", reduction.from),
                    pointer,
                );
            };
            if !volume.is_positive() || volume >= present {
                return refuse(
                    "not_a_reduction",
                    format!("周期 {period} 核减后的水量 {volume} 应大于0并且小于现计划 {present}"),
                    pointer,
                );
            }
            present.clone_from(volume);
        }
        Ok(Self {
            id,
            version: self.version + 1,
            volumes: reduced,
            reduction: Some(reduction),
            drafted_by,
            approved_by: None,
            state: PlanState::Draft,
            ..self.clone()
        })
    }

    /// The plan volume of a period, where the plan is in force.
    pub fn volume_of(&self, period: Period) -> Option<&Exact> {
        self.volumes.get(&period).filter(|_| self.state == PlanState::InForce)
    }

    fn require_other_than_drafter(&self, rules: &PlanRules, by: &str) -> Result<(), PlanError> {
        if rules.approver.value == Approver::NotTheDrafter && by == self.drafted_by {
            return Err(PlanError::ApproverIsDrafter {
                citation: rules.approver.source.citation.clone(),
            });
        }
        Ok(())
    }

    fn require(&self, needed: PlanState, action: &'static str) -> Result<(), PlanError> {
        if self.state == needed {
            Ok(())
        } else {
            Err(PlanError::WrongState {
                state: self.state,
                action,
                needed,
            })
        }
    }

    fn move_on(&mut self, from: PlanState, to: PlanState, action: &'static str) -> Result<(), PlanError> {
        self.require(from, action)?;
        self.state = to;
        Ok(())
    }
}

fn ground_citation(rules: &PlanRules, code: ReductionGroundCode) -> Citation {
    let item = rules
        .reduction_grounds
        .value
        .0
        .iter()
        .find(|ground| ground.code == code)
        .map_or("", |ground| ground.item.as_str());
    let Citation { document, article } = rules.reduction_grounds.source.citation.clone();
    Citation::new(document, format!("{article}{item}"))
}

#[cfg(test)]
mod tests;
