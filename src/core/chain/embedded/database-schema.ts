export const CHAIN_FILE = 'chain.sqlite'

/** Raised when the tables change; a chain of an unknown format is refused by name instead of misread. */
export const SCHEMA_VERSION = 2

// state: the last block's state. history: every change with its block, newest first per key, so that
// the value at block n is the first row at or below n; null is a removal. See `pruneBehind`.
// sum: `rowSum` of the row's other columns, so that a damaged one is known for what it is.
export const SCHEMA = `
  CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS blocks (
    number INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    header BLOB NOT NULL,
    body BLOB NOT NULL,
    sum INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS state (key BLOB PRIMARY KEY, value BLOB NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS history (
    key BLOB NOT NULL,
    block INTEGER NOT NULL,
    value BLOB,
    sum INTEGER NOT NULL,
    PRIMARY KEY (key, block DESC)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS history_by_block ON history (block);
`

/** From format 1, whose rows had no sums. */
export const ADD_SUMS = `
  ALTER TABLE blocks ADD COLUMN sum INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE history ADD COLUMN sum INTEGER NOT NULL DEFAULT 0;
  UPDATE blocks SET sum = row_sum(number, hash, header, body);
  UPDATE history SET sum = row_sum(block, key, value);
  UPDATE meta SET value = ${SCHEMA_VERSION} WHERE name = 'schema';
`
