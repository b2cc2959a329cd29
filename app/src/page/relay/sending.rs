//! 転記して市へ送付: where to, for whom, in the manager's own words.

use super::form;
use crate::{
    form::typed,
    part::{
        field::TextField,
        scope_choice::ScopeChoice,
        select::{Choice, SelectField},
        text_area::{TextArea, with_privacy},
    },
    viewer::locale,
    words::Word,
};
use domain::{
    refusal::Field,
    relay::{RelayMove, SENT_INTO, SendInput},
    view::RelayPage,
    visibility::Scope,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

const VERB: &str = "send_relay";

pub(super) fn send(page: &RelayPage) -> AnyView {
    let l = locale();
    let back = typed(VERB);
    let systems = std::iter::once(Choice::new("", td_string!(l, relay.no_system)))
        .chain(page.systems.iter().map(|it| Choice::new(it.code.clone(), it.name.clone())))
        .collect();
    let inputs = view! {
        <p class="support">{td_string!(l, relay.send_lead)}</p>
        <SelectField verb=VERB field=Field::Target typed=back.clone() choices=targets(page) value=usual(page)
            label=td_string!(l, relay.target_label) support=td_string!(l, relay.target_hint) required=true/>
        <TextField verb=VERB field=Field::Title typed=back.clone() value=page.row.title.clone()
            support=td_string!(l, relay.title_hint)/>
        <SelectField verb=VERB field=Field::System typed=back.clone() choices=systems support=td_string!(l, relay.system_hint)/>
        <TextArea verb=VERB field=Field::Text typed=back.clone() value=page.text.clone() required=true rows=10
            label=td_string!(l, relay.send_text) support=with_privacy(td_string!(l, relay.send_text_hint))/>
        // The narrow one is chosen beforehand.
        <ScopeChoice verb=VERB scopes=SENT_INTO.to_vec() typed=back value=Scope::CityManager.as_str()
            legend=td_string!(l, relay.will_read)/>
        <button type="submit" class="button">{RelayMove::Send.word()}</button>
    };
    view! {
        <section class="panel" aria-labelledby="relay-send">
            <h2 id="relay-send">{td_string!(l, relay.send_heading)}</h2>
            {form(page, VERB, inputs)}
        </section>
    }
    .into_any()
}

/// The 課題 that it comes from, where the city knows of it; else a new one.
fn usual(page: &RelayPage) -> String {
    let source = page.source.as_ref().map(|(issue, _)| issue.key);
    let known = page.targets.iter().find(|it| Some(it.key) == source);
    known.map_or_else(|| SendInput::NEW.to_owned(), |it| it.key.to_string())
}

fn targets(page: &RelayPage) -> Vec<Choice> {
    let l = locale();
    let of = |scope: Scope| {
        let group = td_string!(l, relay.comment_on, scope = scope.word()).to_string();
        page.targets.iter().filter(move |it| it.scope == scope).map(move |it| {
            let system = it.system.as_ref().map(|code| format!("［{code}］")).unwrap_or_default();
            Choice::in_group(it.key.to_string(), format!("{} {}{system}", it.key, it.title), group.clone())
        })
    };
    std::iter::once(Choice::new(SendInput::NEW, td_string!(l, relay.new_issue)))
        .chain(SENT_INTO.into_iter().flat_map(of))
        .collect()
}
