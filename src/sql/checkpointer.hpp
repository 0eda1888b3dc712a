#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "sql/database.hpp"

namespace ferry::sql {

/// Carries the write-ahead log of a database over into its file while more is written,
/// on a thread and a connection of its own: who writes does not wait for the disk.
///
/// Takes the place of SQLite's own checkpoints on the connection it is given. Where the
/// log grows faster than it is carried over, the commit that makes it too long carries
/// it over itself, and fails where that cannot be done. At its end it carries over what is
/// left, as far as no reader still needs what stood before.
class Checkpointer {
public:
    /// \pre `database` is in WAL mode, and outlives this.
    explicit Checkpointer(Database& database);
    ~Checkpointer();
    Checkpointer(const Checkpointer&) = delete;
    Checkpointer& operator=(const Checkpointer&) = delete;

private:
    static int committed(void* self, sqlite3* handle, const char* schema, int pages);
    int carry_over(sqlite3* handle);
    void carry_over_when_wanted(const std::stop_token& stop);

    Database& database_;
    Database own_;
    std::mutex carrying_; ///< held by the one who carries over
    std::mutex mutex_;    ///< guards what follows
    std::condition_variable_any wanted_;
    bool is_wanted_ = false;
    std::jthread thread_;
};

} // namespace ferry::sql
