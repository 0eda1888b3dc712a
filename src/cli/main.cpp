#include "cli/command.hpp"

int main(int count, char** words)
{
    return ferry::cli::run(count, words);
}
