//! Water-balance tests (新政办发〔2023〕24号 附件1 第十二条).

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, NaiveDate, Utc};
use platform::{
    Database, Problem,
    database::Pg,
    export::{Column, List, Reader, day, optional, text},
    http::{
        access::Principal,
        extract::{Idempotent, Query},
        page::Page,
        problem::ProblemBody,
        sort::Ask,
        trace::StepBody,
    },
    rule::{LiveRules, Rules},
};
use rules::{Exact, Fields, InvalidInput, RuleSet, Trace, input::Sign};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    answer,
    export::{answer_page, label},
    input,
    meter_change::EmptyRequest,
    step::Step,
};
use crate::{
    domain::{
        balance_test::{BalanceTest, BalanceTestState},
        code::{Coded, parse_code},
        quantity::{VOLUME_DECIMALS, Volume},
    },
    service::{
        Act,
        balance_test::{NewBalanceTest, file_balance_test, review_balance_test},
        error::UseCaseError,
    },
    store::{
        balance_test::{self, BalanceTestRow, TestOfUser},
        water_user,
    },
};

/// Decimals of a rate in percent, in print.
const RATE_DECIMALS: u32 = 2;

/// A test to be filed; volumes in m³ to 3 decimals.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateBalanceTestRequest {
    /// Water user.
    user_id: Uuid,
    /// First day.
    #[schema(example = "2026-05-01")]
    tested_from: String,
    /// Last day.
    #[schema(example = "2026-05-31")]
    tested_to: String,
    /// Who tested.
    tester: String,
    /// Number of the report.
    report_number: String,
    /// Fresh water taken in: the sum of what was used up, let out and lost.
    #[schema(example = "1000")]
    intake: String,
    /// Used up.
    #[schema(example = "300")]
    consumed: String,
    /// Let out.
    #[schema(example = "650")]
    discharged: String,
    /// Lost in pipes.
    #[schema(example = "50")]
    leaked: String,
    /// Used again.
    #[schema(example = "250")]
    reused: String,
}

impl CreateBalanceTestRequest {
    fn parse(self) -> Result<NewBalanceTest, InvalidInput> {
        let mut fields = Fields::new();
        let from = input::day(&mut fields, "/tested_from", &self.tested_from);
        let to = input::day(&mut fields, "/tested_to", &self.tested_to);
        let tester = fields.text("/tester", &self.tester, input::NAME_LENGTH);
        let report_number = fields.text("/report_number", &self.report_number, input::NAME_LENGTH);
        let intake = fields.decimal("/intake", &self.intake, VOLUME_DECIMALS, Sign::Positive);
        let mut volume = |pointer, text: &str| fields.decimal(pointer, text, VOLUME_DECIMALS, Sign::NonNegative);
        let consumed = volume("/consumed", &self.consumed);
        let discharged = volume("/discharged", &self.discharged);
        let leaked = volume("/leaked", &self.leaked);
        let reused = volume("/reused", &self.reused);
        let (from, to) = input::finish(fields, from.zip(to))?;
        Ok(NewBalanceTest {
            user_id: self.user_id,
            test: BalanceTest {
                from,
                to,
                intake,
                consumed,
                discharged,
                leaked,
                reused,
            },
            tester,
            report_number,
        })
    }
}

/// Sends a test back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnBalanceTestRequest {
    /// What has to be put right.
    comment: String,
}

/// A filed test; volumes in m³.
#[derive(Debug, Serialize, ToSchema)]
pub struct BalanceTestView {
    /// Identity.
    id: Uuid,
    /// Water user.
    user_id: Uuid,
    /// Its code.
    user_code: String,
    /// Its name.
    user_name: String,
    /// First day.
    tested_from: NaiveDate,
    /// Last day.
    tested_to: NaiveDate,
    /// Who tested.
    tester: String,
    /// Number of the report.
    report_number: String,
    /// Taken in.
    #[schema(value_type = String)]
    intake: Volume,
    /// Used up.
    #[schema(value_type = String)]
    consumed: Volume,
    /// Let out.
    #[schema(value_type = String)]
    discharged: Volume,
    /// Lost.
    #[schema(value_type = String)]
    leaked: Volume,
    /// Used again.
    #[schema(value_type = String)]
    reused: Volume,
    /// Lost ÷ taken in, percent.
    leakage_rate: String,
    /// Used again ÷ (taken in + used again), percent.
    reuse_rate: String,
    /// How.
    #[schema(value_type = Vec<StepBody>)]
    trace: Trace,
    /// State.
    #[schema(value_type = BalanceTestState)]
    state: String,
    /// Who filed it.
    filed_by: String,
    /// When.
    filed_at: DateTime<Utc>,
    /// Who reviewed it.
    decided_by: Option<String>,
    /// When.
    decided_at: Option<DateTime<Utc>>,
    /// What was said.
    comment: Option<String>,
    /// Version for `If-Match`.
    version: i32,
}

fn view(rules: &RuleSet, (row, user_code, user_name): TestOfUser) -> Result<BalanceTestView, UseCaseError> {
    let test = row.to_domain();
    // By the rules of the day on which it was filed.
    let rates = test.check(rules, crate::service::county_day(row.filed_at))?;
    let percent = |rate: Exact| (&rate * &Exact::from(100)).to_fixed(RATE_DECIMALS);
    Ok(BalanceTestView {
        id: row.id,
        user_id: row.user_id,
        user_code,
        user_name,
        tested_from: row.tested_from,
        tested_to: row.tested_to,
        tester: row.tester,
        report_number: row.report_number,
        intake: Volume(test.intake),
        consumed: Volume(test.consumed),
        discharged: Volume(test.discharged),
        leaked: Volume(test.leaked),
        reused: Volume(test.reused),
        leakage_rate: percent(rates.leakage),
        reuse_rate: percent(rates.reuse),
        trace: rates.trace,
        state: row.state,
        filed_by: row.filed_by,
        filed_at: row.filed_at,
        decided_by: row.decided_by,
        decided_at: row.decided_at,
        comment: row.comment,
        version: row.version,
    })
}

async fn with_user(conn: &mut Pg, rules: &RuleSet, row: BalanceTestRow) -> Result<BalanceTestView, UseCaseError> {
    let user = water_user::find(conn, row.user_id)
        .await?
        .ok_or(UseCaseError::NotFound("这个用水户"))?;
    view(rules, (row, user.code, user.name))
}

/// Which tests are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct BalanceTestQuery {
    /// Code of the user.
    user_code: Option<String>,
    /// State.
    #[param(value_type = Option<BalanceTestState>, inline)]
    state: Option<String>,
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// The list.
pub struct BalanceTests {
    rules: LiveRules<RuleSet>,
}

impl BalanceTests {
    /// By these rules.
    pub fn new(rules: LiveRules<RuleSet>) -> Self {
        Self { rules }
    }
}

impl List for BalanceTests {
    type Query = BalanceTestQuery;
    type Item = BalanceTestView;
    const NAME: &'static str = "balance-tests";
    const TITLE: &'static str = "水平衡测试";
    const COLUMNS: &'static [Column<BalanceTestView>] = &[
        Column::new("报告编号", 18, |one| text(&one.report_number)),
        Column::new("用水户编号", 14, |one| text(&one.user_code)),
        Column::new("用水户", 24, |one| text(&one.user_name)),
        Column::new("测试自", 12, |one| day(Some(one.tested_from))),
        Column::new("测试至", 12, |one| day(Some(one.tested_to))),
        Column::new("测试单位", 20, |one| text(&one.tester)),
        Column::new("取水量（m³）", 14, |one| text(one.intake.to_string())),
        Column::new("耗水量（m³）", 14, |one| text(one.consumed.to_string())),
        Column::new("排水量（m³）", 14, |one| text(one.discharged.to_string())),
        Column::new("漏损量（m³）", 14, |one| text(one.leaked.to_string())),
        Column::new("重复利用（m³）", 14, |one| text(one.reused.to_string())),
        Column::new("漏损率（%）", 10, |one| text(&one.leakage_rate)),
        Column::new("重复利用率（%）", 12, |one| text(&one.reuse_rate)),
        Column::new("状态", 10, |one| label::<BalanceTestState>(&one.state)),
        Column::new("审核意见", 24, |one| optional(one.comment.as_deref())),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &BalanceTestQuery, ask: &Ask) -> Result<Page<BalanceTestView>, Problem> {
        let mut fields = Fields::new();
        let state = query.state.as_deref();
        let state = state.and_then(|text| parse_code::<BalanceTestState>(&mut fields, "/state", "状态", text));
        fields.finish()?;
        let (before, limit) = ask.behind()?;
        let rows = balance_test::list(conn, query.user_code.as_deref(), state.map(Coded::code), before, limit).await?;
        let rules = self.rules.current();
        let page = ask.page_of(rows, |(row, ..)| row.id);
        Ok(page.try_map(|of_user| view(&rules, of_user))?)
    }
}

/// Filed tests, the newest first.
#[utoipa::path(get, path = "/v1/balance-tests", tag = "supervision", params(BalanceTestQuery), responses((status = 200, body = Page<BalanceTestView>), (status = 400, body = ProblemBody)))]
pub async fn list_balance_tests(
    database: web::Data<Database>,
    live: web::Data<LiveRules<RuleSet>>,
    principal: Principal,
    Query(query): Query<BalanceTestQuery>,
) -> Result<HttpResponse, Problem> {
    answer_page(
        BalanceTests::new((**live).clone()),
        &database,
        &principal,
        &query,
        (query.limit, query.cursor.as_deref()),
    )
    .await
}

/// Files the report of a test.
#[utoipa::path(
    post, path = "/v1/balance-tests", tag = "supervision",
    params(("Idempotency-Key" = String, Header)),
    request_body = CreateBalanceTestRequest,
    responses((status = 201, body = BalanceTestView), (status = 400, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn create_balance_test(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    request: Idempotent<CreateBalanceTestRequest>,
) -> Result<HttpResponse, Problem> {
    let key = request.key;
    let new = request.body.parse()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &key, StatusCode::CREATED, async |tx| {
        let row = file_balance_test(tx, &rules, &act, new).await?;
        with_user(tx, &rules, row).await
    })
    .await
}

/// Takes a test to the files: somebody else than filed it.
#[utoipa::path(
    post, path = "/v1/balance-tests/{test_id}/acceptance", tag = "supervision",
    params(("test_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = EmptyRequest,
    responses((status = 200, body = BalanceTestView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub async fn accept_balance_test(Step { on, .. }: Step<EmptyRequest>) -> Result<HttpResponse, Problem> {
    on.answer(async |tx| {
        let row = review_balance_test(tx, &on.rules, &on.act, on.id, on.version, None).await?;
        with_user(tx, &on.rules, row).await
    })
    .await
}

/// Sends a test back with a comment.
#[utoipa::path(
    post, path = "/v1/balance-tests/{test_id}/return", tag = "supervision",
    params(("test_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = ReturnBalanceTestRequest,
    responses((status = 200, body = BalanceTestView), (status = 400, body = ProblemBody), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub async fn return_balance_test(Step { on, body }: Step<ReturnBalanceTestRequest>) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let comment = fields.text("/comment", &body.comment, input::TEXT_LENGTH);
    fields.finish()?;
    on.answer(async |tx| {
        let row = review_balance_test(tx, &on.rules, &on.act, on.id, on.version, Some(comment)).await?;
        with_user(tx, &on.rules, row).await
    })
    .await
}
