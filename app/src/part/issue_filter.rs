//! What a 課題一覧 shows: ready views, the filter form, the conditions in force. All of it is in the
//! address, so every one of them is a link or a plain GET form.

mod condition;
mod offer;
mod quick;

pub use condition::conditions;
pub use offer::Offer;
pub use quick::quick_links;

use crate::{
    part::{
        filter_form::{any_or, filter_select, filter_words, long_filter_form},
        issue_table::Place,
        select::Choice,
    },
    texts::Locale,
    viewer::locale,
    words::{Word, stage_short},
};
use domain::{
    filter::{BallFilter, DueFilter, IssueFilter, StateFilter},
    issue::{Holder, IssueState, Severity},
    stage::Stage,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The filter form: one row of selects and a search word. It keeps the sorting and begins again on
/// the first page.
pub fn issue_filter(place: &Place, offer: &Offer) -> impl IntoView + use<> {
    let l = locale();
    let filter = &place.filter;
    let clear = filter.is_filtered().then(|| {
        let href = place.href(&cleared(filter));
        view! { <a href=href>{td_string!(l, issues.filter.clear)}</a> }
    });
    let cases = offer.cases.as_ref().map(|cases| {
        let chosen = filter.case.map(|no| no.to_string());
        let choices = cases.iter().map(|it| Choice::new(it.no.to_string(), format!("{} {}", it.no, it.title)));
        filter_select("case", words(l).case, offered(choices.collect(), chosen.as_deref()), chosen.as_deref())
    });
    let severities = Severity::ALL.iter().map(|it| Choice::new(it.as_str(), it.word()));
    let stages = Stage::ALL
        .iter()
        .map(|it| Choice::new(it.number().to_string(), format!("{} {}", it.number(), stage_short(*it))));
    let dues = DueFilter::ALL.iter().map(|it| Choice::new(it.as_str(), it.word()));
    let stage = filter.stage.map(|it| it.number().to_string());
    let words = words(l);
    let inside = view! {
        {hidden("sort", sort_parameter(filter))}
        {hidden("columns", filter.every_column.then(|| "all".to_owned()))}
        {hidden("party", filter.party.clone())}
        {hidden("gate", filter.blocks_gate.then(|| "blocks".to_owned()))}
        {filter_select("state", words.state, states(l), state_code(filter.state))}
        {cases}
        {filter_select("system", words.system, offered(offer.system_choices(), filter.system.as_deref()), filter.system.as_deref())}
        {filter_select("stage", words.stage, offered(stages.collect(), stage.as_deref()), stage.as_deref())}
        {filter_select("org", words.org, offered(offer.org_choices(None), filter.org.as_deref()), filter.org.as_deref())}
        {filter_select("assignee", words.assignee, assignees(l, offer, filter), filter.assignee.as_deref())}
        {filter_select("ball", words.ball, balls(l, offer, filter), filter.ball.as_ref().map(BallFilter::as_str))}
        {filter_select("severity", words.severity, offered(severities.collect(), None), filter.severity.map(Severity::as_str))}
        {filter_select("due", words.due, offered(dues.collect(), None), filter.due.map(DueFilter::as_str))}
        {filter_words(words.q, filter.q.clone())}
        <div class="filter-actions">
                <button type="submit" class="button">{td_string!(l, issues.filter.submit)}</button>
            {clear}
        </div>
    };
    long_filter_form("issue-filter", place.path.clone(), td_string!(l, issues.filter.label), inside.into_any())
}

/// The usual view in the same order and columns.
pub fn cleared(filter: &IssueFilter) -> IssueFilter {
    let (sort, reversed, every_column) = (filter.sort, filter.reversed, filter.every_column);
    IssueFilter { sort, reversed, every_column, ..IssueFilter::default() }
}

/// The names of the conditions.
struct Words {
    state: &'static str,
    case: &'static str,
    system: &'static str,
    stage: &'static str,
    org: &'static str,
    assignee: &'static str,
    ball: &'static str,
    severity: &'static str,
    due: &'static str,
    q: &'static str,
}

fn words(l: Locale) -> Words {
    Words {
        state: td_string!(l, issues.col.state),
        case: td_string!(l, words.field.case),
        system: td_string!(l, issues.col.system),
        stage: td_string!(l, issues.col.stage),
        org: td_string!(l, issues.filter.org),
        assignee: td_string!(l, issues.filter.assignee),
        ball: td_string!(l, issues.col.ball),
        severity: td_string!(l, issues.col.severity),
        due: td_string!(l, issues.col.due),
        q: td_string!(l, issues.filter.q),
    }
}

fn hidden(name: &'static str, value: Option<String>) -> Option<impl IntoView> {
    value.map(|value| view! { <input type="hidden" name=name value=value/> })
}

/// The choices after すべて. What is in force but not offered stays in force: it is added.
fn offered(choices: Vec<Choice>, chosen: Option<&str>) -> Vec<Choice> {
    let missing = chosen.filter(|code| choices.iter().all(|it| it.value != *code)).map(|code| Choice::new(code, code));
    any_or(choices.into_iter().chain(missing))
}

fn states(l: Locale) -> Vec<Choice> {
    let usual = Choice::new("", td_string!(l, words.issue_state.open));
    let all = Choice::new("all", td_string!(l, words.issue_state.all));
    let each = IssueState::ALL.iter().map(|it| Choice::new(it.as_str(), it.word()));
    [usual, all].into_iter().chain(each).collect()
}

fn state_code(state: StateFilter) -> Option<&'static str> {
    match state {
        StateFilter::Open => None,
        StateFilter::All => Some("all"),
        StateFilter::One(state) => Some(state.as_str()),
    }
}

fn assignees(l: Locale, offer: &Offer, filter: &IssueFilter) -> Vec<Choice> {
    let me = Choice::new("me", td_string!(l, issues.filter.me));
    let people = offer.choices.people.iter().map(|it| Choice::in_group(&it.login, &it.name, &it.org_name));
    let absent = Choice::new("absent", td_string!(l, issues.filter.absent));
    offered([me, absent].into_iter().chain(people).collect(), filter.assignee.as_deref())
}

/// 自分, the sides, then the organisations.
fn balls(l: Locale, offer: &Offer, filter: &IssueFilter) -> Vec<Choice> {
    let me = Choice::new("me", td_string!(l, issues.filter.me));
    let sides = Holder::ALL.iter().filter(|it| **it != Holder::Nobody).map(|it| Choice::new(it.as_str(), it.word()));
    let orgs = offer.org_choices(Some(td_string!(l, issues.filter.orgs)));
    let chosen = filter.ball.as_ref().map(BallFilter::as_str);
    offered(std::iter::once(me).chain(sides).chain(orgs).collect(), chosen)
}

/// `sort` as the address has it.
fn sort_parameter(filter: &IssueFilter) -> Option<String> {
    let key = filter.sort.or_else(|| filter.reversed.then(|| filter.sort_key()))?;
    Some(format!("{}{key}", if filter.reversed { "-" } else { "" }))
}
