#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sources/fhir/case_mapper.hpp"
#include "sources/fhir/fhir.hpp"
#include "sources/fhir/paths.hpp"
#include "transform/practice.hpp"

namespace ferry::fhir {
namespace {

using json::Value;

std::string name_in(Value resource)
{
    const Value name = resource["name"];
    if (name.is(json::Type::string)) {
        return std::string{name.text()};
    }
    std::vector<std::string_view> parts;
    for (const std::string_view part : {"name.prefix", "name.given", "name.family"}) {
        for (const Value one : all_at(resource, part)) {
            parts.push_back(one.text());
        }
    }
    return fmt::format("{}", fmt::join(parts, " "));
}

class FhirMapper final : public transform::Mapper {
public:
    FhirMapper(const transform::MapperOrder& order, const transform::Context& context)
        : practice_{.context = context}
    {
        practice_.codes = std::make_unique<transform::CodeBook>(practice_.context);
        practice_.directory = std::make_unique<Reading>(order.directory);
        read_names();
        CaseMapper mapper{order.directory, practice_};
        directory_ = mapper.run();
        practice_.items = mapper.ids();
        practice_.directory->stand_as(mapper.reading());
        correct_names();
        choose_organisation(order);
    }

    const transform::Mapped& directory() const override { return directory_; }

    transform::Mapped map(const extract::Case& from) const override
    {
        return CaseMapper{from, practice_}.run();
    }

private:
    void read_names();
    void correct_names();
    void choose_organisation(const transform::MapperOrder& order);

    Practice practice_;
    transform::Mapped directory_;
};

/// What the directory's resources are called, and which session each slot is in.
void FhirMapper::read_names()
{
    Reading& rows = *practice_.directory;
    for (RowNo row = 0; row < rows.size(); ++row) {
        rows.stand(row);
        const Value resource = rows.resource(row);
        const std::string name = name_in(resource);
        if (!name.empty() && rows.at(row).container < 0) { // "#1" is another's elsewhere
            practice_.names.emplace(rows.at(row).key, name);
        }
        if (rows.type(row) == "Slot") {
            practice_.sessions.emplace(rows.at(row).key,
                                       rows.key_of(text_at(resource, "schedule.reference"), row));
        }
    }
}

/// Of several resources of one id, the name of the one that counts; none where nobody knows.
void FhirMapper::correct_names()
{
    for (auto name = practice_.names.begin(); name != practice_.names.end();) {
        const RowNo row = practice_.directory->find(name->first);
        if (row >= 0) {
            name->second = name_in(practice_.directory->resource(row));
        }
        row < 0 || name->second.empty() ? name = practice_.names.erase(name) : ++name;
    }
}

void FhirMapper::choose_organisation(const transform::MapperOrder& order)
{
    practice_.organisation = order.organisation;
    if (order.practice.empty()) {
        return;
    }
    const Record& record = directory_.record;
    const ItemNo moving = transform::organisation_with(order.practice, record);
    practice_.organisation =
        record.value(moving, field_no(ItemType::organisation, "source_id")).view();
}

} // namespace

std::unique_ptr<transform::Mapper> make_mapper(const transform::MapperOrder& order,
                                               const transform::Context& context)
{
    return std::make_unique<FhirMapper>(order, context);
}

} // namespace ferry::fhir
