#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "load/target.hpp"

namespace ferry::pipeline {

/// One kind of target.
struct TargetKind {
    std::string_view scheme; ///< what its URL begins with: "sqlite:"
    load::Capabilities (*capabilities)();
    std::string (*dictionary)(); ///< the data dictionary, in Markdown
    std::unique_ptr<load::Target> (*open)(std::string_view rest);
};

/// Every kind of target there is. Adding one is a row here and a folder.
std::span<const TargetKind> target_kinds();

/// The kind of this URL. Throws UsageError that lists the forms there are.
const TargetKind& target_kind(std::string_view url);

/// Opens the target with this URL; a fresh one is made.
std::unique_ptr<load::Target> open_target(std::string_view url);

/// Opens a target that a pass has filled. Throws InputError where nothing stands there.
std::unique_ptr<load::Target> open_to_read(std::string_view url);

} // namespace ferry::pipeline
