//! From a day to what people read. CSV and JSON do not come here: they are ISO 8601.

use chrono::{Datelike, NaiveDate, Weekday};

use super::{DateStyle, EraYear, Month};
use crate::language::Language;

/// The weekdays in one character, from Monday.
pub(super) const WEEKDAYS_JA: [&str; 7] = ["月", "火", "水", "木", "金", "土", "日"];
/// The weekdays in three letters, from Monday.
pub(super) const WEEKDAYS_EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/// The months in three letters.
pub(super) const MONTHS_EN: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The short word for a weekday: 金, Fri.
pub fn weekday(weekday: Weekday, language: Language) -> &'static str {
    let words = match language {
        Language::Ja => WEEKDAYS_JA,
        Language::En => WEEKDAYS_EN,
    };
    words[weekday.num_days_from_monday() as usize]
}

/// A day in running text, with its weekday.
///
/// 令和6年3月1日（金）, 2024年3月1日（金）, R6.3.1 (Fri), 1 Mar 2024 (Fri).
/// A day before 昭和 is written the western way.
pub fn text(day: NaiveDate, style: DateStyle, language: Language) -> String {
    let (month, date) = (day.month(), day.day());
    let word = weekday(day.weekday(), language);
    match (language, era_year(day, style)) {
        (Language::Ja, Some(year)) => format!("{}{month}月{date}日（{word}）", year.long()),
        (Language::Ja, None) => format!("{}年{month}月{date}日（{word}）", day.year()),
        (Language::En, Some(year)) => format!("{}.{month}.{date} ({word})", year.short()),
        (Language::En, None) => {
            let name = MONTHS_EN[day.month0() as usize];
            format!("{date} {name} {} ({word})", day.year())
        }
    }
}

/// A day in a table: R6.3.1, 2024-03-01.
pub fn table(day: NaiveDate, style: DateStyle) -> String {
    match era_year(day, style) {
        Some(year) => format!("{}.{}.{}", year.short(), day.month(), day.day()),
        None => day.to_string(),
    }
}

/// A month: R6.3, 2024-03.
///
/// The month in which an era changes bears the name of the new one.
pub fn month(month: Month, style: DateStyle) -> String {
    match era_year(month.last_day(), style) {
        Some(year) => format!("{}.{}", year.short(), month.month()),
        None => month.to_string(),
    }
}

/// A 期間: R4.4～R6.3, 2022-04～2024-03; in English with a dash, 2022-04 – 2024-03.
pub fn period(from: Month, to: Month, style: DateStyle, language: Language) -> String {
    let between = match language {
        Language::Ja => "～",
        Language::En => " – ",
    };
    format!("{}{between}{}", month(from, style), month(to, style))
}

/// A 年度 by the western year of its April: 令和5年度, 2023年度, FY2023 (English, any style).
///
/// The era is that of its October, where most of it lies: 2019 is 令和元年度 and
/// 1988 is 昭和63年度, as the government called them.
pub fn fiscal_year(year: i32, style: DateStyle, language: Language) -> String {
    let october = NaiveDate::from_ymd_opt(year, 10, 1);
    match (language, october.and_then(|day| era_year(day, style))) {
        (Language::Ja, Some(era_year)) => format!("{}度", era_year.long()),
        (Language::Ja, None) => format!("{year}年度"),
        (Language::En, _) => format!("FY{year}"),
    }
}

fn era_year(day: NaiveDate, style: DateStyle) -> Option<EraYear> {
    match style {
        DateStyle::Japanese => EraYear::of(day),
        DateStyle::Western => None,
    }
}

#[cfg(test)]
mod tests;
