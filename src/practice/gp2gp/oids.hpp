#pragma once

#include <string_view>

/// The numbers by which messages name code systems and kinds of ids.
namespace ferry::practice::gp2gp::oids {

inline constexpr std::string_view snomed = "2.16.840.1.113883.2.1.3.2.4.15";
inline constexpr std::string_view read2 = "2.16.840.1.113883.2.1.6.2";
inline constexpr std::string_view local = "2.16.840.1.113883.2.1.6.3";
inline constexpr std::string_view mark = "2.16.840.1.113883.2.1.6.5"; ///< H and L of a value
inline constexpr std::string_view drug = "2.16.840.1.113883.2.1.6.9";
inline constexpr std::string_view act_code = "2.16.840.1.113883.4.642.3.47";
inline constexpr std::string_view nhs_number = "2.16.840.1.113883.2.1.4.1";
inline constexpr std::string_view organisation = "2.16.840.1.113883.2.1.4.3";
inline constexpr std::string_view ods = "1.2.826.0.1285.0.1.10";
inline constexpr std::string_view system = "1.2.826.0.1285.0.2.0.107";

} // namespace ferry::practice::gp2gp::oids
