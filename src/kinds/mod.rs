//! One file per kind of record: its fields, its rules, the words search should find.
//!
//! To add one, see "Adding a kind of record" in ARCHITECTURE.md.

mod diary_entry;

pub use diary_entry::{DiaryEntry, Energy, Setting};

use crate::record::{Fields, StoredRecord, Words};
use crate::{Error, Result};

/// Makes [`AnyFields`] from the list of kinds: the one place they are all named.
macro_rules! kinds {
    ($($name:literal => $kind:ident),+ $(,)?) => {
        /// The fields of any kind of record.
        #[derive(Debug, Clone, PartialEq)]
        pub enum AnyFields {
            $(#[doc = concat!("Fields of a `", $name, "`.")] $kind($kind)),+
        }

        /// The names of all kinds.
        pub const KINDS: &[&str] = &[$($name),+];

        impl AnyFields {
            /// Empty fields of a kind.
            ///
            /// # Errors
            /// [`Error::FieldNotUnderstood`] when there is no such kind.
            pub fn empty(kind: &str) -> Result<Self> {
                match kind {
                    $($name => Ok(AnyFields::$kind($kind::default())),)+
                    _ => Err(Error::FieldNotUnderstood("kind")),
                }
            }

            /// The fields of a stored record.
            ///
            /// # Errors
            /// [`Error::MadeByNewerCairn`] for a kind or a shape this Cairn does not know.
            pub fn read(record: &StoredRecord) -> Result<Self> {
                match record.kind.as_str() {
                    $($name if record.schema_version <= $kind::SCHEMA_VERSION => {
                        serde_json::from_value(record.fields.clone())
                            .map(AnyFields::$kind)
                            .map_err(|_| Error::DatabaseDamaged("fields"))
                    })+
                    _ => Err(Error::MadeByNewerCairn),
                }
            }
        }

        impl Fields for AnyFields {
            fn kind(&self) -> &'static str {
                match self { $(AnyFields::$kind(_) => $name),+ }
            }
            fn schema_version(&self) -> u32 {
                match self { $(AnyFields::$kind(_) => $kind::SCHEMA_VERSION),+ }
            }
            fn check(&self) -> Result<()> {
                match self { $(AnyFields::$kind(fields) => fields.check()),+ }
            }
            fn add_words(&self, words: &mut Words) {
                match self { $(AnyFields::$kind(fields) => fields.add_words(words)),+ }
            }
            fn to_json(&self) -> Result<String> {
                match self { $(AnyFields::$kind(fields) => serde_json::to_string(fields)),+ }
                    .map_err(|_| Error::Unexpected("writing fields"))
            }
        }
    };
}

kinds! {
    "diary_entry" => DiaryEntry,
}
