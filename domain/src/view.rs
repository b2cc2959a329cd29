//! What the screens show: filled by the store through the asker's eyes, rendered by the app.
//! Names are in the asker's language already; codes become words on the screen.

mod account;
pub mod admin;
mod audit;
mod cases;
mod choices;
mod gates;
mod issues;
mod laws;
mod planning;
mod ranking;
mod readers;
mod refusals;
mod relay;
mod signals;
mod timeline;
mod today;

pub use account::{OwnAccount, OwnSession, SecondFactor};
pub use audit::{LogPage, LogRow, Person, Seal};
pub use cases::{
    CaseHead, CaseListView, CaseMoved, CaseOption, CasePage, CasePerson, CaseRow, EarlyStage, LaneView, LawRef,
    Position, StageCell, StartedEarly,
};
pub use choices::{Choices, Named, PersonChoice};
pub use gates::{
    ApproverCell, ApproversView, GateEntry, GateIssue, GateWaiting, StageLane, StageLine, StagePage, StageView,
    TemplateLine, TemplatesView, gates_waiting,
};
pub use issues::{
    BallView, ChecklistLine, CommentView, Entry, HISTORY_MAX, HistoryPart, IssueList, IssuePage, IssueRest, IssueRow,
    LatestComment, RaiseForm, RelatedIssue,
};
pub use laws::{LawCase, LawList, LawPage, LawRow};
pub use planning::{
    CaseChoices, CaseEditPage, CaseForm, LawChoice, PlanLine, PlanPage, Proposal, Reproposal, SystemChoice,
};
pub use ranking::{RankRow, RankingView};
pub use readers::{Asked, ReadIssue, Readers, ReadersPage};
pub use refusals::{RefusalReport, RefusalRow};
pub use relay::{RelayForm, RelayList, RelayPage, RelayRef, RelayRow, RelayTarget, RelayWritten};
pub use signals::{SignalChange, SignalsPage};
pub use timeline::{TimelineGroup, TimelineRow, TimelineView};
pub use today::{Change, TodayView, UnansweredLaw, Waiting, Watch, looks_for_laws, watch};

use crate::{event::Event, key::IssueKey};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// How many rows a filter finds; beyond [`Count::CAP`] it is not counted on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// The number, `CAP` at most.
    pub number: u32,
    /// There are more.
    pub more: bool,
}

impl Count {
    /// Counting stops here, so that a list stays as fast at 100,000 rows as at 1,000.
    pub const CAP: u32 = 1_000;

    /// From a number counted up to `CAP + 1`.
    pub fn capped(number: u32) -> Self {
        Self { number: number.min(Self::CAP), more: number > Self::CAP }
    }
}

/// Something that happened, as a line of a history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventView {
    /// When.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub actor: String,
    /// Their organisation.
    pub org: String,
    /// What.
    pub event: Event,
    /// On which 課題.
    pub issue: Option<IssueKey>,
    /// 件名 of that 課題.
    pub issue_title: Option<String>,
}
