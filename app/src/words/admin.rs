//! The words of 管理.

use super::{Word, center_full, event::edited};
use crate::{
    texts::Locale,
    viewer::{day, locale},
};
use domain::{
    admin::{AccountState, DaySays, RoleTerm},
    calendar::DayOverride,
    event::Event,
    organisation::{CenterCode, OrgKind},
    period::Period,
    view::admin::OrgPart,
};
use leptos_i18n::td_string;

macro_rules! words {
    ($type:ty, $group:ident, { $($variant:ident => $key:ident),+ $(,)? }) => {
        impl Word for $type {
            fn word_in(&self, l: Locale) -> &'static str {
                match self { $( Self::$variant => td_string!(l, words.$group.$key), )+ }
            }
        }
    };
}

words!(AccountState, account_state, {
    Active => active,
    Waiting => waiting,
    Ended => ended,
    Disabled => disabled,
});

words!(OrgKind, org_kind, {
    Contract => contract,
    Business => business,
    Center => center,
    Vendor => vendor,
});

impl Word for OrgPart {
    fn word_in(&self, l: Locale) -> &'static str {
        match self {
            Self::Owning => td_string!(l, admin.org.part_owning),
            Self::Related => td_string!(l, admin.org.part_related),
            Self::Center => td_string!(l, admin.org.part_center),
        }
    }
}

words!(DaySays, day_says, {
    Closed => closed,
    Open => open,
    ByLaw => by_law,
});

/// The forms of 管理.
const VERBS: [&str; 22] = [
    crate::form::VIEW_AS,
    "add_account",
    "edit_account",
    "set_password",
    "end_sessions",
    "remove_factor_of",
    "unlink_openid_of",
    "set_duties",
    "confirm_account",
    "set_networks",
    "disable_account",
    "enable_account",
    "give_role",
    "end_role",
    "leave",
    "move_account",
    "add_org",
    "edit_org",
    "add_system",
    "edit_system",
    "change_vendor",
    "set_day",
];

/// Whether a form is one of 管理.
pub fn is_verb(verb: &str) -> bool {
    VERBS.contains(&verb)
}

/// What was done, after a form of 管理.
pub fn done(verb: &str) -> Option<&'static str> {
    let l = locale();
    Some(match verb {
        "add_account" => td_string!(l, admin.done.add_account),
        "edit_account" | "edit_org" | "edit_system" => td_string!(l, admin.done.saved),
        "set_duties" => td_string!(l, admin.done.set_duties),
        "confirm_account" => td_string!(l, admin.done.confirm_account),
        "set_networks" => td_string!(l, admin.done.set_networks),
        "remove_factor_of" => td_string!(l, admin.done.remove_factor_of),
        "unlink_openid_of" => td_string!(l, admin.done.unlink_openid_of),
        "end_sessions" => td_string!(l, admin.done.end_sessions),
        "set_password" => td_string!(l, admin.done.set_password),
        "disable_account" => td_string!(l, admin.done.disable_account),
        "enable_account" => td_string!(l, admin.done.enable_account),
        "give_role" => td_string!(l, admin.done.give_role),
        "end_role" => td_string!(l, admin.done.end_role),
        "leave" => td_string!(l, admin.done.leave),
        "move_account" => td_string!(l, admin.done.move_account),
        "add_org" => td_string!(l, admin.done.add_org),
        "add_system" => td_string!(l, admin.done.add_system),
        "change_vendor" => td_string!(l, admin.done.change_vendor),
        "set_day" => td_string!(l, admin.done.set_day),
        _ => return None,
    })
}

/// A time: R8.4.1～R9.3.31, R8.4.1～.
pub fn period(period: Period) -> String {
    let dash = if locale() == Locale::ja { "～" } else { " – " };
    format!("{}{dash}{}", day(period.from), period.to.map(day).unwrap_or_default()).trim_end().to_owned()
}

/// A role with its center.
pub fn role(term: &RoleTerm) -> String {
    let role = term.role.word();
    match term.center {
        Some(center) if locale() == Locale::ja => format!("{role}（{}）", center.word()),
        Some(center) => format!("{role} ({})", center.word()),
        None => role.to_owned(),
    }
}

/// The whole city, or a center.
pub fn reach(center: Option<CenterCode>) -> &'static str {
    match center {
        Some(center) => center_full(center),
        None => td_string!(locale(), admin.calendar.city),
    }
}

/// What a day was set to.
pub fn set_to(says: DayOverride) -> &'static str {
    match says {
        DayOverride::Open => td_string!(locale(), admin.calendar.open),
        DayOverride::Closed => td_string!(locale(), admin.calendar.closed),
    }
}

/// What happened in 管理, as a sentence.
pub fn sentence(event: &Event) -> String {
    let l = locale();
    match event {
        Event::IssueHandedOver { from, org, assignee } => {
            let (before, org, person) = (from.as_str(), org.as_str(), assignee.as_str());
            td_string!(l, events.admin.handed_over, before = before, org = org, person = person).to_string()
        }
        Event::MasterEdited { code, fields } => {
            td_string!(l, events.admin.master_edited, code = code.as_str(), list = edited(fields)).to_string()
        }
        Event::VendorChanged { system, vendor, from } => {
            let vendor = vendor.as_deref().unwrap_or(td_string!(l, events.admin.no_vendor)).to_owned();
            let (system, day) = (system.as_str(), day(*from));
            td_string!(l, events.admin.vendor_changed, system = system, vendor = vendor, day = day).to_string()
        }
        Event::DaySet { change } => {
            let (day, reach, what) = (day(change.day), reach(change.center), change.says.word());
            let (name, reason) = (change.name.as_str(), change.reason.as_str());
            td_string!(l, events.admin.day_set, day = day, reach = reach, what = what, name = name, reason = reason)
                .to_string()
        }
        _ => String::new(),
    }
}
