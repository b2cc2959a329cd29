//! A page's data, its waiting and its failure: the only Suspense of a route.

use crate::{
    error::AppError,
    page::not_found::NotFound,
    part::kept::with_kept,
    viewer::{self, locale},
    words::problem,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use serde::{Deserialize, Serialize};

/// Renders `view` with the data once it is there; an error in words otherwise. Above it, whatever became of a refused form
/// that has no place there.
pub fn loaded<T, V>(
    resource: Resource<Result<T, AppError>>,
    view: impl Fn(T) -> V + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + Serialize + for<'de> Deserialize<'de> + 'static,
    V: IntoView + 'static,
{
    let wait = move || view! { <p class="loading" role="status">{td_string!(locale(), shell.loading)}</p> };
    view! {
        <Transition fallback=wait>
            {move || {
                let view = view.clone();
                Suspend::new(async move {
                    match resource.await {
                        Ok(data) => {
                            viewer::keep_at_hand();
                            with_kept(move || view(data))
                        }
                        Err(error) => with_kept(move || failed(&error)),
                    }
                })
            }}
        </Transition>
    }
}

/// A page that could not be made.
fn failed(error: &AppError) -> AnyView {
    match error {
        AppError::NotFound => view! { <NotFound/> }.into_any(),
        AppError::SignedOut => {
            let (heading, sentence) = (problem::heading(error), problem::error(error));
            view! {
                <Title text=heading/>
                <div class="failed" role="alert">
                    <h1>{heading}</h1>
                    <p>{sentence}</p>
                    <p><a class="button" href="/sign-in" rel="external">{td_string!(locale(), sign_in.button)}</a></p>
                </div>
            }
            .into_any()
        }
        other => {
            let (heading, sentence) = (problem::heading(other), problem::error(other));
            view! {
                <Title text=heading/>
                <div class="failed" role="alert">
                    <h1>{heading}</h1>
                    <p>{sentence}</p>
                    <p><a class="button" href="/">{td_string!(locale(), shell.back_home)}</a></p>
                </div>
            }
            .into_any()
        }
    }
}
