//! Cairn's core: a locked vault of records, each linked to the course session it belongs to.
//!
//! The rooms, lowest first; an arrow never points up (`tests/it/tidy.rs` holds it):
//! - [`error`], [`clock`]: one error, one reader of time.
//! - [`rich_text`]: documents people write: checking them, their plain text, Markdown on the way in.
//! - [`vault`]: closed ↔ open: key slots, the encrypted database, passphrase, recovery, health, copies.
//! - [`record`]: what every kind of record shares, and the only SQL for it.
//! - [`kinds`]: one file per kind of record.
//! - [`course`], [`views`], [`backup`]: what the course says, what screens read, copies over time.
//!
//! Nothing here knows of windows or web views.
#![warn(missing_docs)]
#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod backup;
pub mod clock;
pub mod course;
pub mod error;
mod fault;
pub mod kinds;
pub mod process;
pub mod record;
pub mod rich_text;
pub mod vault;
pub mod views;

pub use error::{Error, ErrorCode, Result};
