//! The routes and what every page shares.

use crate::{
    form::Returned,
    page::{issue::IssuePage, not_found::NotFound, raise::RaisePage},
    part::frame::Frame,
    viewer::{DemoAccounts, Viewer},
};
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    ParamSegment, SsrMode, StaticSegment,
    components::{Route, Router, Routes},
    hooks::use_location,
};

/// The application: the same on the server and in the browser.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    #[cfg(feature = "ssr")]
    carry_nothing_on_still_pages();
    provide_context(StoredValue::new(first_viewer()));
    provide_context(StoredValue::new(demo_accounts()));
    provide_context(StoredValue::new(returned()));
    view! {
        <Router>
            <ForgetReturned/>
            <Frame>
                <Routes fallback=NotFound>
                    <StillRoutes/>
                    <Route path=(StaticSegment("issues"), StaticSegment("new")) view=RaisePage ssr=SsrMode::Async/>
                    <Route path=(StaticSegment("issues"), ParamSegment("key")) view=IssuePage ssr=SsrMode::Async/>
                </Routes>
            </Frame>
        </Router>
    }
}

/// The pages that the browser part leaves alone. Before the others: `/cases/new` is no 案件番号.
#[component(transparent)]
fn StillRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    #[cfg(feature = "ssr")]
    {
        crate::still_routes::all()
    }
    #[cfg(not(feature = "ssr"))]
    {
        use leptos_router::any_nested_route::IntoAnyNestedRoute;
        // One that nobody asks for: an empty list of routes would match every path.
        view! { <Route path=StaticSegment("nowhere-in-the-browser") view=NotFound/> }
            .into_inner()
            .into_any_nested_route()
    }
}

/// Nothing in the browser reads the data of a still page again, so its document does not carry it a second time.
#[cfg(feature = "ssr")]
fn carry_nothing_on_still_pages() {
    let still = crate::context::path().is_some_and(|path| crate::still::is_still(&path));
    if let (true, Some(shared)) = (still, Owner::current_shared_context()) {
        shared.set_is_hydrating(false);
    }
}

/// What the server knew when it rendered the page, read back when the browser takes over.
fn first_viewer() -> Viewer {
    SharedValue::new(|| {
        #[cfg(feature = "ssr")]
        return crate::context::viewer();
        #[cfg(not(feature = "ssr"))]
        Viewer::default()
    })
    .into_inner()
}

fn demo_accounts() -> DemoAccounts {
    SharedValue::new(|| {
        // Only the sign-in page shows them; a signed-in page does not carry the list.
        #[cfg(feature = "ssr")]
        if crate::context::actor().is_err() {
            return use_context::<std::sync::Arc<DemoAccounts>>().map(|it| (*it).clone()).unwrap_or_default();
        }
        DemoAccounts::default()
    })
    .into_inner()
}

fn returned() -> Option<Returned> {
    SharedValue::new(|| {
        #[cfg(feature = "ssr")]
        return crate::context::returned();
        #[cfg(not(feature = "ssr"))]
        None
    })
    .into_inner()
}

/// A refused form belongs to the page it was sent from: going elsewhere forgets it.
#[component]
fn ForgetReturned() -> impl IntoView {
    let path = use_location().pathname;
    let kept = expect_context::<StoredValue<Option<Returned>>>();
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        if before.is_some_and(|before| before != now) {
            kept.set_value(None);
        }
        now
    });
}
