//! Flow assessment of users who cannot be metered (24号 附件3 第十一条（五）): a method that somebody lays down and another approves,
//! and what a user used in a period by it. It stands where there is no meter: whoever has one is read, never assessed, and an
//! estimate given as a reading stays refused ([`super::reading`]).

use chrono::NaiveDate;
use rules::{Citation, Cited, Declared, Exact, Refusal, RuleSet, Trace};
use serde::Deserialize;

use super::{
    code::{Coded, coded},
    period::Period,
    quantity::{VOLUME_DECIMALS, litres},
    usage::{PeriodUsage, Unbillable, UnbillableReason},
};

/// The keys that assessment reads.
pub const DECLARED: &[Declared] = &[
    Declared::of::<Assessment>("metering.flow_assessment"),
    Declared::of::<AssessedSurcharge>("surcharge.scope.assessed_usage"),
];

/// Who may be assessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Assessment {
    /// Users without a meter.
    UnmeteredUsersOnly,
}

/// Whether assessed usage meets the progressive surcharge (interpretation of 附件4 二（一）).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssessedSurcharge {
    /// Like metered usage.
    CountsAsMetered,
    /// Not at all: such a user is outside the surcharge.
    NotInScope,
}

coded! {
    /// Why a user cannot be metered (附件3 第十一条（五）).
    pub enum AssessmentGround {
        /// The site.
        HarshEnvironment = "harsh_environment", "现场环境状况条件恶劣";
        /// What instruments can do.
        InstrumentLimits = "instrument_limits", "计量器具制造水平的限制";
        /// Another special reason, which is spelled out.
        Other = "other", "其他特殊原因";
    }
}

coded! {
    /// How a method finds a volume.
    pub enum AssessmentKind {
        /// Flow × hours a day × days.
        FlowTime = "flow_time", "流量×时间";
        /// Electricity ÷ power of the pump × its capacity.
        PumpElectricity = "pump_electricity", "水泵电量折算";
    }
}

coded! {
    /// Where a method stands.
    pub enum AssessmentState {
        /// Waits for the second person.
        Submitted = "submitted", "待核准";
        /// Laid down.
        Approved = "approved", "已核准";
        /// Sent back: another has to be registered.
        Returned = "returned", "已退回";
        /// Ended before its last day.
        Ended = "ended", "已终止";
    }
}

/// The formula with its parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formula {
    /// Flow × hours a day × days.
    FlowTime {
        /// m³ an hour.
        rate: Exact,
        /// Hours a day.
        hours: Exact,
    },
    /// Electricity ÷ power × capacity.
    PumpElectricity {
        /// m³ an hour.
        rate: Exact,
        /// Kilowatts.
        power: Exact,
    },
}

/// A method as far as its life asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Method {
    /// State.
    pub state: AssessmentState,
    /// Who drafted it.
    pub drafted_by: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day; none while it has no end.
    pub to: Option<NaiveDate>,
}

/// What somebody does with a method.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AssessmentCommand {
    /// Lay it down; only another person than drafted it.
    Approve,
    /// Send it back.
    Return,
    /// End it: the last day on which it holds.
    End(NaiveDate),
}

/// Why a method did not move.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AssessmentError {
    /// The command does not fit the state.
    #[error("这项流量评定方法{}，不能{what}", .state.label())]
    WrongState {
        /// State.
        state: AssessmentState,
        /// What was asked for.
        what: &'static str,
    },
    /// Nobody decides on what they have drafted.
    #[error("起草人不能核准或退回自己起草的流量评定方法：请由另一位负责人办理")]
    SecondPersonNeeded(Citation),
    /// The day does not fit.
    #[error("{}", .0.detail)]
    Refused(Refusal),
}

impl AssessmentError {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::WrongState { .. } => "assessment_wrong_state",
            Self::SecondPersonNeeded(_) => "second_person_needed",
            Self::Refused(refusal) => refusal.code,
        }
    }
}

impl Method {
    /// What becomes of the method. `citation`: 附件3 第十一条（五）.
    pub fn apply(&self, citation: &Citation, by: &str, command: &AssessmentCommand) -> Result<AssessmentState, AssessmentError> {
        use AssessmentState::{Approved, Ended, Returned, Submitted};
        let (needed, what) = match command {
            AssessmentCommand::Approve => (Submitted, "核准"),
            AssessmentCommand::Return => (Submitted, "退回"),
            AssessmentCommand::End(_) => (Approved, "终止"),
        };
        if self.state != needed {
            return Err(AssessmentError::WrongState { state: self.state, what });
        }
        match command {
            AssessmentCommand::Approve | AssessmentCommand::Return if by == self.drafted_by => {
                Err(AssessmentError::SecondPersonNeeded(citation.clone()))
            }
            AssessmentCommand::Approve => Ok(Approved),
            AssessmentCommand::Return => Ok(Returned),
            AssessmentCommand::End(on) => {
                let is_within = self.from.pred_opt().is_none_or(|before| *on >= before) && self.to.is_none_or(|to| *on <= to);
                if is_within {
                    return Ok(Ended);
                }
                let detail = format!("终止日 {on} 应在这项方法的有效期之内：{}", self.span());
                let refusal = Refusal::new("ended_outside_span", detail).citing(citation.clone());
                Err(AssessmentError::Refused(refusal.at("/ended_on")))
            }
        }
    }

    /// Refuses a period on one of whose days the method does not hold.
    pub fn require_period(&self, citation: &Citation, period: Period) -> Result<(), Refusal> {
        let is_in_force = matches!(self.state, AssessmentState::Approved | AssessmentState::Ended);
        if is_in_force && self.from <= period.first_day() && self.to.is_none_or(|to| to >= period.last_day()) {
            return Ok(());
        }
        let detail = format!(
            "这项流量评定方法（{}，{}）没有在周期 {period} 的每一天有效：请核对周期，或先核准适用的方法",
            self.state.label(),
            self.span()
        );
        Err(Refusal::new("assessment_not_in_force", detail)
            .citing(citation.clone())
            .at("/period"))
    }

    fn span(&self) -> String {
        match self.to {
            Some(to) => format!("{} 至 {to}", self.from),
            None => format!("{} 起", self.from),
        }
    }
}

impl Formula {
    /// Which kind it is.
    pub fn kind(&self) -> AssessmentKind {
        match self {
            Self::FlowTime { .. } => AssessmentKind::FlowTime,
            Self::PumpElectricity { .. } => AssessmentKind::PumpElectricity,
        }
    }

    /// Refuses parameters that cannot be: the hours of a day are 24, everything is above zero.
    pub fn check(&self, citation: &Citation) -> Result<(), Refusal> {
        let refuse = |pointer: &str, what: &str| {
            let refusal = Refusal::new("parameter_out_of_range", what.to_owned()).citing(citation.clone());
            Err(refusal.at(pointer))
        };
        match self {
            Self::FlowTime { rate, .. } | Self::PumpElectricity { rate, .. } if !rate.is_positive() => refuse("/rate", "流量应大于0"),
            Self::FlowTime { hours, .. } if !hours.is_positive() || *hours > Exact::from(24) => {
                refuse("/hours_per_day", "每日用水小时数应大于0、不超过24")
            }
            Self::PumpElectricity { power, .. } if !power.is_positive() => refuse("/power", "水泵功率应大于0"),
            Self::FlowTime { .. } | Self::PumpElectricity { .. } => Ok(()),
        }
    }

    /// The volume of a period, m³, rounded half up to the litre. `quantity`: days of use, or kilowatt-hours. Nobody uses water on more
    /// days, no pump runs longer, than the period has.
    pub fn volume(&self, citation: &Citation, period: Period, quantity: &Exact) -> Result<Exact, Refusal> {
        let refuse = |detail: String| {
            let refusal = Refusal::new("quantity_out_of_range", detail).citing(citation.clone());
            Err(refusal.at("/quantity"))
        };
        let days = Exact::from(i64::from(period.days()));
        let volume = match self {
            Self::FlowTime { rate, hours } => {
                let is_whole = quantity.to_scaled(0).is_some();
                if quantity.is_negative() || *quantity > days || !is_whole {
                    return refuse(format!("用水天数应为整数，不小于0，不超过周期 {period} 的{}天", period.days()));
                }
                &(rate * hours) * quantity
            }
            Self::PumpElectricity { rate, power } => {
                let most = &(power * &Exact::from(24)) * &days;
                if quantity.is_negative() || *quantity > most {
                    return refuse(format!(
                        "用电量应不小于0，不超过水泵在周期 {period} 内昼夜运行的用电量 {} 千瓦时",
                        most.to_exact_text()
                    ));
                }
                let hours = (quantity / power).unwrap_or_else(Exact::zero);
                &hours * rate
            }
        };
        match litres(&volume) {
            Some(litres) => Ok(Exact::scaled(litres, VOLUME_DECIMALS)),
            None => refuse("算得的水量超出可登记的范围：请核对".to_owned()),
        }
    }

    fn text(&self) -> &'static str {
        match self {
            Self::FlowTime { .. } => "流量 × 每日用水小时数 × 用水天数",
            Self::PumpElectricity { .. } => "用电量 ÷ 水泵功率 × 水泵出水量",
        }
    }
}

/// The rules of assessed usage on one day.
#[derive(Debug, Clone)]
pub struct AssessmentRules {
    /// Who may be assessed.
    pub assessment: Cited<Assessment>,
    /// The surcharge.
    pub surcharge: Cited<AssessedSurcharge>,
}

impl AssessmentRules {
    /// The rules in force on a day.
    pub fn at(rules: &RuleSet, on: NaiveDate) -> Result<Self, Refusal> {
        Ok(Self {
            assessment: rules.at("metering.flow_assessment", on)?,
            surcharge: rules.at("surcharge.scope.assessed_usage", on)?,
        })
    }
}

/// The method of a user without a meter that holds on days of a period, and the usage of the period by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssessedUser {
    /// Number of the method's document.
    pub number: String,
    /// The formula.
    pub formula: Formula,
    /// Whether it holds on all days of the period: only then there is a usage by it.
    pub is_whole: bool,
    /// Days of use or kilowatt-hours, and the volume, m³; none where nothing is on record yet.
    pub usage: Option<(Exact, Exact)>,
}

/// What such a user used, with the steps in `trace`; or why it is not known.
pub fn assessed_usage(rules: &AssessmentRules, period: Period, user: &AssessedUser, trace: &mut Trace) -> Result<PeriodUsage, Unbillable> {
    let refuse = |reason, detail: String, citation: &Citation| {
        Err(Unbillable {
            citation: Some(citation.clone()),
            ..Unbillable::new(reason, detail)
        })
    };
    let Assessment::UnmeteredUsersOnly = rules.assessment.value;
    let AssessedUser {
        number,
        formula,
        is_whole,
        usage,
    } = user;
    if rules.surcharge.value == AssessedSurcharge::NotInScope {
        let detail = format!("用水量按流量评定方法 {number} 核算，没有抄表到户，不在累进加价范围内");
        return refuse(UnbillableReason::NotInScope, detail, &rules.surcharge.source.citation);
    }
    if !is_whole {
        let detail = format!(
            "流量评定方法 {number} 只在周期 {period} 的一部分日子有效，不能核算整个周期：请把它终止在周期第一天之前，再核准一项覆盖整个周期的方法"
        );
        return refuse(UnbillableReason::NoAssessedUsage, detail, &rules.assessment.source.citation);
    }
    let Some((quantity, volume)) = usage else {
        let detail = format!("没有周期 {period} 的核算水量：请按流量评定方法 {number} 核算并登记");
        return refuse(UnbillableReason::NoAssessedUsage, detail, &rules.assessment.source.citation);
    };
    let (rate, second, quantity_name) = match formula {
        Formula::FlowTime { rate, hours } => (rate, ("hours_per_day", hours), "days"),
        Formula::PumpElectricity { rate, power } => (rate, ("power", power), "electricity"),
    };
    let inputs = [
        ("method", number.clone()),
        ("rate", rate.to_exact_text()),
        (second.0, second.1.to_exact_text()),
        (quantity_name, quantity.to_exact_text()),
    ];
    trace.step(
        "assessed_usage",
        format!("不能计量，按流量评定方法 {number} 核算的水量 = {}", formula.text()),
        inputs,
        volume.to_exact_text(),
        &rules.assessment.source,
    );
    trace.step(
        "usage",
        "按流量评定方法核算的水量视同计量的水量",
        [("method", number.clone())],
        volume.to_exact_text(),
        &rules.surcharge.source,
    );
    Ok(PeriodUsage {
        volume: volume.clone(),
        days_late: 0,
        days_early: 0,
        meters: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ruleset;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn exact(text: &str) -> Exact {
        Exact::parse(text, 3).unwrap()
    }

    fn citation() -> Citation {
        Citation::new("新政办发〔2023〕24号", "附件3 第十一条（五）")
    }

    fn volume(formula: &Formula, quantity: &str) -> Result<String, &'static str> {
        formula
            .volume(&citation(), "2026Q3".parse().unwrap(), &exact(quantity))
            .map(|volume| volume.to_exact_text())
            .map_err(|refusal| refusal.code)
    }

    #[test]
    fn a_flow_runs_on_whole_days_of_the_period() {
        let flow = Formula::FlowTime {
            rate: exact("12.5"),
            hours: exact("8"),
        };
        assert_eq!(volume(&flow, "92"), Ok("9200".to_owned()));
        assert_eq!(volume(&flow, "0"), Ok("0".to_owned()));
        for wrong in ["93", "91.5", "-1"] {
            assert_eq!(volume(&flow, wrong), Err("quantity_out_of_range"), "{wrong}");
        }
    }

    #[test]
    fn a_pump_lifts_by_its_electricity_and_never_runs_longer_than_the_period() {
        let pump = Formula::PumpElectricity {
            rate: exact("50"),
            power: exact("7.5"),
        };
        assert_eq!(volume(&pump, "300"), Ok("2000".to_owned()));
        // 1 ÷ 7.5 × 50 = 6.666…, to the litre.
        assert_eq!(volume(&pump, "1"), Ok("6.667".to_owned()));
        // 7.5 × 24 × 92.
        assert_eq!(volume(&pump, "16560"), Ok("110400".to_owned()));
        assert_eq!(volume(&pump, "16560.001"), Err("quantity_out_of_range"));
    }

    #[test]
    fn parameters_are_possible() {
        let check = |rate: &str, hours: &str| {
            Formula::FlowTime {
                rate: exact(rate),
                hours: exact(hours),
            }
            .check(&citation())
            .map_err(|refusal| refusal.code)
        };
        assert_eq!(check("0.001", "24"), Ok(()));
        for (rate, hours) in [("0", "8"), ("1", "0"), ("1", "24.001")] {
            assert_eq!(check(rate, hours), Err("parameter_out_of_range"));
        }
    }

    #[test]
    fn another_person_approves_and_a_method_holds_on_its_days() {
        let method = |state| Method {
            state,
            drafted_by: "clerk".to_owned(),
            from: day("2026-07-01"),
            to: Some(day("2026-12-31")),
        };
        let apply = |state, by: &str, command| method(state).apply(&citation(), by, &command).map_err(|error| error.code());
        use AssessmentCommand::{Approve, End, Return};
        use AssessmentState::{Approved, Ended, Returned, Submitted};
        assert_eq!(apply(Submitted, "clerk", Approve), Err("second_person_needed"));
        assert_eq!(apply(Submitted, "clerk", Return), Err("second_person_needed"));
        assert_eq!(apply(Submitted, "head", Approve), Ok(Approved));
        assert_eq!(apply(Submitted, "head", Return), Ok(Returned));
        assert_eq!(apply(Submitted, "head", End(day("2026-08-01"))), Err("assessment_wrong_state"));
        assert_eq!(apply(Approved, "head", Approve), Err("assessment_wrong_state"));
        // The day before the first: it comes to nothing.
        assert_eq!(apply(Approved, "clerk", End(day("2026-06-30"))), Ok(Ended));
        assert_eq!(apply(Approved, "clerk", End(day("2026-06-29"))), Err("ended_outside_span"));
        assert_eq!(apply(Approved, "clerk", End(day("2026-12-31"))), Ok(Ended));
        assert_eq!(apply(Approved, "clerk", End(day("2027-01-01"))), Err("ended_outside_span"));
        let covers = |state, period: &str| method(state).require_period(&citation(), period.parse().unwrap()).is_ok();
        assert!(covers(Approved, "2026Q3") && covers(Ended, "2026Q4") && covers(Approved, "2026-07"));
        assert!(!covers(Submitted, "2026Q3") && !covers(Approved, "2026Q2") && !covers(Approved, "2027Q1"));
    }

    #[test]
    fn assessed_usage_cites_the_method_and_its_article() {
        let rules = AssessmentRules::at(&ruleset::load(None).unwrap(), day("2026-09-30")).unwrap();
        let mut user = AssessedUser {
            number: "新水计〔2026〕7号".to_owned(),
            formula: Formula::FlowTime {
                rate: exact("12.5"),
                hours: exact("8"),
            },
            is_whole: false,
            usage: None,
        };
        let mut trace = Trace::new();
        let part = assessed_usage(&rules, "2026Q3".parse().unwrap(), &user, &mut trace).unwrap_err();
        assert_eq!(part.reason, UnbillableReason::NoAssessedUsage);
        assert!(part.detail.contains("一部分日子"), "{}", part.detail);
        user.is_whole = true;
        let missing = assessed_usage(&rules, "2026Q3".parse().unwrap(), &user, &mut trace).unwrap_err();
        assert_eq!(missing.reason, UnbillableReason::NoAssessedUsage);
        user.usage = Some((exact("90"), exact("9000")));
        let usage = assessed_usage(&rules, "2026Q3".parse().unwrap(), &user, &mut trace).unwrap();
        assert_eq!(usage.volume, exact("9000"));
        let step = &trace.steps()[0];
        assert_eq!(
            (step.citation.article.as_str(), step.inputs["method"].as_str()),
            ("附件3 第十一条（五）", "新水计〔2026〕7号")
        );
        assert!(trace.steps()[1].interpretation);
    }
}
