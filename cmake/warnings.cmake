# -Wrestrict is off: GCC 12 sees overlaps in "text" + std::string where there are none.
# Fields that a designated initialiser leaves out take their defaults, which is what they are for.
add_library(ferry_warnings INTERFACE)
target_compile_options(ferry_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wswitch -Wimplicit-fallthrough
  -Wno-missing-field-initializers -Werror
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
