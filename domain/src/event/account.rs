//! What happened to an account. Never a secret.

use super::Edit;
use crate::{admin::RoleTerm, ids::UserId, way_in::WayIn};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One happening to an account, with the names as they were then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AccountEvent {
    /// An account was made.
    UserAdded {
        /// Its ログインID.
        login: String,
    },
    /// An account was disabled.
    UserDisabled {
        /// Its ログインID.
        login: String,
    },
    /// A password was reset by an administrator.
    PasswordReset {
        /// Its ログインID.
        login: String,
    },
    /// A person changed their own password; their other sessions ended.
    PasswordChanged {
        /// Its ログインID.
        login: String,
    },
    /// A person changed the settings of their own account.
    AccountChanged {
        /// The account.
        user: UserId,
    },
    /// 氏名, 読み or 職名 of an account were edited.
    UserEdited {
        /// Its ログインID.
        login: String,
        /// Which ones, with the text before and after.
        fields: Vec<Edit>,
    },
    /// A disabled account was enabled again.
    UserEnabled {
        /// Its ログインID.
        login: String,
    },
    /// Somebody was given a role for a time.
    RoleGiven {
        /// Their ログインID.
        login: String,
        /// Which, and when.
        term: RoleTerm,
    },
    /// A role period was ended.
    RoleEnded {
        /// Their ログインID.
        login: String,
        /// The period as it is now.
        term: RoleTerm,
    },
    /// Somebody leaves, and their open 課題 were handed over.
    UserLeft {
        /// Their ログインID.
        login: String,
        /// 最終日.
        last_day: NaiveDate,
        /// 課題 that were handed over.
        handed_over: u32,
        /// Open 課題 that stay with nobody there.
        left_behind: u32,
        /// Lines of checklists that were handed over.
        #[serde(default)]
        lines: u32,
        /// Open lines that stay with nobody there.
        #[serde(default)]
        lines_left: u32,
    },
    /// Somebody went to another organisation.
    UserMoved {
        /// Their ログインID.
        login: String,
        /// The name of the one before.
        from: String,
        /// The name of the new one.
        to: String,
    },
    /// Somebody signed in.
    SignedIn {
        /// How. Rows of before there were two ways do not say.
        #[serde(default)]
        way: WayIn,
    },
    /// A sign-in failed.
    SignInFailed {
        /// The account that was tried. Empty where there is none of that name: what was typed may be a password in
        /// the wrong field.
        login: String,
        /// How it was tried.
        #[serde(default)]
        way: WayIn,
    },
    /// After too many failures in a row an account is locked for a while.
    AccountLocked {
        /// Its ログインID.
        login: String,
    },
    /// The current password was typed wrong where a person changes it.
    PasswordMistyped {
        /// Their ログインID.
        login: String,
    },
    /// Somebody signed out.
    SignedOut,
    /// Too many failed sign-ins came from one address: it has to wait.
    AddressPaused {
        /// How many there were.
        failures: u32,
    },
    /// A person ended sessions of their own, or an administrator those of somebody.
    SessionsEnded {
        /// Whose.
        login: String,
        /// How many.
        count: u32,
    },
    /// The password fits, but the people of the organisation do not sign in from there.
    SignInElsewhere {
        /// Whose.
        login: String,
    },
    /// A second factor is asked for from now on.
    SecondFactorSet {
        /// Whose.
        login: String,
    },
    /// A second factor is asked for no more.
    SecondFactorRemoved {
        /// Whose.
        login: String,
    },
    /// Somebody signed in by one of the codes for who has lost their second factor.
    RecoveryCodeUsed {
        /// Whose.
        login: String,
        /// How many they have left.
        left: u32,
    },
    /// From now on this account at the provider is that account here.
    OpenIdLinked {
        /// Whose.
        login: String,
    },
    /// It is so no longer: the next sign-in by 組織のアカウント decides anew.
    OpenIdUnlinked {
        /// Whose.
        login: String,
    },
    /// The provider gave the name of an account here to somebody else than who has signed in by it before.
    OpenIdMismatch {
        /// Whose name it is.
        login: String,
    },
    /// 宣誓書, 守秘研修 or 特定個人情報取扱者 of an account were changed.
    DutiesChanged {
        /// Its ログインID.
        login: String,
        /// Which ones, with what was there before and after.
        fields: Vec<Edit>,
    },
    /// An account was looked at for the year, and confirmed.
    UserReviewed {
        /// Its ログインID.
        login: String,
        /// The fiscal year.
        year: i32,
    },
    /// Somebody began to look at the screens as this person has them.
    ViewingBegan {
        /// The person's ログインID.
        login: String,
    },
    /// They stopped.
    ViewingEnded {
        /// The person's ログインID.
        login: String,
    },
}

impl AccountEvent {
    /// The code of the kind.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::UserAdded { .. } => "user_added",
            Self::UserDisabled { .. } => "user_disabled",
            Self::PasswordReset { .. } => "password_reset",
            Self::PasswordChanged { .. } => "password_changed",
            Self::AccountChanged { .. } => "account_changed",
            Self::UserEdited { .. } => "user_edited",
            Self::UserEnabled { .. } => "user_enabled",
            Self::RoleGiven { .. } => "role_given",
            Self::RoleEnded { .. } => "role_ended",
            Self::UserLeft { .. } => "user_left",
            Self::UserMoved { .. } => "user_moved",
            Self::SignedIn { .. } => "signed_in",
            Self::SignInFailed { .. } => "sign_in_failed",
            Self::AccountLocked { .. } => "account_locked",
            Self::PasswordMistyped { .. } => "password_mistyped",
            Self::SignedOut => "signed_out",
            Self::AddressPaused { .. } => "address_paused",
            Self::SessionsEnded { .. } => "sessions_ended",
            Self::SignInElsewhere { .. } => "sign_in_elsewhere",
            Self::SecondFactorSet { .. } => "second_factor_set",
            Self::SecondFactorRemoved { .. } => "second_factor_removed",
            Self::RecoveryCodeUsed { .. } => "recovery_code_used",
            Self::OpenIdLinked { .. } => "openid_linked",
            Self::OpenIdUnlinked { .. } => "openid_unlinked",
            Self::OpenIdMismatch { .. } => "openid_mismatch",
            Self::DutiesChanged { .. } => "duties_changed",
            Self::UserReviewed { .. } => "user_reviewed",
            Self::ViewingBegan { .. } => "viewing_began",
            Self::ViewingEnded { .. } => "viewing_ended",
        }
    }
}

impl From<AccountEvent> for super::Event {
    fn from(event: AccountEvent) -> Self {
        Self::Account(event)
    }
}
