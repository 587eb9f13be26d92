//! Which requirements apply, at their bounds; the gates.

use super::*;
use crate::domain::ruleset;

fn rules() -> ProjectRules {
    ProjectRules::at(&ruleset::load(None).unwrap(), "2026-11-01".parse().unwrap()).unwrap()
}

fn exact(text: &str) -> Exact {
    Exact::parse(text, 3).unwrap()
}

/// A warehouse: nothing applies but what applies to all.
fn plain() -> Facts {
    Facts {
        features: BTreeSet::new(),
        greening: Greening::None,
        auxiliary_use: exact("0"),
        land_area: exact("30000"),
    }
}

fn with<const N: usize>(features: [Feature; N]) -> Facts {
    Facts {
        features: features.into(),
        ..plain()
    }
}

fn applying(facts: &Facts) -> Vec<ItemCode> {
    let judged = rules().judge(facts);
    judged.into_iter().filter(|one| one.applies).map(|one| one.code).collect()
}

#[test]
fn to_every_project_applies_that_its_appliances_are_good_ones() {
    assert_eq!(applying(&plain()), [ItemCode::Appliances]);
}

#[test]
fn auxiliary_use_from_100_cubic_metres_a_day_on_is_recycled() {
    for (use_, applies) in [("99.999", false), ("100", true), ("100.001", true)] {
        let facts = Facts {
            auxiliary_use: exact(use_),
            ..plain()
        };
        assert_eq!(applying(&facts).contains(&ItemCode::WashRecycling), applies, "{use_}");
    }
}

#[test]
fn greening_from_20_000_square_metres_on_is_irrigated_sparingly() {
    for (area, applies) in [("19999.99", false), ("20000", true), ("20000.01", true)] {
        for greening in [Greening::Regional, Greening::Permanent] {
            let facts = Facts {
                greening,
                land_area: exact(area),
                features: [Feature::ReclaimedNetwork, Feature::RainwaterPossible].into(),
                ..plain()
            };
            let found = applying(&facts);
            for code in [ItemCode::Irrigation, ItemCode::ReclaimedIrrigation, ItemCode::Rainwater] {
                assert_eq!(found.contains(&code), applies, "{area} {code:?}");
            }
        }
    }
    let dry = Facts {
        greening: Greening::Regional,
        ..plain()
    };
    assert_eq!(applying(&dry), [ItemCode::Irrigation, ItemCode::Appliances]);
    assert_eq!(applying(&with([Feature::ReclaimedNetwork])), [ItemCode::Appliances]);
}

#[test]
fn what_else_the_article_asks_applies_by_what_the_project_has() {
    let one = |facts: Facts, code| assert_eq!(applying(&facts), [code, ItemCode::Appliances]);
    one(with([Feature::MakesProducts]), ItemCode::UnitUse);
    one(with([Feature::WaterCooledChillers]), ItemCode::ChillerLoop);
    one(with([Feature::WaterEquipment]), ItemCode::EquipmentLoop);
    one(with([Feature::TapPipes]), ItemCode::MeterPlace);
    let industry = with([Feature::IndustrialWater]);
    assert_eq!(applying(&industry), [ItemCode::Appliances]);
    one(with([Feature::IndustrialWater, Feature::MineWater]), ItemCode::ReclaimedProduction);
    one(
        with([Feature::IndustrialWater, Feature::ReclaimedNetwork]),
        ItemCode::ReclaimedProduction,
    );
}

#[test]
fn a_requirement_names_its_item() {
    let judged = rules().judge(&plain());
    let wash = judged.iter().find(|one| one.code == ItemCode::WashRecycling).unwrap();
    assert_eq!(wash.citation, Citation::new("新政办发〔2023〕24号", "附件5 第六条（六）"));
    assert_eq!(wash.because, "辅助用水每日0立方米，不足100立方米");
}

#[test]
fn a_document_has_all_its_parts() {
    let parts = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>();
    let rules = rules();
    let all = parts(&["source", "consumption", "measures", "effect"]);
    assert_eq!(rules.check_contents(DocumentKind::MeasuresPlan, &all), Ok(()));
    let refused = rules.check_contents(DocumentKind::MeasuresPlan, &all[..3]).unwrap_err();
    assert_eq!(refused.code, "content_missing");
    assert!(refused.detail.contains("节水效果对比与分析"), "{refused}");
    assert_eq!(refused.citation.unwrap().article, "附件5 第五条");
    let refused = rules.check_contents(DocumentKind::Drawings, &all).unwrap_err();
    assert_eq!(refused.code, "content_unknown");
}

fn gates(stage: Stage) -> Gates {
    Gates {
        stage,
        standing: Standing::Planned,
        requested_by: Some("clerk".to_owned()),
        missing_documents: Vec::new(),
        missing_evidence: Vec::new(),
    }
}

#[test]
fn a_project_goes_from_design_to_use_and_skips_no_gate() {
    use ProjectCommand::{Accept, Refuse, Request, Start, Use, Withdraw};
    let rules = rules();
    let accept = Accept { by: "head".to_owned() };
    let refuse = Refuse {
        by: "head".to_owned(),
        reason: "管材不合格".to_owned(),
    };
    let way = [
        (Stage::Design, Start, Stage::Construction),
        (Stage::Construction, Request, Stage::Acceptance),
        (Stage::Acceptance, accept.clone(), Stage::Accepted),
        (Stage::Acceptance, refuse.clone(), Stage::Construction),
        (Stage::Acceptance, Withdraw, Stage::Construction),
        (Stage::Accepted, Use, Stage::InUse),
        (Stage::Retrofit, Request, Stage::Acceptance),
    ];
    for (from, command, to) in &way {
        assert_eq!(gates(*from).apply(&rules, command).as_ref(), Ok(to));
    }
    for stage in Stage::ALL {
        for command in [Start, Request, Withdraw, accept.clone(), refuse.clone(), Use] {
            let is_way = way.iter().any(|(from, step, _)| from == stage && *step == command);
            assert_eq!(gates(*stage).apply(&rules, &command).is_ok(), is_way, "{stage:?} {command:?}");
        }
    }
}

#[test]
fn an_applicable_requirement_without_evidence_blocks_acceptance() {
    let rules = rules();
    let facts = Facts {
        auxiliary_use: exact("100"),
        ..plain()
    };
    let missing = rules.missing_evidence(&facts, &[ItemCode::Appliances]);
    assert_eq!(missing, ["循环用水洗车设备等再生水利用设施的证明（附件5 第六条（六））"]);
    assert_eq!(
        rules.missing_evidence(&facts, &[ItemCode::Appliances, ItemCode::WashRecycling]),
        Vec::<String>::new()
    );
    for (stage, command) in [
        (Stage::Construction, ProjectCommand::Request),
        (Stage::Acceptance, ProjectCommand::Accept { by: "head".to_owned() }),
    ] {
        let lacking = Gates {
            missing_evidence: missing.clone(),
            ..gates(stage)
        };
        let error = lacking.apply(&rules, &command).unwrap_err();
        assert!(
            matches!(&error, ProjectError::Missing { missing: named, .. } if *named == missing),
            "{error}"
        );
    }
}

#[test]
fn documents_that_are_not_filed_block_construction_and_not_a_retrofit() {
    let rules = rules();
    let missing_documents = rules.missing_documents(&[DocumentKind::MeasuresPlan]);
    assert_eq!(missing_documents.len(), 2);
    let lacking = Gates {
        missing_documents,
        ..gates(Stage::Design)
    };
    assert!(lacking.apply(&rules, &ProjectCommand::Start).is_err());
    let existing = Gates {
        stage: Stage::Retrofit,
        standing: Standing::Existing,
        ..lacking
    };
    assert_eq!(existing.apply(&rules, &ProjectCommand::Request), Ok(Stage::Acceptance));
}

#[test]
fn whoever_asks_for_acceptance_does_not_accept() {
    let rules = rules();
    let own = ProjectCommand::Accept { by: "clerk".to_owned() };
    assert!(matches!(
        gates(Stage::Acceptance).apply(&rules, &own),
        Err(ProjectError::SamePerson { .. })
    ));
    let silent = ProjectCommand::Refuse {
        by: "head".to_owned(),
        reason: " ".to_owned(),
    };
    assert_eq!(gates(Stage::Acceptance).apply(&rules, &silent), Err(ProjectError::ReasonMissing));
}

#[test]
fn a_project_code_has_24_digits_in_five_parts() {
    assert!(is_project_code("2408-140825-89-01-123456"));
    for text in [
        "2408-140825-89-01-12345",
        "2408-140825-89-01-1234567",
        "2408140825890112345",
        "2408-140825-89-01-12345a",
        "",
    ] {
        assert!(!is_project_code(text), "{text}");
    }
}
