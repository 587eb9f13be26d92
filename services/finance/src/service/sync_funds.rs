//! Brings funds and accounts of the database to what the rule files say.

use platform::{
    Database,
    database::{DatabaseError, Scope},
};

use crate::{domain::fund::Funds, store::fund};

/// Writes all funds in one transaction.
pub async fn sync_funds(database: &Database, funds: &Funds) -> Result<(), DatabaseError> {
    let mut tx = database.begin(&Scope::All).await?;
    fund::sync(&mut tx, funds).await?;
    tx.commit().await
}
