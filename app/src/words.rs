//! The words of the domain's codes, in the viewer's language. The only place that names them.

use crate::{texts::Locale, viewer::locale};
use domain::{
    case::{CaseMove, CaseState},
    case_filter::CaseStateFilter,
    date::DateStyle,
    filter::DueFilter,
    issue::{Category, Holder, IssueState, Move, Priority, Severity},
    language::Language,
    law::{LawKind, LawState},
    my_number::Pattern,
    organisation::CenterCode,
    role::Role,
    signal::Signal,
    stage::StageState,
    view::Position,
    visibility::Scope,
};
use leptos_i18n::td_string;

macro_rules! words {
    ($type:ty, $group:ident, { $($variant:ident => $key:ident),+ $(,)? }) => {
        impl Word for $type {
            fn word_in(&self, l: Locale) -> &'static str {
                match self { $( Self::$variant => td_string!(l, words.$group.$key), )+ }
            }
        }
    };
}

pub mod account;
pub mod admin;
pub mod audit;
pub mod event;
mod field;
pub mod form;
pub mod law_move;
#[cfg(feature = "ssr")]
pub mod planning;
pub mod problem;
#[cfg(feature = "ssr")]
mod readers;
pub mod relay;
pub mod signal;
pub mod stages;
mod timeline;

#[cfg(feature = "ssr")]
pub use stages::{stage_short, stage_short_in};

/// A code that people read as a word.
pub trait Word {
    /// The word in the viewer's language.
    fn word(&self) -> &'static str {
        self.word_in(locale())
    }

    /// The word in a language.
    fn word_in(&self, l: Locale) -> &'static str;
}

words!(StageState, stage_state, {
    NotStarted => not_started,
    InProgress => in_progress,
    AwaitingGate => awaiting_gate,
    Done => done,
    NotApplicable => not_applicable,
});

words!(CaseMove, case_move, {
    Confirm => confirm,
    Hold => hold,
    Resume => resume,
    Complete => complete,
    Cancel => cancel,
});

words!(CaseState, case_state, {
    Draft => draft,
    Planned => planned,
    Active => active,
    OnHold => on_hold,
    Completed => completed,
    Cancelled => cancelled,
});

words!(IssueState, issue_state, {
    Raised => raised,
    Accepted => accepted,
    InProgress => in_progress,
    AwaitingCity => awaiting_city,
    AwaitingVendor => awaiting_vendor,
    AwaitingNation => awaiting_nation,
    Resolved => resolved,
    Closed => closed,
    OnHold => on_hold,
    Withdrawn => withdrawn,
});

words!(Move, movement, {
    Accept => accept,
    Start => start,
    AskCity => ask_city,
    AskVendor => ask_vendor,
    AskNation => ask_nation,
    Answer => answer,
    Resolve => resolve,
    Approve => approve,
    Return => send_back,
    Hold => hold,
    Resume => resume,
    Withdraw => withdraw,
});

words!(Category, category, {
    RequirementOpen => requirement_open,
    Misunderstanding => misunderstanding,
    Interpretation => interpretation,
    Specification => specification,
    Progress => progress,
    Quality => quality,
    Interface => interface,
    Organisation => organisation,
    Budget => budget,
    Other => other,
});

words!(Severity, severity, {
    High => high,
    Medium => medium,
    Low => low,
});

words!(Pattern, pattern, {
    MyNumber => my_number,
    TwelveDigits => twelve_digits,
    PensionNumber => pension_number,
    InsuranceNumber => insurance_number,
    AccountNumber => account_number,
    BirthDate => birth_date,
    Phone => phone,
    PrivateMail => private_mail,
    StaffNumber => staff_number,
});

words!(Priority, priority, {
    High => high,
    Medium => medium,
    Low => low,
});

words!(Scope, scope, {
    Shared => shared,
    CityManager => city_manager,
    City => city,
    Center => center,
});

words!(Holder, holder, {
    City => city,
    Center => center,
    Vendor => vendor,
    Nation => nation,
    Nobody => nobody,
});

words!(Signal, signal, {
    Blue => blue,
    Yellow => yellow,
    Red => red,
});

words!(Role, role, {
    ContractSection => contract_section,
    SectionOfficer => section_officer,
    SectionApprover => section_approver,
    CenterLead => center_lead,
    OperationsManager => operations_manager,
    OperatorManager => operator_manager,
    Operator => operator,
    Consultant => consultant,
    VendorManager => vendor_manager,
    VendorMember => vendor_member,
    SystemAdmin => system_admin,
});

words!(Position, position, {
    Manager => manager,
    Officer => officer,
    Consultant => consultant,
    Vendor => vendor,
});

words!(CenterCode, center, {
    Somu => somu,
    Kyoiku => kyoiku,
});

words!(LawKind, law_kind, {
    Law => law,
    CabinetOrder => cabinet_order,
    Ordinance => ordinance,
    Rule => rule,
    Notice => notice,
    Institution => institution,
    Platform => platform,
});

words!(LawState, law_state, {
    Gathering => gathering,
    Bill => bill,
    Enacted => enacted,
    Promulgated => promulgated,
    InForce => in_force,
    NotApplicable => not_applicable,
});

words!(DueFilter, due_filter, {
    Overdue => overdue,
    Soon => soon,
    Unset => unset,
});

words!(Language, language, {
    Ja => ja,
    En => en,
});

words!(DateStyle, date_style, {
    Japanese => wareki,
    Western => seireki,
});

impl Word for CaseStateFilter {
    fn word_in(&self, l: Locale) -> &'static str {
        match self {
            Self::All => td_string!(l, words.case_state.all),
            Self::Live => td_string!(l, words.case_state.live),
            Self::Draft => CaseState::Draft.word_in(l),
            Self::Planned => CaseState::Planned.word_in(l),
            Self::Active => CaseState::Active.word_in(l),
            Self::OnHold => CaseState::OnHold.word_in(l),
            Self::Completed => CaseState::Completed.word_in(l),
            Self::Cancelled => CaseState::Cancelled.word_in(l),
        }
    }
}

/// Who reads a record of that 公開範囲.
pub fn scope_readers(scope: Scope) -> &'static str {
    let l = locale();
    match scope {
        Scope::Shared => td_string!(l, words.scope_readers.shared),
        Scope::CityManager => td_string!(l, words.scope_readers.city_manager),
        Scope::City => td_string!(l, words.scope_readers.city),
        Scope::Center => td_string!(l, words.scope_readers.center),
    }
}

/// What a 信号 means.
pub fn signal_sense_in(signal: Signal, l: Locale) -> &'static str {
    match signal {
        Signal::Blue => td_string!(l, words.signal_sense.blue),
        Signal::Yellow => td_string!(l, words.signal_sense.yellow),
        Signal::Red => td_string!(l, words.signal_sense.red),
    }
}

/// The full name of a center.
pub fn center_full(center: CenterCode) -> &'static str {
    let l = locale();
    match center {
        CenterCode::Somu => td_string!(l, words.center_full.somu),
        CenterCode::Kyoiku => td_string!(l, words.center_full.kyoiku),
    }
}
