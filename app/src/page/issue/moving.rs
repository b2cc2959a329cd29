//! The form of one move, with the inputs it needs.

use super::{
    assigning,
    posting::{post, will_read},
};
use crate::{
    form::{Typed, typed},
    part::{date_field::DateField, text_area::TextArea},
    viewer::locale,
    words::{Word, form, scope_readers},
};
use domain::{
    issue::{Move, Needs, needs},
    refusal::Field,
    view::IssuePage,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// `button`: the class of its button.
pub(super) fn form(page: &IssuePage, mv: Move, button: &'static str) -> AnyView {
    let verb = mv.as_str();
    let back = typed(verb);
    let inputs = match needs(mv) {
        Needs::Nothing => ().into_any(),
        Needs::Text => text(page, mv, back),
        Needs::Reason => reason(verb, back),
        Needs::ReasonAndDay => view! {
            {reason(verb, back.clone())}
            <DateField verb=verb field=Field::Until typed=back required=true/>
        }
        .into_any(),
        Needs::Assignment => view! {
            {assigning::fields(page, verb)}
            {assigning::due(page, verb)}
        }
        .into_any(),
    };
    let writes = !matches!(needs(mv), Needs::Nothing | Needs::Assignment);
    let readers = writes.then(|| will_read(page));
    post(page, verb, view! { {inputs}{readers}<button type="submit" class=button>{mv.word()}</button> })
}

/// 質問, 回答 or 対応内容, which becomes a comment in the 公開範囲 of the 課題.
fn text(page: &IssuePage, mv: Move, back: Typed) -> AnyView {
    let l = locale();
    let label = form::label(mv.as_str(), Field::Text);
    let scope = page.row.scope;
    let readers = scope_readers(scope);
    let privacy = td_string!(l, shell.privacy);
    let support =
        td_string!(l, issue.becomes_comment, scope = scope.word(), readers = readers, privacy = privacy).to_string();
    view! {
        <TextArea verb=mv.as_str() field=Field::Text typed=back label=label support=support required=true markdown=true/>
    }
    .into_any()
}

fn reason(verb: &'static str, back: Typed) -> AnyView {
    view! { <TextArea verb=verb field=Field::Reason typed=back required=true rows=3/> }.into_any()
}
