-- What was asked of a terminology release and what it said, so that a case can be read
-- again without it: whether a concept is a kind of another, its history, a dm+d product.
CREATE TABLE map_fact (
    question TEXT NOT NULL,            -- is_a, history, product
    code     TEXT NOT NULL,
    about    TEXT NOT NULL,            -- is_a: the ancestor
    answer   TEXT NOT NULL,
    PRIMARY KEY (question, code, about)
) STRICT, WITHOUT ROWID;

-- The terminology that the migration is held to (R18): the last row counts.
CREATE TABLE frozen_maps (
    no          INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    pass        INTEGER NOT NULL,      -- the pass from which on it holds
    at          TEXT NOT NULL,
    who         TEXT NOT NULL
) STRICT;

-- How many coded entries each rule decided in a pass (R22, R112).
CREATE TABLE map_use (
    pass    INTEGER NOT NULL,
    rule    TEXT NOT NULL,
    system  TEXT NOT NULL,             -- URI of the code the map was asked about
    entries INTEGER NOT NULL,
    PRIMARY KEY (pass, rule, system)
) STRICT, WITHOUT ROWID;

-- Codes in use that are inactive in the loaded release, or that dm+d changed.
CREATE TABLE code_standing (
    pass    INTEGER NOT NULL,
    code    TEXT NOT NULL,
    term    TEXT NOT NULL,
    rule    TEXT NOT NULL,
    leads   TEXT NOT NULL,             -- what it leads to, a line each: how, id, term
    entries INTEGER NOT NULL,
    PRIMARY KEY (pass, code, rule)
) STRICT, WITHOUT ROWID;

ALTER TABLE map_file ADD COLUMN kind TEXT NOT NULL DEFAULT '';
ALTER TABLE map_file ADD COLUMN purpose TEXT NOT NULL DEFAULT '';
ALTER TABLE map_file ADD COLUMN active INTEGER NOT NULL DEFAULT 0;
ALTER TABLE map_file ADD COLUMN assured INTEGER; -- NULL where the file does not say
ALTER TABLE map_file ADD COLUMN odd_ids INTEGER NOT NULL DEFAULT 0;
