//! The first thing a program of Cairn's does: leave as little behind as a process can.

/// Files are made for their owner only, a crash leaves no memory on disk, other programs of the same person may
/// not look into this one's memory, and a panic prints where it was and nothing of what it held.
///
/// Call it first in `main`. What the system refuses is passed over: none of it is what keeps the vault locked.
pub fn harden() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map(|at| format!(" ({}:{})", at.file(), at.line()))
            .unwrap_or_default();
        // The payload may hold what a person wrote, so it is never printed.
        let _ = std::io::Write::write_all(
            &mut std::io::stderr(),
            format!("Cairn stopped unexpectedly{place}.\n").as_bytes(),
        );
    }));
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit, umask};
        umask(rustix::fs::Mode::RWXG | rustix::fs::Mode::RWXO);
        let none = Rlimit {
            current: Some(0),
            maximum: Some(0),
        };
        let _ = setrlimit(Resource::Core, none);
    }
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}
