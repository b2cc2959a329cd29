//! The binary `kaisei`.

use std::process::ExitCode;

/// A page is thousands of small strings: measured, the system's allocator is a fifth of its cost.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    keep_pages_small();
    server::cli::main()
}

/// Huge pages of memory, which the allocator asks for, are kept whole for the few strings that are left in them:
/// measured, a third of what the server held (docs/decisions/0015). Refused by the kernel, it only takes more.
fn keep_pages_small() {
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(true);
}
