//! Grades by rank, within the ceilings of 附件8 第五条 (districts) and 第六条 (villages of a town).

use rules::{Exact, Refusal};

use super::{
    Grade, Subject,
    rule::{Places, RewardRules, Ties},
};
use crate::domain::code::Coded;

/// A score, with the grade that the assessors award; without one it gets what its rank allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scored {
    /// District or village.
    pub code: String,
    /// 1/100 points, to 100 points.
    pub score_e2: i32,
    /// Grade awarded.
    pub grade: Option<Grade>,
    /// Why; a fail needs one.
    pub reason: Option<String>,
}

/// A place in the ranking.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Placed {
    /// District or village.
    pub code: String,
    /// 1/100 points.
    pub score_e2: i32,
    /// From 1; equal scores share it.
    pub rank: i32,
    /// Grade.
    pub grade: Grade,
    /// Why.
    pub reason: Option<String>,
}

/// The most that may be awarded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Ceilings {
    /// Excellent.
    pub excellent: usize,
    /// Good; places of excellent that are not used do not add to it.
    pub good: usize,
}

/// n × share, each rounded half up on its own.
pub fn ceilings(rules: &RewardRules, subject: Subject, count: usize) -> Ceilings {
    let Places::EachHalfUp = rules.places.value;
    let (excellent, good, _) = rules.shares(subject);
    let places = |share: &Exact| {
        let exact = &Exact::from(i64::try_from(count).unwrap_or(i64::MAX)) * share;
        usize::try_from(exact.round_half_up(0)).unwrap_or(0)
    };
    Ceilings {
        excellent: places(excellent),
        good: places(good),
    }
}

/// Ranks and grades. Refused: more than the ceilings, a better grade for a lower score, different grades for equal scores, a
/// fail without its reason.
pub fn place(rules: &RewardRules, subject: Subject, mut scored: Vec<Scored>) -> Result<Vec<Placed>, Refusal> {
    let (_, _, citation) = rules.shares(subject);
    let refuse = |code: &'static str, detail: String| Err(Refusal::new(code, detail).citing(citation.clone()).at("/items"));
    scored.sort_by(|one, other| other.score_e2.cmp(&one.score_e2).then_with(|| one.code.cmp(&other.code)));
    let most = ceilings(rules, subject, scored.len());
    let Ties::SameGrade = rules.ties.value;

    let mut placed: Vec<Placed> = Vec::with_capacity(scored.len());
    let mut free = most;
    let mut best = Grade::Excellent;
    for group in scored.chunk_by(|one, other| one.score_e2 == other.score_e2) {
        let rank = i32::try_from(placed.len() + 1).unwrap_or(i32::MAX);
        let suggested = group.iter().filter(|one| one.grade.is_none()).count();
        if best == Grade::Excellent && free.excellent < suggested {
            best = Grade::Good;
        }
        if best == Grade::Good && free.good < suggested {
            best = Grade::Pass;
        }
        for one in group {
            let grade = one.grade.unwrap_or(best);
            if one.grade.is_none() {
                match grade {
                    Grade::Excellent => free.excellent -= 1,
                    Grade::Good => free.good -= 1,
                    Grade::Pass | Grade::Fail => {}
                }
            }
            placed.push(Placed {
                code: one.code.clone(),
                score_e2: one.score_e2,
                rank,
                grade,
                reason: one.reason.clone(),
            });
        }
    }

    for (grade, ceiling) in [(Grade::Excellent, most.excellent), (Grade::Good, most.good)] {
        let awarded = placed.iter().filter(|one| one.grade == grade).count();
        if awarded > ceiling {
            let detail = format!(
                "{}个{}最多评{ceiling}个「{}」，现评了{awarded}个：可以少评，空出的名额不移作他用",
                placed.len(),
                subject.label(),
                grade.label()
            );
            return refuse("grade_ceiling_exceeded", detail);
        }
    }
    for one in &placed {
        if one.grade == Grade::Fail && one.reason.is_none() {
            let detail = format!("评「{}」为不合格必须写明理由", one.code);
            return refuse("reason_missing", detail);
        }
    }
    let ranked: Vec<&Placed> = placed.iter().filter(|one| one.grade != Grade::Fail).collect();
    for pair in ranked.windows(2) {
        let [better, worse] = pair else { continue };
        let is_tie = better.score_e2 == worse.score_e2;
        if (is_tie && better.grade != worse.grade) || worse.grade < better.grade {
            let detail = format!(
                "「{}」得分不高于「{}」，档次却不同于名次：得分高的不能评得更低，得分相同的评同一档",
                worse.code, better.code
            );
            return refuse("grade_against_rank", detail);
        }
    }
    Ok(placed)
}
