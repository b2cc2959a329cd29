//! Whoever gets to see what is said inside the city or inside a center leaves a trace: comments, and 上申.

use super::rows;
use domain::{
    key::IssueKey,
    relay::SubmitInput,
    visibility::Scope::{Center, City, Shared},
};
use sea_orm::FromQueryResult;
use store::RelaySource;
use tests::{
    Browser, TestApp, TestDb, both_dbs,
    typed::{comments, draft_in},
};

#[derive(Debug, FromQueryResult)]
struct Read {
    kind: String,
    login: String,
    scope: Option<String>,
    case_no: Option<String>,
    issue_key: Option<String>,
}

const READ: &str = "SELECT e.kind, u.login, e.scope, c.no AS case_no, i.key AS issue_key FROM event e \
     JOIN user_account u ON u.id = e.actor_id LEFT JOIN case_file c ON c.id = e.case_id \
     LEFT JOIN issue i ON i.id = e.issue_id \
     WHERE e.address IS NOT NULL AND e.kind IN ('issue_read', 'relay_read') ORDER BY e.id";

/// Who was noted, and of what 公開範囲 it was, the oldest first.
async fn noted(db: &TestDb, kind: &str) -> Vec<(String, String)> {
    let all = rows::<Read>(db, READ).await;
    assert!(all.iter().all(|it| it.case_no.as_deref() == Some("SOMU-2026-001")), "{all:?}");
    assert!(all.iter().all(|it| it.kind == "relay_read" || it.issue_key.is_some()), "{all:?}");
    let of_kind = all.into_iter().filter(|it| it.kind == kind);
    of_kind.map(|it| (it.login, it.scope.unwrap_or_default())).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(login, scope)| ((*login).to_owned(), (*scope).to_owned())).collect()
}

/// A 課題 that a vendor reads, with a comment that it reads.
async fn shared(db: &TestDb) -> IssueKey {
    let kyuyo = db.actor("kyuyo").await;
    let key = db.store.raise_issue(&kyuyo, "SOMU-2026-001", "SHOMU", &draft_in("shared", "様式")).await.unwrap();
    db.store.comment(&kyuyo, key, Some(Shared), "皆さんへ").await.unwrap();
    key
}

async fn in_english<'a, 'b>(browser: &'b Browser<'a>) -> &'b Browser<'a> {
    let fields = [("do", "account"), ("language", "en"), ("date_style", "seireki")];
    assert_eq!(browser.post("/account", &fields).await.status, 303);
    browser
}

both_dbs! {
    async fn comments_of_city_or_center_on_a_shared_issue_are_noted_for_who_is_shown_them(db) {
        let key = shared(&db).await;
        let app = TestApp::demo(db).await;
        let page = format!("/issues/{key}");
        let readers = ["kyuyo", "sekinin", "vendor-a", "keiyaku", "op-somu"];
        let mut browsers = Vec::new();
        for login in readers {
            browsers.push(app.browser(login).await);
        }
        let look = async || {
            for (browser, login) in browsers.iter().zip(readers) {
                assert_eq!(browser.get(&page).await.status, 200, "{login}");
            }
        };
        let spent = async || {
            let before = app.db.store.statements();
            look().await;
            app.db.store.statements() - before
        };
        let (first, second) = (spent().await, spent().await);
        assert_eq!(noted(&app.db, "issue_read").await, [], "nothing inner is said");
        assert_eq!(first, second, "where nothing is noted, nothing is asked for it");

        let (kyuyo, kanri) = (app.db.actor("kyuyo").await, app.db.actor("kanri-somu").await);
        app.db.store.comment(&kyuyo, key, Some(City), "市の中で").await.unwrap();
        app.db.store.comment(&kanri, key, Some(Center), "センターの中で").await.unwrap();
        look().await;
        look().await;
        for browser in &browsers {
            assert_eq!(browser.get(&format!("/fn/issue?key={key}&history=all")).await.status, 200);
        }
        let once = [("kyuyo", "city"), ("sekinin", "center"), ("keiyaku", "city"), ("op-somu", "center")];
        assert_eq!(noted(&app.db, "issue_read").await, pairs(&once), "once, and not for the vendor");

        // Each reader of the log reads of their own side's, and nobody in the history of the 課題.
        let (lead, section) = (&browsers[1], &browsers[3]);
        let (inside, city) = ("課題を開き、センター内のコメントを表示しました。", "課題を開き、市内部のコメントを表示しました。");
        let (of_lead, of_section) = (lead.get("/audit?group=read").await.text(), section.get("/audit?group=read").await.text());
        assert!(of_lead.contains(inside) && !of_lead.contains(city), "{of_lead}");
        assert!(of_section.contains(city) && !of_section.contains(inside), "{of_section}");
        assert!(!lead.get(&page).await.text().contains("コメントを表示しました"));
        let of_lead = in_english(lead).await.get("/audit?group=read").await.text();
        assert!(of_lead.contains("Opened the issue with comments of “Center only”."), "{of_lead}");

        app.db.set_clock(2026, 11, 25, 9);
        app.browser("kyuyo").await.get(&page).await;
        let again = [once.as_slice(), &[("kyuyo", "city")]].concat();
        assert_eq!(noted(&app.db, "issue_read").await, pairs(&again));
    }

    async fn opening_a_relay_is_noted_once_a_day(db) {
        let input = SubmitInput { title: "窓口の混雑".into(), text: "市に知らせたいこと".into() };
        let from = RelaySource { case: "SOMU-2026-001", ..RelaySource::default() };
        let id = db.store.submit_relay(&db.actor("op-somu").await, from, &input).await.unwrap();
        let app = TestApp::demo(db).await;
        let page = format!("/relay/{id}");
        for (login, status) in [("kanri-somu", 200), ("op-somu", 200), ("sekinin", 200), ("kanri-kyoiku", 404), ("keiyaku", 404)] {
            let browser = app.browser(login).await;
            assert_eq!(browser.get("/relay").await.status, if login == "keiyaku" { 404 } else { 200 }, "{login}");
            for _ in 0..2 {
                assert_eq!(browser.get(&page).await.status, status, "{login}");
            }
        }
        let once = pairs(&[("kanri-somu", "center"), ("op-somu", "center"), ("sekinin", "center")]);
        assert_eq!(noted(&app.db, "relay_read").await, once, "the list is not noted");
        let sentence = "上申箱の「窓口の混雑」を開きました。";
        for (login, reads) in [("sekinin", true), ("kanri-somu", true), ("kanri-kyoiku", false), ("keiyaku", false), ("admin", false)] {
            let text = app.browser(login).await.get("/audit?group=read").await.text();
            assert_eq!(text.contains(sentence), reads, "{login}: {text}");
        }
        let lead = app.browser("sekinin").await;
        assert!(!lead.get("/cases/SOMU-2026-001").await.text().contains("を開きました"));
        let text = in_english(&lead).await.get("/audit?group=read").await.text();
        assert!(text.contains("Opened “窓口の混雑” of the relay inbox."), "{text}");
        app.db.set_clock(2026, 11, 25, 9);
        app.browser("kanri-somu").await.get(&page).await;
        assert_eq!(noted(&app.db, "relay_read").await.len(), 4);
    }

    async fn the_form_that_takes_over_what_was_said_inside_is_noted_too(db) {
        let (key, kanri) = (shared(&db).await, db.actor("kanri-somu").await);
        db.store.comment(&kanri, key, Some(Center), "センターの中で").await.unwrap();
        let page = db.store.issue_page(&kanri, key).await.unwrap();
        let comment = comments(&page).into_iter().find(|it| it.scope == Center).unwrap().id;
        let app = TestApp::demo(db).await;
        let operator = app.browser("op-somu").await;
        assert_eq!(operator.get(&format!("/relay/new?issue={key}")).await.status, 200);
        assert_eq!(noted(&app.db, "issue_read").await, []);
        let answer = operator.get(&format!("/relay/new?issue={key}&comment={comment}")).await;
        assert!(answer.text().contains("センターの中で"), "{}", answer.text());
        assert_eq!(noted(&app.db, "issue_read").await, pairs(&[("op-somu", "center")]));
    }
}
