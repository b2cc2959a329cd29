//! The 信号 of cases as it is written down: judged on what 市 and 管理者 alike can see, so that the
//! history tells none of them of what is another's.

use crate::{
    Result, Store,
    cases::reading::{case_rows, parts},
    scope::record_for_managers,
};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    date::DateStyle,
    ids::{OrgId, UserId},
    key::CaseNo,
    language::Language,
    organisation::OrgKind,
    origin::Origin,
    role::Role,
    signal::{Signal, SignalReason},
};
use sea_orm::{ConnectionTrait, sea_query::Condition};
use uuid::Uuid;

/// How a case stands on a day.
pub(super) struct Judged {
    pub case: Uuid,
    /// Nothing is said of days before its 期間.
    pub began: NaiveDate,
    pub signal: Option<Signal>,
    /// What the rule alone says.
    pub judged: Option<Signal>,
    pub reasons: Vec<SignalReason>,
}

/// Nobody, with eyes for all cases and lanes.
fn keeper() -> Actor {
    Actor {
        user: UserId(Uuid::nil()),
        login: String::new(),
        name: String::new(),
        org: OrgId(Uuid::nil()),
        org_name: String::new(),
        org_name_en: String::new(),
        org_kind: OrgKind::Center,
        role: Role::CenterLead,
        center: None,
        language: Language::Ja,
        date_style: DateStyle::Japanese,
        origin: Origin::default(),
        watcher: None,
    }
}

impl Store {
    /// Judges cases as of a day with the data there are.
    pub(super) async fn judged(&self, which: &Condition, one: Option<CaseNo>, day: NaiveDate) -> Result<Vec<Judged>> {
        let keeper = keeper();
        let rows = self.read.query_all(&case_rows(&keeper, record_for_managers(), which, one, day)).await?;
        let cases = self.assemble(&rows, &parts(&keeper, which, false, day), day).await?;
        let judged = cases.into_iter().map(|case| Judged {
            case: case.id,
            began: case.row.period_from,
            signal: case.row.signal,
            judged: match case.row.reasons.first() {
                Some(SignalReason::ByHand { judged, .. }) => Some(*judged),
                _ => case.row.signal,
            },
            reasons: case.row.reasons,
        });
        Ok(judged.collect())
    }
}
