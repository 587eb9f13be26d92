//! What departments have in common: the calls of the platform's own routes, and why some need none.

use chrono::Utc;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Exemption, visit::Visit};
use crate::{
    clock::local_date,
    http::access::Role,
    operations::AUDITOR,
    test_support::{TestPerson, TestService},
};

const TODOS: &str = "what is addressed to the caller's own roles and lies in the scope; the platform's tests of to-dos walk them";
const RULES: &str = "rules hold for the whole county and belong to no unit; only their keepers get in";
const RULE_BOOK: &str = "what the county calculates by is public";
const POSTED: &str = "what was posted is public; OthersNotices::assert_public_part looks for what was not";
const OWN: &str = "one's own only, by the caller's name and not by the data scope; the platform's tests of exports walk them";
/// The routes of exports that show only what the caller has asked for.
pub const EXPORTS: &[Exemption] = &[
    ("GET /v1/exports", OWN),
    ("GET /v1/exports/{export_id}", OWN),
    ("GET /v1/exports/{export_id}/file", OWN),
];
/// The routes of a notice board that show no notice.
pub const NOTICES: &[Exemption] = &[("GET /v1/notice-kinds", "the rules of the kinds of notices are public")];
/// The routes of the rule book that anybody may call.
pub const OPEN_RULES: &[Exemption] = &[
    ("GET /v1/rules", RULE_BOOK),
    ("GET /v1/rules/{key}", RULE_BOOK),
    ("GET /v1/rules/{key}/difference", RULE_BOOK),
    ("GET /v1/regulations", RULE_BOOK),
];
/// The routes of a notice board that anybody may call.
pub const OPEN_NOTICES: &[Exemption] = &[
    ("GET /v1/notices", POSTED),
    ("GET /v1/notices.rss", POSTED),
    ("GET /v1/notices/{notice_id}", POSTED),
    ("GET /v1/notices/{notice_id}/attachments/{attachment_id}", POSTED),
    (
        "POST /v1/notices/{notice_id}/objections",
        "anybody may object to what was posted, a few times a minute",
    ),
];
/// The platform's routes in every department that show no rows of units, or have tests of their own for it.
pub const OPERATIONS: &[Exemption] = &[
    ("GET /v1/operations/state", "how the service stands: numbers only"),
    ("GET /v1/operations/outbox", "how many messages wait: numbers only"),
    (
        "GET /v1/operations/dead-letters",
        "operators look after the messages of every unit; without what they say",
    ),
    (
        "GET /v1/operations/dead-letters/{dead_letter_id}",
        "operators look after the messages of every unit; noted in the audit log",
    ),
    (
        "POST /v1/operations/dead-letters/{dead_letter_id}/replay",
        "operators look after the messages of every unit; noted in the audit log",
    ),
    (
        "GET /v1/operations/audit/verification",
        "over the whole chain; tells numbers of entries, nothing of what they say",
    ),
    ("GET /v1/todos", TODOS),
    ("GET /v1/todos/count", TODOS),
    ("POST /v1/todos/read", TODOS),
    ("GET /v1/rule-expiries", RULES),
    ("GET /v1/rule-changes", RULES),
    ("POST /v1/rule-changes", RULES),
    ("GET /v1/rule-changes/{change_id}", RULES),
    ("PUT /v1/rule-changes/{change_id}", RULES),
    ("POST /v1/rule-changes/{change_id}/impact", RULES),
    ("POST /v1/rule-changes/{change_id}/submission", RULES),
    ("POST /v1/rule-changes/{change_id}/approval", RULES),
    ("POST /v1/rule-changes/{change_id}/return", RULES),
    ("POST /v1/rule-changes/{change_id}/withdrawal", RULES),
];

/// [`OPERATIONS`] for a walk that visits the to-dos: [`Visit::of_todos`].
pub fn operations_but_todos() -> Vec<Exemption> {
    OPERATIONS.iter().filter(|(_, reason)| *reason != TODOS).copied().collect()
}

/// Number of the audit entry about what a person did last.
pub async fn last_entry_of(service: &TestService, actor: &TestPerson) -> String {
    let auditor = TestPerson::with("auditor", &[AUDITOR]);
    let path = format!("/v1/operations/audit?actor={}&limit=1", actor.subject);
    let entries = service.get(&auditor, &path).await;
    entries.body["items"][0]["seq"].as_i64().expect("an entry").to_string()
}

/// The one to-do that waits for a person.
pub async fn todo_of(service: &TestService, person: &TestPerson) -> String {
    let todos = service.get(person, "/v1/todos").await;
    assert_eq!(todos.body["items"].as_array().map(Vec::len), Some(1), "{}", todos.body);
    todos.body["items"][0]["id"].as_str().expect("an id").to_owned()
}

impl Visit {
    /// The audit log, with an entry on a kind of thing.
    pub fn of_audit(entity: &str, seq: &str) -> Vec<Self> {
        vec![
            Self::lists("GET /v1/operations/audit", &[], ""),
            Self::lists("GET /v1/operations/audit", &[], &format!("?entity={entity}")),
            Self::hides("GET /v1/operations/audit/{seq}", &[seq], ""),
        ]
    }

    /// To-dos: this one waits for whoever stands for [`super::ANYBODY`] among those to whom the rows belong, and no other.
    pub fn of_todos(todo: &str) -> Vec<Self> {
        const ONE: &str = "\"open\":1,";
        vec![
            Self::lists("GET /v1/todos", &[], ""),
            Self::lists("GET /v1/todos/count", &[], "").showing(ONE),
            Self::tells_nothing("POST /v1/todos/read", "")
                .with(json!({ "ids": [todo] }))
                .showing(ONE),
        ]
    }

    /// Every route of a case with an attachment, the same in every department that has cases.
    pub fn of_case(case: &str, attachment: &str, holder_role: &str) -> Vec<Self> {
        let reason = || json!({ "reason": "x" });
        let step = |route, body| Self::hides(route, &[case], "").with(body);
        vec![
            Self::lists("GET /v1/cases", &[], ""),
            Self::lists("GET /v1/cases", &[], "?open=true"),
            Self::hides("GET /v1/cases/{case_id}", &[case], ""),
            step("PUT /v1/cases/{case_id}/statement", json!({ "statement": "x" })),
            step("POST /v1/cases/{case_id}/submission", json!({})),
            step("POST /v1/cases/{case_id}/acceptance", json!({})),
            step("POST /v1/cases/{case_id}/return", reason()),
            step("POST /v1/cases/{case_id}/rejection", reason()),
            step("POST /v1/cases/{case_id}/approval", json!({})),
            step("POST /v1/cases/{case_id}/transfer", json!({ "role": holder_role, "reason": "x" })),
            step("POST /v1/cases/{case_id}/withdrawal", json!({})),
            step("POST /v1/cases/{case_id}/urging", json!({})),
            step("POST /v1/cases/{case_id}/comments", json!({ "comment": "x" })),
            Self::hides("POST /v1/cases/{case_id}/attachments", &[case], "").with_file(),
            Self::hides("GET /v1/cases/{case_id}/attachments/{attachment_id}", &[case, attachment], ""),
            Self::hides(
                "POST /v1/cases/{case_id}/attachments/{attachment_id}/withdrawal",
                &[case, attachment],
                "",
            )
            .with(reason()),
        ]
    }

    /// With a file in a form.
    #[must_use]
    fn with_file(self) -> Self {
        let form = "--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.pdf\"\r\n\r\n%PDF-1.7\r\n--part--\r\n";
        self.with_bytes("multipart/form-data; boundary=part", form)
    }

    /// Exports of lists, each narrowed to what only others have, by those of the exporters who may read it.
    pub fn of_exports(lists: &[(&str, Value)], readers: &'static [Role]) -> Vec<Self> {
        let ask = |(list, filter): &(&str, Value)| {
            Self::tells_nothing("POST /v1/exports", "")
                .with(json!({ "list": list, "filter": filter }))
                .may_write(&["audit_entries", "audit_head"])
                .by(readers)
                .only_asks()
        };
        lists.iter().map(ask).collect()
    }

    /// Everything that the staff of a notice board can ask about the notices of another unit: a draft with a file, and a posted
    /// one with another and with an objection.
    pub fn of_notices(others: &OthersNotices) -> Vec<Self> {
        const FILE: &str = "GET /v1/managed-notices/{notice_id}/attachments/{attachment_id}";
        let OthersNotices {
            kind,
            unit,
            draft: (draft, draft_file),
            posted: (posted, posted_file),
        } = others;
        let text = json!({ "kind": kind, "title": "x", "body": "x", "audience": "x", "unit": unit });
        let answer = json!({ "subject": "x", "outcome": "rejected", "answer": "x" });
        vec![
            Self::lists("GET /v1/managed-notices", &[], ""),
            Self::refuses("POST /v1/managed-notices", text.clone(), &[403]),
            Self::hides("GET /v1/managed-notices/{notice_id}", &[posted], ""),
            Self::hides("PUT /v1/managed-notices/{notice_id}", &[draft], "").with(text),
            Self::hides(FILE, &[draft, draft_file], ""),
            Self::hides(FILE, &[posted, posted_file], ""),
            Self::hides("POST /v1/managed-notices/{notice_id}/attachments", &[draft], "").with_file(),
            Self::hides(
                "POST /v1/managed-notices/{notice_id}/attachments/{attachment_id}/withdrawal",
                &[draft, draft_file],
                "",
            )
            .with(json!({ "reason": "x" })),
            Self::hides("POST /v1/managed-notices/{notice_id}/posting", &[draft], ""),
            Self::hides(
                "POST /v1/managed-notices/{notice_id}/objections/{number}/answer",
                &[posted, "1"],
                "",
            )
            .with(answer),
            Self::hides(
                "GET /v1/managed-notices/{notice_id}/objections/{number}/contact",
                &[posted, "1"],
                "",
            ),
            Self::hides("POST /v1/managed-notices/{notice_id}/proofs", &[posted], "")
                .with(json!({ "place": "x", "seen_on": local_date(Utc::now()), "record": "x" })),
            Self::hides("POST /v1/managed-notices/{notice_id}/withdrawal", &[posted], "").with(json!({ "reason": "x" })),
        ]
    }
}

/// Notices of a unit that the stranger has nothing to do with.
#[derive(Debug, Clone)]
pub struct OthersNotices {
    kind: String,
    unit: String,
    /// With its file.
    draft: (String, String),
    /// With its file.
    posted: (String, String),
}

const OBJECTOR: &str = "王五";
const OBJECTION: &str = "面积不对";

impl OthersNotices {
    /// Telephone number of whoever objects.
    pub const PHONE: &str = "13700001111";

    /// Drafts one notice with a file; posts another and objects to it.
    pub async fn make(service: &TestService, (clerk, head): (&TestPerson, &TestPerson), kind: &str, unit: &str) -> Self {
        let text = json!({ "kind": kind, "title": "公示", "body": "正文", "audience": "村民", "unit": unit });
        let drafted = async || {
            let notice = service.post(clerk, "/v1/managed-notices", &text).await.id();
            let path = format!("/v1/managed-notices/{notice}/attachments");
            let file = service.upload(clerk, &path, "附件.pdf", b"%PDF-1.7").await.id();
            (notice, file)
        };
        let (draft, posted) = (drafted().await, drafted().await);
        let path = format!("/v1/managed-notices/{}/posting", posted.0);
        service.post_if_match(head, &path, 2, &json!({})).await.id();
        assert_eq!(Self::object(service, &posted.0).await, 201);
        Self {
            kind: kind.to_owned(),
            unit: unit.to_owned(),
            draft,
            posted,
        }
    }

    async fn object(service: &TestService, notice: &str) -> u16 {
        let objection = json!({ "id": Uuid::new_v4(), "name": OBJECTOR, "phone": Self::PHONE, "text": OBJECTION });
        service
            .post_public(&format!("/v1/notices/{notice}/objections"), &objection)
            .await
            .status
    }

    /// What would give them away in an answer.
    pub fn marks(&self) -> [String; 2] {
        [self.draft.0.clone(), self.posted.0.clone()]
    }

    /// Anybody may read what was posted, and learns nothing of the draft nor of who objected, in which words.
    pub async fn assert_public_part(&self, service: &TestService) {
        let Self {
            draft: (draft, draft_file),
            posted: (posted, posted_file),
            ..
        } = self;
        for path in ["/v1/notices", "/v1/notices.rss", &format!("/v1/notices/{posted}")] {
            let answer = service.request("GET", path).send().await.expect("an answer");
            assert_eq!(answer.status(), 200, "{path}");
            let text = answer.text().await.expect("a body");
            assert!(text.contains(posted.as_str()), "{path}: {text}");
            for secret in [draft, draft_file, OBJECTOR, Self::PHONE, OBJECTION] {
                assert!(!text.contains(secret), "{path} shows {secret}: {text}");
            }
        }
        let file = |notice: &str, file: &str| format!("/v1/notices/{notice}/attachments/{file}");
        assert_eq!(service.get_public(&file(posted, posted_file)).await.status, 200);
        for hidden in [format!("/v1/notices/{draft}"), file(draft, draft_file), file(posted, draft_file)] {
            assert_eq!(service.get_public(&hidden).await.status, 404, "{hidden}");
        }
        assert_eq!(Self::object(service, draft).await, 404);
    }
}
