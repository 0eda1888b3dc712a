#pragma once

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <yaml-cpp/yaml.h>

#include "base/error.hpp"
#include "sources/tabular/description.hpp"

/// How a description is read, for the files parse_*.cpp alone.
namespace ferry::tabular {

template <typename T>
struct Word {
    std::string_view text;
    T value;
};
template <typename T>
Word(std::string_view text, T value) -> Word<T>;

/// Reads the parts of a description; knows the file's name for messages.
class Parser {
public:
    Parser(const YAML::Node& root, std::string name) : root_{root}, name_{std::move(name)} {}

    Description description();

private:
    [[noreturn]] void refuse(const YAML::Node& at, const std::string& what) const;
    void only(const YAML::Node& map, std::initializer_list<std::string_view> known) const;
    static FilePlace place_of(const YAML::Node& node);
    void open_point(const YAML::Node& map, const std::string& where);
    char separator(const YAML::Node& node) const;
    std::optional<DatePattern> date_pattern(const YAML::Node& node) const;
    YAML::Node need(const YAML::Node& map, const char* key) const;
    void regular(const YAML::Node& node) const;
    std::string name_pattern(const YAML::Node& node) const;
    std::string text(const YAML::Node& node) const;
    std::string text(const YAML::Node& map, const char* key) const;
    std::vector<std::string> texts(const YAML::Node& node) const;
    ItemType item_type(const YAML::Node& node) const;
    template <typename T, std::size_t size>
    T word(const YAML::Node& node, const std::array<Word<T>, size>& words) const;
    bool flag(const YAML::Node& map, const char* key) const;
    bool says(const YAML::Node& map, const char* key, std::string_view said) const;

    void dialect(const YAML::Node& node);
    void dictionaries(const YAML::Node& node);
    void kinds(const YAML::Node& node);
    KindRule kind_rule(const YAML::Node& node) const;
    void blood_pressure(const YAML::Node& node);
    Table table(const YAML::Node& node);
    void owner(Table& made, const YAML::Node& node) const;
    void table_columns(Table& made, const YAML::Node& node);
    Column column(const std::string& name, const YAML::Node& node) const;
    std::vector<Column> columns(const std::string& name, const YAML::Node& node) const;
    void column_details(Column& made, const YAML::Node& node) const;
    void special_details(Column& made, const YAML::Node& node) const;
    void flag_words(Column& made, const YAML::Node& node) const;
    CellWords cell_words(const YAML::Node& node) const;
    Wanted wanted(const YAML::Node& node) const;
    void check_columns(const Table& table, const YAML::Node& at) const;
    void orders(Table& made, const YAML::Node& node) const;
    void manifest(const YAML::Node& node);
    void file_names(const YAML::Node& node);
    void database(const YAML::Node& node);
    void add_database_tables();
    void collect_lookups();
    void check_links() const;
    void field(Column& made, const std::string& path, const YAML::Node& at) const;
    Presence presence(const YAML::Node& node) const;
    LayoutNo layout(const YAML::Node& node) const;

    YAML::Node root_;
    std::string name_;
    Description made_;
};

inline constexpr std::array flag_texts{
    Word{"true",  true },
    Word{"false", false},
};

template <typename T, std::size_t size>
T Parser::word(const YAML::Node& node, const std::array<Word<T>, size>& words) const
{
    const auto found = std::ranges::find(words, text(node), &Word<T>::text);
    if (found == words.end()) {
        std::vector<std::string_view> known;
        std::ranges::transform(words, std::back_inserter(known), &Word<T>::text);
        refuse(node, fmt::format("unknown word '{}'; expected one of: {}", text(node),
                                 fmt::join(known, ", ")));
    }
    return found->value;
}

/// What a part says that is true or false; false where it is not there.
inline bool Parser::flag(const YAML::Node& map, const char* key) const
{
    return map[key] && word(map[key], flag_texts);
}

/// Whether a part is there that can say one thing only.
inline bool Parser::says(const YAML::Node& map, const char* key, std::string_view said) const
{
    return map[key] && word(map[key], std::array{
                                          Word{said, true}
    });
}

} // namespace ferry::tabular
