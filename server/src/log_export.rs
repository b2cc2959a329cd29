//! `GET /audit/export`: the log as a file, row by row. That it leaves is written down before the first row does.

use crate::{middleware::trace::Refused, pages::Pages, plain_page::Trouble};
use app::{AppError, Viewer, Visitor, form::Returned, log_export};
use axum::{
    Extension,
    body::{Body, Bytes},
    extract::{RawQuery, Request, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    actor::Actor,
    audit::{LogFilter, LogMark},
    event::LogFormat,
};
use futures_util::stream;
use store::{Store, StoreError};

/// What is left to be sent.
enum Rest {
    Beginning,
    From(Option<LogMark>),
    Nothing,
}

/// The handler.
pub async fn export(
    State(pages): State<Pages>,
    Extension(visitor): Extension<Visitor>,
    RawQuery(query): RawQuery,
    request: Request,
) -> Response {
    let query = query.unwrap_or_default();
    let Visitor(Some(actor)) = visitor else { return Trouble::Busy.into_response() };
    let asked = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "format");
    let Some(format) = asked.and_then(|(_, value)| LogFormat::parse(&value)) else {
        return pages.render(request.into_parts().0, None).await;
    };
    let store = pages.store().clone();
    let (filter, _) = LogFilter::parse(&query, store.today());
    match store.note_log_export(&actor, format, &filter).await {
        Ok(()) => file(store, actor, format, filter),
        // As any page that one may not know of.
        Err(StoreError::NotFound(_)) => {
            let mut response = pages.render(request.into_parts().0, None).await;
            response.extensions_mut().insert(Refused("export".to_owned()));
            response
        }
        // Who looks as somebody else takes no file along.
        Err(StoreError::Refused(refusal)) => {
            let returned = Returned { verb: "export".to_owned(), fields: Vec::new(), error: refusal.into() };
            let mut response = pages.render(request.into_parts().0, Some(returned)).await;
            *response.status_mut() = StatusCode::FORBIDDEN;
            response
        }
        Err(error) => {
            tracing::error!(error = %app::chain(&error), "could not note an export");
            Trouble::Busy.into_response()
        }
    }
}

fn file(store: Store, actor: Actor, format: LogFormat, filter: LogFilter) -> Response {
    let name = format!("kaisei-log-{}-{}.{format}", filter.period.from, filter.period.to);
    let kind = match format {
        LogFormat::Csv => "text/csv; charset=utf-8",
        LogFormat::Jsonl => "application/x-ndjson",
    };
    let viewer = Viewer::of(&actor, store.today());
    let rows = stream::try_unfold(Rest::Beginning, move |rest| {
        let (store, actor, filter, viewer) = (store.clone(), actor.clone(), filter.clone(), viewer.clone());
        async move {
            let after = match rest {
                Rest::Beginning => {
                    let bytes = Bytes::from(log_export::beginning(&viewer, format));
                    return Ok(Some((bytes, Rest::From(None))));
                }
                Rest::From(after) => after,
                Rest::Nothing => return Ok::<_, AppError>(None),
            };
            // A file that breaks off is no whole file for the browser either.
            let (rows, next) = store.log_chunk(&actor, &filter, after).await?;
            let bytes = Bytes::from(log_export::lines(&viewer, format, &rows));
            Ok(Some((bytes, next.map_or(Rest::Nothing, |mark| Rest::From(Some(mark))))))
        }
    });
    let mut response = Body::from_stream(rows).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(disposition) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}
