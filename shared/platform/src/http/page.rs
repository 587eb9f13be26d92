//! Lists: `?limit=&cursor=` → `{items, next_cursor}`, in a stable order.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::problem::Problem;

/// Most items of a page.
pub const MAX_LIMIT: i64 = 200;
const DEFAULT_LIMIT: i64 = 50;

/// A page of a list.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Page<T> {
    /// The items, in order.
    pub items: Vec<T>,
    /// Pass it as `cursor` to get the next page; absent on the last one.
    pub next_cursor: Option<String>,
    /// How many rows there are altogether, where that was asked for: exports do.
    #[serde(skip)]
    #[schema(ignore)]
    pub total: Option<i64>,
}

/// The limit asked for, or the default; refused outside 1 to [`MAX_LIMIT`].
pub fn limit(asked: Option<i64>) -> Result<i64, Problem> {
    match asked.unwrap_or(DEFAULT_LIMIT) {
        limit @ 1..=MAX_LIMIT => Ok(limit),
        other => Err(Problem::bad_request(
            "invalid_limit",
            format!("limit 为 {other}，应为 1 至 {MAX_LIMIT} 的整数"),
        )),
    }
}

/// Reads a cursor back into the position it stands for.
pub fn position<K: DeserializeOwned>(cursor: Option<&str>) -> Result<Option<K>, Problem> {
    cursor
        .map(|cursor| {
            let bytes = URL_SAFE_NO_PAD.decode(cursor).ok();
            bytes
                // PostgreSQL knows no text with U+0000, which only somebody else's cursor can hold.
                .filter(|bytes| !bytes.windows(6).any(|part| part == b"\\u0000"))
                .and_then(|bytes| serde_json::from_slice(&bytes).ok())
                .ok_or_else(|| Problem::bad_request("invalid_cursor", "cursor 不是本接口给出的值：请原样使用上一页的 next_cursor"))
        })
        .transpose()
}

impl<T> Page<T> {
    /// A page from `limit + 1` items fetched: one more than asked tells that there is a next page.
    pub fn of<K: Serialize>(mut items: Vec<T>, limit: i64, key: impl Fn(&T) -> K) -> Self {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let has_more = items.len() > limit;
        items.truncate(limit);
        let next_cursor = items
            .last()
            .filter(|_| has_more)
            .and_then(|last| serde_json::to_vec(&key(last)).ok())
            .map(|bytes| URL_SAFE_NO_PAD.encode(bytes));
        Self {
            items,
            next_cursor,
            total: None,
        }
    }

    /// A list that is never so long that it needs pages.
    pub fn whole(items: Vec<T>) -> Self {
        Self {
            items,
            next_cursor: None,
            total: None,
        }
    }

    /// The same page with other items, or the first fault in making them.
    pub fn try_map<U, E>(self, convert: impl FnMut(T) -> Result<U, E>) -> Result<Page<U>, E> {
        Ok(Page {
            items: self.items.into_iter().map(convert).collect::<Result<_, _>>()?,
            next_cursor: self.next_cursor,
            total: self.total,
        })
    }

    /// The same page with other items.
    pub fn map<U>(self, convert: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(convert).collect(),
            next_cursor: self.next_cursor,
            total: self.total,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_leads_to_the_position_it_was_made_from() {
        let page = Page::of(vec![1, 2, 3], 2, |item| (*item, "x".to_owned()));
        assert_eq!(page.items, [1, 2]);
        assert_eq!(
            position::<(i32, String)>(page.next_cursor.as_deref()).unwrap(),
            Some((2, "x".to_owned()))
        );
        assert!(Page::of(vec![1, 2], 2, |item| *item).next_cursor.is_none());
        assert!(position::<i32>(Some("?!")).is_err());
    }

    #[test]
    fn a_limit_outside_its_bounds_is_refused() {
        assert_eq!(limit(None).unwrap(), 50);
        assert_eq!(limit(Some(200)).unwrap(), 200);
        assert!(limit(Some(201)).is_err() && limit(Some(0)).is_err());
    }
}
