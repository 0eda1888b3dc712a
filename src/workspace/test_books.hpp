#pragma once

#include <deque>
#include <filesystem>
#include <map>
#include <string>

#include <unistd.h>

#include <gtest/gtest.h>

#include "transform/cause.hpp"
#include "workspace/books.hpp"
#include "workspace/case_store.hpp"

/// For the tests: a workspace with cases that nobody extracted.
namespace ferry::workspace {

/// What is said of one row: its file, its fate.
struct TestRow {
    extract::FileNo file = 1; ///< 1 or 2: of the pass that was begun last
    ItemType type = ItemType::observation;
    Outcome outcome = Outcome::carried;
    const char* rule = "as-it-stood";
    const char* cause = nullptr; ///< what a bad_value is of
};

class BooksTest : public testing::Test {
protected:
    BooksTest()
    {
        create(path_, {.source = "emis-csv", .target = "sqlite:t.db", .practice = "A00001"});
        workspace_ = std::make_unique<Workspace>(path_);
    }
    ~BooksTest() override
    {
        workspace_.reset();
        std::filesystem::remove(path_);
    }

    Workspace& workspace() { return *workspace_; }
    /// Opens the workspace anew, as the next command would.
    void open_again()
    {
        workspace_.reset();
        workspace_ = std::make_unique<Workspace>(path_);
    }

    /// Begins a pass over two files with so many rows.
    Pass begin(std::int64_t observations, std::int64_t patients)
    {
        const Pass pass = workspace().begin_pass({.kind = "rehearsal", .extract = "x"}, "me");
        sql::Transaction transaction{workspace().database()};
        extract::Manifest manifest;
        first_file_ = static_cast<extract::FileNo>(2 * pass.no - 1);
        const auto second = static_cast<extract::FileNo>(first_file_ + 1);
        manifest.files = {
            {.no = first_file_, .name = "obs.csv", .table = "Obs", .rows = observations},
            {.no = second,      .name = "pat.csv", .table = "Pat", .rows = patients    }
        };
        workspace().set_files(pass.no, manifest);
        transaction.commit();
        return pass;
    }

    /// Stores a case with these rows.
    void put(CaseStore& store, std::int64_t pass, CaseNo case_no, const std::vector<TestRow>& rows)
    {
        CaseResult result;
        transform::Mapped mapped;
        result.source.no = case_no;
        for (const TestRow& row : rows) {
            result.source.rows.push_back(
                {.file = static_cast<extract::FileNo>(first_file_ + row.file - 1),
                 .line = ++lines_,
                 .damaged = false,
                 .bytes = "row"});
            mapped.fates.push_back({.outcome = row.outcome,
                                    .type = row.type,
                                    .rule = rules_.number(row.rule),
                                    .item = -1,
                                    .cause = row.cause == nullptr
                                                 ? nullptr
                                                 : &causes_.of("bad_value", row.cause, "a value")});
        }
        result.mapped = std::make_shared<const transform::Mapped>(std::move(mapped));
        result.packed = extract::pack(result.source);
        result.record_digest = "digest";
        result.patient = {.source_id = "{P" + std::to_string(case_no) + "}",
                          .nhs_number = "999000000" + std::to_string(case_no)};
        store.put(pass, result, rules_);
    }

    void finish(const Pass& pass)
    {
        sql::Transaction transaction{workspace().database()};
        close_books(workspace(), pass.no);
        workspace().finish_pass(pass, "me");
        transaction.commit();
    }

    /// A finished pass over two patients of one practice; one observation is held.
    void carry_two_patients()
    {
        const Pass pass = begin(3, 2);
        CaseStore store{workspace()};
        {
            sql::Transaction transaction{workspace().database()};
            const TestRow patient{.file = 2, .type = ItemType::patient};
            put(store, pass.no,
                store.number_of({
                    .organisation = "{O}", .patient = "{P3}"
            }),
                {patient, {}, {.outcome = Outcome::held, .rule = "bad_value", .cause = "Obs.Day"}});
            put(store, pass.no,
                store.number_of({
                    .organisation = "{O}", .patient = "{P4}"
            }),
                {patient, {.outcome = Outcome::converted, .rule = "read2-map"}});
            transaction.commit();
        }
        finish(pass);
    }

private:
    std::filesystem::path path_ =
        std::filesystem::temp_directory_path() /
        ("ferry-books-" + std::to_string(::getpid()) + "-" +
         testing::UnitTest::GetInstance()->current_test_info()->name() + ".db");
    std::unique_ptr<Workspace> workspace_;
    transform::Rules rules_;
    transform::Causes causes_;
    std::uint32_t lines_ = 1;
    extract::FileNo first_file_ = 1; ///< of the pass that was begun last
};

} // namespace ferry::workspace
