//! Read models: what screens ask for, each in one question to the database.

mod coverage;
mod timeline;

pub use coverage::sessions_with_something;
pub use timeline::{Filter, Marks, PAGE, marks, page};
