//! Asking for a password without showing it.

use anyhow::{Context, bail};
use std::io::{BufRead, IsTerminal};

/// A new password: one line of standard input, or typed twice without echo.
///
/// The demo's password is known to everybody who read about the demo: no real account may have it.
pub(super) fn new_password(from_stdin: bool) -> anyhow::Result<String> {
    let password = asked(from_stdin)?;
    if password == crate::demo::PASSWORD {
        bail!("this is the password of the demo accounts, which everybody knows; choose another one");
    }
    Ok(password)
}

fn asked(from_stdin: bool) -> anyhow::Result<String> {
    if from_stdin {
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line).context("the password could not be read")?;
        return Ok(line.trim_end_matches(['\r', '\n']).to_owned());
    }
    if !std::io::stdin().is_terminal() {
        bail!("there is no terminal to ask for the password; give it by --password-stdin");
    }
    let ask = |question: &str| rpassword::prompt_password(question).context("the password could not be read");
    let password = ask("Password: ")?;
    if password != ask("Again: ")? {
        bail!("the two passwords differ; nothing was changed");
    }
    Ok(password)
}
