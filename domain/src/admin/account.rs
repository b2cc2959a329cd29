//! Accounts and their role periods, as forms describe them.

use super::rights::may_grant;
use crate::{
    actor::Actor,
    coded::coded_enum,
    date::parse_day,
    organisation::{CenterCode, OrgKind},
    period::Period,
    refusal::{Field, FieldProblem, Problem, Problems, Refusal},
    role::Role,
    text,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;

coded_enum! {
    /// Whether an account can be used.
    pub enum AccountState {
        /// 利用中: it has a role today.
        Active = "active",
        /// 開始前: its first role is yet to come.
        Waiting = "waiting",
        /// 役割なし: no role today, and none to come.
        Ended = "ended",
        /// 無効: disabled by hand or by leaving.
        Disabled = "disabled",
    }
}

/// What the state of an account is, by its periods.
pub fn account_state(disabled: bool, periods: &[Period], today: NaiveDate) -> AccountState {
    if disabled {
        AccountState::Disabled
    } else if periods.iter().any(|it| it.covers(today)) {
        AccountState::Active
    } else if periods.iter().any(|it| it.from > today) {
        AccountState::Waiting
    } else {
        AccountState::Ended
    }
}

/// 氏名, 読み and 職名 as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProfileInput {
    /// 氏名.
    pub name: String,
    /// 読み.
    pub kana: String,
    /// 職名.
    pub title: String,
}

/// The same, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// 氏名.
    pub name: String,
    /// 読み.
    pub kana: String,
    /// 職名.
    pub title: String,
}

impl ProfileInput {
    /// Checks what was typed.
    pub fn read(&self, problems: &mut Problems) -> Option<Profile> {
        let name = problems.keep(text::line(Field::Name, &self.name));
        let kana = problems.keep(text::line(Field::Kana, &self.kana));
        let title = problems.keep(text::optional(Field::JobTitle, &self.title, text::LINE_MAX));
        Some(Profile { name: name?, kana: kana?, title: title? })
    }
}

/// A role period as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoleInput {
    /// Code of the role.
    pub role: String,
    /// Code of the center, for roles bound to one.
    pub center: String,
    /// First day.
    pub from: String,
    /// Last day, or empty.
    pub to: String,
}

/// A new account as typed.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct AccountInput {
    /// ログインID.
    pub login: String,
    /// Who.
    pub profile: ProfileInput,
    /// Code of the organisation.
    pub org: String,
    /// The first role.
    pub role: RoleInput,
    /// The initial password.
    pub password: String,
}

impl fmt::Debug for AccountInput {
    /// Without its password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccountInput").field("login", &self.login).field("org", &self.org).finish_non_exhaustive()
    }
}

/// A role for a time, checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleTerm {
    /// The role.
    pub role: Role,
    /// The center of a role that is bound to one.
    pub center: Option<CenterCode>,
    /// When.
    pub period: Period,
}

/// A day that must or may be given.
pub(super) fn day(field: Field, input: &str) -> Result<Option<NaiveDate>, FieldProblem> {
    if input.trim().is_empty() {
        return Ok(None);
    }
    parse_day(input).map(Some).map_err(|problem| FieldProblem::new(field, Problem::Date(problem)))
}

/// The same, and it must.
pub(super) fn required_day(field: Field, input: &str) -> Result<NaiveDate, FieldProblem> {
    day(field, input)?.ok_or(FieldProblem::new(field, Problem::Required))
}

impl RoleInput {
    /// Checks what was typed: a role of the side of its organisation, that the actor may give, in a
    /// period that shares no day with those the person has already.
    ///
    /// # Errors
    /// All problems, each beside its field.
    pub fn read(
        &self,
        actor: &Actor,
        org: (OrgKind, Option<CenterCode>),
        others: &[RoleTerm],
        today: NaiveDate,
    ) -> Result<RoleTerm, Refusal> {
        let mut problems = Problems::default();
        let role = problems.keep(self.role_of(org.0));
        let center = role.and_then(|role| problems.keep(self.center_of(role, org.1)));
        let from = problems.keep(required_day(Field::From, &self.from));
        let to = problems.keep(day(Field::To, &self.to));
        if let (Some(role), Some(center)) = (role, center)
            && !may_grant(actor, role, center)
        {
            problems.add(Field::Role, Problem::NotYours);
        }
        if let (Some(from), Some(to)) = (from, to) {
            let period = Period::new(from, to);
            if period.is_backwards() {
                problems.add(Field::To, Problem::BeforeStart);
            } else if period.is_over(today) {
                problems.add(Field::To, Problem::Past { today });
            } else if let Some(other) = others.iter().find(|it| it.period.overlaps(period)) {
                problems.add(Field::From, Problem::Overlaps { from: other.period.from, to: other.period.to });
            }
        }
        problems.finish()?;
        match (role, center, from, to) {
            (Some(role), Some(center), Some(from), Some(to)) => {
                Ok(RoleTerm { role, center, period: Period::new(from, to) })
            }
            _ => Err(Refusal::Invalid(Vec::new())),
        }
    }

    fn role_of(&self, kind: OrgKind) -> Result<Role, FieldProblem> {
        let code = self.role.trim();
        if code.is_empty() {
            return Err(FieldProblem::new(Field::Role, Problem::Required));
        }
        let role = Role::parse(code).ok_or(FieldProblem::new(Field::Role, Problem::UnknownChoice))?;
        let fits = role.side() == kind.side() && (role == Role::ContractSection) == (kind == OrgKind::Contract);
        if fits { Ok(role) } else { Err(FieldProblem::new(Field::Role, Problem::NotOfOrganisation)) }
    }

    /// A role over both centers takes no center; what the form says of one is left aside.
    fn center_of(&self, role: Role, org: Option<CenterCode>) -> Result<Option<CenterCode>, FieldProblem> {
        if !role.is_bound_to_one_center() {
            return Ok(None);
        }
        let problem = |it| FieldProblem::new(Field::Center, it);
        let code = self.center.trim();
        if code.is_empty() {
            return Err(problem(Problem::Required));
        }
        let center = CenterCode::parse(code).ok_or(problem(Problem::UnknownChoice))?;
        if org == Some(center) { Ok(Some(center)) } else { Err(problem(Problem::NotOfOrganisation)) }
    }
}
