# ferry_library(NAME USES other libraries LINKS packages SOURCES ... TESTS ...)
#
# One folder, one library, one test program. USES is the layering rule: what is
# not named there cannot be linked, and tools/tidy refuses its headers. The target
# unit_tests builds all test programs and nothing else.
#
# ferry_test(NAME): what every test program has.
add_custom_target(unit_tests)

# Most of what compiling costs is reading the headers of the standard library and of GoogleTest.
# They are compiled once, into two targets that hold nothing else. A compiler cache knows no
# precompiled headers of other folders, and does without; so does the preset dev.
set(standard_headers <algorithm> <array> <cstdint> <deque> <filesystem> <functional> <map> <memory>
    <optional> <ranges> <set> <span> <string> <string_view> <unordered_map> <variant> <vector>
    <fmt/format.h> <fmt/ranges.h> <tl/expected.hpp>)
# A test is run about as often as it is compiled, and is not what is measured.
set(test_options $<$<CONFIG:Release>:-Og>)

function(ferry_headers name)
  if(NOT CMAKE_CXX_COMPILER_LAUNCHER AND NOT CMAKE_DISABLE_PRECOMPILE_HEADERS)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "OPTIONS;LINKS;HEADERS")
    file(CONFIGURE OUTPUT ${name}.cpp CONTENT "")
    add_library(${name} OBJECT ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp)
    target_compile_options(${name} PRIVATE ${arg_OPTIONS})
    target_link_libraries(${name} PRIVATE ${arg_LINKS} ferry_warnings fmt::fmt)
    target_precompile_headers(${name} PRIVATE ${arg_HEADERS})
  endif()
endfunction()

function(ferry_reads target headers)
  if(TARGET ${headers})
    target_precompile_headers(${target} REUSE_FROM ${headers})
    # GCC 12 forgets which lines of precompiled headers are the system's, where it is silent.
    target_compile_options(${target} PRIVATE
      $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overflow> $<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds>)
  endif()
endfunction()

ferry_headers(library_headers HEADERS ${standard_headers})
if(FERRY_TESTS)
  ferry_headers(test_headers OPTIONS ${test_options} LINKS GTest::gmock
                HEADERS ${standard_headers} <gmock/gmock.h> <gtest/gtest.h>)
endif()

# What no record passes through is compiled soon rather than made fast.
function(ferry_compiles_soon target)
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
endfunction()

function(ferry_test name)
  target_link_libraries(${name} PRIVATE ferry_warnings GTest::gmock GTest::gtest_main)
  target_compile_options(${name} PRIVATE ${test_options})
  ferry_reads(${name} test_headers)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
endfunction()

function(ferry_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "USES;LINKS;SOURCES;TESTS")

  add_library(${name} STATIC ${arg_SOURCES})
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(${name} PUBLIC ${arg_USES} ${arg_LINKS} PRIVATE ferry_warnings)
  ferry_reads(${name} library_headers)

  if(FERRY_TESTS AND arg_TESTS)
    add_executable(${name}_test ${arg_TESTS})
    target_link_libraries(${name}_test PRIVATE ${name} rapidcheck)
    ferry_test(${name}_test)
    add_dependencies(unit_tests ${name}_test)
    gtest_discover_tests(${name}_test PROPERTIES LABELS unit DISCOVERY_TIMEOUT 60)
  endif()
endfunction()
