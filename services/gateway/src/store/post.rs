//! Posts.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::database::Pg;

use super::schema::posts;
use crate::domain::post::Post;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = posts)]
struct PostRow {
    code: String,
    title: String,
    unit: String,
    roles: Vec<String>,
    version: i32,
}

impl From<PostRow> for Post {
    fn from(row: PostRow) -> Self {
        Self {
            code: row.code,
            title: row.title,
            unit: row.unit,
            roles: row.roles,
            version: row.version,
        }
    }
}

/// Posts by code, after a position; of a unit if one is given.
pub async fn list(conn: &mut Pg, unit: Option<&str>, after: Option<&str>, limit: i64) -> QueryResult<Vec<Post>> {
    let mut query = posts::table
        .order(posts::code)
        .limit(limit)
        .select(PostRow::as_select())
        .into_boxed();
    if let Some(unit) = unit {
        query = query.filter(posts::unit.eq(unit.to_owned()));
    }
    if let Some(after) = after {
        query = query.filter(posts::code.gt(after.to_owned()));
    }
    Ok(query.load(conn).await?.into_iter().map(Post::from).collect())
}

/// A post, locked until the end of the transaction.
pub async fn lock(conn: &mut Pg, code: &str) -> QueryResult<Option<Post>> {
    let found = posts::table.find(code).for_update().select(PostRow::as_select()).first(conn).await;
    Ok(found.optional()?.map(Post::from))
}

/// Those of these codes that no post has.
pub async fn unknown(conn: &mut Pg, codes: &[String]) -> QueryResult<Vec<String>> {
    let known: Vec<String> = posts::table
        .filter(posts::code.eq_any(codes))
        .select(posts::code)
        .load(conn)
        .await?;
    Ok(codes.iter().filter(|code| !known.contains(code)).cloned().collect())
}

/// Adds a post; false when its code is taken, or its title in the same unit.
pub async fn insert(conn: &mut Pg, post: &Post) -> QueryResult<bool> {
    let row = PostRow {
        code: post.code.clone(),
        title: post.title.clone(),
        unit: post.unit.clone(),
        roles: post.roles.clone(),
        version: post.version,
    };
    let added = diesel::insert_into(posts::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    Ok(added == 1)
}

/// Stores a post's title and roles; the database passes the roles on to those who hold it.
pub async fn update(conn: &mut Pg, post: &Post) -> QueryResult<()> {
    diesel::update(posts::table.find(&post.code))
        .set((
            posts::title.eq(&post.title),
            posts::roles.eq(&post.roles),
            posts::version.eq(post.version),
        ))
        .execute(conn)
        .await?;
    Ok(())
}
