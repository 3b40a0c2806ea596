// The words behind `carefold build`. Boost parses; what it has to say is said anew in our words.
#include "cli/cli.hpp"

#include <boost/program_options/errors.hpp>
#include <boost/program_options/options_description.hpp>
#include <boost/program_options/parsers.hpp>
#include <boost/program_options/positional_options.hpp>
#include <boost/program_options/value_semantic.hpp>
#include <boost/program_options/variables_map.hpp>

#include <optional>
#include <utility>

namespace carefold::cli {

namespace po = boost::program_options;

namespace {

struct Option {
    const char* name; // "output,o" as Boost writes it
    bool takes_value;
};

constexpr Option options[] = {
    {"layout", true}, {"audience", true}, {"lang", true},     {"edition", true},
    {"brand", true},  {"output,o", true}, {"dump", true},     {"diagnostics", true},
    {"report", true}, {"timings", false}, {"quiet,q", false}, {"help,h", false},
};

std::string_view long_name(const Option& option) {
    const std::string_view name = option.name;
    return name.substr(0, name.find(','));
}

po::options_description describe() {
    po::options_description description;
    description.add_options()("guide", po::value<std::string>());
    for (const Option& option : options) {
        if (option.takes_value) {
            description.add_options()(option.name, po::value<std::string>(), "");
        } else {
            description.add_options()(option.name, "");
        }
    }
    return description;
}

po::variables_map parse(const Arguments& arguments) {
    const po::options_description description = describe();
    po::positional_options_description positional;
    positional.add("guide", 1);
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

[[noreturn]] void refuse(const std::string& message, std::string hint = {}) {
    throw UsageError(message, std::move(hint), "build");
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

po::variables_map parse_politely(const Arguments& arguments) {
    try {
        return parse(arguments);
    } catch (const po::unknown_option& error) {
        const std::string name = error.get_option_name();
        const std::string near = diag::nearest(without_dashes(name), build_option_names());
        refuse("unknown option `" + name + "`",
               near.empty() ? near : "did you mean `--" + near + "`?");
    } catch (const po::too_many_positional_options_error&) {
        refuse("more than one guide is named", "build one guide at a time");
    } catch (const po::multiple_occurrences& error) {
        refuse("`" + error.get_option_name() + "` is given twice");
    } catch (const po::invalid_syntax& error) {
        refuse(explain(error));
    } catch (const po::error& error) {
        refuse(error.what());
    }
}

class Values {
  public:
    explicit Values(po::variables_map map) : map_(std::move(map)) {}
    bool has(const char* name) const { return map_.count(name) > 0; }
    std::string text(const char* name, const std::string& otherwise = {}) const {
        return has(name) ? map_[name].as<std::string>() : otherwise;
    }
    /// Position of the value among the choices, of which the first is the default.
    std::size_t choice(const char* name, const std::vector<std::string_view>& choices) const {
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

  private:
    po::variables_map map_;
};

void check(const BuildOptions& options_given) {
    const job::Request& request = options_given.request;
    if (request.guide.empty()) {
        refuse("which guide shall be built?",
               "`carefold build content/chronic-back-pain/guide.xml`; `carefold list` shows them");
    }
    if (!request.language.empty() && !LanguageTag::parse(request.language)) {
        refuse("`" + request.language + "` is no language tag", "write it like `en` or `pt-BR`");
    }
    const bool reports = options_given.json_report || options_given.timings;
    if (request.dump != job::Dump::none && reports) {
        refuse("`--dump` makes text and no document to report on",
               "leave out `--report` and `--timings`");
    }
}

} // namespace

std::vector<std::string_view> build_option_names() {
    std::vector<std::string_view> names;
    for (const Option& option : options) {
        names.push_back(long_name(option));
    }
    return names;
}

BuildOptions parse_build(const Arguments& arguments) {
    const Values values(parse_politely(arguments));
    BuildOptions result;
    result.help = values.has("help");
    if (result.help) {
        return result;
    }
    job::Request& request = result.request;
    request.guide = values.text("guide");
    request.layout = values.text("layout", request.layout);
    request.brand = values.text("brand");
    request.language = values.text("lang");
    request.output = values.text("output");
    request.audience = values.choice("audience", {"client", "practitioner"}) == 0
                           ? content::Audience::client
                           : content::Audience::practitioner;
    request.edition = values.choice("edition", {"reader", "imposed"}) == 0 ? job::Edition::reader
                                                                           : job::Edition::imposed;
    if (values.has("dump")) {
        request.dump = static_cast<job::Dump>(1 + values.choice("dump", {"flow", "pages", "tags"}));
    }
    result.json_diagnostics = values.choice("diagnostics", {"human", "json"}) == 1;
    result.json_report = values.choice("report", {"human", "json"}) == 1;
    result.timings = values.has("timings");
    result.quiet = values.has("quiet");
    check(result);
    return result;
}

} // namespace carefold::cli
