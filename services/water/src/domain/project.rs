//! Construction projects and the three simultaneous (24号 附件5): what has to be filed, which technical requirements apply to
//! a project, and the gates design → construction → acceptance → in use.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rules::{CaseDays, Citation, Cited, Declared, Exact, Refusal, RuleSet};
use serde::Deserialize;

use super::code::{Coded, coded};

/// Decimals of an area in m².
pub const SQUARE_METRE_DECIMALS: u32 = 2;

/// The keys that projects read.
pub const DECLARED: &[Declared] = &[
    Declared::of::<Checklist>("project.checklist"),
    Declared::of::<Exact>("project.auxiliary_use"),
    Declared::of::<Exact>("project.greening_area"),
    Declared::of::<Contents>("project.contents"),
    Declared::of::<Gate>("project.gate"),
    Declared::of::<Retrofit>("project.retrofit"),
    Declared::of::<SecondPerson>("project.second_person"),
    Declared::of::<CaseDays>("project.case_days"),
];

coded! {
    /// What is done (A5 第二条).
    pub enum Nature {
        /// 新建.
        New = "new", "新建";
        /// 改建.
        Rebuild = "rebuild", "改建";
        /// 扩建.
        Extension = "extension", "扩建";
    }
}

coded! {
    /// How far a project was when it came under the rules (A5 第九条).
    pub enum Standing {
        /// To be built.
        Planned = "planned", "拟建";
        /// Under way: the same requirements hold.
        UnderWay = "under_way", "在建";
        /// Built: made good by the approving department's deadline.
        Existing = "existing", "已建";
    }
}

coded! {
    /// Whether a project is one of greening (A5 第六条（七）).
    pub enum Greening {
        /// Neither.
        None = "none", "不涉及";
        /// A regional greening project.
        Regional = "regional", "区域性绿化建设项目";
        /// Permanent green land.
        Permanent = "permanent", "永久性绿地";
    }
}

coded! {
    /// What a project has, as far as the requirements ask for it (A5 第六条).
    pub enum Feature {
        /// Products with a water quota.
        MakesProducts = "makes_products", "生产有用水定额的产品";
        /// Water-cooled chillers.
        WaterCooledChillers = "water_cooled_chillers", "制冷采用水冷机组";
        /// Compressors, vacuum pumps, boilers and the like in production.
        WaterEquipment = "water_equipment", "生产配置空压机、真空泵、锅炉等用水设备";
        /// Industrial production that uses water.
        IndustrialWater = "industrial_water", "工业生产用水";
        /// The reclaimed-water network reaches it.
        ReclaimedNetwork = "reclaimed_network", "再生水管网覆盖";
        /// Mine water can reach it.
        MineWater = "mine_water", "矿井水可到达";
        /// Tap-water pipes are designed.
        TapPipes = "tap_pipes", "设计有自来水管道";
        /// Rainwater can be collected.
        RainwaterPossible = "rainwater_possible", "有条件收集雨水";
    }
}

coded! {
    /// Where a project stands (A5 第四条).
    pub enum Stage {
        /// Design: the three documents are being filed.
        Design = "design", "设计";
        /// Under construction.
        Construction = "construction", "施工";
        /// Built already; it makes good what it lacks.
        Retrofit = "retrofit", "限期补建";
        /// Waiting for acceptance.
        Acceptance = "acceptance", "待验收";
        /// Accepted, not yet in use.
        Accepted = "accepted", "验收合格";
        /// In use.
        InUse = "in_use", "投入使用";
    }
}

coded! {
    /// What is filed after its review (A5 第五条).
    pub enum DocumentKind {
        /// 节水措施方案.
        MeasuresPlan = "measures_plan", "节水措施方案";
        /// 节水设施设计篇章.
        DesignChapter = "design_chapter", "节水设施设计篇章";
        /// 节水设施施工图, which housing reviews (第七条).
        Drawings = "drawings", "节水设施施工图";
    }
}

coded! {
    /// The technical requirements (A5 第六条).
    pub enum ItemCode {
        /// （一）.
        UnitUse = "unit_use", "单位产品用水量";
        /// （二）.
        ChillerLoop = "chiller_loop", "水冷机组水循环系统";
        /// （三）.
        EquipmentLoop = "equipment_loop", "用水设备水循环装置";
        /// （四）.
        ReclaimedProduction = "reclaimed_production", "优先选用再生水或矿井水";
        /// （五）.
        MeterPlace = "meter_place", "计量表具位置和管材";
        /// （六）.
        WashRecycling = "wash_recycling", "循环用水洗车设备";
        /// （七）.
        Irrigation = "irrigation", "节水灌溉设施";
        /// （七）.
        ReclaimedIrrigation = "reclaimed_irrigation", "绿化采用再生水";
        /// （七）.
        Rainwater = "rainwater", "收集雨水灌溉";
        /// （八）.
        Appliances = "appliances", "合格用水设备和器具";
    }
}

coded! {
    /// What may not be done to the facilities (A5 第九、十条).
    pub enum FindingKind {
        /// Stopped without leave.
        Stopped = "stopped", "擅自停止使用";
        /// Removed.
        Removed = "removed", "擅自拆除";
        /// In use without acceptance.
        UsedUnaccepted = "used_unaccepted", "未经验收投入使用";
    }
}

/// A requirement as the rule files have it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Code.
    pub code: ItemCode,
    /// Item of the article.
    pub item: String,
    /// In our words.
    pub label: String,
}

/// All requirements, each once.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Vec<Item>")]
pub struct Checklist(Vec<Item>);

impl TryFrom<Vec<Item>> for Checklist {
    type Error = &'static str;

    fn try_from(items: Vec<Item>) -> Result<Self, Self::Error> {
        let complete = items.len() == ItemCode::ALL.len() && ItemCode::ALL.iter().all(|code| items.iter().any(|item| item.code == *code));
        complete.then_some(Self(items)).ok_or("技术要求应当每项一次，一项不缺")
    }
}

/// A part that a document must have.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// Code.
    pub code: String,
    /// In our words.
    pub label: String,
}

/// What the documents must contain.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contents {
    measures_plan: Vec<Content>,
    design_chapter: Vec<Content>,
}

impl Contents {
    /// Parts of a kind of document; of drawings none are named.
    pub fn of(&self, kind: DocumentKind) -> &[Content] {
        match kind {
            DocumentKind::MeasuresPlan => &self.measures_plan,
            DocumentKind::DesignChapter => &self.design_chapter,
            DocumentKind::Drawings => &[],
        }
    }
}

/// The order of things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gate {
    /// Filed, then built; accepted, then used.
    FiledAcceptedUsed,
}

/// What existing projects owe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Retrofit {
    /// Made good by the deadline, and kept running.
    ByDeadlineAndKept,
}

/// Who may decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecondPerson {
    /// Anybody with the right but whoever asked.
    NotTheRequester,
}

/// What decides which requirements apply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// What it has.
    pub features: BTreeSet<Feature>,
    /// Greening.
    pub greening: Greening,
    /// Daily water use of auxiliary facilities (car washing and the like), m³.
    pub auxiliary_use: Exact,
    /// Construction land area, m².
    pub land_area: Exact,
}

/// Whether a requirement applies to a project, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// Which.
    pub code: ItemCode,
    /// In our words.
    pub label: String,
    /// Whether it applies.
    pub applies: bool,
    /// Why, in Chinese.
    pub because: String,
    /// The article.
    pub citation: Citation,
}

/// The rules of one day.
#[derive(Debug, Clone)]
pub struct ProjectRules {
    /// The technical requirements.
    pub checklist: Cited<Checklist>,
    /// Daily auxiliary use from which on water is recycled, m³.
    pub auxiliary_use: Cited<Exact>,
    /// Land area of greening from which on irrigation saves water, m².
    pub greening_area: Cited<Exact>,
    /// What documents contain.
    pub contents: Cited<Contents>,
    /// The order of things.
    pub gate: Cited<Gate>,
    /// What existing projects owe.
    pub retrofit: Cited<Retrofit>,
    /// Who may decide.
    pub second_person: Cited<SecondPerson>,
    /// How long the steps of a case may take.
    pub case_days: Cited<CaseDays>,
}

impl ProjectRules {
    /// The rules in force on a day.
    pub fn at(rules: &RuleSet, on: NaiveDate) -> Result<Self, Refusal> {
        Ok(Self {
            checklist: rules.at("project.checklist", on)?,
            auxiliary_use: rules.at("project.auxiliary_use", on)?,
            greening_area: rules.at("project.greening_area", on)?,
            contents: rules.at("project.contents", on)?,
            gate: rules.at("project.gate", on)?,
            retrofit: rules.at("project.retrofit", on)?,
            second_person: rules.at("project.second_person", on)?,
            case_days: rules.at("project.case_days", on)?,
        })
    }

    /// Every requirement with whether it applies (A5 第六条).
    pub fn judge(&self, facts: &Facts) -> Vec<Judged> {
        let Citation { document, article } = &self.checklist.source.citation;
        let judged = |item: &Item| {
            let (applies, because) = self.applies(item.code, facts);
            Judged {
                code: item.code,
                label: item.label.clone(),
                applies,
                because,
                citation: Citation::new(document.clone(), format!("{article}{}", item.item)),
            }
        };
        self.checklist.value.0.iter().map(judged).collect()
    }

    fn applies(&self, code: ItemCode, facts: &Facts) -> (bool, String) {
        let has = |feature| facts.features.contains(&feature);
        let said = |applies: bool, yes: &str, no: &str| (applies, if applies { yes } else { no }.to_owned());
        let is_greening = facts.greening != Greening::None && facts.land_area >= self.greening_area.value;
        match code {
            ItemCode::UnitUse => said(
                has(Feature::MakesProducts),
                "项目生产有用水定额的产品",
                "项目不生产有用水定额的产品",
            ),
            ItemCode::ChillerLoop => said(has(Feature::WaterCooledChillers), "制冷采用水冷机组", "没有水冷机组"),
            ItemCode::EquipmentLoop => said(has(Feature::WaterEquipment), "生产配置用水设备", "生产没有配置用水设备"),
            ItemCode::ReclaimedProduction => said(
                has(Feature::IndustrialWater) && (has(Feature::ReclaimedNetwork) || has(Feature::MineWater)),
                "工业生产用水，再生水管网覆盖或矿井水可到达",
                "不是工业生产用水，或再生水、矿井水都到达不了",
            ),
            ItemCode::MeterPlace => said(has(Feature::TapPipes), "设计有自来水管道", "没有自来水管道"),
            ItemCode::WashRecycling => {
                let (use_, least) = (facts.auxiliary_use.to_exact_text(), self.auxiliary_use.value.to_exact_text());
                if facts.auxiliary_use >= self.auxiliary_use.value {
                    (true, format!("辅助用水每日{use_}立方米，达到{least}立方米"))
                } else {
                    (false, format!("辅助用水每日{use_}立方米，不足{least}立方米"))
                }
            }
            ItemCode::Irrigation => self.greening(facts, is_greening),
            ItemCode::ReclaimedIrrigation => said(
                is_greening && has(Feature::ReclaimedNetwork),
                "达到面积的绿化，在再生水管网覆盖范围内",
                "不是达到面积的绿化，或再生水管网没有覆盖",
            ),
            ItemCode::Rainwater => said(
                is_greening && has(Feature::RainwaterPossible),
                "达到面积的绿化，有条件收集雨水",
                "不是达到面积的绿化，或没有条件收集雨水",
            ),
            ItemCode::Appliances => (true, "对所有建设项目适用".to_owned()),
        }
    }

    fn greening(&self, facts: &Facts, applies: bool) -> (bool, String) {
        if facts.greening == Greening::None {
            return (false, "不是区域性绿化建设项目，也不是永久性绿地".to_owned());
        }
        let (area, least) = (facts.land_area.to_exact_text(), self.greening_area.value.to_exact_text());
        let word = if applies { "达到" } else { "不足" };
        let because = format!("{}，建筑用地{area}平方米，{word}{least}平方米", facts.greening.label());
        (applies, because)
    }

    /// Refuses a document that lacks a part (A5 第五条).
    pub fn check_contents(&self, kind: DocumentKind, given: &[String]) -> Result<(), Refusal> {
        let wanted = self.contents.value.of(kind);
        let refuse = |code, detail: String| {
            let refusal = Refusal::new(code, detail).citing(self.contents.source.citation.clone());
            Err(refusal.at("/contents"))
        };
        if let Some(unknown) = given.iter().find(|code| !wanted.iter().any(|part| part.code == **code)) {
            return refuse("content_unknown", format!("{}没有「{unknown}」这一部分", kind.label()));
        }
        let lacking: Vec<&str> = wanted
            .iter()
            .filter(|part| !given.contains(&part.code))
            .map(|part| part.label.as_str())
            .collect();
        if lacking.is_empty() {
            return Ok(());
        }
        let detail = format!("{}缺少：{}。补齐后再备案", kind.label(), lacking.join("、"));
        refuse("content_missing", detail)
    }

    /// What is missing of the documents, each with its article.
    pub fn missing_documents(&self, filed: &[DocumentKind]) -> Vec<String> {
        let article = &self.contents.source.citation.article;
        DocumentKind::ALL
            .iter()
            .filter(|kind| !filed.contains(kind))
            .map(|kind| format!("{}备案（{article}）", kind.label()))
            .collect()
    }

    /// Requirements that apply and that nothing shows to be met, each with its article.
    pub fn missing_evidence(&self, facts: &Facts, shown: &[ItemCode]) -> Vec<String> {
        self.judge(facts)
            .into_iter()
            .filter(|judged| judged.applies && !shown.contains(&judged.code))
            .map(|judged| format!("{}的证明（{}）", judged.label, judged.citation.article))
            .collect()
    }
}

/// What is to be done with a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProjectCommand {
    /// Begin to build.
    Start,
    /// Ask for acceptance.
    Request,
    /// Take that back.
    Withdraw,
    /// Accept.
    Accept {
        /// Who: account id.
        by: String,
    },
    /// Do not accept: back to the works.
    Refuse {
        /// Who: account id.
        by: String,
        /// Why.
        reason: String,
    },
    /// Put in use.
    Use,
}

/// Why a project did not move.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProjectError {
    /// The command does not fit the stage.
    #[error("项目现处于「{}」，不能{action}：须先处于「{needed}」", .stage.label())]
    WrongStage {
        /// Where it stands.
        stage: Stage,
        /// What was asked.
        action: &'static str,
        /// Where it would have to stand.
        needed: &'static str,
    },
    /// Something is missing.
    #[error("还不能{action}，缺少：{}", .missing.join("；"))]
    Missing {
        /// What was asked.
        action: &'static str,
        /// What is missing, each with its article.
        missing: Vec<String>,
    },
    /// Whoever asked may not decide.
    #[error("提请验收的人不能自己决定验收：请由另一位有权的人员办理")]
    SamePerson {
        /// The rule.
        citation: Citation,
    },
    /// A refusal needs a reason.
    #[error("验收不合格必须写明原因")]
    ReasonMissing,
}

/// A project as its gates see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gates {
    /// Where it stands.
    pub stage: Stage,
    /// How far it was when it came under the rules.
    pub standing: Standing,
    /// Who asked for acceptance: account id.
    pub requested_by: Option<String>,
    /// Documents that are not filed.
    pub missing_documents: Vec<String>,
    /// Requirements without evidence, and findings that are not put right.
    pub missing_evidence: Vec<String>,
}

/// Where a project begins (A5 第九条).
pub fn first_stage(standing: Standing) -> Stage {
    match standing {
        Standing::Planned => Stage::Design,
        Standing::UnderWay => Stage::Construction,
        Standing::Existing => Stage::Retrofit,
    }
}

impl Gates {
    /// What the next step waits for.
    pub fn missing(&self) -> Vec<String> {
        match self.stage {
            Stage::Design => self.missing_documents.clone(),
            Stage::Construction | Stage::Retrofit | Stage::Acceptance => self.for_acceptance(),
            Stage::Accepted | Stage::InUse => Vec::new(),
        }
    }

    /// An existing project owes the facilities, not the documents of a design that is long past.
    fn for_acceptance(&self) -> Vec<String> {
        let documents: &[String] = if self.standing == Standing::Existing {
            &[]
        } else {
            &self.missing_documents
        };
        [documents, &self.missing_evidence].concat()
    }

    /// The stage after a command (A5 第四条).
    pub fn apply(&self, rules: &ProjectRules, command: &ProjectCommand) -> Result<Stage, ProjectError> {
        let works = if self.standing == Standing::Existing {
            Stage::Retrofit
        } else {
            Stage::Construction
        };
        match command {
            ProjectCommand::Start => {
                self.require(&[Stage::Design], "开工", "设计")?;
                complete(self.missing_documents.clone(), "开工")?;
                Ok(Stage::Construction)
            }
            ProjectCommand::Request => {
                self.require(&[Stage::Construction, Stage::Retrofit], "提请验收", "施工或限期补建")?;
                complete(self.for_acceptance(), "提请验收")?;
                Ok(Stage::Acceptance)
            }
            ProjectCommand::Withdraw => {
                self.require(&[Stage::Acceptance], "撤回验收申请", "待验收")?;
                Ok(works)
            }
            ProjectCommand::Accept { by } => {
                self.require(&[Stage::Acceptance], "验收", "待验收")?;
                self.require_other(rules, by)?;
                complete(self.for_acceptance(), "验收")?;
                Ok(Stage::Accepted)
            }
            ProjectCommand::Refuse { by, reason } => {
                self.require(&[Stage::Acceptance], "验收", "待验收")?;
                self.require_other(rules, by)?;
                if reason.trim().is_empty() {
                    return Err(ProjectError::ReasonMissing);
                }
                Ok(works)
            }
            ProjectCommand::Use => {
                self.require(&[Stage::Accepted], "投入使用", "验收合格")?;
                Ok(Stage::InUse)
            }
        }
    }

    fn require(&self, stages: &[Stage], action: &'static str, needed: &'static str) -> Result<(), ProjectError> {
        if stages.contains(&self.stage) {
            return Ok(());
        }
        Err(ProjectError::WrongStage {
            stage: self.stage,
            action,
            needed,
        })
    }

    fn require_other(&self, rules: &ProjectRules, by: &str) -> Result<(), ProjectError> {
        let SecondPerson::NotTheRequester = rules.second_person.value;
        if self.requested_by.as_deref() == Some(by) {
            return Err(ProjectError::SamePerson {
                citation: rules.second_person.source.citation.clone(),
            });
        }
        Ok(())
    }
}

fn complete(missing: Vec<String>, action: &'static str) -> Result<(), ProjectError> {
    if missing.is_empty() {
        Ok(())
    } else {
        Err(ProjectError::Missing { action, missing })
    }
}

/// Whether a text is the code that all departments know an investment project by, e.g. `2408-140825-89-01-123456`.
pub fn is_project_code(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    parts.iter().map(|part| part.len()).eq([4, 6, 2, 2, 6]) && parts.iter().all(|part| part.bytes().all(|letter| letter.is_ascii_digit()))
}

#[cfg(test)]
mod tests;
