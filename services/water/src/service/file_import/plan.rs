//! Files of plans: the first plan of each user's year, as a draft.

use std::collections::{BTreeMap, HashMap};

use platform::{
    database::Pg,
    sheet::{Layout, Row, RowFault},
};
use rules::RuleSet;
use uuid::Uuid;

use super::{ImportFile, ImportKind, Imported, Outcome, conclude, refused, seen_before};
use crate::{
    domain::plan::{PlanBasis, PlanRules},
    service::{
        Act,
        error::UseCaseError,
        plan::{NewPlan, PlanRecord, first_plan_revision, prepare_draft},
        plan_case::open_cases,
    },
    store::{
        plan::{self, Volumes},
        water_user,
    },
};

/// A row of a file of plans.
#[derive(Debug)]
pub struct PlanLine {
    /// Code of the user.
    pub user_code: String,
    /// Calendar year.
    pub year: i32,
    /// What it rests on.
    pub basis: PlanBasis,
    /// The quota and the declared output, or the document of the figure.
    pub basis_detail: String,
    /// Volume per period, m³.
    pub volumes: Volumes,
}

/// What is on record of the file's users.
struct Known {
    users: HashMap<String, Uuid>,
    /// The revisions of a user's year.
    plans: HashMap<(Uuid, i32), Vec<plan::PlanRow>>,
    of_file: BTreeMap<String, usize>,
}

/// Checks every row as a single draft would be checked, stores what the mode allows, and keeps the answer file.
pub async fn import_plans(conn: &mut Pg, rules: &RuleSet, act: &Act, mut file: ImportFile<PlanLine>) -> Result<Imported, UseCaseError> {
    let plan_rules = PlanRules::at(rules, act.today)?;
    let mut known = known(conn, &file.parsed.rows).await?;
    let (mut accepted, mut faults) = (Vec::new(), Vec::new());
    for row in &file.parsed.rows {
        match check_row(file.layout, &plan_rules, act, &mut known, row)? {
            Ok(record) => accepted.push(record),
            Err(fault) => faults.push(fault),
        }
    }
    let mut outcome = Outcome::of(&mut file, accepted.len(), faults);
    if outcome.store {
        let rows: Vec<_> = accepted.iter().map(|draft| (&draft.row, &draft.volumes)).collect();
        plan::insert_many(conn, &rows).await?;
        open_cases(conn, &plan_rules, act, &accepted).await?;
        outcome.made = accepted.iter().map(|draft| draft.row.id.to_string()).collect();
    }
    conclude(conn, act, ImportKind::Plans, &file, outcome).await
}

/// The users are held until the transaction ends, so that nobody drafts a plan for them meanwhile.
async fn known(conn: &mut Pg, rows: &[Row<PlanLine>]) -> Result<Known, UseCaseError> {
    let mut codes: Vec<&str> = rows.iter().map(|row| row.value.user_code.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    let users = water_user::lock_codes(conn, &codes).await?;
    let ids: Vec<Uuid> = users.values().copied().collect();
    let mut plans = HashMap::<_, Vec<_>>::new();
    for row in plan::of_users(conn, &ids).await? {
        plans.entry((row.user_id, row.year)).or_default().push(row);
    }
    Ok(Known {
        users,
        plans,
        of_file: BTreeMap::new(),
    })
}

fn check_row(
    layout: &Layout,
    rules: &PlanRules,
    act: &Act,
    known: &mut Known,
    row: &Row<PlanLine>,
) -> Result<Result<PlanRecord, RowFault>, UseCaseError> {
    let line = &row.value;
    let (code, year) = (&line.user_code, line.year);
    let Some(user_id) = known.users.get(code).copied() else {
        let message = format!("没有编号为「{code}」的用水户，或它不在您的数据范围内：请核对编号");
        return Ok(Err(layout.fault(row.line, "/user_code", "unknown_user", message)));
    };
    if let Some(first) = seen_before(&mut known.of_file, &format!("{code} {year}"), row.line) {
        let message = format!("用水户 {code} 的{year}年计划已在第{first}行出现：每户每年一行");
        return Ok(Err(layout.fault(row.line, "/user_code", "duplicate", message)));
    }
    let revisions = known.plans.get(&(user_id, year)).map_or(&[][..], Vec::as_slice);
    let revision = match first_plan_revision(code, revisions)? {
        Ok(revision) => revision,
        Err(conflict) => return Ok(Err(layout.fault(row.line, "/user_code", conflict.code, conflict.detail))),
    };
    let new = NewPlan {
        user_id,
        year,
        basis: line.basis,
        basis_detail: line.basis_detail.clone(),
        volumes: line.volumes.clone(),
    };
    match prepare_draft(rules, act, new, revision) {
        Ok(record) => Ok(Ok(record)),
        Err(UseCaseError::Refused(refusal)) => Ok(Err(refused(layout, row.line, "", &refusal))),
        Err(other) => Err(other),
    }
}
