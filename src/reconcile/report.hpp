#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// What reconciling found: how much agrees, and by name all that does not.
namespace ferry::reconcile {

/// A field of one item that says one thing in the source and another in the target.
struct Difference {
    std::string patient; ///< the source's own id of the patient
    std::string type;
    std::string item;   ///< the source's own id of the item, or its key
    std::string field;  ///< a field of the record, or a column nobody expects
    std::string source; ///< empty if absent
    std::string target; ///< empty if absent
};

/// An item that stands on one side only.
struct Stray {
    std::string patient;
    std::string type;
    std::string item;
};

/// Findings of one sort: the first ones by name, all of them by number.
template <typename Finding>
class Findings {
public:
    /// Nobody reads more than this; a target that is wrong throughout must not
    /// fill the memory.
    static constexpr std::size_t listed_max = 10'000;

    void add(Finding finding)
    {
        ++count_;
        if (listed_.size() < listed_max) {
            listed_.push_back(std::move(finding));
        }
    }

    std::int64_t count() const { return count_; }
    const std::vector<Finding>& listed() const { return listed_; }
    bool empty() const { return count_ == 0; }

private:
    std::vector<Finding> listed_;
    std::int64_t count_ = 0;
};

/// The result over any number of patients.
struct Report {
    std::int64_t patients = 0; ///< whose records were compared, the directory apart
    std::int64_t items = 0;    ///< expected
    std::int64_t agree = 0;    ///< items that stand in the target exactly so
    Findings<Difference> differ;
    Findings<Stray> missing;
    Findings<Stray> unexpected;

    /// Nothing is lost, changed or added.
    bool clean() const { return differ.empty() && missing.empty() && unexpected.empty(); }
};

/// The numbers alone, as JSON on one line: what the books keep of it.
std::string counts_of(const Report& report);

/// The report as JSON, in the form scripts rely on. Findings are counted as
/// `differ_count`, `missing_count` and `unexpected_count`, and listed in the
/// order of patient, type, item and field.
std::string json_of(const Report& report);

} // namespace ferry::reconcile
