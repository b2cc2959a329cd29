//! Who reads which rows of the log.

use domain::{
    audit::{LogFilter, LogGroup, LogPosition},
    event::{AccountEvent, Event},
    key::IssueKey,
    role::Role,
    view::LogRow,
};
use tests::{
    TestApp, TestDb, both_dbs,
    people::EVERYBODY,
    truth::Truth,
    typed::{case_no, is_not_found},
};

/// Everything that the person reads in the log of these years.
async fn whole(db: &TestDb, login: &str, query: &str) -> Vec<LogRow> {
    let actor = db.actor(login).await;
    let (mut filter, ignored) = LogFilter::parse(&format!("from=2022-01-01&to=2027-12-31&{query}"), db.store.today());
    assert!(ignored.is_empty(), "{ignored:?}");
    let mut found = Vec::new();
    loop {
        let page = db.store.log_page(&actor, &filter).await.unwrap();
        found.extend(page.rows.iter().cloned());
        match page.rows.last().filter(|_| page.has_older) {
            Some(last) => filter.position = LogPosition::Older(last.mark()),
            None => return found,
        }
    }
}

fn sorted(events: &[(&Event, Option<IssueKey>)]) -> Vec<String> {
    let mut texts: Vec<_> = events.iter().map(|(event, key)| format!("{key:?} {event:?}")).collect();
    texts.sort();
    texts
}

fn has(rows: &[LogRow], group: LogGroup) -> bool {
    rows.iter().any(|row| row.group() == Some(group))
}

both_dbs! {
    async fn only_those_of_row_32_read_the_log(db) {
        let app = TestApp::demo(db).await;
        for login in EVERYBODY {
            let reads = ["keiyaku", "sekinin", "kanri-somu", "kanri-kyoiku", "admin"].contains(&login);
            let browser = app.browser(login).await;
            assert_eq!(browser.get("/audit").await.status, if reads { 200 } else { 404 }, "{login}");
            assert_eq!(browser.get("/audit/export?format=csv").await.status, if reads { 200 } else { 404 }, "{login}");
            assert_eq!(browser.get("/admin").await.body.contains("href=\"/audit\""), reads, "{login}");
        }
        let officer = app.db.actor("kyuyo").await;
        let (filter, _) = LogFilter::parse("", app.db.store.today());
        assert!(is_not_found(&app.db.store.log_page(&officer, &filter).await));
        assert!(is_not_found(&app.db.store.log_chunk(&officer, &filter, None).await));
    }

    /// What was refused stands at no case, but it is found by the case that it names; nobody else learns of that.
    async fn what_was_refused_is_found_by_its_case(db) {
        let app = TestApp::demo(db).await;
        let issue = "/issues/SOMU-2026-001-19";
        let number = [("do", "comment"), ("by", "kyuyo"), ("scope", "shared"), ("text", "1234\t5678\t9018 です")];
        assert_eq!(app.browser("kyuyo").await.post(issue, &number).await.status, 422);
        let wider = [("do", "comment"), ("by", "op-somu"), ("scope", "shared"), ("text", "市の方へ")];
        assert_ne!(app.browser("op-somu").await.post(issue, &wider).await.status, 303);
        for (login, found) in [("sekinin", 2), ("kanri-somu", 1), ("kanri-kyoiku", 0), ("keiyaku", 2), ("admin", 0)] {
            let rows = whole(&app.db, login, "case=SOMU-2026-001&group=refusal").await;
            let named: Vec<_> = rows.iter().filter_map(|row| row.case).collect();
            assert_eq!(named, vec![case_no("SOMU-2026-001"); found], "{login}: {rows:?}");
        }
    }

    /// What is typed into a filter may be an 個人番号 too, and the log keeps what it is told.
    async fn an_export_keeps_no_number_that_was_searched_for(db) {
        let app = TestApp::demo(db).await;
        let browser = app.browser("sekinin").await;
        for typed in ["123456789018", "1234-5678-9018", "%EF%BC%91%EF%BC%92%EF%BC%93%EF%BC%94567890%EF%BC%91%EF%BC%98"] {
            assert_eq!(browser.get(&format!("/audit/export?format=csv&person={typed}")).await.status, 200);
        }
        let rows = whole(&app.db, "sekinin", "group=export").await;
        let said: Vec<_> = rows.iter().map(|row| format!("{:?}", row.event)).collect();
        assert_eq!(said.len(), 3, "{said:?}");
        let masked = "%E2%97%8F%E2%97%8F%E2%97%8F";
        assert!(said.iter().all(|it| it.contains(masked) && !it.contains("9018") && !it.contains("%EF%BC%98")), "{said:?}");
    }

    /// The rows of cases are those that the rule of the domain lets through, neither more nor fewer.
    async fn a_reader_finds_what_they_may_know_of_and_nothing_else(db) {
        let truth = Truth::of(&db).await;
        for login in ["keiyaku", "sekinin", "kanri-somu", "kanri-kyoiku"] {
            let actor = db.actor(login).await;
            let rows = whole(&db, login, "").await;
            let seen = truth.cases_for(&actor);
            assert!(rows.iter().filter_map(|row| row.case).all(|no| seen.iter().any(|it| it.no == no)), "{login}");
            for case in seen {
                // These a page of a case leaves out for other reasons.
                let of_case = rows.iter().filter(|row| {
                    row.case == Some(case.no) && !matches!(row.event, Event::StageChecklist { .. } | Event::Related { .. } | Event::Trail(_))
                });
                let told: Vec<_> = of_case.map(|row| (&row.event, row.issue)).collect();
                let (told, expected) = (sorted(&told), sorted(&truth.events_of_case(&actor, case)));
                let more: Vec<_> = told.iter().filter(|it| !expected.contains(it)).collect();
                let less: Vec<_> = expected.iter().filter(|it| !told.contains(it)).collect();
                assert_eq!(told.len(), expected.len(), "{login} reads of {}: more {more:?}, less {less:?}", case.no);
                assert_eq!(told, expected, "{login} reads of {}", case.no);
            }
        }
    }

    async fn the_administrator_reads_of_accounts_and_masters_alone(db) {
        let rows = whole(&db, "admin", "").await;
        assert!(has(&rows, LogGroup::SignIn) && has(&rows, LogGroup::Account) && has(&rows, LogGroup::Master));
        for row in &rows {
            assert!(row.group().is_some_and(|it| LogGroup::WITHOUT_CASES.contains(&it)), "{row:?}");
            assert!(row.case.is_none() && row.issue.is_none() && row.law.is_none(), "{row:?}");
        }
        assert!(whole(&db, "admin", "group=issue").await.is_empty());
    }

    async fn the_city_is_not_told_which_operator_it_was(db) {
        for login in ["op-somu", "opkanri-kyoiku", "vendor-a"] {
            let who = db.actor(login).await;
            db.store.sign_out(&who).await.unwrap();
            db.store.sign_in(login, "wrong").await.unwrap_err();
        }
        let rows = whole(&db, "keiyaku", "").await;
        let by_operators: Vec<_> = rows.iter().filter(|row| matches!(row.role, Some(Role::Operator | Role::OperatorManager))).collect();
        assert!(!by_operators.is_empty());
        assert!(by_operators.iter().all(|row| row.person.is_none() && row.session.is_empty() && !row.org.is_empty()));
        let failed = |rows: &[LogRow]| rows.iter().filter(|row| matches!(&row.event, Event::Account(AccountEvent::SignInFailed { .. }))).count();
        assert_eq!(failed(&rows), 1, "of the vendor only");
        for login in ["op-somu", "opkanri-somu", "op-kyoiku", "opkanri-kyoiku"] {
            assert!(whole(&db, "keiyaku", &format!("person={login}")).await.is_empty(), "nor found by name: {login}");
            let all = serde_json::to_string(&rows).unwrap();
            assert!(!all.contains(&format!("\"{login}\"")), "{login}");
        }
        // Who answers for the centers is told.
        let rows = whole(&db, "sekinin", "person=op-somu").await;
        assert!(rows.iter().any(|row| row.person.as_ref().is_some_and(|it| it.login == "op-somu")));
        assert_eq!(failed(&rows), 1);
    }

    async fn a_manager_reads_of_the_own_center(db) {
        for login in ["op-kyoiku", "kyuyo", "op-somu", "sekinin"] {
            db.actor(login).await;
        }
        let rows = whole(&db, "kanri-somu", "").await;
        assert!(rows.iter().filter_map(|row| row.case).all(|no| no.center.as_str() == "SOMU"));
        let signed_in = |login: &str| {
            rows.iter().any(|row| {
                matches!(row.event, Event::Account(AccountEvent::SignedIn { .. })) && row.person.as_ref().is_some_and(|it| it.login == login)
            })
        };
        assert!(signed_in("op-somu") && signed_in("kanri-somu"));
        for other in ["op-kyoiku", "kanri-kyoiku", "kyuyo", "sekinin", "admin"] {
            assert!(!signed_in(other), "{other}");
        }
    }

    async fn pages_go_on_without_gaps_and_come_back(db) {
        let actor = db.actor("sekinin").await;
        let (filter, _) = LogFilter::parse("from=2022-01-01&to=2027-12-31", db.store.today());
        let first = db.store.log_page(&actor, &filter).await.unwrap();
        assert!(first.has_older && !first.has_newer && first.rows.len() == 50);
        let older = LogFilter { position: LogPosition::Older(first.rows[49].mark()), ..filter.clone() };
        let second = db.store.log_page(&actor, &older).await.unwrap();
        assert!(second.has_newer && second.rows[0].mark() != first.rows[49].mark());
        let newer = LogFilter { position: LogPosition::Newer(second.rows[0].mark()), ..filter.clone() };
        let back = db.store.log_page(&actor, &newer).await.unwrap();
        assert_eq!(back.rows, first.rows);
        assert!(back.has_older && !back.has_newer);
        let all = whole(&db, "sekinin", "").await;
        assert!(all.windows(2).all(|two| (two[0].at, two[0].id) > (two[1].at, two[1].id)));
    }

    async fn the_filters_find_by_person_case_kind_and_period(db) {
        let all = whole(&db, "sekinin", "").await;
        let of = |rows: &[LogRow]| rows.len();
        let case = whole(&db, "sekinin", "case=SOMU-2026-001").await;
        assert!(of(&case) > 20 && case.iter().all(|row| row.case.is_some_and(|no| no.to_string() == "SOMU-2026-001")));
        let gates = whole(&db, "sekinin", "group=stage").await;
        assert!(of(&gates) > 5 && gates.iter().all(|row| row.group() == Some(LogGroup::Stage)));
        let person = whole(&db, "sekinin", "person=kyuyo-kessai").await;
        assert!(of(&person) > 2 && of(&person) < of(&all));
        assert!(whole(&db, "sekinin", "person=nobody-of-that-name").await.is_empty());
        let app = TestApp::demo(db).await;
        let reader = app.browser("sekinin").await;
        let before = app.db.store.statements();
        let page = reader.get("/audit?from=R8.11.1&to=R8.11.24&person=kyuyo&case=SOMU-2026-001&group=issue").await;
        let spent = app.db.store.statements() - before;
        assert!(page.status == 200 && spent <= 6, "{spent} statements");
        assert!(page.text().contains("課題"), "{}", page.text());
        let wrong = reader.get("/audit?from=tomorrow&case=7").await.text();
        assert!(wrong.contains("次の条件は読み取れない"), "{wrong}");
    }
}
