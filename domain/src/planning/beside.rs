//! Cases that are there already for what a new one is about.

use crate::key::CaseNo;
use serde::{Deserialize, Serialize};

/// A case of the same 制度改正 (where there is none: of the same 件名) and center, with a system in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// 案件番号.
    pub no: CaseNo,
    /// 件名.
    pub title: String,
}

/// Whether whoever opens the case has seen all of those. `confirmed`: the 案件番号 that the box of the form named: one
/// that came since, by a second click or from somebody else, is not among them.
pub fn all_seen(there: &[Beside], confirmed: &[String]) -> bool {
    there.iter().all(|it| confirmed.iter().any(|no| CaseNo::parse(no) == Some(it.no)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_since_was_not_seen() {
        let case = |no: &str| Beside { no: CaseNo::parse(no).unwrap(), title: String::new() };
        let there = [case("SOMU-2026-004"), case("SOMU-2026-005")];
        let said = |nos: &[&str]| nos.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        assert!(all_seen(&[], &[]));
        assert!(!all_seen(&there, &said(&["SOMU-2026-004"])));
        assert!(!all_seen(&there, &said(&["x", "SOMU-2026-004"])));
        assert!(all_seen(&there, &said(&["SOMU-2026-005", "SOMU-2026-004"])));
    }
}
