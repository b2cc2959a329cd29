//! The page of one account, with what its person holds.

use super::{
    account::{Account, duties, facts},
    account_history::Membership,
    counted,
    held::{Held, held_by},
    last_approver::gates_left,
    organisations::organisations,
};
use crate::{
    Result, Store,
    people::{Person, people},
    select::{all, code, col},
};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    admin::{RoleTerm, account_state, edits_account, may_grant},
    ids::UserId,
    issue::{assignable, may_hold},
    key::IssueKey,
    language::Language,
    role::Role,
    view::{
        Named,
        admin::{AccountPage, HeldIssue, HeldLine, TermView},
    },
    viewing::may_view_as,
    visibility::RecordAudience,
};
use sea_orm::ExprTrait;
use uuid::Uuid;

/// Most 課題, and most lines of checklists, named on the page; the others are counted.
const NAMED: usize = 200;

impl Store {
    /// The page of one account.
    ///
    /// # Errors
    /// NotFound.
    pub async fn account_page(&self, actor: &Actor, login: &str) -> Result<AccountPage> {
        let today = self.today();
        let account = Account::of(&self.read, actor, login, today).await?;
        let terms = account.terms()?;
        let center = account.center()?;
        let facts = facts(UserId(account.user.id), center, &terms, today);
        let may_edit = edits_account(actor, &facts);
        let (of_org, history) = self.behind(actor, &account).await?;
        let load = if may_edit { self.load_of(actor, &account, &of_org, today).await? } else { Load::default() };
        let now = terms.iter().find(|it| it.period.covers(today) && account.user.disabled_at.is_none());
        let may_view_as = now.is_some_and(|it| may_view_as(actor, UserId(account.user.id), it.role));
        let periods: Vec<_> = terms.iter().map(|it| it.period).collect();
        let orgs = if may_edit && periods.iter().all(|it| it.is_over(today)) {
            self.orgs_to_go_to(actor, &account).await?
        } else {
            Vec::new()
        };
        let kind = account.kind()?;
        let fits = |role: &Role| {
            role.side() == kind.side()
                && (*role == Role::ContractSection) == (kind == domain::organisation::OrgKind::Contract)
                && may_grant(actor, *role, center)
        };
        let org_name = match actor.language {
            Language::Ja => account.org.name.clone(),
            Language::En => account.org.name_en.clone(),
        };
        Ok(AccountPage {
            today,
            org: Named { code: account.org.code.clone(), name: org_name },
            state: account_state(account.user.disabled_at.is_some(), &periods, today),
            left_on: account.user.left_on,
            duties: duties(&account.user),
            second_factor: account.user.totp_since.is_some(),
            openid: account.user.openid_subject.is_some(),
            version: account.user.version,
            terms: account.periods.iter().zip(&terms).map(|(row, term)| term_view(row.id, *term)).collect(),
            roles: Role::ALL.iter().copied().filter(fits).collect(),
            center,
            may_edit,
            own: account.user.id == actor.user.0,
            may_view_as,
            issues: load.issues,
            hidden_issues: load.hidden,
            lines: load.lines,
            hidden_lines: load.hidden_lines,
            cases: load.cases,
            last_approver: load.last_approver,
            orgs,
            history,
            successors: load.successors.iter().map(|it| it.choice(actor.language)).collect(),
            login: account.user.login,
            name: account.user.name,
            kana: account.user.kana,
            title: account.user.title,
        })
    }

    /// Where the person could go: organisations of today in which the actor adds people.
    async fn orgs_to_go_to(&self, actor: &Actor, account: &Account) -> Result<Vec<Named>> {
        let all = organisations(&self.read, actor).await?.into_iter();
        let others = all.filter(|it| it.may_edit && it.valid.covers(self.today()) && it.code != account.org.code);
        Ok(others.map(|it| Named { name: it.name_in(actor.language).to_owned(), code: it.code }).collect())
    }

    /// What somebody holds, and who of the same organisation could take it over.
    async fn load_of(&self, actor: &Actor, account: &Account, of_org: &[Membership], today: NaiveDate) -> Result<Load> {
        let (mut held, held_lines) = held_by(&self.read, actor, account.user.id).await?;
        let hidden = held.iter().filter(|it| it.known == 0).count();
        held.retain(|it| it.known != 0);
        let others = people(today)
            .and_where(col("u", "org_id").eq(account.org.id))
            .and_where(col("u", "id").ne(account.user.id))
            .take();
        let (mut successors, mut actors) = (Vec::new(), Vec::new());
        for person in all::<Person>(&self.read, &others).await? {
            let who = person.as_actor()?;
            // Who can hold nothing at all would only be refused.
            if may_hold(&who) && actors.last().is_none_or(|it: &Actor| it.user != who.user) {
                successors.push(person);
                actors.push(who);
            }
        }
        let cases: std::collections::BTreeSet<_> =
            of_org.iter().filter(|it| it.user == account.user.id).map(|it| it.case).collect();
        let fits = |record: &RecordAudience| -> Vec<String> {
            actors.iter().filter(|it| assignable(it, record)).map(|it| it.login.clone()).collect()
        };
        let unnamed = held.len().saturating_sub(NAMED);
        let issues = held.into_iter().take(NAMED).map(|issue: Held| {
            let fits = fits(&issue.place.audience(of_org)?);
            Ok(HeldIssue { key: code(IssueKey::parse, &issue.key)?, title: issue.text, due: issue.due, fits })
        });
        let (mut lines, mut hidden_lines) = (Vec::new(), 0usize);
        for line in held_lines {
            if line.known == 0 || lines.len() >= NAMED {
                hidden_lines += 1;
                continue;
            }
            let fits = fits(&line.place.audience(of_org)?);
            let of = line.of()?;
            lines.push(HeldLine { id: line.id.to_string(), of, text: line.text, due: line.due, fits });
        }
        let last_approver = gates_left(&self.read, account, &account.terms()?, &actors, today).await?;
        Ok(Load {
            last_approver,
            issues: issues.collect::<Result<_>>()?,
            hidden: counted(i64::try_from(hidden + unnamed).unwrap_or(i64::MAX)),
            lines,
            hidden_lines: counted(i64::try_from(hidden_lines).unwrap_or(i64::MAX)),
            cases: u32::try_from(cases.len()).unwrap_or(u32::MAX),
            successors,
        })
    }
}

#[derive(Default)]
struct Load {
    issues: Vec<HeldIssue>,
    hidden: u32,
    lines: Vec<HeldLine>,
    hidden_lines: u32,
    cases: u32,
    last_approver: Option<u32>,
    successors: Vec<Person>,
}

fn term_view(id: Uuid, term: RoleTerm) -> TermView {
    TermView { id: id.to_string(), term }
}
