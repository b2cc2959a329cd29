//! What a change of a day touches, before it is made. Nothing of it is moved by itself. What the
//! administrator may not know of is counted, not named.

mod touching;

use super::{
    check, counted,
    days::{instead, may_set, set_for, view},
    let_in,
};
use crate::{
    Noun, Result, Store,
    select::{all, code},
};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    admin::{DayChange, DayInput, edits_days_of},
    calendar::{BusinessCalendar, Calendars, DayOverride},
    gate::StageKey,
    key::{CaseNo, IssueKey},
    law::code_order,
    organisation::CenterCode,
    refusal::Refusal,
    signal::latest_go_live,
    stage::Stage,
    view::admin::{DayPreview, DayRow, LineOf, Touched, TouchedCase, TouchedIssue, TouchedLaw, TouchedLine},
};
use std::collections::{BTreeMap, BTreeSet};
use touching::{Row, touching};

impl Store {
    /// Reads a change of a day and says what it touches.
    ///
    /// # Errors
    /// Not let in, or not the actor's to set.
    pub async fn preview_day(&self, actor: &Actor, input: &DayInput) -> Result<DayPreview> {
        let_in(actor, Noun::Organisation)?;
        let may_set = may_set(actor);
        check(!may_set.is_empty())?;
        let mut preview = DayPreview {
            input: input.clone(),
            problems: Vec::new(),
            change: None,
            present: None,
            touched: None,
            may_set,
        };
        // The empty form is no wrong form.
        if *input == DayInput::default() {
            return Ok(preview);
        }
        let change = match input.read() {
            Ok(change) => change,
            Err(Refusal::Invalid(problems)) => return Ok(DayPreview { problems, ..preview }),
            Err(refusal) => return Err(refusal.into()),
        };
        check(edits_days_of(actor, change.center))?;
        let rows = set_for(&self.read, change.day).await?.into_iter().map(view).collect::<Result<Vec<DayRow>>>()?;
        let present = rows.iter().find(|row| row.center == change.center);
        let (below, _) = instead(&rows, &change);
        let set = present.map(|row| (row.says, row.name.as_str()));
        if let Err(Refusal::Invalid(problems)) = change.check(set, below.of_some(change.center)) {
            preview.problems = problems;
        }
        preview.present = present.cloned();
        preview.change = Some((change.day, change.says));
        if preview.problems.is_empty() {
            preview.touched = Some(self.touched(actor, &change, &rows).await?);
        }
        Ok(preview)
    }

    async fn touched(&self, actor: &Actor, change: &DayChange, set: &[DayRow]) -> Result<Touched> {
        let (_, after) = instead(set, change);
        let mut touched = Touched::default();
        let mut rows = all::<Row>(&self.read, &touching(actor, change, self.today())).await?;
        rows.sort_by(|a, b| (&a.key, a.number, &a.name).cmp(&(&b.key, b.number, &b.name)));
        // A case is named once, whatever of it the day concerns.
        let mut cases = BTreeMap::<CaseNo, TouchedCase>::new();
        let mut hidden = BTreeSet::new();
        for row in rows {
            match row.what.as_str() {
                "late" => touched.late_issues = counted(row.number.into()),
                "issue" if row.known == 0 => touched.hidden_issues += 1,
                "issue" => touched.issues.push(TouchedIssue {
                    key: code(IssueKey::parse, &row.key)?,
                    title: row.title,
                    assignee: row.name,
                }),
                "line_of_issue" | "line_of_stage" if row.known == 0 => touched.hidden_lines += 1,
                "line_of_issue" => {
                    let of = LineOf::Issue(code(IssueKey::parse, &row.key)?);
                    touched.lines.push(TouchedLine { of, text: row.title });
                }
                "line_of_stage" => {
                    let (no, stage) = (code(CaseNo::parse, &row.key)?, row.stage()?);
                    let of = LineOf::Stage(StageKey { no, stage, system: row.name });
                    touched.lines.push(TouchedLine { of, text: row.title });
                }
                "law" => {
                    let Some((before, after)) = moved_law(&row, &self.calendars(), &after, change.day) else {
                        continue;
                    };
                    if row.known == 0 {
                        touched.hidden_laws += 1;
                    } else {
                        touched.laws.push(TouchedLaw { code: row.key, name: row.title, before, after });
                    }
                }
                what => {
                    let case = self.touched_case(&row, change.day, &after)?;
                    let planned = what != "case";
                    if !planned && case.before == case.after && !case.goes_live {
                        continue;
                    }
                    if row.known == 0 {
                        hidden.insert(case.no);
                        continue;
                    }
                    let case = cases.entry(case.no).or_insert(case);
                    match what {
                        "ends" => case.stages.push((row.stage()?, row.name)),
                        "starts" if row.stage()? == Stage::RELEASE => case.releases.extend(row.name),
                        "starts" => case.starts.push((row.stage()?, row.name)),
                        _ => {}
                    }
                }
            }
        }
        touched.cases = cases.into_values().collect();
        touched.laws.sort_by_cached_key(|it| code_order(&it.code));
        touched.hidden_cases = counted(i64::try_from(hidden.len()).unwrap_or(i64::MAX));
        Ok(touched)
    }

    /// The case, with whether it goes live on the day, and its latest possible go-live before and after.
    fn touched_case(&self, row: &Row, day: NaiveDate, after: &Calendars) -> Result<TouchedCase> {
        let center = code(CenterCode::parse, &row.center)?;
        let now = self.calendars();
        let judged = row.judged_day()?;
        let before = judged.map(|it| latest_go_live(it, now.of(center)));
        let after = judged.map(|it| latest_go_live(it, &with_day(now.of(center), after.of(center), day)));
        Ok(TouchedCase {
            no: code(CaseNo::parse, &row.key)?,
            title: row.title.clone(),
            stages: Vec::new(),
            starts: Vec::new(),
            releases: Vec::new(),
            goes_live: row.go_live_on == Some(day),
            go_live_on: row.go_live_on,
            before,
            after,
        })
    }
}

/// The calendar of one day against that of all: only this day differs between the two.
fn with_day(now: &BusinessCalendar, after: &BusinessCalendar, day: NaiveDate) -> BusinessCalendar {
    let says = if after.is_open(day) { DayOverride::Open } else { DayOverride::Closed };
    now.clone().with_override(day, says)
}

/// The last day for 本番 of a 制度改正, before and after, where it moves: by the days of the whole city.
fn moved_law(row: &Row, now: &Calendars, after: &Calendars, day: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let in_force = row.law_in_force_on?;
    let before = latest_go_live(in_force, now.of_some(None));
    let after = latest_go_live(in_force, &with_day(now.of_some(None), after.of_some(None), day));
    (before != after).then_some((before, after))
}
