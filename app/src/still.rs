//! Pages that the browser part leaves alone (docs/decisions/0014).
//!
//! A page of forms, tables and pictures needs no code in the browser: it is made by the server, its links and forms
//! are the browser's own. Only the screens of the daily work are brought to life; so the first of them stays small
//! however many others there are.

/// First words of addresses below which every page is still.
const SECTIONS: [&str; 7] = ["", "account", "admin", "laws", "ranking", "sign-in", "timeline"];

/// The one page below `/cases` that is not still.
const ISSUES_OF_A_CASE: &str = "issues";

/// Whether the page at that path is a still one.
pub fn is_still(path: &str) -> bool {
    let mut words = path.trim_start_matches('/').split('/');
    match (words.next(), words.next(), words.next()) {
        (Some("cases"), _, below) => below != Some(ISSUES_OF_A_CASE),
        (Some(section), ..) => SECTIONS.contains(&section),
        (None, ..) => false,
    }
}

/// Lets the browser itself follow links to still pages: the router of the browser part knows none of them.
#[cfg(feature = "hydrate")]
pub fn leave_to_the_browser() {
    use wasm_bindgen::{JsCast, closure::Closure};
    use web_sys::{Element, Event, HtmlAnchorElement};

    let listener = Closure::<dyn Fn(Event)>::new(|event: Event| {
        let clicked = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let link = clicked.and_then(|it| it.closest("a[href]").ok().flatten());
        let link = link.and_then(|it| it.dyn_into::<HtmlAnchorElement>().ok());
        if link.is_some_and(|link| is_still(&link.pathname())) {
            event.stop_propagation();
        }
    });
    // Before the router hears of it: it listens where clicks arrive last.
    let window = leptos::prelude::window();
    if window.add_event_listener_with_callback_and_bool("click", listener.as_ref().unchecked_ref(), true).is_ok() {
        listener.forget();
    }
}

#[cfg(test)]
mod tests {
    use super::is_still;

    #[test]
    fn the_screens_of_the_daily_work_come_alive_and_the_others_stay_still() {
        for path in [
            "/laws",
            "/laws/L07",
            "/timeline",
            "/admin/users/kyuyo",
            "/",
            "/sign-in",
            "/account",
            "/cases",
            "/cases/SOMU-2026-001",
            "/cases/new",
            "/cases/SOMU-2026-001/stages/3",
        ] {
            assert!(is_still(path), "{path}");
        }
        for path in [
            "/cases/SOMU-2026-001/issues",
            "/issues",
            "/issues/new",
            "/issues/SOMU-2026-001-1",
            "/lawsuit",
            "/no-such-page",
        ] {
            assert!(!is_still(path), "{path}");
        }
    }
}
