// Broken translations: read gives a translation or reports errors, and whatever can be read can be
// checked, counted and updated without losing a target.
#include "xliff/xliff.hpp"

#include "fuzz.hpp"

#include <stdexcept>

namespace {

using namespace carefold;

void promise(bool kept, const char* what) {
    if (!kept) {
        throw std::logic_error(what);
    }
}

const LanguageTag korean = *LanguageTag::parse("ko");

/// What the sound file is a translation of.
xliff::Source source_of(const std::string& sound) {
    diag::Sink sink;
    const auto translation = xliff::read(sound, "sound.xlf", sink);
    promise(translation != nullptr && !sink.has_errors(), "the seed is sound");
    xliff::Source source{translation->original, translation->source, {}};
    for (const xliff::Entry& entry : translation->entries) {
        source.units.push_back({entry.id, "all", entry.source, "", {}});
    }
    return source;
}

void use(const xliff::Source& source, std::string_view bytes) {
    diag::Sink sink;
    const auto translation = xliff::read(std::string(bytes), "mutant.xlf", sink);
    promise(translation != nullptr || sink.has_errors(), "either a translation or errors");
    for (const diag::Diagnostic& each : sink.all()) {
        promise(each.code.find('.') != std::string::npos, "codes are room.what");
        promise(!find_invalid_utf8(diag::format_human(each)), "reports are UTF-8");
    }
    if (!translation) {
        return;
    }
    xliff::belongs(*translation, source, korean, sink);
    xliff::check(source, *translation, sink);
    xliff::count_states(source, *translation);
    xliff::Picker picker(*translation, xliff::Level::translated, sink);
    for (const xliff::Unit& unit : source.units) {
        picker.pick(unit, true);
    }
    picker.finish("fuzz.missing");

    const xliff::Update update = xliff::update(source, korean, translation.get());
    diag::Sink again;
    const auto updated = xliff::read(update.text, "updated.xlf", again);
    promise(updated != nullptr, "what an update writes can be read");
    for (const xliff::Entry& entry : translation->entries) {
        const bool lost = entry.has_target() && updated->find(entry.id) == nullptr;
        promise(!lost || !update.lost.empty(), "no unit is dropped in silence");
    }
    promise(xliff::update(source, korean, updated.get()).text == update.text,
            "a second update changes nothing");
}

} // namespace

int main(int argc, char** argv) {
    const std::string sound = fuzz::read_file(std::string(SOURCE_DIR) + "/layouts/ko.xlf");
    const xliff::Source source = source_of(sound);
    fuzz::Campaign campaign;
    campaign.name = "xliff";
    campaign.seeds = {sound};
    campaign.dictionary = {"<g id=\"1\">",
                           "</g>",
                           "<x id=\"1\"/>",
                           "<target>",
                           "</target>",
                           "<target/>",
                           "<source>",
                           "</source>",
                           "<alt-trans>",
                           "</alt-trans>",
                           "<note>",
                           "</note>",
                           "<trans-unit>",
                           "</trans-unit>",
                           " id=\"notes\"",
                           " state=\"final\"",
                           " state=\"x\"",
                           "{n}",
                           "<mrk mtype=\"seg\">",
                           "</mrk>",
                           "<file>",
                           "</file>",
                           " xmlns:o=\"urn:o\"",
                           "<o:x/>"};
    campaign.text = true;
    campaign.rounds = 1500;
    campaign.target = [&](std::string_view bytes) { use(source, bytes); };
    return fuzz::run(campaign, argc, argv);
}
