-- What the migration is called where nobody sees it: a target knows whose it is.
ALTER TABLE migration ADD COLUMN id TEXT NOT NULL DEFAULT '';
UPDATE migration SET id = lower(hex(randomblob(16)));

-- Whose record a pass carried: the organisation that most patients of its extract belong to.
ALTER TABLE pass ADD COLUMN organisation TEXT NOT NULL DEFAULT '';
UPDATE pass SET organisation = coalesce((SELECT organisation FROM subject GROUP BY organisation
    ORDER BY count(*) DESC, min(case_no) LIMIT 1), '');

-- 0: the target was found to differ from the books, and the next pass imports all anew.
ALTER TABLE pass ADD COLUMN agrees INTEGER NOT NULL DEFAULT 1;
UPDATE pass SET agrees = reconciled IS NULL
    OR reconciled LIKE '%"differ":0,"missing":0,"unexpected":0}';

-- Cases that lost source rows since the pass before, and those of which nothing goes to the
-- target any more though they stand in the extract.
CREATE TABLE shrunk (
    pass     INTEGER NOT NULL,
    case_no  INTEGER NOT NULL,
    part     INTEGER NOT NULL,
    rows     INTEGER NOT NULL,         -- fewer than before
    emptied  INTEGER NOT NULL,
    PRIMARY KEY (pass, case_no, part)
) STRICT, WITHOUT ROWID;
