//! What the screens read. Public HTTP endpoints: each asks the store through the actor's eyes.

pub mod admin;

use crate::error::AppError;
use domain::view::{
    ApproversView, CaseEditPage, CaseForm, CaseListView, CasePage, IssueList, IssuePage, LawList, LawPage, PlanPage,
    RaiseForm, RankingView, SignalsPage, StagePage, TemplatesView, TimelineView, TodayView,
};
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

/// 線表. `query`: the page's query string.
#[server(prefix = "/fn", endpoint = "timeline", input = GetUrl)]
pub async fn read_timeline(#[server(default)] query: String) -> Result<TimelineView, AppError> {
    let filter = domain::timeline::TimelineFilter::parse(&query);
    crate::context::read(async |store, actor| store.timeline(&actor, &filter).await).await
}

/// Who held the ball for how long. `query`: the page's query string.
#[server(prefix = "/fn", endpoint = "ranking", input = GetUrl)]
pub async fn read_ranking(#[server(default)] query: String) -> Result<RankingView, AppError> {
    crate::context::read(async |store, actor| {
        let (period, _) = domain::ranking::Period::parse(&query, store.today());
        store.ranking(&actor, period).await
    })
    .await
}

/// The 信号 of a case and how it came to be.
#[server(prefix = "/fn", endpoint = "signals", input = GetUrl)]
pub async fn read_signals(#[server(default)] no: String) -> Result<SignalsPage, AppError> {
    crate::context::read(async |store, actor| {
        let no = domain::key::CaseNo::parse(&no).ok_or(store::StoreError::NotFound(store::Noun::Case))?;
        store.signals_page(&actor, no).await
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

/// 制度改正.
#[server(prefix = "/fn", endpoint = "laws", input = GetUrl)]
pub async fn read_laws() -> Result<LawList, AppError> {
    crate::context::read(async |store, actor| store.law_list(&actor).await).await
}

/// One 制度改正.
#[server(prefix = "/fn", endpoint = "law", input = GetUrl)]
pub async fn read_law(#[server(default)] code: String) -> Result<LawPage, AppError> {
    crate::context::read(async |store, actor| store.law_page(&actor, &code).await).await
}

/// The form of a new 案件.
#[server(prefix = "/fn", endpoint = "case-form", input = GetUrl)]
pub async fn read_case_form() -> Result<CaseForm, AppError> {
    crate::context::read(async |store, actor| store.case_form(&actor).await).await
}

/// The page on which a 案件 is edited.
#[server(prefix = "/fn", endpoint = "case-edit", input = GetUrl)]
pub async fn read_case_edit(#[server(default)] no: String) -> Result<CaseEditPage, AppError> {
    crate::context::read(async |store, actor| {
        let no = domain::key::CaseNo::parse(&no).ok_or(store::StoreError::NotFound(store::Noun::Case))?;
        store.case_edit_page(&actor, no).await
    })
    .await
}

/// 工程. `system`: of the lane, or empty.
#[server(prefix = "/fn", endpoint = "stage", input = GetUrl)]
pub async fn read_stage(
    #[server(default)] no: String,
    #[server(default)] n: String,
    #[server(default)] system: String,
) -> Result<StagePage, AppError> {
    crate::context::read(async |store, actor| {
        let no = domain::key::CaseNo::parse(&no).ok_or(store::StoreError::NotFound(store::Noun::Case))?;
        let stage = domain::stage::Stage::parse(&n).filter(|it| it.number().to_string() == n);
        let stage = stage.ok_or(store::StoreError::NotFound(store::Noun::Stage))?;
        store.stage_page(&actor, no, stage, Some(system.as_str()).filter(|it| !it.is_empty())).await
    })
    .await
}

/// The page on which the plan of a 案件 is moved.
#[server(prefix = "/fn", endpoint = "case-plan", input = GetUrl)]
pub async fn read_plan(#[server(default)] no: String) -> Result<PlanPage, AppError> {
    crate::context::read(async |store, actor| {
        let no = domain::key::CaseNo::parse(&no).ok_or(store::StoreError::NotFound(store::Noun::Case))?;
        store.plan_page(&actor, no).await
    })
    .await
}

/// The checklist templates.
#[server(prefix = "/fn", endpoint = "templates", input = GetUrl)]
pub async fn read_templates() -> Result<TemplatesView, AppError> {
    crate::context::read(async |store, actor| store.templates_view(&actor).await).await
}

/// Who decides the gates.
#[server(prefix = "/fn", endpoint = "approvers", input = GetUrl)]
pub async fn read_approvers() -> Result<ApproversView, AppError> {
    crate::context::read(async |store, actor| store.approvers_view(&actor).await).await
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
