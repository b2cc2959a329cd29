//! The binary `kaisei`.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::cli::main()
}
