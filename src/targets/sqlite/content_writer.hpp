#pragma once

#include <cstdint>

#include "record/record.hpp"
#include "sql/database.hpp"

namespace ferry::targets::sqlite {

/// The table of contents: the bytes of documents. They belong to one case and go with
/// it, so that a leaflet that many patients have stands there for each of them.
class ContentWriter {
public:
    explicit ContentWriter(sql::Database& database);

    /// Takes away every content of the case.
    void clear(CaseNo case_no);
    /// \pre the case has none.
    void add(CaseNo case_no, const Record::Contents& contents);

private:
    sql::Statement clear_;
    sql::Statement insert_;
};

} // namespace ferry::targets::sqlite
