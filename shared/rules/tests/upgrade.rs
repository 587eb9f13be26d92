//! Results of an earlier release are computed again by a program that has learnt new rules since.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use rules::{Declared, Exact, RuleFile, RuleSet, load::files_digest, upgrade::completed};

const DECLARED: &[Declared] = &[Declared::of::<Exact>("rate"), Declared::of::<Vec<String>>("grounds")];

fn document(number: &str) -> String {
    format!("[[document]]\nnumber = \"{number}\"\ntitle = \"办法\"\nissued = \"2023-10-11\"\nin_force_from = \"2023-10-11\"\n")
}

fn parameter(key: &str, value: &str, document: &str) -> String {
    format!(
        "[[parameter]]\nkey = \"{key}\"\nunit = \"-\"\nsummary = \"说明\"\n[[parameter.version]]\nversion = 1\nvalue = {value}\nfrom = \"2023-10-11\"\ndocument = \"{document}\"\narticle = \"第二条\"\n"
    )
}

fn then() -> Vec<RuleFile> {
    vec![RuleFile::new("a.toml", document("甲") + &parameter("rate", "\"0.50\"", "甲"))]
}

fn now(grounds: &str) -> Vec<RuleFile> {
    vec![
        RuleFile::new("a.toml", document("甲") + &parameter("rate", "\"0.60\"", "甲")),
        RuleFile::new("b.toml", document("乙") + &parameter("grounds", grounds, "乙")),
    ]
}

#[test]
fn what_stood_there_then_stays_and_what_a_release_added_is_taken_from_it() {
    assert!(RuleSet::load(&then(), DECLARED).is_err(), "alone they are not enough");
    let rules = RuleSet::load(&completed(&then(), &now("[\"一\", \"二\"]")).unwrap(), DECLARED).unwrap();
    let on = "2025-01-01".parse().unwrap();
    assert_eq!(rules.at::<Exact>("rate", on).unwrap().value.to_fixed(2), "0.50");
    let grounds = rules.at::<Vec<String>>("grounds", on).unwrap();
    assert_eq!(
        (grounds.value, grounds.source.citation.document),
        (vec!["一".to_owned(), "二".to_owned()], "乙".to_owned())
    );
}

#[test]
fn files_that_lack_nothing_are_left_as_they_are() {
    let files = completed(&then(), &then()).unwrap();
    assert_eq!(files_digest(&files), files_digest(&then()));
}

#[test]
fn the_files_of_every_department_can_be_added() {
    // Values of every shape that rule files have: tables in lists, nested lists, numbers, truth values.
    let shapes = "[[\"0.20\", 1, true], { code = \"甲\", steps = [1, 2] }]";
    let files = completed(&then(), &now(shapes)).unwrap();
    let declared = [Declared::of::<Exact>("rate"), Declared::of::<rules::Value>("grounds")];
    let rules = RuleSet::load(&files, &declared).unwrap();
    let value = &rules.parameter("grounds").unwrap().versions[0].value;
    assert_eq!(value[1]["code"].as_str(), Some("甲"));
    assert_eq!(value[0][2].as_bool(), Some(true));
}
