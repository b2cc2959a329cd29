//! The binary `kaisei`.

use std::process::ExitCode;

/// A page is thousands of small strings: measured, the system's allocator is a fifth of its cost.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    keep_pages_small();
    keep_files_to_ourselves();
    open_as_many_files_as_allowed();
    server::cli::main()
}

/// Huge pages of memory, which the allocator asks for, are kept whole for the few strings that are left in them:
/// measured, a third of what the server held (docs/decisions/0015). Refused by the kernel, it only takes more.
fn keep_pages_small() {
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(true);
}

/// What the server writes (the database, what lies beside it) is for nobody else on the machine, whatever folder it is
/// written to.
fn keep_files_to_ourselves() {
    #[cfg(unix)]
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
}

/// A connection is an open file, and the usual limit of 1,024 is one of politeness: the hard limit is the machine's.
fn open_as_many_files_as_allowed() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
        let limit = getrlimit(Resource::Nofile);
        let _ = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit });
    }
}
