//! Days of the calendar set by hand, for the whole city or for one center.

use super::{check, let_in};
use crate::{
    Noun, Result, Store, StoreError,
    calendar::{reach, says, says_code},
    entity::calendar_day,
    select::code,
    tx::{Place, Tx},
};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    admin::{CALENDAR_YEARS, DayChange, DayInput, edits_days_of},
    calendar::{Calendars, SetDay},
    event::Event,
    organisation::CenterCode,
    view::admin::{CalendarYear, DayRow},
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};

/// The centers of which the actor reads the days; the city's days everybody reads.
fn reads_days_of(actor: &Actor, center: Option<CenterCode>) -> bool {
    center.is_none() || actor.center.is_none() || actor.center == center
}

/// What the actor may set: the whole city, and centers.
pub(super) fn may_set(actor: &Actor) -> Vec<Option<CenterCode>> {
    let all = std::iter::once(None).chain(CenterCode::ALL.iter().copied().map(Some));
    all.filter(|center| edits_days_of(actor, *center)).collect()
}

/// A day set by hand, as people see it.
pub(super) fn view(row: calendar_day::Model) -> Result<DayRow> {
    Ok(DayRow {
        day: row.day,
        center: reach(&row.reach)?,
        says: code(says, &row.says)?,
        name: row.name,
        reason: row.reason,
        version: row.version,
    })
}

/// What is set by hand for that day: for the reach itself, and for the whole city.
pub(super) async fn set_for(db: &impl ConnectionTrait, day: NaiveDate) -> Result<Vec<calendar_day::Model>> {
    Ok(calendar_day::Entity::find().filter(calendar_day::Column::Day.eq(day)).all(db).await?)
}

/// The calendars as they are on that day without the word of one reach, and with another word in its
/// place.
pub(super) fn instead(rows: &[DayRow], change: &DayChange) -> (Calendars, Calendars) {
    let others = rows.iter().filter(|row| row.center != change.center);
    let mut days: Vec<_> = others.map(|row| SetDay { center: row.center, day: row.day, says: row.says }).collect();
    let without = Calendars::with(&days);
    days.extend(change.sets().map(|says| SetDay { center: change.center, day: change.day, says }));
    (without, Calendars::with(&days))
}

impl Store {
    /// The calendar of a year: the days set by hand that the actor may know of.
    ///
    /// # Errors
    /// Not let in.
    pub async fn calendar_year(&self, actor: &Actor, year: i32) -> Result<CalendarYear> {
        let_in(actor, Noun::Organisation)?;
        let year = year.clamp(*CALENDAR_YEARS.start(), *CALENDAR_YEARS.end());
        let mut of_year = calendar_day::Entity::find();
        if let (Some(first), Some(last)) = (NaiveDate::from_ymd_opt(year, 1, 1), NaiveDate::from_ymd_opt(year, 12, 31))
        {
            of_year = of_year.filter(calendar_day::Column::Day.between(first, last));
        }
        let rows = of_year
            .order_by_asc(calendar_day::Column::Day)
            .order_by_asc(calendar_day::Column::Reach)
            .all(&self.read)
            .await?;
        let mut days = rows.into_iter().map(view).collect::<Result<Vec<_>>>()?;
        days.retain(|row| reads_days_of(actor, row.center));
        Ok(CalendarYear { year, days, may_set: may_set(actor) })
    }

    /// Sets a day, or gives it back to the law. `version`: of what was set for it before, 0 when
    /// nothing was. No 期限 and no plan is moved.
    ///
    /// # Errors
    /// Not let in, not the actor's to set, Stale, nothing would change, or problems beside the fields.
    pub async fn set_day(&self, actor: &Actor, version: i32, input: &DayInput) -> Result<()> {
        let_in(actor, Noun::Organisation)?;
        check(!may_set(actor).is_empty())?;
        let change = input.read()?;
        check(edits_days_of(actor, change.center))?;
        let tx = self.begin().await?;
        // First of all, so that changes follow one another.
        tx.calendar_changed().await?;
        let rows = set_for(&tx.db, change.day).await?;
        let code = DayInput::reach_code(change.center);
        let own = rows.iter().find(|row| row.reach == code).cloned();
        if own.as_ref().map_or(0, |row| row.version) != version {
            return Err(StoreError::Stale);
        }
        let rows = rows.into_iter().map(view).collect::<Result<Vec<_>>>()?;
        let present = rows.iter().find(|row| row.center == change.center);
        let (below, _) = instead(&rows, &change);
        change.check(present.map(|row| (row.says, row.name.as_str())), below.of_some(change.center))?;
        write(&tx, own, &change).await?;
        tx.record(&Event::DaySet { change }, Some(actor), Place::default()).await?;
        tx.commit().await?;
        self.load_calendar().await
    }
}

/// Writes what the change sets, or takes back what was set.
async fn write(tx: &Tx, own: Option<calendar_day::Model>, change: &DayChange) -> Result<()> {
    match (own, change.sets()) {
        (Some(row), None) => {
            calendar_day::Entity::delete_by_id(row.id).exec(&tx.db).await?;
        }
        (None, None) => {}
        (Some(row), Some(says)) => {
            let row = calendar_day::ActiveModel {
                id: Unchanged(row.id),
                says: Set(says_code(says).to_owned()),
                name: Set(change.name.clone()),
                reason: Set(change.reason.clone()),
                version: Set(row.version + 1),
                updated_at: Set(tx.now),
                ..Default::default()
            };
            row.update(&tx.db).await?;
        }
        (None, Some(says)) => {
            let row = calendar_day::ActiveModel {
                id: Set(tx.new_id()),
                day: Set(change.day),
                reach: Set(DayInput::reach_code(change.center).to_owned()),
                says: Set(says_code(says).to_owned()),
                name: Set(change.name.clone()),
                reason: Set(change.reason.clone()),
                version: Set(1),
                updated_at: Set(tx.now),
            };
            row.insert(&tx.db).await?;
        }
    }
    Ok(())
}
