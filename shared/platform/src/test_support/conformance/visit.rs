//! One call of a walk: a route, what is asked and said, and what the answer must be like.

use serde_json::Value;

use crate::http::access::Role;

/// What an answer to a stranger must be like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expected {
    /// 404: the row is not there.
    NotFound,
    /// 2xx without a trace of a foreign row.
    Silent,
    /// Refused: what would be stored lies outside the scope. The statuses that may say so.
    Refused(&'static [u16]),
}

/// One call.
#[derive(Debug, Clone)]
pub struct Visit {
    pub(super) route: &'static str,
    pub(super) path: String,
    pub(super) body: Body,
    pub(super) expected: Expected,
    pub(super) showing: Option<&'static str>,
    pub(super) may_write: &'static [&'static str],
    pub(super) by: Option<&'static [Role]>,
    pub(super) only_asks: bool,
}

#[derive(Debug, Clone)]
pub(super) enum Body {
    None,
    Json(Value),
    Other(&'static str, Vec<u8>),
}

impl Visit {
    /// A list, report or export, with a query such as `?period=2026Q3`, or nothing. Ids in the path come from `ids`.
    pub fn lists(route: &'static str, ids: &[&str], query: &str) -> Self {
        Self {
            path: format!("{}{query}", filled(route, ids)),
            route,
            body: Body::None,
            expected: Expected::Silent,
            showing: None,
            may_write: &[],
            by: None,
            only_asks: false,
        }
    }

    /// An order that a stranger may give, and that tells nothing of foreign rows.
    pub fn tells_nothing(route: &'static str, query: &str) -> Self {
        Self::lists(route, &[], query)
    }

    /// A detail or a change of one row, whose ids stand in the path.
    pub fn hides(route: &'static str, ids: &[&str], query: &str) -> Self {
        Self {
            expected: Expected::NotFound,
            ..Self::lists(route, ids, query)
        }
    }

    /// Something new that would belong to others: refused with one of these statuses.
    pub fn refuses(route: &'static str, body: Value, statuses: &'static [u16]) -> Self {
        Self {
            expected: Expected::Refused(statuses),
            ..Self::lists(route, &[], "")
        }
        .with(body)
    }

    /// With a JSON body.
    #[must_use]
    pub fn with(mut self, body: Value) -> Self {
        self.body = Body::Json(body);
        self
    }

    /// With a body of another type.
    #[must_use]
    pub fn with_bytes(mut self, content_type: &'static str, body: impl Into<Vec<u8>>) -> Self {
        self.body = Body::Other(content_type, body.into());
        self
    }

    /// What the answer shows of foreign rows besides the marks of the walk.
    #[must_use]
    pub fn showing(mut self, mark: &'static str) -> Self {
        self.showing = Some(mark);
        self
    }

    /// Tables in which the call leaves rows of the caller's own.
    #[must_use]
    pub fn may_write(mut self, tables: &'static [&'static str]) -> Self {
        self.may_write = tables;
        self
    }

    /// Only these roles may ask for this, of those that may call the route: the others are refused.
    #[must_use]
    pub fn by(mut self, roles: &'static [Role]) -> Self {
        self.by = Some(roles);
        self
    }

    /// It shows rows and changes none, though it is no GET: it must show them to those to whom they belong.
    #[must_use]
    pub fn only_asks(mut self) -> Self {
        self.only_asks = true;
        self
    }

    /// Whether a role may ask for this.
    pub(super) fn is_open_to(&self, role: Role) -> bool {
        self.by.is_none_or(|roles| roles.contains(&role))
    }

    /// What the caller says; it may come back in the answer.
    pub(super) fn said(&self) -> String {
        match &self.body {
            Body::None => self.path.clone(),
            Body::Json(body) => format!("{} {body}", self.path),
            Body::Other(_, body) => format!("{} {}", self.path, String::from_utf8_lossy(body)),
        }
    }

    /// Whether it is more than a look.
    pub(super) fn changes(&self) -> bool {
        !self.route.starts_with("GET ") && !self.only_asks
    }
}

/// The path of a route with its parameters filled in.
fn filled(route: &str, ids: &[&str]) -> String {
    let (_, pattern) = route.split_once(' ').expect("a method and a path");
    let mut ids = ids.iter();
    let parts = pattern.split('/').map(|part| {
        if part.starts_with('{') {
            ids.next().unwrap_or_else(|| panic!("{route}: too few ids"))
        } else {
            part
        }
    });
    parts.collect::<Vec<_>>().join("/")
}
