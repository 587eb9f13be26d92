//! What the bureau watches over, made up for the demonstration county, in several states: adjustments of plans, reports, inspections,
//! water-balance tests, seals, orders to replace meters. None of it touches a quarter that is billed or waits to be.

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
        balance_test::BalanceTest,
        inspection::{Inspection, InspectionMeasure},
        quantity::{PRICE_DECIMALS, VOLUME_DECIMALS},
        quota::QuotaLevel,
        town::Town,
        user::Category,
        violation_report::{ReportCommand, ReportFinding, ReportedAct},
    },
    service::{
        balance_test::{NewBalanceTest, file_balance_test, review_balance_test},
        correction_order::{NewOrder, decide_fine, draft_fine, draft_order, move_order},
        error::UseCaseError,
        inspection::{NewInspection, close_inspection, record_inspection},
        meter_seal::{put_on_seal, take_off_seal},
        plan_adjustment::{AdjustmentStep, NewAdjustment, move_adjustment, request_adjustment},
        quota::{NewQuota, record_quota},
        violation_report::{NewReport, move_report, receive_report},
    },
    store::{
        meter,
        plan_adjustment::{self, AdjustmentFilter},
        water_user,
    },
};

/// Of the ids of made-up reports: the same in every county.
const REPORT_IDS: u128 = 0xd300_0000_0000_4000_8000_0000_0000_0000;

/// Loads it once. The users must be there.
pub async fn load(database: &Database, rules: &RuleSet, county: &County) -> Result<(), DemonstrationError> {
    let mut tx = database.begin(&Scope::All).await?;
    let known = plan_adjustment::list(&mut tx, &AdjustmentFilter::default(), None, 200)
        .await
        .map_err(DatabaseError::from)?;
    if known.iter().any(|row| row.demonstration) {
        return Ok(());
    }
    super::load::hold_prices(&mut tx, county).await?;
    let refused = |error| DemonstrationError::Refused("监督管理的演示数据".to_owned(), error);
    record_quotas(&mut tx).await.map_err(refused)?;
    adjust_plans(&mut tx, rules).await.map_err(refused)?;
    report_violations(&mut tx).await.map_err(refused)?;
    inspect(&mut tx, rules).await.map_err(refused)?;
    test_balances(&mut tx, rules).await.map_err(refused)?;
    seal_meters(&mut tx).await.map_err(refused)?;
    order_replacements(&mut tx, rules).await.map_err(refused)?;
    tx.commit().await?;
    Ok(())
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// Of every level; one that has ended and its successor.
async fn record_quotas(conn: &mut Pg) -> Result<(), UseCaseError> {
    let (first, ended) = (day(2024, 1, 1), day(2025, 12, 31));
    for (product, unit, value, level, from, to) in [
        ("演示：纸箱", "立方米/吨", 95_000, QuotaLevel::Provincial, first, None),
        ("演示：粉条", "立方米/吨", 182_500, QuotaLevel::Provincial, first, Some(ended)),
        ("演示：粉条", "立方米/吨", 168_000, QuotaLevel::Provincial, day(2026, 1, 1), None),
        ("演示：铸件", "立方米/吨", 36_000, QuotaLevel::National, first, None),
        ("演示：洗车", "立方米/辆·次", 400, QuotaLevel::County, first, None),
    ] {
        let new = NewQuota {
            product: product.to_owned(),
            unit: unit.to_owned(),
            value: Exact::scaled(value, PRICE_DECIMALS),
            level,
            standard: "演示标准（编造，非真实标准）".to_owned(),
            from,
            to,
        };
        record_quota(conn, &staff::clerk(day(2026, 1, 5)), new).await?;
    }
    Ok(())
}

/// On record without a number, waiting, in force for December, and lifted.
async fn adjust_plans(conn: &mut Pg, rules: &RuleSet) -> Result<(), UseCaseError> {
    let drafted = day(2026, 11, 12);
    let new = |category, percent: i64, from, to, reason: &str, approval: Option<(&str, NaiveDate)>| NewAdjustment {
        category,
        percentage: Exact::scaled(percent, 2),
        from,
        to,
        reason: format!("演示：{reason}"),
        incident: None,
        approval: approval.map(|(number, on)| (number.to_owned(), on)),
        demonstration: true,
    };
    let clerk = staff::clerk(drafted);
    let waiting = new(
        Category::Agriculture,
        -15,
        day(2027, 3, 1),
        day(2027, 4, 30),
        "春旱，等待县政府批准",
        None,
    );
    request_adjustment(conn, rules, &clerk, waiting).await?;
    let submitted = Some(("演示政函〔2026〕12号", day(2026, 11, 10)));
    let submitted = new(
        Category::SpecialTrade,
        -20,
        day(2026, 12, 1),
        day(2026, 12, 31),
        "管网抢修，供水不足",
        submitted,
    );
    request_adjustment(conn, rules, &clerk, submitted).await?;
    let approved = Some(("演示政函〔2026〕11号", day(2026, 11, 9)));
    let december = new(
        Category::NonResident,
        -10,
        day(2026, 12, 1),
        day(2026, 12, 31),
        "汾河来水偏少",
        approved,
    );
    let december = request_adjustment(conn, rules, &clerk, december).await?;
    let head = staff::head(day(2026, 11, 13));
    move_adjustment(conn, rules, &head, december.id, december.version, AdjustmentStep::Confirm).await?;
    let (asked, from, lifted) = (day(2026, 10, 8), day(2026, 10, 10), day(2026, 11, 1));
    let approved = Some(("演示政函〔2026〕9号", day(2026, 10, 8)));
    let over = NewAdjustment {
        incident: Some("演示：供水突发事件2026-03".to_owned()),
        ..new(Category::SpecialTrade, -30, from, day(2026, 11, 30), "供水突发事件", approved)
    };
    let over = request_adjustment(conn, rules, &staff::clerk(asked), over).await?;
    let confirmed = move_adjustment(conn, rules, &staff::head(asked), over.id, over.version, AdjustmentStep::Confirm).await?;
    let lift = AdjustmentStep::Lift {
        on: lifted,
        reason: "演示：应急响应结束".to_owned(),
    };
    move_adjustment(conn, rules, &staff::head(lifted), confirmed.id, confirmed.version, lift).await?;
    Ok(())
}

/// Two that wait, one that is looked into, one that is handled, one that was not true.
async fn report_violations(conn: &mut Pg) -> Result<(), UseCaseError> {
    let reports: [(ReportedAct, Town, &str, &str, NaiveDate, Option<ReportFinding>, Option<&str>); 5] = [
        (
            ReportedAct::Other,
            Town::Longxing,
            "演示路洗车点",
            "用消防栓接水洗车",
            day(2026, 11, 22),
            None,
            None,
        ),
        (
            ReportedAct::MovedOrDismantled,
            Town::Gujiao,
            "示例厂东侧水表井",
            "水表井里的水表被拆走",
            day(2026, 11, 20),
            None,
            None,
        ),
        (
            ReportedAct::VerificationSealBroken,
            Town::Sanquan,
            "示例村便民店",
            "水表铅封断开",
            day(2026, 11, 14),
            Some(ReportFinding::Substantiated),
            None,
        ),
        (
            ReportedAct::SealedMeterUsed,
            Town::Longxing,
            "示例浴池",
            "封存的水表又在转",
            day(2026, 10, 19),
            Some(ReportFinding::Substantiated),
            Some("查证属实，已责令停止使用封存水表并重新加封。"),
        ),
        (
            ReportedAct::DataForged,
            Town::Wanan,
            "示例建材厂",
            "怀疑改了水表读数",
            day(2026, 10, 12),
            Some(ReportFinding::Unsubstantiated),
            Some("现场核对远传数据与水表示数一致，查证不属实。"),
        ),
    ];
    for (index, (reported, town, place, description, on, finding, result)) in (0_u128..).zip(reports) {
        let id = Uuid::from_u128(REPORT_IDS + index);
        let new = NewReport {
            id,
            act: reported,
            town,
            place: format!("演示：{place}"),
            description: format!("（编造内容，仅供演示）{description}"),
            occurred_on: Some(on),
            name: (index % 2 == 0).then(|| "演示举报人".to_owned()),
            phone: (index % 2 == 0).then(|| format!("1390000000{index}")),
            demonstration: true,
        };
        let mut row = receive_report(conn, &staff::act("public", "", on), new).await?;
        if let Some(finding) = finding {
            let note = "演示：现场核对水表和铅封".to_owned();
            let clerk = staff::clerk(on + chrono::Days::new(2));
            row = move_report(conn, &clerk, id, row.version, ReportCommand::Verify { finding, note }, None).await?;
        }
        if let Some(result) = result {
            let command = ReportCommand::Handle { result: result.to_owned() };
            move_report(conn, &staff::head(on + chrono::Days::new(5)), id, row.version, command, None).await?;
        }
    }
    Ok(())
}

async fn user_of(conn: &mut Pg, code: &str) -> Result<Uuid, UseCaseError> {
    let found = water_user::find_by_code(conn, code).await?;
    Ok(found.ok_or(UseCaseError::NotFound("演示用水户"))?.id)
}

/// One closed, one with an order that runs, one of documents only.
async fn inspect(conn: &mut Pg, rules: &RuleSet) -> Result<(), UseCaseError> {
    use InspectionMeasure::{Documents, OnSite, OrderToStop};

    for (code, on, measures, findings, deadline, result) in [
        (
            "YS-A18",
            day(2026, 10, 21),
            vec![OnSite, OrderToStop],
            "封存的水表在用",
            Some(day(2026, 10, 28)),
            Some("已停止使用，复查合格"),
        ),
        (
            "YS-A02",
            day(2026, 11, 17),
            vec![OnSite, OrderToStop],
            "水表超过轮换周期仍在使用",
            Some(day(2026, 12, 17)),
            None,
        ),
        ("YS-A05", day(2026, 11, 19), vec![Documents], "用水台账缺三季度记录", None, None),
    ] {
        let new = NewInspection {
            user_id: user_of(conn, code).await?,
            inspection: Inspection {
                on,
                certificate_number: "演示执法证001".to_owned(),
                order: measures.contains(&OrderToStop).then(|| "演示：立即停止并改正".to_owned()),
                measures,
                deadline,
            },
            inspectors: "演示检查员甲、演示检查员乙".to_owned(),
            findings: format!("演示：{findings}"),
            report_id: None,
        };
        let row = record_inspection(conn, rules, &staff::clerk(on), new).await?;
        if let Some(result) = result {
            let head = staff::head(on + chrono::Days::new(7));
            close_inspection(conn, &head, row.id, row.version, format!("演示：{result}")).await?;
        }
    }
    Ok(())
}

/// One in the files, one that waits, one sent back.
async fn test_balances(conn: &mut Pg, rules: &RuleSet) -> Result<(), UseCaseError> {
    for (code, number, [consumed, discharged, leaked, reused], review) in [
        ("YS-A01", "演示SPH-2026-01", [620, 1_150, 90, 430], Some(None)),
        ("YS-A03", "演示SPH-2026-02", [410, 760, 61, 120], None),
        (
            "YS-A04",
            "演示SPH-2026-03",
            [300, 500, 140, 20],
            Some(Some("演示：缺少测点布置图，请补充后另行报送")),
        ),
    ] {
        let volume = |cubic_metres: i64| Exact::scaled(cubic_metres * 1_000, VOLUME_DECIMALS);
        let new = NewBalanceTest {
            user_id: user_of(conn, code).await?,
            test: BalanceTest {
                from: day(2026, 9, 1),
                to: day(2026, 9, 30),
                intake: volume(consumed + discharged + leaked),
                consumed: volume(consumed),
                discharged: volume(discharged),
                leaked: volume(leaked),
                reused: volume(reused),
            },
            tester: "演示测试机构".to_owned(),
            report_number: number.to_owned(),
        };
        let row = file_balance_test(conn, rules, &staff::clerk(day(2026, 10, 26)), new).await?;
        if let Some(comment) = review {
            let head = staff::head(day(2026, 10, 29));
            review_balance_test(conn, rules, &head, row.id, row.version, comment.map(str::to_owned)).await?;
        }
    }
    Ok(())
}

async fn meter_of(conn: &mut Pg, code: &str) -> Result<Uuid, UseCaseError> {
    let user = user_of(conn, code).await?;
    let meters = meter::of_user(conn, user).await?;
    let in_use = meters.into_iter().find(|meter| meter.removed_on.is_none());
    Ok(in_use.ok_or(UseCaseError::NotFound("演示水表"))?.id)
}

/// Two that are on, one that was taken off.
async fn seal_meters(conn: &mut Pg) -> Result<(), UseCaseError> {
    for (index, code) in (1..).zip(["YS-A01", "YS-A03", "YS-A18"]) {
        let meter = meter_of(conn, code).await?;
        let on = day(2026, 10, 10 + index);
        let number = format!("YS-QF-{index:03}");
        let row = put_on_seal(conn, &staff::clerk(on), meter, number, on, "演示检定员".to_owned()).await?;
        if code == "YS-A01" {
            let off = day(2026, 11, 10);
            let reason = "演示：送检".to_owned();
            take_off_seal(conn, &staff::clerk(off), meter, row.id, off, "演示检定员".to_owned(), reason).await?;
        }
    }
    Ok(())
}

/// One order whose deadline has passed, with its fine, and one that waits to be issued.
async fn order_replacements(conn: &mut Pg, rules: &RuleSet) -> Result<(), UseCaseError> {
    let new = |supplier: &str, meter, deadline| NewOrder {
        supplier: supplier.to_owned(),
        meters: Some(vec![meter]),
        deadline,
        reason: "演示：居民水表超过轮换周期".to_owned(),
        demonstration: true,
    };
    let meter = meter_of(conn, "YS-R01").await?;
    let issued = day(2026, 11, 5);
    let order = match draft_order(conn, rules, &staff::clerk(issued), new("supply_city", meter, day(2026, 11, 15))).await {
        Ok(drafted) => drafted.row,
        // A county that an earlier release has loaded: its household meters are younger.
        Err(UseCaseError::Refused(refusal)) if refusal.code == "meter_not_overdue" => return Ok(()),
        Err(error) => return Err(error),
    };
    move_order(conn, rules, &staff::head(issued), order.id, order.version, true).await?;
    let amount = Money::from_fen(1_500_000).unwrap_or(Money::ZERO);
    let reason = "演示：逾期未轮换一块居民水表".to_owned();
    let fined = draft_fine(conn, rules, &staff::clerk(day(2026, 11, 18)), order.id, amount, reason).await?;
    if let Some(fine) = fined.fines.first() {
        decide_fine(conn, rules, &staff::head(day(2026, 11, 19)), fine.id, fine.version, None).await?;
    }
    let meter = meter_of(conn, "YS-R02").await?;
    let drafted = staff::clerk(day(2026, 11, 20));
    draft_order(conn, rules, &drafted, new("supply_north", meter, day(2026, 12, 20))).await?;
    Ok(())
}
