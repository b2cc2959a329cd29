//! Who may open, edit and plan a 案件, and who they read beforehand will know of it.

use super::planning::{app, proposed};

/// Above every button that writes stands who will read it; a draft has no vendors yet.
#[tokio::test]
async fn who_opens_a_case_reads_beforehand_who_will_know_of_it() {
    const BAND: &str = "送信した内容を読む人";
    let app = app().await;
    for (login, told, not_told) in [
        ("kanri-somu", "コンサルタント、対象システムのベンダー）", "確定したあとは"),
        ("fukuri", "コンサルタント、対象システムのベンダー）", "確定したあとは"),
        ("consul", "確定したあとは、対象システムのベンダーも", "この案件を見られる人"),
    ] {
        let person = app.browser(login).await;
        let (blank, shown) = (person.get("/cases/new").await, proposed(&person).await);
        for (page, verb) in [(&blank, "propose"), (&shown, "open")] {
            let text = page.text();
            assert!(text.contains(told) && !text.contains(not_told), "{login} {verb}: {text}");
            assert_eq!(text.matches(BAND).count(), 1, "{login} {verb}: {text}");
            let (band, button) =
                (page.body.find("will-read"), page.body.find(&format!("value=\"{verb}\" class=\"button\"")));
            assert!(band.is_some() && band < button, "{login}: the band stands above {verb}: {}", page.body);
        }
    }
}

#[tokio::test]
async fn who_opens_no_cases_finds_no_page_and_who_edits_none_is_told_so() {
    let app = app().await;
    for login in ["op-somu", "opkanri-somu", "vendor-a", "admin"] {
        let other = app.browser(login).await;
        for answer in [other.get("/cases/new").await, proposed(&other).await] {
            assert_eq!(answer.status, 404, "{login}");
            assert!(!answer.body.contains("雇用保険"), "{login}");
        }
        assert!(!other.get("/cases").await.text().contains("案件を起こす"), "{login}");
    }
    for (login, edit, plan) in [
        ("op-somu", 403, 403),
        ("vendor-a", 403, 200),
        ("vendor-a-member", 403, 403),
        ("consul", 403, 200),
        ("kyuyo", 403, 403),
        ("fukuri", 200, 200),
        ("vendor-c", 404, 404),
        ("admin", 404, 404),
    ] {
        let other = app.browser(login).await;
        assert_eq!(other.get("/cases/SOMU-2026-004/edit").await.status, edit, "{login}");
        assert_eq!(other.get("/cases/SOMU-2026-004/plan").await.status, plan, "{login}");
    }
    let manager = app.browser("kanri-somu").await;
    for (path, verb) in [
        ("/cases/new", "raise"),
        ("/cases/SOMU-2026-004/edit", "replan"),
        ("/cases/SOMU-2026-004/plan", "edit"),
        ("/cases/x/edit", "edit"),
        ("/cases/SOMU-2026-004", "edit"),
    ] {
        assert!(manager.post(path, &[("do", verb), ("version", "1")]).await.status.is_client_error(), "{path} {verb}");
    }
}
