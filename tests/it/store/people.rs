//! Accounts and role periods.

use domain::{
    date::DateStyle,
    ids::UserId,
    language::Language,
    organisation::{CenterCode, OrgKind},
    refusal::{Field, Problem},
    role::Role,
};
use store::{NewOrganisation, NewRole, NewUser, Noun, Standing, StoreError};
use tests::{
    both_dbs,
    people::{EVERYBODY, PASSWORD},
    typed::{day, draft, problems, to},
};

fn officer(login: &str) -> NewUser {
    NewUser {
        login: login.into(),
        name: "新任 職員".into(),
        kana: "シンニン ショクイン".into(),
        title: "給与課 係員".into(),
        org: "KYUYO".into(),
        roles: vec![role(Role::SectionOfficer, None, "2026-04-01", None)],
        password: "long-enough-2026".into(),
        demo: false,
    }
}

fn section(code: &str) -> NewOrganisation {
    NewOrganisation {
        code: code.into(),
        kind: OrgKind::Business,
        name: "財政課".into(),
        name_en: String::new(),
        bureau: None,
        center: None,
        sort: 1,
        valid_from: None,
    }
}

fn role(role: Role, center: Option<CenterCode>, from: &str, to: Option<&str>) -> NewRole {
    NewRole { role, center, valid_from: Some(day(from)), valid_to: to.map(day) }
}

both_dbs! {
    async fn a_login_is_taken_once_in_any_width_and_case(db) {
        db.store.add_user(&officer(" Shin.Nin　")).await.unwrap();
        for login in ["shin.nin", "SHIN.NIN", "ｓｈｉｎ．ｎｉｎ", "kyuyo"] {
            let again = db.store.add_user(&officer(login)).await;
            assert!(matches!(again, Err(StoreError::Taken(Field::LoginId))), "{login}: {again:?}");
        }
        for (login, problem) in [
            ("", Problem::Required),
            ("日本語", Problem::UnknownChoice),
            ("a'b", Problem::UnknownChoice),
            ("a b", Problem::Blanks),
            ("a　b", Problem::Blanks),
            (&"x".repeat(65), Problem::TooLong { max: 64, actual: 65 }),
        ] {
            assert_eq!(problems(db.store.add_user(&officer(login)).await), [(Field::LoginId, problem)], "{login}");
        }
    }

    async fn an_account_fits_its_organisation_and_its_center(db) {
        let with = |org: &str, it: NewRole| NewUser { org: org.into(), roles: vec![it], ..officer("shinnin") };
        let from = "2026-04-01";
        for (new, problem) in [
            (with("NOWHERE", role(Role::SectionOfficer, None, from, None)), Problem::UnknownChoice),
            (with("KYUYO", role(Role::VendorManager, None, from, None)), Problem::NotInOrganisation),
            (with("VENDOR-A", role(Role::SectionOfficer, None, from, None)), Problem::NotInOrganisation),
            (with("SOMU-C", role(Role::Operator, None, from, None)), Problem::Required),
            (NewUser { roles: vec![], ..officer("shinnin") }, Problem::Required),
        ] {
            assert_eq!(problems(db.store.add_user(&new).await), [(Field::Org, problem)], "{new:?}");
        }
        let short = NewUser { password: "short".into(), ..officer("shinnin") };
        assert_eq!(problems(db.store.add_user(&short).await), [(Field::Password, Problem::TooShort { min: 12 })]);
        assert_eq!(db.store.list_users().await.unwrap().len(), EVERYBODY.len(), "nothing was half-written");
    }

    async fn an_account_and_its_organisation_are_added_both_or_neither(db) {
        let org = section("ZAISEI");
        let new = NewUser { org: "ZAISEI".into(), ..officer("shinnin") };
        let kyuyo = db.actor("kyuyo").await;
        let filter = domain::filter::IssueFilter::default();
        let offered = async || {
            let orgs = db.store.issue_list(&kyuyo, &filter).await.unwrap().choices.orgs;
            orgs.iter().any(|it| it.code == "ZAISEI")
        };
        let other_side = NewUser { roles: vec![role(Role::VendorManager, None, "2026-04-01", None)], ..new.clone() };
        let nameless = NewOrganisation { name: "　".into(), ..org.clone() };
        let taken = NewUser { login: "kyuyo".into(), ..new.clone() };
        let refused = db.store.add_user_with_organisation(&org, &other_side).await;
        assert_eq!(problems(refused), [(Field::Org, Problem::NotInOrganisation)]);
        let refused = db.store.add_user_with_organisation(&nameless, &new).await;
        assert_eq!(problems(refused), [(Field::Label, Problem::Required)]);
        let refused = db.store.add_user_with_organisation(&org, &taken).await;
        assert!(matches!(refused, Err(StoreError::Taken(Field::LoginId))), "{refused:?}");
        assert!(!offered().await, "nothing was half-written");
        db.store.add_user_with_organisation(&org, &new).await.unwrap();
        assert!(offered().await);
        // The second account finds its organisation there.
        db.store.add_user_with_organisation(&org, &NewUser { login: "second".into(), ..new }).await.unwrap();
    }

    async fn a_role_is_valid_from_its_first_day_to_its_last(db) {
        let new = NewUser {
            roles: vec![
                role(Role::SectionOfficer, None, "2026-12-01", Some("2027-03-31")),
                role(Role::SectionApprover, None, "2027-04-01", Some("2028-03-31")),
            ],
            ..officer("shinnin")
        };
        let id = db.store.add_user(&new).await.unwrap();
        for (moment, expected) in [
            ((2026, 11, 30, 23), None),
            ((2026, 12, 1, 0), Some(Role::SectionOfficer)),
            ((2027, 3, 31, 23), Some(Role::SectionOfficer)),
            ((2027, 4, 1, 0), Some(Role::SectionApprover)),
            ((2028, 3, 31, 23), Some(Role::SectionApprover)),
            ((2028, 4, 1, 0), None),
        ] {
            let (year, month, day, hour) = moment;
            db.set_clock(year, month, day, hour);
            let actor = db.store.actor(id).await.unwrap();
            assert_eq!(actor.map(|it| it.role), expected, "{moment:?}");
            let signed_in = db.store.sign_in("shinnin", "long-enough-2026").await;
            assert_eq!(signed_in.is_ok(), expected.is_some(), "{moment:?}");
        }
        assert_eq!(db.store.actor(UserId(uuid::Uuid::nil())).await.unwrap(), None);
    }

    async fn a_disabled_person_is_out_at_once(db) {
        let (kyuyo, jinji) = (db.actor("kyuyo").await, db.actor("jinji").await);
        db.store.create_session("hash-1".into(), Some(tests::typed::session_of(jinji.user)), "{}".into(), i64::MAX).await.unwrap();
        db.store.create_session("hash-2".into(), Some(tests::typed::session_of(kyuyo.user)), "{}".into(), i64::MAX).await.unwrap();
        db.store.disable_user("ＪＩＮＪＩ").await.unwrap();
        assert_eq!(
            problems(db.store.sign_in("jinji", PASSWORD).await),
            [(Field::Password, Problem::UnknownChoice)]
        );
        assert_eq!(db.store.actor(jinji.user).await.unwrap(), None);
        assert_eq!(db.store.load_session("hash-1", 0).await.unwrap(), None);
        assert!(db.store.load_session("hash-2", 0).await.unwrap().is_some(), "only theirs");
        // Nobody can be made to wait for them any more.
        let key = db.store.raise_issue(&kyuyo, "SOMU-2026-003", "", &draft("担当")).await.unwrap();
        let page = db.store.issue_page(&kyuyo, key).await.unwrap();
        assert!(page.choices.people.iter().all(|it| it.login != "jinji"));
        let named = db.store.assign_issue(&kyuyo, key, 1, &to("JINJI", "jinji")).await;
        assert_eq!(problems(named), [(Field::Assignee, Problem::UnknownChoice)]);
        assert!(matches!(db.store.disable_user("nobody").await, Err(StoreError::NotFound(Noun::User))));
    }

    async fn a_new_password_ends_the_old_one_and_its_sessions(db) {
        let kyuyo = db.actor("kyuyo").await;
        db.store.create_session("hash-1".into(), Some(tests::typed::session_of(kyuyo.user)), "{}".into(), i64::MAX).await.unwrap();
        assert_eq!(db.store.reset_password("kyuyo", "another-password").await.unwrap(), Standing::MaySignIn);
        assert!(db.store.sign_in("kyuyo", PASSWORD).await.is_err());
        assert_eq!(db.store.sign_in("kyuyo", "another-password").await.unwrap(), kyuyo.user);
        assert_eq!(db.store.load_session("hash-1", 0).await.unwrap(), None);
        db.store.disable_user("kyuyo").await.unwrap();
        assert_eq!(db.store.reset_password("kyuyo", "another-password").await.unwrap(), Standing::Disabled);
        let gone = NewUser { roles: vec![role(Role::SectionOfficer, None, "2025-04-01", Some("2026-03-31"))], ..officer("gone") };
        db.store.add_user(&gone).await.unwrap();
        assert_eq!(db.store.reset_password("gone", "another-password").await.unwrap(), Standing::WithoutRole);
    }

    async fn everybody_chooses_language_and_dates_for_themselves(db) {
        let kyuyo = db.actor("kyuyo").await;
        assert_eq!((kyuyo.language, kyuyo.date_style), (Language::default(), DateStyle::default()));
        for language in Language::ALL {
            for style in DateStyle::ALL {
                db.store.set_preferences(&kyuyo, language, style).await.unwrap();
                let now = db.actor("kyuyo").await;
                assert_eq!((now.language, now.date_style), (language, style));
            }
        }
        assert_eq!(db.actor("jinji").await.language, Language::default());
    }
}
