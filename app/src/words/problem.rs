//! Errors as sentences that say what to do. The only place that makes them.

mod planning;

#[cfg(feature = "ssr")]
pub use planning::{in_plan, line_name, line_problem};

use super::{Word, admin, form};
use crate::{
    error::AppError,
    texts::Locale,
    viewer::{self, day_text, locale, record_calendar},
};
use chrono::NaiveDate;
use domain::{
    calendar::Closed,
    date::DateProblem,
    period::Period,
    refusal::{Field, OpenIdProblem, Problem, Refusal},
};
use leptos_i18n::td_string;

/// Fields that are chosen, not typed.
const CHOSEN: [Field; 22] = [
    Field::Case,
    Field::System,
    Field::Org,
    Field::Assignee,
    Field::LawKind,
    Field::LawState,
    Field::Center,
    Field::Section,
    Field::Systems,
    Field::ConditionOrg,
    Field::ConditionAssignee,
    Field::Percent,
    Field::Approver,
    Field::Role,
    Field::Affiliation,
    Field::OrgKind,
    Field::Vendor,
    Field::Reach,
    Field::Says,
    Field::Side,
    Field::Target,
    Field::Scope,
];

/// What is wrong with one input.
pub fn problem(field: Field, problem: &Problem) -> String {
    named(field.word(), field, problem)
}

/// The same where the form has a name of its own for the field.
pub fn in_form(verb: &str, field: Field, problem: &Problem) -> String {
    named(form::label(verb, field), field, problem)
}

/// The same outside of any page, in English and with the name of the input: for the command line.
#[cfg(feature = "ssr")]
pub fn in_english(wrong: &domain::refusal::FieldProblem) -> String {
    use leptos::prelude::{Owner, StoredValue, provide_context};
    let owner = Owner::new();
    let sentence = owner.with(|| {
        let (language, date_style) = (domain::language::Language::En, domain::date::DateStyle::Western);
        let viewer = viewer::Viewer { language, date_style, ..Default::default() };
        provide_context(StoredValue::new(viewer));
        format!("{}: {}", wrong.field.word(), problem(wrong.field, &wrong.problem))
    });
    owner.cleanup();
    sentence
}

fn named(name: &'static str, field: Field, problem: &Problem) -> String {
    let l = locale();
    match problem {
        Problem::Required if field == Field::Plan => td_string!(l, problems.plan.none).to_owned(),
        Problem::Required if CHOSEN.contains(&field) => {
            td_string!(l, problems.required_choice, field = name).to_string()
        }
        Problem::Required => td_string!(l, problems.required, field = name).to_string(),
        Problem::TooLong { max, actual } => td_string!(l, problems.too_long, max = *max, actual = *actual).to_string(),
        Problem::TooShort { min } => td_string!(l, problems.too_short, min = *min).to_string(),
        Problem::TooMany { max } => td_string!(l, problems.too_many, max = *max).to_string(),
        Problem::Blanks => td_string!(l, problems.blanks).to_owned(),
        Problem::MyNumber => td_string!(l, problems.my_number).to_owned(),
        Problem::MaybePersonal(patterns) => {
            let what: Vec<_> = patterns.iter().map(Word::word).collect();
            let what = what.join(if l == Locale::ja { "・" } else { ", " });
            td_string!(l, problems.maybe_personal, what = what).to_string()
        }
        Problem::ControlCharacter => td_string!(l, problems.control).to_owned(),
        Problem::Date(problem) => date_problem(problem),
        Problem::TooSoon { earliest } => td_string!(l, problems.too_soon, day = day_text(*earliest)).to_string(),
        Problem::Past { today } => td_string!(l, problems.past, today = day_text(*today)).to_string(),
        Problem::TooFar { latest } => td_string!(l, problems.too_far, latest = day_text(*latest)).to_string(),
        Problem::UnknownChoice if field == Field::Password => sign_in(),
        Problem::UnknownChoice if field == Field::LoginId => td_string!(l, problems.login_letters).to_owned(),
        Problem::UnknownChoice => td_string!(l, problems.unknown_choice).to_owned(),
        Problem::NoSuchIssue => td_string!(l, problems.no_such_issue).to_owned(),
        Problem::Garbled => td_string!(l, problems.garbled).to_owned(),
        Problem::NotInOrganisation if field == Field::Officer => td_string!(l, problems.officer_elsewhere).to_owned(),
        Problem::NotInOrganisation => td_string!(l, problems.not_in_org).to_owned(),
        Problem::CannotSeeIt if matches!(field, Field::Org | Field::ConditionOrg) => {
            td_string!(l, problems.org_cannot_see).to_owned()
        }
        Problem::CannotSeeIt => td_string!(l, problems.cannot_see).to_owned(),
        Problem::ScopeNotYours => td_string!(l, problems.scope_not_yours).to_owned(),
        Problem::Unchanged => td_string!(l, problems.unchanged).to_owned(),
        Problem::Itself => td_string!(l, problems.itself).to_owned(),
        Problem::AlreadyThere if matches!(field, Field::Issue | Field::Comment) => {
            td_string!(l, relay.disclosed_before).to_owned()
        }
        Problem::AlreadyThere => td_string!(l, problems.already).to_owned(),
        Problem::WiderThanBefore => td_string!(l, problems.wider).to_owned(),
        Problem::NotBefore { .. }
        | Problem::OtherCenter
        | Problem::NotYourSection
        | Problem::AfterLatest { .. }
        | Problem::AfterLatestOfLaw { .. }
        | Problem::PromulgatedLate { .. }
        | Problem::NotRetroactive { .. }
        | Problem::Retroactive { .. }
        | Problem::NotInForceYet { .. }
        | Problem::BeforeOpening { .. }
        | Problem::Beside(_)
        | Problem::TooLateForLaw { .. }
        | Problem::SpanTooShort { .. }
        | Problem::NoGoLive
        | Problem::NotAtWork(_)
        | Problem::InPlan(_)
        | Problem::StagesOpen(_)
        | Problem::LaneInUse(_) => planning::problem(problem),
        Problem::Future { today } => td_string!(l, problems.future, today = day_text(*today)).to_string(),
        Problem::NotALink => td_string!(l, problems.not_a_link).to_owned(),
        Problem::NotAnApprover => td_string!(l, problems.not_an_approver).to_owned(),
        Problem::InRow { row, problem: inner } => {
            td_string!(l, problems.in_row, row = *row, problem = self::problem(field, inner)).to_string()
        }
        Problem::Overlaps { from, to } => {
            td_string!(l, problems.overlaps, period = admin::period(Period::new(*from, *to))).to_string()
        }
        Problem::RoleEnded { on } => td_string!(l, problems.role_ended, day = day_text(*on)).to_string(),
        Problem::BeforeStart => td_string!(l, problems.before_start).to_owned(),
        Problem::StillInRole => td_string!(l, problems.still_in_role).to_owned(),
        Problem::StillHolds { count } => td_string!(l, problems.still_holds, count = *count).to_string(),
        Problem::CannotHold { count } => td_string!(l, problems.cannot_hold, count = *count).to_string(),
        Problem::NotYours => td_string!(l, problems.not_yours).to_owned(),
        Problem::NotOfOrganisation => td_string!(l, problems.not_of_org).to_owned(),
        Problem::NoCode => td_string!(l, problems.no_code).to_owned(),
        Problem::NoNumber => td_string!(l, problems.no_number).to_owned(),
        Problem::WrongPassword => {
            let lock = viewer::viewer().rules.lock;
            td_string!(l, problems.wrong_password, failures = lock.failures, minutes = lock.minutes).to_string()
        }
        Problem::NotFromHere { address } => {
            td_string!(l, problems.not_from_here, address = address.clone()).to_string()
        }
        Problem::NoNetwork => td_string!(l, problems.no_network).to_owned(),
        Problem::WithoutYours { address } => {
            td_string!(l, problems.without_yours, address = address.clone()).to_string()
        }
        Problem::WrongCode => {
            let lock = viewer::viewer().rules.lock;
            td_string!(l, problems.wrong_code, failures = lock.failures, minutes = lock.minutes).to_string()
        }
        Problem::TooFewKinds { min } => td_string!(l, problems.too_few_kinds, min = *min).to_string(),
        Problem::Guessable => td_string!(l, problems.guessable).to_owned(),
        Problem::UsedBefore { last } => td_string!(l, problems.used_before, last = *last).to_string(),
        Problem::AddressWaits { minutes } => td_string!(l, problems.address_waits, minutes = *minutes).to_string(),
        Problem::OpenId(problem) => openid(*problem).to_owned(),
        Problem::TypedOtherwise => td_string!(l, problems.typed_otherwise).to_owned(),
        Problem::OutsideCalendar => td_string!(l, problems.outside_calendar).to_owned(),
    }
}

/// Why somebody is not let in: one sentence, whatever the cause.
fn sign_in() -> String {
    let lock = viewer::viewer().rules.lock;
    td_string!(locale(), problems.sign_in, failures = lock.failures, minutes = lock.minutes).to_string()
}

/// Why 組織のアカウント did not let somebody in.
fn openid(problem: OpenIdProblem) -> &'static str {
    let l = locale();
    match problem {
        OpenIdProblem::Cancelled => td_string!(l, problems.openid.cancelled),
        OpenIdProblem::Refused => td_string!(l, problems.openid.refused),
        OpenIdProblem::Incomplete => td_string!(l, problems.openid.incomplete),
        OpenIdProblem::NotBegun => td_string!(l, problems.openid.not_begun),
        OpenIdProblem::OtherProvider => td_string!(l, problems.openid.other_provider),
        OpenIdProblem::Unproven => td_string!(l, problems.openid.unproven),
        OpenIdProblem::Away => td_string!(l, problems.openid.away),
        OpenIdProblem::NotLetIn => td_string!(l, problems.openid.not_let_in),
    }
}

/// The same at the top of the page.
pub fn not_let_in(error: &AppError) -> String {
    match error {
        AppError::Refused(Refusal::Invalid(problems)) => {
            problems.first().map_or_else(sign_in, |it| problem(it.field, &it.problem))
        }
        other => self::error(other),
    }
}

/// What a page is called that could not be made.
pub fn heading(error: &AppError) -> &'static str {
    let l = locale();
    match error {
        AppError::Refused(Refusal::NotAllowed(_)) => td_string!(l, problems.heading.not_allowed),
        AppError::SignedOut => td_string!(l, problems.heading.signed_out),
        AppError::NotFound => td_string!(l, problems.not_found),
        AppError::Busy => td_string!(l, problems.heading.busy),
        AppError::Unwritable => td_string!(l, problems.heading.unwritable),
        _ => td_string!(l, problems.heading.broken),
    }
}

/// What is wrong with a date, with a suggestion where there is one.
pub fn date_problem(problem: &DateProblem) -> String {
    let l = locale();
    match problem {
        DateProblem::Empty => td_string!(l, problems.required, field = Field::Due.word()).to_string(),
        DateProblem::NotADate => td_string!(l, problems.not_a_date).to_owned(),
        DateProblem::NoSuchDay { month, suggestion } => {
            td_string!(l, problems.no_such_day, month = viewer::month(*month), suggestion = day_text(*suggestion))
                .to_string()
        }
        DateProblem::NoSuchMonth { suggestion } => {
            td_string!(l, problems.no_such_month, suggestion = viewer::month(*suggestion)).to_string()
        }
        DateProblem::BeforeEra { suggestion } | DateProblem::AfterEra { suggestion } => {
            td_string!(l, problems.other_era, suggestion = day_text(*suggestion)).to_string()
        }
        DateProblem::MonthOnly { month } => {
            td_string!(l, problems.month_only, example = day_text(month.first_day())).to_string()
        }
        DateProblem::OutOfRange => td_string!(l, problems.out_of_range).to_owned(),
    }
}

/// A whole form or page that failed.
pub fn error(error: &AppError) -> String {
    let l = locale();
    match error {
        AppError::Refused(Refusal::Invalid(problems)) => {
            td_string!(l, problems.summary, count = problems.len()).to_string()
        }
        AppError::Refused(Refusal::NotAllowed(_)) => td_string!(l, problems.not_allowed).to_owned(),
        AppError::Refused(Refusal::Viewing) => td_string!(l, viewing.refused).to_owned(),
        AppError::Refused(Refusal::WrongState { state, attempted }) => {
            td_string!(l, problems.wrong_state, state = state.word(), attempted = attempted.word()).to_string()
        }
        AppError::Refused(Refusal::IssueOver(state)) => {
            td_string!(l, problems.issue_over, state = state.word()).to_string()
        }
        AppError::Refused(Refusal::CaseState { state, attempted }) => {
            td_string!(l, problems.case_state, state = state.word(), attempted = attempted.word()).to_string()
        }
        AppError::Proposed => td_string!(l, planning.proposed).to_owned(),
        AppError::Refused(Refusal::Unseen) => td_string!(l, problems.unseen).to_owned(),
        AppError::Refused(Refusal::RaisedAlready { key }) => {
            td_string!(l, raise.already, key = key.to_string()).to_string()
        }
        AppError::Refused(Refusal::WrongStage { state, attempted }) => super::stages::wrong_stage(*state, *attempted),
        AppError::Refused(Refusal::GateShut(unmet)) => super::stages::shut(unmet.len()),
        AppError::Refused(Refusal::CaseNotAtWork { state, attempted }) => super::stages::case_rests(*state, *attempted),
        AppError::Refused(Refusal::WrongRelay { state, attempted }) => {
            td_string!(l, relay.wrong_state, state = state.word(), attempted = attempted.word()).to_string()
        }
        AppError::Refused(Refusal::LeaveOutProposed { attempted }) => super::stages::leave_out_waits(*attempted),
        AppError::NotFound => td_string!(l, problems.not_found_text).to_owned(),
        AppError::SignedOut => td_string!(l, problems.signed_out).to_owned(),
        AppError::Taken(_) => td_string!(l, problems.taken).to_owned(),
        AppError::Stale => td_string!(l, problems.stale).to_owned(),
        AppError::OtherPerson { by } => {
            let now = crate::viewer::viewer().actor.map(|actor| actor.login).unwrap_or_default();
            td_string!(l, problems.other_person, by = by.clone(), now = now).to_string()
        }
        AppError::Busy => td_string!(l, problems.busy).to_owned(),
        AppError::Unwritable => td_string!(l, problems.unwritable).to_owned(),
        AppError::Broken(id) => td_string!(l, problems.broken, id = id.clone()).to_string(),
        AppError::Offline => td_string!(l, problems.offline).to_owned(),
    }
}

/// Why the offices are closed on that day, in words.
pub fn closed_why(day: NaiveDate) -> Option<String> {
    let l = locale();
    Some(match record_calendar().closed_reason(day)? {
        Closed::Weekend => td_string!(l, problems.weekend).to_owned(),
        Closed::YearEnd => td_string!(l, problems.year_end).to_owned(),
        Closed::Override => td_string!(l, problems.calendar_setting).to_owned(),
        Closed::Holiday(holiday) if l == Locale::en => holiday.name_en().to_owned(),
        Closed::Holiday(holiday) => holiday.name_ja().to_owned(),
    })
}

/// The last day in time for a law that begins on a closed day.
pub fn closed_in_force(day: NaiveDate) -> Option<String> {
    let latest = day_text(record_calendar().last_on_or_before(day));
    let why = closed_why(day)?;
    Some(td_string!(locale(), problems.closed_in_force, why = why, latest = latest).to_string())
}

/// A warning when offices are closed on that day; nothing is moved by itself (notes/domain §5).
pub fn closed_day(day: NaiveDate) -> Option<String> {
    let l = locale();
    let calendar = record_calendar();
    let why = closed_why(day)?;
    Some(td_string!(l, problems.closed_day, why = why, next = day_text(calendar.next(day))).to_string())
}
