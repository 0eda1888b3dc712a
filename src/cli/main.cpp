#include <csignal>
#include <malloc.h>

#include "cli/command.hpp"

int main(int count, char** words)
{
    // Cases come and go by the million: memory that was used once is kept for the next
    // one instead of being given back to the system and asked for again.
    constexpr int keep_bytes = 256 << 20;
    // NOLINTBEGIN(concurrency-mt-unsafe): no other thread runs yet
    mallopt(M_MMAP_THRESHOLD, keep_bytes);
    mallopt(M_TRIM_THRESHOLD, keep_bytes);
    // A limit of the size of files is an error with its message, not the program's end.
    static_cast<void>(std::signal(SIGXFSZ, SIG_IGN));
    // NOLINTEND(concurrency-mt-unsafe)
    return ferry::cli::run(count, words);
}
