//! The calendars that everything counts by: the law with the days set by hand, in memory.
//!
//! Every request asks the database who is asking; the same statement brings the calendar's version,
//! and another version than the one in memory makes this instance read the days again (decision
//! 0009). So a change holds from the next request on, on every instance, at no statement's cost.

use crate::{
    Result, Store,
    select::{Reading, all, code, col},
    tx::Tx,
};
use chrono::NaiveDate;
use domain::{
    admin::DayInput,
    calendar::{Calendars, DayOverride, SetDay},
    organisation::CenterCode,
};
use sea_orm::{
    ConnectionTrait, ExprTrait, FromQueryResult,
    sea_query::{Expr, JoinType, Order, Query},
};
use std::sync::{Arc, PoisonError, RwLock};

/// The calendars as of a version; shared by the clones of a store.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shared(Arc<RwLock<Known>>);

#[derive(Clone, Debug, Default)]
struct Known {
    version: i64,
    calendars: Arc<Calendars>,
}

impl Shared {
    fn known(&self) -> Known {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn learn(&self, known: Known) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = known;
    }
}

#[derive(FromQueryResult)]
struct Row {
    version: i64,
    day: Option<NaiveDate>,
    reach: Option<String>,
    says: Option<String>,
}

/// The version in the database, as a column of another statement.
pub(crate) fn version() -> Expr {
    let select = Query::select().column("version").from("calendar_version").take();
    Expr::SubQuery(None, Box::new(select.into()))
}

/// What a reach in the database means.
pub(crate) fn reach(text: &str) -> Result<Option<CenterCode>> {
    code(DayInput::reach_of, text)
}

/// The code of what a day was set to.
pub(crate) const fn says_code(says: DayOverride) -> &'static str {
    match says {
        DayOverride::Open => "open",
        DayOverride::Closed => "closed",
    }
}

/// What such a code means.
pub(crate) fn says(text: &str) -> Option<DayOverride> {
    match text {
        "open" => Some(DayOverride::Open),
        "closed" => Some(DayOverride::Closed),
        _ => None,
    }
}

impl Store {
    /// The calendars of the city and of each center.
    pub fn calendars(&self) -> Arc<Calendars> {
        self.calendar.known().calendars
    }

    /// Reads the days again when the database has another version than we.
    pub(crate) async fn follow_calendar(&self, version: i64) -> Result<()> {
        if version == self.calendar.known().version { Ok(()) } else { self.load_calendar().await }
    }

    /// Reads the days set by hand, and the version they belong to, in one statement.
    pub(crate) async fn load_calendar(&self) -> Result<()> {
        let select = Query::select()
            .pick("v", &["version"])
            .pick("d", &["day", "reach", "says"])
            .from_as("calendar_version", "v")
            .join_as(JoinType::LeftJoin, "calendar_day", "d", Expr::cust("1 = 1"))
            .order_by(("d", "day"), Order::Asc)
            .take();
        let rows = all::<Row>(&self.read, &select).await?;
        let version = rows.first().map_or(0, |row| row.version);
        let mut days = Vec::new();
        for row in rows {
            if let (Some(day), Some(at), Some(what)) = (row.day, row.reach, row.says) {
                days.push(SetDay { day, center: reach(&at)?, says: code(says, &what)? });
            }
        }
        self.calendar.learn(Known { version, calendars: Arc::new(Calendars::with(&days)) });
        Ok(())
    }
}

impl Tx {
    /// Tells every instance that the days have changed. The row stays locked until the end, so that
    /// changes of the calendar follow one another.
    pub async fn calendar_changed(&self) -> Result<()> {
        let update = Query::update()
            .table("calendar_version")
            .value("version", Expr::col("version").add(1))
            .and_where(col("calendar_version", "id").eq(1))
            .take();
        self.db.execute(&update).await?;
        Ok(())
    }
}
