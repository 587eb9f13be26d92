//! Registers the demonstration county by the use cases of everyday work. One transaction per user: what was interrupted
//! goes on where it stopped.

use std::collections::BTreeMap;

use chrono::Utc;
use platform::{Database, Scope, database::Pg};
use rules::{Exact, RuleSet};
use uuid::Uuid;

use super::{
    DemonstrationError,
    county::{BasePrice, County, MeterEntry, PERIODS, User},
    generate,
};
use crate::{
    domain::{
        credit_code,
        meter::{MeteringRules, Place, VerificationOutcome},
        period::Period,
        plan::{PlanBasis, PlanCommand},
        reading::{Method, NewReading, Purpose},
        user::{Category, Recognition},
    },
    service::{
        Act,
        base_price::{NewBasePrice, record_base_price},
        error::UseCaseError,
        meter::{NewMeter, NewVerification, Removal, record_verification, register_meter, replace_meter},
        plan::{NewPlan, NewReduction, PlanRecord, draft_plan, move_plan, reduce_plan},
        reading::record_reading,
        water_user::{WaterUserFields, register_water_user},
    },
    store::{base_price, water_user},
};

/// What a load has done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Loaded {
    /// Users registered.
    pub users: usize,
    /// Users that were there before.
    pub known_users: usize,
    /// Base prices recorded.
    pub prices: usize,
}

/// Who does the county's work: two people, because nobody approves a plan of their own.
struct Staff {
    clerk: Act,
    head: Act,
}

impl Staff {
    /// On the county's day, whatever the clock says: the same rules, the same answers.
    fn of(county: &County) -> Self {
        let act = |name: &str| Act {
            today: county.as_of,
            ..Act::at(name, "", Utc::now())
        };
        Self {
            clerk: act("system:demonstration_clerk"),
            head: act("system:demonstration_head"),
        }
    }
}

/// Loads what is not there yet.
pub async fn load(database: &Database, rules: &RuleSet, county: &County) -> Result<Loaded, DemonstrationError> {
    let staff = Staff::of(county);
    let mut loaded = Loaded::default();
    for price in &county.base_price {
        let mut tx = database.begin(&Scope::All).await?;
        let name = || format!("{} 的基本水价", price.supplier);
        if load_price(&mut tx, &staff, price)
            .await
            .map_err(|error| DemonstrationError::Refused(name(), error))?
        {
            tx.commit().await?;
            loaded.prices += 1;
        }
    }
    let generated = generate::users(county);
    for (number, user) in (1_u32..).zip(county.user.iter().chain(&generated)) {
        let mut tx = database.begin(&Scope::All).await?;
        if water_user::find_by_code(&mut tx, &user.code)
            .await
            .map_err(platform::database::DatabaseError::from)?
            .is_some()
        {
            loaded.known_users += 1;
            continue;
        }
        load_user(&mut tx, rules, county, &staff, number, user).await?;
        tx.commit().await?;
        loaded.users += 1;
    }
    Ok(loaded)
}

async fn load_price(conn: &mut Pg, staff: &Staff, price: &BasePrice) -> Result<bool, UseCaseError> {
    let known = base_price::row_at(conn, &price.supplier, price.category, price.effective_from).await?;
    if known.is_some_and(|row| row.effective_from == price.effective_from) {
        return Ok(false);
    }
    let new = NewBasePrice {
        supplier: price.supplier.clone(),
        category: price.category,
        price: price.price.clone(),
        effective_from: price.effective_from,
        document: price.document.clone(),
        article: price.article.clone(),
    };
    record_base_price(conn, &staff.head, new).await?;
    Ok(true)
}

async fn load_user(
    conn: &mut Pg,
    rules: &RuleSet,
    county: &County,
    staff: &Staff,
    number: u32,
    user: &User,
) -> Result<(), DemonstrationError> {
    let refused = |error: UseCaseError| DemonstrationError::Refused(format!("用水户 {}（{}）", user.code, user.case), error);
    let row = register_water_user(conn, &staff.clerk, user.code.clone(), fields(number, user), true)
        .await
        .map_err(refused)?;
    load_plans(conn, rules, county, staff, row.id, user).await.map_err(refused)?;
    let meter = register_meter(conn, rules, &staff.clerk, row.id, new_meter(&user.meter))
        .await
        .map_err(refused)?
        .meter;
    for [from, until] in user.meter.verifications.iter().skip(1) {
        record_verification(conn, &staff.clerk, meter.id, verification(&user.meter.number, [*from, *until]))
            .await
            .map_err(refused)?;
    }
    load_readings(conn, rules, county, staff, meter.id, user).await
}

fn fields(number: u32, user: &User) -> WaterUserFields {
    let is_enterprise = matches!(user.category, Category::NonResident | Category::SpecialTrade);
    // Made-up codes with a right check character, and numbers that nobody has.
    let body = format!("91140825XXXX{number:05}");
    let credit_code = credit_code::check_character(&body)
        .filter(|_| is_enterprise)
        .map(|check| format!("{body}{check}"));
    WaterUserFields {
        name: user.name.clone(),
        credit_code,
        category: user.category,
        supply: user.supply,
        industry_class: user.industry_class,
        recognition: user.recognition.as_ref().map(|notice| Recognition {
            department: notice.department.clone(),
            notice_number: notice.number.clone(),
            noticed_on: notice.noticed_on,
        }),
        use_class: user.use_class,
        town: user.town,
        supplier: user.supplier.clone(),
        phone: Some(format!("1390000{number:04}")),
    }
}

fn verification(number: &str, [from, until]: [chrono::NaiveDate; 2]) -> NewVerification {
    NewVerification {
        certificate: format!("演示检字{number}-{}", from.format("%Y")),
        verified_on: from,
        outcome: VerificationOutcome::Verified,
        valid_until: until,
    }
}

fn new_meter(meter: &MeterEntry) -> NewMeter {
    NewMeter {
        master_meter_id: None,
        number: meter.number.clone(),
        calibre_dn: meter.calibre_dn,
        digits: meter.digits,
        kind: "机械水表".to_owned(),
        place: Place::SupplyPoint,
        installed_on: meter.installed_on,
        seal_number: Some(format!("封{}", meter.number)),
        verification: meter.verifications.first().map(|days| verification(&meter.number, *days)),
        installation_value: Some(Exact::zero()),
    }
}

/// The plans of every year that the quarters lie in, for these quarters and the rest of the last year.
async fn load_plans(
    conn: &mut Pg,
    rules: &RuleSet,
    county: &County,
    staff: &Staff,
    user_id: Uuid,
    user: &User,
) -> Result<(), UseCaseError> {
    let Some(volume) = &user.plan else { return Ok(()) };
    let mut years: BTreeMap<i32, BTreeMap<Period, Exact>> = BTreeMap::new();
    let mut period = Some(county.last_period);
    for _ in 0..PERIODS {
        let Some(found) = period else { break };
        years.entry(found.year()).or_default().insert(found, volume.clone());
        period = found.previous();
    }
    let mut period = county.last_period.next();
    while let Some(found) = period.filter(|found| found.year() == county.last_period.year()) {
        years.entry(found.year()).or_default().insert(found, volume.clone());
        period = found.next();
    }
    for (year, volumes) in years {
        let new = NewPlan {
            user_id,
            year,
            basis: PlanBasis::ApprovedFigure,
            basis_detail: format!("演示核定水量{year}"),
            volumes,
        };
        let draft = draft_plan(conn, rules, &staff.clerk, new).await?;
        let present = approve(conn, rules, staff, draft).await?;
        if let Some(cut) = user.reduction.as_ref().filter(|cut| cut.from.year() == year) {
            let volumes = present
                .volumes
                .range(cut.from..)
                .map(|(period, _)| (*period, cut.volume.clone()))
                .collect();
            let new = NewReduction {
                ground: cut.ground,
                evidence: cut.evidence.clone(),
                from: cut.from,
                volumes,
            };
            let draft = reduce_plan(conn, rules, &staff.clerk, present.row.id, present.row.version, new).await?;
            approve(conn, rules, staff, draft).await?;
        }
    }
    Ok(())
}

async fn approve(conn: &mut Pg, rules: &RuleSet, staff: &Staff, draft: PlanRecord) -> Result<PlanRecord, UseCaseError> {
    let submitted = move_plan(conn, rules, &staff.clerk, draft.row.id, draft.row.version, PlanCommand::Submit).await?;
    let by = staff.head.actor.clone();
    move_plan(
        conn,
        rules,
        &staff.head,
        submitted.row.id,
        submitted.row.version,
        PlanCommand::Approve { by },
    )
    .await
}

/// The reading before the first quarter and those of the four quarters, with what is out of the ordinary in the last.
async fn load_readings(
    conn: &mut Pg,
    rules: &RuleSet,
    county: &County,
    staff: &Staff,
    meter_id: Uuid,
    user: &User,
) -> Result<(), DemonstrationError> {
    let refused = |error: UseCaseError| DemonstrationError::Refused(format!("用水户 {}（{}）", user.code, user.case), error);
    let metering = MeteringRules::at(rules, county.as_of).map_err(|refusal| refused(refusal.into()))?;
    let periods = county.periods()?;
    let before = periods[0]
        .previous()
        .ok_or_else(|| DemonstrationError::File("last_period 太早".to_owned()))?;
    let mut counter = Counter::at(user.meter.opening.clone(), user.meter.digits);
    record_reading(conn, &metering, &staff.clerk, meter_id, counter.reading(before))
        .await
        .map_err(refused)?;
    let (last, earlier) = (periods[PERIODS - 1], &periods[..PERIODS - 1]);
    for (period, usage) in earlier.iter().zip(&user.usage) {
        counter.add(usage);
        record_reading(conn, &metering, &staff.clerk, meter_id, counter.reading(*period))
            .await
            .map_err(refused)?;
    }
    if user.last.unread {
        return Ok(());
    }
    let usage = &user.usage[PERIODS - 1];
    let (meter_id, mut counter) = match &user.last.meter_change {
        None => {
            counter.add(usage);
            (meter_id, counter)
        }
        Some(change) => {
            counter.add(&change.used_before);
            let (new_meter_id, mut new_counter) = change_meter(conn, rules, staff, meter_id, counter, user).await.map_err(refused)?;
            new_counter.add(&(usage - &change.used_before));
            (new_meter_id, new_counter)
        }
    };
    let mut reading = counter.reading(last);
    if let Some(read_on) = user.last.read_on {
        reading.read_on = read_on;
    }
    let outcome = record_reading(conn, &metering, &staff.clerk, meter_id, reading).await;
    match (&user.last.refused, outcome) {
        (None, outcome) => outcome.map(drop).map_err(refused),
        (Some(expected), Err(UseCaseError::Refused(refusal))) if refusal.code == expected => Ok(()),
        (Some(expected), outcome) => Err(DemonstrationError::NotAsExpected {
            user: user.code.clone(),
            expected: expected.clone(),
            found: outcome.map_or_else(|error| error.to_string(), |_| "读数已登记".to_owned()),
        }),
    }
}

/// Takes the meter out and puts the new one in.
async fn change_meter(
    conn: &mut Pg,
    rules: &RuleSet,
    staff: &Staff,
    meter_id: Uuid,
    mut counter: Counter,
    user: &User,
) -> Result<(Uuid, Counter), UseCaseError> {
    let Some(change) = &user.last.meter_change else {
        return Ok((meter_id, counter));
    };
    let removal = Removal {
        removed_on: change.on,
        value: Some(counter.value.clone()),
        method: Method::Manual,
        rolled_over: std::mem::take(&mut counter.rolled_over),
    };
    let new = NewMeter {
        number: change.number.clone(),
        installed_on: change.on,
        seal_number: Some(format!("封{}", change.number)),
        verification: Some(verification(&change.number, change.verification)),
        ..new_meter(&user.meter)
    };
    let version = crate::store::meter::find(conn, meter_id).await?.map_or(1, |row| row.version);
    let (_, registered) = replace_meter(conn, rules, &staff.clerk, meter_id, version, removal, new).await?;
    Ok((registered.meter.id, Counter::at(Exact::zero(), user.meter.digits)))
}

/// What a meter shows.
struct Counter {
    value: Exact,
    capacity: Exact,
    rolled_over: bool,
}

impl Counter {
    fn at(value: Exact, digits: i32) -> Self {
        let capacity = Exact::scaled(10_i64.pow(u32::try_from(digits).unwrap_or(0)), 0);
        Self {
            value,
            capacity,
            rolled_over: false,
        }
    }

    fn add(&mut self, usage: &Exact) {
        self.value = &self.value + usage;
        if self.value >= self.capacity {
            self.value = &self.value - &self.capacity;
            self.rolled_over = true;
        }
    }

    /// The reading that closes a period on its last day.
    fn reading(&mut self, period: Period) -> NewReading {
        NewReading {
            purpose: Purpose::Period(period),
            read_on: period.last_day(),
            value: self.value.clone(),
            method: Method::Manual,
            rolled_over: std::mem::take(&mut self.rolled_over),
            correction: None,
            supplement: None,
        }
    }
}
