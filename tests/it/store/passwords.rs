//! Passwords: what a new one must be, who must change theirs first, and which do not come back.

use domain::{
    access::{AccessRules, PasswordDue, PasswordRules},
    admin::{AccountInput, ProfileInput, RoleInput},
    refusal::{Field, Problem},
};
use store::PasswordChange;
use tests::{TestDb, both_dbs, people::PASSWORD, typed::problems};

const NEW: &str = "atarashii-kagi-2026";

fn change<'a>(current: &'a str, new: &'a str) -> PasswordChange<'a> {
    PasswordChange { current, new, again: new }
}

fn shinnin(password: &str) -> AccountInput {
    AccountInput {
        login: "shinnin".into(),
        profile: ProfileInput { name: "新任 職員".into(), kana: "シンニン".into(), title: String::new() },
        org: "KYUYO".into(),
        role: RoleInput { role: "section_officer".into(), from: "R8.11.24".into(), ..RoleInput::default() },
        password: password.into(),
    }
}

async fn due(db: &TestDb, login: &str, password: &str) -> Option<PasswordDue> {
    let user = db.store.sign_in(login, password).await.expect("the password fits");
    db.store.present(user).await.expect("the database answers").expect("a role").due
}

async fn reset(db: &TestDb, login: &str, password: &str) {
    let admin = db.actor("admin").await;
    let version = db.store.account_page(&admin, login).await.unwrap().version;
    db.store.set_password(&admin, login, version, password).await.unwrap();
}

fn with(db: TestDb, password: PasswordRules) -> TestDb {
    let store = db.store.with_rules(AccessRules { password, ..AccessRules::default() });
    TestDb { store, ..db }
}

both_dbs! {
    async fn a_password_that_somebody_else_set_is_changed_first(db) {
        assert_eq!(due(&db, "kyuyo", PASSWORD).await, None, "everybody knows those of the demo");
        let admin = db.actor("admin").await;
        db.store.add_account(&admin, &shinnin("hajimete-no-kagi")).await.unwrap();
        assert_eq!(due(&db, "shinnin", "hajimete-no-kagi").await, Some(PasswordDue::Given));
        let user = db.store.sign_in("shinnin", "hajimete-no-kagi").await.unwrap();
        let actor = db.store.actor(user).await.unwrap().unwrap();
        db.store.change_password(&actor, change("hajimete-no-kagi", NEW)).await.unwrap();
        assert_eq!(due(&db, "shinnin", NEW).await, None);
        reset(&db, "shinnin", "nidome-no-kagi").await;
        assert_eq!(due(&db, "shinnin", "nidome-no-kagi").await, Some(PasswordDue::Given));
        db.store.reset_password("jinji", "sandome-no-kagi").await.unwrap();
        assert_eq!(due(&db, "jinji", "sandome-no-kagi").await, Some(PasswordDue::Given));
    }

    async fn what_can_be_guessed_is_refused_wherever_a_password_is_set(db) {
        let admin = db.actor("admin").await;
        let guessable = [(Field::Password, Problem::Guessable)];
        for password in [PASSWORD, "Password-2026", "shinnin-shinnin1", "新任職員新任職員シンニン"] {
            assert_eq!(problems(db.store.add_account(&admin, &shinnin(password)).await), guessable, "{password}");
        }
        let kyuyo = db.actor("kyuyo").await;
        for password in ["kyuyo-kyuyo-1234", "松永松永松永松永松永松永"] {
            assert_eq!(problems(db.store.change_password(&kyuyo, change(PASSWORD, password)).await), guessable, "{password}");
        }
        let version = db.store.account_page(&admin, "kyuyo").await.unwrap().version;
        assert_eq!(problems(db.store.set_password(&admin, "kyuyo", version, "kyuyo-2026-kyuyo").await), guessable);
        assert_eq!(problems(db.store.reset_password("kyuyo", PASSWORD).await), guessable);
        assert!(db.store.sign_in("kyuyo", PASSWORD).await.is_ok(), "nothing was changed");
    }

    async fn a_password_made_by_chance_keeps_every_rule(db) {
        let strict = PasswordRules { min_length: 40, kinds: 4, ..PasswordRules::default() };
        let db = with(db, strict);
        let made: Vec<_> = (0..20).map(|_| db.store.random_password()).collect();
        for password in &made {
            assert_eq!(strict.problems(password, &[]), [], "{password}");
            assert!(!password.contains(['l', 'I', 'O', '0', '1', 'i', 'o']), "{password}");
        }
        let mut once = made.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), made.len());
        db.store.add_account(&db.actor("admin").await, &shinnin(&made[0])).await.unwrap();
        assert!(db.store.sign_in("shinnin", &made[0]).await.is_ok());
    }

    async fn the_last_passwords_do_not_come_back(db) {
        let db = with(db, PasswordRules { history: 2, ..PasswordRules::default() });
        let kyuyo = db.actor("kyuyo").await;
        let passwords = ["ichibanme-no-kagi", "nibanme-no-kagi", "sanbanme-no-kagi"];
        let mut current = PASSWORD;
        for next in passwords {
            db.store.change_password(&kyuyo, change(current, next)).await.unwrap();
            current = next;
        }
        let used = [(Field::Password, Problem::UsedBefore { last: 2 })];
        for old in [passwords[0], passwords[1]] {
            assert_eq!(problems(db.store.change_password(&kyuyo, change(current, old)).await), used, "{old}");
        }
        let present = problems(db.store.change_password(&kyuyo, change(current, current)).await);
        assert_eq!(present, [(Field::Password, Problem::Unchanged)]);
        // What an administrator sets counts too: the first one is forgotten now.
        reset(&db, "kyuyo", "kanrisha-no-kagi").await;
        db.store.change_password(&kyuyo, change("kanrisha-no-kagi", passwords[0])).await.unwrap();
        // Where nobody asks for a history, none is kept.
        let db = with(db, PasswordRules::default());
        db.store.change_password(&kyuyo, change(passwords[0], NEW)).await.unwrap();
        db.store.change_password(&kyuyo, change(NEW, passwords[0])).await.unwrap();
    }

    async fn an_old_password_is_changed_first_where_the_city_says_so(db) {
        let db = with(db, PasswordRules { days: 30, ..PasswordRules::default() });
        let jinji = db.actor("jinji").await;
        reset(&db, "jinji", "hajimete-no-kagi").await;
        db.store.change_password(&jinji, change("hajimete-no-kagi", NEW)).await.unwrap();
        db.set_clock(2026, 12, 24, 8);
        assert_eq!(due(&db, "jinji", NEW).await, None);
        db.set_clock(2026, 12, 24, 9);
        let due = due(&db, "jinji", NEW).await;
        assert_eq!(due, None, "what belongs to the demo does not grow old");
        let real = store::NewUser {
            login: "honmono".into(),
            name: "本物 一郎".into(),
            kana: "ホンモノ".into(),
            title: String::new(),
            org: "KYUYO".into(),
            roles: vec![store::NewRole { role: domain::role::Role::SectionOfficer, center: None, valid_from: None, valid_to: None }],
            password: "hajimete-no-kagi".into(),
            demo: false,
        };
        let user = db.store.add_user(&real).await.unwrap();
        let actor = db.store.actor(user).await.unwrap().unwrap();
        db.store.change_password(&actor, change("hajimete-no-kagi", NEW)).await.unwrap();
        let present = async |store: &store::Store| store.present(user).await.unwrap().unwrap().due;
        assert_eq!(present(&db.store).await, None);
        db.set_clock(2027, 1, 24, 9);
        assert_eq!(present(&db.store).await, Some(PasswordDue::Expired));
        db.store.change_password(&actor, change(NEW, "mata-atarashii-kagi")).await.unwrap();
        assert_eq!(present(&db.store).await, None);
    }
}
