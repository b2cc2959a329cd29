//! 引継ぎ: the 担当者 leaves and somebody of the same organisation takes over. It is an act of 管理,
//! not of the issue's editors: the administrator need not know the issue, the successor must.

use super::{Assignment, Changed, Issue};
use crate::{
    event::Event,
    policy::Action,
    refusal::{Field, Problem, Refusal},
};
use chrono::NaiveDate;

impl Issue {
    /// Gives the issue to the successor. The ball does not change hands between organisations, so the
    /// days it has been there are counted on: handing over makes nobody quicker.
    ///
    /// # Errors
    /// It is not open, nobody was to hand it over, or the successor could not hold it.
    pub fn hand_over(self, from: &str, to: &Assignment, today: NaiveDate) -> Result<Changed, Refusal> {
        if !self.state.is_open() {
            return Err(Refusal::IssueOver(self.state));
        }
        if self.assignee.is_none() {
            return Err(Refusal::NotAllowed(Action::EditIssue));
        }
        if self.assignee == Some(to.person.user) {
            return Err(Refusal::field(Field::Successor, Problem::Unchanged));
        }
        to.check(&self.audience).map_err(|it| Refusal::field(Field::Successor, it.problem))?;
        let event = Event::IssueHandedOver {
            from: from.to_owned(),
            org: to.org_name.clone(),
            assignee: to.person.name.clone(),
        };
        let before = self.ball;
        let mut issue = self.given_to(to).with_ball(today);
        if (issue.ball.holder, issue.ball.org) == (before.holder, before.org) {
            issue.ball.since = before.since;
        }
        Ok((issue, event))
    }
}
