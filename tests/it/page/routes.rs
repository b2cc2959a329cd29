//! Every address, for a stranger, for the wrong organisation and for the right person.

use super::{CASE, raise};
use server::{Assets, Settings};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tests::{Answer, Kind, TestApp, TestDb, both_dbs};

const PAGES: [&str; 12] = [
    "/",
    "/account",
    "/cases",
    "/cases/SOMU-2026-001",
    "/cases/SOMU-2026-001/issues",
    "/cases/SOMU-2026-001/stages/1",
    "/issues",
    "/issues/new",
    "/issues/SOMU-2026-001-1",
    "/timeline",
    "/ranking",
    "/cases/SOMU-2026-001/signals",
];

const READERS: [&str; 2] = ["/fn/issue?key=SOMU-2026-001-1", "/fn/raise-form"];

async fn app() -> TestApp {
    TestApp::demo(TestDb::demo(Kind::Sqlite).await).await
}

/// The 404 page says nothing about what is not there.
fn is_the_404_page(answer: &Answer) {
    assert_eq!(answer.status, 404);
    assert!(answer.text().contains("ページが見つかりません"), "{}", answer.text());
    assert!(answer.body.contains("class=\"site\""), "it has the site's header");
    assert!(!answer.body.contains("年末調整"), "{}", answer.body);
}

both_dbs! {
    async fn a_stranger_is_sent_to_sign_in_and_reads_nothing(db) {
        let app = TestApp::demo(db).await;
        let stranger = app.stranger();
        for page in PAGES.iter().chain(&["/no-such-page", "/cases/SOMU-2026-999", "/issues/x"]) {
            let next = page.replace('/', "%2F");
            let (read, posted) = match *page {
                "/" => ("/sign-in".to_owned(), "/sign-in?kept=yes".to_owned()),
                _ => (format!("/sign-in?next={next}"), format!("/sign-in?next={next}&kept=yes")),
            };
            let post = stranger.post(page, &[("do", "comment"), ("by", "kyuyo"), ("text", "x")]).await;
            for (answer, expected) in [(stranger.get(page).await, read), (post, posted)] {
                assert_eq!((answer.status.as_u16(), answer.body.as_str()), (303, ""), "{page}");
                assert_eq!(answer.location.unwrap_or_default(), expected);
            }
        }
        for reader in READERS.iter().chain(&["/fn/preview", "/fn/none"]) {
            for answer in [stranger.get(reader).await, stranger.post(reader, &[("text", "x")]).await] {
                assert_eq!((answer.status.as_u16(), answer.body.as_str()), (401, ""), "{reader}");
            }
        }
        let page = stranger.get("/sign-in").await;
        assert_eq!(page.status, 200);
        for hidden in ["年末調整", "SOMU-2026", "課題一覧"] {
            assert!(!page.body.contains(hidden), "{hidden}");
        }
    }

    async fn the_wrong_organisation_gets_404_and_no_data(db) {
        let app = TestApp::demo(db).await;
        let officer = app.browser("kyuyo").await;
        let key = raise(&officer, "秘密の件名", "秘密の内容").await;
        // ベンダーC has no lane in the case; the other center does not run it; admin reads no case.
        for login in ["vendor-c", "kanri-kyoiku", "op-kyoiku", "admin"] {
            let other = app.browser(login).await;
            let below = ["", "/issues", "/stages/1", "/signals"].map(|below| format!("/cases/{CASE}{below}"));
            for page in below.into_iter().chain([format!("/issues/{key}")]) {
                for answer in [other.get(&page).await, other.post(&page, &[("do", "comment"), ("text", "x")]).await] {
                    is_the_404_page(&answer);
                    assert!(!answer.body.contains("秘密"), "{login} {page}");
                }
            }
            let answer = other.get_with(&format!("/fn/issue?key={key}"), &[("accept", "application/json")]).await;
            assert_eq!((answer.status.as_u16(), answer.body.as_str()), (404, "\"NotFound\""), "{login}");
            for list in ["/", "/cases", "/timeline?from=2024-04&months=48", "/issues", "/issues?state=all&q=%E7%A7%98%E5%AF%86", "/issues/new"] {
                let answer = other.get(list).await;
                assert_eq!(answer.status, 200, "{login} {list}");
                assert!(!answer.body.contains(CASE), "{login} {list}");
                assert!(!answer.body.contains("秘密の"), "{login} {list}");
            }
        }
        // ベンダーA has a lane in the case, but not this one.
        let beside = app.browser("vendor-a").await;
        is_the_404_page(&beside.get(&format!("/issues/{key}")).await);
        assert_eq!(beside.get(&format!("/cases/{CASE}")).await.status, 200);
        assert!(!beside.get(&format!("/cases/{CASE}/issues?state=all")).await.body.contains("秘密"));
    }
}

#[tokio::test]
async fn the_right_person_reads_every_page() {
    let app = app().await;
    let officer = app.browser("kyuyo").await;
    let words = [
        ("/", "今日"),
        ("/account", "松永 恵"),
        ("/cases", "R8.12 年末調整 制度改正"),
        ("/cases/SOMU-2026-001", "工程"),
        ("/cases/SOMU-2026-001/issues", "SOMU-2026-001 の課題一覧"),
        ("/cases/SOMU-2026-001/stages/1", "法令や制度の確認と要点を整理し"),
        ("/issues", "課題一覧"),
        ("/issues/new", "案件 ※必須"),
        ("/issues/SOMU-2026-001-1", "基礎控除"),
        ("/timeline", "線表の内容（表）"),
        ("/ranking", "保持日数の合計"),
        ("/cases/SOMU-2026-001/signals", "信号の履歴"),
    ];
    for ((path, word), page) in words.iter().zip(PAGES) {
        assert_eq!(*path, page);
        let answer = officer.get(path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.text().contains(word), "{path}: {}", answer.text());
        assert!(answer.body.contains("<html lang=\"ja\">"), "{path}");
    }
    for reader in READERS {
        let answer = officer.get_with(reader, &[("accept", "application/json")]).await;
        assert_eq!(answer.status, 200, "{reader}");
        assert!(serde_json::from_str::<serde_json::Value>(&answer.body).is_ok(), "{reader}");
    }
}

#[tokio::test]
async fn what_is_nowhere_is_a_true_404_in_the_sites_look() {
    let app = app().await;
    let officer = app.browser("kyuyo").await;
    for path in [
        "/no-such-page",
        "/cases/SOMU-2026-999",
        "/cases/x",
        "/cases/SOMU-2026-999/issues",
        "/issues/x",
        "/issues/SOMU-2026-001-9999999",
        "/issues/SOMU-2026-001-99999999",
        "/issues/%00",
        "/issues/%E8%AA%B2%E9%A1%8C",
        "/issues/SOMU-2026-001-1/edit",
        "/..%2f..%2fetc/passwd",
    ] {
        is_the_404_page(&officer.get(path).await);
        is_the_404_page(&officer.post(path, &[("do", "comment"), ("text", "x")]).await);
    }
}

#[tokio::test]
async fn server_functions_never_send_anybody_to_another_site() {
    let app = app().await;
    let officer = app.browser("kyuyo").await;
    let headers = [("accept", "text/html"), ("referer", "https://evil.example/"), ("sec-fetch-site", "cross-site")];
    for reader in READERS.iter().chain(&["/fn/issue?key=SOMU-2026-001-999", "/fn/issue"]) {
        let answer = officer.get_with(reader, &headers).await;
        assert_eq!(answer.location, None, "{reader}");
        assert!(!answer.status.is_redirection(), "{reader}: {}", answer.status);
    }
}

/// leptos-rs/leptos#4773: while Leptos lists the routes, a page that begins to read waits for ever.
#[tokio::test]
async fn a_page_is_read_while_other_servers_are_built() {
    let app = TestApp::demo(TestDb::demo(Kind::Sqlite).await).await;
    let (store, done) = (app.db.store.clone(), Arc::new(AtomicBool::new(false)));
    let stop = Arc::clone(&done);
    let builder = std::thread::spawn(move || {
        while !stop.load(Ordering::Relaxed) {
            let _ = server::build(store.clone(), &Settings::default(), Arc::new(Assets::embedded()), None);
        }
    });
    let officer = app.browser("kyuyo").await;
    for _ in 0..40 {
        let answer = tokio::time::timeout(Duration::from_secs(5), officer.get("/cases")).await;
        assert_eq!(answer.expect("it does not wait for ever").status, 200);
    }
    done.store(true, Ordering::Relaxed);
    builder.join().expect("it built servers");
}
