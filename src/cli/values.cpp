#include "cli/values.hpp"

#include <boost/program_options/errors.hpp>
#include <boost/program_options/options_description.hpp>
#include <boost/program_options/parsers.hpp>
#include <boost/program_options/positional_options.hpp>
#include <boost/program_options/value_semantic.hpp>

#include <utility>

namespace carefold::cli {

namespace po = boost::program_options;

namespace {

po::options_description describe(const Grammar& grammar) {
    po::options_description description;
    using Many = std::vector<std::string>;
    for (const char* position : grammar.positions) {
        if (grammar.many && position == grammar.positions.back()) {
            description.add_options()(position, po::value<Many>());
        } else {
            description.add_options()(position, po::value<std::string>());
        }
    }
    for (const Option& option : grammar.options) {
        if (option.repeats) {
            description.add_options()(option.name, po::value<Many>(), "");
        } else if (option.takes_value) {
            description.add_options()(option.name, po::value<std::string>(), "");
        } else {
            description.add_options()(option.name, "");
        }
    }
    return description;
}

po::variables_map parse(const Arguments& arguments, const Grammar& grammar) {
    const po::options_description description = describe(grammar);
    po::positional_options_description positional;
    for (const char* position : grammar.positions) {
        positional.add(position, grammar.many && position == grammar.positions.back() ? -1 : 1);
    }
    using Style = po::command_line_style::style_t;
    // Without guessing: an abbreviation that works today would break with tomorrow's option.
    const int style = po::command_line_style::unix_style & ~Style::allow_guessing;
    po::variables_map values;
    po::store(po::command_line_parser(arguments)
                  .options(description)
                  .positional(positional)
                  .style(style)
                  .run(),
              values);
    return values;
}

std::string without_dashes(const std::string& name) {
    const std::size_t start = name.find_first_not_of('-');
    return start == std::string::npos ? name : name.substr(start);
}

std::string explain(const po::invalid_syntax& error) {
    const std::string name = "`" + error.get_option_name() + "`";
    switch (error.kind()) {
    case po::invalid_syntax::missing_parameter:
    case po::invalid_syntax::empty_adjacent_parameter:
        return name + " needs a value";
    case po::invalid_syntax::extra_parameter:
        return name + " takes no value";
    default:
        return error.what();
    }
}

po::variables_map parse_politely(const Arguments& arguments, const Grammar& grammar) {
    const auto refuse = [&](const std::string& message, std::string hint = {}) -> UsageError {
        return {message, std::move(hint), grammar.command};
    };
    try {
        return parse(arguments, grammar);
    } catch (const po::unknown_option& error) {
        const std::string name = error.get_option_name();
        const std::string near = diag::nearest(without_dashes(name), long_names(grammar));
        throw refuse("unknown option `" + name + "`",
                     near.empty() ? near : "did you mean `--" + near + "`?");
    } catch (const po::too_many_positional_options_error&) {
        throw refuse(std::string("more than one ") + grammar.positions.back() + " is named",
                     grammar.too_many);
    } catch (const po::multiple_occurrences& error) {
        throw refuse("`" + error.get_option_name() + "` is given twice");
    } catch (const po::invalid_syntax& error) {
        throw refuse(explain(error));
    } catch (const po::error& error) {
        throw refuse(error.what());
    }
}

} // namespace

std::string_view long_name(const Option& option) {
    const std::string_view name = option.name;
    return name.substr(0, name.find(','));
}

std::vector<std::string_view> long_names(const Grammar& grammar) {
    std::vector<std::string_view> names;
    for (const Option& option : grammar.options) {
        names.push_back(long_name(option));
    }
    return names;
}

Values::Values(const Arguments& arguments, const Grammar& grammar)
    : command_(grammar.command), map_(parse_politely(arguments, grammar)) {}

std::size_t Values::choice(const char* name, const std::vector<std::string_view>& choices) const {
    const std::string word = text(name, std::string(choices.front()));
    for (std::size_t i = 0; i < choices.size(); ++i) {
        if (choices[i] == word) {
            return i;
        }
    }
    std::string list;
    for (const std::string_view each : choices) {
        list += (list.empty() ? "`" : ", `") + std::string(each) + "`";
    }
    const std::string near = diag::did_you_mean(word, choices);
    refuse("`" + word + "` is no value of `--" + name + "`",
           near.empty() ? "it takes " + list : near);
}

} // namespace carefold::cli
