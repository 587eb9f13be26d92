//! Lists of meters.

use actix_web::{HttpResponse, web};
use chrono::Utc;
use platform::{
    Database, Problem,
    database::Pg,
    export::{Cell, Column, List, Reader, day, text},
    http::{access::Principal, extract::Query, page::Page, sort::Ask},
    rule::LiveRules,
};
use rules::{Fields, RuleSet};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    export::label,
    meter::{MeterView, views},
};
use crate::{
    domain::{
        code::{Coded, parse_code},
        meter::Place,
    },
    service::county_day,
    store::meter::{self, MeterFilter},
};

/// What a list of meters is narrowed by.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct MeterQuery {
    /// Part of the number.
    q: Option<String>,
    /// Place.
    #[param(value_type = Option<Place>, inline)]
    place: Option<String>,
    /// Only those in use, or only those taken out.
    in_use: Option<bool>,
    /// `number` (when left out), `calibre_dn`, `installed_on`, `place`; the largest first with `-` in front.
    sort: Option<String>,
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Meters in the caller's scope.
#[utoipa::path(get, path = "/v1/meters", tag = "meters", params(MeterQuery), responses((status = 200, body = Page<MeterView>)))]
pub async fn list_meters(
    database: web::Data<Database>,
    rules: web::Data<LiveRules<RuleSet>>,
    principal: Principal,
    Query(query): Query<MeterQuery>,
) -> Result<HttpResponse, Problem> {
    let ask = Ask::page(query.limit, query.cursor.as_deref())?;
    let mut conn = database.connection(&principal.scope).await?;
    let list = Meters::new(rules.as_ref().clone());
    Ok(HttpResponse::Ok().json(list.page(&mut conn, &list.reader(&principal), &query, &ask).await?))
}

/// The list of meters.
pub struct Meters {
    rules: LiveRules<RuleSet>,
}

impl Meters {
    /// With the rules that say what is due.
    pub fn new(rules: LiveRules<RuleSet>) -> Self {
        Self { rules }
    }
}

/// What the words for a meter's state are.
fn status(meter: &MeterView) -> Cell {
    text(match meter.status.as_str() {
        "usable" => "可用于结算",
        "removed" => "已拆除",
        "meter_not_verified" => "未检定",
        "meter_verification_expired" => "检定过期",
        "meter_failed" => "检定不合格",
        "meter_sealed" => "已封存",
        "meter_obsolete" => "属淘汰",
        other => other,
    })
}

impl List for Meters {
    type Query = MeterQuery;
    type Item = MeterView;
    const NAME: &'static str = "meters";
    const TITLE: &'static str = "水表";
    const COLUMNS: &'static [Column<MeterView>] = &[
        Column::new("水表编号", 16, |meter| text(&meter.number)),
        Column::new("口径DN", 10, |meter| Cell::Whole(meter.calibre_dn.into())),
        Column::new("类型", 14, |meter| text(&meter.kind)),
        Column::new("安装位置", 12, |meter| label::<Place>(&meter.place)),
        Column::new("安装日期", 12, |meter| day(meter.installed_on)),
        Column::new("拆除日期", 12, |meter| day(meter.removed_on)),
        Column::new("状态", 14, status),
        Column::new("下次检定或更换", 14, |meter| day(meter.due_on)),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &MeterQuery, ask: &Ask) -> Result<Page<MeterView>, Problem> {
        let paging = meter::SORTING.read(query.sort.as_deref(), ask)?;
        let mut fields = Fields::new();
        let place = query.place.as_deref();
        let place = place.and_then(|code| parse_code::<Place>(&mut fields, "/place", "安装位置", code));
        fields.finish()?;
        let filter = MeterFilter {
            text: query.q.clone().filter(|text| !text.trim().is_empty()),
            place: place.map(|place| place.code().to_owned()),
            in_use: query.in_use,
        };
        let rules = self.rules.snapshot()?;
        let page = meter::list(conn, &filter, &paging).await?;
        Ok(Page {
            items: views(conn, &rules, county_day(Utc::now()), page.items).await?,
            next_cursor: page.next_cursor,
            total: page.total,
        })
    }
}
