//! What the screens of 管理 read.

use crate::error::AppError;
use domain::view::admin::{
    AccountForm, AccountList, AccountPage, CalendarYear, DayPreview, OrgList, SystemList, SystemPage,
};
use leptos::{prelude::*, server_fn::codec::GetUrl};

/// The accounts. `query`: the page's query string.
#[server(prefix = "/fn", endpoint = "admin-accounts", input = GetUrl)]
pub async fn read_accounts(#[server(default)] query: String) -> Result<AccountList, AppError> {
    let filter = domain::admin::AccountFilter::parse(&query);
    crate::context::read(async |store, actor| store.account_list(&actor, &filter).await).await
}

/// One account.
#[server(prefix = "/fn", endpoint = "admin-account", input = GetUrl)]
pub async fn read_account(#[server(default)] login: String) -> Result<AccountPage, AppError> {
    crate::context::read(async |store, actor| store.account_page(&actor, &login).await).await
}

/// The form of a new account.
#[server(prefix = "/fn", endpoint = "admin-account-form", input = GetUrl)]
pub async fn read_account_form() -> Result<AccountForm, AppError> {
    crate::context::read(async |store, actor| store.account_form(&actor).await).await
}

/// The organisations; `code`: one of them only.
#[server(prefix = "/fn", endpoint = "admin-organisations", input = GetUrl)]
pub async fn read_organisations(#[server(default)] code: String) -> Result<OrgList, AppError> {
    crate::context::read(async |store, actor| {
        if code.is_empty() { store.org_list(&actor).await } else { store.org_page(&actor, &code).await }
    })
    .await
}

/// The systems.
#[server(prefix = "/fn", endpoint = "admin-systems", input = GetUrl)]
pub async fn read_systems() -> Result<SystemList, AppError> {
    crate::context::read(async |store, actor| store.system_list(&actor).await).await
}

/// One system.
#[server(prefix = "/fn", endpoint = "admin-system", input = GetUrl)]
pub async fn read_system(#[server(default)] code: String) -> Result<SystemPage, AppError> {
    crate::context::read(async |store, actor| store.system_page(&actor, &code).await).await
}

/// The calendar. `query`: the page's query string, with the year.
#[server(prefix = "/fn", endpoint = "admin-calendar", input = GetUrl)]
pub async fn read_calendar(#[server(default)] query: String) -> Result<CalendarYear, AppError> {
    crate::context::read(async |store, actor| {
        let asked = form_urlencoded::parse(query.trim_start_matches('?').as_bytes());
        let year = asked.filter(|(name, _)| name == "year").find_map(|(_, value)| value.trim().parse().ok());
        let year = year.unwrap_or_else(|| chrono::Datelike::year(&store.today()));
        store.calendar_year(&actor, year).await
    })
    .await
}

/// What a change of a day touches. `query`: the change as typed.
#[server(prefix = "/fn", endpoint = "admin-day", input = GetUrl)]
pub async fn read_day(#[server(default)] query: String) -> Result<DayPreview, AppError> {
    let input = domain::admin::DayInput::parse(&query);
    crate::context::read(async |store, actor| store.preview_day(&actor, &input).await).await
}
