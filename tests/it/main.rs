//! Integration tests of the core and the command line: one binary, whose modules mirror `src/`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

mod clocks;
mod command_line;
mod content;
mod crashes;
mod faults;
mod on_disk;
mod privacy;
mod properties;
mod record;
mod support;
mod tidy;
mod vault;
