//! 課題: what it is, who has the ball, the next step as one button, then the history.
//!
//! Each verb has one form, posted to the page's own address (docs/decisions/0002). A form always
//! carries the version that the page shows, so that a stale one can be saved after reading.

mod assigning;
mod checklist;
mod commenting;
mod editing;
mod facts;
mod head;
mod moving;
mod posting;
pub(super) mod present;
mod related;
mod relays;
mod rescheduling;
#[cfg(test)]
mod tests;
mod texts;
mod turn;

use crate::{
    api::read_issue,
    part::{
        history::{HISTORY_ALL, history_with},
        loaded::loaded,
        standing,
    },
    viewer::{RecordCenter, locale},
    words::Word,
};
use domain::view;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

/// The page of one 課題.
#[component]
pub fn IssuePage() -> impl IntoView {
    let params = use_params_map();
    let key = move || params.read().get("key").unwrap_or_default();
    let query = use_query_map();
    let part = move || query.read().get("history").unwrap_or_default();
    let asked = move || (key(), part());
    loaded(Resource::new(asked, |(key, part)| read_issue(key, part)), |page: view::IssuePage| whole(&page))
}

/// On a wide screen the ball stands beside everything; on a narrow one between what the 課題 is
/// and what was said about it.
fn whole(page: &view::IssuePage) -> AnyView {
    let l = locale();
    provide_context(RecordCenter(page.case.no.center));
    standing::now(page.row.state.word());
    standing::stale(td_string!(l, problems.stale));
    view! {
        <Title text=format!("{} {}", page.row.key, page.row.title)/>
        {head::head(page)}
        <div class="issue">
            <div class="issue-what">
                {texts::texts(page)}
                {checklist::checklist(page)}
                {related::related(page)}
            </div>
            <div class="issue-side">
                {turn::turn(page)}
                {facts::facts(page)}
                {relays::relays(page)}
                {changes(page)}
            </div>
            <div class="issue-talk">
                <section aria-labelledby="history-heading">
                    <h2 id="history-heading">{td_string!(l, issue.history)}</h2>
                    {older(page)}
                    {history_with(&page.history, &|comment| relays::beside_comment(page, comment))}
                </section>
                {commenting::commenting(page)}
            </div>
        </div>
    }
    .into_any()
}

/// That the history begins earlier, with the way there.
fn older(page: &view::IssuePage) -> Option<AnyView> {
    let l = locale();
    page.older.then(|| {
        let href = format!("/issues/{}?{HISTORY_ALL}#history-heading", page.row.key);
        let newest = td_string!(l, issue.history_newest, n = page.history.len()).to_string();
        view! { <p class="support">{newest}" "<a href=href>{td_string!(l, issue.history_all)}</a></p> }.into_any()
    })
}

/// What an editor can change besides the state.
fn changes(page: &view::IssuePage) -> Option<AnyView> {
    edits(page).then(|| {
        view! {
            <section class="panel issue-changes" aria-labelledby="changes-heading">
                <h2 id="changes-heading">{td_string!(locale(), issue.changes)}</h2>
                {rescheduling::move_deadline(page)}
                {assigning::assign(page)}
                {editing::edit(page)}
            </section>
        }
        .into_any()
    })
}

/// Whether the fields can be changed: by an editor, while the 課題 is open.
const fn edits(page: &view::IssuePage) -> bool {
    page.may_edit && page.row.state.is_open()
}
