#pragma once

#include <array>
#include <atomic>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/digest.hpp"
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
        std::string_view system;    ///< URI of the source's own codes
        std::string_view code;      ///< the source's own code
        std::string_view term;      ///< the term it shows
        std::string_view read_term; ///< Read v2 in the supplier's form; may be empty
        std::string_view snomed;    ///< SNOMED CT concept id; may be empty or local
        std::string_view dmd;       ///< dm+d product; may be empty
    };

    struct Entry {
        Explained source;
        std::string_view category;
        Pressure pressure = Pressure::none;
        bool is_drug = false;
    };

    CodeStore(const Description& description, transform::Context context);
    ~CodeStore();
    CodeStore(const CodeStore&) = delete;
    CodeStore& operator=(const CodeStore&) = delete;

    /// Makes a code known. Views must outlive the store.
    /// \param sequence the source's count of the row: of two rows the later counts.
    void add(int dictionary, Entry entry, std::string_view sequence);

    /// The entry of a code, or one that says that nobody explains it.
    const Entry& find(int dictionary, std::string_view code) const;

    /// What the code says in an item of this type.
    const Concept& meaning(const Entry& entry, ItemType type, bool has_value) const;

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
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const
        {
            return static_cast<std::size_t>(fingerprint(text));
        }
    };
    using Table = std::unordered_map<std::string_view, std::unique_ptr<Known>, Hash>;

    Pressure pressure_of(const Entry& entry) const;

    const Description& description_;
    transform::Context context_;
    std::vector<Table> tables_;
    mutable std::mutex mutex_; ///< guards unexplained_
    mutable std::deque<std::string> unexplained_codes_;
    mutable std::vector<Table> unexplained_;
};

} // namespace ferry::tabular
