#pragma once

#include <string>
#include <string_view>

/// The charset of suppliers who do not write UTF-8.
namespace ferry::practice {

bool is_ascii(std::string_view text);

/// The bytes of a text in Windows-1252. \pre each of its signs is in there
std::string windows_1252_of(std::string_view utf8);

} // namespace ferry::practice
