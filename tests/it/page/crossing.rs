//! No word passes between operators and anybody outside the center (specification 9-(5)): not offered in any form, and
//! refused and noted when forged.

use super::{CASE, html, key_of, raise};
use sea_orm::{Database, FromQueryResult, Statement};
use tests::{Browser, Kind, TestApp, TestDb, both_dbs, people::EVERYBODY};

const OPERATORS: [&str; 4] = ["op-somu", "opkanri-somu", "op-kyoiku", "opkanri-kyoiku"];

/// The refused contacts in the log: by whom, and what was noted.
async fn noted(db: &TestDb) -> Vec<(String, String)> {
    #[derive(FromQueryResult)]
    struct Row {
        login: String,
        data: String,
    }
    let open = Database::connect(&db.url).await.unwrap();
    let sql = "SELECT u.login, e.data FROM event e JOIN user_account u ON u.id = e.actor_id
               WHERE e.kind = 'contact_refused' ORDER BY e.at, e.id";
    let rows =
        Row::find_by_statement(Statement::from_string(open.get_database_backend(), sql)).all(&open).await.unwrap();
    open.close().await.unwrap();
    rows.into_iter().map(|it| (it.login, it.data)).collect()
}

/// Everything that selects, boxes and hidden fields of a page offer to send.
fn offered(body: &str) -> Vec<String> {
    html::tags(body).iter().filter_map(|(_, tag)| html::attribute(tag, "value")).collect()
}

#[tokio::test]
async fn no_form_of_any_page_offers_a_person_of_the_other_side() {
    let app = TestApp::demo(TestDb::demo(Kind::Sqlite).await).await;
    let stages = (3..=7).map(|n| format!("/cases/{CASE}/stages/{n}?system=SHOMU"));
    let pages = [
        "/issues",
        "/issues/new",
        "/ranking",
        "/cases/new",
        "/relay",
        "/relay/new",
        "/admin/users",
        "/admin/users/kyuyo",
        "/admin/approvers",
    ]
    .map(str::to_owned)
    .into_iter()
    .chain(
        ["", "/edit", "/plan", "/issues", "/signals", "/stages/1", "/stages/2"].map(|it| format!("/cases/{CASE}{it}")),
    )
    .chain(stages)
    .chain([1, 8, 9, 12, 16].map(|n| format!("/issues/{CASE}-{n}")));
    let pages: Vec<String> = pages.collect();
    let mut looked = 0;
    for login in EVERYBODY {
        let (who, browser) = (app.db.actor(login).await, app.browser(login).await);
        let is_inside = who.side() == domain::organisation::Side::Center;
        for page in &pages {
            let answer = browser.get(page).await;
            if answer.status != 200 {
                continue;
            }
            looked += 1;
            let values = offered(&answer.body);
            for other in EVERYBODY.iter().filter(|it| **it != login) {
                let is_across = if who.role.is_operator() {
                    app.db.actor(other).await.side() != domain::organisation::Side::Center
                } else {
                    !is_inside && OPERATORS.contains(other)
                };
                assert!(!is_across || !values.iter().any(|it| it == other), "{login} is offered {other} at {page}");
            }
        }
    }
    assert!(looked > 250, "{looked}");
}

async fn refused(app: &TestApp, who: &Browser<'_>, login: &str, path: &str, fields: &[(&str, &str)], field: &str) {
    let before = noted(&app.db).await.len();
    let answer = who.post(path, fields).await;
    assert!(answer.status.is_client_error(), "{login} {path} {fields:?}: {} {:?}", answer.status, answer.location);
    let after = noted(&app.db).await;
    assert_eq!(after.len(), before + 1, "{login} {path} {fields:?}: it is noted");
    let (by, data) = after.last().unwrap();
    assert!(by == login && data.contains(field), "{login} {fields:?}: {by} {data}");
    assert!(OPERATORS.iter().all(|it| !data.contains(it)), "who was meant is not told: {data}");
}

both_dbs! {
    async fn a_forged_form_is_refused_and_noted(db) {
        let app = TestApp::demo(db).await;
        let (city, vendor, op, kanri) = (
            app.browser("kyuyo").await, app.browser("vendor-b").await, app.browser("op-somu").await, app.browser("kanri-somu").await,
        );
        let key = raise(&city, "市の課題", "内容").await;
        let path = format!("/issues/{key}");
        let version = html::version(&city.get(&path).await.body);
        for operator in ["op-somu", "opkanri-somu"] {
            for (who, login) in [(&city, "kyuyo"), (&vendor, "vendor-b"), (&kanri, "kanri-somu")] {
                let assign = [("do", "assign"), ("version", &version), ("org", "SOMU-C"), ("assignee", operator)];
                refused(&app, who, login, &path, &assign, "assignee").await;
                let accept = [("do", "accept"), ("version", &version), ("org", "SOMU-C"), ("assignee", operator), ("due", "R8.12.21")];
                refused(&app, who, login, &path, &accept, "assignee").await;
                refused(&app, who, login, &path, &[("do", "add_line"), ("line", "確認"), ("owner", operator)], "owner").await;
            }
            let stage = format!("/cases/{CASE}/stages/6");
            let line = [("do", "add_stage_line"), ("system", "SHOMU"), ("line", "確認"), ("owner", operator)];
            refused(&app, &city, "kyuyo", &stage, &line, "owner").await;
            refused(&app, &kanri, "kanri-somu", &stage, &line, "owner").await;
        }
        // From the other side: to the city's and the vendors' people, records and readers.
        let inside = key_of(&op.post("/issues/new", &[("do", "raise"), ("case", CASE), ("title", "内輪"), ("scope", "center")]).await);
        let own = format!("/issues/{inside}");
        for outsider in ["kyuyo", "keiyaku", "vendor-a"] {
            refused(&app, &op, "op-somu", &own, &[("do", "add_line"), ("line", "確認"), ("owner", outsider)], "owner").await;
        }
        for scope in ["shared", "city_manager", "city"] {
            let raised = [("do", "raise"), ("case", CASE), ("title", "外へ"), ("scope", scope)];
            refused(&app, &op, "op-somu", "/issues/new", &raised, "scope").await;
            refused(&app, &op, "op-somu", &path, &[("do", "comment"), ("scope", scope), ("text", "外へ")], "scope").await;
        }
        for verb in ["accept", "ask_city", "move_deadline", "assign", "relate", "disclose"] {
            let version = html::version(&city.get(&path).await.body);
            let forged = [("do", verb), ("version", &version), ("text", "x"), ("reason", "x"), ("due", "R8.12.21"), ("related", &inside)];
            let before = noted(&app.db).await.len();
            let answer = op.post(&path, &forged).await;
            assert!(answer.status.is_client_error(), "{verb}: {}", answer.status);
            assert!(answer.status != 403 || noted(&app.db).await.len() == before + 1, "{verb}: it is noted");
        }
        // What is everyday is not.
        let before = noted(&app.db).await.len();
        city.post(&path, &[("do", "comment"), ("text", "")]).await;
        kanri.post(&own, &[("do", "assign"), ("version", "99"), ("org", "SOMU-C"), ("assignee", "op-somu")]).await;
        op.post(&own, &[("do", "comment"), ("scope", "center"), ("text", "")]).await;
        assert_eq!(noted(&app.db).await.len(), before);
    }

    /// Whatever row of theirs others can see: nobody outside the center reads who it was, everybody inside does. The
    /// rules let hardly any of these rows come about; past the store they are made all at once.
    async fn what_operators_did_is_told_as_the_centers(db) {
        const ISSUE: &str = "SOMU-2026-001-12";
        let app = TestApp::demo(db).await;
        let op = app.db.actor("op-somu").await;
        let open = Database::connect(&app.db.url).await.unwrap();
        let new_id = if app.db.kind == tests::Kind::Sqlite { "randomblob(16)" } else { "gen_random_uuid()" };
        let (who, on) = ("(SELECT id FROM user_account WHERE login = 'op-somu')", format!("(SELECT id FROM issue WHERE key = '{ISSUE}')"));
        for sql in [
            format!("UPDATE issue SET raised_by = {who}, assignee_id = {who}, ball_user_id = {who}, approved_by = {who} WHERE key = '{ISSUE}'"),
            format!("UPDATE comment SET author_id = {who} WHERE issue_id = {on} AND scope = 'shared'"),
            format!("UPDATE checklist_line SET owner_id = {who}, done_by = {who} WHERE issue_id = {on}"),
            format!("UPDATE stage_line SET owner_id = {who}, settled_by = {who} WHERE settled_at IS NOT NULL"),
            // A decision stays: theirs are added.
            format!(
                "INSERT INTO gate_step (id, stage_record_id, number, step, reason, by_id, by_org_id, at) \
                 SELECT {new_id}, stage_record_id, number + 1000, step, reason, {who}, by_org_id, at FROM gate_step"
            ),
            format!("UPDATE case_member SET user_id = {who} WHERE position = 'manager' AND case_id IN (SELECT id FROM case_file WHERE no = '{CASE}')"),
        ] {
            sea_orm::ConnectionTrait::execute_unprepared(&open, &sql).await.unwrap();
        }
        open.close().await.unwrap();
        let pages = [
            "/", "/cases", "/timeline", "/cases/SOMU-2026-001", "/issues?columns=all&state=all", "/cases/SOMU-2026-001/stages/1",
            "/cases/SOMU-2026-001/stages/6?system=SHOMU", "/issues/SOMU-2026-001-12", "/fn/issue?key=SOMU-2026-001-12",
        ];
        let mut by_center = 0;
        for (login, inside) in [("kyuyo", false), ("keiyaku", false), ("vendor-a", false), ("kanri-somu", true), ("sekinin", true)] {
            let browser = app.browser(login).await;
            let mut named = 0;
            for page in pages {
                let body = browser.get(page).await.body;
                named += body.matches(op.name.as_str()).count();
                assert!(inside || !body.contains(&op.name) && !body.contains("op-somu"), "{login} reads who it was at {page}");
                by_center += usize::from(!inside && body.contains("総務事務センター"));
            }
            assert!(!inside || named > 8, "{login}: {named}");
        }
        assert!(by_center > 10, "the center speaks for them: {by_center}");
        let page = app.db.store.issue_page(&app.db.actor("kyuyo").await, tests::typed::key(ISSUE)).await.unwrap();
        let center = Some("総務事務センター".to_owned());
        assert_eq!((Some(page.raised_by), page.row.assignee, page.approved_by, page.assignee_login), (center.clone(), center.clone(), center, None));
    }
}

/// Whoever writes across the line reads beforehand on which side of it that stays.
#[tokio::test]
async fn a_relay_says_above_its_buttons_that_only_the_center_reads_it() {
    let told = |page: &str| page.matches("送信した内容を読む人 センター内 センターの中だけで読みます").count();
    let app = TestApp::demo(TestDb::demo(Kind::Sqlite).await).await;
    let (operator, manager) = (app.browser("op-somu").await, app.browser("kanri-somu").await);
    assert_eq!(told(&operator.get("/relay/new").await.text()), 1);
    let written = [("do", "submit_relay"), ("case", CASE), ("title", "立会いの日"), ("text", "決めてほしい。")];
    let sent = operator.post("/relay/new", &written).await;
    let page = sent.location.clone().unwrap_or_else(|| panic!("{}", sent.text()));
    let page = page.split('?').next().unwrap_or_default();
    let seen = manager.get(page).await;
    assert_eq!(told(&seen.text()), 1, "to return it: {}", seen.text());
    let version = html::version(&seen.body);
    let back = manager.post(page, &[("do", "return_relay"), ("version", &version), ("reason", "候補日を。")]).await;
    assert_eq!(back.status, 303, "{}", back.text());
    let again = operator.get(page).await.text();
    assert_eq!(told(&again), 1, "to send it again: {again}");
}
