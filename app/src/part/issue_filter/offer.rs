//! What the filter offers, and the names of what is in force.

use crate::part::select::Choice;
use domain::view::{CaseOption, Choices, IssueList, Named};

/// The choices of the filter form.
#[derive(Clone, Debug)]
pub struct Offer {
    /// Organisations, people and systems.
    pub choices: Choices,
    /// The cases; none on the list of one case.
    pub cases: Option<Vec<CaseOption>>,
}

impl Offer {
    /// What a list offers.
    pub fn of(list: &IssueList) -> Self {
        let cases = list.case.is_none().then(|| list.cases.clone());
        Self { choices: list.choices.clone(), cases }
    }

    pub(super) fn org_choices(&self, group: Option<&str>) -> Vec<Choice> {
        let choice = |it: &Named| Choice { group: group.map(str::to_owned), ..Choice::new(&it.code, &it.name) };
        self.choices.orgs.iter().map(choice).collect()
    }

    pub(super) fn system_choices(&self) -> Vec<Choice> {
        self.choices.systems.iter().map(|it| Choice::new(&it.code, format!("{} {}", it.code, it.name))).collect()
    }

    /// The name of an organisation; its code when it is not offered.
    pub(super) fn org_name(&self, code: &str) -> String {
        let found = self.choices.orgs.iter().find(|it| it.code == code);
        found.map_or_else(|| code.to_owned(), |it| it.name.clone())
    }

    /// The name of a person; their ログインID when they are not offered.
    pub(super) fn person_name(&self, login: &str) -> String {
        let found = self.choices.people.iter().find(|it| it.login == login);
        found.map_or_else(|| login.to_owned(), |it| it.name.clone())
    }
}
