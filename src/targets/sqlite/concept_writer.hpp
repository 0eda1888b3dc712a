#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <unordered_map>

#include "load/target.hpp"
#include "record/concept.hpp"
#include "sql/database.hpp"

namespace ferry::targets::sqlite {

/// Sees to it that each concept an item names stands in the target: once, and
/// whole. Thousands of items share one, so what was kept is remembered.
class ConceptWriter {
public:
    explicit ConceptWriter(sql::Database& database);

    /// Writes the concept unless it stands there. Where the target's own was
    /// damaged it is put right. Throws Error if another concept has this key.
    void keep(const Concept& meaning);

    /// Takes out all concepts but those that are `used`.
    void keep_only(const load::ConceptKeys& used);

    /// The transaction was taken back: nothing counts as kept.
    void forget()
    {
        kept_.clear();
        recent_ = {};
    }

private:
    /// A concept that was kept a moment ago.
    struct Recent {
        const Concept* meaning = nullptr;
        std::int64_t key = 0;
    };

    void keep_slowly(const Concept& meaning);

    std::optional<Concept> held(std::int64_t key);
    void write(const Concept& meaning);

    std::unordered_map<std::int64_t, Concept> kept_;
    std::array<Recent, 1024> recent_{};
    sql::Database& database_;
    sql::Statement find_;
    sql::Statement find_codings_;
    sql::Statement insert_;
    sql::Statement clear_;
    sql::Statement clear_codings_;
    sql::Statement insert_coding_;
};

} // namespace ferry::targets::sqlite
