//! 制度改正 through the pages.

use super::html;
use tests::{TestApp, both_dbs};

both_dbs! {
    async fn a_change_is_registered_edited_and_stands_out(db) {
        let app = TestApp::demo(db).await;
        let officer = app.browser("kyuyo").await;
        let right = [("do", "add_law"), ("law_name", "給与条例の改正"), ("law_kind", "ordinance"), ("law_state", "bill"),
            ("in_force_on", "R10.1.1"), ("summary", "十二月議会に提出する")];
        let wrong: Vec<_> = right.iter().map(|(n, v)| (*n, if *n == "law_name" { "" } else if *n == "in_force_on" { "来年" } else { *v })).collect();
        let refused = officer.post("/laws/new", &wrong).await;
        assert_eq!(refused.status, 422);
        assert_eq!(html::error(&refused.body, "add_law", "law_name").as_deref(), Some("名称を入力してください。"));
        assert_eq!(html::value(&refused.body, "add_law-in_force_on").as_deref(), Some("来年"));
        assert_eq!(html::value(&refused.body, "add_law-summary").as_deref(), Some("十二月議会に提出する"));
        assert_eq!(html::value(&refused.body, "add_law-law_kind").as_deref(), Some("ordinance"));
        let added = officer.post("/laws/new", &right).await;
        assert_eq!(added.location.as_deref(), Some("/laws/L25?done=add_law"), "{}", added.text());
        let page = officer.get("/laws/L25").await;
        let text = page.text();
        for word in ["給与条例の改正", "案件なし", "案件を起こす", "令和9年12月28日（火）", "施行日は閉庁日（元日）のため", "制度改正「給与条例の改正」を登録しました。"] {
            assert!(text.contains(word), "{word}: {text}");
        }
        let list = officer.get("/laws").await;
        assert!(list.body.contains("law-lacks-case") && list.body.contains("/cases/new?law=L25"), "{}", list.text());

        let version = html::version(&page.body);
        let edit = |name: &'static str, version: String| {
            let officer = &officer;
            async move {
                let fields = [("do", "edit"), ("version", version.as_str()), ("law_name", name), ("law_kind", "ordinance"), ("law_state", "bill"), ("in_force_on", "R10.1.1"), ("summary", "私の概要"),
                    ("law_number", ""), ("promulgated_on", ""), ("applies_from", ""), ("ministry", ""), ("source", "")];
                officer.post("/laws/L25", &fields).await
            }
        };
        assert_eq!(edit("速い人の名称", version.clone()).await.status, 303);
        let late = edit("遅い人の名称", version).await;
        assert_eq!(late.status, 409);
        let text = late.text();
        assert!(text.contains("ほかの人が同じ内容を変更しました") && text.contains("現在の名称： 速い人の名称"), "{text}");
        assert_eq!(html::value(&late.body, "edit-law_name").as_deref(), Some("遅い人の名称"));
        assert_eq!(edit("遅い人の名称", html::version(&late.body)).await.status, 303);
    }

    async fn a_case_with_a_later_day_of_its_own_says_so(db) {
        let app = TestApp::demo(db).await;
        let text = app.browser("kyuyo").await.get("/laws/L01").await.text();
        assert!(text.contains("案件の施行日 R9.4.1"), "{text}");
        let text = app.browser("kyuyo").await.get("/laws/L20").await.text();
        assert!(!text.contains("案件の施行日"), "it is that of the law: {text}");
    }

    async fn operators_vendors_and_the_administrator_find_no_such_pages(db) {
        let app = TestApp::demo(db).await;
        for login in ["op-somu", "opkanri-kyoiku", "vendor-a", "vendor-a-member", "admin"] {
            let other = app.browser(login).await;
            for path in ["/laws", "/laws/new", "/laws/L20"] {
                let page = other.get(path).await;
                let posted = other.post(path, &[("do", if path.ends_with("new") { "add_law" } else { "edit" }), ("version", "1"), ("law_name", "x")]).await;
                for answer in [page, posted] {
                    assert_eq!(answer.status, 404, "{login} {path}");
                    assert!(!answer.text().contains("雇用保険"), "{login} {path}");
                }
            }
            let form = other.get("/cases/new").await;
            assert_eq!(form.status, 404, "{login}");
            assert!(!form.text().contains("雇用保険"), "{login}");
            assert!(!other.get("/").await.body.contains("href=\"/laws\""), "{login}");
        }
        let consul = app.browser("consul").await;
        let page = consul.get("/laws/L20").await;
        assert_eq!(page.status, 200);
        assert!(page.text().contains("コンサルタントが編集できるのは"), "{}", page.text());
        let forged = consul.post("/laws/L20", &[("do", "edit"), ("version", "1"), ("law_name", "x"), ("law_kind", "law"), ("law_state", "gathering"), ("in_force_on", ""), ("summary", ""), ("law_number", ""), ("promulgated_on", ""), ("applies_from", ""), ("ministry", ""), ("source", "")]).await;
        assert_eq!(forged.status, 403);
    }

    async fn who_is_of_one_center_is_told_of_its_own_cases_only(db) {
        let app = TestApp::demo(db).await;
        // K-06 of 総務 answers L20: 教育 has none, and is not told that nobody has.
        let (kyoiku, somu) = (app.browser("kanri-kyoiku").await, app.browser("kanri-somu").await);
        for path in ["/laws/L20", "/laws"] {
            let (own, other) = (somu.get(path).await.text(), kyoiku.get(path).await.text());
            assert!(other.contains("自センターの案件なし") && !other.contains("SOMU-"), "{path}: {other}");
            let rest = other.replace("自センターの案件なし", "");
            assert!(!rest.contains("案件なし"), "{path} says nothing of the other center: {other}");
            assert!(own.contains("SOMU-2026-004"), "{path}: {own}");
        }
        assert!(kyoiku.get("/laws/L20").await.text().contains("自センターの案件はまだありません"));
        let city = app.browser("keiyaku").await.get("/laws").await.text();
        assert!(!city.contains("自センター"), "{city}");
    }
}
