//! The only writer: results to standard output, everything said beside them to standard error.

use std::io::{self, IsTerminal, Write};

use cairn::{Error, Result};
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::{DONE, USAGE, words};

/// Prints a result. A reader that has seen enough (`cairn list | head -1`) is no reason to stop.
pub(crate) fn print(text: &str) -> Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(source) if source.kind() != io::ErrorKind::BrokenPipe => Err(Error::CannotWrite {
            place: "standard output".to_owned(),
            source,
        }),
        _ => Ok(()),
    }
}

/// Says something beside the result. Nobody listening is fine.
pub(crate) fn tell(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Whether somebody may be watching what is told.
pub(crate) fn is_watched() -> bool {
    io::stderr().is_terminal()
}

/// On a terminal, control characters in what a person wrote do not get to steer it; in a file they stay.
pub(crate) fn for_terminal(text: String) -> String {
    if io::stdout().is_terminal() {
        text.replace(|c: char| c.is_control() && c != '\n' && c != '\t', "\u{fffd}")
    } else {
        text
    }
}

/// Help was asked for, or the arguments make no command. What was typed is not repeated: it may be private.
pub(crate) fn usage(not_understood: &clap::Error) -> u8 {
    let kind = not_understood.kind();
    if matches!(
        kind,
        ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    ) {
        let _ = not_understood.print();
        return if not_understood.use_stderr() { USAGE } else { DONE };
    }
    let names = match not_understood.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(name)) => name.clone(),
        Some(ContextValue::Strings(names)) => names.join(", "),
        _ => String::new(),
    };
    tell(&if kind == ErrorKind::MissingRequiredArgument {
        words::say("cli-usage-needed", &[("names", &names)])
    } else if matches!(
        kind,
        ErrorKind::InvalidValue | ErrorKind::ValueValidation | ErrorKind::ArgumentConflict
    ) {
        // Here the name is the option's, not what was typed.
        words::say("cli-usage-value", &[("names", &names)])
    } else {
        words::say("cli-usage", &[])
    });
    if let Some(usage) = not_understood.get(ContextKind::Usage) {
        tell(&usage.to_string());
    }
    tell(&words::say("cli-usage-help", &[]));
    USAGE
}
