#pragma once

#include "practice/record_builder.hpp"

namespace ferry::practice {

/// Writes the patient's story into the record: registration, childhood,
/// conditions with their reviews and medicines, illnesses, prevention,
/// pregnancies, and the audit of it all.
void write_life(RecordBuilder& builder);

/// The parts of a life: who the patient is and since when; what is done to keep
/// patients well, children and pregnancies; the audit of the entries so far.
void write_register(RecordBuilder& builder);
void write_prevention(RecordBuilder& builder);
void write_audit(RecordBuilder& builder);

} // namespace ferry::practice
