#include "contract/trees.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.hpp"
#include "base/files.hpp"
#include "contract/sources.hpp"
#include "support/folder.hpp"

namespace ferry::contract {
namespace {

class Trees : public testing::TestWithParam<TreesUnderTest> {
protected:
    Trees() { write(); }

    void write()
    {
        for (const auto& [name, text] : files_) {
            write_whole(folder_ / name, text);
        }
    }
    support::Run run() { return support::Run{source_, folder_.path()}; }

    /// What is wrong with what came of the files as they are; "" if nothing is.
    std::string fault(const std::string& file)
    {
        try {
            return run().breach();
        } catch (const InputError& refused) {
            const std::string said = refused.what();
            return said.starts_with((folder_ / file).string() + ":") ? "" : "unclear: " + said;
        }
    }

    std::map<std::string, std::string> files_ = GetParam().make();
    support::Source source_ = source_named(GetParam().name);
    support::Folder folder_;
};

INSTANTIATE_TEST_SUITE_P(Sources, Trees, testing::ValuesIn(trees_under_test()),
                         [](const auto& one) { return name_of_source(one.param.name); });

TEST_P(Trees, LoseNothingAndHoldNothingOfACleanExtract)
{
    const support::Run made = run();
    EXPECT_EQ(made.breach(), "");
    EXPECT_EQ(made.count(Outcome::held), 0) << made.whole();
    EXPECT_TRUE(made.manifest().questions.empty());
    EXPECT_EQ(made.unidentified(), 0);
}

TEST_P(Trees, AskAboutAFolderAndAFileOfAnotherKindAmongTheFiles)
{
    std::filesystem::create_directories(folder_ / "earlier");
    write_whole(folder_ / "readme.pdf", "%PDF-1.4");
    std::vector<std::string> asked;
    const support::Run made = run();
    for (const extract::Question& question : made.manifest().questions) {
        asked.push_back(question.cause);
    }
    EXPECT_THAT(asked,
                testing::UnorderedElementsAre("unknown_file:earlier", "unknown_file:readme.pdf"));
}

TEST_P(Trees, RefuseAFolderThatHoldsOnlyFolders)
{
    const support::Folder outer;
    std::filesystem::create_directories(outer / "extract");
    try {
        support::Run{source_, outer.path()};
        FAIL() << "not refused";
    } catch (const InputError& refused) {
        EXPECT_THAT(refused.what(), testing::HasSubstr("such as " + (outer / "extract").string()));
    }
}

TEST_P(Trees, ReadTheSameTwice)
{
    EXPECT_EQ(run().whole(), run().whole());
}

TEST_P(Trees, AreRefusedOrReadWithEveryItemInOneOutcomeWhereverTheyAreCut)
{
    for (const auto& [name, text] : files_) {
        for (std::size_t size = 0; size < text.size(); ++size) {
            write_whole(folder_ / name, std::string_view{text}.substr(0, size));
            ASSERT_EQ(fault(name), "") << name << " cut at byte " << size;
        }
        write();
    }
}

TEST_P(Trees, AreRefusedOrReadWithEveryItemInOneOutcomeWhateverByteIsWrong)
{
    constexpr std::string_view wrong{"\0\"{[<&\x80", 7};
    for (const auto& [name, text] : files_) {
        for (std::size_t at = 0; at < text.size(); ++at) {
            std::string changed = text;
            changed[at] = wrong[at % wrong.size()];
            write_whole(folder_ / name, changed);
            ASSERT_EQ(fault(name), "") << name << " changed at byte " << at;
        }
        write();
    }
}

TEST_P(Trees, RefuseWhatIsNoFolderAndWhatHoldsNothing)
{
    const support::Folder empty;
    for (const auto& path : {empty.path(), empty / "missing", folder_ / files_.begin()->first}) {
        EXPECT_THAT(
            [&] {
                const support::Folder scratch;
                source_.open({.extract = path, .spill_folder = scratch / "spill"});
            },
            testing::ThrowsMessage<InputError>(testing::HasSubstr("expected")))
            << path;
    }
}

TEST_P(Trees, RefuseAnArchiveAndSayWhatToDo)
{
    write_whole(folder_ / "more.zip", "PK\x03\x04....");
    EXPECT_THAT([&] { run(); }, testing::ThrowsMessage<InputError>(testing::HasSubstr("unpack")));
}

} // namespace
} // namespace ferry::contract
