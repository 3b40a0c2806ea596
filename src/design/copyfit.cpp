// Copyfitting, as far as the layout knows of it: what may move between which values, and the layout
// with it moved.
//
// One number, the tightness, moves everything, so that there is one way from what the designer
// wanted to the tightest and one to the loosest. Gentle changes come first: spaces (and the gaps of
// columns), then leading, then the size of the type. Each kind moves over a window of the way; the
// windows of neighbours overlap by half, so that no property is used up before the next gives
// anything, and no step of the way is without effect.
#include "design/vocabulary.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace carefold::design {

namespace {

using Aspect = Fit::Property;

constexpr std::pair<std::string_view, Aspect> aspects[]{{"space", Aspect::space},
                                                        {"column-gap", Aspect::column_gap},
                                                        {"leading", Aspect::leading},
                                                        {"size", Aspect::size}};

/// Columns' gaps move together with spaces.
int rank(Aspect kind) {
    return kind == Aspect::space || kind == Aspect::column_gap ? 0
           : kind == Aspect::leading                           ? 1
                                                               : 2;
}

bool is_space(Property property) {
    return property == Property::space_before || property == Property::space_after ||
           property == Property::padding;
}

bool is_fixed(const Value& value) {
    return value.unit == Value::Unit::points || value.unit == Value::Unit::grid;
}

std::optional<double> read_factor(std::string_view text) {
    double number = 0;
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    const bool good = error == std::errc() && rest == end && number > 0 && number <= 10;
    return good ? std::optional(number) : std::nullopt;
}

/// Reads one <fit>; what is wrong with it is said, and nothing comes out.
class FitReader {
  public:
    FitReader(const xml::Node& element, diag::Sink& sink) : element_(element), sink_(sink) {}

    std::optional<Fit> read() {
        const auto word = element_.attribute("property");
        const auto* const kind = std::find_if(std::begin(aspects), std::end(aspects),
                                              [&](const auto& each) { return each.first == word; });
        if (kind == std::end(aspects)) {
            return std::nullopt; // validate() has said so
        }
        Fit fit{kind->second, attribute_text(element_, "style"), 0, 0, 0, element_.span()};
        const auto least = bound("least", fit.property);
        const auto most = bound("most", fit.property);
        if (!check_style(fit) || !least || !most) {
            return std::nullopt;
        }
        fit.least = *least;
        fit.most = *most;
        if (fit.least > fit.most) {
            sink_.error("design.bad-value", element_.attribute_span("least"),
                        "the least is more than the most", "exchange them");
            return std::nullopt;
        }
        return fit;
    }

  private:
    std::optional<double> bound(std::string_view name, Aspect kind) {
        const auto text = element_.attribute(name);
        if (!text) {
            return std::nullopt;
        }
        const auto length = kind == Aspect::space ? std::nullopt : parse_length(*text);
        const auto value = kind == Aspect::space          ? read_factor(*text)
                           : length && *length > Length() ? std::optional(length->to_pt())
                                                          : std::nullopt;
        if (!value) {
            sink_.error("design.bad-value", element_.attribute_span(name),
                        diag::quoted(name) + " of <fit> cannot be " + diag::quoted(*text),
                        kind == Aspect::space ? "a factor above zero, such as 0.6 or 1.2"
                                              : std::string(expected(Type::positive)));
        }
        return value;
    }

    bool check_style(const Fit& fit) {
        const bool given = element_.attribute("style").has_value();
        if (fit.property == Aspect::size && !given) {
            sink_.error("design.missing-attribute", element_.span(),
                        "<fit property=\"size\"> needs `style`",
                        "the style whose size all others are relative to");
            return false;
        }
        if (given && (fit.property == Aspect::space || fit.property == Aspect::leading)) {
            sink_.error("design.bad-value", element_.attribute_span("style"),
                        "`" + std::string(to_string(fit.property)) + "` is of no one style",
                        fit.property == Aspect::leading
                            ? "it is the grid's; leave `style` out"
                            : "it is a factor for all; leave `style` out");
            return false;
        }
        return true;
    }

    const xml::Node& element_;
    diag::Sink& sink_;
};

Omit read_omit(const xml::Node& element, diag::Sink& sink) {
    Omit omit;
    omit.pattern = attribute_text(element, "match");
    omit.match =
        xml::Query::compile(pattern_to_xpath(omit.pattern), element.attribute_span("match"), sink);
    omit.one_by_one = attribute_text(element, "one-by-one") == "yes";
    omit.span = element.span();
    return omit;
}

void read_target(const xml::Node& element, Copyfit& copyfit, diag::Sink& sink) {
    const bool pages = element.attribute("pages").has_value();
    if (pages == element.attribute("multiple").has_value()) {
        sink.error(pages ? "design.bad-value" : "design.missing-attribute", element.span(),
                   pages ? "<copyfit> takes `pages` or `multiple`, not both"
                         : "<copyfit> needs `pages` or `multiple`",
                   "pages=\"6\" for exactly six, multiple=\"4\" for four, eight, twelve …");
        return;
    }
    const std::string_view name = pages ? "pages" : "multiple";
    const auto count = attribute_count(element, name);
    if (count == 0) {
        sink.error("design.bad-value", element.attribute_span(name),
                   "`" + std::string(name) + "` of <copyfit> cannot be `0`", "at least 1");
    }
    (pages ? copyfit.pages : copyfit.multiple) = count.value_or(0);
}

/// The size that counts is the last that the style sets.
Value* own_size(Layout& layout, const std::string& name) {
    for (Style& style : layout.styles) {
        if (style.name != name) {
            continue;
        }
        for (auto at = style.properties.rbegin(); at != style.properties.rend(); ++at) {
            if (at->first == Property::size) {
                return &at->second;
            }
        }
    }
    return nullptr;
}

double in_points(const Value& value, Length grid) {
    return value.unit == Value::Unit::grid ? value.number * grid.to_pt() : value.number;
}

/// All gaps of columns a fit is about, in the layout's order; they move in proportion.
std::vector<Value*> gaps(Layout& layout, const std::string& name) {
    std::vector<Value*> found;
    for (Style& style : layout.styles) {
        for (auto& [property, value] : style.properties) {
            if (property == Property::column_gap && is_fixed(value) &&
                (name.empty() || style.name == name)) {
                found.push_back(&value);
            }
        }
    }
    return found;
}

/// Those of frames are lengths as they stand, and go with the gaps of no style in particular.
std::optional<Length> frame_gap(const Layout& layout) {
    for (const Master& master : layout.masters) {
        for (const Frame& frame : master.frames) {
            if (frame.columns > 1) {
                return frame.column_gap;
            }
        }
    }
    return std::nullopt;
}

/// Finds what the layout says of the property, and marks sizes and gaps so that styles based on
/// these can be told later. False when there is nothing that could move.
bool find_ideal(Layout& layout, Fit& fit, int number, diag::Sink& sink) {
    const auto missing = [&](const std::string& message, const std::string& hint) {
        sink.error("design.bad-value", fit.span, message, hint);
        return false;
    };
    if (fit.property == Aspect::space) {
        fit.ideal = 1;
    } else if (fit.property == Aspect::leading) {
        fit.ideal = layout.grid.to_pt();
    } else if (fit.property == Aspect::size) {
        Value* size = own_size(layout, fit.style);
        if (layout.style(fit.style) == nullptr) {
            return false; // said already
        }
        if (size == nullptr || size->unit != Value::Unit::points) {
            return missing("style `" + fit.style + "` has no size in pt or mm of its own",
                           "name the style that the sizes of others are relative to");
        }
        size->fit = number;
        fit.ideal = size->number;
    } else {
        const std::vector<Value*> all = gaps(layout, fit.style);
        const auto frame = fit.style.empty() ? frame_gap(layout) : std::nullopt;
        if (all.empty() && !frame) {
            return missing("there is no column gap here in pt, mm or grid",
                           "give `column-gap` to a style or frame with columns");
        }
        for (Value* gap : all) {
            gap->fit = number;
        }
        fit.ideal = frame ? frame->to_pt() : in_points(*all.front(), layout.grid);
    }
    return true;
}

/// A target that the sequence rules out whatever the text.
void check_target(const Layout& layout, diag::Sink& sink) {
    const Copyfit& copyfit = *layout.copyfit;
    int single = 0;
    bool more = false;
    bool pads = false;
    for (const Part& part : layout.parts) {
        single += part.kind == Part::Kind::page ? 1 : 0;
        more = more || part.kind != Part::Kind::page;
        pads = pads || part.kind == Part::Kind::pad;
    }
    const std::string count = std::to_string(single) + (single == 1 ? " page" : " pages");
    const std::string aim = std::to_string(copyfit.pages);
    if (copyfit.pages > 0 && (single > copyfit.pages || (!more && single < copyfit.pages))) {
        sink.error("design.bad-value", copyfit.span, "the sequence cannot come to " + aim,
                   "it has " + count + " of its own" + (more ? "" : ", and no <flow>"));
    } else if (copyfit.multiple > 0 && !more && single % copyfit.multiple != 0) {
        sink.error("design.bad-value", copyfit.span,
                   "the sequence cannot come to a multiple of " + std::to_string(copyfit.multiple),
                   "it has " + count + ", and no <flow>");
    } else if (pads && copyfit.pages % layout.fold.multiple != 0) {
        sink.error("design.bad-value", copyfit.span, "the sequence cannot come to " + aim,
                   "its <pad> fills up to a multiple of " + std::to_string(layout.fold.multiple));
    }
}

void widen_frame_gaps(Layout& layout, double share) {
    for (Master& master : layout.masters) {
        for (Frame& frame : master.frames) {
            frame.column_gap = Length::pt(frame.column_gap.to_pt() * share);
        }
    }
}

bool same_aim(const Fit& a, const Fit& b) {
    return a.property == b.property && a.style == b.style;
}

/// "10.5", "0.75": two decimals and no zeros at the end.
std::string shown(double value) {
    std::string text = std::to_string(std::round(value * 100) / 100);
    text.erase(text.find('.') + 3);
    while (text.ends_with('0')) {
        text.pop_back();
    }
    return text.ends_with('.') ? text.substr(0, text.size() - 1) : text;
}

} // namespace

std::string_view to_string(Fit::Property property) {
    for (const auto& [name, kind] : aspects) {
        if (kind == property) {
            return name;
        }
    }
    return {};
}

void load_copyfit(const xml::Node& element, Layout& layout, const Reader& reader,
                  diag::Sink& sink) {
    Copyfit copyfit;
    copyfit.span = element.span();
    read_target(element, copyfit, sink);
    for (const xml::Node& child : element.elements()) {
        if (!is_for(child, reader)) {
            continue;
        }
        if (child.name() == "omit") {
            copyfit.omits.push_back(read_omit(child, sink));
        } else if (child.name() == "fit") {
            auto fit = FitReader(child, sink).read();
            if (!fit) {
                continue;
            }
            std::erase_if(copyfit.fits, [&](const Fit& each) { return same_aim(each, *fit); });
            copyfit.fits.push_back(*std::move(fit));
        }
    }
    std::stable_sort(copyfit.fits.begin(), copyfit.fits.end(), [](const Fit& a, const Fit& b) {
        return rank(a.property) < rank(b.property);
    });
    layout.copyfit = std::move(copyfit);
}

void find_ideals(Layout& layout, diag::Sink& sink) {
    if (!layout.copyfit) {
        return;
    }
    check_target(layout, sink);
    int number = 0;
    for (Fit& fit : layout.copyfit->fits) {
        if (!find_ideal(layout, fit, ++number, sink)) {
            fit.least = fit.ideal = fit.most = 1;
            continue;
        }
        if (fit.ideal < fit.least - 0.001 || fit.ideal > fit.most + 0.001) {
            sink.error("design.bad-value", fit.span,
                       "the layout's own " + std::string(to_string(fit.property)) + " is " +
                           shown(fit.ideal) + (fit.property == Aspect::space ? "" : "pt") +
                           ", which is not between `least` and `most`",
                       "the range must hold what the layout says");
        }
    }
}

std::vector<double> fit_values(const Copyfit& copyfit, double tightness) {
    std::vector<int> ranks;
    for (const Fit& fit : copyfit.fits) {
        if (ranks.empty() || ranks.back() != rank(fit.property)) {
            ranks.push_back(rank(fit.property));
        }
    }
    const double way = std::min(std::abs(tightness), 1.0);
    const auto windows = static_cast<double>(ranks.size() + 1);
    std::vector<double> values;
    for (const Fit& fit : copyfit.fits) {
        const auto at = std::find(ranks.begin(), ranks.end(), rank(fit.property));
        const auto number = static_cast<double>(at - ranks.begin());
        const double from = ranks.size() == 1 ? 0 : number / windows;
        const double to = ranks.size() == 1 ? 1 : (number + 2) / windows;
        const double share = std::clamp((way - from) / (to - from), 0.0, 1.0);
        const double end = tightness < 0 ? fit.least : fit.most;
        // Hundredths are enough to see, and what is reported is what is done.
        const double value = std::round((fit.ideal + (end - fit.ideal) * share) * 100) / 100;
        values.push_back(share == 0 ? fit.ideal : value);
    }
    return values;
}

Layout fitted(const Layout& layout, const std::vector<double>& values) {
    Layout made = layout;
    const std::vector<Fit>& fits = layout.copyfit->fits;
    double space = 1;
    for (std::size_t i = 0; i < fits.size(); ++i) {
        if (fits[i].property == Aspect::space) {
            space = values[i];
        } else if (fits[i].property == Aspect::leading && values[i] != fits[i].ideal) {
            made.grid = Length::pt(values[i]);
        } else if (fits[i].property == Aspect::column_gap && fits[i].style.empty()) {
            widen_frame_gaps(made, values[i] / fits[i].ideal);
        }
    }
    for (Style& style : made.styles) {
        for (auto& [property, value] : style.properties) {
            if (is_space(property) && is_fixed(value)) {
                value.number *= space;
            } else if (value.fit > 0) {
                const auto at = static_cast<std::size_t>(value.fit - 1);
                value.number = in_points(value, layout.grid) * (values[at] / fits[at].ideal);
                value.unit = Value::Unit::points;
            }
        }
    }
    return made;
}

double guessed_height(const Copyfit& copyfit, const std::vector<double>& values) {
    double space = 1;
    double leading = 1;
    double size = 1;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double share = values[i] / copyfit.fits[i].ideal;
        switch (copyfit.fits[i].property) {
        case Aspect::space:
            space = share;
            break;
        case Aspect::leading:
            leading = share;
            break;
        case Aspect::size:
            size *= share;
            break;
        case Aspect::column_gap:
            break;
        }
    }
    // Of a page a fifth is space; the lines grow as their words do.
    return leading * (0.2 * space + 0.8 * size);
}

} // namespace carefold::design
