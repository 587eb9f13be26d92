//! Design schemes of reclaimed-water systems: what a building project has to build, and the joint opinion (A7 第十一至十八条).

use rules::{Citation, Cited, Refusal, RuleSet};
use serde::Deserialize;

use super::{ReclaimedRules, Source, SystemKind, Use};
use crate::domain::code::{Coded, coded};

coded! {
    /// What is built (A7 第十一至十三条).
    pub enum Works {
        /// A sewage plant, new, changed or enlarged.
        Plant = "plant", "新建、改建、扩建污水处理厂";
        /// A building project, new or enlarged.
        Building = "building", "新建、扩建建设工程";
        /// A building that stands.
        Existing = "existing", "现有建筑物";
    }
}

coded! {
    /// What a scheme provides for.
    pub enum Measure {
        /// A central system.
        CentralSystem = "central_system", "集中型再生水利用系统";
        /// Pipes to somebody else's system.
        UserPipes = "user_pipes", "再生水用水管道及其附属设施";
        /// A system of its own.
        OwnSystem = "own_system", "自建独立的再生水利用系统";
    }
}

coded! {
    /// Where a scheme stands at the water bureau (A7 第十七条).
    pub enum SchemeState {
        /// Waits for the opinion.
        Received = "received", "待出具意见";
        /// The bureau agrees.
        Agreed = "agreed", "同意";
        /// It does not.
        Disagreed = "disagreed", "不同意";
    }
}

coded! {
    /// Which duty holds for a project.
    pub enum DutyCode {
        /// 第十一条第一款.
        Plant = "plant", "污水处理厂";
        /// 第十一条第二款.
        Inside = "inside", "管网覆盖区域以内";
        /// 第十二条第一款.
        Outside = "outside", "管网覆盖区域以外";
        /// 第十二条第二款.
        OutsideServed = "outside_served", "能利用其他系统供水";
        /// 第十三条.
        Existing = "existing", "现有建筑物";
    }
}

/// A duty as the rule files have it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// Which.
    pub code: DutyCode,
    /// Its article of A7.
    pub article: String,
    /// What meets it.
    pub measures: Vec<Measure>,
    /// In the words of the article.
    pub label: String,
}

/// Every duty, once.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Vec<Duty>")]
pub struct Duties(Vec<Duty>);

impl TryFrom<Vec<Duty>> for Duties {
    type Error = &'static str;

    fn try_from(duties: Vec<Duty>) -> Result<Self, Self::Error> {
        let complete = duties.len() == DutyCode::ALL.len() && DutyCode::ALL.iter().all(|code| duties.iter().any(|one| one.code == *code));
        complete.then_some(Self(duties)).ok_or("建设要求应当每种一次")
    }
}

/// How the bureau takes part in the review (A7 第十七条).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JointReview {
    /// By an opinion with number and date.
    NumberedOpinion,
}

/// Who may design (A7 第十五条).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Designer {
    /// Whoever is qualified.
    Qualified,
}

/// What is looked at of a scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Design {
    /// What is built.
    pub works: Works,
    /// Whether it lies inside the network of a central system.
    pub inside_network: bool,
    /// Whether another system can supply it.
    pub other_system: bool,
    /// What the scheme provides for.
    pub measure: Measure,
    /// Where the water comes from; none where it comes by pipes.
    pub source: Option<Source>,
    /// Whether that is disinfected.
    pub disinfected: bool,
    /// Whether the pipes are apart from drinking water.
    pub separate_pipes: bool,
    /// Whether pipes and outlets are labelled.
    pub labelled: bool,
    /// What the water is used for.
    pub uses: Vec<Use>,
    /// Number of the designer's certificate.
    pub designer_certificate: Option<String>,
}

/// Something that stands against a scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objection {
    /// Stable code.
    pub code: &'static str,
    /// What, and what would be right, in Chinese.
    pub detail: String,
    /// The article.
    pub citation: Option<Citation>,
}

impl From<Refusal> for Objection {
    fn from(refusal: Refusal) -> Self {
        Self {
            code: refusal.code,
            detail: refusal.detail,
            citation: refusal.citation,
        }
    }
}

/// The rules of schemes on one day.
#[derive(Debug, Clone)]
pub struct SchemeRules {
    duties: Cited<Duties>,
    joint: Cited<JointReview>,
    designer: Cited<Designer>,
    reclaimed: ReclaimedRules,
}

impl SchemeRules {
    /// The rules in force on a day.
    pub fn at(rules: &RuleSet, on: chrono::NaiveDate) -> Result<Self, Refusal> {
        Ok(Self {
            duties: rules.at("reclaimed.duties", on)?,
            joint: rules.at("reclaimed.joint_review", on)?,
            designer: rules.at("reclaimed.designer", on)?,
            reclaimed: ReclaimedRules::at(rules, on)?,
        })
    }

    /// The article of the joint review.
    pub fn joint_review(&self) -> &Citation {
        let JointReview::NumberedOpinion = self.joint.value;
        &self.joint.source.citation
    }

    /// What has to be built: inside the network pipes, outside a system of one's own unless another one supplies
    /// (A7 第十一至十三条).
    pub fn duty(&self, works: Works, inside_network: bool, other_system: bool) -> Option<&Duty> {
        let code = match (works, inside_network, other_system) {
            (Works::Plant, ..) => DutyCode::Plant,
            (Works::Existing, ..) => DutyCode::Existing,
            (Works::Building, true, _) => DutyCode::Inside,
            (Works::Building, false, true) => DutyCode::OutsideServed,
            (Works::Building, false, false) => DutyCode::Outside,
        };
        self.duties.value.0.iter().find(|duty| duty.code == code)
    }

    /// What stands against a scheme; nothing: the bureau may agree.
    pub fn objections(&self, design: &Design) -> Vec<Objection> {
        let mut found = Vec::new();
        if let Some(duty) = self.duty(design.works, design.inside_network, design.other_system)
            && !duty.measures.contains(&design.measure)
        {
            let document = self.duties.source.citation.document.clone();
            found.push(Objection {
                code: "measure_not_as_required",
                detail: format!("{}：方案是{}，不符合要求", duty.label, design.measure.label()),
                citation: Some(Citation::new(document, format!("附件7 {}", duty.article))),
            });
        }
        if design.designer_certificate.is_none() {
            let Designer::Qualified = self.designer.value;
            found.push(Objection {
                code: "designer_not_qualified",
                detail: "设计单位应当具备相应的资质：方案没有资质证书编号".to_owned(),
                citation: Some(self.designer.source.citation.clone()),
            });
        }
        let rules = &self.reclaimed;
        if let (Some(source), Some(kind)) = (design.source, design.measure.kind()) {
            let checked = rules.check_source(source, kind, design.disinfected, &design.uses);
            found.extend(checked.err().map(Objection::from));
        }
        for (separate, labelled) in [(design.separate_pipes, true), (true, design.labelled)] {
            found.extend(rules.check_separation(separate, labelled).err().map(Objection::from));
        }
        found
    }
}

impl Measure {
    /// The kind of system it is; none for pipes to another one.
    pub fn kind(self) -> Option<SystemKind> {
        match self {
            Self::CentralSystem => Some(SystemKind::Central),
            Self::OwnSystem => Some(SystemKind::Own),
            Self::UserPipes => None,
        }
    }
}

/// Why an opinion cannot be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpinionError {
    /// It was given.
    AlreadyGiven,
    /// Whoever recorded the scheme does not give the opinion on it.
    SamePerson,
    /// Something stands against the scheme.
    NotInOrder(Vec<Objection>),
}

impl SchemeState {
    /// The opinion of somebody who did not record the scheme; agreement only where nothing stands against it.
    pub fn decide(self, recorded_by: &str, decided_by: &str, agrees: bool, objections: Vec<Objection>) -> Result<Self, OpinionError> {
        if self != Self::Received {
            return Err(OpinionError::AlreadyGiven);
        }
        if recorded_by == decided_by {
            return Err(OpinionError::SamePerson);
        }
        match (agrees, objections.is_empty()) {
            (true, true) => Ok(Self::Agreed),
            (true, false) => Err(OpinionError::NotInOrder(objections)),
            (false, _) => Ok(Self::Disagreed),
        }
    }
}

#[cfg(test)]
mod tests;
