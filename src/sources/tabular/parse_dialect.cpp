#include <algorithm>
#include <array>

#include "sources/tabular/name_pattern.hpp"
#include "sources/tabular/parser.hpp"

/// How files are written and named, and the dictionaries.
namespace ferry::tabular {
namespace {

constexpr std::array date_words{
    Word{"yyyy-MM-dd",  DateForm::iso        },
    Word{"dd MMM yyyy", DateForm::named_month},
    Word{"yyyyMMdd",    DateForm::digits     },
};

constexpr std::array precision_words{
    Word{"unknown", Precision::unknown},
    Word{"year",    Precision::year   },
    Word{"month",   Precision::month  },
    Word{"day",     Precision::day    },
    Word{"time",    Precision::time   },
};

constexpr std::array quotes_words{
    Word{"doubled", csv::Quotes::doubled},
    Word{"none",    csv::Quotes::none   },
};

constexpr std::array charset_words{
    Word{"utf-8",        false},
    Word{"windows-1252", true },
};

constexpr std::array header_words{
    Word{"first-row", true },
    Word{"none",      false},
};

constexpr std::array allowed_words{
    Word{"allowed", true },
    Word{"damaged", false},
};

constexpr std::array read2_forms{
    Word{"emis",  false},
    Word{"plain", true },
};

} // namespace

/// One sign, or the word for one that cannot be seen.
char Parser::separator(const YAML::Node& node) const
{
    const std::string said = text(node);
    if (said != "tab" && said.size() != 1) {
        refuse(node, fmt::format("'{}' is no separator; expected one sign, or the word tab", said));
    }
    return said == "tab" ? '\t' : said.front();
}

std::optional<DatePattern> Parser::date_pattern(const YAML::Node& node) const
{
    auto pattern = DatePattern::of(text(node));
    if (!pattern) {
        refuse(node, fmt::format("'{}' is no pattern of dates; expected one like dd/MM/yyyy or "
                                 "yyyy-MM-dd[THH:mm:ssZ]",
                                 text(node)));
    }
    return pattern;
}

void Parser::dialect(const YAML::Node& node)
{
    only(node, {"charset", "separator", "quotes", "empty_cells_at_end", "header", "dates", "true",
                "false", "precision", "open"});
    open_point(node, "dialect");
    made_.separator = node["separator"] ? separator(node["separator"]) : ',';
    made_.quotes = node["quotes"] ? word(node["quotes"], quotes_words) : csv::Quotes::doubled;
    made_.empty_cells_at_end =
        node["empty_cells_at_end"] && word(node["empty_cells_at_end"], allowed_words);
    made_.windows_1252 = node["charset"] && word(node["charset"], charset_words);
    made_.headers = !node["header"] || word(node["header"], header_words);
    if (const YAML::Node dates = node["dates"]; dates) {
        const auto* known = std::ranges::find(date_words, text(dates), &Word<DateForm>::text);
        if (known == date_words.end()) {
            made_.date_pattern = date_pattern(dates);
        } else {
            made_.dates = known->value;
        }
    }
    made_.true_words = texts(node["true"]);
    made_.false_words = texts(node["false"]);
    for (const auto& entry : node["precision"]) {
        made_.precision[text(entry.first)] = word(entry.second, precision_words);
    }
}

void Parser::manifest(const YAML::Node& node)
{
    if (!node) {
        return;
    }
    only(node, {"table", "file", "changes", "from", "to"});
    made_.manifest = ManifestRule{.table = text(node, "table"),
                                  .file = text(node, "file"),
                                  .changes = text(node, "changes"),
                                  .from = text(node, "from"),
                                  .to = text(node, "to")};
    const Table* table = made_.table(made_.manifest->table);
    for (const char* part : {"file", "changes", "from", "to"}) {
        if (table == nullptr || table->column(text(node, part)) == nullptr) {
            refuse(node, fmt::format("{} has no column for '{}'", made_.manifest->table, part));
        }
    }
}

/// A misspelt part would let every name pass.
std::string Parser::name_pattern(const YAML::Node& node) const
{
    if (node && !NamePattern::of(text(node))) {
        refuse(node, fmt::format("'{}' is no pattern of names; expected were parts such as "
                                 "{{extent}}, {{practice}}, {{table}}, {{stamp}}, {{any}} and "
                                 "{{ONE|OTHER}}, each but {{any}} once",
                                 text(node)));
    }
    return node ? text(node) : std::string{};
}

void Parser::file_names(const YAML::Node& node)
{
    if (!node) {
        return;
    }
    only(node, {"pattern", "archives", "whole", "changes"});
    made_.file_names = FileNameRule{.pattern = name_pattern(node["pattern"]),
                                    .archives = name_pattern(node["archives"]),
                                    .whole = texts(node["whole"]),
                                    .changes = texts(node["changes"])};
}

void Parser::dictionaries(const YAML::Node& node)
{
    for (const auto& entry : node) {
        const YAML::Node& parts = entry.second;
        only(parts, {"table", "key", "system", "local", "term", "read2", "snomed", "dmd",
                     "description", "category", "drugs", "explained_by", "read2_form", "open"});
        open_point(parts, "dictionary " + text(entry.first));
        made_.dictionaries.push_back(
            {.name = text(entry.first),
             .table = text(parts, "table"),
             .system = text(parts, "system"),
             .local = text(parts, "local"),
             .key = text(parts, "key"),
             .term = text(parts, "term"),
             .read2 = text(parts, "read2"),
             .snomed = text(parts, "snomed"),
             .dmd = text(parts, "dmd"),
             .category = text(parts, "category"),
             .description = text(parts, "description"),
             .explained_by = text(parts, "explained_by"),
             .drugs = flag(parts, "drugs") || parts["dmd"],
             .read2_plain = parts["read2_form"] && word(parts["read2_form"], read2_forms),
             .place = place_of(entry.first)});
    }
}

} // namespace ferry::tabular
