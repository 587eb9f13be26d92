//! Invented construction projects, in every stage of the three simultaneous.

use chrono::{Days, NaiveDate};
use platform::{
    Database, Scope,
    database::{DatabaseError, Pg},
};
use rules::{Exact, RuleSet};

use super::{DemonstrationError, staff};
use crate::{
    domain::{
        credit_code::check_character,
        project::{DocumentKind, Feature, FindingKind, Greening, ItemCode, Nature, ProjectCommand, Standing},
        town::Town,
    },
    service::{
        error::UseCaseError,
        project::{
            NewDocument, NewEvidence, NewFinding, NewProject, ProjectFields, ProjectRecord, RetrofitOrder, file_document, move_project,
            record_evidence, record_finding, register_project,
        },
    },
    store::project,
};

/// How far a project has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Far {
    Registered,
    Building,
    Waiting,
    Refused,
    Accepted,
    Used,
    UsedAndStopped,
}

/// A project; evidence is there for the first `shown` of the requirements that apply.
struct Sample {
    name: &'static str,
    builder: &'static str,
    town: Town,
    place: &'static str,
    standing: Standing,
    greening: Greening,
    features: &'static [Feature],
    auxiliary_use: i64,
    land_area: i64,
    construction_area: i64,
    days_ago: u64,
    documents: usize,
    shown: usize,
    far: Far,
}

const SAMPLES: &[Sample] = &[
    Sample {
        name: "【演示】龙兴镇汽车服务中心",
        builder: "演示汽车服务公司",
        town: Town::Longxing,
        place: "龙兴镇南环路",
        standing: Standing::Planned,
        greening: Greening::None,
        features: &[Feature::TapPipes, Feature::ReclaimedNetwork],
        auxiliary_use: 100,
        land_area: 9_600,
        construction_area: 14_200,
        days_ago: 210,
        documents: 3,
        shown: 2,
        far: Far::Building,
    },
    Sample {
        name: "【演示】汾河生态绿化提升工程",
        builder: "演示园林绿化中心",
        town: Town::Longxing,
        place: "汾河新绛段右岸",
        standing: Standing::Planned,
        greening: Greening::Regional,
        features: &[Feature::TapPipes, Feature::ReclaimedNetwork, Feature::RainwaterPossible],
        auxiliary_use: 20,
        land_area: 62_000,
        construction_area: 800,
        days_ago: 160,
        documents: 3,
        shown: 9,
        far: Far::Waiting,
    },
    Sample {
        name: "【演示】泽掌镇农产品加工园",
        builder: "演示食品产业公司",
        town: Town::Zezhang,
        place: "泽掌镇工业路1号",
        standing: Standing::Planned,
        greening: Greening::None,
        features: &[
            Feature::MakesProducts,
            Feature::WaterCooledChillers,
            Feature::WaterEquipment,
            Feature::IndustrialWater,
            Feature::TapPipes,
        ],
        auxiliary_use: 35,
        land_area: 41_500,
        construction_area: 38_000,
        days_ago: 60,
        documents: 1,
        shown: 0,
        far: Far::Registered,
    },
    Sample {
        name: "【演示】古交镇煤化工循环水改造",
        builder: "演示煤化工公司",
        town: Town::Gujiao,
        place: "古交镇",
        standing: Standing::UnderWay,
        greening: Greening::None,
        features: &[
            Feature::MakesProducts,
            Feature::WaterEquipment,
            Feature::IndustrialWater,
            Feature::MineWater,
        ],
        auxiliary_use: 140,
        land_area: 88_000,
        construction_area: 52_000,
        days_ago: 300,
        documents: 3,
        shown: 9,
        far: Far::Refused,
    },
    Sample {
        name: "【演示】县第二中学新校区",
        builder: "演示教育基建办",
        town: Town::Sanquan,
        place: "三泉镇",
        standing: Standing::Planned,
        greening: Greening::Permanent,
        features: &[Feature::TapPipes, Feature::WaterCooledChillers],
        auxiliary_use: 12,
        land_area: 20_000,
        construction_area: 46_000,
        days_ago: 420,
        documents: 3,
        shown: 9,
        far: Far::Accepted,
    },
    Sample {
        name: "【演示】北张镇商贸综合体",
        builder: "演示置业公司",
        town: Town::Beizhang,
        place: "北张镇中心街",
        standing: Standing::Planned,
        greening: Greening::None,
        features: &[Feature::TapPipes, Feature::WaterCooledChillers],
        auxiliary_use: 99,
        land_area: 15_000,
        construction_area: 61_000,
        days_ago: 500,
        documents: 3,
        shown: 9,
        far: Far::Used,
    },
    Sample {
        name: "【演示】城区公交场站洗车棚",
        builder: "演示公交公司",
        town: Town::Longxing,
        place: "龙兴镇车站街",
        standing: Standing::Planned,
        greening: Greening::None,
        features: &[Feature::TapPipes],
        auxiliary_use: 160,
        land_area: 7_000,
        construction_area: 2_100,
        days_ago: 620,
        documents: 3,
        shown: 9,
        far: Far::UsedAndStopped,
    },
    Sample {
        name: "【演示】县体育公园（已建）",
        builder: "演示文体场馆中心",
        town: Town::Longxing,
        place: "龙兴镇体育路",
        standing: Standing::Existing,
        greening: Greening::Permanent,
        features: &[Feature::TapPipes, Feature::ReclaimedNetwork],
        auxiliary_use: 15,
        land_area: 33_000,
        construction_area: 4_000,
        days_ago: 200,
        documents: 0,
        shown: 2,
        far: Far::Registered,
    },
];

/// Registers what is not there yet. Returns how many that were.
pub async fn load_projects(database: &Database, rules: &RuleSet, as_of: NaiveDate) -> Result<usize, DemonstrationError> {
    let mut made = 0;
    for (number, sample) in (1_u32..).zip(SAMPLES) {
        let code = format!("2408-140825-89-01-9{number:05}");
        let mut tx = database.begin(&Scope::All).await?;
        if project::find_by_code(&mut tx, &code).await.map_err(DatabaseError::from)?.is_some() {
            continue;
        }
        make(&mut tx, rules, as_of, number, code, sample)
            .await
            .map_err(|error| DemonstrationError::Refused(sample.name.to_owned(), error))?;
        tx.commit().await?;
        made += 1;
    }
    Ok(made)
}

/// A credit code that is well-formed, and marked by its letters as made up.
pub(super) fn made_up_credit_code(number: u32) -> String {
    let body = format!("91140825MADEM{number:04}");
    let check = check_character(&body).unwrap_or('0');
    format!("{body}{check}")
}

async fn make(
    conn: &mut Pg,
    rules: &RuleSet,
    as_of: NaiveDate,
    number: u32,
    project_code: String,
    sample: &Sample,
) -> Result<(), UseCaseError> {
    let begun = as_of - Days::new(sample.days_ago);
    let retrofit = (sample.standing == Standing::Existing).then(|| RetrofitOrder {
        by: as_of - Days::new(20),
        approver: "县行政审批服务管理局（演示）".to_owned(),
        document: "演审函〔2026〕5号".to_owned(),
    });
    let new = NewProject {
        project_code,
        standing: sample.standing,
        retrofit,
        fields: ProjectFields {
            name: sample.name.to_owned(),
            builder: sample.builder.to_owned(),
            builder_credit_code: made_up_credit_code(number),
            town: sample.town,
            place: sample.place.to_owned(),
            nature: if sample.standing == Standing::UnderWay {
                Nature::Rebuild
            } else {
                Nature::New
            },
            auxiliary_use: Exact::scaled(sample.auxiliary_use, 0),
            land_area: Exact::scaled(sample.land_area, 0),
            construction_area: Exact::scaled(sample.construction_area, 0),
            features: sample.features.iter().copied().collect(),
            greening: sample.greening,
        },
        demonstration: true,
    };
    let mut record = register_project(conn, rules, &staff::clerk(begun), new).await?;
    record = file_documents(conn, rules, begun, sample, record).await?;
    if sample.standing == Standing::Planned && sample.far != Far::Registered {
        let act = staff::clerk(begun + Days::new(30));
        record = move_project(conn, rules, &act, record.row.id, record.row.version, ProjectCommand::Start).await?;
    }
    record = show(conn, rules, begun, sample, record).await?;
    decide(conn, rules, as_of, sample, record).await
}

const PARTS: [(DocumentKind, &str, &[&str]); 3] = [
    (
        DocumentKind::MeasuresPlan,
        "县水利局（演示）",
        &["source", "consumption", "measures", "effect"],
    ),
    (
        DocumentKind::DesignChapter,
        "县水利局（演示）",
        &["metering", "unconventional", "appliances", "process", "reuse"],
    ),
    (DocumentKind::Drawings, "县住建局（演示）", &[]),
];

async fn file_documents(
    conn: &mut Pg,
    rules: &RuleSet,
    begun: NaiveDate,
    sample: &Sample,
    mut record: ProjectRecord,
) -> Result<ProjectRecord, UseCaseError> {
    for (number, (kind, reviewer, contents)) in (1_u64..).zip(PARTS).take(sample.documents) {
        let day = begun + Days::new(7 * number);
        let new = NewDocument {
            kind,
            reviewer: reviewer.to_owned(),
            review_number: format!("演审〔{}〕{number}号", begun.format("%Y")),
            reviewed_on: day - Days::new(3),
            contents: contents.iter().map(|code| (*code).to_owned()).collect(),
        };
        record = file_document(conn, rules, &staff::clerk(day), record.row.id, record.row.version, new).await?;
    }
    Ok(record)
}

async fn show(
    conn: &mut Pg,
    rules: &RuleSet,
    begun: NaiveDate,
    sample: &Sample,
    mut record: ProjectRecord,
) -> Result<ProjectRecord, UseCaseError> {
    let day = begun + Days::new(40);
    let project_rules = crate::domain::project::ProjectRules::at(rules, day)?;
    let applying: Vec<ItemCode> = record
        .judged(&project_rules)?
        .into_iter()
        .filter(|one| one.applies)
        .map(|one| one.code)
        .take(sample.shown)
        .collect();
    for item in applying {
        let new = NewEvidence {
            item,
            document: "演示检验报告（编造）".to_owned(),
            dated_on: day - Days::new(1),
            description: "现场核对，设施齐全，运行正常（编造）".to_owned(),
        };
        record = record_evidence(conn, rules, &staff::clerk(day), record.row.id, record.row.version, new).await?;
    }
    Ok(record)
}

async fn decide(conn: &mut Pg, rules: &RuleSet, as_of: NaiveDate, sample: &Sample, record: ProjectRecord) -> Result<(), UseCaseError> {
    if matches!(sample.far, Far::Registered | Far::Building) {
        return Ok(());
    }
    let id = record.row.id;
    let asked = as_of - Days::new(3);
    let record = move_project(conn, rules, &staff::clerk(asked), id, record.row.version, ProjectCommand::Request).await?;
    let head = staff::head(asked + Days::new(1));
    let by = head.actor.clone();
    match sample.far {
        Far::Registered | Far::Building | Far::Waiting => {}
        Far::Refused => {
            let reason = "循环水装置的流量计没有检定证书，补齐后再提请验收（演示）".to_owned();
            move_project(conn, rules, &head, id, record.row.version, ProjectCommand::Refuse { by, reason }).await?;
        }
        Far::Accepted | Far::Used | Far::UsedAndStopped => {
            let record = move_project(conn, rules, &head, id, record.row.version, ProjectCommand::Accept { by }).await?;
            if sample.far == Far::Accepted {
                return Ok(());
            }
            let clerk = staff::clerk(asked + Days::new(2));
            let record = move_project(conn, rules, &clerk, id, record.row.version, ProjectCommand::Use).await?;
            if sample.far == Far::UsedAndStopped {
                let new = NewFinding {
                    kind: FindingKind::Stopped,
                    found_on: as_of,
                    detail: "巡查发现循环洗车设备停用，直接用自来水冲洗（编造）".to_owned(),
                    correct_by: as_of + Days::new(15),
                };
                record_finding(conn, &staff::clerk(as_of), id, record.row.version, new).await?;
            }
        }
    }
    Ok(())
}
