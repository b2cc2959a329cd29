//! What people do with their own account.

use domain::{
    event::{AccountEvent, Event},
    refusal::{Field, Problem},
    view::{Entry, EventView},
};
use sea_orm::{Database, FromQueryResult, Statement};
use store::PasswordChange;
use tests::{TestDb, both_dbs, people::PASSWORD, typed::problems};

const NEW: &str = "atarashii-kagi-2026";

fn change<'a>(current: &'a str, new: &'a str, again: &'a str) -> PasswordChange<'a> {
    PasswordChange { current, new, again }
}

#[derive(FromQueryResult)]
struct Kept {
    data: String,
}

/// Everything that any event of the database holds.
async fn events(db: &TestDb) -> String {
    let open = Database::connect(&db.url).await.unwrap();
    let sql = Statement::from_string(open.get_database_backend(), "SELECT data FROM event");
    let rows = Kept::find_by_statement(sql).all(&open).await.unwrap();
    open.close().await.unwrap();
    rows.into_iter().map(|it| it.data).collect()
}

both_dbs! {
    async fn a_person_changes_their_own_password_and_no_event_holds_it(db) {
        let kyuyo = db.actor("kyuyo").await;
        db.store.change_password(&kyuyo, change(PASSWORD, NEW, NEW)).await.unwrap();
        assert!(db.store.sign_in("kyuyo", PASSWORD).await.is_err());
        assert!(db.store.sign_in("kyuyo", NEW).await.is_ok());
        assert!(db.store.sign_in("jinji", PASSWORD).await.is_ok(), "nobody else's changed");
        let events = events(&db).await;
        assert!(events.contains("password_changed"));
        assert!(!events.contains(NEW) && !events.contains(PASSWORD) && !events.contains("argon2"));
    }

    async fn what_is_wrong_stands_beside_its_field_and_nothing_is_changed(db) {
        let kyuyo = db.actor("kyuyo").await;
        let cases: [(PasswordChange<'_>, &[(Field, Problem)]); 5] = [
            (change("wrong-password", NEW, NEW), &[(Field::CurrentPassword, Problem::WrongPassword)]),
            (change("", NEW, NEW), &[(Field::CurrentPassword, Problem::WrongPassword)]),
            (change(PASSWORD, "short", "short"), &[(Field::Password, Problem::TooShort { min: 12 })]),
            (change(PASSWORD, NEW, "another-password"), &[(Field::PasswordAgain, Problem::TypedOtherwise)]),
            (change(PASSWORD, PASSWORD, PASSWORD), &[(Field::Password, Problem::Unchanged)]),
        ];
        for (typed, expected) in cases {
            assert_eq!(problems(db.store.change_password(&kyuyo, typed).await), expected);
        }
        assert!(db.store.sign_in("kyuyo", PASSWORD).await.is_ok());
    }

    async fn guessing_the_current_password_locks_the_account(db) {
        let kyuyo = db.actor("kyuyo").await;
        for _ in 0..5 {
            db.store.change_password(&kyuyo, change("wrong-password", NEW, NEW)).await.unwrap_err();
        }
        let locked = [(Field::CurrentPassword, Problem::WrongPassword)];
        assert_eq!(problems(db.store.change_password(&kyuyo, change(PASSWORD, NEW, NEW)).await), locked);
        assert!(db.store.sign_in("kyuyo", PASSWORD).await.is_err(), "nor does signing in work");
        db.clock.set(tests::reference_time() + chrono::TimeDelta::minutes(15));
        db.store.change_password(&kyuyo, change(PASSWORD, NEW, NEW)).await.unwrap();
    }

    async fn a_short_new_password_is_no_guess(db) {
        let kyuyo = db.actor("kyuyo").await;
        for _ in 0..6 {
            db.store.change_password(&kyuyo, change(PASSWORD, "short", "short")).await.unwrap_err();
        }
        assert!(db.store.sign_in("kyuyo", PASSWORD).await.is_ok());
    }

    async fn the_change_stands_in_the_history_of_the_account(db) {
        let kyuyo = db.actor("kyuyo").await;
        db.store.change_password(&kyuyo, change(PASSWORD, NEW, NEW)).await.unwrap();
        let page = db.store.account_page(&db.actor("admin").await, "kyuyo").await.unwrap();
        let Some(Entry::Event(EventView { event, actor, .. })) = page.history.last() else { panic!("{:?}", page.history) };
        assert_eq!(*event, Event::Account(AccountEvent::PasswordChanged { login: "kyuyo".into() }));
        assert_eq!(*actor, kyuyo.name);
    }
}
