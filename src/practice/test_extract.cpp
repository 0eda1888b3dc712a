#include "practice/test_extract.hpp"

#include <cstdlib>

#include "base/files.hpp"

namespace ferry::practice {
namespace {

std::filesystem::path new_folder()
{
    std::string name = (std::filesystem::temp_directory_path() / "practice.XXXXXX").string();
    return ::mkdtemp(name.data());
}

/// "101-110_Admin_Patient_20260701013000_..." is the table Admin_Patient.
std::string table_of(const std::string& file)
{
    const std::size_t from = file.find('_') + 1;
    const std::size_t second = file.find('_', from);
    return file.substr(from, file.find('_', second + 1) - from);
}

/// The fields of one record; false where the text ends within it.
bool read_record(std::string_view& text, std::vector<std::string>& fields)
{
    fields.clear();
    while (!text.empty() && text.front() == '"') {
        std::string& field = fields.emplace_back();
        for (text.remove_prefix(1);; text.remove_prefix(1)) {
            if (text.size() < 2) {
                return false;
            }
            if (text[0] == '"' && text[1] != '"') {
                break;
            }
            if (text[0] == '"') {
                text.remove_prefix(1);
            }
            field += text[0];
        }
        text.remove_prefix(1);
        if (text.starts_with("\r\n")) {
            text.remove_prefix(2);
            return true;
        }
        text.remove_prefix(1);
    }
    return false;
}

} // namespace

ReadTable read_csv(std::string_view text)
{
    ReadTable table;
    std::vector<std::string> fields;
    read_record(text, table.headers);
    while (read_record(text, fields)) {
        CsvRow& row = table.rows.emplace_back();
        for (std::size_t i = 0; i < fields.size(); ++i) {
            row[table.headers.at(i)] = std::move(fields[i]);
        }
    }
    return table;
}

TestExtract::TestExtract(Options options) : folder_{new_folder()}
{
    options.out = extract();
    summary_ = make_practice(options);
    truth_ = nlohmann::json::parse(read_whole(folder_ / "practice.truth.json"));
    for (const auto& file : std::filesystem::directory_iterator{extract()}) {
        files_[table_of(file.path().filename().string())] = file.path();
    }
}

TestExtract::~TestExtract()
{
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

const ReadTable& TestExtract::table(const std::string& name) const
{
    const std::filesystem::path& file = files_.at(name);
    const auto [place, is_new] = tables_.try_emplace(name);
    if (is_new) {
        place->second = read_csv(read_whole(file));
    }
    return place->second;
}

const CsvRow* TestExtract::find(const std::string& name, const std::string& column,
                                const std::string& value) const
{
    for (const CsvRow& row : table(name).rows) {
        if (row.at(column) == value) {
            return &row;
        }
    }
    return nullptr;
}

std::map<std::string, std::string> TestExtract::bytes() const
{
    std::map<std::string, std::string> all;
    for (const auto& file : std::filesystem::recursive_directory_iterator{folder_}) {
        if (file.is_regular_file()) {
            all[file.path().lexically_relative(folder_).string()] = read_whole(file.path());
        }
    }
    return all;
}

} // namespace ferry::practice
