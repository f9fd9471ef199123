//! What can be said on the command line. A passphrase cannot: other programs can read arguments.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand};

/// A private, locked diary.
///
/// Cairn asks for the passphrase at the terminal. Where there is no terminal it reads one line from standard
/// input: the passphrase comes first, and whatever else a command reads (a new passphrase, the text of an
/// entry) follows on the lines after it.
///
/// Exit codes: 0 done, 1 refused (with --json, the code says why), 2 the command was not understood.
#[derive(Parser)]
#[command(name = "cairn", version, arg_required_else_help = true)]
pub(crate) struct Args {
    /// The folder that holds the vault; without it, the one the window uses
    #[arg(long, global = true, display_order = 100, value_name = "DIR")]
    pub(crate) vault: Option<PathBuf>,
    /// Read the passphrase from a file that holds it on one line
    #[arg(long, global = true, display_order = 100, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// Print objects for scripts
    #[arg(long, global = true, display_order = 100)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Make a vault, and its recovery key
    Init(RecoveryOut),
    /// Keep a new entry
    Add(Add),
    /// List entries, the newest first
    List(List),
    /// Show one entry whole
    Show(Id),
    /// Find entries by the words in them
    Search(Search),
    /// Give an entry other text; the text before stays in its history
    Edit(Edit),
    /// Put an entry away, or delete it for good
    Remove(Remove),
    /// Bring back an entry that was put away
    BringBack(Id),
    /// Look the whole vault over
    Health,
    /// Choose another passphrase
    ChangePassphrase(NewPassphrase),
    /// Open with the recovery key, and set a new passphrase and a new recovery key
    UnlockWithRecovery(UnlockWithRecovery),
    /// Make a backup now
    Backup,
    /// List the backups; needs no passphrase
    Backups,
    /// Go back to a backup, with the passphrase of its day; what is there now is set aside
    Restore(Backup),
}

#[derive(ClapArgs)]
pub(crate) struct RecoveryOut {
    /// Write the recovery key to this new file instead of printing it
    #[arg(long, value_name = "FILE")]
    pub(crate) recovery_out: Option<PathBuf>,
}

#[derive(ClapArgs)]
pub(crate) struct Text {
    /// Markdown or plain text, UTF-8. `-` or no FILE is standard input; where there is no terminal and no
    /// --passphrase-file, its first line is the passphrase and the rest is the text
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
}

#[derive(ClapArgs)]
pub(crate) struct Add {
    /// The kind of record
    #[arg(long, default_value = "diary_entry")]
    pub(crate) kind: String,
    /// A course session it belongs to, such as S03; the first is the main one
    #[arg(long = "session", value_name = "S03")]
    pub(crate) sessions: Vec<String>,
    /// The day it happened, as YYYY-MM-DD; without it, today
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<String>,
    /// A title
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// A label of your own; may be given several times
    #[arg(long = "tag", value_name = "TAG")]
    pub(crate) tags: Vec<String>,
    #[command(flatten)]
    pub(crate) text: Text,
}

#[derive(ClapArgs)]
pub(crate) struct List {
    /// Only records of this kind
    #[arg(long)]
    pub(crate) kind: Option<String>,
    /// Only records of this course session
    #[arg(long, value_name = "S03")]
    pub(crate) session: Option<String>,
    /// Only from this day on, as YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<String>,
    /// Only up to this day
    #[arg(long, value_name = "DATE")]
    pub(crate) to: Option<String>,
    /// At most this many
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) limit: u32,
}

#[derive(ClapArgs)]
pub(crate) struct Id {
    /// The id, as `list` prints it
    pub(crate) id: String,
}

#[derive(ClapArgs)]
pub(crate) struct Search {
    /// Words, all of which are wanted; "words in quotes" stand together; the last may be unfinished
    pub(crate) query: String,
    /// Only in this course session
    #[arg(long, value_name = "S03")]
    pub(crate) session: Option<String>,
    /// At most this many
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) limit: u32,
}

#[derive(ClapArgs)]
pub(crate) struct Edit {
    /// The id, as `list` prints it
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) text: Text,
}

#[derive(ClapArgs)]
pub(crate) struct Remove {
    /// The id, as `list` prints it
    pub(crate) id: String,
    /// Delete it and its history; backups made before still hold it
    #[arg(long)]
    pub(crate) for_good: bool,
}

#[derive(ClapArgs)]
pub(crate) struct NewPassphrase {
    /// Read the new passphrase from a file that holds it on one line
    #[arg(long, value_name = "FILE")]
    pub(crate) new_passphrase_file: Option<PathBuf>,
}

#[derive(ClapArgs)]
pub(crate) struct UnlockWithRecovery {
    /// Read the recovery key from a file, such as `init --recovery-out` wrote
    #[arg(long, value_name = "FILE")]
    pub(crate) recovery_file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) new: NewPassphrase,
    #[command(flatten)]
    pub(crate) out: RecoveryOut,
}

#[derive(ClapArgs)]
pub(crate) struct Backup {
    /// The backup's id, as `backups` prints it
    pub(crate) id: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_sound() {
        Args::command().debug_assert();
    }
}
