//! Sessions and their refresh tokens. Of a token only the SHA-256 is stored.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use uuid::Uuid;

use super::{
    account_link::AccountLink,
    schema::{accounts, refresh_tokens, sessions},
};
use crate::domain::session::{EndReason, RefreshToken, Session};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = sessions)]
struct SessionRow {
    id: Uuid,
    username: String,
    created_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    last_used_at: DateTime<Utc>,
    user_agent: String,
    address: String,
    ended_at: Option<DateTime<Utc>>,
    end_reason: Option<String>,
    issuer: Option<String>,
    issuer_url: Option<String>,
}

impl From<SessionRow> for Session {
    fn from(row: SessionRow) -> Self {
        Self {
            id: row.id,
            username: row.username,
            created_at: row.created_at,
            expires_at: row.expires_at,
            last_used_at: row.last_used_at,
            user_agent: row.user_agent,
            address: row.address,
            ended_at: row.ended_at,
            end_reason: row.end_reason.as_deref().and_then(EndReason::parse),
            issuer: row.issuer,
            issuer_url: row.issuer_url,
        }
    }
}

/// Adds a session.
pub async fn insert(conn: &mut Pg, session: &Session) -> QueryResult<()> {
    let row = SessionRow {
        id: session.id,
        username: session.username.clone(),
        created_at: session.created_at,
        expires_at: session.expires_at,
        last_used_at: session.last_used_at,
        user_agent: session.user_agent.clone(),
        address: session.address.clone(),
        ended_at: session.ended_at,
        end_reason: session.end_reason.map(|reason| reason.code().to_owned()),
        issuer: session.issuer.clone(),
        issuer_url: session.issuer_url.clone(),
    };
    diesel::insert_into(sessions::table).values(row).execute(conn).await?;
    Ok(())
}

/// Adds a refresh token by its hash.
pub async fn insert_token(
    conn: &mut Pg,
    hash: &str,
    session_id: Uuid,
    issued_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::insert_into(refresh_tokens::table)
        .values((
            refresh_tokens::hash.eq(hash),
            refresh_tokens::session_id.eq(session_id),
            refresh_tokens::issued_at.eq(issued_at),
            refresh_tokens::expires_at.eq(expires_at),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// The session of a refresh token and the token itself, both locked.
pub async fn lock_by_token(conn: &mut Pg, hash: &str) -> QueryResult<Option<(Session, RefreshToken)>> {
    let found = refresh_tokens::table
        .inner_join(sessions::table)
        .filter(refresh_tokens::hash.eq(hash))
        .for_update()
        .select((SessionRow::as_select(), refresh_tokens::expires_at, refresh_tokens::used_at))
        .first::<(SessionRow, DateTime<Utc>, Option<DateTime<Utc>>)>(conn)
        .await
        .optional()?;
    Ok(found.map(|(session, expires_at, used_at)| (session.into(), RefreshToken { expires_at, used_at })))
}

/// Marks a token as used and its session with it.
pub async fn use_token(conn: &mut Pg, hash: &str, session_id: Uuid, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(refresh_tokens::table.find(hash))
        .set(refresh_tokens::used_at.eq(now))
        .execute(conn)
        .await?;
    diesel::update(sessions::table.find(session_id))
        .set(sessions::last_used_at.eq(now))
        .execute(conn)
        .await?;
    Ok(())
}

/// Open sessions of an account, the latest first.
pub async fn list_open(
    conn: &mut Pg,
    username: &str,
    after: Option<(DateTime<Utc>, Uuid)>,
    limit: i64,
    now: DateTime<Utc>,
) -> QueryResult<Vec<Session>> {
    let mut query = sessions::table
        .filter(sessions::username.eq(username))
        .filter(sessions::ended_at.is_null())
        .filter(sessions::expires_at.gt(now))
        .order((sessions::created_at.desc(), sessions::id.desc()))
        .limit(limit)
        .select(SessionRow::as_select())
        .into_boxed();
    if let Some((created_at, id)) = after {
        query = query.filter(
            sessions::created_at
                .lt(created_at)
                .or(sessions::created_at.eq(created_at).and(sessions::id.lt(id))),
        );
    }
    Ok(query.load(conn).await?.into_iter().map(Session::from).collect())
}

/// Those of these sessions that are open and whose account is active, each with what its tokens must rest on.
pub async fn find_open(conn: &mut Pg, ids: &[Uuid], now: DateTime<Utc>) -> QueryResult<Vec<(Uuid, i32)>> {
    sessions::table
        .inner_join(accounts::table)
        .filter(sessions::id.eq_any(ids))
        .filter(sessions::ended_at.is_null())
        .filter(sessions::expires_at.gt(now))
        .filter(accounts::active)
        .select((sessions::id, accounts::token_version))
        .load(conn)
        .await
}

/// Ends one open session of an account; false when there is none such.
pub async fn end(conn: &mut Pg, username: &str, id: Uuid, reason: EndReason, now: DateTime<Utc>) -> QueryResult<bool> {
    let open = sessions::table
        .find(id)
        .filter(sessions::username.eq(username))
        .filter(sessions::ended_at.is_null());
    let ended = diesel::update(open)
        .set((sessions::ended_at.eq(now), sessions::end_reason.eq(reason.code())))
        .execute(conn)
        .await?;
    Ok(ended == 1)
}

/// Ends every open session of an account; how many there were.
pub async fn end_all(conn: &mut Pg, username: &str, reason: EndReason, now: DateTime<Utc>) -> QueryResult<usize> {
    let open = sessions::table
        .filter(sessions::username.eq(username))
        .filter(sessions::ended_at.is_null());
    diesel::update(open)
        .set((sessions::ended_at.eq(now), sessions::end_reason.eq(reason.code())))
        .execute(conn)
        .await
}

/// Ends every open session of an account but one; how many there were.
pub async fn end_others(conn: &mut Pg, username: &str, but: Option<Uuid>, reason: EndReason, now: DateTime<Utc>) -> QueryResult<usize> {
    let open = sessions::table
        .filter(sessions::username.eq(username))
        .filter(sessions::id.ne(but.unwrap_or_default()))
        .filter(sessions::ended_at.is_null());
    diesel::update(open)
        .set((sessions::ended_at.eq(now), sessions::end_reason.eq(reason.code())))
        .execute(conn)
        .await
}

/// Ends every open session of an account that was opened through the issuer of its link; how many there were.
pub async fn end_all_through(conn: &mut Pg, link: &AccountLink, reason: EndReason, now: DateTime<Utc>) -> QueryResult<usize> {
    let through = sessions::issuer_url
        .is_not_distinct_from(link.issuer_url.as_deref())
        .and(sessions::issuer.is_not_null())
        // Before its URL is known, the short name is all there is.
        .and(sessions::issuer_url.is_not_null().or(sessions::issuer.eq(&link.issuer)));
    let open = sessions::table
        .filter(sessions::username.eq(&link.username))
        .filter(through)
        .filter(sessions::ended_at.is_null());
    diesel::update(open)
        .set((sessions::ended_at.eq(now), sessions::end_reason.eq(reason.code())))
        .execute(conn)
        .await
}

/// Removes sessions, with their tokens, that were over before a time: what happened in them stays in the audit log.
pub async fn sweep(conn: &mut Pg, before: DateTime<Utc>) -> QueryResult<usize> {
    diesel::delete(sessions::table.filter(sessions::expires_at.lt(before)))
        .execute(conn)
        .await
}
