//! Files of water users, each with a meter where it is known.

use std::collections::{BTreeMap, BTreeSet};

use platform::{
    Scope,
    database::Pg,
    sheet::{Layout, Row, RowFault},
};

use super::{ImportFile, ImportKind, Imported, Outcome, conclude, fault_or_failure, refused, seen_before};
use crate::{
    domain::meter::MeteringRules,
    service::{
        Act,
        error::UseCaseError,
        meter::{NewMeter, PreparedMeter, prepare_meter},
        water_user::{WaterUserFields, prepare_water_user},
    },
    store::{
        meter, reading,
        water_user::{self, WaterUserRow},
    },
};

/// Where the fields of a meter stand in a file of users.
pub const METER: &str = "/meter";

/// A row of a file of water users.
#[derive(Debug)]
pub struct UserLine {
    /// Code.
    pub code: String,
    /// What is recorded of the user.
    pub fields: WaterUserFields,
    /// Its meter.
    pub meter: Option<NewMeter>,
}

/// What may stand only once, in the register and in the file.
#[derive(Default)]
struct Taken {
    codes: BTreeSet<String>,
    numbers: BTreeSet<String>,
    codes_of_file: BTreeMap<String, usize>,
    numbers_of_file: BTreeMap<String, usize>,
}

/// A user that may be stored.
struct Prepared {
    user: WaterUserRow,
    meter: Option<PreparedMeter>,
}

/// Checks every row as a single user and a single meter would be checked, stores what the mode allows, and keeps the answer file.
pub async fn import_water_users(
    conn: &mut Pg,
    rules: &MeteringRules,
    act: &Act,
    scope: &Scope,
    mut file: ImportFile<UserLine>,
) -> Result<Imported, UseCaseError> {
    let mut taken = taken(conn, &file.parsed.rows).await?;
    let (mut accepted, mut faults) = (Vec::new(), Vec::new());
    for row in &file.parsed.rows {
        match check_row(file.layout, rules, (act, scope), &mut taken, row) {
            Ok(prepared) => accepted.push(prepared),
            Err(Failed::Row(fault)) => faults.push(fault),
            Err(Failed::Import(error)) => return Err(error),
        }
    }
    let mut outcome = Outcome::of(&mut file, accepted.len(), faults);
    if outcome.store {
        store(conn, &accepted).await?;
        outcome.made = accepted.iter().map(|prepared| prepared.user.code.clone()).collect();
    }
    conclude(conn, act, ImportKind::WaterUsers, &file, outcome).await
}

async fn taken(conn: &mut Pg, rows: &[Row<UserLine>]) -> Result<Taken, UseCaseError> {
    let codes: Vec<&str> = rows.iter().map(|row| row.value.code.as_str()).collect();
    let meters = rows.iter().filter_map(|row| row.value.meter.as_ref());
    let numbers: Vec<&str> = meters.map(|meter| meter.number.as_str()).collect();
    Ok(Taken {
        codes: water_user::taken_codes(conn, &codes).await?,
        numbers: meter::taken_numbers(conn, &numbers).await?,
        ..Taken::default()
    })
}

/// What keeps a row out: a fault of its own, or one that ends the whole import.
enum Failed {
    Row(RowFault),
    Import(UseCaseError),
}

impl From<RowFault> for Failed {
    fn from(fault: RowFault) -> Self {
        Self::Row(fault)
    }
}

fn check_row(
    layout: &Layout,
    rules: &MeteringRules,
    (act, scope): (&Act, &Scope),
    taken: &mut Taken,
    row: &Row<UserLine>,
) -> Result<Prepared, Failed> {
    let UserLine { code, fields, meter } = &row.value;
    let fault = |pointer: &str, kind: &str, message: String| layout.fault(row.line, pointer, kind, message);
    if let Some(first) = seen_before(&mut taken.codes_of_file, code, row.line) {
        let message = format!("用水户编号「{code}」已在第{first}行出现：每户一行，更多的水表请导入后另行登记");
        return Err(fault("/code", "duplicate", message).into());
    }
    if taken.codes.contains(code) {
        return Err(fault("/code", "user_code_taken", format!("用水户编号「{code}」已被使用：请换一个编号")).into());
    }
    let user = prepare_water_user(act, code.clone(), fields.clone(), false).map_err(|refusal| refused(layout, row.line, "", &refusal))?;
    // As the table's policy has it.
    let is_in_scope = match scope {
        Scope::All => true,
        Scope::Units(units) => units.contains(&user.town) || user.supplier.as_ref().is_some_and(|supplier| units.contains(supplier)),
        Scope::Nothing => false,
    };
    if !is_in_scope {
        let message = "供水企业和镇都不在您的数据范围内：请由管它们的人员登记".to_owned();
        return Err(fault("/town", "out_of_scope", message).into());
    }
    let Some(new) = meter else {
        return Ok(Prepared { user, meter: None });
    };
    let number = &new.number;
    if let Some(first) = seen_before(&mut taken.numbers_of_file, number, row.line) {
        let message = format!("水表编号「{number}」已在第{first}行出现：请核对表号");
        return Err(fault("/meter/number", "duplicate", message).into());
    }
    if taken.numbers.contains(number) {
        return Err(fault(
            "/meter/number",
            "meter_number_taken",
            format!("水表编号「{number}」已登记过：请核对表号"),
        )
        .into());
    }
    match prepare_meter(rules, act, user.id, new.clone()) {
        Ok(meter) => Ok(Prepared { user, meter: Some(meter) }),
        Err(error) => Err(fault_or_failure(layout, row.line, METER, error).map_or_else(Failed::Import, Failed::Row)),
    }
}

/// Stores all at once. One entry of the audit trail tells of the file and of every user in it.
async fn store(conn: &mut Pg, prepared: &[Prepared]) -> Result<(), UseCaseError> {
    let users: Vec<&WaterUserRow> = prepared.iter().map(|prepared| &prepared.user).collect();
    water_user::insert_many(conn, &users).await?;
    let meters: Vec<&PreparedMeter> = prepared.iter().filter_map(|prepared| prepared.meter.as_ref()).collect();
    meter::insert_many(conn, &meters.iter().map(|meter| &meter.meter).collect::<Vec<_>>()).await?;
    let verifications: Vec<_> = meters.iter().filter_map(|meter| meter.verification.as_ref()).collect();
    meter::insert_verifications(conn, &verifications).await?;
    let readings: Vec<_> = meters.iter().filter_map(|meter| meter.installation.clone()).collect();
    reading::insert(conn, &readings).await?;
    Ok(())
}
