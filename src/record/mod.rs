//! What every kind of record shares, and the only SQL for it.
//!
//! A record is [`Common`] fields plus the [`Fields`] of its kind. Saving writes both, the sessions, tags, links
//! and people, an earlier version when one is due, and what search should find, in one transaction.

mod away;
mod history;
mod id;
mod line;
mod model;
mod open;
mod save;
mod search;
mod words;

pub use away::{bring_back, delete_for_good, put_away};
pub use history::{Version, VersionLine, version, versions};
pub use id::{RecordId, SessionId};
pub(crate) use line::{COLUMNS as LINE_COLUMNS, from_row as line_from_row};
pub use line::{Cursor, Line, drafts, put_away_records};
pub use model::{Common, Draft, Feel, Fields, Happened, Link, State};
pub use open::{StoredRecord, open};
pub use save::{Saved, save};
pub use search::{Found, Piece, search};
pub use words::Words;
