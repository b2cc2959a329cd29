//! Writing down that a 信号 changed.

use super::judging::Judged;
use crate::{
    Result, Store,
    entity::{signal_change, signal_watch},
    select::{Reading, all, col},
    tx::Tx,
};
use chrono::NaiveDate;
use domain::signal::{Signal, SignalReason};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    EntityTrait, ExprTrait, FromQueryResult, QuerySelect,
    sea_query::{Condition, Expr, Query},
};
use uuid::Uuid;

/// The one row of the watch.
const WATCH: i32 = 1;
/// After a longer absence only so many days are looked at again.
const DAYS_BACK: u64 = 62;

/// The last change of a case that was written down.
#[derive(FromQueryResult)]
struct Last {
    case_id: Uuid,
    seq: i32,
    day: NaiveDate,
    signal: Option<String>,
    judged: Option<String>,
}

impl Store {
    /// Judges all cases for today, and for each 開庁日 since this was last done, and writes down what
    /// changed; says how many changes. While nobody was here the data stood still, so that those days
    /// are judged as they were.
    ///
    /// # Errors
    /// The database failed.
    pub async fn note_signals(&self) -> Result<u64> {
        let watch = signal_watch::Entity::find_by_id(WATCH).one(&self.read).await?;
        self.note_signals_since(watch.map_or_else(|| self.today(), |it| it.day)).await
    }

    /// The same from a day on: for a world whose history was just made.
    ///
    /// # Errors
    /// The database failed.
    pub async fn note_signals_since(&self, from: NaiveDate) -> Result<u64> {
        let today = self.today();
        let earliest = today.checked_sub_days(chrono::Days::new(DAYS_BACK)).unwrap_or(today);
        let mut changes = 0;
        for day in Ord::clamp(from, earliest, today).iter_days().take_while(|day| *day <= today) {
            if day == today || self.calendars().of_some(None).is_open(day) {
                let judged = self.judged(&Condition::all(), None, day).await?;
                changes += self.note(day, &judged).await?;
            }
        }
        Ok(changes)
    }

    async fn note(&self, day: NaiveDate, judged: &[Judged]) -> Result<u64> {
        let tx = self.begin().await?;
        let watch = signal_watch::Entity::find_by_id(WATCH).lock_exclusive().one(&tx.db).await?;
        match watch {
            None => {
                signal_watch::ActiveModel { id: Set(WATCH), day: Set(day) }.insert(&tx.db).await?;
            }
            Some(seen) if seen.day < day => {
                let row = signal_watch::ActiveModel { id: sea_orm::ActiveValue::Unchanged(WATCH), day: Set(day) };
                row.update(&tx.db).await?;
            }
            // Another server has been here already, and perhaps on a later day.
            Some(seen) if seen.day > day => return Ok(0),
            Some(_) => {}
        }
        let lasts = lasts(&tx, None).await?;
        let mut changes = 0;
        for it in judged.iter().filter(|it| it.began <= day) {
            let last = lasts.iter().find(|last| last.case_id == it.case);
            changes += u64::from(append(&tx, day, it, last).await?);
        }
        tx.commit().await?;
        Ok(changes)
    }
}

/// Writes down how a case stands now, if that is new. The case must be locked.
pub(super) async fn note_one(tx: &Tx, judged: &Judged) -> Result<()> {
    let lasts = lasts(tx, Some(judged.case)).await?;
    append(tx, tx.today, judged, lasts.first()).await?;
    Ok(())
}

async fn lasts(tx: &Tx, case: Option<Uuid>) -> Result<Vec<Last>> {
    let newest = Query::select()
        .expr(col("x", "seq").max())
        .from_as("signal_change", "x")
        .and_where(col("x", "case_id").equals(("s", "case_id")))
        .take();
    let mut select = Query::select();
    select
        .pick("s", &["case_id", "seq", "day", "signal", "judged"])
        .from_as("signal_change", "s")
        .and_where(col("s", "seq").eq(Expr::SubQuery(None, Box::new(newest.into()))));
    if let Some(case) = case {
        select.and_where(col("s", "case_id").eq(case));
    }
    all(&tx.db, &select).await
}

async fn append(tx: &Tx, day: NaiveDate, it: &Judged, last: Option<&Last>) -> Result<bool> {
    let text = |signal: Option<Signal>| signal.map(|it| it.as_str().to_owned());
    let (signal, judged) = (text(it.signal), text(it.judged));
    let known = match last {
        Some(last) => last.day > day || (&last.signal, &last.judged) == (&signal, &judged),
        // A case that was over before anybody watched never had one.
        None => signal.is_none(),
    };
    if known {
        return Ok(false);
    }
    let row = signal_change::ActiveModel {
        id: Set(tx.new_id()),
        case_id: Set(it.case),
        seq: Set(last.map_or(1, |last| last.seq + 1)),
        day: Set(day),
        at: Set(tx.now),
        signal: Set(signal),
        judged: Set(judged),
        reasons: Set(written(&it.reasons)?),
    };
    row.insert(&tx.db).await?;
    Ok(true)
}

fn written(reasons: &[SignalReason]) -> Result<String> {
    Ok(serde_json::to_string(reasons)?)
}
