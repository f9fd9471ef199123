//! The only reader of the system's time. Everything else is handed a [`Moment`].

use chrono::{DateTime, FixedOffset, NaiveDate, Offset, SecondsFormat, TimeZone, Utc};

/// A moment as a person lives it: the instant, and where the clock on the wall stood.
///
/// The three parts are kept apart so that a record's day never moves when the zone or the clock does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The instant.
    pub utc: DateTime<Utc>,
    /// How far the wall clock was from UTC.
    pub offset: FixedOffset,
    /// The zone's name, such as `Europe/London`; empty when the system does not say.
    pub zone: String,
}

impl Moment {
    /// The system's time and zone, now.
    #[allow(clippy::disallowed_methods)] // the one place that may
    pub fn now() -> Self {
        let local = chrono::Local::now();
        Moment {
            utc: local.with_timezone(&Utc),
            offset: local.offset().fix(),
            zone: iana_time_zone::get_timezone().unwrap_or_default(),
        }
    }

    /// The day on the wall calendar.
    pub fn local_day(&self) -> NaiveDate {
        self.utc.with_timezone(&self.offset).date_naive()
    }

    /// UTC as kept in the database: RFC 3339 with milliseconds, so that text order is time order.
    pub fn utc_text(&self) -> String {
        self.utc.to_rfc3339_opts(SecondsFormat::Millis, true)
    }

    /// Seconds east of UTC.
    pub fn offset_seconds(&self) -> i32 {
        self.offset.local_minus_utc()
    }
}

/// The instant in `utc_text` with the offset it was written in, as RFC 3339; the text itself if it is not a time.
pub fn local_text(utc_text: &str, offset_seconds: i32) -> String {
    let Ok(utc) = DateTime::parse_from_rfc3339(utc_text) else {
        return utc_text.to_owned();
    };
    match FixedOffset::east_opt(offset_seconds) {
        Some(offset) => offset
            .from_utc_datetime(&utc.naive_utc())
            .to_rfc3339_opts(SecondsFormat::Millis, false),
        None => utc_text.to_owned(),
    }
}

/// Whether at least `seconds` lie between two instants kept as text. Text that is no time counts as long ago.
pub(crate) fn at_least_apart(earlier: &str, later: &Moment, seconds: i64) -> bool {
    match DateTime::parse_from_rfc3339(earlier) {
        Ok(earlier) => (later.utc - earlier.with_timezone(&Utc)).num_seconds().abs() >= seconds,
        Err(_) => true,
    }
}
