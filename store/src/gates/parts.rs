//! What hangs on one 工程: checklist, conditions, history, who decides and who can be responsible,
//! in one statement.

use super::{lines::side_kept, unmet::source_missing};
use crate::{Result, select::code};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    actor::Actor,
    calendar::BusinessCalendar,
    gate::{GateStep, LineState, Standing, Unmet, is_confirmed, leaves_out, recalls, settles},
    ids::{StageLineId, UserId},
    issue::{DueMark, IssueState, due_mark},
    key::IssueKey,
    stage::Stage,
    view::{GateEntry, GateIssue, Named, StageLine},
};
use sea_orm::FromQueryResult;
use uuid::Uuid;

/// One row of any kind; what the letters hold is said in [`super::part_select`].
#[derive(FromQueryResult)]
pub(super) struct Part {
    what: String,
    id: Option<Uuid>,
    number: i32,
    flag: i32,
    code: String,
    text: String,
    a: Option<String>,
    b: Option<String>,
    c: Option<String>,
    d: Option<String>,
    e: Option<String>,
    f: Option<String>,
    g: Option<String>,
    h: Option<String>,
    day: Option<NaiveDate>,
    at: Option<DateTime<Utc>>,
}

/// The parts, sorted out.
#[derive(Default)]
pub(super) struct Parts {
    pub lines: Vec<StageLine>,
    pub history: Vec<GateEntry>,
    pub blockers: Vec<Unmet>,
    /// Name and code of the 制度改正 that names no 出典.
    pub unsourced: Option<(String, String)>,
    pub approvers: Vec<String>,
    pub named: Option<UserId>,
    pub orgs: Vec<Named>,
    pub consultants: Vec<UserId>,
    /// ログインID of who asked for the gate last, and of who proposed 対象外 last.
    pub asked: [Option<String>; 2],
    /// Who started it early, and their organisation.
    pub starter: Option<(String, String)>,
}

impl Parts {
    /// Sorts the rows out.
    pub fn read(mut rows: Vec<Part>, stage: Stage, today: NaiveDate, calendar: &BusinessCalendar) -> Result<Self> {
        rows.sort_by(|a, b| (a.number, &a.text).cmp(&(b.number, &b.text)));
        let mut parts = Self::default();
        let (mut steps, mut conditions, mut deciders) = (Vec::new(), Vec::new(), Vec::new());
        for row in rows {
            match row.what.as_str() {
                "line" => parts.lines.extend(row.line(today, calendar)?),
                "step" => steps.extend(row.id.map(|id| (id, row))),
                "condition" => conditions.extend(row.id.map(|id| (id, row))),
                "blocker" => parts.blockers.push(Unmet::Issue {
                    key: code(IssueKey::parse, row.a.as_deref().unwrap_or_default())?,
                    title: row.text,
                }),
                "approver" => deciders.push((row.flag != 0, row.id, row.text)),
                "org" => parts.orgs.push(Named { code: row.code, name: row.text }),
                "law" => parts.unsourced = Some((row.text, row.code)),
                "starter" => parts.starter = Some((row.text, row.a.unwrap_or_default())),
                _ => parts.consultants.extend(row.id.map(UserId)),
            }
        }
        parts.named = deciders.iter().find(|it| it.0 && !is_confirmed(stage)).and_then(|it| it.1).map(UserId);
        deciders.retain(|it| parts.named.is_none() || it.0);
        deciders.dedup();
        parts.approvers = deciders.into_iter().map(|it| it.2).collect();
        for (id, step) in steps {
            let by = step.c.clone();
            let mut entry = step.entry()?;
            // The oldest first: the last one stands.
            match entry.step {
                GateStep::Requested => parts.asked[0] = by,
                GateStep::LeaveOutProposed => parts.asked[1] = by,
                _ => {}
            }
            for (_, row) in conditions.iter().filter(|it| it.0 == id) {
                entry.conditions.push(row.condition()?);
            }
            parts.history.push(entry);
        }
        parts.history.reverse();
        Ok(parts)
    }

    /// What the asker may do with the lines.
    pub fn allow(&mut self, actor: &Actor, standing: &Standing) {
        for line in &mut self.lines {
            line.may_settle = settles(actor, standing, line.side);
            line.may_leave_out = leaves_out(actor, standing, line.side);
        }
    }

    /// Whether the asker may take back what waits for its answer.
    pub fn may_recall(&self, actor: &Actor, standing: &Standing) -> bool {
        let [gate, leave_out] = &self.asked;
        let asked_by = if standing.leave_out_proposed { leave_out } else { gate };
        recalls(actor, standing, asked_by.as_deref().filter(|it| *it == actor.login).map(|_| actor.user))
    }

    /// What keeps the gate shut.
    pub fn unmet(&self, actor: &Actor, standing: &Standing) -> Vec<Unmet> {
        if standing.state.is_over() {
            return Vec::new();
        }
        let previous = standing.previous.clone().map(|(stage, system)| Unmet::Previous { stage, system });
        let source = self.unsourced.clone().map(|(law, code)| source_missing(actor, law, code));
        let open = self.lines.iter().filter(|it| it.required && it.state == LineState::Open);
        let open = open.map(|it| Unmet::Line { line: it.id, text: it.text.clone() });
        previous.into_iter().chain(source).chain(self.blockers.iter().cloned()).chain(open).collect()
    }
}

impl Part {
    fn line(self, today: NaiveDate, calendar: &BusinessCalendar) -> Result<Option<StageLine>> {
        let Some(id) = self.id else { return Ok(None) };
        let state = code(LineState::parse, &self.code)?;
        let due = self.day.filter(|_| state == LineState::Open);
        let mark = due.map_or(DueMark::None, |due| due_mark(Some(due), IssueState::InProgress, today, calendar));
        let org = self.d.zip(self.e).map(|(code, name)| Named { code, name });
        Ok(Some(StageLine {
            id: StageLineId(id),
            text: self.text,
            required: self.flag != 0,
            release: self.flag == 2,
            side: side_kept(self.h.as_deref()),
            may_settle: false,
            may_leave_out: false,
            state,
            org,
            owner: self.a,
            owner_login: self.b,
            due: self.day,
            mark,
            evidence: self.c.unwrap_or_default(),
            reason: self.f.unwrap_or_default(),
            settled_by: self.g,
            settled_at: self.at,
        }))
    }

    fn entry(self) -> Result<GateEntry> {
        Ok(GateEntry {
            step: code(GateStep::parse, &self.code)?,
            at: self.at.unwrap_or_default(),
            by: self.a.unwrap_or_default(),
            org: self.b.unwrap_or_default(),
            reason: self.text,
            left_open: self.d.as_deref().map(serde_json::from_str).transpose()?.unwrap_or_default(),
            corrected: self.e.as_deref().map(serde_json::from_str).transpose()?.unwrap_or_default(),
            conditions: Vec::new(),
        })
    }

    fn condition(&self) -> Result<GateIssue> {
        Ok(GateIssue {
            key: code(IssueKey::parse, self.a.as_deref().unwrap_or_default())?,
            title: self.text.clone(),
            state: code(IssueState::parse, &self.code)?,
            org: self.b.clone().unwrap_or_default(),
            due: self.day,
        })
    }
}
