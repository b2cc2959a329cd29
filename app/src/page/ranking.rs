//! Who held the ball for how long, in any period.

use crate::{
    api,
    part::{
        banner::{Notice, NoticeKind},
        empty::Empty,
        filter_form::{filter_form, filter_input},
        grid::{Name, grid, heads},
        loaded::loaded,
    },
    viewer::{day, day_text, locale},
    words::Word,
};
use chrono::NaiveDate;
use domain::{
    date::parse_day,
    issue::Holder,
    ranking::Period,
    view::{RankRow, RankingView},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

/// The period and the ranking.
#[component]
pub fn RankingPage() -> impl IntoView {
    let l = locale();
    let query = use_location().search;
    let ranking = Resource::new(move || query.get(), api::read_ranking);
    view! {
        <Title text=td_string!(l, ranking.heading)/>
        {loaded(ranking, move |ranking| shown(&ranking, &query.get_untracked()))}
    }
}

fn shown(ranking: &RankingView, query: &str) -> impl IntoView + use<> {
    let l = locale();
    let period = ranking.period;
    let (_, ignored) = Period::parse(query, ranking.today);
    let ignored = (!ignored.is_empty()).then(|| {
        let told = ignored.iter().map(|(name, value)| view! { <p>{unused(name, value)}</p> }).collect_view();
        view! { <Notice kind=NoticeKind::Warning>{told}</Notice> }
    });
    let words = td_string!(l, ranking.period, from = day_text(period.from), to = day_text(period.to)).to_string();
    let open = (period.to > ranking.today).then(|| {
        let text = td_string!(l, ranking.until_today, today = day_text(ranking.today)).to_string();
        view! { <span class="support">{text}</span> }
    });
    let content = if ranking.rows.is_empty() {
        view! { <Empty why=td_string!(l, ranking.empty)/> }.into_any()
    } else {
        table(&ranking.rows).into_any()
    };
    view! {
        <div class="page-head"><h1>{td_string!(l, ranking.heading)}</h1></div>
        <p class="ranking-lead">{td_string!(l, ranking.lead)}</p>
        {choosing(period, ranking.today)}
        {ignored}
        <p class="ranking-period"><strong>{words}</strong>" "{open}</p>
        {content}
    }
}

/// What of the typed period is not used, why, and what to do.
fn unused(name: &str, value: &str) -> String {
    let l = locale();
    let field = if name == "from" { td_string!(l, ranking.from) } else { td_string!(l, ranking.to) };
    match parse_day(value) {
        Ok(date) => td_string!(l, ranking.ends_before, day = day_text(date)).to_string(),
        Err(_) => td_string!(l, ranking.no_date, field = field, value = value.to_owned()).to_string(),
    }
}

fn choosing(period: Period, today: NaiveDate) -> impl IntoView {
    let l = locale();
    let quick = [
        (Period::week_of(today), td_string!(l, ranking.this_week)),
        (Period::month_of(today), td_string!(l, ranking.this_month)),
        (Period::month_before(today), td_string!(l, ranking.last_month)),
        (Period::fiscal_year_of(today), td_string!(l, ranking.fiscal_year)),
    ];
    let quick = quick.map(|(it, word)| {
        let here = (it == period).then_some("page");
        view! { <li><a href=format!("/ranking?{}", it.to_query()) aria-current=here>{word}</a></li> }
    });
    let field = |name, label, value| filter_input(name, label, day(value), Some(td_string!(l, shell.date_hint)));
    let inside = view! {
        <nav class="quick-links" aria-label=td_string!(l, ranking.quick)><ul>{quick.into_iter().collect_view()}</ul></nav>
        {field("from", td_string!(l, ranking.from), period.from)}
        {field("to", td_string!(l, ranking.to), period.to)}
        <div class="filter-actions"><button type="submit" class="button">{td_string!(l, ranking.apply)}</button></div>
    };
    filter_form("/ranking", td_string!(l, ranking.heading), inside.into_any())
}

fn table(rows: &[RankRow]) -> impl IntoView + use<> {
    let l = locale();
    let most = rows.first().map_or(1, |row| row.days).max(1);
    let lines = (1_u32..).zip(rows).map(|(rank, it)| row(rank, it, most)).collect_view();
    let number = |word: &'static str| view! { <th scope="col" class="number">{word}</th> };
    let columns = view! {
        {number(td_string!(l, ranking.rank))}
        {heads(&[td_string!(l, ranking.org)])}
        {number(td_string!(l, ranking.days))}
        <th scope="col" class="ranking-bar" aria-hidden="true"></th>
        {number(td_string!(l, ranking.turns))}
        {number(td_string!(l, ranking.mean))}
        {number(td_string!(l, ranking.longest))}
        {number(td_string!(l, ranking.still))}
    };
    grid(Name::Heard(td_string!(l, ranking.caption).into()), "ranking", columns, lines)
}

fn row(rank: u32, row: &RankRow, most: i64) -> impl IntoView + use<> {
    let l = locale();
    let (code, name) = match &row.org {
        Some(org) => (org.code.clone(), org.name.clone()),
        None => (Holder::Nation.as_str().to_owned(), Holder::Nation.word().to_owned()),
    };
    let mean = row.days as f64 / f64::from(row.turns.max(1));
    let width = format!("{:.1}", row.days as f64 * 100.0 / most as f64);
    let days = |n: String| td_string!(l, shell.days, n = n).to_string();
    view! {
        <tr>
            <td class="number">{rank}</td>
            <th scope="row"><a href=format!("/issues?ball={code}") title=td_string!(l, ranking.now)>{name}</a></th>
            <td class="number"><strong>{days(row.days.to_string())}</strong></td>
            <td class="ranking-bar" aria-hidden="true">
                <svg viewBox="0 0 100 10" preserveAspectRatio="none" focusable="false"><rect x="0" y="0" width=width height="10"/></svg>
            </td>
            <td class="number">{td_string!(l, ranking.times, n = row.turns).to_string()}</td>
            <td class="number">{days(format!("{mean:.1}"))}</td>
            <td class="number">{days(row.longest.to_string())}</td>
            <td class="number">{td_string!(l, shell.count, n = row.still).to_string()}</td>
        </tr>
    }
}
