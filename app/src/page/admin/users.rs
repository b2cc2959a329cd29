//! 利用者: the accounts, filtered by the address.

use crate::{
    api::admin::read_accounts,
    part::{
        admin_frame::{AdminPart, admin_frame},
        banner::{Notice, NoticeKind},
        empty::Empty,
        filter_form::{any_or, filter_select, filter_words, long_filter_form},
        grid::{Name, grid, heads},
        loaded::loaded,
        select::Choice,
    },
    viewer::locale,
    words::{Word, admin},
};
use domain::{
    admin::{AccountFilter, AccountState},
    role::Role,
    view::admin::{AccountList, AccountRow},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_location;

/// `/admin/users`
#[component]
pub fn UsersPage() -> impl IntoView {
    let query = use_location().search;
    let list = Resource::new(move || query.get(), read_accounts);
    loaded(list, move |list: AccountList| page(&list, &AccountFilter::parse(&query.read_untracked())))
}

fn page(list: &AccountList, filter: &AccountFilter) -> AnyView {
    let l = locale();
    let add = list.may_add.then(|| {
        view! { <a class="button" href="/admin/users/new">{td_string!(l, admin.users.add)}</a> }
    });
    let rows = if list.rows.is_empty() {
        view! { <Empty why=td_string!(l, admin.users.nothing)/> }.into_any()
    } else {
        table(&list.rows)
    };
    let content = view! {
        {absent(list)}
        {filters(list, filter)}
        <p class="issue-count" role="status">{td_string!(l, shell.count, n = list.count).to_string()}</p>
        {rows}
        {pager(list, filter)}
        {list.without_operators.then(|| view! { <p class="support">{td_string!(l, admin.users.without_operators)}</p> })}
    };
    admin_frame(AdminPart::Users, td_string!(l, admin.users.heading).to_owned(), add, content)
}

/// 担当者不在: work that waits for nobody.
fn absent(list: &AccountList) -> Option<AnyView> {
    let l = locale();
    if list.absent == 0 && list.absent_hidden == 0 {
        return None;
    }
    let known = (list.absent > 0).then(|| {
        let text = td_string!(l, admin.users.absent_link, n = list.absent).to_string();
        view! { <p><a href="/issues?assignee=absent">{text}</a></p> }
    });
    let hidden = (list.absent_hidden > 0).then(|| {
        let text = td_string!(l, admin.users.absent_hidden, n = list.absent_hidden).to_string();
        view! { <p>{text}</p> }
    });
    Some(
        view! {
            <Notice kind=NoticeKind::Warning>
                <p>{td_string!(l, admin.users.absent)}</p>
                {known}
                {hidden}
            </Notice>
        }
        .into_any(),
    )
}

fn filters(list: &AccountList, filter: &AccountFilter) -> AnyView {
    let l = locale();
    let orgs = list.orgs.iter().map(|it| Choice::new(&it.code, &it.name));
    let roles = Role::ALL.iter().map(|it| Choice::new(it.as_str(), it.word()));
    let states = AccountState::ALL.iter().map(|it| Choice::new(it.as_str(), it.word()));
    let filtered = *filter != AccountFilter { page: filter.page, ..AccountFilter::default() };
    let clear = filtered.then(|| view! { <a href="/admin/users">{td_string!(l, admin.users.clear)}</a> });
    let (role, state) = (filter.role.map(Role::as_str), filter.state.map(AccountState::as_str));
    let inside = view! {
        {filter_words(td_string!(l, admin.users.find), (!filter.q.is_empty()).then(|| filter.q.clone()))}
        {filter_select("org", td_string!(l, admin.users.org), any_or(orgs), filter.org.as_deref())}
        {filter_select("role", td_string!(l, words.field.role), any_or(roles), role)}
        {filter_select("state", td_string!(l, admin.users.state), any_or(states), state)}
        <div class="filter-actions">
            <button type="submit" class="button">{td_string!(l, admin.users.apply)}</button>
            {clear}
        </div>
    };
    long_filter_form("", "/admin/users".to_owned(), td_string!(l, admin.users.filter), inside.into_any())
}

fn table(rows: &[AccountRow]) -> AnyView {
    let l = locale();
    let rows = rows.iter().map(|row| {
        let href = format!("/admin/users/{}", row.login);
        let role = row.term.as_ref().map(admin::role);
        let period = row.term.map(|term| admin::period(term.period));
        view! {
            <tr>
                <th scope="row"><a href=href>{row.name.clone()}</a><small class="support">{row.kana.clone()}</small></th>
                <td>{row.login.clone()}</td>
                <td>{row.org.name.clone()}</td>
                <td>{row.title.clone()}</td>
                <td>{role}</td>
                <td class="nowrap">{period}</td>
                <td>{state(row.state)}{row.retrain.then(|| view! { " "<span class="chip account-ended">{td_string!(l, admin.users.retrain)}</span> })}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let columns = heads(&[
        td_string!(l, words.field.name),
        td_string!(l, words.field.login_id),
        td_string!(l, admin.users.org),
        td_string!(l, words.field.job_title),
        td_string!(l, words.field.role),
        td_string!(l, admin.users.period),
        td_string!(l, admin.users.state),
    ]);
    grid(Name::Heard(td_string!(l, admin.users.caption).into()), "admin-table admin-wide", columns, rows)
}

/// Shape, word and colour of the state of an account.
pub(super) fn state(state: AccountState) -> impl IntoView {
    let shape = match state {
        AccountState::Active => "●",
        AccountState::Waiting => "○",
        AccountState::Ended => "△",
        AccountState::Disabled => "×",
    };
    view! {
        <span class=format!("chip account-{state}")><span class="shape" aria-hidden="true">{shape}</span>" "{state.word()}</span>
    }
}

fn pager(list: &AccountList, filter: &AccountFilter) -> Option<AnyView> {
    let l = locale();
    if list.pages <= 1 {
        return None;
    }
    let to = |page: u32| format!("/admin/users?{}", filter.at_page(page));
    let previous = (list.page > 1).then(|| to(list.page - 1));
    let next = (list.page < list.pages).then(|| to(list.page + 1));
    let step = |href: Option<String>, text: &'static str| match href {
        Some(href) => view! { <li><a href=href>{text}</a></li> }.into_any(),
        None => view! { <li><span class="pager-off">{text}</span></li> }.into_any(),
    };
    let at = td_string!(l, admin.users.page, page = list.page, pages = list.pages).to_string();
    Some(
        view! {
            <nav class="pager" aria-label=td_string!(l, shell.pages)>
                <ul>
                    {step(previous, td_string!(l, shell.previous))}
                    <li>{at}</li>
                    {step(next, td_string!(l, shell.next))}
                </ul>
            </nav>
        }
        .into_any(),
    )
}
