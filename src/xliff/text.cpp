// Running text: its forms, and whether two texts have the same tags.
#include "xliff/text.hpp"

#include "base/markup.hpp"

#include <algorithm>
#include <map>

namespace carefold::xliff {

namespace {

using Kind = Piece::Kind;

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

void append_collapsed(std::string& out, std::string_view text) {
    for (const char c : text) {
        if (!is_space(c)) {
            out += c;
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
}

std::string tag(const Piece& piece, bool attributes) {
    if (piece.kind == Kind::close) {
        return "</g>";
    }
    std::string out = piece.kind == Kind::open ? "<g" : piece.kind == Kind::empty ? "<x" : "<";
    out += piece.kind == Kind::other ? piece.text : " id=\"" + escape(piece.id, true) + "\"";
    if (attributes && !piece.ctype.empty()) {
        out += " ctype=\"" + escape(piece.ctype, true) + "\"";
    }
    if (attributes && !piece.equiv.empty()) {
        out += " equiv-text=\"" + escape(piece.equiv, true) + "\"";
    }
    return out + (piece.kind == Kind::open ? ">" : "/>");
}

/// What a tag is and what it stands in, by its id; "" stands for the text itself.
struct Tag {
    Kind kind = Kind::open;
    std::string parent{};
    std::size_t count = 0;
};
using Tags = std::map<std::string, Tag, std::less<>>;

Tags tags_of(const Text& text) {
    Tags tags;
    std::vector<std::string> open{std::string()};
    for (const Piece& piece : text) {
        if (piece.kind == Kind::open || piece.kind == Kind::empty) {
            Tag& found = tags.try_emplace(piece.id, Tag{piece.kind, open.back(), 0}).first->second;
            ++found.count;
        }
        if (piece.kind == Kind::open) {
            open.push_back(piece.id);
        } else if (piece.kind == Kind::close && open.size() > 1) {
            open.pop_back();
        }
    }
    return tags;
}

std::string named(const std::string& id, const Tag& tag) {
    return std::string(tag.kind == Kind::open ? "`<g id=\"" : "`<x id=\"") + id +
           (tag.kind == Kind::open ? "\">`" : "\"/>`");
}

/// "{n}" and the like, sorted.
std::vector<std::string> signs_of(const Text& text) {
    const std::string all = characters(text);
    std::vector<std::string> signs;
    for (std::size_t at = all.find('{'); at != std::string::npos; at = all.find('{', at + 1)) {
        const std::size_t end = all.find_first_of("{}", at + 1);
        if (end == std::string::npos) {
            break;
        }
        if (all[end] == '}') {
            signs.push_back(all.substr(at, end - at + 1));
        }
    }
    std::sort(signs.begin(), signs.end());
    return signs;
}

void compare_signs(const Text& source, const Text& target, std::vector<std::string>& faults) {
    const std::vector<std::string> wanted = signs_of(source);
    const std::vector<std::string> given = signs_of(target);
    std::vector<std::string> missing;
    std::vector<std::string> extra;
    std::set_difference(wanted.begin(), wanted.end(), given.begin(), given.end(),
                        std::back_inserter(missing));
    std::set_difference(given.begin(), given.end(), wanted.begin(), wanted.end(),
                        std::back_inserter(extra));
    for (const std::string& sign : missing) {
        faults.push_back("`" + sign + "` is missing");
    }
    for (const std::string& sign : extra) {
        faults.push_back("`" + sign + "` is not in the source");
    }
}

} // namespace

std::string escape(std::string_view text, bool quote) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
        case '"':
            out += quote ? "&quot;" : "\"";
            break;
        case '\n': // in an attribute it would be read as a space
            out += quote ? "&#10;" : "\n";
            break;
        case '\t':
            out += quote ? "&#9;" : "\t";
            break;
        case '\r':
            out += "&#13;";
            break;
        default:
            if (!append_entity(out, c)) {
                out += c;
            }
        }
    }
    return out;
}

std::string canonical(const Text& text) {
    std::string out;
    for (const Piece& piece : text) {
        if (piece.kind == Kind::text) {
            append_collapsed(out, escape(piece.text));
        } else {
            out += tag(piece, false);
        }
    }
    out.erase(0, out.starts_with(' ') ? 1 : 0);
    out.erase(out.size() - (out.ends_with(' ') ? 1 : 0));
    return out;
}

std::string markup(const Text& text) {
    std::string out;
    for (const Piece& piece : text) {
        out += piece.kind == Kind::text ? escape(piece.text) : tag(piece, true);
    }
    return out;
}

std::string characters(const Text& text, std::string_view without) {
    std::string out;
    std::vector<bool> shown{true};
    for (const Piece& piece : text) {
        if (piece.kind == Kind::text && shown.back()) {
            out += piece.text;
        } else if (piece.kind == Kind::open) {
            shown.push_back(shown.back() && (without.empty() || piece.ctype != without));
        } else if (piece.kind == Kind::close && shown.size() > 1) {
            shown.pop_back();
        }
    }
    return out;
}

bool is_blank(const Text& text) {
    return std::all_of(text.begin(), text.end(), [](const Piece& piece) {
        return piece.kind == Kind::text &&
               std::all_of(piece.text.begin(), piece.text.end(), is_space);
    });
}

std::vector<std::string> tag_faults(const Text& source, const Text& target) {
    std::vector<std::string> faults;
    const Tags wanted = tags_of(source);
    const Tags given = tags_of(target);
    for (const auto& [id, tag] : wanted) {
        const auto found = given.find(id);
        if (found == given.end()) {
            faults.push_back(named(id, tag) + " is missing");
        } else if (found->second.kind != tag.kind) {
            faults.push_back(named(id, found->second) + " must be " + named(id, tag));
        } else if (found->second.count > 1) {
            faults.push_back(named(id, tag) + " is there " + std::to_string(found->second.count) +
                             " times");
        } else if (found->second.parent != tag.parent) {
            faults.push_back(named(id, tag) + (tag.parent.empty() ? " must stand outside other tags"
                                                                  : " must stand inside `<g id=\"" +
                                                                        tag.parent + "\">`"));
        }
    }
    for (const auto& [id, tag] : given) {
        if (!wanted.contains(id)) {
            faults.push_back(named(id, tag) + " is not in the source");
        }
    }
    for (const Piece& piece : target) {
        if (piece.kind == Kind::other) {
            faults.push_back("`" + piece.text + "` is no tag of the source");
        }
    }
    compare_signs(source, target, faults);
    return faults;
}

} // namespace carefold::xliff
