/** Raised when the tables change; an older chain folder is then refused by name instead of misread. */
export const SCHEMA_VERSION = 1

// state: the last block's state. history: every change with its block, newest first per key, so that
// the value at block n is the first row at or below n; null is a removal. See `pruneBehind`.
export const SCHEMA = `
  CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS blocks (
    number INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    header BLOB NOT NULL,
    body BLOB NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS state (key BLOB PRIMARY KEY, value BLOB NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS history (
    key BLOB NOT NULL,
    block INTEGER NOT NULL,
    value BLOB,
    PRIMARY KEY (key, block DESC)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS history_by_block ON history (block);
`
