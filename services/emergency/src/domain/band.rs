//! Bands of figures that lead to a grade or a level.

use std::cmp::Ordering;

use rules::Exact;
use serde::Deserialize;

use super::{criterion::Measure, level::Outcome};

/// One band: from a lower to an upper bound. Which bounds belong to it, [`Bounds`] says.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band<T> {
    /// The grade or level that the band leads to.
    #[serde(alias = "grade", alias = "level")]
    pub outcome: T,
    /// Lower bound; none where the annex prints only an upper one, and [`Lowest`] says where it starts.
    pub from: Option<Exact>,
    /// Upper bound; none for the highest band.
    pub to: Option<Exact>,
}

/// Whether a bound belongs to its band.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inclusion {
    /// The number itself counts (以上).
    Included,
    /// The number itself does not count (以下).
    Excluded,
}

impl Inclusion {
    /// What it says of a bound, for a person.
    pub fn name(self) -> &'static str {
        match self {
            Self::Included => "计入",
            Self::Excluded => "不计入",
        }
    }
}

/// Which bounds belong to a band (28号 附件4、附件5 说明; 27号 附件4 注).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bounds {
    /// The lower bound.
    pub lower: Inclusion,
    /// The upper bound.
    pub upper: Inclusion,
}

/// Where the lowest band starts when the annex prints no lower bound.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lowest {
    /// Only what is above this number is in the band.
    pub above: Exact,
}

impl<T: Outcome> Band<T> {
    fn is_reached(&self, measure: &Measure, bounds: Bounds, lowest: Option<&Lowest>) -> bool {
        match (&self.from, lowest) {
            (Some(from), _) => match measure.compare(from) {
                Ordering::Greater => true,
                Ordering::Equal => bounds.lower == Inclusion::Included,
                Ordering::Less => false,
            },
            (None, Some(lowest)) => measure.compare(&lowest.above) == Ordering::Greater,
            (None, None) => false,
        }
    }
}

/// The band that a measure falls into; `None` below all of them. Bands that passed [`check_bands`] and [`check_bounds`] stand
/// one below the other without gap or overlap, so the highest whose lower bound is reached is the only one.
pub fn outcome_of<T: Outcome>(bands: &[Band<T>], measure: &Measure, bounds: Bounds, lowest: Option<&Lowest>) -> Option<T> {
    bands
        .iter()
        .find(|band| band.is_reached(measure, bounds, lowest))
        .map(|band| band.outcome)
}

/// Checks that bounds leave no number in two bands and none between two.
pub fn check_bounds(bounds: Bounds) -> Result<(), String> {
    match (bounds.lower, bounds.upper) {
        (Inclusion::Included, Inclusion::Included) => Err("上下限都包含时，分界上的数同时落入两档".to_owned()),
        (Inclusion::Excluded, Inclusion::Excluded) => Err("上下限都不包含时，分界上的数不属于任何一档".to_owned()),
        _ => Ok(()),
    }
}

/// Checks that bands stand one below the other, highest first, one for each of `outcomes`, without gap or overlap.
pub fn check_bands<T: Outcome>(bands: &[Band<T>], outcomes: &[T], lowest: Option<&Lowest>) -> Result<(), String> {
    let listed: Vec<T> = bands.iter().map(|band| band.outcome).collect();
    if listed != outcomes {
        let names = |outcomes: &[T]| outcomes.iter().map(|outcome| outcome.code()).collect::<Vec<_>>().join("、");
        return Err(format!("应自高到低各列一档：{}；现为：{}", names(outcomes), names(&listed)));
    }
    for (index, band) in bands.iter().enumerate() {
        let code = band.outcome.code();
        match (index.checked_sub(1).and_then(|above| bands.get(above)), &band.to) {
            (None, Some(to)) => return Err(format!("最高一档「{code}」不应有上限 {to}")),
            (Some(_), None) => return Err(format!("「{code}」缺少上限")),
            (Some(above), Some(to)) if above.from.as_ref() != Some(to) => {
                let from = above.from.as_ref().map_or_else(|| "无".to_owned(), ToString::to_string);
                return Err(format!("「{code}」的上限 {to} 与上一档的下限 {from} 不相接：区间有空档或重叠"));
            }
            _ => {}
        }
        let is_last = index + 1 == bands.len();
        let start = match (&band.from, lowest) {
            (Some(from), _) => from,
            (None, Some(lowest)) if is_last => &lowest.above,
            (None, _) => return Err(format!("「{code}」缺少下限")),
        };
        if band.to.as_ref().is_some_and(|to| to <= start) {
            return Err(format!("「{code}」的上限不大于下限 {start}"));
        }
        if start.is_negative() {
            return Err(format!("「{code}」的下限 {start} 小于0"));
        }
    }
    Ok(())
}
