// A reader's own values, put into a flow that is otherwise finished.
#include "flow/context.hpp"

#include <algorithm>

namespace carefold::flow {

std::string isolated(std::string_view text, const LanguageTag& language) {
    const bool plain = locale::direction(language) == locale::Direction::left_to_right &&
                       std::all_of(text.begin(), text.end(), [](char c) { return c > 0; });
    return plain ? std::string(text) : "\u2068" + std::string(text) + "\u2069";
}

namespace {

class Imprinter {
  public:
    Imprinter(Document& document, const content::Fields& personal)
        : document_(document), personal_(personal) {}

    void blocks(std::vector<Block>& blocks) {
        for (Block& block : blocks) {
            paragraph(block.text);
            if (block.marker) {
                paragraph(*block.marker);
            }
            this->blocks(block.children);
        }
    }

    void fixtures() {
        constexpr std::string_view field = "field:";
        for (auto& [key, text] : document_.fixture_words) {
            if (!key.starts_with(field)) {
                continue;
            }
            if (const auto* value = personal_.find(std::string_view(key).substr(field.size()))) {
                text = isolated(*value, document_.metadata.language);
            }
        }
    }

  private:
    void paragraph(Paragraph& paragraph) {
        if (!paragraph.personal) {
            return;
        }
        for (Inline& each : paragraph.inlines) {
            const std::string* value = each.field.empty() ? nullptr : personal_.find(each.field);
            if (value != nullptr) {
                const LanguageTag& language = document_.styles[each.style].language;
                each.text = isolated(*value, language);
                if (each.upper) {
                    each.text = locale::to_upper(each.text, language);
                }
            }
        }
    }

    Document& document_;
    const content::Fields& personal_;
};

} // namespace

void imprint(Document& document, const content::Fields& personal) {
    Imprinter imprinter(document, personal);
    for (Part& part : document.parts) {
        for (Filling& filling : part.fillings) {
            imprinter.blocks(filling.blocks);
        }
    }
    imprinter.blocks(document.notes);
    imprinter.fixtures();
}

} // namespace carefold::flow
