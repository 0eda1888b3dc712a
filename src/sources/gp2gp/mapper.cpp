#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "sources/gp2gp/case_mapper.hpp"
#include "sources/gp2gp/gp2gp.hpp"

namespace ferry::gp2gp {
namespace {

class MessageMapper final : public transform::Mapper {
public:
    MessageMapper(const transform::MapperOrder& order, const transform::Context& context)
        : practice_{.context = context}
    {
        for (const extract::SourceFile& file : order.files) {
            if (file.table == list_table) {
                practice_.lists.emplace(file.no, file.header);
                practice_.list_files.insert(file.no);
            }
        }
        practice_.directory = map_directory(order.directory, practice_, directory_);
        practice_.organisation = order.practice.empty() ? order.organisation : order.practice;
        if (!order.practice.empty() && !order.organisation.empty() &&
            order.practice != order.organisation) {
            throw InputError{fmt::format("the messages were sent by {}, not by {}: is this the "
                                         "right practice's extract?",
                                         order.organisation, order.practice)};
        }
    }

    const transform::Mapped& directory() const override { return directory_; }

    transform::Mapped map(const extract::Case& from) const override
    {
        if (from.no == directory_case && from.part > 0) {
            return map_repeated(from, practice_);
        }
        return CaseMapper{from, practice_}.run();
    }

private:
    mutable Practice practice_; ///< its book of codes has a lock of its own
    transform::Mapped directory_;
};

} // namespace

std::unique_ptr<transform::Mapper> make_mapper(const transform::MapperOrder& order,
                                               const transform::Context& context)
{
    return std::make_unique<MessageMapper>(order, context);
}

} // namespace ferry::gp2gp
