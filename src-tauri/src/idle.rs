//! How long nobody has been there, on two clocks: the steady one does not count while the computer sleeps, the
//! wall clock does but can be set back. The longer of the two counts.

use std::time::{Duration, Instant, SystemTime};

/// Seconds of warning before the vault locks itself.
pub const WARNING: u32 = 30;

/// A reading of both clocks.
#[derive(Debug, Clone, Copy)]
pub struct Reading {
    pub steady: Instant,
    pub wall: SystemTime,
}

impl Reading {
    /// Both clocks now.
    #[allow(clippy::disallowed_methods)] // idle time is the shell's own; no record is dated by it
    pub fn now() -> Self {
        Reading {
            steady: Instant::now(),
            wall: SystemTime::now(),
        }
    }

    fn since(self, earlier: Reading) -> Duration {
        let wall = self.wall.duration_since(earlier.wall).unwrap_or_default();
        self.steady.saturating_duration_since(earlier.steady).max(wall)
    }
}

/// What is to be done about it.
#[derive(Debug, PartialEq, Eq)]
pub enum Idle {
    /// Somebody was here lately.
    No,
    /// Warn: this many seconds are left.
    Warn(u32),
    /// Lock now.
    Lock,
}

/// Judges the time since somebody was last here against the minutes chosen (0 is never).
pub fn judge(minutes: u16, last: Reading, now: Reading) -> Idle {
    if minutes == 0 {
        return Idle::No;
    }
    let limit = Duration::from_secs(u64::from(minutes) * 60);
    let idle = now.since(last);
    match limit.checked_sub(idle) {
        None | Some(Duration::ZERO) => Idle::Lock,
        Some(left) if left <= Duration::from_secs(u64::from(WARNING)) => {
            Idle::Warn(u32::try_from(left.as_secs()).unwrap_or(WARNING).max(1))
        }
        Some(_) => Idle::No,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn later(from: Reading, steady: u64, wall: i64) -> Reading {
        let wall_change = Duration::from_secs(wall.unsigned_abs());
        Reading {
            steady: from.steady + Duration::from_secs(steady),
            wall: if wall < 0 {
                from.wall - wall_change
            } else {
                from.wall + wall_change
            },
        }
    }

    #[test]
    fn five_minutes_with_half_a_minute_of_warning() {
        let last = Reading::now();
        assert_eq!(judge(5, last, later(last, 269, 269)), Idle::No);
        assert_eq!(judge(5, last, later(last, 270, 270)), Idle::Warn(30));
        assert_eq!(judge(5, last, later(last, 299, 299)), Idle::Warn(1));
        assert_eq!(judge(5, last, later(last, 300, 300)), Idle::Lock);
        assert_eq!(judge(0, last, later(last, 9_000_000, 9_000_000)), Idle::No);
    }

    #[test]
    fn sleep_counts_and_a_clock_set_back_does_not_help() {
        let last = Reading::now();
        assert_eq!(
            judge(5, last, later(last, 2, 8 * 3600)),
            Idle::Lock,
            "eight hours asleep"
        );
        assert_eq!(
            judge(5, last, later(last, 300, -365 * 86_400)),
            Idle::Lock,
            "clock back a year"
        );
    }
}
