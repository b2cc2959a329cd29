//! The page of a case's 信号.

use crate::{
    Noun, Result, Store, StoreError,
    cases::reading::{case_id, cases_and_lanes, parts},
    scope::manager_records_for,
    select::{Reading, all, code, col},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    actor::Actor,
    key::CaseNo,
    signal::Signal,
    view::{SignalChange, SignalsPage},
};
use sea_orm::{
    ConnectionTrait, ExprTrait, FromQueryResult,
    sea_query::{Condition, JoinType, Order, Query},
};

/// Changes shown; a case of two years has fewer.
const CHANGES: u64 = 200;

/// A change, or that there is none: the history may be read at all.
#[derive(FromQueryResult)]
struct Row {
    day: Option<NaiveDate>,
    at: Option<DateTime<Utc>>,
    signal: Option<String>,
    judged: Option<String>,
    reasons: Option<String>,
}

impl Store {
    /// The 信号 of a case now, and how it came to be: that for those only who read what is written
    /// between 市 and 管理者.
    ///
    /// # Errors
    /// There is none, or the actor may not know of it.
    pub async fn signals_page(&self, actor: &Actor, no: CaseNo) -> Result<SignalsPage> {
        let today = self.today();
        let this = Condition::all().add(col("c", "no").eq(no.to_string()));
        let rows = self.read.query_all(&cases_and_lanes(actor, &this, Some(no), today)).await?;
        let case = self.assemble(&rows, &parts(actor, &this, false, today), today).await?.pop();
        let row = case.ok_or(StoreError::NotFound(Noun::Case))?.row;
        let changes = self.signal_changes(actor, no).await?;
        Ok(SignalsPage { no, title: row.title, signal: row.signal, reasons: row.reasons, changes })
    }

    async fn signal_changes(&self, actor: &Actor, no: CaseNo) -> Result<Option<Vec<SignalChange>>> {
        let of_case = Condition::all().add(col("s", "case_id").equals(("c", "id")));
        let select = Query::select()
            .pick("s", &["day", "at", "signal", "judged", "reasons"])
            .from_as("case_file", "c")
            .join_as(JoinType::LeftJoin, "signal_change", "s", of_case)
            .and_where(col("c", "id").eq(case_id(no)))
            .cond_where(manager_records_for(actor, col("c", "id")))
            .order_by(("s", "seq"), Order::Desc)
            .limit(CHANGES)
            .take();
        let rows = all::<Row>(&self.read, &select).await?;
        if rows.is_empty() {
            return Ok(None);
        }
        rows.into_iter().filter_map(|row| row.change().transpose()).collect::<Result<_>>().map(Some)
    }
}

impl Row {
    fn change(self) -> Result<Option<SignalChange>> {
        let (Some(day), Some(at), Some(reasons)) = (self.day, self.at, self.reasons) else { return Ok(None) };
        let signal = |it: Option<String>| it.map(|it| code(Signal::parse, &it)).transpose();
        let reasons = serde_json::from_str(&reasons)?;
        Ok(Some(SignalChange { day, at, signal: signal(self.signal)?, judged: signal(self.judged)?, reasons }))
    }
}
