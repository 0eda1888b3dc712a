#pragma once

#include <string_view>

/// What each fuzz target does with its bytes. A breach of an invariant stops the
/// program; wrong data never does.
namespace ferry::fuzz {

/// Cuts the bytes into rows and fields: no byte is lost, no line miscounted. The first
/// byte says how many bytes come at a time.
void rows(std::string_view bytes);

/// Reads and maps a tiny extract with the bytes as one of its clinical files: every row
/// ends in exactly one outcome. The first byte says which file, and whether its header
/// stands before the bytes.
void one_case(std::string_view bytes);

/// Reads the bytes as JSON: a tree whose values know their places, or what is wrong.
void json_text(std::string_view bytes);

/// Reads and maps the bytes as a FHIR bundle: every resource ends in exactly one outcome.
void fhir_bundle(std::string_view bytes);

/// Reads and maps the bytes as a GP2GP message, in whatever envelope: every item ends in
/// exactly one outcome.
void gp2gp_message(std::string_view bytes);

/// Cuts the bytes into the items of an XML message: put together again they are the
/// bytes, and each piece can be read by itself.
void xml(std::string_view bytes);

/// Unpacks the bytes as a zip archive: within the limits, into the folder and nowhere
/// else, or refused with the reason.
void zip(std::string_view bytes);

} // namespace ferry::fuzz
