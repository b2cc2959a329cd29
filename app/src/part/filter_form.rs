//! The form above a list that says what the list shows: a plain GET form, so that every view has its own address.
//! Going back, the browser must not fill in what was chosen last: the form shows what is in force.

use crate::{
    part::select::{Choice, options},
    viewer::locale,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The form.
pub fn filter_form(action: &'static str, label: &'static str, inside: AnyView) -> AnyView {
    form("", action.to_owned(), label, inside)
}

/// The same for many fields: a telephone shows only what is in force until the link opens the rest, without a script.
pub fn long_filter_form(class: &'static str, action: String, label: &'static str, inside: AnyView) -> AnyView {
    let open = view! { <a class="filter-open" href="#filters">{td_string!(locale(), shell.open_filters)}</a> };
    form(&format!("filter-form-long {class}"), action, label, view! { {open} {inside} }.into_any())
}

fn form(class: &str, action: String, label: &'static str, inside: AnyView) -> AnyView {
    let class = format!("filter-form {class}");
    view! {
        <form id="filters" class=class method="get" action=action role="search" autocomplete="off" aria-label=label>
            {inside}
        </form>
    }
    .into_any()
}

/// A choice of what to show. `chosen`: what is in force, where something is; it stands out.
pub fn filter_select(name: &'static str, label: &'static str, choices: Vec<Choice>, chosen: Option<&str>) -> AnyView {
    let class = if chosen.is_some() { "filter-field is-set" } else { "filter-field" };
    labelled(class, name, label, options(choices, chosen.unwrap_or_default()).into_any())
}

/// A choice of which one is always in force, so that none stands out.
pub fn view_select(name: &'static str, label: &'static str, choices: Vec<Choice>, chosen: &str) -> AnyView {
    labelled("filter-field", name, label, options(choices, chosen).into_any())
}

fn labelled(class: &'static str, name: &'static str, label: &'static str, options: AnyView) -> AnyView {
    let id = format!("filter-{name}");
    view! {
        <div class=class>
            <label for=id.clone()>{label}</label>
            <select id=id name=name>{options}</select>
        </div>
    }
    .into_any()
}

/// A text that says what to show. `hint`: how it is written.
pub fn filter_input(name: &'static str, label: &'static str, value: String, hint: Option<&'static str>) -> AnyView {
    let id = format!("filter-{name}");
    view! {
        <div class="filter-field">
            <label for=id.clone()>{label}</label>
            <input type="text" id=id name=name value=value maxlength="40" autocomplete="off" title=hint/>
        </div>
    }
    .into_any()
}

/// A text that is empty unless somebody asks for it; it stands out then.
pub fn filter_text(name: &'static str, label: &'static str, value: Option<String>) -> AnyView {
    let id = format!("filter-{name}");
    let class = if value.is_some() { "filter-field is-set" } else { "filter-field" };
    view! {
        <div class=class>
            <label for=id.clone()>{label}</label>
            <input type="text" id=id name=name value=value maxlength="100" autocomplete="off"/>
        </div>
    }
    .into_any()
}

/// Words to look for.
pub fn filter_words(label: &'static str, value: Option<String>) -> AnyView {
    let class = if value.is_some() { "filter-field filter-q is-set" } else { "filter-field filter-q" };
    view! {
        <div class=class>
            <label for="filter-q">{label}</label>
            <input type="search" id="filter-q" name="q" maxlength="100" autocomplete="off" value=value/>
        </div>
    }
    .into_any()
}

/// すべて, and then what can be chosen.
pub fn any_or(choices: impl IntoIterator<Item = Choice>) -> Vec<Choice> {
    std::iter::once(Choice::new("", td_string!(locale(), shell.all))).chain(choices).collect()
}
