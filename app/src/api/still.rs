//! What still pages read.

use crate::error::AppError;
use domain::view::{
    ApproversView, CaseEditPage, CaseForm, CaseListView, CasePage, IssueList, LawList, LawPage, OwnAccount, PlanPage,
    RankingView, ReadersPage, RelayForm, RelayList, RelayPage, SignalsPage, StagePage, TemplatesView, TimelineView,
    TodayView,
};

/// 今日.
pub async fn read_today() -> Result<TodayView, AppError> {
    crate::context::read(async |store, actor| store.today_view(&actor).await).await
}

/// 案件一覧. `query`: the page's query string.
pub async fn read_cases(query: String) -> Result<CaseListView, AppError> {
    let filter = domain::case_filter::CaseFilter::parse(&query);
    crate::context::read(async |store, actor| store.case_list(&actor, &filter).await).await
}

/// 案件. `history`: how much of what happened, of the page's query.
pub async fn read_case((no, history): (String, String)) -> Result<CasePage, AppError> {
    crate::context::read(async |store, actor| {
        let no = domain::key::CaseNo::parse(&no).ok_or(store::StoreError::NotFound(store::Noun::Case))?;
        store.case_page_with(&actor, no, domain::view::HistoryPart::parse(&history)).await
    })
    .await
}

/// 線表. `query`: the page's query string.
pub async fn read_timeline(query: String) -> Result<TimelineView, AppError> {
    let filter = domain::timeline::TimelineFilter::parse(&query);
    crate::context::read(async |store, actor| store.timeline(&actor, &filter).await).await
}

/// Who held the ball for how long. `query`: the page's query string.
pub async fn read_ranking(query: String) -> Result<RankingView, AppError> {
    crate::context::read(async |store, actor| {
        let (period, _) = domain::ranking::Period::parse(&query, store.today());
        store.ranking(&actor, period).await
    })
    .await
}

/// The 信号 of a case and how it came to be.
pub async fn read_signals(no: String) -> Result<SignalsPage, AppError> {
    crate::context::read(async |store, actor| {
        let no = domain::key::CaseNo::parse(&no).ok_or(store::StoreError::NotFound(store::Noun::Case))?;
        store.signals_page(&actor, no).await
    })
    .await
}

/// Who reads a 課題. `person`: ログインID of who was chosen, or empty.
pub async fn read_issue_readers(key: String, person: String) -> Result<ReadersPage, AppError> {
    crate::context::read(async |store, actor| {
        let key = domain::key::IssueKey::parse(&key).ok_or(store::StoreError::NotFound(store::Noun::Issue))?;
        store.issue_readers(&actor, key, Some(person.as_str()).filter(|it| !it.is_empty())).await
    })
    .await
}

/// Who knows of a 案件. `person`: ログインID of who was chosen, or empty.
pub async fn read_case_readers(no: String, person: String) -> Result<ReadersPage, AppError> {
    crate::context::read(async |store, actor| {
        let no = domain::key::CaseNo::parse(&no).ok_or(store::StoreError::NotFound(store::Noun::Case))?;
        store.case_readers(&actor, no, Some(person.as_str()).filter(|it| !it.is_empty())).await
    })
    .await
}

/// 課題一覧. `query`: the page's query string. `case`: the 案件番号 in the page's path, or empty.
pub async fn read_issues(query: String, case: String) -> Result<IssueList, AppError> {
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

/// 上申箱. `query`: the page's query string.
pub async fn read_relays(query: String) -> Result<RelayList, AppError> {
    let filter = domain::relay::RelayFilter::parse(&query);
    crate::context::read(async |store, actor| store.relay_list(&actor, filter).await).await
}

/// One 上申.
pub async fn read_relay(id: String) -> Result<RelayPage, AppError> {
    crate::context::read(async |store, actor| {
        let id = domain::ids::RelayId::parse(&id).ok_or(store::StoreError::NotFound(store::Noun::Relay))?;
        store.relay_page(&actor, id).await
    })
    .await
}

/// The form of a new 上申. `issue`, `comment`: what it comes from, or empty.
pub async fn read_relay_form(issue: String, comment: String) -> Result<RelayForm, AppError> {
    crate::context::read(async |store, actor| {
        let none = || store::StoreError::NotFound(store::Noun::Relay);
        let asked = |text: &str| !text.is_empty();
        let key = asked(&issue).then(|| domain::key::IssueKey::parse(&issue).ok_or_else(none)).transpose()?;
        let comment = asked(&comment).then(|| domain::ids::CommentId::parse(&comment).ok_or_else(none)).transpose()?;
        store.relay_form(&actor, key, comment).await
    })
    .await
}

/// 制度改正.
pub async fn read_laws() -> Result<LawList, AppError> {
    crate::context::read(async |store, actor| store.law_list(&actor).await).await
}

/// One 制度改正.
pub async fn read_law(code: String) -> Result<LawPage, AppError> {
    crate::context::read(async |store, actor| store.law_page(&actor, &code).await).await
}

/// The form of a new 案件.
pub async fn read_case_form() -> Result<CaseForm, AppError> {
    crate::context::read(async |store, actor| store.case_form(&actor).await).await
}

/// The page on which a 案件 is edited.
pub async fn read_case_edit(no: String) -> Result<CaseEditPage, AppError> {
    crate::context::read(async |store, actor| {
        let no = domain::key::CaseNo::parse(&no).ok_or(store::StoreError::NotFound(store::Noun::Case))?;
        store.case_edit_page(&actor, no).await
    })
    .await
}

/// 工程. `system`: of the lane, or empty.
pub async fn read_stage(no: String, n: String, system: String) -> Result<StagePage, AppError> {
    crate::context::read(async |store, actor| {
        let no = domain::key::CaseNo::parse(&no).ok_or(store::StoreError::NotFound(store::Noun::Case))?;
        let stage = domain::stage::Stage::parse(&n).filter(|it| it.number().to_string() == n);
        let stage = stage.ok_or(store::StoreError::NotFound(store::Noun::Stage))?;
        store.stage_page(&actor, no, stage, Some(system.as_str()).filter(|it| !it.is_empty())).await
    })
    .await
}

/// The page on which the plan of a 案件 is moved.
pub async fn read_plan(no: String) -> Result<PlanPage, AppError> {
    crate::context::read(async |store, actor| {
        let no = domain::key::CaseNo::parse(&no).ok_or(store::StoreError::NotFound(store::Noun::Case))?;
        store.plan_page(&actor, no).await
    })
    .await
}

/// The checklist templates.
pub async fn read_templates() -> Result<TemplatesView, AppError> {
    crate::context::read(async |store, actor| store.templates_view(&actor).await).await
}

/// 個人設定.
pub async fn read_own_account() -> Result<OwnAccount, AppError> {
    crate::context::read(async |store, actor| store.own_account(&actor).await).await
}

/// Who decides the gates.
pub async fn read_approvers() -> Result<ApproversView, AppError> {
    crate::context::read(async |store, actor| store.approvers_view(&actor).await).await
}
