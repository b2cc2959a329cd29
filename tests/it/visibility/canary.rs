//! Words that must not reach a vendor: written into another vendor's lane and into narrower scopes, looked for in
//! everything the vendor can read, as data and as pages.

use domain::{
    actor::Actor,
    case_filter::CaseFilter,
    filter::IssueFilter,
    issue::{DraftInput, Move},
    key::IssueKey,
    timeline::TimelineFilter,
    visibility::Scope,
};
use serde::Serialize;
use tests::{
    TestApp, TestDb, both_dbs,
    typed::{At, accepted_by, case_no, draft, text},
};

const CANARY: &str = "カナリアQZ7";

fn with_canary(scope: &str) -> DraftInput {
    let word = |field: &str| format!("{CANARY}-{field}");
    DraftInput {
        title: word("件名"),
        body: word("内容"),
        impact: word("影響"),
        scope: scope.into(),
        ..DraftInput::default()
    }
}

/// Issues of vendor B's lane, of the whole case and of narrower scopes, with talk, lines, moves and relations; and one
/// issue of vendor A's that is related to them and talked about in narrower scopes.
async fn release(db: &TestDb) -> (Vec<IssueKey>, IssueKey) {
    let (kyuyo, kanri, b) = (db.actor("kyuyo").await, db.actor("kanri-somu").await, db.actor("vendor-b").await);
    let case = "SOMU-2026-001";
    let mut hidden = Vec::new();
    for (who, system, scope) in [
        (&b, "JINKYU", "shared"),
        (&kyuyo, "JINKYU", "shared"),
        (&kyuyo, "", "shared"),
        (&kyuyo, "SHOMU", "city"),
        (&kyuyo, "SHOMU", "city_manager"),
        (&kanri, "SHOMU", "center"),
    ] {
        hidden.push(db.store.raise_issue(who, case, system, &with_canary(scope)).await.unwrap());
    }
    let reason = format!("{CANARY}-信号の理由");
    db.store.override_signal(&kanri, case_no(case), "red", "2026-11-27", &reason).await.unwrap();
    let at = At { store: &db.store, key: hidden[0] };
    at.moves(&b, Move::Accept, &accepted_by("VENDOR-B", "vendor-b", "2026-11-25")).await.unwrap();
    at.moves(&b, Move::AskCity, &text(&format!("{CANARY}-質問"))).await.unwrap();
    db.store.comment(&b, hidden[0], None, &format!("{CANARY}-コメント")).await.unwrap();
    db.store.add_line(&b, hidden[0], &format!("{CANARY}-行"), "vendor-b", "").await.unwrap();
    let version = at.seen_by(&b).await.version;
    db.store.move_deadline(&b, hidden[0], version, "2026-12-01", &format!("{CANARY}-理由")).await.unwrap();

    let own = db.store.raise_issue(&db.actor("vendor-a").await, case, "SHOMU", &draft("Aの課題")).await.unwrap();
    for (who, scope) in [(&kyuyo, Scope::City), (&kyuyo, Scope::CityManager), (&kanri, Scope::Center)] {
        db.store.comment(who, own, Some(scope), &format!("{CANARY}-{scope}")).await.unwrap();
    }
    for key in &hidden[..5] {
        db.store.relate(&kyuyo, own, &key.to_string()).await.unwrap();
    }
    (hidden, own)
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

/// All that the person can read, as the browser gets it.
async fn all_data(db: &TestDb, actor: &Actor) -> String {
    let mut all = String::new();
    let mut next = Some("state=all".to_owned());
    while let Some(query) = next {
        let list = db.store.issue_list(actor, &IssueFilter::parse(&query)).await.unwrap();
        all += &json(&list);
        for row in &list.rows {
            all += &json(&db.store.issue_page(actor, row.key).await.unwrap());
        }
        next = list.next;
    }
    let cases = db.store.case_list(actor, &CaseFilter::default()).await.unwrap();
    all += &json(&cases);
    for row in &cases.rows {
        all += &json(&db.store.case_page(actor, row.no).await.unwrap());
        all += &json(&db.store.signals_page(actor, row.no).await.unwrap());
    }
    for query in ["from=2022-04&months=48", "from=2026-04&months=48&group=system"] {
        all += &json(&db.store.timeline(actor, &TimelineFilter::parse(query)).await.unwrap());
    }
    all += &json(&db.store.today_view(actor).await.unwrap());
    all + &json(&db.store.raise_form(actor).await.unwrap())
}

both_dbs! {
    async fn not_a_byte_of_another_vendors_lane_reaches_a_vendor(db) {
        let (hidden, own) = release(&db).await;
        let b = all_data(&db, &db.actor("vendor-b").await).await;
        assert!(b.matches(CANARY).count() >= 8, "the canary sings where it may");
        for login in ["vendor-a", "vendor-a-member", "vendor-c"] {
            let all = all_data(&db, &db.actor(login).await).await;
            assert!(!all.contains(CANARY), "{login} hears: {}", around(&all, CANARY));
            for key in &hidden {
                assert!(!all.contains(&format!("\"{key}\"")), "{login} learns of {key}");
            }
            for word in ["\"JINKYU\"", "VENDOR-B", "vendor-b"] {
                assert!(!all.contains(word), "{login} reads {word}: {}", around(&all, word));
            }
        }
        // Searching tells no more than reading.
        let a = db.actor("vendor-a").await;
        for query in ["q=カナリア", "state=all&system=JINKYU", "state=all&org=VENDOR-B", "ball=VENDOR-B", "assignee=vendor-b", "party=VENDOR-B"] {
            let list = db.store.issue_list(&a, &IssueFilter::parse(query)).await.unwrap();
            assert_eq!((list.rows.len(), list.count.number), (0, 0), "{query}");
        }
        assert!(db.store.issue_page(&a, own).await.unwrap().related.is_empty());
        let page = db.store.case_page(&a, case_no("SOMU-2026-001")).await.unwrap();
        assert!(page.lanes.iter().all(|lane| lane.system.code != "JINKYU"));
    }

    async fn nor_in_any_page_of_the_server(db) {
        let (hidden, own) = release(&db).await;
        let app = TestApp::demo(db).await;
        let browser = app.browser("vendor-a").await;
        for page in ["/", "/cases", "/timeline", "/cases/SOMU-2026-001/signals", "/issues?state=all", "/issues?q=カナリア", "/cases/SOMU-2026-001", "/issues/new"]
            .map(|it| it.replace('カ', "%E3%82%AB"))
            .into_iter()
            .chain([format!("/issues/{own}"), "/cases/SOMU-2026-001/issues?state=all".to_owned()])
        {
            let page = page.replace("ナリア", "%E3%83%8A%E3%83%AA%E3%82%A2");
            let answer = browser.get(&page).await;
            assert_eq!(answer.status, http::StatusCode::OK, "{page}");
            // The words that were typed into the search stand in its field; QZ7 was not typed.
            assert!(!answer.body.contains("QZ7"), "{page}: {}", around(&answer.body, "QZ7"));
        }
        let nobody = browser.get("/issues/SOMU-2026-001-99999").await;
        for key in hidden {
            let answer = browser.get(&format!("/issues/{key}")).await;
            assert_eq!(answer.status, http::StatusCode::NOT_FOUND, "{key}");
            assert_eq!(answer.text(), nobody.text(), "{key}: like one that is none");
        }
    }
}

fn around<'a>(text: &'a str, word: &str) -> &'a str {
    let Some(at) = text.find(word) else { return "" };
    let start = (0..=at.saturating_sub(150)).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
    let end = (at + 150..=text.len()).find(|i| text.is_char_boundary(*i)).unwrap_or(text.len());
    &text[start..end]
}
