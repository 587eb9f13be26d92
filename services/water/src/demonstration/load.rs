//! Loads the demonstration county by the use cases of everyday work: first what today's work needs, then the past, which
//! may go on while people work already. What was interrupted goes on where it stopped.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use platform::{
    Database, Scope,
    database::{DatabaseError, Pg},
};
use rules::RuleSet;
use uuid::Uuid;

use super::{
    DemonstrationError,
    county::{BasePrice, County, Supplier},
    evaluation::load_evaluations,
    generate, irrigation, metering,
    project::load_projects,
    quarter::{Account, Quarter, loaded_files, loaded_runs},
    reading_series,
    reclaimed::load_reclaimed,
    register::{self, refused, registered_on},
    staff, supervision,
};
use crate::{
    domain::code::Coded,
    service::{
        base_price::{NewBasePrice, record_base_price},
        billing::mark_overdue::mark_overdue,
        error::UseCaseError,
        plan_due::put_due_plans_in_force,
    },
    store::{
        base_price,
        billing::candidate,
        plan::{self, PlanFilter},
        water_user::{self, WaterUserFilter},
    },
};

/// Users that are registered in one transaction.
const TOGETHER: usize = 50;

/// What a load has done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Loaded {
    /// Users registered.
    pub users: usize,
    /// Users that were there before.
    pub known_users: usize,
    /// Base prices recorded.
    pub prices: usize,
    /// Readings recorded with others.
    pub readings: usize,
    /// Bills made.
    pub bills: usize,
    /// Payments registered.
    pub payments: usize,
}

/// Loads what is not there yet: [`load_present`], then [`load_past`].
pub async fn load(database: &Database, rules: &RuleSet, county: &County) -> Result<Loaded, DemonstrationError> {
    let present = load_present(database, rules, county).await?;
    let past = load_past(database, rules, county).await?;
    Ok(Loaded {
        bills: past.bills,
        payments: past.payments,
        ..present
    })
}

/// What is needed for work on the last quarter: prices, users, meters, the plans of the last year and of the next, all
/// readings.
pub async fn load_present(database: &Database, rules: &RuleSet, county: &County) -> Result<Loaded, DemonstrationError> {
    let mut loaded = Loaded::default();
    for price in &county.base_price {
        let mut tx = database.begin(&Scope::All).await?;
        let name = || format!("{} 的基本水价", price.supplier);
        if load_price(&mut tx, price, registered_on(county)?)
            .await
            .map_err(|error| DemonstrationError::Refused(name(), error))?
        {
            tx.commit().await?;
            loaded.prices += 1;
        }
    }
    let accounts = accounts(county)?;
    register_users(database, rules, county, &accounts, &mut loaded).await?;
    put_plans_in_force(database, rules, county).await?;
    read_quarters(database, rules, county, &accounts, &mut loaded).await?;
    draft_next_plans(database, rules, county, &accounts).await?;
    load_projects(database, rules, county.as_of).await?;
    supervision::load(database, rules, county).await?;
    irrigation::load(database, rules, county.seed).await?;
    load_reclaimed(database, rules, county.as_of).await?;
    load_evaluations(database, rules, county.as_of).await?;
    Ok(loaded)
}

/// The plans of earlier years, and the bills of all quarters that are billed. [`load_present`] must have come before.
pub async fn load_past(database: &Database, rules: &RuleSet, county: &County) -> Result<Loaded, DemonstrationError> {
    let mut loaded = Loaded::default();
    if county.billed_through.is_none() {
        return Ok(loaded);
    }
    let accounts = accounts(county)?;
    register_past_plans(database, rules, county, &accounts).await?;
    put_plans_in_force(database, rules, county).await?;
    if bill_quarters(database, rules, county, &accounts, &mut loaded).await? {
        mark_overdue(database, rules, &staff::billing(county.as_of))
            .await
            .map_err(|error| DemonstrationError::Refused("逾期账单".to_owned(), error))?;
    }
    // Behind the runs, which would list these users among the unbilled.
    metering::load(database, rules, county).await?;
    Ok(loaded)
}

fn accounts(county: &County) -> Result<Vec<Account>, DemonstrationError> {
    county
        .user
        .iter()
        .cloned()
        .chain(generate::users(county)?)
        .map(|user| {
            let series = reading_series::of_user(county, &user)?;
            Ok(Account { user, series })
        })
        .collect()
}

async fn load_price(conn: &mut Pg, price: &BasePrice, day: NaiveDate) -> Result<bool, UseCaseError> {
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
    record_base_price(conn, &staff::head(day), new).await?;
    Ok(true)
}

/// Holds the prices until the transaction ends. Somebody may be billing meanwhile: a run holds them before the audit
/// trail too.
pub(super) async fn hold_prices(conn: &mut Pg, county: &County) -> Result<(), DatabaseError> {
    let pairs = county
        .base_price
        .iter()
        .map(|price| (price.supplier.as_str(), price.category.code()));
    Ok(candidate::hold_prices_of(conn, pairs).await?)
}

async fn register_users(
    database: &Database,
    rules: &RuleSet,
    county: &County,
    accounts: &[Account],
    loaded: &mut Loaded,
) -> Result<(), DemonstrationError> {
    let known: BTreeSet<String> = {
        let mut conn = database.connection(&Scope::All).await?;
        let rows = water_user::list(&mut conn, &WaterUserFilter::default(), &water_user::SORTING.all())
            .await
            .map_err(DatabaseError::from)?
            .items;
        rows.into_iter().map(|row| row.code).collect()
    };
    let numbered: Vec<_> = (1_u32..).zip(accounts).collect();
    for together in numbered.chunks(TOGETHER) {
        let new: Vec<_> = together.iter().filter(|(_, account)| !known.contains(&account.user.code)).collect();
        loaded.known_users += together.len() - new.len();
        if new.is_empty() {
            continue;
        }
        let mut tx = database.begin(&Scope::All).await?;
        for (number, account) in &new {
            register::register(&mut tx, rules, county, *number, &account.user).await?;
        }
        tx.commit().await?;
        loaded.users += new.len();
    }
    Ok(())
}

/// On New Year's Day of each year of the story.
async fn put_plans_in_force(database: &Database, rules: &RuleSet, county: &County) -> Result<(), DemonstrationError> {
    let first = county.periods()?[0].year() + 1;
    for year in first..=county.last_period.year() {
        let day = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(county.as_of);
        loop {
            let mut tx = database.begin(&Scope::All).await?;
            hold_prices(&mut tx, county).await?;
            let count = put_due_plans_in_force(&mut tx, rules, &staff::clerk(day))
                .await
                .map_err(|error| DemonstrationError::Refused(format!("{}年的用水计划", day.year()), error))?;
            if count == 0 {
                break;
            }
            tx.commit().await?;
        }
    }
    Ok(())
}

/// The users of a supply company, or of none.
type Group<'a> = (Option<&'a Supplier>, Vec<&'a Account>);

fn groups<'a>(county: &'a County, accounts: &'a [Account]) -> Vec<Group<'a>> {
    let suppliers = county.supplier.iter().map(Some).chain([None]);
    suppliers
        .map(|supplier| {
            let code = supplier.map(|supplier| supplier.code.as_str());
            let accounts: Vec<_> = accounts.iter().filter(|account| account.user.supplier.as_deref() == code).collect();
            (supplier, accounts)
        })
        .filter(|(_, accounts)| !accounts.is_empty())
        .collect()
}

/// Every quarter of every group, in the order of time, the one that opens the first included.
fn quarters<'a>(county: &'a County, rules: &'a RuleSet, groups: &'a [Group<'a>]) -> Result<Vec<Quarter<'a>>, DemonstrationError> {
    let periods = std::iter::once(county.opening_period()?).chain(county.periods()?);
    Ok(periods
        .enumerate()
        .flat_map(|(index, period)| {
            groups.iter().map(move |(supplier, accounts)| Quarter {
                county,
                rules,
                supplier: *supplier,
                accounts,
                index,
                period,
            })
        })
        .collect())
}

async fn read_quarters(
    database: &Database,
    rules: &RuleSet,
    county: &County,
    accounts: &[Account],
    loaded: &mut Loaded,
) -> Result<(), DemonstrationError> {
    let done = {
        let mut conn = database.connection(&Scope::All).await?;
        loaded_files(&mut conn).await.map_err(DatabaseError::from)?
    };
    let groups = groups(county, accounts);
    for quarter in quarters(county, rules, &groups)? {
        if !done.contains(&quarter.file_name()) {
            let mut tx = database.begin(&Scope::All).await?;
            quarter.read(&mut tx, loaded).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}

async fn register_past_plans(
    database: &Database,
    rules: &RuleSet,
    county: &County,
    accounts: &[Account],
) -> Result<(), DemonstrationError> {
    let filter = PlanFilter {
        year: Some(county.periods()?[0].year()),
        ..PlanFilter::default()
    };
    let (known, ids) = {
        let mut conn = database.connection(&Scope::All).await?;
        let plans = plan::list(&mut conn, &filter, &plan::SORTING.all())
            .await
            .map_err(DatabaseError::from)?
            .items;
        let users = water_user::list(&mut conn, &WaterUserFilter::default(), &water_user::SORTING.all())
            .await
            .map_err(DatabaseError::from)?
            .items;
        let known: BTreeSet<Uuid> = plans.into_iter().map(|(row, ..)| row.user_id).collect();
        let ids: BTreeMap<String, Uuid> = users.into_iter().map(|row| (row.code, row.id)).collect();
        (known, ids)
    };
    let new: Vec<_> = accounts
        .iter()
        .filter(|account| !account.user.plan.is_empty())
        .filter_map(|account| Some((*ids.get(&account.user.code)?, &account.user)))
        .filter(|(id, _)| !known.contains(id))
        .collect();
    for together in new.chunks(TOGETHER) {
        let mut tx = database.begin(&Scope::All).await?;
        hold_prices(&mut tx, county).await?;
        for (id, user) in together {
            register::register_past_plans(&mut tx, rules, county, *id, user).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// Says whether there was anything to bill.
async fn bill_quarters(
    database: &Database,
    rules: &RuleSet,
    county: &County,
    accounts: &[Account],
    loaded: &mut Loaded,
) -> Result<bool, DemonstrationError> {
    let done = {
        let mut conn = database.connection(&Scope::All).await?;
        loaded_runs(&mut conn).await.map_err(DatabaseError::from)?
    };
    let groups = groups(county, accounts);
    let mut is_anything_new = false;
    for quarter in quarters(county, rules, &groups)? {
        let Some(supplier) = quarter.supplier.filter(|_| quarter.index > 0 && county.is_billed(quarter.period)) else {
            continue;
        };
        if !done.contains(&(quarter.period.to_string(), supplier.code.clone())) {
            let mut tx = database.begin(&Scope::All).await?;
            hold_prices(&mut tx, county).await?;
            quarter.bill(&mut tx, supplier, loaded).await?;
            tx.commit().await?;
            is_anything_new = true;
        }
    }
    Ok(is_anything_new)
}

/// The plans of the coming year, all in one transaction.
async fn draft_next_plans(database: &Database, rules: &RuleSet, county: &County, accounts: &[Account]) -> Result<(), DemonstrationError> {
    let filter = PlanFilter {
        year: Some(county.last_period.year() + 1),
        ..PlanFilter::default()
    };
    let drafter = staff::clerk(county.as_of).actor;
    let mut tx = database.begin(&Scope::All).await?;
    let present = plan::list(&mut tx, &filter, &plan::SORTING.all())
        .await
        .map_err(DatabaseError::from)?
        .items;
    if present.iter().any(|(row, ..)| row.drafted_by == drafter) {
        return Ok(());
    }
    for Account { user, .. } in accounts {
        let Some(next) = user.next_plan else { continue };
        let found = water_user::find_by_code(&mut tx, &user.code).await.map_err(DatabaseError::from)?;
        let Some(row) = found else { continue };
        register::draft_next_plan(&mut tx, rules, county, row.id, user, next)
            .await
            .map_err(refused(user))?;
    }
    tx.commit().await?;
    Ok(())
}
