// Words of a command line by Boost; what it has to say is said anew in our words. Inside the room
// only.
#pragma once

#include "cli/cli.hpp"

#include <boost/program_options/variables_map.hpp>

namespace carefold::cli {

struct Option {
    const char* name; // "output,o" as Boost writes it
    bool takes_value;
    bool repeats = false; // may be given several times; then `all` has its values
};

/// What a command understands: options, and words by position.
struct Grammar {
    const char* command;
    std::vector<Option> options;
    std::vector<const char*> positions;
    const char* too_many; // a hint when more words come
    bool many = false;    // words of the last position may be any number
};

std::string_view long_name(const Option& option);
std::vector<std::string_view> long_names(const Grammar& grammar);

class Values {
  public:
    /// Throws UsageError.
    Values(const Arguments& arguments, const Grammar& grammar);
    bool has(const char* name) const { return map_.count(name) > 0; }
    std::string text(const char* name, const std::string& otherwise = {}) const {
        return has(name) ? map_[name].as<std::string>() : otherwise;
    }
    /// Of an option that repeats, or of the last position when there may be many.
    std::vector<std::string> all(const char* name) const {
        return has(name) ? map_[name].as<std::vector<std::string>>() : std::vector<std::string>();
    }
    /// Position of the value among the choices, of which the first is the default.
    std::size_t choice(const char* name, const std::vector<std::string_view>& choices) const;
    [[noreturn]] void refuse(const std::string& message, std::string hint = {}) const {
        throw UsageError(message, std::move(hint), command_);
    }

  private:
    std::string command_;
    boost::program_options::variables_map map_;
};

} // namespace carefold::cli
