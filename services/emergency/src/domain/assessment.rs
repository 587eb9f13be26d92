//! From figures to a proposed grade and response level, by a plan's own criteria.

use std::{collections::BTreeMap, rc::Rc};

use rules::{Cited, Exact, Trace};

use super::{
    band::outcome_of,
    criterion::{Basis, Criterion, Figure, Figures, Measure},
    level::{Grade, Level, Office, Outcome},
    plan::{Criteria, Plan},
};

/// What a plan makes of the figures. It is a proposal: a person confirms it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// Grade; `None` is not graded, for the reason in the trace.
    pub grade: Option<Grade>,
    /// Response level; `None` where no condition is met. It may follow without a grade.
    pub level: Option<Level>,
    /// Who starts a response of that level.
    pub starts_by: Option<Office>,
    /// The criteria that lead to the grade, all that tie; empty when not graded.
    pub decided_by: Vec<Criterion>,
    /// Figures that the plan asks for and nobody knows yet. They meet no criterion.
    pub unknown: Vec<Figure>,
    /// Every step with its article.
    pub trace: Trace,
}

/// Applies a plan to figures.
pub fn assess(plan: &Plan, figures: &Figures) -> Assessment {
    let mut run = Run {
        plan,
        figures,
        known: BTreeMap::new(),
        unknown: Vec::new(),
        trace: Trace::new(),
    };
    let graded = run.apply("", &plan.grading);
    let grade = graded.iter().map(|(_, grade)| *grade).max();
    run.record_grade(&graded, grade);
    let level = run.response_level(grade);
    let starts_by = run.starter(level);
    Assessment {
        grade,
        level,
        starts_by,
        decided_by: graded
            .iter()
            .filter(|(_, found)| Some(*found) == grade)
            .map(|(criterion, _)| *criterion)
            .collect(),
        unknown: run.unknown,
        trace: run.trace,
    }
}

// What a trace shows is for people: Chinese words, while the names of steps and inputs are codes.

/// For a figure that nobody knows yet.
const UNKNOWN: &str = "未知";
/// For a grade that was not found.
const NOT_GRADED: &str = "不定级";
/// For a level that was not found, and for an empty list.
const NONE: &str = "无";

fn name_of<T: Outcome>(outcome: Option<T>) -> &'static str {
    outcome.map_or(NONE, Outcome::name)
}

/// What each criterion leads to, in words.
fn listed<T: Outcome>(met: impl Iterator<Item = (&'static str, T)>) -> String {
    let listed: Vec<_> = met.map(|(name, outcome)| format!("{name}：{}", outcome.name())).collect();
    if listed.is_empty() { NONE.to_owned() } else { listed.join("；") }
}

/// A criterion as measured, with its inputs as the trace shows them.
struct Known {
    /// `None` while a figure is unknown.
    measure: Option<Measure>,
    inputs: Inputs,
}

#[derive(Clone)]
enum Inputs {
    Plain([(&'static str, String); 1]),
    Share([(&'static str, String); 3]),
}

/// One application of a plan.
struct Run<'a> {
    plan: &'a Plan,
    figures: &'a Figures,
    /// What was measured already: grade and level often rest on the same criteria.
    known: BTreeMap<Criterion, Rc<Known>>,
    unknown: Vec<Figure>,
    trace: Trace,
}

impl Run<'_> {
    /// What each criterion leads to, where it leads to something. `prefix` tells the response's steps from the grade's.
    fn apply<T: Outcome>(&mut self, prefix: &str, criteria: &Criteria<T>) -> Vec<(Criterion, T)> {
        if criteria.bands.is_empty() || !self.check_precondition(prefix, criteria) {
            return Vec::new();
        }
        self.record_bounds(prefix, criteria);
        let lowest = criteria.lowest.as_ref().map(|lowest| &lowest.value);
        let mut found = Vec::new();
        for (criterion, bands) in &criteria.bands {
            let known = self.measure(*criterion);
            let outcome = known
                .measure
                .as_ref()
                .and_then(|measure| outcome_of(&bands.value, measure, criteria.bounds.value, lowest));
            self.record_criterion(prefix, *criterion, &known, outcome, bands);
            found.extend(outcome.map(|outcome| (*criterion, outcome)));
        }
        found
    }

    fn meets<T>(&self, criteria: &Criteria<T>) -> bool {
        criteria.precondition.as_ref().is_none_or(|precondition| {
            let known = self.figures.number(precondition.value.figure);
            known.is_some_and(|value| *value >= precondition.value.at_least)
        })
    }

    fn check_precondition<T>(&mut self, prefix: &str, criteria: &Criteria<T>) -> bool {
        let Some(precondition) = &criteria.precondition else { return true };
        let is_met = self.meets(criteria);
        let (figure, at_least) = (precondition.value.figure, &precondition.value.at_least);
        let (name, known) = (figure.name(), self.figures.number(figure));
        let label = match known {
            Some(_) if is_met => format!("{name}达到{at_least}，符合前提"),
            Some(_) => format!("{name}不到{at_least}，不符合前提，不再看其他标准"),
            None => format!("{name}未知，不能认定符合前提"),
        };
        if known.is_none() {
            self.note_unknown(&[figure]);
        }
        let inputs = [("at_least", at_least.to_string()), (figure.code(), text_of(figure, known))];
        let value = match known {
            Some(_) if is_met => "符合",
            Some(_) => "不符合",
            None => UNKNOWN,
        };
        self.trace
            .step(format!("{prefix}precondition"), label, inputs, value, &precondition.source);
        is_met
    }

    fn record_bounds<T>(&mut self, prefix: &str, criteria: &Criteria<T>) {
        let bounds = &criteria.bounds;
        let value = format!("下限{}，上限{}", bounds.value.lower.name(), bounds.value.upper.name());
        self.trace
            .step(format!("{prefix}bounds"), "正好在区间端点上的数归哪一档", [], value, &bounds.source);
        if let Some(lowest) = &criteria.lowest {
            let label = format!("没有印出下限的一档，大于{}才算", lowest.value.above);
            self.trace.step(
                format!("{prefix}lowest"),
                label,
                [],
                format!("大于{}", lowest.value.above),
                &lowest.source,
            );
        }
    }

    fn measure(&mut self, criterion: Criterion) -> Rc<Known> {
        if let Some(known) = self.known.get(&criterion) {
            return Rc::clone(known);
        }
        let measure = criterion.measure(self.figures);
        let input = |figure: Figure| (figure.code(), text_of(figure, self.figures.number(figure)));
        let inputs = match criterion.basis() {
            Basis::Share { part, whole } => {
                let share = share_of(self.figures.number(part), self.figures.number(whole));
                Inputs::Share([input(part), input(whole), ("share", share)])
            }
            Basis::Plain(figure) => Inputs::Plain([input(figure)]),
        };
        if measure.is_none() {
            match criterion.basis() {
                Basis::Share { part, whole } => self.note_unknown(&[part, whole]),
                Basis::Plain(figure) => self.note_unknown(&[figure]),
            }
        }
        let known = Rc::new(Known { measure, inputs });
        self.known.insert(criterion, Rc::clone(&known));
        known
    }

    fn record_criterion<T: Outcome, V>(&mut self, prefix: &str, criterion: Criterion, known: &Known, outcome: Option<T>, bands: &Cited<V>) {
        let name = criterion.name();
        let label = match outcome {
            Some(outcome) => format!("{name}：符合{}标准", outcome.name()),
            None if known.measure.is_some() => format!("{name}：未达到最低一档"),
            None => format!("{name}：数字未知，不符合任何一档"),
        };
        let value = match outcome {
            Some(outcome) => outcome.name(),
            None if known.measure.is_some() => "未达到",
            None => UNKNOWN,
        };
        let step = format!("{prefix}{}", criterion.code());
        match known.inputs.clone() {
            Inputs::Share(inputs) => self.trace.step(step, label, inputs, value, &bands.source),
            Inputs::Plain(inputs) => self.trace.step(step, label, inputs, value, &bands.source),
        }
    }

    fn record_grade(&mut self, graded: &[(Criterion, Grade)], grade: Option<Grade>) {
        let noun = &self.plan.identity.value.noun;
        let label = match grade {
            Some(grade) => format!("各项标准取最高：{}{noun}", grade.name()),
            None if !self.meets(&self.plan.grading) => "不符合定级的前提，不定级".to_owned(),
            None => format!("没有一项达到{noun}等级的标准，不定级"),
        };
        let met = listed(graded.iter().map(|(criterion, grade)| (criterion.name(), *grade)));
        let value = grade.map_or(NOT_GRADED, Grade::name);
        self.trace
            .step("grade", label, [("met", met)], value, &self.plan.grading.combination.source);
    }

    /// The highest level that figures, grade or capacity lead to (附件4).
    fn response_level(&mut self, grade: Option<Grade>) -> Option<Level> {
        let response = &self.plan.response;
        let mut met: Vec<(&'static str, Level)> = Vec::new();
        if let Some(by_grade) = &response.by_grade {
            let level = grade.and_then(|grade| by_grade.value.get(&grade).copied());
            let label = format!("按{}等级对应的响应级别", self.plan.identity.value.noun);
            let inputs = [("grade", grade.map_or(NOT_GRADED, Grade::name).to_owned())];
            self.trace
                .step("response_by_grade", label, inputs, name_of(level), &by_grade.source);
            met.extend(level.map(|level| ("事件等级", level)));
        }
        met.extend(
            self.apply("response_", &response.criteria)
                .into_iter()
                .map(|(criterion, level)| (criterion.name(), level)),
        );
        if let Some(beyond) = &response.beyond_county_capacity {
            let figure = Figure::BeyondCountyCapacity;
            let known = self.figures.beyond_county_capacity;
            if known.is_none() {
                self.note_unknown(&[figure]);
            }
            let level = (known == Some(true)).then_some(beyond.value);
            let answer = match known {
                Some(true) => "是",
                Some(false) => "否",
                None => UNKNOWN,
            };
            let inputs = [(figure.code(), answer.to_owned())];
            self.trace.step(
                "response_beyond_county_capacity",
                figure.name(),
                inputs,
                name_of(level),
                &beyond.source,
            );
            met.extend(level.map(|level| ("超出县级处置能力", level)));
        }
        let level = met.iter().map(|(_, level)| *level).max();
        let label = match level {
            Some(level) => format!("各项条件取最高：{}", level.name()),
            None => "不符合任何一级的响应条件；指挥部或办公室仍可另行决定启动".to_owned(),
        };
        let met = listed(met.into_iter());
        self.trace.step(
            "response_level",
            label,
            [("met", met)],
            name_of(level),
            &response.criteria.combination.source,
        );
        level
    }

    fn starter(&mut self, level: Option<Level>) -> Option<Office> {
        let level = level?;
        let starter = self.plan.authority.start.get(&level)?;
        let by = starter.value.by;
        let label = format!("{}由{}启动", level.name(), by.name());
        self.trace.step(
            "starts_by",
            label,
            [("response_level", level.name().to_owned())],
            by.name(),
            &starter.source,
        );
        Some(by)
    }

    fn note_unknown(&mut self, figures: &[Figure]) {
        for figure in figures {
            let is_known = self.figures.number(*figure).is_some();
            if !is_known && !self.unknown.contains(figure) {
                self.unknown.push(*figure);
            }
        }
    }
}

/// A figure as a person writes it.
fn text_of(figure: Figure, value: Option<&Exact>) -> String {
    match value {
        None => UNKNOWN.to_owned(),
        Some(value) if figure == Figure::DirectLoss => value.to_fixed(2),
        Some(value) => value.to_string(),
    }
}

fn share_of(part: Option<&Exact>, whole: Option<&Exact>) -> String {
    let share = part.zip(whole).and_then(|(part, whole)| part / whole);
    share.map_or_else(|| UNKNOWN.to_owned(), |share| share.to_string())
}
