-- A workspace is one migration. Everything written on the way stands here.
-- Never change this file: write 0002_....sql, and an old workspace upgrades.

CREATE TABLE migration (
    source   TEXT NOT NULL,            -- kind of source: emis-csv
    target   TEXT NOT NULL,            -- sqlite:PATH
    practice TEXT NOT NULL,            -- ODS code, '' if not stated
    created  TEXT NOT NULL
) STRICT;

CREATE TABLE pass (
    pass     INTEGER PRIMARY KEY,
    kind     TEXT NOT NULL,            -- rehearsal, recheck, final
    extract  TEXT NOT NULL,
    maps     TEXT NOT NULL,            -- folders of code maps, parted by line ends
    layout   TEXT NOT NULL,
    inputs   TEXT NOT NULL,            -- digest of files, maps, decisions and rules
    state    TEXT NOT NULL,            -- begun, running (stores), finished
    same_as  INTEGER,                  -- the pass whose result it repeats unchanged
    decisions INTEGER NOT NULL,        -- the number of the last decision it applied
    files_of INTEGER NOT NULL,         -- the pass that read the files its cases come from
    started  TEXT NOT NULL,
    finished TEXT,
    reconciled TEXT                    -- what reading back found, as JSON
) STRICT;

CREATE TABLE source_file (
    file       INTEGER PRIMARY KEY,
    pass       INTEGER NOT NULL,
    name       TEXT NOT NULL,
    table_name TEXT NOT NULL,
    known      INTEGER NOT NULL,
    header     TEXT NOT NULL,
    bytes      INTEGER NOT NULL,
    rows       INTEGER NOT NULL,
    digest     TEXT NOT NULL           -- SHA-256, as sha256sum prints it
) STRICT;

CREATE TABLE map_file (
    pass    INTEGER NOT NULL,
    name    TEXT NOT NULL,
    what    TEXT NOT NULL,
    version TEXT NOT NULL,
    rows    INTEGER NOT NULL,
    digest  TEXT NOT NULL
) STRICT;

-- What the code maps answered, so that a case can be read again without them. The
-- terminology of a migration is frozen with its last pass (R18).
CREATE TABLE map_answer (
    system     TEXT NOT NULL,
    code       TEXT NOT NULL,
    term_code  TEXT NOT NULL,
    has_value  INTEGER NOT NULL,
    term       TEXT NOT NULL,
    verdict    INTEGER NOT NULL,
    answer     TEXT NOT NULL,          -- concept or product id, '' if none
    display    TEXT NOT NULL,
    rule       TEXT NOT NULL,
    PRIMARY KEY (system, code, term_code, has_value, term)
) STRICT, WITHOUT ROWID;

CREATE TABLE subject (
    case_no      INTEGER PRIMARY KEY,
    organisation TEXT NOT NULL,
    patient      TEXT NOT NULL,
    UNIQUE (organisation, patient)
) STRICT;

-- The raw case, compressed, and what became of each of its rows.
CREATE TABLE raw_case (
    case_no INTEGER NOT NULL,
    part    INTEGER NOT NULL,
    pass    INTEGER NOT NULL,
    content TEXT NOT NULL,             -- fingerprint of the rows
    record  TEXT NOT NULL,             -- fingerprint of the record made of them
    rows    INTEGER NOT NULL,
    items   INTEGER NOT NULL,
    bytes   BLOB NOT NULL,
    fates   BLOB NOT NULL,
    PRIMARY KEY (case_no, part)
) STRICT;

CREATE TABLE patient_summary (
    case_no    INTEGER PRIMARY KEY,
    source_id  TEXT NOT NULL,
    nhs_number TEXT NOT NULL,
    surname    TEXT NOT NULL,
    given_name TEXT NOT NULL,
    birth_date TEXT NOT NULL,
    sex        TEXT NOT NULL
) STRICT;
CREATE INDEX patient_by_nhs_number ON patient_summary (nhs_number);

CREATE TABLE rule (
    rule INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE cause (
    no    INTEGER PRIMARY KEY,
    cause TEXT NOT NULL UNIQUE,
    kind  TEXT NOT NULL,
    what  TEXT NOT NULL
) STRICT;

-- The ledger: how many source items of a case, file and type have which outcome.
CREATE TABLE ledger (
    case_no INTEGER NOT NULL,
    part    INTEGER NOT NULL,
    file    INTEGER NOT NULL,
    type    INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    rule    INTEGER NOT NULL,
    count   INTEGER NOT NULL,
    PRIMARY KEY (case_no, part, file, type, outcome, rule)
) STRICT, WITHOUT ROWID;

CREATE TABLE case_cause (
    case_no INTEGER NOT NULL,
    part    INTEGER NOT NULL,
    cause   INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    count   INTEGER NOT NULL,
    samples TEXT NOT NULL,             -- FILE:LINE, parted by line ends
    PRIMARY KEY (case_no, part, cause, outcome)
) STRICT, WITHOUT ROWID;

CREATE TABLE question (
    pass   INTEGER NOT NULL,
    cause  TEXT NOT NULL,
    kind   TEXT NOT NULL,
    what   TEXT NOT NULL,
    count  INTEGER NOT NULL,
    sample TEXT NOT NULL
) STRICT;

CREATE TABLE finding (
    case_no INTEGER NOT NULL,          -- 0: of the practice as a whole
    kind    TEXT NOT NULL,
    count   INTEGER NOT NULL,
    items   TEXT NOT NULL,             -- the source's ids, parted by line ends
    PRIMARY KEY (case_no, kind)
) STRICT, WITHOUT ROWID;

-- The balance of each finished pass, to compare passes by.
CREATE TABLE pass_balance (
    pass    INTEGER NOT NULL,
    type    TEXT NOT NULL,
    file    TEXT NOT NULL,
    outcome INTEGER NOT NULL,
    count   INTEGER NOT NULL,
    PRIMARY KEY (pass, type, file, outcome)
) STRICT, WITHOUT ROWID;

CREATE TABLE decision (
    no     INTEGER PRIMARY KEY,
    cause  TEXT NOT NULL,
    choice TEXT NOT NULL,
    by     TEXT NOT NULL,
    why    TEXT NOT NULL,
    at     TEXT NOT NULL
) STRICT;

-- Who did what, when, on what: each event's digest covers the one before (R244).
CREATE TABLE event (
    no       INTEGER PRIMARY KEY,
    at       TEXT NOT NULL,
    who      TEXT NOT NULL,
    what     TEXT NOT NULL,
    about    TEXT NOT NULL,
    previous TEXT NOT NULL,
    digest   TEXT NOT NULL
) STRICT;
