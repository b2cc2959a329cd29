//! The rows, as both databases give them.

use super::{CaseFact, EventFact, IssueFact};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ids::{OrgId, UserId},
    issue::{Holder, IssueState, Priority, Severity},
    key::IssueKey,
    visibility::{RecordAudience, Scope},
};
use sea_orm::{DatabaseConnection, FromQueryResult, Statement};
use std::collections::HashMap;
use uuid::Uuid;

/// All rows of a select.
pub(super) async fn rows<T: FromQueryResult>(db: &DatabaseConnection, sql: &str) -> Vec<T> {
    let statement = Statement::from_string(db.get_database_backend(), sql);
    T::find_by_statement(statement).all(db).await.expect("the rows can be read")
}

#[derive(FromQueryResult)]
pub(super) struct Code {
    pub id: Uuid,
    pub code: String,
}

#[derive(FromQueryResult)]
pub(super) struct Case {
    pub id: Uuid,
    pub no: String,
    pub center: String,
    pub state: String,
}

#[derive(FromQueryResult)]
pub(super) struct Lane {
    pub id: Uuid,
    pub case_id: Uuid,
    pub code: String,
    pub vendor_org_id: Option<Uuid>,
}

#[derive(FromQueryResult)]
pub(super) struct Member {
    pub case_id: Uuid,
    pub user_id: Uuid,
}

#[derive(FromQueryResult)]
pub(super) struct Comment {
    pub id: Uuid,
    pub issue_id: Uuid,
    pub scope: String,
    pub body: String,
    pub vendor_org_id: Option<Uuid>,
}

#[derive(FromQueryResult)]
pub(super) struct Link {
    pub issue_id: Uuid,
    pub other_id: Uuid,
}

#[derive(FromQueryResult)]
pub(super) struct Happened {
    pub case_id: Uuid,
    pub issue_id: Option<Uuid>,
    pub vendor_org_id: Option<Uuid>,
    pub scope: Option<String>,
    pub data: String,
}

impl Happened {
    pub fn fact(self, cases: &HashMap<Uuid, CaseFact>, keys: &HashMap<Uuid, IssueKey>) -> EventFact {
        EventFact {
            case: cases[&self.case_id].no,
            issue: self.issue_id.map(|id| keys[&id]),
            vendor: self.vendor_org_id.map(OrgId),
            scope: self.scope.as_deref().map(|code| Scope::parse(code).expect("a 公開範囲")),
            event: serde_json::from_str(&self.data).expect("an event"),
        }
    }
}

#[derive(FromQueryResult)]
pub(super) struct Issue {
    pub id: Uuid,
    pub key: String,
    pub case_id: Uuid,
    pub lane_id: Option<Uuid>,
    pub title: String,
    pub body: String,
    pub scope: String,
    pub state: String,
    pub severity_rank: i32,
    pub priority_rank: i32,
    pub stage: Option<i32>,
    pub raised_by: Uuid,
    pub raised_org_id: Uuid,
    pub org_id: Option<Uuid>,
    pub assignee_id: Option<Uuid>,
    pub due: Option<NaiveDate>,
    pub ball_holder: String,
    pub ball_org_id: Option<Uuid>,
    pub ball_user_id: Option<Uuid>,
    pub ball_since: NaiveDate,
    pub raised_on: NaiveDate,
    pub updated_at: DateTime<Utc>,
}

impl Issue {
    /// The audience is taken from the case and its lane, never from the copies that the row keeps.
    pub fn fact(self, cases: &HashMap<Uuid, CaseFact>, lanes: &[Lane]) -> IssueFact {
        let case = &cases[&self.case_id];
        let lane = self.lane_id.map(|id| lanes.iter().find(|lane| lane.id == id).expect("a lane of the case"));
        let rank = |rank: i32| usize::try_from(rank).expect("a rank");
        IssueFact {
            id: self.id,
            key: IssueKey::parse(&self.key).expect("a 課題番号"),
            audience: RecordAudience {
                case: case.audience.clone(),
                vendor: lane.and_then(|lane| lane.vendor_org_id).map(OrgId),
                scope: Scope::parse(&self.scope).expect("a 公開範囲"),
            },
            system: lane.map(|lane| lane.code.clone()),
            title: self.title,
            body: self.body,
            state: IssueState::parse(&self.state).expect("a state"),
            severity: Severity::ALL[rank(self.severity_rank)],
            priority: Priority::ALL[rank(self.priority_rank)],
            stage: self.stage,
            raised_by: UserId(self.raised_by),
            raised_org: OrgId(self.raised_org_id),
            org: self.org_id.map(OrgId),
            assignee: self.assignee_id.map(UserId),
            due: self.due,
            holder: Holder::parse(&self.ball_holder).expect("a holder"),
            ball_org: self.ball_org_id.map(OrgId),
            ball_user: self.ball_user_id.map(UserId),
            ball_since: self.ball_since,
            raised_on: self.raised_on,
            updated_at: self.updated_at,
        }
    }
}
