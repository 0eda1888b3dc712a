#include "sources/gp2gp/patient_list.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "csv/rows.hpp"

namespace ferry::gp2gp {

const std::vector<ListColumn>& list_columns()
{
    static const std::vector<ListColumn> columns{
        {.name = number_column,        .field = "nhs_number"             },
        {.name = message_column,       .field = ""                       },
        {.name = "surname",            .field = "surname"                },
        {.name = "given_name",         .field = "given_names"            },
        {.name = "middle_names",       .field = "middle_names"           },
        {.name = "title",              .field = "title"                  },
        {.name = "birth_date",         .field = "birth_date"             },
        {.name = "death_date",         .field = "death_date"             },
        {.name = "sex",                .field = "sex"                    },
        {.name = "patient_number",     .field = "patient_number"         },
        {.name = "house",              .field = "address.house"          },
        {.name = "street",             .field = "address.street"         },
        {.name = "village",            .field = "address.village"        },
        {.name = "town",               .field = "address.town"           },
        {.name = "county",             .field = "address.county"         },
        {.name = "postcode",           .field = "address.postcode"       },
        {.name = "home_phone",         .field = "contact.home_phone"     },
        {.name = "mobile_phone",       .field = "contact.mobile_phone"   },
        {.name = "email",              .field = "contact.email"          },
        {.name = "registration_type",  .field = "registration.type"      },
        {.name = "registration_start", .field = "registration.start_date"},
        {.name = "registration_end",   .field = "registration.end_date"  },
    };
    return columns;
}

std::vector<std::string> names_in(std::string_view header)
{
    std::vector<std::string> names;
    for (const std::string& cell : cells_of(header)) {
        names.emplace_back(trimmed(cell));
    }
    return names;
}

std::vector<std::string> cells_of(std::string_view row)
{
    std::vector<csv::FieldText> fields;
    csv::split_row(row, ',', fields);
    std::vector<std::string> cells;
    cells.reserve(fields.size());
    for (const csv::FieldText& field : fields) {
        cells.push_back(field.doubled ? csv::undoubled(field.text) : std::string{field.text});
    }
    return cells;
}

bool is_patient_list(std::string_view header)
{
    const auto names = names_in(header);
    return std::ranges::any_of(names, [](const std::string& name) {
        return name == number_column || name == message_column;
    });
}

} // namespace ferry::gp2gp
