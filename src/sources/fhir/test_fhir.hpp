#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include "base/files.hpp"
#include "sources/fhir/fhir.hpp"
#include "support/folder.hpp"
#include "support/run.hpp"
#include "support/shown.hpp"

/// A test about what FHIR resources become: it adds resources to the bundle of one
/// invented patient, decides where it wants to, and looks at items and fates.
namespace ferry::sources {

inline constexpr std::string_view patient_id = "p1";

/// Single quotes stand for the double ones of JSON.
inline std::string json_of(std::string_view text)
{
    std::string made{text};
    std::ranges::replace(made, '\'', '"');
    return made;
}

/// The text with its marks '@' filled in one after the other; braces are only braces.
template <typename... Texts>
std::string filled(std::string_view text, const Texts&... texts)
{
    std::string made;
    const auto up_to_mark = [&] {
        const auto mark = text.find('@');
        made += text.substr(0, mark);
        text = mark == std::string_view::npos ? std::string_view{} : text.substr(mark + 1);
    };
    ((up_to_mark(), made += texts), ...);
    return made + std::string{text};
}

class FhirTest : public testing::Test {
protected:
    FhirTest()
    {
        add("{'resourceType':'Patient','id':'p1','managingOrganization':"
            "{'reference':'Organization/o1'},'birthDate':'1960-05-01'}");
        add("{'resourceType':'Organization','id':'o1','name':'Test Practice',"
            "'identifier':[{'system':'https://fhir.nhs.uk/Id/ods-organization-code',"
            "'value':'Y00001'}]}");
        add("{'resourceType':'Practitioner','id':'s1','name':[{'family':'Doctor'}]}");
    }

    /// Adds a resource, one a line; every entry has a line of its own from line 2 on.
    void add(std::string_view resource)
    {
        entries_.push_back(fmt::format("{{\"resource\":{}}}", json_of(resource)));
        run_.reset();
    }
    /// Adds a resource of the patient: its members behind type, id and subject.
    void add(std::string_view type, std::string_view id, std::string_view members)
    {
        const bool by_patient = type == "AllergyIntolerance" || type == "Immunization" ||
                                type == "FamilyMemberHistory" || type == "EpisodeOfCare";
        add(fmt::format("{{'resourceType':'{}','id':'{}','{}':{{'reference':'Patient/p1'}},{}}}",
                        type, id, by_patient ? "patient" : "subject", members));
    }
    void write_file(std::string_view name, std::string_view text)
    {
        write_whole(folder_ / name, text);
        run_.reset();
    }
    std::string bundle() const
    {
        return fmt::format("{{\"resourceType\":\"Bundle\",\"entry\":[\n{}\n]}}",
                           fmt::join(entries_, ",\n"));
    }
    void decide(std::string cause, std::string choice)
    {
        options_.decisions[std::move(cause)] = std::move(choice);
        run_.reset();
    }

    support::Run& run()
    {
        if (!run_) {
            write_whole(folder_ / "bundle.json", bundle());
            run_.emplace(support::Source{.open = fhir::open_extract, .mapper = fhir::make_mapper},
                         folder_.path(), options_);
            EXPECT_EQ(run_->breach(), "");
        }
        return *run_;
    }

    std::vector<support::ShownItem> items(ItemType type)
    {
        return support::items_of(run().patient(patient_id).mapped->record, type);
    }
    const Record::Contents& contents()
    {
        return run().patient(patient_id).mapped->record.contents();
    }
    support::ShownItem only(ItemType type)
    {
        const auto all = items(type);
        EXPECT_EQ(all.size(), 1U) << "items of type " << name_of(type);
        return all.size() == 1 ? all.front() : support::ShownItem{};
    }

    /// What became of the last resource added.
    support::ShownFate fate()
    {
        return run().fate("resources", static_cast<std::int64_t>(entries_.size()) + 1);
    }
    /// What became of the resource added at this place, counted from 0.
    support::ShownFate fate(std::size_t place)
    {
        return run().fate("resources", static_cast<std::int64_t>(place) + 5);
    }
    /// "held bad_value:..." or "carried observation": outcome with its cause or else rule.
    std::string outcome() { return shown(fate()); }
    std::string outcome(std::size_t place) { return shown(fate(place)); }
    static std::string shown(const support::ShownFate& fate)
    {
        return fmt::format("{} {}", name_of(fate.outcome),
                           fate.cause.empty() ? fate.rule : fate.cause);
    }

    support::Folder folder_;
    support::RunOptions options_;

private:
    std::vector<std::string> entries_;
    std::optional<support::Run> run_;
};

} // namespace ferry::sources
