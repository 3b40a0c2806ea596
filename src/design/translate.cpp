// Fixed words in another language.
#include "design/design.hpp"

namespace carefold::design {

namespace {

xliff::Unit unit_of(const Words& words, const std::string& id) {
    const std::string& text = words.by_id.find(id)->second;
    const bool signs = text.find('{') != std::string::npos;
    return {id,
            "words",
            {{xliff::Piece::Kind::text, text}},
            std::string("fixed words of the booklet") +
                (signs ? "; what stands in {} is filled in later and stays as it is" : ""),
            words.span};
}

std::string collapsed(const xliff::Text& text) {
    std::string out;
    for (const char c : xliff::characters(text)) {
        const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!space || (!out.empty() && out.back() != ' ')) {
            out += space ? ' ' : c;
        }
    }
    out.erase(out.size() - (out.ends_with(' ') ? 1 : 0));
    return out;
}

} // namespace

std::vector<xliff::Unit> units(const Words& words) {
    std::vector<xliff::Unit> made;
    made.reserve(words.ids.size());
    for (const std::string& id : words.ids) {
        made.push_back(unit_of(words, id));
    }
    return made;
}

Words translate(const Words& words, const xliff::Translation& translation,
                std::optional<xliff::Level> required, diag::Sink& sink) {
    xliff::Picker picker(translation, required, sink);
    Words made = words;
    made.language = translation.language;
    for (const std::string& id : words.ids) {
        if (const xliff::Entry* entry = picker.pick(unit_of(words, id), true)) {
            made.by_id.find(id)->second = collapsed(entry->target);
        } else {
            made.strange.emplace(id, words.language);
        }
    }
    picker.finish("design.untranslated");
    return made;
}

} // namespace carefold::design
