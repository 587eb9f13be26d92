//! To-dos: each person sees her own, within her data scope, and nobody else's.

use chrono::{DateTime, Utc};
use platform::{
    Scope,
    clock::local_date,
    database::Pg,
    operations::OPERATOR,
    test_support::{TestPerson, TestService},
    todo::{self, Audience, Todo},
};
use serde_json::{Value, json};

use crate::{
    desk::{CLERK, REVIEWER, clerk, start},
    support::{Fixture, eventually},
};

fn todo(key: &str, audience: impl Into<Audience>) -> Todo {
    Todo {
        key: key.to_owned(),
        kind: "plan.approve",
        title: format!("待办 {key}"),
        link: format!("/work/plans?open={key}"),
        audience: audience.into(),
        unit: None,
        due_on: None,
    }
}

async fn commit(fixture: &Fixture, scope: &Scope, change: impl AsyncFnOnce(&mut Pg)) {
    let mut tx = fixture.database.begin(scope).await.unwrap();
    change(&mut tx).await;
    tx.commit().await.unwrap();
}

async fn open(fixture: &Fixture, todos: &[Todo]) {
    commit(fixture, &Scope::Nothing, async |conn| {
        for one in todos {
            todo::open(conn, one, Utc::now()).await.unwrap();
        }
    })
    .await;
}

/// Titles of the items of an answer.
fn titles(body: &Value) -> Vec<&str> {
    body["items"]
        .as_array()
        .unwrap_or_else(|| panic!("{body}"))
        .iter()
        .map(|item| item["title"].as_str().unwrap())
        .collect()
}

async fn mine(service: &TestService, who: &TestPerson) -> Vec<String> {
    let answer = service.get(who, "/v1/todos?limit=200").await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    titles(&answer.body).into_iter().map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_sees_what_is_for_her_or_her_roles_in_her_data_scope() {
    let fixture = Fixture::new().await;
    let service = start(&fixture).await;
    let of_unit = |key: &str, unit: &str| Todo {
        unit: Some(unit.to_owned()),
        ..todo(key, CLERK)
    };
    open(
        &fixture,
        &[
            todo("clerks", CLERK),
            todo("reviewers", REVIEWER),
            todo("zhang", Audience::Person("zhang".to_owned())),
            todo("li", Audience::Person("li".to_owned())),
            of_unit("north", "north"),
            of_unit("south", "south"),
        ],
    )
    .await;
    assert_eq!(
        mine(&service, &clerk()).await,
        ["待办 clerks", "待办 zhang", "待办 north", "待办 south"]
    );
    let of_north = TestPerson::with("li", &[CLERK]).of_units(&["north"]);
    assert_eq!(mine(&service, &of_north).await, ["待办 clerks", "待办 li", "待办 north"]);
    assert_eq!(mine(&service, &TestPerson::with("wang", &[REVIEWER])).await, ["待办 reviewers"]);
    // A role's code with a comma is not two roles.
    let mut odd = TestPerson::with("zhao", &[]);
    odd.roles = vec!["x,clerk".to_owned()];
    assert_eq!(mine(&service, &odd).await, Vec::<String>::new());
    assert_eq!(service.get_public("/v1/todos").await.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_does_not_say_whose_sees_and_changes_none() {
    let fixture = Fixture::new().await;
    open(&fixture, &[todo("clerks", CLERK)]).await;
    let mut conn = fixture.database.connection(&Scope::All).await.unwrap();
    for statement in [
        "SELECT id FROM todos",
        "UPDATE todos SET closed_at = now() RETURNING id",
        "DELETE FROM todos RETURNING id",
    ] {
        use diesel_async::RunQueryDsl;
        let rows = diesel::sql_query(statement).execute(&mut conn).await.unwrap();
        assert_eq!(rows, 0, "{statement}");
    }
    assert_eq!(fixture.number("SELECT count(*) FROM todos WHERE closed_at IS NULL").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn opening_an_open_key_brings_it_up_to_date_and_a_closed_one_is_new_again() {
    let fixture = Fixture::new().await;
    let service = start(&fixture).await;
    let unread = async || service.get(&clerk(), "/v1/todos/count").await.body["unread"].as_i64().unwrap();
    open(&fixture, &[todo("plan", CLERK)]).await;
    assert_eq!(unread().await, 1);
    let read = service.post(&clerk(), "/v1/todos/read", &json!({})).await;
    assert_eq!(
        (read.status, &read.body),
        (200, &json!({ "open": 1, "overdue": 0, "soon": 0, "unread": 0 }))
    );
    let first = service.get(&clerk(), "/v1/todos").await.body["items"][0].clone();
    assert_eq!(first["unread"], false);

    let changed = Todo {
        title: "改过的待办".to_owned(),
        ..todo("plan", CLERK)
    };
    open(&fixture, &[changed]).await;
    let second = service.get(&clerk(), "/v1/todos").await.body["items"][0].clone();
    assert_eq!(second["title"], "改过的待办");
    assert_eq!(
        (&second["id"], &second["opened_at"], &second["unread"]),
        (&first["id"], &first["opened_at"], &false.into())
    );

    // Whoever closes it need not see it.
    commit(&fixture, &Scope::Nothing, async |conn| {
        todo::close(conn, "plan", Utc::now()).await.unwrap()
    })
    .await;
    assert_eq!(mine(&service, &clerk()).await, Vec::<String>::new());
    open(&fixture, &[todo("plan", CLERK)]).await;
    assert_eq!((mine(&service, &clerk()).await, unread().await), (vec!["待办 plan".to_owned()], 1));
    assert_eq!(fixture.number("SELECT count(*) FROM todos").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_is_rolled_back_leaves_no_todo() {
    let fixture = Fixture::new().await;
    let mut tx = fixture.database.begin(&Scope::All).await.unwrap();
    todo::open(&mut tx, &todo("plan", CLERK), Utc::now()).await.unwrap();
    tx.rollback().await.unwrap();
    assert_eq!(fixture.number("SELECT count(*) FROM todos").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_most_urgent_stand_first_page_by_page_each_once() {
    let fixture = Fixture::new().await;
    let service = start(&fixture).await;
    let today = local_date(Utc::now());
    let due = |key: &str, days: Option<i64>| Todo {
        due_on: days.map(|days| today + chrono::TimeDelta::days(days)),
        ..todo(key, CLERK)
    };
    let todos = [
        due("undated-1", None),
        due("later", Some(4)),
        due("overdue", Some(-1)),
        due("undated-2", None),
        due("today", Some(0)),
        due("third", Some(3)),
    ];
    open(&fixture, &todos).await;
    let sorted = ["overdue", "today", "third", "later", "undated-1", "undated-2"].map(|key| format!("待办 {key}"));
    assert_eq!(mine(&service, &clerk()).await, sorted);

    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = service.get(&clerk(), &format!("/v1/todos?limit=1{cursor}")).await.body;
        seen.extend(titles(&page).into_iter().map(str::to_owned));
        let Some(next) = page["next_cursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(seen, sorted);

    for (due, expected) in [
        ("overdue", &sorted[..1]),
        ("soon", &sorted[1..3]),
        ("later", &sorted[3..4]),
        ("undated", &sorted[4..]),
    ] {
        let answer = service.get(&clerk(), &format!("/v1/todos?due={due}")).await;
        assert_eq!(titles(&answer.body), expected, "{due}");
        assert!(answer.body["items"].as_array().unwrap().iter().all(|item| item["due"] == due));
    }
    let counts = service.get(&clerk(), "/v1/todos/count").await.body;
    assert_eq!(counts, json!({ "open": 6, "overdue": 1, "soon": 2, "unread": 6 }));
    assert_eq!(service.get(&clerk(), "/v1/todos?due=never").await.status, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_person_has_seen_another_has_not() {
    let fixture = Fixture::new().await;
    let service = start(&fixture).await;
    open(&fixture, &[todo("a", CLERK), todo("b", CLERK), todo("c", REVIEWER)]).await;
    let (zhang, li) = (clerk(), TestPerson::with("li", &[CLERK]));
    let list = service.get(&zhang, "/v1/todos").await.body;
    let of_reviewer = service.get(&TestPerson::with("wang", &[REVIEWER]), "/v1/todos").await.body;
    let ids = json!({ "ids": [list["items"][0]["id"], of_reviewer["items"][0]["id"]] });
    assert_eq!(service.post(&zhang, "/v1/todos/read", &ids).await.body["unread"], 1);
    assert_eq!(service.post(&zhang, "/v1/todos/read", &ids).await.body["unread"], 1);
    assert_eq!(service.get(&li, "/v1/todos/count").await.body["unread"], 2);
    // One that is not hers was passed over.
    assert_eq!(fixture.number("SELECT count(*) FROM todo_reads").await, 1);
    let many: Vec<Value> = vec![list["items"][0]["id"].clone(); 201];
    let refused = service.post(&zhang, "/v1/todos/read", &json!({ "ids": many })).await;
    assert_eq!((refused.status, &refused.body["code"]), (400, &"too_many_ids".into()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_keeps_the_todos_that_it_finds_and_closes_the_others() {
    let fixture = Fixture::new().await;
    let service = start(&fixture).await;
    open(&fixture, &[todo("bill", CLERK), todo("bills_overdue:x", CLERK)]).await;
    let now: DateTime<Utc> = Utc::now();
    let keep = async |todos: &[Todo]| {
        commit(&fixture, &Scope::All, async |conn| {
            todo::keep(conn, "bills_overdue:", todos, now).await.unwrap();
        })
        .await;
    };
    keep(&[todo("bills_overdue:a", CLERK), todo("bills_overdue:b", CLERK)]).await;
    assert_eq!(
        mine(&service, &clerk()).await,
        ["待办 bill", "待办 bills_overdue:a", "待办 bills_overdue:b"]
    );
    keep(&[]).await;
    assert_eq!(mine(&service, &clerk()).await, ["待办 bill"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn operators_are_told_of_dead_letters_until_none_waits() {
    let fixture = Fixture::new().await;
    let letter = "INSERT INTO dead_letters (id, message_id, kind, body, reason, attempts) VALUES (gen_random_uuid(), 'm', 'k', 'x', 'unreadable', 1)";
    fixture.superuser().await.batch_execute(letter).await.unwrap();
    let service = start(&fixture).await;
    let operator = TestPerson::with("operator", &[OPERATOR]);
    let told = eventually("the operator's to-do", async || mine(&service, &operator).await.pop()).await;
    assert_eq!(told, "1 条死信等待处理");
    let item = service.get(&operator, "/v1/todos").await.body["items"][0].clone();
    assert_eq!(item["link"], "/work/letters?service=finance");
    assert_eq!(mine(&service, &clerk()).await, Vec::<String>::new());
    fixture
        .superuser()
        .await
        .batch_execute("UPDATE dead_letters SET replayed_at = now()")
        .await
        .unwrap();
    eventually("the end of the to-do", async || {
        mine(&service, &operator).await.is_empty().then_some(())
    })
    .await;
}
