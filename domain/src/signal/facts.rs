//! What the signal is judged on.

use crate::law::LawMove;
use chrono::NaiveDate;

/// The facts about one case, on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseFacts {
    /// The day of judgement, in Japan.
    pub today: NaiveDate,
    /// 本番予定日.
    pub go_live: Option<NaiveDate>,
    /// The last day the case may go live, see [`super::latest_go_live`].
    pub latest_go_live: Option<NaiveDate>,
    /// Why a later day was let pass, if it was.
    pub late_reason: Option<String>,
    /// What moved in its 制度改正 and nobody has looked at yet.
    pub law_move: Option<LawMove>,
    /// The stages, per system where they are held so; those 対象外 left out.
    pub stages: Vec<StageFacts>,
    /// Open 課題 whose 期限 is over.
    pub overdue_issues: u32,
    /// How late the latest of them is, in 開庁日.
    pub worst_overdue_days: i32,
    /// Open 課題 that block a gate.
    pub blocking_open: u32,
    /// Open 課題 of 重要度 大.
    pub severe_open: u32,
    /// Whether the case is 完了 or 中止, and has no signal.
    pub finished: bool,
}

/// The dates of one stage, of one system where it is held per system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageFacts {
    /// 工程, 1–7.
    pub stage: u8,
    /// The system's code, for stages held per system.
    pub system: Option<String>,
    /// 予定開始 of the current plan.
    pub planned_start: Option<NaiveDate>,
    /// 予定終了 of the current plan.
    pub planned_end: Option<NaiveDate>,
    /// 予定終了 of the first plan（当初）.
    pub first_end: Option<NaiveDate>,
    /// 実績開始.
    pub actual_start: Option<NaiveDate>,
    /// 実績終了.
    pub actual_end: Option<NaiveDate>,
    /// 工程7 that was started early, and what it should have waited for is still not done: not a 本番リリース.
    pub unready: bool,
}

impl CaseFacts {
    /// The same as of its own day: what has begun or ended after it had not yet.
    #[must_use]
    pub fn as_of_its_day(mut self) -> Self {
        let today = self.today;
        self.law_move = self.law_move.filter(|it| it.on <= today);
        for stage in &mut self.stages {
            stage.actual_start = stage.actual_start.filter(|day| *day <= today);
            stage.actual_end = stage.actual_end.filter(|day| *day <= today);
        }
        self
    }
}
