//! Invented reclaimed-water systems: one that runs, one that an incident has stopped, one of a hospital whose test is overdue, one
//! that was repaired. And design schemes of projects in every state of their review.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use platform::{
    Database, Scope,
    database::{DatabaseError, Pg},
};
use rules::{Exact, RuleSet};

use super::{DemonstrationError, staff};
use crate::{
    domain::{
        reclaimed::{
            Indicator, Measured, Source, SystemKind, Use,
            scheme::{Design, Measure, Works},
        },
        town::Town,
    },
    service::{
        error::UseCaseError,
        reclaimed::{NewSystem, NewUser, find_system, record_test, register_system, register_user},
        reclaimed_scheme::{NewScheme, give_opinion, record_scheme},
        reclaimed_supply::{NewStop, announce_stop, cancel_stop, repair, resume},
    },
    store::{reclaimed, reclaimed_scheme},
};

struct Sample {
    name: &'static str,
    kind: SystemKind,
    manager: &'static str,
    town: Town,
    source: Source,
    uses: &'static [Use],
    users: &'static [(&'static str, Option<&'static str>, Use)],
    /// Tests: days before the county's day, turbidity in thousandths of NTU.
    tests: &'static [(u64, i64)],
    /// Whether the incident that a test showed was repaired on the day after.
    is_repaired: bool,
    has_stops: bool,
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
            ("演示园林绿化中心", Some("13900000301"), Use::Greening),
            ("演示环卫中心", Some("13900000302"), Use::Street),
            ("演示热电公司", None, Use::Cooling),
        ],
        tests: &[(9, 2_800), (2, 3_200)],
        is_repaired: false,
        has_stops: true,
    },
    Sample {
        name: "【演示】古交镇再生水站",
        kind: SystemKind::Central,
        manager: "演示古交水务站",
        town: Town::Gujiao,
        source: Source::Municipal,
        uses: &[Use::Landscape, Use::Construction],
        users: &[("演示湿地公园", Some("13900000303"), Use::Landscape)],
        tests: &[(8, 6_400), (1, 12_500)],
        is_repaired: false,
        has_stops: false,
    },
    Sample {
        name: "【演示】县人民医院冷却水回用",
        kind: SystemKind::Own,
        manager: "演示县人民医院",
        town: Town::Longxing,
        source: Source::Hospital,
        uses: &[Use::Cooling],
        users: &[("演示县人民医院动力科", None, Use::Cooling)],
        tests: &[(19, 2_800), (12, 4_100)],
        is_repaired: false,
        has_stops: false,
    },
    Sample {
        name: "【演示】三泉镇工业园再生水系统",
        kind: SystemKind::Central,
        manager: "演示三泉园区物业公司",
        town: Town::Sanquan,
        source: Source::Municipal,
        uses: &[Use::Process, Use::Toilet],
        users: &[
            ("演示纺织公司", Some("13900000304"), Use::Process),
            ("演示园区宿舍", None, Use::Toilet),
        ],
        tests: &[(20, 7_100), (19, 3_300), (4, 2_900)],
        is_repaired: true,
        has_stops: false,
    },
];

struct SchemeSample {
    code: &'static str,
    name: &'static str,
    builder: &'static str,
    town: Town,
    works: Works,
    inside_network: bool,
    measure: Measure,
    source: Option<Source>,
    uses: &'static [Use],
    opinion: Option<(bool, &'static str)>,
}

const SCHEMES: &[SchemeSample] = &[
    SchemeSample {
        code: "2026-140825-47-01-900001",
        name: "【演示】龙兴花园住宅小区",
        builder: "演示房地产开发公司",
        town: Town::Longxing,
        works: Works::Building,
        inside_network: true,
        measure: Measure::UserPipes,
        source: None,
        uses: &[Use::Toilet, Use::Greening],
        opinion: Some((true, "管网覆盖区域以内，配套建设用水管道，与饮用水管道独立，同意。")),
    },
    SchemeSample {
        code: "2026-140825-84-01-900002",
        name: "【演示】县传染病医院迁建工程",
        builder: "演示县卫生建设中心",
        town: Town::Longxing,
        works: Works::Building,
        inside_network: false,
        measure: Measure::OwnSystem,
        source: Some(Source::InfectiousHospital),
        uses: &[Use::Greening],
        opinion: Some((false, "传染病医院污水不得作为再生水水源，请改用其他系统供水。")),
    },
    SchemeSample {
        code: "2026-140825-13-03-900003",
        name: "【演示】古交农产品加工厂",
        builder: "演示农产品公司",
        town: Town::Gujiao,
        works: Works::Building,
        inside_network: false,
        measure: Measure::OwnSystem,
        source: Some(Source::Municipal),
        uses: &[Use::Washing, Use::Street],
        opinion: None,
    },
    SchemeSample {
        code: "2026-140825-52-03-900004",
        name: "【演示】三泉商贸物流园",
        builder: "演示物流公司",
        town: Town::Sanquan,
        works: Works::Building,
        inside_network: false,
        measure: Measure::UserPipes,
        source: None,
        uses: &[Use::Vehicle],
        opinion: None,
    },
];

/// Registers what is not there yet. Returns how many that were.
pub async fn load_reclaimed(database: &Database, rules: &RuleSet, as_of: NaiveDate) -> Result<usize, DemonstrationError> {
    let mut made = 0;
    for sample in SAMPLES {
        let mut tx = database.begin(&Scope::All).await?;
        let present = reclaimed::find_by_name(&mut tx, sample.name).await;
        if present.map_err(DatabaseError::from)?.is_some() {
            continue;
        }
        make(&mut tx, rules, as_of, sample)
            .await
            .map_err(|error| DemonstrationError::Refused(sample.name.to_owned(), error))?;
        tx.commit().await?;
        made += 1;
    }
    for sample in SCHEMES {
        let mut tx = database.begin(&Scope::All).await?;
        let present = reclaimed_scheme::latest_of(&mut tx, sample.code).await;
        if present.map_err(DatabaseError::from)?.is_some() {
            continue;
        }
        submit(&mut tx, rules, as_of, sample)
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
    for (name, phone, one) in sample.users {
        let new = NewUser {
            name: (*name).to_owned(),
            phone: phone.map(str::to_owned),
            uses: vec![*one],
            connected_on: begun,
        };
        register_user(conn, rules, &staff::clerk(begun), id, new).await?;
    }
    for (number, (days_ago, turbidity)) in sample.tests.iter().enumerate() {
        let day = as_of - Days::new(*days_ago);
        let measured = Measured::from([
            (Indicator::Turbidity, Exact::scaled(*turbidity, 3)),
            (Indicator::Bod5, Exact::scaled(6, 0)),
            (Indicator::Ammonia, Exact::scaled(18, 1)),
            (Indicator::Chroma, Exact::scaled(12, 0)),
        ]);
        let report = format!("演检{}", number + 1);
        let seen = record_test(conn, rules, &staff::clerk(day), id, day, report, &measured).await?;
        if sample.is_repaired
            && let Some(open) = seen.incidents.iter().find(|one| one.resumed_at.is_none())
        {
            if open.repaired_on.is_none() {
                let next = day + Days::new(1);
                repair(conn, &staff::clerk(next), open.id, 1, next, "更换滤料，冲洗管网".to_owned()).await?;
            } else {
                resume(conn, rules, &staff::head(day + Days::new(1)), open.id, 2).await?;
            }
        }
    }
    if sample.has_stops {
        stops(conn, rules, as_of, id).await?;
    }
    Ok(())
}

async fn stops(conn: &mut Pg, rules: &RuleSet, as_of: NaiveDate, id: uuid::Uuid) -> Result<(), UseCaseError> {
    let clerk = staff::clerk(as_of);
    for (area, reason, days) in [
        ("龙兴镇南环路、车站街沿线", "输水管网检修", 12),
        ("龙兴镇绛州大道以西", "阀门井改造", 9),
    ] {
        let starts_at: DateTime<Utc> = (as_of + Days::new(days)).and_time(NaiveTime::MIN).and_utc();
        let new = NewStop {
            area: area.to_owned(),
            reason: reason.to_owned(),
            starts_at,
            ends_at: starts_at + TimeDelta::hours(10),
        };
        announce_stop(conn, rules, &clerk, id, new).await?;
    }
    let newest = find_system(conn, id).await?.stops.first().map(|stop| stop.id);
    if let Some(newest) = newest {
        cancel_stop(conn, &clerk, newest, 1).await?;
    }
    Ok(())
}

async fn submit(conn: &mut Pg, rules: &RuleSet, as_of: NaiveDate, sample: &SchemeSample) -> Result<(), UseCaseError> {
    let day = as_of - Days::new(15);
    let new = NewScheme {
        project_code: sample.code.to_owned(),
        project_name: sample.name.to_owned(),
        builder: sample.builder.to_owned(),
        town: sample.town,
        design: Design {
            works: sample.works,
            inside_network: sample.inside_network,
            other_system: false,
            measure: sample.measure,
            source: sample.source,
            disinfected: true,
            separate_pipes: true,
            labelled: true,
            uses: sample.uses.to_vec(),
            designer_certificate: Some("A114000001".to_owned()),
        },
        designer: "演示市政设计院".to_owned(),
        submitted_on: day,
        demonstration: true,
    };
    let row = record_scheme(conn, rules, &staff::clerk(day), new).await?;
    if let Some((agrees, words)) = sample.opinion {
        let head = staff::head(day + Days::new(5));
        give_opinion(conn, rules, &head, row.id, 1, agrees, words.to_owned()).await?;
    }
    Ok(())
}
