//! What is approved at run time is checked as if it stood in the files.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use chrono::NaiveDate;
use rules::{
    Amendment, Change, Declared, Document, Exact, NewVersion, Observation, RuleFile, RuleSet, Value,
    amendment::{Difference, difference},
    expiry::ExpiryKind,
};

const DECLARED: &[Declared] = &[
    Declared::of::<Vec<Exact>>("rates"),
    Declared::of::<Exact>("lpr"),
    Declared::of::<u32>("days"),
];

const FILE: &str = r#"[[document]]
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
document = "甲〔2023〕1号"
article = "第二条"

[[parameter]]
key = "days"
unit = "天"
summary = "期限"
[[parameter.version]]
version = 1
value = 15
from = "2023-10-11"
to = "2026-12-31"
document = "甲〔2023〕1号"
article = "第四条"

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

fn files() -> Vec<RuleFile> {
    vec![RuleFile::new("a.toml", FILE)]
}

fn amended(changes: &[Change]) -> Result<RuleSet, rules::LoadError> {
    let amendments: Vec<Amendment> = changes
        .iter()
        .zip(1..)
        .map(|(change, revision)| Amendment {
            revision,
            change: change.clone(),
        })
        .collect();
    RuleSet::load_amended(&files(), &amendments, DECLARED)
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn rates(from: &str, first: &str) -> NewVersion {
    NewVersion {
        key: "rates".into(),
        effective_from: day(from),
        effective_to: None,
        known_from: None,
        document: "甲〔2023〕1号".into(),
        article: "第三条".into(),
        interpretation: None,
        observed_through: None,
        replaces: None,
        value: Value::try_from([first, "2.00"]).unwrap(),
    }
}

fn rate_on(rules: &RuleSet, on: &str) -> String {
    rules.at::<Vec<Exact>>("rates", day(on)).unwrap().value[0].to_fixed(2)
}

#[test]
fn a_new_version_takes_over_on_its_first_day_and_not_a_day_before() {
    let rules = amended(&[Change::Version(rates("2027-01-01", "0.60"))]).unwrap();
    assert_eq!(
        [
            rate_on(&rules, "2026-12-31"),
            rate_on(&rules, "2027-01-01"),
            rate_on(&rules, "2027-01-02")
        ],
        ["0.50", "0.60", "0.60"]
    );
    let versions = &rules.parameter("rates").unwrap().versions;
    assert_eq!((versions[0].effective_to, versions[0].revision), (Some(day("2026-12-31")), 0));
    assert_eq!((versions[1].source.rule.version, versions[1].revision), (2, 1));
    assert_eq!(versions[1].known_from, day("2023-10-11"));
}

#[test]
fn the_rules_as_of_a_revision_are_what_they_were_then_to_the_digest() {
    let changes = [
        Change::Version(rates("2027-01-01", "0.60")),
        Change::Version(rates("2027-07-01", "0.70")),
    ];
    let (none, one, both) = (amended(&[]).unwrap(), amended(&changes[..1]).unwrap(), amended(&changes).unwrap());
    assert_eq!(none.digest(), RuleSet::load(&files(), DECLARED).unwrap().digest());
    assert_eq!([none.revision(), one.revision(), both.revision()], [0, 1, 2]);
    assert!(none.digest() != one.digest() && one.digest() != both.digest());
    assert_eq!(
        [
            rate_on(&none, "2027-07-01"),
            rate_on(&one, "2027-07-01"),
            rate_on(&both, "2027-07-01")
        ],
        ["0.50", "0.60", "0.70"]
    );
    let step_by_step = none.amended(&changes[0], DECLARED).unwrap().amended(&changes[1], DECLARED).unwrap();
    assert_eq!((step_by_step.digest(), step_by_step.revision()), (both.digest(), 2));
}

#[test]
fn every_fault_of_a_new_version_names_its_field_in_the_words_of_the_files() {
    let rules = amended(&[Change::Version(rates("2027-01-01", "0.60"))]).unwrap();
    type Spoil = fn(&mut NewVersion);
    let faults: [(Spoil, &str, &str, &str); 12] = [
        (|new| new.key = "rate".into(), "/key", "rule_unknown", "未知的规则「rate」"),
        (|new| new.document = " ".into(), "/document", "citation_missing", "出处"),
        (|new| new.article = String::new(), "/article", "citation_missing", "出处"),
        (|new| new.document = "乙".into(), "/document", "document_unknown", "未登记"),
        (
            |new| new.effective_to = Some(day("2027-06-30")),
            "/effective_to",
            "end_before_start",
            "终止日早于",
        ),
        (|new| new.interpretation = Some(" ".into()), "/interpretation", "required", "理由"),
        (
            |new| new.effective_from = day("2023-10-10"),
            "/effective_from",
            "before_document",
            "生效日",
        ),
        (|new| new.effective_from = day("2027-01-01"), "/effective_from", "overlap", "重叠"),
        (|new| new.effective_from = day("2026-12-31"), "/effective_from", "overlap", "重叠"),
        (
            |new| new.value = Value::try_from([0.6, 1.1]).unwrap(),
            "/value",
            "wrong_type",
            "不符合要求",
        ),
        (
            |new| new.observed_through = Some(day("2027-12-31")),
            "/observed_through",
            "not_a_series",
            "不是公布的序列",
        ),
        (|new| new.replaces = Some(1), "/replaces", "not_the_last_version", "第2版"),
    ];
    for (spoil, pointer, code, says) in faults {
        let mut new = rates("2027-07-01", "0.70");
        spoil(&mut new);
        let fault = rules.amended(&Change::Version(new), DECLARED).unwrap_err();
        assert_eq!((fault.pointer, fault.code), (pointer, code), "{}", fault.message);
        assert!(fault.message.contains(says), "{}", fault.message);
    }
}

#[test]
fn after_a_version_that_ends_the_next_one_leaves_no_gap() {
    let days = |from: &str| {
        Change::Version(NewVersion {
            key: "days".into(),
            value: Value::Integer(20),
            ..rates(from, "0")
        })
    };
    let rules = amended(&[]).unwrap();
    assert_eq!(rules.amended(&days("2027-01-02"), DECLARED).unwrap_err().code, "gap");
    for (from, ends) in [("2027-01-01", "2026-12-31"), ("2026-07-01", "2026-06-30")] {
        let rules = rules.amended(&days(from), DECLARED).unwrap();
        let first = &rules.parameter("days").unwrap().versions[0];
        assert_eq!((first.effective_to, first.stated_to), (Some(day(ends)), Some(day("2026-12-31"))));
    }
}

#[test]
fn a_version_that_has_not_begun_can_be_replaced() {
    let wrong = Change::Version(rates("2027-01-01", "6.00"));
    let right = Change::Version(NewVersion {
        replaces: Some(2),
        ..rates("2027-04-01", "0.60")
    });
    // From the replaced version's day on it calculates differently, not only from its own.
    let before = amended(std::slice::from_ref(&wrong)).unwrap();
    assert_eq!(right.first_day(&before), day("2027-01-01"));
    let rules = amended(&[wrong, right]).unwrap();
    assert_eq!(
        [
            rate_on(&rules, "2027-01-01"),
            rate_on(&rules, "2027-03-31"),
            rate_on(&rules, "2027-04-01")
        ],
        ["0.50", "0.50", "0.60"]
    );
    assert_eq!(rules.parameter("rates").unwrap().versions.len(), 2);
}

#[test]
fn a_series_is_observed_further_and_never_again_for_days_already_observed() {
    let rules = amended(&[]).unwrap();
    let observation = |through: &str, document: &str| {
        Change::Observation(Observation {
            key: "lpr".into(),
            observed_through: day(through),
            document: document.into(),
            article: "一年期".into(),
        })
    };
    let later = rules.amended(&observation("2026-03-31", "公告"), DECLARED).unwrap();
    assert!(later.at::<Exact>("lpr", day("2026-03-31")).is_ok() && later.at::<Exact>("lpr", day("2026-04-01")).is_err());
    let refused = |change: &Change| {
        let fault = rules.amended(change, DECLARED).unwrap_err();
        (fault.pointer, fault.code)
    };
    assert_eq!(
        refused(&observation("2025-12-31", "公告")),
        ("/observed_through", "already_observed")
    );
    assert_eq!(refused(&observation("2026-03-31", "")), ("/document", "citation_missing"));
    let new = |from: &str, through: Option<&str>| {
        Change::Version(NewVersion {
            key: "lpr".into(),
            value: Value::String("0.0300".into()),
            observed_through: through.map(day),
            ..rates(from, "0")
        })
    };
    assert_eq!(
        refused(&new("2025-12-31", Some("2026-03-31"))),
        ("/effective_from", "already_observed")
    );
    assert_eq!(refused(&new("2026-02-20", None)), ("/observed_through", "required"));
    assert_eq!(
        refused(&new("2026-02-20", Some("2026-02-19"))),
        ("/observed_through", "end_before_start")
    );
    let changed = rules.amended(&new("2026-02-20", Some("2026-03-31")), DECLARED).unwrap();
    let at = |on: &str| changed.at::<Exact>("lpr", day(on)).unwrap().value.to_fixed(4);
    assert_eq!([at("2026-02-19"), at("2026-02-20")], ["0.0345", "0.0300"]);
}

#[test]
fn a_regulation_is_registered_and_ended_but_its_past_stays() {
    let rules = amended(&[]).unwrap();
    let known = rules.documents().next().unwrap().clone();
    let ended = Document {
        in_force_to: Some(day("2027-12-31")),
        repealed_by: Some("乙〔2027〕2号".into()),
        ..known.clone()
    };
    let change = Change::Regulation(ended.clone());
    assert_eq!(change.first_day(&rules), day("2028-01-01"));
    let after = rules.amended(&change, DECLARED).unwrap();
    assert!(after.at::<Vec<Exact>>("rates", day("2027-12-31")).is_ok());
    assert_eq!(
        after.at::<Vec<Exact>>("rates", day("2028-01-01")).unwrap_err().code(),
        "regulation_not_in_force"
    );
    let refused = |document: Document| {
        let fault = rules.amended(&Change::Regulation(document), DECLARED).unwrap_err();
        (fault.pointer, fault.code)
    };
    assert_eq!(refused(known.clone()), ("/number", "nothing_changes"));
    let moved = Document {
        in_force_from: day("2024-01-01"),
        ..ended.clone()
    };
    assert_eq!(refused(moved), ("/in_force_from", "already_registered"));
    let open = Document {
        in_force_to: None,
        ..ended
    };
    assert_eq!(refused(open), ("/in_force_to", "required"));

    let new = Document {
        number: "乙〔2027〕2号".into(),
        in_force_from: day("2028-01-01"),
        in_force_to: None,
        ..known
    };
    let with = rules.amended(&Change::Regulation(new), DECLARED).unwrap();
    let version = NewVersion {
        document: "乙〔2027〕2号".into(),
        ..rates("2028-01-01", "0.60")
    };
    assert!(with.amended(&Change::Version(version), DECLARED).is_ok());
}

#[test]
fn files_and_changes_that_contradict_name_the_change() {
    let error = amended(&[
        Change::Version(rates("2027-01-01", "0.60")),
        Change::Version(rates("2026-01-01", "0.70")),
    ])
    .unwrap_err();
    assert!(error.file.contains("第2号（rates）") && error.message.contains("重叠"), "{error}");
}

#[test]
fn supposing_a_value_leaves_dates_alone() {
    let rules = amended(&[]).unwrap().supposing(&rates("2030-01-01", "0.60"));
    assert_eq!(rate_on(&rules, "2024-01-01"), "0.60");
}

#[test]
fn the_difference_of_two_values_names_each_place() {
    let before: Value = toml::from_str("a = [1, 2]\nb = \"x\"\n[c]\nd = true").unwrap();
    let after: Value = toml::from_str("a = [1, 3, 4]\n[c]\nd = true\ne = 1").unwrap();
    let number = |number| Some(Value::Integer(number));
    let at = |pointer: &str, before, after| Difference {
        pointer: pointer.to_owned(),
        before,
        after,
    };
    assert_eq!(
        difference(&before, &after),
        [
            at("/a/1", number(2), number(3)),
            at("/a/2", None, number(4)),
            at("/b", Some(Value::String("x".into())), None),
            at("/c/e", None, number(1)),
        ]
    );
    assert_eq!(difference(&before, &before), []);
}

#[test]
fn what_ends_soon_is_listed_with_what_rests_on_it() {
    let rules = amended(&[]).unwrap();
    let found = |until: &str| {
        let expiries = rules.expiries(day(until));
        expiries
            .iter()
            .map(|expiry| (expiry.kind, expiry.subject.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(found("2025-12-30"), []);
    assert_eq!(found("2025-12-31"), [(ExpiryKind::Series, "lpr".to_owned())]);
    assert_eq!(found("2026-12-30").len(), 1);
    assert_eq!(found("2026-12-31")[1], (ExpiryKind::Version, "days".to_owned()));
    let all = rules.expiries(day("2028-10-10"));
    assert_eq!(
        (all[2].kind, all[2].keys.as_slice()),
        (ExpiryKind::Regulation, &["days", "lpr", "rates"].map(String::from)[..])
    );
}
