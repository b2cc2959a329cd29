//! `kaisei serve`.

use super::{
    complain,
    open::{open, open_for_people, refuse_demo},
    say,
};
use crate::{
    assets::Assets,
    build,
    config::{Settings, Source},
    event_log_copy, logging, sealing, serve, session_store, signal_watch,
};
use anyhow::Context;
use app::DemoAccounts;
use std::sync::Arc;
use store::{Clock, Store};

/// Serves real use.
pub(super) async fn serve(settings: Settings) -> anyhow::Result<()> {
    logging::start(&settings);
    let store = open(&settings, Clock::System).await?;
    refuse_demo(&store, &settings).await?;
    store.close().await?;
    let store = open_for_people(&settings).await?;
    if matches!(settings.sources.of("database_url"), Some(Source::Flag(_))) && settings.database().has_password() {
        complain(
            "kaisei: a password in --database-url is seen by everybody on this machine: database_url_file keeps it.",
        );
    }
    if !settings.listen.ip().is_loopback() {
        complain(&format!(
            "kaisei: {} is {}: other machines reach it without TLS; put a proxy before it (docs/operation.md).",
            settings.naming("listen"),
            settings.listen
        ));
    }
    if !settings.cookie_secure {
        complain("kaisei: cookie_secure is false: passwords and sessions travel unprotected; for trials only.");
    }
    run(store, &settings, None, serve::end_signal(), |_| {}).await
}

/// Listens, says so, serves until `end`. `ready` is told the address before.
pub(super) async fn run(
    store: Store,
    settings: &Settings,
    demo: Option<DemoAccounts>,
    end: impl Future<Output = ()> + Send + 'static,
    ready: impl FnOnce(&str),
) -> anyhow::Result<()> {
    let assets = match &settings.site_dir {
        Some(folder) => {
            let unfit =
                || format!("{} is {}, a folder that cannot be used", settings.naming("site_dir"), folder.display());
            Assets::from_dir(folder).with_context(unfit)?
        }
        None => Assets::embedded(),
    };
    if assets.manifest().is_none() {
        complain("kaisei: this build has no site inside (`cargo xtask build` makes one): pages come without style.");
    }
    let router = build(store.clone(), settings, Arc::new(assets), demo).into_router();
    let listening = serve::listen(settings.listen)
        .await
        .with_context(|| format!("{} cannot be used", settings.naming("listen")))?;
    let cleaning = tokio::spawn(session_store::delete_expired(store.clone()));
    let watching = tokio::spawn(signal_watch::keep(store.clone()));
    let sealed = tokio::spawn(sealing::keep(store.clone()));
    let copied = settings.event_log_copy.clone().map(|file| tokio::spawn(event_log_copy::keep(store.clone(), file)));
    let address = format!("http://{}", listening.address);
    ready(&address);
    say(&format!("Kaisei is listening on {address}"));
    listening.serve(router, serve::Bounds::of(settings), end).await;
    cleaning.abort();
    watching.abort();
    sealed.abort();
    sealing::finish(&store).await;
    if let (Some(job), Some(file)) = (copied, &settings.event_log_copy) {
        job.abort();
        event_log_copy::finish(&store, file.clone()).await;
    }
    // SQLite folds its log into the one file that people copy.
    store.close().await?;
    Ok(())
}
