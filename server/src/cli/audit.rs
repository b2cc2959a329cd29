//! `kaisei audit verify|head`: proves that the log is what it was.

use super::{Database, open::open, say};
use crate::{event_log_copy::last_link, logging};
use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use domain::date::{DateStyle, instant};
use std::path::{Path, PathBuf};
use store::{Break, Clock, Head, LogPlace};

#[derive(Debug, Subcommand)]
pub(super) enum AuditCommand {
    /// Walks the chain over the log and names the first link that is broken; the exit code is then not 0
    Verify(VerifyArgs),
    /// Prints the last link, to be kept elsewhere: nobody can change what is before it unseen
    Head(Database),
}

#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    /// A link that `kaisei audit head` printed once, which must still be there
    #[arg(long, value_name = "PLACE:HASH", value_parser = link)]
    link: Option<(i64, String)>,
    /// A copy of the chain, as the setting `event_log_copy` makes it, whose last link must still be there
    #[arg(long, value_name = "FILE", conflicts_with = "link")]
    copy: Option<PathBuf>,
    #[command(flatten)]
    database: Database,
}

fn link(text: &str) -> Result<(i64, String), String> {
    let unfit = || "a link is its place and its hash, as `kaisei audit head` prints them: 120:9f86d0…".to_owned();
    let (seq, hash) = text.split_once(':').ok_or_else(unfit)?;
    let seq = seq.parse().ok().filter(|seq| *seq > 0).ok_or_else(unfit)?;
    let is_hash = hash.len() == 64 && hash.bytes().all(|it| it.is_ascii_hexdigit());
    if is_hash { Ok((seq, hash.to_ascii_lowercase())) } else { Err(unfit()) }
}

/// Runs the command.
pub(super) async fn audit(command: AuditCommand, file: Option<&Path>) -> anyhow::Result<()> {
    match command {
        AuditCommand::Verify(VerifyArgs { link, copy, database }) => {
            let kept = match copy {
                None => link,
                Some(copy) => {
                    let read = last_link(&copy).with_context(|| format!("{} cannot be compared", copy.display()))?;
                    Some(read.with_context(|| format!("{} holds no link yet", copy.display()))?)
                }
            };
            verify(database, file, kept).await
        }
        AuditCommand::Head(database) => {
            let settings = database.settings(file)?;
            logging::start(&settings);
            match open(&settings, Clock::System).await?.log_head().await? {
                Some(head) => say(&told(&head)),
                None => say("Nothing is sealed yet."),
            }
            Ok(())
        }
    }
}

async fn verify(database: Database, file: Option<&Path>, kept: Option<(i64, String)>) -> anyhow::Result<()> {
    let settings = database.settings(file)?;
    logging::start(&settings);
    let store = open(&settings, Clock::System).await?;
    let check = store.check_log(kept.as_ref().map(|(seq, hash)| (*seq, hash.as_str()))).await?;
    say(&format!("{} events are sealed and follow from each other.", check.sealed));
    if let Some(head) = &check.head {
        say(&told(head));
    }
    if let Some((place, broken)) = check.broken {
        bail!("the log is broken: {}", sentence(place, broken));
    }
    say(&match check.unsealed {
        0 => "No event waits to be sealed.".to_owned(),
        1 => "1 event waits to be sealed.".to_owned(),
        more => format!("{more} events wait to be sealed."),
    });
    if let Some((seq, _)) = kept {
        say(&format!("Link {seq} is the one that was kept."));
    }
    Ok(())
}

fn told(head: &Head) -> String {
    let at = instant::text(head.sealed_at, DateStyle::Western);
    format!("Last link: {}:{} (sealed {at} JST)", head.seq, head.hash)
}

fn sentence(place: LogPlace, broken: Break) -> String {
    let which = match place.seq {
        Some(seq) => format!("link {seq}"),
        None => "an event without a link".to_owned(),
    };
    let event = place.event.map(|id| format!(", event {id}")).unwrap_or_default();
    let at = place.at.map(|at| format!(" of {} JST", instant::text(at, DateStyle::Western))).unwrap_or_default();
    let what = match broken {
        Break::Changed => "the event was changed after it was sealed",
        Break::Deleted => "an event or its link was deleted here",
        Break::Reordered => "the event stands at another place than it was sealed at",
        Break::Inserted => "this was written around Kaisei, or with a time that was not its own",
        Break::SealChanged => "the link itself was changed, or the chain was calculated anew",
    };
    format!("{which}{event}{at}: {what}")
}
