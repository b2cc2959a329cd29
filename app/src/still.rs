//! Pages that the browser part leaves alone (docs/decisions/0014).
//!
//! A page of lists, forms and pictures needs no code in the browser: it is made by the server, its links and forms
//! are the browser's own. Only where people write at length, 起票 and 課題, is it brought to life.

/// Whether the page at that path is a still one: all but 起票 and 課題.
pub fn is_still(path: &str) -> bool {
    path.strip_prefix("/issues/").is_none_or(|rest| rest.is_empty() || rest.contains('/'))
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
    fn the_screens_where_people_write_come_alive_and_the_others_stay_still() {
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
            "/cases/SOMU-2026-001/issues",
            "/issues",
            "/issues/",
            "/issues/SOMU-2026-001-1/readers",
            "/no-such-page",
        ] {
            assert!(is_still(path), "{path}");
        }
        for path in ["/issues/new", "/issues/SOMU-2026-001-1"] {
            assert!(!is_still(path), "{path}");
        }
    }
}
