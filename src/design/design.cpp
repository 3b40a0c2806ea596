#include "design/design.hpp"

#include <algorithm>

namespace carefold::design {

namespace {

template <typename Thing>
const Thing* find_named(const std::vector<Thing>& things, std::string_view name) {
    const auto found = std::find_if(things.begin(), things.end(),
                                    [&](const Thing& thing) { return thing.name == name; });
    return found == things.end() ? nullptr : &*found;
}

struct Stretch {
    Length start, extent;
};

/// Two insets and an extent, of which two are given, along one side `whole` long.
Stretch resolve_stretch(const std::optional<Length>& start, const std::optional<Length>& end,
                        const std::optional<Length>& extent, Length whole) {
    if (start && end) {
        return {*start, whole - *start - *end};
    }
    const Length size = extent.value_or(whole - start.value_or(Length()) - end.value_or(Length()));
    return {start ? *start : whole - end.value_or(Length()) - size, size};
}

} // namespace

Rect Area::resolve(Size page, bool left_page) const {
    const Stretch across = left_page ? resolve_stretch(outer, inner, width, page.width)
                                     : resolve_stretch(inner, outer, width, page.width);
    const Stretch down = resolve_stretch(top, bottom, height, page.height);
    return {across.start, down.start, across.extent, down.extent};
}

Length Frame::column_width(Length whole) const {
    return (whole - column_gap * (columns - 1)) / columns;
}

Rect Frame::column(const Rect& whole, int number, bool right_to_left) const {
    const Length width = column_width(whole.width);
    const Length from_start = (width + column_gap) * number;
    const Length x = right_to_left ? whole.right() - width - from_start : whole.x + from_start;
    return {x, whole.y, width, whole.height};
}

const Frame* Master::frame(std::string_view frame_name) const {
    return find_named(frames, frame_name);
}

const Master* Layout::master(std::string_view name) const {
    return find_named(masters, name);
}

const Style* Layout::style(std::string_view name) const {
    return find_named(styles, name);
}

const std::string* Words::find(std::string_view id) const {
    const auto found = by_id.find(id);
    return found == by_id.end() ? nullptr : &found->second;
}

const LanguageTag& Words::language_of(std::string_view id) const {
    const auto found = strange.find(id);
    return found == strange.end() ? language : found->second;
}

} // namespace carefold::design
