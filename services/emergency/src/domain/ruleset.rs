//! The department's rule files: loaded once, checked, and made into plans.
//!
//! A plan is whatever writes a parameter `<code>.plan`; its other parameters start with the same code. So a further
//! plan is a further rule file, and code only where it needs a new kind of [`Criterion`].

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Mutex, PoisonError},
};

use chrono::NaiveDate;
use rules::{Amendment, Declared, LoadError, RuleError, RuleFile, RuleSet};

use super::{
    action::{CitySupport, IncidentKind, Measures, Order, ReportingHop, RestrictedUse, WarningChange, WarningLevel},
    band::{Band, Bounds, Lowest},
    criterion::Criterion,
    level::{Grade, Level, Office},
    organisation::{Activation, ChiefCommander, CircumstanceLead, Command, CommandDuties, MemberDuties, OnSiteCommand, Unit, WorkingGroup},
    plan::{Combination, DecisionBody, LevelChange, Plan, PlanFault, PlanIdentity, Precondition, Starter},
};

/// The plan of 新政办发〔2023〕27号, which the supply calculator applies.
pub const SUPPLY: &str = "supply";
/// The plan of 新政办发〔2023〕28号, which the construction calculator applies.
pub const CONSTRUCTION: &str = "construction";

/// The aspect that makes a code a plan.
const IDENTITY: &str = "plan";

macro_rules! compiled_in {
    ($($name:literal),+ $(,)?) => {
        vec![$(RuleFile::new($name, include_str!(concat!("../../rules/", $name)))),+]
    };
}

/// The rule files that come with the service.
pub fn compiled_in() -> Vec<RuleFile> {
    compiled_in![
        "supply.toml",
        "supply-organisation.toml",
        "supply-action.toml",
        "construction.toml",
        "construction-organisation.toml",
        "construction-action.toml",
    ]
}

/// All emergency plans, checked.
#[derive(Debug, Clone)]
pub struct EmergencyRules {
    rules: RuleSet,
    plans: BTreeMap<String, PlanHistory>,
}

/// One plan through time.
#[derive(Debug, Clone)]
struct PlanHistory {
    /// From each of these days on the plan stands so, or not at all; ascending.
    periods: Vec<(NaiveDate, Option<Plan>)>,
}

/// Loads and checks the rules; `None` takes the files that come with the service.
pub fn load(files: Option<Vec<RuleFile>>) -> Result<EmergencyRules, LoadError> {
    load_amended(&files.unwrap_or_else(compiled_in), &[])
}

/// The same with what was approved at run time upon the files: new versions of what they write, no further keys.
pub fn load_amended(files: &[RuleFile], amendments: &[Amendment]) -> Result<EmergencyRules, LoadError> {
    let codes = plan_codes(files);
    let rules = RuleSet::load_amended(files, amendments, &declared(files, &codes))?;
    let mut plans = BTreeMap::new();
    for code in codes {
        let history = PlanHistory::build(&rules, &code).map_err(|fault| locate(files, fault))?;
        plans.insert(code, history);
    }
    let rules = EmergencyRules { rules, plans };
    rules.check_units().map_err(|fault| locate(files, fault))?;
    for needed in [SUPPLY, CONSTRUCTION] {
        if !rules.plans.contains_key(needed) {
            return Err(locate(
                files,
                PlanFault {
                    key: format!("{needed}.{IDENTITY}"),
                    message: "缺少这份预案，计算器需要它".to_owned(),
                },
            ));
        }
    }
    Ok(rules)
}

/// Every key that these files may write, with the type of its values.
pub fn declared_in(files: &[RuleFile]) -> Vec<Declared> {
    declared(files, &plan_codes(files))
}

fn plan_codes(files: &[RuleFile]) -> BTreeSet<String> {
    written_keys(files)
        .filter_map(|(_, _, key)| key.strip_suffix(".plan").map(str::to_owned))
        .collect()
}

impl EmergencyRules {
    /// All parameters with their versions, for people who want to read the rules.
    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// Codes of the plans.
    pub fn plan_codes(&self) -> impl Iterator<Item = &str> {
        self.plans.keys().map(String::as_str)
    }

    /// A plan as it stands on a day; refused on a day when it is not in force.
    pub fn plan(&self, code: &str, on: NaiveDate) -> Result<&Plan, RuleError> {
        let history = self.plans.get(code);
        let period = history.and_then(|history| history.periods.iter().rev().find(|(from, _)| *from <= on));
        if let Some((_, Some(plan))) = period {
            return Ok(plan);
        }
        let key = format!("{code}.{IDENTITY}");
        let reason = "预案在这一天没有内容".to_owned();
        Err(self.rules.source(&key, on).err().unwrap_or(RuleError::Undeclared { key, reason }))
    }

    /// The same unit code means the same unit in every plan.
    fn check_units(&self) -> Result<(), PlanFault> {
        let mut names: BTreeMap<&str, &str> = BTreeMap::new();
        for plan in self
            .plans
            .values()
            .flat_map(|history| history.periods.iter().filter_map(|(_, plan)| plan.as_ref()))
        {
            for unit in &plan.organisation.units.value {
                let name = *names.entry(&unit.code).or_insert(&unit.name);
                if name != unit.name {
                    return Err(PlanFault {
                        key: plan.key("units"),
                        message: format!("单位代码「{}」在别处是「{name}」，这里是「{}」", unit.code, unit.name),
                    });
                }
            }
        }
        Ok(())
    }
}

impl PlanHistory {
    /// The plan from each day on which one of its rules or its document starts or ends.
    fn build(rules: &RuleSet, code: &str) -> Result<Self, PlanFault> {
        let identity = format!("{code}.{IDENTITY}");
        let prefix = format!("{code}.");
        let mut days = BTreeSet::new();
        for version in rules
            .parameters()
            .filter(|parameter| parameter.key.starts_with(&prefix))
            .flat_map(|parameter| &parameter.versions)
        {
            days.insert(version.source.rule.effective_from);
            let document = rules
                .documents()
                .find(|document| document.number == version.source.citation.document);
            let ends = [version.effective_to, document.and_then(|document| document.in_force_to)];
            days.extend(ends.into_iter().flatten().filter_map(|end| end.succ_opt()));
        }
        let mut periods = Vec::new();
        for day in days {
            let plan = rules
                .source(&identity, day)
                .is_ok()
                .then(|| Plan::at(rules, code, day))
                .transpose()?;
            if let Some(plan) = &plan {
                plan.check()?;
                check_level_keys(rules, plan)?;
            }
            periods.push((day, plan));
        }
        Ok(Self { periods })
    }
}

/// No rule is written for a level that the plan does not have: it would never be read.
fn check_level_keys(rules: &RuleSet, plan: &Plan) -> Result<(), PlanFault> {
    let levels: BTreeSet<&str> = plan.response.levels.value.iter().map(|level| level.code()).collect();
    for section in ["authority.start.", "measures."] {
        let prefix = plan.key(section);
        let extra = rules
            .parameters()
            .find(|parameter| parameter.key.strip_prefix(&prefix).is_some_and(|level| !levels.contains(level)));
        if let Some(parameter) = extra {
            return Err(PlanFault {
                key: parameter.key.clone(),
                message: "预案没有这一响应级别".to_owned(),
            });
        }
    }
    Ok(())
}

/// An aspect of a plan, with the type that its values must have.
struct Aspect {
    name: &'static str,
    required: bool,
    declare: fn(&'static str) -> Declared,
}

const fn required(name: &'static str, declare: fn(&'static str) -> Declared) -> Aspect {
    Aspect {
        name,
        required: true,
        declare,
    }
}

const fn optional(name: &'static str, declare: fn(&'static str) -> Declared) -> Aspect {
    Aspect {
        name,
        required: false,
        declare,
    }
}

const ASPECTS: &[Aspect] = &[
    required(IDENTITY, Declared::of::<PlanIdentity>),
    optional("incident_kinds", Declared::of::<Vec<IncidentKind>>),
    optional("grading.precondition", Declared::of::<Precondition>),
    required("grading.bounds", Declared::of::<Bounds>),
    optional("grading.lowest", Declared::of::<Lowest>),
    required("grading.combination", Declared::of::<Combination>),
    required("response.levels", Declared::of::<Vec<Level>>),
    optional("response.precondition", Declared::of::<Precondition>),
    required("response.bounds", Declared::of::<Bounds>),
    optional("response.lowest", Declared::of::<Lowest>),
    required("response.combination", Declared::of::<Combination>),
    optional("response.by_grade", Declared::of::<BTreeMap<Grade, Level>>),
    optional("response.beyond_county_capacity", Declared::of::<Level>),
    required("response.by_decision", Declared::of::<BTreeMap<Level, DecisionBody>>),
    required("authority.change", Declared::of::<Vec<LevelChange>>),
    required("authority.end", Declared::of::<BTreeMap<Level, Office>>),
    required("end_conditions", Declared::of::<Vec<Order>>),
    required("units", Declared::of::<Vec<Unit>>),
    required("chief_commander", Declared::of::<ChiefCommander>),
    required("command", Declared::of::<Command>),
    required("command.duties", Declared::of::<CommandDuties>),
    required("on_site_command", Declared::of::<OnSiteCommand>),
    required("on_site_command.activation", Declared::of::<Activation>),
    required("member_units", Declared::of::<Vec<String>>),
    required("member_duties", Declared::of::<Vec<MemberDuties>>),
    required("groups", Declared::of::<Vec<WorkingGroup>>),
    optional("municipal_utilities", Declared::of::<CircumstanceLead>),
    required("reporting", Declared::of::<Vec<ReportingHop>>),
    optional("restricted_uses", Declared::of::<Vec<RestrictedUse>>),
    optional("supply_priority", Declared::of::<Vec<Vec<String>>>),
    optional("support.city_government", Declared::of::<CitySupport>),
    optional("higher_command", Declared::of::<Vec<Order>>),
    optional("warning.levels", Declared::of::<Vec<WarningLevel>>),
    optional("warning.issuers", Declared::of::<BTreeMap<Level, Office>>),
    optional("warning.change", Declared::of::<WarningChange>),
    optional("warning.content", Declared::of::<Vec<String>>),
    optional("warning.measures", Declared::of::<Vec<Order>>),
];

/// The type of an aspect that is written once per criterion or per level.
fn repeated_aspect(name: &str) -> Option<fn(&'static str) -> Declared> {
    let (section, last) = name.rsplit_once('.')?;
    let is_criterion = Criterion::from_code(last).is_some();
    let is_level = Level::ALL.iter().any(|level| level.code() == last);
    match section {
        "grading" if is_criterion => Some(Declared::of::<Vec<Band<Grade>>>),
        "response" if is_criterion => Some(Declared::of::<Vec<Band<Level>>>),
        "authority.start" if is_level => Some(Declared::of::<Starter>),
        "measures" if is_level => Some(Declared::of::<Measures>),
        _ => None,
    }
}

/// Every key that these files may write: what each plan must have, and what it has beyond that. A key that is
/// not declared is refused by [`RuleSet::load`].
fn declared(files: &[RuleFile], codes: &BTreeSet<String>) -> Vec<Declared> {
    let mut found: BTreeMap<String, fn(&'static str) -> Declared> = BTreeMap::new();
    for code in codes {
        for aspect in ASPECTS.iter().filter(|aspect| aspect.required) {
            found.insert(format!("{code}.{}", aspect.name), aspect.declare);
        }
    }
    for (_, _, key) in written_keys(files) {
        let Some((code, name)) = key.split_once('.').filter(|(code, _)| codes.contains(*code)) else {
            continue;
        };
        let aspect = ASPECTS.iter().find(|aspect| aspect.name == name).map(|aspect| aspect.declare);
        if let Some(declare) = aspect.or_else(|| repeated_aspect(name)) {
            found.insert(format!("{code}.{name}"), declare);
        }
    }
    found.into_iter().map(|(key, declare)| declare(interned(key))).collect()
}

/// A declared key lives as long as the program, however often the rules are loaded: each is kept once.
fn interned(key: String) -> &'static str {
    static KEYS: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut keys = KEYS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = keys.get(key.as_str()) {
        return known;
    }
    let kept: &'static str = key.leak();
    keys.insert(kept);
    kept
}

/// The keys that the files write: file, line from 1, key. One that is written in an unusual way is missed here,
/// stays undeclared, and is refused.
fn written_keys(files: &[RuleFile]) -> impl Iterator<Item = (&RuleFile, usize, &str)> {
    files.iter().flat_map(|file| {
        file.text.lines().enumerate().filter_map(move |(index, line)| {
            let value = line.trim().strip_prefix("key")?.trim_start().strip_prefix('=')?.trim();
            let key = value.strip_prefix('"')?.split('"').next()?;
            Some((file, index + 1, key))
        })
    })
}

/// Where the rule of a fault is written.
fn locate(files: &[RuleFile], fault: PlanFault) -> LoadError {
    let place = written_keys(files).find(|(_, _, key)| *key == fault.key);
    let all_files = || files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>().join("、");
    LoadError {
        file: place.map_or_else(all_files, |(file, _, _)| file.name.clone()),
        line: place.map_or(0, |(_, line, _)| line),
        message: format!("规则「{}」：{}", fault.key, fault.message),
    }
}
