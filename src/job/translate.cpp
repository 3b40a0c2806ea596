// What `carefold translate` does with the files beside a guide.
#include "job/files.hpp"
#include "job/sources.hpp"
#include "job/translations.hpp"

#include <filesystem>

namespace carefold::job {

namespace fs = std::filesystem;

namespace {

constexpr int most_copies = 1000;

/// The texts of a guide or of a list of words, whichever the file is.
std::optional<xliff::Source> load_source(const std::string& file, diag::Sink& sink) {
    std::string text = read_file({"guide", file, ""}, most_xml_bytes);
    const bool words = text.find(design::words_namespace) != std::string::npos &&
                       text.find(content::guide_namespace) == std::string::npos;
    xliff::Source source;
    source.original = file_name(file);
    if (words) {
        if (const auto loaded = design::load_words(std::move(text), file, sink)) {
            source.language = loaded->language;
            source.units = design::units(*loaded);
        }
    } else if (const auto guide = load_guide(file, std::move(text), sink)) {
        source.language = guide->root.language;
        source.units = content::units(*guide);
    }
    return sink.has_errors() ? std::nullopt : std::optional(std::move(source));
}

std::optional<Place> exact(const std::string& file, const LanguageTag& language) {
    diag::Sink unheard;
    for (Place& place : translations_beside(file, unheard)) {
        if (place.language == language) {
            return std::move(place);
        }
    }
    return std::nullopt;
}

/// Beside the old file under a name nothing has; what an earlier copy holds is not lost either.
std::string save_copy(const std::string& path, const std::string& bytes) {
    std::string copy = path + ".old";
    for (int i = 2; i < most_copies; ++i) {
        const auto there = read_if_present(copy, most_xml_bytes);
        if (there == bytes) {
            return copy;
        }
        std::error_code error;
        if (!fs::exists(copy, error)) {
            break;
        }
        copy = path + ".old" + std::to_string(i);
    }
    write_whole(copy, bytes);
    return copy;
}

void report_vanished(const xliff::Update& update, const xliff::Translation& old, diag::Sink& sink) {
    for (const std::string& id : update.vanished) {
        sink.warning("xliff.vanished-unit", old.find(id)->span,
                     "the source has no unit " + diag::quoted(id) + " any more",
                     "it is kept at the end of the file");
    }
}

void report_lost(const xliff::Update& update, const ExportReport& report, diag::Sink& sink) {
    std::string list;
    for (const std::string& what : update.lost) {
        list += (list.empty() ? "" : ", ") + what;
    }
    sink.warning("xliff.not-kept", diag::file_span(report.path),
                 "the update could not keep " + list, "the old file is " + report.copy);
}

/// Every translation asked for that can be read, with where it is.
std::vector<std::unique_ptr<const xliff::Translation>>
load_all(const std::string& file, const xliff::Source& source,
         const std::optional<LanguageTag>& language, diag::Sink& sink) {
    std::vector<std::unique_ptr<const xliff::Translation>> loaded;
    for (const Place& place : translations_beside(file, sink)) {
        if (!language || place.language == *language) {
            if (auto translation = load_translation(place, source, sink)) {
                loaded.push_back(std::move(translation));
            }
        }
    }
    return loaded;
}

} // namespace

ExportReport export_translation(const std::string& file, const LanguageTag& language,
                                diag::Sink& sink) {
    ExportReport report;
    const auto source = load_source(file, sink);
    if (!source) {
        return report;
    }
    if (language == source->language) {
        sink.error("job.own-language", diag::file_span(file),
                   "it is written in `" + language.text() + "` itself",
                   "name the language to translate into");
        return report;
    }
    const auto place = exact(file, language);
    std::unique_ptr<const xliff::Translation> old;
    report.path = (fs::path(file).parent_path() / (language.text() + ".xlf")).string();
    if (place) {
        report.path = place->path;
        old = load_translation(*place, *source, sink);
        if (!old || sink.has_errors()) {
            return report;
        }
    }
    const xliff::Update update = xliff::update(*source, language, old.get());
    report.units = source->units.size();
    report.kept = update.kept;
    report.added = update.added;
    report.changed = update.changed;
    report.vanished = update.vanished.size();
    if (old) {
        report_vanished(update, *old, sink);
    }
    if (old && update.text == old->document->text()) {
        return report;
    }
    if (!update.lost.empty()) {
        report.copy = save_copy(report.path, old->document->text());
        report_lost(update, report, sink);
    }
    write_whole(report.path, update.text);
    report.written = true;
    return report;
}

std::size_t check_translations(const std::string& file, const std::optional<LanguageTag>& language,
                               diag::Sink& sink) {
    const auto source = load_source(file, sink);
    if (!source) {
        return 0;
    }
    if (language && !exact(file, *language)) {
        sink.error("job.no-translation", diag::file_span(file),
                   "there is no translation into `" + language->text() + "`",
                   "`carefold translate export " + file + " --lang " + language->text() +
                       "` makes the file to translate");
        return 0;
    }
    const auto loaded = load_all(file, *source, language, sink);
    for (const auto& translation : loaded) {
        xliff::check(*source, *translation, sink);
    }
    return loaded.size();
}

std::vector<TranslationStatus> translation_status(const std::string& file, diag::Sink& sink) {
    std::vector<TranslationStatus> rows;
    if (const auto source = load_source(file, sink)) {
        for (const auto& translation : load_all(file, *source, std::nullopt, sink)) {
            rows.push_back({translation->language.text(), source->units.size(),
                            xliff::count_states(*source, *translation)});
        }
    }
    return rows;
}

} // namespace carefold::job
