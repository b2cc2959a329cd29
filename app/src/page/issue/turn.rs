//! Who has the ball, since when, and what comes next: one main button, the rest folded.

use super::moving;
use crate::{
    form::typed,
    part::fold::fold,
    viewer::{day, locale, viewer},
    words::Word,
};
use domain::{
    issue::{Holder, IssueState, Move},
    view::{BallView, IssuePage},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

pub(super) fn turn(page: &IssuePage) -> AnyView {
    let l = locale();
    let main = natural(page.row.state).filter(|mv| page.moves.contains(mv) && (*mv != Move::Answer || asked(page)));
    let others: Vec<_> = page.moves.iter().copied().filter(|mv| Some(*mv) != main).collect();
    let next = main.map(|mv| {
        view! { <div class="issue-next"><h3>{td_string!(l, issue.next_step)}</h3>{moving::form(page, mv, "button")}</div> }
    });
    let waiting = main.is_none().then(|| waiting(page, others.is_empty())).flatten();
    let others = (!others.is_empty()).then(|| {
        let forms = others.iter().map(|mv| other(page, *mv)).collect::<Vec<_>>();
        view! { <div class="issue-others"><h3>{td_string!(l, issue.other_moves)}</h3>{forms}</div> }
    });
    view! {
        <section class=if page.row.ball.mine { "panel issue-turn issue-turn-mine" } else { "panel issue-turn" } aria-labelledby="turn-heading">
            <h2 id="turn-heading">{td_string!(l, issue.ball)}</h2>
            {ball(page)}
            {next}
            {waiting.map(|sentence| view! { <p class="support">{sentence}</p> })}
            {others}
        </section>
    }
    .into_any()
}

/// The step that a 課題 in this state usually takes next.
const fn natural(state: IssueState) -> Option<Move> {
    Some(match state {
        IssueState::Raised => Move::Accept,
        IssueState::Accepted => Move::Start,
        IssueState::InProgress => Move::Resolve,
        IssueState::AwaitingCity | IssueState::AwaitingVendor | IssueState::AwaitingNation => Move::Answer,
        IssueState::Resolved => Move::Approve,
        IssueState::OnHold => Move::Resume,
        IssueState::Closed | IssueState::Withdrawn => return None,
    })
}

/// Whether the answer is the reader's side's to give: another's is written down only where it came by another way.
fn asked(page: &IssuePage) -> bool {
    let holder = page.row.ball.holder;
    holder == Holder::Nation || viewer().actor.is_some_and(|actor| holder == actor.side().into())
}

fn other(page: &IssuePage, mv: Move) -> AnyView {
    let class = if mv == Move::Withdraw { "button-danger" } else { "button-quiet" };
    fold(mv.word(), typed(mv.as_str()).is_returned(), moving::form(page, mv, class))
}

fn ball(page: &IssuePage) -> AnyView {
    let l = locale();
    let ball = &page.row.ball;
    if ball.holder == Holder::Nobody {
        return view! { <p class="issue-ball-none">{at_rest(page)}</p> }.into_any();
    }
    let since = if ball.days > 0 {
        td_string!(l, issue.ball_since, day = day(ball.since), n = ball.days).to_string()
    } else {
        td_string!(l, issue.ball_since_today, day = day(ball.since)).to_string()
    };
    let mine = ball.mine.then(|| view! { <span class="ball-mine">{td_string!(l, shell.your_turn)}</span> });
    view! {
        <p class=format!("issue-ball issue-ball-{}", ball.holder)>
            <strong>{who(ball)}</strong>
            {ball.person.clone().map(|person| view! { <span class="issue-ball-person">{person}</span> })}
            {mine}
        </p>
        <p class="issue-ball-since">{since}</p>
    }
    .into_any()
}

fn who(ball: &BallView) -> String {
    ball.org.as_ref().map_or_else(|| ball.holder.word().to_owned(), |org| org.name.clone())
}

/// Why nobody has the ball.
fn at_rest(page: &IssuePage) -> String {
    let l = locale();
    match (page.row.state, page.hold_until) {
        (IssueState::OnHold, Some(until)) => td_string!(l, issue.ball_hold_until, day = day(until)).to_string(),
        (IssueState::OnHold, None) => td_string!(l, issue.ball_hold).to_owned(),
        (IssueState::Closed, _) => td_string!(l, issue.ball_closed).to_owned(),
        (IssueState::Withdrawn, _) => td_string!(l, issue.ball_withdrawn).to_owned(),
        _ => td_string!(l, issue.ball_none).to_owned(),
    }
}

/// What to say to a person who has no main button.
fn waiting(page: &IssuePage, has_nothing: bool) -> Option<String> {
    let l = locale();
    let ball = &page.row.ball;
    if !page.row.state.is_open() {
        None
    } else if ball.holder != Holder::Nobody && !ball.mine {
        Some(td_string!(l, issue.others_next, who = who(ball)).to_string())
    } else {
        has_nothing.then(|| td_string!(l, issue.no_moves).to_owned())
    }
}
