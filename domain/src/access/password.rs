//! What a new password must be, and when one has to be changed.

use super::is_guessable;
use crate::{coded::coded_enum, refusal::Problem};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// The most bytes of a password: longer ones would be work without gain.
pub const PASSWORD_MAX_BYTES: usize = 1_024;

coded_enum! {
    /// Why a password is to be changed before anything else.
    pub enum PasswordDue {
        /// Somebody else set it, and knows it.
        Given = "given",
        /// It is older than passwords may become here.
        Expired = "expired",
    }
}

/// The settings about passwords.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordRules {
    /// The least characters.
    pub min_length: u32,
    /// The least kinds of characters: small letters, capitals, digits, others. 0: it does not matter.
    pub kinds: u32,
    /// So many passwords before the present one cannot come back. 0: only the present one cannot.
    pub history: u32,
    /// Days after which a password must be changed. 0: never.
    pub days: u32,
}

impl Default for PasswordRules {
    fn default() -> Self {
        Self { min_length: 12, kinds: 0, history: 0, days: 0 }
    }
}

impl PasswordRules {
    /// Everything that is wrong with a new password. `about`: the names of its person and of their organisation, which
    /// everybody can guess.
    pub fn problems(&self, password: &str, about: &[&str]) -> Vec<Problem> {
        let mut found = Vec::new();
        let length = u32::try_from(password.chars().count()).unwrap_or(u32::MAX);
        if length < self.min_length {
            found.push(Problem::TooShort { min: self.min_length });
        }
        if password.len() > PASSWORD_MAX_BYTES {
            found.push(Problem::TooLong { max: 256, actual: length });
            return found;
        }
        if kinds(password) < self.kinds {
            found.push(Problem::TooFewKinds { min: self.kinds });
        }
        // Of one that is too short there is enough to say.
        if found.is_empty() && is_guessable(password, about) {
            found.push(Problem::Guessable);
        }
        found
    }

    /// Why a password is to be changed, if it is. `given`: somebody else set it.
    pub fn due(&self, given: bool, set_at: DateTime<Utc>, now: DateTime<Utc>) -> Option<PasswordDue> {
        if given {
            return Some(PasswordDue::Given);
        }
        let old = self.days > 0 && now - set_at >= TimeDelta::days(i64::from(self.days));
        old.then_some(PasswordDue::Expired)
    }
}

/// How many kinds of characters a text has.
fn kinds(text: &str) -> u32 {
    let of = |kind: fn(char) -> bool| u32::from(text.chars().any(kind));
    let other = |c: char| !c.is_ascii_alphanumeric();
    of(|c| c.is_ascii_lowercase()) + of(|c| c.is_ascii_uppercase()) + of(|c| c.is_ascii_digit()) + of(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_told_every_rule_that_it_breaks() {
        let usual = PasswordRules::default();
        let strict = PasswordRules { kinds: 3, ..usual };
        let long = "x".repeat(1_025);
        for (rules, password, expected) in [
            (usual, "midori-no-kagi", vec![]),
            (usual, "みどりの鍵を三つ持つ人の朝", vec![]),
            (usual, "mijikai", vec![Problem::TooShort { min: 12 }]),
            (usual, "", vec![Problem::TooShort { min: 12 }]),
            (strict, "midorinokagi", vec![Problem::TooFewKinds { min: 3 }]),
            (strict, "Midori-no-kagi", vec![]),
            (strict, "kagi", vec![Problem::TooShort { min: 12 }, Problem::TooFewKinds { min: 3 }]),
            (usual, &long, vec![Problem::TooLong { max: 256, actual: 1_025 }]),
            (usual, "kaisei-demo-2026", vec![Problem::Guessable]),
        ] {
            assert_eq!(rules.problems(password, &[]), expected, "{password}");
        }
    }

    #[test]
    fn a_given_password_is_changed_at_once_and_an_old_one_when_the_city_says_so() {
        let at = |day: i64| DateTime::from_timestamp(day * 86_400, 0).unwrap();
        let (never, yearly) = (PasswordRules::default(), PasswordRules { days: 365, ..PasswordRules::default() });
        assert_eq!(never.due(true, at(0), at(0)), Some(PasswordDue::Given));
        assert_eq!(never.due(false, at(0), at(9_999)), None);
        assert_eq!(yearly.due(false, at(0), at(364)), None);
        assert_eq!(yearly.due(false, at(0), at(365)), Some(PasswordDue::Expired));
        assert_eq!(yearly.due(true, at(0), at(365)), Some(PasswordDue::Given));
    }
}
