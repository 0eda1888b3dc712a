-- By what the source knows the rows of a case, so that one that an extract lacks shows even where
-- others have come: 32 bits each, in the order of rows, 0 for none. Empty where no pass since has
-- put the case.
ALTER TABLE raw_case ADD COLUMN ids BLOB NOT NULL DEFAULT x'';

-- The digest of the program that ran the pass: another one may sort and read the same extract
-- differently.
ALTER TABLE pass ADD COLUMN program TEXT NOT NULL DEFAULT '';

-- What the last finished pass held of the cases that a pass has put anew, until it ends: a pass
-- that is taken up with another extract is still compared with that, and not with what was cut off.
CREATE TABLE case_before (
    case_no INTEGER NOT NULL,
    part    INTEGER NOT NULL,
    rows    INTEGER NOT NULL,
    items   INTEGER NOT NULL,
    ids     BLOB NOT NULL,
    PRIMARY KEY (case_no, part)
) STRICT;
