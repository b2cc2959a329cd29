//! A form that is sent twice raises one 課題.

use domain::{filter::IssueFilter, key::IssueKey, refusal::Refusal};
use std::collections::BTreeSet;
use store::{Store, StoreError};
use tests::{TestDb, both_dbs, typed::draft};

const CASE: &str = "SOMU-2026-002";

async fn titled(db: &TestDb, title: &str) -> usize {
    let list = db.store.issue_list(&db.actor("kyuyo").await, &IssueFilter::default()).await.unwrap();
    list.rows.iter().filter(|it| it.title == title).count()
}

fn raised_before(answer: Result<IssueKey, StoreError>) -> IssueKey {
    match answer {
        Err(StoreError::Refused(Refusal::RaisedAlready { key })) => key,
        other => panic!("it was raised before: {other:?}"),
    }
}

both_dbs! {
    async fn the_second_post_of_a_form_leads_to_the_課題_of_the_first(db) {
        let (kyuyo, jinji) = (db.actor("kyuyo").await, db.actor("jinji").await);
        let (token, input) = (db.store.form_token(), draft("二度押し"));
        let first = db.store.raise_issue_once(&kyuyo, token, CASE, "", &input).await.unwrap();
        let second = db.store.raise_issue_once(&kyuyo, token, CASE, "", &input).await.unwrap();
        assert_eq!((first, titled(&db, "二度押し").await), (second, 1));
        // With something else typed into it, it is asked about; as a new form it is another one.
        let other = raised_before(db.store.raise_issue_once(&kyuyo, token, CASE, "", &draft("別の件")).await);
        assert_eq!((other, titled(&db, "別の件").await), (first, 0));
        assert_eq!(raised_before(db.store.raise_issue_once(&kyuyo, token, CASE, "JINKYU", &input).await), first);
        let new = db.store.form_token();
        assert_ne!(db.store.raise_issue_once(&kyuyo, new, CASE, "", &input).await.unwrap(), first);
        // It is that person's form.
        assert_ne!(db.store.raise_issue_once(&jinji, token, CASE, "", &input).await.unwrap(), first);
        // One that was refused raised nothing, and may be sent again.
        let again = db.store.form_token();
        db.store.raise_issue_once(&kyuyo, again, CASE, "", &draft("")).await.unwrap_err();
        db.store.raise_issue_once(&kyuyo, again, CASE, "", &draft("直した件名")).await.unwrap();
    }

    async fn eight_posts_of_a_form_at_once_raise_one_課題(db) {
        let elsewhere = Store::connect(&db.url).await.unwrap().with_clock(db.clock.clone());
        let kyuyo = db.actor("kyuyo").await;
        let token = db.store.form_token();
        let mut posts = tokio::task::JoinSet::new();
        for n in 0..8 {
            let store = if n % 2 == 0 { db.store.clone() } else { elsewhere.clone() };
            let kyuyo = kyuyo.clone();
            posts.spawn(async move { store.raise_issue_once(&kyuyo, token, CASE, "", &draft("同時")).await.unwrap() });
        }
        let keys: BTreeSet<_> = posts.join_all().await.into_iter().collect();
        assert_eq!((keys.len(), titled(&db, "同時").await), (1, 1), "{keys:?}");
        // In two cases at once no lock makes one wait for the other.
        let token = db.store.form_token();
        let (one, two, input) = (db.store.clone(), elsewhere.clone(), draft("二つの案件"));
        let (one, two) = tokio::join!(
            one.raise_issue_once(&kyuyo, token, CASE, "", &input),
            two.raise_issue_once(&kyuyo, token, "SOMU-2026-001", "", &input)
        );
        let (made, asked) = if one.is_ok() { (one, two) } else { (two, one) };
        assert_eq!(raised_before(asked), made.unwrap());
        assert_eq!(titled(&db, "二つの案件").await, 1);
    }
}
