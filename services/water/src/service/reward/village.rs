//! The villages that declare, with the account that they are paid to.

use platform::database::Pg;

use super::super::{Act, error::UseCaseError};
use crate::{
    domain::{code::Coded, irrigation::District, town::Town},
    store::reward::village::{self, VillageRow},
};

/// What is said of a village.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VillageFacts {
    /// Name.
    pub name: String,
    /// Surface-water district of its reformed land (附件8 第五条); none: no subsidy.
    pub district: Option<District>,
    /// Holder, bank and number.
    pub account: Option<(String, String, String)>,
}

/// Registers a village in a town.
pub async fn register_village(conn: &mut Pg, act: &Act, code: String, town: Town, facts: VillageFacts) -> Result<VillageRow, UseCaseError> {
    let row = row_of(act, code, town.code().to_owned(), facts, false, 1);
    village::insert(conn, &row).await?;
    act.audit(
        conn,
        "reward_village.register",
        "reward_village",
        &row.code,
        None::<&VillageRow>,
        Some(&row),
    )
    .await?;
    Ok(row)
}

/// Changes what is said of a village.
pub async fn change_village(conn: &mut Pg, act: &Act, code: &str, version: i32, facts: VillageFacts) -> Result<VillageRow, UseCaseError> {
    let before = village::lock(conn, code).await?.ok_or(UseCaseError::NotFound("这个村"))?;
    if before.version != version {
        return Err(UseCaseError::Stale(before.version));
    }
    let row = row_of(act, code.to_owned(), before.town.clone(), facts, before.demonstration, version + 1);
    village::update(conn, &row).await?;
    act.audit(conn, "reward_village.change", "reward_village", code, Some(&before), Some(&row))
        .await?;
    Ok(row)
}

fn row_of(act: &Act, code: String, town: String, facts: VillageFacts, demonstration: bool, version: i32) -> VillageRow {
    let (account_name, account_bank, account_number) = match facts.account {
        Some((name, bank, number)) => (Some(name), Some(bank), Some(number)),
        None => (None, None, None),
    };
    VillageRow {
        code,
        name: facts.name,
        town,
        district: facts.district.map(|district| district.code().to_owned()),
        account_name,
        account_bank,
        account_number,
        demonstration,
        version,
        recorded_by: act.actor.clone(),
        recorded_at: act.now,
    }
}
