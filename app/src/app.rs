//! The routes and what every page shares.

use crate::{
    form::Returned,
    page::{
        account::AccountPage,
        admin::{
            AdminPage, calendar::CalendarPage, day::DayPage, new_user::NewUserPage, organisation::OrganisationPage,
            organisations::OrganisationsPage, system::SystemPage, systems::SystemsPage, user::UserPage,
            users::UsersPage,
        },
        case::CasePage,
        cases::CasesPage,
        issue::IssuePage,
        issues::IssuesPage,
        not_found::NotFound,
        raise::RaisePage,
        sign_in::SignInPage,
        today::TodayPage,
    },
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
    provide_context(StoredValue::new(first_viewer()));
    provide_context(StoredValue::new(demo_accounts()));
    provide_context(StoredValue::new(returned()));
    view! {
        <Router>
            <ForgetReturned/>
            <Frame>
                <Routes fallback=NotFound>
                    <Route path=StaticSegment("") view=TodayPage ssr=SsrMode::Async/>
                    <Route path=StaticSegment("sign-in") view=SignInPage ssr=SsrMode::Async/>
                    <Route path=StaticSegment("account") view=AccountPage ssr=SsrMode::Async/>
                    <Route path=StaticSegment("cases") view=CasesPage ssr=SsrMode::Async/>
                    <Route path=(StaticSegment("cases"), ParamSegment("no")) view=CasePage ssr=SsrMode::Async/>
                    <Route
                        path=(StaticSegment("cases"), ParamSegment("no"), StaticSegment("issues"))
                        view=IssuesPage
                        ssr=SsrMode::Async
                    />
                    <Route path=StaticSegment("issues") view=IssuesPage ssr=SsrMode::Async/>
                    <Route path=(StaticSegment("issues"), StaticSegment("new")) view=RaisePage ssr=SsrMode::Async/>
                    <Route path=(StaticSegment("issues"), ParamSegment("key")) view=IssuePage ssr=SsrMode::Async/>
                    // 管理
                    <Route path=StaticSegment("admin") view=AdminPage ssr=SsrMode::Async/>
                    <Route path=(StaticSegment("admin"), StaticSegment("users")) view=UsersPage ssr=SsrMode::Async/>
                    <Route
                        path=(StaticSegment("admin"), StaticSegment("users"), StaticSegment("new"))
                        view=NewUserPage
                        ssr=SsrMode::Async
                    />
                    <Route
                        path=(StaticSegment("admin"), StaticSegment("users"), ParamSegment("login"))
                        view=UserPage
                        ssr=SsrMode::Async
                    />
                    <Route path=(StaticSegment("admin"), StaticSegment("organisations")) view=OrganisationsPage ssr=SsrMode::Async/>
                    <Route
                        path=(StaticSegment("admin"), StaticSegment("organisations"), ParamSegment("code"))
                        view=OrganisationPage
                        ssr=SsrMode::Async
                    />
                    <Route path=(StaticSegment("admin"), StaticSegment("systems")) view=SystemsPage ssr=SsrMode::Async/>
                    <Route
                        path=(StaticSegment("admin"), StaticSegment("systems"), ParamSegment("code"))
                        view=SystemPage
                        ssr=SsrMode::Async
                    />
                    <Route path=(StaticSegment("admin"), StaticSegment("calendar")) view=CalendarPage ssr=SsrMode::Async/>
                    <Route
                        path=(StaticSegment("admin"), StaticSegment("calendar"), StaticSegment("day"))
                        view=DayPage
                        ssr=SsrMode::Async
                    />
                </Routes>
            </Frame>
        </Router>
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
            return use_context::<DemoAccounts>().unwrap_or_default();
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
