//! Grades of incidents, levels of response, and the offices that decide.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How grave an incident is (27号 and 28号 附件5). Later variants are graver.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// 一般
    Ordinary,
    /// 较大
    Larger,
    /// 重大
    Major,
    /// 特别重大
    ParticularlyMajor,
}

impl Grade {
    /// All grades, the gravest first, as the annexes print them.
    pub const ALL: [Self; 4] = [Self::ParticularlyMajor, Self::Major, Self::Larger, Self::Ordinary];

    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ordinary => "ordinary",
            Self::Larger => "larger",
            Self::Major => "major",
            Self::ParticularlyMajor => "particularly_major",
        }
    }

    /// Chinese name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ordinary => "一般",
            Self::Larger => "较大",
            Self::Major => "重大",
            Self::ParticularlyMajor => "特别重大",
        }
    }
}

/// How strongly the county responds, or warns. Later variants are higher: level I is the highest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Level {
    /// 四级
    #[serde(rename = "IV")]
    Four,
    /// 三级
    #[serde(rename = "III")]
    Three,
    /// 二级
    #[serde(rename = "II")]
    Two,
    /// 一级
    #[serde(rename = "I")]
    One,
}

impl Level {
    /// Every level that a plan may have, the highest first.
    pub const ALL: [Self; 4] = [Self::One, Self::Two, Self::Three, Self::Four];

    /// Stable code: the Roman numeral.
    pub fn code(self) -> &'static str {
        match self {
            Self::Four => "IV",
            Self::Three => "III",
            Self::Two => "II",
            Self::One => "I",
        }
    }

    /// Chinese name of the response at this level.
    pub fn name(self) -> &'static str {
        match self {
            Self::Four => "四级响应",
            Self::Three => "三级响应",
            Self::Two => "二级响应",
            Self::One => "一级响应",
        }
    }
}

/// An office whose holder decides (2.1, 2.3 and 5.3.4 of both plans).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Office {
    /// 指挥部办公室主任
    OfficeHead,
    /// 指挥长
    Commander,
    /// 现场指挥部指挥长; the same person as the commander, acting on site
    OnSiteCommander,
    /// 县应急救援总指挥部总指挥
    ChiefCommander,
}

impl Office {
    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::OfficeHead => "office_head",
            Self::Commander => "commander",
            Self::OnSiteCommander => "on_site_commander",
            Self::ChiefCommander => "chief_commander",
        }
    }

    /// Chinese name.
    pub fn name(self) -> &'static str {
        match self {
            Self::OfficeHead => "县指挥部办公室主任",
            Self::Commander => "县指挥部指挥长",
            Self::OnSiteCommander => "现场指挥部指挥长",
            Self::ChiefCommander => "县应急救援总指挥部总指挥",
        }
    }
}

/// An outcome that figures lead to: a grade or a level.
pub trait Outcome: Copy + Ord + fmt::Debug + 'static {
    /// Stable code.
    fn code(self) -> &'static str;

    /// Chinese name.
    fn name(self) -> &'static str;
}

impl Outcome for Grade {
    fn code(self) -> &'static str {
        self.code()
    }

    fn name(self) -> &'static str {
        self.name()
    }
}

impl Outcome for Level {
    fn code(self) -> &'static str {
        self.code()
    }

    fn name(self) -> &'static str {
        self.name()
    }
}
