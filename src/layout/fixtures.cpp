// Fixed matter of masters: fills and lines under the text, running heads and folios.
#include "layout/press_room.hpp"

#include <algorithm>

namespace carefold::layout {

using design::Fixture;

void PressRoom::add_fixtures(const design::Master& master, std::size_t page) {
    pages::Page& made = document_.pages[page];
    std::vector<pages::Item> under;
    for (const Fixture& fixture : master.fixtures) {
        const Rect area = fixture.area.resolve(master.page, left_page(page));
        const auto color = flow_.layout->palette.find(fixture.color);
        const Color paint = color == flow_.layout->palette.end() ? Color{} : color->second;
        pages::Item item;
        switch (fixture.kind) {
        case Fixture::Kind::fill:
            item.what = pages::Box{area, paint, std::nullopt, Length{}, Length{}};
            under.push_back(item);
            break;
        case Fixture::Kind::lines:
            for (Length y = area.y + fixture.spacing;
                 fixture.spacing > Length{} && y <= area.bottom(); y += fixture.spacing) {
                item.what = pages::Rule{{area.x, y}, {area.right(), y}, fixture.thickness, paint,
                                        false,       Length{}};
                under.push_back(item);
            }
            break;
        case Fixture::Kind::picture:
            if (auto placed = place_picture(fixture, area, page)) {
                item.what = *std::move(placed);
                under.push_back(item);
            }
            break;
        case Fixture::Kind::text:
            add_text_fixture(fixture, area, page);
            break;
        }
    }
    made.items.insert(made.items.begin(), under.begin(), under.end());
}

/// A word or a field's value.
const std::string& PressRoom::fixture_word(const Fixture::Part& part) const {
    static const std::string none;
    const bool field = part.kind == Fixture::Part::Kind::field;
    const std::string key = (field ? "field:" : "word:") + part.value;
    for (const auto& [name, value] : flow_.fixture_words) {
        if (name == key) {
            return value;
        }
    }
    return none;
}

// Words around a value say nothing without it: running matter whose fields are all empty is left
// out.
bool PressRoom::says_something(const Fixture& fixture) const {
    bool fields = false;
    for (const Fixture::Part& part : fixture.parts) {
        if (part.kind == Fixture::Part::Kind::field) {
            fields = true;
            if (!fixture_word(part).empty()) {
                return true;
            }
        }
    }
    return !fields;
}

bool PressRoom::is_personal(const Fixture& fixture) const {
    return std::any_of(fixture.parts.begin(), fixture.parts.end(), [&](const auto& part) {
        return part.kind == Fixture::Part::Kind::field && flow_.personal.contains(part.value);
    });
}

std::string PressRoom::fixture_text(const Fixture& fixture, std::size_t page, bool values) const {
    using Part = Fixture::Part;
    std::string text;
    for (const Part& part : fixture.parts) {
        switch (part.kind) {
        case Part::Kind::text:
            text += part.value;
            break;
        case Part::Kind::section_title:
            text += running_[page];
            break;
        case Part::Kind::page_number:
            text += folios_[page];
            break;
        case Part::Kind::title:
            text += flow_.metadata.title;
            break;
        case Part::Kind::field:
            text += values || !flow_.personal.contains(part.value) ? fixture_word(part)
                                                                   : std::string(1, '\0');
            break;
        case Part::Kind::word:
            text += fixture_word(part);
            break;
        }
    }
    return text;
}

// Inner and outer are sides of the sheet; start and end are those of the text.
text::Align PressRoom::align_of(const Fixture& fixture, std::size_t page) const {
    const bool right_side = fixture.align == "inner" ? left_page(page) : !left_page(page);
    const bool rtl = flow_.direction == locale::Direction::right_to_left;
    const bool sided = fixture.align == "inner" || fixture.align == "outer";
    const bool at_end = sided ? right_side != rtl : fixture.align == "end";
    return fixture.align == "center" ? text::Align::center
           : at_end                  ? text::Align::end
                                     : text::Align::start;
}

/// As large as the area and the picture's shape let it be, in the middle of the area's height.
std::optional<pages::Placed> PressRoom::place_picture(const Fixture& fixture, Rect area,
                                                      std::size_t page) const {
    for (const auto& [name, picture] : flow_.fixture_pictures) {
        if (name != fixture.picture || !picture) {
            continue;
        }
        const Size natural = picture->size;
        const double scale = std::min(area.width.to_pt() / std::max(1.0, natural.width.to_pt()),
                                      area.height.to_pt() / std::max(1.0, natural.height.to_pt()));
        const Length width = natural.width.scaled(scale);
        const Length height = natural.height.scaled(scale);
        const text::Align align = align_of(fixture, page);
        const bool rtl = flow_.direction == locale::Direction::right_to_left;
        const bool right = (align == text::Align::end) != rtl;
        const Length x = align == text::Align::center ? area.x + (area.width - width) / 2
                         : right                      ? area.right() - width
                                                      : area.x;
        return pages::Placed{picture, {x, area.y + (area.height - height) / 2, width, height}};
    }
    return std::nullopt;
}

void PressRoom::add_text_fixture(const Fixture& fixture, Rect area, std::size_t page) {
    pages::Page& made = document_.pages[page];
    const std::size_t from = made.items.size();
    set_fixture(fixture, area, page, made);
    if (made.items.size() > from && is_personal(fixture)) {
        const std::int32_t line = personal_fixture(fixture, area, page);
        for (std::size_t i = from; i < made.items.size(); ++i) {
            made.items[i].personal = line;
        }
    }
}

void PressRoom::set_fixture(const Fixture& fixture, Rect area, std::size_t page,
                            pages::Page& into) {
    const std::string text =
        says_something(fixture) ? fixture_text(fixture, page, true) : std::string();
    if (text.find_first_not_of(' ') == std::string::npos) {
        return;
    }
    // A layout's own words have the room it gives them; a reader's may be of any length.
    const Size room{area.width, is_personal(fixture) ? area.height : Length{}};
    const Atom atom =
        composer_.fixture(text, flow_.fixture_style(fixture.style), room, align_of(fixture, page));
    repeat(atom, {area.x, area.y}, into);
}

} // namespace carefold::layout
