//! 今日 by role, 線表, the ranking and 信号, as people get them.

use super::{CASE, html};
use tests::{Kind, TestApp, TestDb, both_dbs};

async fn app() -> TestApp {
    TestApp::demo(TestDb::demo(Kind::Sqlite).await).await
}

/// Where the sections of 今日 stand: the wide column and the narrow one.
fn columns(body: &str) -> [Vec<String>; 2] {
    let ids = |part: &str| {
        let sections = part.split("<section id=\"").skip(1);
        sections.filter_map(|it| it.split('"').next()).map(str::to_owned).collect()
    };
    let (main, side) = body.split_once("class=\"today-side\"").expect("two columns");
    [ids(main), ids(side.split("</main>").next().unwrap_or(side))]
}

#[tokio::test]
async fn each_of_the_six_finds_the_three_answers_on_top() {
    let app = app().await;
    // The first of the wide column, the first of the narrow one, and a third above the fold.
    for (login, main, side) in [
        ("kyuyo", &["mine", "soon"][..], &["cases", "changes"][..]),
        ("keiyaku", &["cases", "overdue"], &["waiting", "changes"]),
        ("vendor-a", &["mine", "waiting"], &["cases", "changes"]),
        ("consul", &["mine", "soon"], &["laws", "cases"]),
        ("kanri-somu", &["mine", "overdue"], &["waiting", "cases"]),
        ("opkanri-kyoiku", &["soon", "mine"], &["changes", "cases"]),
    ] {
        let browser = app.browser(login).await;
        let answer = browser.get("/").await;
        assert_eq!(answer.status, 200, "{login}");
        let [wide, narrow] = columns(&answer.body);
        assert_eq!(wide[..2], *main, "{login}: {wide:?}");
        assert_eq!(narrow[..2], *side, "{login}: {narrow:?}");
        assert_eq!(
            answer.text().contains("ボール保持日数の順位"),
            !["vendor-a", "opkanri-kyoiku"].contains(&login),
            "{login}"
        );
    }
}

#[tokio::test]
async fn a_gate_that_waits_stands_on_the_page_of_its_section() {
    let app = app().await;
    let body = app.browser("kyoshokuin-kessai").await.get("/").await.body;
    // K-03: 工程5 of KJINKYU waits for its gate.
    assert!(columns(&body)[1].iter().any(|id| id == "gates-open"), "{:?}", columns(&body));
    assert!(body.contains("href=\"/cases/KYOIKU-2026-002/stages/5?system=KJINKYU\""));
    let body = app.browser("kyuyo-kessai").await.get("/").await.body;
    assert!(
        !columns(&body).concat().iter().any(|id| id == "gates-open"),
        "what waits for oneself is told once, on top"
    );
    assert_eq!(body.matches("id=\"gates\"").count(), 1);
}

both_dbs! {
    async fn every_reason_leads_to_its_rows(db) {
        let app = TestApp::demo(db).await;
        let kyuyo = app.browser("kyuyo").await;
        let page = kyuyo.get(&format!("/cases/{CASE}")).await;
        for (reason, href, rows) in [
            ("期限を過ぎた課題が4件あります", format!("/cases/{CASE}/issues?due=overdue"), 4),
            ("工程完了判定を止めている課題が2件あります", format!("/cases/{CASE}/issues?gate=blocks"), 2),
            ("重要度「大」の課題が2件未完了です", format!("/cases/{CASE}/issues?severity=high"), 2),
        ] {
            let link = page.body.split("<a href=\"").find(|it| it.contains(reason)).unwrap_or_else(|| panic!("{reason}: {}", page.text()));
            assert_eq!(link.split('"').next(), Some(href.as_str()), "{reason}");
            let list = kyuyo.get(&href).await;
            assert!(list.text().contains(&format!("{rows}件")), "{href}: {}", list.text());
            let shown = list.body.matches("<th scope=\"row\" class=\"col-key\"").count();
            assert!(shown == rows || shown == 0, "{href}: {shown} rows");
        }
        assert!(kyuyo.get("/issues?gate=blocks").await.text().contains("工程完了判定を止める：はい"));
        // A delay leads to its 工程.
        let body = app.browser("sekinin").await.get("/cases/SOMU-2026-002").await.body;
        assert!(body.contains("href=\"/cases/SOMU-2026-002/stages/5?system=RINJI\""));
    }

    async fn the_signal_is_set_and_taken_back_by_forms(db) {
        let app = TestApp::demo(db).await;
        let kanri = app.browser("kanri-somu").await;
        let path = format!("/cases/{CASE}");
        let form = [("do", "override_signal"), ("signal", "red"), ("due", "R8.12.1"), ("reason", "判定会の前に上げる")];
        let with = |field: &'static str, value: &'static str| form.map(|(name, right)| (name, if name == field { value } else { right }));
        for (field, value, sentence) in [
            ("signal", "", "信号を入力してください。"),
            ("signal", "green", "選択肢にありません。もう一度選んでください。"),
            ("due", "", "期限を入力してください。"),
            ("due", "R8.11.20", "今日（令和8年11月24日（火））以降の日付を入力してください。"),
            ("due", "R9.3.1", "令和8年12月22日（火）までの日付を入力してください。"),
            ("reason", " ", "理由を入力してください。"),
        ] {
            let answer = kanri.post(&path, &with(field, value)).await;
            assert_eq!(answer.status, 422, "{field} {value}");
            assert_eq!(html::error(&answer.body, "override_signal", field).as_deref(), Some(sentence), "{field} {value}");
            if field != "reason" {
                assert_eq!(html::value(&answer.body, "override_signal-reason").as_deref(), Some("判定会の前に上げる"), "kept");
            }
        }
        let answer = kanri.post(&path, &form).await;
        assert_eq!((answer.status.as_u16(), answer.location.as_deref()), (303, Some("/cases/SOMU-2026-001?done=override_signal")));
        let said = "手動で「赤」に設定しています（R8.12.1まで";
        for (login, reads) in [("kyuyo", true), ("keiyaku", true), ("vendor-a", false), ("op-somu", false)] {
            let browser = app.browser(login).await;
            for page in [path.clone(), format!("{path}/signals"), "/cases".to_owned()] {
                let text = browser.get(&page).await.text();
                assert_eq!(text.contains(said), reads, "{login} {page}");
                assert_eq!(text.contains("判定会の前に上げる"), reads, "{login} {page}");
            }
            assert!(!browser.get(&path).await.body.contains("name=\"do\" value=\"override_signal\""), "{login} has no form");
            assert_eq!(browser.post(&path, &form).await.status, 403, "{login}");
        }
        assert_eq!(app.browser("kanri-kyoiku").await.post(&path, &form).await.status, 404);
        let history = kanri.get(&format!("{path}/signals")).await.text();
        assert!(history.contains("手動"), "{history}");
        let answer = kanri.post(&path, &[("do", "release_signal")]).await;
        assert_eq!(answer.status, 303);
        assert!(!kanri.get(&path).await.text().contains(said));
    }
}

#[tokio::test]
async fn the_timeline_is_drawn_without_styles_and_told_in_a_table() {
    let app = app().await;
    let sekinin = app.browser("sekinin").await;
    let answer = sekinin.get("/timeline").await;
    let body = &answer.body;
    let picture =
        body.split("<table class=\"timeline ").nth(1).and_then(|it| it.split("</table>").next()).expect("a picture");
    for (what, least) in [
        ("bar-plan", 60),
        ("bar-done", 30),
        ("bar-doing", 8),
        ("timeline-today", 10),
        ("mark-live", 10),
        ("mark-force", 5),
        ("mark-latest", 5),
        ("season-year_end_adjustment", 10),
        ("is-clash", 5),
    ] {
        let found =
            picture.matches(&format!("class=\"{what}")).count() + picture.matches(&format!(" {what}\"")).count();
        assert!(found >= least, "{what}: {found}");
    }
    for (name, tag) in html::tags(body) {
        assert!(html::attribute(&tag, "style").is_none(), "{name}: {tag}");
    }
    // Each bar leads to its 工程, by mouse; keyboards have the same link in the table.
    let href = "/cases/SOMU-2026-001/stages/5?system=RINJI";
    assert_eq!(body.matches(&format!("href=\"{href}\"")).count(), 2);
    assert!(picture.contains(&format!("<a href=\"{href}\" tabindex=\"-1\">")), "no stop for the keyboard");
    let text = answer.text();
    for fact in [
        "線表の内容（表）",
        "予 R8.8.28～R8.11.2",
        "当初 R8.8.26～R8.10.27",
        "実 R8.8.28～R8.11.2",
        "+4開庁日",
        "本番の重なり",
        "ほかに8件",
    ] {
        assert!(text.contains(fact), "{fact}");
    }
    let english = text.contains("Timeline");
    assert!(!english);
}

#[tokio::test]
async fn the_timeline_shows_any_months_in_any_order() {
    let app = app().await;
    let vendor = app.browser("vendor-a").await;
    let text = vendor.get("/timeline?group=vendor&from=R7.10&months=25&zoom=out").await.text();
    assert!(text.contains("ベンダーA") && !text.contains("ベンダーB") && !text.contains("JINKYU"), "{text}");
    let keiyaku = app.browser("keiyaku").await;
    let text = keiyaku.get("/timeline?from=2031-01").await.text();
    assert!(text.contains("この期間と状態に当てはまる案件はありません"), "{text}");
    let text = keiyaku.get("/timeline?from=x&months=121").await.text();
    assert!(text.contains("from=x months=121"), "what cannot be read is named: {text}");
    let body = keiyaku.get("/timeline?paper=a4").await.body;
    assert!(body.contains("timeline-page paper-a4"));
    // A step to the side keeps the rest of the view.
    let body = keiyaku.get("/timeline?from=2026-04&months=12&group=system&state=live").await.body;
    assert!(body.contains("href=\"/timeline?from=2025-10&amp;months=12&amp;group=system&amp;state=live\""));
    assert!(body.contains("href=\"/timeline?from=2026-10&amp;months=12&amp;group=system&amp;state=live\""));
}

#[tokio::test]
async fn the_ranking_is_for_any_period_and_not_for_everybody() {
    let app = app().await;
    let keiyaku = app.browser("keiyaku").await;
    let text = keiyaku.get("/ranking?from=R8.10.1&to=R8.10.31").await.text();
    assert!(text.contains("令和8年10月1日（木）～令和8年10月31日（土）") && text.contains("ベンダーA"), "{text}");
    let text = keiyaku.get("/ranking?from=2010-01-01&to=2010-12-31").await.text();
    assert!(text.contains("この期間にボールを持っていた組織はありません"), "{text}");
    let text = keiyaku.get("/ranking?from=2026-12-31&to=soon").await.text();
    // What, why and what to do, not names of parameters.
    assert!(
        text.contains("終了日「soon」は日付ではないため") && text.contains("「表示する」を押してください"),
        "{text}"
    );
    let text = keiyaku.get("/ranking?from=2026-12-31&to=2026-12-01").await.text();
    assert!(text.contains("終了日（令和8年12月1日（火））が開始日より前のため"), "{text}");
    for login in ["vendor-a", "opkanri-kyoiku", "op-somu", "admin"] {
        assert_eq!(app.browser(login).await.get("/ranking").await.status, 404, "{login}");
    }
}
