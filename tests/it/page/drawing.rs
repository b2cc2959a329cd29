//! 「入力した予定を図で確かめる」: it says what saving would say of the plan, and no success where it could not read it.

use super::{
    html,
    planning::{lines, press, proposed},
    watch::Watch,
};
use tests::{Answer, Browser, TestApp, both_dbs};

const DRAWN: &str = "入力した予定を図に表しました。";
const NO_MONTH: &str = "：この月はありません。";
const BACKWARDS: &str = "：終了が開始より前です。";

/// What stands at the top of the page about the lines of the plan, in order.
fn told(answer: &Answer, verb: &str) -> Vec<String> {
    let link = format!("<a href=\"#{verb}-plan\"");
    let each = answer.body.split(&link).skip(1).filter_map(|rest| rest.split("</a>").next()?.split_once('>'));
    each.map(|(_, sentence)| html::without_tags(sentence)).collect()
}

/// What the page draws: how many bars of the plan.
fn bars(answer: &Answer) -> usize {
    html::tags(&answer.body)
        .iter()
        .filter(|(_, tag)| {
            html::attribute(tag, "class").is_some_and(|class| class.starts_with("plan-bar") && !class.contains("first"))
        })
        .count()
}

/// Posts the plan that a page shows, with these changes.
async fn send(who: &Browser<'_>, path: &str, verb: &str, shown: &Answer, changes: &[(&str, &str)]) -> Answer {
    let mut fields = vec![("do".to_owned(), verb.to_owned()), ("version".to_owned(), html::version(&shown.body))];
    fields.extend(lines(&shown.body));
    for (name, value) in changes {
        fields.retain(|(known, _)| known != name);
        fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    who.post(path, &fields).await
}

/// Refused like saving, with the same sentences, beside the lines; nothing typed is lost.
fn is_refused_like(drawn: &Answer, saved: &Answer, verb: &str, changes: &[(&str, &str)]) {
    let text = drawn.text();
    assert_eq!((drawn.status.as_u16(), saved.status.as_u16()), (422, 422), "{text}");
    assert!(!text.contains(DRAWN), "no success: {text}");
    assert_eq!((told(drawn, verb).len(), told(drawn, verb)), (2, told(saved, verb)));
    assert!(text.contains(NO_MONTH) && text.contains(BACKWARDS), "{text}");
    let kept = lines(&drawn.body);
    for (name, value) in changes {
        assert!(kept.contains(&((*name).to_owned(), (*value).to_owned())), "{name}: {kept:?}");
        let line = name.trim_end_matches("-end").trim_end_matches("-start");
        assert!(drawn.body.contains(&format!("id=\"{line}-start-error\"")), "{line}: beside the line");
    }
}

both_dbs! {
    async fn a_new_plan_that_cannot_be_read_is_drawn_as_far_as_it_can_and_said_to_be_wrong(db) {
        let app = TestApp::demo(db).await;
        let manager = app.browser("kanri-somu").await;
        let shown = proposed(&manager).await;
        let watch = Watch::over(&app.db).await;
        let before = watch.look().await;
        let wrong = [("plan-3-RINJI-start", "令和9年13月1日"), ("plan-4-RINJI-end", "R9.1.1")];
        let (drawn, saved) = (press(&manager, "redraw", &shown, &wrong).await, press(&manager, "open", &shown, &wrong).await);
        is_refused_like(&drawn, &saved, "open", &wrong);
        assert_eq!((bars(&shown), bars(&drawn)), (12, 10), "what can be read is drawn");
        // A 本番 after the last day is said as well.
        let late = press(&manager, "redraw", &shown, &[("go_live_on", "R10.10.2")]).await;
        assert_eq!(late.status, 422);
        let said = html::error(&late.body, "open", "go_live_on").unwrap_or_default();
        assert!(said.starts_with("施行日に間に合う最終日（令和10年9月29日（金））より後です。"), "{said}");
        // What is no part of the plan can wait.
        let other = press(&manager, "redraw", &shown, &[("manager", "nobody"), ("section", "")]).await;
        assert_eq!(other.status, 200, "{}", other.text());
        assert!(other.text().contains(DRAWN) && bars(&other) == 12);
        assert_eq!(watch.look().await, before, "a picture writes nothing");
    }

    async fn a_moved_plan_that_cannot_be_read_is_not_said_to_be_drawn(db) {
        let app = TestApp::demo(db).await;
        let manager = app.browser("kanri-somu").await;
        let path = "/cases/SOMU-2026-003/plan";
        let shown = manager.get(path).await;
        let wrong = [("plan-6-SHOMU-start", "令和9年13月1日"), ("plan-7-SHOMU-end", "R9.1.1")];
        let with_reason = [wrong[0], wrong[1], ("reason", "様式待ち")];
        let drawn = send(&manager, path, "redraw", &shown, &with_reason).await;
        is_refused_like(&drawn, &send(&manager, path, "replan", &shown, &with_reason).await, "replan", &wrong);
        assert_eq!(html::value(&drawn.body, "replan-reason").as_deref(), Some("様式待ち"));
        assert!(bars(&drawn) < bars(&shown) && bars(&drawn) > 0, "what can be read is drawn");
        let past = send(&manager, path, "redraw", &shown, &[("go_live_on", "R8.11.20")]).await;
        assert_eq!(past.status, 422);
        assert!(html::error(&past.body, "replan", "go_live_on").is_some_and(|said| said.contains("以降の日付を入力してください")));
        // No reason is asked for, and nothing need have moved.
        let as_it_is = send(&manager, path, "redraw", &shown, &[]).await;
        assert_eq!(as_it_is.status, 200, "{}", as_it_is.text());
        assert!(as_it_is.text().contains(DRAWN));
        let officer = app.browser("kyuyo").await;
        assert_eq!(send(&officer, path, "redraw", &shown, &[]).await.status, 403, "who moves no plan draws none");
    }

    async fn the_plan_of_a_joining_system_that_cannot_be_read_is_not_said_to_be_drawn(db) {
        let app = TestApp::demo(db).await;
        let manager = app.browser("kanri-somu").await;
        let path = "/cases/SOMU-2026-004/edit";
        let first = manager.get(path).await;
        let shown = send(&manager, path, "add_lane", &first, &[("system", "SHOMU")]).await;
        assert_eq!(shown.status, 200, "{}", shown.text());
        let wrong = [("plan-3-SHOMU-start", "令和9年13月1日"), ("plan-4-SHOMU-end", "R8.1.1")];
        let of_system = [wrong[0], wrong[1], ("system", "SHOMU")];
        let drawn = send(&manager, path, "redraw", &shown, &of_system).await;
        is_refused_like(&drawn, &send(&manager, path, "add_lane", &shown, &of_system).await, "add_lane", &wrong);
        assert_eq!((bars(&shown), bars(&drawn)), (5, 3), "what can be read is drawn");
        let as_it_is = send(&manager, path, "redraw", &shown, &[("system", "SHOMU")]).await;
        assert!(as_it_is.status == 200 && as_it_is.text().contains(DRAWN), "{}", as_it_is.text());
    }
}
