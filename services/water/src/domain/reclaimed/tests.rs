//! Sources, the strictest standard, the notice of a stop to the minute.

use super::*;
use crate::domain::ruleset;

fn rules() -> ReclaimedRules {
    ReclaimedRules::at(&ruleset::load(None).unwrap(), "2026-11-01".parse().unwrap()).unwrap()
}

fn exact(text: &str) -> Exact {
    Exact::parse(text, 3).unwrap()
}

#[test]
fn forbidden_sources_are_refused_by_their_item() {
    for (source, article) in [
        (Source::Electroplating, "附件7 第十条（一）"),
        (Source::Chemical, "附件7 第十条（一）"),
        (Source::Dyeing, "附件7 第十条（一）"),
        (Source::Metallurgy, "附件7 第十条（一）"),
        (Source::InfectiousHospital, "附件7 第十条（二）"),
        (Source::TuberculosisHospital, "附件7 第十条（二）"),
        (Source::Radioactive, "附件7 第十条（二）"),
        (Source::Toxic, "附件7 第十条（三）"),
    ] {
        let refused = rules().check_source(source, SystemKind::Own, true, &[Use::Cooling]).unwrap_err();
        assert_eq!(
            (refused.code, refused.citation.unwrap().article.as_str()),
            ("source_forbidden", article)
        );
    }
    assert_eq!(
        rules().check_source(Source::Municipal, SystemKind::Central, false, &[Use::Toilet]),
        Ok(())
    );
}

#[test]
fn a_hospital_is_a_source_only_disinfected_apart_and_untouched() {
    let check = |kind, disinfected, uses: &[Use]| {
        rules()
            .check_source(Source::Hospital, kind, disinfected, uses)
            .map_err(|refusal| refusal.code)
    };
    assert_eq!(check(SystemKind::Own, false, &[Use::Cooling]), Err("source_not_disinfected"));
    assert_eq!(check(SystemKind::Central, true, &[Use::Cooling]), Err("source_needs_own_system"));
    assert_eq!(
        check(SystemKind::Own, true, &[Use::Cooling, Use::Toilet]),
        Err("use_with_human_contact")
    );
    assert_eq!(check(SystemKind::Own, true, &[Use::Cooling]), Ok(()));
}

#[test]
fn of_several_uses_the_strictest_limit_holds_for_each_indicator() {
    let standard = rules().standard(&[Use::Greening, Use::Cooling, Use::Landscape]);
    let limit = |indicator| (standard[&indicator].value.clone(), standard[&indicator].r#use);
    assert_eq!(limit(Indicator::Turbidity), (exact("5"), Use::Cooling));
    assert_eq!(limit(Indicator::Ammonia), (exact("5"), Use::Landscape));
    assert_eq!(limit(Indicator::Chroma), (exact("20"), Use::Landscape));
    assert_eq!(limit(Indicator::Bod5).0, exact("10"));
    assert_eq!(rules().standard(&[Use::Greening])[&Indicator::Turbidity].value, exact("10"));
}

#[test]
fn a_use_without_a_limit_for_an_indicator_asks_nothing_of_it() {
    let washing = rules().standard(&[Use::Washing]);
    assert_eq!(washing.keys().copied().collect::<Vec<_>>(), [Indicator::Bod5, Indicator::Chroma]);
    let measured = Measured::from([(Indicator::Turbidity, exact("400"))]);
    assert!(rules().exceeded(&[Use::Washing], &measured).is_empty());
    assert_eq!(rules().exceeded(&[Use::Washing, Use::Boiler], &measured).len(), 1);
}

#[test]
fn a_limit_says_its_standard_and_whether_anybody_compared_it() {
    let toilet = &rules().standard(&[Use::Toilet])[&Indicator::Turbidity];
    assert_eq!((toilet.standard.as_str(), toilet.is_checked), ("GB/T 18920-2020 表1", true));
    assert!(!rules().standard(&[Use::Boiler])[&Indicator::Turbidity].is_checked);
}

#[test]
fn a_use_left_out_or_twice_makes_no_limits() {
    let all = |json: serde_json::Value| serde_json::from_value::<Limits>(json).is_ok();
    let row = |code: &str| serde_json::json!({"use": code, "standard": "x", "checked": false, "bod5": "1"});
    let mut rows: Vec<_> = Use::ALL.iter().map(|one| row(one.code())).collect();
    assert!(all(rows.clone().into()));
    rows.pop();
    assert!(!all(rows.clone().into()));
    rows.push(rows[0].clone());
    assert!(!all(rows.into()));
}

#[test]
fn a_test_is_over_the_limit_from_the_first_thousandth_on() {
    for (value, count) in [("4.999", 0), ("5", 0), ("5.001", 1)] {
        let measured = Measured::from([(Indicator::Turbidity, exact(value))]);
        assert_eq!(rules().exceeded(&[Use::Toilet], &measured).len(), count, "{value}");
    }
    let measured = Measured::from([(Indicator::Turbidity, exact("5.5"))]);
    assert_eq!(rules().exceeded(&[Use::Toilet, Use::Greening], &measured), ["浊度 5.5，限值 5"]);
    assert!(rules().exceeded(&[Use::Greening], &measured).is_empty());
}

#[test]
fn users_are_told_of_a_stop_24_hours_before_to_the_minute() {
    let told: DateTime<Utc> = "2026-11-01T00:00:00Z".parse().unwrap();
    let check = |starts: &str| rules().check_notice(told, starts.parse().unwrap());
    assert_eq!(check("2026-11-02T00:01:00Z"), Ok(()));
    assert_eq!(check("2026-11-02T00:00:00Z"), Ok(()));
    let refused = check("2026-11-01T23:59:00Z").unwrap_err();
    assert_eq!(refused.citation.as_ref().unwrap().article, "附件7 第二十四条");
    assert!(refused.detail.contains("还差1分钟"), "{refused}");
    assert!(check("2026-11-01T23:59:59Z").unwrap_err().detail.contains("还差1分钟"));
    assert!(check("2026-11-01T20:30:00Z").unwrap_err().detail.contains("还差3小时30分钟"));
}

#[test]
fn pipes_are_apart_and_labelled_and_the_use_stays() {
    let rules = rules();
    assert_eq!(rules.check_separation(false, true).unwrap_err().code, "not_separated");
    assert_eq!(rules.check_separation(true, false).unwrap_err().code, "not_separated");
    assert!(rules.check_separation(true, true).is_ok());
    assert_eq!(
        rules.check_uses(&[Use::Greening], &[Use::Toilet]).unwrap_err().code,
        "use_not_of_system"
    );
}
