#include <algorithm>
#include <array>

#include "base/contains.hpp"
#include "base/text.hpp"
#include "draft/meaning.hpp"

/// What names alone tell: tables of words, looked through in their order.
namespace ferry::draft {
namespace {

struct TableWord {
    std::string_view part;
    ItemType item;
};

constexpr std::array table_words{
    TableWord{"immuni",       ItemType::immunisation  },
    TableWord{"vaccin",       ItemType::immunisation  },
    TableWord{"allerg",       ItemType::allergy       },
    TableWord{"referral",     ItemType::referral      },
    TableWord{"issue",        ItemType::issue         },
    TableWord{"prescri",      ItemType::medication    },
    TableWord{"medication",   ItemType::medication    },
    TableWord{"drugrecord",   ItemType::medication    },
    TableWord{"therapy",      ItemType::medication    },
    TableWord{"problem",      ItemType::problem       },
    TableWord{"condition",    ItemType::problem       },
    TableWord{"diagnos",      ItemType::problem       },
    TableWord{"encounter",    ItemType::consultation  },
    TableWord{"consult",      ItemType::consultation  },
    TableWord{"visit",        ItemType::consultation  },
    TableWord{"appointment",  ItemType::appointment   },
    TableWord{"document",     ItemType::document      },
    TableWord{"letter",       ItemType::document      },
    TableWord{"family",       ItemType::family_history},
    TableWord{"observation",  ItemType::observation   },
    TableWord{"finding",      ItemType::observation   },
    TableWord{"procedure",    ItemType::observation   },
    TableWord{"measurement",  ItemType::observation   },
    TableWord{"result",       ItemType::observation   },
    TableWord{"journal",      ItemType::observation   },
    TableWord{"recall",       ItemType::diary_entry   },
    TableWord{"diary",        ItemType::diary_entry   },
    TableWord{"staff",        ItemType::staff         },
    TableWord{"provider",     ItemType::staff         },
    TableWord{"clinician",    ItemType::staff         },
    TableWord{"practitioner", ItemType::staff         },
    TableWord{"practice",     ItemType::organisation  },
    TableWord{"organi",       ItemType::organisation  },
    TableWord{"surgery",      ItemType::organisation  },
    TableWord{"location",     ItemType::location      },
};

/// A word in a column's name: the whole of it, or where `part` is true, a part.
struct ColumnWord {
    std::string_view word;
    bool part;
    bool date; ///< only of columns that hold dates
    std::string_view field;
};

constexpr std::array column_words{
    ColumnWord{"birth",        true,  true,  "birth_date"             },
    ColumnWord{"born",         false, true,  "birth_date"             },
    ColumnWord{"dob",          false, true,  "birth_date"             },
    ColumnWord{"death",        true,  true,  "death_date"             },
    ColumnWord{"dod",          false, true,  "death_date"             },
    ColumnWord{"regstart",     true,  true,  "registration.start_date"},
    ColumnWord{"regend",       true,  true,  "registration.end_date"  },
    ColumnWord{"enter",        true,  true,  "recorded"               },
    ColumnWord{"record",       true,  true,  "recorded"               },
    ColumnWord{"created",      true,  true,  "recorded"               },
    ColumnWord{"review",       true,  true,  "last_review"            },
    ColumnWord{"lastrev",      true,  true,  "last_review"            },
    ColumnWord{"stop",         true,  true,  "end_date"               },
    ColumnWord{"end",          true,  true,  "end_date"               },
    ColumnWord{"stop",         true,  true,  "end"                    },
    ColumnWord{"end",          true,  true,  "end"                    },
    ColumnWord{"surname",      false, false, "surname"                },
    ColumnWord{"last",         false, false, "surname"                },
    ColumnWord{"lastname",     false, false, "surname"                },
    ColumnWord{"familyname",   false, false, "surname"                },
    ColumnWord{"family",       false, false, "surname"                },
    ColumnWord{"given",        false, false, "given_names"            },
    ColumnWord{"first",        false, false, "given_names"            },
    ColumnWord{"firstname",    false, false, "given_names"            },
    ColumnWord{"forename",     true,  false, "given_names"            },
    ColumnWord{"givenname",    true,  false, "given_names"            },
    ColumnWord{"middle",       true,  false, "middle_names"           },
    ColumnWord{"maiden",       true,  false, "previous_surname"       },
    ColumnWord{"title",        false, false, "title"                  },
    ColumnWord{"prefix",       false, false, "title"                  },
    ColumnWord{"sex",          false, false, "sex"                    },
    ColumnWord{"gender",       false, false, "sex"                    },
    ColumnWord{"marital",      true,  false, "marital_status"         },
    ColumnWord{"birthplace",   false, false, "birth_place"            },
    ColumnWord{"postcode",     true,  false, "address.postcode"       },
    ColumnWord{"city",         false, false, "address.town"           },
    ColumnWord{"town",         false, false, "address.town"           },
    ColumnWord{"county",       false, false, "address.county"         },
    ColumnWord{"street",       false, false, "address.street"         },
    ColumnWord{"address",      false, false, "address.street"         },
    ColumnWord{"mobile",       true,  false, "contact.mobile_phone"   },
    ColumnWord{"phone",        false, false, "phone"                  },
    ColumnWord{"phone",        true,  false, "contact.home_phone"     },
    ColumnWord{"email",        true,  false, "contact.email"          },
    ColumnWord{"name",         false, false, "name"                   },
    ColumnWord{"name",         false, false, "surname"                },
    ColumnWord{"value",        false, false, "value"                  },
    ColumnWord{"result",       false, false, "value"                  },
    ColumnWord{"unit",         false, false, "unit"                   },
    ColumnWord{"units",        false, false, "unit"                   },
    ColumnWord{"numrangelow",  false, false, "range_low"              },
    ColumnWord{"numrangehigh", false, false, "range_high"             },
    ColumnWord{"dose",         false, false, "dose"                   },
    ColumnWord{"dosage",       false, false, "dose"                   },
    ColumnWord{"quantity",     false, false, "quantity"               },
    ColumnWord{"duration",     false, false, "duration_days"          },
    ColumnWord{"batch",        true,  false, "batch"                  },
    ColumnWord{"notes",        false, false, "text"                   },
    ColumnWord{"comment",      true,  false, "text"                   },
    ColumnWord{"freetext",     false, false, "text"                   },
    ColumnWord{"text",         false, false, "text"                   },
};

/// A field of the item, or of one that stands beside it ("address.town").
bool has_field(ItemType type, std::string_view field)
{
    const auto dot = field.find('.');
    if (dot == std::string_view::npos) {
        return find_field(type, field) != no_field;
    }
    const auto part = item_type_named(field.substr(0, dot));
    return type == ItemType::patient && part &&
           find_field(*part, field.substr(dot + 1)) != no_field;
}

} // namespace

std::string yaml_word(std::string_view name)
{
    const bool plain = !name.empty() && std::ranges::all_of(name, is_word_character);
    if (plain && name != "null" && name != "Null" && name != "NULL") {
        return std::string{name};
    }
    std::string quoted = "\"";
    for (const char c : name) {
        const bool control = static_cast<unsigned char>(c) < ' ';
        quoted += c == '"' || c == '\\' ? "\\" : "";
        quoted += control ? ' ' : c;
    }
    return quoted + "\"";
}

std::optional<ItemType> item_by_name(std::string_view table)
{
    const std::string name = plain_name(table);
    const auto* found = std::ranges::find_if(table_words, [&](const TableWord& one) {
        return name.find(one.part) != std::string::npos;
    });
    return found == table_words.end() ? std::nullopt : std::optional{found->item};
}

std::string field_by_name(ItemType type, std::string_view table, const NamedColumn& column)
{
    const std::string name = plain_name(column.name);
    const bool date = column.facts.looks() == Looks::date;
    for (const ColumnWord& word : column_words) {
        const bool fits = word.part ? name.find(word.word) != std::string::npos : name == word.word;
        if (fits && word.date == date && has_field(type, word.field)) {
            return std::string{word.field};
        }
    }
    if (!date || find_field(type, "date") == no_field) {
        return {};
    }
    constexpr std::array usual{"date", "start", "startdate", "effectivedate", "eventdate"};
    const bool of_table =
        name.ends_with("date") &&
        plain_name(table).find(name.substr(0, name.size() - 4)) != std::string::npos;
    return of_table || contains(usual, name) ? "date" : "";
}

} // namespace ferry::draft
