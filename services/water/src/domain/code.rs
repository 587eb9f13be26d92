//! Closed lists of names: parsed from what people send, with messages that say what is allowed.

use rules::Fields;

/// A closed list of values, each with a stable English code and a Chinese label.
pub trait Coded: Copy + 'static {
    /// All values, in the order people should see them.
    const ALL: &'static [Self];
    /// Stable code, as on the wire and in the database.
    fn code(self) -> &'static str;
    /// Label for a person.
    fn label(self) -> &'static str;

    /// The value with this code.
    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.code() == code)
    }
}

/// Parses a code from a request field; a fault lists what is allowed. `what` names the field for a person.
pub fn parse_code<T: Coded>(fields: &mut Fields, pointer: &str, what: &str, text: &str) -> Option<T> {
    let found = T::from_code(text);
    if found.is_none() {
        let allowed = T::ALL
            .iter()
            .map(|value| format!("{}（{}）", value.code(), value.label()))
            .collect::<Vec<_>>()
            .join("、");
        fields.fault(pointer, "unknown_value", format!("「{text}」不是已知的{what}，应为：{allowed}"));
    }
    found
}

/// Declares an enum whose values have a code and a label.
macro_rules! coded {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $code:literal, $label:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$variant_meta])* #[serde(rename = $code)] $variant,)+
        }

        impl $crate::domain::code::Coded for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];
            fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }
            fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }
        }
    };
}
pub(crate) use coded;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::user::Category;

    #[test]
    fn an_unknown_code_is_answered_with_the_allowed_ones() {
        let mut fields = Fields::new();
        assert_eq!(parse_code::<Category>(&mut fields, "/category", "用水类别", "factory"), None);
        let error = &fields.finish().unwrap_err().errors[0];
        assert_eq!(error.code, "unknown_value");
        assert!(
            error.message.contains("factory") && error.message.contains("non_resident（非居民）"),
            "{}",
            error.message
        );
    }

    #[test]
    fn every_code_reads_back_and_is_what_serde_writes() {
        for value in Category::ALL {
            assert_eq!(Category::from_code(value.code()), Some(*value));
            assert_eq!(serde_json::to_value(value).unwrap(), value.code());
        }
    }
}
