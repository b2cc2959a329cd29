//! What the screens read, through the actor's eyes.
//!
//! Here are the public HTTP endpoints: the browser part asks them again. What a still page reads (docs/decisions/0014)
//! is a plain call of the store.

#[cfg(feature = "ssr")]
pub mod admin;
#[cfg(feature = "ssr")]
mod still;

#[cfg(feature = "ssr")]
pub use still::*;

use crate::error::AppError;
use domain::view::{IssuePage, RaiseForm};
use leptos::{prelude::*, server_fn::codec::GetUrl};

/// 課題, with its texts as clean HTML. `history`: that of the page's query string.
#[server(prefix = "/fn", endpoint = "issue", input = GetUrl)]
pub async fn read_issue(
    #[server(default)] key: String,
    #[server(default)] history: String,
) -> Result<IssuePage, AppError> {
    use domain::view::Entry;
    let mut page = crate::context::read(async |store, actor| {
        let key = domain::key::IssueKey::parse(&key).ok_or(store::StoreError::NotFound(store::Noun::Issue))?;
        store.issue_page_with(&actor, key, domain::view::HistoryPart::parse(&history)).await
    })
    .await?;
    page.body_html = crate::markdown::kept(&page.body);
    for entry in &mut page.history {
        if let Entry::Comment(comment) = entry {
            comment.html = crate::markdown::kept(&std::mem::take(&mut comment.body));
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
    let actor = crate::context::actor().inspect_err(crate::context::refuse)?;
    if actor.watcher.is_some() {
        let error = AppError::Refused(Refusal::Viewing);
        crate::context::refuse(&error);
        return Err(error);
    }
    match optional(Field::Text, &text, PROSE_MAX).map_err(Refusal::from) {
        Ok(text) => Ok(crate::markdown::render(&text)),
        Err(refusal) => {
            crate::form::note_refusal(&crate::context::store()?, &actor, "preview", &refusal, None).await;
            let error = AppError::Refused(refusal);
            crate::context::refuse(&error);
            Err(error)
        }
    }
}
