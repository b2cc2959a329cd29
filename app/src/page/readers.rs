//! 「なぜ見える／見えない」: who reads a 課題 or a 案件, and why.

use crate::{
    api,
    part::{
        banner::{Notice, NoticeKind},
        grid::{Name, grid, heads},
        loaded::loaded,
        scope_band::scope_band,
    },
    viewer::locale,
    words::Word,
};
use domain::{
    view::{Asked, Readers, ReadersPage as Page},
    visibility::Sight,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

/// The name of the query's part that names a person.
const PERSON: &str = "person";

/// `/issues/{key}/readers`
#[component]
pub fn IssueReadersPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let asked = move || (params.read().get("key").unwrap_or_default(), query.read().get(PERSON).unwrap_or_default());
    loaded(Resource::new(asked, |(key, person)| api::read_issue_readers(key, person)), |page: Page| shown(&page))
}

/// `/cases/{no}/readers`
#[component]
pub fn CaseReadersPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let asked = move || (params.read().get("no").unwrap_or_default(), query.read().get(PERSON).unwrap_or_default());
    loaded(Resource::new(asked, |(no, person)| api::read_case_readers(no, person)), |page: Page| shown(&page))
}

fn shown(page: &Page) -> AnyView {
    let l = locale();
    let what = page.issue.as_ref().map_or_else(|| page.no.to_string(), |issue| issue.key.to_string());
    let heading = td_string!(l, readers.heading, what = what).to_string();
    let (seen, hidden): (Vec<_>, Vec<_>) = page.groups.iter().partition(|it| it.sight.is_ok());
    view! {
        <Title text=heading.clone()/>
        {crumbs(page)}
        <div class="page-head"><h1>{heading}</h1></div>
        {page.issue.as_ref().map(|issue| view! {
            <p class="readers-title">{issue.title.clone()}</p>
            {scope_band(issue.scope, issue.system.as_deref())}
        })}
        <p class="support">{td_string!(l, readers.lead)}</p>
        {asking(page)}
        {table("readers-seen", td_string!(l, readers.seen), &seen)}
        {table("readers-hidden", td_string!(l, readers.hidden), &hidden)}
    }
    .into_any()
}

fn crumbs(page: &Page) -> impl IntoView + use<> {
    let l = locale();
    let no = page.no;
    let issue = page.issue.as_ref().map(|issue| {
        view! { <li><a href=format!("/issues/{}", issue.key)>{issue.key.to_string()}</a></li> }
    });
    view! {
        <nav class="crumbs" aria-label=td_string!(l, shell.breadcrumb)>
            <ol>
                <li><a href="/cases">{td_string!(l, shell.cases)}</a></li>
                <li><a href=format!("/cases/{no}")>{no.to_string()}" "{page.case_title.clone()}</a></li>
                {issue}
                <li><span aria-current="page">{td_string!(l, readers.link)}</span></li>
            </ol>
        </nav>
    }
}

/// The form, and its answer once a person was chosen. It reads, so its address is the question.
fn asking(page: &Page) -> AnyView {
    let l = locale();
    let chosen = use_query_map().read_untracked().get(PERSON).unwrap_or_default();
    let options = page.people.iter().map(|person| {
        let text = format!("{} {} {}", person.org_name, person.name, person.title);
        let selected = person.login == chosen;
        view! { <option value=person.login.clone() selected=selected>{text}</option> }
    });
    let options = options.collect_view();
    view! {
        <section class="panel readers-ask" aria-labelledby="readers-ask">
            <h2 id="readers-ask">{td_string!(l, readers.ask)}</h2>
            <form method="get" class="readers-form">
                <label for="readers-person">{td_string!(l, readers.person)}</label>
                <select id="readers-person" name=PERSON required>
                    <option value="">{td_string!(l, shell.choose)}</option>
                    {options}
                </select>
                <button type="submit" class="button">{td_string!(l, readers.ask_button)}</button>
            </form>
            {page.asked.as_ref().map(answer)}
        </section>
    }
    .into_any()
}

fn answer(asked: &Asked) -> AnyView {
    let l = locale();
    match asked {
        Asked::NoSuchPerson => {
            view! { <Notice kind=NoticeKind::Error><p>{td_string!(l, readers.no_such)}</p></Notice> }.into_any()
        }
        Asked::Person { name, org, role, sight } => {
            let (name, org, role) = (name.clone(), org.clone(), role.word());
            let because = why(*sight);
            let (kind, told) = match sight {
                Ok(_) => {
                    (NoticeKind::Success, td_string!(l, readers.yes, name = name, org = org, role = role).to_string())
                }
                Err(_) => {
                    (NoticeKind::Warning, td_string!(l, readers.no, name = name, org = org, role = role).to_string())
                }
            };
            view! { <Notice kind=kind><p><strong>{told}</strong>" "{because}</p></Notice> }.into_any()
        }
    }
}

fn why(sight: Sight) -> &'static str {
    match sight {
        Ok(seen) => seen.word(),
        Err(hidden) => hidden.word(),
    }
}

fn table(id: &'static str, heading: &'static str, groups: &[&Readers]) -> AnyView {
    let l = locale();
    let content = if groups.is_empty() {
        view! { <p class="support">{td_string!(l, readers.nobody)}</p> }.into_any()
    } else {
        let rows = groups.iter().map(|group| row(group)).collect_view();
        let columns = heads(&[
            td_string!(l, readers.org),
            td_string!(l, readers.role),
            td_string!(l, readers.names),
            td_string!(l, readers.why),
        ]);
        grid(Name::Heading(id, heading.into()), "who-reads", columns, rows)
    };
    view! {
        <section class="panel" aria-labelledby=id>
            <h2 id=id>{heading}</h2>
            {content}
        </section>
    }
    .into_any()
}

fn row(group: &Readers) -> impl IntoView + use<> {
    let l = locale();
    let names = match group.names.join(td_string!(l, cases.line.comma)) {
        none if none.is_empty() => td_string!(l, readers.unnamed).to_owned(),
        names => names,
    };
    view! {
        <tr>
            <th scope="row">{group.org.clone()}</th>
            <td>{group.role.word()}</td>
            <td>{names}</td>
            <td>{why(group.sight)}</td>
        </tr>
    }
}
