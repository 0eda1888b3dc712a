#include "pipeline/stored_audit_trail.hpp"

#include <set>
#include <utility>

#include "base/text.hpp"
#include "transform/policies.hpp"
#include "workspace/books.hpp"

namespace ferry::pipeline {
namespace {

constexpr std::string_view utf8 = "utf-8";
constexpr std::string_view windows_1252 = "windows-1252"; // every byte is a sign of it

std::string as_utf8(std::string_view text)
{
    return is_utf8(text) ? std::string{text} : from_windows_1252(text);
}

} // namespace

using extract::FirstStood;
using extract::RawRow;
using extract::SourceFile;
using workspace::StoredCase;

StoredAuditTrail::StoredAuditTrail(workspace::Workspace& workspace, const SourceKind& source)
    : source_{source}, workspace_{workspace}, store_{workspace}, rules_{store_.rules()}
{
    for (SourceFile& file : workspace.files()) {
        files_.emplace(file.no, std::move(file));
    }
}

void StoredAuditTrail::each_left(const StoredCase& stored, const TakeRow& take) const
{
    for (std::size_t i = 0; i < stored.fates.size(); ++i) {
        if (rules_.at(stored.fates[i].rule) == transform::policy::audit_retained.name) {
            const RawRow& row = stored.source.rows[i];
            take(files_.at(row.file), row);
        }
    }
}

void StoredAuditTrail::each_file(const std::function<void(const load::AuditFile&)>& take)
{
    std::set<std::pair<std::string, std::string>> told;
    const auto tell = [&](const std::string& name, const std::string& header) {
        if (told.emplace(name, header).second) {
            take({.name = name, .header = header});
        }
    };
    if (!source_.first_stood) {
        for (const extract::FileNo no :
             workspace::files_with(workspace_, transform::policy::audit_retained.name)) {
            tell(files_.at(no).name, as_utf8(files_.at(no).header));
        }
        return;
    }
    store_.each_with(transform::policy::audit_retained.name, [&](StoredCase&& stored) {
        each_left(stored, [&](const SourceFile& file, const RawRow& row) {
            const FirstStood first = source_.first_stood(file, row);
            if (first.is == FirstStood::Is::header) {
                tell(first.file, first.text);
            }
        });
        return stored.source.no == directory_case; // headers stand there, and it comes first
    });
}

void StoredAuditTrail::each_row(const std::function<void(const load::AuditRow&)>& take)
{
    store_.each_with(transform::policy::audit_retained.name, [&](StoredCase&& stored) {
        const CaseNo case_no = stored.source.no;
        each_left(stored, [&](const SourceFile& file, const RawRow& row) {
            if (!source_.first_stood) {
                take({.case_no = case_no,
                      .file = file.name,
                      .line = row.line,
                      .text = as_utf8(row.bytes),
                      .charset = is_utf8(row.bytes) ? utf8 : windows_1252});
                return;
            }
            const FirstStood first = source_.first_stood(file, row);
            if (first.is == FirstStood::Is::row) {
                take({.case_no = case_no,
                      .file = first.file,
                      .line = first.line,
                      .text = first.text,
                      .charset = first.charset});
            }
        });
        return true;
    });
}

} // namespace ferry::pipeline
