-- The description by which the source is read, where the program knows none: the last
-- row counts, and each pass is read again by the one that was in force then.
CREATE TABLE source_description (
    no     INTEGER PRIMARY KEY,
    path   TEXT NOT NULL,              -- the file it was taken from
    text   TEXT NOT NULL,
    digest TEXT NOT NULL,              -- SHA-256, as sha256sum prints it
    pass   INTEGER NOT NULL,           -- the pass from which on it holds
    at     TEXT NOT NULL,
    who    TEXT NOT NULL
) STRICT;
