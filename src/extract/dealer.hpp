#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/arena.hpp"
#include "extract/spill.hpp"
#include "extract/subjects.hpp"

namespace ferry::extract {

/// When a source names its patients.
enum class Patients : std::uint8_t {
    first, ///< before the bulk of its rows: the source says when all are known
    along, ///< each with its own rows, such as a folder of messages
};

/// Deals the rows of an extract into cases with bounded memory, and hands the cases
/// out whole. For sources of every shape.
///
/// Rows are dealt in lanes, each of which one thread may use at a time. In a case rows
/// stand in the order of their files, whatever lane they came by; rows of one file come
/// by one lane.
class Dealer {
public:
    class Lane {
    public:
        Lane(Dealer& dealer, std::filesystem::path spill_folder);

        /// A row of the directory: practice, staff, dictionaries. Kept in memory.
        void deal_to_directory(const RawRow& row);

        /// Rows of the directory that belong together, where each patient's file brings
        /// them again: the first in the same bytes stand in its first part, which is kept
        /// in memory; all others in further parts.
        void deal_to_directory_again(std::span<const RawRow> rows);

        /// Rows of this file that are dealt with their offset need not be copied.
        void reads_again(FileNo number, std::shared_ptr<const ReadFile> file)
        {
            spill_.reads_again(number, std::move(file));
        }

        /// A row of nobody.
        void deal_to_nobody(const RawRow& row, std::uint64_t offset = nowhere);

        /// A row of a patient; of nobody if the patient is not known.
        void deal(std::string_view organisation, std::string_view patient, const RawRow& row,
                  std::uint64_t offset = nowhere);

    private:
        friend class Dealer;
        using Buckets = std::vector<std::size_t>;
        void deal_to(std::size_t subject, const RawRow& row, std::uint64_t offset);
        void deal_in_parts(Buckets& parts, const RawRow& row, std::uint64_t offset = nowhere);

        Dealer& dealer_;
        Spill spill_;
        Buckets buckets_; ///< of each group
        Buckets unattached_;
        Buckets repeated_; ///< rows of the directory that came before
        std::shared_ptr<Arena> directory_text_ = std::make_shared<Arena>();
        std::vector<RawRow> directory_;
        std::unordered_set<std::string_view> in_directory_; ///< rows with their sizes
        Arena waiting_text_;
        std::vector<std::pair<std::size_t, RawRow>> waiting_; ///< subject and row
    };

    /// \param bytes size of the whole extract, about.
    /// \param lanes patients who come along come by one lane.
    Dealer(const std::filesystem::path& spill_folder, std::int64_t bytes, Patients named,
           std::size_t lanes = 1);

    Lane& lane(std::size_t number = 0) { return *lanes_[number]; }

    // What sources that deal by one lane say.
    void deal_to_directory(const RawRow& row) { lane().deal_to_directory(row); }
    void deal_to_directory_again(std::span<const RawRow> rows)
    {
        lane().deal_to_directory_again(rows);
    }
    void deal_to_nobody(const RawRow& row) { lane().deal_to_nobody(row); }
    void deal(std::string_view organisation, std::string_view patient, const RawRow& row)
    {
        lane().deal(organisation, patient, row);
    }

    /// Makes a patient known. A second time changes nothing.
    void know(std::string_view organisation, std::string_view patient);

    /// Every patient is known: numbers them and shares them out evenly. Rows of patients
    /// dealt before have waited in memory. \pre patients are named first.
    void all_are_known(CaseNumbers& numbers);

    /// Hands out the directory and the unattached case in their parts, and each patient's
    /// case. \pre all rows were dealt; `files` are those they came from.
    void hand_out(const std::vector<SourceFile>& files, CaseNumbers& numbers, CaseSink& sink);

private:
    /// Patients whose rows lie in one bucket of each lane, by slot.
    using Group = std::vector<std::size_t>;
    struct Place {
        std::size_t group = no_group;
        std::uint32_t slot = 0;
    };
    static constexpr std::size_t no_group = SIZE_MAX;

    bool waits() const { return named_ == Patients::first && !knows_all_; }
    void add_group();
    void join_newest_group(std::size_t subject);
    Case directory();
    bool hand_out_parts(const Case& first, Lane::Buckets Lane::*parts, CaseSink& sink);
    bool hand_out_group(std::size_t group, CaseSink& sink);
    void learn_columns(const std::vector<SourceFile>& files);
    void finish(Case& made) const;

    std::size_t groups_wanted_; ///< how many share the patients where they are named first
    Patients named_;
    bool knows_all_ = false;
    Subjects subjects_;
    std::vector<Group> groups_;
    std::vector<Place> places_; ///< of each subject
    std::vector<std::unique_ptr<Lane>> lanes_;
    FileNo first_file_ = 0;
    std::vector<std::uint64_t> columns_; ///< a fingerprint of each file's columns
};

} // namespace ferry::extract
