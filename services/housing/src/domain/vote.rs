//! The public calculator of an owners' vote (新政办函〔2023〕11号 三（三）; 民法典 第二百七十八条第二款).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rules::{Refusal, RuleSet, Trace};

use super::{
    area::Area,
    ballot::{Choice, Roll},
    vote_rule::{Matter, VoteRules},
};

/// Who takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Participation {
    /// Area of the units with a valid ballot.
    pub area: Area,
    /// Area of all units.
    pub total_area: Area,
    /// Owners with a valid ballot.
    pub owners: i64,
    /// All owners.
    pub total_owners: i64,
    /// Whether both measures reach the threshold.
    pub met: bool,
}

/// Who agrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Consent {
    /// Area of the units that agree.
    pub area: Area,
    /// Owners who count as agreeing.
    pub owners: i64,
    /// Whether both measures reach the threshold; told also when participation does not.
    pub met: bool,
}

/// What one threshold still lacks; zero where it is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shortfall {
    /// Least area.
    pub area: Area,
    /// Least number of owners.
    pub owners: i64,
}

/// What a vote that has not passed still needs; each measure by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StillNeeded {
    /// To reach participation.
    pub participation: Shortfall,
    /// To reach consent among those who take part now.
    pub consent: Shortfall,
}

/// The result of a vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoteResult {
    /// Who takes part.
    pub participation: Participation,
    /// Who agrees.
    pub consent: Consent,
    /// Whether both are reached.
    pub passed: bool,
    /// What is missing; none once passed.
    pub still_needed: Option<StillNeeded>,
    /// Every step with its article.
    pub trace: Trace,
}

/// One owner's participating area per side, in hundredths of a m².
#[derive(Debug, Clone, Copy, Default)]
struct OwnerTally {
    agree: i64,
    disagree: i64,
}

/// The raw count.
struct Count {
    participating_area: i64,
    consenting_area: i64,
    participating_owners: i64,
    consenting_owners: i64,
    tied_owners: i64,
    total_owners: i64,
    valid_ballots: usize,
    invalid_ballots: usize,
}

impl Count {
    fn of(roll: &Roll) -> Self {
        let mut owners: BTreeMap<&str, OwnerTally> = BTreeMap::new();
        let mut invalid_ballots = 0;
        let mut valid_ballots = 0;
        for unit in roll.units() {
            let tally = owners.entry(unit.owner()).or_default();
            // The roll's total is within range, so no part of it can overflow.
            match unit.choice() {
                Choice::Agree => tally.agree += unit.area().hundredths(),
                Choice::Disagree => tally.disagree += unit.area().hundredths(),
                Choice::Invalid => invalid_ballots += 1,
                Choice::None => {}
            }
            valid_ballots += usize::from(matches!(unit.choice(), Choice::Agree | Choice::Disagree));
        }
        let owners_where = |test: fn(&OwnerTally) -> bool| owners.values().filter(|owner| test(owner)).fold(0, |count, _| count + 1);
        Self {
            participating_area: owners.values().map(|owner| owner.agree + owner.disagree).sum(),
            consenting_area: owners.values().map(|owner| owner.agree).sum(),
            participating_owners: owners_where(|owner| owner.agree + owner.disagree > 0),
            consenting_owners: owners_where(|owner| owner.agree > owner.disagree),
            tied_owners: owners_where(|owner| owner.agree > 0 && owner.agree == owner.disagree),
            total_owners: owners_where(|_| true),
            valid_ballots,
            invalid_ballots,
        }
    }
}

fn area(hundredths: i64) -> Area {
    Area::from_hundredths(hundredths).unwrap_or_default()
}

fn met_code(met: bool) -> &'static str {
    if met { "met" } else { "not_met" }
}

/// Counts a vote by the rules as they stand today; refused while the texts are not in force.
pub fn count_vote(rules: &RuleSet, matter: Matter, roll: &Roll, today: NaiveDate) -> Result<VoteResult, Refusal> {
    let rules = VoteRules::at(rules, matter, today)?;
    let count = Count::of(roll);
    let mut trace = Trace::new();
    let participation = count_participation(&rules, roll, &count, &mut trace);
    let consent = count_consent(&rules, &count, &mut trace);
    let passed = participation.met && consent.met;
    let inputs = [
        ("participation", met_code(participation.met).to_owned()),
        ("consent", met_code(consent.met).to_owned()),
    ];
    let label = format!("{}：{}", matter.name(), if passed { "参与和同意都达到，通过" } else { "未通过" });
    trace.step("passed", label, inputs, passed, &rules.consent.source);
    let still_needed = (!passed).then(|| find_still_needed(&rules, roll, &count, &mut trace));
    Ok(VoteResult {
        participation,
        consent,
        passed,
        still_needed,
        trace,
    })
}

fn count_participation(rules: &VoteRules, roll: &Roll, count: &Count, trace: &mut Trace) -> Participation {
    let threshold = rules.participation.value;
    let total = roll.total_area().hundredths();
    let (part, owners, all_owners) = (area(count.participating_area), count.participating_owners, count.total_owners);
    let units = roll.units().len();
    let source = &rules.participation.source;
    trace.step(
        "total_area",
        "表决范围内全部房屋的面积（平方米）",
        [("units", units.to_string())],
        roll.total_area(),
        source,
    );
    trace.step(
        "total_owners",
        "全部业主人数，一人多套只算一人",
        [("units", units.to_string())],
        all_owners,
        &rules.owner.source,
    );
    trace.step(
        "invalid_ballots",
        "无效票数，不算参与",
        [],
        count.invalid_ballots,
        &rules.invalid_ballot.source,
    );
    let ballots = [("valid_ballots", count.valid_ballots.to_string())];
    trace.step(
        "participating_area",
        "参与表决的面积（平方米）：投了有效票的房屋",
        ballots.clone(),
        part,
        &rules.area.source,
    );
    trace.step("participating_owners", "参与表决的业主人数", ballots, owners, &rules.owner.source);
    let by_area = threshold.is_met(count.participating_area, total);
    let inputs = [
        ("area", part.to_string()),
        ("total_area", roll.total_area().to_string()),
        ("threshold", threshold.to_string()),
    ];
    trace.step("participation_by_area", "参与表决的面积占比", inputs, met_code(by_area), source);
    let by_owners = threshold.is_met(owners, all_owners);
    let inputs = [
        ("owners", owners.to_string()),
        ("total_owners", all_owners.to_string()),
        ("threshold", threshold.to_string()),
    ];
    trace.step("participation_by_owners", "参与表决的人数占比", inputs, met_code(by_owners), source);
    Participation {
        area: part,
        total_area: roll.total_area(),
        owners,
        total_owners: all_owners,
        met: by_area && by_owners,
    }
}

fn count_consent(rules: &VoteRules, count: &Count, trace: &mut Trace) -> Consent {
    let threshold = rules.consent.value;
    let source = &rules.consent.source;
    let (part, owners) = (area(count.consenting_area), count.consenting_owners);
    trace.step(
        "consenting_area",
        "同意的面积（平方米），按每套房屋的票",
        [],
        part,
        &rules.area.source,
    );
    trace.step(
        "tied_owners",
        "两边面积相等的业主，算参与不算同意",
        [],
        count.tied_owners,
        &rules.tie.source,
    );
    trace.step(
        "consenting_owners",
        "同意的业主人数，按各人面积较多的一边",
        [],
        owners,
        &rules.owner_side.source,
    );
    if count.participating_owners == 0 {
        trace.step(
            "consent",
            "没有人参与表决，同意不成立",
            [("participating_owners", "0".to_owned())],
            met_code(false),
            &rules.no_participants.source,
        );
        return Consent {
            area: part,
            owners,
            met: false,
        };
    }
    let by_area = threshold.is_met(count.consenting_area, count.participating_area);
    let inputs = [
        ("area", part.to_string()),
        ("participating_area", area(count.participating_area).to_string()),
        ("threshold", threshold.to_string()),
    ];
    trace.step(
        "consent_by_area",
        "同意的面积占参与表决面积的比例",
        inputs,
        met_code(by_area),
        source,
    );
    let by_owners = threshold.is_met(owners, count.participating_owners);
    let inputs = [
        ("owners", owners.to_string()),
        ("participating_owners", count.participating_owners.to_string()),
        ("threshold", threshold.to_string()),
    ];
    trace.step(
        "consent_by_owners",
        "同意的人数占参与表决人数的比例",
        inputs,
        met_code(by_owners),
        source,
    );
    Consent {
        area: part,
        owners,
        met: by_area && by_owners,
    }
}

fn find_still_needed(rules: &VoteRules, roll: &Roll, count: &Count, trace: &mut Trace) -> StillNeeded {
    let threshold = rules.participation.value;
    let participation = Shortfall {
        area: area(threshold.missing(count.participating_area, roll.total_area().hundredths())),
        owners: threshold.missing(count.participating_owners, count.total_owners),
    };
    let threshold = rules.consent.value;
    // Without participants the share of nothing would be reached by nothing; consent needs somebody at least.
    let least = i64::from(count.participating_owners == 0);
    let consent = Shortfall {
        area: area(threshold.missing(count.consenting_area, count.participating_area).max(least)),
        owners: threshold.missing(count.consenting_owners, count.participating_owners).max(least),
    };
    for (step, label, shortfall) in [
        ("still_needed_participation", "参与表决至少还差", participation),
        ("still_needed_consent", "同意至少还差（参与者不变）", consent),
    ] {
        let source = &rules.still_needed.source;
        trace.step(
            format!("{step}_area"),
            format!("{label}的面积（平方米）"),
            [],
            shortfall.area,
            source,
        );
        trace.step(format!("{step}_owners"), format!("{label}的人数"), [], shortfall.owners, source);
    }
    StillNeeded { participation, consent }
}
