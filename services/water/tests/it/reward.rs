//! Subsidy and reward (24号 附件8): from a village's data to the money, and what is refused on the way.

use chrono::{NaiveDate, TimeDelta};
use contracts::finance::PaymentRequestedV1;
use platform::{
    Scope, Transaction,
    blob::BlobStore,
    broker::{Failure, Received},
    notice::Board,
    rule::LiveRules,
    test_support::{Answer, TestPerson},
};
use rules::RuleSet;
use serde_json::{Value, json};
use uuid::Uuid;
use water::{
    api::role,
    app,
    demonstration::load_reward,
    events,
    service::{
        Act,
        error::UseCaseError,
        reward::declaration::{Signatures, put_on_notice, submit_declaration},
        rule_use::rule_source,
    },
};

use crate::{
    plan_case::{PNG, attach},
    register::{actions_on, put, refusal, with},
    support::{Water, clerk, head, start_with, town_clerk_of},
};

const ACCEPTED: &str = include_str!("../../../../shared/contracts/samples/cn.jiangzhou.finance.payment.accepted.v1.json");
const REJECTED: &str = include_str!("../../../../shared/contracts/samples/cn.jiangzhou.finance.payment.rejected.v1.json");
const PAID: &str = include_str!("../../../../shared/contracts/samples/cn.jiangzhou.finance.payment.paid.v1.json");
const FAILED: &str = include_str!("../../../../shared/contracts/samples/cn.jiangzhou.finance.payment.failed.v1.json");

/// The year that is paid for.
const YEAR: i32 = 2025;
/// A Thursday; the Saturday after it, 2025-10-11, was a working day in place of one of the holiday.
const POSTED: &str = "2025-10-09";

fn town_clerk() -> TestPerson {
    town_clerk_of("gujiao")
}

fn town_head() -> TestPerson {
    TestPerson::with("town-head", &[role::TOWN_HEAD]).of_units(&["gujiao"])
}

fn village(code: &str, district: &str) -> Value {
    let account = ("account_number", json!("6228000000000001"));
    let mut body = json!({
        "code": code, "town": "gujiao", "name": format!("{code}村"), "district": district,
        "account_name": format!("{code}村股份经济合作社"), "account_bank": "新绛县农村商业银行",
    });
    body[account.0] = account.1;
    body
}

fn data(grain: &str, economic: &str) -> Value {
    json!({
        "effective_area": "400", "reform_area": "320", "grain_area": grain, "economic_area": economic, "other_area": "0",
        "water_managers": [{"name": "王水生", "duty": "一支渠"}],
    })
}

fn of_code(answer: &Answer) -> (u16, &str) {
    (answer.status, answer.body["code"].as_str().unwrap_or_default())
}

fn version(thing: &Value) -> i64 {
    thing["version"].as_i64().unwrap()
}

fn id(thing: &Value) -> &str {
    thing["id"].as_str().unwrap()
}

fn ok(answer: Answer) -> Value {
    assert!((200..300).contains(&answer.status), "{} {}", answer.status, answer.body);
    answer.body
}

fn refused<T: std::fmt::Debug>(outcome: Result<T, UseCaseError>) -> String {
    match outcome.unwrap_err() {
        UseCaseError::Refused(refusal) => {
            assert!(refusal.citation.is_some(), "{refusal:?}");
            refusal.code.to_owned()
        }
        UseCaseError::Conflict(conflict) => {
            assert!(!conflict.missing.is_empty(), "{conflict:?}");
            conflict.code.to_owned()
        }
        UseCaseError::NotThisPerson { code, .. } => code.to_owned(),
        other => panic!("{other:?}"),
    }
}

/// A town of the Gujiao district in which a year is gone through. What depends on the day is done on days of 2025.
struct Town {
    water: Water,
    board: Board,
    blobs: BlobStore,
    live: LiveRules<RuleSet>,
}

impl Town {
    async fn start() -> Self {
        let mut config = None;
        let water = start_with(|own| config = Some(own.clone())).await;
        let live = LiveRules::start(rule_source(None), &water.database).await.unwrap();
        let config = config.unwrap();
        let board = app::board(&config, &live).unwrap();
        let blobs = BlobStore::new(&config.storage).unwrap();
        Self { water, board, blobs, live }
    }

    fn act(actor: &str, day: &str) -> Act {
        let day: NaiveDate = day.parse().unwrap();
        Act::at(actor, "gujiao", day.and_hms_opt(2, 0, 0).unwrap().and_utc() + TimeDelta::minutes(1))
    }

    async fn within<T>(&self, effect: impl AsyncFnOnce(&mut Transaction) -> Result<T, UseCaseError>) -> Result<T, UseCaseError> {
        let mut tx = self.water.database.begin(&Scope::All).await.unwrap();
        let done = effect(&mut tx).await?;
        tx.commit().await.unwrap();
        Ok(done)
    }

    async fn village(&self, code: &str, district: &str) {
        ok(self.water.post(&clerk(), "/v1/reward/villages", &village(code, district)).await);
    }

    /// Enters the data of a village.
    async fn declare(&self, code: &str, grain: &str, economic: &str) -> Value {
        let body = with(data(grain, economic), json!({"year": YEAR, "village": code}));
        ok(self.water.post(&town_clerk(), "/v1/reward/declarations", &body).await)
    }

    async fn shown(&self, declaration: &str) -> Value {
        ok(self.water.get(&clerk(), &format!("/v1/reward/declarations/{declaration}")).await)
    }

    /// Hangs the notice out: drafted by one person, posted by another.
    async fn post(&self, declaration: &Value, day: &str) -> Uuid {
        let (id, version): (Uuid, _) = (id(declaration).parse().unwrap(), i32::try_from(version(declaration)).unwrap());
        let rules = self.live.current();
        let clerk = Self::act("town-clerk", day);
        let record = self
            .within(async |tx| put_on_notice(tx, &rules, &self.board, &clerk, id, version).await)
            .await
            .unwrap();
        let notice = record.row.notice_id.unwrap();
        let head = Self::act("town-head", day);
        self.within(async |tx| {
            let when = (head.now, head.today);
            Ok(platform::notice::post(tx, &self.board, &head.actor, when, notice).await?)
        })
        .await
        .unwrap();
        notice
    }

    /// A photograph of the notice and the sealed sheet.
    async fn papers(&self, declaration: &str) -> (Uuid, Uuid) {
        let case = json!({"id": self.shown(declaration).await["case_id"]});
        let photo = ok(attach(&self.water, &town_clerk(), &case, "公示照片.png", PNG).await);
        let form = ok(attach(&self.water, &town_clerk(), &case, "申报表.png", PNG).await);
        (id(&photo).parse().unwrap(), id(&form).parse().unwrap())
    }

    async fn submit(&self, declaration: &str, day: &str, (photos, form): (Vec<Uuid>, Uuid)) -> Result<(), UseCaseError> {
        let shown = self.shown(declaration).await;
        let at = (declaration.parse().unwrap(), i32::try_from(version(&shown)).unwrap());
        let act = Self::act("town-clerk", day);
        let signatures = Signatures {
            handler: "李经办".to_owned(),
            head: "张村主任".to_owned(),
            sealed_on: act.today,
            sealed_form: form,
        };
        let rules = self.live.current();
        self.within(async |tx| {
            submit_declaration(tx, &rules, &self.board, &act, at, signatures, photos)
                .await
                .map(drop)
        })
        .await
    }

    /// Through notice and papers to the town.
    async fn submitted(&self, code: &str, grain: &str, economic: &str) -> String {
        let declaration = self.declare(code, grain, economic).await;
        self.post(&declaration, POSTED).await;
        let (photo, form) = self.papers(id(&declaration)).await;
        self.submit(id(&declaration), "2025-10-14", (vec![photo], form)).await.unwrap();
        id(&declaration).to_owned()
    }

    async fn summarise(&self, declarations: &[String]) -> Value {
        let body = json!({"year": YEAR, "town": "gujiao", "declarations": declarations});
        ok(self.water.post(&town_clerk(), "/v1/reward/town-summaries", &body).await)
    }

    /// The sealed sheet of a summary.
    async fn sheet(&self, summary: &Value) -> Value {
        let case = json!({"id": summary["case_id"]});
        let file = ok(attach(&self.water, &town_clerk(), &case, "汇总表.png", PNG).await);
        json!({"handler": "赵经办", "head": "孙镇长", "sealed_on": "2025-10-20", "sealed_form": file["id"]})
    }

    async fn step(&self, person: &TestPerson, what: &str, thing: &Value, step: &str, body: &Value) -> Answer {
        let path = format!("/v1/reward/{what}/{}/{step}", id(thing));
        self.water.post_if_match(person, &path, version(thing), body).await
    }

    async fn filed(&self, declarations: &[String]) -> Value {
        let summary = self.summarise(declarations).await;
        let sheet = self.sheet(&summary).await;
        ok(self.step(&town_head(), "town-summaries", &summary, "filing", &sheet).await)
    }

    async fn check(&self, declaration: &str, outcome: &str) -> Answer {
        let body = json!({"checked_on": "2025-11-03", "inspectors": "钱某、周某", "outcome": outcome, "finding": "实地丈量"});
        let path = format!("/v1/reward/declarations/{declaration}/sample-checks");
        self.water.post(&clerk(), &path, &body).await
    }

    /// Declarations that the county has approved.
    async fn approved(&self, declarations: &[String]) {
        let summary = self.filed(declarations).await;
        ok(self.check(&declarations[0], "agrees").await);
        ok(self.step(&head(), "town-summaries", &summary, "approval", &json!({})).await);
    }

    async fn assess(&self, town: Option<&str>, items: Value) -> Value {
        let body = json!({"year": YEAR, "town": town, "items": items});
        let draft = ok(self.water.post(&clerk(), "/v1/reward/assessments", &body).await);
        ok(self.step(&head(), "assessments", &draft, "confirmation", &json!({})).await)
    }

    /// Gujiao excellent, Wan'an failed; in the town `a` excellent, `b` good.
    async fn assessed(&self) {
        self.assess(
            None,
            json!([
                {"code": "gujiao", "score": "95"},
                {"code": "muzan", "score": "88"},
                {"code": "wanan", "score": "40", "grade": "fail", "reason": "擅自扩大取水"},
            ]),
        )
        .await;
        self.assess(
            Some("gujiao"),
            json!([
                {"code": "va", "score": "95"},
                {"code": "vb", "score": "90"},
                {"code": "vc", "score": "60"},
            ]),
        )
        .await;
    }

    async fn budget(&self, subsidy: &str, reward: &str) -> Answer {
        let body = json!({"year": YEAR, "subsidy": subsidy, "reward": reward, "document": "新财农〔2025〕7号"});
        self.water.post(&head(), "/v1/reward/budgets", &body).await
    }

    async fn draft_payment(&self) -> Answer {
        self.water
            .post(&clerk(), "/v1/reward/payment-requests", &json!({"year": YEAR}))
            .await
    }

    async fn number(&self, sql: &str) -> i64 {
        let client = crate::billing_county::connect(&self.water.admin_url).await;
        client.query_one(sql, &[]).await.unwrap().get(0)
    }

    async fn receive(&self, sample: &str, change: impl FnOnce(&mut Value)) -> Result<(), Failure> {
        let mut message: Value = serde_json::from_str(sample).unwrap();
        change(&mut message["data"]);
        let message: Received = serde_json::from_value(message).unwrap();
        let handler = events::handler(&self.live).unwrap();
        let mut tx = self.water.database.begin(&Scope::All).await.unwrap();
        handler.handle(&mut tx, &message).await?;
        tx.commit().await.unwrap();
        Ok(())
    }
}

/// Villages `a` (Gujiao, excellent), `b` (Wan'an, good) and `c`, all approved, all assessed.
async fn due() -> (Town, Vec<String>) {
    let town = Town::start().await;
    for (code, district) in [("va", "gujiao"), ("vb", "wanan"), ("vc", "wanan")] {
        town.village(code, district).await;
    }
    let mut declarations = Vec::new();
    for code in ["va", "vb", "vc"] {
        declarations.push(town.submitted(code, "260", "50").await);
    }
    town.approved(&declarations).await;
    town.assessed().await;
    (town, declarations)
}

/// A request that is with finance.
async fn requested() -> (Town, Value) {
    let (town, _) = due().await;
    ok(town.budget("100000.00", "10000.00").await);
    let draft = ok(town.draft_payment().await);
    let sent = ok(town.step(&head(), "payment-requests", &draft, "approval", &json!({})).await);
    (town, sent)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_year_goes_from_the_village_to_finance_with_every_amount_and_article() {
    let (town, sent) = requested().await;
    assert_eq!(
        (&sent["state"], &sent["subsidy"], &sent["reward"]),
        (&json!("requested"), &json!("1450.00"), &json!("480.00"))
    );
    let lines: Vec<_> = sent["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| {
            (
                line["village"].as_str().unwrap(),
                line["subsidy"].as_str().unwrap(),
                line["reward"].as_str().unwrap(),
                line["state"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        lines,
        [
            ("va", "1450.00", "320.00", "waiting"),
            ("vb", "0.00", "160.00", "waiting"),
            ("vc", "0.00", "0.00", "decided")
        ]
    );
    // S8: finance sees that nothing is paid, and why.
    let client = crate::billing_county::connect(&town.water.admin_url).await;
    let row = client
        .query_one(
            "SELECT (envelope -> 'data')::text FROM outbox_messages WHERE kind = 'cn.jiangzhou.finance.payment.requested.v1'",
            &[],
        )
        .await
        .unwrap();
    let message: PaymentRequestedV1 = serde_json::from_str(row.get(0)).unwrap();
    assert_eq!(
        (
            message.total.as_str(),
            message.fund.as_str(),
            message.requester.as_str(),
            message.year
        ),
        ("1930.00", "agri_subsidy", "water", YEAR)
    );
    assert_eq!((message.drafted_by.as_str(), message.approved_by.as_str()), ("clerk", "head"));
    let [a, b, c] = message.lines.as_slice() else {
        panic!("{message:?}")
    };
    assert_eq!(
        (a.amount.as_str(), a.account.as_ref().unwrap().number.as_str()),
        ("1770.00", "6228000000000001")
    );
    assert_eq!(
        (a.items[0].article.as_str(), a.items[1].article.as_str()),
        ("附件8 第五条（一）", "附件8 第六条")
    );
    assert_eq!(
        (b.items[0].amount.as_str(), b.items[0].article.as_str()),
        ("0.00", "附件8 第五条（四）")
    );
    assert!(b.items[0].reason.as_ref().unwrap().contains("不合格") && b.items[1].reason.is_none());
    assert_eq!((c.amount.as_str(), &c.account), ("0.00", &None));
    assert_eq!(
        actions_on(&town.water, id(&sent)).await,
        ["reward_payment.draft", "reward_payment.approve"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn two_working_days_are_not_three_also_over_a_make_up_saturday() {
    let town = Town::start().await;
    town.village("va", "gujiao").await;
    let declaration = town.declare("va", "260", "50").await;
    town.post(&declaration, POSTED).await;
    let (photo, form) = town.papers(id(&declaration)).await;
    let papers = || (vec![photo], form);
    // Friday, and the Saturday that was worked: two. Sunday does not count, Monday is not over.
    for day in ["2025-10-10", "2025-10-11", "2025-10-12", "2025-10-13"] {
        assert_eq!(
            refused(town.submit(id(&declaration), day, papers()).await),
            "notice_too_short",
            "{day}"
        );
    }
    assert_eq!(town.shown(id(&declaration)).await["state"], "on_notice");
    town.submit(id(&declaration), "2025-10-14", papers()).await.unwrap();
    let shown = town.shown(id(&declaration)).await;
    assert_eq!((&shown["state"], &shown["working_days"]), (&json!("submitted"), &json!(3)));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_photograph_or_sealed_sheet_nothing_is_submitted_and_what_is_missing_is_named() {
    let town = Town::start().await;
    town.village("va", "gujiao").await;
    let declaration = town.declare("va", "260", "50").await;
    let shown = town.shown(id(&declaration)).await;
    assert_eq!(shown["missing"].as_array().unwrap().len(), 3, "{shown}");
    town.post(&declaration, POSTED).await;
    let (photo, form) = town.papers(id(&declaration)).await;
    let submit = async |photos: Vec<Uuid>, form: Uuid| refused(town.submit(id(&declaration), "2025-10-14", (photos, form)).await);
    assert_eq!(submit(vec![], form).await, "photos_missing");
    assert_eq!(submit(vec![form], form).await, "photos_missing");
    assert_eq!(submit(vec![Uuid::now_v7()], form).await, "photos_missing");
    assert_eq!(submit(vec![photo], Uuid::now_v7()).await, "sealed_form_missing");
    assert_eq!(town.shown(id(&declaration)).await["missing"], json!([]));
    // The general way of cases does not go around what its page asks for.
    let case = format!("/v1/cases/{}", town.shown(id(&declaration)).await["case_id"].as_str().unwrap());
    let version = version(&ok(town.water.get(&town_clerk(), &case).await));
    let answer = town
        .water
        .post_if_match(&town_clerk(), &format!("{case}/submission"), version, &json!({}))
        .await;
    assert_eq!(of_code(&answer), (409, "case_follows_reward"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_objection_stops_the_case_and_the_payment_until_it_is_answered() {
    let town = Town::start().await;
    for code in ["va", "vb", "vc"] {
        town.village(code, "gujiao").await;
    }
    town.assessed().await;
    ok(town.budget("100000.00", "10000.00").await);
    let declaration = town.declare("va", "260", "50").await;
    let notice = town.post(&declaration, POSTED).await;
    let (photo, form) = town.papers(id(&declaration)).await;
    let object = async |text: &str| {
        let body = json!({"id": Uuid::now_v7(), "name": "村民甲", "phone": "13812341234", "text": text});
        town.water.post_public(&format!("/v1/notices/{notice}/objections"), &body).await
    };
    let answered = async |number: u32| {
        let answer = json!({"subject": "面积", "outcome": "rejected", "answer": "已实地丈量，数据无误"});
        let path = format!("/v1/managed-notices/{notice}/objections/{number}/answer");
        let shown = ok(town.water.get(&town_clerk(), &format!("/v1/managed-notices/{notice}")).await);
        ok(town.water.post_if_match(&town_clerk(), &path, version(&shown), &answer).await)
    };
    assert_eq!(object("我家的地少算了两亩").await.status, 201);
    assert_eq!(
        refused(town.submit(id(&declaration), "2025-10-14", (vec![photo], form)).await),
        "objection_open"
    );
    answered(1).await;
    town.submit(id(&declaration), "2025-10-14", (vec![photo], form)).await.unwrap();

    let declarations = [id(&declaration).to_owned()];
    let summary = town.summarise(&declarations).await;
    let sheet = town.sheet(&summary).await;
    assert_eq!(object("水管员名单不对").await.status, 201);
    let answer = town.step(&town_head(), "town-summaries", &summary, "filing", &sheet).await;
    assert_eq!(of_code(&answer), (409, "objection_open"));
    answered(2).await;
    let filed = ok(town.step(&town_head(), "town-summaries", &summary, "filing", &sheet).await);
    ok(town.check(&declarations[0], "agrees").await);
    ok(town.step(&head(), "town-summaries", &filed, "approval", &json!({})).await);

    assert_eq!(object("又有人提出异议").await.status, 201);
    assert_eq!(of_code(&town.draft_payment().await), (409, "objection_open"));
    assert_eq!(town.number("SELECT count(*) FROM reward_payment_requests").await, 0);
    answered(3).await;
    let draft = ok(town.draft_payment().await);
    assert_eq!(object("再提异议").await.status, 201);
    let answer = town.step(&head(), "payment-requests", &draft, "approval", &json!({})).await;
    assert_eq!(of_code(&answer), (409, "objection_open"));
    assert_eq!(town.number("SELECT count(*) FROM outbox_messages").await, 0);
    answered(4).await;
    ok(town.step(&head(), "payment-requests", &draft, "approval", &json!({})).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_stands_on_both_sides() {
    let (town, declarations) = due().await;
    let draft = json!({"year": 2024, "items": [
        {"code": "gujiao", "score": "95"}, {"code": "muzan", "score": "88"}, {"code": "wanan", "score": "70"},
    ]});
    let both = TestPerson::with("both", &[role::WATER_CLERK, role::WATER_HEAD]);
    let proposed = ok(town.water.post(&both, "/v1/reward/assessments", &draft).await);
    let answer = town.step(&both, "assessments", &proposed, "confirmation", &json!({})).await;
    assert_eq!(of_code(&answer), (403, "approver_is_drafter"));
    ok(town.budget("100000.00", "10000.00").await);
    let draft = ok(town.water.post(&both, "/v1/reward/payment-requests", &json!({"year": YEAR})).await);
    let answer = town.step(&both, "payment-requests", &draft, "approval", &json!({})).await;
    assert_eq!(of_code(&answer), (403, "approver_is_drafter"));
    assert_eq!(town.number("SELECT count(*) FROM outbox_messages").await, 0);
    // Nor by SQL.
    let client = crate::billing_county::connect(&town.water.admin_url).await;
    for statement in [
        format!(
            "UPDATE reward_payment_requests SET state = 'requested', approved_by = drafted_by WHERE id = '{}'",
            id(&draft)
        ),
        "UPDATE reward_assessments SET state = 'confirmed', decided_by = drafted_by, decided_at = now() WHERE state = 'proposed'"
            .to_owned(),
        format!(
            "UPDATE reward_declarations SET approved_by = drafted_by WHERE id = '{}'",
            declarations[0]
        ),
    ] {
        let error = client.batch_execute(&statement).await.unwrap_err();
        let error = error.as_db_error().unwrap();
        assert!(error.constraint().unwrap().ends_with("second_person"), "{statement}: {error}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_town_files_by_another_person_and_the_county_looks_at_some_and_sends_back_what_differs() {
    let town = Town::start().await;
    town.village("va", "gujiao").await;
    town.village("vb", "gujiao").await;
    let declarations = [town.submitted("va", "260", "50").await, town.submitted("vb", "100", "0").await];
    let summary = town.summarise(&declarations).await;
    assert_eq!((&summary["reform_area"], &summary["grain_area"]), (&json!("640"), &json!("360")));
    let sheet = town.sheet(&summary).await;
    let one = with(sheet.clone(), json!({"head": "赵经办"}));
    let answer = town.step(&town_head(), "town-summaries", &summary, "filing", &one).await;
    assert_eq!(refusal(&answer), (422, "same_signatory", "/head"));
    let both = TestPerson::with("town-clerk", &[role::TOWN_CLERK, role::TOWN_HEAD]).of_units(&["gujiao"]);
    let answer = town.step(&both, "town-summaries", &summary, "filing", &sheet).await;
    assert_eq!(of_code(&answer), (403, "approver_is_drafter"));
    let filed = ok(town.step(&town_head(), "town-summaries", &summary, "filing", &sheet).await);
    let approve = async || town.step(&head(), "town-summaries", &filed, "approval", &json!({})).await;
    assert_eq!(of_code(&approve().await), (409, "sample_checks_missing"));
    ok(town.check(&declarations[0], "differs").await);
    assert_eq!(of_code(&approve().await), (409, "sample_differs"));
    let shown = town.shown(&declarations[0]).await;
    // It is the county's now.
    let answer = town
        .step(&town_head(), "declarations", &shown, "return", &json!({"reason": "面积不符"}))
        .await;
    assert_eq!(of_code(&answer), (403, "not_this_person"));
    let back = ok(town
        .step(&head(), "declarations", &shown, "return", &json!({"reason": "面积不符"}))
        .await);
    assert_eq!(
        (&back["state"], &back["comment"], &back["summary_id"]),
        (&json!("draft"), &json!("面积不符"), &Value::Null)
    );
    assert_eq!(of_code(&approve().await), (409, "sample_checks_missing"));
    ok(town.check(&declarations[1], "agrees").await);
    ok(approve().await);
    assert_eq!(town.shown(&declarations[1]).await["state"], "approved");
    let case = town.shown(&declarations[1]).await["case_id"].as_str().unwrap().to_owned();
    assert_eq!(
        ok(town.water.get(&clerk(), &format!("/v1/cases/{case}")).await)["state"],
        "approved"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn data_on_notice_are_not_changed_and_what_comes_back_is_hung_out_anew() {
    let town = Town::start().await;
    town.village("va", "gujiao").await;
    let beyond = with(data("300", "30"), json!({"year": YEAR, "village": "va"}));
    let answer = town.water.post(&town_clerk(), "/v1/reward/declarations", &beyond).await;
    assert_eq!(refusal(&answer), (422, "area_beyond", "/grain_area"));
    let declaration = town.declare("va", "260", "50").await;
    let again = with(data("1", "1"), json!({"year": YEAR, "village": "va"}));
    let answer = town.water.post(&town_clerk(), "/v1/reward/declarations", &again).await;
    assert_eq!(of_code(&answer), (409, "declaration_exists"));
    let path = format!("/v1/reward/declarations/{}", id(&declaration));
    // Drafted, not posted: it may be rewritten, and the notice with it.
    let noticed = ok(town.step(&town_clerk(), "declarations", &declaration, "notice", &json!({})).await);
    let changed = ok(put(&town.water, &town_clerk(), &path, version(&noticed), &data("250", "50")).await);
    assert_eq!((&changed["state"], &changed["notice_id"]), (&json!("draft"), &noticed["notice_id"]));
    let noticed = ok(town.step(&town_clerk(), "declarations", &changed, "notice", &json!({})).await);
    let notice = format!("/v1/managed-notices/{}", noticed["notice_id"].as_str().unwrap());
    let shown = ok(town.water.get(&town_head(), &notice).await);
    assert!(shown["body"].as_str().unwrap().contains("粮食作物 250 亩"), "{shown}");
    ok(town
        .water
        .post_if_match(&town_head(), &format!("{notice}/posting"), version(&shown), &json!({}))
        .await);
    let answer = put(&town.water, &town_clerk(), &path, version(&noticed), &data("240", "50")).await;
    assert_eq!(of_code(&answer), (409, "notice_running"));
    let stale = put(&town.water, &town_clerk(), &path, 1, &data("240", "50")).await;
    assert_eq!(stale.status, 412);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_district_loses_five_percent_of_next_years_right_and_the_towns_are_told() {
    let town = Town::start().await;
    for code in ["va", "vb", "vc"] {
        town.village(code, "gujiao").await;
    }
    let all = |wanan: Value| json!({"year": YEAR, "items": [{"code": "gujiao", "score": "95"}, {"code": "muzan", "score": "88"}, wanan]});
    let post = async |body: Value| town.water.post(&clerk(), "/v1/reward/assessments", &body).await;
    let answer = post(all(json!({"code": "wanan", "score": "40", "grade": "fail"}))).await;
    assert_eq!(refusal(&answer), (422, "reason_missing", "/items"));
    let answer = post(all(json!({"code": "wanan", "score": "90", "grade": "excellent"}))).await;
    assert_eq!(
        (refusal(&answer).1, &answer.body["citation"]["article"]),
        ("grade_ceiling_exceeded", &json!("附件8 第五条"))
    );
    let answer = post(json!({"year": YEAR, "items": [{"code": "gujiao", "score": "95"}]})).await;
    assert_eq!(refusal(&answer), (422, "assessment_incomplete", "/items"));
    town.assessed().await;
    let told = ok(town.water.get(&town_clerk(), "/v1/reward/assessments?subject=district").await);
    let district = &told["items"][0];
    assert_eq!((&district["excellent_places"], &district["good_places"]), (&json!(1), &json!(1)));
    let grades: Vec<_> = district["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["grade"].as_str().unwrap())
        .collect();
    assert_eq!(grades, ["excellent", "good", "fail"]);
    let cut = &district["right_cuts"][0];
    assert_eq!(
        (&cut["district"], &cut["year"], &cut["share"], &cut["reason"]),
        (&json!("wanan"), &json!(2026), &json!("0.05"), &json!("擅自扩大取水"))
    );
    assert!(cut["applied_at"].is_string(), "{cut}");
    // 5,200,000 m³ less 5 %: what the district may share out from then on.
    let client = crate::billing_county::connect(&town.water.admin_url).await;
    let ceiling = "SELECT ceiling_milli FROM irrigation_years WHERE district = 'wanan' AND year = 2026";
    assert_eq!(client.query_one(ceiling, &[]).await.unwrap().get::<_, i64>(0), 4_940_000_000);
    // What is confirmed stays, in the service and in the database.
    let path = format!("/v1/reward/assessments/{}", id(district));
    let body = json!({"items": [{"code": "gujiao", "score": "1"}, {"code": "muzan", "score": "1"}, {"code": "wanan", "score": "1"}]});
    let answer = put(&town.water, &clerk(), &path, version(district), &body).await;
    assert_eq!(of_code(&answer), (409, "assessment_confirmed"));
    assert!(
        client
            .batch_execute("UPDATE reward_assessment_items SET grade = 'excellent'")
            .await
            .is_err()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn grain_comes_first_when_the_money_is_short_and_only_once_all_are_decided() {
    let town = Town::start().await;
    for code in ["va", "vb", "vc"] {
        town.village(code, "gujiao").await;
    }
    let first = town.submitted("va", "260", "50").await;
    town.approved(&[first]).await;
    assert_eq!(of_code(&town.draft_payment().await), (409, "budget_missing"));
    ok(town.budget("1400.00", "320.00").await);
    let answer = town.draft_payment().await;
    assert_eq!(of_code(&answer), (409, "assessment_missing"));
    assert_eq!(answer.body["missing"].as_array().unwrap().len(), 2, "{}", answer.body);
    town.assessed().await;
    let second = town.submitted("vb", "20", "20").await;
    assert_eq!(of_code(&town.draft_payment().await), (409, "others_under_way"));
    town.approved(&[second]).await;
    let draft = ok(town.draft_payment().await);
    // Grain 1300 + 100 is all there is; rewards 320 + 160 within 320.
    let lines: Vec<_> = draft["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| (line["subsidy"].as_str().unwrap(), line["reward"].as_str().unwrap()))
        .collect();
    assert_eq!(lines, [("1300.00", "213.33"), ("100.00", "106.66")]);
    assert!(draft["lines"][0]["subsidy_reason"].as_str().unwrap().contains("粮食"), "{draft}");
    assert_eq!(of_code(&town.budget("1399.99", "320.00").await), (409, "budget_below_requested"));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_ask_for_the_same_money_at_once_never_both_succeed() {
    let (town, _) = due().await;
    ok(town.budget("100000.00", "10000.00").await);
    let (one, other) = tokio::join!(town.draft_payment(), town.draft_payment());
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409], "{} {}", one.body, other.body);
    assert_eq!(town.number("SELECT count(*) FROM reward_payment_lines").await, 3);
    let draft = if one.status == 201 { one.body } else { other.body };
    let (head, deputy) = (head(), TestPerson::with("deputy", &[role::WATER_HEAD]));
    let body = json!({});
    let (one, other) = tokio::join!(
        town.step(&head, "payment-requests", &draft, "approval", &body),
        town.step(&deputy, "payment-requests", &draft, "approval", &body)
    );
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412], "{} {}", one.body, other.body);
    assert_eq!(town.number("SELECT count(*) FROM outbox_messages").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_finance_answers_is_noted_once_and_only_where_it_fits() {
    let (town, sent) = requested().await;
    let request = sent["id"].clone();
    let line = |index: usize| sent["lines"][index]["id"].clone();
    let of = |line: Value| {
        let request = request.clone();
        move |data: &mut Value| {
            data["request_id"] = request;
            data["line_id"] = line;
        }
    };
    let path = format!("/v1/reward/payment-requests/{}", id(&sent));
    // A line before the acceptance: later.
    let early = town.receive(PAID, of(line(0))).await;
    assert!(matches!(early, Err(Failure::Transient(_))), "{early:?}");
    for _ in 0..2 {
        town.receive(ACCEPTED, |data| data["request_id"] = request.clone()).await.unwrap();
    }
    let late = town.receive(REJECTED, |data| data["request_id"] = request.clone()).await;
    assert!(matches!(late, Err(Failure::Permanent(_))), "{late:?}");
    let differs = town.receive(PAID, of(line(0))).await;
    assert!(
        matches!(differs, Err(Failure::Permanent(_))),
        "1670.00 is not what was asked for: {differs:?}"
    );
    let paid = |data: &mut Value| {
        of(line(0))(data);
        data["amount"] = json!("1770.00");
    };
    for _ in 0..2 {
        town.receive(PAID, paid).await.unwrap();
        town.receive(FAILED, of(line(1))).await.unwrap();
    }
    assert!(matches!(town.receive(FAILED, of(line(0))).await, Err(Failure::Permanent(_))));
    let shown = ok(town.water.get(&clerk(), &path).await);
    assert_eq!(
        (&shown["state"], &shown["finance_number"]),
        (&json!("accepted"), &json!("BF-2026-000001"))
    );
    let states: Vec<_> = shown["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["state"].as_str().unwrap())
        .collect();
    assert_eq!(states, ["paid", "failed", "decided"]);
    assert_eq!(shown["lines"][0]["bank_reference"], "NSH20260320000123");
    assert_eq!(
        actions_on(&town.water, line(0).as_str().unwrap()).await,
        ["reward_payment.line_paid"]
    );
    // What failed can be asked for again, what was paid or decided cannot.
    let again = ok(town.draft_payment().await);
    let villages: Vec<_> = again["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["village"].as_str().unwrap())
        .collect();
    assert_eq!(villages, ["vb"]);
    // Other departments' answers are theirs.
    town.receive(PAID, |data| data["requester"] = json!("housing")).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rejected_request_shows_its_reason_and_everything_can_be_asked_for_again() {
    let (town, sent) = requested().await;
    town.receive(REJECTED, |data| data["request_id"] = sent["id"].clone())
        .await
        .unwrap();
    let shown = ok(town
        .water
        .get(&clerk(), &format!("/v1/reward/payment-requests/{}", id(&sent)))
        .await);
    assert_eq!(shown["state"], "rejected");
    assert!(shown["reason"].as_str().unwrap().contains("预算余额不足"));
    let again = ok(town.draft_payment().await);
    assert_eq!(again["lines"].as_array().unwrap().len(), 3);
    let gone = ok(town
        .step(
            &clerk(),
            "payment-requests",
            &again,
            "withdrawal",
            &json!({"reason": "重新核对账户"}),
        )
        .await);
    assert_eq!(gone["state"], "withdrawn");
    ok(town.draft_payment().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn vouchers_are_bound_to_their_uses_and_never_beyond_what_was_received() {
    let (town, sent) = requested().await;
    let line = sent["lines"][0]["id"].clone();
    let voucher = |number: &str, fund: &str, use_code: &str, amount: &str| {
        json!({
            "line_id": line, "fund": fund, "use_code": use_code, "amount": amount, "spent_on": "2026-04-01", "number": number,
            "payee": "李师傅", "kept_at": "村会计档案柜",
        })
    };
    let file = async |body: Value| town.water.post(&town_clerk(), "/v1/reward/vouchers", &body).await;
    let answer = file(voucher("1", "subsidy", "canal_upkeep", "1.00")).await;
    assert_eq!(of_code(&answer), (409, "not_paid"));
    town.receive(ACCEPTED, |data| data["request_id"] = sent["id"].clone())
        .await
        .unwrap();
    let paid = |data: &mut Value| {
        data["request_id"] = sent["id"].clone();
        data["line_id"] = line.clone();
        data["amount"] = json!("1770.00");
    };
    town.receive(PAID, paid).await.unwrap();
    let answer = file(voucher("1", "reward", "canal_upkeep", "1.00")).await;
    assert_eq!(refusal(&answer), (422, "use_not_allowed", "/use_code"));
    assert_eq!(answer.body["citation"]["article"], "附件8 第九条");
    let filed = ok(file(voucher("1", "subsidy", "canal_upkeep", "1449.99")).await);
    assert_eq!(
        of_code(&file(voucher("1", "subsidy", "manager_pay", "0.01")).await),
        (409, "voucher_number_taken")
    );
    // To the fen, and not one more; the reward is another purse.
    let both = (
        voucher("2", "subsidy", "manager_pay", "0.01"),
        voucher("3", "subsidy", "manager_pay", "0.01"),
    );
    let (one, other) = tokio::join!(file(both.0), file(both.1));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409], "{} {}", one.body, other.body);
    let beyond = if one.status == 409 { one } else { other };
    assert_eq!(of_code(&beyond), (409, "vouchers_beyond_received"));
    ok(file(voucher("4", "reward", "manager_reward", "100.00")).await);
    let path = format!("/v1/reward/unaccounted?year={YEAR}");
    let report = ok(town.water.get(&town_clerk(), &path).await);
    let row = &report["items"][0];
    assert_eq!(
        (&row["subsidy_unaccounted"], &row["reward_unaccounted"]),
        (&json!("0.00"), &json!("220.00"))
    );
    let cancel = format!("/v1/reward/vouchers/{}/cancellation", id(&filed));
    ok(town.water.post(&town_clerk(), &cancel, &json!({"reason": "金额登记有误"})).await);
    let again = town.water.post(&town_clerk(), &cancel, &json!({"reason": "x"})).await;
    assert_eq!(of_code(&again), (409, "voucher_cancelled"));
    let report = ok(town.water.get(&town_clerk(), &path).await);
    assert_eq!(report["items"][0]["subsidy_unaccounted"], "1449.99");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demonstration_shows_every_state_and_is_loaded_once() {
    let town = Town::start().await;
    let rules = town.live.current();
    assert_eq!(
        load_reward(&town.water.database, &rules, &town.board, &town.blobs).await.unwrap(),
        8
    );
    assert_eq!(
        load_reward(&town.water.database, &rules, &town.board, &town.blobs).await.unwrap(),
        0
    );
    let states = ok(town.water.get(&clerk(), "/v1/reward/declarations?year=2025").await);
    let count = |state: &str| {
        let items = states["items"].as_array().unwrap();
        items.iter().filter(|one| one["state"] == state).count()
    };
    assert_eq!(["draft", "on_notice", "submitted", "approved"].map(count), [1, 1, 1, 5]);
    let requests = ok(town.water.get(&clerk(), "/v1/reward/payment-requests").await);
    let request = ok(town
        .water
        .get(&clerk(), &format!("/v1/reward/payment-requests/{}", id(&requests["items"][0])))
        .await);
    assert_eq!(
        (&request["state"], &request["subsidy"], &request["reward"]),
        (&json!("accepted"), &json!("10300.00"), &json!("1240.00"))
    );
    let lines: Vec<_> = request["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| (line["village"].as_str().unwrap(), line["state"].as_str().unwrap()))
        .collect();
    assert_eq!(
        lines,
        [
            ("gujiao_beicun", "failed"),
            ("gujiao_zhongcun", "paid"),
            ("wanan_dongping", "decided"),
            ("wanan_gaoyuan", "paid")
        ]
    );
    let reckoned = ok(town.water.get(&clerk(), "/v1/reward/reckoning?year=2025").await);
    assert_eq!(reckoned["due"].as_array().unwrap().len(), 2, "{reckoned}");
    let accounts = ok(town.water.get(&clerk(), "/v1/reward/unaccounted?year=2025").await);
    assert_eq!(accounts["items"].as_array().unwrap().len(), 2, "{accounts}");
}
