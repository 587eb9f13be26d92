//! Users made from the seed: the same seed gives the same county on every machine.

use std::collections::BTreeMap;

use chrono::{Days, Months};
use rules::Exact;

use super::{
    DemonstrationError,
    county::{County, Cut, Kind, Misread, NextPlan, Notice, PERIODS, SubMeter, Unusual, User},
    meter_age,
    random::Random,
    volume::{self, Volumes},
};
use crate::domain::{
    code::Coded,
    period::Period,
    plan::ReductionGroundCode,
    quantity::VOLUME_DECIMALS,
    town::Town,
    user::{Category, IndustryClass, Supply, UseClass},
};

/// Of a thousand users, how many have …
const WITHOUT_PLAN: u64 = 10;
const UNREAD_AT_LAST: u64 = 20;
const SUPPLIED_LATE: u64 = 30;
const MISREAD: u64 = 15;
const NEXT_PLAN: u64 = 110;
const RESTRICTED: u64 = 90;
const ELIMINATED: u64 = 30;
const REDUCED: u64 = 15;
const SUB_METER: u64 = 120;
/// Usual volume of a quarter from which a works has sub-meters, m³.
const SUB_METER_FROM: u64 = 1_500;
/// Of a thousand readings, how many are early or late, and by how many days at most.
const SHIFTED: u64 = 120;
const EARLIEST: u64 = 4;
const LATEST: u64 = 6;

/// The users that the file only counts.
pub fn users(county: &County) -> Result<Vec<User>, DemonstrationError> {
    let periods = county.periods()?;
    let mut names = BTreeMap::new();
    Ok((1..=county.generate.users)
        .filter_map(|number| user(county, &periods, &mut names, number))
        .collect())
}

/// How many users of a town have a word in their name so far.
type Names = BTreeMap<(Town, String), u32>;

fn user(county: &County, periods: &[Period; PERIODS], names: &mut Names, number: usize) -> Option<User> {
    let code = format!("YS-{number:03}");
    let mut random = Random::of_name(county.seed, &code);
    let town = random.weighted(county.generate.towns.iter().map(|(town, weight)| (*town, *weight)))?;
    let kind = random.weighted(county.generate.kind.iter().map(|kind| (kind, kind.weight)))?;
    let supplier = county.supplier.iter().find(|supplier| supplier.towns.contains(&town))?;
    let name = name(&mut random, names, town, kind);
    let volumes = volume::of_kind(&mut random, kind);
    let is_planned = matches!(kind.category, Category::NonResident | Category::SpecialTrade) && !random.permille(WITHOUT_PLAN);
    let (industry_class, recognition) = industry_class(&mut random, kind);
    let (meter, change) = meter_age::meter(county, &mut random, periods, number, &volumes);
    let has_sub_meter = matches!(kind.use_class, UseClass::Industry | UseClass::FoodProcessing)
        && volumes.usual >= SUB_METER_FROM
        && change.is_none()
        && random.permille(SUB_METER);
    let sub_meter = has_sub_meter.then(|| SubMeter {
        number: format!("{}-F", meter.number),
        permille: 400,
    });
    let mut quarter = shifted_readings(&mut random, periods);
    match change {
        Some((index, change)) => quarter.entry(periods[index]).or_default().meter_change = Some(change),
        None if kind.supply == Supply::PublicNetwork => mishap(&mut random, periods, &volumes, &mut quarter),
        None => {}
    }
    Some(User {
        code,
        name,
        case: "由种子生成".to_owned(),
        category: kind.category,
        supply: kind.supply,
        industry_class,
        recognition,
        use_class: kind.use_class,
        town,
        supplier: (kind.supply == Supply::PublicNetwork).then(|| supplier.code.clone()),
        plan: if is_planned {
            volumes.plan.map(|volume| Exact::scaled(volume, 0)).to_vec()
        } else {
            Vec::new()
        },
        reduction: if is_planned && kind.supply == Supply::PublicNetwork {
            reduction(&mut random, periods, kind, &volumes)
        } else {
            None
        },
        next_plan: if is_planned { next_plan(&mut random) } else { None },
        meter,
        sub_meter,
        usage: volumes.usage.map(|litres| Exact::scaled(litres, VOLUME_DECIMALS)),
        quarter,
    })
}

fn name(random: &mut Random, names: &mut Names, town: Town, kind: &Kind) -> String {
    let word = kind.words[random.index(kind.words.len())].clone();
    let number = names.entry((town, word.clone())).or_default();
    *number += 1;
    format!("{}示例{word}{number:02}号", town.label())
}

fn industry_class(random: &mut Random, kind: &Kind) -> (IndustryClass, Option<Notice>) {
    let drawn = random.between(1, 1_000);
    let class = match kind.use_class {
        UseClass::Industry if drawn <= ELIMINATED => IndustryClass::Eliminated,
        UseClass::Industry if drawn <= ELIMINATED + RESTRICTED => IndustryClass::Restricted,
        _ => return (IndustryClass::Ordinary, None),
    };
    let notice = Notice {
        department: "演示：县工业和信息化主管部门".to_owned(),
        number: format!("演示公告2024年第{}号", if class == IndustryClass::Restricted { 3 } else { 4 }),
        noticed_on: chrono::NaiveDate::from_ymd_opt(2024, 5, 20).unwrap_or_default(),
    };
    (class, Some(notice))
}

/// Readings some days before or after the end of their quarter.
fn shifted_readings(random: &mut Random, periods: &[Period; PERIODS]) -> BTreeMap<Period, Unusual> {
    let mut quarter: BTreeMap<Period, Unusual> = BTreeMap::new();
    for period in periods {
        if random.permille(SHIFTED) {
            let day = period.last_day() - Days::new(EARLIEST) + Days::new(random.between(0, EARLIEST + LATEST));
            quarter.entry(*period).or_default().read_on = Some(day);
        }
    }
    quarter
}

/// A reading that was missed or misread, for some of the users whose meter stays.
fn mishap(random: &mut Random, periods: &[Period; PERIODS], volumes: &Volumes, quarter: &mut BTreeMap<Period, Unusual>) {
    let (last, earlier) = (periods[PERIODS - 1], &periods[..PERIODS - 1]);
    let index = random.index(earlier.len());
    if random.permille(SUPPLIED_LATE) {
        let unusual = quarter.entry(earlier[index]).or_default();
        unusual.supplied_late = Some("抄表时大门上锁未能抄见；读数取自用水户当日拍照，经供水企业核实后补录".to_owned());
    } else if random.permille(MISREAD) {
        let excess = volumes.usage[index] / 5;
        // What the next reading shows must not be below what was misread.
        if volumes.usage[index + 1] > excess {
            let unusual = quarter.entry(earlier[index]).or_default();
            unusual.misread = Some(Misread {
                excess: Exact::scaled(excess, VOLUME_DECIMALS),
                reason: "抄表员看错字轮，现场复核后更正".to_owned(),
            });
        }
    } else if random.permille(UNREAD_AT_LAST) {
        quarter.entry(last).or_default().unread = true;
    }
}

fn reduction(random: &mut Random, periods: &[Period; PERIODS], kind: &Kind, volumes: &Volumes) -> Option<Cut> {
    let (from, keep_permille, ground) = if let Some(index) = volumes.cut_from {
        (periods[index], 600, ReductionGroundCode::ProductionChange)
    } else if random.permille(REDUCED) {
        let ground = match kind.use_class {
            UseClass::CarWashing | UseClass::Greening | UseClass::CityConstruction => ReductionGroundCode::ReclaimedWaterRefused,
            UseClass::HotelCatering | UseClass::Bathing => ReductionGroundCode::NoWaterBalanceTest,
            _ => ReductionGroundCode::ResourceShortage,
        };
        (periods[2 + random.index(PERIODS - 3)], 850, ground)
    } else {
        return None;
    };
    let evidence = format!("演示：核减依据{from}第{}号", random.between(1, 40));
    Some(Cut {
        from,
        keep_permille,
        ground,
        evidence,
    })
}

fn next_plan(random: &mut Random) -> Option<NextPlan> {
    if !random.permille(NEXT_PLAN) {
        return None;
    }
    random.weighted([
        (NextPlan::Drafted, 3),
        (NextPlan::Submitted, 4),
        (NextPlan::Returned, 1),
        (NextPlan::Approved, 2),
    ])
}

/// A day some years later.
pub(super) fn years_after(day: chrono::NaiveDate, years: u32) -> chrono::NaiveDate {
    day.checked_add_months(Months::new(years * 12)).unwrap_or(day)
}
