//! What stands around every page of 管理: heading and the way to the others.

use crate::viewer::{locale, viewer};
use domain::{audit::may_read_log, policy::may_count_refusals};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;

/// A part of 管理.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdminPart {
    /// 概要.
    Home,
    /// 利用者.
    Users,
    /// アカウントの棚卸し.
    Review,
    /// 組織.
    Organisations,
    /// システム.
    Systems,
    /// カレンダー.
    Calendar,
    /// チェックリスト.
    Checklists,
    /// 判定の承認者.
    Approvers,
    /// マイナンバーの入力拒否.
    Refusals,
    /// 監査ログ.
    Audit,
}

impl AdminPart {
    /// All, in the order of the menu.
    pub const ALL: [Self; 10] = [
        Self::Home,
        Self::Users,
        Self::Review,
        Self::Organisations,
        Self::Systems,
        Self::Calendar,
        Self::Checklists,
        Self::Approvers,
        Self::Refusals,
        Self::Audit,
    ];

    /// Those that the reader may open.
    pub fn offered() -> impl Iterator<Item = Self> {
        let actor = viewer().actor;
        let may = move |it: &Self| match it {
            Self::Refusals => actor.as_ref().is_some_and(may_count_refusals),
            Self::Audit => actor.as_ref().is_some_and(may_read_log),
            _ => true,
        };
        Self::ALL.into_iter().filter(may)
    }

    /// Its address.
    pub const fn href(self) -> &'static str {
        match self {
            Self::Home => "/admin",
            Self::Users => "/admin/users",
            Self::Review => "/admin/review",
            Self::Organisations => "/admin/organisations",
            Self::Systems => "/admin/systems",
            Self::Calendar => "/admin/calendar",
            Self::Checklists => "/admin/checklists",
            Self::Approvers => "/admin/approvers",
            Self::Refusals => "/admin/refusals",
            Self::Audit => "/audit",
        }
    }

    /// Its name.
    pub fn word(self) -> &'static str {
        let l = locale();
        match self {
            Self::Home => td_string!(l, admin.tab.home),
            Self::Users => td_string!(l, admin.tab.users),
            Self::Review => td_string!(l, admin.tab.review),
            Self::Organisations => td_string!(l, admin.tab.organisations),
            Self::Systems => td_string!(l, admin.tab.systems),
            Self::Calendar => td_string!(l, admin.tab.calendar),
            Self::Checklists => td_string!(l, admin.tab.checklists),
            Self::Approvers => td_string!(l, admin.tab.approvers),
            Self::Refusals => td_string!(l, admin.tab.refusals),
            Self::Audit => td_string!(l, audit.heading),
        }
    }

    /// What it is about; nothing for the overview itself.
    pub fn about(self) -> Option<&'static str> {
        let l = locale();
        Some(match self {
            Self::Home => return None,
            Self::Users => td_string!(l, admin.about.users),
            Self::Review => td_string!(l, admin.about.review),
            Self::Organisations => td_string!(l, admin.about.organisations),
            Self::Systems => td_string!(l, admin.about.systems),
            Self::Calendar => td_string!(l, admin.about.calendar),
            Self::Checklists => td_string!(l, admin.about.checklists),
            Self::Approvers => td_string!(l, admin.about.approvers),
            Self::Refusals => td_string!(l, admin.about.refusals),
            Self::Audit => td_string!(l, audit.in_short),
        })
    }
}

/// A page of 管理. `action`: what stands beside the heading.
pub fn admin_frame(part: AdminPart, heading: String, action: impl IntoView, content: impl IntoView) -> AnyView {
    let l = locale();
    let links = AdminPart::offered().map(|it| {
        let current = (it == part).then_some("page");
        view! { <li><a href=it.href() aria-current=current>{it.word()}</a></li> }
    });
    let links = links.collect_view();
    view! {
        <Title text=heading.clone()/>
        <nav class="admin-nav" aria-label=td_string!(l, admin.nav)><ul>{links}</ul></nav>
        <div class="page-head admin-head"><h1>{heading}</h1>{action}</div>
        <div class="admin-page">{content}</div>
    }
    .into_any()
}
