//! Where the person is signed in, and signing out there.

use super::PATH;
use crate::{
    part::{
        grid::{Name, grid, heads},
        post::post,
    },
    viewer::{locale, moment},
};
use domain::{refusal::Field, view::OwnSession};
use leptos::prelude::*;
use leptos_i18n::td_string;

pub(super) fn sessions(own: &[OwnSession]) -> AnyView {
    let l = locale();
    let rows = own.iter().map(row).collect_view();
    let columns = heads(&[
        td_string!(l, account.begun),
        td_string!(l, account.seen),
        td_string!(l, account.address),
        td_string!(l, account.act),
    ]);
    let all = view! {
        <p class="support">{td_string!(l, account.end_all_support)}</p>
        <button type="submit" class="button">{td_string!(l, account.end_all)}</button>
    };
    view! {
        <section class="panel" aria-labelledby="sessions-heading">
            <h2 id="sessions-heading">{td_string!(l, account.sessions)}</h2>
            <p class="support">{td_string!(l, account.sessions_lead)}</p>
            {grid(Name::Heard(td_string!(l, account.sessions_caption).into()), "sessions", columns, rows)}
            {post(PATH.to_owned(), "sessions-all", "end_all_sessions", None, all)}
        </section>
    }
    .into_any()
}

fn row(session: &OwnSession) -> impl IntoView + use<> {
    let l = locale();
    let begun = moment(session.begun_at);
    let address = match session.address.as_str() {
        "" => td_string!(l, account.address_unknown).to_owned(),
        address => address.to_owned(),
    };
    let act = if session.here {
        view! { <strong>{td_string!(l, account.here)}</strong> }.into_any()
    } else if session.mark.is_empty() {
        ().into_any()
    } else {
        let name = td_string!(l, account.end_named, begun = begun.clone()).to_string();
        let inputs = view! {
            <input type="hidden" name=Field::Session.as_str() value=session.mark.clone()/>
            <button type="submit" class="button-quiet">
                {td_string!(l, account.end)}<span class="visually-hidden">{name}</span>
            </button>
        };
        post(PATH.to_owned(), "", "end_session", None, inputs)
    };
    view! {
        <tr>
            <th scope="row" class="nowrap">{begun.clone()}</th>
            <td class="nowrap">{moment(session.seen_at)}</td>
            <td class="nowrap">{address}</td>
            <td>{act}</td>
        </tr>
    }
}
