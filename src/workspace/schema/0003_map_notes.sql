-- What a person should know of the folders of maps: files that were not read and why,
-- modules that do not fit together.
CREATE TABLE map_note (
    pass INTEGER NOT NULL,
    note TEXT NOT NULL
) STRICT;
