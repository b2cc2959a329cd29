//! The forms of 管理 through the real router, without JavaScript: accepted ones redirect, refused
//! ones come back with everything typed.

use tests::{Answer, Browser, Kind, TestApp, TestDb, both_dbs};

const PAGES: [&str; 10] = [
    "/admin",
    "/admin/users",
    "/admin/users/new",
    "/admin/users/op-somu",
    "/admin/organisations",
    "/admin/organisations/KYUYO",
    "/admin/systems",
    "/admin/systems/SHOMU",
    "/admin/calendar?year=2028",
    "/admin/calendar/day",
];

async fn app() -> TestApp {
    TestApp::demo(TestDb::demo(Kind::Sqlite).await).await
}

/// The start tag with this id.
fn tag<'a>(answer: &'a Answer, id: &str) -> &'a str {
    let at = answer.body.find(&format!(" id=\"{id}\"")).unwrap_or_else(|| panic!("{id} in {}", answer.text()));
    let start = answer.body[..at].rfind('<').unwrap_or_default();
    &answer.body[start..at + answer.body[at..].find('>').unwrap_or_default()]
}

/// The version that a form of that verb carries.
fn version(answer: &Answer, verb: &str) -> String {
    let form = answer.body.split("<form").find(|it| it.contains(&format!("value=\"{verb}\""))).expect("the form");
    let input = form.split("<input").find(|it| it.contains("name=\"version\"")).expect("its version");
    let value = input.split("value=\"").nth(1).expect("a value");
    value.split('"').next().unwrap_or_default().to_owned()
}

async fn send(who: &Browser<'_>, path: &str, verb: &str, fields: &[(&str, &str)]) -> Answer {
    let version = version(&who.get(path).await, verb);
    let mut all = vec![("do", verb), ("version", version.as_str())];
    all.extend(fields);
    who.post(path, &all).await
}

both_dbs! {
    async fn only_row_31_finds_the_pages_and_each_keeps_its_budget(db) {
        let app = TestApp::demo(db).await;
        for (login, within) in
            [("admin", true), ("sekinin", true), ("kanri-somu", true), ("kyuyo", false), ("op-somu", false), ("vendor-a", false), ("consul", false)]
        {
            let browser = app.browser(login).await;
            let menu = browser.get("/").await.body.contains("href=\"/admin\"");
            assert_eq!(menu, within, "{login}: the menu");
            for page in PAGES {
                let before = app.db.store.statements();
                let answer = browser.get(page).await;
                let spent = app.db.store.statements() - before;
                assert_eq!(answer.status, if within { 200 } else { 404 }, "{login} {page}");
                assert!(spent <= 6, "{login} {page}: {spent} statements");
            }
        }
        let reader = app.browser("keiyaku").await;
        for page in ["/admin", "/admin/users", "/admin/users/kyuyo", "/admin/systems/SHOMU", "/admin/calendar"] {
            let answer = reader.get(page).await;
            assert_eq!(answer.status, 200, "{page}");
            assert!(!answer.body.contains("name=\"version\""), "{page}: nothing to change");
        }
        assert_eq!(reader.get("/admin/calendar/day").await.status, 403);
        assert_eq!(reader.get("/admin/users/op-somu").await.status, 404, "9-(5)");
        let refused = reader.post("/admin/users/kyuyo", &[("do", "disable_account"), ("version", "1")]).await;
        assert_eq!(refused.status, 403);
        let manager = app.browser("kanri-somu").await;
        for page in ["/admin/users/sekinin", "/admin/users/op-kyoiku", "/admin/users/nobody", "/admin/systems/NONE"] {
            assert_eq!(manager.get(page).await.status, 404, "{page}");
            assert_eq!(manager.post(page, &[("do", "disable_account"), ("version", "1")]).await.status, 404, "{page}");
        }
    }

    async fn the_administrator_reads_no_case_on_any_page(db) {
        let app = TestApp::demo(db).await;
        let admin = app.browser("admin").await;
        let preview = "/admin/calendar/day?day=R8.12.1&reach=CITY&says=closed&label=x&reason=y";
        for page in PAGES.iter().copied().chain(["/admin/users/kyuyo", "/admin/users/vendor-a", preview]) {
            let answer = admin.get(page).await;
            assert_eq!(answer.status, 200, "{page}");
            for hidden in ["SOMU-20", "KYOIKU-20", "年末調整"] {
                assert!(!answer.body.contains(hidden), "{page} tells {hidden}");
            }
        }
        assert!(admin.get("/admin/users/kyuyo").await.text().contains("あなたには公開されていない課題："));
        assert!(admin.get(preview).await.text().contains("うち、あなたには公開されていないもの："));
    }
}

#[tokio::test]
async fn a_refused_account_comes_back_as_typed_without_its_password() {
    let app = app().await;
    let admin = app.browser("admin").await;
    let typed = [
        ("do", "add_account"),
        ("version", "0"),
        ("login_id", "shin nin!"),
        ("name", "新任 職員"),
        ("kana", ""),
        ("job_title", "給与課 係員"),
        ("affiliation", "KYUYO"),
        ("role", "vendor_manager"),
        ("center", ""),
        ("from", "来週"),
        ("to", ""),
        ("password", "geheim-geheim"),
    ];
    let answer = admin.post("/admin/users/new", &typed).await;
    assert_eq!(answer.status, 422);
    for (id, kept) in [("login_id", "shin nin!"), ("name", "新任 職員"), ("job_title", "給与課 係員"), ("from", "来週")]
    {
        assert!(tag(&answer, &format!("add_account-{id}")).contains(&format!("value=\"{kept}\"")), "{id}");
    }
    for wrong in ["login_id", "kana", "role", "from"] {
        assert!(tag(&answer, &format!("add_account-{wrong}")).contains("aria-invalid=\"true\""), "{wrong}");
    }
    assert!(!answer.body.contains("geheim"), "a password is never sent back");
    let mut right = typed;
    (right[2].1, right[4].1, right[7].1, right[9].1) = ("shin.nin", "シンニン", "section_officer", "R8.11.24");
    let answer = admin.post("/admin/users/new", &right).await;
    assert_eq!(answer.location.as_deref(), Some("/admin/users/shin.nin?done=add_account"));
    let page = admin.get("/admin/users/shin.nin?done=add_account").await;
    assert!(page.text().contains("アカウントを作成しました。") && page.text().contains("新任 職員"), "{}", page.text());
}

#[tokio::test]
async fn a_stale_edit_shows_both_versions() {
    let app = app().await;
    let (first, second) = (app.browser("sekinin").await, app.browser("admin").await);
    let path = "/admin/users/kyuyo";
    let before = version(&second.get(path).await, "edit_account");
    let done =
        send(&first, path, "edit_account", &[("name", "松永 めぐみ"), ("kana", "マツナガ"), ("job_title", "係長")])
            .await;
    assert_eq!(done.status, 303, "{}", done.text());
    let typed = [
        ("do", "edit_account"),
        ("version", &before),
        ("name", "松永 恵子"),
        ("kana", "マツナガ"),
        ("job_title", "係長"),
    ];
    let answer = second.post(path, &typed).await;
    assert_eq!(answer.status, 409);
    assert!(tag(&answer, "edit_account-name").contains("value=\"松永 恵子\""));
    assert!(answer.text().contains("現在の氏名： 松永 めぐみ"), "{}", answer.text());
    assert!(answer.text().contains("ほかの人がこの内容を変更しました"));
    let again = version(&answer, "edit_account");
    let mut typed = typed;
    typed[1].1 = &again;
    assert_eq!(second.post(path, &typed).await.status, 303, "after reading, it can be saved");
}

#[tokio::test]
async fn a_leaver_is_handed_over_by_plain_forms() {
    let app = app().await;
    let lead = app.browser("sekinin").await;
    let leaver = app.browser("kyuyo").await;
    let path = "/admin/users/kyuyo";
    let page = lead.get(path).await;
    assert!(page.body.contains("name=\"successor-"), "each 課題 has its own successor");
    let wrong = send(&lead, path, "leave", &[("last_day", "2026-13-01"), ("successor", "kyuyo-kessai")]).await;
    assert_eq!(wrong.status, 422);
    assert!(tag(&wrong, "leave-last_day").contains("value=\"2026-13-01\""));
    assert!(wrong.body.contains("<option value=\"kyuyo-kessai\" selected"), "the choice stays");
    let done = send(&lead, path, "leave", &[("last_day", "R8.11.24"), ("successor", "kyuyo-kessai")]).await;
    assert_eq!(done.location.as_deref(), Some("/admin/users/kyuyo?done=leave"), "{}", done.text());
    let out = leaver.get("/issues").await;
    assert_eq!((out.status.as_u16(), out.location.is_some()), (303, true), "signed out at once");
}

#[tokio::test]
async fn a_day_is_previewed_at_an_address_and_saved_by_a_post() {
    let app = app().await;
    let lead = app.browser("sekinin").await;
    let blank = lead.get("/admin/calendar/day").await;
    assert!(!blank.body.contains("aria-invalid=\"true\""), "an empty form is no wrong form");
    let query =
        "day=R8.12.1&reach=SOMU&says=closed&label=%E5%81%9C%E9%9B%BB&reason=%E5%85%A8%E9%A4%A8%E5%81%9C%E9%9B%BB";
    let preview = lead.get(&format!("/admin/calendar/day?{query}")).await;
    let text = preview.text();
    assert!(text.contains("この設定の影響") && text.contains("SOMU-2026-001"), "{text}");
    assert!(text.contains("本番リリースの最終日がR8.12.1からR8.11.30に変わります"), "{text}");
    let wrong = lead.get("/admin/calendar/day?day=R8.12.1&reach=SOMU&says=closed&label=&reason=y").await;
    assert!(tag(&wrong, "set_day-label").contains("aria-invalid=\"true\""));
    assert!(tag(&wrong, "set_day-day").contains("value=\"R8.12.1\""), "what was typed stays");
    let fields = [
        ("do", "set_day"),
        ("version", "0"),
        ("day", "R8.12.1"),
        ("reach", "SOMU"),
        ("says", "closed"),
        ("label", "停電"),
        ("reason", "全館停電"),
    ];
    let done = lead.post("/admin/calendar/day", &fields).await;
    assert_eq!(done.location.as_deref(), Some("/admin/calendar?year=2026&done=set_day"), "{}", done.text());
    let year = lead.get("/admin/calendar?year=2026").await.text();
    assert!(year.contains("停電") && year.contains("令和8年（2026年）の開庁日数"), "{year}");
    let stale = lead.post("/admin/calendar/day", &fields).await;
    assert_eq!(stale.status, 409);
    assert!(stale.text().contains("現在の設定：閉庁日（停電）"), "{}", stale.text());
    let case = lead.get("/cases/SOMU-2026-001").await;
    assert!(case.text().contains("R8.11.30"), "the signal counts by it: {}", case.text());
}

#[tokio::test]
async fn a_warning_beside_a_date_knows_the_days_set_by_hand() {
    let app = app().await;
    let lead = app.db.actor("sekinin").await;
    let input = domain::admin::DayInput {
        day: "2026-12-11".into(),
        reach: "SOMU".into(),
        says: "closed".into(),
        name: "停電".into(),
        reason: "全館停電".into(),
    };
    app.db.store.set_day(&lead, 0, &input).await.unwrap();
    let officer = app.browser("keiyaku").await;
    let reader = app.db.actor("keiyaku").await;
    for (case, warned) in [("SOMU-2026-001", true), ("KYOIKU-2026-001", false)] {
        let first = super::issues(&app.db.store, &reader, &format!("case={case}")).await.remove(0);
        let page = &format!("/issues/{}", first.key);
        let fields = [("do", "move_deadline"), ("version", "0"), ("due", "R8.12.11"), ("reason", "理由")];
        let answer = officer.post(page, &fields).await;
        let text = answer.text();
        assert_eq!(text.contains("閉庁日です（休業日の設定）"), warned, "{page} {}: {text}", answer.status);
    }
}

#[tokio::test]
async fn the_calendar_marks_what_is_computed_and_moved() {
    let app = app().await;
    let reader = app.browser("keiyaku").await;
    let year = async |n: i32| reader.get(&format!("/admin/calendar?year={n}")).await.text();
    assert!(year(2020).await.contains("令和2年7月24日（金） スポーツの日"));
    assert!(year(2019).await.contains("天皇の即位の日"));
    assert!(!year(2027).await.contains("春分の日 推定"));
    assert!(year(2028).await.contains("春分の日 推定"));
    assert!(year(2035).await.contains("秋分の日 推定"));
    assert!(year(2099).await.contains("令和17年（2035年）の開庁日数"), "no further than the last year");
}

#[tokio::test]
async fn masters_are_added_edited_and_shown_in_english() {
    let app = app().await;
    let admin = app.browser("admin").await;
    let typed = [
        ("do", "add_org"),
        ("version", "0"),
        ("code", "財政"),
        ("org_kind", "business"),
        ("label", "財政課"),
        ("name_en", "Finance Section"),
        ("bureau", "財政局"),
        ("sort", "25"),
        ("from", "R8.4.1"),
        ("to", ""),
    ];
    let refused = admin.post("/admin/organisations", &typed).await;
    assert_eq!(refused.status, 422);
    assert!(tag(&refused, "add_org-label").contains("value=\"財政課\""));
    assert!(tag(&refused, "add_org-code").contains("aria-invalid=\"true\""));
    let mut right = typed;
    right[2].1 = "ZAISEI";
    let done = admin.post("/admin/organisations", &right).await;
    assert_eq!(done.location.as_deref(), Some("/admin/organisations/ZAISEI?done=add_org"), "{}", done.text());
    let taken = admin.post("/admin/organisations", &right).await;
    assert_eq!(taken.status, 409);
    assert!(tag(&taken, "add_org-code").contains("aria-invalid=\"true\""));
    let vendor =
        send(&admin, "/admin/systems/SHOMU", "change_vendor", &[("vendor", "VENDOR-B"), ("from", "R9.4.1")]).await;
    assert_eq!(vendor.location.as_deref(), Some("/admin/systems/SHOMU?done=change_vendor"), "{}", vendor.text());
    let page = admin.get("/admin/systems/SHOMU").await.text();
    assert!(page.contains("R9.4.1～ ベンダーB") && page.contains("～R9.3.31 ベンダーA"), "{page}");
    admin.post("/account", &[("do", "account"), ("language", "en"), ("date_style", "seireki")]).await;
    for (page, word) in [
        ("/admin/organisations", "Finance Section"),
        ("/admin/users/kyuyo", "Departure and hand-over"),
        ("/admin/calendar?year=2026", "Open days of 2026"),
        ("/admin/calendar/day", "Check the effects"),
        ("/admin/systems/SHOMU", "Change the vendor"),
    ] {
        assert!(admin.get(page).await.text().contains(word), "{page}");
    }
}

#[tokio::test]
async fn ending_an_organisation_is_looked_at_before_it_is_saved() {
    let app = app().await;
    let lead = app.browser("sekinin").await;
    let path = "/admin/organisations/KYUYO";
    let page = lead.get(path).await;
    let held = |id: &str| {
        let tag = tag(&page, id);
        tag.split("value=\"").nth(1).and_then(|it| it.split('"').next()).unwrap_or_default().to_owned()
    };
    let (name, name_en) = (held("edit_org-label"), held("edit_org-name_en"));
    let (bureau, sort, from) = (held("edit_org-bureau"), held("edit_org-sort"), held("edit_org-from"));
    let mut fields = vec![
        ("label", name.as_str()),
        ("name_en", name_en.as_str()),
        ("bureau", bureau.as_str()),
        ("sort", sort.as_str()),
        ("from", from.as_str()),
        ("to", "R9.3.31"),
    ];
    let shown = send(&lead, path, "edit_org", &fields).await;
    assert_eq!(shown.status, 200, "nothing is wrong: {}", shown.text());
    for words in ["まだ保存していません", "この有効期間で影響を受けるもの", "SOMU-2026-001", "業務所管課", "松永 恵"]
    {
        assert!(shown.text().contains(words), "{words}: {}", shown.text());
    }
    assert!(tag(&shown, "edit_org-to").contains("R9.3.31"), "what was typed is kept");
    assert!(!lead.get(path).await.text().contains("R9.3.31"), "nothing was saved");
    let seen = shown.body.split("name=\"seen\" value=\"").nth(1).and_then(|it| it.split('"').next()).unwrap();
    fields.push(("seen", seen));
    let done = send(&lead, path, "edit_org", &fields).await;
    assert_eq!(done.location.as_deref(), Some("/admin/organisations/KYUYO?done=edit_org"), "{}", done.text());
    assert!(lead.get(path).await.text().contains("R9.3.31"));
}

#[tokio::test]
async fn ending_a_system_shows_its_lanes_before_it_is_saved() {
    let app = app().await;
    let lead = app.browser("sekinin").await;
    let path = "/admin/systems/JINKYU";
    let page = lead.get(path).await;
    let held = |id: &str| {
        let tag = tag(&page, id);
        tag.split("value=\"").nth(1).and_then(|it| it.split('"').next()).unwrap_or_default().to_owned()
    };
    let (name, name_en) = (held("edit_system-label"), held("edit_system-name_en"));
    let (sort, from) = (held("edit_system-sort"), held("edit_system-from"));
    let mut fields = vec![
        ("label", name.as_str()),
        ("name_en", name_en.as_str()),
        ("revised", "on"),
        ("sort", sort.as_str()),
        ("from", from.as_str()),
        ("to", "R9.3.31"),
    ];
    let shown = send(&lead, path, "edit_system", &fields).await;
    assert_eq!(shown.status, 200, "nothing is wrong: {}", shown.text());
    let form = shown.body.split("system-ending").nth(2).unwrap_or_default();
    for words in ["href=\"/cases/SOMU-2026-001\"", "このシステムの未完了の課題", "href=\"/issues/SOMU-2026-001-13\""]
    {
        assert!(form.contains(words), "{words}: {form}");
    }
    assert!(shown.text().contains("まだ保存していません"), "{}", shown.text());
    assert!(tag(&shown, "edit_system-to").contains("R9.3.31"), "what was typed is kept");
    assert!(!lead.get(path).await.text().contains("R9.3.31"), "nothing was saved");
    let seen = shown.body.split("name=\"seen\" value=\"").nth(1).and_then(|it| it.split('"').next()).unwrap();
    fields.push(("seen", seen));
    let done = send(&lead, path, "edit_system", &fields).await;
    assert_eq!(done.location.as_deref(), Some("/admin/systems/JINKYU?done=edit_system"), "{}", done.text());
    assert!(lead.get(path).await.text().contains("R9.3.31"));
}
