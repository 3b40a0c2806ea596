// Which fonts are there, and whether they have all that a guide says.
#include "job/job.hpp"
#include "job/places.hpp"
#include "job/sources.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace carefold::job {

namespace {

std::string style_of(const font::Declaration& declared) {
    return declared.bold && declared.italic ? "bold italic"
           : declared.bold                  ? "bold"
           : declared.italic                ? "italic"
                                            : "regular";
}

FontReport::Face describe(const font::Library::Status& status, diag::Sink& sink) {
    const font::Declaration& declared = *status.declaration;
    FontReport::Face face;
    face.family = declared.family;
    face.style = style_of(declared);
    face.file = declared.file;
    face.package = declared.package;
    face.index = declared.index;
    face.expected = declared.version;
    const font::FacePtr opened =
        status.path.empty() ? nullptr : font::Face::open(status.path, declared.index);
    if (!opened) {
        return face;
    }
    face.path = status.path;
    face.version = opened->version();
    face.scripts = opened->scripts();
    if (!face.expected.empty() && face.version != face.expected) {
        sink.warning("font.other-version", declared.span,
                     face.path + " is version " + face.version + "; pages were proofed with " +
                         face.expected,
                     "look the pages through, then change `version`");
    }
    if (const std::string name = opened->family(); name != declared.family) {
        sink.warning("font.other-name", declared.span,
                     face.path + ", face " + std::to_string(declared.index) + ", is `" + name +
                         "`, not `" + declared.family + "`",
                     "choose another `file` or `index`");
    }
    return face;
}

void list_faces(const font::Library& library, FontReport& report, diag::Sink& sink) {
    std::set<std::string> packages;
    for (const font::Library::Status& status : library.status()) {
        FontReport::Face& face = report.faces.emplace_back(describe(status, sink));
        if (face.path.empty() && !face.package.empty()) {
            packages.insert(face.package);
        }
    }
    report.packages.assign(packages.begin(), packages.end());
}

/// Walks a guide's text, asking for each character the face that a build would take.
class Reader {
  public:
    Reader(Text& text, FontReport& report, diag::Sink& sink)
        : flow_(text.flow), library_(*text.sources.fonts), report_(report), sink_(sink) {
        remember_ids(text.sources.guide->root, "");
    }

    void read() {
        for (const flow::Part& part : flow_.parts) {
            for (const flow::Filling& filling : part.fillings) {
                read(filling.blocks);
            }
        }
        read(flow_.notes);
        for (const auto& [key, words] : flow_.fixture_words) {
            if (!flow_.fixture_styles.empty()) {
                read(words, flow_.fixture_styles.front().second, nullptr);
            }
        }
    }

  private:
    void remember_ids(const content::Node& node, const std::string& around) {
        const std::string& id = node.id.empty() ? around : node.id;
        ids_[node.order] = id;
        for (const content::Node& child : node.children) {
            remember_ids(child, id);
        }
    }

    void read(const std::vector<flow::Block>& blocks) {
        for (const flow::Block& block : blocks) {
            read(block.text, block);
            if (block.marker) {
                read(*block.marker, block);
            }
            read(block.children);
        }
    }

    void read(const flow::Paragraph& paragraph, const flow::Block& block) {
        for (const flow::Inline& each : paragraph.inlines) {
            read(each.text, each.style, &block);
        }
    }

    void read(const std::string& text, std::uint32_t style, const flow::Block* block) {
        for (std::size_t at = 0; at < text.size();) {
            const char32_t character = next_utf8(text, at);
            if (known_.emplace(style, character).second) {
                look_up(character, flow_.styles[style]);
            }
            if (const auto found = lacking_.find(character); found != lacking_.end()) {
                FontReport::Uncovered& lacking = report_.uncovered[found->second];
                if (lacking.count++ == 0 && block != nullptr) {
                    lacking.id = ids_[block->node];
                    lacking.span = block->span;
                }
            }
        }
    }

    void look_up(char32_t character, const flow::CharStyle& style) {
        const font::FacePtr own =
            library_.find(style.family, style.bold, style.italic, style.span, sink_);
        if (!own) {
            return; // has been told
        }
        if (own->shows(character)) {
            mark(*own);
            return;
        }
        const font::FacePtr other = library_.fallback(
            character, {own->metrics().serif, style.bold, style.italic, style.language.text()},
            sink_);
        if (other) {
            mark(*other);
        } else if (lacking_.emplace(character, report_.uncovered.size()).second) {
            report_.uncovered.push_back({character, 0, {}, {}});
        }
    }

    void mark(const font::Face& face) {
        if (!marked_.insert(&face).second) {
            return;
        }
        for (FontReport::Face& each : report_.faces) {
            each.used = each.used || (each.path == face.path() && each.family == face.family());
        }
    }

    const flow::Document& flow_;
    font::Library& library_;
    FontReport& report_;
    diag::Sink& sink_;
    std::map<std::uint32_t, std::string> ids_; // by content::Node::order
    std::set<std::pair<std::uint32_t, char32_t>> known_;
    std::map<char32_t, std::size_t> lacking_;
    std::set<const font::Face*> marked_;
};

} // namespace

FontReport inspect_fonts(const Request& request, diag::Sink& sink) {
    FontReport report;
    const std::string home = find_home();
    diag::Sink about_fonts; // read again with the guide, which would tell it twice
    list_faces(load_library(fonts_path(home), home, request.guide.empty() ? sink : about_fonts),
               report, sink);
    if (request.guide.empty()) {
        return report;
    }
    std::map<char32_t, FontReport::Uncovered> uncovered;
    for (const auto audience : {content::Audience::client, content::Audience::practitioner}) {
        Request asked = request;
        asked.audience = audience;
        std::optional<Text> text = read_text(asked, sink);
        if (!text) {
            return report;
        }
        report.uncovered.clear();
        Reader(*text, report, sink).read();
        for (const FontReport::Uncovered& each : report.uncovered) {
            FontReport::Uncovered& kept = uncovered.emplace(each.character, each).first->second;
            kept.count = std::max(kept.count, each.count);
        }
    }
    report.uncovered.clear();
    for (auto& [character, each] : uncovered) {
        report.uncovered.push_back(std::move(each));
    }
    return report;
}

} // namespace carefold::job
