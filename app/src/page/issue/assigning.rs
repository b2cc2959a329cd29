//! 担当組織, 担当者, 期限.

use super::{posting::post, present::present};
use crate::{
    form::typed,
    part::{
        date_field::DateField,
        fold::fold,
        select::{Choice, SelectField},
    },
    viewer::{day, locale},
};
use domain::{
    refusal::Field,
    view::{IssuePage, Named, PersonChoice},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// 担当を変更する.
pub(super) fn assign(page: &IssuePage) -> AnyView {
    let l = locale();
    let inputs = view! {
        {fields(page, "assign")}
        <button type="submit" class="button">{td_string!(l, issue.assign)}</button>
    };
    fold(td_string!(l, issue.assign), typed("assign").is_returned(), post(page, "assign", inputs))
}

/// 担当組織 and 担当者, filled with what is set. Everybody can be chosen; once 担当組織 is changed in
/// a living page, only its people are offered.
pub(super) fn fields(page: &IssuePage, verb: &'static str) -> AnyView {
    let back = typed(verb);
    let org = page.org.clone().unwrap_or_else(|| Named { code: String::new(), name: String::new() });
    let login = page.assignee_login.clone().unwrap_or_default();
    let name = page.row.assignee.clone().unwrap_or_default();
    let orgs = with_none(organisations(page));
    let people = people(page);
    let narrowed = RwSignal::new(None::<String>);
    let assignee = {
        let (back, login) = (back.clone(), login.clone());
        move || {
            let of_org = narrowed.get().filter(|code| !code.is_empty());
            let offered = people.iter().filter(|it| of_org.as_ref().is_none_or(|code| *code == it.org));
            let offered = with_none(offered.map(person).collect());
            view! {
                <SelectField verb=verb field=Field::Assignee typed=back.clone() choices=offered value=login.clone() required=true/>
            }
        }
    };
    view! {
        <SelectField
            verb=verb
            field=Field::Org
            typed=back.clone()
            choices=orgs
            value=org.code.clone()
            required=true
            on:change=move |ev| narrowed.set(Some(event_target_value(&ev)))
        />
        {present(&back, Field::Org, &org.code, &org.name)}
        {assignee}
        {present(&back, Field::Assignee, &login, &name)}
    }
    .into_any()
}

/// 期限 of an acceptance. One that is set is not moved here, but with a reason.
pub(super) fn due(page: &IssuePage, verb: &'static str) -> AnyView {
    let l = locale();
    let back = typed(verb);
    let Some(set) = page.row.due else {
        return view! { <DateField verb=verb field=Field::Due typed=back required=true/> }.into_any();
    };
    let sentence = td_string!(l, issue.due_is_set, day = day(set)).to_string();
    let typed = back.value(Field::Due.as_str()).filter(|text| !text.is_empty());
    let typed = typed.map(|typed| td_string!(l, issue.typed_due, typed = typed).to_string());
    view! {
        <p class="support" id=format!("{verb}-{}", Field::Due)>{sentence}</p>
        {typed.map(|typed| view! { <p class="present">{typed}</p> })}
    }
    .into_any()
}

/// The organisations offered, the present one among them.
fn organisations(page: &IssuePage) -> Vec<Choice> {
    let offered = &page.choices.orgs;
    let present = page.org.iter().filter(|org| !offered.contains(org));
    offered.iter().chain(present).map(|org| Choice::new(&org.code, &org.name)).collect()
}

/// The people offered, the present 担当者 among them.
fn people(page: &IssuePage) -> Vec<PersonChoice> {
    let mut people = page.choices.people.clone();
    let known = |login: &String| people.iter().any(|it| it.login == *login);
    if let (Some(login), Some(name)) = (page.assignee_login.as_ref().filter(|it| !known(it)), &page.row.assignee) {
        let (org, org_name) = page.org.as_ref().map(|org| (org.code.clone(), org.name.clone())).unwrap_or_default();
        people.push(PersonChoice { login: login.clone(), name: name.clone(), title: String::new(), org, org_name });
    }
    people
}

/// A person with their position, under their organisation.
pub(super) fn person(person: &PersonChoice) -> Choice {
    let text = format!("{} {}", person.name, person.title);
    Choice::in_group(&person.login, text.trim(), &person.org_name)
}

fn with_none(choices: Vec<Choice>) -> Vec<Choice> {
    let mut all = vec![Choice::new("", td_string!(locale(), shell.choose))];
    all.extend(choices);
    all
}
