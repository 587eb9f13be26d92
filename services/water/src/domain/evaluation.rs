//! Water-saving evaluation (24号 附件6): what is evaluated, what an evaluation must contain, products against their quota, the review
//! and what a failed one blocks; the promised annual volume that caps a user's plan.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rules::{Citation, Cited, Declared, Exact, Refusal, RuleSet};
use serde::Deserialize;

use super::{
    code::{Coded, coded},
    quantity::Volume,
    quota::{Quota, QuotaLevel},
    step::StepError,
};

/// The keys that evaluations read.
pub const DECLARED: &[Declared] = &[
    Declared::of::<Contents>("evaluation.contents"),
    Declared::of::<Groups>("evaluation.groups"),
    Declared::of::<QuotaChoice>("evaluation.quota"),
    Declared::of::<Indicators>("evaluation.indicators"),
    Declared::of::<Blocks>("evaluation.blocks"),
    Declared::of::<Reviewer>("evaluation.reviewer"),
    Declared::of::<Ceiling>("evaluation.commitment"),
];

coded! {
    /// What is evaluated (A6 第二条).
    pub enum EvaluationKind {
        /// Plans about water.
        WaterPlan = "water_plan", "水利规划";
        /// Waterworks.
        WaterProject = "water_project", "水利工程项目";
        /// Other plans that need water-resource argumentation.
        ArguedPlan = "argued_plan", "需开展水资源论证的规划";
        /// Other projects that take a water permit.
        PermitProject = "permit_project", "办理取水许可的非水利建设项目";
        /// Projects with a high consumption on the public network.
        NetworkProject = "network_project", "公共管网取水的高耗水建设项目";
    }
}

impl EvaluationKind {
    /// Whether it is a construction project, which has a project code and may file a commitment (A6 第四条).
    pub fn is_project(self) -> bool {
        matches!(self, Self::WaterProject | Self::PermitProject | Self::NetworkProject)
    }
}

coded! {
    /// What the approval department reviews (A6 第五条).
    pub enum ReportKind {
        /// 规划报告.
        PlanReport = "plan_report", "规划报告";
        /// 项目建议书.
        Proposal = "proposal", "项目建议书";
        /// 项目可行性研究报告.
        Feasibility = "feasibility", "项目可行性研究报告";
        /// 水资源论证报告.
        Argumentation = "argumentation", "水资源论证报告";
    }
}

coded! {
    /// Where an evaluation stands.
    pub enum EvaluationState {
        /// Being written.
        Draft = "draft", "登记";
        /// With the approval department.
        Submitted = "submitted", "待审查";
        /// Passed.
        Passed = "passed", "通过审查";
        /// Not passed.
        Failed = "failed", "未通过审查";
    }
}

coded! {
    /// What counts where a product has no quota (A6 第五条).
    pub enum IndicatorCode {
        /// 管网漏损.
        PipeLeakage = "pipe_leakage", "管网漏损率";
        /// 工业用水重复利用率.
        IndustrialReuse = "industrial_reuse", "工业用水重复利用率";
        /// 冷却水循环水利用率.
        CoolingRecycling = "cooling_recycling", "冷却水循环水利用率";
        /// 办公区.
        OfficeUse = "office_use", "办公区人均日用水量";
        /// 食堂.
        CanteenUse = "canteen_use", "食堂每餐次用水量";
        /// 节水器具安装率.
        SavingAppliances = "saving_appliances", "节水器具安装率";
        /// 冷凝水回收率.
        CondensateRecovery = "condensate_recovery", "冷凝水回收率";
        /// 冷却塔补水率.
        TowerMakeup = "tower_makeup", "冷却塔补水率";
        /// 非常规水使用率.
        UnconventionalUse = "unconventional_use", "非常规水源使用率";
    }
}

/// A content as the rule files have it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// Code.
    pub code: String,
    /// Item of the article; empty for what the article says of all.
    pub item: String,
    /// In our words.
    pub label: String,
}

/// What evaluations contain, per group of A6 第三条.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contents {
    plan: Vec<Content>,
    works: Vec<Content>,
    user: Vec<Content>,
}

impl Contents {
    fn of(&self, group: Group) -> &[Content] {
        match group {
            Group::Plan => &self.plan,
            Group::Works => &self.works,
            Group::User => &self.user,
        }
    }
}

/// A group of A6 第三条.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// （一）.
    Plan,
    /// （二）.
    Works,
    /// （三）.
    User,
}

/// How one kind is evaluated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupOfKind {
    kind: EvaluationKind,
    group: Group,
    by_quota: bool,
}

/// How every kind is evaluated, each once.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Vec<GroupOfKind>")]
pub struct Groups(Vec<GroupOfKind>);

impl TryFrom<Vec<GroupOfKind>> for Groups {
    type Error = &'static str;

    fn try_from(groups: Vec<GroupOfKind>) -> Result<Self, Self::Error> {
        each_once(&groups, EvaluationKind::ALL, |one| one.kind)
            .then_some(Self(groups))
            .ok_or("五类评价对象应当每类一次，一类不缺")
    }
}

impl Groups {
    fn of(&self, kind: EvaluationKind) -> (Group, bool) {
        let found = self.0.iter().find(|one| one.kind == kind);
        found.map_or((Group::User, true), |one| (one.group, one.by_quota))
    }
}

/// Which quota a product is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuotaChoice {
    /// The smaller one where both the state and the province have one; the county's does not count.
    StrictestOfNationalAndProvincial,
}

/// In which direction an indicator is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    /// At most the standard's value.
    Lower,
    /// At least the standard's value.
    Higher,
}

/// An indicator as the rule files have it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndicatorRule {
    /// Code.
    pub code: IndicatorCode,
    /// In our words.
    pub label: String,
    /// Unit of value and standard.
    pub unit: String,
    /// Direction.
    pub better: Better,
}

/// All indicators, each once.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Vec<IndicatorRule>")]
pub struct Indicators(Vec<IndicatorRule>);

impl TryFrom<Vec<IndicatorRule>> for Indicators {
    type Error = &'static str;

    fn try_from(rules: Vec<IndicatorRule>) -> Result<Self, Self::Error> {
        each_once(&rules, IndicatorCode::ALL, |one| one.code)
            .then_some(Self(rules))
            .ok_or("第五条的各项指标应当每项一次，一项不缺")
    }
}

/// What a failed evaluation blocks.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    kind: EvaluationKind,
    label: String,
}

/// What failed evaluations block: the first four kinds, each once (A6 第六条).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Vec<Block>")]
pub struct Blocks(Vec<Block>);

impl TryFrom<Vec<Block>> for Blocks {
    type Error = &'static str;

    fn try_from(blocks: Vec<Block>) -> Result<Self, Self::Error> {
        let first_four = &EvaluationKind::ALL[..4];
        each_once(&blocks, first_four, |one| one.kind)
            .then_some(Self(blocks))
            .ok_or("未通过审查的后果应当正好是第六条的四类，每类一次")
    }
}

fn each_once<T, K: PartialEq>(items: &[T], all: &[K], key: impl Fn(&T) -> K) -> bool {
    items.len() == all.len() && all.iter().all(|one| items.iter().any(|item| key(item) == *one))
}

/// Who may review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reviewer {
    /// Anybody with the right but who has written or submitted it.
    NotTheDrafter,
}

/// What a promise does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ceiling {
    /// The promises of a user's projects add up to the ceiling of the year's plan.
    SumOfPromisesCapsThePlan,
}

/// A product or use and what a unit of it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// Name, as in the quota library.
    pub name: String,
    /// What the value is per.
    pub unit: String,
    /// m³ per unit of product.
    pub value: Exact,
    /// What it is held against.
    pub held: Held,
}

/// What a product is held against (A6 第五条).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    /// A quota.
    By(Quota),
    /// The indicators: neither the state nor the province has a quota for it.
    Nothing,
    /// A quota of another unit, which says nothing about the value; what would be right.
    OtherUnit(String),
}

/// An indicator as it was reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// Which.
    pub code: IndicatorCode,
    /// What is reached.
    pub value: Exact,
    /// What the standard asks for.
    pub standard_value: Exact,
    /// Number of the standard.
    pub standard: String,
}

/// What an evaluation says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Codes of what it analyses.
    pub contents: BTreeSet<String>,
    /// Products and uses.
    pub products: Vec<Product>,
    /// Indicators.
    pub indicators: Vec<Indicator>,
}

/// A content, and whether it is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JudgedContent {
    /// Code.
    pub code: String,
    /// In our words.
    pub label: String,
    /// Whether the evaluation has it.
    pub is_there: bool,
    /// The article.
    pub citation: Citation,
}

/// A product, and whether it meets what it is held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JudgedProduct {
    /// Name.
    pub name: String,
    /// Whether it meets it.
    pub meets: bool,
    /// Why, or why not, in Chinese.
    pub because: String,
}

/// An indicator, and whether it reaches its standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JudgedIndicator {
    /// Which, as the rule files have it.
    pub rule: IndicatorRule,
    /// What was reported.
    pub reported: Option<Indicator>,
    /// Whether it reaches its standard.
    pub meets: bool,
}

/// Everything that a verdict rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// Contents (A6 第三条).
    pub contents: Vec<JudgedContent>,
    /// Whether products are held against their quotas.
    pub by_quota: bool,
    /// Products (A6 第五条).
    pub products: Vec<JudgedProduct>,
    /// Indicators; they count where a product has no quota.
    pub indicators: Vec<JudgedIndicator>,
    /// Whether they count.
    pub indicators_count: bool,
    /// What a pass waits for, each with its article.
    pub missing: Vec<String>,
}

/// The rules of one day.
#[derive(Debug, Clone)]
pub struct EvaluationRules {
    contents: Cited<Contents>,
    groups: Cited<Groups>,
    quota: Cited<QuotaChoice>,
    indicators: Cited<Indicators>,
    blocks: Cited<Blocks>,
    reviewer: Cited<Reviewer>,
    ceiling: Cited<Ceiling>,
}

impl EvaluationRules {
    /// The rules in force on a day.
    pub fn at(rules: &RuleSet, on: NaiveDate) -> Result<Self, Refusal> {
        Ok(Self {
            contents: rules.at("evaluation.contents", on)?,
            groups: rules.at("evaluation.groups", on)?,
            quota: rules.at("evaluation.quota", on)?,
            indicators: rules.at("evaluation.indicators", on)?,
            blocks: rules.at("evaluation.blocks", on)?,
            reviewer: rules.at("evaluation.reviewer", on)?,
            ceiling: rules.at("evaluation.commitment", on)?,
        })
    }

    /// Where commitments stand in the text (A6 第四条).
    pub fn commitment_citation(&self) -> Citation {
        self.ceiling.source.citation.clone()
    }

    /// Refuses a content that the kind does not have (A6 第三条).
    pub fn check_content(&self, kind: EvaluationKind, code: &str) -> Result<(), Refusal> {
        let (group, _) = self.groups.value.of(kind);
        let contents = self.contents.value.of(group);
        if contents.iter().any(|content| content.code == code) {
            return Ok(());
        }
        let labels: Vec<String> = contents
            .iter()
            .map(|content| format!("{}（{}）", content.code, content.label))
            .collect();
        let detail = format!("{}的节水评价没有「{code}」这项内容，应为：{}", kind.label(), labels.join("、"));
        Err(Refusal::new("content_unknown", detail).citing(self.contents.source.citation.clone()))
    }

    /// The quota that a product is held against, of those of its name (A6 第五条). Which has another unit is refused: a value
    /// per piece says nothing about a quota per ton.
    pub fn quota_of<'a>(
        &self,
        name: &str,
        unit: &str,
        on: NaiveDate,
        library: impl Iterator<Item = (QuotaLevel, &'a Quota)>,
    ) -> Result<Option<&'a Quota>, Refusal> {
        let QuotaChoice::StrictestOfNationalAndProvincial = self.quota.value;
        let mut strictest: Option<&Quota> = None;
        for (level, quota) in library {
            let counts = level != QuotaLevel::County && quota.product == name && quota.from <= on && quota.to.is_none_or(|to| on <= to);
            if !counts {
                continue;
            }
            if quota.unit != unit {
                let detail = format!(
                    "「{name}」的{}定额（{}）单位是{}，填报的是{unit}：请按定额的单位填报",
                    level.label(),
                    quota.standard,
                    quota.unit
                );
                return Err(Refusal::new("quota_unit_differs", detail).citing(self.quota.source.citation.clone()));
            }
            if strictest.is_none_or(|present| quota.value < present.value) {
                strictest = Some(quota);
            }
        }
        Ok(strictest)
    }

    /// What a verdict rests on (A6 第三、五条).
    pub fn judge(&self, kind: EvaluationKind, report: &Report) -> Judgement {
        let (group, by_quota) = self.groups.value.of(kind);
        let Citation { document, article } = &self.contents.source.citation;
        let contents: Vec<JudgedContent> = self
            .contents
            .value
            .of(group)
            .iter()
            .map(|content| JudgedContent {
                code: content.code.clone(),
                label: content.label.clone(),
                is_there: report.contents.contains(&content.code),
                citation: Citation::new(document.clone(), format!("{article}{}", content.item)),
            })
            .collect();
        let indicators = self.judge_indicators(report);
        let unmet: Vec<&JudgedIndicator> = indicators.iter().filter(|one| !one.meets).collect();
        let products: Vec<JudgedProduct> = report.products.iter().map(|product| judge_product(product, unmet.len())).collect();
        let indicators_count = report.products.iter().any(|product| product.held == Held::Nothing);
        let fifth = &self.quota.source.citation.article;
        let mut missing: Vec<String> = contents
            .iter()
            .filter(|content| !content.is_there)
            .map(|content| format!("{}（{}）", content.label, content.citation.article))
            .collect();
        if by_quota && report.products.is_empty() {
            missing.push(format!("产品或用途的单位用水量，对照定额分析（{fifth}）"));
        }
        for (product, judged) in report.products.iter().zip(&products) {
            match product.held {
                Held::By(_) if !judged.meets => missing.push(format!("「{}」{}，须降到定额以内（{fifth}）", judged.name, judged.because)),
                Held::OtherUnit(_) => missing.push(format!("{}（{fifth}）", judged.because)),
                _ => {}
            }
        }
        if indicators_count {
            let names: Vec<&str> = report
                .products
                .iter()
                .filter(|one| one.held == Held::Nothing)
                .map(|one| one.name.as_str())
                .collect();
            let names = names.join("、");
            missing.extend(unmet.iter().map(|one| {
                let why = one.reported.as_ref().map_or_else(
                    || "没有填报".to_owned(),
                    |given| {
                        format!(
                            "为{}{}，未达到标准{}{}",
                            given.value.to_exact_text(),
                            one.rule.unit,
                            given.standard_value.to_exact_text(),
                            one.rule.unit
                        )
                    },
                );
                format!("「{names}」没有国家、省定额，{}{why}（{fifth}）", one.rule.label)
            }));
        }
        Judgement {
            contents,
            by_quota,
            products,
            indicators,
            indicators_count,
            missing,
        }
    }

    fn judge_indicators(&self, report: &Report) -> Vec<JudgedIndicator> {
        let judged = |rule: &IndicatorRule| {
            let reported = report.indicators.iter().find(|one| one.code == rule.code).cloned();
            JudgedIndicator {
                meets: reported.as_ref().is_some_and(|one| match rule.better {
                    Better::Lower => one.value <= one.standard_value,
                    Better::Higher => one.value >= one.standard_value,
                }),
                rule: rule.clone(),
                reported,
            }
        };
        self.indicators.value.0.iter().map(judged).collect()
    }

    /// What a failed evaluation of a kind blocks, with the article; nothing for projects on the public network (A6 第六条).
    pub fn blocked_by(&self, kind: EvaluationKind) -> Option<(&str, Citation)> {
        let block = self.blocks.value.0.iter().find(|block| block.kind == kind)?;
        Some((&block.label, self.blocks.source.citation.clone()))
    }

    /// Refuses a promise above what the evaluation asks for, or of something that is no project (A6 第三、四条).
    pub fn check_promise(&self, kind: EvaluationKind, asked: &Exact, promised: &Exact) -> Result<(), Refusal> {
        let citation = self.commitment_citation();
        if !kind.is_project() {
            let detail = format!("备案承诺制只适用于建设项目，{}不能办理", kind.label());
            return Err(Refusal::new("commitment_not_of_project", detail).citing(citation));
        }
        if promised > asked {
            let detail = format!(
                "承诺的年度用水总量 {} 立方米超过节水评价的取用水规模 {} 立方米：承诺应在评价的规模以内",
                Volume(promised.clone()),
                Volume(asked.clone())
            );
            let refusal = Refusal::new("promise_exceeds_scale", detail).citing(self.contents.source.citation.clone());
            return Err(refusal.at("/annual_volume"));
        }
        Ok(())
    }

    /// Refuses a plan whose year is above what was promised (A6 第四条). `promises`: of the user's projects, in force in the
    /// year; none: nothing is capped.
    pub fn check_ceiling(&self, year: i32, total: &Exact, promises: &[Exact]) -> Result<(), Refusal> {
        let Ceiling::SumOfPromisesCapsThePlan = self.ceiling.value;
        let promised: Exact = promises.iter().cloned().sum();
        if promises.is_empty() || *total <= promised {
            return Ok(());
        }
        let detail = format!(
            "{year}年计划合计 {} 立方米，超过备案承诺的年度用水总量 {} 立方米，多出 {} 立方米：请减到承诺以内",
            Volume(total.clone()),
            Volume(promised.clone()),
            Volume(total - &promised)
        );
        Err(Refusal::new("plan_exceeds_commitment", detail).citing(self.commitment_citation()))
    }
}

fn judge_product(product: &Product, unmet: usize) -> JudgedProduct {
    let (value, unit) = (product.value.to_exact_text(), &product.unit);
    let (meets, because) = match &product.held {
        Held::By(quota) => {
            let meets = product.value <= quota.value;
            let word = if meets { "不超过" } else { "超过" };
            let limit = quota.value.to_exact_text();
            (meets, format!("{value} {unit}{word}定额 {limit}（{}）", quota.standard))
        }
        Held::Nothing if unmet == 0 => (true, "没有国家、省定额，各项指标全部达到评价标准".to_owned()),
        Held::Nothing => (false, format!("没有国家、省定额，有{unmet}项指标没有填报或没有达到评价标准")),
        Held::OtherUnit(detail) => (false, detail.clone()),
    };
    JudgedProduct {
        name: product.name.clone(),
        meets,
        because,
    }
}

/// What is to be done with an evaluation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EvaluationCommand {
    /// Hand it to the approval department.
    Submit,
    /// Take it back.
    Withdraw,
    /// Send it back.
    Return {
        /// Why.
        reason: String,
    },
    /// Give the opinion.
    Decide {
        /// Who: account id.
        by: String,
        /// Whether it passes.
        passes: bool,
    },
}

/// An evaluation as its review sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review<'a> {
    /// Where it stands.
    pub state: EvaluationState,
    /// Who wrote it last: account id.
    pub drafted_by: &'a str,
    /// Who handed it in: account id.
    pub submitted_by: Option<&'a str>,
    /// What a pass waits for.
    pub missing: &'a [String],
}

impl Review<'_> {
    /// The state after a command. With gaps it may be handed in and fail, never pass (A6 第五条).
    pub fn apply(&self, rules: &EvaluationRules, command: &EvaluationCommand) -> Result<EvaluationState, StepError> {
        match command {
            EvaluationCommand::Submit => {
                self.require(EvaluationState::Draft, "提交审查")?;
                Ok(EvaluationState::Submitted)
            }
            EvaluationCommand::Withdraw => {
                self.require(EvaluationState::Submitted, "撤回")?;
                Ok(EvaluationState::Draft)
            }
            EvaluationCommand::Return { reason } => {
                self.require(EvaluationState::Submitted, "退回")?;
                if reason.trim().is_empty() {
                    return Err(StepError::ReasonMissing("退回节水评价"));
                }
                Ok(EvaluationState::Draft)
            }
            EvaluationCommand::Decide { by, passes } => {
                self.require(EvaluationState::Submitted, "给出审查意见")?;
                let Reviewer::NotTheDrafter = rules.reviewer.value;
                if by == self.drafted_by || self.submitted_by == Some(by) {
                    return Err(StepError::SamePerson {
                        code: "reviewer_is_drafter",
                        detail: "填写或提交节水评价的人不能自己给出审查意见：请由行政审批部门的另一位人员审查",
                        citation: rules.reviewer.source.citation.clone(),
                    });
                }
                if !passes {
                    return Ok(EvaluationState::Failed);
                }
                if self.missing.is_empty() {
                    return Ok(EvaluationState::Passed);
                }
                Err(StepError::Missing {
                    code: "evaluation_incomplete",
                    action: "通过审查",
                    missing: self.missing.to_vec(),
                })
            }
        }
    }

    /// Refuses to change what is being reviewed or has been decided.
    pub fn require_draft(&self) -> Result<(), StepError> {
        self.require(EvaluationState::Draft, "修改")
    }

    fn require(&self, needed: EvaluationState, action: &'static str) -> Result<(), StepError> {
        if self.state == needed {
            return Ok(());
        }
        Err(StepError::WrongState {
            code: "evaluation_wrong_state",
            what: "节水评价",
            state: self.state.label(),
            action,
            needed: needed.label(),
        })
    }
}

#[cfg(test)]
mod tests;
