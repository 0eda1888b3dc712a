#include "targets/ferry_extract/document_files.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "base/file_digest.hpp"
#include "base/text.hpp"
#include "targets/ferry_extract/csv_text.hpp"
#include "targets/ferry_extract/out_file.hpp"
#include "targets/ferry_extract/places.hpp"

namespace ferry::targets::ferry_extract {
namespace {

namespace fs = std::filesystem;

fs::path place_of(const fs::path& folder, CaseNo case_no)
{
    return folder / documents_folder / std::to_string(case_no);
}

/// What stands in a folder, by name; nothing where there is none.
std::vector<fs::path> all_in(const fs::path& folder)
{
    std::vector<fs::path> all;
    if (fs::exists(folder)) {
        std::ranges::copy(fs::directory_iterator{folder}, std::back_inserter(all));
    }
    std::ranges::sort(all);
    return all;
}

} // namespace

void write_documents(const fs::path& folder, CaseNo case_no, const Record::Contents& contents)
{
    if (contents.empty()) {
        return;
    }
    const fs::path place = place_of(folder, case_no);
    fs::create_directories(place);
    for (const auto& [digest, bytes] : contents) {
        OutFile file{place / digest, OutFile::How::anew};
        file.write(bytes);
        file.flush();
    }
}

void drop_documents(const fs::path& folder, CaseNo case_no)
{
    fs::remove_all(place_of(folder, case_no));
}

bool is_kept_document(std::string_view row, const std::set<CaseNo>& replaced)
{
    const std::string begin = fmt::format("\"{}/", documents_folder);
    if (!row.starts_with(begin)) {
        return false;
    }
    const std::string_view rest = row.substr(begin.size());
    const auto case_no = whole_number(rest.substr(0, rest.find('/')));
    return case_no && !replaced.contains(*case_no);
}

std::string make_documents_ready(const fs::path& folder, const std::set<CaseNo>& replaced)
{
    const fs::path fresh = folder / fresh_folder;
    for (const CaseNo case_no : replaced) {
        if (fs::exists(place_of(folder, case_no))) {
            fs::create_directories(place_of(fresh, case_no));
        }
    }
    std::string rows;
    for (const fs::path& of_case : all_in(fresh / documents_folder)) {
        for (const fs::path& file : all_in(of_case)) {
            add_text(rows, fmt::format("{}/{}/{}", documents_folder, of_case.filename().string(),
                                       file.filename().string()));
            rows += fmt::format(",,{},", fs::file_size(file));
            add_text(rows, file_digest(file));
            rows += '\n';
        }
    }
    return rows;
}

void put_documents_in_place(const fs::path& folder)
{
    const fs::path place = folder / documents_folder;
    for (const fs::path& of_case : all_in(folder / fresh_folder / documents_folder)) {
        fs::create_directory(place);
        fs::remove_all(place / of_case.filename());
        fs::is_empty(of_case) ? static_cast<void>(fs::remove(of_case))
                              : fs::rename(of_case, place / of_case.filename());
    }
    if (fs::exists(place) && fs::is_empty(place)) {
        fs::remove(place);
    }
}

} // namespace ferry::targets::ferry_extract
