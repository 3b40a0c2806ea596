// Running matter that belongs to no page: strips beside the pages of imposed sheets.
#include "layout/layout.hpp"

#include "layout/compose.hpp"

namespace carefold::layout {

std::vector<SetStrip> set_strips(const std::vector<std::pair<std::string, Length>>& texts,
                                 const StripStyle& style, const Resources& resources,
                                 diag::Sink& sink) {
    flow::Document flow; // no more than the composer asks for
    flow.metadata.language = style.language;
    flow.direction = locale::direction(style.language);
    flow::CharStyle look;
    look.family = style.family;
    look.size = style.size;
    look.language = style.language;
    flow.styles.push_back(look);

    std::vector<SetStrip> strips;
    Composer composer(flow, resources, sink);
    if (!composer.usable()) {
        return strips;
    }
    for (const auto& [text, width] : texts) {
        const Atom atom = composer.fixture(text, 0, {width, Length{}}, text::Align::start);
        pages::Page frame;
        repeat(atom, {}, frame);
        strips.push_back({std::move(frame.items), atom.height});
    }
    return strips;
}

} // namespace carefold::layout
