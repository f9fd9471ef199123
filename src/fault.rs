//! What tests may do to a running core: stop it dead at a named step, as a power cut would, and lower scrypt's work.
//!
//! Both need the `test-faults` feature *and* debug assertions: a release build is never weakened, whatever features
//! it was asked for (the benchmark, a release build, is built with the tests' dependencies and so with the feature).

/// A step. With the `test-faults` feature and `CAIRN_STOP_AT=<name>` the process ends here at once:
/// nothing is flushed, no destructor runs. Otherwise it is nothing at all.
#[inline]
pub(crate) fn point(_name: &str) {
    #[cfg(all(feature = "test-faults", debug_assertions))]
    if std::env::var("CAIRN_STOP_AT").is_ok_and(|at| at == _name) {
        std::process::abort();
    }
}

/// The work factor a test asks for; `None` in every release build.
#[inline]
pub(crate) fn lower_work_factor() -> Option<u8> {
    #[cfg(all(feature = "test-faults", debug_assertions))]
    return std::env::var("CAIRN_TEST_WORK_FACTOR").ok()?.parse().ok();
    #[cfg(not(all(feature = "test-faults", debug_assertions)))]
    None
}
