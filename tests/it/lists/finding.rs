//! Filters find what a plain look at every row finds.

use domain::{
    actor::Actor,
    calendar::BusinessCalendar,
    filter::IssueFilter,
    ids::OrgId,
    issue::{DraftInput, DueMark, Holder, IssueState, Severity, due_mark},
    key::IssueKey,
    refusal::{Field, Problem},
    role::Role,
    text::folded,
    visibility::Scope,
};
use store::{Noun, StoreError};
use tests::{
    TestDb, both_dbs,
    truth::{IssueFact, Truth},
    typed::{draft, problems, to},
};

/// What a filter finds: every page of it, in no order.
async fn found(db: &TestDb, actor: &Actor, query: &str) -> Vec<IssueKey> {
    let mut keys = Vec::new();
    let mut next = Some(query.to_owned());
    while let Some(query) = next {
        let filter = IssueFilter::parse(&query);
        assert_eq!(filter.ignored, [], "{query}");
        let list = db.store.issue_list(actor, &filter).await.unwrap();
        keys.extend(list.rows.iter().map(|row| row.key));
        next = list.next;
    }
    keys.sort();
    keys
}

type Wanted<'a> = Box<dyn Fn(&IssueFact, &Actor) -> bool + 'a>;

both_dbs! {
    async fn each_filter_finds_what_it_says(db) {
        store::scale::fill(&db.store, 150, |_| {}).await.unwrap();
        let truth = Truth::of(&db).await;
        let (today, calendar) = (db.store.today(), BusinessCalendar::by_law());
        let mark = |it: &IssueFact| due_mark(it.due, it.state, today, &calendar);
        let is = |org: Option<OrgId>, code: &str| org.is_some_and(|id| truth.orgs[&id] == code);
        // Operators and consultants work on what is センター内, operators on what they raised, and none of them approves.
        let acts = |it: &IssueFact, who: &Actor| match who.role {
            Role::OperatorManager | Role::Consultant | Role::Operator => {
                it.audience.scope == Scope::Center
                    && it.state != IssueState::Resolved
                    && (who.role != Role::Operator || it.raised_by == who.user)
            }
            _ => true,
        };
        let mine = |it: &IssueFact, who: &Actor| match it.ball_user {
            Some(user) => user == who.user,
            None => it.ball_org == Some(who.org) && acts(it, who),
        };
        let open = |it: &IssueFact| it.state.is_open();
        let filters: Vec<(&str, Wanted)> = vec![
            ("", Box::new(|it, _| open(it))),
            ("state=open", Box::new(|it, _| open(it))),
            ("state=all", Box::new(|_, _| true)),
            ("state=closed", Box::new(|it, _| it.state == IssueState::Closed)),
            ("state=awaiting_vendor", Box::new(|it, _| it.state == IssueState::AwaitingVendor)),
            ("due=overdue", Box::new(|it, _| matches!(mark(it), DueMark::Overdue(_)))),
            ("state=all&due=overdue", Box::new(|it, _| matches!(mark(it), DueMark::Overdue(_)))),
            ("due=soon", Box::new(|it, _| matches!(mark(it), DueMark::Soon(_)))),
            ("state=all&due=unset", Box::new(|it, _| it.due.is_none())),
            ("ball=me", Box::new(|it, who| open(it) && mine(it, who))),
            ("ball=vendor", Box::new(|it, _| open(it) && it.holder == Holder::Vendor)),
            ("ball=nation", Box::new(|it, _| open(it) && it.holder == Holder::Nation)),
            ("ball=SOMU-C", Box::new(|it, _| open(it) && is(it.ball_org, "SOMU-C"))),
            ("org=VENDOR-A&state=all", Box::new(|it, _| is(it.org, "VENDOR-A"))),
            ("party=KYUYO", Box::new(|it, _| open(it) && (is(it.org, "KYUYO") || is(Some(it.raised_org), "KYUYO")))),
            ("assignee=me&state=all", Box::new(|it, who| it.assignee == Some(who.user))),
            ("assignee=vendor-b", Box::new(|it, _| open(it) && it.assignee == truth.users.get("vendor-b").copied())),
            ("system=SHOMU&stage=4&state=all", Box::new(|it, _| it.system.as_deref() == Some("SHOMU") && it.stage == Some(4))),
            ("severity=high", Box::new(|it, _| open(it) && it.severity == Severity::High)),
            ("org=NOWHERE", Box::new(|_, _| false)),
            ("ball=NOWHERE", Box::new(|_, _| false)),
            ("system=NONE", Box::new(|_, _| false)),
            ("assignee=nobody", Box::new(|_, _| false)),
        ];
        for login in ["kyuyo", "kanri-somu", "consul", "op-kyoiku", "vendor-a"] {
            let actor = db.actor(login).await;
            let mut hits = 0;
            for (query, wanted) in &filters {
                let mut expected: Vec<_> =
                    truth.issues_for(&actor).into_iter().filter(|it| wanted(it, &actor)).map(|it| it.key).collect();
                expected.sort();
                hits += usize::from(!expected.is_empty());
                assert_eq!(found(&db, &actor, query).await, expected, "{login} {query}");
            }
            assert!(hits >= 7, "{login}: the filters say something ({hits})");
        }
    }

    async fn the_marks_move_with_the_days(db) {
        let actor = db.actor("sekinin").await;
        let truth = Truth::of(&db).await;
        let calendar = BusinessCalendar::by_law();
        // A Tuesday, a Friday, a Saturday, and the evening of a year.
        for (year, month, date) in [(2026, 11, 24), (2026, 11, 27), (2026, 11, 28), (2026, 12, 28), (2027, 1, 2)] {
            db.set_clock(year, month, date, 8);
            let today = db.store.today();
            for (query, wanted) in [("due=overdue", true), ("due=soon", false)] {
                let fits = |it: &&IssueFact| match due_mark(it.due, it.state, today, &calendar) {
                    DueMark::Overdue(_) => wanted,
                    DueMark::Soon(_) => !wanted,
                    DueMark::Later | DueMark::None => false,
                };
                let mut expected: Vec<_> = truth.issues_for(&actor).into_iter().filter(fits).map(|it| it.key).collect();
                expected.sort();
                assert_eq!(found(&db, &actor, query).await, expected, "{today} {query}");
            }
        }
    }

    async fn words_are_found_in_any_width_and_taken_as_they_are(db) {
        let kyuyo = db.actor("kyuyo").await;
        let mut raised = Vec::new();
        for title in ["ＡＢＣ帳票ﾃｽﾄ", "進捗１００％達成", "進捗1000点", "a_b", "axb", "bang!bang", "back\\slash", "it's"] {
            raised.push((title, db.store.raise_issue(&kyuyo, "SOMU-2026-001", "", &draft(title)).await.unwrap()));
        }
        let truth = Truth::of(&db).await;
        for (q, titles) in [
            ("abc", &["ＡＢＣ帳票ﾃｽﾄ"][..]),
            ("ＡｂＣ", &["ＡＢＣ帳票ﾃｽﾄ"]),
            ("帳票 テスト", &["ＡＢＣ帳票ﾃｽﾄ"]),
            ("100%", &["進捗１００％達成"]),
            ("１００％", &["進捗１００％達成"]),
            ("進捗100", &["進捗１００％達成", "進捗1000点"]),
            ("a_b", &["a_b"]),
            ("bang!", &["bang!bang"]),
            ("k\\s", &["back\\slash"]),
            ("t's", &["it's"]),
            ("%", &["進捗１００％達成"]),
        ] {
            let query = format!("q={}", form_urlencoded::byte_serialize(q.as_bytes()).collect::<String>());
            let keys = found(&db, &kyuyo, &query).await;
            let of_ours: Vec<_> = raised.iter().filter(|it| keys.contains(&it.1)).map(|it| it.0).collect();
            assert_eq!(of_ours, titles, "{q}");
            let text = |it: &IssueFact| folded(&it.key.to_string()) + "\n" + &folded(&it.title) + "\n" + &folded(&it.body);
            let fits = |it: &&IssueFact| it.state.is_open() && text(it).contains(&folded(q));
            let mut expected: Vec<_> = truth.issues_for(&kyuyo).into_iter().filter(fits).map(|it| it.key).collect();
            expected.sort();
            assert_eq!(keys, expected, "{q}");
        }
        // A 課題番号 is found too, and what is out of sight is not.
        let (_, key) = raised[0];
        assert!(found(&db, &kyuyo, &format!("q={key}")).await.contains(&key));
        assert!(found(&db, &db.actor("vendor-a").await, &format!("q={key}")).await.is_empty());
    }

    async fn a_case_out_of_sight_is_not_found_like_one_that_is_none(db) {
        for (login, case) in [("kanri-somu", "KYOIKU-2026-001"), ("vendor-a", "KYOIKU-2026-001"), ("kyuyo", "SOMU-2031-001")] {
            let actor = db.actor(login).await;
            let list = db.store.issue_list(&actor, &IssueFilter::parse(&format!("case={case}"))).await;
            assert!(matches!(list, Err(StoreError::NotFound(Noun::Case))), "{login} {case}");
        }
        let filter = IssueFilter::parse("case=SOMU-2026-001&state=all");
        let list = db.store.issue_list(&db.actor("vendor-a").await, &filter).await.unwrap();
        assert_eq!(list.case.unwrap().title, "R8.12 年末調整 制度改正");
        assert!(list.rows.iter().all(|row| row.key.case.to_string() == "SOMU-2026-001"));
    }

    async fn what_no_text_can_hold_finds_nothing_and_breaks_nothing(db) {
        let kyuyo = db.actor("kyuyo").await;
        for query in ["q=%00", "q=a%00b", "q=%F0%9F%98%80", "q=%FF%FE", "q='", "q=%25%25", "q=%5C"] {
            let filter = IssueFilter::parse(query);
            assert!(db.store.issue_list(&kyuyo, &filter).await.is_ok(), "{query}");
        }
        let key = db.store.raise_issue(&kyuyo, "SOMU-2026-001", "", &draft("制御文字")).await.unwrap();
        let unknown = |field| vec![(field, Problem::UnknownChoice)];
        let raised = db.store.raise_issue(&kyuyo, "SOMU-2026-001", "SHOMU\0", &draft("x")).await;
        assert_eq!(problems(raised), unknown(Field::System));
        let assigned = db.store.assign_issue(&kyuyo, key, 1, &to("SOMU-C\0", "kanri-somu")).await;
        assert_eq!(problems(assigned), unknown(Field::Org));
        let assigned = db.store.assign_issue(&kyuyo, key, 1, &to("SOMU-C", "kanri-somu\0")).await;
        assert_eq!(problems(assigned), unknown(Field::Assignee));
        assert_eq!(problems(db.store.add_line(&kyuyo, key, "x", "\0", "").await), unknown(Field::Owner));
        assert_eq!(problems(db.store.relate(&kyuyo, key, "\0").await), [(Field::Related, Problem::NoSuchIssue)]);
        assert_eq!(problems(db.store.raise_issue(&kyuyo, "\0", "", &draft("x")).await), unknown(Field::Case));
    }

    /// The 課題管理表 of notes/domain §7 holds more than the usual list does.
    async fn every_column_holds_what_the_reader_may_know(db) {
        let (kyuyo, vendor) = (db.actor("kyuyo").await, db.actor("vendor-a").await);
        let (case, text) = ("SOMU-2026-001", DraftInput { body: "内容の\n二行".into(), impact: "影響".into(), ..draft("全項目") });
        let shown = db.store.raise_issue(&kyuyo, case, "SHOMU", &text).await.unwrap();
        let hidden = db.store.raise_issue(&kyuyo, case, "JINKYU", &draft("Bの")).await.unwrap();
        db.store.relate(&kyuyo, shown, &hidden.to_string()).await.unwrap();
        db.store.comment(&kyuyo, shown, None, "ベンダーへ").await.unwrap();
        db.store.comment(&kyuyo, shown, Some(Scope::City), "市の中だけ").await.unwrap();
        let of = async |who: &Actor, query: &str| {
            let list = db.store.issue_list(who, &IssueFilter::parse(query)).await.unwrap();
            list.rows.into_iter().find(|row| row.key == shown).unwrap().rest
        };
        assert_eq!(of(&kyuyo, "case=SOMU-2026-001&sort=raised").await, None);
        let query = "case=SOMU-2026-001&sort=raised&columns=all";
        let (city, outside) = (of(&kyuyo, query).await.unwrap(), of(&vendor, query).await.unwrap());
        assert_eq!((city.body.as_str(), city.impact.as_str(), city.policy.as_str()), ("内容の\n二行", "影響", ""));
        assert_eq!((&city.raised_by, &city.raised_org), (&kyuyo.name, &kyuyo.org_name));
        assert_eq!((city.closed_on, city.approved_by.clone()), (None, None));
        let said = |it: &domain::view::IssueRest| it.latest.clone().map(|it| (it.author, it.text, it.of)).unwrap();
        assert_eq!(said(&city), (kyuyo.name.clone(), "市の中だけ".to_owned(), 2));
        assert_eq!(said(&outside), (kyuyo.name.clone(), "ベンダーへ".to_owned(), 1));
        assert_eq!((city.related.as_slice(), outside.related.as_slice()), ([hidden].as_slice(), [].as_slice()));
        let other = db.store.issue_list(&kyuyo, &IssueFilter::parse(query)).await.unwrap();
        let other = other.rows.into_iter().find(|row| row.key == hidden).unwrap().rest.unwrap();
        assert_eq!(other.related, [shown]);
        let closed = db.store.issue_list(&kyuyo, &IssueFilter::parse("state=closed&columns=all")).await.unwrap();
        let rests: Vec<_> = closed.rows.into_iter().filter_map(|row| row.rest).collect();
        assert!(!rests.is_empty() && rests.iter().all(|it| it.closed_on.is_some() && it.approved_by.is_some()));
    }
}
