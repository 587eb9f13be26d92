//! JSON that is stored as it was written and shown as it is stored, without being taken apart in between.

use diesel::{
    deserialize::{self, FromSql, FromSqlRow},
    pg::{Pg, PgValue},
    sql_types::Json,
};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

/// The text of a `json` column.
#[derive(Debug, Clone, FromSqlRow)]
#[diesel(sql_type = Json)]
pub struct StoredJson(Box<RawValue>);

impl StoredJson {
    /// Whatever serialises.
    pub fn of<T: Serialize>(value: &T) -> serde_json::Result<Self> {
        serde_json::value::to_raw_value(value).map(Self)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        self.0.get()
    }
}

impl FromSql<Json, Pg> for StoredJson {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        let text = String::from_utf8(value.as_bytes().to_vec())?;
        Ok(Self(RawValue::from_string(text)?))
    }
}

impl Serialize for StoredJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
