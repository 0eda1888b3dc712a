#pragma once

#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "support/run.hpp"
#include "support/tiny_extract.hpp"

/// The sources that the contract holds for, each with a tiny extract to break.
namespace ferry::contract {

struct SourceUnderTest {
    std::string_view name; ///< as in pipeline::source_kinds()
    support::TinyExtract (*make)() = nullptr;
    std::string_view patients;              ///< the table whose rows say which patients there are
    std::string_view notes;                 ///< a table of clinical rows
    std::string_view text;                  ///< a column of it with free text
    std::string_view unneeded;              ///< a column of it without which rows can be read
    std::string_view needed;                ///< one without which they cannot be given to a patient
    std::string_view statement;             ///< and one without which a row says nothing
    support::Cells (*note)() = nullptr;     ///< what makes a sound row of the notes
    std::string_view text_field = "text";   ///< the field that `text` fills
    bool headers = true;                    ///< its files begin with a header
    bool any_byte_is_text = false;          ///< no byte is wrong in its character set
    std::vector<std::string_view> clinical; ///< tables to be cut at every byte
};

std::span<const SourceUnderTest> sources_under_test();

/// Those of which `holds` is true.
std::vector<SourceUnderTest> sources_for(bool (*holds)(const SourceUnderTest&));

/// How test programs show one: by its name.
std::ostream& operator<<(std::ostream& out, const SourceUnderTest& source);

/// The source as the pipeline has it.
support::Source source_named(std::string_view name);

/// An extract with two rows in every clinical table, all of them in order.
support::TinyExtract full_emis();
support::TinyExtract full_systmone();
support::TinyExtract full_vision();
support::TinyExtract full_gnumed();

/// For INSTANTIATE_TEST_SUITE_P.
std::string name_of_source(std::string_view name);

} // namespace ferry::contract
