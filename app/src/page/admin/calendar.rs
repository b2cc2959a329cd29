//! カレンダー of a year: what the law closes, what was set by hand, and how many 開庁日 that leaves.

use crate::{
    api::admin::read_calendar,
    part::{
        admin_frame::{AdminPart, admin_frame},
        filter_form::{filter_form, view_select},
        grid::{Name, grid, heads},
        loaded::loaded,
        select::Choice,
    },
    texts::Locale,
    viewer::{day_text, locale, viewer},
    words::admin,
};
use chrono::{Datelike, NaiveDate};
use domain::{
    admin::{CALENDAR_YEARS, DayInput},
    calendar::{holiday_on, is_estimated},
    date::format::table,
    organisation::CenterCode,
    view::admin::{CalendarYear, DayRow},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_location;

/// `/admin/calendar`
#[component]
pub fn CalendarPage() -> impl IntoView {
    let query = use_location().search;
    loaded(Resource::new(move || query.get(), read_calendar), |year: CalendarYear| page(&year))
}

fn page(year: &CalendarYear) -> AnyView {
    let l = locale();
    let set = (!year.may_set.is_empty())
        .then(|| view! { <a class="button" href="/admin/calendar/day">{td_string!(l, admin.calendar.set)}</a> });
    let content = view! {
        {years(year)}
        {open_days(year)}
        {by_hand(year)}
        {by_law(year)}
    };
    admin_frame(AdminPart::Calendar, td_string!(l, admin.calendar.heading).to_owned(), set, content)
}

/// 令和8年（2026年） or 2026.
fn year_name(year: i32) -> String {
    let who = viewer();
    if locale() == Locale::en {
        return year.to_string();
    }
    // The era of its first day; a year that changes its era has both names in the city's papers.
    let era = NaiveDate::from_ymd_opt(year, 12, 31).map(|last| table(last, who.date_style));
    match era.as_deref().and_then(|text| text.strip_prefix('R')).and_then(|rest| rest.split('.').next()) {
        Some("1") => format!("令和元年（{year}年）"),
        Some(number) => format!("令和{number}年（{year}年）"),
        None => format!("{year}年"),
    }
}

fn years(year: &CalendarYear) -> AnyView {
    let l = locale();
    let step = |to: i32, word: &'static str| {
        CALENDAR_YEARS.contains(&to).then(|| view! { <a href=format!("/admin/calendar?year={to}")>{word}</a> })
    };
    let choices = CALENDAR_YEARS.map(|it| Choice::new(it.to_string(), year_name(it))).collect();
    let inside = view! {
        {step(year.year - 1, td_string!(l, admin.calendar.previous))}
        {view_select("year", td_string!(l, admin.calendar.year), choices, &year.year.to_string())}
        <button type="submit" class="button-quiet">{td_string!(l, admin.calendar.show)}</button>
        {step(year.year + 1, td_string!(l, admin.calendar.next))}
    };
    filter_form("/admin/calendar", td_string!(l, admin.calendar.show), inside.into_any())
}

/// 開庁日数 of the city and of the centers that are the viewer's.
fn open_days(year: &CalendarYear) -> Option<AnyView> {
    let l = locale();
    let who = viewer();
    let last = NaiveDate::from_ymd_opt(year.year, 12, 31)?;
    let before = NaiveDate::from_ymd_opt(year.year - 1, 12, 31)?;
    let own = who.actor.as_ref().and_then(|actor| actor.center);
    let centers = CenterCode::ALL.iter().copied().filter(|it| own.is_none_or(|own| own == *it)).map(Some);
    let items = std::iter::once(None).chain(centers).map(|center| {
        let days = who.calendars.of_some(center).between(before, last);
        let days = td_string!(l, admin.calendar.days, n = days).to_string();
        view! { <dt>{admin::reach(center)}</dt><dd>{days}</dd> }
    });
    let items = items.collect_view();
    let heading = td_string!(l, admin.calendar.open_days, year = year_name(year.year)).to_string();
    Some(
        view! {
            <section class="panel" aria-labelledby="open-days">
                <h2 id="open-days">{heading}</h2>
                <dl class="facts">{items}</dl>
            </section>
        }
        .into_any(),
    )
}

fn by_hand(year: &CalendarYear) -> AnyView {
    let l = locale();
    let rows = year.days.iter().map(|row| {
        let change = year.may_set.contains(&row.center).then(|| {
            let label = format!("{} {}", td_string!(l, admin.calendar.change), day_text(row.day));
            view! { <a href=format!("/admin/calendar/day?{}", again(row)) aria-label=label>{td_string!(l, admin.calendar.change)}</a> }
        });
        view! {
            <tr>
                <th scope="row" class="nowrap">{day_text(row.day)}</th>
                <td>{admin::set_to(row.says)}</td>
                <td>{admin::reach(row.center)}</td>
                <td>{row.name.clone()}</td>
                <td>{row.reason.clone()}</td>
                <td>{change}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let table = if year.days.is_empty() {
        view! { <p class="support">{td_string!(l, admin.calendar.none_set)}</p> }.into_any()
    } else {
        let change = td_string!(l, admin.calendar.change);
        let columns = view! {
            {heads(&[td_string!(l, words.field.day), td_string!(l, words.field.says), td_string!(l, words.field.reach), td_string!(l, words.field.label), td_string!(l, words.field.reason)])}
            <th scope="col"><span class="visually-hidden">{change}</span></th>
        };
        grid(Name::Heading("days-set", td_string!(l, admin.calendar.caption_set).into()), "admin-table", columns, rows)
    };
    view! {
        <section class="panel" aria-labelledby="days-set">
            <h2 id="days-set">{td_string!(l, admin.calendar.caption_set)}</h2>
            {table}
        </section>
    }
    .into_any()
}

/// The form filled with what is set, to change it.
fn again(row: &DayRow) -> String {
    DayInput {
        day: row.day.to_string(),
        reach: DayInput::reach_code(row.center).to_owned(),
        says: match row.says {
            domain::calendar::DayOverride::Open => "open",
            domain::calendar::DayOverride::Closed => "closed",
        }
        .to_owned(),
        name: row.name.clone(),
        reason: String::new(),
    }
    .to_query()
}

fn by_law(year: &CalendarYear) -> AnyView {
    let l = locale();
    let days = NaiveDate::from_ymd_opt(year.year, 1, 1).into_iter().flat_map(|first| first.iter_days());
    let days = days.take_while(|day| day.year() == year.year);
    let items = days.filter_map(|day| {
        let holiday = holiday_on(day)?;
        let name = if l == Locale::en { holiday.name_en() } else { holiday.name_ja() };
        let computed =
            is_estimated(day).then(|| view! { " "<span class="chip">{td_string!(l, admin.calendar.estimated)}</span> });
        Some(view! { <dt class="nowrap">{day_text(day)}</dt><dd>{name}{computed}</dd> })
    });
    let items = items.collect_view();
    view! {
        <section class="panel" aria-labelledby="days-by-law">
            <h2 id="days-by-law">{td_string!(l, admin.calendar.caption_law)}</h2>
            <dl class="facts holidays">{items}</dl>
            <p class="support">{td_string!(l, admin.calendar.year_end)}</p>
            <p class="support">{td_string!(l, admin.calendar.estimated_support)}</p>
        </section>
    }
    .into_any()
}
