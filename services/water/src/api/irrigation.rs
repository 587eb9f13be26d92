//! Irrigation prices for the public, and their approvals (新政办发〔2023〕25号 一、二、五).

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use platform::{
    Database, Problem, Scope,
    http::{
        access::Principal,
        extract::{Idempotent, Query},
        problem::{CitationBody, ProblemBody},
    },
    rule::Rules,
};
use rules::{Citation, Fields, InvalidInput, RuleSet};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{answer, input};
use crate::{
    domain::{
        code::{Coded, parse_code},
        irrigation::{BandPrices, CropGroup, District, IrrigationTariff, district_facts, price_key},
        quantity::UnitPrice,
    },
    service::{
        Act, county_day,
        irrigation::{NewApproval, record_irrigation_approval},
    },
    store::irrigation_approval::{self, IrrigationApprovalRow},
};

fn cite(citation: &Citation) -> CitationBody {
    CitationBody {
        document: citation.document.clone(),
        article: citation.article.clone(),
    }
}

/// An approval by the development and reform bureau to be recorded.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateIrrigationApprovalRequest {
    /// `muzan`, `gujiao` or `wanan`.
    #[schema(value_type = District)]
    district: String,
    /// Calendar year of the price schedule.
    year: i64,
    /// Number of the approval.
    number: String,
    /// Day of the approval; it applies to water delivered from then on.
    #[schema(example = "2024-03-01")]
    approved_on: String,
}

impl CreateIrrigationApprovalRequest {
    fn parse(&self) -> Result<NewApproval, InvalidInput> {
        let mut fields = Fields::new();
        let district = parse_code::<District>(&mut fields, "/district", "灌区", &self.district);
        let year = fields.integer("/year", self.year, 1900, 2999);
        let number = fields.text("/number", &self.number, input::NAME_LENGTH);
        let approved_on = input::day(&mut fields, "/approved_on", &self.approved_on);
        let found = district.zip(approved_on).zip(i32::try_from(year).ok());
        let ((district, approved_on), year) = input::finish(fields, found)?;
        Ok(NewApproval {
            district,
            year,
            number,
            approved_on,
        })
    }
}

/// An approval.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct IrrigationApprovalView {
    /// District.
    pub district: String,
    /// Calendar year.
    pub year: i32,
    /// Number.
    pub number: String,
    /// Day.
    pub approved_on: NaiveDate,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
}

impl From<IrrigationApprovalRow> for IrrigationApprovalView {
    fn from(row: IrrigationApprovalRow) -> Self {
        Self {
            district: row.district,
            year: row.year,
            number: row.number,
            approved_on: row.approved_on,
            recorded_at: row.recorded_at,
        }
    }
}

/// Records the approval of a district's prices of a year.
#[utoipa::path(
    post,
    path = "/v1/irrigation/approvals",
    tag = "irrigation",
    params(("Idempotency-Key" = String, Header)),
    request_body = CreateIrrigationApprovalRequest,
    responses((status = 201, body = IrrigationApprovalView), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn create_irrigation_approval(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    request: Idempotent<CreateIrrigationApprovalRequest>,
) -> Result<HttpResponse, Problem> {
    let new = request.body.parse()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        Ok(IrrigationApprovalView::from(
            record_irrigation_approval(tx, &rules, &act, new).await?,
        ))
    })
    .await
}

/// All approvals on record.
#[derive(Debug, Serialize, ToSchema)]
pub struct IrrigationApprovalList {
    /// By year and district; at most one each.
    items: Vec<IrrigationApprovalView>,
}

/// The approvals on record; they are posted for everybody to see (25号 六（四）).
#[utoipa::path(get, path = "/v1/irrigation/approvals", tag = "irrigation", responses((status = 200, body = IrrigationApprovalList)))]
pub async fn list_irrigation_approvals(database: web::Data<Database>) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&Scope::Nothing).await?;
    let items = irrigation_approval::all(&mut conn)
        .await?
        .into_iter()
        .map(IrrigationApprovalView::from)
        .collect();
    Ok(HttpResponse::Ok().json(IrrigationApprovalList { items }))
}

/// What the price page is narrowed by.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct IrrigationPriceQuery {
    /// Only this district.
    #[param(value_type = Option<District>, inline)]
    district: Option<String>,
    /// Only this year.
    year: Option<i32>,
}

/// A row of the printed price table.
#[derive(Debug, Serialize, ToSchema)]
pub struct IrrigationPriceView {
    /// District.
    #[schema(value_type = District)]
    district: &'static str,
    /// Its name.
    district_name: &'static str,
    /// Calendar year.
    year: i32,
    /// `grain` or `economic_other`.
    #[schema(value_type = CropGroup)]
    crop_group: &'static str,
    /// Its name.
    crop_group_name: &'static str,
    /// Printed prices of the three bands, yuan per m³.
    printed: Vec<String>,
    /// Whether they have been approved; until then the current price applies in all bands.
    approved: bool,
    /// Number of the approval.
    approval_number: Option<String>,
    /// From when they apply.
    approved_on: Option<NaiveDate>,
    /// The current price, yuan per m³.
    current_price: String,
    /// Where the row is printed.
    citation: CitationBody,
}

/// The price page.
#[derive(Debug, Serialize, ToSchema)]
pub struct IrrigationPriceList {
    /// By year, district and crop group.
    items: Vec<IrrigationPriceView>,
}

/// The printed price table with the state of its approvals, for everybody (25号 五（二）、六（四）).
#[utoipa::path(get, path = "/v1/irrigation/prices", tag = "irrigation", params(IrrigationPriceQuery), responses((status = 200, body = IrrigationPriceList)))]
pub async fn list_irrigation_prices(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    Query(query): Query<IrrigationPriceQuery>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let district = query
        .district
        .as_deref()
        .and_then(|text| parse_code::<District>(&mut fields, "/district", "灌区", text));
    fields.finish()?;
    let mut conn = database.connection(&Scope::Nothing).await?;
    let approvals = irrigation_approval::all(&mut conn).await?;
    let mut items = Vec::new();
    for wanted in District::ALL
        .iter()
        .filter(|found| district.is_none_or(|district| district == **found))
    {
        for year in schedule_years(&rules, *wanted)
            .into_iter()
            .filter(|found| query.year.is_none_or(|year| year == *found))
        {
            let tariff = IrrigationTariff::for_year(&rules, *wanted, year)?;
            let approval = approvals.iter().find(|row| row.district == wanted.code() && row.year == year);
            items.extend(CropGroup::ALL.iter().map(|group| price_row(&tariff, *group, approval)));
        }
    }
    items.sort_by_key(|row| row.year);
    Ok(HttpResponse::Ok().json(IrrigationPriceList { items }))
}

/// The years of a district's schedules.
fn schedule_years(rules: &RuleSet, district: District) -> Vec<i32> {
    let versions = rules
        .parameter(&price_key(district, CropGroup::EconomicOther))
        .map(|parameter| parameter.versions.as_slice())
        .unwrap_or_default();
    versions.iter().map(|version| version.source.rule.effective_from.year()).collect()
}

fn price_row(tariff: &IrrigationTariff, group: CropGroup, approval: Option<&IrrigationApprovalRow>) -> IrrigationPriceView {
    let prices = tariff.prices(group);
    let BandPrices(bands) = &prices.value;
    IrrigationPriceView {
        district: tariff.district.code(),
        district_name: tariff.district.label(),
        year: tariff.year,
        crop_group: group.code(),
        crop_group_name: group.label(),
        printed: bands.iter().map(|price| UnitPrice(price.clone()).to_string()).collect(),
        approved: approval.is_some(),
        approval_number: approval.map(|row| row.number.clone()),
        approved_on: approval.map(|row| row.approved_on),
        current_price: UnitPrice(tariff.current_price.value.clone()).to_string(),
        citation: cite(&prices.source.citation),
    }
}

/// What the gazette says of a district.
#[derive(Debug, Serialize, ToSchema)]
pub struct IrrigationDistrictView {
    /// District.
    #[schema(value_type = District)]
    district: &'static str,
    /// Name.
    name: String,
    /// Water that the permit allows per year, m³.
    permit_volume: String,
    /// Design irrigation area, mu.
    design_area: String,
    /// Effective irrigation area, mu.
    effective_area: String,
    /// Area per crop class, mu.
    crop_areas: CropAreasView,
    /// Towns that benefit.
    towns: Vec<String>,
    /// Villages that benefit, where they are counted.
    villages: Option<u32>,
    /// Cost price, yuan per m³.
    cost_price: String,
    /// Where the facts stand.
    citation: CitationBody,
    /// Where the cost price stands.
    cost_price_citation: CitationBody,
}

/// Areas per crop class, mu.
#[derive(Debug, Serialize, ToSchema)]
pub struct CropAreasView {
    /// Grain.
    grain: String,
    /// Economic crops.
    economic: String,
    /// Other crops.
    other: String,
}

/// The districts.
#[derive(Debug, Serialize, ToSchema)]
pub struct IrrigationDistrictList {
    /// The three medium irrigation districts.
    items: Vec<IrrigationDistrictView>,
}

/// The three irrigation districts with their facts (25号 一、二、四).
#[utoipa::path(get, path = "/v1/irrigation/districts", tag = "irrigation", responses((status = 200, body = IrrigationDistrictList)))]
pub async fn list_irrigation_districts(rules: Rules<RuleSet>) -> Result<HttpResponse, Problem> {
    let today = county_day(Utc::now());
    let items = District::ALL.iter().map(|district| {
        let (facts, cost) = district_facts(&rules, *district, today)?;
        let found = facts.value;
        Ok(IrrigationDistrictView {
            district: district.code(),
            name: found.name,
            permit_volume: found.permit_volume.to_exact_text(),
            design_area: found.design_area.to_exact_text(),
            effective_area: found.effective_area.to_exact_text(),
            crop_areas: CropAreasView {
                grain: found.crop_area.grain.to_exact_text(),
                economic: found.crop_area.economic.to_exact_text(),
                other: found.crop_area.other.to_exact_text(),
            },
            towns: found.towns,
            villages: found.villages,
            cost_price: UnitPrice(cost.value).to_string(),
            citation: cite(&facts.source.citation),
            cost_price_citation: cite(&cost.source.citation),
        })
    });
    let items = items.collect::<Result<Vec<_>, Problem>>()?;
    Ok(HttpResponse::Ok().json(IrrigationDistrictList { items }))
}
