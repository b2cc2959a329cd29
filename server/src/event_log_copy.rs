//! The job that copies the chain over the event log to a file elsewhere, for whoever watches there.
//!
//! The file knows itself how far it has come: its last line is the last link that was copied. What could not be
//! written, because the other machine was away, is written later; nothing is lost and nothing stands twice.

use serde_json::json;
use std::{
    fs::{File, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};
use store::{OutlinedLink, Store};

/// Copied at a time.
const BATCH: u64 = 500;
/// Between two looks.
const PAUSE: Duration = Duration::from_secs(1);
/// After a failure: a machine that is away does not come back sooner for being asked.
const REST: Duration = Duration::from_secs(15);
/// A line is a few hundred bytes.
const LONGEST_LINE: u64 = 4_096;
/// How each line begins: its names are in the order of the alphabet.
const BEGINNING: &str = "{\"actor\":";

/// Copies what was sealed, again and again, until the server ends.
pub async fn keep(store: Store, file: PathBuf) {
    let file: Arc<Path> = file.into();
    let mut failing = false;
    loop {
        let pause = match copy(&store, &file).await {
            Ok(more) => {
                if failing {
                    tracing::info!(file = %file.display(), "the event log is copied again");
                }
                failing = false;
                if more { Duration::ZERO } else { PAUSE }
            }
            Err(error) => {
                // Once, and not each time: people look at the first of a row.
                if !failing {
                    tracing::warn!(file = %file.display(), %error, "could not copy the event log; trying again");
                }
                failing = true;
                REST
            }
        };
        tokio::time::sleep(pause).await;
    }
}

/// What was sealed last is copied before the server ends.
pub async fn finish(store: &Store, file: PathBuf) {
    let file: Arc<Path> = file.into();
    while let Ok(true) = copy(store, &file).await {}
}

/// Copies some links; whether there may be more.
async fn copy(store: &Store, file: &Arc<Path>) -> Result<bool, Box<dyn std::error::Error + Send + Sync>> {
    let of = Arc::clone(file);
    let (mut held, last) = tokio::task::spawn_blocking(move || open(&of)).await??;
    let links = store.outlined_links(last, BATCH).await?;
    if links.is_empty() {
        return Ok(false);
    }
    let more = u64::try_from(links.len()).is_ok_and(|copied| copied == BATCH);
    let lines: String = links.iter().map(line).collect();
    tokio::task::spawn_blocking(move || held.write_all(lines.as_bytes()).and_then(|()| held.sync_data())).await??;
    Ok(more)
}

fn line(link: &OutlinedLink) -> String {
    let object = json!({
        "place": link.seq, "hash": link.hash, "sealed_at": link.sealed_at, "event": link.event, "at": link.at,
        "kind": link.kind, "actor": link.actor, "address": link.address,
    });
    format!("{object}\n")
}

/// The file, made for nobody else to read if it is new, with the place of its last link. It is ours until it is closed:
/// two servers, or one that ends in the middle of a line, do not write the same twice. Half a line, which a crash left,
/// is cut off.
fn open(file: &Path) -> io::Result<(File, i64)> {
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut held = options.open(file)?;
    match held.lock() {
        // Some shares of a network know no locks.
        Err(error) if error.kind() == io::ErrorKind::Unsupported => {}
        locked => locked?,
    }
    let Ending { last, half } = ending(&mut held)?;
    if half > 0 {
        let length = held.metadata()?.len();
        held.set_len(length - half)?;
    }
    Ok((held, last.map_or(0, |(place, _)| place)))
}

/// The last link that a copy holds: its place and its hash.
///
/// # Errors
/// The file cannot be read, or is no copy of an event log.
pub fn last_link(file: &Path) -> io::Result<Option<(i64, String)>> {
    Ok(ending(&mut File::open(file)?)?.last)
}

/// How a copy ends.
struct Ending {
    /// Its last link.
    last: Option<(i64, String)>,
    /// Bytes of half a line after it.
    half: u64,
}

/// # Errors
/// The file holds something else: what is not ours is never cut.
fn ending(file: &mut File) -> io::Result<Ending> {
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(2 * LONGEST_LINE)))?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    // All that we write is ASCII.
    let tail = String::from_utf8(bytes).map_err(|_| unfit())?;
    let (lines, half) = tail.split_at(tail.rfind('\n').map_or(0, |end| end + 1));
    let last = lines.lines().last().map(|line| link_of(line).ok_or_else(unfit)).transpose()?;
    let bytes = u64::try_from(half.len()).unwrap_or_default();
    let is_first = bytes == length && (half.starts_with(BEGINNING) || BEGINNING.starts_with(half));
    if last.is_some() || is_first { Ok(Ending { last, half: bytes }) } else { Err(unfit()) }
}

fn link_of(line: &str) -> Option<(i64, String)> {
    let object: serde_json::Value = serde_json::from_str(line).ok()?;
    let place = object.get("place")?.as_i64().filter(|place| *place > 0)?;
    Some((place, object.get("hash")?.as_str()?.to_owned()))
}

fn unfit() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "it holds something else than a copy of an event log")
}

#[cfg(test)]
mod tests;
