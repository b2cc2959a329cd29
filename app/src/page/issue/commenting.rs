//! Writing a comment, with who will read it in words.

use super::posting::post;
use crate::part::{chip, will_read::will_read};
use crate::{
    form::typed,
    part::{
        select::{Choice, SelectField},
        text_area::TextArea,
    },
    viewer::locale,
    words::{Word, form, scope_readers},
};
use domain::{refusal::Field, view::IssuePage, visibility::Scope};
use leptos::prelude::*;
use leptos_i18n::td_string;

const VERB: &str = "comment";

/// Nothing for a person who may not comment here.
pub(super) fn commenting(page: &IssuePage) -> Option<AnyView> {
    let l = locale();
    let back = typed(VERB);
    let readers = match page.comment_scopes.as_slice() {
        [] => return None,
        [only] => one_scope(page, *only),
        several => {
            let choices = several.iter().map(|scope| scope_choice(*scope)).collect();
            let label = td_string!(l, issue.comment_scope);
            let each = several.iter().map(|scope| view! { <li>{chip::scope(*scope)}" "{scope_readers(*scope)}</li> });
            let each = each.collect_view();
            view! {
                <SelectField verb=VERB field=Field::Scope typed=back.clone() choices=choices label=label/>
                <ul class="comment-readers">{each}</ul>
            }
            .into_any()
        }
    };
    let support = td_string!(l, issue.markdown, privacy = td_string!(l, shell.privacy)).to_string();
    let inputs = view! {
        {readers}
        <TextArea verb=VERB field=Field::Text typed=back label=form::label(VERB, Field::Text) support=support required=true markdown=true/>
        <button type="submit" class="button">{td_string!(l, issue.comment_button)}</button>
    };
    Some(
        view! {
            <section class="panel issue-comment" aria-labelledby="comment-heading">
                <h2 id="comment-heading">{td_string!(l, issue.comment_heading)}</h2>
                {post(page, VERB, inputs)}
            </section>
        }
        .into_any(),
    )
}

fn one_scope(page: &IssuePage, scope: Scope) -> AnyView {
    view! {
        {will_read(scope, page.system.as_ref().map(|it| it.name.as_str()))}
        <input type="hidden" name=Field::Scope.as_str() value=scope.as_str()/>
    }
    .into_any()
}

fn scope_choice(scope: Scope) -> Choice {
    let (word, readers) = (scope.word(), scope_readers(scope));
    Choice::new(scope.as_str(), td_string!(locale(), issue.scope_choice, scope = word, readers = readers).to_string())
}
