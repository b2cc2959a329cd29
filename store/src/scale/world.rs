//! The world over which synthetic issues are made.

use crate::{
    Result, Store,
    audience::case_audience,
    entity::{case_file, lane},
    people::{Person, people},
    select::{all, code},
};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    case::CaseState,
    ids::OrgId,
    issue::assignable,
    key::CaseNo,
    visibility::{CaseAudience, RecordAudience, Scope, may_write},
};
use sea_orm::{EntityTrait, QueryOrder};
use uuid::Uuid;

/// Who and what there is.
pub(super) struct World {
    pub cases: Vec<Case>,
    pub people: Vec<Actor>,
    pub today: NaiveDate,
}

/// A case with its lanes.
pub(super) struct Case {
    pub id: Uuid,
    pub no: CaseNo,
    pub center: String,
    pub audience: CaseAudience,
    pub section_org: OrgId,
    pub center_org: OrgId,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub over: bool,
    pub lanes: Vec<lane::Model>,
    pub last_number: i32,
}

impl World {
    /// Reads it.
    pub async fn read(store: &Store) -> Result<Self> {
        let today = store.today();
        let mut people_today: Vec<Person> = all(&store.read, &people(today)).await?;
        people_today.dedup_by_key(|it| it.user_id);
        let people = people_today.into_iter().map(Person::actor).collect::<Result<Vec<_>>>()?;
        let lanes = lane::Entity::find().order_by_asc(lane::Column::Sort).all(&store.read).await?;
        let mut cases = Vec::new();
        for row in case_file::Entity::find().order_by_asc(case_file::Column::No).all(&store.read).await? {
            cases.push(Case {
                id: row.id,
                no: code(CaseNo::parse, &row.no)?,
                audience: case_audience(&store.read, row.id, &row.center).await?,
                center: row.center,
                section_org: OrgId(row.section_org_id),
                center_org: OrgId(row.center_org_id),
                from: row.period_from,
                to: row.period_to,
                over: code(CaseState::parse, &row.state)?.is_over(),
                lanes: lanes.iter().filter(|it| it.case_id == row.id).cloned().collect(),
                last_number: row.last_issue_number,
            });
        }
        Ok(Self { cases, people, today })
    }

    /// People who may write a record of that audience.
    pub fn writers<'a>(&'a self, record: &'a RecordAudience) -> impl Iterator<Item = &'a Actor> {
        self.people.iter().filter(|it| assignable(it, record) && may_write(it, record.scope))
    }
}

impl Case {
    /// The audience of a record on a lane.
    pub fn record(&self, lane: Option<&lane::Model>, scope: Scope) -> RecordAudience {
        RecordAudience { case: self.audience.clone(), vendor: lane.and_then(|it| it.vendor_org_id).map(OrgId), scope }
    }
}
