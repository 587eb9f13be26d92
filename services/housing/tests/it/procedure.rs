//! What the procedure fixes, notice periods, and what a faulty rule file is told.

use chrono::NaiveDate;
use housing::domain::{
    notice::NoticePeriod,
    procedure::{Facility, Party, ProcedureStep, StepNotice},
    ruleset::{self, compiled_in},
};
use rules::{RuleFile, RuleSet};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn rules() -> RuleSet {
    ruleset::load(None).unwrap()
}

#[test]
fn published_on_the_first_the_notice_runs_to_the_sixth_and_the_next_step_opens_on_the_seventh() {
    for (published, first, last, next) in [
        ("2023-11-01", "2023-11-02", "2023-11-06", "2023-11-07"),
        ("2024-02-25", "2024-02-26", "2024-03-01", "2024-03-02"),
        ("2023-12-29", "2023-12-30", "2024-01-03", "2024-01-04"),
    ] {
        let period = NoticePeriod::of(&rules(), day(published)).unwrap();
        assert_eq!(
            (period.first_day, period.last_day, period.next_step_from),
            (day(first), day(last), day(next)),
            "{published}"
        );
        assert!(period.trace.steps().iter().skip(1).all(|step| step.interpretation) && !period.trace.steps()[0].interpretation);
    }
    assert_eq!(
        NoticePeriod::of(&rules(), day("2023-10-22")).unwrap_err().code(),
        "regulation_not_in_force"
    );
    assert!(NoticePeriod::of(&rules(), day("2023-10-23")).is_ok());
}

#[test]
fn the_procedure_has_ten_steps_of_which_four_are_published_for_five_days() {
    let steps: Vec<ProcedureStep> = rules().at("procedure.steps", day("2024-01-08")).unwrap().value;
    let published = |kind: StepNotice| {
        steps
            .iter()
            .filter(|step| step.notice == kind)
            .map(|step| step.step)
            .collect::<Vec<_>>()
    };
    assert_eq!(steps.len(), 10);
    assert_eq!(
        (published(StepNotice::WithPeriod), published(StepNotice::WithoutPeriod)),
        (vec![3, 4, 6, 7], vec![2])
    );
}

#[test]
fn a_tender_needs_three_bidders_and_three_owner_representatives() {
    let number = |key: &str| rules().at::<u32>(key, day("2024-01-08")).unwrap().value;
    assert_eq!(
        (
            number("tender.min_bidders"),
            number("tender.min_owner_representatives"),
            number("notice.days")
        ),
        (3, 3, 5)
    );
    let parties = |key: &str| rules().at::<Vec<Party>>(key, day("2024-01-08")).unwrap().value;
    assert_eq!(parties("tender.attendants"), [Party::OwnersCommittee, Party::GridWorker]);
    assert_eq!(
        parties("ballot.signatories"),
        [Party::OwnersCommittee, Party::GridWorker, Party::PropertyCompany]
    );
}

#[test]
fn the_catalogue_of_note_two_is_complete() {
    let names = |key: &str| {
        rules()
            .at::<Vec<Facility>>(key, day("2024-01-08"))
            .unwrap()
            .value
            .into_iter()
            .map(|facility| facility.name)
            .collect::<Vec<_>>()
    };
    assert_eq!(names("facility.common_parts").len(), 10);
    assert_eq!(names("facility.shared_facilities").len(), 13);
    assert!(
        names("facility.common_parts").contains(&"屋顶".to_owned()) && names("facility.shared_facilities").contains(&"电梯".to_owned())
    );
}

/// The compiled-in files with the first `from` of one of them replaced.
fn edited(name: &str, from: &str, to: &str) -> Vec<RuleFile> {
    let mut files = compiled_in();
    let file = files.iter_mut().find(|file| file.name == name).unwrap();
    assert!(file.text.contains(from), "{name} has no {from}");
    file.text = file.text.replacen(from, to, 1);
    files
}

#[test]
fn a_rule_that_nobody_could_meet_is_refused_at_its_line() {
    for (name, from, to, key, says) in [
        (
            "vote.toml",
            "numerator = 2, denominator = 3",
            "numerator = 4, denominator = 3",
            "vote.use_of_fund.participation",
            "能达到",
        ),
        (
            "vote.toml",
            "numerator = 1, denominator = 2",
            "numerator = 2, denominator = 2",
            "vote.use_of_fund.consent",
            "能达到",
        ),
        (
            "vote.toml",
            "numerator = 3, denominator = 4",
            "numerator = 0, denominator = 4",
            "vote.raise_fund.consent",
            "大于0",
        ),
        ("procedure.toml", "value = 5", "value = 0", "notice.days", "大于0"),
        ("procedure.toml", "{ step = 2,", "{ step = 3,", "procedure.steps", "连续编号"),
        (
            "procedure.toml",
            "code = \"column\"",
            "code = \"beam\"",
            "facility.common_parts",
            "写了两次",
        ),
        (
            "procedure.toml",
            "[\"owners_committee\", \"residents\", \"property_company\"]",
            "[\"residents\", \"residents\"]",
            "procedure.supervision_committee",
            "不重复",
        ),
        (
            "construction.toml",
            "value = \"0.1\"",
            "value = \"0\"",
            "delivery.indoor_sports_area",
            "大于0",
        ),
    ] {
        let files = edited(name, from, to);
        let line = files
            .iter()
            .find(|file| file.name == name)
            .unwrap()
            .text
            .lines()
            .position(|line| line == format!("key = \"{key}\""))
            .unwrap()
            + 1;
        let error = ruleset::load(Some(files)).map(drop).unwrap_err();
        assert_eq!((error.file.as_str(), error.line), (name, line), "{from} → {to}: {error}");
        assert!(
            error.message.contains(says) && error.message.contains(key),
            "{from} → {to}: {error}"
        );
    }
}

#[test]
fn a_choice_that_the_program_does_not_know_is_refused() {
    for (from, to) in [
        ("value = \"not_consenting\"", "value = \"consenting\""),
        ("bound = \"at_least\" }", "bound = \"about\" }"),
        ("bound = \"at_least\" }", "bound = \"at_least\", note = \"x\" }"),
        ("key = \"vote.scope\"", "key = \"vote.scopes\""),
    ] {
        assert!(ruleset::load(Some(edited("vote.toml", from, to))).is_err(), "{from} → {to}");
    }
}

#[test]
fn every_reading_of_ours_says_why() {
    let rules = rules();
    let readings: Vec<&str> = rules
        .parameters()
        .filter(|parameter| parameter.versions.iter().any(|version| version.source.interpretation.is_some()))
        .map(|parameter| parameter.key.as_str())
        .collect();
    let counting = rules.parameters().filter(|parameter| parameter.key.starts_with("vote.counting."));
    assert!(
        counting.map(|parameter| parameter.key.as_str()).all(|key| readings.contains(&key)),
        "the texts are silent on all counting"
    );
    for key in [
        "vote.scope",
        "notice.counting",
        "fund.sharing_rounding",
        "delivery.indoor_sports_area",
        "site.monitored_land",
    ] {
        assert!(readings.contains(&key), "{key}");
    }
}
