-- Every wording in which a cause was ever told, and those that stood before the person who
-- decided: a decision covers no wording that came later. One taken before this step has none, and
-- covers all.
CREATE TABLE cause_words (
    cause TEXT NOT NULL,
    what  TEXT NOT NULL,
    PRIMARY KEY (cause, what)
) STRICT, WITHOUT ROWID;

CREATE TABLE decision_words (
    decision INTEGER NOT NULL,
    what     TEXT NOT NULL,
    PRIMARY KEY (decision, what)
) STRICT, WITHOUT ROWID;
