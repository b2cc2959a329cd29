//! A 課題 from its 起票 to where it stands on the demo's day.

use super::{LoadError, Stage, at};
use crate::demo::files::{CaseFile, IssueEntry, Line, Moment, Step, StepKind};
use domain::{
    actor::Actor,
    issue::{AssignmentInput, DraftInput, MoveInput},
    key::IssueKey,
};
use store::StoreError;

/// What happens to a 課題 after 起票, in order of time.
enum Then<'a> {
    Step(usize, &'a Step),
    Tick(&'a Line, Moment),
}

impl Then<'_> {
    fn at(&self) -> Moment {
        match self {
            Self::Step(_, step) => step.at,
            Self::Tick(_, at) => *at,
        }
    }
}

impl Stage {
    /// Plays one 課題; `name` is how other files call it, such as `K-01/3`.
    pub(super) async fn issue(
        &mut self,
        file: &str,
        case: &CaseFile,
        name: &str,
        entry: &IssueEntry,
    ) -> Result<(), LoadError> {
        let place = |what: &str| format!("demo/{file}, {name} 「{}」, {what}", entry.title);
        let raiser = self.people.get(&entry.raised_by, || place("raised_by"))?.clone();
        self.set(entry.raised_at);
        let (no, system, draft) = (case.no.to_string(), entry.system.as_deref().unwrap_or_default(), draft(entry));
        let key = self.store.raise_issue(&raiser, &no, system, &draft).await.map_err(at(|| place("起票")))?;
        for (i, line) in entry.checklist.iter().enumerate() {
            let due = line.due.map(|day| day.to_string()).unwrap_or_default();
            let add = self.store.add_line(&raiser, key, &line.text, &line.owner, &due);
            add.await.map_err(at(|| place(&format!("checklist line {}", i + 1))))?;
        }
        for other in &entry.related {
            let unknown = || LoadError::Refused { place: place("related"), why: format!("{other} is not earlier") };
            let other = self.raised.get(other).ok_or_else(unknown)?.to_string();
            self.store.relate(&raiser, key, &other).await.map_err(at(|| place("related")))?;
        }
        self.raised.insert(name.to_owned(), key);
        for then in in_order(entry) {
            self.set(then.at());
            match then {
                Then::Step(number, step) => {
                    let place = || place(&format!("step {number} ({} {})", step.by, step.verb));
                    let actor = self.people.get(&step.by, place)?.clone();
                    self.step(&actor, key, step, place).await?;
                }
                Then::Tick(line, _) => {
                    let place = || place(&format!("checklist 「{}」", line.text));
                    let by = line.done_by.as_deref().unwrap_or_default();
                    let actor = self.people.get(by, place)?.clone();
                    self.tick(&actor, key, line).await.map_err(at(place))?;
                }
            }
        }
        Ok(())
    }

    async fn step(
        &self,
        actor: &Actor,
        key: IssueKey,
        step: &Step,
        place: impl Fn() -> String,
    ) -> Result<(), LoadError> {
        let (None, Some(kind)) = (step.misfit(), step.kind()) else {
            return Err(LoadError::Refused { place: place(), why: step.misfit().unwrap_or_default() });
        };
        self.act(actor, key, step, kind).await.map_err(at(place))
    }

    async fn act(&self, actor: &Actor, key: IssueKey, step: &Step, kind: StepKind) -> Result<(), StoreError> {
        let store = &self.store;
        let version = store.issue_version(actor, key).await?;
        let assignment =
            AssignmentInput { org: step.org.clone(), assignee: step.assignee.clone(), due: step.due.clone() };
        match kind {
            StepKind::Move(mv) => {
                let input = MoveInput {
                    text: step.text.clone(),
                    reason: step.reason.clone(),
                    until: step.until.clone(),
                    assignment,
                };
                store.move_issue(actor, key, version, mv, &input).await
            }
            StepKind::MoveDeadline => store.move_deadline(actor, key, version, &step.due, &step.reason).await,
            StepKind::Assign => store.assign_issue(actor, key, version, &assignment).await,
            StepKind::Comment => store.comment(actor, key, step.scope, &step.text).await,
            StepKind::SetPolicy => store.set_policy(actor, key, version, &step.text).await,
        }
    }

    async fn tick(&self, actor: &Actor, key: IssueKey, line: &Line) -> Result<(), StoreError> {
        let page = self.store.issue_page(actor, key).await?;
        let open = page.checklist.iter().find(|it| it.text == line.text && it.done_at.is_none());
        let open = open.ok_or(StoreError::NotFound(store::Noun::ChecklistLine))?;
        self.store.tick_line(actor, key, open.id, true).await
    }
}

/// Steps keep the order they are written in; ticks go where their time is.
fn in_order(entry: &IssueEntry) -> Vec<Then<'_>> {
    let steps = entry.step.iter().enumerate().map(|(i, step)| Then::Step(i + 1, step));
    let ticks = entry.checklist.iter().filter_map(|line| line.done_at.map(|at| Then::Tick(line, at)));
    let mut all: Vec<_> = steps.chain(ticks).collect();
    all.sort_by_key(Then::at);
    all
}

fn draft(entry: &IssueEntry) -> DraftInput {
    DraftInput {
        title: entry.title.clone(),
        body: entry.body.trim().to_owned(),
        impact: entry.impact.clone(),
        category: entry.category.to_string(),
        severity: entry.severity.to_string(),
        priority: entry.priority.to_string(),
        stage: entry.stage.map(|stage| stage.number().to_string()).unwrap_or_default(),
        scope: entry.scope.to_string(),
        blocks_gate: if entry.blocks_gate { "on".to_owned() } else { String::new() },
    }
}
