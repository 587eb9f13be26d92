//! What a faulty rule file is told.

use emergency::domain::ruleset::{self, compiled_in};
use rules::{LoadError, RuleFile};

/// The compiled-in files with the first `from` of one of them replaced.
pub fn edited(name: &str, from: &str, to: &str) -> Vec<RuleFile> {
    let mut files = compiled_in();
    let file = files.iter_mut().find(|file| file.name == name).unwrap();
    assert!(file.text.contains(from), "{name} has no {from}");
    file.text = file.text.replacen(from, to, 1);
    files
}

fn fault(name: &str, from: &str, to: &str) -> LoadError {
    ruleset::load(Some(edited(name, from, to))).map(drop).unwrap_err()
}

/// File, text, what it is replaced by, rule that is then at fault, words of the fault.
const CONTRADICTIONS: &[(&str, &str, &str, &str, &str)] = &[
    (
        "supply.toml",
        "{ grade = \"major\", from = \"0.30\", to = \"0.40\" }",
        "{ grade = \"major\", from = \"0.30\", to = \"0.39\" }",
        "supply.grading.affected_population_share",
        "空档或重叠",
    ),
    (
        "supply.toml",
        "{ grade = \"major\", from = \"0.30\", to = \"0.40\" }",
        "{ grade = \"major\", from = \"0.31\", to = \"0.40\" }",
        "supply.grading.affected_population_share",
        "空档或重叠",
    ),
    (
        "supply.toml",
        "  { grade = \"major\", from = \"0.30\", to = \"0.40\" },\n",
        "",
        "supply.grading.affected_population_share",
        "各列一档",
    ),
    (
        "supply.toml",
        "{ grade = \"ordinary\", from = \"0.10\", to = \"0.20\" }",
        "{ grade = \"ordinary\", to = \"0.20\" }",
        "supply.grading.affected_population_share",
        "缺少下限",
    ),
    (
        "supply.toml",
        "{ grade = \"ordinary\", from = \"0.10\", to = \"0.20\" }",
        "{ grade = \"ordinary\", from = \"0.20\", to = \"0.20\" }",
        "supply.grading.affected_population_share",
        "不大于下限",
    ),
    (
        "supply.toml",
        "upper = \"excluded\"",
        "upper = \"included\"",
        "supply.grading.bounds",
        "同时落入两档",
    ),
    (
        "supply.toml",
        "at_least = \"48\"",
        "at_least = \"0\"",
        "supply.grading.precondition",
        "大于0",
    ),
    (
        "supply.toml",
        "[\"I\", \"II\", \"III\", \"IV\"]",
        "[\"I\", \"III\", \"IV\"]",
        "supply.response.levels",
        "不能跳级",
    ),
    (
        "supply.toml",
        "{ by = \"commander\", rests_on",
        "{ by = \"on_site_commander\", rests_on",
        "supply.authority.start.II",
        "还没有现场指挥部",
    ),
    (
        "supply.toml",
        "{ by = \"chief_commander\", rests_on = \"commander_proposal\" }",
        "{ by = \"office_head\" }",
        "supply.authority.start.I",
        "职务不能越低",
    ),
    (
        "supply.toml",
        "  { from = \"IV\", to = \"III\", by = \"office_head\" },\n",
        "",
        "supply.authority.change",
        "由IV调整为III",
    ),
    ("supply.toml", "IV = \"office_head\" }", "}", "supply.authority.end", "每个响应级别"),
    (
        "construction.toml",
        "larger = \"II\", ordinary = \"III\"",
        "larger = \"III\", ordinary = \"II\"",
        "construction.response.by_grade",
        "不能越低",
    ),
    (
        "construction.toml",
        "value = \"II\"",
        "value = \"IV\"",
        "construction.response.beyond_county_capacity",
        "没有这一响应级别",
    ),
    (
        "construction-organisation.toml",
        "members = [\"public_security_bureau\"]",
        "members = [\"public_security\"]",
        "construction.groups",
        "没有列入",
    ),
    (
        "construction-organisation.toml",
        "name = \"县发改局\"",
        "name = \"县发展改革局\"",
        "supply.units",
        "在别处是",
    ),
    (
        "construction-action.toml",
        "includes = \"II\"",
        "includes = \"I\"",
        "construction.measures.I",
        "更低一级",
    ),
];

#[test]
fn a_plan_that_contradicts_itself_is_refused_at_its_line() {
    for (name, from, to, key, says) in CONTRADICTIONS.iter().copied() {
        let error = fault(name, from, to);
        let files = edited(name, from, to);
        let place = files.iter().find_map(|file| {
            file.text
                .lines()
                .position(|line| line == format!("key = \"{key}\""))
                .map(|index| (file.name.clone(), index + 1))
        });
        assert_eq!(Some((error.file.clone(), error.line)), place, "{from} → {to}: {error}");
        assert!(
            error.message.contains(says) && error.message.contains(key),
            "{from} → {to}: {error}"
        );
    }
}

#[test]
fn a_level_without_a_starter_is_refused() {
    let error = fault(
        "supply.toml",
        "key = \"supply.authority.start.III\"",
        "key = \"supply.authority.start.V\"",
    );
    assert!(error.message.contains("未知的规则「supply.authority.start.V」"), "{error}");
    let text = compiled_in().into_iter().find(|file| file.name == "supply.toml").unwrap().text;
    let start = text.find("[[parameter]]\nkey = \"supply.authority.start.III\"").unwrap();
    let end = text.find("[[parameter]]\nkey = \"supply.authority.start.IV\"").unwrap();
    let error = fault("supply.toml", &text[start..end], "");
    assert!(
        error.message.contains("supply.authority.start.III") && error.message.contains("预案不完整"),
        "{error}"
    );
}

#[test]
fn a_rule_of_no_plan_or_of_no_level_is_refused() {
    let error = fault(
        "construction.toml",
        "key = \"construction.authority.start.III\"",
        "key = \"construction.authority.start.IV\"",
    );
    assert!(error.message.contains("construction.authority.start"), "{error}");
    let error = fault(
        "construction.toml",
        "key = \"construction.grading.deaths\"",
        "key = \"construction.grading.death\"",
    );
    assert!(error.message.contains("未知的规则「construction.grading.death」"), "{error}");
    let error = fault(
        "construction.toml",
        "key = \"construction.grading.deaths\"",
        "key = \"heat.grading.deaths\"",
    );
    assert!(error.message.contains("未知的规则「heat.grading.deaths」"), "{error}");
    let error = fault("construction.toml", "noun = \"事故\"", "noun = \"事故\", colour = \"red\"");
    assert!(error.message.contains("不符合要求"), "{error}");
    let error = fault(
        "construction-action.toml",
        "key = \"construction.measures.III\"",
        "key = \"construction.measures.IV\"",
    );
    assert!(error.message.contains("construction.measures"), "{error}");
}

#[test]
fn the_calculators_need_both_plans() {
    let only_supply = compiled_in().into_iter().filter(|file| file.name.starts_with("supply")).collect();
    let error = ruleset::load(Some(only_supply)).map(drop).unwrap_err();
    assert!(error.message.contains("construction.plan"), "{error}");
}
