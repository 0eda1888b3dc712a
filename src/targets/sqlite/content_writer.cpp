#include "targets/sqlite/content_writer.hpp"

namespace ferry::targets::sqlite {

ContentWriter::ContentWriter(sql::Database& database)
    : clear_{database, "DELETE FROM content WHERE content BETWEEN ? AND ?"},
      insert_{database, "INSERT INTO content VALUES (?, ?, ?)"}
{
}

void ContentWriter::clear(CaseNo case_no)
{
    clear_.bind(0, item_key(case_no, -1)).bind(1, item_key(case_no + 1, -1) - 1).run();
}

void ContentWriter::add(CaseNo case_no, const Record::Contents& contents)
{
    ItemNo place = 0; // numbered like items: a case's contents lie together
    for (const auto& [digest, bytes] : contents) {
        insert_.bind(0, item_key(case_no, place++)).bind(1, digest).bind_bytes(2, bytes).run();
    }
}

} // namespace ferry::targets::sqlite
