//! A wrong passphrase makes the next try wait a little: 1, 2, 4 … 30 seconds. In memory only; nobody is locked
//! out, nothing is wiped and nothing is counted on screen.

use std::time::{Duration, Instant};

const MOST: u64 = 30;

/// Tries that did not open, since the last that did.
#[derive(Debug, Default)]
pub struct Patience {
    last: Option<(u32, Instant)>,
}

impl Patience {
    /// How long the next try waits.
    pub fn wait(&self, now: Instant) -> Duration {
        let Some((tries, at)) = self.last else {
            return Duration::ZERO;
        };
        let pause = Duration::from_secs(1_u64.checked_shl(tries - 1).unwrap_or(MOST).min(MOST));
        pause.saturating_sub(now.saturating_duration_since(at))
    }

    /// A try did not open.
    pub fn did_not_open(&mut self, now: Instant) {
        let tries = self.last.map_or(1, |(tries, _)| tries.saturating_add(1));
        self.last = Some((tries.min(32), now));
    }

    /// A try opened.
    pub fn opened(&mut self) {
        self.last = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_half_a_minute() {
        let start = Instant::now();
        let mut patience = Patience::default();
        assert_eq!(patience.wait(start), Duration::ZERO);
        let mut waits = Vec::new();
        for _ in 0..40 {
            patience.did_not_open(start);
            waits.push(patience.wait(start).as_secs());
        }
        assert_eq!(waits[..6], [1, 2, 4, 8, 16, 30]);
        assert!(waits[6..].iter().all(|wait| *wait == 30));
        assert_eq!(
            patience.wait(start + Duration::from_secs(29)),
            Duration::from_secs(1)
        );
        assert_eq!(patience.wait(start + Duration::from_secs(31)), Duration::ZERO);
        patience.opened();
        assert_eq!(patience.wait(start), Duration::ZERO);
    }
}
