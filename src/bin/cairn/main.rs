//! The command line: asks, calls the core, prints. What is true about a diary is decided in the core alone.
//!
//! [`args`] what can be said · [`ask`] what is not said as an argument: passphrases, keys, a person's text ·
//! [`commands`] one file per command · [`show`] records as lines and as JSON · [`words`] every text, from
//! `locales/` · [`out`] the only writer.

mod args;
mod ask;
mod commands;
mod out;
mod show;
mod words;

use std::alloc::System;
use std::process::ExitCode;

use clap::Parser;
use zeroizing_alloc::ZeroAlloc;

use args::Args;
use commands::{Answer, Door};

/// Freed memory is overwritten, whatever it held.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);

/// The command was understood and done.
const DONE: u8 = 0;
/// It was understood and refused.
const REFUSED: u8 = 1;
/// It was not understood.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    cairn::process::harden();
    ExitCode::from(match Args::try_parse() {
        Ok(args) => run(args),
        Err(not_understood) => out::usage(&not_understood),
    })
}

fn run(args: Args) -> u8 {
    let json = args.json;
    let answer = answer(args).unwrap_or_else(Answer::refused);
    let printed = if json {
        out::print(&format!("{}\n", answer.json))
    } else {
        out::print(&answer.plain)
    };
    let refused = answer.refused.or(printed.err());
    if let Some(error) = &refused {
        out::tell(&words::refusal(error));
    }
    if refused.is_some() { REFUSED } else { DONE }
}

fn answer(args: Args) -> cairn::Result<Answer> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|_| cairn::Error::Unexpected("starting"))?;
    let door = Door::new(args.vault, args.passphrase_file)?;
    runtime.block_on(commands::run(&door, args.command))
}
