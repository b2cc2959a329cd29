//! 棚卸し, 宣誓書 and 研修; and from where the people of an organisation sign in.

use domain::{
    admin::{AccountFilter, DutiesInput},
    origin::Origin,
    refusal::{Field, Problem},
};
use store::Entry;
use tests::{
    Kind, TestApp, TestDb, both_dbs,
    people::{EVERYBODY, PASSWORD},
    typed::{day, is_not_allowed, is_not_found, problems},
};

async fn version(db: &TestDb, login: &str) -> i32 {
    db.store.account_page(&db.actor("admin").await, login).await.unwrap().version
}

fn from(address: &str) -> Origin {
    Origin { address: address.parse().ok(), ..Origin::default() }
}

both_dbs! {
    async fn every_account_is_looked_at_once_a_year(db) {
        let admin = db.actor("admin").await;
        let list = db.store.review_list(&admin).await.unwrap();
        assert_eq!((list.year, list.rows.len(), list.reviewed), (2026, EVERYBODY.len(), 0));
        let signed_in = list.rows.iter().find(|it| it.login == "admin").and_then(|it| it.signed_in_at);
        assert_eq!(signed_in, Some(tests::reference_time()));
        db.store.review_account(&admin, "kyuyo", version(&db, "kyuyo").await).await.unwrap();
        let row = |rows: Vec<domain::view::admin::ReviewRow>, login: &str| rows.into_iter().find(|it| it.login == login).unwrap();
        let list = db.store.review_list(&db.actor("sekinin").await).await.unwrap();
        assert_eq!(list.reviewed, 1);
        let kyuyo = row(list.rows, "kyuyo");
        assert!(kyuyo.is_reviewed && !kyuyo.may_confirm);
        assert_eq!(kyuyo.reviewed, Some((tests::reference_time(), admin.name.clone())));
        let again = db.store.review_account(&admin, "kyuyo", kyuyo.version).await;
        assert_eq!(problems(again), [(Field::Version, Problem::Unchanged)]);
        let own = db.store.review_account(&admin, "admin", version(&db, "admin").await).await;
        assert!(is_not_allowed(&own), "nobody confirms themselves");
        let reader = db.store.review_account(&db.actor("keiyaku").await, "jinji", version(&db, "jinji").await).await;
        assert!(is_not_allowed(&reader));
        db.set_clock(2027, 4, 1, 9);
        let list = db.store.review_list(&db.actor("admin").await).await.unwrap();
        assert_eq!((list.year, list.reviewed), (2027, 0), "a new 年度 begins");
        assert!(row(list.rows, "kyuyo").may_confirm);
    }

    async fn the_review_shows_whom_the_list_shows(db) {
        for login in EVERYBODY {
            let actor = db.actor(login).await;
            let (list, review) = (db.store.account_list(&actor, &AccountFilter::parse("")).await, db.store.review_list(&actor).await);
            match (list, review) {
                (Ok(list), Ok(review)) => {
                    let mut listed: Vec<_> = list.rows.into_iter().map(|it| it.login).collect();
                    let mut reviewed: Vec<_> = review.rows.into_iter().map(|it| it.login).collect();
                    listed.sort();
                    reviewed.sort();
                    assert_eq!(listed, reviewed, "{login}");
                }
                (list, review) => assert!(is_not_found(&list) && is_not_found(&review), "{login}"),
            }
        }
    }

    async fn an_old_training_is_told_on_the_list_and_to_its_person(db) {
        let admin = db.actor("admin").await;
        let typed = |trained: &str| DutiesInput { pledged_on: "R7.4.1".into(), trained_on: trained.into(), handles_numbers: "true".into() };
        let future = db.store.set_duties(&admin, "kyuyo", version(&db, "kyuyo").await, &typed("R8.11.25")).await;
        assert_eq!(problems(future), [(Field::TrainedOn, Problem::Future { today: day("2026-11-24") })]);
        db.store.set_duties(&admin, "kyuyo", version(&db, "kyuyo").await, &typed("R7.11.24")).await.unwrap();
        let kyuyo = db.actor("kyuyo").await;
        let told = async || db.store.own_account(&kyuyo).await.unwrap().old_training;
        assert_eq!(told().await, None, "to the day a year ago");
        db.set_clock(2026, 11, 25, 9);
        assert_eq!(told().await, Some(day("2025-11-24")));
        let list = db.store.account_list(&admin, &AccountFilter::parse("")).await.unwrap();
        let old: Vec<_> = list.rows.into_iter().filter(|it| it.retrain).map(|it| it.login).collect();
        assert_eq!(old, ["kyuyo"]);
        let duties = db.store.account_page(&admin, "kyuyo").await.unwrap().duties;
        assert_eq!((duties.pledged_on, duties.handles_numbers), (Some(day("2025-04-01")), true));
        let stranger = db.store.set_duties(&db.actor("jinji").await, "kyuyo", 1, &typed("")).await;
        assert!(is_not_found(&stranger));
    }

    async fn the_people_of_an_organisation_sign_in_from_its_networks_only(db) {
        let admin = db.actor("admin").await;
        let org = async |code: &str| db.store.org_page(&admin, code, None).await.unwrap().rows.remove(0);
        let row = org("VENDOR-A").await;
        for typed in ["10.0.0.0/33", "somewhere", "192.0.2.7, x"] {
            let wrong = db.store.set_sign_in_from(&admin, "VENDOR-A", row.version, typed).await;
            assert_eq!(problems(wrong), [(Field::SignInFrom, Problem::NoNetwork)], "{typed}");
        }
        db.store.set_sign_in_from(&admin, "VENDOR-A", row.version, "192.0.2.0/24、2001:db8::/32").await.unwrap();
        assert_eq!(org("VENDOR-A").await.sign_in_from, "192.0.2.0/24, 2001:db8::/32");
        let elsewhere = [(Field::Password, Problem::NotFromHere { address: "198.51.100.7".into() })];
        let tried = db.store.sign_in_from(&from("198.51.100.7"), "vendor-a", PASSWORD).await;
        assert_eq!(problems(tried), elsewhere);
        // Only who has the password is told.
        let guessed = db.store.sign_in_from(&from("198.51.100.7"), "vendor-a", "wrong").await;
        assert_eq!(problems(guessed), [(Field::Password, Problem::UnknownChoice)]);
        for address in ["192.0.2.9", "2001:db8::7"] {
            assert!(matches!(db.store.sign_in_from(&from(address), "vendor-a", PASSWORD).await, Ok(Entry::In(_))), "{address}");
        }
        assert!(db.store.sign_in_from(&from("198.51.100.7"), "vendor-b", PASSWORD).await.is_ok(), "others as before");
        // Nobody locks themselves out.
        let here = domain::actor::Actor { origin: from("203.0.113.5"), ..db.actor("sekinin").await };
        let code = db.store.org_list(&admin).await.unwrap().rows;
        let own = code.into_iter().find(|it| it.name == here.org_name).unwrap();
        let locked = db.store.set_sign_in_from(&here, &own.code, own.version, "10.0.0.0/8").await;
        assert_eq!(problems(locked), [(Field::SignInFrom, Problem::WithoutYours { address: "203.0.113.5".into() })]);
        db.store.set_sign_in_from(&admin, "VENDOR-A", org("VENDOR-A").await.version, "").await.unwrap();
        assert!(db.store.sign_in_from(&from("198.51.100.7"), "vendor-a", PASSWORD).await.is_ok());
        let reader = db.store.set_sign_in_from(&db.actor("keiyaku").await, "VENDOR-A", 3, "").await;
        assert!(is_not_allowed(&reader));
    }
}

#[tokio::test]
async fn an_account_is_confirmed_on_the_page_and_networks_are_told_plainly() {
    let app = TestApp::demo(TestDb::demo(Kind::Sqlite).await).await;
    let admin = app.browser("admin").await;
    let page = admin.get("/admin/review").await;
    assert!(
        page.text().contains("アカウントの棚卸し（2026年度）") && page.text().contains("確認済み 0件／全22件"),
        "{}",
        page.text()
    );
    let held = version(&app.db, "kyuyo").await.to_string();
    let form = [("do", "confirm_account"), ("version", held.as_str()), ("login_id", "kyuyo")];
    let done = admin.post("/admin/review", &form).await;
    assert_eq!(done.location.as_deref(), Some("/admin/review?done=confirm_account"), "{}", done.text());
    assert!(admin.get("/admin/review").await.text().contains("確認済み 1件／全22件"));
    assert_eq!(app.browser("kyuyo").await.get("/admin/review").await.status, 404);
    let held = version(&app.db, "jinji").await.to_string();
    let form = [("do", "set_duties"), ("version", held.as_str()), ("pledged_on", "R8.4.1"), ("trained_on", "R7.4.1")];
    assert_eq!(admin.post("/admin/users/jinji", &form).await.status, 303);
    assert!(admin.get("/admin/users").await.text().contains("研修から1年超"));
    assert!(app.browser("jinji").await.get("/account").await.text().contains("1年を過ぎています"));
    let form = [("do", "set_networks"), ("version", "1"), ("sign_in_from", "10.0.0.0/8")];
    let done = admin.post("/admin/organisations/VENDOR-A", &form).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let fields = [("login_id", "vendor-a"), ("password", PASSWORD), ("next", "/")];
    let refused = app.stranger().post("/session", &fields).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("192.0.2.10）は含まれていません"), "{}", refused.text());
}
