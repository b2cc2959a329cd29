//! 担当組織, 担当者, 期限.

use super::{Changed, Issue, check_editable};
use crate::{
    actor::Actor,
    date::parse_day,
    event::{Event, Given},
    ids::OrgId,
    organisation::Side,
    refusal::{Field, FieldProblem, Problem, Problems, Refusal},
    visibility::{RecordAudience, Scope, may_write, sees_record},
};
use chrono::NaiveDate;

/// 担当組織 and 担当者, found and checked to belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// 担当組織.
    pub org: OrgId,
    /// Its name, for the history.
    pub org_name: String,
    /// Its English name, for the history.
    pub org_name_en: String,
    /// Its side.
    pub side: Side,
    /// 担当者.
    pub person: Actor,
}

/// What a form says about it, before it is looked up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssignmentInput {
    /// Code of 担当組織.
    pub org: String,
    /// ログインID of 担当者.
    pub assignee: String,
    /// 期限, in any notation of notes/domain §5.
    pub due: String,
}

/// Whether the person may be made 担当者 of that record: they must be able to read it and to work on
/// it. So operators only inside the center (specification 9-(5)), and a consultant too, who sends
/// nothing to the city; the administrator never.
pub fn assignable(person: &Actor, record: &RecordAudience) -> bool {
    sees_record(person, record) && may_write(person, record.scope)
}

/// Whether the person may be made 担当者 of anything at all. The administrator writes nowhere, and so holds nothing.
pub fn may_hold(person: &Actor) -> bool {
    Scope::ALL.iter().any(|scope| may_write(person, *scope))
}

impl Assignment {
    /// 担当組織 and 担当者 as the history names them.
    pub fn names(&self) -> Given {
        Given { org: self.org_name.clone(), org_en: self.org_name_en.clone(), assignee: self.person.name.clone() }
    }

    /// Checks that the person belongs to the organisation and may take this issue.
    ///
    /// # Errors
    /// A problem beside 担当者.
    pub fn check(&self, record: &RecordAudience) -> Result<(), FieldProblem> {
        if self.person.org != self.org {
            Err(FieldProblem::new(Field::Assignee, Problem::NotInOrganisation))
        } else if !assignable(&self.person, record) {
            Err(FieldProblem::new(Field::Assignee, Problem::CannotSeeIt))
        } else {
            Ok(())
        }
    }
}

/// A 期限 someone types: a day that exists, not before today. A 閉庁日 is allowed; the screen
/// warns and nothing is moved by itself (notes/domain §5).
pub(super) fn due_date(field: Field, input: &str, today: NaiveDate) -> Result<NaiveDate, FieldProblem> {
    if input.trim().is_empty() {
        return Err(FieldProblem::new(field, Problem::Required));
    }
    let day = parse_day(input).map_err(|problem| FieldProblem::new(field, Problem::Date(problem)))?;
    if day < today { Err(FieldProblem::new(field, Problem::Past { today })) } else { Ok(day) }
}

impl Issue {
    /// Whether 担当組織・担当者・期限 are all set.
    pub const fn is_assigned(&self) -> bool {
        self.org.is_some() && self.assignee.is_some() && self.due.is_some()
    }

    /// Gives the issue to somebody else.
    ///
    /// # Errors
    /// Not an editor, a person who cannot take it, or nothing would change.
    pub fn assign(self, actor: &Actor, to: Assignment, today: NaiveDate) -> Result<Changed, Refusal> {
        check_editable(actor, &self)?;
        let mut problems = Problems::default();
        problems.keep(to.check(&self.audience));
        if self.assignee == Some(to.person.user) && self.org == Some(to.org) {
            problems.add(Field::Assignee, Problem::Unchanged);
        }
        problems.finish()?;
        let event = Event::IssueAssigned(to.names());
        Ok((self.given_to(&to).with_ball(today), event))
    }

    pub(super) fn given_to(mut self, to: &Assignment) -> Self {
        self.org = Some(to.org);
        self.org_side = Some(to.side);
        self.assignee = Some(to.person.user);
        self
    }
}
