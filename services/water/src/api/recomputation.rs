//! A bill computed again by the rules as of then.

use actix_web::{HttpResponse, web};
use platform::{
    Database, Problem,
    http::{access::Principal, extract::Path, problem::ProblemBody, trace::StepBody},
    rule::LiveRules,
};
use rules::{Money, RuleSet, Trace};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::bill::{BandBody, volume};
use crate::{
    domain::quantity::Volume,
    service::billing::recompute_bill::recompute_bill as compute_again,
    store::billing::{bill_detail, money},
};

/// The figures of a bill.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct BillFiguresView {
    /// Plan adjusted by the reading date, m³.
    #[schema(value_type = String)]
    adjusted_base: Volume,
    /// Usage beyond it, m³.
    #[schema(value_type = String)]
    overage: Volume,
    /// The overage by band.
    #[schema(value_type = Vec<BandBody>)]
    bands: Value,
    /// Basic charge.
    #[schema(value_type = String)]
    basic_charge: Money,
    /// Surcharge.
    #[schema(value_type = String)]
    surcharge: Money,
    /// Basic charge and surcharge.
    #[schema(value_type = String)]
    total: Money,
}

/// A figure that came out differently.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct FigureDifferenceView {
    /// JSON pointer within the figures; `/trace` where a step differs.
    pointer: String,
    /// As stored.
    #[schema(value_type = Object)]
    stored: Value,
    /// As computed again.
    #[schema(value_type = Object)]
    recomputed: Value,
}

/// A bill computed again.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct RecomputationView {
    /// Bill.
    bill_id: Uuid,
    /// Its number.
    number: String,
    /// Digest of the rules that it was computed by, then and now again.
    rules_digest: String,
    /// Their revision.
    rules_revision: i64,
    /// Whether every figure and step came out the same.
    equal: bool,
    /// As stored.
    stored: BillFiguresView,
    /// As computed again.
    recomputed: BillFiguresView,
    /// What came out differently.
    differences: Vec<FigureDifferenceView>,
    /// The steps of the second calculation.
    #[schema(value_type = Vec<StepBody>)]
    trace: Trace,
}

/// Computes a bill again, from the quantities printed on it, by the rules as they were then. Stores nothing.
#[utoipa::path(
    post,
    path = "/v1/bills/{bill_id}/recomputation",
    tag = "billing",
    params(("bill_id" = Uuid, Path)),
    responses((status = 200, body = RecomputationView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody))
)]
pub async fn recompute_bill(
    database: web::Data<Database>,
    live: web::Data<LiveRules<RuleSet>>,
    principal: Principal,
    Path(id): Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&principal.scope).await?;
    let found = bill_detail::find(&mut conn, id).await?;
    let (row, ..) = found.ok_or_else(|| Problem::not_found("没有找到账单，或它不在您的数据范围内"))?;
    let again = compute_again(&mut conn, &live, &row).await?;
    let stored = BillFiguresView {
        adjusted_base: volume(row.adjusted_base_milli),
        overage: volume(row.overage_milli),
        bands: serde_json::from_str(row.bands.as_str()).map_err(Problem::internal)?,
        basic_charge: money(row.basic_fen)?,
        surcharge: money(row.surcharge_fen)?,
        total: money(row.total_fen)?,
    };
    let result = again.result;
    let recomputed = BillFiguresView {
        adjusted_base: result.adjusted_base,
        overage: result.overage,
        bands: serde_json::to_value(&result.bands).map_err(Problem::internal)?,
        basic_charge: result.basic_charge,
        surcharge: result.surcharge,
        total: result.total,
    };
    let mut differences = differences(&stored, &recomputed)?;
    if !again.is_trace_equal {
        differences.push(FigureDifferenceView {
            pointer: "/trace".to_owned(),
            stored: serde_json::from_str(row.trace.as_str()).map_err(Problem::internal)?,
            recomputed: serde_json::to_value(&result.trace).map_err(Problem::internal)?,
        });
    }
    Ok(HttpResponse::Ok().json(RecomputationView {
        bill_id: row.id,
        number: row.number,
        rules_digest: row.rules_digest,
        rules_revision: again.revision,
        equal: differences.is_empty(),
        stored,
        recomputed,
        differences,
        trace: result.trace,
    }))
}

/// The figures that differ as they are printed.
fn differences(stored: &BillFiguresView, recomputed: &BillFiguresView) -> Result<Vec<FigureDifferenceView>, Problem> {
    let json = |figures: &BillFiguresView| serde_json::to_value(figures).map_err(Problem::internal);
    let (stored, recomputed) = (json(stored)?, json(recomputed)?);
    let names = stored.as_object().into_iter().flatten().map(|(name, _)| name);
    Ok(names
        .filter(|name| stored[*name] != recomputed[*name])
        .map(|name| FigureDifferenceView {
            pointer: format!("/{name}"),
            stored: stored[name].clone(),
            recomputed: recomputed[name].clone(),
        })
        .collect())
}
