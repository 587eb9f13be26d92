//! Every table has its policy, and nobody gets by any route what belongs to another company or town.

#[path = "scope_walk/evaluation.rs"]
mod evaluations;
#[path = "scope_walk/metering.rs"]
mod metering_walk;
#[path = "scope_walk/project.rs"]
mod projects;
#[path = "scope_walk/reclaimed.rs"]
mod reclaimed;

use std::time::{Duration, Instant};

use platform::{
    http::access::Role,
    test_support::{
        Answer, TestPerson,
        conformance::{self, OthersNotices, Visit, Walk},
    },
};
use serde_json::{Value, json};
use uuid::Uuid;
use water::api::{self, irrigation_routes::IRRIGATION_READERS, role};

use crate::{
    irrigation_county::{self, association, billed, plant, right_body, tree, water_on, watering_body},
    plan_case::{PNG, attach, case_of},
    register::{create_user, created, meter_body, plan_body, plan_in_force, read, reading_body, user_body, user_with_meter, with},
    supervision_walk::Watched,
    support::{Water, billing_clerk, clerk, head, operator_of, start, town_clerk_of},
};

/// Tables that need no policy, besides the platform's.
const EXEMPT_TABLES: &[conformance::Exemption] = &[
    ("number_counters", "the last number given per kind and period"),
    ("irrigation_approvals", "approvals of whole irrigation districts are published"),
    (
        "irrigation_years",
        "permits of whole irrigation districts are published, and belong to no unit",
    ),
    (
        "irrigation_right_cuts",
        "what is decided of whole irrigation districts belongs to no unit",
    ),
    ("quotas", "quotas are published standards and belong to no unit"),
    ("plan_adjustments", "adjustments hold for the whole county and belong to no unit"),
];
/// Policies that show every row.
const OPEN_POLICIES: &[conformance::Exemption] = &[
    ("base_prices.base_prices_published", "base prices are published"),
    (
        "reward_assessments.reward_assessments_told",
        "what was confirmed of whole districts is told to every town (S8)",
    ),
    ("reclaimed_stops.reclaimed_stops_published", "planned stops are published"),
];

/// Routes that show and change nothing of a unit.
const EXEMPT_ROUTES: &[(&str, &str)] = &[
    ("GET /v1/base-prices", "base prices are published"),
    ("GET /v1/readings/imports/template", "an empty form"),
    ("GET /v1/water-users/imports/template", "an empty form"),
    ("GET /v1/plans/imports/template", "an empty form"),
    (
        "POST /v1/irrigation/approvals",
        "irrigation districts belong to no unit; the approval of one is published",
    ),
    ("GET /v1/irrigation/right-cuts", "irrigation districts belong to no unit"),
    ("POST /v1/irrigation/right-cuts", "irrigation districts belong to no unit"),
];

const ADJUSTMENT: &str = "adjustments of plans hold for the whole county and belong to no unit; the routes let the bureau in only";
const QUOTA: &str = "quotas are published standards and belong to no unit; the routes let the bureau in only";
/// Routes about what holds for the whole county.
const COUNTY_ROUTES: &[(&str, &str)] = &[
    ("GET /v1/quotas", QUOTA),
    ("POST /v1/quotas", QUOTA),
    ("GET /v1/crop-quotas", "rules: public"),
    ("POST /v1/quotas/imports", QUOTA),
    ("GET /v1/quotas/imports/template", "an empty form"),
    ("POST /v1/quotas/{quota_id}/ending", QUOTA),
    ("GET /v1/plan-adjustments", ADJUSTMENT),
    ("POST /v1/plan-adjustments", ADJUSTMENT),
    ("GET /v1/plan-adjustments/{adjustment_id}", ADJUSTMENT),
    ("POST /v1/plan-adjustments/{adjustment_id}/county-approval", ADJUSTMENT),
    ("POST /v1/plan-adjustments/{adjustment_id}/approval", ADJUSTMENT),
    ("POST /v1/plan-adjustments/{adjustment_id}/return", ADJUSTMENT),
    ("POST /v1/plan-adjustments/{adjustment_id}/withdrawal", ADJUSTMENT),
    ("POST /v1/plan-adjustments/{adjustment_id}/lifting", ADJUSTMENT),
];

/// The period of the bills.
const PERIOD: &str = "2026Q1";
/// The companies' form.
const HEADER: &str = "水表编号,计量周期,抄表日期,读数,抄表方式,转满\n";

const USER_HEADER: &str = "用水户编号,名称,用水类别,供水方式,供水企业,用途,镇\n";
const PLAN_HEADER: &str = "用水户编号,年度,计划依据,依据说明,一季度,二季度,三季度,四季度\n";
/// Where an import leaves the caller's own rows.
const IMPORTED: &[&str] = &["reading_imports", "audit_entries", "audit_head", "idempotency_keys"];

/// Whoever looks after the other company and the other town.
fn stranger(role: Role) -> TestPerson {
    let units: &[&str] = match role {
        role::TOWN_CLERK | role::TOWN_HEAD => &["sanquan"],
        role::SUPPLY_OPERATOR => &["supply_north"],
        _ => &["supply_north", "sanquan"],
    };
    TestPerson::with(&format!("stranger-{}", role.code), &[role]).of_units(units)
}

/// Somebody in the same role who sees all rows and takes the bureau's payments.
fn insider(role: Role) -> TestPerson {
    TestPerson {
        unit: "water_bureau".to_owned(),
        ..TestPerson::with(&format!("insider-{}", role.code), &[role])
    }
}

fn id_of(body: &Value) -> String {
    body["id"].as_str().unwrap().to_owned()
}

fn ok(answer: Answer) -> Value {
    assert!((200..300).contains(&answer.status), "{}", answer.body);
    answer.body
}

/// Subsidy and reward of a village of Longxing.
struct Reward {
    assessment: String,
    declaration: String,
    summary: Uuid,
    request: Uuid,
    line: Uuid,
    voucher: Uuid,
}

impl Reward {
    const VILLAGE: &'static str = "alpha_village";

    async fn make(water: &Water) -> Self {
        let village = json!({"code": Self::VILLAGE, "town": "longxing", "name": "甲村", "district": "muzan"});
        ok(water.post(&clerk(), "/v1/reward/villages", &village).await);
        let town = town_clerk_of("longxing");
        let declaration = id_of(&ok(water.post(&town, "/v1/reward/declarations", &Self::declaration()).await));
        let summary = Self::summary(water, &town).await;
        let assessment = id_of(&ok(water.post(&town, "/v1/reward/assessments", &Self::scores()).await));
        let [request, line, voucher] = [(); 3].map(|()| Uuid::now_v7());
        // What comes of a year takes weeks; here it is enough that it is there.
        crate::billing_county::connect(&water.admin_url)
            .await
            .batch_execute(&format!(
                "INSERT INTO reward_budgets VALUES (2025, 12345600, 0, '文', 'head', now(), 1);
                 INSERT INTO reward_payment_requests (id, number, year, state, subsidy_fen, reward_fen, trace, drafted_by, drafted_at)
                 VALUES ('{request}', 'N', 2025, 'draft', 100, 0, '{{}}', 'x', now());
                 INSERT INTO reward_payment_lines (id, request_id, declaration_id, village, town, subsidy_fen, reward_fen, subsidy_article, reward_article,
                     reward_reason, account_name, account_bank, account_number, state, bank_reference, paid_on, trace)
                 VALUES ('{line}', '{request}', '{declaration}', '{village}', 'longxing', 100, 0, 'a', 'a', 'r', 'n', 'b', '12345678', 'paid', 'B', '2026-01-01', '[]');
                 INSERT INTO reward_vouchers (id, line_id, town, fund, use_code, amount_fen, spent_on, number, payee, kept_at, recorded_by, recorded_at)
                 VALUES ('{voucher}', '{line}', 'longxing', 'subsidy', 'canal_upkeep', 1, '2026-02-01', '1', 'p', 'k', 'x', now())",
                village = Self::VILLAGE,
            ))
            .await
            .unwrap();
        Self {
            assessment,
            declaration,
            summary,
            request,
            line,
            voucher,
        }
    }

    /// A summary of another village, whose notice is said to have hung for its days.
    async fn summary(water: &Water, town: &TestPerson) -> Uuid {
        let village = json!({"code": "alpha_second", "town": "longxing", "name": "乙村", "district": "muzan"});
        ok(water.post(&clerk(), "/v1/reward/villages", &village).await);
        let body = with(Self::declaration(), json!({"village": "alpha_second"}));
        let declaration = id_of(&ok(water.post(town, "/v1/reward/declarations", &body).await));
        let notice = format!("/v1/reward/declarations/{declaration}/notice");
        ok(water.post_if_match(town, &notice, 1, &json!({})).await);
        crate::billing_county::connect(&water.admin_url)
            .await
            .batch_execute(&format!(
                "UPDATE reward_declarations SET state = 'submitted', handler = 'a', head = 'b', sealed_on = '2026-01-05', sealed_form = id,
                     photos = ARRAY[id], working_days = 3, submitted_by = 'x', submitted_at = now() WHERE id = '{declaration}'"
            ))
            .await
            .unwrap();
        let body = json!({"year": 2025, "town": "longxing", "declarations": [declaration]});
        id_of(&ok(water.post(town, "/v1/reward/town-summaries", &body).await))
            .parse()
            .unwrap()
    }

    fn data() -> Value {
        json!({"effective_area": "400", "reform_area": "320", "grain_area": "260", "economic_area": "50", "other_area": "0",
            "water_managers": [{"name": "王水生", "duty": "一支渠"}]})
    }

    fn declaration() -> Value {
        with(Self::data(), json!({"year": 2025, "village": Self::VILLAGE}))
    }

    fn scores() -> Value {
        json!({"year": 2025, "town": "longxing", "items": [{"code": Self::VILLAGE, "score": "90"}, {"code": "alpha_second", "score": "80"}]})
    }

    fn marks(&self) -> Vec<String> {
        let ids = [self.summary, self.request, self.line, self.voucher].map(|id| id.to_string());
        let mut marks = vec![Self::VILLAGE.to_owned(), self.assessment.clone(), self.declaration.clone()];
        marks.extend(ids);
        marks
    }

    fn visits(&self) -> Vec<Visit> {
        let (assessment, declaration) = (&self.assessment, &self.declaration);
        let [summary, request, line, voucher] = [self.summary, self.request, self.line, self.voucher].map(|id| id.to_string());
        let signed = json!({"handler": "甲", "head": "乙", "sealed_on": "2026-01-05", "sealed_form": line});
        let reason = || json!({"reason": "x"});
        let facts = json!({"name": "乙村", "district": "muzan"});
        let paper = json!({"line_id": line, "fund": "subsidy", "use_code": "canal_upkeep", "amount": "0.01", "spent_on": "2026-02-02",
            "number": "2", "payee": "p", "kept_at": "k"});
        vec![
            Visit::lists("GET /v1/reward/villages", &[], "?town=longxing"),
            Visit::refuses(
                "POST /v1/reward/villages",
                with(facts.clone(), json!({"code": "n1", "town": "longxing"})),
                &[403],
            ),
            Visit::hides("PUT /v1/reward/villages/{code}", &[Self::VILLAGE], "").with(facts),
            Visit::lists("GET /v1/reward/assessments", &[], "?subject=village"),
            Visit::refuses("POST /v1/reward/assessments", Self::scores(), &[404]),
            Visit::hides("GET /v1/reward/assessments/{assessment_id}", &[assessment], ""),
            Visit::hides("PUT /v1/reward/assessments/{assessment_id}", &[assessment], "").with(json!({"items": Self::scores()["items"]})),
            Visit::hides("POST /v1/reward/assessments/{assessment_id}/confirmation", &[assessment], ""),
            Visit::hides("POST /v1/reward/assessments/{assessment_id}/return", &[assessment], "").with(reason()),
            Visit::lists("GET /v1/reward/declarations", &[], "?year=2025"),
            Visit::refuses("POST /v1/reward/declarations", Self::declaration(), &[404]),
            Visit::hides("GET /v1/reward/declarations/{declaration_id}", &[declaration], ""),
            Visit::hides("PUT /v1/reward/declarations/{declaration_id}", &[declaration], "").with(Self::data()),
            Visit::hides("POST /v1/reward/declarations/{declaration_id}/notice", &[declaration], ""),
            Visit::hides("POST /v1/reward/declarations/{declaration_id}/submission", &[declaration], "")
                .with(with(signed.clone(), json!({"photos": []}))),
            Visit::hides("POST /v1/reward/declarations/{declaration_id}/return", &[declaration], "").with(reason()),
            Visit::hides("POST /v1/reward/declarations/{declaration_id}/withdrawal", &[declaration], ""),
            Visit::hides("POST /v1/reward/declarations/{declaration_id}/sample-checks", &[declaration], "")
                .with(json!({"checked_on": "2026-01-05", "inspectors": "x", "outcome": "agrees", "finding": "x"})),
            Visit::lists("GET /v1/reward/town-summaries", &[], "?year=2025"),
            Visit::refuses(
                "POST /v1/reward/town-summaries",
                json!({"year": 2025, "town": "longxing", "declarations": [declaration]}),
                &[404],
            ),
            Visit::hides("GET /v1/reward/town-summaries/{summary_id}", &[&summary], ""),
            Visit::hides("POST /v1/reward/town-summaries/{summary_id}/filing", &[&summary], "").with(signed),
            Visit::hides("POST /v1/reward/town-summaries/{summary_id}/withdrawal", &[&summary], ""),
            Visit::hides("POST /v1/reward/town-summaries/{summary_id}/approval", &[&summary], ""),
            Visit::lists("GET /v1/reward/budgets", &[], "").showing("123456.00"),
            Visit::refuses(
                "POST /v1/reward/budgets",
                json!({"year": 2024, "subsidy": "1.00", "reward": "1.00", "document": "文"}),
                &[403],
            ),
            Visit::lists("GET /v1/reward/reckoning", &[], "?year=2025").showing("123456.00"),
            Visit::lists("GET /v1/reward/payment-requests", &[], "?year=2025"),
            Visit::refuses("POST /v1/reward/payment-requests", json!({"year": 2025}), &[409]),
            Visit::hides("GET /v1/reward/payment-requests/{request_id}", &[&request], ""),
            Visit::hides("POST /v1/reward/payment-requests/{request_id}/approval", &[&request], ""),
            Visit::hides("POST /v1/reward/payment-requests/{request_id}/withdrawal", &[&request], "").with(reason()),
            Visit::lists("GET /v1/reward/vouchers", &[], ""),
            Visit::refuses("POST /v1/reward/vouchers", paper, &[404]),
            Visit::hides("POST /v1/reward/vouchers/{voucher_id}/cancellation", &[&voucher], "").with(reason()),
            Visit::lists("GET /v1/reward/unaccounted", &[], "?year=2025"),
        ]
    }
}

/// A county in which everything belongs to the city's company and to Longxing.
struct Theirs {
    water: Water,
    user: String,
    meter: String,
    reading: String,
    plan: String,
    draft: String,
    proposal: String,
    case: String,
    attachment: String,
    import: String,
    run: String,
    bill: Value,
    entry: String,
    notices: OthersNotices,
    delivery: String,
    reward: Reward,
    irrigation: Irrigation,
    projects: projects::Theirs,
    watched: Watched,
    reclaimed: reclaimed::Theirs,
    evaluations: evaluations::Theirs,
    metering: metering_walk::Theirs,
    marks: Vec<String>,
}

/// What belongs to households of Longxing.
struct Irrigation {
    household: Uuid,
    planting: Uuid,
    right: String,
    draft: String,
    bill: Value,
}

impl Irrigation {
    async fn make(water: &Water) -> Self {
        let [top, _, household] = tree(water, "ALPHA-I").await;
        let right = id_of(&irrigation_county::right(water, top, 2025, "1000").await);
        let draft = id_of(&ok(irrigation_county::draft(water, top, 2026, "1000").await));
        let planting = plant(water, household, 2025).await;
        created(&water_on(water, household, "2025-05-01", "711.5").await);
        let bill = billed(water, household, "2025-05-31").await;
        Self {
            household,
            planting,
            right,
            draft,
            bill,
        }
    }

    fn visits(&self) -> Vec<Visit> {
        let (household, planting, bill) = (self.household.to_string(), self.planting.to_string(), id_of(&self.bill));
        let areas = json!({"grain": "1", "economic": "0", "other": "0"});
        let payment = json!({"amount": self.bill["total"], "paid_on": self.bill["issued_on"], "collector_kind": "station", "collector": "站", "method": "cash", "reference": "x"});
        vec![
            Visit::lists("GET /v1/irrigation/parties", &[], ""),
            Visit::refuses("POST /v1/irrigation/parties", association("N-9"), &[403]),
            Visit::hides("GET /v1/irrigation/parties/{party_id}", &[&household], ""),
            Visit::hides("POST /v1/irrigation/parties/{party_id}/plantings", &[&household], "").with(json!({"year": 2026, "areas": areas})),
            Visit::hides("PUT /v1/irrigation/plantings/{planting_id}", &[&planting], "").with(json!({"areas": areas})),
            Visit::lists("GET /v1/irrigation/rights", &[], ""),
            Visit::refuses("POST /v1/irrigation/rights", right_body(self.household, 2025, "1"), &[404]),
            Visit::hides("GET /v1/irrigation/rights/{right_id}", &[&self.right], ""),
            Visit::hides("POST /v1/irrigation/rights/{right_id}/approval", &[&self.draft], ""),
            Visit::hides("POST /v1/irrigation/rights/{right_id}/return", &[&self.draft], "").with(json!({"comment": "x"})),
            Visit::hides("POST /v1/irrigation/rights/{right_id}/withdrawal", &[&self.draft], ""),
            Visit::lists("GET /v1/irrigation/balance", &[], "?district=muzan&year=2025"),
            Visit::lists("GET /v1/irrigation/waterings", &[], ""),
            Visit::refuses(
                "POST /v1/irrigation/waterings",
                watering_body(self.household, "2025-06-01", "1"),
                &[404],
            ),
            Visit::lists("GET /v1/irrigation/bills", &[], ""),
            Visit::refuses(
                "POST /v1/irrigation/bills",
                json!({"party_id": self.household, "year": 2025, "through": "2025-12-31"}),
                &[404],
            ),
            Visit::hides("GET /v1/irrigation/bills/{bill_id}", &[&bill], ""),
            Visit::hides("POST /v1/irrigation/bills/{bill_id}/recomputation", &[&bill], ""),
            Visit::hides("POST /v1/irrigation/bills/{bill_id}/payments", &[&bill], "").with(payment),
            Visit::hides("POST /v1/irrigation/bills/{bill_id}/credit", &[&bill], "").with(json!({"reason": "x"})),
        ]
    }
}

impl Theirs {
    async fn make() -> Self {
        let water = start().await;
        let price = json!({"supplier": "supply_city", "category": "non_resident", "price": "4.20", "effective_from": "2026-01-01", "document": "文", "article": "条"});
        let proposal = ok(water.post(&billing_clerk(), "/v1/base-prices", &price).await);
        let approval = format!("/v1/base-price-proposals/{}/approval", id_of(&proposal));
        ok(water.post_if_match(&head(), &approval, 1, &json!({})).await);
        let next = with(price, json!({"effective_from": "2028-01-01"}));
        let proposal = id_of(&ok(water.post(&billing_clerk(), "/v1/base-prices", &next).await));
        let (user, meter) = user_with_meter(&water, "ALPHA-1").await;
        let (paying, second) = user_with_meter(&water, "ALPHA-2").await;
        let unplanned = create_user(&water, &user_body("ALPHA-3")).await;
        created(
            &water
                .post(&clerk(), &format!("/v1/water-users/{unplanned}/meters"), &unverified("MALPHA-3"))
                .await,
        );
        let reading = created(&read(&water, meter, &reading_body(PERIOD, "1713")).await);
        created(&read(&water, second, &reading_body(PERIOD, "1913")).await);
        let plan = id_of(&plan_in_force(&water, user).await);
        plan_in_force(&water, paying).await;
        let next = with(plan_body(user), json!({"year": 2027, "volumes": {"2027Q1": "1000"}}));
        let draft = id_of(&ok(water.post(&clerk(), "/v1/plans", &next).await));
        let case = case_of(&water, &clerk(), &json!({ "id": draft })).await;
        let attachment = id_of(&ok(attach(&water, &clerk(), &case, "ALPHA-.png", PNG).await));
        let import = import(&water, "MALPHA-1,2026Q2,2026-06-30,1800,,\n").await;
        let preview = json!({"period": PERIOD, "supplier": "supply_city"});
        let run = ok(water.post(&billing_clerk(), "/v1/billing-runs", &preview).await);
        let path = format!("/v1/billing-runs/{}", id_of(&run));
        ok(water
            .post_if_match(&billing_clerk(), &format!("{path}/confirm"), 1, &json!({}))
            .await);
        let deadline = Instant::now() + Duration::from_mins(1);
        while water.get(&billing_clerk(), &path).await.body["state"] != "completed" {
            assert!(Instant::now() < deadline, "the run is not completed");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let bill = bill_of(&water, "ALPHA-1").await;
        let paid = bill_of(&water, "ALPHA-2").await;
        let notify = format!("/v1/bills/{}/notify", id_of(&paid));
        ok(water.post_if_match(&billing_clerk(), &notify, 1, &json!({})).await);
        let deliveries = ok(water.get(&billing_clerk(), "/v1/outgoing-messages").await);
        let delivery = id_of(&deliveries["items"][0]);
        let notices = OthersNotices::make(&water.service, (&clerk(), &head()), "village_data", "longxing").await;
        ok(water
            .post(
                &billing_clerk(),
                &format!("/v1/bills/{}/payments", id_of(&paid)),
                &payment_of(&paid),
            )
            .await);
        let irrigation = Irrigation::make(&water).await;
        let entries = water
            .get(&head(), &format!("/v1/operations/audit?entity=water_user&entity_id={user}"))
            .await;
        let entry = entries.body["items"][0]["seq"].to_string();
        let watched = Watched::make(&water, user, meter).await;
        let ids = [user, meter, paying, second, unplanned, reading].map(|id| id.to_string());
        let mut marks = vec![
            id_of(&case),
            attachment.clone(),
            plan.clone(),
            draft.clone(),
            proposal.clone(),
            import.clone(),
            id_of(&run),
            "ALPHA-".to_owned(),
        ];
        let reward = Reward::make(&water).await;
        marks.extend(reward.marks());
        marks.push(delivery.clone());
        let projects = projects::Theirs::make(&water).await;
        marks.extend(projects.marks());
        marks.extend(watched.marks());
        let reclaimed = reclaimed::Theirs::make(&water).await;
        marks.extend(reclaimed.marks());
        let evaluations = evaluations::Theirs::make(&water).await;
        marks.extend(evaluations.marks());
        let metering = metering_walk::Theirs::make(&water).await;
        marks.extend(metering.marks());
        marks.extend(notices.marks());
        marks.extend(ids);
        for bill in [&bill, &paid] {
            marks.extend(["id", "number", "total", "surcharge"].map(|name| bill[name].as_str().unwrap().to_owned()));
        }
        Self {
            user: user.to_string(),
            meter: meter.to_string(),
            reading: reading.to_string(),
            run: id_of(&run),
            water,
            plan,
            draft,
            proposal,
            case: id_of(&case),
            attachment,
            import,
            bill,
            entry,
            notices,
            delivery,
            reward,
            irrigation,
            projects,
            watched,
            reclaimed,
            metering,
            evaluations,
            marks,
        }
    }

    fn visits(&self) -> Vec<Visit> {
        let bill = id_of(&self.bill);
        let (user, meter, plan, run, proposal) = (&self.user, &self.meter, &self.plan, &self.run, &self.proposal);
        let from = json!({"from": "2026-10-01"});
        let removal = json!({"removed_on": "2026-10-01", "value": "1900"});
        let new_meter = with(meter_body("N1"), json!({"installed_on": "2026-10-01"}));
        let verification = json!({"certificate": "检", "verified_on": "2026-10-01", "outcome": "failed", "valid_until": "2026-10-01"});
        let reduction = json!({"ground": "resource_shortage", "evidence": "x", "from": "2026Q4", "volumes": {"2026Q4": "1"}});
        let redraft = json!({"basis_detail": "x", "volumes": {"2027Q1": "900"}});
        let foreign_price = json!({"supplier": "supply_city", "category": "non_resident", "price": "9.99", "effective_from": "2027-01-01", "document": "文", "article": "条"});
        let mut change = user_body("ALPHA-1");
        change.as_object_mut().unwrap().remove("code");
        let own = vec![
            Visit::lists("GET /v1/water-users", &[], ""),
            Visit::lists("GET /v1/water-users", &[], "?q=ALPHA-1&supplier=supply_city&town=longxing"),
            Visit::refuses("POST /v1/water-users", user_body("N-1"), &[403]),
            Visit::hides("GET /v1/water-users/{user_id}", &[user], ""),
            Visit::hides("PUT /v1/water-users/{user_id}", &[user], "").with(change),
            Visit::hides("GET /v1/water-users/{user_id}/phone", &[user], ""),
            Visit::hides("GET /v1/water-users/{user_id}/meters", &[user], ""),
            Visit::hides("POST /v1/water-users/{user_id}/meters", &[user], "").with(meter_body("N-0")),
            Visit::lists("GET /v1/meters", &[], ""),
            Visit::lists("GET /v1/meters/due", &[], "?within=90"),
            Visit::hides("GET /v1/meters/{meter_id}", &[meter], ""),
            Visit::hides("POST /v1/meters/{meter_id}/verifications", &[meter], "").with(verification),
            Visit::hides("POST /v1/meters/{meter_id}/sealing", &[meter], "").with(from.clone()),
            Visit::hides("POST /v1/meters/{meter_id}/unsealing", &[meter], ""),
            Visit::hides("POST /v1/meters/{meter_id}/obsolescence", &[meter], "").with(from),
            Visit::hides("POST /v1/meters/{meter_id}/removal", &[meter], "").with(removal.clone()),
            Visit::hides("POST /v1/meters/{meter_id}/replacement", &[meter], "").with(json!({"removal": removal, "meter": new_meter})),
            Visit::hides("GET /v1/meters/{meter_id}/readings", &[meter], ""),
            Visit::hides("POST /v1/meters/{meter_id}/readings", &[meter], "").with(reading_body("2026Q3", "1850")),
            Visit::lists("GET /v1/readings", &[], ""),
            Visit::lists("GET /v1/readings", &[], &format!("?meter_id={meter}&user_id={user}")),
            Visit::hides("GET /v1/readings/{reading_id}", &[&self.reading], ""),
            Visit::lists("GET /v1/imports", &[], ""),
            // A stranger's file is kept as the stranger's own; of the meter it says no more than that it is unknown.
            Visit::tells_nothing("POST /v1/readings/imports", "?mode=valid_rows")
                .with_bytes("text/csv", format!("{HEADER}MALPHA-1,2026Q3,2026-09-30,1850,,\n"))
                .may_write(IMPORTED),
            Visit::tells_nothing("POST /v1/water-users/imports", "?mode=valid_rows")
                .with_bytes(
                    "text/csv",
                    format!("{USER_HEADER}ALPHA-1,一般,非居民,公共管网供水,supply_city,工业,龙兴镇\n"),
                )
                .may_write(IMPORTED),
            Visit::tells_nothing("POST /v1/plans/imports", "?mode=valid_rows")
                .with_bytes("text/csv", format!("{PLAN_HEADER}ALPHA-1,2028,定额,按定额,1,1,1,1\n"))
                .may_write(IMPORTED),
            Visit::hides("GET /v1/imports/{import_id}", &[&self.import], ""),
            Visit::hides("GET /v1/imports/{import_id}/result", &[&self.import], ""),
            Visit::lists("GET /v1/outgoing-messages", &[], ""),
            Visit::hides("POST /v1/outgoing-messages/{delivery_id}/retry", &[&self.delivery], ""),
            Visit::refuses("POST /v1/base-prices", foreign_price, &[403]),
            Visit::lists("GET /v1/base-price-proposals", &[], ""),
            Visit::hides("POST /v1/base-price-proposals/{proposal_id}/approval", &[proposal], ""),
            Visit::hides("POST /v1/base-price-proposals/{proposal_id}/return", &[proposal], "").with(json!({"comment": "x"})),
            Visit::hides("POST /v1/base-price-proposals/{proposal_id}/withdrawal", &[proposal], ""),
            Visit::lists("GET /v1/plans", &[], ""),
            Visit::lists("GET /v1/plans", &[], &format!("?user_id={user}")),
            Visit::refuses("POST /v1/plans", plan_body(user.parse::<Uuid>().unwrap()), &[404]),
            Visit::hides("GET /v1/plans/{plan_id}", &[plan], ""),
            Visit::hides("PUT /v1/plans/{plan_id}", &[&self.draft], "").with(redraft),
            Visit::hides("POST /v1/plans/{plan_id}/submission", &[&self.draft], ""),
            Visit::hides("POST /v1/plans/{plan_id}/approval", &[&self.draft], ""),
            Visit::hides("POST /v1/plans/{plan_id}/return", &[&self.draft], "").with(json!({"reason": "x"})),
            Visit::hides("POST /v1/plans/{plan_id}/reductions", &[plan], "").with(reduction),
            Visit::lists("GET /v1/billing-runs", &[], ""),
            Visit::refuses(
                "POST /v1/billing-runs",
                json!({"period": PERIOD, "supplier": "supply_city"}),
                &[403, 422],
            ),
            Visit::refuses("POST /v1/billing-runs", json!({"period": PERIOD}), &[403]),
            Visit::hides("GET /v1/billing-runs/{run_id}", &[run], ""),
            Visit::hides("GET /v1/billing-runs/{run_id}/unbilled", &[run], ""),
            Visit::hides("POST /v1/billing-runs/{run_id}/confirm", &[run], ""),
            Visit::lists("GET /v1/bills", &[], ""),
            Visit::lists("GET /v1/bills", &[], &format!("?run_id={run}")),
            Visit::hides("GET /v1/bills/{bill_id}", &[&bill], ""),
            Visit::hides("POST /v1/bills/{bill_id}/recomputation", &[&bill], ""),
            Visit::hides("POST /v1/bills/{bill_id}/notify", &[&bill], ""),
            Visit::hides("POST /v1/bills/{bill_id}/payments", &[&bill], "").with(payment_of(&self.bill)),
            Visit::hides("POST /v1/bills/{bill_id}/credit", &[&bill], "").with(json!({"reason": "x"})),
            Visit::lists(
                "GET /v1/reports/surcharge-collections",
                &[],
                &format!("?date={}", self.bill["issued_on"].as_str().unwrap()),
            ),
            Visit::lists("GET /v1/reports/periods", &[], "").showing("2026Q1"),
            Visit::lists("GET /v1/reports/water-use", &[], "?period=2026Q1&by=town").showing("longxing"),
            Visit::lists("GET /v1/reports/surcharge-bands", &[], "?period=2026Q1").showing("3943.80"),
            Visit::lists("GET /v1/reports/over-plan-ranking", &[], "?period=2026Q1"),
            Visit::lists("GET /v1/reports/collection", &[], "?period=2026Q1"),
            Visit::lists("GET /v1/operations/audit", &[], ""),
            Visit::lists("GET /v1/operations/audit", &[], &format!("?entity=water_user&entity_id={user}")).showing("water_user.register"),
            Visit::hides("GET /v1/operations/audit/{seq}", &[&self.entry], ""),
        ];
        let own = [own, self.projects.visits(), self.reclaimed.visits(), self.metering.visits()].concat();
        let lists = [
            "water-users",
            "meters",
            "meters-due",
            "readings",
            "plans",
            "bills",
            "cases",
            "projects",
            "reclaimed-systems",
            "reclaimed-schemes",
        ];
        let irrigation = ["irrigation-parties", "water-rights", "waterings", "irrigation-bills"];
        let showing = |visits: Vec<Visit>, mark| visits.into_iter().map(|visit| visit.showing(mark)).collect();
        [
            own,
            self.evaluations.visits(),
            Visit::of_exports(&[("evaluations", json!({}))], role::EVALUATION_READERS),
            self.reward.visits(),
            self.watched.visits(&self.user, &self.meter),
            Visit::of_case(&self.case, &self.attachment, role::WATER_CLERK.code),
            Visit::of_notices(&self.notices),
            Visit::of_exports(&lists.map(|list| (list, json!({}))), role::READERS),
            Visit::of_exports(&irrigation.map(|list| (list, json!({}))), IRRIGATION_READERS),
            self.irrigation.visits(),
            showing(Visit::of_exports(&[("billing-runs", json!({}))], role::READERS), "supply_city"),
            showing(Visit::of_exports(&[("managed-notices", json!({}))], role::NOTICE_READERS), "村民"),
            Visit::of_exports(&[("outgoing-messages", json!({}))], role::MESSAGE_READERS),
            Visit::of_exports(&[("audit", json!({}))], role::AUDIT_READERS.list),
        ]
        .concat()
    }
}

/// A meter that nobody has verified: due whatever the day.
fn unverified(number: &str) -> Value {
    with(meter_body(number), json!({"verification": null, "installation_value": null}))
}

fn payment_of(bill: &Value) -> Value {
    json!({"amount": bill["total"], "paid_on": bill["issued_on"], "method": "bank_transfer", "collector": "water_bureau", "reference": "T-1"})
}

async fn bill_of(water: &Water, user_code: &str) -> Value {
    let page = ok(water.get(&billing_clerk(), &format!("/v1/bills?user_code={user_code}")).await);
    ok(water
        .get(&billing_clerk(), &format!("/v1/bills/{}", id_of(&page["items"][0])))
        .await)
}

async fn import(water: &Water, rows: &str) -> String {
    let request = water
        .request_as(&operator_of("supply_city"), "POST", "/v1/readings/imports")
        .header("idempotency-key", Uuid::new_v4().to_string())
        .header("content-type", "text/csv");
    id_of(&ok(platform::test_support::send(request.body(format!("{HEADER}{rows}"))).await))
}

#[tokio::test(flavor = "multi_thread")]
async fn every_table_has_its_policy() {
    let theirs = Theirs::make().await;
    conformance::assert_tables_guarded(&theirs.water.service.database, EXEMPT_TABLES, OPEN_POLICIES).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_without_a_policy_an_open_policy_and_a_stale_exemption_are_found() {
    let water = start().await;
    let owner = crate::billing_county::connect(&water.owner_url).await;
    owner
        .batch_execute(
            "CREATE TABLE forgotten (id integer);
             CREATE TABLE half_guarded (id integer); ALTER TABLE half_guarded ENABLE ROW LEVEL SECURITY;
             CREATE POLICY open ON half_guarded USING (true);
             CREATE TABLE left_open (id integer); ALTER TABLE left_open ENABLE ROW LEVEL SECURITY; ALTER TABLE left_open FORCE ROW LEVEL SECURITY;
             CREATE POLICY open ON left_open USING (true);
             CREATE VIEW all_users AS SELECT code FROM water_users;
             GRANT SELECT ON ALL TABLES IN SCHEMA public TO PUBLIC",
        )
        .await
        .unwrap();
    let gone = [EXEMPT_TABLES, &[("gone", "was here once")]].concat();
    let faults = conformance::unguarded(&water.service.database, &gone, OPEN_POLICIES).await;
    assert_eq!(
        faults,
        [
            "gone: exempt, but there is no such table",
            "all_users: a view that shows what its owner sees: make it security_invoker",
            "forgotten: row-level security is not enabled",
            "half_guarded: row-level security is not forced",
            "left_open.open: shows rows whatever the scope: true",
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn no_route_shows_or_changes_what_belongs_to_others() {
    let theirs = Theirs::make().await;
    assert!(walk(&theirs).await.assert_nothing_leaked() > 150);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_walk_finds_a_policy_that_is_switched_off() {
    let theirs = Theirs::make().await;
    let owner = crate::billing_county::connect(&theirs.water.owner_url).await;
    owner.batch_execute("ALTER TABLE plans DISABLE ROW LEVEL SECURITY").await.unwrap();
    let leaks = walk(&theirs).await.leaks;
    // The list goes by the users too, who are still hidden.
    for route in ["POST /v1/plans/{plan_id}/approval", "POST /v1/plans/{plan_id}/return"] {
        assert!(leaks.iter().any(|leak| leak.starts_with(route)), "{route}: {leaks:?}");
    }
    assert!(leaks.iter().all(|leak| leak.contains("/v1/plans")), "{leaks:?}");
}

async fn walk(theirs: &Theirs) -> conformance::Walked {
    let water = &theirs.water;
    let walk = Walk {
        url: &water.service.url,
        admin_url: &water.admin_url,
        routes: api::routes(),
        stranger: &|role| water.issuer.token(&stranger(role)),
        insider: &|role| water.issuer.token(&insider(role)),
        marks: theirs.marks.clone(),
        personal: vec!["13812341234".to_owned(), "13700001111".to_owned()],
        visits: theirs.visits(),
        exempt: [
            EXEMPT_ROUTES,
            COUNTY_ROUTES,
            conformance::OPERATIONS,
            conformance::EXPORTS,
            conformance::NOTICES,
        ]
        .concat(),
    };
    walk.go().await
}
