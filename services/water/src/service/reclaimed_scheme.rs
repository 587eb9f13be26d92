//! The water bureau's part of the review of reclaimed-water schemes (新政办发〔2023〕24号 附件7 第十六、十七条; flow S7).

use chrono::{Datelike, NaiveDate};
use platform::{
    database::Pg,
    todo::{self, Todo},
};
use rules::{Refusal, RuleSet};
use uuid::Uuid;

use super::{
    Act,
    error::{Conflict, UseCaseError},
    reclaimed::codes,
};
use crate::{
    api::role::WATER_HEAD,
    domain::{
        code::Coded,
        reclaimed::{
            Use,
            scheme::{Design, Objection, OpinionError, SchemeRules, SchemeState},
        },
        town::Town,
    },
    store::{
        decode,
        project::take_number,
        reclaimed_scheme::{self as store, SchemeRow},
    },
};

/// Letters of the numbers of schemes (再生水方案).
const SCHEME: &str = "ZSFA";
/// Letters of the numbers of opinions (再生水会审).
const OPINION: &str = "ZSHS";

/// A scheme to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewScheme {
    /// Code of the project.
    pub project_code: String,
    /// Its name.
    pub project_name: String,
    /// Who builds.
    pub builder: String,
    /// Town.
    pub town: Town,
    /// What is looked at.
    pub design: Design,
    /// Who designed it.
    pub designer: String,
    /// When the builder submitted it.
    pub submitted_on: NaiveDate,
    /// Whether it belongs to the demonstration county.
    pub demonstration: bool,
}

/// What the rules look at of a stored scheme.
fn design_of(row: &SchemeRow) -> Result<Design, UseCaseError> {
    Ok(Design {
        works: decode(&row.works)?,
        inside_network: row.inside_network,
        other_system: row.other_system,
        measure: decode(&row.measure)?,
        source: row.source.as_deref().map(decode).transpose()?,
        disinfected: row.disinfected,
        separate_pipes: row.separate_pipes,
        labelled: row.labelled,
        uses: row.uses.iter().map(|code| decode::<Use>(code)).collect::<Result<_, _>>()?,
        designer_certificate: row.designer_certificate.clone(),
    })
}

/// Records a scheme: the opinion on it waits for somebody else. What stands against it does not keep it out.
pub async fn record_scheme(conn: &mut Pg, rules: &RuleSet, act: &Act, new: NewScheme) -> Result<SchemeRow, UseCaseError> {
    SchemeRules::at(rules, act.today)?;
    let design = new.design;
    if new.submitted_on > act.today {
        let detail = format!("提交日期 {} 在今天（{}）之后：请核对日期", new.submitted_on, act.today);
        return Err(Refusal::new("date_in_future", detail).at("/submitted_on").into());
    }
    if design.measure.kind().is_some() != design.source.is_some() {
        let detail = "自建系统和集中型系统应当填写水源；只建用水管道的不填，水源属于供水的系统";
        return Err(Refusal::new("source_by_measure", detail).at("/source").into());
    }
    let row = SchemeRow {
        id: Uuid::now_v7(),
        number: take_number(conn, SCHEME, act.today.year()).await?,
        project_code: new.project_code,
        project_name: new.project_name,
        builder: new.builder,
        town: new.town.code().to_owned(),
        works: design.works.code().to_owned(),
        inside_network: design.inside_network,
        other_system: design.other_system,
        measure: design.measure.code().to_owned(),
        source: design.source.map(|source| source.code().to_owned()),
        disinfected: design.disinfected,
        separate_pipes: design.separate_pipes,
        labelled: design.labelled,
        uses: codes(&design.uses),
        designer: new.designer,
        designer_certificate: design.designer_certificate,
        submitted_on: new.submitted_on,
        state: SchemeState::Received.code().to_owned(),
        opinion_number: None,
        opinion_on: None,
        opinion: None,
        recorded_by: act.actor.clone(),
        recorded_at: act.now,
        decided_by: None,
        demonstration: new.demonstration,
        version: 1,
    };
    store::insert(conn, &row).await?;
    let todo = Todo {
        key: todo_key(row.id),
        kind: "reclaimed_scheme.decide",
        title: format!("出具再生水方案会审意见：{}（{}）", row.project_name, row.number),
        link: format!("/work/water/reclaimed?view=schemes&open={}", row.id),
        audience: WATER_HEAD.into(),
        unit: Some(row.town.clone()),
        due_on: None,
    };
    todo::open(conn, &todo, act.now).await?;
    act.audit(
        conn,
        "reclaimed_scheme.record",
        "reclaimed_scheme",
        row.id,
        None::<&SchemeRow>,
        Some(&row),
    )
    .await?;
    Ok(row)
}

fn todo_key(id: Uuid) -> String {
    format!("reclaimed_scheme:{id}:decide")
}

/// What has to be built by the rules of a day, and what stands against a scheme.
pub fn look_at(rules: &SchemeRules, row: &SchemeRow) -> Result<(String, Vec<Objection>), UseCaseError> {
    let design = design_of(row)?;
    let duty = rules.duty(design.works, design.inside_network, design.other_system);
    let duty = duty
        .map(|duty| format!("{}（附件7 {}）", duty.label, duty.article))
        .unwrap_or_default();
    Ok((duty, rules.objections(&design)))
}

/// Gives the opinion, with number and date (第十七条).
pub async fn give_opinion(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    id: Uuid,
    version: i32,
    agrees: bool,
    opinion: String,
) -> Result<SchemeRow, UseCaseError> {
    let before = store::lock(conn, id).await?.ok_or(UseCaseError::NotFound("这份再生水方案"))?;
    if before.version != version {
        return Err(UseCaseError::Stale(before.version));
    }
    let rules = SchemeRules::at(rules, act.today)?;
    let (_, against) = look_at(&rules, &before)?;
    let present: SchemeState = decode(&before.state)?;
    let state = present
        .decide(&before.recorded_by, &act.actor, agrees, against)
        .map_err(|error| refused(&rules, error))?;
    let after = SchemeRow {
        state: state.code().to_owned(),
        opinion_number: Some(take_number(conn, OPINION, act.today.year()).await?),
        opinion_on: Some(act.today),
        opinion: Some(opinion),
        decided_by: Some(act.actor.clone()),
        version: before.version + 1,
        ..before.clone()
    };
    store::update(conn, &after).await?;
    todo::close(conn, &todo_key(id), act.now).await?;
    act.audit(
        conn,
        "reclaimed_scheme.opinion",
        "reclaimed_scheme",
        id,
        Some(&before),
        Some(&after),
    )
    .await?;
    Ok(after)
}

fn refused(rules: &SchemeRules, error: OpinionError) -> UseCaseError {
    match error {
        OpinionError::AlreadyGiven => {
            let detail = "会审意见已经出具，不能再改：方案改过的，请登记新的方案";
            Conflict::new("opinion_given", detail).into()
        }
        OpinionError::SamePerson => UseCaseError::NotThisPerson {
            code: "opinion_of_recorder",
            detail: "方案是本人登记的，会审意见应由另一人出具".to_owned(),
            citation: rules.joint_review().clone(),
        },
        OpinionError::NotInOrder(against) => {
            let detail = "方案不符合再生水利用的要求，不能出具同意意见";
            let conflict = Conflict::new("scheme_not_in_order", detail);
            against.iter().fold(conflict, |conflict, one| conflict.missing(said(one))).into()
        }
    }
}

/// An objection with its article, for people.
pub fn said(one: &Objection) -> String {
    let article = one.citation.as_ref().map(|citation| format!("（{}）", citation.article));
    format!("{}{}", one.detail, article.unwrap_or_default())
}
