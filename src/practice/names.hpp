#pragma once

#include <span>
#include <string_view>

/// Names and addresses, all common or invented; no row is a real person or place.
namespace ferry::practice {

std::span<const std::string_view> girls_names();
std::span<const std::string_view> boys_names();
std::span<const std::string_view> surnames();
std::span<const std::string_view> streets();
std::span<const std::string_view> towns();
std::span<const std::string_view> houses();

/// What clinicians write beside a code.
std::span<const std::string_view> remarks();

constexpr std::string_view county = "Eastmarch";

} // namespace ferry::practice
