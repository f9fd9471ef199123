//! Integration tests of the core and the command line: one binary, whose modules mirror `src/`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

mod content;
mod record;
mod support;
