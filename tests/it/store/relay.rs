//! 上申 and 開示: the one way from inside a center to the city, and nothing beside it.

use domain::{
    actor::Actor,
    filter::IssueFilter,
    ids::RelayId,
    key::IssueKey,
    refusal::{Field, Problem, Refusal},
    relay::{RelayFilter, RelayKind, RelayMove, RelayState, RelayStep, SendInput, SubmitInput},
    visibility::Scope,
};
use store::{RelaySource, Store, StoreError};
use tests::{
    TestDb, both_dbs,
    people::EVERYBODY,
    typed::{At, comments, draft_in, is_not_allowed, is_not_found, key, problems},
};

const CASE: &str = "SOMU-2026-001";

fn written(text: &str) -> SubmitInput {
    SubmitInput { title: format!("{text}の件名"), text: text.to_owned() }
}

fn sent_to(target: &str, scope: &str) -> SendInput {
    SendInput {
        target: target.into(),
        scope: scope.into(),
        title: "管理者の件名".into(),
        text: "管理者の文面".into(),
        ..SendInput::default()
    }
}

async fn submitted(db: &TestDb, who: &Actor) -> RelayId {
    let from = RelaySource { case: CASE, ..RelaySource::default() };
    db.store.submit_relay(who, from, &written("係の文面")).await.unwrap()
}

async fn state(db: &TestDb, who: &Actor, id: RelayId) -> RelayState {
    db.store.relay_page(who, id).await.unwrap().row.state
}

fn is_wrong<T>(result: &Result<T, StoreError>) -> bool {
    matches!(result, Err(StoreError::Refused(Refusal::WrongRelay { .. })))
}

both_dbs! {
    async fn what_an_operator_writes_reaches_the_city_in_the_managers_words_only(db) {
        let (op, kanri, kyuyo) = (db.actor("op-somu").await, db.actor("kanri-somu").await, db.actor("kyuyo").await);
        let id = submitted(&db, &op).await;
        assert_eq!(db.store.relay_page(&kanri, id).await.unwrap().moves, [RelayMove::Send, RelayMove::Return]);
        let new = db.store.send_relay(&kanri, id, 1, &sent_to("new", "city_manager")).await.unwrap();
        let page = At { store: &db.store, key: new }.seen_by(&kyuyo).await;
        assert_eq!((page.row.title.as_str(), page.body.as_str()), ("管理者の件名", "管理者の文面"));
        assert_eq!((page.raised_by.as_str(), page.row.scope), (kanri.name.as_str(), Scope::CityManager));
        assert!(page.relays.is_empty(), "of the way it came the city sees nothing");
        assert!(!serde_json::to_string(&page).unwrap().contains("係の文面"));
        // The center sees both ends.
        let relay = db.store.relay_page(&kanri, id).await.unwrap();
        assert_eq!(relay.target.map(|(issue, comment, scope)| (issue.key, comment, scope)), Some((new, None, Scope::CityManager)));
        let arrived = At { store: &db.store, key: new }.seen_by(&kanri).await.relays;
        assert_eq!(arrived.iter().map(|it| (it.id, it.arrived)).collect::<Vec<_>>(), [(id, true)]);
        // An operator learns that it was sent, and nothing of what they may not read.
        let seen = db.store.relay_page(&op, id).await.unwrap();
        assert_eq!((seen.row.state, seen.target), (RelayState::Sent, None));
        assert!(!serde_json::to_string(&seen.history).unwrap().contains("管理者の文面"));
    }

    async fn it_becomes_a_comment_that_is_never_wider_than_its_record(db) {
        let (op, kanri, kyuyo) = (db.actor("op-somu").await, db.actor("kanri-somu").await, db.actor("kyuyo").await);
        let narrow = db.store.raise_issue(&kyuyo, CASE, "", &draft_in("city_manager", "市と管理者")).await.unwrap();
        let shared = db.store.raise_issue(&kyuyo, CASE, "SHOMU", &draft_in("shared", "共有")).await.unwrap();
        let inside = db.store.raise_issue(&kanri, CASE, "", &draft_in("center", "センター内")).await.unwrap();
        let elsewhere = db.store.raise_issue(&kyuyo, "SOMU-2026-002", "", &draft_in("shared", "別の案件")).await.unwrap();
        let id = submitted(&db, &op).await;
        let send = async |to: IssueKey, scope: &str| db.store.send_relay(&kanri, id, 1, &sent_to(&to.to_string(), scope)).await;
        assert_eq!(problems(send(narrow, "shared").await), [(Field::Scope, Problem::WiderThanBefore)]);
        assert_eq!(problems(send(inside, "city_manager").await), [(Field::Scope, Problem::WiderThanBefore)]);
        assert_eq!(problems(send(elsewhere, "shared").await), [(Field::Target, Problem::UnknownChoice)]);
        assert_eq!(problems(send(key("SOMU-2026-001-99999"), "shared").await), [(Field::Target, Problem::UnknownChoice)]);
        assert_eq!(state(&db, &op, id).await, RelayState::Waiting, "what was refused did nothing");
        send(shared, "city_manager").await.unwrap();
        let heard = |page: &domain::view::IssuePage| comments(page).iter().map(|it| (it.author.clone(), it.body.clone())).collect::<Vec<_>>();
        let city = At { store: &db.store, key: shared }.seen_by(&kyuyo).await;
        assert_eq!(heard(&city), [(kanri.name.clone(), "管理者の文面".to_owned())]);
        for login in ["vendor-a", "op-somu"] {
            let page = At { store: &db.store, key: shared }.seen_by(&db.actor(login).await).await;
            assert!(heard(&page).is_empty(), "{login}");
        }
    }

    async fn a_returned_one_is_corrected_and_comes_again(db) {
        let (op, kanri) = (db.actor("op-somu").await, db.actor("kanri-somu").await);
        let id = submitted(&db, &op).await;
        assert_eq!(problems(db.store.return_relay(&kanri, id, 1, "").await), [(Field::Reason, Problem::Required)]);
        db.store.return_relay(&kanri, id, 1, "日付を書いてください").await.unwrap();
        let today = db.store.today_view(&op).await.unwrap();
        let told = today.relays.iter().find(|it| it.id == id).expect("on 今日 of who wrote it");
        assert_eq!(told.reason, "日付を書いてください");
        assert!(db.store.today_view(&kanri).await.unwrap().relays.iter().all(|it| it.id != id));
        assert!(is_wrong(&db.store.send_relay(&kanri, id, 2, &sent_to("new", "shared")).await));
        db.store.resubmit_relay(&op, id, 2, &written("日付入り")).await.unwrap();
        assert!(db.store.today_view(&kanri).await.unwrap().relays.iter().any(|it| it.id == id));
        let page = db.store.relay_page(&kanri, id).await.unwrap();
        let steps: Vec<_> = page.history.iter().map(|it| (it.step, it.text.as_str())).collect();
        assert_eq!(steps, [
            (RelayStep::Submitted, "係の文面"),
            (RelayStep::Returned, "日付を書いてください"),
            (RelayStep::Resubmitted, "日付入り"),
        ]);
        assert_eq!((page.text.as_str(), page.row.reason.as_str()), ("日付入り", ""));
        db.store.withdraw_relay(&op, id, 3).await.unwrap();
        assert!(is_wrong(&db.store.resubmit_relay(&op, id, 4, &written("もう一度")).await));
    }

    async fn of_two_managers_one_sends_and_the_text_arrives_once(db) {
        let (op, kanri, lead) = (db.actor("op-somu").await, db.actor("kanri-somu").await, db.actor("sekinin").await);
        let other = Store::connect(&db.url).await.unwrap().with_clock(db.clock.clone());
        for round in 0..5 {
            let id = submitted(&db, &op).await;
            let input = sent_to("new", "city_manager");
            let count = async || db.store.issue_list(&lead, &IssueFilter::parse("state=all&q=管理者の件名")).await.unwrap().count.number;
            let before = count().await;
            let (one, two) = tokio::join!(db.store.send_relay(&kanri, id, 1, &input), other.send_relay(&lead, id, 1, &input));
            assert!(one.is_ok() != two.is_ok(), "round {round}: {one:?} {two:?}");
            let lost = one.and(two).unwrap_err();
            assert!(matches!(lost, StoreError::Stale), "round {round}: {lost:?}");
            assert_eq!(count().await, before + 1, "round {round}");
        }
        let id = submitted(&db, &op).await;
        let (sent, back) = tokio::join!(
            db.store.withdraw_relay(&op, id, 1),
            other.return_relay(&kanri, id, 1, "理由"),
        );
        assert!(sent.is_ok() != back.is_ok(), "{sent:?} {back:?}");
    }

    async fn a_form_from_an_older_version_is_stale(db) {
        let (op, kanri) = (db.actor("op-somu").await, db.actor("kanri-somu").await);
        let id = submitted(&db, &op).await;
        for version in [0, 2, -1, i32::MAX] {
            let stale = [
                db.store.send_relay(&kanri, id, version, &sent_to("new", "shared")).await.map(drop),
                db.store.return_relay(&kanri, id, version, "理由").await,
                db.store.withdraw_relay(&op, id, version).await,
                db.store.resubmit_relay(&op, id, version, &written("x")).await,
            ];
            assert!(stale.iter().all(|it| matches!(it, Err(StoreError::Stale))), "{stale:?}");
        }
        assert_eq!(state(&db, &op, id).await, RelayState::Waiting);
    }

    /// Neither the city nor vendors, nor the other center, nor the administrator know that there is such a thing.
    async fn nobody_outside_the_center_knows_of_it(db) {
        let op = db.actor("op-somu").await;
        let id = submitted(&db, &op).await;
        let readers = ["sekinin", "kanri-somu", "opkanri-somu", "op-somu", "consul"];
        for login in EVERYBODY {
            let who = db.actor(login).await;
            let (page, list) = (db.store.relay_page(&who, id).await, db.store.relay_list(&who, RelayFilter::parse("state=all")).await);
            let sent = db.store.send_relay(&who, id, 0, &sent_to("new", "shared")).await;
            let returned = db.store.return_relay(&who, id, 0, "理由").await;
            if readers.contains(&login) {
                assert!(page.is_ok() && list.unwrap().rows.iter().any(|it| it.id == id), "{login}");
                continue;
            }
            assert!(is_not_found(&page) && is_not_found(&sent) && is_not_found(&returned), "{login}");
            assert!(list.is_err() || list.unwrap().rows.iter().all(|it| it.id != id), "{login}");
        }
        for login in ["kyuyo", "keiyaku", "kanri-somu", "sekinin", "consul", "vendor-a", "admin"] {
            let who = db.actor(login).await;
            let from = RelaySource { case: CASE, ..RelaySource::default() };
            assert!(is_not_allowed(&db.store.submit_relay(&who, from, &written("x")).await), "{login}");
        }
        let consul = db.actor("consul").await;
        assert!(is_not_allowed(&db.store.send_relay(&consul, id, 1, &sent_to("new", "shared")).await));
        assert!(is_not_allowed(&db.store.send_relay(&op, id, 1, &sent_to("new", "shared")).await));
    }

    async fn a_disclosure_copies_and_leaves_the_record_where_it_was(db) {
        let (op, kanri, kyuyo) = (db.actor("op-somu").await, db.actor("kanri-somu").await, db.actor("kyuyo").await);
        let inside = db.store.raise_issue(&op, CASE, "", &draft_in("center", "内輪の課題")).await.unwrap();
        db.store.comment(&op, inside, None, "内輪の話").await.unwrap();
        let copy = db.store.disclose(&kanri, inside, None).await.unwrap();
        let page = At { store: &db.store, key: copy }.seen_by(&kyuyo).await;
        assert_eq!((page.row.title.as_str(), page.row.scope), ("内輪の課題", Scope::CityManager));
        assert_eq!((page.raised_by.as_str(), page.relays.len()), (kanri.name.as_str(), 0));
        assert!(!serde_json::to_string(&page).unwrap().contains(&op.name), "the copy is the manager's");
        assert!(is_not_found(&db.store.issue_page(&kyuyo, inside).await), "the record stays inside");
        let traces = At { store: &db.store, key: inside }.seen_by(&op).await.relays;
        assert_eq!(traces.iter().map(|it| (it.kind, it.arrived)).collect::<Vec<_>>(), [(RelayKind::Disclosed, false)]);
        assert_eq!(problems(db.store.disclose(&kanri, inside, None).await), [(Field::Issue, Problem::AlreadyThere)]);
        // One comment of it, and one on a 課題 that the city knows of.
        let said = At { store: &db.store, key: inside }.seen_by(&kanri).await;
        let of_inside = comments(&said)[0].id;
        let copied = db.store.disclose(&kanri, inside, Some(of_inside)).await.unwrap();
        assert_eq!(At { store: &db.store, key: copied }.seen_by(&kyuyo).await.body, "内輪の話");
        let shared = db.store.raise_issue(&kyuyo, CASE, "SHOMU", &draft_in("shared", "共有")).await.unwrap();
        db.store.comment(&op, shared, Some(Scope::Center), "係の一言").await.unwrap();
        let said = comments(&At { store: &db.store, key: shared }.seen_by(&kanri).await)[0].id;
        assert_eq!(db.store.disclose(&kanri, shared, Some(said)).await.unwrap(), shared);
        let city = At { store: &db.store, key: shared }.seen_by(&kyuyo).await;
        assert_eq!(comments(&city).iter().map(|it| (it.author.as_str(), it.body.as_str(), it.scope)).collect::<Vec<_>>(),
            [(kanri.name.as_str(), "係の一言", Scope::CityManager)]);
        assert!(comments(&At { store: &db.store, key: shared }.seen_by(&db.actor("vendor-a").await).await).is_empty());
        assert_eq!(problems(db.store.disclose(&kanri, shared, None).await), [(Field::Issue, Problem::UnknownChoice)]);
        for login in ["op-somu", "opkanri-somu", "consul"] {
            assert!(is_not_allowed(&db.store.disclose(&db.actor(login).await, inside, None).await), "{login}");
        }
        for login in ["kyuyo", "vendor-a", "kanri-kyoiku", "admin"] {
            assert!(is_not_found(&db.store.disclose(&db.actor(login).await, inside, None).await), "{login}");
        }
    }
}
