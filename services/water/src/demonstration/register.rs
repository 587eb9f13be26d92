//! Registers users with their meters and the plans of all years.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use platform::database::Pg;
use rules::{Exact, RuleSet};
use uuid::Uuid;

use super::{
    DemonstrationError,
    county::{County, Cut, MeterEntry, NextPlan, User},
    staff,
};
use crate::{
    domain::{
        credit_code,
        meter::{Place, VerificationOutcome},
        period::Period,
        plan::{PlanBasis, PlanCommand},
        user::{Category, Recognition, UseClass},
    },
    service::{
        error::UseCaseError,
        meter::{NewMeter, NewVerification, record_verification, register_meter},
        plan::{NewPlan, NewReduction, PlanRecord, draft_plan, find_plan, move_plan, reduce_plan},
        water_user::{WaterUserFields, register_water_user},
    },
    store::{corrupt, plan},
};

/// Days before the first quarter on which everybody is registered.
const REGISTERED_BEFORE: u64 = 14;
/// Days before a year on which its plans are drafted, submitted and approved.
const DRAFTED: u64 = 44;
const SUBMITTED: u64 = 38;
const APPROVED: u64 = 16;

/// Names the user in a refusal.
pub fn refused(user: &User) -> impl Fn(UseCaseError) -> DemonstrationError + '_ {
    |error| DemonstrationError::Refused(format!("用水户 {}（{}）", user.code, user.case), error)
}

/// The day on which everybody is registered.
pub fn registered_on(county: &County) -> Result<NaiveDate, DemonstrationError> {
    Ok(county.periods()?[0].first_day() - Days::new(REGISTERED_BEFORE))
}

/// Registers a user. `number`: its place in the county, from 1.
pub async fn register(conn: &mut Pg, rules: &RuleSet, county: &County, number: u32, user: &User) -> Result<(), DemonstrationError> {
    let day = registered_on(county)?;
    let act = staff::clerk(day);
    let row = register_water_user(conn, &act, user.code.clone(), fields(number, user), true)
        .await
        .map_err(refused(user))?;
    let meter = register_meter(conn, rules, &act, row.id, new_meter(&user.meter, &user.meter.number))
        .await
        .map_err(refused(user))?
        .meter;
    let mut meters = vec![meter.clone()];
    if let Some(sub_meter) = &user.sub_meter {
        let new = NewMeter {
            master_meter_id: Some(meter.id),
            ..new_meter(&user.meter, &sub_meter.number)
        };
        let registered = register_meter(conn, rules, &act, row.id, new).await.map_err(refused(user))?;
        meters.push(registered.meter);
    }
    for meter in meters {
        for [from, until] in user.meter.verifications.iter().skip(1) {
            let act = staff::clerk(day.max(*from));
            record_verification(conn, &act, meter.id, verification(&meter.number, [*from, *until]))
                .await
                .map_err(refused(user))?;
        }
    }
    draft_plans(conn, rules, county, row.id, user, |year| year == county.last_period.year()).await
}

/// The plans of the years before the last.
pub async fn register_past_plans(
    conn: &mut Pg,
    rules: &RuleSet,
    county: &County,
    user_id: Uuid,
    user: &User,
) -> Result<(), DemonstrationError> {
    draft_plans(conn, rules, county, user_id, user, |year| year < county.last_period.year()).await
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

/// A verification of a meter.
pub fn verification(number: &str, [from, until]: [NaiveDate; 2]) -> NewVerification {
    NewVerification {
        certificate: format!("演示检字{number}-{}", from.format("%Y")),
        verified_on: from,
        outcome: VerificationOutcome::Verified,
        valid_until: until,
    }
}

/// A meter like an entry, under a number.
pub fn new_meter(meter: &MeterEntry, number: &str) -> NewMeter {
    NewMeter {
        master_meter_id: None,
        number: number.to_owned(),
        calibre_dn: meter.calibre_dn,
        digits: meter.digits,
        kind: "机械水表".to_owned(),
        place: Place::SupplyPoint,
        installed_on: meter.installed_on,
        seal_number: Some(format!("封{number}")),
        verification: meter.verifications.first().map(|days| verification(number, *days)),
        installation_value: Some(Exact::zero()),
    }
}

/// The plans of those years that the quarters lie in which are wanted; the last year to its end.
async fn draft_plans(
    conn: &mut Pg,
    rules: &RuleSet,
    county: &County,
    user_id: Uuid,
    user: &User,
    is_wanted: impl Fn(i32) -> bool,
) -> Result<(), DemonstrationError> {
    let mut years: BTreeMap<i32, BTreeMap<Period, Exact>> = BTreeMap::new();
    let mut period = Some(county.periods()?[0]);
    while let Some(found) = period.filter(|found| found.year() <= county.last_period.year()) {
        if let Some(volume) = user.plan_of(found).filter(|_| is_wanted(found.year())) {
            years.entry(found.year()).or_default().insert(found, volume.clone());
        }
        period = found.next();
    }
    for (year, volumes) in years {
        let days = PlanDays::of(county, &volumes)?;
        let drafted = draft_plan(conn, rules, &staff::clerk(days.drafted), new_plan(user_id, user, year, volumes))
            .await
            .map_err(refused(user))?;
        approve(conn, rules, &days, drafted).await.map_err(refused(user))?;
    }
    Ok(())
}

fn new_plan(user_id: Uuid, user: &User, year: i32, volumes: BTreeMap<Period, Exact>) -> NewPlan {
    let (basis, basis_detail) = match user.use_class {
        UseClass::FoodProcessing => (PlanBasis::Quota, format!("演示：食品加工定额 × {year}年申报产量")),
        UseClass::Industry | UseClass::KeyIndustry => (PlanBasis::Quota, format!("演示：工业产品定额 × {year}年申报产量")),
        _ => (PlanBasis::ApprovedFigure, format!("演示核定水量{year}")),
    };
    NewPlan {
        user_id,
        year,
        basis,
        basis_detail,
        volumes,
    }
}

/// When a plan is made.
struct PlanDays {
    drafted: NaiveDate,
    submitted: NaiveDate,
    approved: NaiveDate,
}

impl PlanDays {
    /// Before the plan's first quarter; the first plans after everybody is registered.
    fn of(county: &County, volumes: &BTreeMap<Period, Exact>) -> Result<Self, DemonstrationError> {
        let registered = registered_on(county)?;
        let first = volumes.keys().next().map_or(registered, |period| period.first_day());
        let day = |before: u64| (first - Days::new(before)).max(registered);
        Ok(Self {
            drafted: day(DRAFTED),
            submitted: day(SUBMITTED),
            approved: day(APPROVED),
        })
    }

    fn all_on(day: NaiveDate) -> Self {
        Self {
            drafted: day,
            submitted: day + Days::new(2),
            approved: day + Days::new(5),
        }
    }
}

async fn submit(conn: &mut Pg, rules: &RuleSet, days: &PlanDays, draft: PlanRecord) -> Result<PlanRecord, UseCaseError> {
    let act = staff::clerk(days.submitted);
    move_plan(conn, rules, &act, draft.row.id, draft.row.version, PlanCommand::Submit).await
}

async fn approve(conn: &mut Pg, rules: &RuleSet, days: &PlanDays, draft: PlanRecord) -> Result<PlanRecord, UseCaseError> {
    let submitted = submit(conn, rules, days, draft).await?;
    let act = staff::head(days.approved);
    let by = act.actor.clone();
    let command = PlanCommand::Approve { by };
    move_plan(conn, rules, &act, submitted.row.id, submitted.row.version, command).await
}

/// Cuts the plan in force at the beginning of the cut's first quarter.
pub async fn cut_plan(conn: &mut Pg, rules: &RuleSet, user_id: Uuid, cut: &Cut) -> Result<(), UseCaseError> {
    let revisions = plan::of_user_and_year(conn, user_id, cut.from.year()).await?;
    let present = revisions
        .last()
        .ok_or_else(|| corrupt("a user with a cut has no plan"))
        .map(|row| row.id)?;
    let present = find_plan(conn, present).await?;
    let kept = Exact::scaled(cut.keep_permille, 3);
    let days = PlanDays::all_on(cut.from.first_day() + Days::new(10));
    let new = NewReduction {
        ground: cut.ground,
        evidence: cut.evidence.clone(),
        from: cut.from,
        volumes: present
            .volumes
            .range(cut.from..)
            .map(|(period, volume)| (*period, volume * &kept))
            .collect(),
    };
    let draft = reduce_plan(conn, rules, &staff::clerk(days.drafted), present.row.id, present.row.version, new).await?;
    approve(conn, rules, &days, draft).await.map(drop)
}

/// Brings the plan of the coming year as far as it has come on the county's day.
pub async fn draft_next_plan(
    conn: &mut Pg,
    rules: &RuleSet,
    county: &County,
    user_id: Uuid,
    user: &User,
    next: NextPlan,
) -> Result<(), UseCaseError> {
    let year = county.last_period.year() + 1;
    let volumes = (1..=4)
        .filter_map(|quarter| Period::quarter(year, quarter))
        .filter_map(|period| Some((period, user.plan_of(period)?.clone())))
        .collect();
    let days = PlanDays::all_on(county.as_of - Days::new(14));
    let draft = draft_plan(conn, rules, &staff::clerk(days.drafted), new_plan(user_id, user, year, volumes)).await?;
    match next {
        NextPlan::Drafted => {}
        NextPlan::Submitted => drop(submit(conn, rules, &days, draft).await?),
        NextPlan::Approved => drop(approve(conn, rules, &days, draft).await?),
        NextPlan::Returned => {
            let submitted = submit(conn, rules, &days, draft).await?;
            let command = PlanCommand::Return {
                reason: "申报水量高于上年实际用水，请补充用水说明后再报".to_owned(),
            };
            let act = staff::head(days.approved);
            move_plan(conn, rules, &act, submitted.row.id, submitted.row.version, command).await?;
        }
    }
    Ok(())
}
