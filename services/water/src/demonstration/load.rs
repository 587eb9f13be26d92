//! Loads the demonstration county by the use cases of everyday work, as its story goes: users and plans, then quarter by
//! quarter. What was interrupted goes on where it stopped.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use platform::{
    Database, Scope,
    database::{DatabaseError, Pg},
};
use rules::RuleSet;

use super::{
    DemonstrationError,
    county::{BasePrice, County},
    generate,
    quarter::{Account, Quarter, loaded_files},
    reading_series,
    register::{self, refused, registered_on},
    staff,
};
use crate::{
    service::{
        base_price::{NewBasePrice, record_base_price},
        billing::mark_overdue::mark_overdue,
        error::UseCaseError,
        plan::put_due_plans_in_force,
    },
    store::{
        base_price,
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

/// Loads what is not there yet.
pub async fn load(database: &Database, rules: &RuleSet, county: &County) -> Result<Loaded, DemonstrationError> {
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
    let is_anything_new = let_quarters_happen(database, rules, county, &accounts, &mut loaded).await?;
    draft_next_plans(database, rules, county, &accounts).await?;
    if is_anything_new {
        mark_overdue(database, rules, &staff::billing(county.as_of))
            .await
            .map_err(|error| DemonstrationError::Refused("逾期账单".to_owned(), error))?;
    }
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

async fn register_users(
    database: &Database,
    rules: &RuleSet,
    county: &County,
    accounts: &[Account],
    loaded: &mut Loaded,
) -> Result<(), DemonstrationError> {
    let known: BTreeSet<String> = {
        let mut conn = database.connection(&Scope::All).await?;
        let rows = water_user::list(&mut conn, &WaterUserFilter::default(), None, i64::MAX)
            .await
            .map_err(DatabaseError::from)?;
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

async fn let_quarters_happen(
    database: &Database,
    rules: &RuleSet,
    county: &County,
    accounts: &[Account],
    loaded: &mut Loaded,
) -> Result<bool, DemonstrationError> {
    let done = {
        let mut conn = database.connection(&Scope::All).await?;
        loaded_files(&mut conn).await.map_err(DatabaseError::from)?
    };
    let suppliers = county.supplier.iter().map(Some).chain([None]);
    let groups: Vec<_> = suppliers
        .map(|supplier| {
            let code = supplier.map(|supplier| supplier.code.as_str());
            let accounts: Vec<_> = accounts.iter().filter(|account| account.user.supplier.as_deref() == code).collect();
            (supplier, accounts)
        })
        .filter(|(_, accounts)| !accounts.is_empty())
        .collect();
    let mut is_anything_new = false;
    for (index, period) in std::iter::once(county.opening_period()?).chain(county.periods()?).enumerate() {
        for (supplier, accounts) in &groups {
            let quarter = Quarter {
                county,
                rules,
                supplier: *supplier,
                accounts,
                index,
                period,
            };
            if done.contains(&quarter.file_name()) {
                continue;
            }
            let mut tx = database.begin(&Scope::All).await?;
            quarter.happen(&mut tx, loaded).await?;
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
    let present = plan::list(&mut tx, &filter, None, i64::MAX).await.map_err(DatabaseError::from)?;
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
