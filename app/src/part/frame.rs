//! What stands around every page: the way in, the way out, the search.

use crate::{
    part::banner::FormOutcome,
    texts::Locale,
    viewer::{day_text, locale, viewer},
    words::Word,
};
use domain::{
    actor::Actor,
    language::Language,
    law::may_see_laws,
    policy::{Action, Level, may},
    relay::reads_relays,
    role::Role,
};
use leptos::{html::Main, prelude::*};
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

/// Header, outcome of the last form, page.
#[component]
pub fn Frame(children: Children) -> impl IntoView {
    let l = locale();
    let who = viewer();
    let demo = who.demo.then(|| {
        let today = day_text(who.today);
        view! { <p class="demo-band">{td_string!(l, shell.demo, today = today).to_string()}</p> }
    });
    let main = NodeRef::<Main>::new();
    // On paper nobody can tell which day it shows, or whose eyes.
    let printed = who.actor.as_ref().map(|actor| {
        let (day, name) = (day_text(who.today), actor.name.clone());
        view! { <p class="printed">{td_string!(l, shell.printed, day = day, name = name).to_string()}</p> }
    });
    view! {
        <Title formatter=move |text: String| titled(&text, td_string!(l, shell.name))/>
        <a class="skip" href="#main" rel="external">{td_string!(l, shell.skip)}</a>
        <header class="site">
            <div class="site-bar">
                <a class="site-name" href="/">{td_string!(l, shell.name)}</a>
                {who.actor.as_ref().map(|_| view! { <Menu/> })}
            </div>
            {demo}
            {who.actor.as_ref().and_then(looking_as)}
        </header>
        <main id="main" tabindex="-1" node_ref=main>
            <FormOutcome/>
            {children()}
            {printed}
        </main>
    }
}

/// On every page while somebody looks as another person: as whom, and the way back.
fn looking_as(person: &Actor) -> Option<AnyView> {
    let l = locale();
    let watcher = person.watcher.as_ref()?;
    let org = if person.language == Language::En { &person.org_name_en } else { &person.org_name };
    let (name, by, role) = (person.name.clone(), watcher.name.clone(), person.role.word());
    let told = td_string!(l, viewing.band, name = name, org = org.clone(), role = role, watcher = by).to_string();
    let band = view! {
        <form class="viewing-band" method="post" action="/session/as/end" aria-label=td_string!(l, viewing.begin)>
            <p><strong>{told}</strong>" "{td_string!(l, viewing.band_rule)}</p>
            <button type="submit" class="button">{td_string!(l, viewing.end)}</button>
        </form>
    };
    Some(band.into_any())
}

/// The title of every page. Leptos writes it into the document unescaped, and a 件名 is part of it.
fn titled(text: &str, site: &str) -> String {
    let title = if text.is_empty() { site.to_owned() } else { format!("{text} | {site}") };
    #[cfg(feature = "ssr")]
    let title = html_escape::encode_text(&title).into_owned();
    title
}

/// The menu of a signed-in person.
#[component]
fn Menu() -> impl IntoView {
    let l = locale();
    let who = viewer();
    let path = use_location().pathname;
    let here = move |prefix: &'static str| {
        let at = path.get();
        let below = prefix != "/" && at.starts_with(&format!("{prefix}/")) && at != "/issues/new";
        (at == prefix || below).then_some("page")
    };
    if who.due.is_some() {
        return view! { <div class="site-who">{sign_out(l)}</div> }.into_any();
    }
    let reads_cases = who.actor.as_ref().is_some_and(|a| a.role != Role::SystemAdmin);
    let sees_laws = who.actor.as_ref().is_some_and(may_see_laws);
    let relays = who.actor.as_ref().is_some_and(reads_relays);
    let raises = who.actor.as_ref().is_some_and(|a| {
        may(a.role, Action::EditIssue).allows(Level::Edit) || may(a.role, Action::InternalTask).allows(Level::Edit)
    });
    let administers = who.actor.as_ref().is_some_and(domain::admin::reads);
    let name = who.actor.as_ref().map(|a| a.name.clone());
    // Nobody looks at another's settings.
    let account = who.actor.as_ref().is_some_and(|a| a.watcher.is_none()).then_some("/account");
    let place = who.actor.as_ref().map(|a| {
        let org = if a.language == domain::language::Language::En { &a.org_name_en } else { &a.org_name };
        format!("{org} {}", a.role.word())
    });
    view! {
        <nav class="site-nav" aria-label=td_string!(l, shell.nav)>
            <ul>
                <li><a href="/" aria-current=move || here("/")>{td_string!(l, shell.today)}</a></li>
                {reads_cases.then(|| view! {
                    <li><a href="/cases" aria-current=move || here("/cases")>{td_string!(l, shell.cases)}</a></li>
                    <li><a href="/timeline" aria-current=move || here("/timeline")>{td_string!(l, shell.timeline)}</a></li>
                    <li><a href="/issues" aria-current=move || here("/issues")>{td_string!(l, shell.issues)}</a></li>
                })}
                {relays.then(|| view! {
                    <li><a href="/relay" aria-current=move || here("/relay")>{td_string!(l, relay.menu)}</a></li>
                })}
                {sees_laws.then(|| view! {
                    <li><a href="/laws" aria-current=move || here("/laws")>{td_string!(l, shell.laws)}</a></li>
                })}
                {administers.then(|| view! {
                    <li><a href="/admin" aria-current=move || here("/admin")>{td_string!(l, shell.admin)}</a></li>
                })}
                {raises.then(|| view! {
                    <li><a href="/issues/new" aria-current=move || here("/issues/new")>{td_string!(l, shell.raise)}</a></li>
                })}
            </ul>
        </nav>
        {reads_cases.then(|| view! {
            <form class="site-find" role="search" method="get" action="/issues">
                <label class="visually-hidden" for="find">{td_string!(l, shell.find)}</label>
                <input type="search" id="find" name="q" maxlength="100" placeholder=td_string!(l, shell.find) autocomplete="off"/>
                <input type="hidden" name="state" value="all"/>
                <button type="submit" class="button-quiet">{td_string!(l, shell.find_button)}</button>
            </form>
        })}
        <div class="site-who">
            <a href=account class="site-person">
                <span class="site-person-name">{name}</span>
                <span class="site-person-place">{place}</span>
            </a>
            {sign_out(l)}
        </div>
    }
    .into_any()
}

fn sign_out(l: Locale) -> impl IntoView {
    view! {
        <form method="post" action="/session/end">
            <button type="submit" class="button-quiet">{td_string!(l, shell.sign_out)}</button>
        </form>
    }
}
