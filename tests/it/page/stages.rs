//! The pages of 工程 and the masters behind their gates, and their forms, all without scripts.

use super::{html, watch::Watch};
use tests::{Answer, Browser, Kind, TestApp, TestDb, both_dbs};

const RINJI: &str = "/cases/SOMU-2026-001/stages/6?system=RINJI";
const JINKYU: &str = "/cases/SOMU-2026-001/stages/6?system=JINKYU";

/// Posts a form of that page with the version that it shows.
async fn post(who: &Browser<'_>, page: &str, verb: &str, fields: &[(&str, &str)]) -> Answer {
    let version = html::version(&who.get(page).await.body);
    let system = page.split("system=").nth(1).unwrap_or_default();
    let mut all = vec![("do", verb), ("version", version.as_str()), ("system", system)];
    all.extend(fields);
    who.post(page, &all).await
}

fn led_to(answer: &Answer, to: &str) {
    assert_eq!(answer.location.as_deref(), Some(to), "{} {}", answer.status, answer.text());
}

both_dbs! {
    async fn a_gate_is_returned_and_then_approved_with_a_condition(db) {
        let app = TestApp::demo(db).await;
        let (kessai, kanri) = (app.browser("kyuyo-kessai").await, app.browser("kanri-somu").await);
        assert!(kessai.get("/").await.text().contains("あなたの判定を待つ工程"), "今日 tells of it");
        let page = kessai.get(RINJI).await;
        for words in ["テスト仕様書やテスト結果報告書を基に、内容が適切かを確認", "品質の見直し指示にすべて回答", "大庭 康弘", "あなたの番"] {
            assert!(page.text().contains(words), "{words}");
        }
        let refused = post(&kessai, RINJI, "gate_returned", &[("reason", "")]).await;
        assert_eq!(refused.status, 422);
        assert!(html::error(&refused.body, "gate_returned", "reason").is_some());
        let back = post(&kessai, RINJI, "gate_returned", &[("reason", "照合結果がない")]).await;
        led_to(&back, "/cases/SOMU-2026-001/stages/6?system=RINJI&done=gate_returned");
        let page = kanri.get(RINJI).await;
        assert!(page.text().contains("照合結果がない") && page.text().contains("進行中"));
        led_to(&post(&kanri, RINJI, "request_gate", &[]).await, "/cases/SOMU-2026-001/stages/6?system=RINJI&done=request_gate");

        let rows = [
            ("reason", "所見です"), ("condition", "帳票の再出力"), ("condition_org", ""), ("condition_due", "R8.12.4"),
            ("condition", ""), ("condition_org", ""), ("condition_due", ""),
        ];
        let refused = post(&kessai, RINJI, "gate_conditional", &rows).await;
        assert_eq!(refused.status, 422);
        let said = html::error(&refused.body, "gate_conditional", "condition_org");
        assert_eq!(said.as_deref(), Some("1行目：担当組織を選んでください。"));
        assert_eq!(html::value(&refused.body, "gate_conditional-condition").as_deref(), Some("帳票の再出力"), "kept");
        assert_eq!(html::value(&refused.body, "gate_conditional-condition_due").as_deref(), Some("R8.12.4"));
        // 2026-12-06 is a Sunday: said beside the row that comes back, as with other dates.
        let mut sunday = rows.to_vec();
        sunday[3].1 = "R8.12.6";
        sunday.push(("condition_assignee", "vendor-a"));
        let refused = post(&kessai, RINJI, "gate_conditional", &sunday).await;
        assert!(refused.text().contains("2026年12月6日") || refused.text().contains("令和8年12月6日"), "{}", refused.text());
        assert!(refused.text().contains("閉庁日です"), "{}", refused.text());
        assert!(refused.body.contains("<option value=\"vendor-a\" selected"), "kept");
        let mut right = rows;
        right[2].1 = "VENDOR-A";
        let done = post(&kessai, RINJI, "gate_conditional", &right).await;
        led_to(&done, "/cases/SOMU-2026-001/stages/6?system=RINJI&done=gate_conditional");
        let page = kessai.get(RINJI).await;
        assert!(page.text().contains("条件付承認") && page.text().contains("帳票の再出力"), "{}", page.text());
        let link = page.body.split("href=\"/issues/").find(|it| it.contains("帳票の再出力")).expect("a link to it");
        let key = link.split('"').next().unwrap_or_default();
        let issue = app.browser("vendor-a").await.get(&format!("/issues/{key}")).await;
        assert!(issue.status == 200 && issue.text().contains("帳票の再出力"), "the 課題 exists: {}", issue.status);
    }

    async fn a_shut_gate_and_a_late_decision_are_refused_in_words(db) {
        let app = TestApp::demo(db).await;
        let (kessai, kanri) = (app.browser("kyuyo-kessai").await, app.browser("kanri-somu").await);
        assert_eq!(post(&kanri, JINKYU, "request_gate", &[]).await.status, 303);
        let watch = Watch::over(&app.db).await;
        let before = watch.look().await;
        let shut = post(&kessai, JINKYU, "gate_approved", &[("reason", "よいと思う")]).await;
        assert_eq!(shut.status, 409);
        assert!(shut.text().contains("完了判定の条件を5件満たしていないため"), "{}", shut.text());
        assert!(shut.body.contains("href=\"/issues/SOMU-2026-001-13\""), "each with its link");
        assert!(shut.text().contains("よいと思う"), "what was typed is kept");
        assert_eq!(watch.look().await, before);
        // Somebody else was faster.
        let version = html::version(&kessai.get(RINJI).await.body);
        let fields = [("do", "gate_approved"), ("version", version.as_str()), ("system", "RINJI"), ("reason", "")];
        assert_eq!(kessai.post(RINJI, &fields).await.status, 303);
        let fields = [("do", "gate_returned"), ("version", version.as_str()), ("system", "RINJI"), ("reason", "待った")];
        let late = kessai.post(RINJI, &fields).await;
        assert_eq!(late.status, 409);
        assert!(late.text().contains("ほかの人が先に済ませたか、依頼が取り下げられています") && late.body.contains("待った"), "{}", late.text());
    }

    async fn a_stage_is_left_out_by_plain_forms_and_says_why(db) {
        const SEVEN: &str = "/cases/SOMU-2026-001/stages/7?system=SHOMU";
        let app = TestApp::demo(db).await;
        let (vendor, kessai) = (app.browser("vendor-a").await, app.browser("kyuyo-kessai").await);
        assert!(!kessai.get(SEVEN).await.body.contains("value=\"leave_out_agreed\""), "nothing is proposed");
        let silent = post(&vendor, SEVEN, "propose_leave_out", &[("reason", "")]).await;
        assert_eq!(silent.status, 422);
        assert!(html::error(&silent.body, "propose_leave_out", "reason").is_some());
        let asked = post(&vendor, SEVEN, "propose_leave_out", &[("reason", "画面の改修がない<b>")]).await;
        led_to(&asked, "/cases/SOMU-2026-001/stages/7?system=SHOMU&done=propose_leave_out");
        let page = vendor.get(SEVEN).await;
        assert!(page.text().contains("大庭 康弘の判定を待っています") && !page.body.contains("value=\"start_stage\""));
        assert!(!page.body.contains("value=\"leave_out_agreed\""), "a vendor is offered no answer");
        assert!(kessai.get("/").await.text().contains("対象外の判定"), "今日 tells of it");
        assert_eq!(post(&vendor, SEVEN, "leave_out_agreed", &[("reason", "")]).await.status, 403);
        let kanri = app.browser("kanri-somu").await;
        let start = post(&kanri, SEVEN, "start_stage", &[("on", ""), ("reason", "先に始めたい")]).await;
        assert_eq!(start.status, 409);
        assert!(start.text().contains("対象外の提案が判定を待っているため") && start.body.contains("先に始めたい"), "kept");
        let refused = post(&kessai, SEVEN, "leave_out_returned", &[("reason", "")]).await;
        assert!(html::error(&refused.body, "leave_out_returned", "reason").is_some(), "{}", refused.text());
        let agreed = post(&kessai, SEVEN, "leave_out_agreed", &[("reason", "了解")]).await;
        led_to(&agreed, "/cases/SOMU-2026-001/stages/7?system=SHOMU&done=leave_out_agreed");
        for path in [SEVEN, "/cases/SOMU-2026-001", "/cases", "/timeline"] {
            let page = vendor.get(path).await;
            assert!(page.text().contains("対象外の理由：画面の改修がない<b>"), "{path}");
            assert!(!page.body.contains("改修がない<b>"), "{path}: it is text");
        }
        assert!(vendor.get(SEVEN).await.text().contains("対象外を承認"), "its history stays");
        let fields = [("do", "leave_out_returned"), ("version", "1"), ("system", "SHOMU"), ("reason", "やはり戻す")];
        let late = kessai.post(SEVEN, &fields).await;
        assert!(late.status == 409 && late.body.contains("やはり戻す"), "{}", late.text());
    }

    async fn a_case_on_hold_says_why_its_gates_rest(db) {
        let app = TestApp::demo(db).await;
        let (kessai, kanri) = (app.browser("kyuyo-kessai").await, app.browser("kanri-somu").await);
        let edit = "/cases/SOMU-2026-001/edit";
        let case = html::version(&kanri.get(edit).await.body);
        let version = html::version(&kessai.get(RINJI).await.body);
        let held = kanri.post(edit, &[("do", "hold"), ("version", &case), ("reason", "予算の議決待ち")]).await;
        assert_eq!(held.status, 303, "{}", held.text());
        let fields = [("do", "gate_approved"), ("version", version.as_str()), ("system", "RINJI"), ("reason", "問題なし")];
        let refused = kessai.post(RINJI, &fields).await;
        assert_eq!(refused.status, 409);
        assert!(refused.text().contains("案件の状態が「保留」のため、「完了判定」はできません"), "{}", refused.text());
        assert!(refused.text().contains("問題なし"), "what was typed is kept");
        let page = kessai.get(RINJI).await;
        assert!(page.text().contains("この工程の開始・依頼・判定はできません"), "{}", page.text());
        assert!(!page.body.contains("value=\"gate_approved\"") && !page.text().contains("あなたの番"));
        let manager = kanri.get(JINKYU).await;
        assert!(!manager.body.contains("value=\"request_gate\"") && manager.body.contains("value=\"report_stage\""));
    }

    async fn who_may_not_decide_or_know_is_told_so_or_nothing(db) {
        let app = TestApp::demo(db).await;
        let mut people = Vec::new();
        for (login, status) in [
            ("vendor-a", 403), ("kanri-somu", 403), ("sekinin", 403), ("jinji-kessai", 403), ("op-somu", 403),
            ("vendor-b", 404), ("kanri-kyoiku", 404), ("admin", 404),
        ] {
            people.push((login, status, app.browser(login).await));
        }
        let kessai = app.browser("kyuyo-kessai").await;
        let watch = Watch::over(&app.db).await;
        let before = watch.look().await;
        for (login, status, who) in people {
            let fields = [("do", "gate_approved"), ("version", "1"), ("system", "RINJI"), ("reason", "")];
            assert_eq!(who.post(RINJI, &fields).await.status, status, "{login}");
            let page = who.get(RINJI).await;
            assert_eq!(page.status, if status == 404 { 404 } else { 200 }, "{login}");
            assert!(!page.body.contains("value=\"gate_approved\""), "{login} is offered no decision");
        }
        for path in ["/cases/SOMU-2026-001/stages/8", "/cases/SOMU-2026-001/stages/06", "/cases/SOMU-2026-001/stages/x", "/cases/x/stages/1"] {
            assert_eq!(kessai.get(path).await.status, 404, "{path}");
        }
        for system in ["", "NONE", "RINJI\r\nSet-Cookie: a=b", "../../x", "RINJI&done=x"] {
            let fields = [("do", "recall_gate"), ("version", "1"), ("system", system)];
            assert_eq!(kessai.post(RINJI, &fields).await.status, 404, "{system:?}");
        }
        assert_eq!(watch.look().await, before);
    }

    async fn rows_for_conditions_are_added_by_a_button_and_nothing_is_decided(db) {
        let app = TestApp::demo(db).await;
        let kessai = app.browser("kyuyo-kessai").await;
        let rows = |page: &str| page.matches("class=\"condition-row\"").count();
        let first = kessai.get(RINJI).await;
        assert_eq!(rows(&first.body), 5);
        assert!(first.body.contains("条件の行を追加"));
        let mut fields = vec![("more", "rows"), ("reason", "所見です")];
        for text in ["一つ目", "", "三つ目", "", "五つ目"] {
            fields.extend([("condition", text), ("condition_org", "KYUYO"), ("condition_due", "R8.12.4")]);
        }
        let more = post(&kessai, RINJI, "gate_conditional", &fields).await;
        assert_eq!((more.status.as_u16(), rows(&more.body)), (200, 10), "{}", more.text());
        assert!(more.text().contains("条件の行を追加しました"), "{}", more.text());
        assert_eq!(html::value(&more.body, "gate_conditional-condition-4").as_deref(), Some("五つ目"), "kept in its row");
        assert_eq!(html::value(&more.body, "gate_conditional-condition-9").as_deref(), Some(""));
        assert!(kessai.get(RINJI).await.text().contains("判定待ち"), "nothing was decided");
        // Up to twenty, and a sentence at the end.
        for _ in 0..13 {
            fields.extend([("condition", ""), ("condition_org", ""), ("condition_due", "")]);
        }
        let most = post(&kessai, RINJI, "gate_conditional", &fields).await;
        assert_eq!(rows(&most.body), 20);
        assert!(most.text().contains("条件は20件まで") && !most.body.contains("name=\"more\""), "{}", most.text());
        // More than five are decided, each a 課題.
        let mut fields = vec![("reason", "所見です")];
        for text in ["1", "2", "3", "4", "5", "6", "7"] {
            fields.extend([("condition", text), ("condition_org", "KYUYO"), ("condition_due", "R8.12.4")]);
        }
        let done = post(&kessai, RINJI, "gate_conditional", &fields).await;
        led_to(&done, "/cases/SOMU-2026-001/stages/6?system=RINJI&done=gate_conditional");
    }

    async fn a_request_is_taken_back_with_a_reason_by_whose_it_is(db) {
        let app = TestApp::demo(db).await;
        let (vendor, kyuyo) = (app.browser("vendor-a").await, app.browser("kyuyo").await);
        let page = vendor.get(RINJI).await;
        assert!(!page.body.contains("value=\"recall_gate\"") && page.text().contains("取り下げられるのは、依頼や提案をした人"), "{}", page.text());
        assert!(!page.body.contains("add_stage_line-required") && !page.body.contains("add_stage_line-side"));
        assert_eq!(post(&vendor, RINJI, "recall_gate", &[("reason", "直す")]).await.status, 403);
        let refused = post(&kyuyo, RINJI, "recall_gate", &[("reason", "")]).await;
        assert_eq!(refused.status, 422);
        assert!(html::error(&refused.body, "recall_gate", "reason").is_some());
        let done = post(&kyuyo, RINJI, "recall_gate", &[("reason", "資料を直す")]).await;
        led_to(&done, "/cases/SOMU-2026-001/stages/6?system=RINJI&done=recall_gate");
        assert!(kyuyo.get(RINJI).await.text().contains("資料を直す"), "the history tells why");
    }

    async fn the_checklist_is_kept_by_plain_forms(db) {
        let app = TestApp::demo(db).await;
        let kanri = app.browser("kanri-somu").await;
        let page = kanri.get(JINKYU).await;
        let line = page.body.split("id=\"line-").nth(3).and_then(|it| it.split('"').next()).expect("a line").to_owned();
        let done = post(&kanri, JINKYU, "tick_stage_line", &[("line", &line)]).await;
        led_to(&done, "/cases/SOMU-2026-001/stages/6?system=JINKYU&done=tick_stage_line");
        let edit = format!("{JINKYU}&edit={line}");
        let form = kanri.get(&edit).await;
        assert!(html::element(&form.body, "edit_stage_line-evidence").is_some(), "the form of the line is open");
        let version = html::version(&form.body);
        let mut fields = vec![
            ("do", "edit_stage_line"), ("version", version.as_str()), ("system", "JINKYU"), ("line", line.as_str()),
            ("owner", "vendor-b"), ("due", "あした"), ("evidence", "javascript:alert(1)"),
        ];
        let refused = kanri.post(&edit, &fields).await;
        assert_eq!(refused.status, 422);
        assert!(html::error(&refused.body, "edit_stage_line", "evidence").is_some());
        assert!(!refused.body.contains("href=\"javascript:"));
        fields[5].1 = "R8.11.27";
        fields[6].1 = "https://share.example/結果.xlsx";
        assert_eq!(kanri.post(&edit, &fields).await.status, 303);
        let page = kanri.get(JINKYU).await;
        assert!(page.text().contains("今村 玲子") && page.body.contains("href=\"https://share.example/"), "{}", page.text());
        let left = post(&kanri, JINKYU, "leave_out_line", &[("line", &line), ("reason", "対象の要件がない")]).await;
        assert_eq!(left.status, 303);
        assert!(kanri.get(JINKYU).await.text().contains("対象外の理由：対象の要件がない"));
        let added = post(&kanri, JINKYU, "add_stage_line", &[("line", "</textarea><script>x</script>"), ("required", "on")]).await;
        assert_eq!(added.status, 303);
        assert!(!kanri.get(JINKYU).await.body.contains("<script>x"));
    }
}

async fn app() -> TestApp {
    TestApp::demo(TestDb::demo(Kind::Sqlite).await).await
}

#[tokio::test]
async fn the_case_and_the_list_lead_to_every_stage() {
    let app = app().await;
    let kyuyo = app.browser("kyuyo").await;
    for path in ["/cases", "/cases/SOMU-2026-001"] {
        let page = kyuyo.get(path).await;
        for href in ["/cases/SOMU-2026-001/stages/1\"", "/cases/SOMU-2026-001/stages/6?system=JINKYU\""] {
            assert!(page.body.contains(&format!("href=\"{href}")), "{path} {href}");
        }
    }
    let choose = kyuyo.get("/cases/SOMU-2026-001/stages/6").await;
    assert!(choose.status == 200 && choose.text().contains("システムを選んでください"), "{}", choose.text());
    let early = kyuyo.get("/cases/SOMU-2026-002").await;
    assert!(early.text().contains("前の工程の完了判定を待たずに開始しています"), "the warning stays");
    let stage = kyuyo.get("/cases/SOMU-2026-002/stages/5?system=RINJI").await;
    assert!(stage.text().contains("差額計算バッチの骨格は"), "with its reason: {}", stage.text());
}

#[tokio::test]
async fn an_early_start_asks_for_its_reason() {
    let app = app().await;
    let kanri = app.browser("kanri-somu").await;
    let seven = "/cases/SOMU-2026-001/stages/7?system=SHOMU";
    let page = kanri.get(seven).await;
    assert!(page.text().contains("完了判定がまだ済んでいません"), "{}", page.text());
    let refused = post(&kanri, seven, "start_stage", &[("on", "R8.11.24"), ("reason", "")]).await;
    assert_eq!(refused.status, 422);
    assert!(html::error(&refused.body, "start_stage", "reason").is_some());
    let started = post(&kanri, seven, "start_stage", &[("on", "R8.11.24"), ("reason", "周知を先に行う")]).await;
    led_to(&started, "/cases/SOMU-2026-001/stages/7?system=SHOMU&done=start_stage");
    assert!(kanri.get(seven).await.text().contains("理由：周知を先に行う"));
}

#[tokio::test]
async fn masters_are_changed_on_their_pages_by_whoever_may() {
    let app = app().await;
    let admin = app.browser("admin").await;
    let page = admin.get("/admin/checklists?stage=6").await;
    assert!(page.status == 200 && page.text().contains("業務所管課の受入れ判定が「合格」である"), "{}", page.text());
    let added =
        admin.post("/admin/checklists", &[("do", "add_template"), ("stage", "6"), ("line", "追加の項目")]).await;
    led_to(&added, "/admin/checklists?stage=6&done=add_template");
    let refused =
        admin.post("/admin/checklists?stage=6", &[("do", "add_template"), ("stage", "6"), ("line", " ")]).await;
    assert_eq!(refused.status, 422);
    assert!(html::error(&refused.body, "add_template", "line").is_some());
    let fields = [("do", "set_approver"), ("org", "KYUYO"), ("stage", "6"), ("approver", "vendor-a")];
    let refused = admin.post("/admin/approvers", &fields).await;
    assert_eq!(refused.status, 422);
    let said = html::error(&refused.body, "set_approver", "approver");
    assert_eq!(said.as_deref(), Some("この人は、この課の決裁者ではないため選べません。"));
    let fields = [("do", "set_approver"), ("org", "KYUYO"), ("stage", "6"), ("approver", "kyuyo-kessai")];
    led_to(&admin.post("/admin/approvers", &fields).await, "/admin/approvers?done=set_approver");
    assert!(admin.get("/admin/approvers").await.text().contains("大庭 康弘"));
    for (login, reads) in
        [("keiyaku", true), ("kanri-somu", true), ("kyuyo", false), ("vendor-a", false), ("op-somu", false)]
    {
        let who = app.browser(login).await;
        for path in ["/admin/checklists", "/admin/approvers"] {
            assert_eq!(who.get(path).await.status, if reads { 200 } else { 404 }, "{login} {path}");
        }
        // Who may not know of the page is told nothing else for posting to it.
        let refused = if reads { 403 } else { 404 };
        assert_eq!(who.post("/admin/approvers", &fields).await.status, refused, "{login}");
    }
}

#[tokio::test]
async fn a_reader_of_english_gets_english() {
    let app = app().await;
    let kessai = app.browser("kyuyo-kessai").await;
    kessai.post("/account", &[("do", "account"), ("language", "en"), ("date_style", "seireki")]).await;
    let page = kessai.get(RINJI).await;
    for words in ["Gate", "Checklist", "What this stage is for", "Approve with conditions"] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
}
