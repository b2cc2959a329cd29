//! Why something may not be done: data for the screens, never sentences.

mod collecting;
mod field;
mod openid;
mod plan;

pub use collecting::Problems;
pub use field::Field;
pub use openid::OpenIdProblem;
pub use plan::{LaneUse, LineOfPlan, PlanProblem};

use crate::{
    case::{CaseMove, CaseState},
    date::DateProblem,
    gate::{StageVerb, Unmet},
    issue::{IssueState, Move},
    key::IssueKey,
    my_number::Pattern,
    planning::Beside,
    policy::Action,
    relay::{RelayMove, RelayState},
    stage::{Stage, StageState},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What is wrong with one input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    /// Nothing was given.
    Required,
    /// More characters than there is room for.
    TooLong {
        /// The limit, in characters.
        max: u32,
        /// What was given, in characters.
        actual: u32,
    },
    /// Fewer characters than needed.
    TooShort {
        /// The least, in characters.
        min: u32,
    },
    /// More of them than there may be.
    TooMany {
        /// The limit.
        max: usize,
    },
    /// Characters that cannot be seen or printed.
    ControlCharacter,
    /// Twelve digits that may be somebody's 個人番号. Kaisei never holds one.
    MyNumber,
    /// It may hold other personal data: it is taken once the writer says that it holds none.
    MaybePersonal(Vec<Pattern>),
    /// It is no day, or none that exists.
    Date(DateProblem),
    /// The day is before the first that may be.
    TooSoon {
        /// The first day that would do.
        earliest: NaiveDate,
    },
    /// No role runs that long, or any more.
    RoleEnded {
        /// The last day of the last one.
        on: NaiveDate,
    },
    /// The day is before today.
    Past {
        /// Today (JST).
        today: NaiveDate,
    },
    /// The day is before another one that must come first.
    NotBefore {
        /// That one.
        day: NaiveDate,
    },
    /// The day is further ahead than may be.
    TooFar {
        /// The last day that may be.
        latest: NaiveDate,
    },
    /// Not one of the choices, or one the person may not know of.
    UnknownChoice,
    /// No 課題 of that number that the person may know of.
    NoSuchIssue,
    /// The form is not one of ours: what it carries unseen cannot be read.
    Garbled,
    /// The person does not belong to that organisation.
    NotInOrganisation,
    /// The person could not read this record.
    CannotSeeIt,
    /// A person of that 公開範囲 may not be written to from here.
    ScopeNotYours,
    /// It is what it was before.
    Unchanged,
    /// It names itself.
    Itself,
    /// It is there already.
    AlreadyThere,
    /// Only what is visible to no more people than before.
    WiderThanBefore,
    /// A system or a person of the other center.
    OtherCenter,
    /// The person's own section has no part in the case.
    NotYourSection,
    /// 本番 after the last 開庁日 on or before 施行日.
    AfterLatest {
        /// That day.
        latest: NaiveDate,
        /// The person may let it pass with a reason.
        may_override: bool,
    },
    /// 本番 after the last 開庁日 on or before 施行日 of the 制度改正, though not of the case.
    AfterLatestOfLaw {
        /// That day.
        latest: NaiveDate,
        /// The person may let it pass with a reason.
        may_override: bool,
    },
    /// 公布日 after 施行日.
    PromulgatedLate {
        /// 施行日.
        in_force: NaiveDate,
    },
    /// 遡及, although 適用日 is not before 施行日.
    NotRetroactive {
        /// 施行日.
        in_force: NaiveDate,
    },
    /// 適用日 before 施行日, and not 遡及.
    Retroactive {
        /// 施行日.
        in_force: NaiveDate,
    },
    /// 施行, and 施行日 is still to come.
    NotInForceYet {
        /// 施行日.
        in_force: NaiveDate,
    },
    /// 施行日 moved under the case, 本番 is too late for it now, and nobody has let that pass.
    TooLateForLaw {
        /// The last day in time.
        latest: NaiveDate,
    },
    /// Too few 開庁日 between start and 本番.
    SpanTooShort {
        /// How many there are.
        there: i32,
        /// How many are needed at least.
        needed: i32,
    },
    /// 本番リリース予定 of the case is not set yet.
    NoGoLive,
    /// The case is in a state in which no work begins.
    NotAtWork(CaseState),
    /// A line of the plan.
    InPlan(LineOfPlan),
    /// These 工程 are not over yet.
    StagesOpen(Vec<(Stage, Option<String>)>),
    /// Something hangs on the lane, or it is the only one.
    LaneInUse(LaneUse),
    /// The day is after today.
    Future {
        /// Today (JST).
        today: NaiveDate,
    },
    /// The day is before the case was opened, and no reason says why.
    BeforeOpening {
        /// The day (JST) on which it was opened.
        opened: NaiveDate,
    },
    /// Cases are there already for the same, and the form does not say that its writer has seen them.
    Beside(Vec<Beside>),
    /// Neither an address on the web nor a path.
    NotALink,
    /// The person can never decide for that section.
    NotAnApprover,
    /// In one of several like rows.
    InRow {
        /// Which one, from 1.
        row: u8,
        /// What is wrong there.
        problem: Box<Problem>,
    },
    /// It shares days with another period of the same thing.
    Overlaps {
        /// The first day of the other one.
        from: NaiveDate,
        /// Its last day, if one is known.
        to: Option<NaiveDate>,
    },
    /// It comes before the day on which the thing begins.
    BeforeStart,
    /// The successor could not hold some of the 課題.
    CannotHold {
        /// How many of those that the asker may know of.
        count: u32,
    },
    /// The person's role there is not over.
    StillInRole,
    /// The person still holds 課題 or lines of checklists there.
    StillHolds {
        /// How many.
        count: u32,
    },
    /// Not for this person to give.
    NotYours,
    /// It does not fit the kind of the organisation, or its center.
    NotOfOrganisation,
    /// Blanks where there may be none, as in a ログインID.
    Blanks,
    /// Not a code: capital letters, digits and `-`, 20 at most.
    NoCode,
    /// Not a whole number from 0 to 9999.
    NoNumber,
    /// A day outside the years of the calendar.
    OutsideCalendar,
    /// Not the password of the account, or too many tries.
    WrongPassword,
    /// Not what was typed the first time.
    TypedOtherwise,
    /// A password with too few kinds of characters.
    TooFewKinds {
        /// How many there must be, of small letters, capitals, digits and others.
        min: u32,
    },
    /// A password of which too little is left without common words, own names and runs of keys.
    Guessable,
    /// One of the passwords that the account had lately.
    UsedBefore {
        /// How many of them cannot come back.
        last: u32,
    },
    /// The people of the organisation sign in from its networks only, and this is none of them.
    NotFromHere {
        /// Where it is; empty where that is not known.
        address: String,
    },
    /// Not an address, nor a network.
    NoNetwork,
    /// None of the networks is that of who would set them: they would lock themselves out.
    WithoutYours {
        /// Where they are.
        address: String,
    },
    /// Not the code of this moment, one that was used, or too many tries.
    WrongCode,
    /// Too many failed sign-ins came from that address.
    AddressWaits {
        /// Minutes until it may try again.
        minutes: u32,
    },
    /// Something about 組織のアカウント.
    OpenId(OpenIdProblem),
}

impl Problem {
    /// Whether it is an 個人番号, in one of several rows too.
    fn is_my_number(&self) -> bool {
        match self {
            Self::MyNumber => true,
            Self::InRow { problem, .. } => problem.is_my_number(),
            _ => false,
        }
    }
}

/// A problem and the input it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldProblem {
    /// Where it is shown.
    pub field: Field,
    /// What is wrong.
    pub problem: Problem,
}

impl FieldProblem {
    /// Pairs an input with its problem.
    pub const fn new(field: Field, problem: Problem) -> Self {
        Self { field, problem }
    }
}

/// The rules say no.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Refusal {
    /// Some inputs are wrong (422).
    #[error("invalid input")]
    Invalid(Vec<FieldProblem>),
    /// This role may not do that (403).
    #[error("not allowed: {0}")]
    NotAllowed(Action),
    /// Not in this state (409).
    #[error("{attempted} is not possible while {state}")]
    WrongState {
        /// The state the issue is in.
        state: IssueState,
        /// What was asked for.
        attempted: Move,
    },
    /// The issue is over: nothing in it changes any more (409).
    #[error("the issue is {0}")]
    IssueOver(IssueState),
    /// Not in this state of the case (409).
    #[error("{attempted} is not possible while the case is {state}")]
    CaseState {
        /// The state the case is in.
        state: CaseState,
        /// What was asked for.
        attempted: CaseMove,
    },
    /// Not while the 工程 stands so (409).
    #[error("{attempted} is not possible while the stage is {state}")]
    WrongStage {
        /// Where the 工程 stands.
        state: StageState,
        /// What was asked for.
        attempted: StageVerb,
    },
    /// Not while the case of the 工程 stands so (409).
    #[error("{attempted} is not possible while the case is {state}")]
    CaseNotAtWork {
        /// The state the case is in.
        state: CaseState,
        /// What was asked for.
        attempted: StageVerb,
    },
    /// Not while 対象外 of the 工程 is proposed (409).
    #[error("{attempted} is not possible while leaving the stage out is proposed")]
    LeaveOutProposed {
        /// What was asked for.
        attempted: StageVerb,
    },
    /// What it touches is looked at first; nothing is wrong, and nothing was done.
    #[error("not looked at yet")]
    Unseen,
    /// The form raised a 課題 already, with something else typed into it (409).
    #[error("this form raised {key} already")]
    RaisedAlready {
        /// That one.
        key: IssueKey,
    },
    /// Not in this state of the 上申 (409).
    #[error("{attempted} is not possible while it is {state}")]
    WrongRelay {
        /// The state the 上申 is in.
        state: RelayState,
        /// What was asked for.
        attempted: RelayMove,
    },
    /// Who looks at the screens as somebody else changes nothing there (403).
    #[error("only looking, as somebody else")]
    Viewing,
    /// The gate has conditions that are not met (409).
    #[error("the gate is shut")]
    GateShut(Vec<Unmet>),
}

impl Refusal {
    /// The inputs that were refused because of an 個人番号.
    pub fn numbers(&self) -> Vec<Field> {
        match self {
            Self::Invalid(problems) => {
                problems.iter().filter(|it| it.problem.is_my_number()).map(|it| it.field).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether the writer is asked about other personal data.
    pub fn is_in_doubt(&self) -> bool {
        let asks = |it: &FieldProblem| matches!(it.problem, Problem::MaybePersonal(_));
        matches!(self, Self::Invalid(problems) if problems.iter().any(asks))
    }

    /// One wrong input.
    pub fn field(field: Field, problem: Problem) -> Self {
        Self::Invalid(vec![FieldProblem::new(field, problem)])
    }
}

impl From<FieldProblem> for Refusal {
    fn from(problem: FieldProblem) -> Self {
        Self::Invalid(vec![problem])
    }
}
