//! What `cargo xtask bench` was asked for.

use std::path::PathBuf;

use super::world::Kind;
use crate::Result;

/// The arguments.
#[derive(Debug, PartialEq)]
pub(super) struct Options {
    /// Numbers of generated 課題.
    pub(super) sizes: Vec<u64>,
    pub(super) databases: Vec<Kind>,
    /// Seconds of one run of the load generator.
    pub(super) seconds: u32,
    /// Fail when a screen costs more than the kept figures say.
    pub(super) check: bool,
    /// Write the kept figures.
    pub(super) keep: bool,
    /// A binary that is ready, instead of building one.
    pub(super) kaisei: Option<PathBuf>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            sizes: vec![1_000, 10_000, 100_000],
            databases: vec![Kind::Sqlite, Kind::Postgresql],
            seconds: 2,
            check: false,
            keep: false,
            kaisei: None,
        }
    }
}

impl Options {
    /// Reads them.
    pub(super) fn parse(args: &[String]) -> Result<Self> {
        let mut options = Self::default();
        let mut words = args.iter();
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or_else(|| format!("`{word}` needs a value"));
            match word.as_str() {
                "--sizes" => options.sizes = list(value()?, |it| it.parse().ok())?,
                "--databases" => options.databases = list(value()?, Kind::parse)?,
                "--seconds" => options.seconds = one(value()?, |it| it.parse().ok().filter(|seconds| *seconds > 0))?,
                "--kaisei" => options.kaisei = Some(PathBuf::from(value()?)),
                "--check" => options.check = true,
                "--keep" => options.keep = true,
                other => return Err(format!("`bench` does not know `{other}`")),
            }
        }
        Ok(options)
    }
}

fn one<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Result<T> {
    read(text.trim()).ok_or_else(|| format!("`bench` cannot read `{text}`"))
}

fn list<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Result<Vec<T>> {
    text.split(',').map(|part| one(part, &read)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Options> {
        Options::parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn nothing_said_means_everything() {
        assert_eq!(parse(""), Ok(Options::default()));
    }

    #[test]
    fn a_part_can_be_asked_for() {
        let asked = parse("--sizes 1000,5000 --databases postgresql --seconds 5 --check --keep --kaisei /opt/kaisei");
        let kaisei = Some(PathBuf::from("/opt/kaisei"));
        let databases = vec![Kind::Postgresql];
        let part = Options { sizes: vec![1000, 5000], databases, seconds: 5, check: true, keep: true, kaisei };
        assert_eq!(asked, Ok(part));
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        for (line, why) in [
            ("--sizes many", "`bench` cannot read `many`"),
            ("--databases oracle", "`bench` cannot read `oracle`"),
            ("--seconds 0", "`bench` cannot read `0`"),
            ("--seconds", "`--seconds` needs a value"),
            ("--fast", "`bench` does not know `--fast`"),
        ] {
            assert_eq!(parse(line), Err(why.to_owned()), "{line}");
        }
    }
}
