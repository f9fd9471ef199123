//! Named steps at which a test may stop the program dead, as a power cut would.

/// A step. With the `test-faults` feature and `CAIRN_STOP_AT=<name>` the process ends here at once:
/// nothing is flushed, no destructor runs. Otherwise it is nothing at all.
#[inline]
pub(crate) fn point(_name: &str) {
    #[cfg(feature = "test-faults")]
    if std::env::var("CAIRN_STOP_AT").is_ok_and(|at| at == _name) {
        std::process::abort();
    }
}
