//! How long a walk over a long log takes.

use std::time::Instant;
use tests::{
    both_dbs,
    soak::{how_many, say},
};

both_dbs! {
    async fn a_long_log_is_walked_in_seconds(db) {
        // Some six events each.
        store::scale::fill(&db.store, how_many(300, 18_000), |_| {}).await.unwrap();
        let began = Instant::now();
        let check = db.store.check_log(None).await.unwrap();
        let took = began.elapsed();
        assert_eq!((check.broken, check.unsealed), (None, 0));
        assert!(check.sealed >= how_many(1_000, 100_000), "{}", check.sealed);
        // A figure for the note, not a promise: machines differ.
        say(&format!("{:?}: {} events walked in {took:?}", db.kind, check.sealed));
    }
}
