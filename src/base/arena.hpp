#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace ferry {

/// Text that lives as long as one case: given out in views, freed all at once.
class Arena {
public:
    /// A place of `size` bytes.
    char* take(std::size_t size);
    /// A copy of `text` that lives as long as the arena.
    std::string_view keep(std::string_view text);
    /// Two texts in a row, kept.
    std::string_view join(std::string_view first, std::string_view second);

private:
    std::vector<std::unique_ptr<char[]>> blocks_;
    std::size_t used_ = 0;
    std::size_t size_ = 0;
};

} // namespace ferry
