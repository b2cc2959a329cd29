//! What is wrong with a plan or a lane.

use crate::{date::DateProblem, stage::Stage};
use serde::{Deserialize, Serialize};

/// What is wrong with one line of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineOfPlan {
    /// 工程.
    pub stage: Stage,
    /// The system of its lane.
    pub system: Option<String>,
    /// What.
    pub wrong: PlanProblem,
}

/// What is wrong with the days of one 工程.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PlanProblem {
    /// It has no days: the plan was made for other systems.
    Missing,
    /// One of the two is no day.
    Date(DateProblem),
    /// It ends before it starts.
    EndBeforeStart,
    /// It starts before the 工程 before it starts.
    BeforePrevious,
    /// It ends before the 工程 before it ends.
    EndsBeforePrevious,
    /// 工程1 to 6 end after the 本番リリース of their lane.
    EndsAfterGoLive,
    /// 工程7 starts after 本番リリース予定.
    AfterGoLive,
    /// 工程7 of every lane starts before 本番リリース予定.
    BeforeGoLive,
    /// It is over: its plan stands.
    Over,
}

/// Why a lane cannot leave its case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LaneUse {
    /// So many 課題 are tagged with it.
    Issues(u32),
    /// A 工程 of it has begun or was left out.
    Started,
    /// Records of its 工程 (checklists, decisions) exist.
    Records,
    /// The case has no other.
    Last,
}
