//! A village's way (附件8 第七条（一）（二）): base data, notice, submission; and what sends it back.

use chrono::NaiveDate;
use platform::{
    case::{self, Command},
    database::Pg,
    notice::{self, Board, Notice, Seen},
};
use rules::{Citation, Refusal, RuleSet};
use uuid::Uuid;

use super::{
    super::{
        Act,
        error::{Conflict, UseCaseError},
    },
    cases::{DECLARATION, follow_declaration, open_declaration},
};
use crate::{
    domain::{
        code::Coded,
        irrigation::District,
        reward::{
            CheckOutcome,
            award::Land,
            declaration::{DeclarationCommand, DeclarationState, SubmissionFacts, check_signatories, missing_to_submit},
            rule::RewardRules,
        },
    },
    store::{
        corrupt, decode,
        reward::{
            AREA_SCALE,
            declaration::{self, CheckRow, DeclarationRow, ManagerRow},
            village,
        },
    },
};

/// The base data of a village (第七条（一）).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseData {
    /// Land.
    pub land: Land,
    /// Water managers: name and duty.
    pub managers: Vec<(String, String)>,
}

/// Who signed and sealed, and what shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signatures {
    /// 经办人.
    pub handler: String,
    /// 负责人.
    pub head: String,
    /// Day.
    pub sealed_on: NaiveDate,
    /// Attachment of the case.
    pub sealed_form: Uuid,
}

/// A declaration with its water managers.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct DeclarationRecord {
    /// The declaration.
    #[serde(flatten)]
    pub row: DeclarationRow,
    /// Water managers.
    pub managers: Vec<ManagerRow>,
}

fn not_found() -> UseCaseError {
    UseCaseError::NotFound("这份奖补申报")
}

/// One declaration, if in scope.
pub async fn find_declaration(conn: &mut Pg, id: Uuid) -> Result<DeclarationRecord, UseCaseError> {
    let row = declaration::find(conn, id).await?.ok_or_else(not_found)?;
    with_managers(conn, row).await
}

async fn with_managers(conn: &mut Pg, row: DeclarationRow) -> Result<DeclarationRecord, UseCaseError> {
    let managers = declaration::managers_of(conn, row.id).await?;
    Ok(DeclarationRecord { row, managers })
}

async fn lock(conn: &mut Pg, id: Uuid, version: i32) -> Result<DeclarationRecord, UseCaseError> {
    let row = declaration::lock(conn, id).await?.ok_or_else(not_found)?;
    if row.version != version {
        return Err(UseCaseError::Stale(row.version));
    }
    with_managers(conn, row).await
}

/// Enters the base data of a village for a year.
pub async fn create_declaration(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    year: i32,
    village_code: &str,
    data: BaseData,
) -> Result<DeclarationRecord, UseCaseError> {
    let of_year = super::rules_of_year(rules, year, act.today)?;
    let of_day = RewardRules::at(rules, act.today)?;
    let village = village::find(conn, village_code).await?.ok_or(UseCaseError::NotFound("这个村"))?;
    data.land.check(&of_year)?;
    let id = Uuid::now_v7();
    let row = with_land(
        DeclarationRow {
            id,
            year,
            village: village.code.clone(),
            town: village.town.clone(),
            district: village.district.clone(),
            state: DeclarationState::Draft.code().to_owned(),
            effective_e4: 0,
            reform_e4: 0,
            grain_e4: 0,
            economic_e4: 0,
            other_e4: 0,
            notice_id: None,
            handler: None,
            head: None,
            sealed_on: None,
            sealed_form: None,
            photos: Vec::new(),
            working_days: None,
            drafted_by: act.actor.clone(),
            drafted_at: act.now,
            submitted_by: None,
            submitted_at: None,
            summary_id: None,
            reviewed_by: None,
            reviewed_at: None,
            approved_by: None,
            approved_at: None,
            comment: None,
            version: 1,
        },
        &data.land,
    )?;
    let managers = manager_rows(id, data.managers);
    declaration::insert(conn, &row, &managers).await?;
    let record = DeclarationRecord { row, managers };
    open_declaration(conn, &of_day, act, &record.row, &village.name).await?;
    act.audit(
        conn,
        "reward_declaration.create",
        DECLARATION,
        id,
        None::<&DeclarationRecord>,
        Some(&record),
    )
    .await?;
    Ok(record)
}

fn with_land(row: DeclarationRow, land: &Land) -> Result<DeclarationRow, UseCaseError> {
    let scaled = |area: &rules::Exact| area.to_scaled(AREA_SCALE).ok_or_else(|| corrupt("an area with too many digits"));
    Ok(DeclarationRow {
        effective_e4: scaled(&land.effective)?,
        reform_e4: scaled(&land.reform)?,
        grain_e4: scaled(&land.grain)?,
        economic_e4: scaled(&land.economic)?,
        other_e4: scaled(&land.other)?,
        ..row
    })
}

fn manager_rows(id: Uuid, managers: Vec<(String, String)>) -> Vec<ManagerRow> {
    (1..)
        .zip(managers)
        .map(|(seq, (name, duty))| ManagerRow {
            declaration_id: id,
            seq,
            name,
            duty,
        })
        .collect()
}

/// Changes the base data: what hangs out is taken back first, and hung anew after it.
pub async fn revise_declaration(
    conn: &mut Pg,
    rules: &RuleSet,
    board: &Board,
    act: &Act,
    (id, version): (Uuid, i32),
    data: BaseData,
) -> Result<DeclarationRecord, UseCaseError> {
    let before = lock(conn, id, version).await?;
    let of_day = RewardRules::at(rules, act.today)?;
    let moved = before.row.to_domain()?.apply(&of_day, &DeclarationCommand::Revise)?;
    data.land.check(&super::rules_of_year(rules, before.row.year, act.today)?)?;
    let seen = look(conn, board, &before.row, act.today).await?;
    let hangs = seen
        .as_ref()
        .is_some_and(|seen| matches!(seen.state.as_str(), "posted" | "stopped"));
    if hangs && before.row.state == DeclarationState::OnNotice.code() {
        let detail = "数据正在公示，不能修改：数据有误的，先撤回公示，更正后重新公示，公示期重新起算";
        return Err(Conflict::new("notice_running", detail).missing("撤回公示").into());
    }
    let row = with_land(
        DeclarationRow {
            state: moved.state.code().to_owned(),
            // A draft of a notice is rewritten; what hung out before stays where it is, and another follows.
            notice_id: seen.filter(|seen| seen.state == "draft").and(before.row.notice_id),
            drafted_by: act.actor.clone(),
            drafted_at: act.now,
            version: version + 1,
            ..before.row.clone()
        },
        &data.land,
    )?;
    let managers = manager_rows(id, data.managers);
    declaration::update(conn, &row).await?;
    declaration::replace_managers(conn, id, &managers).await?;
    let after = DeclarationRecord { row, managers };
    follow_declaration(conn, &of_day, act, id, Command::Revise { statement: None }).await?;
    act.audit(conn, "reward_declaration.revise", DECLARATION, id, Some(&before), Some(&after))
        .await?;
    Ok(after)
}

/// Where the notice of a declaration stands; held.
pub(crate) async fn look(conn: &mut Pg, board: &Board, row: &DeclarationRow, today: NaiveDate) -> Result<Option<Seen>, UseCaseError> {
    match row.notice_id {
        Some(id) => Ok(Some(notice::look(conn, board, id, today).await?)),
        None => Ok(None),
    }
}

/// Drafts the notice of the data (第七条（二）); another person posts it on the notices' page.
pub async fn put_on_notice(
    conn: &mut Pg,
    rules: &RuleSet,
    board: &Board,
    act: &Act,
    id: Uuid,
    version: i32,
) -> Result<DeclarationRecord, UseCaseError> {
    let before = lock(conn, id, version).await?;
    let of_day = RewardRules::at(rules, act.today)?;
    let moved = before.row.to_domain()?.apply(&of_day, &DeclarationCommand::PutOnNotice)?;
    let village = village::find(conn, &before.row.village)
        .await?
        .ok_or(UseCaseError::NotFound("这个村"))?;
    let text = notice_of(&before, &village.name)?;
    let seen = look(conn, board, &before.row, act.today).await?;
    let when = (act.now, act.today);
    let notice_id = match (before.row.notice_id, seen) {
        (Some(notice_id), Some(seen)) if seen.state == "draft" => {
            notice::redraft(conn, board, &act.actor, when, notice_id, text).await?;
            notice_id
        }
        _ => notice::draft(conn, board, &act.actor, when, text).await?,
    };
    let row = DeclarationRow {
        state: moved.state.code().to_owned(),
        notice_id: Some(notice_id),
        version: version + 1,
        ..before.row.clone()
    };
    declaration::update(conn, &row).await?;
    let after = DeclarationRecord {
        row,
        managers: before.managers.clone(),
    };
    act.audit(
        conn,
        "reward_declaration.put_on_notice",
        DECLARATION,
        id,
        Some(&before),
        Some(&after),
    )
    .await?;
    Ok(after)
}

fn notice_of(record: &DeclarationRecord, village: &str) -> Result<Notice, UseCaseError> {
    let (row, land) = (&record.row, record.row.land());
    let district = match &row.district {
        Some(code) => decode::<District>(code)?.label(),
        None => "不在地表水灌区",
    };
    let managers: Vec<_> = record
        .managers
        .iter()
        .map(|manager| format!("{}（{}）", manager.name, manager.duty))
        .collect();
    let body = format!(
        "按照农业水价综合改革精准补贴和节水奖励办法，现将{village}{}年基础数据公示如下：\n灌区：{district}\n有效灌溉面积：{} 亩\n改革面积：{} 亩\n种植面积：粮食作物 {} 亩、经济作物 {} 亩、其他作物 {} 亩\n聘用水管员：{}\n对以上数据有异议的，请在公示期内提出。",
        row.year,
        land.effective.to_exact_text(),
        land.reform.to_exact_text(),
        land.grain.to_exact_text(),
        land.economic.to_exact_text(),
        land.other.to_exact_text(),
        managers.join("、"),
    );
    Ok(Notice {
        kind: "village_data",
        title: format!("{village}{}年农业水价综合改革基础数据公示", row.year),
        body,
        audience: format!("{village}全体村民"),
        unit: row.town.clone(),
    })
}

/// What is known when the village wants to submit. `photos` and `sealed_form`: which attachments are meant; none: any.
async fn facts(
    conn: &mut Pg,
    board: &Board,
    row: &DeclarationRow,
    today: NaiveDate,
    named: Option<(&[Uuid], Uuid)>,
) -> Result<(SubmissionFacts, Option<Seen>), UseCaseError> {
    let seen = look(conn, board, row, today).await?;
    let case = case::of_thing(conn, DECLARATION, &row.id.to_string())
        .await?
        .ok_or_else(|| corrupt("a declaration without its case"))?;
    let files = case::attachments_of(conn, case.id).await?;
    let posted_on = seen.as_ref().and_then(|seen| seen.posted_on);
    let kept: Vec<_> = files.iter().filter(|file| file.withdrawn_at.is_none()).collect();
    let is_photo = |file: &&&platform::attachment::AttachmentRow| {
        file.media_type.starts_with("image/") && posted_on.is_some_and(|day| super::super::county_day(file.uploaded_at) >= day)
    };
    let (photos, has_sealed_form) = match named {
        Some((photos, form)) => (
            kept.iter()
                .filter(is_photo)
                .filter(|file| photos.contains(&file.id) && file.id != form)
                .count(),
            kept.iter().any(|file| file.id == form),
        ),
        None => (kept.iter().filter(is_photo).count(), kept.len() > 1),
    };
    let facts = SubmissionFacts {
        notice: seen.as_ref().map(|seen| seen.state.clone()),
        working_days: seen.as_ref().map_or(0, |seen| seen.working_days),
        open_objections: seen.as_ref().map_or(0, |seen| seen.open_objections),
        photos,
        has_sealed_form,
    };
    Ok((facts, seen))
}

/// What a village still lacks to submit, in words; nothing once it has.
pub async fn missing(conn: &mut Pg, rules: &RewardRules, board: &Board, id: Uuid, today: NaiveDate) -> Result<Vec<String>, UseCaseError> {
    let row = declaration::find(conn, id).await?.ok_or_else(not_found)?;
    let state: DeclarationState = decode(&row.state)?;
    if !matches!(state, DeclarationState::Draft | DeclarationState::OnNotice) {
        return Ok(Vec::new());
    }
    let (mut facts, _) = facts(conn, board, &row, today, None).await?;
    if state == DeclarationState::Draft {
        facts.notice = None;
    }
    Ok(missing_to_submit(rules, &facts).into_iter().map(|(_, what)| what).collect())
}

/// Submits to the town (第七条（二）): after the notice, without an open objection, signed, sealed, with photographs.
pub async fn submit_declaration(
    conn: &mut Pg,
    rules: &RuleSet,
    board: &Board,
    act: &Act,
    (id, version): (Uuid, i32),
    signatures: Signatures,
    photos: Vec<Uuid>,
) -> Result<DeclarationRecord, UseCaseError> {
    let before = lock(conn, id, version).await?;
    let of_day = RewardRules::at(rules, act.today)?;
    let moved = before.row.to_domain()?.apply(&of_day, &DeclarationCommand::Submit)?;
    check_signatories(&of_day, &signatures.handler, &signatures.head)?;
    let (facts, seen) = facts(conn, board, &before.row, act.today, Some((&photos, signatures.sealed_form))).await?;
    refuse_missing(&of_day, &facts)?;
    let last_day = seen.as_ref().and_then(|seen| seen.last_day);
    check_sealed_on(&of_day.notice_days.source.citation, signatures.sealed_on, last_day, act.today)?;
    let row = DeclarationRow {
        state: moved.state.code().to_owned(),
        handler: Some(signatures.handler),
        head: Some(signatures.head),
        sealed_on: Some(signatures.sealed_on),
        sealed_form: Some(signatures.sealed_form),
        photos,
        working_days: Some(i32::try_from(facts.working_days).map_err(|_| corrupt("too many days"))?),
        submitted_by: Some(act.actor.clone()),
        submitted_at: Some(act.now),
        comment: None,
        version: version + 1,
        ..before.row.clone()
    };
    declaration::update(conn, &row).await?;
    let after = DeclarationRecord {
        row,
        managers: before.managers.clone(),
    };
    follow_declaration(conn, &of_day, act, id, Command::Submit).await?;
    act.audit(conn, "reward_declaration.submit", DECLARATION, id, Some(&before), Some(&after))
        .await?;
    Ok(after)
}

/// Too short a notice is refused by the article; the rest is what is still to be done.
fn refuse_missing(rules: &RewardRules, facts: &SubmissionFacts) -> Result<(), UseCaseError> {
    let missing = missing_to_submit(rules, facts);
    let Some((code, first)) = missing.first() else {
        return Ok(());
    };
    let whole = missing.iter().map(|(_, what)| what.clone()).collect::<Vec<_>>().join("；");
    let detail = format!("还不能报镇，缺少：{whole}");
    if *code == "notice_too_short" {
        return Err(Refusal::new(code, detail).citing(rules.notice_days.source.citation.clone()).into());
    }
    let mut conflict = Conflict::new(code, detail).missing(first.clone());
    conflict.missing = missing.into_iter().map(|(_, what)| what).collect();
    Err(conflict.into())
}

/// Signed after the notice had run out (公示无异议后签字盖章), and not in the future.
pub(super) fn check_sealed_on(
    citation: &Citation,
    sealed_on: NaiveDate,
    after: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<(), UseCaseError> {
    let is_early = after.is_some_and(|after| sealed_on <= after);
    if !is_early && sealed_on <= today {
        return Ok(());
    }
    let detail = format!(
        "签字盖章日期 {sealed_on} 不对：应在{}至今天 {today} 之间",
        after.map_or_else(String::new, |after| format!("公示期最后一天 {after} 之后"))
    );
    Err(Refusal::new("sealed_on_out_of_range", detail)
        .citing(citation.clone())
        .at("/sealed_on")
        .into())
}

/// Sends a declaration back to the village: the town what was submitted to it, the county what was filed with it.
pub async fn return_declaration(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    (id, version): (Uuid, i32),
    is_county: bool,
    reason: String,
) -> Result<DeclarationRecord, UseCaseError> {
    let before = lock(conn, id, version).await?;
    let of_day = RewardRules::at(rules, act.today)?;
    let command = DeclarationCommand::Return { reason: reason.clone() };
    let state: DeclarationState = decode(&before.row.state)?;
    let moved = before.row.to_domain()?.apply(&of_day, &command)?;
    let is_with_county = state == DeclarationState::TownReviewed;
    if is_with_county != is_county || before.row.drafted_by == act.actor {
        return Err(UseCaseError::NotThisPerson {
            code: "not_this_person",
            detail: if is_with_county {
                "申报已报县，由水利局负责人退回".to_owned()
            } else {
                "申报在镇里，由起草人以外的镇负责人退回".to_owned()
            },
            citation: of_day.notice_days.source.citation.clone(),
        });
    }
    let row = DeclarationRow {
        state: moved.state.code().to_owned(),
        summary_id: None,
        reviewed_by: None,
        reviewed_at: None,
        comment: Some(reason.clone()),
        version: version + 1,
        ..before.row.clone()
    };
    declaration::update(conn, &row).await?;
    let after = DeclarationRecord {
        row,
        managers: before.managers.clone(),
    };
    follow_declaration(conn, &of_day, act, id, Command::Return { reason }).await?;
    act.audit(conn, "reward_declaration.return", DECLARATION, id, Some(&before), Some(&after))
        .await?;
    Ok(after)
}

/// Gives a declaration up.
pub async fn withdraw_declaration(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    id: Uuid,
    version: i32,
) -> Result<DeclarationRecord, UseCaseError> {
    let before = lock(conn, id, version).await?;
    let of_day = RewardRules::at(rules, act.today)?;
    let moved = before.row.to_domain()?.apply(&of_day, &DeclarationCommand::Withdraw)?;
    let row = DeclarationRow {
        state: moved.state.code().to_owned(),
        version: version + 1,
        ..before.row.clone()
    };
    declaration::update(conn, &row).await?;
    let after = DeclarationRecord {
        row,
        managers: before.managers.clone(),
    };
    follow_declaration(conn, &of_day, act, id, Command::Withdraw { reason: None }).await?;
    act.audit(conn, "reward_declaration.withdraw", DECLARATION, id, Some(&before), Some(&after))
        .await?;
    Ok(after)
}

/// What the county saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCheck {
    /// Day.
    pub checked_on: NaiveDate,
    /// Who looked.
    pub inspectors: String,
    /// Whether it is as declared.
    pub outcome: CheckOutcome,
    /// What was found.
    pub finding: String,
}

/// Records a look on the spot (第七条（四）), while the county reviews.
pub async fn record_check(conn: &mut Pg, act: &Act, id: Uuid, new: NewCheck) -> Result<CheckRow, UseCaseError> {
    let row = declaration::lock(conn, id).await?.ok_or_else(not_found)?;
    if row.state != DeclarationState::TownReviewed.code() {
        let state: DeclarationState = decode(&row.state)?;
        let detail = format!("申报现为「{}」，只有县级审查中的申报可以登记抽查", state.label());
        return Err(Conflict::new("reward_wrong_state", detail).missing("镇审查汇总后报县").into());
    }
    if new.checked_on > act.today {
        let detail = format!("抽查日期 {} 晚于今天 {}", new.checked_on, act.today);
        return Err(Refusal::new("day_in_future", detail).at("/checked_on").into());
    }
    let check = CheckRow {
        id: Uuid::now_v7(),
        declaration_id: id,
        checked_on: new.checked_on,
        inspectors: new.inspectors,
        outcome: new.outcome.code().to_owned(),
        finding: new.finding,
        recorded_by: act.actor.clone(),
        recorded_at: act.now,
    };
    declaration::insert_check(conn, &check).await?;
    act.audit(conn, "reward_declaration.check", DECLARATION, id, None::<&CheckRow>, Some(&check))
        .await?;
    Ok(check)
}
