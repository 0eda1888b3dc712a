#include "reconcile/report.hpp"

#include <algorithm>
#include <tuple>

#include <nlohmann/json.hpp>

namespace ferry::reconcile {
namespace {

using Json = nlohmann::ordered_json;

auto order_of(const Difference& one)
{
    return std::tie(one.patient, one.type, one.item, one.field);
}

auto order_of(const Stray& one)
{
    return std::tie(one.patient, one.type, one.item);
}

Json json_of(const Difference& one)
{
    return {
        {"patient", one.patient},
        {"type",    one.type   },
        {"item",    one.item   },
        {"field",   one.field  },
        {"source",  one.source },
        {"target",  one.target }
    };
}

Json json_of(const Stray& one)
{
    return {
        {"patient", one.patient},
        {"type",    one.type   },
        {"item",    one.item   }
    };
}

/// In an order that does not depend on what was found first.
template <typename Finding>
Json json_of(const Findings<Finding>& findings)
{
    std::vector<const Finding*> sorted;
    for (const Finding& one : findings.listed()) {
        sorted.push_back(&one);
    }
    std::ranges::sort(
        sorted, [](const Finding* a, const Finding* b) { return order_of(*a) < order_of(*b); });
    Json list = Json::array();
    for (const Finding* one : sorted) {
        list.push_back(json_of(*one));
    }
    return list;
}

} // namespace

std::string counts_of(const Report& report)
{
    return Json{
        {"patients",   report.patients          },
        {"items",      report.items             },
        {"agree",      report.agree             },
        {"differ",     report.differ.count()    },
        {"missing",    report.missing.count()   },
        {"unexpected", report.unexpected.count()}
    }
        .dump();
}

std::string json_of(const Report& report)
{
    const Json json{
        {"patients",         report.patients           },
        {"items",            report.items              },
        {"agree",            report.agree              },
        {"differ_count",     report.differ.count()     },
        {"missing_count",    report.missing.count()    },
        {"unexpected_count", report.unexpected.count() },
        {"differ",           json_of(report.differ)    },
        {"missing",          json_of(report.missing)   },
        {"unexpected",       json_of(report.unexpected)}
    };
    constexpr int indent = 1;
    // A target may hold bytes that are no text: they must not end the report.
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

} // namespace ferry::reconcile
