//! The core's statements, word for word, so that the side without a key does the same work. `tests/it/tidy.rs` holds
//! each of them against `src/`. What stands in braces is filled in as the core fills it in.

/// `src/record/line.rs`
pub const COLUMNS: &str = "r.id, r.kind, r.title, r.excerpt, r.happened_on, r.happened_roughly, r.shown_on,
  r.created_at, r.created_offset, r.updated_at, r.updated_offset, r.feel, r.state, r.seq,
  (SELECT group_concat(session_id, char(31)) FROM
     (SELECT session_id FROM record_session WHERE record_seq = r.seq ORDER BY position)),
  (SELECT group_concat(tag, char(31)) FROM (SELECT tag FROM record_tag WHERE record_seq = r.seq ORDER BY position))";
pub const LINE: &str = "SELECT {COLUMNS} FROM record r WHERE r.seq = ?1";

/// `src/vault/database.rs`, `schema.rs`, `identity.rs`: what opening asks.
pub const FIRST_READ: &str = "SELECT count(*) FROM sqlite_schema";
pub const SCHEMA_IS_THERE: &str = "SELECT count(*) FROM sqlite_schema WHERE name = '_sqlx_migrations'";
pub const SCHEMA_VERSION: &str = "SELECT coalesce(max(version), 0) FROM _sqlx_migrations";
pub const IDENTITY: &str = "SELECT vault_id, generation FROM vault_identity";

/// `src/views/timeline.rs`
pub const PAGE: &str = "SELECT {LINE_COLUMNS} FROM record r WHERE {}{after_it} ORDER BY {ORDER} LIMIT ?8";
pub const ORDER: &str = "r.shown_on DESC, r.created_at DESC, r.seq DESC";
pub const NOT_PUT_AWAY: &str = "r.state <> 'put_away'";

/// `src/record/search.rs`
pub const SEARCH: &str = "SELECT {COLUMNS}, h.t, h.s FROM (
           SELECT rowid AS id, highlight(record_fts, 0, char(2), char(3)) AS t,
                  iif(length(words) <= {SNIPPET_MAX}, snippet(record_fts, 1, char(2), char(3), '…', 14),
                      '…' || substr(words, max(1, instr(lower(words), ?4) - 60), 160) || '…') AS s,
                  rank AS k
           FROM record_fts WHERE record_fts MATCH ?1 AND rank MATCH 'bm25(5.0, 1.0)' {in_session}
           ORDER BY rank LIMIT ?2
         ) h JOIN record r ON r.seq = h.id ORDER BY h.k";

/// `src/record/save.rs`
pub const BEFORE: &str =
    "SELECT seq, revision, state, sitting, version_cut_at, updated_at, created_at, created_offset,
                length(CAST(words AS BLOB))
         FROM record WHERE id = ?1";
pub const INSERT: &str =
    "INSERT INTO record (id, kind, schema_version, revision, state, feel, happened_on, happened_roughly,
           shown_on, created_at, created_offset, created_zone, updated_at, updated_offset, sitting, version_cut_at,
           title, excerpt, fields, words)
         VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?9, ?10, ?12, ?9, ?13, ?14, ?15, ?16)";
pub const UPDATE: &str =
    "UPDATE record SET revision = revision + 1, state = ?2, feel = ?3, happened_on = ?4, happened_roughly = ?5,
           shown_on = ?6, updated_at = ?7, updated_offset = ?8, sitting = ?9,
           version_cut_at = iif(?10, ?7, version_cut_at), title = ?11, excerpt = ?12, fields = ?13, words = ?14
         WHERE seq = ?1";
pub const FORGET_LISTS: [&str; 4] = [
    "DELETE FROM record_session WHERE record_seq = ?1",
    "DELETE FROM record_tag WHERE record_seq = ?1",
    "DELETE FROM record_link WHERE record_seq = ?1",
    "DELETE FROM record_person WHERE record_seq = ?1",
];
pub const ADD_SESSION: &str =
    "INSERT INTO record_session (record_seq, session_id, position) VALUES (?1, ?2, ?3)";
pub const ADD_TAG: &str = "INSERT INTO record_tag (record_seq, tag, position) VALUES (?1, ?2, ?3)";
pub const FORGET_CODES: &str = "DELETE FROM person_code WHERE NOT EXISTS
           (SELECT 1 FROM record_person WHERE record_person.person_seq = person_code.seq)";

/// All of them, for the test that holds them against `src/`.
#[allow(dead_code)] // only that test reads it
pub const ALL: [&str; 17] = [
    COLUMNS,
    LINE,
    FIRST_READ,
    SCHEMA_IS_THERE,
    SCHEMA_VERSION,
    IDENTITY,
    PAGE,
    ORDER,
    NOT_PUT_AWAY,
    SEARCH,
    BEFORE,
    INSERT,
    UPDATE,
    ADD_SESSION,
    ADD_TAG,
    FORGET_CODES,
    FORGET_LISTS[0],
];
