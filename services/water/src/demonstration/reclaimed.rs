//! Invented reclaimed-water systems: one that runs, one that an incident has stopped, one of a hospital.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use platform::{
    Database, Scope,
    database::{DatabaseError, Pg},
};
use rules::{Exact, RuleSet};

use super::{DemonstrationError, staff};
use crate::{
    domain::{
        reclaimed::{Indicator, Measured, Source, SystemKind, Use},
        town::Town,
    },
    service::{
        error::UseCaseError,
        reclaimed::{NewStop, NewSystem, NewUser, announce_stop, record_test, register_system, register_user},
    },
    store::reclaimed,
};

struct Sample {
    name: &'static str,
    kind: SystemKind,
    manager: &'static str,
    town: Town,
    source: Source,
    uses: &'static [Use],
    users: &'static [(&'static str, Use)],
    /// Turbidity of the last test, thousandths of NTU.
    turbidity: i64,
    has_stop: bool,
}

const SAMPLES: &[Sample] = &[
    Sample {
        name: "【演示】县城污水处理厂再生水系统",
        kind: SystemKind::Central,
        manager: "演示水务公司",
        town: Town::Longxing,
        source: Source::Municipal,
        uses: &[Use::Greening, Use::Street, Use::Vehicle, Use::Cooling],
        users: &[
            ("演示园林绿化中心", Use::Greening),
            ("演示环卫中心", Use::Street),
            ("演示热电公司", Use::Cooling),
        ],
        turbidity: 3_200,
        has_stop: true,
    },
    Sample {
        name: "【演示】古交镇再生水站",
        kind: SystemKind::Central,
        manager: "演示古交水务站",
        town: Town::Gujiao,
        source: Source::Municipal,
        uses: &[Use::Landscape, Use::Construction],
        users: &[("演示湿地公园", Use::Landscape)],
        turbidity: 12_500,
        has_stop: false,
    },
    Sample {
        name: "【演示】县人民医院冷却水回用",
        kind: SystemKind::Own,
        manager: "演示县人民医院",
        town: Town::Longxing,
        source: Source::Hospital,
        uses: &[Use::Cooling],
        users: &[("演示县人民医院动力科", Use::Cooling)],
        turbidity: 4_100,
        has_stop: false,
    },
];

/// Registers what is not there yet. Returns how many that were.
pub async fn load_reclaimed(database: &Database, rules: &RuleSet, as_of: NaiveDate) -> Result<usize, DemonstrationError> {
    let mut made = 0;
    for sample in SAMPLES {
        let mut tx = database.begin(&Scope::All).await?;
        if reclaimed::find_by_name(&mut tx, sample.name)
            .await
            .map_err(DatabaseError::from)?
            .is_some()
        {
            continue;
        }
        make(&mut tx, rules, as_of, sample)
            .await
            .map_err(|error| DemonstrationError::Refused(sample.name.to_owned(), error))?;
        tx.commit().await?;
        made += 1;
    }
    Ok(made)
}

async fn make(conn: &mut Pg, rules: &RuleSet, as_of: NaiveDate, sample: &Sample) -> Result<(), UseCaseError> {
    let begun = as_of - Days::new(120);
    let new = NewSystem {
        name: sample.name.to_owned(),
        kind: sample.kind,
        manager: sample.manager.to_owned(),
        manager_phone: None,
        town: sample.town,
        source: sample.source,
        disinfected: true,
        separate_pipes: true,
        labelled: true,
        uses: sample.uses.to_vec(),
        demonstration: true,
    };
    let id = register_system(conn, rules, &staff::clerk(begun), new).await?.row.id;
    for (name, one) in sample.users {
        let new = NewUser {
            name: (*name).to_owned(),
            phone: None,
            uses: vec![*one],
            connected_on: begun,
        };
        register_user(conn, rules, &staff::clerk(begun), id, new).await?;
    }
    for (number, days_ago, turbidity) in [(1, 9, 2_800), (2, 2, sample.turbidity)] {
        let day = as_of - Days::new(days_ago);
        let measured = Measured::from([
            (Indicator::Turbidity, Exact::scaled(turbidity, 3)),
            (Indicator::Bod5, Exact::scaled(6, 0)),
            (Indicator::Ammonia, Exact::scaled(18, 1)),
            (Indicator::Chroma, Exact::scaled(12, 0)),
        ]);
        record_test(conn, rules, &staff::clerk(day), id, day, format!("演检{number}"), &measured).await?;
    }
    if sample.has_stop {
        let morning = |days: u64| -> DateTime<Utc> { (as_of + Days::new(days)).and_time(NaiveTime::MIN).and_utc() };
        let new = NewStop {
            area: "龙兴镇南环路、车站街沿线".to_owned(),
            reason: "输水管网检修".to_owned(),
            starts_at: morning(12),
            ends_at: morning(12) + TimeDelta::hours(10),
        };
        announce_stop(conn, rules, &staff::clerk(as_of), id, new).await?;
    }
    Ok(())
}
