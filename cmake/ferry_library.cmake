# ferry_library(NAME USES other libraries LINKS packages SOURCES ... TESTS ...)
#
# One folder, one library, one test program. USES is the layering rule: what is
# not named there cannot be linked, and tools/tidy refuses its headers. The target
# unit_tests builds all test programs and nothing else.
add_custom_target(unit_tests)

function(ferry_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "USES;LINKS;SOURCES;TESTS")

  add_library(${name} STATIC ${arg_SOURCES})
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(${name} PUBLIC ${arg_USES} ${arg_LINKS} PRIVATE ferry_warnings)

  if(FERRY_TESTS AND arg_TESTS)
    add_executable(${name}_test ${arg_TESTS})
    target_link_libraries(${name}_test PRIVATE ${name} ferry_warnings GTest::gmock GTest::gtest_main
                          rapidcheck)
    set_target_properties(${name}_test PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    add_dependencies(unit_tests ${name}_test)
    gtest_discover_tests(${name}_test PROPERTIES LABELS unit DISCOVERY_TIMEOUT 60)
  endif()
endfunction()
