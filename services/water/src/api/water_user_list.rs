//! Lists of water users.

use actix_web::{HttpResponse, web};
use platform::{
    Database, Problem,
    http::{
        access::Principal,
        extract::Query,
        page::{self, Page},
    },
};
use rules::{Fields, InvalidInput};
use serde::Deserialize;
use utoipa::IntoParams;

use super::water_user::WaterUserView;
use crate::{
    domain::{
        code::{Coded, parse_code},
        town::Town,
        user::{Category, IndustryClass, Supply, UseClass},
    },
    store::water_user::{self, WaterUserFilter},
};

/// What a list of water users is narrowed by.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct WaterUserQuery {
    /// Category code.
    #[param(value_type = Option<Category>, inline)]
    category: Option<String>,
    /// Town code.
    #[param(value_type = Option<Town>, inline)]
    town: Option<String>,
    /// Code of the supply company.
    supplier: Option<String>,
    /// Supply code.
    #[param(value_type = Option<Supply>, inline)]
    supply: Option<String>,
    /// Use class code.
    #[param(value_type = Option<UseClass>, inline)]
    use_class: Option<String>,
    /// Industry class code.
    #[param(value_type = Option<IndustryClass>, inline)]
    industry_class: Option<String>,
    /// Part of the name or the code.
    q: Option<String>,
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

impl WaterUserQuery {
    fn filter(&self) -> Result<WaterUserFilter, InvalidInput> {
        fn known<T: Coded>(fields: &mut Fields, pointer: &str, what: &str, text: Option<&str>) -> Option<String> {
            let value: T = parse_code(fields, pointer, what, text?)?;
            Some(value.code().to_owned())
        }
        let mut fields = Fields::new();
        let filter = WaterUserFilter {
            category: known::<Category>(&mut fields, "/category", "用水类别", self.category.as_deref()),
            town: known::<Town>(&mut fields, "/town", "镇", self.town.as_deref()),
            supplier: self.supplier.clone(),
            supply: known::<Supply>(&mut fields, "/supply", "供水方式", self.supply.as_deref()),
            use_class: known::<UseClass>(&mut fields, "/use_class", "用途", self.use_class.as_deref()),
            industry_class: known::<IndustryClass>(&mut fields, "/industry_class", "产业政策类别", self.industry_class.as_deref()),
            text: self.q.clone().filter(|text| !text.trim().is_empty()),
        };
        fields.finish()?;
        Ok(filter)
    }
}

/// Water users in the caller's scope, by code.
#[utoipa::path(get, path = "/v1/water-users", tag = "water users", params(WaterUserQuery), responses((status = 200, body = Page<WaterUserView>)))]
pub async fn list_water_users(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<WaterUserQuery>,
) -> Result<HttpResponse, Problem> {
    let limit = page::limit(query.limit)?;
    let after = page::position::<String>(query.cursor.as_deref())?;
    let filter = query.filter()?;
    let mut conn = database.connection(&principal.scope).await?;
    let rows = water_user::list(&mut conn, &filter, after.as_deref(), limit + 1).await?;
    Ok(HttpResponse::Ok().json(Page::of(rows, limit, |row| row.code.clone()).map(WaterUserView::from)))
}
