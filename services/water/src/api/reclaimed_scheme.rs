//! Design schemes of reclaimed-water systems, and the water bureau's opinion on them (24号 附件7 第十一至十八条; flow S7).

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::NaiveDate;
use platform::{
    Database, Problem, Scope,
    database::Pg,
    export::{Column, List, Reader, day, optional, text},
    http::{
        access::Principal,
        extract::{Idempotent, Path, Query},
        page::Page,
        problem::ProblemBody,
        sort::Ask,
    },
    rule::{LiveRules, Rules},
};
use rules::{Fields, InvalidInput, RuleSet};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{answer, export::label, input, reclaimed::read_uses, reclaimed_list::uses_in_words, step::Step};
use crate::{
    domain::{
        code::{Coded, parse_code},
        reclaimed::{
            Source, Use,
            scheme::{Design, Measure, SchemeRules, SchemeState, Works},
        },
        town::Town,
    },
    service::{
        Act,
        error::UseCaseError,
        reclaimed_scheme::{self as service, NewScheme, look_at, said},
    },
    store::reclaimed_scheme::{self as store, SchemeRow},
};

/// A scheme to be recorded.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordSchemeRequest {
    /// Code of the project, as in the project register.
    project_code: String,
    /// Name of the project.
    project_name: String,
    /// Who builds.
    builder: String,
    /// Town code.
    #[schema(value_type = Town)]
    town: String,
    /// What is built.
    #[schema(value_type = Works)]
    works: String,
    /// Whether it lies inside the network of a central system.
    inside_network: bool,
    /// Whether another system can supply it.
    other_system: bool,
    /// What the scheme provides for.
    #[schema(value_type = Measure)]
    measure: String,
    /// Where the water comes from; none where it comes by pipes.
    #[schema(value_type = Option<Source>)]
    source: Option<String>,
    /// Whether that is disinfected.
    disinfected: bool,
    /// Whether the pipes are apart from drinking water.
    separate_pipes: bool,
    /// Whether pipes and outlets are labelled.
    labelled: bool,
    /// What the water is used for.
    #[schema(value_type = Vec<Use>)]
    uses: Vec<String>,
    /// Who designed it.
    designer: String,
    /// Number of the designer's certificate.
    designer_certificate: Option<String>,
    /// When the builder submitted it.
    submitted_on: String,
}

impl RecordSchemeRequest {
    fn parse(&self) -> Result<NewScheme, InvalidInput> {
        let mut fields = Fields::new();
        let project_code = fields.text("/project_code", &self.project_code, input::CODE_LENGTH);
        let project_name = fields.text("/project_name", &self.project_name, input::NAME_LENGTH);
        let builder = fields.text("/builder", &self.builder, input::NAME_LENGTH);
        let town = parse_code::<Town>(&mut fields, "/town", "镇", &self.town);
        let works = parse_code::<Works>(&mut fields, "/works", "工程类别", &self.works);
        let measure = parse_code::<Measure>(&mut fields, "/measure", "建设内容", &self.measure);
        let source = self.source.as_deref();
        let source = source.and_then(|code| parse_code::<Source>(&mut fields, "/source", "水源", code));
        let uses = read_uses(&mut fields, &self.uses);
        let designer = fields.text("/designer", &self.designer, input::NAME_LENGTH);
        let certificate = self.designer_certificate.as_deref();
        let designer_certificate = input::optional_text(&mut fields, "/designer_certificate", certificate, input::CODE_LENGTH);
        let submitted_on = input::day(&mut fields, "/submitted_on", &self.submitted_on);
        let ((town, submitted_on), (works, measure)) = input::finish(fields, town.zip(submitted_on).zip(works.zip(measure)))?;
        Ok(NewScheme {
            project_code,
            project_name,
            builder,
            town,
            design: Design {
                works,
                inside_network: self.inside_network,
                other_system: self.other_system,
                measure,
                source,
                disinfected: self.disinfected,
                separate_pipes: self.separate_pipes,
                labelled: self.labelled,
                uses,
                designer_certificate,
            },
            designer,
            submitted_on,
            demonstration: false,
        })
    }
}

/// The opinion on a scheme.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GiveOpinionRequest {
    /// Whether the bureau agrees.
    agrees: bool,
    /// In words.
    opinion: String,
}

/// A scheme with the opinion on it.
#[derive(Debug, Serialize, ToSchema)]
pub struct SchemeView {
    /// Identity.
    id: Uuid,
    /// Number it was recorded under.
    number: String,
    /// Code of the project.
    project_code: String,
    /// Its name.
    project_name: String,
    /// Who builds.
    builder: String,
    /// Town code.
    #[schema(value_type = Town)]
    town: String,
    /// What is built.
    #[schema(value_type = Works)]
    works: String,
    /// Whether it lies inside the network of a central system.
    inside_network: bool,
    /// Whether another system can supply it.
    other_system: bool,
    /// What the scheme provides for.
    #[schema(value_type = Measure)]
    measure: String,
    /// Where the water comes from.
    #[schema(value_type = Option<Source>)]
    source: Option<String>,
    /// Whether that is disinfected.
    disinfected: bool,
    /// Whether the pipes are apart from drinking water.
    separate_pipes: bool,
    /// Whether pipes and outlets are labelled.
    labelled: bool,
    /// What the water is used for.
    #[schema(value_type = Vec<Use>)]
    uses: Vec<String>,
    /// Who designed it.
    designer: String,
    /// Number of the designer's certificate.
    designer_certificate: Option<String>,
    /// When the builder submitted it.
    submitted_on: NaiveDate,
    /// What has to be built, with its article.
    duty: String,
    /// What stands against the scheme by the rules of today, each with its article.
    objections: Vec<String>,
    /// Where it stands.
    #[schema(value_type = SchemeState)]
    state: String,
    /// Number of the opinion.
    opinion_number: Option<String>,
    /// Its day.
    opinion_on: Option<NaiveDate>,
    /// Its words.
    opinion: Option<String>,
    /// Version for `If-Match`.
    version: i32,
}

fn view(rules: &SchemeRules, row: SchemeRow) -> Result<SchemeView, UseCaseError> {
    let (duty, objections) = look_at(rules, &row)?;
    Ok(SchemeView {
        id: row.id,
        number: row.number,
        project_code: row.project_code,
        project_name: row.project_name,
        builder: row.builder,
        town: row.town,
        works: row.works,
        inside_network: row.inside_network,
        other_system: row.other_system,
        measure: row.measure,
        source: row.source,
        disinfected: row.disinfected,
        separate_pipes: row.separate_pipes,
        labelled: row.labelled,
        uses: row.uses,
        designer: row.designer,
        designer_certificate: row.designer_certificate,
        submitted_on: row.submitted_on,
        duty,
        objections: objections.iter().map(said).collect(),
        state: row.state,
        opinion_number: row.opinion_number,
        opinion_on: row.opinion_on,
        opinion: row.opinion,
        version: row.version,
    })
}

/// Which schemes are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct SchemeQuery {
    /// Where it stands.
    #[param(value_type = Option<SchemeState>, inline)]
    state: Option<String>,
    /// Code of the project.
    project_code: Option<String>,
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Schemes in the caller's scope, the newest first.
#[utoipa::path(get, path = "/v1/reclaimed-schemes", tag = "reclaimed water", params(SchemeQuery), responses((status = 200, body = Page<SchemeView>)))]
pub async fn list_reclaimed_schemes(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Query(query): Query<SchemeQuery>,
) -> Result<HttpResponse, Problem> {
    let ask = Ask::page(query.limit, query.cursor.as_deref())?;
    let mut conn = database.connection(&principal.scope).await?;
    Ok(HttpResponse::Ok().json(page(&mut conn, &rules, &query, &ask).await?))
}

async fn page(conn: &mut Pg, rules: &RuleSet, query: &SchemeQuery, ask: &Ask) -> Result<Page<SchemeView>, Problem> {
    let (before, limit) = ask.behind::<Uuid>()?;
    let mut fields = Fields::new();
    let state = query.state.as_deref();
    state.and_then(|code| parse_code::<SchemeState>(&mut fields, "/state", "会审状态", code));
    fields.finish()?;
    let rules = SchemeRules::at(rules, Act::job("list").today)?;
    let rows = store::list(conn, state, query.project_code.as_deref(), before, limit).await?;
    let mut page = ask.page_of(rows, |row| row.id);
    let views = std::mem::take(&mut page.items).into_iter().map(|row| view(&rules, row));
    Ok(Page {
        items: views.collect::<Result<_, _>>()?,
        next_cursor: page.next_cursor,
        total: page.total,
    })
}

/// One scheme.
#[utoipa::path(
    get, path = "/v1/reclaimed-schemes/{scheme_id}", tag = "reclaimed water",
    params(("scheme_id" = Uuid, Path)),
    responses((status = 200, body = SchemeView), (status = 404, body = ProblemBody))
)]
pub async fn show_reclaimed_scheme(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Path(id): Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&principal.scope).await?;
    let row = store::find(&mut conn, id).await?.ok_or(UseCaseError::NotFound("这份再生水方案"))?;
    let rules = SchemeRules::at(&rules, Act::now(&principal).today)?;
    Ok(HttpResponse::Ok().json(view(&rules, row)?))
}

/// Records a scheme that housing has passed on (A7 第十六条).
#[utoipa::path(
    post, path = "/v1/reclaimed-schemes", tag = "reclaimed water",
    params(("Idempotency-Key" = String, Header)),
    request_body = RecordSchemeRequest,
    responses((status = 201, body = SchemeView), (status = 400, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn record_reclaimed_scheme(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    request: Idempotent<RecordSchemeRequest>,
) -> Result<HttpResponse, Problem> {
    let new = request.body.parse()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        let row = service::record_scheme(tx, &rules, &act, new).await?;
        view(&SchemeRules::at(&rules, act.today)?, row)
    })
    .await
}

/// Gives the opinion, with number and date. Agreement is refused where something stands against the scheme (A7 第十七条).
#[utoipa::path(
    post, path = "/v1/reclaimed-schemes/{scheme_id}/opinion", tag = "reclaimed water",
    params(("scheme_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = GiveOpinionRequest,
    responses((status = 200, body = SchemeView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub async fn give_reclaimed_opinion(Step { on, body }: Step<GiveOpinionRequest>) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let opinion = fields.text("/opinion", &body.opinion, input::TEXT_LENGTH);
    fields.finish()?;
    let agrees = body.agrees;
    on.answer(async |tx| {
        let row = service::give_opinion(tx, &on.rules, &on.act, on.id, on.version, agrees, opinion).await?;
        view(&SchemeRules::at(&on.rules, on.act.today)?, row)
    })
    .await
}

/// Which project housing asks about.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct OpinionQuery {
    /// Code of the project.
    project_code: String,
}

/// What water answers.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OpinionAnswer {
    /// Water knows no scheme of the project.
    Unknown,
    /// It has one, the opinion is not given yet.
    Pending,
    /// It agrees.
    Agreed,
    /// It does not.
    Disagreed,
}

/// The water bureau's opinion on the latest scheme of a project (A7 第十七条).
#[derive(Debug, Serialize, ToSchema)]
pub struct OpinionView {
    /// The project asked about.
    project_code: String,
    /// The answer.
    answer: OpinionAnswer,
    /// Number of the scheme; absent where it is unknown.
    scheme_number: Option<String>,
    /// Number of the opinion; absent until it is given.
    opinion_number: Option<String>,
    /// Its day.
    opinion_on: Option<NaiveDate>,
    /// Its words.
    opinion: Option<String>,
}

/// What housing asks before a planning permit (A7 第十七条; flow S7). "Unknown" is an answer of its own: nothing is assumed.
#[utoipa::path(get, path = "/v1/reclaimed-opinions", tag = "reclaimed water", params(OpinionQuery), responses((status = 200, body = OpinionView)))]
pub async fn show_reclaimed_opinion(database: web::Data<Database>, Query(query): Query<OpinionQuery>) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let project_code = fields.text("/project_code", &query.project_code, input::CODE_LENGTH);
    fields.finish()?;
    let mut conn = database.connection(&Scope::All).await?;
    let row = store::latest_of(&mut conn, &project_code).await?;
    let state = row.as_ref().and_then(|row| SchemeState::from_code(&row.state));
    let answer = match state {
        None => OpinionAnswer::Unknown,
        Some(SchemeState::Received) => OpinionAnswer::Pending,
        Some(SchemeState::Agreed) => OpinionAnswer::Agreed,
        Some(SchemeState::Disagreed) => OpinionAnswer::Disagreed,
    };
    let (scheme_number, opinion_number, opinion_on, opinion) = row.map_or_else(Default::default, |row| {
        (Some(row.number), row.opinion_number, row.opinion_on, row.opinion)
    });
    Ok(HttpResponse::Ok().json(OpinionView {
        project_code,
        answer,
        scheme_number,
        opinion_number,
        opinion_on,
        opinion,
    }))
}

/// The list of schemes.
pub struct ReclaimedSchemes {
    rules: LiveRules<RuleSet>,
}

impl ReclaimedSchemes {
    /// By the department's rules.
    pub fn new(rules: LiveRules<RuleSet>) -> Self {
        Self { rules }
    }
}

impl List for ReclaimedSchemes {
    type Query = SchemeQuery;
    type Item = SchemeView;
    const NAME: &'static str = "reclaimed-schemes";
    const TITLE: &'static str = "再生水设计方案会审";
    const COLUMNS: &'static [Column<SchemeView>] = &[
        Column::new("方案编号", 16, |one| text(&one.number)),
        Column::new("项目代码", 26, |one| text(&one.project_code)),
        Column::new("项目名称", 30, |one| text(&one.project_name)),
        Column::new("建设单位", 28, |one| text(&one.builder)),
        Column::new("镇", 10, |one| label::<Town>(&one.town)),
        Column::new("工程类别", 20, |one| label::<Works>(&one.works)),
        Column::new("方案内容", 28, |one| label::<Measure>(&one.measure)),
        Column::new("用途", 30, |one| uses_in_words(&one.uses)),
        Column::new("应当建设", 50, |one| text(&one.duty)),
        Column::new("不符合之处", 50, |one| text(one.objections.join("；"))),
        Column::new("会审状态", 12, |one| label::<SchemeState>(&one.state)),
        Column::new("意见编号", 16, |one| optional(one.opinion_number.as_deref())),
        Column::new("意见日期", 12, |one| day(one.opinion_on)),
        Column::new("意见", 40, |one| optional(one.opinion.as_deref())),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &SchemeQuery, ask: &Ask) -> Result<Page<SchemeView>, Problem> {
        let rules = self.rules.snapshot()?;
        page(conn, &rules, query, ask).await
    }
}
