#pragma once

#include <deque>
#include <filesystem>
#include <memory>
#include <string>

#include "base/digest.hpp"
#include "load/target.hpp"
#include "reconcile/comparison.hpp"
#include "sql/database.hpp"
#include "targets/sqlite/target.hpp"

/// For the tests: a record in which everything that can be said is said, and a
/// target to put it into.
namespace ferry::targets::sqlite {

/// A record and the concepts its items name.
struct Sample {
    std::deque<Concept> concepts;
    Record record;
};

inline const Concept& add_concept(Sample& sample, const std::string& name)
{
    Concept& added = sample.concepts.emplace_back();
    added = {
        .codings = {{.system = "http://snomed.info/sct", .code = name, .display = name + " d"},
                    {.system = "http://read.info/readv2",
                     .code = name + ".",
                     .display = "",
                     .original = false}},
        .text = name + " as written",
        .outcome = Outcome::converted,
        .rule = "map of " + name
    };
    added.key = key_of(added);
    return added;
}

/// Sets a field to something no other field of the sample says.
inline void set_field(Sample& sample, ItemNo item, FieldNo field)
{
    Record& record = sample.record;
    const TypeDescription& type = describe(record.at(item).type);
    const std::string name =
        std::string{type.name} + std::to_string(item) + std::string{type.fields[field].name};
    switch (type.fields[field].kind) {
    case Kind::text:
        record.set_text(item, field, record.arena().keep(name));
        return;
    case Kind::number:
        record.set_text(item, field, record.arena().keep(std::to_string(item) + ".50"));
        return;
    case Kind::date:
        record.set_text(item, field, "2009-03");
        return;
    case Kind::flag:
        record.set_flag(item, field, true);
        return;
    case Kind::code:
        record.set_concept(item, field, add_concept(sample, name));
        return;
    case Kind::link:
        record.set_link(item, field, static_cast<ItemNo>((item * 7 + field) % 60));
        return;
    case Kind::reference:
        record.set_reference(item, field, item_key(directory_case, item * 100 + field));
        return;
    }
}

/// Gives each document bytes of its own.
inline void add_contents(Sample& sample)
{
    Record& record = sample.record;
    Record::Contents contents;
    for (ItemNo item = 0; item < std::ssize(record.items()); ++item) {
        if (record.at(item).type == ItemType::document) {
            const std::string bytes = std::string{"letter\0", 7} + std::to_string(item);
            const std::string digest = evidence_digest(bytes);
            record.set_text(item, field_no(ItemType::document, "digest"),
                            record.arena().keep(digest));
            contents.emplace(digest, bytes);
        }
    }
    record.keep_contents(std::move(contents));
}

/// Two items of every type, with every field set and every content there.
inline Sample full_sample()
{
    Sample sample;
    for (std::size_t i = 0; i < 2 * item_type_count; ++i) {
        const ItemNo item = sample.record.add(static_cast<ItemType>(i % item_type_count));
        for (std::size_t f = 0; f < describe(sample.record.at(item).type).fields.size(); ++f) {
            set_field(sample, item, static_cast<FieldNo>(f));
        }
    }
    add_contents(sample);
    return sample;
}

/// A record with one observation that says `text`.
inline Sample note_saying(std::string_view text)
{
    Sample sample;
    const ItemNo item = sample.record.add(ItemType::observation);
    constexpr FieldNo field = field_no(ItemType::observation, "text");
    sample.record.set_text(item, field, sample.record.arena().keep(text));
    return sample;
}

/// A path in the tests' folder where nothing stands.
inline std::filesystem::path fresh_path(const std::string& folder, const std::string& name)
{
    const auto path = std::filesystem::path{folder} / (name + ".db");
    for (const char* end : {"", "-wal", "-shm"}) {
        std::filesystem::remove(path.string() + end);
    }
    return path;
}

/// The migration that the tests' targets belong to, and the digest of their cases.
inline constexpr std::string_view test_migration = "m";
inline constexpr std::string_view test_digest = "digest";

inline void import(load::Target& target, CaseNo case_no, const Record& record)
{
    target.claim(test_migration);
    const auto writer = target.writer();
    writer->replace({.case_no = case_no, .digest = std::string{test_digest}}, record);
    writer->commit();
}

/// What reconciling one record finds, and what else stands in the target.
inline reconcile::Report reconciled(load::Reader& reader, CaseNo case_no, const Record& record)
{
    reconcile::Comparison comparison{reader};
    reconcile::Report report;
    comparison.compare({.case_no = case_no, .patient = "P1", .mark = test_digest}, record, report);
    const CaseNo expected[] = {case_no};
    comparison.find_strangers(expected, report);
    comparison.check_owner(test_migration, report);
    return report;
}

} // namespace ferry::targets::sqlite
