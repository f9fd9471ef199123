//! How Cairn looks: the only settings kept in the clear, because the lock screen needs them. Nothing in them
//! says anything about the diary.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::dto::{ErrorCode, WireError};

const FILE: &str = "look.json";

/// A closed list of choices, the first of which is the default.
macro_rules! choice {
    ($name:ident { $first:ident $(, $rest:ident)* $(,)? }) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
        #[serde(rename_all = "camelCase")]
        #[allow(missing_docs)]
        pub enum $name { #[default] $first $(, $rest)* }
    };
}
choice!(Theme {
    System,
    Light,
    Dark,
    Contrast
});
choice!(Tint {
    Cream,
    White,
    Blue,
    Green,
    Peach,
    Grey
});
choice!(Font {
    Atkinson,
    Lexend,
    Opendyslexic,
    System
});
choice!(Lines { Normal, Wide, Wider });
choice!(Letters { Normal, Wide, Wider });
choice!(Motion { System, Reduced });
choice!(Country {
    Scotland,
    England,
    Wales,
    NorthernIreland,
    Ireland,
    Usa,
    Canada,
    Australia,
    NewZealand,
    Elsewhere
});

/// How Cairn looks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Look {
    pub theme: Theme,
    pub tint: Tint,
    pub font: Font,
    /// Per cent, 100 to 250.
    pub size: u16,
    pub lines: Lines,
    pub letters: Letters,
    pub motion: Motion,
    /// Asked once, never guessed.
    pub country: Option<Country>,
    /// "What Cairn is and is not" has been read.
    pub welcomed: bool,
}

impl Default for Look {
    fn default() -> Self {
        Look {
            theme: Theme::default(),
            tint: Tint::default(),
            font: Font::default(),
            size: 100,
            lines: Lines::default(),
            letters: Letters::default(),
            motion: Motion::default(),
            country: None,
            welcomed: false,
        }
    }
}

/// The look and the file it is kept in.
pub struct LookFile {
    path: PathBuf,
}

impl LookFile {
    /// In the app's configuration folder.
    pub fn new(config: &Path) -> Self {
        LookFile {
            path: config.join(FILE),
        }
    }

    /// Reads it. A file that is not there or makes no sense gives the default look: looks are never worth a
    /// refusal, and the next choice writes the file anew.
    pub fn read(&self) -> Look {
        let text = fs::read_to_string(&self.path).unwrap_or_default();
        let look: Look = serde_json::from_str(&text).unwrap_or_default();
        look.within_bounds()
    }

    /// Writes it, old or new at every instant.
    pub fn write(&self, look: Look) -> Result<Look, WireError> {
        let look = look.within_bounds();
        let refuse = |error: std::io::Error| WireError {
            code: if error.kind() == std::io::ErrorKind::StorageFull {
                ErrorCode::DiskFull
            } else {
                ErrorCode::CannotWrite
            },
            place: Some(FILE.to_owned()),
        };
        let json = serde_json::to_string_pretty(&look).map_err(|_| WireError::unexpected(FILE))?;
        let new = self.path.with_extension("new");
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder).map_err(refuse)?;
        }
        fs::File::create(&new)
            .and_then(|mut file| file.write_all(json.as_bytes()).and_then(|()| file.sync_all()))
            .and_then(|()| fs::rename(&new, &self.path))
            .map_err(refuse)?;
        Ok(look)
    }
}

impl Look {
    fn within_bounds(mut self) -> Self {
        self.size = self.size.clamp(100, 250);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_is_kept_and_nonsense_gives_the_default() {
        let folder = std::env::temp_dir().join(format!("cairn-look-{}", std::process::id()));
        let file = LookFile::new(&folder);
        assert_eq!(file.read(), Look::default());
        let look = Look {
            size: 900,
            tint: Tint::Peach,
            country: Some(Country::Wales),
            ..Look::default()
        };
        assert_eq!(file.write(look).unwrap().size, 250);
        assert_eq!(file.read().tint, Tint::Peach);
        fs::write(folder.join(FILE), "{\"theme\": 7").unwrap();
        assert_eq!(file.read(), Look::default());
        fs::remove_dir_all(&folder).unwrap();
    }
}
