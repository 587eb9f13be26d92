//! The service on a database of the test's own, the people who work with it, and water's messages.

use std::sync::Arc;

use contracts::{
    Message,
    water::{SurchargeCollectedV1, SurchargeReversedV1},
};
use finance::{
    api::role::FINANCE_CLERK,
    app,
    config::{self, Config},
    domain::ruleset,
    events::FinanceHandler,
};
use platform::{
    broker::{Failure, Handle, Received},
    database::Scope,
    operations::AUDITOR,
    test_support::{self, TestPerson, TestService, TestUrls},
};
use serde::Serialize;
use serde_json::{Value, json};
use testkit::{DatabaseUrls, TestDatabase};
use tokio_postgres::NoTls;
use uuid::Uuid;

/// The running service, with the database that it goes away with.
pub struct Finance {
    /// The service.
    pub service: TestService,
    /// Its database.
    pub database: TestDatabase,
    handler: FinanceHandler,
}

impl std::ops::Deref for Finance {
    type Target = TestService;

    fn deref(&self) -> &TestService {
        &self.service
    }
}

/// Starts the service on a fresh database.
pub async fn start() -> Finance {
    start_with(|_| {}).await
}

/// Starts it with settings of the test's own.
pub async fn start_with(tweak: impl FnOnce(&mut Config)) -> Finance {
    let migrated = |urls: DatabaseUrls| test_support::migrate(urls.owner_url, urls.app_url, finance::migrations());
    let database = testkit::servers().create_migrated_database("finance", migrated).await.unwrap();
    let urls = TestUrls {
        owner: database.owner_url.clone(),
        login: database.app_url.clone(),
    };
    let tweak = |config: &mut Config| {
        config.service.reconciliation.daily = false;
        tweak(config);
    };
    let service = TestService::start(config::DEFAULTS, finance::migrations, &urls, tweak, app::build).await;
    let handler = FinanceHandler::new(Arc::new(ruleset::load(None).unwrap()));
    Finance {
        service,
        database,
        handler,
    }
}

impl Finance {
    /// Hands a message to the department's handler, as the consumer does: effect and commit, or nothing.
    pub async fn receive(&self, message: &Received) -> Result<(), Failure> {
        let mut tx = self.service.database.begin(&Scope::All).await?;
        self.handler.handle(&mut tx, message).await?;
        Ok(tx.commit().await?)
    }

    /// SQL as the login role, over all rows.
    pub async fn sql(&self) -> tokio_postgres::Client {
        connect(&self.database.app_url).await
    }

    /// SQL as the owner of the tables, over all rows.
    pub async fn owner_sql(&self) -> tokio_postgres::Client {
        connect(&self.database.owner_url).await
    }

    /// SQL as superuser, over all rows.
    pub async fn superuser_sql(&self) -> tokio_postgres::Client {
        connect(&self.database.admin_url).await
    }

    /// Debits less credits of an account of `water_surcharge`, summed over the lines, with the balance that the
    /// account carries; the two are always equal.
    pub async fn balance(&self, account: &str) -> i64 {
        let query = "SELECT a.balance_fen, (SELECT coalesce(sum(l.amount_fen), 0)::bigint FROM journal_lines l WHERE l.fund = a.fund AND l.account = a.code)
                     FROM accounts a WHERE a.fund = 'water_surcharge' AND a.code = $1";
        let row = self.sql().await.query_one(query, &[&account]).await.unwrap();
        let (carried, summed): (i64, i64) = (row.get(0), row.get(1));
        assert_eq!(carried, summed, "account {account}");
        summed
    }

    /// A single number.
    pub async fn count(&self, query: &str) -> i64 {
        self.sql().await.query_one(query, &[]).await.unwrap().get(0)
    }

    /// A single text.
    pub async fn text(&self, query: &str) -> String {
        self.sql().await.query_one(query, &[]).await.unwrap().get(0)
    }

    /// Payloads in the outbox, oldest first, as `(type, payload)`.
    pub async fn outbox(&self) -> Vec<(String, Value)> {
        let rows = self
            .sql()
            .await
            .query("SELECT kind, (envelope -> 'data')::text FROM outbox_messages ORDER BY seq", &[])
            .await
            .unwrap();
        rows.iter()
            .map(|row| (row.get(0), serde_json::from_str(row.get(1)).unwrap()))
            .collect()
    }
}

/// A connection that sees all rows.
pub async fn connect(url: &str) -> tokio_postgres::Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
    tokio::spawn(connection);
    client.batch_execute("SET jiangzhou.scope = 'all'").await.unwrap();
    client
}

/// The golden sample of a collection.
pub fn collected_sample() -> Received {
    serde_json::from_str(include_str!(
        "../../../../shared/contracts/samples/cn.jiangzhou.water.surcharge.collected.v1.json"
    ))
    .unwrap()
}

/// The golden sample of a reversal, of the same payment.
pub fn reversed_sample() -> Received {
    serde_json::from_str(include_str!(
        "../../../../shared/contracts/samples/cn.jiangzhou.water.surcharge.reversed.v1.json"
    ))
    .unwrap()
}

fn envelope<M: Message + Serialize>(data: &M) -> Received {
    Received {
        id: Uuid::now_v7().to_string(),
        kind: M::TYPE.to_owned(),
        data: json!(data),
        ..collected_sample()
    }
}

/// A collection of a payment, under a message id of its own.
pub fn collected(payment: Uuid, surcharge: &str, paid_on: &str) -> Received {
    let sample: SurchargeCollectedV1 = serde_json::from_value(collected_sample().data).unwrap();
    envelope(&SurchargeCollectedV1 {
        payment_id: payment.to_string(),
        bill_id: bill_of(payment),
        bill_number: format!("SF-{payment}"),
        surcharge_amount: surcharge.to_owned(),
        paid_on: paid_on.to_owned(),
        ..sample
    })
}

/// The reversal that fits [`collected`].
pub fn reversed(payment: Uuid, surcharge: &str, reversed_on: &str) -> Received {
    let sample: SurchargeReversedV1 = serde_json::from_value(reversed_sample().data).unwrap();
    envelope(&SurchargeReversedV1 {
        payment_id: payment.to_string(),
        bill_id: bill_of(payment),
        credit_bill_id: Uuid::from_u128(!payment.as_u128()).to_string(),
        surcharge_amount: surcharge.to_owned(),
        reversed_on: reversed_on.to_owned(),
        ..sample
    })
}

/// The bill of a payment in these messages.
pub fn bill_of(payment: Uuid) -> String {
    Uuid::from_u128(payment.as_u128() ^ 0xb111).to_string()
}

/// Keeps the books.
pub fn clerk() -> TestPerson {
    TestPerson::with("clerk", &[FINANCE_CLERK])
}

/// Reads everything.
pub fn auditor() -> TestPerson {
    TestPerson::with("auditor", &[AUDITOR])
}
