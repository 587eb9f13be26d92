//! The department's rule files: loaded once and checked.

use std::collections::BTreeSet;

use rules::{Amendment, Declared, Exact, LoadError, RuleFile, RuleSet};

use super::{
    notice::NoticeCounting,
    procedure::{
        Facility, FacilityCondition, JointOwners, LateObjection, NamedSites, Party, ProcedureStep, Republication, SharingBasis,
        SharingRounding, VoteScope,
    },
    threshold::Threshold,
    vote_rule::{AreaCounting, InvalidBallotCounting, Matter, NoParticipants, OwnerCounting, OwnerSide, StillNeededMethod, TieCounting},
};

/// Codes of the kinds of public notices on the platform's board.
pub const NOTICE_KINDS: &[&str] = &["maintenance_fund"];

const DECLARED: &[Declared] = &[
    rules::notice::kind("notice.kind.maintenance_fund"),
    Declared::of::<Threshold>("vote.use_of_fund.participation"),
    Declared::of::<Threshold>("vote.use_of_fund.consent"),
    Declared::of::<Threshold>("vote.raise_fund.participation"),
    Declared::of::<Threshold>("vote.raise_fund.consent"),
    Declared::of::<Threshold>("vote.rebuild.participation"),
    Declared::of::<Threshold>("vote.rebuild.consent"),
    Declared::of::<Threshold>("vote.change_of_use.participation"),
    Declared::of::<Threshold>("vote.change_of_use.consent"),
    Declared::of::<AreaCounting>("vote.counting.area"),
    Declared::of::<OwnerCounting>("vote.counting.owner"),
    Declared::of::<OwnerSide>("vote.counting.owner_side"),
    Declared::of::<TieCounting>("vote.counting.tie"),
    Declared::of::<InvalidBallotCounting>("vote.counting.invalid_ballot"),
    Declared::of::<NoParticipants>("vote.counting.no_participants"),
    Declared::of::<StillNeededMethod>("vote.counting.still_needed"),
    Declared::of::<JointOwners>("vote.counting.co_owners"),
    Declared::of::<JointOwners>("vote.counting.unsold_units"),
    Declared::of::<Vec<VoteScope>>("vote.scope"),
    Declared::of::<Vec<String>>("ballot.fields"),
    Declared::of::<Vec<Party>>("ballot.signatories"),
    Declared::of::<Vec<String>>("procedure.scope"),
    Declared::of::<Vec<Party>>("procedure.applicants"),
    Declared::of::<Vec<Party>>("procedure.supervision_committee"),
    Declared::of::<Vec<ProcedureStep>>("procedure.steps"),
    Declared::of::<u32>("notice.days"),
    Declared::of::<NoticeCounting>("notice.counting"),
    Declared::of::<LateObjection>("notice.late_objection"),
    Declared::of::<Republication>("notice.republication"),
    Declared::of::<u32>("tender.min_bidders"),
    Declared::of::<u32>("tender.min_owner_representatives"),
    Declared::of::<Vec<Party>>("tender.attendants"),
    Declared::of::<Vec<String>>("tender.contracts"),
    Declared::of::<Vec<Facility>>("facility.common_parts"),
    Declared::of::<Vec<Facility>>("facility.shared_facilities"),
    Declared::of::<FacilityCondition>("facility.condition"),
    Declared::of::<Vec<String>>("fund.payers"),
    Declared::of::<bool>("fund.payers_vote_and_share"),
    Declared::of::<SharingBasis>("fund.sharing_basis"),
    Declared::of::<SharingRounding>("fund.sharing_rounding"),
    Declared::of::<Exact>("fund.renewal_share"),
    Declared::of::<u32>("fund.publication_months"),
    Declared::of::<Vec<Party>>("urgent_repair.applicants"),
    Declared::of::<Exact>("delivery.indoor_sports_area"),
    Declared::of::<Exact>("delivery.outdoor_sports_land"),
    Declared::of::<Exact>("site.monitored_land"),
    Declared::of::<NamedSites>("site.named_sites"),
];

/// The rule files that come with the service.
pub fn compiled_in() -> Vec<RuleFile> {
    vec![
        RuleFile::new("vote.toml", include_str!("../../rules/vote.toml")),
        RuleFile::new("procedure.toml", include_str!("../../rules/procedure.toml")),
        RuleFile::new("construction.toml", include_str!("../../rules/construction.toml")),
        RuleFile::new("notice.toml", include_str!("../../rules/notice.toml")),
    ]
}

/// Loads and checks the rules; `None` takes the files that come with the service.
pub fn load(files: Option<Vec<RuleFile>>) -> Result<RuleSet, LoadError> {
    load_amended(&files.unwrap_or_else(compiled_in), &[])
}

/// Every key that the code reads, with the type of its values.
pub fn declared() -> Vec<Declared> {
    DECLARED.to_vec()
}

/// The same with what was approved at run time upon the files.
pub fn load_amended(files: &[RuleFile], amendments: &[Amendment]) -> Result<RuleSet, LoadError> {
    let rules = RuleSet::load_amended(files, amendments, DECLARED)?;
    check(&rules).map_err(|(key, message)| locate(files, &key, &message))?;
    Ok(rules)
}

/// What must hold beyond types: a rule that nobody could meet never starts.
fn check(rules: &RuleSet) -> Result<(), (String, String)> {
    for matter in Matter::ALL {
        for part in ["participation", "consent"] {
            let key = format!("vote.{}.{part}", matter.code());
            check_values(rules, &key, Threshold::check)?;
        }
    }
    for key in [
        "notice.days",
        "tender.min_bidders",
        "tender.min_owner_representatives",
        "fund.publication_months",
    ] {
        check_values(
            rules,
            key,
            |count: u32| if count > 0 { Ok(()) } else { Err("必须大于0".to_owned()) },
        )?;
    }
    for key in [
        "fund.renewal_share",
        "delivery.indoor_sports_area",
        "delivery.outdoor_sports_land",
        "site.monitored_land",
    ] {
        check_values(rules, key, |value: Exact| {
            if value.is_positive() {
                Ok(())
            } else {
                Err("必须大于0".to_owned())
            }
        })?;
    }
    for key in ["facility.common_parts", "facility.shared_facilities"] {
        check_values(rules, key, |facilities: Vec<Facility>| {
            check_unique(facilities.iter().map(|facility| facility.code.as_str()))
        })?;
    }
    for key in [
        "procedure.applicants",
        "procedure.supervision_committee",
        "ballot.signatories",
        "tender.attendants",
        "urgent_repair.applicants",
    ] {
        check_values(rules, key, |parties: Vec<Party>| {
            let distinct: BTreeSet<Party> = parties.iter().copied().collect();
            if distinct.is_empty() || distinct.len() != parties.len() {
                Err("应列出至少一方，且不重复".to_owned())
            } else {
                Ok(())
            }
        })?;
    }
    check_values(rules, "procedure.steps", |steps: Vec<ProcedureStep>| {
        if steps.is_empty() || steps.iter().zip(1..).any(|(step, number)| step.step != number) {
            return Err("步骤应从1起连续编号".to_owned());
        }
        check_unique(steps.iter().map(|step| step.code.as_str()))
    })
}

/// Checks every version of a parameter.
fn check_values<T: serde::de::DeserializeOwned>(
    rules: &RuleSet,
    key: &str,
    check: impl Fn(T) -> Result<(), String>,
) -> Result<(), (String, String)> {
    let starts = rules
        .parameter(key)
        .into_iter()
        .flat_map(|parameter| &parameter.versions)
        .map(|version| version.source.rule.effective_from);
    for start in starts {
        let value = rules
            .at(key, start)
            .map(|cited| cited.value)
            .map_err(|error| (key.to_owned(), error.to_string()))?;
        check(value).map_err(|message| (key.to_owned(), message))?;
    }
    Ok(())
}

fn check_unique<'a>(codes: impl IntoIterator<Item = &'a str>) -> Result<(), String> {
    let mut seen = BTreeSet::new();
    match codes.into_iter().find(|code| code.trim().is_empty() || !seen.insert(*code)) {
        Some(code) => Err(format!("代码「{code}」空白或写了两次")),
        None => Ok(()),
    }
}

/// Where a rule is written: its `key` line.
fn locate(files: &[RuleFile], key: &str, message: &str) -> LoadError {
    let wanted = format!("key=\"{key}\"");
    let place = files.iter().find_map(|file| {
        let line = file.text.lines().position(|line| line.replace(' ', "").starts_with(&wanted))?;
        Some((file.name.clone(), line + 1))
    });
    let (file, line) = place.unwrap_or_default();
    LoadError {
        file,
        line,
        message: format!("规则「{key}」：{message}"),
    }
}
