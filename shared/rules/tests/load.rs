//! Rule files are refused with the line that is wrong.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use chrono::NaiveDate;
use rules::{Declared, Exact, RuleError, RuleFile, RuleSet};

const DECLARED: &[Declared] = &[Declared::of::<Vec<Exact>>("rates"), Declared::of::<Exact>("lpr")];

const GOOD: &str = r#"[[document]]
number = "甲〔2023〕1号"
title = "办法"
issued = "2023-10-11"
in_force_from = "2023-10-11"
in_force_to = "2028-10-10"

[[parameter]]
key = "rates"
unit = "倍"
summary = "加价比例"
[[parameter.version]]
version = 1
value = ["0.50", "1.00"]
from = "2023-10-11"
to = "2024-12-31"
document = "甲〔2023〕1号"
article = "第二条"
[[parameter.version]]
version = 2
value = ["0.60", "1.10"]
from = "2025-01-01"
document = "甲〔2023〕1号"
article = "第三条"

[[parameter]]
key = "lpr"
unit = "年利率"
summary = "一年期利率"
observed_through = "2025-12-31"
[[parameter.version]]
version = 1
value = "0.0345"
from = "2023-10-11"
document = "甲〔2023〕1号"
article = "公告"
"#;

fn load(text: &str) -> Result<RuleSet, rules::LoadError> {
    RuleSet::load(&[RuleFile::new("a.toml", text)], DECLARED)
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn a_value_holds_from_its_first_to_its_last_day() {
    let rules = load(GOOD).unwrap();
    let first = |on: &str| {
        rules
            .at::<Vec<Exact>>("rates", day(on))
            .map(|cited| (cited.value[0].to_fixed(2), cited.source.rule.version))
    };
    assert_eq!(first("2023-10-11").unwrap(), ("0.50".into(), 1));
    assert_eq!(first("2024-12-31").unwrap(), ("0.50".into(), 1));
    assert_eq!(first("2025-01-01").unwrap(), ("0.60".into(), 2));
    assert_eq!(first("2028-10-10").unwrap(), ("0.60".into(), 2));
    assert_eq!(first("2023-10-10").unwrap_err().code(), "regulation_not_in_force");
    assert_eq!(first("2028-10-11").unwrap_err().code(), "regulation_not_in_force");
}

#[test]
fn a_market_series_is_refused_beyond_its_last_observation() {
    let rules = load(GOOD).unwrap();
    assert!(rules.at::<Exact>("lpr", day("2025-12-31")).is_ok());
    assert!(matches!(
        rules.at::<Exact>("lpr", day("2026-01-01")),
        Err(RuleError::BeyondObserved { .. })
    ));
}

#[test]
fn every_fault_names_its_line() {
    for (from, to, line, says) in [
        ("from = \"2025-01-01\"", "from = \"2025-01-02\"", 19, "空档"),
        ("from = \"2025-01-01\"", "from = \"2024-12-31\"", 19, "重叠"),
        ("to = \"2024-12-31\"\n", "", 18, "重叠"),
        ("article = \"第三条\"", "article = \" \"", 19, "出处"),
        ("article = \"第三条\"\n", "", 19, "出处"),
        ("key = \"rates\"", "key = \"rate\"", 8, "未知的规则「rate」"),
        ("value = [\"0.60\", \"1.10\"]", "value = [0.60, 1.10]", 19, "不符合要求"),
        ("value = [\"0.60\", \"1.10\"]", "value = [\"0.6x\"]", 19, "不符合要求"),
        ("version = 2", "version = 1", 19, "没有递增"),
        ("unit = \"倍\"", "unit = \"倍\"\nunti = 1", 11, "unti"),
        (
            "document = \"甲〔2023〕1号\"\narticle = \"第三条\"",
            "document = \"乙\"\narticle = \"第三条\"",
            19,
            "未登记",
        ),
        ("from = \"2023-10-11\"\nto", "from = \"2023-10-10\"\nto", 12, "interpretation"),
    ] {
        assert!(GOOD.contains(from), "{from}");
        let error = load(&GOOD.replace(from, to)).unwrap_err();
        assert_eq!(error.line, line, "{from} → {to}: {error}");
        assert!(error.message.contains(says), "{from} → {to}: {error}");
    }
}

#[test]
fn a_missing_parameter_is_refused() {
    let cut = GOOD.find("[[parameter]]\nkey = \"lpr\"").unwrap();
    assert!(load(&GOOD[..cut]).unwrap_err().message.contains("「lpr」"));
}

#[test]
fn an_early_start_is_allowed_as_a_declared_interpretation() {
    let text = GOOD.replace(
        "from = \"2023-10-11\"\nto",
        "from = \"2023-01-01\"\ninterpretation = \"全年适用\"\nto",
    );
    assert!(load(&text).unwrap().at::<Vec<Exact>>("rates", day("2023-01-01")).is_ok());
}
