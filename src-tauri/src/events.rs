//! What the shell tells the window unasked. None carries anything a person wrote.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri_specta::Event;

use crate::dto::HealthStepName;

/// Why the vault was, or is about to be, put down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Why {
    /// The person asked.
    Asked,
    /// Nobody was there for a while.
    Idle,
    /// The window is closing.
    Close,
}

/// The window's answer to `flush-asked`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Flushed {
    /// Everything typed is saved, or the person lets go of what is not.
    Saved,
    /// Something could not be saved; the person is being asked.
    Held,
    /// The person stays.
    Stay,
}

/// The vault is locked; the window drops everything it shows.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub struct Locked {
    pub why: Why,
}

/// The vault locks itself soon unless somebody is there.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
#[serde(rename_all = "camelCase")]
pub struct IdleWarning {
    pub seconds_left: u32,
}

/// Save everything typed now and answer with `flushed`.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub struct FlushAsked {
    pub why: Why,
}

/// A health check is at this step.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub struct HealthStep {
    pub step: HealthStepName,
    pub done: u32,
    pub of: u32,
}
