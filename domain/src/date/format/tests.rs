use DateStyle::{Japanese, Western};
use Language::{En, Ja};
use proptest::prelude::*;

use super::*;
use crate::date::{parse_day, parse_month};

fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

fn month_of(iso: &str) -> Month {
    Month::try_from(iso.to_owned()).unwrap()
}

#[test]
fn days_in_text_carry_their_weekday() {
    for (iso, style, language, expected) in [
        ("2024-03-01", Japanese, Ja, "令和6年3月1日（金）"),
        ("2024-03-01", Western, Ja, "2024年3月1日（金）"),
        ("2024-03-01", Japanese, En, "R6.3.1 (Fri)"),
        ("2024-03-01", Western, En, "1 Mar 2024 (Fri)"),
        ("2019-05-01", Japanese, Ja, "令和元年5月1日（水）"),
        ("2019-04-30", Japanese, Ja, "平成31年4月30日（火）"),
        ("1989-01-08", Japanese, Ja, "平成元年1月8日（日）"),
        ("1989-01-07", Japanese, Ja, "昭和64年1月7日（土）"),
        ("1926-12-24", Japanese, Ja, "1926年12月24日（金）"),
    ] {
        assert_eq!(text(day(iso), style, language), expected);
    }
}

#[test]
fn days_in_tables_are_short() {
    for (iso, japanese) in [
        ("2024-03-01", "R6.3.1"),
        ("2019-05-01", "R1.5.1"),
        ("2019-04-30", "H31.4.30"),
        ("1989-01-07", "S64.1.7"),
        ("1926-12-24", "1926-12-24"),
    ] {
        assert_eq!(table(day(iso), Japanese), japanese);
        assert_eq!(table(day(iso), Western), iso);
    }
}

#[test]
fn months_and_periods() {
    for (iso, japanese) in [
        ("2024-03", "R6.3"),
        ("2024-10", "R6.10"),
        ("2019-04", "H31.4"),
        ("2019-05", "R1.5"),
        ("1989-01", "H1.1"),
        ("1926-11", "1926-11"),
    ] {
        assert_eq!(month(month_of(iso), Japanese), japanese);
        assert_eq!(month(month_of(iso), Western), iso);
    }
    let (from, to) = (month_of("2022-04"), month_of("2024-03"));
    assert_eq!(period(from, to, Japanese, Ja), "R4.4～R6.3");
    assert_eq!(period(from, to, Western, Ja), "2022-04～2024-03");
    assert_eq!(period(from, to, Western, En), "2022-04 – 2024-03");
}

#[test]
fn fiscal_years_never_stand_as_bare_numbers() {
    for (year, style, language, expected) in [
        (2023, Japanese, Ja, "令和5年度"),
        (2023, Western, Ja, "2023年度"),
        (2023, Western, En, "FY2023"),
        (2023, Japanese, En, "FY2023"),
        (2018, Japanese, Ja, "平成30年度"),
        (2019, Japanese, Ja, "令和元年度"),
        (1988, Japanese, Ja, "昭和63年度"),
        (1989, Japanese, Ja, "平成元年度"),
    ] {
        assert_eq!(fiscal_year(year, style, language), expected);
    }
}

#[test]
fn weekdays_have_words_in_both_languages() {
    let days = day("2026-11-23").iter_days().take(7);
    let words: Vec<_> = days.map(|d| (weekday(d.weekday(), Ja), weekday(d.weekday(), En))).collect();
    assert_eq!(words[0], ("月", "Mon"));
    assert_eq!(words[4], ("金", "Fri"));
    assert_eq!(words[6], ("日", "Sun"));
}

proptest! {
    #[test]
    fn every_style_of_a_day_reads_back(n in 0..63_918_u64) {
        let d = day("1926-01-01") + chrono::Days::new(n);
        for style in DateStyle::ALL {
            prop_assert_eq!(parse_day(&table(d, style)), Ok(d));
            for language in Language::ALL {
                prop_assert_eq!(parse_day(&text(d, style, language)), Ok(d));
            }
        }
    }

    #[test]
    fn every_style_of_a_month_reads_back(year in 1926..=2100, m in 1..=12_u32) {
        let it = Month::new(year, m).unwrap();
        for style in DateStyle::ALL {
            prop_assert_eq!(parse_month(&month(it, style)), Ok(it));
        }
    }
}
