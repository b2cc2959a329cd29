//! What happened to accounts, as sentences.

use super::{
    admin::{period, role},
    event::edited,
};
use crate::{
    texts::Locale,
    viewer::{day, locale, viewer},
};
use domain::{event::AccountEvent, way_in::WayIn};
use leptos_i18n::td_string;

/// What is asked of a new password, in one paragraph.
pub fn password_rules() -> String {
    let l = locale();
    let rules = viewer().rules.password;
    let mut said = vec![td_string!(l, account.rule_length, min = rules.min_length).to_string()];
    if rules.kinds > 0 {
        said.push(td_string!(l, account.rule_kinds, kinds = rules.kinds).to_string());
    }
    if rules.history > 0 {
        said.push(td_string!(l, account.rule_history, history = rules.history).to_string());
    }
    if rules.days > 0 {
        said.push(td_string!(l, account.rule_days, days = rules.days).to_string());
    }
    said.push(td_string!(l, account.rule_words).to_owned());
    said.join(if l == Locale::ja { "" } else { " " })
}

/// What happened, without actor and time.
pub fn sentence(event: &AccountEvent) -> String {
    let l = locale();
    match event {
        AccountEvent::UserAdded { login } => td_string!(l, events.user_added, login = login.as_str()).to_string(),
        AccountEvent::UserEdited { login, fields } => {
            td_string!(l, events.admin.user_edited, login = login.as_str(), list = edited(fields)).to_string()
        }
        AccountEvent::UserEnabled { login } => {
            td_string!(l, events.admin.user_enabled, login = login.as_str()).to_string()
        }
        AccountEvent::RoleGiven { login, term } => {
            let (role, period) = (role(term), period(term.period));
            td_string!(l, events.admin.role_given, login = login.as_str(), role = role, period = period).to_string()
        }
        AccountEvent::RoleEnded { login, term } => {
            let (role, period) = (role(term), period(term.period));
            td_string!(l, events.admin.role_ended, login = login.as_str(), role = role, period = period).to_string()
        }
        AccountEvent::UserMoved { login, from, to } => {
            let (login, from, to) = (login.as_str(), from.as_str(), to.as_str());
            td_string!(l, events.admin.user_moved, login = login, from = from, to = to).to_string()
        }
        AccountEvent::UserLeft { login, last_day, handed_over, left_behind, lines, lines_left } => td_string!(
            l,
            events.admin.user_left,
            login = login.as_str(),
            day = day(*last_day),
            handed = *handed_over,
            left = *left_behind,
            lines = *lines,
            lines_left = *lines_left
        )
        .to_string(),
        AccountEvent::UserDisabled { login } => td_string!(l, events.user_disabled, login = login.as_str()).to_string(),
        AccountEvent::PasswordReset { login } => {
            td_string!(l, events.password_reset, login = login.as_str()).to_string()
        }
        AccountEvent::PasswordChanged { login } => {
            td_string!(l, events.password_changed, login = login.as_str()).to_string()
        }
        AccountEvent::AccountChanged { .. } => td_string!(l, events.account_changed).to_owned(),
        AccountEvent::SignedIn { way: WayIn::Password } => td_string!(l, events.signed_in).to_owned(),
        AccountEvent::SignedIn { way: WayIn::OpenId } => td_string!(l, events.openid.signed_in).to_owned(),
        AccountEvent::SignInFailed { login, way } => sign_in_failed(login, *way),
        AccountEvent::AccountLocked { login } => {
            td_string!(l, events.audit.account_locked, login = login.as_str()).to_string()
        }
        AccountEvent::PasswordMistyped { login } => {
            td_string!(l, events.audit.password_mistyped, login = login.as_str()).to_string()
        }
        AccountEvent::AddressPaused { failures } => {
            td_string!(l, events.audit.address_paused, n = *failures).to_string()
        }
        AccountEvent::SessionsEnded { login, count } => {
            td_string!(l, events.audit.sessions_ended, login = login.as_str(), n = *count).to_string()
        }
        AccountEvent::SignInElsewhere { login } => {
            td_string!(l, events.audit.sign_in_elsewhere, login = login.as_str()).to_string()
        }
        AccountEvent::SecondFactorSet { login } => {
            td_string!(l, events.audit.second_factor_set, login = login.as_str()).to_string()
        }
        AccountEvent::SecondFactorRemoved { login } => {
            td_string!(l, events.audit.second_factor_removed, login = login.as_str()).to_string()
        }
        AccountEvent::RecoveryCodeUsed { login, left } => {
            td_string!(l, events.audit.recovery_code_used, login = login.as_str(), n = *left).to_string()
        }
        AccountEvent::OpenIdLinked { login } => td_string!(l, events.openid.linked, login = login.as_str()).to_string(),
        AccountEvent::OpenIdUnlinked { login } => {
            td_string!(l, events.openid.unlinked, login = login.as_str()).to_string()
        }
        AccountEvent::OpenIdMismatch { login } => {
            td_string!(l, events.openid.mismatch, login = login.as_str()).to_string()
        }
        AccountEvent::DutiesChanged { login, fields } => {
            td_string!(l, events.admin.duties_changed, login = login.as_str(), list = edited(fields)).to_string()
        }
        AccountEvent::UserReviewed { login, year } => {
            td_string!(l, events.admin.user_reviewed, login = login.as_str(), year = *year).to_string()
        }
        AccountEvent::ViewingBegan { login } => td_string!(l, viewing.began, login = login.as_str()).to_string(),
        AccountEvent::ViewingEnded { login } => td_string!(l, viewing.ended, login = login.as_str()).to_string(),
        AccountEvent::SignedOut => td_string!(l, events.signed_out).to_owned(),
    }
}

/// A sign-in that failed; the name is empty where there is no account of it, or where the reader is not to know.
fn sign_in_failed(login: &str, way: WayIn) -> String {
    let l = locale();
    match (way, login) {
        (WayIn::Password, "") => td_string!(l, events.audit.sign_in_failed_unknown).to_owned(),
        (WayIn::Password, login) => td_string!(l, events.sign_in_failed, login = login).to_string(),
        (WayIn::OpenId, "") => td_string!(l, events.openid.failed_unknown).to_owned(),
        (WayIn::OpenId, login) => td_string!(l, events.openid.failed, login = login).to_string(),
    }
}
