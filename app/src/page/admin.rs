//! 管理: accounts, masters, calendar, for those whom row 31 of the table lets in.

pub mod calendar;
pub mod day;
mod master_fields;
pub mod new_user;
mod org_ending;
pub mod organisation;
pub mod organisations;
pub mod refusals;
pub mod review;
pub mod system;
mod system_ending;
pub mod systems;
mod touched;
pub mod user;
pub mod users;

use crate::{
    page::not_found::NotFound,
    part::{
        self,
        admin_frame::{AdminPart, admin_frame},
    },
    viewer::{locale, viewer},
};
use domain::{
    actor::Actor,
    admin::{edits_all, reads},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// 概要: the parts of 管理.
#[component]
pub fn AdminPage() -> impl IntoView {
    match viewer().actor.filter(reads) {
        Some(actor) => overview(&actor),
        None => view! { <NotFound/> }.into_any(),
    }
}

fn overview(actor: &Actor) -> AnyView {
    let l = locale();
    let cards = AdminPart::offered().filter_map(|part| {
        let about = part.about()?;
        Some(view! { <li class="panel"><h2><a href=part.href()>{part.word()}</a></h2><p>{about}</p></li> })
    });
    let may = if edits_all(actor) {
        None
    } else if actor.center.is_some() {
        Some(td_string!(l, admin.about.own_center))
    } else {
        Some(td_string!(l, admin.about.reads))
    };
    let content = view! {
        {may.map(|sentence| view! { <p class="support">{sentence}</p> })}
        <ul class="admin-cards">{cards.collect_view()}</ul>
    };
    admin_frame(AdminPart::Home, td_string!(l, admin.heading).to_owned(), (), content)
}

/// A form of 管理: it names its verb and the version that the person has before them.
fn post(action: String, verb: &'static str, version: i32, inputs: impl IntoView) -> AnyView {
    part::post::post(action, "admin-form", verb, Some(version), inputs)
}
