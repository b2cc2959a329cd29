//! Accounts and role periods: who may, what is refused, and two administrators at once.

use domain::{
    admin::{AccountFilter, AccountInput, AccountState, ProfileInput, RoleInput},
    refusal::{Field, Problem},
    role::Role,
    view::Entry,
};
use store::StoreError;
use tests::{
    both_dbs,
    people::{EVERYBODY, PASSWORD},
    typed::{day, is_not_allowed, is_not_found, problems},
};

fn profile(name: &str) -> ProfileInput {
    ProfileInput { name: name.into(), kana: "シンニン".into(), title: "係員".into() }
}

fn role(code: &str, center: &str, from: &str, to: &str) -> RoleInput {
    RoleInput { role: code.into(), center: center.into(), from: from.into(), to: to.into() }
}

fn account(login: &str, org: &str, role: RoleInput) -> AccountInput {
    AccountInput {
        login: login.into(),
        profile: profile("新任 職員"),
        org: org.into(),
        role,
        password: "long-enough-2026".into(),
    }
}

fn operator(login: &str) -> AccountInput {
    account(login, "SOMU-C", role("operator", "SOMU", "R8.11.24", ""))
}

async fn logins(db: &tests::TestDb, who: &str, query: &str) -> Vec<String> {
    let list = db.store.account_list(&db.actor(who).await, &AccountFilter::parse(query)).await.unwrap();
    list.rows.into_iter().map(|row| row.login).collect()
}

both_dbs! {
    async fn only_row_31_is_let_in_and_reads_within_its_scope(db) {
        for login in EVERYBODY {
            let actor = db.actor(login).await;
            let within = ["keiyaku", "sekinin", "kanri-somu", "kanri-kyoiku", "admin"].contains(&login);
            let list = db.store.account_list(&actor, &AccountFilter::parse("")).await;
            assert_eq!(list.is_ok(), within, "{login}");
            assert!(within || is_not_found(&list), "{login}: for others there is no such thing");
            assert_eq!(db.store.account_page(&actor, login).await.is_ok(), within, "{login}");
            assert_eq!(db.store.org_list(&actor).await.is_ok(), within, "{login}");
            assert_eq!(db.store.system_page(&actor, "SHOMU", None).await.is_ok(), within, "{login}");
            assert_eq!(db.store.calendar_year(&actor, 2026).await.is_ok(), within, "{login}");
            assert_eq!(db.store.account_form(&actor).await.is_ok(), within, "{login}");
        }
        assert_eq!(logins(&db, "admin", "").await.len(), EVERYBODY.len());
        assert_eq!(logins(&db, "kanri-somu", "").await, ["op-somu", "kanri-somu", "opkanri-somu"]);
        let city = logins(&db, "keiyaku", "").await;
        assert!(!city.iter().any(|it| it.starts_with("op")), "9-(5): {city:?}");
        assert_eq!(city.len(), EVERYBODY.len() - 4);
        let boss = db.store.account_page(&db.actor("kanri-somu").await, "sekinin").await;
        assert!(is_not_found(&boss), "a manager does not look after those above");
    }

    async fn the_list_is_filtered_and_has_pages(db) {
        assert_eq!(logins(&db, "admin", "q=まつなが").await, ["kyuyo"]);
        assert_eq!(logins(&db, "admin", "org=VENDOR-A").await, ["vendor-a-member", "vendor-a"]);
        assert_eq!(logins(&db, "admin", "role=operator&state=active").await, ["op-somu", "op-kyoiku"]);
        db.store.disable_user("jinji").await.unwrap();
        assert_eq!(logins(&db, "admin", "state=disabled").await, ["jinji"]);
        let admin = db.actor("admin").await;
        for n in 0..40 {
            db.store.add_account(&admin, &operator(&format!("many-{n:02}"))).await.unwrap();
        }
        let first = db.store.account_list(&admin, &AccountFilter::parse("")).await.unwrap();
        assert_eq!((first.rows.len(), first.count, first.pages), (50, 62, 2));
        let beyond = db.store.account_list(&admin, &AccountFilter::parse("page=9")).await.unwrap();
        assert_eq!((beyond.rows.len(), beyond.page), (12, 2));
    }

    async fn an_account_is_added_with_its_first_role_by_whoever_may(db) {
        for (login, org, given, field, problem) in [
            ("kanri-somu", "SOMU-C", role("center_lead", "", "R8.12.1", ""), Field::Role, Problem::NotYours),
            ("kanri-somu", "KYUYO", role("section_officer", "", "R8.12.1", ""), Field::Affiliation, Problem::NotYours),
            ("kanri-somu", "KYOIKU-C", role("operator", "KYOIKU", "R8.12.1", ""), Field::Affiliation, Problem::NotYours),
            ("admin", "NOWHERE", role("operator", "SOMU", "R8.12.1", ""), Field::Affiliation, Problem::UnknownChoice),
            ("admin", "KYUYO", role("operator", "SOMU", "R8.12.1", ""), Field::Role, Problem::NotOfOrganisation),
            ("admin", "SOMU-C", role("operator", "SOMU", "", ""), Field::From, Problem::Required),
        ] {
            let refused = db.store.add_account(&db.actor(login).await, &account("shinnin", org, given)).await;
            let told = problems(refused);
            assert!(told.contains(&(field, problem.clone())), "{login} {org}: {told:?} without {problem:?}");
        }
        for stranger in ["kyuyo", "op-somu", "vendor-a"] {
            assert!(is_not_found(&db.store.add_account(&db.actor(stranger).await, &operator("shinnin")).await));
        }
        let reader = db.store.add_account(&db.actor("keiyaku").await, &operator("shinnin")).await;
        assert!(is_not_allowed(&reader), "the contract section reads only");
        let short = AccountInput { password: "short".into(), ..operator("shinnin") };
        let told = problems(db.store.add_account(&db.actor("admin").await, &short).await);
        assert_eq!(told, [(Field::Password, Problem::TooShort { min: 12 })]);
        let all = problems(db.store.add_account(&db.actor("admin").await, &AccountInput::default()).await);
        let fields: Vec<_> = all.into_iter().map(|it| it.0).collect();
        assert_eq!(fields, [Field::LoginId, Field::Name, Field::Kana, Field::Password, Field::Affiliation]);
        assert_eq!(logins(&db, "admin", "").await.len(), EVERYBODY.len(), "nothing was half-written");

        let login = db.store.add_account(&db.actor("kanri-somu").await, &operator("Shin.Nin")).await.unwrap();
        assert_eq!(login, "shin.nin");
        let user = db.store.sign_in("shin.nin", "long-enough-2026").await.unwrap();
        assert_eq!(db.store.actor(user).await.unwrap().map(|it| it.role), Some(Role::Operator));
        let again = db.store.add_account(&db.actor("admin").await, &operator("SHIN.NIN")).await;
        assert!(matches!(again, Err(StoreError::Taken(Field::LoginId))), "{again:?}");
    }

    async fn role_periods_never_share_a_day(db) {
        let admin = db.actor("admin").await;
        let overlap = |from: &str| [(Field::From, Problem::Overlaps { from: day(from), to: None })];
        let page = db.store.account_page(&admin, "jinji").await.unwrap();
        let began = page.terms[0].term.period.from.to_string();
        let more = role("section_approver", "", "2027-04-01", "");
        let refused = db.store.give_role(&admin, "jinji", page.version, &more).await;
        assert_eq!(problems(refused), overlap(&began));
        // Once the first one ends, the next one may begin on the day after.
        db.store.end_role(&admin, "jinji", page.version, &page.terms[0].id, "R9.3.31").await.unwrap();
        db.store.give_role(&admin, "jinji", page.version + 1, &more).await.unwrap();
        let page = db.store.account_page(&admin, "jinji").await.unwrap();
        let back = db.store.end_role(&admin, "jinji", page.version, &page.terms[1].id, "R9.4.1").await;
        assert_eq!(problems(back), [(Field::To, Problem::Overlaps { from: day("2027-04-01"), to: None })]);
        let past = db.store.end_role(&admin, "jinji", page.version, &page.terms[1].id, "R8.11.23").await;
        assert_eq!(problems(past), [(Field::To, Problem::Past { today: day("2026-11-24") })]);
        let forged = db.store.end_role(&admin, "jinji", page.version, "x", "R9.3.1").await;
        assert_eq!(problems(forged), [(Field::Term, Problem::UnknownChoice)]);
        for (moment, expected) in [((2027, 3, 31, 9), Role::SectionOfficer), ((2027, 4, 1, 9), Role::SectionApprover)] {
            let (year, month, day, hour) = moment;
            db.set_clock(year, month, day, hour);
            assert_eq!(db.actor("jinji").await.role, expected);
        }
    }

    async fn an_import_refuses_overlapping_periods_too(db) {
        let period = |from: &str, to: Option<&str>| store::NewRole {
            role: Role::SectionOfficer,
            center: None,
            valid_from: Some(day(from)),
            valid_to: to.map(day),
        };
        let new = store::NewUser {
            login: "shinnin".into(),
            name: "新任".into(),
            kana: String::new(),
            title: String::new(),
            org: "KYUYO".into(),
            roles: vec![period("2026-04-01", Some("2027-03-31")), period("2027-03-31", None)],
            password: "long-enough-2026".into(),
            demo: false,
        };
        let told = problems(db.store.add_user(&new).await);
        assert_eq!(told, [(Field::From, Problem::Overlaps { from: day("2026-04-01"), to: Some(day("2027-03-31")) })]);
    }

    async fn the_second_of_two_administrators_learns_of_the_first(db) {
        let (admin, lead) = (db.actor("admin").await, db.actor("sekinin").await);
        let version = db.store.account_page(&admin, "kyuyo").await.unwrap().version;
        db.store.edit_account(&lead, "kyuyo", version, &profile("松永 めぐみ")).await.unwrap();
        let late = db.store.edit_account(&admin, "kyuyo", version, &profile("松永 恵子")).await;
        assert!(matches!(late, Err(StoreError::Stale)), "{late:?}");
        let given = role("section_officer", "", "R9.4.1", "");
        for stale in [
            db.store.set_password(&admin, "kyuyo", version, "another-password").await,
            db.store.disable_account(&admin, "kyuyo", version).await,
            db.store.give_role(&admin, "kyuyo", version, &given).await,
        ] {
            assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
        }
        let page = db.store.account_page(&admin, "kyuyo").await.unwrap();
        assert_eq!((page.name.as_str(), page.version), ("松永 めぐみ", version + 1));
        let same = db.store.edit_account(&admin, "kyuyo", page.version, &profile("松永 めぐみ")).await;
        assert_eq!(problems(same), [(Field::Name, Problem::Unchanged)]);
    }

    async fn of_two_roles_given_at_once_one_is_refused(db) {
        let (admin, lead) = (db.actor("admin").await, db.actor("sekinin").await);
        let page = db.store.account_page(&admin, "jinji").await.unwrap();
        db.store.end_role(&admin, "jinji", page.version, &page.terms[0].id, "R9.3.31").await.unwrap();
        let version = page.version + 1;
        let (officer, approver) =
            (role("section_officer", "", "R9.4.1", ""), role("section_approver", "", "R9.4.1", ""));
        let (one, two) = tokio::join!(
            db.store.give_role(&admin, "jinji", version, &officer),
            db.store.give_role(&lead, "jinji", version, &approver),
        );
        let lost = if one.is_ok() { two } else { one };
        assert!(matches!(lost, Err(StoreError::Stale)), "{lost:?}");
        assert_eq!(db.store.account_page(&admin, "jinji").await.unwrap().terms.len(), 2);
    }

    async fn an_account_made_in_the_demo_world_belongs_to_it(db) {
        db.store.add_account(&db.actor("admin").await, &operator("shinnin")).await.unwrap();
        let users = db.store.list_users().await.unwrap();
        assert!(users.iter().all(|it| it.demo), "else the demo would not open its own world again");
    }

    async fn nobody_raises_or_locks_out_themselves(db) {
        for login in ["admin", "sekinin", "kanri-somu"] {
            let actor = db.actor(login).await;
            let page = db.store.account_page(&actor, login).await.unwrap();
            assert!(page.own);
            let given = role("system_admin", "", "R9.4.1", "");
            let leave = domain::admin::LeaveInput { last_day: "R8.12.1".into(), ..Default::default() };
            for refused in [
                db.store.give_role(&actor, login, page.version, &given).await,
                db.store.end_role(&actor, login, page.version, &page.terms[0].id, "R8.12.1").await,
                db.store.disable_account(&actor, login, page.version).await,
                db.store.set_password(&actor, login, page.version, "another-password").await,
                db.store.leave(&actor, login, page.version, &leave).await.map(|_| ()),
            ] {
                assert!(is_not_allowed(&refused), "{login}: {refused:?}");
            }
        }
    }

    async fn disabling_ends_sessions_and_enabling_lets_in_again(db) {
        let (admin, jinji) = (db.actor("admin").await, db.actor("jinji").await);
        db.store.create_session("hash-1".into(), Some(tests::typed::session_of(jinji.user)), "{}".into(), i64::MAX).await.unwrap();
        let version = db.store.account_page(&admin, "jinji").await.unwrap().version;
        let reader = db.store.disable_account(&db.actor("keiyaku").await, "jinji", version).await;
        assert!(is_not_allowed(&reader));
        let stranger = db.store.disable_account(&db.actor("kanri-somu").await, "jinji", version).await;
        assert!(is_not_found(&stranger), "people of the city are no center's");
        db.store.disable_account(&admin, "jinji", version).await.unwrap();
        assert_eq!(db.store.actor(jinji.user).await.unwrap(), None);
        assert_eq!(db.store.load_session("hash-1", 0).await.unwrap(), None);
        assert!(db.store.sign_in("jinji", PASSWORD).await.is_err());
        let page = db.store.account_page(&admin, "jinji").await.unwrap();
        assert_eq!(page.state, AccountState::Disabled);
        db.store.enable_account(&admin, "jinji", page.version).await.unwrap();
        assert!(db.store.sign_in("jinji", PASSWORD).await.is_ok());
    }

    async fn the_page_tells_what_happened_to_the_account_and_to_no_other(db) {
        let admin = db.actor("admin").await;
        let version = async || db.store.account_page(&admin, "jinji").await.unwrap().version;
        let kinds = async |who: &str, login: &str| -> Vec<&'static str> {
            let page = db.store.account_page(&db.actor(who).await, login).await.unwrap();
            page.history.iter().filter_map(|it| match it {
                Entry::Event(it) => Some(it.event.kind()),
                Entry::Comment(_) => None,
            }).collect()
        };
        assert_eq!(kinds("admin", "jinji").await, ["user_added"]);
        db.store.give_role(&admin, "jinji", version().await, &role("section_officer", "", "R9.4.1", "R9.9.30")).await.unwrap_err();
        let page = db.store.account_page(&admin, "jinji").await.unwrap();
        db.store.end_role(&admin, "jinji", page.version, &page.terms[0].id, "R9.3.31").await.unwrap();
        let next = role("section_approver", "", "R9.4.1", "");
        db.store.give_role(&admin, "jinji", version().await, &next).await.unwrap();
        db.store.edit_account(&admin, "jinji", version().await, &profile("古賀 改名")).await.unwrap();
        db.store.set_password(&admin, "jinji", version().await, "another-password").await.unwrap();
        db.store.disable_account(&admin, "jinji", version().await).await.unwrap();
        db.store.enable_account(&admin, "jinji", version().await).await.unwrap();
        db.store.sign_in("jinji", "another-password").await.unwrap();
        db.store.reset_password("jinji", "by-command-line").await.unwrap();
        let expected = [
            "user_added",
            "role_ended",
            "role_given",
            "user_edited",
            "password_reset",
            "user_disabled",
            "user_enabled",
            "password_reset",
        ];
        assert_eq!(kinds("admin", "jinji").await, expected, "sign-ins are not among them");
        assert_eq!(kinds("keiyaku", "jinji").await, expected, "who may read the page reads the history");
        assert_eq!(kinds("admin", "kyuyo").await, ["user_added"]);
        let history = db.store.account_page(&admin, "jinji").await.unwrap().history;
        let Some(Entry::Event(given)) = history.get(2) else { panic!("{history:?}") };
        assert_eq!(given.actor, admin.name);
        let Some(Entry::Event(by_command)) = history.last() else { panic!("{history:?}") };
        assert_eq!(by_command.actor, "", "the command line is nobody");
    }
}
