//! Opening a 案件: its plan proposed, then the case registered with the plan as 当初.

use super::{
    beside::{About, beside},
    members::{People, Typed},
    numbering::{in_turn, next_number},
    registering::{Registration, insert},
    standing::binding_day,
    typed::{law_typed, related_typed, section_typed, systems_typed},
};
use crate::{
    Noun, Result, Store, StoreError,
    entity::{law_change, organisation, system},
    tx::Tx,
};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    calendar::BusinessCalendar,
    case::CaseState,
    date::{Month, parse_day},
    ids::OrgId,
    key::CaseNo,
    organisation::CenterCode,
    planning::{
        CaseInput, Dates, HeldDates, LineInput, PlannedLine, RulingDays, all_seen, check_lines, follows_convention,
        late_reason, lines_missing, month_named, month_of_title, opens_as, propose, read_lines, title_for, with_month,
    },
    refusal::{Field, Problem, Problems, Refusal},
    role::Role,
    stage::Stage,
    text,
    view::Proposal,
};
use sea_orm::{EntityTrait, QuerySelect};

/// What was typed, read and looked up.
struct Opening {
    as_state: CaseState,
    law: Option<law_change::Model>,
    center: CenterCode,
    section: organisation::Model,
    related: Vec<organisation::Model>,
    systems: Vec<system::Model>,
    people: People,
    title: String,
    summary: String,
    dates: Dates,
    late_reason: Option<String>,
}

impl Store {
    /// Proposes the days of a new case backwards from 本番, and its 件名. Writes nothing.
    ///
    /// # Errors
    /// NotFound for who opens none; problems beside the fields.
    pub async fn propose_case(&self, actor: &Actor, input: &CaseInput) -> Result<Proposal> {
        let tx = self.look().await?;
        let mut problems = Problems::default();
        let opening = read(&tx, self, actor, input, Title::Renewed, &mut problems).await?;
        let beside = beside(&tx, actor, opening.as_ref().map(Opening::about)).await?;
        let Some(Opening { title, dates, systems, center, .. }) = opening else {
            problems.finish()?;
            return Err(Refusal::Invalid(Vec::new()).into());
        };
        let spans = propose(Stage::ALL[0], dates.start, dates.go_live, dates.end, self.calendars().of(center));
        let spans = spans.map_err(|short| problems.add(Field::StartOn, short.into()));
        problems.finish()?;
        let mut lines = Vec::new();
        for span in spans.unwrap_or_default() {
            let line = |system| PlannedLine { stage: span.stage, system, start: span.start, end: span.end };
            if span.stage.is_per_lane() {
                lines.extend(systems.iter().map(|system| line(Some(system.code.clone()))));
            } else {
                lines.push(line(None));
            }
        }
        let Dates { in_force, start, go_live, end } = dates;
        Ok(Proposal { title, in_force_on: in_force, start_on: start, go_live_on: go_live, end_on: end, lines, beside })
    }

    /// Opens a case with the plan of the form as 当初. Who may only draft opens it in 準備中.
    ///
    /// # Errors
    /// NotFound for who opens none; problems beside the fields and the lines of the plan.
    pub async fn open_case(&self, actor: &Actor, input: &CaseInput) -> Result<CaseNo> {
        let tx = self.begin().await?;
        let mut problems = Problems::default();
        let opening = read(&tx, self, actor, input, Title::AsTyped, &mut problems).await?;
        check_law(&tx, opening.as_ref()).await?;
        // Who opens one at the same moment waits here, and is told of this one then.
        in_turn(&tx).await?;
        let there = beside(&tx, actor, opening.as_ref().map(Opening::about)).await?;
        if !all_seen(&there, &input.beside) {
            problems.add(Field::Beside, Problem::Beside(there));
        }
        let lines = match &opening {
            Some(opening) => lines_typed(input, &opening.codes(), Some(opening.dates.go_live), &mut problems),
            None => Vec::new(),
        };
        problems.finish()?;
        let Some(opening) = opening else { return Err(Refusal::Invalid(Vec::new()).into()) };
        let starts = lines.iter().map(|it| it.start).min().unwrap_or(opening.dates.start);
        let ends = lines.iter().map(|it| it.end).max().unwrap_or(opening.dates.end);
        let no = next_number(&tx, opening.center, starts).await?;
        let case = insert(&tx, Some(actor), opening.registration(no, starts, ends, lines)).await?;
        opening.people.save(&tx, case).await?;
        tx.commit().await?;
        Ok(no)
    }

    /// What [`Store::open_case`] would say of the plan as it was typed, and of the days that it is made from; nothing of
    /// what else is missing. Writes nothing.
    ///
    /// # Errors
    /// NotFound for who opens none; problems beside the days and the lines of the plan.
    pub async fn judge_opening(&self, actor: &Actor, input: &CaseInput) -> Result<()> {
        let tx = self.look().await?;
        let mut problems = Problems::default();
        let opening = read(&tx, self, actor, input, Title::AsTyped, &mut problems).await?;
        let (systems, go_live) = match &opening {
            Some(opening) => (opening.codes(), Some(opening.dates.go_live)),
            None => (codes_typed(input), parse_day(&input.go_live_on).ok()),
        };
        lines_typed(input, &systems, go_live, &mut problems);
        Ok(problems.of(&OF_PLAN).finish()?)
    }
}

/// The fields that a plan is made from, and it.
const OF_PLAN: [Field; 6] =
    [Field::InForceOn, Field::StartOn, Field::GoLiveOn, Field::EndOn, Field::LateReason, Field::Plan];

fn codes_typed(input: &CaseInput) -> Vec<String> {
    input.systems.iter().map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect()
}

/// The plan of a new case as it was typed: every 工程 of these systems, in order.
fn lines_typed(
    input: &CaseInput,
    systems: &[String],
    go_live: Option<NaiveDate>,
    problems: &mut Problems,
) -> Vec<PlannedLine> {
    let of_case = |it: &&LineInput| it.system.as_ref().is_none_or(|it| systems.contains(it));
    let typed: Vec<_> = input.lines.iter().filter(of_case).cloned().collect();
    if input.lines.is_empty() {
        problems.add(Field::Plan, Problem::Required);
    } else {
        lines_missing(&typed, systems, problems);
    }
    let lines = read_lines(&typed, problems);
    check_lines(&lines, go_live, problems);
    lines
}

impl Opening {
    fn codes(&self) -> Vec<String> {
        self.systems.iter().map(|it| it.code.clone()).collect()
    }

    fn about(&self) -> About<'_> {
        About {
            law: self.law.as_ref().map(|it| it.id),
            title: &self.title,
            center: self.center,
            systems: &self.systems,
        }
    }

    fn registration(&self, no: CaseNo, from: NaiveDate, to: NaiveDate, lines: Vec<PlannedLine>) -> Registration {
        Registration {
            no,
            title: self.title.clone(),
            summary: self.summary.clone(),
            law: self.law.as_ref().map(|it| it.id),
            section: self.section.id,
            related: self.related.iter().map(|it| it.id).collect(),
            systems: self.systems.clone(),
            period: [Month::of(from).first_day(), Month::of(to).first_day()],
            in_force_on: self.dates.in_force,
            go_live_on: Some(self.dates.go_live),
            late_reason: self.late_reason.clone(),
            state: self.as_state,
            lines,
        }
    }
}

async fn read(
    tx: &Tx,
    store: &Store,
    actor: &Actor,
    input: &CaseInput,
    naming: Title,
    problems: &mut Problems,
) -> Result<Option<Opening>> {
    let as_state = opens_as(actor).ok_or(StoreError::NotFound(Noun::Case))?;
    let center = center_of(actor, &input.center, problems);
    let law = law_typed(tx, &input.law, problems).await?;
    let section = section_typed(tx, &input.section, Field::Section, problems).await?;
    let related = related_typed(tx, &input.related, section.as_ref(), problems).await?;
    let orgs: Vec<OrgId> = section.iter().chain(&related).map(|it| OrgId(it.id)).collect();
    check_own_part(actor, &orgs, problems);
    let systems = systems_typed(tx, &input.systems, center, problems).await?;
    let people = people_of(tx, actor, input, center, &orgs, problems).await?;
    let in_force_of_law = law.as_ref().and_then(|it| it.in_force_on);
    let dates = Dates::read(input, in_force_of_law, tx.today, store.calendars().of_some(center), problems);
    let subject = law.as_ref().map(|it| it.name.as_str());
    let title = title(input, naming, dates, subject, store.calendars().of_some(center), problems);
    let summary = problems.keep(text::optional(Field::Summary, &input.summary, text::PROSE_MAX));
    let Some(dates) = dates else { return Ok(None) };
    let none = HeldDates::default();
    let of_law = binding_day(in_force_of_law, law.as_ref().map(|it| it.state.as_str()), tx.today)?;
    let late = late_reason(
        actor,
        Some(dates.go_live),
        RulingDays { own: dates.in_force, law: of_law },
        &input.late_reason,
        &none,
        store.calendars().of_some(center),
    );
    let late_reason = late.unwrap_or_else(|noted| {
        noted.into_iter().for_each(|it| problems.add(it.field, it.problem));
        None
    });
    let (Some(center), Some(section), Some(title), Some(summary)) = (center, section, title, summary) else {
        return Ok(None);
    };
    Ok(Some(Opening { as_state, law, center, section, related, systems, people, title, summary, dates, late_reason }))
}

/// The center of the case: one of those whose cases the person may open.
fn center_of(actor: &Actor, typed: &str, problems: &mut Problems) -> Option<CenterCode> {
    let typed = typed.trim();
    let center = CenterCode::parse(typed).filter(|center| actor.center.is_none_or(|own| own == *center));
    if center.is_none() {
        problems.add(Field::Center, if typed.is_empty() { Problem::Required } else { Problem::UnknownChoice });
    }
    center
}

/// 施行日 of the 制度改正 is still what the plan was made for, and stays so until the case is there to be told.
async fn check_law(tx: &Tx, opening: Option<&Opening>) -> Result<()> {
    let Some(law) = opening.and_then(|it| it.law.as_ref()) else { return Ok(()) };
    let now = law_change::Entity::find_by_id(law.id).lock_shared().one(&tx.db).await?;
    let stands = now.is_some_and(|now| (now.in_force_on, now.applies_from) == (law.in_force_on, law.applies_from));
    if stands { Ok(()) } else { Err(StoreError::Stale) }
}

/// What becomes of a 件名 that was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Title {
    /// It stands.
    AsTyped,
    /// One that is what the convention made of the same subject follows the new days.
    Renewed,
}

/// By the convention when none was typed.
fn title(
    input: &CaseInput,
    naming: Title,
    dates: Option<Dates>,
    subject: Option<&str>,
    calendar: &BusinessCalendar,
    problems: &mut Problems,
) -> Option<String> {
    let follows = |subject| naming == Title::Renewed && follows_convention(&input.title, subject);
    let is_ours = input.title.trim().is_empty() || subject.is_some_and(follows);
    let generated = match (is_ours, dates, subject) {
        (true, Some(dates), Some(subject)) => {
            title_for(month_of_title(dates.go_live, dates.in_force, calendar), subject)
        }
        // Without its month it can wait: the day is what is missing.
        (true, None, Some(_)) => return None,
        // 基盤更改 and the like: what was typed is the subject.
        (false, Some(dates), None) if naming == Title::Renewed && month_named(&input.title).is_none() => {
            with_month(month_of_title(dates.go_live, dates.in_force, calendar), input.title.trim())
        }
        _ => input.title.clone(),
    };
    problems.keep(text::line(Field::Title, &generated))
}

/// Somebody of a 業務所管課 opens and edits what their own section has a part in.
pub(super) fn check_own_part(actor: &Actor, orgs: &[OrgId], problems: &mut Problems) {
    let of_section = matches!(actor.role, Role::SectionOfficer | Role::SectionApprover);
    if of_section && !orgs.is_empty() && !orgs.contains(&actor.org) {
        problems.add(Field::Section, Problem::NotYourSection);
    }
}

/// The 業務管理者 is the one who opens it, and a コンサルタント who drafts belongs to it.
async fn people_of(
    tx: &Tx,
    actor: &Actor,
    input: &CaseInput,
    center: Option<CenterCode>,
    orgs: &[OrgId],
    problems: &mut Problems,
) -> Result<People> {
    let typed = Typed { manager: &input.manager, officer: &input.officer, consultants: &input.consultants };
    let mut people = People::find(tx, actor, &typed, center, orgs, problems).await?;
    if input.manager.trim().is_empty() && actor.role == Role::OperationsManager {
        people.manager = Some(actor.clone());
    }
    if actor.role == Role::Consultant && people.consultants.iter().all(|it| it.user != actor.user) {
        people.consultants.push(actor.clone());
    }
    Ok(people)
}
