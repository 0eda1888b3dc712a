file(READ "${FROM}" text)
file(WRITE "${TO}" "#include <string_view>\n\nnamespace ferry::embedded {\nextern const std::string_view ${SYMBOL};\nconst std::string_view ${SYMBOL} = R\"=embedded=(${text})=embedded=\";\n} // namespace ferry::embedded\n")
