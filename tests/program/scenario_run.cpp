#include <algorithm>
#include <array>
#include <regex>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/files.hpp"
#include "base/text.hpp"
#include "program/child.hpp"
#include "program/practice_rows.hpp"
#include "program/scenario.hpp"
#include "program/shown.hpp"
#include "program/stranger.hpp"

namespace ferry::program {
namespace {

using Json = nlohmann::json;

/// A step as its pattern understood it.
struct Said {
    const std::smatch& caught;
    const std::vector<Cells>& rows;
};

constexpr const char* map_file = "rcsctmap2_uk_20200401000001.txt";
constexpr const char* map_header =
    "MapId\tReadCode\tTermCode\tConceptId\tDescriptionId\tIS_ASSURED\tEffectiveDate\tMapStatus\n";

class Runner {
public:
    void run(const Step& step);

    // given
    void rows(const Said& now);
    void codes(const Said& now);
    void drugs(const Said& now);
    void maps(const Said& now);
    void stranger_file(const Said& now);
    // when
    void pass(const Said& now);
    void maps_become(const Said& now);
    void decide(const Said& now);
    void change(const Said& now);
    void leaves(const Said& now);
    void draft(const Said& now);
    void complete_draft(const Said& now);
    // then
    void ended(const Said& now);
    void refused(const Said& now);
    void would_change(const Said& now);
    void nothing_done(const Said& now);
    void imported(const Said& now);
    void balance(const Said& now);
    void nothing_held(const Said& now);
    void cause(const Said& now);
    void question(const Said& now);
    void stands(const Said& now);
    void stands_not(const Said& now);
    void alerts(const Said& now);
    void explained(const Said& now);
    void reads_back(const Said& now);
    void draft_says(const Said& now);
    void draft_is_open(const Said& now);

private:
    std::string description() const { return folder_ / "draft.yaml"; }
    std::string next_extract();
    std::string workspace() const { return folder_ / "w.db"; }
    void write_maps() const;
    Json items_of(const std::string& patient) const;
    /// Short names in `text`, such as "other_organisation:branch", as they stand in the extract.
    static std::string with_guids(const std::string& text);

    WorkFolder folder_;
    PracticeRows practice_;
    Stranger stranger_;
    std::string map_rows_;
    bool extract_changed_ = true;
    int extracts_ = 0;
    Ended last_pass_;
};

/// Every step there is. The first pattern that fits decides.
struct StepKind {
    const char* pattern;
    void (Runner::*run)(const Said& now);
};

constexpr std::array step_kinds{
    StepKind{"given codes",                                               &Runner::codes         },
    StepKind{"given drugs",                                               &Runner::drugs         },
    StepKind{"given maps",                                                &Runner::maps          },
    StepKind{R"(given the file (\S+))",                                   &Runner::stranger_file },
    StepKind{R"(given (\w+))",                                            &Runner::rows          },
    StepKind{"when a pass runs(?: with (new-maps|patients-gone))?",       &Runner::pass          },
    StepKind{"when the maps become",                                      &Runner::maps_become   },
    StepKind{R"(when (\S+) is decided as (.+) by (.+) because (.+))",     &Runner::decide        },
    StepKind{"when an adaptor is drafted",                                &Runner::draft         },
    StepKind{"when the draft is completed",                               &Runner::complete_draft},
    StepKind{R"(when (\S+) leaves)",                                      &Runner::leaves        },
    StepKind{R"(when (\w+) (\S+) changes)",                               &Runner::change        },
    StepKind{R"(when there are new rows of (\w+))",                       &Runner::rows          },
    StepKind{"then the pass (is clean|needs people)",                     &Runner::ended         },
    StepKind{"then the pass is refused",                                  &Runner::refused       },
    StepKind{R"(then these maps would change (\d+) items?)",              &Runner::would_change  },
    StepKind{"then nothing was done",                                     &Runner::nothing_done  },
    StepKind{R"(then (\d+) records? \w+ imported and (\d+) \w+ removed)", &Runner::imported      },
    StepKind{R"(then the balance of (\w+) is (.+))",                      &Runner::balance       },
    StepKind{"then nothing is held",                                      &Runner::nothing_held  },
    StepKind{R"(then (\d+) items? (?:is|are) (held|degraded) for (.+))",  &Runner::cause         },
    StepKind{R"(then the question (\S+) is (open|closed))",               &Runner::question      },
    StepKind{R"(then the target has (\w+) (\S+) of (\S+): (.+))",         &Runner::stands        },
    StepKind{R"(then the target has no (\w+) (\S+) of (\S+))",            &Runner::stands_not    },
    StepKind{R"(then (\S+) has (\d+) alerts? of (\w+))",                  &Runner::alerts        },
    StepKind{R"(then explain (\w+):(\d+) says (.+))",                     &Runner::explained     },
    StepKind{"then the draft says (.+)",                                  &Runner::draft_says    },
    StepKind{R"(then (\d+) points? of the draft (?:is|are) open)",        &Runner::draft_is_open },
    StepKind{"then everything reads back",                                &Runner::reads_back    },
};

void Runner::run(const Step& step)
{
    for (const StepKind& kind : step_kinds) {
        std::smatch caught;
        if (std::regex_match(step.text, caught, std::regex{kind.pattern})) {
            (this->*kind.run)({.caught = caught, .rows = step.rows});
            return;
        }
    }
    ADD_FAILURE() << "no such step: " << step.text;
}

void Runner::rows(const Said& now)
{
    for (const Cells& row : now.rows) {
        practice_.add(now.caught[1], row);
    }
    extract_changed_ = true;
}

void Runner::codes(const Said& now)
{
    static_cast<void>(now);
    for (const Cells& row : now.rows) {
        const auto said = [&](const char* column) {
            return row.contains(column) ? row.at(column) : std::string{};
        };
        practice_.add_code(row.at("code"), {
                                               {"Term",                        said("term")    },
                                               {"ReadTermId",                  said("read")    },
                                               {"SnomedCTConceptId",           said("snomed")  },
                                               {"EmisCodeCategoryDescription", said("category")}
        });
    }
}

void Runner::drugs(const Said& now)
{
    static_cast<void>(now);
    for (const Cells& row : now.rows) {
        practice_.add_drug(row.at("drug"),
                           {
                               {"Term",             row.at("term")},
                               {"DmdProductCodeId", row.at("dmd") }
        });
    }
}

void Runner::maps(const Said& now)
{
    static_cast<void>(now);
    for (const Cells& row : now.rows) {
        const std::string& read = row.at("read");
        map_rows_ += fmt::format("{{{}}}\t{}\t{}\t{}\t\t{}\t20200401\t1\n", map_rows_.size(),
                                 read.substr(0, 5), read.substr(5), row.at("snomed"),
                                 row.at("assured") == "yes" ? 1 : 0);
    }
}

void Runner::maps_become(const Said& now)
{
    map_rows_.clear();
    maps(now);
    write_maps();
}

void Runner::write_maps() const
{
    std::filesystem::create_directories(folder_ / "maps");
    write_whole(folder_ / "maps" + "/" + map_file, map_header + map_rows_);
}

/// The folder of the extract as it is now.
std::string Runner::next_extract()
{
    std::string folder =
        folder_ / fmt::format("extract{}", extract_changed_ ? ++extracts_ : extracts_);
    if (extract_changed_ && stranger_.has_files()) {
        stranger_.write(folder);
    } else if (extract_changed_) {
        practice_.write(folder);
    }
    extract_changed_ = false;
    return folder;
}

void Runner::stranger_file(const Said& now)
{
    stranger_.add(now.caught[1], now.rows);
    extract_changed_ = true;
}

void Runner::draft(const Said& now)
{
    static_cast<void>(now);
    const auto drafted = ferry({"adaptor", "draft", next_extract(), "--out", description()});
    ASSERT_EQ(drafted.status, 0) << drafted.err;
}

void Runner::complete_draft(const Said& now)
{
    std::string text = read_whole(description());
    for (const Cells& change : now.rows) {
        Stranger::change_line(text, change);
    }
    write_whole(description(), text);
}

void Runner::draft_says(const Said& now)
{
    const std::string text = read_whole(description());
    EXPECT_NE(text.find(now.caught[1]), std::string::npos) << text;
}

void Runner::draft_is_open(const Said& now)
{
    const auto checked = ferry({"adaptor", "check", description(), "--json"});
    EXPECT_EQ(std::to_string(checked.json()["open"].get<std::int64_t>()), now.caught[1])
        << checked.out;
    EXPECT_EQ(checked.status, now.caught[1] == "0" ? 0 : 1) << checked.out;
}

void Runner::pass(const Said& now)
{
    Words words{"pass", workspace(), "--json", "--extract", next_extract()};
    if (!map_rows_.empty()) {
        write_maps();
        words.insert(words.end(), {"--maps", folder_ / "maps"});
    }
    if (now.caught[1].matched) {
        words.push_back("--" + now.caught[1].str());
    }
    if (!std::filesystem::exists(workspace())) {
        const auto begun = ferry({"new", workspace(), "--source",
                                  stranger_.has_files() ? description() : "emis-csv", "--target",
                                  "sqlite:" + folder_ / "target.db"});
        ASSERT_EQ(begun.status, 0) << begun.err;
    }
    last_pass_ = ferry(words);
    ASSERT_TRUE(last_pass_.status <= 1 || last_pass_.status == 3) << last_pass_.err;
}

void Runner::decide(const Said& now)
{
    const auto decided = ferry({"decide", workspace(), with_guids(now.caught[1]), "--as",
                                now.caught[2], "--by", now.caught[3], "--why", now.caught[4]});
    ASSERT_EQ(decided.status, 0) << decided.err;
}

void Runner::change(const Said& now)
{
    for (const Cells& cells : now.rows) {
        practice_.change(now.caught[1], now.caught[2], cells);
    }
    extract_changed_ = true;
}

void Runner::leaves(const Said& now)
{
    practice_.remove_patient(now.caught[1]);
    extract_changed_ = true;
}

// NOLINTNEXTLINE(readability-make-member-function-const): a step like any other
void Runner::ended(const Said& now)
{
    EXPECT_EQ(last_pass_.status, now.caught[1] == "is clean" ? 0 : 1) << last_pass_.out;
}

// NOLINTNEXTLINE(readability-make-member-function-const): a step like any other
void Runner::refused(const Said& /*now*/)
{
    EXPECT_EQ(last_pass_.status, 3) << last_pass_.out;
}

void Runner::would_change(const Said& now)
{
    const auto told = ferry({"maps", workspace(), "--against", folder_ / "maps", "--json"});
    EXPECT_EQ(std::to_string(told.json()["items"].get<std::int64_t>()), now.caught[1]) << told.out;
}

void Runner::nothing_done(const Said& now)
{
    static_cast<void>(now);
    EXPECT_TRUE(last_pass_.json().value("unchanged", false)) << last_pass_.out;
}

void Runner::imported(const Said& now)
{
    const Json pass = last_pass_.json();
    EXPECT_EQ(std::to_string(pass.value("imported", -1)), now.caught[1]);
    EXPECT_EQ(std::to_string(pass.value("removed", -1)), now.caught[2]);
}

void Runner::balance(const Said& now)
{
    const Json balance = ferry({"balance", workspace(), "--json"}).json();
    EXPECT_TRUE(balance.value("balanced", false));
    std::string found;
    for (const Json& row : balance["by"]) {
        for (const char* outcome : {"carried", "converted", "degraded", "held", "left"}) {
            if (row["key"] == now.caught[1].str() && row[outcome] != 0) {
                found += fmt::format("{}{} {}", found.empty() ? "" : ", ",
                                     row[outcome].get<std::int64_t>(), outcome);
            }
        }
    }
    EXPECT_EQ(found, now.caught[2]);
}

void Runner::nothing_held(const Said& now)
{
    static_cast<void>(now);
    EXPECT_EQ(ferry({"exceptions", workspace(), "--json"}).json()["causes"], Json::array());
}

void Runner::cause(const Said& now)
{
    const Json exceptions = ferry({"exceptions", workspace(), "--json"}).json();
    std::int64_t count = 0;
    for (const Json& one : exceptions[now.caught[2] == "held" ? "causes" : "degraded"]) {
        count += one["id"] == with_guids(now.caught[3]) ? one["count"].get<std::int64_t>() : 0;
    }
    EXPECT_EQ(std::to_string(count), now.caught[1]) << exceptions.dump(1);
}

void Runner::question(const Said& now)
{
    const Json exceptions = ferry({"exceptions", workspace(), "--json"}).json();
    const bool open = std::ranges::any_of(
        exceptions["questions"], [&](const Json& one) { return one["id"] == now.caught[1].str(); });
    EXPECT_EQ(open, now.caught[2] == "open") << exceptions.dump(1);
}

Json Runner::items_of(const std::string& patient) const
{
    const std::string id = stranger_.has_files() ? patient : PracticeRows::guid_of(patient);
    const auto shown = ferry({"record", workspace(), id, "--side", "target", "--json"});
    if (shown.status == 2) {
        return Json::array(); // no such patient
    }
    Json record = shown.json();
    record["patient"]["type"] = "patient";
    record["items"].push_back(record["patient"]);
    return record["items"];
}

void Runner::stands(const Said& now)
{
    const Json items = items_of(now.caught[3]);
    const Json* item = find_item(items, now.caught[1], now.caught[2]);
    ASSERT_NE(item, nullptr) << items.dump(1);
    expect_fields(*item, now.caught[4]);
}

void Runner::stands_not(const Said& now)
{
    const Json items = items_of(now.caught[3]);
    EXPECT_EQ(find_item(items, now.caught[1], now.caught[2]), nullptr) << items.dump(1);
}

void Runner::alerts(const Said& now)
{
    const Json items = items_of(now.caught[1]);
    const auto count = std::ranges::count_if(items, [&](const Json& item) {
        return item["type"] == "alert" && item["kind"] == now.caught[3].str();
    });
    EXPECT_EQ(std::to_string(count), now.caught[2]) << items.dump(1);
}

void Runner::explained(const Said& now)
{
    const std::string place =
        PracticeRows::file_of(now.caught[1].str()) + ":" + now.caught[2].str();
    const auto answer = ferry({"explain", workspace(), "--origin", place, "--json"});
    ASSERT_EQ(answer.status, 0) << answer.err;
    const Json items = answer.json()["items"];
    ASSERT_EQ(items.size(), 1U) << items.dump(1);
    expect_fields(items.front(), with_guids(now.caught[3]));
}

void Runner::reads_back(const Said& now)
{
    static_cast<void>(now);
    const auto read = ferry({"reconcile", workspace(), "--json"});
    EXPECT_EQ(read.status, 0) << read.out;
    EXPECT_EQ(read.json()["items"], read.json()["agree"]);
}

std::string Runner::with_guids(const std::string& text)
{
    constexpr std::string_view by_organisation = "other_organisation:";
    const auto at = text.find(by_organisation);
    return at == std::string::npos
               ? text
               : text.substr(0, at + by_organisation.size()) +
                     PracticeRows::guid_of(text.substr(at + by_organisation.size()));
}

} // namespace

void run_scenario(const std::filesystem::path& file, const Scenario& scenario)
{
    Runner runner;
    for (const Step& step : scenario.steps) {
        SCOPED_TRACE(fmt::format("{}:{}: {}", file.filename().string(), step.line, step.text));
        runner.run(step);
        if (testing::Test::HasFatalFailure()) {
            return;
        }
    }
}

} // namespace ferry::program
