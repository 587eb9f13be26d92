//! Reclaimed water (24号 附件7): which sources are refused, which standard holds for the uses, when users are told of a stop.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use rules::{Citation, Cited, Declared, Exact, Refusal, RuleSet};
use serde::Deserialize;

use super::code::{Coded, coded};

pub mod scheme;

/// Decimals of a measured value.
pub const MEASURED_DECIMALS: u32 = 3;
const SECONDS_OF_MINUTE: i64 = 60;
const MINUTES_OF_HOUR: i64 = 60;

/// The keys that reclaimed water reads.
pub const DECLARED: &[Declared] = &[
    Declared::of::<Sources>("reclaimed.sources"),
    Declared::of::<Vec<UseRule>>("reclaimed.uses"),
    Declared::of::<Limits>("reclaimed.limits"),
    Declared::of::<Strictest>("reclaimed.strictest"),
    Declared::of::<Separation>("reclaimed.separation"),
    Declared::of::<u32>("reclaimed.test_days"),
    Declared::of::<u32>("reclaimed.stop_notice"),
    Declared::of::<scheme::Duties>("reclaimed.duties"),
    Declared::of::<scheme::JointReview>("reclaimed.joint_review"),
    Declared::of::<scheme::Designer>("reclaimed.designer"),
];

coded! {
    /// A kind of system (A7 第十一、十二条).
    pub enum SystemKind {
        /// 集中型.
        Central = "central", "集中型";
        /// 独立.
        Own = "own", "自建独立";
    }
}

coded! {
    /// Where the water comes from (A7 第十条).
    pub enum Source {
        /// Sewage of the town.
        Municipal = "municipal", "城镇生活污水";
        /// （一）.
        Electroplating = "electroplating", "电镀行业工业污水";
        /// （一）.
        Chemical = "chemical", "化工行业工业污水";
        /// （一）.
        Dyeing = "dyeing", "印染行业工业污水";
        /// （一）.
        Metallurgy = "metallurgy", "冶金行业工业污水";
        /// （二）.
        InfectiousHospital = "infectious_hospital", "传染病医院污水";
        /// （二）.
        TuberculosisHospital = "tuberculosis_hospital", "结核病医院污水";
        /// （二）.
        Radioactive = "radioactive", "放射性废水";
        /// （三）.
        Toxic = "toxic", "其他有毒有害污水";
        /// Other hospitals: after disinfection, apart, without human contact.
        Hospital = "hospital", "其他专科医院或综合医院污水";
    }
}

coded! {
    /// What the water is used for (A7 第九条).
    pub enum Use {
        /// （一）.
        Greening = "greening", "城市绿化";
        /// （一）.
        Toilet = "toilet", "冲厕";
        /// （一）.
        Street = "street", "道路清扫";
        /// （一）.
        Vehicle = "vehicle", "车辆冲洗";
        /// （一）.
        Construction = "construction", "建筑施工";
        /// （一）.
        Fire = "fire", "消防";
        /// （二）.
        Cooling = "cooling", "工业冷却";
        /// （二）.
        Washing = "washing", "工业洗涤";
        /// （二）.
        Boiler = "boiler", "锅炉";
        /// （二）.
        Process = "process", "工业工艺";
        /// （三）.
        Landscape = "landscape", "湿地、景观";
        /// （四）.
        Recharge = "recharge", "补充水源水";
    }
}

coded! {
    /// What is measured.
    pub enum Indicator {
        /// NTU.
        Turbidity = "turbidity", "浊度";
        /// mg/L.
        Bod5 = "bod5", "五日生化需氧量";
        /// mg/L.
        Ammonia = "ammonia", "氨氮";
        /// Degrees.
        Chroma = "chroma", "色度";
    }
}

coded! {
    /// Whether a system gives water.
    pub enum SystemState {
        /// It does.
        Running = "running", "正常供水";
        /// Stopped because of an incident.
        Stopped = "stopped", "事故停供";
    }
}

coded! {
    /// What happened (A7 第二十四条).
    pub enum IncidentKind {
        /// The quality is over a limit.
        LimitExceeded = "limit_exceeded", "水质超标";
        /// Anything else.
        Other = "other", "其他突发事件";
    }
}

/// What holds for a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceRule {
    /// May be used.
    Allowed,
    /// Never.
    Forbidden,
    /// Disinfected, in a system of its own, without human contact.
    Disinfected,
}

/// A source as the rule files have it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceEntry {
    /// Which.
    pub code: Source,
    /// Item of the article; empty where it has none.
    pub item: String,
    /// In our words.
    pub label: String,
    /// What holds.
    pub rule: SourceRule,
}

/// Every source, once.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Vec<SourceEntry>")]
pub struct Sources(Vec<SourceEntry>);

impl TryFrom<Vec<SourceEntry>> for Sources {
    type Error = &'static str;

    fn try_from(entries: Vec<SourceEntry>) -> Result<Self, Self::Error> {
        let complete = entries.len() == Source::ALL.len() && Source::ALL.iter().all(|code| entries.iter().any(|entry| entry.code == *code));
        complete.then_some(Self(entries)).ok_or("水源应当每种一次")
    }
}

/// A use as the rule files have it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UseRule {
    /// Which.
    pub code: Use,
    /// Item of the article.
    pub item: String,
    /// In our words.
    pub label: String,
    /// Whether people come in touch with the water.
    pub contact: bool,
}

/// Limits of a use; an indicator without one is not asked for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct UseLimits {
    r#use: Use,
    standard: String,
    checked: bool,
    turbidity: Option<Exact>,
    bod5: Option<Exact>,
    ammonia: Option<Exact>,
    chroma: Option<Exact>,
}

impl UseLimits {
    fn by_indicator(&self) -> impl Iterator<Item = (Indicator, &Exact)> {
        let limits = [
            (Indicator::Turbidity, &self.turbidity),
            (Indicator::Bod5, &self.bod5),
            (Indicator::Ammonia, &self.ammonia),
            (Indicator::Chroma, &self.chroma),
        ];
        limits
            .into_iter()
            .filter_map(|(indicator, limit)| limit.as_ref().map(|limit| (indicator, limit)))
    }
}

/// The limit of an indicator, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// The most there may be.
    pub value: Exact,
    /// The use that asks for it.
    pub r#use: Use,
    /// The national standard.
    pub standard: String,
    /// Whether the number was compared with the standard's text or a transcription of it.
    pub is_checked: bool,
}

/// The strictest limits, by indicator.
pub type Standard = BTreeMap<Indicator, Limit>;

/// Limits of every use.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Vec<UseLimits>")]
pub struct Limits(Vec<UseLimits>);

impl TryFrom<Vec<UseLimits>> for Limits {
    type Error = &'static str;

    fn try_from(limits: Vec<UseLimits>) -> Result<Self, Self::Error> {
        let complete = limits.len() == Use::ALL.len() && Use::ALL.iter().all(|code| limits.iter().any(|one| one.r#use == *code));
        complete.then_some(Self(limits)).ok_or("水质限值应当每种用途一次")
    }
}

/// Which standard holds for several uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strictest {
    /// The strictest.
    StrictestUse,
}

/// How pipes are kept apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Separation {
    /// Apart and labelled, the use unchanged.
    SeparateAndLabelled,
}

/// The rules of one day.
#[derive(Debug, Clone)]
pub struct ReclaimedRules {
    sources: Cited<Sources>,
    uses: Cited<Vec<UseRule>>,
    limits: Cited<Limits>,
    separation: Cited<Separation>,
    /// Most days between tests.
    pub test_days: Cited<u32>,
    stop_notice: Cited<u32>,
}

/// Measured values, by indicator.
pub type Measured = BTreeMap<Indicator, Exact>;

impl ReclaimedRules {
    /// The rules in force on a day.
    pub fn at(rules: &RuleSet, on: NaiveDate) -> Result<Self, Refusal> {
        let Strictest::StrictestUse = rules.at("reclaimed.strictest", on)?.value;
        Ok(Self {
            sources: rules.at("reclaimed.sources", on)?,
            uses: rules.at("reclaimed.uses", on)?,
            limits: rules.at("reclaimed.limits", on)?,
            separation: rules.at("reclaimed.separation", on)?,
            test_days: rules.at("reclaimed.test_days", on)?,
            stop_notice: rules.at("reclaimed.stop_notice", on)?,
        })
    }

    /// Refuses a source that may not be used, or not like this (A7 第十条).
    pub fn check_source(&self, source: Source, kind: SystemKind, disinfected: bool, uses: &[Use]) -> Result<(), Refusal> {
        let Citation { document, article } = self.sources.source.citation.clone();
        let Some(entry) = self.sources.value.0.iter().find(|entry| entry.code == source) else {
            return Err(Refusal::new("source_unknown", "没有这种水源").at("/source"));
        };
        let citation = Citation::new(document, format!("{article}{}", entry.item));
        let refuse = |code, detail: String, pointer: &str| Err(Refusal::new(code, detail).citing(citation.clone()).at(pointer));
        match entry.rule {
            SourceRule::Allowed => Ok(()),
            SourceRule::Forbidden => {
                let detail = format!("再生水不得用{}作为水源：请改用城镇生活污水等允许的水源", entry.label);
                refuse("source_forbidden", detail, "/source")
            }
            SourceRule::Disinfected if !disinfected => {
                let detail = format!("{}作为水源必须先经过消毒处理", entry.label);
                refuse("source_not_disinfected", detail, "/disinfected")
            }
            SourceRule::Disinfected if kind != SystemKind::Own => {
                let detail = format!("{}产出的再生水只能用于独立的系统，不能进入集中型管网", entry.label);
                refuse("source_needs_own_system", detail, "/kind")
            }
            SourceRule::Disinfected => {
                let touched = self.uses.value.iter().find(|rule| rule.contact && uses.contains(&rule.code));
                let Some(touched) = touched else { return Ok(()) };
                let detail = format!("{}产出的再生水不得与人直接接触，不能用于「{}」", entry.label, touched.label);
                refuse("use_with_human_contact", detail, "/uses")
            }
        }
    }

    /// Refuses pipes that are not apart from drinking water or not labelled (A7 第二十三条).
    pub fn check_separation(&self, separate_pipes: bool, labelled: bool) -> Result<(), Refusal> {
        let Separation::SeparateAndLabelled = self.separation.value;
        let (detail, pointer) = if !separate_pipes {
            ("再生水和饮用水的供水系统应当相互独立：独立后再登记", "/separate_pipes")
        } else if !labelled {
            (
                "再生水设施和管线应当有明显标识，出水口有防护并标明「非饮用水」：补齐后再登记",
                "/labelled",
            )
        } else {
            return Ok(());
        };
        let refusal = Refusal::new("not_separated", detail).citing(self.separation.source.citation.clone());
        Err(refusal.at(pointer))
    }

    /// Refuses a use that the system does not give water for: nobody changes the use on their own (A7 第二十三条).
    pub fn check_uses(&self, given: &[Use], wanted: &[Use]) -> Result<(), Refusal> {
        let Some(other) = wanted.iter().find(|one| !given.contains(one)) else {
            return Ok(());
        };
        let detail = format!("这个系统没有登记「{}」用途，不得擅自改变再生水的用途", other.label());
        let refusal = Refusal::new("use_not_of_system", detail).citing(self.separation.source.citation.clone());
        Err(refusal.at("/uses"))
    }

    /// The limit of each indicator: that of the strictest of the uses (A7 第十八条).
    pub fn standard(&self, uses: &[Use]) -> Standard {
        let mut standard = Standard::new();
        for one in self.limits.value.0.iter().filter(|one| uses.contains(&one.r#use)) {
            for (indicator, value) in one.by_indicator() {
                if standard.get(&indicator).is_none_or(|present| *value < present.value) {
                    let limit = Limit {
                        value: value.clone(),
                        r#use: one.r#use,
                        standard: one.standard.clone(),
                        is_checked: one.checked,
                    };
                    standard.insert(indicator, limit);
                }
            }
        }
        standard
    }

    /// What of a test is over the strictest standard, in words.
    pub fn exceeded(&self, uses: &[Use], measured: &Measured) -> Vec<String> {
        self.standard(uses)
            .into_iter()
            .filter_map(|(indicator, limit)| {
                let value = measured.get(&indicator).filter(|value| **value > limit.value)?;
                Some(format!(
                    "{} {}，限值 {}",
                    indicator.label(),
                    value.to_exact_text(),
                    limit.value.to_exact_text()
                ))
            })
            .collect()
    }

    /// Refuses a stop for works that users are told of too late; says how much is missing, to the minute (A7 第二十四条).
    pub fn check_notice(&self, told: DateTime<Utc>, starts: DateTime<Utc>) -> Result<(), Refusal> {
        let hours = i64::from(self.stop_notice.value);
        let short = told + TimeDelta::hours(hours) - starts;
        if short <= TimeDelta::zero() {
            return Ok(());
        }
        // A part of a minute is missing as a whole one.
        let whole = short.num_seconds() / SECONDS_OF_MINUTE;
        let minutes = if TimeDelta::seconds(whole * SECONDS_OF_MINUTE) < short {
            whole + 1
        } else {
            whole
        };
        let missing = match (minutes / MINUTES_OF_HOUR, minutes % MINUTES_OF_HOUR) {
            (0, rest) => format!("{rest}分钟"),
            (hours, rest) => format!("{hours}小时{rest}分钟"),
        };
        let detail = format!("停止供水应当提前{hours}小时通知用户，还差{missing}：请把停水开始时间至少推后{missing}");
        let refusal = Refusal::new("stop_notice_too_short", detail).citing(self.stop_notice.source.citation.clone());
        Err(refusal.at("/starts_at"))
    }
}

#[cfg(test)]
mod tests;
