//! Builds, runs and tests Kaisei: `cargo xtask` lists the commands.
//!
//! No dependencies from elsewhere, so that the first command on a clean clone starts in seconds. One file per thing a
//! person does; `place`, `cargo`, `run`, `steps` and `totals` are what those share.
#![expect(clippy::print_stdout, reason = "a command line tool reports on its standard output")]

#[cfg(target_os = "linux")]
mod bench;
mod cargo;
mod check;
mod demo;
mod deny;
mod e2e;
mod install;
mod place;
mod release;
mod run;
mod screenshots;
mod soak;
mod steps;
mod test;
mod totals;

use std::process::ExitCode;

use crate::place::Place;

/// What goes wrong here is told to a person, so an error is a sentence.
type Result<T> = std::result::Result<T, String>;

const USAGE: &str = "\
cargo xtask demo [-- ARGS]         build what changed and start the demo on http://127.0.0.1:3000
cargo xtask build                  build the release binary with everything in it
cargo xtask test                   every check and every test; installs what is missing
cargo xtask check                  the quick gate: format, clippy, domain and SQLite tests
cargo xtask e2e [-- ARGS]          the browser stories (ARGS for Playwright)
cargo xtask screenshots [-- ARGS]  every screen as PNG into screenshots/
cargo xtask bench [-- ARGS]        how fast the release binary is (ARGS: --sizes 1000,10000,100000
                                   --databases sqlite,postgresql --seconds 2 --check --keep --kaisei FILE)
cargo xtask soak [-- SUITE …]       the long forms of the tests that have one: kills, log
cargo xtask site                   only the browser part and the style sheet, into the site folder
";

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let command = words.next().unwrap_or_default();
    let rest: Vec<String> = words.skip_while(|word| word == "--").collect();

    match dispatch(&command, &rest) {
        Ok(code) => code,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: &str, rest: &[String]) -> Result<ExitCode> {
    let done = |()| ExitCode::SUCCESS;
    let takes_arguments = matches!(command, "bench" | "demo" | "e2e" | "screenshots" | "soak");
    if let (false, Some(word)) = (takes_arguments, rest.first()) {
        return Err(format!("`{command}` takes no arguments, but was given `{word}`"));
    }
    match command {
        "demo" => demo::demo(&Place::claim()?, rest),
        "build" => release::build(&Place::claim()?).map(|binary| {
            println!("{}", binary.display());
            ExitCode::SUCCESS
        }),
        "test" => test::test(&Place::claim()?),
        "check" => check::check(&Place::claim()?),
        "e2e" => e2e::e2e(&Place::claim()?, rest),
        "screenshots" => screenshots::screenshots(&Place::claim()?, rest).map(done),
        "soak" => soak::soak(&Place::claim()?, rest),
        "bench" => bench(rest),
        "site" => release::site(&Place::claim()?).map(|site| {
            println!("{}", site.display());
            ExitCode::SUCCESS
        }),
        "" | "help" | "-h" | "--help" => {
            print!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        other => Err(format!("there is no command `{other}`\n\n{USAGE}")),
    }
}

#[cfg(target_os = "linux")]
fn bench(rest: &[String]) -> Result<ExitCode> {
    bench::bench(&Place::claim()?, rest)
}

#[cfg(not(target_os = "linux"))]
fn bench(_: &[String]) -> Result<ExitCode> {
    Err("`bench` reads what a server used from /proc, which only Linux has".to_owned())
}
