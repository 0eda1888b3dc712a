-- What a pass lacks of what the last finished one had: it stays asked about, in whatever pass,
-- until it is there again or somebody accepts it. So what is lost is kept, and not only how much.
CREATE TABLE lost (
    pass    INTEGER NOT NULL,          -- the first that lacked it
    case_no INTEGER NOT NULL,
    part    INTEGER NOT NULL,
    emptied INTEGER NOT NULL,          -- 1: nothing of it goes to the target any more
    gone    INTEGER NOT NULL,          -- 1: the case as a whole
    ids     BLOB NOT NULL,             -- of the rows that have one: as in raw_case, without 0
    unnamed INTEGER NOT NULL,          -- how many rows without an id it had, where some are lost
    PRIMARY KEY (pass, case_no, part)
) STRICT, WITHOUT ROWID;
DROP TABLE shrunk;
