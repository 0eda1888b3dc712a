#include "pipeline/flow.hpp"

#include <chrono>
#include <exception>
#include <mutex>
#include <numeric>
#include <pthread.h>
#include <thread>
#include <unordered_set>

#include "base/progress.hpp"
#include "base/queue.hpp"
#include "base/side_by_side.hpp"
#include "pipeline/record_digest.hpp"
#include "profile/profile.hpp"
#include "reconcile/comparison.hpp"
#include "sql/checkpointer.hpp"

namespace ferry::pipeline {
namespace {

using workspace::CaseResult;
using Batch = std::vector<std::unique_ptr<CaseResult>>;

/// Mapped cases wait while the import waits for the disk; one takes about twice the bytes
/// of its rows, which in messages are a hundred times those of tables.
constexpr std::size_t raw_waiting_max = 32;
constexpr std::size_t mapped_waiting_max = 128;
constexpr std::size_t mapped_bytes_max = std::size_t{64} << 20U;
constexpr std::size_t batches_waiting_max = 2;
constexpr std::size_t batch_size = 64;
constexpr std::size_t batch_bytes = std::size_t{32} << 20U;

std::size_t bytes_of(const extract::Case& raw)
{
    std::size_t bytes = 0;
    for (const extract::RawRow& row : raw.rows) {
        bytes += row.bytes.size();
    }
    return bytes;
}

/// Adds up the time between its making and its end.
class Busy {
public:
    explicit Busy(double& seconds) : seconds_{seconds} {}
    ~Busy()
    {
        const std::chrono::duration<double> took = Clock::now() - begun_;
        seconds_ += took.count();
    }
    Busy(const Busy&) = delete;
    Busy& operator=(const Busy&) = delete;

private:
    using Clock = std::chrono::steady_clock;
    double& seconds_;
    Clock::time_point begun_ = Clock::now();
};

/// The first failure of any thread; it ends all of them.
class Failure {
public:
    void keep(std::exception_ptr failure)
    {
        const std::lock_guard lock{mutex_};
        if (!first_) {
            first_ = std::move(failure);
        }
    }
    bool any() const
    {
        const std::lock_guard lock{mutex_};
        return first_ != nullptr;
    }
    void rethrow() const
    {
        if (first_) {
            std::rethrow_exception(first_);
        }
    }

private:
    mutable std::mutex mutex_;
    std::exception_ptr first_;
};

class Flow {
public:
    explicit Flow(const FlowParts& parts) : parts_{parts} {}

    FlowResult run(const CaseFeed& feed)
    {
        // The feed numbers subjects before the first case comes: their rows belong to the
        // first transaction, and the connection has one user at a time.
        transaction_ = std::make_unique<sql::Transaction>(parts_.workspace.database());
        {
            std::jthread feeding{[&] { guarded("feed", [&] { feed_cases(feed); }); }};
            std::jthread mapping{[this] { guarded("map", [this] { map_cases(); }); }};
            std::jthread reading{[this] { guarded("read back", [this] { read_back(); }); }};
            guarded("import", [this] { import_cases(); });
        }
        failure_.rethrow();
        return std::move(result_);
    }

private:
    /// Runs one thread's job under its name; where it fails, all queues close and all
    /// jobs end.
    template <typename Job>
    void guarded(const char* name, Job job)
    {
        pthread_setname_np(pthread_self(), name);
        try {
            job();
        } catch (...) {
            failure_.keep(std::current_exception());
            raw_.close();
            mapped_.close();
            imported_.close();
        }
    }

    void feed_cases(const CaseFeed& feed);
    void map_cases();
    std::unique_ptr<CaseResult> map_case(extract::Case&& raw);
    bool hand_on(std::unique_ptr<CaseResult>&& result);
    void import_cases();
    void import_case(load::Writer& writer, CaseResult& result);
    void commit(load::Writer& writer, Batch& batch);
    void next_transaction();
    void take_away_others(load::Writer& writer);
    void remove_unknown(load::Writer& writer);
    void read_back();

    const FlowParts& parts_;
    BoundedQueue<extract::Case> raw_{raw_waiting_max};
    BoundedQueue<std::unique_ptr<CaseResult>> mapped_{mapped_waiting_max, mapped_bytes_max};
    BoundedQueue<Batch> imported_{batches_waiting_max};
    Failure failure_;
    FlowResult result_;
    extract::Case directory_; ///< the mapper leans on it
    std::unique_ptr<sql::Transaction> transaction_;
};

void Flow::feed_cases(const CaseFeed& feed)
{
    struct Sink final : extract::CaseSink {
        explicit Sink(BoundedQueue<extract::Case>& raw) : queue{raw} {}
        bool take(extract::Case&& made) override { return queue.put(std::move(made)); }
        BoundedQueue<extract::Case>& queue;
    };
    Sink sink{raw_};
    {
        const Busy busy{result_.report.busy.extract};
        feed(sink);
    }
    raw_.close();
}

/// The directory comes first, and the mapper is made of it.
void Flow::map_cases()
{
    const std::size_t threads = threads_for(parts_.threads);
    std::vector<double> busy(threads);
    const auto map = [&](extract::Case&& raw, std::size_t thread) {
        const Busy working{busy[thread]};
        return map_case(std::move(raw));
    };
    std::optional<extract::Case> first = raw_.take();
    if (first) {
        directory_ = *first;
        parts_.start(directory_);
        next_transaction(); // what the start stored lasts before anything is imported
    }
    SideBySide<extract::Case, std::unique_ptr<CaseResult>>{
        {.next = [&] { return first ? std::exchange(first, std::nullopt) : raw_.take(); },
         .make = map,
         .take = [this](std::unique_ptr<CaseResult>&& made) { return hand_on(std::move(made)); }}
    }
        .run(threads);
    result_.report.busy.map = std::accumulate(busy.begin(), busy.end(), 0.0);
    mapped_.close();
}

std::unique_ptr<CaseResult> Flow::map_case(extract::Case&& raw)
{
    auto result = std::make_unique<CaseResult>();
    result->source = std::move(raw);
    result->bytes = bytes_of(result->source);
    result->packed = extract::pack(result->source);
    result->mapped = transform::read_case(parts_.practice.mapper(), result->source);
    const Record& record = result->mapped->record;
    for (const auto& [digest, content] : record.contents()) {
        result->bytes += content.size();
    }
    result->record_digest = record_digest(record);
    result->patient = profile::person_of(record);
    if (result->source.no > unattached_case) {
        result->findings = profile::profile_record(record, parts_.today);
    } else if (result->source.no == directory_case) {
        result->findings = profile::profile_directory(record);
    }
    return result;
}

bool Flow::hand_on(std::unique_ptr<CaseResult>&& result)
{
    result_.codes.add(result->mapped->record);
    result_.owners.add(result->source.no, result->mapped->record);
    const std::size_t bytes = result->bytes;
    return mapped_.put(std::move(result), bytes);
}

void Flow::import_cases()
{
    // Their ends carry the logs over while the last cases are still read back.
    const sql::Checkpointer checkpointer{parts_.workspace.database()};
    const auto writer = parts_.target.writer();
    Progress progress{"import", "cases", 0};
    Batch batch;
    std::size_t bytes = 0;
    while (auto result = mapped_.take()) {
        const Busy busy{result_.report.busy.import};
        import_case(*writer, **result);
        bytes += (*result)->bytes;
        batch.push_back(std::move(*result));
        progress.expect(parts_.cases_expected());
        progress.advance(1);
        if (batch.size() >= batch_size || bytes >= batch_bytes) {
            commit(*writer, batch);
            bytes = 0;
        }
    }
    if (!batch.empty()) { // where reading failed there may be neither case nor mapper
        commit(*writer, batch);
    }
    if (!failure_.any()) {
        take_away_others(*writer);
    }
    transaction_.reset();
    imported_.close();
}

void Flow::import_case(load::Writer& writer, CaseResult& result)
{
    const CaseNo case_no = result.source.no;
    const bool patient = case_no > unattached_case;
    result_.report.patients += patient ? 1 : 0;
    if (result.source.part == 0) {
        const bool empty = result.mapped->record.items().empty();
        const auto mark = writer.mark(case_no);
        if (empty && mark) {
            writer.remove(case_no);
        } else if (!empty && (parts_.anew || mark != result.record_digest)) {
            writer.replace({.case_no = case_no, .digest = result.record_digest},
                           result.mapped->record);
            result_.report.imported += patient ? 1 : 0;
        }
        if (!empty) {
            result_.with_items.push_back(case_no);
        }
    }
    parts_.store.put(parts_.pass, result, parts_.practice.rules());
    result.packed = {}; // stored: what waits to be compared needs it no more
}

void Flow::next_transaction()
{
    transaction_->commit();
    transaction_ = std::make_unique<sql::Transaction>(parts_.workspace.database());
}

/// The target first, then the books: a case whose books are missing is done again.
void Flow::commit(load::Writer& writer, Batch& batch)
{
    writer.commit();
    next_transaction();
    imported_.put(std::move(batch));
    batch = Batch{};
}

/// Cases that the extract no longer has, and concepts that only they or records now replaced
/// named, leave the target before the read-back looks for strangers there; the books of the
/// cases go when the pass ends.
void Flow::take_away_others(load::Writer& writer)
{
    for (const CaseNo gone : parts_.store.others(parts_.pass)) {
        writer.remove(gone);
    }
    if (parts_.again) {
        remove_unknown(writer);
    }
    writer.keep_concepts(result_.codes.concepts());
    writer.commit();
}

/// What a pass that was cut off put into the target before its books, and this one did not: the
/// extract may be another.
void Flow::remove_unknown(load::Writer& writer)
{
    const std::unordered_set<CaseNo> known{result_.with_items.begin(), result_.with_items.end()};
    for (const CaseNo one : parts_.target.reader()->cases()) {
        if (!known.contains(one) && writer.mark(one)) {
            writer.remove(one);
        }
    }
}

void Flow::read_back()
{
    std::unique_ptr<load::Reader> reader;
    std::unique_ptr<reconcile::Comparison> comparison;
    reconcile::Report& report = result_.report.reconciled;
    while (const auto batch = imported_.take()) {
        const Busy busy{result_.report.busy.read_back};
        if (!reader) { // the target stands once the first batch is in it
            reader = parts_.target.reader();
            comparison = std::make_unique<reconcile::Comparison>(
                *reader, &parts_.practice.mapper().directory().record);
        }
        for (const auto& result : *batch) {
            if (result->mapped->record.items().empty()) {
                continue;
            }
            const std::string patient =
                result->patient ? result->patient->source_id : std::string{"directory"};
            comparison->compare(
                {.case_no = result->source.no, .patient = patient, .mark = result->record_digest},
                result->mapped->record, report);
        }
    }
    if (comparison) {
        const Busy busy{result_.report.busy.read_back};
        comparison->find_strangers(result_.with_items, report);
    }
}

} // namespace

FlowResult run_flow(const FlowParts& parts, const CaseFeed& feed)
{
    return Flow{parts}.run(feed);
}

} // namespace ferry::pipeline
