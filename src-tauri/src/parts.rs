//! Secrets cross as raw bytes, never as JSON text: for each part a length (4 bytes, little-endian) and that many
//! bytes of UTF-8.

use cairn::Error;
use tauri::ipc::{InvokeBody, Request};
use zeroize::Zeroizing;

use crate::dto::{Answer, WireError};

/// The parts of a request's body; exactly `N` of them.
pub fn parts<const N: usize>(request: &Request<'_>) -> Answer<[Zeroizing<Vec<u8>>; N]> {
    split(&body(request)?).ok_or_else(|| WireError::from(Error::FieldNotUnderstood("body")))
}

fn body(request: &Request<'_>) -> Answer<Zeroizing<Vec<u8>>> {
    match request.body() {
        InvokeBody::Raw(bytes) => Ok(Zeroizing::new(bytes.clone())),
        // Where a web view cannot carry raw bytes, Tauri sends them as a list of numbers.
        InvokeBody::Json(value) => serde_json::from_value(value.clone())
            .map(Zeroizing::new)
            .map_err(|_| Error::FieldNotUnderstood("body").into()),
    }
}

fn split<const N: usize>(bytes: &[u8]) -> Option<[Zeroizing<Vec<u8>>; N]> {
    let mut rest = bytes;
    let mut parts = Vec::with_capacity(N);
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        parts.push(Zeroizing::new(after.get(..length)?.to_vec()));
        rest = after.get(length..)?;
    }
    if rest.is_empty() {
        parts.try_into().ok()
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_told_apart_and_nothing_is_guessed() {
        let two = split::<2>(b"\x01\0\0\0a\x02\0\0\0bc").unwrap();
        assert_eq!(
            (two[0].as_slice(), two[1].as_slice()),
            (b"a".as_slice(), b"bc".as_slice())
        );
        assert!(split::<1>(b"\0\0\0\0").unwrap()[0].is_empty());
        for odd in [
            b"".as_slice(),
            b"\x01\0\0\0",
            b"\x01\0\0",
            b"\xff\xff\xff\xffa",
            b"\0\0\0\0x",
        ] {
            assert!(split::<1>(odd).is_none(), "{odd:?}");
        }
    }
}
