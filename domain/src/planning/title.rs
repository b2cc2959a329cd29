//! 件名: the month of 本番リリース and the subject, e.g. `R6.3 定年延長` (notes/domain §1).

use crate::{
    calendar::BusinessCalendar,
    date::{DateStyle, Month, format, parse_month},
};
use chrono::NaiveDate;

/// A 本番リリース so many 開庁日 before the 施行日 at most is named after it: `R9.4` goes live on 2027-03-25.
const JUST_BEFORE: i32 = 5;

/// The month that a 件名 begins with: that of 本番リリース, or of the 施行日 where it goes live just before.
pub fn month_of_title(go_live: NaiveDate, in_force: Option<NaiveDate>, calendar: &BusinessCalendar) -> Month {
    let just_before = |day: &NaiveDate| *day >= go_live && calendar.between(go_live, *day) <= JUST_BEFORE;
    Month::of(in_force.filter(just_before).unwrap_or(go_live))
}

/// The 件名 by the convention. What stands in brackets at the end of a 制度改正's name is left out. It is always
/// written in 和暦, whatever the reader prefers: it is a name.
pub fn title_for(month: Month, subject: &str) -> String {
    with_month(month, short(subject))
}

/// The month before a 件名 that somebody typed without one.
pub fn with_month(month: Month, title: &str) -> String {
    format!("{} {title}", format::month(month, DateStyle::Japanese))
}

fn short(subject: &str) -> &str {
    subject.split(['（', '(']).next().map(str::trim).filter(|it| !it.is_empty()).unwrap_or(subject)
}

/// The month that a 件名 begins with, as `R10.10 …` does; none where it begins otherwise.
pub fn month_named(title: &str) -> Option<Month> {
    let (first, _) = title.trim().split_once(char::is_whitespace)?;
    let is_ours = first.starts_with('R') && first.contains('.');
    parse_month(first).ok().filter(|_| is_ours)
}

/// Whether a 件名 is what the convention makes of the subject, whatever the month: nobody gave it another name.
pub fn follows_convention(title: &str, subject: &str) -> bool {
    month_named(title).is_some_and(|month| title_for(month, subject) == title.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every 件名 of the seed and of the demo (notes/domain §4).
    #[test]
    fn the_titles_of_notes_domain_4_begin_as_they_should() {
        let calendar = BusinessCalendar::by_law();
        for (go_live, in_force, prefix) in [
            ("2024-03-15", Some("2024-04-01"), "R6.3"),
            ("2023-09-19", None, "R5.9"),
            ("2023-12-11", None, "R5.12"),
            ("2023-12-04", None, "R5.12"),
            ("2024-04-01", Some("2024-04-01"), "R6.4"),
            ("2023-08-14", None, "R5.8"),
            ("2026-12-01", Some("2026-12-01"), "R8.12"),
            ("2026-12-22", Some("2027-01-01"), "R9.1"),
            ("2027-03-25", Some("2027-04-01"), "R9.4"),
            ("2028-09-29", Some("2028-10-01"), "R10.10"),
            ("2028-10-05", Some("2028-10-01"), "R10.10"),
            ("2029-01-09", Some("2028-10-01"), "R11.1"),
        ] {
            let month = month_of_title(go_live.parse().unwrap(), in_force.map(|it| it.parse().unwrap()), &calendar);
            assert_eq!(title_for(month, "定年延長"), format!("{prefix} 定年延長"), "{go_live}");
        }
    }

    #[test]
    fn what_a_law_adds_in_brackets_is_no_subject() {
        let month = Month::new(2028, 10).unwrap();
        assert_eq!(title_for(month, "雇用保険の適用拡大（週所定労働時間10時間以上）"), "R10.10 雇用保険の適用拡大");
        assert_eq!(title_for(month, "（仮称）"), "R10.10 （仮称）");
    }

    #[test]
    fn a_title_follows_the_convention_until_somebody_gives_it_another_name() {
        let subject = "雇用保険の適用拡大（週所定労働時間10時間以上）";
        for (title, month, follows) in [
            ("R10.10 雇用保険の適用拡大", Some((2028, 10)), true),
            (" R9.1 雇用保険の適用拡大 ", Some((2027, 1)), true),
            ("R10.10 雇用保険", Some((2028, 10)), false),
            ("R10.13 雇用保険の適用拡大", None, false),
            ("雇用保険の適用拡大", None, false),
            ("2.5次 基盤更改", None, false),
            ("", None, false),
        ] {
            let month = month.and_then(|(year, month)| Month::new(year, month));
            assert_eq!((month_named(title), follows_convention(title, subject)), (month, follows), "{title}");
        }
    }
}
