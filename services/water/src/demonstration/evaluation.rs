//! Invented water-saving evaluations: of every kind and in every state, one with a commitment that caps a user's plan.

use chrono::{Datelike, Days, NaiveDate};
use platform::{
    Database, Scope,
    database::{DatabaseError, Pg},
};
use rules::{Exact, RuleSet};

use super::{DemonstrationError, staff};
use crate::{
    domain::{
        code::Coded,
        evaluation::{EvaluationCommand, EvaluationKind, EvaluationRules, Indicator, IndicatorCode, Report, ReportKind},
        quantity::PRICE_DECIMALS,
        town::Town,
    },
    service::{
        commitment::{NewCommitment, file_commitment},
        error::UseCaseError,
        evaluation::{
            EvaluationFields, EvaluationRecord, NewEvaluation, NewReport, Opinion, decide_evaluation, link_user, move_evaluation,
            register_evaluation, write_report,
        },
    },
    store::{
        evaluation::{self, EvaluationFilter},
        water_user,
    },
};

/// How far an evaluation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Far {
    Drafted,
    Returned,
    Submitted,
    Passed,
    Failed,
}

/// An evaluation. The first `contents` of what it must contain are there, and the first `indicators`.
struct Sample {
    kind: EvaluationKind,
    name: &'static str,
    applicant: &'static str,
    report_kind: ReportKind,
    town: Town,
    source: &'static str,
    annual_volume: i64,
    contents: usize,
    /// Name, unit, 1/10000 m³ per unit.
    product: Option<(&'static str, &'static str, i64)>,
    indicators: usize,
    days_ago: u64,
    far: Far,
    /// Code of the user, and what is promised in a year, m³: just what the plan of the year holds.
    promise: Option<(&'static str, i64)>,
}

const WHOLE: usize = usize::MAX;

const SAMPLES: &[Sample] = &[
    Sample {
        kind: EvaluationKind::WaterPlan,
        name: "【演示】节约用水专项规划（2026—2030年）",
        applicant: "县水利局（演示）",
        report_kind: ReportKind::PlanReport,
        town: Town::Longxing,
        source: "地表水、地下水、再生水",
        annual_volume: 31_500_000,
        contents: WHOLE,
        product: None,
        indicators: 0,
        days_ago: 240,
        far: Far::Passed,
        promise: None,
    },
    Sample {
        kind: EvaluationKind::WaterPlan,
        name: "【演示】农村供水提升规划",
        applicant: "县水利局（演示）",
        report_kind: ReportKind::PlanReport,
        town: Town::Wanan,
        source: "地下水",
        annual_volume: 4_200_000,
        contents: 4,
        product: None,
        indicators: 0,
        days_ago: 40,
        far: Far::Returned,
        promise: None,
    },
    Sample {
        kind: EvaluationKind::WaterProject,
        name: "【演示】汾河提水泵站改造工程",
        applicant: "演示灌区建设管理处",
        report_kind: ReportKind::Feasibility,
        town: Town::Gujiao,
        source: "汾河",
        annual_volume: 7_400_000,
        contents: 4,
        product: None,
        indicators: 0,
        days_ago: 150,
        far: Far::Failed,
        promise: None,
    },
    Sample {
        kind: EvaluationKind::ArguedPlan,
        name: "【演示】经济技术开发区总体规划",
        applicant: "演示开发区管委会",
        report_kind: ReportKind::Argumentation,
        town: Town::Sanquan,
        source: "地表水、再生水",
        annual_volume: 12_000_000,
        contents: WHOLE,
        product: None,
        indicators: 0,
        days_ago: 25,
        far: Far::Submitted,
        promise: None,
    },
    Sample {
        kind: EvaluationKind::PermitProject,
        name: "【演示】煤化工循环水项目",
        applicant: "演示煤化工公司",
        report_kind: ReportKind::Argumentation,
        town: Town::Gujiao,
        source: "矿井水、地下水",
        annual_volume: 860_000,
        contents: 3,
        product: None,
        indicators: 2,
        days_ago: 12,
        far: Far::Drafted,
        promise: None,
    },
    Sample {
        kind: EvaluationKind::PermitProject,
        name: "【演示】纸箱生产线扩建",
        applicant: "演示包装公司",
        report_kind: ReportKind::Argumentation,
        town: Town::Zezhang,
        source: "地下水",
        annual_volume: 96_000,
        contents: WHOLE,
        product: Some(("演示：纸箱", "立方米/吨", 99_000)),
        indicators: 0,
        days_ago: 18,
        far: Far::Submitted,
        promise: None,
    },
    Sample {
        kind: EvaluationKind::PermitProject,
        name: "【演示】植物提取物项目",
        applicant: "演示生物科技公司",
        report_kind: ReportKind::Argumentation,
        town: Town::Hengqiao,
        source: "地下水",
        annual_volume: 54_000,
        contents: WHOLE,
        product: Some(("演示：植物提取物", "立方米/吨", 450_000)),
        indicators: 7,
        days_ago: 95,
        far: Far::Failed,
        promise: None,
    },
    Sample {
        kind: EvaluationKind::NetworkProject,
        name: "【演示】龙兴镇示例机械厂铸件车间",
        applicant: "龙兴镇示例机械厂",
        report_kind: ReportKind::Feasibility,
        town: Town::Longxing,
        source: "城市公共管网",
        annual_volume: 4_800,
        contents: WHOLE,
        product: Some(("演示：铸件", "立方米/吨", 34_000)),
        indicators: 0,
        days_ago: 260,
        far: Far::Passed,
        promise: Some(("YS-A02", 4_000)),
    },
    Sample {
        kind: EvaluationKind::NetworkProject,
        name: "【演示】果汁饮料灌装项目",
        applicant: "演示果汁饮料公司",
        report_kind: ReportKind::Proposal,
        town: Town::Beizhang,
        source: "城市公共管网",
        annual_volume: 62_000,
        contents: WHOLE,
        product: Some(("演示：果汁饮料", "立方米/吨", 28_500)),
        indicators: WHOLE,
        days_ago: 8,
        far: Far::Submitted,
        promise: None,
    },
];

/// Loads them once, all in one transaction. Users, plans and quotas must be there.
pub async fn load_evaluations(database: &Database, rules: &RuleSet, as_of: NaiveDate) -> Result<(), DemonstrationError> {
    let mut tx = database.begin(&Scope::All).await?;
    let filter = EvaluationFilter {
        text: Some("【演示】".to_owned()),
        ..EvaluationFilter::default()
    };
    let known = evaluation::list(&mut tx, &filter, &evaluation::SORTING.all())
        .await
        .map_err(DatabaseError::from)?;
    if known.items.iter().any(|row| row.demonstration) {
        return Ok(());
    }
    for (number, sample) in (1_u32..).zip(SAMPLES) {
        make(&mut tx, rules, as_of, number, sample)
            .await
            .map_err(|error| DemonstrationError::Refused(sample.name.to_owned(), error))?;
    }
    tx.commit().await?;
    Ok(())
}

async fn make(conn: &mut Pg, rules: &RuleSet, as_of: NaiveDate, number: u32, sample: &Sample) -> Result<(), UseCaseError> {
    let begun = as_of - Days::new(sample.days_ago);
    let new = NewEvaluation {
        kind: sample.kind,
        project_code: sample.kind.is_project().then(|| format!("2408-140825-89-01-8{number:05}")),
        fields: EvaluationFields {
            name: sample.name.to_owned(),
            applicant: sample.applicant.to_owned(),
            report_kind: sample.report_kind,
            report_name: format!("{}{}", sample.name.trim_start_matches("【演示】"), sample.report_kind.label()),
            town: sample.town,
            source: sample.source.to_owned(),
            annual_volume: Exact::scaled(sample.annual_volume, 0),
        },
        demonstration: true,
    };
    let clerk = staff::clerk(begun);
    let record = register_evaluation(conn, &clerk, new).await?;
    let report = report_of(&EvaluationRules::at(rules, begun)?, sample);
    let record = write_report(conn, rules, &clerk, record.row.id, record.row.version, report).await?;
    let record = decide(conn, rules, begun, sample, record).await?;
    promise(conn, rules, begun, sample, record).await
}

fn report_of(rules: &EvaluationRules, sample: &Sample) -> NewReport {
    let wanted = rules.judge(sample.kind, &Report::default());
    let content = |index: usize, code: String| (code, format!("见报告第{}章（编造）", index + 2));
    let contents = wanted.contents.into_iter().take(sample.contents).enumerate();
    let product = |(name, unit, value): (&str, &str, i64)| (name.to_owned(), unit.to_owned(), Exact::scaled(value, PRICE_DECIMALS));
    let indicators = wanted.indicators.into_iter().take(sample.indicators);
    NewReport {
        contents: contents.map(|(index, one)| content(index, one.code)).collect(),
        products: sample.product.map(product).into_iter().collect(),
        indicators: indicators.map(|one| indicator(one.rule.code)).collect(),
    }
}

/// Just at its standard.
fn indicator(code: IndicatorCode) -> Indicator {
    let value = match code {
        IndicatorCode::PipeLeakage => 8,
        IndicatorCode::IndustrialReuse | IndicatorCode::CondensateRecovery => 85,
        IndicatorCode::CoolingRecycling => 97,
        IndicatorCode::OfficeUse => 50,
        IndicatorCode::CanteenUse => 15,
        IndicatorCode::SavingAppliances => 100,
        IndicatorCode::TowerMakeup => 2,
        IndicatorCode::UnconventionalUse => 20,
    };
    Indicator {
        code,
        value: Exact::scaled(value, 0),
        standard_value: Exact::scaled(value, 0),
        standard: "演示评价标准（编造）".to_owned(),
    }
}

async fn decide(
    conn: &mut Pg,
    rules: &RuleSet,
    begun: NaiveDate,
    sample: &Sample,
    record: EvaluationRecord,
) -> Result<EvaluationRecord, UseCaseError> {
    if sample.far == Far::Drafted {
        return Ok(record);
    }
    let (id, handed_in) = (record.row.id, staff::clerk(begun + Days::new(3)));
    let record = move_evaluation(conn, rules, &handed_in, id, record.row.version, EvaluationCommand::Submit).await?;
    let day = begun + Days::new(15);
    let reviewer = staff::act("system:demonstration_reviewer", "", day);
    match sample.far {
        Far::Drafted | Far::Submitted => Ok(record),
        Far::Returned => {
            let reason = "缺少规划取用水的合理性与可行性，补齐后再提交（演示）".to_owned();
            move_evaluation(conn, rules, &reviewer, id, record.row.version, EvaluationCommand::Return { reason }).await
        }
        Far::Passed | Far::Failed => {
            let passes = sample.far == Far::Passed;
            let opinion = Opinion {
                number: format!("演审评〔{}〕{}号", day.year(), record.row.number.trim_start_matches("JSPJ-")),
                on: day,
                text: if passes {
                    "取用水规模合理，节水措施可行，同意通过（演示）"
                } else {
                    "内容或指标没有达到要求，不予通过，修改后重新评价（演示）"
                }
                .to_owned(),
                passes,
            };
            decide_evaluation(conn, rules, &reviewer, id, record.row.version, opinion).await
        }
    }
}

async fn promise(conn: &mut Pg, rules: &RuleSet, begun: NaiveDate, sample: &Sample, record: EvaluationRecord) -> Result<(), UseCaseError> {
    let Some((code, volume)) = sample.promise else { return Ok(()) };
    let Some(user) = water_user::find_by_code(conn, code).await? else {
        return Ok(());
    };
    let day = begun + Days::new(20);
    let clerk = staff::clerk(day);
    let linked = link_user(conn, &clerk, record.row.id, record.row.version, user.id).await?;
    let new = NewCommitment {
        annual_volume: Exact::scaled(volume, 0),
        first_year: day.year(),
        document: "节水承诺书（演示）".to_owned(),
        signed_on: day,
    };
    file_commitment(conn, rules, &clerk, linked.row.id, linked.row.version, new).await?;
    Ok(())
}
