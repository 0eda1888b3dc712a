#include "program/shown.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "program/practice_rows.hpp"

namespace ferry::program {
namespace {

using Json = nlohmann::json;

/// A field's text: true is yes, a code its first coding's code.
std::string text_in(const Json& item, const std::string& field)
{
    if (field == "code") {
        const Json codings = item.value("codings", Json::array());
        return codings.empty() ? "" : codings.front().value("code", "");
    }
    if (!item.contains(field)) {
        return "";
    }
    const Json& value = item.at(field);
    if (value.is_boolean()) {
        return value.get<bool>() ? "yes" : "no";
    }
    return value.is_string() ? value.get<std::string>() : value.dump();
}

bool gave_originally(const Json& item, const std::string& code)
{
    const Json codings = item.value("codings", Json::array());
    return std::ranges::any_of(codings, [&](const Json& one) {
        return one.value("original", false) && one.value("code", "") == code;
    });
}

} // namespace

const Json* find_item(const Json& items, const std::string& type, const std::string& name)
{
    const std::string id = PracticeRows::guid_of(name);
    const auto found = std::ranges::find_if(items, [&](const Json& item) {
        const std::string found_id = item.value("id", "");
        return item.value("type", "") == type && (found_id == id || found_id == name);
    });
    return found == items.end() ? nullptr : &*found;
}

void expect_fields(const Json& item, const std::string& fields)
{
    std::string_view left = fields;
    while (!left.empty()) {
        const auto end = left.find(", ");
        const std::string said{left.substr(0, end)};
        left = end == std::string_view::npos ? std::string_view{} : left.substr(end + 2);
        const auto blank = said.find(' ');
        const std::string field = said.substr(0, blank);
        const std::string wanted = blank == std::string::npos ? "" : said.substr(blank + 1);
        if (field == "no") {
            EXPECT_EQ(text_in(item, wanted), "") << wanted << " in " << item.dump(1);
        } else if (field == "original") {
            EXPECT_TRUE(gave_originally(item, wanted)) << wanted << " in " << item.dump(1);
        } else {
            const std::string found = text_in(item, field);
            EXPECT_TRUE(found == wanted || found == PracticeRows::guid_of(wanted))
                << field << " is '" << found << "' in " << item.dump(1);
        }
    }
}

} // namespace ferry::program
