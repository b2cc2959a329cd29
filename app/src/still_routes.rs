//! The pages that the browser part leaves alone (`crate::still`), by route.

use crate::page::{
    account::AccountPage,
    admin::{
        AdminPage, calendar::CalendarPage, day::DayPage, new_user::NewUserPage, organisation::OrganisationPage,
        organisations::OrganisationsPage, refusals::RefusalsPage, review::ReviewPage, system::SystemPage,
        systems::SystemsPage, user::UserPage, users::UsersPage,
    },
    approvers::ApproversPage,
    audit::AuditPage,
    case::CasePage,
    case_edit::CaseEditPage,
    case_new::CaseNewPage,
    case_plan::CasePlanPage,
    cases::CasesPage,
    checklists::ChecklistsPage,
    issues::IssuesPage,
    law::LawPage,
    law_new::LawNewPage,
    laws::LawsPage,
    ranking::RankingPage,
    readers::{CaseReadersPage, IssueReadersPage},
    relay::RelayPage,
    relay_new::RelayNewPage,
    relays::RelaysPage,
    sign_in::SignInPage,
    signals::SignalsPage,
    stage::StagePage,
    timeline::TimelinePage,
    today::TodayPage,
};
use leptos::prelude::*;
use leptos_router::{
    ParamSegment, SsrMode, StaticSegment,
    any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute},
    components::Route,
};

fn of_everybody() -> AnyNestedRoute {
    view! {
        <Route path=StaticSegment("") view=TodayPage ssr=SsrMode::Async/>
        <Route path=StaticSegment("sign-in") view=SignInPage ssr=SsrMode::Async/>
        <Route path=StaticSegment("account") view=AccountPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}

fn of_cases() -> AnyNestedRoute {
    view! {
        <Route path=StaticSegment("cases") view=CasesPage ssr=SsrMode::Async/>
        <Route path=(StaticSegment("cases"), StaticSegment("new")) view=CaseNewPage ssr=SsrMode::Async/>
        <Route path=(StaticSegment("cases"), ParamSegment("no")) view=CasePage ssr=SsrMode::Async/>
        <Route path=(StaticSegment("cases"), ParamSegment("no"), StaticSegment("edit")) view=CaseEditPage ssr=SsrMode::Async/>
        <Route path=(StaticSegment("cases"), ParamSegment("no"), StaticSegment("plan")) view=CasePlanPage ssr=SsrMode::Async/>
        <Route path=(StaticSegment("cases"), ParamSegment("no"), StaticSegment("signals")) view=SignalsPage ssr=SsrMode::Async/>
        <Route path=(StaticSegment("cases"), ParamSegment("no"), StaticSegment("readers")) view=CaseReadersPage ssr=SsrMode::Async/>
        <Route path=(StaticSegment("issues"), ParamSegment("key"), StaticSegment("readers")) view=IssueReadersPage ssr=SsrMode::Async/>
        <Route
            path=(StaticSegment("cases"), ParamSegment("no"), StaticSegment("stages"), ParamSegment("n"))
            view=StagePage
            ssr=SsrMode::Async
        />
        <Route path=(StaticSegment("cases"), ParamSegment("no"), StaticSegment("issues")) view=IssuesPage ssr=SsrMode::Async/>
        <Route path=StaticSegment("issues") view=IssuesPage ssr=SsrMode::Async/>
        <Route path=StaticSegment("laws") view=LawsPage ssr=SsrMode::Async/>
        <Route path=(StaticSegment("laws"), StaticSegment("new")) view=LawNewPage ssr=SsrMode::Async/>
        <Route path=(StaticSegment("laws"), ParamSegment("code")) view=LawPage ssr=SsrMode::Async/>
        <Route path=StaticSegment("timeline") view=TimelinePage ssr=SsrMode::Async/>
        <Route path=StaticSegment("ranking") view=RankingPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}

fn of_centers() -> AnyNestedRoute {
    view! {
        <Route path=StaticSegment("relay") view=RelaysPage ssr=SsrMode::Async/>
        <Route path=(StaticSegment("relay"), StaticSegment("new")) view=RelayNewPage ssr=SsrMode::Async/>
        <Route path=(StaticSegment("relay"), ParamSegment("id")) view=RelayPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}

fn of_admin() -> AnyNestedRoute {
    view! {
        <Route path=StaticSegment("audit") view=AuditPage ssr=SsrMode::Async/>
        <Route path=StaticSegment("admin") view=AdminPage ssr=SsrMode::Async/>
        <Route path=(StaticSegment("admin"), StaticSegment("users")) view=UsersPage ssr=SsrMode::Async/>
        <Route path=(StaticSegment("admin"), StaticSegment("users"), StaticSegment("new")) view=NewUserPage ssr=SsrMode::Async/>
        <Route path=(StaticSegment("admin"), StaticSegment("users"), ParamSegment("login")) view=UserPage ssr=SsrMode::Async/>
        <Route path=(StaticSegment("admin"), StaticSegment("organisations")) view=OrganisationsPage ssr=SsrMode::Async/>
        <Route
            path=(StaticSegment("admin"), StaticSegment("organisations"), ParamSegment("code"))
            view=OrganisationPage
            ssr=SsrMode::Async
        />
        <Route path=(StaticSegment("admin"), StaticSegment("systems")) view=SystemsPage ssr=SsrMode::Async/>
        <Route path=(StaticSegment("admin"), StaticSegment("systems"), ParamSegment("code")) view=SystemPage ssr=SsrMode::Async/>
        <Route path=(StaticSegment("admin"), StaticSegment("calendar")) view=CalendarPage ssr=SsrMode::Async/>
        <Route path=(StaticSegment("admin"), StaticSegment("calendar"), StaticSegment("day")) view=DayPage ssr=SsrMode::Async/>
        <Route path=(StaticSegment("admin"), StaticSegment("checklists")) view=ChecklistsPage ssr=SsrMode::Async/>
        <Route path=(StaticSegment("admin"), StaticSegment("approvers")) view=ApproversPage ssr=SsrMode::Async/>
        <Route path=(StaticSegment("admin"), StaticSegment("review")) view=ReviewPage ssr=SsrMode::Async/>
        <Route path=(StaticSegment("admin"), StaticSegment("refusals")) view=RefusalsPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}

/// All of them.
pub fn all() -> AnyNestedRoute {
    (of_everybody(), of_cases(), of_centers(), of_admin()).into_any_nested_route()
}
