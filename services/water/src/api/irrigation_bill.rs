//! Bills of a season (25号 五、六（四）).

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, NaiveDate, Utc};
use platform::{
    Database, Problem,
    database::Pg,
    export::{Cell, Column, List, Reader, day, number, text},
    http::{
        access::Principal,
        extract::{Idempotent, IfMatch, Path, Query},
        page::Page,
        problem::ProblemBody,
        sort::Ask,
        trace::StepBody,
    },
    rule::LiveRules,
};
use rules::{Fields, InvalidInput, Money, RuleSet, Trace, input::Sign};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{answer, calculator::IrrigationBandView, export::label, input, irrigation_party::year};
use crate::{
    domain::{
        code::{Coded, parse_code},
        irrigation::{
            Crop, District,
            season::{CollectorKind, IrrigationBillState},
        },
        payment_method::PaymentMethod,
        quantity::Volume,
        town::Town,
    },
    service::{
        Act,
        error::UseCaseError,
        irrigation::{
            bill::{NewBills, issue_bills, recompute_season},
            settle::{NewIrrigationPayment, credit_irrigation_bill, pay_bill},
        },
    },
    store::{
        billing::{json::StoredJson, money},
        irrigation::{
            bill::{self, BillPapers, IrrigationBillFilter, IrrigationBillRow, IrrigationCreditRow, IrrigationPaymentRow},
            volume,
        },
    },
};

/// What is to be billed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueIrrigationBillsRequest {
    /// A household or group, or an association with everybody in it.
    party_id: Uuid,
    /// Calendar year.
    year: i64,
    /// Water delivered to this day, inclusive.
    #[schema(example = "2025-06-30")]
    through: String,
}

/// A bill. Volumes in m³, amounts in yuan.
#[derive(Debug, Serialize, ToSchema)]
pub struct IrrigationBillListItem {
    /// Identity.
    id: Uuid,
    /// Number.
    number: String,
    /// Whose water.
    party_id: Uuid,
    /// Its code.
    party_code: String,
    /// Its name.
    party_name: String,
    /// District.
    #[schema(value_type = District)]
    district: String,
    /// Town.
    #[schema(value_type = Town)]
    town: String,
    /// Village.
    village: String,
    /// Calendar year.
    year: i32,
    /// Which of the party's bills of the year.
    seq: i32,
    /// Water delivered to this day.
    through: NaiveDate,
    /// Volume.
    #[schema(value_type = String)]
    volume: Volume,
    /// Total.
    #[schema(value_type = String)]
    total: Money,
    /// State.
    #[schema(value_type = IrrigationBillState)]
    state: String,
    /// Day it was made.
    issued_on: NaiveDate,
    /// Version for `If-Match`.
    version: i32,
}

impl TryFrom<IrrigationBillRow> for IrrigationBillListItem {
    type Error = diesel::result::Error;

    fn try_from(row: IrrigationBillRow) -> Result<Self, Self::Error> {
        Ok(Self {
            id: row.id,
            number: row.number,
            party_id: row.party_id,
            party_code: row.party_code,
            party_name: row.party_name,
            district: row.district,
            town: row.town,
            village: row.village,
            year: row.year,
            seq: row.seq,
            through: row.through,
            volume: Volume(volume(row.volume_milli)),
            total: money(row.total_fen)?,
            state: row.state,
            issued_on: row.issued_on,
            version: row.version,
        })
    }
}

/// Water of a line at one schedule of prices.
#[derive(Debug, Serialize, ToSchema)]
pub struct IrrigationBillPartView {
    /// Whether it was delivered from the day of the approval on.
    approved: bool,
    /// m³.
    volume: String,
    /// What it adds to the three bands.
    bands: Vec<IrrigationBandView>,
    /// Yuan.
    amount: String,
}

/// One crop of a bill.
#[derive(Debug, Serialize, ToSchema)]
pub struct IrrigationBillLineView {
    /// Crop class.
    #[schema(value_type = Crop)]
    crop: String,
    /// Mu.
    area_mu: String,
    /// area × crop quota, m³.
    quota_volume: String,
    /// Charged by the year's bills before, m³: the bands go on from there.
    before: String,
    /// Charged here, m³.
    volume: String,
    /// Before and from the day of the approval on.
    parts: Vec<IrrigationBillPartView>,
    /// Yuan.
    amount: String,
}

/// Money that came in for a bill.
#[derive(Debug, Serialize, ToSchema)]
pub struct IrrigationPaymentView {
    /// Identity.
    id: Uuid,
    /// Yuan.
    #[schema(value_type = String)]
    amount: Money,
    /// Day of receipt.
    paid_on: NaiveDate,
    /// Station or village collector.
    #[schema(value_type = CollectorKind)]
    collector_kind: String,
    /// Which.
    collector: String,
    /// How.
    #[schema(value_type = PaymentMethod)]
    method: String,
    /// Number of the receipt.
    reference: String,
    /// Who registered it.
    registered_by: String,
    /// When.
    registered_at: DateTime<Utc>,
}

impl TryFrom<IrrigationPaymentRow> for IrrigationPaymentView {
    type Error = diesel::result::Error;

    fn try_from(row: IrrigationPaymentRow) -> Result<Self, Self::Error> {
        Ok(Self {
            id: row.id,
            amount: money(row.amount_fen)?,
            paid_on: row.paid_on,
            collector_kind: row.collector_kind,
            collector: row.collector,
            method: row.method,
            reference: row.reference,
            registered_by: row.registered_by,
            registered_at: row.registered_at,
        })
    }
}

/// The credit bill that cancelled a bill.
#[derive(Debug, Serialize, ToSchema)]
pub struct IrrigationCreditView {
    /// Identity.
    id: Uuid,
    /// Number.
    number: String,
    /// The payment that has to be given back.
    payment_id: Option<Uuid>,
    /// Why.
    reason: String,
    /// Day.
    issued_on: NaiveDate,
    /// Who issued it.
    created_by: String,
}

impl From<IrrigationCreditRow> for IrrigationCreditView {
    fn from(row: IrrigationCreditRow) -> Self {
        Self {
            id: row.id,
            number: row.number,
            payment_id: row.payment_id,
            reason: row.reason,
            issued_on: row.issued_on,
            created_by: row.created_by,
        }
    }
}

/// A bill with its lines, every step, and what has become of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct IrrigationBillView {
    /// The bill.
    #[serde(flatten)]
    bill: IrrigationBillListItem,
    /// One line per crop.
    #[schema(value_type = Vec<IrrigationBillLineView>)]
    lines: StoredJson,
    /// Number of the approval whose prices apply from its day on.
    approval_number: Option<String>,
    /// That day.
    approved_on: Option<NaiveDate>,
    /// The waterings that it charges.
    waterings: Vec<Uuid>,
    /// The payment.
    payment: Option<IrrigationPaymentView>,
    /// The credit bill.
    credit_bill: Option<IrrigationCreditView>,
    /// Digest of the rules.
    rules_digest: String,
    /// Every step with its article.
    #[schema(value_type = Vec<StepBody>)]
    trace: StoredJson,
    /// Who made it.
    issued_by: String,
}

async fn detail(conn: &mut Pg, row: IrrigationBillRow, papers: BillPapers) -> Result<IrrigationBillView, UseCaseError> {
    let waterings = bill::waterings_of(conn, row.id).await?;
    let payment = bill::payment_of(conn, row.id).await?;
    let credit = bill::credit_of(conn, row.id).await?;
    Ok(IrrigationBillView {
        lines: papers.lines,
        approval_number: row.approval_number.clone(),
        approved_on: row.approved_on,
        waterings,
        payment: payment.map(IrrigationPaymentView::try_from).transpose()?,
        credit_bill: credit.map(IrrigationCreditView::from),
        rules_digest: row.rules_digest.clone(),
        trace: papers.trace,
        issued_by: row.issued_by.clone(),
        bill: row.try_into()?,
    })
}

async fn show(conn: &mut Pg, id: Uuid) -> Result<IrrigationBillView, UseCaseError> {
    let (row, papers) = bill::find(conn, id).await?.ok_or(UseCaseError::NotFound("灌溉账单"))?;
    detail(conn, row, papers).await
}

/// Which bills are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct IrrigationBillQuery {
    /// Party.
    party_id: Option<Uuid>,
    /// Calendar year.
    year: Option<i32>,
    /// District.
    #[param(value_type = Option<District>, inline)]
    district: Option<String>,
    /// State.
    #[param(value_type = Option<IrrigationBillState>, inline)]
    state: Option<String>,
    /// Whose number, party's code or name contains this.
    q: Option<String>,
    /// `number`, `party_code`, `volume`, `total` or `issued_on`; the largest first with `-` in front. The latest first when left out.
    sort: Option<String>,
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// The list of bills.
pub struct IrrigationBills;

impl List for IrrigationBills {
    type Query = IrrigationBillQuery;
    type Item = IrrigationBillListItem;
    const NAME: &'static str = "irrigation-bills";
    const TITLE: &'static str = "灌溉水费账单";
    const COLUMNS: &'static [Column<IrrigationBillListItem>] = &[
        Column::new("账单号", 18, |bill| text(&bill.number)),
        Column::new("编号", 16, |bill| text(&bill.party_code)),
        Column::new("名称", 24, |bill| text(&bill.party_name)),
        Column::new("灌区", 12, |bill| label::<District>(&bill.district)),
        Column::new("镇", 10, |bill| label::<Town>(&bill.town)),
        Column::new("村", 14, |bill| text(&bill.village)),
        Column::new("年度", 8, |bill| Cell::Whole(bill.year.into())),
        Column::new("供水截止日", 12, |bill| day(Some(bill.through))),
        Column::new("水量（m³）", 14, |bill| text(bill.volume.to_string())),
        Column::new("金额（元）", 14, |bill| number(bill.total)),
        Column::new("状态", 10, |bill| label::<IrrigationBillState>(&bill.state)),
        Column::new("出账日", 12, |bill| day(Some(bill.issued_on))),
    ];

    async fn page(
        &self,
        conn: &mut Pg,
        _: &Reader,
        query: &IrrigationBillQuery,
        ask: &Ask,
    ) -> Result<Page<IrrigationBillListItem>, Problem> {
        let paging = bill::SORTING.read(query.sort.as_deref(), ask)?;
        let mut fields = Fields::new();
        let district = query.district.as_deref();
        let district = district.and_then(|code| parse_code::<District>(&mut fields, "/district", "灌区", code));
        let state = query.state.as_deref();
        let state = state.and_then(|code| parse_code::<IrrigationBillState>(&mut fields, "/state", "账单状态", code));
        fields.finish()?;
        let filter = IrrigationBillFilter {
            party_id: query.party_id,
            year: query.year,
            district: district.map(Coded::code),
            state: state.map(Coded::code),
            text: query.q.clone(),
        };
        Ok(bill::list(conn, &filter, &paging)
            .await?
            .try_map(IrrigationBillListItem::try_from)?)
    }
}

/// Bills in the caller's scope, the latest first.
#[utoipa::path(get, path = "/v1/irrigation/bills", tag = "irrigation", params(IrrigationBillQuery), responses((status = 200, body = Page<IrrigationBillListItem>)))]
pub async fn list_irrigation_bills(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<IrrigationBillQuery>,
) -> Result<HttpResponse, Problem> {
    let ask = Ask::page(query.limit, query.cursor.as_deref())?;
    let mut conn = database.connection(&principal.scope).await?;
    let list = IrrigationBills;
    Ok(HttpResponse::Ok().json(list.page(&mut conn, &list.reader(&principal), &query, &ask).await?))
}

/// Bills that were made.
#[derive(Debug, Serialize, ToSchema)]
pub struct IssuedIrrigationBillsView {
    /// They; none where no water waited to be billed.
    items: Vec<IrrigationBillListItem>,
    /// Their sum, yuan.
    #[schema(value_type = String)]
    total: Money,
}

/// Bills the water of a household, or of everybody in a group or association, that no bill has charged yet.
#[utoipa::path(
    post, path = "/v1/irrigation/bills", tag = "irrigation",
    params(("Idempotency-Key" = String, Header)),
    request_body = IssueIrrigationBillsRequest,
    responses((status = 201, body = IssuedIrrigationBillsView), (status = 400, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn create_irrigation_bills(
    database: web::Data<Database>,
    live: web::Data<LiveRules<RuleSet>>,
    principal: Principal,
    request: Idempotent<IssueIrrigationBillsRequest>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let year = year(&mut fields, request.body.year);
    let through = input::day(&mut fields, "/through", &request.body.through);
    let new = NewBills {
        party_id: request.body.party_id,
        year,
        through: input::finish(fields, through)?,
    };
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        let rules = live.hold(tx).await?;
        let rows = issue_bills(tx, &rules, &act, &new).await?;
        let items = rows
            .into_iter()
            .map(IrrigationBillListItem::try_from)
            .collect::<Result<Vec<_>, _>>()?;
        let total = Money::checked_sum(items.iter().map(|bill| bill.total)).unwrap_or(Money::ZERO);
        Ok(IssuedIrrigationBillsView { items, total })
    })
    .await
}

/// One bill with its lines.
#[utoipa::path(
    get, path = "/v1/irrigation/bills/{bill_id}", tag = "irrigation",
    params(("bill_id" = Uuid, Path)),
    responses((status = 200, body = IrrigationBillView), (status = 404, body = ProblemBody))
)]
pub async fn show_irrigation_bill(
    database: web::Data<Database>,
    principal: Principal,
    Path(id): Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&principal.scope).await?;
    Ok(HttpResponse::Ok().json(show(&mut conn, id).await?))
}

/// A bill computed again.
#[derive(Debug, Serialize, ToSchema)]
pub struct IrrigationRecomputationView {
    /// Bill.
    bill_id: Uuid,
    /// Digest of the rules that it was computed by, then and now again.
    rules_digest: String,
    /// Their revision.
    rules_revision: i64,
    /// Whether total, lines and every step came out the same.
    equal: bool,
    /// Total as stored.
    #[schema(value_type = String)]
    stored_total: Money,
    /// Total as computed again.
    #[schema(value_type = String)]
    total: Money,
    /// Lines as computed again.
    #[schema(value_type = Vec<IrrigationBillLineView>)]
    lines: Value,
    /// The steps of the second calculation.
    #[schema(value_type = Vec<StepBody>)]
    trace: Trace,
}

/// Computes a bill again by the rules as they were then. Stores nothing.
#[utoipa::path(
    post, path = "/v1/irrigation/bills/{bill_id}/recomputation", tag = "irrigation",
    params(("bill_id" = Uuid, Path)),
    responses((status = 200, body = IrrigationRecomputationView), (status = 404, body = ProblemBody))
)]
pub async fn recompute_irrigation_bill(
    database: web::Data<Database>,
    live: web::Data<LiveRules<RuleSet>>,
    principal: Principal,
    Path(id): Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&principal.scope).await?;
    let (row, papers) = bill::find(&mut conn, id).await?.ok_or(UseCaseError::NotFound("灌溉账单"))?;
    let again = recompute_season(&mut conn, &live, &row, &papers).await?;
    Ok(HttpResponse::Ok().json(IrrigationRecomputationView {
        bill_id: row.id,
        stored_total: money(row.total_fen)?,
        rules_digest: row.rules_digest,
        rules_revision: again.revision,
        equal: again.is_equal,
        total: again.result.total,
        lines: serde_json::to_value(&again.result.lines).map_err(Problem::internal)?,
        trace: again.result.trace,
    }))
}

/// Money that came in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RegisterIrrigationPaymentRequest {
    /// Yuan: the bill's total.
    amount: String,
    /// Day of receipt, from the day of the bill to today.
    paid_on: String,
    /// `station` or `village_collector`.
    #[schema(value_type = CollectorKind)]
    collector_kind: String,
    /// Name of the station or the collector.
    collector: String,
    /// `bank_transfer`, `cash`, `card` or `online`.
    #[schema(value_type = PaymentMethod)]
    method: String,
    /// Number of the receipt.
    reference: String,
}

impl RegisterIrrigationPaymentRequest {
    fn parse(&self) -> Result<NewIrrigationPayment, InvalidInput> {
        let mut fields = Fields::new();
        let amount = fields.money("/amount", &self.amount, Sign::NonNegative);
        let paid_on = input::day(&mut fields, "/paid_on", &self.paid_on);
        let collector_kind = parse_code::<CollectorKind>(&mut fields, "/collector_kind", "收费人", &self.collector_kind);
        let collector = fields.text("/collector", &self.collector, input::NAME_LENGTH);
        let method = parse_code::<PaymentMethod>(&mut fields, "/method", "缴款方式", &self.method);
        let reference = fields.text("/reference", &self.reference, input::NAME_LENGTH);
        let ((paid_on, collector_kind), method) = input::finish(fields, paid_on.zip(collector_kind).zip(method))?;
        Ok(NewIrrigationPayment {
            amount,
            paid_on,
            collector_kind,
            collector,
            method,
            reference,
        })
    }
}

/// Registers the payment of a bill: once and in full, taken by the station or a village collector.
#[utoipa::path(
    post, path = "/v1/irrigation/bills/{bill_id}/payments", tag = "irrigation",
    params(("bill_id" = Uuid, Path), ("Idempotency-Key" = String, Header)),
    request_body = RegisterIrrigationPaymentRequest,
    responses((status = 201, body = IrrigationBillView), (status = 400, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn create_irrigation_payment(
    database: web::Data<Database>,
    live: web::Data<LiveRules<RuleSet>>,
    principal: Principal,
    Path(id): Path<Uuid>,
    request: Idempotent<RegisterIrrigationPaymentRequest>,
) -> Result<HttpResponse, Problem> {
    let new = request.body.parse()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        let rules = live.hold(tx).await?;
        pay_bill(tx, &rules, &act, id, new).await?;
        show(tx, id).await
    })
    .await
}

/// Why a bill is cancelled.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IrrigationCreditRequest {
    /// Reason.
    reason: String,
}

/// Cancels a bill by a credit bill; its water can be billed anew. The last bill of a year goes first.
#[utoipa::path(
    post, path = "/v1/irrigation/bills/{bill_id}/credit", tag = "irrigation",
    params(("bill_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = IrrigationCreditRequest,
    responses((status = 201, body = IrrigationBillView), (status = 400, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub async fn create_irrigation_credit(
    database: web::Data<Database>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    request: Idempotent<IrrigationCreditRequest>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let reason = fields.text("/reason", &request.body.reason, input::NAME_LENGTH);
    fields.finish()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        credit_irrigation_bill(tx, &act, id, version, reason).await?;
        show(tx, id).await
    })
    .await
}
