#pragma once

#include <string>

#include "record/record.hpp"

namespace ferry::pipeline {

/// A fingerprint of everything a record says. Two records with one fingerprint need
/// not be imported twice.
std::string record_digest(const Record& record);

} // namespace ferry::pipeline
