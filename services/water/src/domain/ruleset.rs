//! The rule files of the department, compiled in, and the keys that the code needs from them.

use rules::{Amendment, Declared, LoadError, RuleFile, RuleSet, notice};

use super::{
    balance_test, billing, evaluation, flow_assessment, inspection, irrigation, meter, plan, project, quota, reclaimed, reward, shortage,
    surcharge, usage, violation, violation_report,
};

/// The rule files that come with the service.
const FILES: [(&str, &str); 13] = [
    ("document.toml", include_str!("../../rules/document.toml")),
    ("surcharge.toml", include_str!("../../rules/surcharge.toml")),
    ("plan.toml", include_str!("../../rules/plan.toml")),
    ("metering.toml", include_str!("../../rules/metering.toml")),
    ("irrigation.toml", include_str!("../../rules/irrigation.toml")),
    ("irrigation_right.toml", include_str!("../../rules/irrigation_right.toml")),
    ("district.toml", include_str!("../../rules/district.toml")),
    ("notice.toml", include_str!("../../rules/notice.toml")),
    ("reward.toml", include_str!("../../rules/reward.toml")),
    ("project.toml", include_str!("../../rules/project.toml")),
    ("supervision.toml", include_str!("../../rules/supervision.toml")),
    ("reclaimed.toml", include_str!("../../rules/reclaimed.toml")),
    ("evaluation.toml", include_str!("../../rules/evaluation.toml")),
];

/// 非居民用水超定额累进加价、用水计量、用水定额等八个办法.
pub const WATER_SAVING: &str = "新政办发〔2023〕24号";
/// 中型灌区农业灌溉分类水价和超定额累进加价实施方案.
pub const IRRIGATION: &str = "新政办发〔2023〕25号";

/// The kinds of public notices.
const NOTICES: &[Declared] = &[
    notice::kind("notice.kind.village_data"),
    notice::kind("notice.kind.irrigation_price"),
];
/// Their codes.
pub const NOTICE_KINDS: &[&str] = &["village_data", "irrigation_price"];

/// Every key that the code reads, with the type of its values.
pub fn declared() -> Vec<Declared> {
    [
        surcharge::DECLARED,
        billing::DECLARED,
        plan::DECLARED,
        meter::DECLARED,
        usage::DECLARED,
        flow_assessment::DECLARED,
        shortage::DECLARED,
        violation::DECLARED,
        violation_report::DECLARED,
        balance_test::DECLARED,
        inspection::DECLARED,
        quota::DECLARED,
        irrigation::DECLARED,
        reward::rule::DECLARED,
        irrigation::right::DECLARED,
        irrigation::season::DECLARED,
        project::DECLARED,
        reclaimed::DECLARED,
        evaluation::DECLARED,
        NOTICES,
    ]
    .concat()
}

/// The rule files that come with the service, by name.
pub fn compiled_in() -> Vec<RuleFile> {
    FILES.iter().map(|(name, text)| RuleFile::new(*name, *text)).collect()
}

/// Loads and checks the rules: the given files, or the compiled-in ones. A fault names file and line.
pub fn load(files: Option<Vec<RuleFile>>) -> Result<RuleSet, LoadError> {
    load_amended(&files.unwrap_or_else(compiled_in), &[])
}

/// The same with what was approved at run time upon the files.
pub fn load_amended(files: &[RuleFile], amendments: &[Amendment]) -> Result<RuleSet, LoadError> {
    RuleSet::load_amended(files, amendments, &declared())
}

#[cfg(test)]
mod tests {
    use chrono::{Days, NaiveDate};

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_compiled_in_rules_load() {
        let rules = load(None).unwrap();
        assert_eq!(rules.parameters().count(), declared().len());
        assert!(
            rules
                .parameters()
                .all(|parameter| !parameter.unit.is_empty() && !parameter.summary.is_empty())
        );
    }

    #[test]
    fn the_documents_are_in_force_from_their_first_to_their_last_day() {
        let rules = load(None).unwrap();
        for (number, first, last) in [(WATER_SAVING, "2023-10-11", Some("2028-10-10")), (IRRIGATION, "2023-10-16", None)] {
            assert!(rules.require_in_force(number, day(first) - Days::new(1)).is_err(), "{number}");
            assert!(rules.require_in_force(number, day(first)).is_ok(), "{number}");
            if let Some(last) = last {
                assert!(rules.require_in_force(number, day(last)).is_ok(), "{number}");
                assert!(rules.require_in_force(number, day(last) + Days::new(1)).is_err(), "{number}");
            } else {
                assert!(rules.require_in_force(number, day("2099-12-31")).is_ok(), "{number}");
            }
        }
    }

    #[test]
    fn a_missing_file_is_named_by_the_rule_it_held() {
        let files = compiled_in().into_iter().filter(|file| file.name != "plan.toml").collect();
        let error = load(Some(files)).unwrap_err();
        assert!(error.message.contains("plan."), "{error}");
    }

    #[test]
    fn bands_that_do_not_rise_are_refused_at_their_line() {
        let mut files = compiled_in();
        let file = files.iter_mut().find(|file| file.name == "surcharge.toml").unwrap();
        file.text = file.text.replace("value = [\"0.20\", \"0.40\"]", "value = [\"0.40\", \"0.40\"]");
        let error = load(Some(files)).unwrap_err();
        assert!(
            error.file == "surcharge.toml" && error.line > 1 && error.message.contains("surcharge.bands"),
            "{error}"
        );
    }
}
