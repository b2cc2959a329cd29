//! 今日: what waits for me and until when, and which cases are in danger.

mod cases;
mod changes;
mod figures;
mod gates;
mod issues;
mod laws;
mod order;
mod relays;
mod waiting;

use crate::{
    api,
    part::{gates_waiting::gates_waiting, law_moves::law_moves, loaded::loaded},
    viewer::{day_text, locale, viewer},
};
use domain::{role::Role, view::TodayView};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use order::{Section, order};

/// The first page after signing in. The role decides the order of its sections.
#[component]
pub fn TodayPage() -> impl IntoView {
    let l = locale();
    let who = viewer();
    let role = who.actor.as_ref().map(|actor| actor.role);
    let content = if role == Some(Role::SystemAdmin) {
        no_content().into_any()
    } else {
        let today = Resource::new(|| (), |()| api::read_today());
        loaded(today, move |today| sections(today, role.unwrap_or(Role::SectionOfficer))).into_any()
    };
    view! {
        <Title text=td_string!(l, today.heading)/>
        <div class="page-head today-head">
            <h1>{td_string!(l, today.heading)}" "<span class="today-day">{day_text(who.today)}</span></h1>
        </div>
        {content}
    }
}

fn sections(today: TodayView, role: Role) -> impl IntoView {
    let [main, side] = order(role);
    let show = |sections: &'static [Section]| sections.iter().map(|section| shown(*section, &today)).collect_view();
    view! {
        {figures::figures(&today)}
        {law_moves(&today)}
        {gates_waiting(&today.cases)}
        <div class="today-columns">
            <div class="today-main">{show(main)}</div>
            <div class="today-side">{show(side)}</div>
        </div>
    }
}

fn shown(section: Section, today: &TodayView) -> AnyView {
    match section {
        Section::Mine => issues::mine(today).into_any(),
        Section::Soon => issues::soon(today).into_any(),
        Section::Overdue => issues::overdue(today).into_any(),
        Section::Waiting => waiting::waiting(today).into_any(),
        Section::Cases => cases::cases(today).into_any(),
        Section::Changes => changes::changes(today).into_any(),
        Section::Laws => laws::laws(today).into_any(),
        Section::Relays => relays::relays(today).into_any(),
        Section::Gates => gates::gates(today).into_any(),
    }
}

/// システム管理者 runs the tool and reads no case (notes/domain §2).
fn no_content() -> impl IntoView {
    let l = locale();
    view! {
        <section class="panel">
            <p>{td_string!(l, today.admin)}</p>
            <p class="support">{td_string!(l, today.admin_next)}</p>
        </section>
    }
}
