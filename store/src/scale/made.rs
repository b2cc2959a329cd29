//! One synthetic issue with its comments and history.

use super::{
    dice::Dice,
    words::{PROBLEMS, SUBJECTS, TALK},
    world::{Case, World},
};
use crate::{
    entity::{ball_turn, comment, event, issue, lane},
    issues::{Share, columns, turn_row},
    tx::Tx,
};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use domain::{
    actor::Actor,
    date::instant::deadline_instant,
    event::Event,
    ids::{CommentId, IssueId},
    issue::{Ball, Category, Holder, Issue, IssueState, Move, Priority, Severity, ball},
    key::IssueKey,
    stage::Stage,
    visibility::Scope,
};
use sea_orm::ActiveValue::Set;
use uuid::Uuid;

/// Rows, ready to be written.
pub(super) struct Made {
    pub issue: issue::ActiveModel,
    pub comments: Vec<comment::ActiveModel>,
    pub events: Vec<event::ActiveModel>,
    pub turns: Vec<ball_turn::ActiveModel>,
    pub share: Share,
}

impl World {
    /// The issue of that index.
    pub fn make(&mut self, index: u64, tx: &Tx) -> Option<Made> {
        let mut dice = Dice::of(index);
        let at = usize::try_from(dice.roll(u64::try_from(self.cases.len()).ok()?)).ok()?;
        let today = self.today;
        let case = self.cases.get_mut(at)?;
        case.last_number += 1;
        let case = self.cases.get(at)?;
        let lane = if dice.roll(10) < 8 { dice.pick(&case.lanes) } else { None };
        let scope = match dice.roll(20) {
            0..=12 => Scope::Shared,
            13..=16 => Scope::CityManager,
            17 => Scope::City,
            _ => Scope::Center,
        };
        let record = case.record(lane, scope);
        let writers: Vec<&Actor> = self.writers(&record).collect();
        let raiser = *dice.pick(&writers)?;
        let owner = *dice.pick(&writers)?;

        let days = u64::try_from((case.to.min(today) - case.from).num_days()).unwrap_or_default();
        let raised_on = case.from + Days::new(dice.roll(days.max(1)));
        let state = state(&mut dice, case.over, scope, lane);
        let mut issue = blank(tx, case, raiser, scope, lane, raised_on);
        issue.title = format!("{}{}", dice.text(&SUBJECTS), dice.text(&PROBLEMS));
        issue.body = format!("{}\n\n- 対象: {}\n- 確認先: 業務所管課", issue.title, dice.text(&SUBJECTS));
        issue.category = dice.pick(Category::ALL).copied()?;
        issue.severity = weighted(&mut dice, Severity::ALL)?;
        issue.priority = weighted(&mut dice, Priority::ALL)?;
        issue.stage = dice.pick(&Stage::ALL).copied();
        issue.blocks_gate = dice.roll(20) == 0;
        issue.state = state;
        if state != IssueState::Raised {
            issue.org = Some(owner.org);
            issue.org_side = Some(owner.side());
            issue.assignee = Some(owner.user);
            let first = raised_on + Days::new(5 + dice.roll(40));
            let near = today + Days::new(dice.roll(60));
            // Work in progress is mostly planned into the future, and some of it is late.
            let due = if state.is_open() && dice.roll(6) != 0 { first.max(near) } else { first };
            issue.first_due = Some(first);
            issue.due = Some(due);
            issue.slips = i32::from(due != first);
            issue.slip_days = i32::try_from((due - first).num_days()).unwrap_or_default() * 5 / 7;
        }
        issue.hold_until = (state == IssueState::OnHold).then(|| today + Days::new(1 + dice.roll(30)));
        issue.closed_on = (!state.is_open()).then(|| (raised_on + Days::new(1 + dice.roll(60))).min(today));
        issue.approved_by = (state == IssueState::Closed).then_some(raiser.user);
        issue.ball.since = today.checked_sub_days(Days::new(dice.roll(20))).unwrap_or(today).max(raised_on);
        issue.ball = Ball { since: issue.ball.since, ..ball(&issue) };
        Some(rows(tx, &mut dice, case, lane, &issue, raiser, owner, raised_on))
    }
}

/// Most issues of years are closed.
fn state(dice: &mut Dice, over: bool, scope: Scope, lane: Option<&lane::Model>) -> IssueState {
    use IssueState as S;
    if over && dice.roll(50) != 0 {
        return if dice.roll(12) == 0 { S::Withdrawn } else { S::Closed };
    }
    match dice.roll(45) {
        0..=2 => S::Raised,
        3..=4 => S::Accepted,
        5..=8 => S::InProgress,
        9 if scope != Scope::Center => S::AwaitingCity,
        10 if scope == Scope::Shared && lane.is_some_and(|it| it.vendor_org_id.is_some()) => S::AwaitingVendor,
        11 => S::AwaitingNation,
        12..=13 => S::Resolved,
        14 => S::OnHold,
        15 => S::Withdrawn,
        _ => S::Closed,
    }
}

/// Half of them in the middle.
fn weighted<T: Copy>(dice: &mut Dice, all: &[T]) -> Option<T> {
    let i = match dice.roll(10) {
        0..=1 => 0,
        2..=6 => 1,
        _ => 2,
    };
    all.get(i).copied()
}

fn blank(
    tx: &Tx,
    case: &Case,
    raiser: &Actor,
    scope: Scope,
    lane: Option<&lane::Model>,
    raised_on: NaiveDate,
) -> Issue {
    Issue {
        id: IssueId(tx.new_id()),
        key: IssueKey { case: case.no, number: u32::try_from(case.last_number).unwrap_or_default() },
        title: String::new(),
        body: String::new(),
        impact: String::new(),
        policy: String::new(),
        category: Category::Other,
        severity: Severity::Medium,
        priority: Priority::Medium,
        stage: None,
        blocks_gate: false,
        state: IssueState::Raised,
        audience: case.record(lane, scope),
        center_org: case.center_org,
        section_org: case.section_org,
        raised_by: raiser.user,
        raised_org: raiser.org,
        raised_kind: raiser.org_kind,
        org: None,
        org_side: None,
        assignee: None,
        first_due: None,
        due: None,
        slips: 0,
        slip_days: 0,
        hold_until: None,
        ball: Ball { holder: Holder::Nobody, org: None, user: None, since: raised_on },
        approved_by: None,
        closed_on: None,
        version: 1,
    }
}

#[expect(clippy::too_many_arguments, reason = "all of them make one issue")]
fn rows(
    tx: &Tx,
    dice: &mut Dice,
    case: &Case,
    lane: Option<&lane::Model>,
    issue: &Issue,
    raiser: &Actor,
    owner: &Actor,
    raised_on: NaiveDate,
) -> Made {
    let mut at = deadline_instant(raised_on) - TimeDelta::hours(8) + TimeDelta::seconds(seconds(dice, 6 * 3600));
    let created_at = at;
    let mut made = History { tx, case: case.id, issue, events: Vec::new() };
    made.happened(at, raiser, &Event::IssueRaised { title: issue.title.clone() }, issue.scope());
    for (mv, from, to) in path(issue.state) {
        at = (at + TimeDelta::seconds(600 + seconds(dice, 5 * 86_400))).min(tx.now);
        let event = Event::IssueMoved { mv, from, to, reason: None, until: None, given_to: None, due: None };
        made.happened(at, owner, &event, issue.scope());
    }
    let mut comments = Vec::new();
    for _ in 0..dice.roll(5) {
        at = (at + TimeDelta::seconds(600 + seconds(dice, 3 * 86_400))).min(tx.now);
        let author = if dice.roll(2) == 0 { raiser } else { owner };
        let id = tx.new_id();
        made.happened(at, author, &Event::Commented { comment: CommentId(id) }, issue.scope());
        comments.push(comment::ActiveModel {
            id: Set(id),
            issue_id: Set(issue.id.0),
            author_id: Set(author.user.0),
            author_org_id: Set(author.org.0),
            scope: Set(issue.scope().to_string()),
            body: Set(dice.text(&TALK).to_owned()),
            vendor_org_id: Set(issue.audience.vendor.map(|it| it.0)),
            created_at: Set(at),
        });
    }
    let events = made.events;
    let row = issue::ActiveModel {
        id: Set(issue.id.0),
        key: Set(issue.key.to_string()),
        case_id: Set(case.id),
        lane_id: Set(lane.map(|it| it.id)),
        number: Set(case.last_number),
        scope: Set(issue.scope().to_string()),
        center: Set(case.center.clone()),
        raised_by: Set(raiser.user.0),
        raised_org_id: Set(raiser.org.0),
        raised_kind: Set(raiser.org_kind.to_string()),
        raised_on: Set(raised_on),
        version: Set(1),
        created_at: Set(created_at),
        updated_at: Set(at),
        ..columns(issue)
    };
    let turns = turns(tx, (issue, case.id), raiser, raised_on, created_at);
    Made { issue: row, comments, events, turns, share: Share::of(issue, case.id) }
}

/// The raiser had it until the turn began that goes on.
fn turns(
    tx: &Tx,
    (issue, case): (&Issue, Uuid),
    raiser: &Actor,
    raised_on: NaiveDate,
    created_at: DateTime<Utc>,
) -> Vec<ball_turn::ActiveModel> {
    let before = Ball { holder: raiser.side().into(), org: Some(raiser.org), user: None, since: raised_on };
    if (before.holder, before.org) == (issue.ball.holder, issue.ball.org) {
        return vec![turn_row(tx.new_id(), created_at, (issue, case), &issue.ball, raised_on)];
    }
    let last = if issue.ball.holder == Holder::Nobody { issue.closed_on } else { Some(issue.ball.since) };
    let last = last.unwrap_or(issue.ball.since).max(raised_on);
    let first = turn_row(tx.new_id(), created_at, (issue, case), &before, raised_on);
    let first = ball_turn::ActiveModel { until: Set(last), ..first };
    let at = (deadline_instant(last) - TimeDelta::hours(4)).max(created_at);
    vec![first, turn_row(tx.new_id(), at, (issue, case), &issue.ball, last)]
}

fn seconds(dice: &mut Dice, most: u64) -> i64 {
    i64::try_from(dice.roll(most)).unwrap_or_default()
}

/// The shortest way to a state.
fn path(to: IssueState) -> Vec<(Move, IssueState, IssueState)> {
    use IssueState as S;
    let to_work = [(Move::Accept, S::Raised, S::Accepted), (Move::Start, S::Accepted, S::InProgress)];
    let way = |last: &[(Move, S, S)]| [&to_work, last].concat();
    match to {
        S::Raised => Vec::new(),
        S::Accepted => to_work.first().copied().into_iter().collect(),
        S::InProgress => to_work.to_vec(),
        S::AwaitingCity => way(&[(Move::AskCity, S::InProgress, S::AwaitingCity)]),
        S::AwaitingVendor => way(&[(Move::AskVendor, S::InProgress, S::AwaitingVendor)]),
        S::AwaitingNation => way(&[(Move::AskNation, S::InProgress, S::AwaitingNation)]),
        S::Resolved => way(&[(Move::Resolve, S::InProgress, S::Resolved)]),
        S::Closed => way(&[(Move::Resolve, S::InProgress, S::Resolved), (Move::Approve, S::Resolved, S::Closed)]),
        S::OnHold => way(&[(Move::Hold, S::InProgress, S::OnHold)]),
        S::Withdrawn => way(&[(Move::Withdraw, S::InProgress, S::Withdrawn)]),
    }
}

struct History<'a> {
    tx: &'a Tx,
    case: Uuid,
    issue: &'a Issue,
    events: Vec<event::ActiveModel>,
}

impl History<'_> {
    fn happened(&mut self, at: DateTime<Utc>, actor: &Actor, event: &Event, scope: Scope) {
        self.events.push(event::ActiveModel {
            id: Set(self.tx.new_id_at(at)),
            at: Set(at),
            actor_id: Set(Some(actor.user.0)),
            actor_org_id: Set(Some(actor.org.0)),
            case_id: Set(Some(self.case)),
            issue_id: Set(Some(self.issue.id.0)),
            vendor_org_id: Set(self.issue.audience.vendor.map(|it| it.0)),
            center: Set(Some(self.issue.audience.case.center.to_string())),
            scope: Set(Some(scope.to_string())),
            law_id: Set(None),
            user_id: Set(None),
            talk: Set(event.is_talk()),
            kind: Set(event.kind().to_owned()),
            data: Set(serde_json::to_string(event).unwrap_or_default()),
            actor_role: Set(Some(actor.role.to_string())),
            actor_center: Set(actor.center.map(|it| it.to_string())),
            address: Set(None),
            session: Set(None),
        });
    }
}
