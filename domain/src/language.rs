//! The languages of the screens.

use serde::{Deserialize, Serialize};

/// A language a person reads Kaisei in. Japanese comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// 日本語.
    #[default]
    Ja,
    /// English.
    En,
}

impl Language {
    /// Every language, in the order of the language switch.
    pub const ALL: [Self; 2] = [Self::Ja, Self::En];

    /// The code used in settings, URLs and the `lang` attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
        }
    }

    /// Reads what [`Language::as_str`] wrote.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back_and_equal_their_json() {
        for it in Language::ALL {
            assert_eq!(Language::parse(it.as_str()), Some(it));
            let json = serde_json::to_string(&it).unwrap();
            assert_eq!(json, format!("\"{}\"", it.as_str()));
        }
        assert_eq!(Language::parse("JA"), None);
    }
}
