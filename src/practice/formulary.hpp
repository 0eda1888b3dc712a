#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The medicines a synthetic practice prescribes. Names are those of generic
/// products; every id is invented.
namespace ferry::practice {

/// One medicine as the table states it.
struct DrugRow {
    std::string_view key{};
    std::string_view name{};
    std::string_view unit{};
    std::string_view quantity{};
    std::string_view dosage{};
    std::string_view bnf_chapter{};
    int pence;
};

/// One medicine, complete.
struct Drug {
    DrugRow row;
    std::string code_id{};     ///< EMIS's own
    std::string legacy_code{}; ///< EMIS's old text code
    std::string product_id{};  ///< dm+d; empty where there is none
    std::string multilex{};    ///< SystmOne's number
    std::string read{};        ///< five signs of Read v2: zy and two more
};

class Formulary {
public:
    Formulary();
    ~Formulary() = default;
    Formulary(const Formulary&) = delete;
    Formulary& operator=(const Formulary&) = delete;

    /// The drug with this key. \pre there is one
    const Drug& operator[](std::string_view key) const;

    std::span<const Drug> drugs() const { return drugs_; }

private:
    std::vector<Drug> drugs_; // never grows after the constructor
    std::map<std::string_view, const Drug*> by_key_;
};

} // namespace ferry::practice
