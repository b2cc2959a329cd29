//! For a person who reads English.

use tests::{Kind, TestApp, TestDb};

#[tokio::test]
async fn a_person_with_english_gets_english_pages_and_errors() {
    let app = TestApp::demo(TestDb::demo(Kind::Sqlite).await).await;
    let officer = app.browser("kyuyo").await;
    let saved = officer.post("/account", &[("do", "account"), ("language", "en"), ("date_style", "seireki")]).await;
    assert_eq!(saved.location.as_deref(), Some("/account?done=account"));
    for (path, word) in [("/", "Today"), ("/issues", "Issues"), ("/cases", "Cases"), ("/account", "English")] {
        let page = officer.get(path).await;
        assert!(page.body.contains("<html lang=\"en\">"), "{path}");
        assert!(page.text().contains(word), "{path}: {}", page.text());
    }
    // What people typed stays Japanese, and says so.
    for (path, typed) in [
        ("/issues", "<a href=\"/issues/SOMU-2026-001-14\" lang=\"ja\""),
        ("/cases", "class=\"case-title\" lang=\"ja\""),
        ("/issues/SOMU-2026-001-14", "<div lang=\"ja\" class=\"prose\""),
    ] {
        let page = officer.get(path).await;
        assert!(page.body.contains(typed), "{path} says what is Japanese");
    }
    let missing = officer.get("/issues/none").await;
    assert_eq!(missing.status, 404);
    assert!(!missing.text().contains("ページ"), "{}", missing.text());
    let refused = officer.post("/issues/new", &[("do", "raise"), ("case", super::CASE), ("title", "")]).await;
    assert_eq!(refused.status, 422);
    let sentence = super::html::error(&refused.body, "raise", "title").expect("a sentence beside the field");
    assert!(sentence.is_ascii() && !sentence.is_empty(), "{sentence}");
}

#[tokio::test]
async fn what_is_chosen_from_is_in_the_language_of_the_reader() {
    let app = TestApp::demo(TestDb::demo(Kind::Sqlite).await).await;
    let orgs = [
        "給与課",
        "人事課",
        "福利課",
        "教職員課",
        "総務事務センター",
        "教育総務事務センター",
        "ベンダーA",
        "DX・AI戦略室",
    ];
    for (login, paths) in [
        (
            "sekinin",
            &[
                "/admin/users/new",
                "/admin/users",
                "/admin/users/kyuyo",
                "/admin/organisations",
                "/admin/systems",
                "/admin/systems/RINJI",
                "/admin/approvers",
                "/cases/new",
                "/cases",
                "/issues",
                "/issues/new",
                "/laws",
                "/timeline",
                "/",
            ][..],
        ),
        (
            "kyuyo-kessai",
            &[
                "/cases/SOMU-2026-001/stages/6?system=RINJI",
                "/issues/SOMU-2026-001-14",
                "/laws/L20",
                "/",
                "/ranking?from=x&to=2026-11-01",
            ][..],
        ),
        ("kanri-somu", &["/cases/SOMU-2026-004/edit", "/relay", "/audit", "/admin/review"][..]),
    ] {
        let reader = app.browser(login).await;
        reader.post("/account", &[("do", "account"), ("language", "en"), ("date_style", "seireki")]).await;
        for path in paths {
            let page = reader.get(path).await;
            assert_eq!(page.status, 200, "{login} {path}");
            for select in page.body.split("<select").skip(1).filter_map(|it| it.split("</select>").next()) {
                for org in orgs {
                    // A 職名 is typed, and may name one.
                    let labels = [format!(">{org}<"), format!(" {org}<"), format!("label=\"{org}")];
                    assert!(labels.iter().all(|it| !select.contains(it.as_str())), "{login} {path}: {org} in {select}");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_stranger_reads_the_language_of_the_browser() {
    let app = TestApp::demo(TestDb::demo(Kind::Sqlite).await).await;
    for (accepts, lang) in [("en-GB,en", "en"), ("ja,en;q=0.5", "ja"), ("fr", "ja"), ("", "ja")] {
        let page = app.stranger().get_with("/sign-in", &[("accept-language", accepts)]).await;
        assert!(page.body.contains(&format!("<html lang=\"{lang}\">")), "{accepts}");
    }
}
