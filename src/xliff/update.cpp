// A new .xlf from a source and what the old one held. What a translator or a tool put there is
// copied byte for byte; only what follows from the source is written anew. At the end the two
// files are compared piece by piece, so that nothing goes missing unnoticed.
#include "xliff/keep.hpp"
#include "xliff/xliff.hpp"

#include <algorithm>

namespace carefold::xliff {

namespace {

constexpr std::string_view retired_group = "carefold:retired";
constexpr std::string_view indent = "        ";

std::string attribute(std::string_view name, std::string_view value) {
    return " " + std::string(name) + "=\"" + escape(value, true) + "\"";
}

/// The attributes a tool added to one of our elements.
std::string other_attributes(const xml::Node& element,
                             std::initializer_list<std::string_view> ours) {
    std::string out;
    for (const auto& [name, value] : element.attributes()) {
        if (std::find(ours.begin(), ours.end(), name) == ours.end()) {
            out += attribute(name, value);
        }
    }
    return out;
}

class Writer {
  public:
    Writer(const Source& source, const LanguageTag& language, const Translation* old)
        : source_(source), language_(language), old_(old) {}

    Update write() {
        open();
        std::string group;
        for (const Unit& unit : source_.units) {
            if (unit.group != group) {
                close_group(group);
                group = unit.group;
                open_group(group);
            }
            add(unit);
        }
        close_group(group);
        add_retired();
        out_ += "    </body>\n  </file>\n</xliff>\n";
        update_.text = std::move(out_);
        if (old_ != nullptr) {
            update_.lost = what_is_lost(*old_, update_.text);
        }
        return std::move(update_);
    }

  private:
    void open() {
        const xml::Node root = old_ == nullptr ? xml::Node() : old_->document->root();
        const xml::Node file = root ? root.child("file") : xml::Node();
        out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff" +
               attribute("xmlns", xliff_namespace);
        for (const auto& [name, uri] : old_ == nullptr ? Declarations() : declarations(*old_)) {
            out_ += attribute(name, uri);
        }
        out_ += " version=\"1.2\"";
        out_ += root ? other_attributes(root, {"version"}) : "";
        out_ += ">\n  <file" + attribute("original", source_.original) + " datatype=\"xml\"" +
                attribute("source-language", source_.language.text()) +
                attribute("target-language", language_.text());
        if (file) {
            out_ += other_attributes(
                file, {"original", "datatype", "source-language", "target-language"});
        }
        out_ += ">\n";
        if (const xml::Node header = file ? file.child("header") : xml::Node()) {
            out_ += "    " + std::string(header.source_text()) + "\n";
        }
        out_ += "    <body>\n";
    }

    void open_group(std::string_view id) { out_ += "      <group" + attribute("id", id) + ">\n"; }

    void close_group(std::string_view id) { out_ += id.empty() ? "" : "      </group>\n"; }

    void line(std::string_view text) {
        out_ += indent;
        out_ += "  ";
        out_ += text;
        out_ += '\n';
    }

    void source_and_note(const Unit& unit, std::string_view target, std::string_view between = {}) {
        line("<source>" + markup(unit.source) + "</source>");
        if (!between.empty()) {
            line(between);
        }
        line(target);
        line("<note from=\"carefold\">" + escape(unit.note) + "</note>");
    }

    void start(const Unit& unit, const std::string& more) {
        out_ += indent;
        out_ +=
            "<trans-unit" + attribute("id", unit.id) + attribute("resname", unit.id) + more + ">\n";
    }

    void add(const Unit& unit) {
        const Entry* entry = old_ == nullptr ? nullptr : old_->find(unit.id);
        if (entry == nullptr) {
            ++update_.added;
            start(unit, "");
            source_and_note(unit, R"(<target state="new"/>)");
        } else if (canonical(entry->source) == canonical(unit.source)) {
            ++update_.kept;
            keep(unit, entry->element);
        } else {
            ++update_.changed;
            change(unit, *entry);
        }
        out_ += indent;
        out_ += "</trans-unit>\n";
        written_[unit.id] = true;
    }

    void keep(const Unit& unit, const xml::Node& element) {
        start(unit, other_attributes(element, {"id", "resname", "translate"}));
        const xml::Node target = element.child("target");
        const xml::Node segments = element.child("seg-source");
        source_and_note(unit, target ? target.source_text() : R"(<target state="new"/>)",
                        segments ? segments.source_text() : std::string_view());
        copy_rest(element);
    }

    /// The old target helps the translator, but it is not shown to readers any more.
    void change(const Unit& unit, const Entry& entry) {
        const xml::Node& element = entry.element;
        start(unit, other_attributes(element, {"id", "resname", "translate", "approved"}));
        source_and_note(unit, R"(<target state="needs-translation"/>)");
        if (!is_blank(entry.target)) {
            std::string before = "<alt-trans>";
            for (const std::string_view name : {"source", "seg-source", "target"}) {
                const xml::Node child = element.child(name);
                before += child ? child.source_text() : std::string_view();
            }
            line(before + "</alt-trans>");
        }
        copy_rest(element);
    }

    void copy_rest(const xml::Node& element) {
        std::array<bool, 3> seen{}; // a second source or target is not ours
        constexpr std::array<std::string_view, 3> first_only = {"source", "seg-source", "target"};
        for (const xml::Node& child : element.elements()) {
            const auto at = static_cast<std::size_t>(
                std::find(first_only.begin(), first_only.end(), child.name()) - first_only.begin());
            if ((at < seen.size() && !std::exchange(seen[at], true)) || is_our_note(child)) {
                continue;
            }
            line(child.source_text());
        }
    }

    void add_retired() {
        if (old_ == nullptr) {
            return;
        }
        std::vector<const Entry*> retired;
        for (const Entry& entry : old_->entries) {
            if (!written_.contains(entry.id)) {
                retired.push_back(&entry);
                if (!entry.retired) {
                    update_.vanished.push_back(entry.id);
                }
            }
        }
        if (retired.empty()) {
            return;
        }
        open_group(retired_group);
        for (const Entry* entry : retired) {
            out_ += indent;
            out_ += "<trans-unit" + attribute("id", entry->id) + attribute("resname", entry->id) +
                    " translate=\"no\"" +
                    other_attributes(entry->element, {"id", "resname", "translate"}) + ">\n";
            for (const xml::Node& child : entry->element.elements()) {
                line(child.source_text());
            }
            out_ += indent;
            out_ += "</trans-unit>\n";
        }
        close_group(retired_group);
    }

    const Source& source_;
    const LanguageTag& language_;
    const Translation* old_;
    std::map<std::string, bool, std::less<>> written_;
    std::string out_;
    Update update_;
};

} // namespace

Update update(const Source& source, const LanguageTag& language, const Translation* old) {
    return Writer(source, language, old).write();
}

} // namespace carefold::xliff
