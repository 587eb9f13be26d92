//! The plans as loaded, and what a faulty rule file is told.

use chrono::NaiveDate;
use emergency::domain::{
    assessment::assess,
    criterion::{Figure, Figures},
    level::{Grade, Level, Office},
    organisation::{Circumstance, PostKind},
    plan::Plan,
    ruleset::{self, CONSTRUCTION, EmergencyRules, SUPPLY, compiled_in},
};
use rules::{Exact, RuleFile};

use crate::plan_faults::edited;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn rules() -> EmergencyRules {
    ruleset::load(None).unwrap()
}

fn plan<'a>(rules: &'a EmergencyRules, code: &str) -> &'a Plan {
    rules.plan(code, day("2024-01-08")).unwrap()
}

/// Who decides a change of level in a plan.
fn changes(plan: &Plan) -> Vec<(&'static str, &'static str, &'static str)> {
    plan.authority
        .change
        .value
        .iter()
        .map(|change| (change.from.code(), change.to.code(), change.by.code()))
        .collect()
}

#[test]
fn who_starts_and_ends_which_level_is_as_the_plans_say() {
    let rules = rules();
    let table = |code: &str| {
        let authority = &plan(&rules, code).authority;
        authority
            .start
            .iter()
            .map(|(level, start)| (level.code(), start.value.by, authority.end.value[level]))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        table(SUPPLY),
        [
            ("IV", Office::OfficeHead, Office::OfficeHead),
            ("III", Office::OfficeHead, Office::OfficeHead),
            ("II", Office::Commander, Office::OnSiteCommander),
            ("I", Office::ChiefCommander, Office::OnSiteCommander),
        ]
    );
    assert_eq!(
        table(CONSTRUCTION),
        [
            ("III", Office::OfficeHead, Office::OfficeHead),
            ("II", Office::Commander, Office::OnSiteCommander),
            ("I", Office::ChiefCommander, Office::OnSiteCommander),
        ]
    );
}

#[test]
fn a_change_into_a_high_level_needs_its_starter_and_a_way_down_the_commander() {
    let rules = rules();
    for code in [SUPPLY, CONSTRUCTION] {
        let plan = plan(&rules, code);
        for (from, to, by) in changes(plan) {
            let wanted = match (from, to) {
                (_, "I") => "chief_commander",
                (_, "II") | ("I" | "II", _) => "commander",
                _ => "office_head",
            };
            assert_eq!(by, wanted, "{code}: {from} → {to}");
        }
        assert!(
            plan.authority.change.source.interpretation.is_some(),
            "{code}: the texts do not name the decider"
        );
    }
}

#[test]
fn each_plan_has_eight_working_groups_and_the_measures_of_its_levels() {
    let rules = rules();
    let (supply, construction) = (plan(&rules, SUPPLY), plan(&rules, CONSTRUCTION));
    assert_eq!(
        (supply.organisation.groups.value.len(), construction.organisation.groups.value.len()),
        (8, 8)
    );
    let items = |plan: &Plan, level: Level| {
        plan.action.measures[&level]
            .value
            .orders
            .iter()
            .filter_map(|order| order.item)
            .collect::<Vec<_>>()
    };
    assert_eq!(items(supply, Level::Two), (1..=8).collect::<Vec<_>>());
    assert_eq!(items(construction, Level::Two), (1..=10).collect::<Vec<_>>());
    for plan in [supply, construction] {
        assert_eq!(plan.action.measures[&Level::One].value.includes, Some(Level::Two));
    }
    assert_eq!(supply.action.warnings.as_ref().unwrap().measures.value.len(), 5);
    assert!(construction.action.warnings.is_none(), "28号 has no warnings");
}

#[test]
fn the_units_of_the_command_and_of_annex_two_all_take_part() {
    let rules = rules();
    let supply = &plan(&rules, SUPPLY).organisation;
    assert_eq!((supply.member_units.value.len(), supply.participating_units().len()), (25, 28));
    assert!(
        ["greening_centre", "commerce_bureau", "insurance_supervision_group"]
            .iter()
            .all(|code| supply.participating_units().contains(code))
    );
    assert_eq!(supply.duties_of("fire_rescue_brigade"), [""; 0], "as the command orders");
    assert_eq!(supply.duties_of("housing_bureau").len(), 5, "two shared and three of its own");
    let construction = &plan(&rules, CONSTRUCTION).organisation;
    assert_eq!(
        (construction.member_units.value.len(), construction.participating_units().len()),
        (20, 23)
    );
    assert!(
        construction
            .participating_units()
            .iter()
            .all(|code| !construction.duties_of(code).is_empty())
    );
}

#[test]
fn municipal_utilities_change_who_leads() {
    let rules = rules();
    let organisation = &plan(&rules, CONSTRUCTION).organisation;
    let rule = organisation.circumstance_lead.as_ref().unwrap().value;
    for (group, post) in [
        ("general_coordination", PostKind::Head),
        ("rescue", PostKind::Head),
        ("expert", PostKind::DeputyInCharge),
    ] {
        let group = organisation.groups.value.iter().find(|found| found.code == group).unwrap();
        let lead = |circumstances: &[Circumstance]| {
            group
                .leads_in(circumstances, rule)
                .iter()
                .map(|post| (post.unit.clone(), post.post))
                .collect::<Vec<_>>()
        };
        assert_eq!(lead(&[]), [("housing_bureau".to_owned(), post)]);
        assert_eq!(
            lead(&[Circumstance::MunicipalUtilities]),
            [("city_management_team".to_owned(), post)]
        );
    }
    let on_site = &organisation.on_site_command.value.deputy_commanders;
    assert!(
        on_site
            .iter()
            .any(|post| post.unit == "city_management_team" && post.only_when == Some(Circumstance::MunicipalUtilities))
    );
}

#[test]
fn an_unknown_figure_meets_no_criterion_and_is_named() {
    let rules = rules();
    let figures = Figures {
        deaths: Some(Exact::from(3)),
        ..Figures::default()
    };
    let found = assess(plan(&rules, CONSTRUCTION), &figures);
    assert_eq!(found.grade.unwrap().code(), "larger");
    assert_eq!(
        found.unknown,
        [
            Figure::SeriousInjuries,
            Figure::DirectLoss,
            Figure::AtRiskTrappedMissing,
            Figure::BeyondCountyCapacity
        ]
    );
    let found = assess(plan(&rules, SUPPLY), &Figures::default());
    assert_eq!(
        (found.grade, found.level, found.unknown),
        (None, None, vec![Figure::ExpectedOutageHours])
    );
}

/// The construction plan's three files under another code and document.
fn gas_plan() -> Vec<RuleFile> {
    let files = compiled_in().into_iter().filter(|file| file.name.starts_with("construction"));
    files
        .map(|file| {
            RuleFile::new(
                file.name.replace("construction", "gas"),
                file.text
                    .replace("key = \"construction.", "key = \"gas.")
                    .replace("〔2023〕28号", "〔2024〕1号"),
            )
        })
        .collect()
}

#[test]
fn a_further_plan_is_a_further_file() {
    let mut files = compiled_in();
    files.extend(gas_plan());
    let rules = ruleset::load(Some(files)).unwrap();
    assert_eq!(rules.plan_codes().collect::<Vec<_>>(), ["construction", "gas", "supply"]);
    let figures = Figures {
        deaths: Some(Exact::from(10)),
        ..Figures::default()
    };
    let found = assess(plan(&rules, "gas"), &figures);
    assert_eq!(found.level, Some(Level::One));
    assert!(
        found
            .trace
            .steps()
            .iter()
            .all(|step| step.citation.document == "新政办发〔2024〕1号" && step.rule.key.starts_with("gas."))
    );
}

#[test]
fn a_plan_ends_with_its_document_and_nothing_is_carried_on() {
    let files = edited(
        "supply.toml",
        "in_force_from = \"2023-11-01\"",
        "in_force_from = \"2023-11-01\"\nin_force_to = \"2024-12-31\"",
    );
    let rules = ruleset::load(Some(files)).unwrap();
    assert!(rules.plan(SUPPLY, day("2024-12-31")).is_ok());
    assert_eq!(rules.plan(SUPPLY, day("2025-01-01")).unwrap_err().code(), "regulation_not_in_force");
    assert!(rules.plan(CONSTRUCTION, day("2025-01-01")).is_ok());
    assert_eq!(rules.plan("gas", day("2025-01-01")).unwrap_err().code(), "rule_undeclared");
}

#[test]
fn an_amended_criterion_counts_from_its_day() {
    let from = "  { grade = \"ordinary\", from = \"0.10\", to = \"0.20\" },\n]";
    let amended = from.replace("0.10", "0.15");
    let bands = r#"  { grade = "particularly_major", from = "0.40" },
  { grade = "major", from = "0.30", to = "0.40" },
  { grade = "larger", from = "0.20", to = "0.30" },"#;
    let to = format!(
        "{from}\nto = \"2024-06-30\"\n[[parameter.version]]\nversion = 2\nfrom = \"2024-07-01\"\ndocument = \"新政办发〔2023〕27号\"\narticle = \"附件5\"\nvalue = [\n{bands}\n{amended}"
    );
    let rules = ruleset::load(Some(edited("supply.toml", from, &to))).unwrap();
    let figures = Figures {
        served_population: Some(Exact::from(100)),
        affected_population: Some(Exact::from(12)),
        expected_outage_hours: Some(Exact::from(48)),
        ..Figures::default()
    };
    let grade = |on: &str| assess(rules.plan(SUPPLY, day(on)).unwrap(), &figures).grade.map(Grade::code);
    assert_eq!((grade("2024-06-30"), grade("2024-07-01")), (Some("ordinary"), None));
}

#[test]
fn every_rule_is_read_and_cites_its_own_regulation() {
    let rules = rules();
    for parameter in rules.rules().parameters() {
        let document = if parameter.key.starts_with("supply.") {
            "新政办发〔2023〕27号"
        } else {
            "新政办发〔2023〕28号"
        };
        for version in &parameter.versions {
            assert_eq!(version.source.citation.document, document, "{}", parameter.key);
            assert_eq!(version.source.rule.effective_from, day("2023-11-01"), "{}", parameter.key);
        }
    }
    let documents: Vec<_> = rules
        .rules()
        .documents()
        .map(|document| (document.number.as_str(), document.in_force_from, document.in_force_to))
        .collect();
    assert_eq!(
        documents,
        [
            ("新政办发〔2023〕27号", day("2023-11-01"), None),
            ("新政办发〔2023〕28号", day("2023-11-01"), None)
        ]
    );
}
