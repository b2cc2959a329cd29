//! The command line: five paths, so no parser crate.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

/// What to make from what.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Args {
    /// The `app.wasm` that cargo built.
    pub(crate) wasm: PathBuf,
    /// The style sheet that imports all others.
    pub(crate) style: PathBuf,
    /// Files served under their own names from the root, such as `favicon.svg`.
    pub(crate) public: Option<PathBuf>,
    /// The site folder.
    pub(crate) out: PathBuf,
}

impl Args {
    pub(crate) fn from_env() -> Result<Self> {
        Self::parse(std::env::args().skip(1))
    }

    fn parse(mut words: impl Iterator<Item = String>) -> Result<Self> {
        let (mut wasm, mut style, mut public, mut out) = (None, None, None, None);
        while let Some(word) = words.next() {
            let slot = match word.as_str() {
                "--wasm" => &mut wasm,
                "--style" => &mut style,
                "--public" => &mut public,
                "--out" => &mut out,
                other => bail!("unknown argument {other}; known: --wasm --style --public --out"),
            };
            *slot = Some(PathBuf::from(words.next().with_context(|| format!("{word} needs a path"))?));
        }
        Ok(Self {
            wasm: wasm.context("--wasm is missing")?,
            style: style.context("--style is missing")?,
            // The folder is optional in the work tree too.
            public: public.filter(|folder| folder.is_dir()),
            out: out.context("--out is missing")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Args> {
        Args::parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn a_public_folder_that_is_not_there_is_no_public_folder() {
        let args = parse("--wasm a.wasm --style main.css --public no/such/folder --out site").unwrap();
        assert_eq!(args.public, None);
        assert_eq!(args.out, PathBuf::from("site"));
    }

    #[test]
    fn what_is_missing_is_named() {
        assert!(parse("--wasm a.wasm --style main.css").unwrap_err().to_string().contains("--out"));
        assert!(parse("--wasm").unwrap_err().to_string().contains("--wasm"));
        assert!(parse("--fast").unwrap_err().to_string().contains("--fast"));
    }
}
