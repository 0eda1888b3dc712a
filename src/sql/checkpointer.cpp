#include "sql/checkpointer.hpp"

#include <pthread.h>
#include <sqlite3.h>

namespace ferry::sql {
namespace {

/// Pages in the log from which on it is carried over, and from which on a commit waits.
constexpr int pages_wanted = 2048;
constexpr int pages_max = 8 * pages_wanted;

/// A connection that has looked at its database: before that it does not know that there
/// is a log, and carries nothing over.
Database looking_at(const std::string& path)
{
    Database database{path, Mode::read_write};
    database.number("PRAGMA schema_version");
    return database;
}

} // namespace

Checkpointer::Checkpointer(Database& database)
    : database_{database}, own_{looking_at(database.path())},
      thread_{[this](const std::stop_token& stop) { carry_over_when_wanted(stop); }}
{
    sqlite3_wal_hook(database_.handle(), committed, this);
}

Checkpointer::~Checkpointer()
{
    sqlite3_wal_hook(database_.handle(), nullptr, nullptr);
    thread_.request_stop();
    thread_.join(); // before what it waits with goes
    carry_over(own_.handle());
}

int Checkpointer::committed(void* self, sqlite3* handle, const char* /*schema*/, int pages)
{
    auto& it = *static_cast<Checkpointer*>(self);
    if (pages >= pages_max) {
        return it.carry_over(handle);
    }
    if (pages >= pages_wanted) {
        const std::lock_guard lock{it.mutex_};
        it.is_wanted_ = true;
        it.wanted_.notify_one();
    }
    return SQLITE_OK;
}

int Checkpointer::carry_over(sqlite3* handle)
{
    const std::lock_guard lock{carrying_};
    const int code =
        sqlite3_wal_checkpoint_v2(handle, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    return code == SQLITE_BUSY ? SQLITE_OK : code; // another process is at it
}

/// What goes wrong here goes wrong again, and is told, in the commit that waits.
void Checkpointer::carry_over_when_wanted(const std::stop_token& stop)
{
    pthread_setname_np(pthread_self(), "carry over");
    std::unique_lock lock{mutex_};
    while (wanted_.wait(lock, stop, [this] { return is_wanted_; })) {
        is_wanted_ = false;
        lock.unlock();
        carry_over(own_.handle());
        lock.lock();
    }
}

} // namespace ferry::sql
