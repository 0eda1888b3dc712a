# ferry_embed(LIBRARY SYMBOL FILE): the file's text as `extern const std::string_view
# embedded::SYMBOL`, so that the program runs from anywhere without installing.
function(ferry_embed library symbol file)
  set(made ${CMAKE_CURRENT_BINARY_DIR}/embedded_${symbol}.cpp)
  add_custom_command(
    OUTPUT ${made}
    COMMAND ${CMAKE_COMMAND} -DSYMBOL=${symbol} -DFROM=${CMAKE_CURRENT_SOURCE_DIR}/${file}
            -DTO=${made} -P ${PROJECT_SOURCE_DIR}/cmake/embed_file.cmake
    DEPENDS ${file} ${PROJECT_SOURCE_DIR}/cmake/embed_file.cmake)
  target_sources(${library} PRIVATE ${made})
  # The standard asks of compilers only 64 KB of a literal; ours take more.
  set_source_files_properties(${made} PROPERTIES COMPILE_OPTIONS -Wno-overlength-strings)
endfunction()

# ferry_describe(LIBRARY FILE): a source that is nothing but its description. The library is the
# file's text and an accessor: emis-csv.yaml in sources/emis is `sources::emis_csv()`, declared in
# "sources/emis/description.hpp", which is made here, so that such a folder holds no C++ but tests.
function(ferry_describe library file)
  get_filename_component(name ${file} NAME_WE)
  string(MAKE_C_IDENTIFIER ${name} name)
  file(RELATIVE_PATH folder ${PROJECT_SOURCE_DIR}/src ${CMAKE_CURRENT_SOURCE_DIR})
  foreach(made description.hpp description.cpp)
    configure_file(${PROJECT_SOURCE_DIR}/cmake/${made}.in ${CMAKE_CURRENT_BINARY_DIR}/${made} @ONLY)
  endforeach()
  target_sources(${library} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/description.cpp)
  target_include_directories(${library} PUBLIC ${PROJECT_BINARY_DIR}/src)
  ferry_embed(${library} ${name}_yaml ${file})
endfunction()
