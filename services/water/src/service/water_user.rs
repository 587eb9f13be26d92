//! Water users (新政办发〔2023〕24号 附件1 第七条, 附件4 二（一）（三）).

use platform::database::Pg;
use rules::Refusal;
use uuid::Uuid;

use super::{
    Act,
    error::{Conflict, UseCaseError},
    plan_case,
};
use crate::{
    domain::{
        code::Coded,
        town::Town,
        user::{Category, IndustryClass, Recognition, Supply, UseClass, check_recognition},
    },
    store::water_user::{self, WaterUserRow},
};

/// What is recorded of a water user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaterUserFields {
    /// Name.
    pub name: String,
    /// Unified social credit code of an enterprise.
    pub credit_code: Option<String>,
    /// Nature of the use.
    pub category: Category,
    /// Source of the water.
    pub supply: Supply,
    /// Class of the industry.
    pub industry_class: IndustryClass,
    /// The notice behind a restricted or eliminated class.
    pub recognition: Option<Recognition>,
    /// What the water is used for.
    pub use_class: UseClass,
    /// Town.
    pub town: Town,
    /// Code of the supply company, for users on the public network.
    pub supplier: Option<String>,
    /// Telephone number.
    pub phone: Option<String>,
}

impl WaterUserFields {
    /// Refuses what does not fit together.
    fn check(&self, act: &Act) -> Result<(), Refusal> {
        check_recognition(self.industry_class, self.recognition.as_ref())?;
        if let Some(noticed_on) = self
            .recognition
            .as_ref()
            .map(|found| found.noticed_on)
            .filter(|day| *day > act.today)
        {
            let detail = format!("认定公告的日期 {noticed_on} 在今天（{}）之后：请核对日期", act.today);
            return Err(Refusal::new("recognition_in_future", detail).at("/recognition/noticed_on"));
        }
        match (self.supply, &self.supplier) {
            (Supply::PublicNetwork, None) => Err(Refusal::new("supplier_missing", "公共管网供水的用水户必须写明供水企业").at("/supplier")),
            (Supply::SelfSupplied, Some(_)) => {
                Err(Refusal::new("supplier_not_expected", "自备水源的用水户没有供水企业：请核对供水方式").at("/supplier"))
            }
            _ => Ok(()),
        }
    }

    /// The row of a user with these fields; what they do not say comes from `rest`.
    fn into_row(self, rest: WaterUserRow) -> WaterUserRow {
        let (recognition_department, recognition_notice, recognition_on) = match self.recognition {
            Some(found) => (Some(found.department), Some(found.notice_number), Some(found.noticed_on)),
            None => (None, None, None),
        };
        WaterUserRow {
            name: self.name,
            credit_code: self.credit_code,
            category: self.category.code().to_owned(),
            supply: self.supply.code().to_owned(),
            industry_class: self.industry_class.code().to_owned(),
            recognition_department,
            recognition_notice,
            recognition_on,
            use_class: self.use_class.code().to_owned(),
            town: self.town.code().to_owned(),
            supplier: self.supplier,
            phone: self.phone,
            ..rest
        }
    }
}

/// A user that may be registered, or why not.
pub fn prepare_water_user(act: &Act, code: String, fields: WaterUserFields, demonstration: bool) -> Result<WaterUserRow, Refusal> {
    fields.check(act)?;
    Ok(fields.into_row(WaterUserRow::new(Uuid::now_v7(), code, demonstration, act.now)))
}

/// Registers a user under a code of its own. `demonstration` marks the users of the demonstration county.
pub async fn register_water_user(
    conn: &mut Pg,
    act: &Act,
    code: String,
    fields: WaterUserFields,
    demonstration: bool,
) -> Result<WaterUserRow, UseCaseError> {
    let row = prepare_water_user(act, code, fields, demonstration)?;
    water_user::insert(conn, &row).await?;
    act.audit(conn, "water_user.register", "water_user", row.id, None::<&WaterUserRow>, Some(&row))
        .await?;
    Ok(row)
}

/// Changes a user; the code stays. The telephone number stays when `keep_phone` says so.
pub async fn change_water_user(
    conn: &mut Pg,
    act: &Act,
    id: Uuid,
    version: i32,
    mut fields: WaterUserFields,
    keep_phone: bool,
) -> Result<WaterUserRow, UseCaseError> {
    fields.check(act)?;
    let before = water_user::lock(conn, id).await?.ok_or(UseCaseError::NotFound("这个用水户"))?;
    if before.version != version {
        return Err(UseCaseError::Stale(before.version));
    }
    if keep_phone {
        fields.phone.clone_from(&before.phone);
    }
    let row = fields.into_row(WaterUserRow {
        version: before.version + 1,
        updated_at: act.now,
        ..before.clone()
    });
    water_user::update(conn, &row).await?;
    if (&row.supplier, &row.town) != (&before.supplier, &before.town) {
        plan_case::move_cases(conn, act, &row).await?;
    }
    act.audit(conn, "water_user.change", "water_user", id, Some(&before), Some(&row))
        .await?;
    Ok(row)
}

/// The full telephone number of a user. Who asked for it stands in the audit trail.
pub async fn disclose_phone(conn: &mut Pg, act: &Act, id: Uuid) -> Result<String, UseCaseError> {
    let row = water_user::find(conn, id).await?.ok_or(UseCaseError::NotFound("这个用水户"))?;
    let phone = row
        .phone
        .clone()
        .ok_or_else(|| Conflict::new("no_phone", "这个用水户没有登记联系电话"))?;
    act.audit(
        conn,
        "water_user.disclose_phone",
        "water_user",
        id,
        None::<&WaterUserRow>,
        Some(&row),
    )
    .await?;
    Ok(phone)
}
