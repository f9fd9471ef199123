//! What the window may ask for. A command converts, calls the core and converts back; it decides nothing.

pub mod backups;
pub mod course;
pub mod records;
pub mod vault;
pub mod window;
