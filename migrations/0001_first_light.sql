-- Why: the first shape of a vault. Everything a person writes is a record; what all kinds share has columns,
-- what is a kind's own lies in `fields` as JSON, and `words` is what search should find in it.
-- Times are UTC text (RFC 3339, milliseconds). Days are local days, fixed when they are written: a record's
-- day never moves with the clock, the zone or daylight saving.

CREATE TABLE vault_identity (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  vault_id BLOB NOT NULL CHECK (length(vault_id) = 16),
  generation INTEGER NOT NULL CHECK (generation > 0),
  recovery_recipient TEXT NOT NULL,
  made_at TEXT NOT NULL,
  -- Kept by the triggers below, so that unlocking never has to count.
  records INTEGER NOT NULL DEFAULT 0,
  last_written TEXT,
  -- Goes up with every change to a record and never down: a log that would turn it back is of an earlier day.
  changes INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE vault_setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Long columns stand last: a list reads a line of a 20 MiB record without touching its overflow pages.
CREATE TABLE record (
  seq INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  kind TEXT NOT NULL,
  schema_version INTEGER NOT NULL CHECK (schema_version > 0),
  revision INTEGER NOT NULL CHECK (revision > 0),
  state TEXT NOT NULL CHECK (state IN ('draft', 'kept', 'put_away')),
  -- What a put-away record was before, so that bringing it back makes it that again.
  state_before TEXT CHECK (state_before IN ('draft', 'kept')),
  put_away_at TEXT,
  feel TEXT NOT NULL CHECK (feel IN ('ordinary', 'tender', 'just_for_me')),
  happened_on TEXT,
  happened_roughly TEXT,
  -- The day the timeline shows it on: the day it happened, else the local day it was begun.
  shown_on TEXT NOT NULL,
  created_at TEXT NOT NULL,
  created_offset INTEGER NOT NULL, -- seconds east of UTC
  created_zone TEXT NOT NULL,      -- the zone's name at that moment
  updated_at TEXT NOT NULL,
  updated_offset INTEGER NOT NULL,
  sitting TEXT NOT NULL,
  version_cut_at TEXT NOT NULL,
  title TEXT NOT NULL,
  excerpt TEXT NOT NULL,
  fields TEXT NOT NULL,
  words TEXT NOT NULL,
  CHECK ((state = 'put_away') = (put_away_at IS NOT NULL)),
  CHECK ((state = 'put_away') = (state_before IS NOT NULL)),
  CHECK (happened_on IS NULL OR happened_roughly IS NULL)
) STRICT;

CREATE INDEX record_timeline ON record (shown_on DESC, created_at DESC, seq DESC) WHERE state <> 'put_away';
CREATE INDEX record_drafts ON record (updated_at DESC) WHERE state = 'draft';
CREATE INDEX record_put_away ON record (put_away_at DESC) WHERE state = 'put_away';

CREATE TABLE record_session (
  record_seq INTEGER NOT NULL REFERENCES record (seq) ON DELETE CASCADE,
  session_id TEXT NOT NULL,
  position INTEGER NOT NULL, -- 0 is the main session
  PRIMARY KEY (record_seq, session_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_session_by_session ON record_session (session_id, record_seq);

CREATE TABLE record_tag (
  record_seq INTEGER NOT NULL REFERENCES record (seq) ON DELETE CASCADE,
  tag TEXT NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (record_seq, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_tag_by_tag ON record_tag (tag, record_seq);

-- A target may be gone: a link then shows as something that was removed, and never brings text back.
CREATE TABLE record_link (
  record_seq INTEGER NOT NULL REFERENCES record (seq) ON DELETE CASCADE,
  target_id BLOB NOT NULL CHECK (length(target_id) = 16),
  role TEXT NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (record_seq, target_id, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_link_by_target ON record_link (target_id, record_seq);

-- A made-up code for a person, and nothing else about them, by design.
CREATE TABLE person_code (
  seq INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE record_person (
  record_seq INTEGER NOT NULL REFERENCES record (seq) ON DELETE CASCADE,
  person_seq INTEGER NOT NULL REFERENCES person_code (seq),
  position INTEGER NOT NULL,
  PRIMARY KEY (record_seq, person_seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_person_by_person ON record_person (person_seq, record_seq);

-- Earlier versions, whole: looking at one never needs another.
CREATE TABLE record_version (
  record_seq INTEGER NOT NULL REFERENCES record (seq) ON DELETE CASCADE,
  revision INTEGER NOT NULL,
  written_at TEXT NOT NULL,
  title TEXT NOT NULL,
  content TEXT NOT NULL, -- the record as it was: common fields and its own, JSON
  PRIMARY KEY (record_seq, revision)
) STRICT, WITHOUT ROWID;

-- Search reads what is not put away; taking a record out of the view takes it out of the index.
CREATE VIEW record_text AS SELECT seq, title, words FROM record WHERE state <> 'put_away';
CREATE VIRTUAL TABLE record_fts USING fts5 (
  title, words,
  content = 'record_text', content_rowid = 'seq',
  tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO record_fts (record_fts, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER record_fts_insert AFTER INSERT ON record WHEN new.state <> 'put_away' BEGIN
  INSERT INTO record_fts (rowid, title, words) VALUES (new.seq, new.title, new.words);
END;
CREATE TRIGGER record_fts_delete AFTER DELETE ON record WHEN old.state <> 'put_away' BEGIN
  INSERT INTO record_fts (record_fts, rowid, title, words) VALUES ('delete', old.seq, old.title, old.words);
END;
-- One trigger, because the order of two on the same event is not defined: what is there must leave the index before
-- what replaces it comes in, or the index forgets the record and is found damaged.
CREATE TRIGGER record_fts_update AFTER UPDATE OF state, title, words ON record
WHEN (old.state = 'put_away') <> (new.state = 'put_away') OR old.title <> new.title OR old.words <> new.words BEGIN
  INSERT INTO record_fts (record_fts, rowid, title, words)
  SELECT 'delete', old.seq, old.title, old.words WHERE old.state <> 'put_away';
  INSERT INTO record_fts (rowid, title, words)
  SELECT new.seq, new.title, new.words WHERE new.state <> 'put_away';
END;

CREATE TRIGGER record_count_insert AFTER INSERT ON record BEGIN
  UPDATE vault_identity
  SET records = records + (new.state <> 'put_away'), last_written = new.updated_at, changes = changes + 1;
END;
CREATE TRIGGER record_count_update AFTER UPDATE OF state, updated_at ON record BEGIN
  UPDATE vault_identity
  SET records = records + (new.state <> 'put_away') - (old.state <> 'put_away'), last_written = new.updated_at,
      changes = changes + 1;
END;
CREATE TRIGGER record_count_delete AFTER DELETE ON record BEGIN
  UPDATE vault_identity SET records = records - (old.state <> 'put_away'), changes = changes + 1;
END;
