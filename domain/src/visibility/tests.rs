use super::*;
use crate::issue::sample::*;
use std::fmt::Write;

/// A line per person, a column per scope.
fn grid(sees: impl Fn(&Actor, Scope) -> String) -> String {
    let mut grid = format!("{:<18}", "");
    Scope::ALL.iter().for_each(|scope| write!(grid, "{scope:<14}").unwrap());
    for person in everyone() {
        write!(grid, "\n{:<18}", person.login).unwrap();
        Scope::ALL.iter().for_each(|scope| write!(grid, "{:<14}", sees(&person, *scope)).unwrap());
    }
    grid.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}

fn mark(seen: bool) -> String {
    if seen { "yes" } else { "–" }.to_owned()
}

/// Every record the rules tell apart: scope × tagged vendor × center.
fn records() -> Vec<RecordAudience> {
    let mut records = Vec::new();
    for scope in Scope::ALL {
        for vendor in [None, Some(VENDOR_A), Some(VENDOR_B)] {
            for center in [CenterCode::Somu, CenterCode::Kyoiku] {
                let case = CaseAudience { center, ..somu_case() };
                records.push(RecordAudience { case, vendor, scope: *scope });
            }
        }
    }
    records
}

/// Every person with every such record.
fn pairs() -> Vec<(Actor, RecordAudience)> {
    records().into_iter().flat_map(|record| everyone().into_iter().map(move |who| (who, record.clone()))).collect()
}

#[test]
fn who_knows_of_a_case() {
    let of_a = CaseAudience { vendors: vec![VENDOR_A], ..somu_case() };
    let of_kyoiku = CaseAudience { center: CenterCode::Kyoiku, vendors: vec![], consultants: vec![] };
    let mut grid = format!("{:<18}{:<14}{}", "", "SOMU, A", "KYOIKU, no lane");
    for who in everyone() {
        let (here, there) = (mark(sees_case(&who, &of_a)), mark(sees_case(&who, &of_kyoiku)));
        write!(grid, "\n{:<18}{here:<14}{there}", who.login).unwrap();
    }
    insta::assert_snapshot!(grid);
}

/// In the lane of ベンダーA.
#[test]
fn who_knows_of_a_record() {
    insta::assert_snapshot!(grid(|who, scope| mark(sees_record(who, &record(scope)))));
}

#[test]
fn who_knows_of_a_record_of_the_whole_case() {
    let whole = |scope| RecordAudience { vendor: None, ..record(scope) };
    insta::assert_snapshot!(grid(|who, scope| mark(sees_record(who, &whole(scope)))));
}

/// A column per scope of the comment.
#[test]
fn who_reads_a_comment_on_a_shared_record() {
    insta::assert_snapshot!(grid(|who, scope| mark(sees_comment(
        who,
        &record(Scope::Shared),
        record(Scope::Shared).said(scope)
    ))));
}

#[test]
fn who_reads_a_comment_on_a_city_manager_record() {
    insta::assert_snapshot!(grid(|who, scope| mark(sees_comment(
        who,
        &record(Scope::CityManager),
        record(Scope::CityManager).said(scope)
    ))));
}

#[test]
fn who_may_write_in_a_scope() {
    insta::assert_snapshot!(grid(|who, scope| mark(may_write(who, scope))));
}

/// The choices in the form, on a record of each scope.
#[test]
fn what_a_person_may_choose_for_a_comment() {
    let initials = |scope: &Scope| match scope {
        Scope::Shared => "S",
        Scope::CityManager => "M",
        Scope::City => "C",
        Scope::Center => "I",
    };
    insta::assert_snapshot!(grid(|who, scope| {
        let choices = comment_choices(who, &record(scope));
        if choices.is_empty() { mark(false) } else { choices.iter().map(initials).collect::<Vec<_>>().join(" ") }
    }));
}

#[test]
fn a_consultant_sees_the_cases_and_what_the_city_says_only_when_assigned() {
    for scope in [Scope::Shared, Scope::CityManager] {
        assert!(
            sees_record(&consul(), &record(scope))
                && sees_comment(&consul(), &record(scope), record(scope).said(scope))
        );
        assert!(!sees_record(&consul_elsewhere(), &record(scope)), "{scope}");
    }
    assert!(sees_case(&consul_elsewhere(), &somu_case()));
    assert!(sees_record(&consul_elsewhere(), &record(Scope::Center)));
}

#[test]
fn the_administrator_sees_and_writes_nothing() {
    for (_, record) in pairs() {
        assert!(!sees_case(&admin(), &record.case) && !sees_record(&admin(), &record));
        assert_eq!(comment_choices(&admin(), &record), []);
    }
}

#[test]
fn whoever_reads_a_comment_could_read_its_record_and_a_record_of_its_scope() {
    for (who, record) in pairs() {
        for comment in Scope::ALL {
            if sees_comment(&who, &record, record.said(*comment)) {
                let same_place = RecordAudience { scope: *comment, ..record.clone() };
                assert!(sees_record(&who, &record) && sees_record(&who, &same_place), "{} {record:?}", who.login);
            }
        }
    }
}

#[test]
fn a_vendor_sees_only_the_shared_records_of_its_own_system() {
    for (who, record) in pairs().into_iter().filter(|(who, _)| who.side() == Side::Vendor) {
        let own = record.scope == Scope::Shared && record.vendor == Some(who.org);
        assert_eq!(sees_record(&who, &record), own, "{} {record:?}", who.login);
        for comment in Scope::ALL {
            assert_eq!(sees_comment(&who, &record, record.said(*comment)), own && *comment == Scope::Shared);
        }
    }
}

/// What was said to the vendor of one lane stays with it when the record moves to another one.
#[test]
fn the_next_vendor_reads_nothing_that_was_said_to_the_one_before() {
    use crate::{event::Edit, refusal::Field};
    let now = RecordAudience { vendor: Some(VENDOR_B), ..record(Scope::Shared) };
    let before = record(Scope::Shared).said(Scope::Shared);
    let edit = |field| Event::IssueEdited { fields: vec![Edit { field, before: "A".into(), after: "B".into() }] };
    assert_eq!(before.vendor, Some(VENDOR_A));
    for (who, reads) in [(vendor_b(), false), (kyuyo(), true), (kanri_somu(), true), (sekinin(), true)] {
        assert!(sees_record(&who, &now));
        assert_eq!(sees_comment(&who, &now, before), reads, "{}", who.login);
        assert_eq!(sees_happening(&who, &now, before, &edit(Field::Title)), reads, "{}", who.login);
        assert!(sees_comment(&who, &now, now.said(Scope::Shared)));
        // That it moved names both lanes.
        assert_eq!(sees_happening(&who, &now, now.said(Scope::Shared), &edit(Field::System)), reads, "{}", who.login);
    }
    let of_the_whole_case = Said { vendor: None, ..before };
    assert!(!sees_comment(&vendor_b(), &now, of_the_whole_case), "nor what was said before any vendor was there");
}

#[test]
fn a_vendor_without_a_lane_sees_nothing_even_if_a_record_names_it() {
    let mut of_b = record(Scope::Shared);
    of_b.case.vendors = vec![VENDOR_B];
    assert!(!sees_record(&vendor_a(), &of_b));
}

/// Specification 9-(5), in both directions and for vendors too.
#[test]
fn no_word_passes_between_operators_and_anybody_outside_the_center() {
    for (operator, record) in pairs().into_iter().filter(|(who, _)| who.role.is_operator()) {
        for comment in Scope::ALL {
            assert!(
                !sees_comment(&operator, &record, record.said(*comment)) || *comment == Scope::Center,
                "{} reads {comment} on {record:?}",
                operator.login
            );
        }
        for outsider in everyone().iter().filter(|who| who.side() != Side::Center) {
            let heard = |scope: &Scope| sees_comment(outsider, &record, record.said(*scope));
            assert!(!comment_choices(&operator, &record).iter().any(heard), "{} hears", outsider.login);
            let heard_back = |scope: &Scope| sees_comment(&operator, &record, record.said(*scope));
            assert!(!comment_choices(outsider, &record).iter().any(heard_back), "{} is heard", outsider.login);
        }
    }
}

#[test]
fn nobody_outside_the_city_reads_what_is_inside_it_and_nobody_outside_the_center_likewise() {
    for (who, record) in pairs() {
        for (scope, side) in [(Scope::City, Side::City), (Scope::Center, Side::Center)] {
            let inside = who.side() == side;
            assert!(inside || !sees_comment(&who, &record, record.said(scope)), "{} {scope}", who.login);
            assert!(inside || record.scope != scope || !sees_record(&who, &record), "{} {scope}", who.login);
        }
    }
}

#[test]
fn people_of_one_center_see_nothing_of_the_other() {
    for (who, record) in pairs().into_iter().filter(|(who, _)| who.role.is_bound_to_one_center()) {
        let own = who.center == Some(record.case.center);
        assert_eq!(sees_case(&who, &record.case), own, "{}", who.login);
        assert!(own || !sees_record(&who, &record), "{}", who.login);
    }
}

#[test]
fn a_choice_is_always_something_the_person_may_write_and_read_and_no_wider_than_the_record() {
    for (who, record) in pairs() {
        for choice in comment_choices(&who, &record) {
            assert!(
                may_write(&who, choice) && sees_comment(&who, &record, record.said(choice)),
                "{} {choice}",
                who.login
            );
            assert!(comment_scopes(record.scope).contains(&choice));
        }
    }
}

/// What 「なぜ見える／見えない」 says is what decides, and every reason is somebody's.
#[test]
fn every_reason_is_given_and_is_the_rule() {
    let (mut seen, mut hidden) = (Vec::new(), Vec::new());
    let mut given = |sight: Sight| match sight {
        Ok(why) => seen.push(why),
        Err(why) => hidden.push(why),
    };
    for (who, record) in pairs() {
        let (of_record, of_case) = (record_sight(&who, &record), case_sight(&who, &record.case));
        assert_eq!(sees_record(&who, &record), of_record.is_ok(), "{} {record:?}", who.login);
        assert_eq!(sees_case(&who, &record.case), of_case.is_ok(), "{} {record:?}", who.login);
        assert!(of_record.is_err() || of_case.is_ok(), "a record of a case that {} does not know of", who.login);
        given(of_record);
        given(of_case);
        let alone =
            RecordAudience { case: CaseAudience { vendors: vec![], consultants: vec![], ..record.case }, ..record };
        given(record_sight(&who, &alone));
        given(case_sight(&who, &alone.case));
    }
    assert!(Seen::ALL.iter().all(|it| seen.contains(it)), "{seen:?}");
    assert!(Hidden::ALL.iter().all(|it| hidden.contains(it)), "{hidden:?}");
}

/// Two pairs of eyes see what each of them sees alone.
#[test]
fn who_looks_through_others_eyes_sees_what_both_see() {
    for watcher in everyone() {
        for (who, record) in pairs() {
            let both = who.clone().seen_by(watcher.clone());
            let alone = |it: &Actor| (sees_record(it, &record), sees_case(it, &record.case));
            let ((a, b), (c, d)) = (alone(&who), alone(&watcher));
            assert_eq!(alone(&both), (a && c, b && d), "{} as {}: {record:?}", watcher.login, who.login);
        }
    }
}
