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
