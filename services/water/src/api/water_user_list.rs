//! Lists of water users.

use actix_web::{HttpResponse, web};
use platform::{
    Database, Problem,
    database::Pg,
    export::{Column, List, Reader, moment, optional, text},
    http::{access::Principal, extract::Query, page::Page, sort::Ask},
};
use rules::{Fields, InvalidInput};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{export::label, water_user::WaterUserView};
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
    /// `code` (when left out), `name`, `town`, `category`, `created_at`, `updated_at`; the largest first with `-` in front.
    sort: Option<String>,
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

/// Water users in the caller's scope.
#[utoipa::path(get, path = "/v1/water-users", tag = "water users", params(WaterUserQuery), responses((status = 200, body = Page<WaterUserView>)))]
pub async fn list_water_users(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<WaterUserQuery>,
) -> Result<HttpResponse, Problem> {
    let ask = Ask::page(query.limit, query.cursor.as_deref())?;
    let mut conn = database.connection(&principal.scope).await?;
    Ok(HttpResponse::Ok().json(WaterUsers.page(&mut conn, &WaterUsers.reader(&principal), &query, &ask).await?))
}

/// The list of water users.
pub struct WaterUsers;

impl List for WaterUsers {
    type Query = WaterUserQuery;
    type Item = WaterUserView;
    const NAME: &'static str = "water-users";
    const TITLE: &'static str = "用水户";
    const COLUMNS: &'static [Column<WaterUserView>] = &[
        Column::new("用水户编号", 16, |user| text(&user.code)),
        Column::new("名称", 28, |user| text(&user.name)),
        Column::new("统一社会信用代码", 22, |user| optional(user.credit_code.as_deref())),
        Column::new("用水类别", 12, |user| label::<Category>(&user.category)),
        Column::new("供水方式", 14, |user| label::<Supply>(&user.supply)),
        Column::new("供水企业", 16, |user| optional(user.supplier.as_deref())),
        Column::new("产业政策类别", 14, |user| label::<IndustryClass>(&user.industry_class)),
        Column::new("用途", 12, |user| label::<UseClass>(&user.use_class)),
        Column::new("镇", 10, |user| label::<Town>(&user.town)),
        Column::new("联系电话", 16, |user| optional(user.phone.as_deref())),
        Column::new("登记时间", 20, |user| moment(user.created_at)),
        Column::new("最近更新", 20, |user| moment(user.updated_at)),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &WaterUserQuery, ask: &Ask) -> Result<Page<WaterUserView>, Problem> {
        let paging = water_user::SORTING.read(query.sort.as_deref(), ask)?;
        let page = water_user::list(conn, &query.filter()?, &paging).await?;
        Ok(page.map(WaterUserView::from))
    }
}
