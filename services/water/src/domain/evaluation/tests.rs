use super::*;
use crate::domain::ruleset;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn rules() -> EvaluationRules {
    EvaluationRules::at(&ruleset::load(None).unwrap(), day("2026-11-01")).unwrap()
}

fn exact(text: &str) -> Exact {
    Exact::parse(text, 4).unwrap()
}

fn quota(value: &str) -> Quota {
    Quota {
        product: "纸箱".to_owned(),
        unit: "立方米/吨".to_owned(),
        value: exact(value),
        standard: "DB14/T 1049".to_owned(),
        from: day("2024-01-01"),
        to: None,
    }
}

fn product(value: &str, quota: Option<Quota>) -> Product {
    Product {
        name: "纸箱".to_owned(),
        unit: "立方米/吨".to_owned(),
        value: exact(value),
        held: quota.map_or(Held::Nothing, Held::By),
    }
}

fn contents(kind: EvaluationKind) -> BTreeSet<String> {
    let judged = rules().judge(kind, &Report::default());
    judged.contents.into_iter().map(|content| content.code).collect()
}

/// Every indicator just at its standard.
fn indicators() -> Vec<Indicator> {
    let at_standard = |code: &IndicatorCode| Indicator {
        code: *code,
        value: exact("10"),
        standard_value: exact("10"),
        standard: "GB/T 7119".to_owned(),
    };
    IndicatorCode::ALL.iter().map(at_standard).collect()
}

#[test]
fn each_kind_has_the_contents_of_its_group() {
    for (kind, count, last_item) in [
        (EvaluationKind::WaterPlan, 6, "附件6 第三条（一）"),
        (EvaluationKind::WaterProject, 6, "附件6 第三条（二）"),
        (EvaluationKind::ArguedPlan, 6, "附件6 第三条（一）"),
        (EvaluationKind::PermitProject, 7, "附件6 第三条（三）"),
        (EvaluationKind::NetworkProject, 7, "附件6 第三条（三）"),
    ] {
        let judged = rules().judge(kind, &Report::default());
        assert_eq!(judged.contents.len(), count, "{kind:?}");
        assert_eq!(judged.contents[0].citation.article, last_item, "{kind:?}");
        assert!(
            judged.missing.contains(&"评价结论及建议（附件6 第三条）".to_owned()),
            "{:?}",
            judged.missing
        );
        let products = judged.missing.iter().filter(|one| one.contains("对照定额")).count();
        assert_eq!(products == 1, judged.by_quota, "{kind:?}");
        let whole = Report {
            contents: contents(kind),
            ..Report::default()
        };
        assert_eq!(rules().judge(kind, &whole).missing.is_empty(), !judged.by_quota, "{kind:?}");
    }
    assert!(rules().check_content(EvaluationKind::WaterPlan, "targets").is_ok());
    let refused = rules().check_content(EvaluationKind::WaterProject, "targets").unwrap_err();
    assert_eq!(
        (refused.code, refused.citation.unwrap().article.as_str()),
        ("content_unknown", "附件6 第三条")
    );
}

#[test]
fn a_product_takes_at_most_its_quota() {
    let judge = |value: &str| {
        let report = Report {
            contents: contents(EvaluationKind::PermitProject),
            products: vec![product(value, Some(quota("9.5")))],
            indicators: Vec::new(),
        };
        rules().judge(EvaluationKind::PermitProject, &report)
    };
    assert_eq!(judge("9.4999").missing, Vec::<String>::new());
    assert_eq!(judge("9.5").missing, Vec::<String>::new());
    assert_eq!(
        judge("9.5001").missing,
        ["「纸箱」9.5001 立方米/吨超过定额 9.5（DB14/T 1049），须降到定额以内（附件6 第五条）"]
    );
}

#[test]
fn a_product_without_a_quota_passes_only_with_every_indicator_at_its_standard() {
    let judge = |indicators: Vec<Indicator>| {
        let report = Report {
            contents: contents(EvaluationKind::NetworkProject),
            products: vec![product("9.5", None)],
            indicators,
        };
        rules().judge(EvaluationKind::NetworkProject, &report).missing
    };
    assert_eq!(judge(indicators()), Vec::<String>::new());
    assert_eq!(judge(Vec::new()).len(), IndicatorCode::ALL.len());
    for code in IndicatorCode::ALL {
        let lower = matches!(
            code,
            IndicatorCode::PipeLeakage | IndicatorCode::OfficeUse | IndicatorCode::CanteenUse | IndicatorCode::TowerMakeup
        );
        for (value, meets) in [("9.9999", lower), ("10", true), ("10.0001", !lower)] {
            let mut given = indicators();
            given.iter_mut().find(|one| one.code == *code).unwrap().value = exact(value);
            let missing = judge(given);
            assert_eq!(missing.is_empty(), meets, "{code:?} {value}");
            assert!(missing.iter().all(|one| one.contains(code.label()) && one.contains("附件6 第五条")));
        }
        let without = judge(indicators().into_iter().filter(|one| one.code != *code).collect());
        assert!(without.len() == 1 && without[0].contains("没有填报"), "{without:?}");
    }
}

#[test]
fn the_stricter_quota_of_state_and_province_counts_on_its_days() {
    let (rules, on) = (rules(), day("2026-11-01"));
    let ended = Quota {
        to: Some(day("2026-10-31")),
        ..quota("1")
    };
    let of = |library: &[(QuotaLevel, &Quota)]| {
        let found = rules.quota_of("纸箱", "立方米/吨", on, library.iter().copied());
        found
            .map(|quota| quota.map(|quota| quota.value.clone()))
            .map_err(|refusal| refusal.code)
    };
    let (national, provincial) = (quota("10"), quota("9.5"));
    assert_eq!(
        of(&[(QuotaLevel::National, &national), (QuotaLevel::Provincial, &provincial)]),
        Ok(Some(exact("9.5")))
    );
    assert_eq!(of(&[(QuotaLevel::National, &national)]), Ok(Some(exact("10"))));
    assert_eq!(of(&[(QuotaLevel::County, &provincial)]), Ok(None));
    assert_eq!(of(&[(QuotaLevel::National, &ended)]), Ok(None));
    let last_day = Quota {
        to: Some(on),
        ..quota("1")
    };
    assert_eq!(of(&[(QuotaLevel::National, &last_day)]), Ok(Some(exact("1"))));
    let first_day = Quota { from: on, ..quota("2") };
    assert_eq!(of(&[(QuotaLevel::National, &first_day)]), Ok(Some(exact("2"))));
    let tomorrow = Quota {
        from: on.succ_opt().unwrap(),
        ..quota("1")
    };
    assert_eq!(of(&[(QuotaLevel::National, &tomorrow)]), Ok(None));
    let other = Quota {
        unit: "立方米/件".to_owned(),
        ..quota("1")
    };
    assert_eq!(of(&[(QuotaLevel::National, &other)]), Err("quota_unit_differs"));
}

#[test]
fn a_failed_evaluation_blocks_what_the_article_names_for_the_first_four_kinds() {
    let rules = rules();
    let blocked = |kind| rules.blocked_by(kind).map(|(label, citation)| (label.to_owned(), citation.article));
    for (kind, label) in [
        (EvaluationKind::WaterPlan, "水利规划的审批"),
        (EvaluationKind::WaterProject, "项目规划、项目建议书、可行性研究报告的审查"),
        (EvaluationKind::ArguedPlan, "规划水资源论证报告书的审查"),
        (EvaluationKind::PermitProject, "水资源论证报告的技术审查"),
    ] {
        assert_eq!(blocked(kind), Some((label.to_owned(), "附件6 第六条".to_owned())));
    }
    assert_eq!(blocked(EvaluationKind::NetworkProject), None);
}

#[test]
fn a_promise_caps_the_year_to_the_litre() {
    let (rules, promised) = (rules(), [exact("600"), exact("400")]);
    let check = |total: &str| rules.check_ceiling(2026, &exact(total), &promised);
    assert!(check("999.999").is_ok());
    assert!(check("1000").is_ok());
    let refused = check("1000.001").unwrap_err();
    assert_eq!(refused.code, "plan_exceeds_commitment");
    assert!(
        refused.detail.contains("1000.000") && refused.detail.contains("0.001"),
        "{}",
        refused.detail
    );
    assert_eq!(refused.citation.unwrap().article, "附件6 第四条");
    assert!(rules.check_ceiling(2026, &exact("1000000"), &[]).is_ok(), "nothing was promised");
    let asked = exact("1000");
    assert!(rules.check_promise(EvaluationKind::NetworkProject, &asked, &asked).is_ok());
    let too_much = rules.check_promise(EvaluationKind::NetworkProject, &asked, &exact("1000.001"));
    assert_eq!(too_much.unwrap_err().code, "promise_exceeds_scale");
    let plan = rules.check_promise(EvaluationKind::WaterPlan, &asked, &asked);
    assert_eq!(plan.unwrap_err().code, "commitment_not_of_project");
}

#[test]
fn an_evaluation_moves_only_as_it_may() {
    let (rules, gaps) = (rules(), ["某项（附件6 第三条）".to_owned()]);
    let review = |state, missing| Review {
        state,
        drafted_by: "clerk",
        submitted_by: Some("deputy"),
        missing,
    };
    let decide = |by: &str, passes| EvaluationCommand::Decide { by: by.to_owned(), passes };
    let commands = [
        EvaluationCommand::Submit,
        EvaluationCommand::Withdraw,
        EvaluationCommand::Return { reason: "x".to_owned() },
        decide("reviewer", true),
        decide("reviewer", false),
    ];
    use EvaluationState::{Draft, Failed, Passed, Submitted};
    for (state, after) in [
        (Draft, [Some(Submitted), None, None, None, None]),
        (Submitted, [None, Some(Draft), Some(Draft), Some(Passed), Some(Failed)]),
        (Passed, [None; 5]),
        (Failed, [None; 5]),
    ] {
        for (command, after) in commands.iter().zip(after) {
            assert_eq!(review(state, &[]).apply(&rules, command).ok(), after, "{state:?} {command:?}");
        }
        assert_eq!(review(state, &[]).require_draft().is_ok(), state == Draft);
    }
    let incomplete = review(Submitted, &gaps);
    assert!(matches!(
        incomplete.apply(&rules, &decide("reviewer", true)),
        Err(StepError::Missing { missing, .. }) if missing == gaps
    ));
    assert_eq!(incomplete.apply(&rules, &decide("reviewer", false)), Ok(Failed));
    for by in ["clerk", "deputy"] {
        assert!(matches!(
            review(Submitted, &[]).apply(&rules, &decide(by, false)),
            Err(StepError::SamePerson { .. })
        ));
    }
    let silent = EvaluationCommand::Return { reason: " ".to_owned() };
    assert_eq!(
        review(Submitted, &[]).apply(&rules, &silent),
        Err(StepError::ReasonMissing("退回节水评价"))
    );
}
