use proptest::prelude::*;

use super::*;

fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

fn month_of(iso: &str) -> Month {
    Month::try_from(iso.to_owned()).unwrap()
}

#[test]
fn every_notation_of_a_day_is_read() {
    for (input, iso) in [
        ("R6.3.1", "2024-03-01"),
        ("R06.03.01", "2024-03-01"),
        ("r6/3/1", "2024-03-01"),
        ("R6-3-1", "2024-03-01"),
        ("令6.3.31", "2024-03-31"),
        ("令和6年3月1日", "2024-03-01"),
        ("令和06年03月01日", "2024-03-01"),
        ("R6年3月1日", "2024-03-01"),
        ("令和元年5月1日", "2019-05-01"),
        ("令和1年5月1日", "2019-05-01"),
        ("R元.5.1", "2019-05-01"),
        ("2024/3/1", "2024-03-01"),
        ("2024-03-01", "2024-03-01"),
        ("2024.3.1", "2024-03-01"),
        ("2024年3月1日", "2024-03-01"),
        ("20240301", "2024-03-01"),
        ("H31.4.30", "2019-04-30"),
        ("平成31年4月30日", "2019-04-30"),
        ("平元.1.8", "1989-01-08"),
        ("S64.1.7", "1989-01-07"),
        ("昭和64年1月7日", "1989-01-07"),
        ("昭和元年12月25日", "1926-12-25"),
        ("1 Mar 2024", "2024-03-01"),
        ("31 dec 2026 (Thu)", "2026-12-31"),
        ("R6.10.1", "2024-10-01"),
        ("2024-02-29", "2024-02-29"),
        ("1926-01-01", "1926-01-01"),
        ("2100-12-31", "2100-12-31"),
    ] {
        assert_eq!(parse_day(input), Ok(day(iso)), "{input}");
    }
}

#[test]
fn width_spaces_and_what_an_ime_leaves_do_not_matter() {
    for input in [
        "Ｒ６．３．１",
        "　令和 6 年 3 月 1 日 ",
        "２０２４－０３－０１",
        "2024ー03ー01",
        "2024−03−01",
        "２０２４／３／１",
        "R6。3。1",
        "2024・3・1",
        "㋿6年3月1日",
        "２０２４０３０１",
    ] {
        assert_eq!(parse_day(input), Ok(day("2024-03-01")), "{input}");
    }
}

#[test]
fn a_weekday_at_the_end_is_tolerated() {
    for input in [
        "令和6年3月1日（金）",
        "令和6年3月1日(金曜日)",
        "令和6年3月1日金曜日",
        "令和6年3月1日（金・祝）",
        "R6.3.1㈮",
        "2024-03-01 (Fri)",
        "2024-03-01（木）",
    ] {
        assert_eq!(parse_day(input), Ok(day("2024-03-01")), "{input}");
    }
}

#[test]
fn what_is_no_date_is_refused() {
    for input in ["", "  ", "　"] {
        assert_eq!(parse_day(input), Err(DateProblem::Empty), "{input:?}");
        assert_eq!(parse_month(input), Err(DateProblem::Empty), "{input:?}");
    }
    for input in [
        "明日",
        "6.3.31",
        "R6",
        "令和6年",
        "2024",
        "R0.3.1",
        "24/3/1",
        "2024/3-1",
        "2024-3-1-",
        "R6.3.1.1",
        "R6.003.1",
        "R6.3.",
        "R6..1",
        "2024年3月1",
        "元.5.1",
        "X6.3.1",
        "2024-03-01（祭）",
        "（金）",
        "1 Mrz 2024",
        "+2024-03-01",
        "2024-03-01T00:00",
        "2024030",
        "202403011",
        "日",
        "R",
        "Sep 1 2024",
        "٢٠٢٤-٠٣-٠١",
        "R-6.3.1",
    ] {
        assert_eq!(parse_day(input), Err(DateProblem::NotADate), "{input}");
    }
}

#[test]
fn a_day_the_month_does_not_have_suggests_the_nearest() {
    for (input, nearest) in [
        ("2026-02-30", "2026-02-28"),
        ("R6.2.30", "2024-02-29"),
        ("20260431", "2026-04-30"),
        ("令和8年1月32日", "2026-01-31"),
        ("2026/1/0", "2026-01-01"),
        ("R8.12.0", "2026-12-01"),
    ] {
        let suggestion = day(nearest);
        let problem = DateProblem::NoSuchDay { month: Month::of(suggestion), suggestion };
        assert_eq!(parse_day(input), Err(problem), "{input}");
    }
}

#[test]
fn a_month_the_year_does_not_have_suggests_the_nearest() {
    for (input, nearest) in [("R8.13.1", "2026-12-01"), ("20261301", "2026-12-01"), ("2026-00-10", "2026-01-01")] {
        let suggestion = Month::of(day(nearest));
        assert_eq!(parse_day(input), Err(DateProblem::NoSuchMonth { suggestion }), "{input}");
    }
}

#[test]
fn a_day_outside_its_era_suggests_the_day_that_was_meant() {
    for (input, iso) in [
        ("平成31年5月1日", "2019-05-01"),
        ("H36.3.1", "2024-03-01"),
        ("昭和64年1月8日", "1989-01-08"),
        ("S100.4.1", "2025-04-01"),
    ] {
        let problem = DateProblem::AfterEra { suggestion: day(iso) };
        assert_eq!(parse_day(input), Err(problem), "{input}");
    }
    for (input, iso) in [("R1.4.30", "2019-04-30"), ("平成元年1月7日", "1989-01-07")] {
        let problem = DateProblem::BeforeEra { suggestion: day(iso) };
        assert_eq!(parse_day(input), Err(problem), "{input}");
    }
}

#[test]
fn years_outside_1926_to_2100_are_out_of_range() {
    for input in ["1925-12-31", "2101-01-01", "R83.1.1", "H999.1.1", "0001-01-01", "9999-12-31"] {
        assert_eq!(parse_day(input), Err(DateProblem::OutOfRange), "{input}");
    }
    assert_eq!(parse_month("R83.1"), Err(DateProblem::OutOfRange));
}

#[test]
fn a_month_is_split_on_the_dot_and_never_a_decimal() {
    for (input, iso) in [
        ("R6.1", "2024-01"),
        ("R6.10", "2024-10"),
        ("R6.01", "2024-01"),
        ("R6.3", "2024-03"),
        ("Ｒ６．３", "2024-03"),
        ("令和6年3月", "2024-03"),
        ("令和元年5月", "2019-05"),
        ("2024-03", "2024-03"),
        ("2024/3", "2024-03"),
        ("2024.10", "2024-10"),
        ("2024年3月", "2024-03"),
        ("202403", "2024-03"),
        ("H31.4", "2019-04"),
        ("S64.1", "1989-01"),
        ("H1.1", "1989-01"),
    ] {
        assert_eq!(parse_month(input), Ok(month_of(iso)), "{input}");
        let problem = DateProblem::MonthOnly { month: month_of(iso) };
        assert_eq!(parse_day(input), Err(problem), "{input}");
    }
}

#[test]
fn what_is_no_month_is_refused() {
    for input in ["R6", "2024-3-1", "R6.3.1", "3月", "6.3"] {
        assert_eq!(parse_month(input), Err(DateProblem::NotADate), "{input}");
    }
    for (input, nearest) in [("R6.13", "2024-12"), ("R6.0", "2024-01"), ("202413", "2024-12")] {
        let problem = DateProblem::NoSuchMonth { suggestion: month_of(nearest) };
        assert_eq!(parse_month(input), Err(problem), "{input}");
    }
    let may = DateProblem::AfterEra { suggestion: day("2019-05-01") };
    assert_eq!(parse_month("H31.5"), Err(may));
    assert_eq!(parse_day("H31.5"), Err(may));
    let april = DateProblem::BeforeEra { suggestion: day("2019-04-01") };
    assert_eq!(parse_month("R1.4"), Err(april));
}

#[test]
fn a_field_that_says_its_era_reads_bare_years() {
    for (input, iso) in [
        ("6.3.31", "2024-03-31"),
        ("元.5.1", "2019-05-01"),
        ("6年3月31日", "2024-03-31"),
        ("H31.4.30", "2019-04-30"),
        ("2024/3/31", "2024-03-31"),
    ] {
        assert_eq!(parse_day_in_era(input, Era::Reiwa), Ok(day(iso)), "{input}");
    }
    let march = Month::of(day("2024-03-31"));
    let problem = DateProblem::NoSuchDay { month: march, suggestion: march.last_day() };
    assert_eq!(parse_day_in_era("6.3.32", Era::Reiwa), Err(problem));
    assert_eq!(parse_day_in_era("明日", Era::Reiwa), Err(DateProblem::NotADate));
}

#[test]
fn problems_cross_the_wire_as_codes() {
    let problem = DateProblem::AfterEra { suggestion: day("2019-05-01") };
    let json = serde_json::to_string(&problem).unwrap();
    assert_eq!(json, r#"{"code":"after_era","suggestion":"2019-05-01"}"#);
    assert_eq!(serde_json::from_str::<DateProblem>(&json).unwrap(), problem);
}

proptest! {
    #[test]
    fn no_input_panics(input in ".{0,60}") {
        let _ = parse_day(&input);
        let _ = parse_month(&input);
        let _ = parse_day_in_era(&input, Era::Reiwa);
    }

    #[test]
    fn no_near_date_panics(input in "[RrHS令和平成昭元0-9年月日./() （）曜金-]{0,14}") {
        if let Ok(d) = parse_day(&input) {
            prop_assert!((FIRST_YEAR..=LAST_YEAR).contains(&chrono::Datelike::year(&d)));
        }
        let _ = parse_month(&input);
    }
}
