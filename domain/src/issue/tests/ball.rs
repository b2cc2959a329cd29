use super::*;
use std::fmt::Write;

/// `holder org login`, with `*` where the whole organisation is meant.
fn shown(turn: &Ball) -> String {
    let org = turn.org.map_or("–", code_of);
    let user = turn.user.map_or(if turn.org.is_some() { "*".to_owned() } else { "–".to_owned() }, login_of);
    format!("{} {org} {user}", turn.holder)
}

/// Nobody is asked where they could not read the question.
fn is_possible(scope: Scope, state: IssueState) -> bool {
    match state {
        IssueState::AwaitingCity => scope != Scope::Center,
        IssueState::AwaitingVendor => scope == Scope::Shared,
        _ => true,
    }
}

/// State × 担当 → ball, for every scope and everybody who may take such an issue.
#[test]
fn the_ball_lies_where_the_state_puts_it() {
    let mut table = String::new();
    for scope in Scope::ALL {
        let raised = shared_issue().scoped(*scope);
        let raised = if *scope == Scope::City { raised.raised_by(&kyuyo_kessai()) } else { raised };
        let people = [kyuyo(), kanri_somu(), vendor_a()];
        let mut columns = vec![("nobody".to_owned(), raised.clone())];
        for person in people.iter().filter(|person| assignable(person, &raised.audience)) {
            columns.push((person.login.clone(), raised.clone().in_hands_of(person)));
        }
        write!(table, "{scope:<19}").unwrap();
        columns.iter().for_each(|(name, _)| write!(table, "{name:<28}").unwrap());
        for state in IssueState::ALL {
            write!(table, "\n  {state:<17}").unwrap();
            for (_, issue) in &columns {
                let turn = shown(&issue.clone().in_state(*state).ball);
                write!(table, "{:<28}", if is_possible(*scope, *state) { &turn } else { "·" }).unwrap();
            }
        }
        table.push_str("\n\n");
    }
    let lines: Vec<_> = table.trim_end().lines().map(str::trim_end).collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn a_result_waits_for_the_side_that_raised_it() {
    let waiting = |raiser: &Actor| shown(&accepted().raised_by(raiser).in_state(IssueState::Resolved).ball);
    assert_eq!(waiting(&kyuyo()), "city KYUYO *");
    assert_eq!(waiting(&kanri_somu()), "center SOMU-C *");
}

/// 契約所管課 raises and comments but does not approve (row 17).
#[test]
fn what_the_contract_section_raised_waits_for_the_owning_section() {
    let issue = accepted().raised_by(&keiyaku()).in_state(IssueState::Resolved);
    assert_eq!(shown(&issue.ball), "city KYUYO *");
}

#[test]
fn what_a_vendor_raised_waits_for_the_center_since_a_vendor_never_approves() {
    let issue = accepted().raised_by(&vendor_a()).in_state(IssueState::Resolved);
    assert_eq!(shown(&issue.ball), "center SOMU-C *");
}

/// コンサルタント and 責任者 belong to one center and work for both.
#[test]
fn what_a_consultant_raised_waits_for_the_center_that_runs_the_case() {
    let mut issue = shared_issue().scoped(Scope::Center).raised_by(&consul());
    issue.center_org = KYOIKU_C;
    assert_eq!(shown(&issue.in_state(IssueState::Resolved).ball), "center KYOIKU-C *");
}

/// A ball in hands that can do nothing would lie there for ever.
#[test]
fn whoever_has_the_ball_can_make_a_move_other_than_withdrawing() {
    let raisers = [keiyaku(), kyuyo(), kyuyo_kessai(), sekinin(), kanri_somu(), op_somu(), consul(), vendor_a()];
    let raised = raisers.iter().flat_map(|who| Draft::scopes(who).into_iter().map(move |scope| (who, scope)));
    for (raiser, scope) in raised {
        let fresh = shared_issue().scoped(scope).raised_by(raiser);
        let takers = everyone().into_iter().filter(|who| assignable(who, &fresh.audience));
        let issues = [fresh.clone()].into_iter().chain(takers.map(|who| fresh.clone().in_hands_of(&who)));
        for (issue, state) in issues.flat_map(|issue| IssueState::ALL.iter().map(move |s| (issue.clone(), *s))) {
            let issue = issue.in_state(state);
            let Some(org) = issue.ball.org.filter(|_| is_possible(scope, state)) else { continue };
            let meant = |who: &Actor| who.org == org && issue.ball.user.is_none_or(|user| user == who.user);
            let can_act = |who: &Actor| moves_for(who, &issue).iter().any(|mv| *mv != Move::Withdraw);
            let anybody = everyone().iter().any(|who| meant(who) && can_act(who));
            assert!(anybody, "{scope} raised by {} in {state}: {}", raiser.login, shown(&issue.ball));
        }
    }
}

/// 「あなたの番」 promises a button.
#[test]
fn whose_turn_it_is_can_make_a_move_other_than_withdrawing() {
    let raisers = everyone().into_iter().filter(|who| !Draft::scopes(who).is_empty());
    let mut turns = 0;
    for raiser in raisers {
        for scope in Draft::scopes(&raiser) {
            let fresh = shared_issue().scoped(scope).raised_by(&raiser);
            let takers = everyone().into_iter().filter(|who| assignable(who, &fresh.audience));
            let issues = [fresh.clone()].into_iter().chain(takers.map(|who| fresh.clone().in_hands_of(&who)));
            for (issue, state) in issues.flat_map(|issue| IssueState::ALL.iter().map(move |s| (issue.clone(), *s))) {
                let issue = issue.in_state(state);
                if !is_possible(scope, state) {
                    continue;
                }
                let turn =
                    Turn { org: issue.ball.org, user: issue.ball.user, scope, state, raised_by: issue.raised_by };
                for who in everyone().iter().filter(|who| turn.is_of(who)) {
                    turns += 1;
                    let acts = moves_for(who, &issue).iter().any(|mv| *mv != Move::Withdraw);
                    assert!(
                        acts,
                        "{}: {scope} raised by {} in {state}: {}",
                        who.login,
                        raiser.login,
                        shown(&issue.ball)
                    );
                }
            }
        }
    }
    assert!(turns > 500, "{turns}");
}

#[test]
fn since_is_the_day_the_ball_changed_hands() {
    let (asked, _) = made(accepted(), &kanri_somu(), Move::AskVendor).unwrap();
    assert_eq!((shown(&asked.ball).as_str(), asked.ball.since), ("vendor VENDOR-A *", TODAY));
}

#[test]
fn since_is_kept_when_the_hands_stay_the_same() {
    let issue = accepted();
    assert_eq!((shown(&issue.ball).as_str(), issue.ball.since), ("city KYUYO kyuyo", RAISED_ON));
    let (started, _) = made(issue, &kyuyo(), Move::Start).unwrap();
    assert_eq!(started.ball.since, RAISED_ON);
    let (asked, _) = made(started, &kanri_somu(), Move::AskCity).unwrap();
    assert_eq!((shown(&asked.ball).as_str(), asked.ball.since), ("city KYUYO kyuyo", RAISED_ON));
}

#[test]
fn since_is_new_when_another_person_of_the_same_organisation_takes_over() {
    let (given, _) = accepted().assign(&kyuyo(), assignment_to(&kyuyo_kessai()), TODAY).unwrap();
    assert_eq!((shown(&given.ball).as_str(), given.ball.since), ("city KYUYO kyuyo-kessai", TODAY));
}
