//! Somebody leaves: what they hold is handed over, and they are out.

use super::issues;
use domain::{
    admin::{AccountFilter, LeaveInput},
    event::Event,
    refusal::{Field, Problem},
    view::admin::{HeldLine, LineOf},
};
use store::StoreError;
use tests::{
    both_dbs,
    people::PASSWORD,
    typed::{At, day, draft, draft_in, events, is_not_allowed, is_not_found, problems, to},
};

fn leave(last_day: &str, successor: &str) -> LeaveInput {
    LeaveInput { last_day: last_day.into(), successor: successor.into(), each: Vec::new() }
}

both_dbs! {
    async fn everything_goes_to_the_successor_with_history_and_ball(db) {
        let (admin, kyuyo, heir) = (db.actor("admin").await, db.actor("kyuyo").await, db.actor("kyuyo-kessai").await);
        let key = db.store.raise_issue(&kyuyo, "SOMU-2026-001", "", &draft("引継ぎ")).await.unwrap();
        db.store.assign_issue(&kyuyo, key, 1, &to("KYUYO", "kyuyo")).await.unwrap();
        let held = issues(&db.store, &kyuyo, "assignee=kyuyo").await;
        assert!(held.len() > 1, "the demo's officer holds some");
        db.store.create_session("hash-1".into(), Some(tests::typed::session_of(kyuyo.user)), "{}".into(), i64::MAX).await.unwrap();
        db.set_clock(2026, 11, 30, 9);

        let page = db.store.account_page(&admin, "kyuyo").await.unwrap();
        assert!(page.issues.is_empty(), "the administrator reads no case");
        assert_eq!(page.hidden_issues as usize, held.len(), "and is told how many there are");
        assert_eq!(page.successors.iter().map(|it| it.login.as_str()).collect::<Vec<_>>(), ["kyuyo-kessai"]);
        let done = db.store.leave(&admin, "kyuyo", page.version, &leave("R8.11.30", "kyuyo-kessai")).await.unwrap();
        assert_eq!((done.handed_over as usize, done.left_behind), (held.len(), 0));

        assert!(issues(&db.store, &heir, "assignee=kyuyo").await.is_empty());
        let inherited = issues(&db.store, &heir, "assignee=kyuyo-kessai").await;
        assert!(held.iter().all(|it| inherited.iter().any(|now| now.key == it.key)));
        let at = At { store: &db.store, key };
        let now = at.seen_by(&heir).await;
        assert!(now.row.ball.mine);
        assert_eq!(now.row.ball.since, day("2026-11-24"), "the organisation has had it since then");
        let last = events(&now).last().map(|it| (it.event.clone(), it.actor.clone())).unwrap();
        let Event::IssueHandedOver { from, assignee, .. } = last.0 else { panic!("{last:?}") };
        assert_eq!((from, assignee, last.1), (kyuyo.name.clone(), heir.name.clone(), admin.name.clone()));

        // Out at once: today is the last day.
        assert_eq!(db.store.actor(kyuyo.user).await.unwrap(), None);
        assert_eq!(db.store.load_session("hash-1", 0).await.unwrap(), None);
        assert!(db.store.sign_in("kyuyo", PASSWORD).await.is_err());
        let page = db.store.account_page(&admin, "kyuyo").await.unwrap();
        assert_eq!((page.left_on, page.terms[0].term.period.to), (Some(day("2026-11-30")), Some(day("2026-11-30"))));
    }

    async fn lines_of_checklists_are_handed_over_with_the_rest(db) {
        let (lead, kanri, store) = (db.actor("sekinin").await, db.actor("kanri-somu").await, &db.store);
        let key = store.raise_issue(&kanri, "SOMU-2026-001", "SHOMU", &draft("点検")).await.unwrap();
        store.add_line(&kanri, key, "確認する", "vendor-a", "").await.unwrap();
        store.add_line(&kanri, key, "済んだこと", "vendor-a", "").await.unwrap();
        let lines = store.issue_page(&kanri, key).await.unwrap().checklist;
        store.tick_line(&kanri, key, lines[1].id, true).await.unwrap();
        let page = store.account_page(&lead, "vendor-a").await.unwrap();
        let of_issue = |it: &HeldLine| it.of == LineOf::Issue(key);
        assert_eq!(page.lines.iter().filter(|it| of_issue(it)).map(|it| it.text.as_str()).collect::<Vec<_>>(), ["確認する"]);
        let is_of_stage = |it: &HeldLine| matches!(it.of, LineOf::Stage(_));
        let stages = page.lines.iter().filter(|it| is_of_stage(it)).count();
        assert!(stages > 0, "the demo's vendor has lines of 工程: {:?}", page.lines);
        assert!(page.lines.iter().all(|it| it.fits == ["vendor-a-member"]), "{:?}", page.lines);
        let blind = store.account_page(&db.actor("admin").await, "vendor-a").await.unwrap();
        assert_eq!((blind.lines.len(), blind.hidden_lines as usize), (0, page.lines.len()), "counts only");

        // One line is left behind on purpose; all others follow.
        let kept = page.lines.iter().find(|it| is_of_stage(it)).unwrap().clone();
        let each = vec![(kept.id.clone(), LeaveInput::NOBODY.to_owned())];
        let input = LeaveInput { each, ..leave("R8.12.28", "vendor-a-member") };
        let done = store.leave(&lead, "vendor-a", page.version, &input).await.unwrap();
        assert_eq!((done.lines as usize, done.lines_left), (page.lines.len() - 1, 1));
        let after = store.account_page(&lead, "vendor-a").await.unwrap();
        assert_eq!(after.lines.iter().map(|it| &it.id).collect::<Vec<_>>(), [&kept.id]);
        let heir = store.account_page(&lead, "vendor-a-member").await.unwrap();
        assert!(page.lines.iter().filter(|it| it.id != kept.id).all(|it| heir.lines.iter().any(|now| now.id == it.id)));
        let seen = store.issue_page(&kanri, key).await.unwrap();
        let member = db.actor("vendor-a-member").await;
        assert_eq!(seen.checklist[0].owner.as_deref(), Some(member.name.as_str()));
        let told = events(&seen).last().map(|it| it.event.clone()).unwrap();
        assert!(matches!(&told, Event::LineHandedOver { line, .. } if line == "確認する"), "{told:?}");
        let LineOf::Stage(stage) = &page.lines.iter().rfind(|it| is_of_stage(it)).unwrap().of else { panic!() };
        let view = store.stage_page(&lead, stage.no, stage.stage, stage.system.as_deref()).await.unwrap().view.unwrap();
        let text = &page.lines.iter().rfind(|it| is_of_stage(it)).unwrap().text;
        let line = view.lines.iter().find(|it| it.text == *text).unwrap();
        assert_eq!(line.owner_login.as_deref(), Some("vendor-a-member"));
    }

    async fn a_line_goes_with_its_issue_and_only_to_who_may_read_it(db) {
        let (lead, kanri, store) = (db.actor("sekinin").await, db.actor("kanri-somu").await, &db.store);
        let key = store.raise_issue(&kanri, "SOMU-2026-001", "", &draft_in("city_manager", "市と")).await.unwrap();
        store.assign_issue(&kanri, key, 1, &to("SOMU-C", "kanri-somu")).await.unwrap();
        store.add_line(&kanri, key, "市に確かめる", "kanri-somu", "").await.unwrap();
        let page = store.account_page(&lead, "kanri-somu").await.unwrap();
        let line = page.lines.iter().find(|it| it.of == LineOf::Issue(key)).unwrap();
        assert_eq!(line.fits, ["sekinin"], "9-(5): no operator inherits what the city reads");
        // Whoever cannot hold a line is refused, and nothing is done by halves.
        let each = vec![(line.id.clone(), "opkanri-somu".to_owned())];
        let input = LeaveInput { each, ..leave("R8.12.28", "") };
        let refused = store.leave(&lead, "kanri-somu", page.version, &input).await;
        assert_eq!(problems(refused), [(Field::Successor, Problem::CannotHold { count: 1 })]);
        // The choice for the 課題 is that for its lines.
        let input = LeaveInput { each: vec![(key.to_string(), "sekinin".into())], ..leave("R8.12.28", "") };
        let done = store.leave(&lead, "kanri-somu", page.version, &input).await.unwrap();
        assert_eq!((done.handed_over, done.lines), (1, 1));
    }

    async fn who_can_hold_nothing_is_offered_to_nobody(db) {
        let (lead, store) = (db.actor("sekinin").await, &db.store);
        let admin = db.actor("admin").await;
        let page = store.account_page(&lead, "kanri-somu").await.unwrap();
        assert_eq!(db.actor("kanri-somu").await.org, admin.org, "the administrator is of the same organisation");
        let offered: Vec<_> = page.successors.iter().map(|it| it.login.as_str()).collect();
        for login in ["sekinin", "opkanri-somu", "op-somu", "consul"] {
            assert!(offered.contains(&login), "{login} can hold what is センター内: {offered:?}");
        }
        assert!(!offered.contains(&"admin"), "{offered:?}");
        let named = store.leave(&lead, "kanri-somu", page.version, &leave("R8.12.28", "admin")).await;
        assert_eq!(problems(named), [(Field::Successor, Problem::UnknownChoice)]);
    }

    async fn a_last_day_to_come_lets_them_work_until_then(db) {
        let lead = db.actor("sekinin").await;
        let page = db.store.account_page(&lead, "vendor-a").await.unwrap();
        db.store.leave(&lead, "vendor-a", page.version, &leave("R8.12.28", "vendor-a-member")).await.unwrap();
        assert!(db.store.sign_in("vendor-a", PASSWORD).await.is_ok());
        db.set_clock(2026, 12, 28, 23);
        assert!(db.store.sign_in("vendor-a", PASSWORD).await.is_ok(), "to the end of the last day");
        db.set_clock(2026, 12, 29, 0);
        assert!(db.store.sign_in("vendor-a", PASSWORD).await.is_err());
    }

    async fn nobody_leaves_twice(db) {
        let lead = db.actor("sekinin").await;
        let page = async || db.store.account_page(&lead, "vendor-a").await.unwrap();
        let leaves = async |last: &str| db.store.leave(&lead, "vendor-a", page().await.version, &leave(last, "")).await;
        leaves("R8.12.28").await.unwrap();
        let ended = |on: &str| vec![(Field::LastDay, Problem::RoleEnded { on: tests::typed::day(on) })];
        assert_eq!(problems(leaves("R9.1.15").await), ended("2026-12-28"), "no role runs that long");
        leaves("R8.12.1").await.unwrap();
        db.set_clock(2026, 12, 2, 9);
        for last in ["R8.11.30", "R8.12.2", "R9.3.31"] {
            assert_eq!(problems(leaves(last).await), ended("2026-12-01"), "{last}");
        }
        let page = page().await;
        assert_eq!((page.left_on, page.terms[0].term.period.to), (Some(tests::typed::day("2026-12-01")), page.left_on));
    }

    async fn each_issue_can_have_its_own_heir_and_only_one_who_may_hold_it(db) {
        let (lead, kanri) = (db.actor("sekinin").await, db.actor("kanri-somu").await);
        let raise = async |scope: &str, title: &str| {
            let key = db.store.raise_issue(&kanri, "SOMU-2026-001", "", &draft_in(scope, title)).await.unwrap();
            db.store.assign_issue(&kanri, key, 1, &to("SOMU-C", "kanri-somu")).await.unwrap();
            key
        };
        let (talk, inner) = (raise("city_manager", "市と").await, raise("center", "内部").await);
        let page = db.store.account_page(&lead, "kanri-somu").await.unwrap();
        let fits = |key| page.issues.iter().find(|it| it.key == key).map(|it| it.fits.clone()).unwrap();
        assert_eq!(fits(talk), ["sekinin"], "9-(5): no operator inherits what the city reads");
        assert!(fits(inner).contains(&"opkanri-somu".to_owned()));
        let before = issues(&db.store, &lead, "assignee=kanri-somu").await.len();

        // An heir who could hold only some: refused, and nothing is done by halves.
        let shared = page.issues.iter().filter(|it| !it.fits.contains(&"opkanri-somu".to_owned())).count();
        let refused = db.store.leave(&lead, "kanri-somu", page.version, &leave("R8.12.28", "opkanri-somu")).await;
        let lines = page.lines.iter().filter(|it| !it.fits.contains(&"opkanri-somu".to_owned())).count();
        let count = u32::try_from(shared + lines).unwrap();
        assert_eq!(problems(refused), [(Field::Successor, Problem::CannotHold { count })]);
        let unknown = db.store.leave(&lead, "kanri-somu", page.version, &leave("R8.12.28", "kyuyo")).await;
        assert_eq!(problems(unknown), [(Field::Successor, Problem::UnknownChoice)], "of another organisation");
        assert_eq!(issues(&db.store, &lead, "assignee=kanri-somu").await.len(), before);

        let each = vec![(inner.to_string(), "opkanri-somu".into()), (talk.to_string(), LeaveInput::NOBODY.into())];
        let input = LeaveInput { each, ..leave("R8.12.28", "sekinin") };
        let done = db.store.leave(&lead, "kanri-somu", page.version, &input).await.unwrap();
        assert_eq!((done.handed_over as usize, done.left_behind), (before - 1, 1));
        let assignee = async |key| At { store: &db.store, key }.seen_by(&lead).await.assignee_login;
        assert_eq!(assignee(inner).await.as_deref(), Some("opkanri-somu"));
        assert_eq!(assignee(talk).await.as_deref(), Some("kanri-somu"));
    }

    async fn what_nobody_took_over_is_listed_as_without_assignee(db) {
        let (admin, kyuyo, keiyaku) = (db.actor("admin").await, db.actor("kyuyo").await, db.actor("keiyaku").await);
        assert!(issues(&db.store, &keiyaku, "assignee=absent").await.is_empty());
        let held = issues(&db.store, &kyuyo, "assignee=kyuyo").await;
        let version = db.store.account_page(&admin, "kyuyo").await.unwrap().version;
        db.store.disable_account(&admin, "kyuyo", version).await.unwrap();
        let absent = issues(&db.store, &keiyaku, "assignee=absent").await;
        assert_eq!(absent.len(), held.len(), "they stay where they are");
        assert!(absent.iter().all(|it| it.assignee.as_deref() == Some("松永 恵")));
        let none = AccountFilter::parse("");
        let list = db.store.account_list(&keiyaku, &none).await.unwrap();
        assert_eq!((list.absent as usize, list.absent_hidden), (held.len(), 0));
        let list = db.store.account_list(&admin, &none).await.unwrap();
        assert_eq!((list.absent, list.absent_hidden as usize), (0, held.len()), "counts only");
        assert!(issues(&db.store, &db.actor("vendor-c").await, "assignee=absent").await.is_empty());
    }

    async fn who_may_hand_over_whom(db) {
        let last = leave("R8.12.28", "");
        for (login, of, not_found) in
            [("kanri-somu", "kyuyo", true), ("kanri-somu", "op-kyoiku", true), ("kyuyo", "jinji", true), ("keiyaku", "kyuyo", false)]
        {
            let refused = db.store.leave(&db.actor(login).await, of, 1, &last).await;
            assert_eq!((is_not_found(&refused), is_not_allowed(&refused)), (not_found, !not_found), "{login} {of}");
        }
        let manager = db.actor("kanri-somu").await;
        db.store.leave(&manager, "op-somu", 1, &last).await.unwrap();
        let again = db.store.leave(&manager, "op-somu", 1, &last).await;
        assert!(matches!(again, Err(StoreError::Stale)));
        for (wrong, problem) in [("", Problem::Required), ("2020-01-01", Problem::BeforeStart)] {
            let told = problems(db.store.leave(&db.actor("admin").await, "jinji", 1, &leave(wrong, "")).await);
            assert_eq!(told, [(Field::LastDay, problem)], "{wrong}");
        }
    }
}
