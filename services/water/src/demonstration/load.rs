//! Records the county through the use cases: what the rules refuse is not loaded.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate, Utc};
use platform::{Database, Scope, database::Pg};
use rules::{Exact, RuleSet};
use uuid::Uuid;

use super::{
    DemonstrationError,
    county::{County, DemoUser, MeterChange},
};
use crate::{
    domain::{
        meter::{MeteringRules, Place, VerificationOutcome},
        period::Period,
        plan::{PlanBasis, PlanCommand},
        reading::{Method, NewReading, Purpose},
        user::Recognition,
    },
    service::{
        Act, base_price,
        error::UseCaseError,
        meter::{self, NewMeter, NewVerification, Registered, Removal},
        plan::{self, NewPlan},
        reading,
        water_user::{self, WaterUserFields},
    },
    store,
};

/// Who drafts, and who approves: two, as the rules want.
const DRAFTER: &str = "system:demonstration";
const APPROVER: &str = "system:demonstration-approval";
/// Unit under which the county is recorded.
const UNIT: &str = "water_bureau";

/// Loads what is not there yet; answers how many users were added. Each user is one transaction.
pub async fn county(database: &Database, rules: &RuleSet, county: &County) -> Result<usize, DemonstrationError> {
    let act = Act::at(DRAFTER, UNIT, Utc::now());
    record_prices(database, &act, county).await?;
    let mut added = 0;
    for (index, user) in county.users.iter().enumerate() {
        let code = format!("YS-{:04}", index + 1);
        let refused = |error| DemonstrationError::Refused(format!("{code} {}", user.name), error);
        let mut tx = database.begin(&Scope::All).await?;
        if store::water_user::find_by_code(&mut tx, &code).await.map_err(|error| refused(error.into()))?.is_some() {
            tx.rollback().await?;
            continue;
        }
        let loader = Loader { rules, act: &act, county, user, code: &code };
        loader.record(&mut tx).await.map_err(refused)?;
        tx.commit().await?;
        added += 1;
    }
    Ok(added)
}

async fn record_prices(database: &Database, act: &Act, county: &County) -> Result<(), DemonstrationError> {
    let refused = |error| DemonstrationError::Refused("基本水价".to_owned(), error);
    let mut tx = database.begin(&Scope::All).await?;
    for supplier in &county.suppliers {
        for price in &county.prices {
            let present = store::base_price::row_at(&mut tx, supplier, price.category, price.effective_from).await;
            if present.map_err(|error| refused(error.into()))?.is_some() {
                continue;
            }
            let new = base_price::NewBasePrice {
                supplier: supplier.clone(),
                category: price.category,
                price: price.price.clone(),
                effective_from: price.effective_from,
                document: price.document.clone(),
                article: price.article.clone(),
            };
            base_price::record_base_price(&mut tx, act, new).await.map_err(refused)?;
        }
    }
    Ok(tx.commit().await?)
}

/// One user on the way into the register.
struct Loader<'a> {
    rules: &'a RuleSet,
    act: &'a Act,
    county: &'a County,
    user: &'a DemoUser,
    code: &'a str,
}

impl Loader<'_> {
    async fn record(&self, conn: &mut Pg) -> Result<(), UseCaseError> {
        let user = self.user;
        let recognition = user.notice.as_ref().map(|notice| Recognition {
            department: "县工信科技局（演示）".to_owned(),
            notice_number: notice.clone(),
            noticed_on: self.county.installed_on,
        });
        let fields = WaterUserFields {
            name: user.name.clone(),
            credit_code: None,
            category: user.category,
            supply: user.supply,
            industry_class: user.industry_class,
            recognition,
            use_class: user.use_class,
            town: user.town,
            supplier: user.supplier.clone(),
            phone: None,
        };
        let id = water_user::register_water_user(conn, self.act, self.code.to_owned(), fields, true).await?.id;
        if let Some(volume) = &user.plan {
            self.record_plans(conn, id, volume).await?;
        }
        self.record_readings(conn, id).await
    }

    /// A plan for each year that the quarters touch, approved by somebody else.
    async fn record_plans(&self, conn: &mut Pg, user_id: Uuid, volume: &Exact) -> Result<(), UseCaseError> {
        let years: BTreeSet<i32> = self.county.periods.iter().map(|period| period.year()).collect();
        let approver = Act { actor: APPROVER.to_owned(), ..self.act.clone() };
        for year in years {
            let quarters = (1..=4).filter_map(|quarter| Period::quarter(year, quarter));
            let new = NewPlan {
                user_id,
                year,
                basis: PlanBasis::ApprovedFigure,
                basis_detail: "演示核定水量（虚构）".to_owned(),
                volumes: quarters.map(|quarter| (quarter, volume.clone())).collect(),
            };
            let draft = plan::draft_plan(conn, self.rules, self.act, new).await?;
            let submitted = plan::move_plan(conn, self.rules, self.act, draft.row.id, draft.row.version, PlanCommand::Submit).await?;
            let approve = PlanCommand::Approve { by: APPROVER.to_owned() };
            plan::move_plan(conn, self.rules, &approver, submitted.row.id, submitted.row.version, approve).await?;
        }
        Ok(())
    }

    /// The meter and a reading for every quarter that has a use; a change of meter within the last one.
    async fn record_readings(&self, conn: &mut Pg, user_id: Uuid) -> Result<(), UseCaseError> {
        let user = self.user;
        let mut meter = self.register_meter(conn, user_id, "A", self.county.installed_on, user.opening.clone()).await?;
        let mut counter = user.opening.clone();
        let last = self.county.periods.len().saturating_sub(1);
        for (index, (period, usage)) in self.county.periods.iter().zip(&user.usage).enumerate() {
            let mut through_this_meter = usage.clone();
            if index == last
                && let Some(change) = &user.meter_change
            {
                meter = self.change_meter(conn, &meter, &counter, change).await?;
                counter = Exact::zero();
                through_this_meter = usage - &change.old_meter_use;
            }
            let late = if index == last { user.read_late } else { 0 };
            let (value, rolled_over) = self.advance(&counter, &through_this_meter);
            counter = value.clone();
            let new = NewReading {
                purpose: Purpose::Period(*period),
                read_on: shifted(period.last_day(), late),
                value,
                method: Method::Manual,
                rolled_over,
                correction: None,
            };
            let metering = MeteringRules::at(self.rules, self.act.today)?;
            reading::record_reading(conn, &metering, self.act, meter.meter.id, new).await?;
        }
        Ok(())
    }

    async fn register_meter(&self, conn: &mut Pg, user_id: Uuid, letter: &str, on: NaiveDate, value: Exact) -> Result<Registered, UseCaseError> {
        let number = format!("{}-{letter}", self.code);
        meter::register_meter(conn, self.rules, self.act, user_id, self.new_meter(number, on, value)).await
    }

    fn new_meter(&self, number: String, on: NaiveDate, value: Exact) -> NewMeter {
        let verification = NewVerification {
            certificate: format!("演示检定-{number}"),
            verified_on: on,
            outcome: VerificationOutcome::Verified,
            valid_until: self.user.certificate_until.unwrap_or(on),
        };
        NewMeter {
            seal_number: Some(format!("演示铅封-{number}")),
            number,
            calibre_dn: 25,
            digits: i32::try_from(self.user.digits).unwrap_or(6),
            kind: "机械水表（演示）".to_owned(),
            place: Place::SupplyPoint,
            installed_on: on,
            verification: Some(verification),
            installation_value: Some(value),
        }
    }

    async fn change_meter(&self, conn: &mut Pg, old: &Registered, counter: &Exact, change: &MeterChange) -> Result<Registered, UseCaseError> {
        let (value, rolled_over) = self.advance(counter, &change.old_meter_use);
        let removal = Removal {
            removed_on: change.on,
            value: Some(value),
            method: Method::Manual,
            rolled_over,
        };
        let new = self.new_meter(format!("{}-B", self.code), change.on, Exact::zero());
        let changed = meter::replace_meter(conn, self.rules, self.act, old.meter.id, old.meter.version, removal, new).await?;
        Ok(changed.1)
    }

    /// What the counter shows after a use, and whether it passed its capacity.
    fn advance(&self, counter: &Exact, usage: &Exact) -> (Exact, bool) {
        let capacity = Exact::scaled(10_i64.pow(self.user.digits), 0);
        let sum = counter + usage;
        if sum < capacity { (sum, false) } else { (&sum - &capacity, true) }
    }
}

/// A day some days later, or earlier below zero.
fn shifted(day: NaiveDate, days: i64) -> NaiveDate {
    let distance = Days::new(days.unsigned_abs());
    let moved = if days < 0 { day.checked_sub_days(distance) } else { day.checked_add_days(distance) };
    moved.unwrap_or(day)
}
