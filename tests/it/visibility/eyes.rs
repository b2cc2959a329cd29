//! Everything that one person can read, held against the rule.

use domain::{
    actor::Actor,
    case_filter::CaseFilter,
    event::Event,
    filter::IssueFilter,
    issue::Draft,
    key::IssueKey,
    refusal::Field,
    view::{CaseOption, Named},
};
use store::Store;
use tests::{
    truth::{CaseFact, IssueFact, Truth},
    typed::{comments, events, is_not_found},
};

/// A person at a store.
pub struct Eyes<'a> {
    /// The store.
    pub store: &'a Store,
    /// What there is.
    pub truth: &'a Truth,
    /// Who looks.
    pub actor: &'a Actor,
}

fn codes(named: &[Named]) -> Vec<String> {
    let mut codes: Vec<_> = named.iter().map(|it| it.code.clone()).collect();
    codes.sort();
    codes
}

/// The history is kept with the codes of systems and told by their names; a generated system `X` is called Xシステム.
fn by_code(event: &Event) -> Event {
    let mut event = event.clone();
    if let Event::IssueEdited { fields } = &mut event {
        for edit in fields.iter_mut().filter(|it| it.field == Field::System) {
            edit.before = edit.before.trim_end_matches("システム").to_owned();
            edit.after = edit.after.trim_end_matches("システム").to_owned();
        }
    }
    event
}

impl Eyes<'_> {
    /// Looks at everything.
    pub async fn see_what_the_rule_says(&self) {
        self.lists().await;
        self.cases().await;
        for issue in &self.truth.issues {
            self.issue(issue).await;
        }
        for case in &self.truth.cases {
            self.case(case).await;
        }
    }

    fn who(&self) -> &str {
        &self.actor.login
    }

    /// 課題一覧: rows, counts and the cases it offers.
    async fn lists(&self) {
        let mut expected: Vec<IssueKey> = self.truth.issues_for(self.actor).iter().map(|it| it.key).collect();
        expected.sort();
        let (mut keys, mut count) = (Vec::new(), 0);
        let mut next = Some("state=all".to_owned());
        while let Some(query) = next {
            let list = self.store.issue_list(self.actor, &IssueFilter::parse(&query)).await.unwrap();
            keys.extend(list.rows.iter().map(|row| row.key));
            count = list.count.number as usize;
            if list.previous.is_none() {
                self.options(&list.cases, |_| true);
                let mut systems: Vec<_> =
                    self.truth.cases_for(self.actor).iter().flat_map(|it| it.systems_for(self.actor)).collect();
                systems.sort();
                systems.dedup();
                assert_eq!(codes(&list.choices.systems), systems, "{}: systems offered", self.who());
            }
            next = list.next;
        }
        keys.sort();
        assert_eq!(keys, expected, "{}: 課題一覧", self.who());
        assert_eq!(count, expected.len(), "{}: the count", self.who());
        let form = self.store.raise_form(self.actor).await.unwrap();
        let raises = !Draft::scopes(self.actor).is_empty();
        self.options(&form.cases, |case| raises && !case.state.is_over());
    }

    fn options(&self, offered: &[CaseOption], wanted: impl Fn(&CaseFact) -> bool) {
        let mut offered: Vec<_> = offered.iter().map(|it| (it.no, codes(&it.systems))).collect();
        offered.sort();
        let seen = self.truth.cases_for(self.actor).into_iter().filter(|it| wanted(it));
        let expected: Vec<_> = seen.map(|it| (it.no, it.systems_for(self.actor))).collect();
        assert_eq!(offered, expected, "{}: cases offered", self.who());
    }

    /// 案件一覧: rows, lanes and figures.
    async fn cases(&self) {
        let list = self.store.case_list(self.actor, &CaseFilter::default()).await.unwrap();
        let mut shown: Vec<_> =
            list.rows.iter().map(|row| (row.no, codes(&row.systems), row.open_issues as usize)).collect();
        shown.sort();
        let seen = self.truth.issues_for(self.actor);
        let open = |case: &CaseFact| seen.iter().filter(|it| it.key.case == case.no && it.state.is_open()).count();
        let cases = self.truth.cases_for(self.actor);
        let expected: Vec<_> = cases.iter().map(|it| (it.no, it.systems_for(self.actor), open(it))).collect();
        assert_eq!(shown, expected, "{}: 案件一覧", self.who());
        assert_eq!(list.visible as usize, expected.len(), "{}: the count of cases", self.who());
    }

    /// One 課題: there or not, its comments, history and relations.
    async fn issue(&self, issue: &IssueFact) {
        let (who, key) = (self.who(), issue.key);
        let page = self.store.issue_page(self.actor, key).await;
        if !self.truth.issues_for(self.actor).iter().any(|it| it.key == key) {
            assert!(is_not_found(&page), "{who} reads {key} {:?}", issue.audience);
            return;
        }
        let page = page.unwrap_or_else(|error| panic!("{who} does not read {key}: {error:?} {:?}", issue.audience));
        let mut read: Vec<_> = comments(&page).iter().map(|it| it.id).collect();
        read.sort();
        assert_eq!(read, self.truth.comments_for(self.actor, issue), "{who}: comments of {key} {:?}", issue.audience);
        let told: Vec<_> = events(&page).iter().map(|it| by_code(&it.event)).collect();
        let expected: Vec<_> = self.truth.events_for(self.actor, issue).into_iter().map(by_code).collect();
        assert_eq!(told, expected, "{who}: history of {key}");
        let mut related: Vec<_> = page.related.iter().map(|it| it.key).collect();
        related.sort();
        assert_eq!(related, self.truth.related_for(self.actor, issue), "{who}: related to {key}");
        let case = self.truth.cases.iter().find(|it| it.no == key.case).expect("its case");
        assert_eq!(codes(&page.choices.systems), case.systems_for(self.actor), "{who}: systems offered on {key}");
    }

    /// One 案件: there or not, its lanes, issues and events.
    async fn case(&self, case: &CaseFact) {
        let (who, no) = (self.who(), case.no);
        let page = self.store.case_page(self.actor, no).await;
        if !self.truth.cases_for(self.actor).iter().any(|it| it.no == no) {
            assert!(is_not_found(&page), "{who} reads {no}");
            let list = self.store.issue_list(self.actor, &IssueFilter::parse(&format!("case={no}"))).await;
            assert!(is_not_found(&list), "{who} lists {no}");
            return;
        }
        let page = page.unwrap_or_else(|error| panic!("{who} does not read {no}: {error:?}"));
        let lanes: Vec<_> = page.lanes.iter().map(|it| it.system.clone()).collect();
        assert_eq!(codes(&lanes), case.systems_for(self.actor), "{who}: lanes of {no}");
        let seen: Vec<_> = self.truth.issues_for(self.actor).iter().map(|it| it.key).collect();
        assert!(page.issues.iter().all(|row| seen.contains(&row.key)), "{who}: issues of {no}");
        let told: Vec<_> = page.events.iter().map(|it| (&it.event, it.issue)).collect();
        let mut expected = self.truth.events_of_case(self.actor, case);
        assert!(told.len() >= expected.len().min(10), "{who}: the page of {no} tells what happened lately");
        expected.truncate(told.len());
        assert_eq!(told, expected, "{who}: events of {no}");
    }
}
