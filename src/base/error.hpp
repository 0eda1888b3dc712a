#pragma once

#include <stdexcept>
#include <string>

/// The things that stop a command. Wrong *data* never does: it is a Fault
/// (fault.hpp) that ends in front of a person. These are caught at the edges
/// only: in main() and in the worker that runs a stage. See ADR 0004.
namespace ferry {

/// The machinery failed: a disk, a database, a network. The pass can be
/// resumed once the cause is removed. Exit status 4.
class Error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The input cannot be used at all. Exit status 3. The text says what, where,
/// what was expected and what to do.
class InputError : public Error {
public:
    using Error::Error;
};

/// The command was called wrongly. Exit status 2.
class UsageError : public Error {
public:
    using Error::Error;
};

/// Throws an Error that ends with the operating system's words for `errno`.
[[noreturn]] void throw_system_error(const std::string& what);

} // namespace ferry
