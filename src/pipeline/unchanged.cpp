#include "pipeline/unchanged.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/digest.hpp"
#include "base/file_digest.hpp"

namespace ferry::pipeline {
namespace {

using extract::Question;
using extract::SourceFile;
using workspace::Pass;
using workspace::Workspace;

/// Whether the last pass was read by the description that is in force now: another one may
/// sort rows into other cases.
bool description_is_known(Workspace& workspace, const Pass& last)
{
    const auto now = workspace.description();
    const auto then = workspace.description(last.no);
    return !now || (then && then->digest == now->digest);
}

std::vector<std::string> names_of(const std::vector<SourceFile>& files)
{
    std::vector<std::string> all;
    all.reserve(files.size());
    for (const SourceFile& file : files) {
        all.push_back(fmt::format("{} {} {}", file.table, file.name, file.digest));
    }
    std::ranges::sort(all);
    return all;
}

/// Whether the files that are not read are those of the last pass.
bool no_other_files_are_asked_about(Workspace& workspace, const Pass& last,
                                    const extract::Manifest& manifest)
{
    std::set<std::string, std::less<>> now;
    std::set<std::string, std::less<>> then;
    for (const Question& question : manifest.questions) {
        if (question.cause.starts_with("unknown_file:")) {
            now.insert(question.cause);
        }
    }
    for (Question& question : workspace.questions(last.files_of, "unknown_file")) {
        then.insert(std::move(question.cause));
    }
    return now == then;
}

/// Whether the extract is byte for byte the one that the last pass read, under the same names.
bool extract_is_known(Workspace& workspace, const Pass& last, extract::OpenExtract& extract)
{
    extract.digest_files();
    return names_of(extract.manifest().files) == names_of(workspace.files(last.files_of)) &&
           no_other_files_are_asked_about(workspace, last, extract.manifest());
}

} // namespace

std::string inputs_of(Workspace& workspace, const terminology::CodeMaps& maps,
                      const Practice& practice, const std::vector<SourceFile>& files)
{
    std::vector<std::string> parts{maps.fingerprint(), practice.decisions_digest(),
                                   workspace.migration().target};
    if (const auto description = workspace.description()) {
        parts.push_back(description->digest);
    }
    for (const SourceFile& file : files) {
        parts.push_back(file.table + " " + file.digest);
    }
    std::ranges::sort(parts);
    return evidence_digest(fmt::format("{}", fmt::join(parts, "\n")));
}

bool is_known(Workspace& workspace, const Pass& last, extract::OpenExtract& extract)
{
    return last.finished && last.program == program_digest() &&
           description_is_known(workspace, last) && extract_is_known(workspace, last, extract);
}

bool is_whole(load::Target& target, workspace::CaseStore& store)
{
    const auto writer = target.writer();
    bool whole = true;
    store.each_mark([&](CaseNo case_no, std::string_view mark) {
        whole = writer->mark(case_no) == mark;
        return whole;
    });
    return whole;
}

} // namespace ferry::pipeline
