//! Meters: registration, verification, sealing, removal and replacement (新政办发〔2023〕24号 附件3).

mod master;

use chrono::NaiveDate;
use platform::database::Pg;
use rules::{Exact, Refusal, RuleSet};
use uuid::Uuid;

use super::{
    Act,
    error::{Conflict, UseCaseError},
    reading::{self, ReadingEntry},
};
use crate::{
    domain::{
        code::Coded,
        meter::{MeteringRules, Place, VerificationOutcome},
        reading::{Method, Purpose, check_reading},
    },
    store::{
        meter::{self, MeterRow, VerificationRow},
        reading::ReadingRow,
        water_user,
    },
};

/// A meter to be registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMeter {
    /// The master meter that counts its water too, where it is a sub-meter.
    pub master_meter_id: Option<Uuid>,
    /// Number on the meter.
    pub number: String,
    /// Calibre DN, mm.
    pub calibre_dn: i32,
    /// Digits of the counter before the point.
    pub digits: i32,
    /// Kind, in words.
    pub kind: String,
    /// Where it stands.
    pub place: Place,
    /// Day of installation.
    pub installed_on: NaiveDate,
    /// Number of the verification seal.
    pub seal_number: Option<String>,
    /// Its first verification or calibration.
    pub verification: Option<NewVerification>,
    /// What it showed at installation, m³; needs the verification.
    pub installation_value: Option<Exact>,
}

/// A verification or calibration to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewVerification {
    /// Number of the certificate or of the notice of failure.
    pub certificate: String,
    /// Day of it.
    pub verified_on: NaiveDate,
    /// What was found.
    pub outcome: VerificationOutcome,
    /// Last day on which the certificate is valid.
    pub valid_until: NaiveDate,
}

/// What a meter showed when it was taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removal {
    /// Day of removal.
    pub removed_on: NaiveDate,
    /// What it showed, m³; none only where the meter may not be read.
    pub value: Option<Exact>,
    /// How it was read.
    pub method: Method,
    /// Whether the counter passed its capacity since the reading before.
    pub rolled_over: bool,
}

/// A meter and what was recorded with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered {
    /// The meter.
    pub meter: MeterRow,
    /// The reading at installation.
    pub installation: Option<ReadingRow>,
}

fn not_found() -> UseCaseError {
    UseCaseError::NotFound("这块水表")
}

fn refuse_future(act: &Act, day: NaiveDate, what: &str, code: &'static str, pointer: &str) -> Result<(), Refusal> {
    if day <= act.today {
        return Ok(());
    }
    Err(Refusal::new(code, format!("{what} {day} 在今天（{}）之后：请核对日期", act.today)).at(pointer))
}

/// Locks a meter in use at the version that the change rests on.
async fn lock_in_use(conn: &mut Pg, id: Uuid, version: i32) -> Result<MeterRow, UseCaseError> {
    let row = meter::lock(conn, id).await?.ok_or_else(not_found)?;
    if row.version != version {
        return Err(UseCaseError::Stale(row.version));
    }
    match row.removed_on {
        Some(day) => Err(Conflict::new("meter_removed", format!("水表 {} 已于 {day} 拆除，不能再办理", row.number)).into()),
        None => Ok(row),
    }
}

async fn store_change(conn: &mut Pg, act: &Act, action: &str, before: &MeterRow, mut after: MeterRow) -> Result<MeterRow, UseCaseError> {
    after.version += 1;
    meter::update(conn, &after).await?;
    act.audit(conn, action, "meter", after.id, Some(before), Some(&after)).await?;
    Ok(after)
}

fn new_meter_row(act: &Act, user_id: Uuid, new: &NewMeter) -> Result<MeterRow, Refusal> {
    refuse_future(act, new.installed_on, "安装日", "installation_in_future", "/installed_on")?;
    Ok(MeterRow {
        id: Uuid::now_v7(),
        user_id,
        master_meter_id: new.master_meter_id,
        number: new.number.clone(),
        calibre_dn: new.calibre_dn,
        digits: new.digits,
        kind: new.kind.clone(),
        place: new.place.code().to_owned(),
        installed_on: new.installed_on,
        removed_on: None,
        seal_number: new.seal_number.clone(),
        sealed_from: None,
        obsolete_from: None,
        version: 1,
        created_at: act.now,
    })
}

fn at_installation(meter: &MeterRow, value: Exact) -> ReadingEntry {
    ReadingEntry {
        purpose: Purpose::Installation,
        read_on: meter.installed_on,
        value,
        method: Method::Manual,
        rolled_over: false,
        correction: None,
        supplement: None,
    }
}

/// A meter that may be registered, with what is recorded with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreparedMeter {
    /// The meter.
    pub meter: MeterRow,
    /// Its first verification.
    pub verification: Option<VerificationRow>,
    /// Its reading at installation.
    pub installation: Option<ReadingRow>,
}

/// A meter without a master meter that may be registered for a new user, or why not. Nothing is stored.
pub fn prepare_meter(rules: &MeteringRules, act: &Act, user_id: Uuid, new: NewMeter) -> Result<PreparedMeter, UseCaseError> {
    let meter = new_meter_row(act, user_id, &new)?;
    let verification = new.verification.map(|new| new_verification_row(act, meter.id, new)).transpose()?;
    let installation = match new.installation_value {
        Some(value) => {
            let entry = at_installation(&meter, value);
            let domain = meter::to_domain(&meter, verification.as_slice())?;
            check_reading(rules, &domain, &[], &entry, act.today)?;
            Some(reading::new_row(act, meter.id, &entry)?)
        }
        None => None,
    };
    Ok(PreparedMeter {
        meter,
        verification,
        installation,
    })
}

/// Registers a meter of a user, with its verification and its reading at installation where they are known.
pub async fn register_meter(conn: &mut Pg, rules: &RuleSet, act: &Act, user_id: Uuid, new: NewMeter) -> Result<Registered, UseCaseError> {
    water_user::find(conn, user_id).await?.ok_or(UseCaseError::NotFound("这个用水户"))?;
    master::require_master(conn, user_id, &new).await?;
    let row = new_meter_row(act, user_id, &new)?;
    meter::insert(conn, &row).await?;
    act.audit(conn, "meter.register", "meter", row.id, None::<&MeterRow>, Some(&row))
        .await?;
    if let Some(verification) = new.verification {
        record_verification(conn, act, row.id, verification).await?;
    }
    let installation = match new.installation_value {
        Some(value) => {
            let entry = at_installation(&row, value);
            Some(reading::record_reading(conn, &MeteringRules::at(rules, act.today)?, act, row.id, entry).await?)
        }
        None => None,
    };
    Ok(Registered { meter: row, installation })
}

fn new_verification_row(act: &Act, meter_id: Uuid, new: NewVerification) -> Result<VerificationRow, Refusal> {
    refuse_future(act, new.verified_on, "检定日", "verification_in_future", "/verified_on")?;
    if new.valid_until < new.verified_on {
        let detail = format!("有效期 {} 早于检定日 {}：请核对证书", new.valid_until, new.verified_on);
        return Err(Refusal::new("validity_before_verification", detail).at("/valid_until"));
    }
    Ok(VerificationRow {
        id: Uuid::now_v7(),
        meter_id,
        certificate: new.certificate,
        verified_on: new.verified_on,
        outcome: new.outcome.code().to_owned(),
        valid_until: if new.outcome == VerificationOutcome::Failed {
            new.verified_on
        } else {
            new.valid_until
        },
        recorded_by: act.actor.clone(),
        recorded_at: act.now,
    })
}

/// Records a verification or calibration; a failed one is valid on no later day.
pub async fn record_verification(conn: &mut Pg, act: &Act, meter_id: Uuid, new: NewVerification) -> Result<VerificationRow, UseCaseError> {
    let locked = meter::lock(conn, meter_id).await?.ok_or_else(not_found)?;
    let row = new_verification_row(act, locked.id, new)?;
    meter::insert_verification(conn, &row).await?;
    act.audit(conn, "meter.verify", "meter", meter_id, None::<&VerificationRow>, Some(&row))
        .await?;
    Ok(row)
}

/// Notes that a meter has been sealed by law: it may not be read from that day on (附件3 第十二条（八）).
pub async fn seal_meter(conn: &mut Pg, act: &Act, id: Uuid, version: i32, from: NaiveDate) -> Result<MeterRow, UseCaseError> {
    let before = lock_in_use(conn, id, version).await?;
    refuse_future(act, from, "封存日", "sealing_in_future", "/sealed_from")?;
    if let Some(day) = before.sealed_from {
        return Err(Conflict::new("meter_sealed", format!("水表 {} 已于 {day} 封存", before.number)).into());
    }
    let after = MeterRow {
        sealed_from: Some(from),
        ..before.clone()
    };
    store_change(conn, act, "meter.seal", &before, after).await
}

/// Notes that the sealing has been lifted.
pub async fn unseal_meter(conn: &mut Pg, act: &Act, id: Uuid, version: i32) -> Result<MeterRow, UseCaseError> {
    let before = lock_in_use(conn, id, version).await?;
    if before.sealed_from.is_none() {
        return Err(Conflict::new("meter_not_sealed", format!("水表 {} 没有封存，不需要解除", before.number)).into());
    }
    let after = MeterRow {
        sealed_from: None,
        ..before.clone()
    };
    store_change(conn, act, "meter.unseal", &before, after).await
}

/// Notes that the kind of the meter is below standard or ordered out of use (附件3 第十二条（七）).
pub async fn mark_obsolete(conn: &mut Pg, act: &Act, id: Uuid, version: i32, from: NaiveDate) -> Result<MeterRow, UseCaseError> {
    let before = lock_in_use(conn, id, version).await?;
    refuse_future(act, from, "淘汰日", "obsolescence_in_future", "/obsolete_from")?;
    if let Some(day) = before.obsolete_from {
        return Err(Conflict::new("meter_obsolete", format!("水表 {} 已自 {day} 起列为淘汰", before.number)).into());
    }
    let after = MeterRow {
        obsolete_from: Some(from),
        ..before.clone()
    };
    store_change(conn, act, "meter.mark_obsolete", &before, after).await
}

/// Takes a meter out, with its last reading; a master meter after its sub-meters. A meter that may not be read is taken
/// out without one: what it shows cannot be settled.
pub async fn remove_meter(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    id: Uuid,
    version: i32,
    removal: Removal,
) -> Result<MeterRow, UseCaseError> {
    let before = lock_in_use(conn, id, version).await?;
    master::refuse_with_sub_meters(conn, &before).await?;
    take_out(conn, rules, act, before, removal).await
}

async fn take_out(conn: &mut Pg, rules: &RuleSet, act: &Act, before: MeterRow, removal: Removal) -> Result<MeterRow, UseCaseError> {
    let id = before.id;
    let metering = MeteringRules::at(rules, act.today)?;
    let domain = meter::to_domain(&before, &meter::verifications_of(conn, &[id]).await?)?;
    match (domain.check_usable(removal.removed_on), removal.value) {
        (Ok(()), None) => {
            let detail = format!("水表 {} 可以用于结算，拆表必须登记拆表读数", before.number);
            return Err(Refusal::new("removal_reading_missing", detail).at("/value").into());
        }
        (_, Some(value)) => {
            let entry = ReadingEntry {
                purpose: Purpose::Removal,
                read_on: removal.removed_on,
                value,
                method: removal.method,
                rolled_over: removal.rolled_over,
                correction: None,
                supplement: None,
            };
            reading::record_reading(conn, &metering, act, id, entry).await?;
        }
        (Err(_), None) => {
            refuse_future(act, removal.removed_on, "拆表日", "removal_in_future", "/removed_on")?;
            let readings = crate::store::reading::counting_of_meters(conn, &[id]).await?;
            let last = readings
                .values()
                .flatten()
                .map(|reading| reading.read_on)
                .chain([before.installed_on])
                .max();
            if let Some(last) = last.filter(|last| removal.removed_on < *last) {
                let detail = format!("拆表日 {} 早于最近一次读数或安装的日期 {last}：请核对日期", removal.removed_on);
                return Err(Refusal::new("removal_before_last", detail).at("/removed_on").into());
            }
        }
    }
    let after = MeterRow {
        removed_on: Some(removal.removed_on),
        ..before.clone()
    };
    store_change(conn, act, "meter.remove", &before, after).await
}

/// Changes a meter: takes the old one out and registers the new one of the same user, both or neither. Sub-meters come
/// behind the new one.
pub async fn replace_meter(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    id: Uuid,
    version: i32,
    removal: Removal,
    mut new: NewMeter,
) -> Result<(MeterRow, Registered), UseCaseError> {
    if new.installed_on < removal.removed_on {
        let detail = format!("新表安装日 {} 早于旧表拆除日 {}：请核对日期", new.installed_on, removal.removed_on);
        return Err(Refusal::new("installation_before_removal", detail).at("/meter/installed_on").into());
    }
    if new.installation_value.is_none() {
        let detail = "换表必须登记新表的安装读数，否则本期水量无从起算";
        return Err(Refusal::new("installation_reading_missing", detail)
            .at("/meter/installation_value")
            .into());
    }
    let sub_meters = master::lock_family(conn, id, &mut new).await?;
    let before = lock_in_use(conn, id, version).await?;
    let removed = take_out(conn, rules, act, before, removal).await?;
    let registered = register_meter(conn, rules, act, removed.user_id, new).await?;
    master::move_behind(conn, act, sub_meters, registered.meter.id).await?;
    Ok((removed, registered))
}
