#include <cstdlib>
#include <regex>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/files.hpp"
#include "trees/made.hpp"

/// The messages that Ferry makes, held against the published schema of the message.
namespace ferry::trees {
namespace {

std::filesystem::path schemas()
{
    return std::filesystem::path{FERRY_SOURCE_DIR} / ".." / "shared" / "corpora" / "gp2gp" /
           "schema" / "schema";
}

/// The payloads of all messages, each with the name of its interaction.
std::vector<std::pair<std::string, std::string>> payloads()
{
    std::vector<std::pair<std::string, std::string>> all;
    const std::regex interaction{"<(RCMR_IN030000UK0[67]) "};
    for (const auto& file : std::filesystem::directory_iterator{Made::messages().extract()}) {
        std::string text = read_whole(file.path());
        if (file.path().extension() == ".json") {
            text = nlohmann::json::parse(text).at("payload").get<std::string>();
        }
        std::smatch found;
        if (std::regex_search(text, found, interaction)) {
            const std::string name = found[1];
            const auto end = text.find("</" + name + ">") + name.size() + 3;
            const auto begin = static_cast<std::size_t>(found.position());
            all.emplace_back(name, text.substr(begin, end - begin));
        }
    }
    return all;
}

bool has_xmllint()
{
    return std::system("xmllint --version > /dev/null 2>&1") == 0; // NOLINT(cert-env33-c): fixed
}

TEST(MadeMessages, AreValidByTheSchemaOfTheMessage)
{
    if (!std::filesystem::exists(schemas())) {
        GTEST_SKIP() << "the test corpora are not at " << schemas();
    }
    if (!has_xmllint()) {
        GTEST_SKIP() << "xmllint is not installed";
    }
    support::Folder folder;
    std::map<std::string, std::string> files;
    for (const auto& [interaction, payload] : payloads()) {
        const auto path = folder / fmt::format("{}.xml", files.size());
        write_whole(path, payload);
        files[path.string()] = interaction;
    }
    EXPECT_EQ(files.size(), 60U);
    for (const char* interaction : {"RCMR_IN030000UK06", "RCMR_IN030000UK07"}) {
        std::string names;
        for (const auto& [path, its_interaction] : files) {
            names += its_interaction == interaction ? fmt::format(" '{}'", path) : "";
        }
        ASSERT_NE(names, "") << interaction;
        const std::string command =
            fmt::format("xmllint --noout --schema '{}' {} 2> '{}'",
                        (schemas() / (interaction + std::string{".xsd"})).string(), names,
                        (folder / "said").string());
        // NOLINTNEXTLINE(cert-env33-c): names of our own
        EXPECT_EQ(std::system(command.c_str()), 0) << read_whole(folder / "said").substr(0, 2'000);
    }
}

} // namespace
} // namespace ferry::trees
