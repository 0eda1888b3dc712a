#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "practice/csv_file.hpp"
#include "practice/model.hpp"
#include "practice/oddities.hpp"

namespace ferry::practice::emis {

/// What the cells of one row are written from.
template <typename Item>
struct Row {
    const Setting& setting;
    const Person& person; ///< whose row it is; without meaning in tables of nobody
    const Item& item;
    const Oddities& oddities;
    int processing_id;

    const Guid& organisation() const { return setting.practice.organisations[0].id; }
    const Guid& staff(StaffNumber number) const { return setting.practice.staff[number].id; }
    bool is_odd(Irregularity kind, const Guid& id) const { return oddities.has(kind, id); }
};

/// One column an item can fill: its name and how.
template <typename Item>
struct Field {
    using Write = void (*)(CsvFile& out, const Row<Item>& row);

    constexpr Field(std::string_view its_column, Write how, bool stands_in_deleted = false)
        : column{its_column}, write{how}, in_deleted{stands_in_deleted}
    {
    }

    std::string_view column;
    Write write;
    bool in_deleted; ///< stands even in a row that only says "deleted"
};

/// The file of one table and what it is called.
struct TableFile {
    std::filesystem::path path{};
    std::vector<std::string> headers{};
    std::vector<std::string_view> columns{}; ///< right names, beside the headers
};

/// Writes the rows of one table: for each column of the layout the field with
/// its name. Columns no field knows stay empty.
template <typename Item>
class TableWriter {
public:
    using Fields = std::span<const Field<Item>>;

    TableWriter(const TableFile& file, Fields common, Fields own) : out_{file.path}
    {
        out_.begin_row();
        for (std::size_t i = 0; i < file.columns.size(); ++i) {
            out_.plain(file.headers[i]);
            out_.next_cell();
            fields_.push_back(field_of(file.columns[i], common, own));
        }
        out_.end_row();
    }

    void write(const Row<Item>& row)
    {
        out_.begin_row();
        for (const Field<Item>& field : fields_) {
            field.write(out_, row);
            out_.next_cell();
        }
        out_.end_row();
    }

    /// A row that says no more than which item was deleted.
    void write_deleted(const Row<Item>& row)
    {
        out_.begin_row();
        for (const Field<Item>& field : fields_) {
            if (field.in_deleted) {
                field.write(out_, row);
            }
            out_.next_cell();
        }
        out_.end_row();
    }

    CsvFile& file() { return out_; }

private:
    static Field<Item> field_of(std::string_view column, Fields common, Fields own)
    {
        for (const Fields fields : {own, common}) {
            for (const Field<Item>& field : fields) {
                if (field.column == column) {
                    return field;
                }
            }
        }
        return {column, [](CsvFile&, const Row<Item>&) {}};
    }

    CsvFile out_;
    std::vector<Field<Item>> fields_;
};

/// The rota of one clinician in one half of a day.
struct Session {
    Guid id{};
    Day day = 0;
    int half = 0;
    StaffNumber clinician = 0;
};

/// Who works in a session.
struct SessionUser {
    Session session;
};

/// The practice's building.
struct Location {};
/// The building as the practice's.
struct OrganisationLocation {};
/// The practice's agreement to share.
struct Agreement {};

/// The session a slot stands in: the same for all slots of that half day.
Session session_of(const Setting& setting, const Slot& slot);

/// The columns each kind of item fills.
template <typename Item>
std::span<const Field<Item>> own_fields();

} // namespace ferry::practice::emis
