//! What the screens of 管理 read.

use crate::error::AppError;
use domain::view::{
    LogPage, RefusalReport,
    admin::{
        AccountForm, AccountList, AccountPage, CalendarYear, DayPreview, OrgList, ReviewList, SystemList, SystemPage,
    },
};

/// The accounts. `query`: the page's query string.
pub async fn read_accounts(query: String) -> Result<AccountList, AppError> {
    let filter = domain::admin::AccountFilter::parse(&query);
    crate::context::read(async |store, actor| store.account_list(&actor, &filter).await).await
}

/// One account.
pub async fn read_account(login: String) -> Result<AccountPage, AppError> {
    crate::context::read(async |store, actor| store.account_page(&actor, &login).await).await
}

/// 棚卸し.
pub async fn read_review() -> Result<ReviewList, AppError> {
    crate::context::read(async |store, actor| store.review_list(&actor).await).await
}

/// The form of a new account.
pub async fn read_account_form() -> Result<AccountForm, AppError> {
    crate::context::read(async |store, actor| store.account_form(&actor).await).await
}

/// The organisations.
pub async fn read_organisations() -> Result<OrgList, AppError> {
    crate::context::read(async |store, actor| store.org_list(&actor).await).await
}

/// One organisation; `typed`: the first and the last day of a validity that was sent.
pub async fn read_organisation(code: String, typed: Option<[String; 2]>) -> Result<OrgList, AppError> {
    crate::context::read(async |store, actor| {
        let typed = typed.as_ref().map(|[from, to]| [from.as_str(), to.as_str()]);
        store.org_page(&actor, &code, typed).await
    })
    .await
}

/// The systems.
pub async fn read_systems() -> Result<SystemList, AppError> {
    crate::context::read(async |store, actor| store.system_list(&actor).await).await
}

/// One system; `typed`: the first and the last day of a validity that was sent.
pub async fn read_system(code: String, typed: Option<[String; 2]>) -> Result<SystemPage, AppError> {
    crate::context::read(async |store, actor| {
        let typed = typed.as_ref().map(|[from, to]| [from.as_str(), to.as_str()]);
        store.system_page(&actor, &code, typed).await
    })
    .await
}

/// The calendar. `query`: the page's query string, with the year.
pub async fn read_calendar(query: String) -> Result<CalendarYear, AppError> {
    crate::context::read(async |store, actor| {
        let asked = form_urlencoded::parse(query.trim_start_matches('?').as_bytes());
        let year = asked.filter(|(name, _)| name == "year").find_map(|(_, value)| value.trim().parse().ok());
        let year = year.unwrap_or_else(|| chrono::Datelike::year(&store.today()));
        store.calendar_year(&actor, year).await
    })
    .await
}

/// How often an 個人番号 was refused.
pub async fn read_refusals() -> Result<RefusalReport, AppError> {
    crate::context::read(async |store, actor| store.refusal_report(&actor).await).await
}

/// The log. `query`: the page's query string.
pub async fn read_log(query: String) -> Result<LogPage, AppError> {
    crate::context::read(async |store, actor| {
        let (filter, _) = domain::audit::LogFilter::parse(&query, store.today());
        store.log_page(&actor, &filter).await
    })
    .await
}

/// What a change of a day touches. `query`: the change as typed.
pub async fn read_day(query: String) -> Result<DayPreview, AppError> {
    let input = domain::admin::DayInput::parse(&query);
    crate::context::read(async |store, actor| store.preview_day(&actor, &input).await).await
}
