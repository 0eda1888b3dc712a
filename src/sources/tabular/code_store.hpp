#pragma once

#include <array>
#include <atomic>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/fault.hpp"
#include "base/text_table.hpp"
#include "csv/rows.hpp"
#include "extract/case.hpp"
#include "sources/tabular/description.hpp"
#include "transform/code_rules.hpp"

namespace ferry::tabular {

/// The code dictionaries of an extract, and what each code comes across as. Filled
/// once, then asked by several threads.
class CodeStore {
public:
    /// What part of a blood pressure a code may be.
    enum class Pressure : std::uint8_t { none, parent, systolic, diastolic };

    /// What a dictionary says of a code, as it stood.
    struct Explained {
        std::string_view system;      ///< URI of the source's own codes
        std::string_view code;        ///< the source's own code
        std::string_view term;        ///< the term it shows
        std::string_view read_term;   ///< Read v2 in EMIS's form or plain; may be empty
        std::string_view snomed;      ///< SNOMED CT concept id; may be empty or local
        std::string_view description; ///< SNOMED CT description id; may be empty
        std::string_view dmd;         ///< dm+d product; may be empty
        bool read2_plain = false;
        std::string_view local; ///< URI for what looks like a SNOMED CT id and is none
    };

    struct Entry {
        Explained source;
        std::string_view category;
        Pressure pressure = Pressure::none;
        bool is_drug = false;
        std::optional<Fault> fault; ///< the text that explains it cannot be read
        /// Where that stands in a dictionary of its own.
        std::string_view faulty_table, faulty_column;
        /// Rows of the dictionary explain it differently: `source.term` has the words of all.
        bool contradiction = false;
    };

    /// What a row says of its own code, cell by cell: code, term, SNOMED CT id, dm+d id,
    /// category.
    using RowTexts = std::array<csv::FieldText, 5>;

    /// In what the code is used.
    struct Use {
        ItemType type{};
        std::string_view category;
        bool has_value = false;
    };

    CodeStore(const Description& description, transform::Context context);
    ~CodeStore();
    CodeStore(const CodeStore&) = delete;
    CodeStore& operator=(const CodeStore&) = delete;

    /// A row that explains a code.
    struct Row {
        std::string_view code;     ///< as it stands in the rows that use it
        std::string_view sequence; ///< the source's count of the row: of two rows the later counts
    };

    /// Makes a code known. Views must outlive the store.
    void add(int dictionary, Entry entry, const Row& row);

    /// The cell's text in UTF-8, kept for as long as the store lives.
    std::string_view keep(const csv::FieldText& cell, std::optional<Fault>& fault) const;

    /// The entry of a code, or one that says that nobody explains it.
    const Entry& find(int dictionary, std::string_view code) const;

    /// The entry of a code that a row explains itself.
    const Entry& find_in_row(int dictionary, const RowTexts& texts) const;

    /// What the code says where it is used.
    const Concept& meaning(const Entry& entry, const Use& use) const;

    /// The concept of an entry whose row does not say what its code says: the code
    /// stands behind a degrade code, and `rule` says why.
    const Concept& as_text(const Entry& entry, ItemType type, std::string_view rule) const;

    /// The concept of an entry that has a text and no code.
    const Concept& text_only(ItemType type) const;

private:
    static constexpr std::size_t uses = 14; ///< degrade uses, with and without a value
    using Answers = std::array<std::atomic<const Concept*>, uses>;
    struct Known : Entry {
        explicit Known(Entry entry) : Entry{entry} {}
        mutable std::atomic<Answers*> answers{nullptr};
        std::string_view sequence;
        ~Known() { delete answers.load(); }
        Known(const Known&) = delete;
        Known& operator=(const Known&) = delete;
    };
    using Table = std::unordered_map<std::string_view, std::unique_ptr<Known>, TextHash>;

    using RowTable = std::unordered_map<std::uint64_t, std::unique_ptr<Known>>;

    Entry contradictory(const Entry& one, const Entry& other);
    Pressure pressure_of(const Entry& entry) const;
    std::unique_ptr<Known> entry_of_row(int number, const RowTexts& texts) const;

    const Description& description_;
    transform::Context context_;
    std::vector<Table> tables_;
    mutable std::mutex mutex_; ///< guards unexplained_
    mutable std::deque<std::string> unexplained_codes_;
    mutable std::vector<Table> unexplained_;
    mutable std::shared_mutex row_mutex_; ///< guards what follows
    mutable std::deque<std::string> row_texts_;
    mutable std::vector<RowTable> in_rows_;
};

} // namespace ferry::tabular
