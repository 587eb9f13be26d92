//! Invented users who cannot be metered, with methods of flow assessment in several states; and water that companies owe.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use platform::{
    Database, Scope,
    database::{DatabaseError, Pg},
};
use rules::{Exact, Money, RuleSet};
use uuid::Uuid;

use super::{DemonstrationError, county::County, staff};
use crate::{
    domain::{
        flow_assessment::{AssessmentGround, Formula},
        period::Period,
        plan::{PlanBasis, PlanCommand},
        quantity::VOLUME_DECIMALS,
        shortage::SettlementKind,
        town::Town,
        user::{Category, IndustryClass, Supply, UseClass},
    },
    service::{
        error::UseCaseError,
        flow_assessment::{AssessmentStep, NewAssessedUsage, NewAssessment, move_assessment, record_usage, register_assessment},
        plan::{NewPlan, draft_plan, move_plan},
        shortage::{NewSettlement, NewShortage, record_shortage, settle_shortage},
        water_user::{WaterUserFields, register_water_user},
    },
    store::{corrupt, water_user},
};

/// What becomes of a method.
enum Story {
    Waits,
    Returned,
    /// Approved, with usages: period and quantity.
    Used(&'static [(&'static str, i64)]),
}

struct Sample {
    code: &'static str,
    name: &'static str,
    supply: Supply,
    town: Town,
    ground: AssessmentGround,
    detail: &'static str,
    /// m³ an hour ×10, hours a day ×10; or m³ an hour ×10, kilowatts ×10.
    formula: fn() -> Formula,
    story: Story,
}

fn tenths(value: i64) -> Exact {
    Exact::scaled(value, 1)
}

const SAMPLES: &[Sample] = &[
    Sample {
        code: "YS-P01",
        name: "泽掌镇示例选煤厂",
        supply: Supply::PublicNetwork,
        town: Town::Zezhang,
        ground: AssessmentGround::HarshEnvironment,
        detail: "进水井煤泥淤积、长期淹没，水表无法安装",
        formula: || Formula::FlowTime {
            rate: tenths(125),
            hours: tenths(80),
        },
        story: Story::Used(&[("2026Q3", 86)]),
    },
    Sample {
        code: "YS-P02",
        name: "横桥镇示例石料厂",
        supply: Supply::SelfSupplied,
        town: Town::Hengqiao,
        ground: AssessmentGround::InstrumentLimits,
        detail: "井水含沙量超过现有水表的量测条件",
        formula: || Formula::PumpElectricity {
            rate: tenths(320),
            power: tenths(75),
        },
        story: Story::Used(&[("2026Q1", 410), ("2026Q2", 655), ("2026Q3", 702)]),
    },
    Sample {
        code: "YS-P03",
        name: "北张镇示例洗砂场",
        supply: Supply::SelfSupplied,
        town: Town::Beizhang,
        ground: AssessmentGround::HarshEnvironment,
        detail: "取水口在河滩，汛期淹没",
        formula: || Formula::PumpElectricity {
            rate: tenths(450),
            power: tenths(110),
        },
        story: Story::Waits,
    },
    Sample {
        code: "YS-P04",
        name: "阳王镇示例果品保鲜库",
        supply: Supply::SelfSupplied,
        town: Town::Yangwang,
        ground: AssessmentGround::Other,
        detail: "管井改造期间，计划明年装表",
        formula: || Formula::FlowTime {
            rate: tenths(60),
            hours: tenths(40),
        },
        story: Story::Returned,
    },
];

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// Loads it once, where the county's day has come so far. The users of the file must be there.
pub async fn load(database: &Database, rules: &RuleSet, county: &County) -> Result<(), DemonstrationError> {
    let mut tx = database.begin(&Scope::All).await?;
    let known = water_user::find_by_code(&mut tx, SAMPLES[0].code)
        .await
        .map_err(DatabaseError::from)?;
    if known.is_some() || county.as_of < day(2026, 11, 1) {
        return Ok(());
    }
    super::load::hold_prices(&mut tx, county).await?;
    let refused = |error| DemonstrationError::Refused("流量评定的演示数据".to_owned(), error);
    for (number, sample) in (1..).zip(SAMPLES) {
        assess(&mut tx, rules, number, sample).await.map_err(refused)?;
    }
    owe(&mut tx, rules, county).await.map_err(refused)?;
    tx.commit().await?;
    Ok(())
}

async fn assess(conn: &mut Pg, rules: &RuleSet, number: u32, sample: &Sample) -> Result<(), UseCaseError> {
    let public = sample.supply == Supply::PublicNetwork;
    let fields = WaterUserFields {
        name: sample.name.to_owned(),
        credit_code: None,
        category: Category::NonResident,
        supply: sample.supply,
        industry_class: IndustryClass::Ordinary,
        recognition: None,
        use_class: UseClass::Industry,
        town: sample.town,
        supplier: public.then(|| "supply_city".to_owned()),
        phone: None,
    };
    let clerk = staff::clerk(day(2025, 12, 8));
    let user = register_water_user(conn, &clerk, sample.code.to_owned(), fields, true).await?;
    if public {
        plan(conn, rules, user.id).await?;
    }
    let new = NewAssessment {
        user_id: user.id,
        number: format!("演示水计〔2025〕{number}号"),
        ground: sample.ground,
        ground_detail: format!("演示：{}", sample.detail),
        formula: (sample.formula)(),
        assessed_by: "演示计量技术机构".to_owned(),
        assessed_on: day(2025, 12, 10),
        from: day(2026, 1, 1),
        to: Some(day(2026, 12, 31)),
        demonstration: true,
    };
    let drafted = register_assessment(conn, rules, &staff::clerk(day(2025, 12, 12)), new).await?;
    let head = staff::head(day(2025, 12, 18));
    match &sample.story {
        Story::Waits => {}
        Story::Returned => {
            let comment = "演示：能装表的应当装表，请说明为什么不能先装临时水表".to_owned();
            move_assessment(conn, rules, &head, drafted.id, drafted.version, AssessmentStep::Return { comment }).await?;
        }
        Story::Used(usages) => {
            move_assessment(conn, rules, &head, drafted.id, drafted.version, AssessmentStep::Approve).await?;
            for (period, quantity) in *usages {
                let period: Period = period.parse().map_err(|error| corrupt(format!("{error}")))?;
                let new = NewAssessedUsage {
                    period,
                    quantity: Exact::from(*quantity),
                    basis: if public {
                        format!("演示：{period} 运行记录")
                    } else {
                        format!("演示：{period} 电费结算单")
                    },
                    correction: None,
                };
                let counted = staff::clerk(period.last_day() + chrono::Days::new(6));
                record_usage(conn, rules, &counted, drafted.id, new).await?;
            }
        }
    }
    Ok(())
}

/// A plan from the third quarter on, that the user exceeds.
async fn plan(conn: &mut Pg, rules: &RuleSet, user_id: Uuid) -> Result<(), UseCaseError> {
    let quarter = |quarter| Period::quarter(2026, quarter).map(|period| (period, Exact::from(7_500)));
    let new = NewPlan {
        user_id,
        year: 2026,
        basis: PlanBasis::ApprovedFigure,
        basis_detail: "演示核定水量2026".to_owned(),
        volumes: [quarter(3), quarter(4)].into_iter().flatten().collect::<BTreeMap<_, _>>(),
    };
    let draft = draft_plan(conn, rules, &staff::clerk(day(2026, 6, 10)), new).await?;
    let submitted = move_plan(
        conn,
        rules,
        &staff::clerk(day(2026, 6, 12)),
        draft.row.id,
        draft.row.version,
        PlanCommand::Submit,
    )
    .await?;
    let head = staff::head(day(2026, 6, 16));
    let command = PlanCommand::Approve { by: head.actor.clone() };
    move_plan(conn, rules, &head, submitted.row.id, submitted.row.version, command)
        .await
        .map(drop)
}

/// Owed, half made good, made good, compensated.
async fn owe(conn: &mut Pg, rules: &RuleSet, county: &County) -> Result<(), UseCaseError> {
    let users = county.user.iter().filter(|user| user.supplier.is_some());
    let part = |kind, litres: i64, amount: Option<&str>, detail: &str| NewSettlement {
        kind,
        volume: Exact::scaled(litres, VOLUME_DECIMALS),
        amount: amount.and_then(|text| Money::parse(text).ok()),
        on: day(2026, 10, 20),
        detail: format!("演示：{detail}"),
    };
    let stories = [
        ("阀门更换停水", 180_000, Vec::new()),
        (
            "主管道爆裂停水",
            240_000,
            vec![part(SettlementKind::MadeGood, 90_000, None, "夜间加压补供")],
        ),
        (
            "泵站停电",
            120_500,
            vec![part(SettlementKind::MadeGood, 120_500, None, "次日延长供水时段补足")],
        ),
        (
            "管网抢修减压供水",
            300_000,
            vec![
                part(SettlementKind::MadeGood, 100_000, None, "水车送水"),
                part(SettlementKind::Compensated, 200_000, Some("860.00"), "协商补偿，抵扣下期水费"),
            ],
        ),
    ];
    for (user, (cause, litres, parts)) in users.zip(stories) {
        let found = water_user::find_by_code(conn, &user.code).await?;
        let new = NewShortage {
            user_id: found.ok_or(UseCaseError::NotFound("这个用水户"))?.id,
            volume: Exact::scaled(litres, VOLUME_DECIMALS),
            from: day(2026, 10, 12),
            to: day(2026, 10, 13),
            cause: format!("演示：{cause}"),
            demonstration: true,
        };
        let (mut row, ..) = record_shortage(conn, rules, &staff::clerk(day(2026, 10, 14)), new).await?;
        for part in parts {
            (row, ..) = settle_shortage(conn, rules, &staff::clerk(day(2026, 10, 21)), row.id, row.version, part).await?;
        }
    }
    Ok(())
}
