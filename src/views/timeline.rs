//! The timeline, newest first, in pages that begin after a key: page ten thousand is as quick as page one.

use sqlx::{AssertSqlSafe, Row};

use crate::Result;
use crate::record::{Cursor, LINE_COLUMNS, Line, SessionId, line_from_row};
use crate::vault::Vault;

/// Lines between two marks, and so lines per page.
pub const PAGE: u32 = 100;

const ORDER: &str = "r.shown_on DESC, r.created_at DESC, r.seq DESC";

/// Which lines; everything that is not put away when empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only records linked to this session.
    pub session: Option<SessionId>,
    /// Only records of this kind.
    pub kind: Option<String>,
    /// Only records shown on this day (`YYYY-MM-DD`) or later.
    pub from: Option<String>,
    /// Only records shown on this day or earlier.
    pub to: Option<String>,
}

impl Filter {
    /// Conditions on `r`, with the values of `?1` to `?4`. Only what is asked for is written out, so that the
    /// plain timeline is one walk along its index.
    fn conditions(&self) -> String {
        let mut conditions = String::from("r.state <> 'put_away'");
        let asked = [
            (
                self.session.is_some(),
                " AND EXISTS (SELECT 1 FROM record_session WHERE record_seq = r.seq AND session_id = ?1)",
            ),
            (self.kind.is_some(), " AND r.kind = ?2"),
            (self.from.is_some(), " AND r.shown_on >= ?3"),
            (self.to.is_some(), " AND r.shown_on <= ?4"),
        ];
        asked
            .iter()
            .filter(|(asked, _)| *asked)
            .for_each(|(_, condition)| conditions.push_str(condition));
        conditions
    }
}

/// Where each page begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks {
    /// How many lines there are.
    pub total: u32,
    /// Mark `i` is what the page that begins at line `i × PAGE` comes after; the first comes after nothing.
    pub marks: Vec<Option<Cursor>>,
}

/// Reads the marks, so that a list can go straight to any place.
///
/// # Errors
/// What the database refuses.
pub async fn marks(vault: &Vault, filter: &Filter) -> Result<Marks> {
    let query = format!(
        "SELECT n, shown_on, created_at, seq FROM (
           SELECT row_number() OVER (ORDER BY {ORDER}) AS n, count(*) OVER () AS total, r.shown_on, r.created_at, r.seq
           FROM record r WHERE {}
         ) WHERE n % {PAGE} = 0 OR n = total",
        filter.conditions()
    );
    let rows = sqlx::query(AssertSqlSafe(query))
        .bind(filter.session.as_ref().map(SessionId::as_str))
        .bind(&filter.kind)
        .bind(&filter.from)
        .bind(&filter.to)
        .fetch_all(&mut *vault.db().await)
        .await?;
    let mut total = 0;
    let mut marks = vec![None];
    for row in &rows {
        total = row.try_get(0)?;
        if total % PAGE == 0 {
            marks.push(Some(Cursor {
                shown_on: row.try_get(1)?,
                created_at: row.try_get(2)?,
                seq: row.try_get(3)?,
            }));
        }
    }
    // A full last page has nothing after it.
    if total > 0 && total % PAGE == 0 {
        marks.pop();
    }
    Ok(Marks { total, marks })
}

/// Reads a page: at most `limit` lines after a place, or the newest ones.
///
/// # Errors
/// What the database refuses.
pub async fn page(vault: &Vault, filter: &Filter, after: Option<&Cursor>, limit: u32) -> Result<Vec<Line>> {
    let after_it = if after.is_some() {
        " AND (r.shown_on, r.created_at, r.seq) < (?5, ?6, ?7)"
    } else {
        ""
    };
    let query = format!(
        "SELECT {LINE_COLUMNS} FROM record r WHERE {}{after_it} ORDER BY {ORDER} LIMIT ?8",
        filter.conditions()
    );
    let rows = sqlx::query(AssertSqlSafe(query))
        .bind(filter.session.as_ref().map(SessionId::as_str))
        .bind(&filter.kind)
        .bind(&filter.from)
        .bind(&filter.to)
        .bind(after.map(|cursor| cursor.shown_on.as_str()))
        .bind(after.map(|cursor| cursor.created_at.as_str()))
        .bind(after.map(|cursor| cursor.seq))
        .bind(limit)
        .fetch_all(&mut *vault.db().await)
        .await?;
    rows.iter().map(line_from_row).collect()
}
