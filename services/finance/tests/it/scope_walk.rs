//! Every table has its policy, and nobody gets by any route what is in another fund.

use finance::api::{self, role};
use platform::{
    http::access::Role,
    test_support::{
        TestPerson,
        conformance::{self, OthersNotices, Visit, Walk},
    },
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    difference_case::attach,
    reconciliation::{Water, start},
    support::{Finance, bill_of, clerk, collected},
};

/// Tables that need no policy, besides the platform's.
const EXEMPT_TABLES: &[conformance::Exemption] = &[(
    "entry_counters",
    "the last number given per fund and year; moved by the owner's function only",
)];

/// Whoever keeps the revolving fund's books, and those of no other.
fn stranger(role: Role) -> TestPerson {
    TestPerson::with(&format!("stranger-{}", role.code), &[role]).of_units(&["ronglin"])
}

/// A surcharge of water's in its fund, which finance and water disagree about.
struct Theirs {
    finance: Finance,
    _key: tempfile::NamedTempFile,
    entry: String,
    run: String,
    case: String,
    attachment: String,
    audited: String,
    notices: OthersNotices,
    marks: Vec<String>,
}

impl Theirs {
    async fn make() -> Self {
        let (finance, key) = start(&Water::default()).await;
        let payment = Uuid::now_v7();
        finance.receive(&collected(payment, "421.37", "2026-03-31")).await.unwrap();
        let run = finance
            .post(&clerk(), "/v1/reconciliations/water-surcharge", &json!({ "date": "2026-03-31" }))
            .await;
        assert_eq!((run.status, &run.body["state"]), (201, &json!("different")), "{}", run.body);
        let case = run.body["differences"][0]["case"].clone();
        let attachment = attach(&finance, &clerk(), &case).await;
        assert_eq!(attachment.status, 201, "{}", attachment.body);
        let attachment = attachment.body["id"].as_str().unwrap().to_owned();
        let case = case["id"].as_str().unwrap().to_owned();
        let run = run.body["id"].as_str().unwrap().to_owned();
        let entries = finance.get(&clerk(), "/v1/journal-entries").await;
        let (entry, entry_id) = (&entries.body["items"][0]["number"], &entries.body["items"][0]["id"]);
        let (entry, entry_id) = (entry.as_str().unwrap().to_owned(), entry_id.as_str().unwrap().to_owned());
        let audited = finance
            .text(&format!("SELECT max(seq)::text FROM audit_entries WHERE entity_id = '{run}'"))
            .await;
        let head = TestPerson::with("head", &[role::FINANCE_HEAD]);
        let notices = OthersNotices::make(&finance.service, (&clerk(), &head), "reward_list", "finance_bureau").await;
        let marks = [
            payment.to_string(),
            bill_of(payment),
            entry.clone(),
            entry_id,
            run.clone(),
            case.clone(),
            attachment.clone(),
            "421.37".to_owned(),
        ];
        Self {
            finance,
            _key: key,
            entry,
            run,
            case,
            attachment,
            audited,
            marks: marks.into_iter().chain(notices.marks()).collect(),
            notices,
        }
    }

    fn visits(&self) -> Vec<Visit> {
        let fund: &[&str] = &["water_surcharge"];
        let run: &[&str] = &[&self.run];
        let period = "?from=2026-01-01&to=2026-12-31";
        let own = vec![
            Visit::lists("GET /v1/funds", &[], "").showing("water_surcharge"),
            Visit::hides("GET /v1/funds/{fund}/trial-balance", fund, ""),
            Visit::hides("GET /v1/funds/{fund}/statement", fund, period),
            Visit::hides("GET /v1/funds/{fund}/statement/export", fund, &format!("{period}&format=csv")),
            Visit::hides("GET /v1/funds/{fund}/statement/export", fund, &format!("{period}&format=xlsx")),
            Visit::lists("GET /v1/journal-entries", &[], ""),
            Visit::lists("GET /v1/journal-entries", &[], "?fund=water_surcharge"),
            Visit::hides("GET /v1/journal-entries/{number}", &[&self.entry], ""),
            Visit::lists("GET /v1/surcharge-incomes", &[], ""),
            Visit::refuses("POST /v1/reconciliations/water-surcharge", json!({"date": "2026-03-31"}), &[404]),
            Visit::lists("GET /v1/reconciliations/water-surcharge", &[], ""),
            Visit::hides("GET /v1/reconciliations/water-surcharge/{run_id}", run, ""),
            Visit::hides("GET /v1/reconciliations/water-surcharge/{run_id}/differences", run, ""),
            Visit::lists("GET /v1/operations/audit", &[], ""),
            Visit::lists("GET /v1/operations/audit", &[], "?entity=reconciliation_run"),
            Visit::hides("GET /v1/operations/audit/{seq}", &[&self.audited], ""),
        ];
        let exports = [("journal-entries", json!({})), ("surcharge-incomes", json!({}))];
        let showing = |visits: Vec<Visit>, mark| visits.into_iter().map(|visit| visit.showing(mark)).collect();
        [
            own,
            Visit::of_case(&self.case, &self.attachment, role::FINANCE_CLERK.code),
            Visit::of_notices(&self.notices),
            Visit::of_exports(&exports, role::READER_ROLES),
            showing(Visit::of_exports(&[("cases", json!({}))], role::READER_ROLES), "对账差异核定"),
            showing(Visit::of_exports(&[("managed-notices", json!({}))], role::NOTICE_READERS), "村民"),
            Visit::of_exports(&[("audit", json!({}))], role::AUDIT_READERS.list),
        ]
        .concat()
    }

    async fn walk(&self) -> conformance::Walked {
        let finance = &self.finance;
        let walk = Walk {
            url: &finance.service.url,
            admin_url: &finance.database.admin_url,
            routes: api::routes(),
            stranger: &|role| finance.issuer.token(&stranger(role)),
            insider: &|role| finance.issuer.token(&TestPerson::with(&format!("insider-{}", role.code), &[role])),
            marks: self.marks.clone(),
            personal: vec!["13700001111".to_owned()],
            visits: self.visits(),
            exempt: [conformance::OPERATIONS, conformance::EXPORTS, conformance::NOTICES].concat(),
        };
        walk.go().await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_table_has_its_policy() {
    let theirs = Theirs::make().await;
    conformance::assert_tables_guarded(&theirs.finance.service.database, EXEMPT_TABLES, &[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_route_shows_or_changes_what_is_in_another_fund() {
    let theirs = Theirs::make().await;
    assert!(theirs.walk().await.assert_nothing_leaked() > 40);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_walk_finds_a_policy_that_is_switched_off() {
    let theirs = Theirs::make().await;
    let owner = theirs.finance.owner_sql().await;
    owner
        .batch_execute("ALTER TABLE journal_entries DISABLE ROW LEVEL SECURITY")
        .await
        .unwrap();
    let leaks = theirs.walk().await.leaks;
    for route in ["GET /v1/journal-entries (", "GET /v1/journal-entries/{number}"] {
        assert!(leaks.iter().any(|leak| leak.starts_with(route)), "{route}: {leaks:?}");
    }
}
