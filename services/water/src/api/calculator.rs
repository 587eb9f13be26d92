//! The public calculators: the same code path as billing, with the trace. Shapes as fixed for everybody.

use actix_web::{HttpResponse, web};
use chrono::Utc;
use platform::{
    Database, Problem, Scope,
    http::{extract::Json, problem::ProblemBody, trace::StepBody},
    rule::Rules,
};
use rules::{Money, RuleSet, Trace};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    domain::{
        code::Coded,
        irrigation::{self, Crop, CropGroup, District, IrrigationLineRequest, IrrigationRequest, IrrigationResult, IrrigationTariff},
        price_consistency::{self, PriceConsistency},
        surcharge::{self, SurchargeRequest, SurchargeResult, SurchargeTariff},
        user::{Category, IndustryClass, Supply},
    },
    service::county_day,
    store::irrigation_approval,
};

/// A question to the surcharge calculator.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SurchargeCalculatorRequest {
    /// `non_resident` or `special_trade`; others are out of scope.
    #[schema(value_type = Category, example = "non_resident")]
    category: String,
    /// `public_network`; `self_supplied` is out of scope.
    #[schema(value_type = Supply, example = "public_network")]
    supply: String,
    /// `ordinary`, `restricted` or `eliminated`.
    #[schema(value_type = IndustryClass, example = "ordinary")]
    industry_class: String,
    /// Yuan per m³, to 4 decimals.
    #[schema(example = "4.20")]
    base_price: String,
    /// Plan of the period, m³, to 3 decimals.
    #[schema(example = "1000")]
    plan_volume: String,
    /// Usage of the period, m³, to 3 decimals.
    #[schema(example = "1500")]
    usage: String,
    /// Days in the measuring period.
    #[schema(example = 30)]
    period_days: i64,
    /// Days by which the meter was read late.
    #[schema(example = 0)]
    days_late: i64,
    /// Days by which it was read early.
    #[schema(example = 0)]
    days_early: i64,
}

impl From<SurchargeCalculatorRequest> for SurchargeRequest {
    fn from(request: SurchargeCalculatorRequest) -> Self {
        Self {
            category: request.category,
            supply: request.supply,
            industry_class: request.industry_class,
            base_price: request.base_price,
            plan_volume: request.plan_volume,
            usage: request.usage,
            period_days: request.period_days,
            days_late: request.days_late,
            days_early: request.days_early,
        }
    }
}

/// A surcharge, with every step.
#[derive(Debug, Serialize, ToSchema)]
pub struct SurchargeCalculatorView {
    /// m³.
    #[schema(example = "1000.000")]
    adjusted_base: String,
    /// m³.
    #[schema(example = "500.000")]
    overage: String,
    /// The three bands of the overage.
    bands: Vec<SurchargeBandView>,
    /// Yuan.
    #[schema(value_type = String, example = "6300.00")]
    basic_charge: Money,
    /// Yuan: the sum of the bands.
    #[schema(value_type = String, example = "1890.00")]
    surcharge: Money,
    /// Yuan.
    #[schema(value_type = String, example = "8190.00")]
    total: Money,
    /// Every step with its article.
    #[schema(value_type = Vec<StepBody>)]
    trace: Trace,
}

/// A band of the overage.
#[derive(Debug, Serialize, ToSchema)]
pub struct SurchargeBandView {
    /// 1 to 3.
    band: u8,
    /// m³.
    volume: String,
    /// Share of the base price.
    #[schema(example = "0.50")]
    rate: String,
    /// Yuan.
    #[schema(value_type = String)]
    amount: Money,
}

impl From<SurchargeResult> for SurchargeCalculatorView {
    fn from(result: SurchargeResult) -> Self {
        let bands = result.bands.iter().map(|band| SurchargeBandView {
            band: band.band,
            volume: band.volume.to_string(),
            rate: band.rate.to_string(),
            amount: band.amount,
        });
        Self {
            adjusted_base: result.adjusted_base.to_string(),
            overage: result.overage.to_string(),
            bands: bands.collect(),
            basic_charge: result.basic_charge,
            surcharge: result.surcharge,
            total: result.total,
            trace: result.trace,
        }
    }
}

/// The progressive surcharge of one user and period, by today's rules (新政办发〔2023〕24号 附件4 二).
#[utoipa::path(
    post,
    path = "/v1/calculators/surcharge",
    tag = "calculators",
    request_body = SurchargeCalculatorRequest,
    responses((status = 200, body = SurchargeCalculatorView), (status = 400, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn calculate_surcharge(rules: Rules<RuleSet>, Json(request): Json<SurchargeCalculatorRequest>) -> Result<HttpResponse, Problem> {
    let input = SurchargeRequest::from(request).parse()?;
    let tariff = SurchargeTariff::at(&rules, county_day(Utc::now()))?;
    let result = surcharge::compute(&tariff, &input)?;
    Ok(HttpResponse::Ok().json(SurchargeCalculatorView::from(result)))
}

/// A question to the irrigation calculator.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IrrigationCalculatorRequest {
    /// `muzan`, `gujiao` or `wanan`.
    #[schema(value_type = District, example = "gujiao")]
    district: String,
    /// Calendar year.
    #[schema(example = 2024)]
    year: i64,
    /// Whether the development and reform approval is assumed; left out: what is on record, unless that begins within the
    /// year: it is never applied backwards, so that the year has to be asked in two parts.
    #[serde(default)]
    approved: Option<bool>,
    /// One line per crop, each crop once.
    lines: Vec<IrrigationCalculatorLine>,
}

/// A crop of a question.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IrrigationCalculatorLine {
    /// `grain`, `economic` or `other`.
    #[schema(value_type = Crop, example = "economic")]
    crop: String,
    /// Mu, to 4 decimals.
    #[schema(example = "10")]
    area_mu: String,
    /// m³, to 3 decimals.
    #[schema(example = "3500")]
    volume: String,
}

impl From<IrrigationCalculatorRequest> for IrrigationRequest {
    fn from(request: IrrigationCalculatorRequest) -> Self {
        let line = |line: IrrigationCalculatorLine| IrrigationLineRequest {
            crop: line.crop,
            area_mu: line.area_mu,
            volume: line.volume,
        };
        Self {
            district: request.district,
            year: request.year,
            approved: request.approved,
            lines: request.lines.into_iter().map(line).collect(),
        }
    }
}

/// A year's irrigation charge, with every step.
#[derive(Debug, Serialize, ToSchema)]
pub struct IrrigationCalculatorView {
    /// One line per crop.
    lines: Vec<IrrigationLineView>,
    /// Yuan.
    #[schema(value_type = String, example = "1802.50")]
    total: Money,
    /// Every step with its article.
    #[schema(value_type = Vec<StepBody>)]
    trace: Trace,
}

/// One crop's charge.
#[derive(Debug, Serialize, ToSchema)]
pub struct IrrigationLineView {
    /// Crop class.
    #[schema(value_type = Crop)]
    crop: &'static str,
    /// m³.
    quota_volume: String,
    /// The three bands.
    bands: Vec<IrrigationBandView>,
    /// Yuan: the sum of the bands.
    #[schema(value_type = String)]
    amount: Money,
}

/// A band of a crop's volume.
#[derive(Debug, Serialize, ToSchema)]
pub struct IrrigationBandView {
    /// 1 to 3.
    band: u8,
    /// m³.
    volume: String,
    /// Yuan per m³.
    price: String,
    /// Yuan.
    #[schema(value_type = String)]
    amount: Money,
}

impl From<IrrigationResult> for IrrigationCalculatorView {
    fn from(result: IrrigationResult) -> Self {
        let lines = result.lines.into_iter().map(|line| IrrigationLineView {
            crop: line.crop.code(),
            quota_volume: line.quota_volume.to_string(),
            bands: line
                .bands
                .iter()
                .map(|band| IrrigationBandView {
                    band: band.band,
                    volume: band.volume.to_string(),
                    price: band.price.to_string(),
                    amount: band.amount,
                })
                .collect(),
            amount: line.amount,
        });
        Self {
            lines: lines.collect(),
            total: result.total,
            trace: result.trace,
        }
    }
}

/// The irrigation charge of one user, district and calendar year (新政办发〔2023〕25号 三、五).
#[utoipa::path(
    post,
    path = "/v1/calculators/irrigation",
    tag = "calculators",
    request_body = IrrigationCalculatorRequest,
    responses((status = 200, body = IrrigationCalculatorView), (status = 400, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn calculate_irrigation(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    Json(request): Json<IrrigationCalculatorRequest>,
) -> Result<HttpResponse, Problem> {
    let input = IrrigationRequest::from(request).parse()?;
    let tariff = IrrigationTariff::for_year(&rules, input.district, input.year)?;
    let approved = if let Some(assumed) = input.approved {
        assumed
    } else {
        let mut conn = database.connection(&Scope::Nothing).await?;
        let on_record = irrigation_approval::find(&mut conn, input.district, input.year).await?;
        tariff.approved_all_year(on_record.map(|approval| approval.approved_on))?
    };
    let result = irrigation::compute(&tariff, &input, approved)?;
    Ok(HttpResponse::Ok().json(IrrigationCalculatorView::from(result)))
}

/// How the printed irrigation prices compare with the rule.
#[derive(Debug, Serialize, ToSchema)]
pub struct PriceConsistencyView {
    /// Cells compared.
    checked: u32,
    /// Cells that differ. The printed prices stay the law.
    discrepancies: Vec<DiscrepancyView>,
}

/// A printed price that differs from the rule.
#[derive(Debug, Serialize, ToSchema)]
pub struct DiscrepancyView {
    /// District.
    #[schema(value_type = District)]
    district: &'static str,
    /// Calendar year.
    year: i32,
    /// `grain` or `economic_other`.
    #[schema(value_type = CropGroup)]
    crop_group: &'static str,
    /// 2 or 3.
    band: u8,
    /// As printed, yuan per m³.
    printed: String,
    /// As the rule gives it.
    computed: String,
}

impl From<PriceConsistency> for PriceConsistencyView {
    fn from(report: PriceConsistency) -> Self {
        let discrepancies = report.discrepancies.iter().map(|found| DiscrepancyView {
            district: found.district.code(),
            year: found.year,
            crop_group: found.crop_group.code(),
            band: found.band,
            printed: found.printed.to_string(),
            computed: found.computed.to_string(),
        });
        Self {
            checked: report.checked,
            discrepancies: discrepancies.collect(),
        }
    }
}

/// Compares every printed price of bands 2 and 3 with what the rule gives (新政办发〔2023〕25号 五（一）（二）).
#[utoipa::path(get, path = "/v1/irrigation/price-consistency", tag = "irrigation", responses((status = 200, body = PriceConsistencyView)))]
pub async fn check_price_consistency(rules: Rules<RuleSet>) -> Result<HttpResponse, Problem> {
    let report = price_consistency::check(&rules)?;
    Ok(HttpResponse::Ok().json(PriceConsistencyView::from(report)))
}
