//! What is really in a database: read past the store, so that what the store shows to a person can be
//! held against the rules.

mod rows;

use crate::TestDb;
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    actor::Actor,
    case::CaseState,
    event::Event,
    ids::{CommentId, OrgId, UserId},
    issue::{Holder, IssueState, Priority, Severity},
    key::{CaseNo, IssueKey},
    organisation::CenterCode,
    visibility::{
        CaseAudience, RecordAudience, Said, Scope, sees_case, sees_case_happening, sees_comment, sees_happening,
        sees_lane, sees_record,
    },
};
use rows::{Case, Code, Comment, Happened, Issue, Lane, Link, Member, rows};
use sea_orm::{Database, DatabaseConnection};
use std::collections::HashMap;
use uuid::Uuid;

/// Everything that the rules and the filters ask about.
#[derive(Debug)]
pub struct Truth {
    /// Every 案件.
    pub cases: Vec<CaseFact>,
    /// Every 課題.
    pub issues: Vec<IssueFact>,
    /// Every comment.
    pub comments: Vec<CommentFact>,
    /// Everything that happened in a case, the oldest first.
    pub events: Vec<EventFact>,
    /// Every relation of two 課題.
    pub links: Vec<(IssueKey, IssueKey)>,
    /// Codes of organisations.
    pub orgs: HashMap<OrgId, String>,
    /// People by ログインID.
    pub users: HashMap<String, UserId>,
}

/// A 案件.
#[derive(Debug)]
pub struct CaseFact {
    /// 案件番号.
    pub no: CaseNo,
    /// 状態.
    pub state: CaseState,
    /// Who it is about.
    pub audience: CaseAudience,
    /// Codes of its systems, with their vendors.
    pub lanes: Vec<(String, Option<OrgId>)>,
}

/// A 課題.
#[derive(Debug)]
pub struct IssueFact {
    /// The row.
    pub id: Uuid,
    /// 課題番号.
    pub key: IssueKey,
    /// 件名.
    pub title: String,
    /// 内容.
    pub body: String,
    /// Who it is about.
    pub audience: RecordAudience,
    /// Code of 対象システム.
    pub system: Option<String>,
    /// 状態.
    pub state: IssueState,
    /// 重要度.
    pub severity: Severity,
    /// 優先度.
    pub priority: Priority,
    /// 工程.
    pub stage: Option<i32>,
    /// 起票者.
    pub raised_by: UserId,
    /// 起票者's organisation.
    pub raised_org: OrgId,
    /// 担当組織.
    pub org: Option<OrgId>,
    /// 担当者.
    pub assignee: Option<UserId>,
    /// 期限.
    pub due: Option<NaiveDate>,
    /// Whose turn: the side.
    pub holder: Holder,
    /// Whose turn: the organisation.
    pub ball_org: Option<OrgId>,
    /// Whose turn: the person.
    pub ball_user: Option<UserId>,
    /// First day of the turn.
    pub ball_since: NaiveDate,
    /// 発生日.
    pub raised_on: NaiveDate,
    /// Last change.
    pub updated_at: DateTime<Utc>,
}

/// Something that happened in a case.
#[derive(Debug)]
pub struct EventFact {
    /// In which 案件.
    pub case: CaseNo,
    /// On which 課題.
    pub issue: Option<IssueKey>,
    /// In the lane of which vendor.
    pub vendor: Option<OrgId>,
    /// The 公開範囲 of a comment.
    pub scope: Option<Scope>,
    /// What.
    pub event: Event,
}

/// A comment.
#[derive(Debug)]
pub struct CommentFact {
    /// The row.
    pub id: CommentId,
    /// On which 課題.
    pub issue: IssueKey,
    /// Its 公開範囲.
    pub scope: Scope,
    /// Its text.
    pub body: String,
    /// The vendor that was told.
    pub vendor: Option<OrgId>,
}

impl CommentFact {
    /// To whom it was said.
    pub const fn said(&self) -> Said {
        Said { scope: self.scope, vendor: self.vendor }
    }
}

impl EventFact {
    /// To whom it was told, of one on a 課題.
    fn said(&self) -> Said {
        Said { scope: self.scope.expect("a 公開範囲"), vendor: self.vendor }
    }
}

/// What histories tell: not what stands in the log alone.
fn events() -> String {
    let log_only = Event::LOG_ONLY.join("', '");
    format!("SELECT * FROM event WHERE case_id IS NOT NULL AND kind NOT IN ('{log_only}') ORDER BY at, id")
}

impl Truth {
    /// Reads it all.
    pub async fn of(db: &TestDb) -> Self {
        let open = Database::connect(&db.url).await.expect("the database opens a second time");
        let truth = Self::read(&open).await;
        open.close().await.expect("the second connection closes");
        truth
    }

    async fn read(db: &DatabaseConnection) -> Self {
        let orgs: Vec<Code> = rows(db, "SELECT id, code FROM organisation").await;
        let users: Vec<Code> = rows(db, "SELECT id, login AS code FROM user_account").await;
        let cases: Vec<Case> = rows(db, "SELECT id, no, center, state FROM case_file ORDER BY no").await;
        let lanes: Vec<Lane> =
            rows(db, "SELECT l.id, l.case_id, s.code, l.vendor_org_id FROM lane l JOIN system s ON s.id = l.system_id")
                .await;
        let consultants: Vec<Member> =
            rows(db, "SELECT case_id, user_id FROM case_member WHERE position = 'consultant'").await;
        let case = |row: &Case| {
            let own: Vec<&Lane> = lanes.iter().filter(|lane| lane.case_id == row.id).collect();
            CaseFact {
                no: CaseNo::parse(&row.no).expect("a 案件番号"),
                state: CaseState::parse(&row.state).expect("a state"),
                audience: CaseAudience {
                    center: CenterCode::parse(&row.center).expect("a center"),
                    vendors: own.iter().filter_map(|lane| lane.vendor_org_id.map(OrgId)).collect(),
                    consultants: consultants
                        .iter()
                        .filter(|m| m.case_id == row.id)
                        .map(|m| UserId(m.user_id))
                        .collect(),
                },
                lanes: own.iter().map(|lane| (lane.code.clone(), lane.vendor_org_id.map(OrgId))).collect(),
            }
        };
        let cases: HashMap<Uuid, CaseFact> = cases.iter().map(|row| (row.id, case(row))).collect();
        let issues: Vec<Issue> = rows(db, "SELECT * FROM issue").await;
        let issues: Vec<IssueFact> = issues.into_iter().map(|row| row.fact(&cases, &lanes)).collect();
        let comments: Vec<Comment> = rows(db, "SELECT id, issue_id, scope, body, vendor_org_id FROM comment").await;
        let links: Vec<Link> = rows(db, "SELECT issue_id, other_id FROM issue_link").await;
        let keys: HashMap<Uuid, IssueKey> = issues.iter().map(|issue| (issue.id, issue.key)).collect();
        let comment = |row: Comment| CommentFact {
            id: CommentId(row.id),
            issue: keys[&row.issue_id],
            scope: Scope::parse(&row.scope).expect("a 公開範囲"),
            body: row.body,
            vendor: row.vendor_org_id.map(OrgId),
        };
        let events: Vec<Happened> = rows(db, &events()).await;
        let events = events.into_iter().map(|row| row.fact(&cases, &keys)).collect();
        let mut cases: Vec<CaseFact> = cases.into_values().collect();
        cases.sort_by_key(|case| case.no);
        Self {
            cases,
            comments: comments.into_iter().map(comment).collect(),
            links: links.iter().map(|link| (keys[&link.issue_id], keys[&link.other_id])).collect(),
            events,
            issues,
            orgs: orgs.into_iter().map(|row| (OrgId(row.id), row.code)).collect(),
            users: users.into_iter().map(|row| (row.code, UserId(row.id))).collect(),
        }
    }

    /// The cases that this person may know of, by the rule.
    pub fn cases_for(&self, actor: &Actor) -> Vec<&CaseFact> {
        self.cases.iter().filter(|case| sees_case(actor, &case.audience)).collect()
    }

    /// The issues that this person may know of, by the rule.
    pub fn issues_for(&self, actor: &Actor) -> Vec<&IssueFact> {
        self.issues.iter().filter(|issue| sees_record(actor, &issue.audience)).collect()
    }

    /// The comments on an issue that this person may read, by the rule.
    pub fn comments_for(&self, actor: &Actor, issue: &IssueFact) -> Vec<CommentId> {
        let on_it = self.comments.iter().filter(|comment| comment.issue == issue.key);
        let mut ids: Vec<_> =
            on_it.filter(|it| sees_comment(actor, &issue.audience, it.said())).map(|it| it.id).collect();
        ids.sort();
        ids
    }

    /// What this person may read of the history of an issue, comments left out, by the rule.
    pub fn events_for(&self, actor: &Actor, issue: &IssueFact) -> Vec<&Event> {
        let related = self.related_for(actor, issue);
        let told = |it: &&EventFact| match &it.event {
            Event::Commented { .. } => false,
            Event::Related { other } if !related.contains(other) => false,
            event => sees_happening(actor, &issue.audience, it.said(), event),
        };
        self.events.iter().filter(|it| it.issue == Some(issue.key)).filter(told).map(|it| &it.event).collect()
    }

    /// What this person may read of the history of a case, the newest first, by the rule. Relations are told on the
    /// pages of their issues only.
    pub fn events_of_case(&self, actor: &Actor, case: &CaseFact) -> Vec<(&Event, Option<IssueKey>)> {
        let told = |it: &&EventFact| match it.issue {
            // Work on a checklist would drown the rest of the page.
            None if matches!(it.event, Event::StageChecklist { .. }) => false,
            None => sees_case_happening(actor, &case.audience, it.scope, it.vendor),
            Some(key) => {
                let issue = self.issues.iter().find(|issue| issue.key == key).expect("an issue of the case");
                !matches!(it.event, Event::Related { .. })
                    && sees_happening(actor, &issue.audience, it.said(), &it.event)
            }
        };
        let of_case = self.events.iter().rev().filter(|it| it.case == case.no);
        of_case.filter(told).map(|it| (&it.event, it.issue)).collect()
    }

    /// The issues related to this one that the person may know of, by the rule.
    pub fn related_for(&self, actor: &Actor, issue: &IssueFact) -> Vec<IssueKey> {
        let other = |(a, b): &(IssueKey, IssueKey)| match issue.key {
            key if key == *a => Some(*b),
            key if key == *b => Some(*a),
            _ => None,
        };
        let seen = self.issues_for(actor);
        let mut keys: Vec<_> = self.links.iter().filter_map(other).collect();
        keys.retain(|key| seen.iter().any(|it| it.key == *key));
        keys.sort();
        keys
    }
}

impl CaseFact {
    /// Codes of the systems whose lanes this person may know of, by the rule.
    pub fn systems_for(&self, actor: &Actor) -> Vec<String> {
        let seen = |vendor: Option<OrgId>| sees_lane(actor, &self.audience, vendor);
        let mut codes: Vec<_> = self.lanes.iter().filter(|lane| seen(lane.1)).map(|lane| lane.0.clone()).collect();
        codes.sort();
        codes
    }
}
