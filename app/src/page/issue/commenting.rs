//! Writing a comment, with who will read it in words.

use super::posting::post;
use crate::{
    form::typed,
    part::{scope_band::vendor_words, scope_choice::ScopeChoice, text_area::TextArea, will_read::will_read},
    viewer::locale,
    words::form,
};
use domain::{refusal::Field, view::IssuePage, visibility::Scope};
use leptos::prelude::*;
use leptos_i18n::td_string;

const VERB: &str = "comment";

/// Nothing for a person who may not comment here.
pub(super) fn commenting(page: &IssuePage) -> Option<AnyView> {
    let l = locale();
    let back = typed(VERB);
    let system = page.system.as_ref().map(|it| it.name.as_str());
    let readers = match page.comment_scopes.as_slice() {
        [] => return None,
        [only] => one_scope(*only, system),
        several => {
            let usual = several.first().map_or("", |scope| scope.as_str());
            let vendor = vendor_words(Scope::Shared, system);
            view! {
                <ScopeChoice verb=VERB scopes=several.to_vec() typed=back.clone() value=usual vendor
                    legend=td_string!(l, issue.comment_scope)/>
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

fn one_scope(scope: Scope, system: Option<&str>) -> AnyView {
    view! {
        {will_read(scope, system)}
        <input type="hidden" name=Field::Scope.as_str() value=scope.as_str()/>
    }
    .into_any()
}
