//! Opening, editing and replanning a 案件 through the forms, without JavaScript.

use super::{html, watch::Watch};
use tests::{Answer, Browser, Kind, TestApp, TestDb, both_dbs};

const PLAIN: [(&str, &str); 6] = [
    ("law", "L20"),
    ("center", "SOMU"),
    ("section", "FUKURI"),
    ("systems", "RINJI"),
    ("systems", "SHOMU"),
    ("summary", "資格判定を改める"),
];

pub(super) async fn app() -> TestApp {
    TestApp::demo(TestDb::demo(Kind::Sqlite).await).await
}

/// The lines of the plan, as the page holds them.
pub(super) fn lines(body: &str) -> Vec<(String, String)> {
    let inputs = html::tags(body).into_iter().filter(|(name, _)| name == "input");
    let named = inputs.filter_map(|(_, tag)| Some((html::attribute(&tag, "name")?, html::attribute(&tag, "value")?)));
    named.filter(|(name, _)| name.starts_with("plan-")).collect()
}

/// Posts `do=propose`, then what came back with these changes under another verb.
pub(super) async fn press(who: &Browser<'_>, verb: &str, shown: &Answer, changes: &[(&str, &str)]) -> Answer {
    let typed = |name: &str| html::value(&shown.body, &format!("open-{name}")).unwrap_or_default();
    let texts = ["title", "summary", "in_force_on", "start_on", "go_live_on", "end_on", "manager", "officer"];
    let mut fields = vec![("do".to_owned(), verb.to_owned())];
    fields.extend(PLAIN.iter().filter(|(name, _)| *name != "summary").map(|(n, v)| ((*n).to_owned(), (*v).to_owned())));
    fields.extend(texts.iter().map(|name| ((*name).to_owned(), typed(name))));
    fields.extend(lines(&shown.body));
    // Whoever goes on has seen the cases beside it.
    fields.extend(html::value(&shown.body, "open-beside").map(|it| ("beside".to_owned(), it)));
    for (name, value) in changes {
        fields.retain(|(known, _)| known != name);
        fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    who.post("/cases/new", &fields).await
}

pub(super) async fn proposed(who: &Browser<'_>) -> Answer {
    let fields: Vec<_> = [("do", "propose")].into_iter().chain(PLAIN).collect();
    who.post("/cases/new", &fields).await
}

both_dbs! {
    async fn a_case_is_proposed_adjusted_and_opened(db) {
        let app = TestApp::demo(db).await;
        let manager = app.browser("kanri-somu").await;
        let blank = manager.get("/cases/new?law=L20").await;
        assert_eq!(blank.status, 200);
        assert_eq!(html::value(&blank.body, "open-law").as_deref(), Some("L20"));
        assert_eq!(html::value(&blank.body, "open-in_force_on").as_deref(), Some("R10.10.1"));
        assert_eq!(lines(&blank.body), []);
        let watch = Watch::over(&app.db).await;
        let before = watch.look().await;
        let shown = proposed(&manager).await;
        assert_eq!(shown.status, 200, "{}", shown.text());
        assert!(shown.text().contains("まだ登録していません"), "{}", shown.text());
        assert_eq!(html::value(&shown.body, "open-title").as_deref(), Some("R10.10 雇用保険の適用拡大"));
        assert_eq!(html::value(&shown.body, "open-go_live_on").as_deref(), Some("R10.9.29"));
        assert_eq!(html::value(&shown.body, "open-summary").as_deref(), Some("資格判定を改める"));
        assert_eq!(lines(&shown.body).len(), 24, "12 lines, a start and an end each");
        assert!(shown.body.contains("<svg") && shown.body.contains("plan-bar-last"), "as a picture too");
        assert_eq!(watch.look().await, before, "a proposal writes nothing");

        let opened = press(&manager, "open", &shown, &[("plan-1-end", "R9.3.5"), ("title", "R10.10 雇用保険")]).await;
        assert_eq!(opened.location.as_deref(), Some("/cases/SOMU-2026-005?done=open"), "{}", opened.text());
        let page = manager.get("/cases/SOMU-2026-005?done=open").await.text();
        for word in ["案件を登録しました", "R10.10 雇用保険", "R9.3.5", "計画", "案件を編集", "予定を見直す"] {
            assert!(page.contains(word), "{word}: {page}");
        }
    }

    async fn a_second_case_of_a_law_is_asked_about_and_the_answer_is_kept(db) {
        let app = TestApp::demo(db).await;
        let manager = app.browser("kanri-somu").await;
        let shown = proposed(&manager).await;
        let text = shown.text();
        assert!(text.contains("この制度改正には、同じセンター・対象システムの案件がすでにあります。"), "{text}");
        assert!(shown.body.contains("<a href=\"/cases/SOMU-2026-004\""), "with a link");
        let refused = press(&manager, "open", &shown, &[("beside", "")]).await;
        assert_eq!(refused.status, 422);
        assert!(html::error(&refused.body, "open", "beside").is_some(), "{}", refused.text());
        assert!(refused.text().contains("R10.10 雇用保険適用拡大"), "the 件名 of the one that is there");
        // Ticked, and refused for something else: it stays ticked.
        let other = press(&manager, "open", &refused, &[("plan-3-SHOMU-start", "来週")]).await;
        assert_eq!(other.status, 422);
        let (_, tag) = html::tags(&other.body).into_iter().find(|(_, tag)| html::attribute(tag, "id").as_deref() == Some("open-beside")).unwrap();
        assert!(tag.contains("checked"), "{tag}");
        let opened = press(&manager, "open", &refused, &[]).await;
        assert_eq!(opened.status, 303, "{}", opened.text());
        // The second click of a double one sends the same.
        let again = press(&manager, "open", &refused, &[]).await;
        assert_eq!(again.status, 422, "it reads of the first instead");
        assert!(again.text().contains("SOMU-2026-005"), "{}", again.text());
    }

    async fn a_refused_plan_keeps_what_was_typed(db) {
        let app = TestApp::demo(db).await;
        let manager = app.browser("kanri-somu").await;
        let shown = proposed(&manager).await;
        let watch = Watch::over(&app.db).await;
        let before = watch.look().await;
        let wrong = [
            ("title", "私の件名"),
            ("plan-3-SHOMU-start", "来週"),
            ("plan-5-RINJI-end", "R8.1.5"),
            ("go_live_on", "R10.10.2"),
        ];
        let refused = press(&manager, "open", &shown, &wrong).await;
        assert_eq!(refused.status, 422);
        let text = refused.text();
        for sentence in [
            "工程3（SHOMU）：日付として読み取れません。",
            "工程5（RINJI）：終了が開始より前です。",
            "施行日に間に合う最終日（令和10年9月29日（金））より後です。このまま登録するときは",
            "最終日を過ぎる理由を入力してください。",
        ] {
            assert!(text.contains(sentence), "{sentence}: {text}");
        }
        assert_eq!(html::value(&refused.body, "open-title").as_deref(), Some("私の件名"));
        let kept = lines(&refused.body);
        assert!(kept.contains(&("plan-3-SHOMU-start".into(), "来週".into())), "{kept:?}");
        assert!(kept.contains(&("plan-5-RINJI-end".into(), "R8.1.5".into())), "{kept:?}");
        assert_eq!(kept.len(), 24);
        assert_eq!(html::error(&refused.body, "open", "late_reason").as_deref(), Some("最終日を過ぎる理由を入力してください。"));
        assert_eq!(watch.look().await, before);
        // An officer may not let it pass, and is told who may.
        let officer = app.browser("fukuri").await;
        let late = press(&officer, "propose", &shown, &[("go_live_on", "R10.10.2"), ("late_reason", "理由")]).await;
        assert_eq!(late.status, 422);
        assert!(late.text().contains("業務管理者が理由を書いて登録できます"), "{}", late.text());
        // Nothing chosen at all.
        let empty = manager.post("/cases/new", &[("do", "propose"), ("summary", "書いた概要")]).await;
        assert_eq!(empty.status, 422);
        for (field, sentence) in [
            ("center", "センターを選んでください。"),
            ("section", "業務所管課を選んでください。"),
            ("systems", "対象システムを選んでください。"),
            ("go_live_on", "本番リリース予定を入力してください。"),
        ] {
            assert_eq!(html::error(&empty.body, "open", field).as_deref(), Some(sentence));
        }
        assert_eq!(html::value(&empty.body, "open-summary").as_deref(), Some("書いた概要"));
    }

    async fn a_late_go_live_with_a_reason_is_red_and_says_why(db) {
        let app = TestApp::demo(db).await;
        let manager = app.browser("kanri-somu").await;
        let fields: Vec<_> = [("do", "propose"), ("go_live_on", "R10.10.2"), ("late_reason", "国の様式待ち")].into_iter().chain(PLAIN).collect();
        let shown = manager.post("/cases/new", &fields).await;
        assert_eq!(shown.status, 200, "{}", shown.text());
        let opened = press(&manager, "open", &shown, &[("late_reason", "国の様式待ち")]).await;
        assert_eq!(opened.status, 303, "{}", opened.text());
        let page = app.browser("fukuri").await.get("/cases/SOMU-2026-005").await.text();
        assert!(page.contains("■ 赤") && page.contains("業務管理者の理由：国の様式待ち"), "{page}");
    }

    async fn a_draft_waits_for_somebody_else(db) {
        let app = TestApp::demo(db).await;
        let (consul, vendor) = (app.browser("consul").await, app.browser("vendor-a").await);
        let shown = proposed(&consul).await;
        assert!(shown.text().contains("この計画で準備中の案件にする"), "{}", shown.text());
        assert_eq!(press(&consul, "open", &shown, &[]).await.status, 303);
        let page = consul.get("/cases/SOMU-2026-005").await;
        assert!(page.text().contains("この案件は準備中です") && !page.body.contains("#case-confirm"), "{}", page.text());
        assert_eq!(vendor.get("/cases/SOMU-2026-005").await.status, 404);
        let officer = app.browser("fukuri").await;
        assert!(officer.get("/cases/SOMU-2026-005").await.body.contains("/cases/SOMU-2026-005/edit#case-confirm"));
        let edit = officer.get("/cases/SOMU-2026-005/edit").await;
        assert!(edit.text().contains("確定したあとは") && !edit.text().contains("この案件を見られる人"), "{}", edit.text());
        let version = html::version(&edit.body);
        let confirm = [("do", "confirm"), ("version", version.as_str()), ("reason", "")];
        assert_eq!(consul.post("/cases/SOMU-2026-005/edit", &confirm).await.status, 403);
        let confirmed = officer.post("/cases/SOMU-2026-005/edit", &confirm).await;
        assert_eq!(confirmed.location.as_deref(), Some("/cases/SOMU-2026-005?done=case_confirm"));
        assert_eq!(vendor.get("/cases/SOMU-2026-005").await.status, 200);
        let edit = officer.get("/cases/SOMU-2026-005/edit").await.text();
        assert!(edit.contains("この案件を見られる人") && !edit.contains("確定したあとは"), "{edit}");
    }

    async fn a_stale_edit_shows_both_versions_and_loses_nothing(db) {
        let app = TestApp::demo(db).await;
        let manager = app.browser("kanri-somu").await;
        let path = "/cases/SOMU-2026-004/edit";
        let version = html::version(&manager.get(path).await.body);
        let edit = |title: &'static str, version: String| {
            let manager = &manager;
            async move {
                let fields = [("do", "edit"), ("version", version.as_str()), ("title", title), ("section", "FUKURI"), ("law", "L20"),
                    ("in_force_on", "R10.10.1"), ("summary", "私の概要"), ("manager", "kanri-somu"), ("officer", "fukuri"),
                    ("consultants", "consul"), ("related_sections", "KYUYO")];
                manager.post(path, &fields).await
            }
        };
        assert_eq!(edit("速い人の件名", version.clone()).await.location.as_deref(), Some("/cases/SOMU-2026-004?done=edit"));
        let late = edit("遅い人の件名", version).await;
        assert_eq!(late.status, 409);
        let text = late.text();
        assert!(text.contains("ほかの人が同じ内容を変更しました") && text.contains("現在の件名： 速い人の件名"), "{text}");
        assert_eq!(html::value(&late.body, "edit-title").as_deref(), Some("遅い人の件名"));
        assert_eq!(edit("遅い人の件名", html::version(&late.body)).await.status, 303);
    }

    async fn the_plan_is_moved_with_a_reason(db) {
        let app = TestApp::demo(db).await;
        let manager = app.browser("kanri-somu").await;
        let path = "/cases/SOMU-2026-003/plan";
        let page = manager.get(path).await;
        let version = html::version(&page.body);
        let kept = lines(&page.body);
        assert!(kept.iter().all(|(name, _)| !name.starts_with("plan-1-")), "what is over stands: {kept:?}");
        let send = |reason: &'static str, end: &'static str| {
            let (manager, kept, version) = (&manager, kept.clone(), version.clone());
            async move {
                let mut fields = vec![("do", "replan"), ("version", version.as_str()), ("go_live_on", "R9.3.25"), ("reason", reason)];
                fields.extend(kept.iter().map(|(name, value)| (name.as_str(), if name == "plan-3-SHOMU-end" { end } else { value.as_str() })));
                manager.post(path, &fields).await
            }
        };
        let silent = send("", "R8.12.18").await;
        assert_eq!(silent.status, 422);
        assert_eq!(html::error(&silent.body, "replan", "reason").as_deref(), Some("理由を入力してください。"));
        assert!(lines(&silent.body).contains(&("plan-3-SHOMU-end".into(), "R8.12.18".into())));
        let moved = send("要件の確定が遅れたため", "R8.12.18").await;
        assert_eq!(moved.location.as_deref(), Some("/cases/SOMU-2026-003?done=replan"), "{}", moved.text());
        let text = manager.get("/cases/SOMU-2026-003").await.text();
        assert!(text.contains("R8.12.18") && text.contains("理由：要件の確定が遅れたため"), "{text}");
        assert_eq!(send("古い画面から", "R8.12.21").await.status, 409);
    }
}

#[tokio::test]
async fn the_rest_of_a_plan_is_proposed_as_a_picture_before_it_is_saved() {
    let app = app().await;
    let manager = app.browser("kanri-somu").await;
    let path = "/cases/SOMU-2026-003/plan";
    let page = manager.get(path).await;
    let version = html::version(&page.body);
    let buttons =
        html::tags(&page.body).into_iter().filter(|(name, tag)| name == "button" && tag.contains("repropose"));
    let free: Vec<bool> = buttons.map(|(_, tag)| tag.contains(" formnovalidate")).collect();
    assert_eq!(free, [true], "a browser asks for no reason before there is a proposal");
    let watch = Watch::over(&app.db).await;
    let before = watch.look().await;
    let ask = [("do", "repropose"), ("version", version.as_str()), ("go_live_on", "R9.3.18"), ("reason", "前倒し")];
    let shown = manager.post(path, &ask).await;
    assert_eq!(shown.status, 200, "{}", shown.text());
    assert!(shown.text().contains("残りの計画の案を作りました。まだ保存していません"), "{}", shown.text());
    assert_eq!(watch.look().await, before, "a proposal writes nothing");
    let kept = lines(&shown.body);
    assert!(kept.contains(&("plan-6-SHOMU-end".into(), "R9.3.17".into())), "{kept:?}");
    assert!(shown.body.contains("plan-bar-first"), "当初 stands beside it in the picture");
    assert_eq!(html::value(&shown.body, "replan-reason").as_deref(), Some("前倒し"));
    assert_eq!(html::value(&shown.body, "replan-go_live_on").as_deref(), Some("R9.3.18"));
    let mut fields =
        vec![("do", "replan"), ("version", version.as_str()), ("go_live_on", "R9.3.18"), ("reason", "前倒し")];
    fields.extend(kept.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let saved = manager.post(path, &fields).await;
    assert_eq!(saved.location.as_deref(), Some("/cases/SOMU-2026-003?done=replan"), "{}", saved.text());
    let short = manager.post(path, &[("do", "repropose"), ("version", "1"), ("go_live_on", "R8.11.25")]).await;
    assert_eq!(short.status, 422);
    let said = html::error(&short.body, "replan", "go_live_on").unwrap_or_default();
    assert!(said.contains("開庁日しかありません"), "{said}");
}

#[tokio::test]
async fn a_plan_is_drawn_as_it_was_typed_with_what_is_odd_before_it_is_saved() {
    let app = app().await;
    let manager = app.browser("kanri-somu").await;
    let path = "/cases/SOMU-2026-003/plan";
    let page = manager.get(path).await;
    let watch = Watch::over(&app.db).await;
    let before = watch.look().await;
    let mut fields = vec![("do".to_owned(), "redraw".to_owned()), ("version".to_owned(), html::version(&page.body))];
    fields.extend(lines(&page.body).into_iter().map(|(name, value)| {
        // A Saturday.
        let value = if name == "plan-6-SHOMU-end" { "R9.3.20".to_owned() } else { value };
        (name, value)
    }));
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let shown = manager.post(path, &fields).await;
    assert_eq!(shown.status, 200, "{}", shown.text());
    assert!(shown.text().contains("入力した予定を図に表しました。まだ保存していません。"), "{}", shown.text());
    assert!(shown.text().contains("開始か終了が閉庁日です。") && shown.body.contains("plan-bar-first"));
    assert!(lines(&shown.body).contains(&("plan-6-SHOMU-end".into(), "R9.3.20".into())), "what was typed stays");
    assert_eq!(watch.look().await, before, "a picture writes nothing");
}

#[tokio::test]
async fn a_case_says_what_keeps_it_from_being_complete_and_a_lane_from_leaving() {
    let app = app().await;
    let manager = app.browser("kanri-somu").await;
    let path = "/cases/SOMU-2026-004/edit";
    let version = html::version(&manager.get(path).await.body);
    let complete = manager.post(path, &[("do", "complete"), ("version", &version), ("reason", "終わった")]).await;
    assert_eq!(complete.status, 422);
    let text = complete.text();
    assert!(text.contains("終わっていない工程があるため、完了にできません：工程1、工程2、工程3（RINJI）"), "{text}");
    assert_eq!(html::value(&complete.body, "complete-reason").as_deref(), Some("終わった"));
    let fields = [("do", "remove_lane"), ("version", version.as_str()), ("system", "RINJI"), ("reason", "対象外")];
    let last = manager.post(path, &fields).await;
    assert_eq!(last.status, 422);
    assert_eq!(
        html::error(&last.body, "remove_lane", "system").as_deref(),
        Some("対象システムが1つだけのため、外せません。先に別のシステムを追加してください。")
    );
    let wish = [("do", "add_lane"), ("version", version.as_str()), ("system", "SHOMU")];
    let shown = manager.post(path, &wish).await;
    assert_eq!(shown.status, 200, "{}", shown.text());
    assert!(shown.text().contains("まだ追加していません") && shown.body.contains("plan-bar-last"), "as a picture too");
    assert_eq!(manager.post(path, &wish).await.status, 200, "nothing was written");
    let plan = lines(&shown.body);
    assert_eq!(plan.len(), 10, "工程3 to 7");
    let mut fields: Vec<_> = wish.into_iter().chain(plan.iter().map(|(n, v)| (n.as_str(), v.as_str()))).collect();
    fields[0].1 = "redraw";
    let drawn = manager.post(path, &fields).await;
    assert!(drawn.status == 200 && lines(&drawn.body) == plan, "{}", drawn.text());
    // The plan of another system is none of this one's.
    fields[0].1 = "add_lane";
    fields[2].1 = "JINKYU";
    assert_eq!(manager.post(path, &fields).await.status, 200, "its own is shown first");
    fields[2].1 = "SHOMU";
    let added = manager.post(path, &fields).await;
    assert_eq!(added.location.as_deref(), Some("/cases/SOMU-2026-004/edit?done=add_lane"), "{}", added.text());
    let held = manager.post(path, &[("do", "hold"), ("version", &version), ("reason", "待つ")]).await;
    assert_eq!(held.status, 409, "the lane was added meanwhile");
}

#[tokio::test]
async fn the_pages_are_english_for_who_reads_english() {
    let app = app().await;
    let manager = app.browser("kanri-somu").await;
    manager.post("/account", &[("do", "account"), ("language", "en"), ("date_style", "seireki")]).await;
    let shown = proposed(&manager).await;
    assert!(shown.text().contains("Nothing is registered yet"), "{}", shown.text());
    assert_eq!(html::value(&shown.body, "open-go_live_on").as_deref(), Some("2028-09-29"));
    for path in ["/cases/SOMU-2026-004/edit", "/cases/SOMU-2026-004/plan", "/laws", "/laws/L20", "/laws/new"] {
        let page = manager.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        for word in ["案件を編集", "予定を見直す", "制度改正を登録", "法令番号", "業務所管課"]
        {
            assert!(!page.text().contains(word), "{path}: {word}");
        }
    }
}
