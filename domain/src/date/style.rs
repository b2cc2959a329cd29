//! The person's choice between 和暦 and 西暦.

use serde::{Deserialize, Serialize};

/// How a person wants days to be written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DateStyle {
    /// 和暦: 令和6年3月1日.
    #[default]
    #[serde(rename = "wareki")]
    Japanese,
    /// 西暦: 2024年3月1日.
    #[serde(rename = "seireki")]
    Western,
}

impl DateStyle {
    /// Both styles, in the order of the setting.
    pub const ALL: [Self; 2] = [Self::Japanese, Self::Western];

    /// The code used in settings and URLs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Japanese => "wareki",
            Self::Western => "seireki",
        }
    }

    /// Reads what [`DateStyle::as_str`] wrote.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == code)
    }

    /// The other style, for tooltips.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Japanese => Self::Western,
            Self::Western => Self::Japanese,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back_and_equal_their_json() {
        for it in DateStyle::ALL {
            assert_eq!(DateStyle::parse(it.as_str()), Some(it));
            let json = serde_json::to_string(&it).unwrap();
            assert_eq!(json, format!("\"{}\"", it.as_str()));
        }
        assert_eq!(DateStyle::parse("western"), None);
    }
}
