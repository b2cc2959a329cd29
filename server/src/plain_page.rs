//! Pages that must stand even when nothing else does: no Leptos, no database, no session.
//!
//! They look like the site (same style sheet) and speak both languages, because nobody knows yet who is reading.
//! Whoever meets a trouble answers with [`Trouble`] alone; [`write`] makes the page of it, with the request's number.

mod again;
mod words;

pub use again::Typed;

use crate::{assets::Assets, middleware::trace::request_id};
use axum::{
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::sync::Arc;

/// What went wrong before or around a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// A form of another site was posted here.
    ForeignForm,
    /// More was sent than a form can hold.
    TooLarge,
    /// What was sent is no form.
    NoForm,
    /// The address is there, and does not take that method.
    WrongMethod,
    /// The server failed.
    Broken,
    /// One person asks faster than people do.
    TooFast,
    /// The database or the server has too much to do, or is away.
    Busy,
    /// The disk is full, or may only be read.
    Unwritable,
}

impl Trouble {
    const fn status(self) -> StatusCode {
        match self {
            Self::ForeignForm => StatusCode::FORBIDDEN,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NoForm => StatusCode::BAD_REQUEST,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
            Self::TooFast => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy | Self::Unwritable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// Why a request was refused, for its log line; what went wrong on our side has lines of its own.
    pub const fn refused(self) -> Option<&'static str> {
        match self {
            Self::ForeignForm => Some("form of another site"),
            Self::TooLarge => Some("too large"),
            Self::NoForm => Some("no form"),
            Self::WrongMethod => Some("wrong method"),
            Self::TooFast => Some("too fast"),
            Self::Broken | Self::Busy | Self::Unwritable => None,
        }
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// The layer that turns a trouble into its page.
pub async fn write(State(pages): State<PlainPages>, mut request: Request, next: Next) -> Response {
    let id = request_id(request.headers());
    let (method, uri, typed) = (request.method().clone(), request.uri().clone(), Typed::default());
    request.extensions_mut().insert(typed.clone());
    let mut response = next.run(request).await;
    let trouble = response.extensions().get::<Trouble>().copied().or_else(|| unsaid(&mut response));
    if let Some(trouble) = trouble {
        let form = typed.form(trouble, &method, &uri);
        *response.body_mut() = pages.html(trouble, &id, &form).into();
        let headers = response.headers_mut();
        headers.remove(header::CONTENT_LENGTH);
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    }
    response
}

/// Sessions that cannot be written end in an answer without a word.
fn unsaid(response: &mut Response) -> Option<Trouble> {
    let is_empty = !response.headers().contains_key(header::CONTENT_TYPE);
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR || !is_empty {
        return None;
    }
    *response.status_mut() = Trouble::Busy.status();
    Some(Trouble::Busy)
}

/// Makes these pages.
#[derive(Clone, Debug)]
pub struct PlainPages {
    style_sheet: Arc<str>,
}

impl PlainPages {
    /// With the style sheet of the site.
    pub fn new(assets: &Assets) -> Self {
        Self { style_sheet: assets.manifest().map_or_else(Arc::default, |manifest| manifest.css.as_str().into()) }
    }

    /// The page about a trouble. The request id is what a person tells the administrator.
    fn html(&self, trouble: Trouble, request_id: &str, form: &str) -> String {
        let [[title, sentence], [title_en, sentence_en]] = trouble.words();
        let link = match &*self.style_sheet {
            "" => String::new(),
            path => format!("<link rel=\"stylesheet\" href=\"{path}\">"),
        };
        let number = match request_id {
            "" => String::new(),
            id => format!("<p>受付番号 <span lang=\"en\">/ Request number</span>: <code>{id}</code></p>"),
        };
        format!(
            "<!DOCTYPE html><html lang=\"ja\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width\"><title>{title} - Kaisei</title>{link}</head>\
             <body><header class=\"site\"><div class=\"site-bar\"><a class=\"site-name\" href=\"/\">Kaisei 改正</a></div></header>\
             <main id=\"main\"><div class=\"failed\"><h1>{title}</h1><p>{sentence}</p>\
             <section lang=\"en\"><h2>{title_en}</h2><p>{sentence_en}</p></section>\
             {form}{number}<p><a href=\"/\">今日へ戻る</a> / <a href=\"/\" lang=\"en\">Back to Today</a></p></div></main></body></html>"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_trouble_becomes_its_page_in_both_languages() {
        use axum::{Router, body::Body, middleware::from_fn_with_state, routing::get};
        use tower::ServiceExt;

        for (trouble, status) in [
            (Trouble::ForeignForm, 403),
            (Trouble::TooLarge, 413),
            (Trouble::NoForm, 400),
            (Trouble::WrongMethod, 405),
            (Trouble::Broken, 500),
            (Trouble::TooFast, 429),
            (Trouble::Busy, 503),
            (Trouble::Unwritable, 503),
        ] {
            let pages = PlainPages::new(&Assets::default());
            let router =
                Router::new().route("/", get(move || async move { trouble })).layer(from_fn_with_state(pages, write));
            let request = Request::builder().uri("/").header("x-request-id", "id-1").body(Body::empty()).unwrap();
            let response = router.oneshot(request).await.unwrap();
            assert_eq!(response.status(), status);
            let html = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
            let html = String::from_utf8(html.to_vec()).unwrap();
            let [[ja, _], [en, _]] = trouble.words();
            assert!(html.contains(ja) && html.contains(en) && html.contains("<code>id-1</code>"), "{html}");
        }
    }
}
