//! The question whether a form holds personal data: one box, in every form that came back with a doubt.

use crate::{
    error::AppError,
    form::{CONFIRMED, came_back},
    viewer::locale,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The box, when the form of one of these verbs came back with a doubt, or ticked.
pub fn confirming(verbs: &[&str]) -> Option<AnyView> {
    let l = locale();
    let returned = came_back().filter(|it| verbs.contains(&it.verb.as_str()))?;
    let is_ticked = returned.sent(CONFIRMED).is_some_and(|sent| !sent.is_empty());
    let is_asked = matches!(&returned.error, AppError::Refused(refusal) if refusal.is_in_doubt());
    if !is_asked && !is_ticked {
        return None;
    }
    Some(
        view! {
            <div class="notice notice-warning confirming">
                <p>{td_string!(l, problems.confirm_lead)}</p>
                <label>
                    <input type="checkbox" name=CONFIRMED value="on" checked=is_ticked/>
                    {td_string!(l, problems.confirm)}
                </label>
            </div>
        }
        .into_any(),
    )
}
