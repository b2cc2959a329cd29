//! What the screens read. Public HTTP endpoints: each asks the store through the actor's eyes.

pub mod admin;

use crate::error::AppError;
use domain::view::{CaseListView, CasePage, IssueList, IssuePage, RaiseForm, TodayView};
use leptos::{prelude::*, server_fn::codec::GetUrl};

/// 今日.
#[server(prefix = "/fn", endpoint = "today", input = GetUrl)]
pub async fn read_today() -> Result<TodayView, AppError> {
    crate::context::read(async |store, actor| store.today_view(&actor).await).await
}

/// 案件一覧. `query`: the page's query string.
#[server(prefix = "/fn", endpoint = "cases", input = GetUrl)]
pub async fn read_cases(#[server(default)] query: String) -> Result<CaseListView, AppError> {
    let filter = domain::case_filter::CaseFilter::parse(&query);
    crate::context::read(async |store, actor| store.case_list(&actor, &filter).await).await
}

/// 案件.
#[server(prefix = "/fn", endpoint = "case", input = GetUrl)]
pub async fn read_case(#[server(default)] no: String) -> Result<CasePage, AppError> {
    crate::context::read(async |store, actor| {
        let no = domain::key::CaseNo::parse(&no).ok_or(store::StoreError::NotFound(store::Noun::Case))?;
        store.case_page(&actor, no).await
    })
    .await
}

/// 課題一覧. `query`: the page's query string. `case`: the 案件番号 in the page's path, or empty.
#[server(prefix = "/fn", endpoint = "issues", input = GetUrl)]
pub async fn read_issues(
    #[server(default)] query: String,
    #[server(default)] case: String,
) -> Result<IssueList, AppError> {
    crate::context::read(async |store, actor| {
        let mut filter = domain::filter::IssueFilter::parse(&query);
        if !case.is_empty() {
            let no = domain::key::CaseNo::parse(&case).ok_or(store::StoreError::NotFound(store::Noun::Case))?;
            filter.case = Some(no);
        }
        store.issue_list(&actor, &filter).await
    })
    .await
}

/// 課題, with its texts as clean HTML.
#[server(prefix = "/fn", endpoint = "issue", input = GetUrl)]
pub async fn read_issue(#[server(default)] key: String) -> Result<IssuePage, AppError> {
    use domain::view::Entry;
    let mut page = crate::context::read(async |store, actor| {
        let key = domain::key::IssueKey::parse(&key).ok_or(store::StoreError::NotFound(store::Noun::Issue))?;
        store.issue_page(&actor, key).await
    })
    .await?;
    page.body_html = crate::markdown::render(&page.body);
    for entry in &mut page.history {
        if let Entry::Comment(comment) = entry {
            comment.html = crate::markdown::render(&std::mem::take(&mut comment.body));
        }
    }
    Ok(page)
}

/// The form of a new 課題.
#[server(prefix = "/fn", endpoint = "raise-form", input = GetUrl)]
pub async fn read_raise_form() -> Result<RaiseForm, AppError> {
    crate::context::read(async |store, actor| store.raise_form(&actor).await).await
}

/// What a text will look like. A POST, because a text may be long; it has no effect.
#[server(prefix = "/fn", endpoint = "preview")]
pub async fn preview(#[server(default)] text: String) -> Result<String, AppError> {
    use domain::{
        refusal::{Field, Refusal},
        text::{PROSE_MAX, optional},
    };
    crate::context::actor().inspect_err(crate::context::refuse)?;
    let text = optional(Field::Text, &text, PROSE_MAX)
        .map_err(|problem| AppError::Refused(Refusal::Invalid(vec![problem])))
        .inspect_err(crate::context::refuse)?;
    Ok(crate::markdown::render(&text))
}
