//! Permit → rights → use of a district in a year (25号 六（五）).

use actix_web::{HttpResponse, web};
use platform::{
    Database, Problem,
    http::{access::Principal, extract::Query, problem::ProblemBody, trace::StepBody},
    rule::Rules,
};
use rules::{Exact, Fields, RuleSet, Trace};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{input, irrigation_party::year, irrigation_right::RightCutView};
use crate::{
    domain::{
        code::{Coded, parse_code},
        irrigation::{District, right::PartyKind},
        quantity::Volume,
    },
    service::irrigation::right::ceiling_of,
    store::irrigation::{
        balance::{self, BalanceRow},
        volume,
    },
};

/// Which balance is wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct IrrigationBalanceQuery {
    /// District.
    #[param(value_type = District, inline)]
    district: String,
    /// Calendar year.
    year: i64,
}

/// A group's right and use, m³.
#[derive(Debug, Serialize, ToSchema)]
pub struct BalanceGroupView {
    /// Identity.
    id: Uuid,
    /// Code.
    code: String,
    /// Name.
    name: String,
    /// The right in force, if there is one.
    #[schema(value_type = Option<String>)]
    right: Option<Volume>,
    /// What of it has been shared out to households.
    #[schema(value_type = String)]
    allocated: Volume,
    /// What the group and its households have used.
    #[schema(value_type = String)]
    used: Volume,
    /// Whether more has been used than the right allows.
    is_overused: bool,
    /// Households.
    households: usize,
}

/// An association's right and use, m³.
#[derive(Debug, Serialize, ToSchema)]
pub struct BalanceAssociationView {
    /// Identity.
    id: Uuid,
    /// Code.
    code: String,
    /// Name.
    name: String,
    /// The right in force, if there is one.
    #[schema(value_type = Option<String>)]
    right: Option<Volume>,
    /// What of it has been shared out to groups.
    #[schema(value_type = String)]
    allocated: Volume,
    /// What everybody in it has used.
    #[schema(value_type = String)]
    used: Volume,
    /// Whether more has been used than the right allows.
    is_overused: bool,
    /// Whether its right is one of those that have to come down, because the district's have been cut below what was approved.
    must_come_down: bool,
    /// Its groups, by code.
    groups: Vec<BalanceGroupView>,
}

/// A district's water in a year, m³. Sums are over what is in the caller's scope.
#[derive(Debug, Serialize, ToSchema)]
pub struct IrrigationBalanceView {
    /// District.
    #[schema(value_type = District)]
    district: &'static str,
    /// Name.
    district_name: &'static str,
    /// Calendar year.
    year: i32,
    /// Permit.
    #[schema(value_type = String)]
    permit: Volume,
    /// What may be shared out: the permit, less what was cut.
    #[schema(value_type = String)]
    ceiling: Volume,
    /// The decision that has cut it.
    cut: Option<RightCutView>,
    /// What has been shared out to associations.
    #[schema(value_type = String)]
    allocated: Volume,
    /// By how much that is more than the ceiling: rights to be reduced.
    #[schema(value_type = String)]
    to_reduce: Volume,
    /// What everybody has used.
    #[schema(value_type = String)]
    used: Volume,
    /// Associations, by code.
    associations: Vec<BalanceAssociationView>,
    /// How the ceiling comes about.
    #[schema(value_type = Vec<StepBody>)]
    trace: Trace,
}

fn right_of(row: &BalanceRow) -> Option<Exact> {
    row.right_milli.map(volume)
}

fn sum(volumes: impl Iterator<Item = Exact>) -> Exact {
    volumes.sum()
}

fn overused(right: Option<&Exact>, used: &Exact) -> bool {
    right.is_some_and(|right| used > right)
}

fn group_view(row: &BalanceRow, rows: &[BalanceRow]) -> BalanceGroupView {
    let households: Vec<_> = rows.iter().filter(|other| other.parent_id == Some(row.id)).collect();
    let used = volume(row.used_milli + households.iter().map(|household| household.used_milli).sum::<i64>());
    let right = right_of(row);
    BalanceGroupView {
        id: row.id,
        code: row.code.clone(),
        name: row.name.clone(),
        is_overused: overused(right.as_ref(), &used),
        right: right.map(Volume),
        allocated: Volume(sum(households.iter().filter_map(|household| right_of(household)))),
        used: Volume(used),
        households: households.len(),
    }
}

fn association_view(row: &BalanceRow, rows: &[BalanceRow], is_over: bool) -> BalanceAssociationView {
    let groups = rows.iter().filter(|other| other.parent_id == Some(row.id));
    let groups: Vec<_> = groups.map(|group| group_view(group, rows)).collect();
    let used = &volume(row.used_milli) + &sum(groups.iter().map(|group| group.used.0.clone()));
    let right = right_of(row);
    BalanceAssociationView {
        id: row.id,
        code: row.code.clone(),
        name: row.name.clone(),
        is_overused: overused(right.as_ref(), &used),
        must_come_down: is_over && right.is_some(),
        right: right.map(Volume),
        allocated: Volume(sum(groups
            .iter()
            .filter_map(|group| group.right.as_ref().map(|right| right.0.clone())))),
        used: Volume(used),
        groups,
    }
}

/// Permit, rights and use of a district in a year: what the picture shows.
#[utoipa::path(
    get, path = "/v1/irrigation/balance", tag = "irrigation", params(IrrigationBalanceQuery),
    responses((status = 200, body = IrrigationBalanceView), (status = 400, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn show_irrigation_balance(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Query(query): Query<IrrigationBalanceQuery>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let district = parse_code::<District>(&mut fields, "/district", "灌区", &query.district);
    let year = year(&mut fields, query.year);
    let district = input::finish(fields, district)?;
    let mut conn = database.connection(&principal.scope).await?;
    let (ceiling, cut) = ceiling_of(&mut conn, &rules, district, year).await?;
    let rows = balance::of_district(&mut conn, district, year).await?;
    let of_kind = |kind: PartyKind| rows.iter().filter(move |row| row.kind == kind.code());
    let allocated = sum(of_kind(PartyKind::Association).filter_map(right_of));
    let to_reduce = Exact::zero().max(&allocated - &ceiling.volume);
    let associations: Vec<_> = of_kind(PartyKind::Association)
        .map(|row| association_view(row, &rows, to_reduce.is_positive()))
        .collect();
    let used = sum(rows.iter().map(|row| volume(row.used_milli)));
    Ok(HttpResponse::Ok().json(IrrigationBalanceView {
        district: district.code(),
        district_name: district.label(),
        year,
        permit: Volume(ceiling.permit),
        ceiling: Volume(ceiling.volume),
        cut: cut.map(RightCutView::from),
        allocated: Volume(allocated),
        to_reduce: Volume(to_reduce),
        used: Volume(used),
        associations,
        trace: ceiling.trace,
    }))
}
