//! Forms that are none of ours, or none of this person's.

use super::{CASE, app, html, raise};
use crate::page::watch::Watch;

#[tokio::test]
async fn forms_that_are_none_of_ours_do_nothing() {
    let app = app().await;
    let officer = app.browser("kyuyo").await;
    let key = raise(&officer, "件名", "内容").await;
    let watch = Watch::over(&app.db).await;
    let before = watch.look().await;
    let path = format!("/issues/{key}");
    let line = "01936d2e-0000-7000-8000-000000000001";
    let forms: [(&str, &[(&str, &str)]); 12] = [
        (&path, &[]),
        (&path, &[("do", "")]),
        (&path, &[("do", "delete"), ("version", "1")]),
        (&path, &[("do", "EDIT"), ("version", "1"), ("title", "x")]),
        (&path, &[("do", "tick"), ("line", line)]),
        (&path, &[("do", "tick"), ("line", "x")]),
        (&path, &[("do", "raise"), ("case", CASE), ("title", "x")]),
        (&path, &[("do", "resume"), ("version", "1")]),
        ("/issues/new", &[("case", CASE), ("title", "x")]),
        ("/issues/new", &[("do", "edit"), ("case", CASE), ("title", "x")]),
        ("/account", &[("language", "en"), ("date_style", "seireki")]),
        ("/cases", &[("do", "account"), ("language", "en"), ("date_style", "seireki")]),
    ];
    for (path, fields) in forms {
        let answer = officer.post(path, fields).await;
        assert!(answer.status.is_client_error(), "{path} {fields:?}: {} {:?}", answer.status, answer.location);
        assert!(answer.body.contains("class=\"site\""), "{path} {fields:?}");
    }
    assert_eq!(watch.look().await, before);
}

/// A form that its page does not offer to this person: nothing happens, what was typed is shown.
#[tokio::test]
async fn a_form_that_is_not_this_persons_is_refused_with_its_text() {
    let app = app().await;
    let officer = app.browser("kyuyo").await;
    let key = raise(&officer, "件名", "内容").await;
    let vendor = app.browser("vendor-b").await;
    let watch = Watch::over(&app.db).await;
    let path = format!("/issues/{key}");
    for (verb, field, status) in [("withdraw", "reason", 403), ("return", "reason", 409), ("approve", "text", 409)] {
        let before = watch.look().await;
        let version = html::version(&vendor.get(&path).await.body);
        let answer = vendor.post(&path, &[("do", verb), ("version", &version), (field, "私の文")]).await;
        assert_eq!(answer.status, status, "{verb}: {}", answer.text());
        assert_eq!(html::value(&answer.body, &format!("kept-{field}")).as_deref(), Some("私の文"), "{verb}");
        assert_eq!(watch.look().await, before, "{verb}");
    }
}
