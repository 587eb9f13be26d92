//! The supervision's part of the walk over all routes: what belongs to the city's company and to Longxing.

use chrono::{Days, Months, Utc};
use platform::{Scope, test_support::conformance::Visit};
use serde_json::{Value, json};
use uuid::Uuid;
use water::{
    api::role::{WATER_CLERK, WATER_HEAD},
    service::{
        Act,
        correction_order::{NewOrder, draft_fine, draft_order, move_order},
        county_day,
    },
};

use crate::{
    register::{create_meter, create_user, created, meter_body, user_body, with},
    support::{Water, clerk},
};

/// Rows of others.
pub struct Watched {
    plan: String,
    quota: String,
    test: String,
    inspection: String,
    report: String,
    verified: String,
    seal: String,
    draft: String,
    order: String,
    fine: String,
}

fn id_of(body: &Value) -> String {
    body["id"].as_str().unwrap().to_owned()
}

fn test_body(user: &str, number: &str) -> Value {
    json!({
        "user_id": user, "tested_from": "2026-05-01", "tested_to": "2026-05-31", "tester": "x", "report_number": number,
        "intake": "1", "consumed": "1", "discharged": "0", "leaked": "0", "reused": "0",
    })
}

fn inspection_body(user: &str) -> Value {
    json!({
        "user_id": user, "inspected_on": "2026-09-10", "inspectors": "x", "certificate_number": "x", "measures": ["documents"], "findings": "x",
    })
}

async fn household(water: &Water, code: &str) -> Uuid {
    let user = create_user(
        water,
        &with(user_body(code), json!({"category": "resident", "use_class": "household"})),
    )
    .await;
    let verified = county_day(Utc::now()).checked_sub_months(Months::new(90)).unwrap();
    let meter = json!({
        "calibre_dn": 15, "installed_on": verified, "installation_value": "0",
        "verification": {"certificate": format!("检{code}"), "verified_on": verified, "outcome": "verified", "valid_until": verified + Months::new(72)},
    });
    create_meter(water, user, &with(meter_body(&format!("M{code}")), meter)).await
}

async fn report(water: &Water) -> String {
    let id = Uuid::new_v4();
    let body = json!({
        "id": id, "act": "other", "town": "longxing", "place": "ALPHA-路", "description": "ALPHA-举报", "phone": "13812341234",
    });
    let sent = water.post_public("/v1/violation-reports", &body).await;
    assert_eq!(sent.status, 201, "{}", sent.body);
    id.to_string()
}

impl Watched {
    /// Makes them.
    pub async fn make(water: &Water, user: Uuid, meter: Uuid) -> Self {
        let user = user.to_string();
        let post = async |path: &str, body: &Value| {
            let answer = water.post(&clerk(), path, body).await;
            assert_eq!(answer.status, 201, "{path}: {}", answer.body);
            answer.body
        };
        let quota = json!({"product": "x", "unit": "x", "value": "1", "level": "county", "standard": "x", "effective_from": "2026-01-01"});
        let quota = id_of(&post("/v1/quotas", &quota).await);
        let planned = json!({"user_id": user, "year": 2028, "basis": "quota", "basis_detail": "x", "volumes": {"2028Q1": "1"}});
        let plan = id_of(&post("/v1/plans", &planned).await);
        let basis = json!({"quota_id": quota, "outputs": {"2028Q1": "1"}});
        let computed = water
            .post_if_match(&clerk(), &format!("/v1/plans/{plan}/quota-basis"), 1, &basis)
            .await;
        assert_eq!(computed.status, 200, "{}", computed.body);
        let test = id_of(&post("/v1/balance-tests", &test_body(&user, "ALPHA-T")).await);
        let inspection = id_of(&post("/v1/inspections", &inspection_body(&user)).await);
        let sealed = json!({"number": "ALPHA-QF", "put_on": "2026-01-10", "put_on_by": "x"});
        let seal = created(&water.post(&clerk(), &format!("/v1/meters/{meter}/seals"), &sealed).await).to_string();
        let (report, verified) = (report(water).await, report(water).await);
        let path = format!("/v1/violation-reports/{verified}/verification");
        let finding = json!({"finding": "substantiated", "note": "x"});
        assert_eq!(water.post_if_match(&clerk(), &path, 1, &finding).await.status, 200);
        let (first, second) = (household(water, "ALPHA-H1").await, household(water, "ALPHA-H2").await);
        let (draft, _) = Self::order(water, first, 0).await;
        let (order, fine) = Self::order(water, second, 30).await;
        Self {
            plan,
            quota,
            test,
            inspection,
            report,
            verified,
            seal,
            draft,
            order,
            fine: fine.unwrap(),
        }
    }

    /// An order of some days ago: issued with a fine, or a draft of today.
    async fn order(water: &Water, meter: Uuid, days_ago: i64) -> (String, Option<String>) {
        let rules = water::domain::ruleset::load(None).unwrap();
        let then = Utc::now() - chrono::TimeDelta::days(days_ago);
        let new = NewOrder {
            supplier: "supply_city".to_owned(),
            meters: Some(vec![meter]),
            deadline: county_day(then) + Days::new(7),
            reason: "x".to_owned(),
            demonstration: false,
        };
        let mut tx = water.database.begin(&Scope::All).await.unwrap();
        // By somebody else than decides in the walk.
        let drafter = |now| Act::at("walk-drafter", "", now);
        let order = draft_order(&mut tx, &rules, &drafter(then), new).await.unwrap().row.id;
        let mut fine = None;
        if days_ago > 7 {
            move_order(&mut tx, &rules, &Act::at("walk-head", "", then), order, 1, true)
                .await
                .unwrap();
            let amount = rules::Money::parse("10000.00").unwrap();
            let fined = draft_fine(&mut tx, &rules, &drafter(Utc::now()), order, amount, "x".to_owned())
                .await
                .unwrap();
            fine = Some(fined.fines[0].id.to_string());
        }
        tx.commit().await.unwrap();
        (order.to_string(), fine)
    }

    /// What only these rows hold.
    pub fn marks(&self) -> Vec<String> {
        let ids = [
            &self.plan,
            &self.test,
            &self.inspection,
            &self.report,
            &self.verified,
            &self.seal,
            &self.draft,
            &self.order,
            &self.fine,
        ];
        ids.into_iter().cloned().collect()
    }

    /// The calls.
    pub fn visits(&self, user: &str, meter: &str) -> Vec<Visit> {
        let (test, inspection, report, order, fine) = (&self.test, &self.inspection, &self.report, &self.order, &self.fine);
        let sealed = json!({"number": "N-QF", "put_on": "2026-02-10", "put_on_by": "x"});
        let unsealed = json!({"taken_off": "2026-02-10", "taken_off_by": "x", "reason": "x"});
        let deadline = county_day(Utc::now()) + Days::new(30);
        let ordered = json!({"supplier": "supply_city", "deadline": deadline, "reason": "x"});
        let bureau = &[WATER_CLERK, WATER_HEAD];
        let basis = json!({"quota_id": self.quota, "outputs": {"2028Q1": "1"}});
        vec![
            Visit::hides("GET /v1/plans/{plan_id}/quota-basis", &[&self.plan], ""),
            Visit::hides("POST /v1/plans/{plan_id}/quota-basis", &[&self.plan], "").with(basis),
            Visit::lists("GET /v1/balance-tests", &[], ""),
            Visit::refuses("POST /v1/balance-tests", test_body(user, "N-T"), &[404]),
            Visit::hides("POST /v1/balance-tests/{test_id}/return", &[test], "").with(json!({"comment": "x"})),
            Visit::hides("POST /v1/balance-tests/{test_id}/acceptance", &[test], ""),
            Visit::lists("GET /v1/inspections", &[], ""),
            Visit::refuses("POST /v1/inspections", inspection_body(user), &[404]),
            Visit::hides("POST /v1/inspections/{inspection_id}/closing", &[inspection], "").with(json!({"result": "x"})),
            Visit::lists("GET /v1/violation-reports", &[], ""),
            Visit::hides("GET /v1/violation-reports/{report_id}", &[report], ""),
            Visit::hides("GET /v1/violation-reports/{report_id}/contact", &[report], "").by(bureau),
            Visit::hides("POST /v1/violation-reports/{report_id}/verification", &[report], "")
                .with(json!({"finding": "substantiated", "note": "x"})),
            Visit::hides("POST /v1/violation-reports/{report_id}/handling", &[&self.verified], "").with(json!({"result": "x"})),
            Visit::lists("GET /v1/meter-seals", &[], ""),
            Visit::hides("POST /v1/meters/{meter_id}/seals/{seal_id}/removal", &[meter, &self.seal], "").with(unsealed),
            Visit::hides("POST /v1/meters/{meter_id}/seals", &[meter], "").with(sealed),
            Visit::lists("GET /v1/meter-dues", &[], "").showing("supply_city"),
            Visit::lists("GET /v1/correction-orders", &[], ""),
            Visit::refuses("POST /v1/correction-orders", ordered, &[403, 422]),
            Visit::hides("GET /v1/correction-orders/{order_id}", &[order], ""),
            Visit::hides("POST /v1/correction-orders/{order_id}/approval", &[&self.draft], ""),
            Visit::hides("POST /v1/correction-orders/{order_id}/withdrawal", &[&self.draft], ""),
            Visit::hides("POST /v1/replacement-fines/{fine_id}/return", &[fine], "").with(json!({"comment": "x"})),
            Visit::hides("POST /v1/replacement-fines/{fine_id}/approval", &[fine], ""),
            Visit::hides("POST /v1/correction-orders/{order_id}/fines", &[order], "").with(json!({"amount": "10000.00", "reason": "x"})),
        ]
    }
}
