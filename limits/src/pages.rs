//! The addresses, the same as Kaisei's.

use crate::{asker::asker, case_rows, issue_rows, yardstick::yardstick};
use axum::{
    Router,
    extract::{Path, RawQuery, State},
    http::{HeaderMap, HeaderName, StatusCode},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use domain::{actor::Actor, case_filter::CaseFilter, filter::IssueFilter, key::IssueKey, timeline::TimelineFilter};
use maud::{DOCTYPE, Markup, html};
use store::{Store, StoreError};

/// How many statements the answer cost: true only while nobody else asks.
const STATEMENTS: HeaderName = HeaderName::from_static("x-statements");

/// Every screen that is only read, and the yardstick.
pub(crate) fn router(store: Store) -> Router {
    Router::new()
        .route("/", get(today))
        .route("/cases", get(cases))
        .route("/timeline", get(timeline))
        .route("/issues", get(issues))
        .route("/issues/{key}", get(issue))
        .route("/yardstick", get(async || Html(yardstick().into_string())))
        .with_state(store)
}

async fn today(State(store): State<Store>, headers: HeaderMap) -> Response {
    answer(&store, &headers, async |actor| Ok(case_rows::today(&store.today_view(&actor).await?, actor.date_style)))
        .await
}

async fn cases(State(store): State<Store>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    let filter = CaseFilter::parse(&query.unwrap_or_default());
    answer(&store, &headers, async |actor| {
        Ok(case_rows::list(&store.case_list(&actor, &filter).await?.rows, actor.date_style))
    })
    .await
}

async fn timeline(State(store): State<Store>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    let filter = TimelineFilter::parse(&query.unwrap_or_default());
    answer(&store, &headers, async |actor| {
        Ok(case_rows::timeline(&store.timeline(&actor, &filter).await?, actor.date_style))
    })
    .await
}

async fn issues(State(store): State<Store>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    let filter = IssueFilter::parse(&query.unwrap_or_default());
    answer(&store, &headers, async |actor| {
        Ok(issue_rows::list(&store.issue_list(&actor, &filter).await?, actor.date_style))
    })
    .await
}

async fn issue(State(store): State<Store>, headers: HeaderMap, Path(key): Path<String>) -> Response {
    let Some(key) = IssueKey::parse(&key) else { return StatusCode::NOT_FOUND.into_response() };
    answer(&store, &headers, async |actor| {
        Ok(issue_rows::page(&store.issue_page(&actor, key).await?, actor.date_style))
    })
    .await
}

/// Finds out who is asking, has the rows made, and puts the least around them that is a page.
async fn answer(
    store: &Store,
    headers: &HeaderMap,
    rows: impl AsyncFnOnce(Actor) -> Result<Markup, StoreError>,
) -> Response {
    let before = store.statements();
    let actor = match asker(store, headers).await {
        Ok(actor) => actor,
        Err(status) => return status.into_response(),
    };
    let rows = match rows(actor).await {
        Ok(rows) => rows,
        Err(StoreError::NotFound(_)) => return StatusCode::NOT_FOUND.into_response(),
        Err(_) => return StatusCode::SERVICE_UNAVAILABLE.into_response(),
    };
    let page = html! {
        (DOCTYPE)
        html lang="ja" {
            head { meta charset="utf-8"; title { "limit" } }
            body { (rows) }
        }
    };
    let statements = (store.statements() - before).to_string();
    ([(STATEMENTS, statements)], Html(page.into_string())).into_response()
}
