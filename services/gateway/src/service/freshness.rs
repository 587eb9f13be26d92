//! Whether tokens still say what is true. A change of an account, a post or a unit, and the end of a session, count from
//! the next request on, whichever replica it comes to: each request asks after it has arrived, and those that arrive while
//! a question is under way share the next one. So it costs a database query for all of them, not for each.

use std::{collections::HashMap, time::Duration};

use chrono::Utc;
use platform::{Database, Problem, database::DatabaseError, http::access::Claims};
use tokio::{
    sync::{mpsc, oneshot},
    task::JoinHandle,
};
use uuid::Uuid;

use super::SCOPE;
use crate::{domain::IdentityError, store};

/// How many requests share a question; the others wait for the next.
const MOST: usize = 512;
/// How often the database is asked before a request is refused.
const TRIES: u32 = 3;
/// How long after a failure it is asked again.
const PAUSE: Duration = Duration::from_millis(20);

/// Asks about tokens. Cheap to clone.
#[derive(Clone)]
pub struct Freshness(mpsc::Sender<Question>);

struct Question {
    session: Uuid,
    version: i32,
    answer: oneshot::Sender<Option<bool>>,
}

impl Freshness {
    /// Starts what asks the database. Needs a tokio runtime.
    pub fn start(database: Database) -> (Self, JoinHandle<()>) {
        let (questions, asked) = mpsc::channel(MOST);
        (Self(questions), tokio::spawn(answer_all(database, asked)))
    }

    /// Refuses a token of ours whose session has ended, or whose account has changed since it was issued.
    pub async fn check(&self, claims: &Claims) -> Result<(), Problem> {
        let stale = || Problem::from(IdentityError::TokenStale);
        // Issued by an earlier version: the next one says it.
        let (session, version) = claims.sid.zip(claims.ver).ok_or_else(stale)?;
        let (answer, answered) = oneshot::channel();
        let question = Question { session, version, answer };
        self.0.send(question).await.map_err(Problem::internal)?;
        match answered.await.map_err(Problem::internal)? {
            Some(true) => Ok(()),
            Some(false) => Err(stale()),
            None => Err(Problem::unavailable(
                "identity_unavailable",
                "暂时无法核对登录信息（账号数据库没有应答），这次请求没有提交，请稍后再试",
            )),
        }
    }
}

/// Until nobody can ask any more.
async fn answer_all(database: Database, mut asked: mpsc::Receiver<Question>) {
    let mut questions = Vec::with_capacity(MOST);
    while asked.recv_many(&mut questions, MOST).await > 0 {
        let sessions: Vec<Uuid> = questions.iter().map(|question| question.session).collect();
        let open = find_open_patiently(&database, &sessions).await;
        for question in questions.drain(..) {
            let fresh = open.as_ref().map(|open| open.get(&question.session) == Some(&question.version));
            // Whoever asked may have hung up.
            question.answer.send(fresh).ok();
        }
    }
}

/// A connection that broke is noticed by whoever uses it next, and a moment later by the pool, which makes another.
async fn find_open_patiently(database: &Database, sessions: &[Uuid]) -> Option<HashMap<Uuid, i32>> {
    for _ in 1..TRIES {
        if let Ok(open) = find_open(database, sessions).await {
            return Some(open);
        }
        tokio::time::sleep(PAUSE).await;
    }
    let last = find_open(database, sessions).await;
    last.inspect_err(|error| tracing::error!(error = %platform::telemetry::chain(error), "tokens cannot be checked"))
        .ok()
}

async fn find_open(database: &Database, sessions: &[Uuid]) -> Result<HashMap<Uuid, i32>, DatabaseError> {
    let mut conn = database.connection(&SCOPE).await?;
    let open = store::session::find_open(&mut conn, sessions, Utc::now()).await?;
    Ok(open.into_iter().collect())
}
