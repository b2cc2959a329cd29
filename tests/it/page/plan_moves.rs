//! Plans through the pages: what follows the days, what does not fit, what stands in the head of a case.

use super::html;
use tests::{Answer, Browser, TestApp, both_dbs};

const NEW: [(&str, &str); 5] =
    [("law", "L20"), ("center", "SOMU"), ("section", "FUKURI"), ("systems", "RINJI"), ("summary", "資格判定を改める")];

/// The inputs of a form as its page holds them, by name: texts and hidden ones.
fn inputs(body: &str, form: &str) -> Vec<(String, String)> {
    let inputs = html::tags(body).into_iter().filter(|(name, _)| name == "input");
    let named = inputs.filter_map(|(_, tag)| Some((html::attribute(&tag, "name")?, html::attribute(&tag, "value")?)));
    let of_form = |name: &str| {
        let is_text = html::value(body, &format!("{form}-{name}")).is_some();
        is_text || name.starts_with("plan-") || name.starts_with("proposed-") || name == "version"
    };
    named.filter(|(name, _)| of_form(name)).collect()
}

/// Posts what a page shows, with these changes.
async fn send(who: &Browser<'_>, path: &str, form: &str, shown: &Answer, changes: &[(&str, &str)]) -> Answer {
    let mut fields = inputs(&shown.body, form);
    for (name, value) in changes {
        fields.retain(|(known, _)| known != name);
        fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    who.post(path, &fields).await
}

async fn propose(who: &Browser<'_>, shown: Option<&Answer>, changes: &[(&str, &str)]) -> Answer {
    let fields: Vec<_> = [("do", "propose")].into_iter().chain(NEW).chain(changes.iter().copied()).collect();
    let answer = match shown {
        Some(shown) => send(who, "/cases/new", "open", shown, &fields).await,
        None => who.post("/cases/new", &fields).await,
    };
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer
}

fn value(answer: &Answer, field: &str) -> String {
    html::value(&answer.body, &format!("open-{field}")).unwrap_or_default()
}

const OTHER_MONTH: &str = "件名の年月（R10.10）が、本番リリース予定から決まる年月（R10.6）と違います";

both_dbs! {
    async fn what_was_filled_in_follows_the_new_days_and_what_was_typed_stays(db) {
        let app = TestApp::demo(db).await;
        let manager = app.browser("kanri-somu").await;
        let first = propose(&manager, None, &[]).await;
        assert_eq!((value(&first, "title").as_str(), value(&first, "end_on").as_str()), ("R10.10 雇用保険の適用拡大", "R10.10.30"));
        let again = propose(&manager, Some(&first), &[("go_live_on", "R10.6.30")]).await;
        assert_eq!((value(&again, "title").as_str(), value(&again, "end_on").as_str()), ("R10.6 雇用保険の適用拡大", "R10.7.31"));
        assert_eq!(value(&again, "go_live_on"), "R10.6.30");
        assert!(!again.text().contains(OTHER_MONTH));
        // 施行日 moved: 本番 that nobody typed goes with it.
        let moved = propose(&manager, Some(&first), &[("in_force_on", "R10.7.1")]).await;
        assert_eq!((value(&moved, "go_live_on").as_str(), value(&moved, "title").as_str()), ("R10.6.30", "R10.7 雇用保険の適用拡大"));
        // Somebody else's name and end stay, and the name is said to speak of another month.
        let own = [("go_live_on", "R10.6.30"), ("title", "R10.10 雇用保険"), ("end_on", "R10.12.28")];
        let kept = propose(&manager, Some(&first), &own).await;
        assert_eq!((value(&kept, "title").as_str(), value(&kept, "end_on").as_str()), ("R10.10 雇用保険", "R10.12.28"));
        assert!(kept.text().contains(OTHER_MONTH), "{}", kept.text());
        let seen = html::value(&kept.body, "open-beside").unwrap_or_default();
        let fields: Vec<_> = [("do", "open"), ("beside", seen.as_str())].into_iter().chain(NEW).collect();
        let opened = send(&manager, "/cases/new", "open", &kept, &fields).await;
        assert_eq!(opened.status, 303, "{}", opened.text());
        assert!(manager.get("/cases/SOMU-2026-005").await.text().contains(OTHER_MONTH));
    }

    async fn a_go_live_that_moves_alone_is_told_and_takes_the_others_along_by_a_button(db) {
        let app = TestApp::demo(db).await;
        let manager = app.browser("kanri-somu").await;
        let path = "/cases/SOMU-2026-003/plan";
        let page = manager.get(path).await;
        let alone = [("do", "replan"), ("go_live_on", "R9.3.18"), ("reason", "一週間早める")];
        let refused = send(&manager, path, "replan", &page, &alone).await;
        assert_eq!(refused.status, 422);
        let text = refused.text();
        for sentence in ["工程7（SHOMU）：開始が本番リリース予定より後です。", "本番リリース予定と工程の予定が合っていません", "工程6・7も合わせて見直す"] {
            assert!(text.contains(sentence), "{sentence}: {text}");
        }
        let typed = [("do", "follow_go_live"), ("reason", "一週間早める"), ("plan-5-SHOMU-end", "R9.2.25")];
        let filled = send(&manager, path, "replan", &refused, &typed).await;
        assert_eq!(filled.status, 200, "{}", filled.text());
        assert!(filled.text().contains("工程6・7の予定を入れ直しました"), "{}", filled.text());
        let held = inputs(&filled.body, "replan");
        for (name, day) in [("plan-7-SHOMU-start", "R9.3.18"), ("plan-6-JINKYU-end", "R9.3.17"), ("plan-5-SHOMU-end", "R9.2.25")] {
            assert!(held.contains(&(name.to_owned(), day.to_owned())), "{name}: {held:?}");
        }
        let saved = send(&manager, path, "replan", &filled, &[("do", "replan"), ("reason", "一週間早める")]).await;
        assert_eq!(saved.location.as_deref(), Some("/cases/SOMU-2026-003?done=replan"), "{}", saved.text());
        let page = manager.get("/cases/SOMU-2026-003").await.text();
        assert!(page.contains("本番リリース予定をR9.3.25からR9.3.18に変更しました"), "{page}");
    }

    async fn what_is_unusual_is_said_beside_its_line_and_on_the_case(db) {
        let app = TestApp::demo(db).await;
        let manager = app.browser("kanri-somu").await;
        let path = "/cases/SOMU-2026-003/plan";
        let page = manager.get(path).await;
        assert!(!page.body.contains("plan-odd"), "nothing is odd yet");
        let odd = [("do", "replan"), ("plan-6-SHOMU-end", "R9.3.25"), ("reason", "前日まで試験する")];
        let saved = send(&manager, path, "replan", &page, &odd).await;
        assert_eq!(saved.status, 303, "{}", saved.text());
        let sentence = "本番リリースと同じ日に終わる予定です。";
        assert!(manager.get(path).await.text().contains(sentence));
        let case = manager.get("/cases/SOMU-2026-003").await.text();
        assert!(case.contains(&format!("工程6（SHOMU）：{sentence}")), "{case}");
    }

    async fn a_law_that_moves_is_marked_until_somebody_says_that_it_touches_nothing(db) {
        let app = TestApp::demo(db).await;
        let (officer, manager) = (app.browser("kyuyo").await, app.browser("kanri-somu").await);
        let law = officer.get("/laws/L20").await;
        let edit = send(&officer, "/laws/L20", "edit", &law, &[
            ("do", "edit"), ("in_force_on", "R11.1.1"), ("law_kind", "law"), ("law_state", "promulgated"), ("source", ""), ("summary", "延期"),
        ]).await;
        assert_eq!(edit.status, 303, "{}", edit.text());
        let what = "施行日（R10.10.1 → R11.1.1）";
        for path in ["/laws", "/laws/L20"] {
            assert!(officer.get(path).await.text().contains("日付の変更が未確認"), "{path}");
        }
        let heading = "制度改正の日付が変わった案件";
        for (login, told) in [("kanri-somu", true), ("sekinin", true), ("fukuri", true), ("kyuyo", false), ("vendor-a", false), ("kanri-kyoiku", false)] {
            assert_eq!(app.browser(login).await.get("/").await.text().contains(heading), told, "{login}");
        }
        let case = manager.get("/cases/SOMU-2026-004").await;
        assert!(case.text().contains(what) && case.body.contains("id=\"law-moved\""), "{}", case.text());
        let path = "/cases/SOMU-2026-004/plan";
        let page = manager.get(path).await;
        let version = html::version(&page.body);
        let settle = |reason: &'static str| [("do", "settle_law_move"), ("version", version.as_str()), ("reason", reason)];
        let silent = manager.post(path, &settle("")).await;
        assert_eq!(silent.status, 422);
        assert_eq!(html::error(&silent.body, "settle_law_move", "reason").as_deref(), Some("理由を入力してください。"));
        let done = manager.post(path, &settle("本番は9月のままとする")).await;
        assert_eq!(done.location.as_deref(), Some("/cases/SOMU-2026-004?done=settle_law_move"), "{}", done.text());
        let case = manager.get("/cases/SOMU-2026-004?done=settle_law_move").await;
        assert!(case.text().contains("予定への影響なしと記録しました。理由：本番は9月のままとする"), "{}", case.text());
        assert!(!case.body.contains("id=\"law-moved\""));
        assert!(!officer.get("/laws").await.text().contains("日付の変更が未確認"));
    }

    async fn why_a_case_rests_and_why_a_stage_began_early_stand_on_their_pages(db) {
        let app = TestApp::demo(db).await;
        let manager = app.browser("kanri-somu").await;
        let why = "理由：差額計算バッチの骨格は未確定の設計に左右されないため";
        for path in ["/cases/SOMU-2026-002", "/cases/SOMU-2026-002/stages/5?system=RINJI"] {
            let text = manager.get(path).await.text();
            assert!(text.contains(why) && text.contains("総務事務センター 藤井 由美子 R8.10.16 09:00"), "{path}: {text}");
        }
        let version = |page: Answer| html::version(&page.body);
        let hold = version(manager.get("/cases/SOMU-2026-002/edit").await);
        manager.post("/cases/SOMU-2026-002/edit", &[("do", "hold"), ("version", &hold), ("reason", "条例案の議決待ち")]).await;
        let text = manager.get("/cases/SOMU-2026-002").await.text();
        assert!(text.contains("保留：R8.11.24 09:00から 総務事務センター 藤井 由美子 理由：条例案の議決待ち"), "{text}");
        assert!(text.contains(why));
        let cancel = version(manager.get("/cases/SOMU-2026-002/edit").await);
        manager.post("/cases/SOMU-2026-002/edit", &[("do", "cancel"), ("version", &cancel), ("reason", "条例案が廃案")]).await;
        let text = manager.get("/cases/SOMU-2026-002").await.text();
        assert!(text.contains("中止：") && text.contains("理由：条例案が廃案") && !text.contains(why), "{text}");
        let stage = manager.get("/cases/SOMU-2026-002/stages/5?system=RINJI").await;
        assert!(stage.text().contains(why) && !stage.text().contains("▲ 前の工程"), "a note, no warning: {}", stage.text());
        let timeline = manager.get("/timeline").await.text();
        assert!(timeline.contains("R8.12 差額改定 中止"), "{timeline}");
    }
}
