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
        issue_table::Place,
        select::{Choice, options},
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
/// the first page. Going back, the browser must not fill in what was chosen last: the form shows what is in force.
pub fn filter_form(place: &Place, offer: &Offer) -> impl IntoView + use<> {
    let l = locale();
    let filter = &place.filter;
    let clear = filter.is_filtered().then(|| {
        let href = place.href(&cleared(filter));
        view! { <a class="filter-clear" href=href>{td_string!(l, issues.filter.clear)}</a> }
    });
    let cases = offer.cases.as_ref().map(|cases| {
        let chosen = filter.case.map(|no| no.to_string());
        let choices = cases.iter().map(|it| Choice::new(it.no.to_string(), format!("{} {}", it.no, it.title)));
        control("case", words(l).case, offered(choices.collect(), chosen.as_deref()), chosen.as_deref())
    });
    let severities = Severity::ALL.iter().map(|it| Choice::new(it.as_str(), it.word()));
    let stages = Stage::ALL
        .iter()
        .map(|it| Choice::new(it.number().to_string(), format!("{} {}", it.number(), stage_short(*it))));
    let dues = DueFilter::ALL.iter().map(|it| Choice::new(it.as_str(), it.word()));
    let stage = filter.stage.map(|it| it.number().to_string());
    let words = words(l);
    view! {
        <form class="issue-filter" method="get" action=place.path.clone() role="search" autocomplete="off" aria-label=td_string!(l, issues.filter.label)>
            {hidden("sort", sort_parameter(filter))}
            {hidden("party", filter.party.clone())}
            {hidden("gate", filter.blocks_gate.then(|| "blocks".to_owned()))}
            {control("state", words.state, states(l), state_code(filter.state))}
            {cases}
            {control("system", words.system, offered(offer.system_choices(), filter.system.as_deref()), filter.system.as_deref())}
            {control("stage", words.stage, offered(stages.collect(), stage.as_deref()), stage.as_deref())}
            {control("org", words.org, offered(offer.org_choices(None), filter.org.as_deref()), filter.org.as_deref())}
            {control("assignee", words.assignee, assignees(l, offer, filter), filter.assignee.as_deref())}
            {control("ball", words.ball, balls(l, offer, filter), filter.ball.as_ref().map(BallFilter::as_str))}
            {control("severity", words.severity, offered(severities.collect(), None), filter.severity.map(Severity::as_str))}
            {control("due", words.due, offered(dues.collect(), None), filter.due.map(DueFilter::as_str))}
            <div class="filter-field filter-q">
                <label for="filter-q">{words.q}</label>
                <input type="search" id="filter-q" name="q" maxlength="100" autocomplete="off" value=filter.q.clone()/>
            </div>
            <div class="filter-actions">
                <button type="submit" class="button">{td_string!(l, issues.filter.submit)}</button>
                {clear}
            </div>
        </form>
    }
}

/// The usual view in the same order.
pub fn cleared(filter: &IssueFilter) -> IssueFilter {
    IssueFilter { sort: filter.sort, reversed: filter.reversed, ..IssueFilter::default() }
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

fn control(
    name: &'static str,
    label: &'static str,
    choices: Vec<Choice>,
    chosen: Option<&str>,
) -> impl IntoView + use<> {
    let id = format!("filter-{name}");
    view! {
        <div class="filter-field">
            <label for=id.clone()>{label}</label>
            <select id=id name=name>{options(choices, chosen.unwrap_or_default())}</select>
        </div>
    }
}

fn hidden(name: &'static str, value: Option<String>) -> Option<impl IntoView> {
    value.map(|value| view! { <input type="hidden" name=name value=value/> })
}

/// The choices after すべて. What is in force but not offered stays in force: it is added.
fn offered(choices: Vec<Choice>, chosen: Option<&str>) -> Vec<Choice> {
    let all = Choice::new("", td_string!(locale(), shell.all));
    let missing = chosen.filter(|code| choices.iter().all(|it| it.value != *code)).map(|code| Choice::new(code, code));
    std::iter::once(all).chain(choices).chain(missing).collect()
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
