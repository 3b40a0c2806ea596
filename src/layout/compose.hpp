// Blocks -> vertical material at a given measure.
#pragma once

#include "layout/layout.hpp"
#include "layout/material.hpp"
#include "layout/tags.hpp"
#include "text/text.hpp"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace carefold::layout {

/// Where a block stands: left edge within the frame and width.
struct Column {
    Length x, width;
};

/// What one pass knows of page numbers: place -> label.
using PageLabels = std::map<std::string, std::string, std::less<>>;

class Composer {
  public:
    Composer(const flow::Document& flow, const Resources& resources, diag::Sink& sink);

    /// Labels used for page numbers from now on. Unknown places show "00", the commonest width.
    void set_labels(const PageLabels& labels) { labels_ = &labels; }
    /// A draft has heights, notes and places, but nothing to draw.
    void set_draft(bool draft) { draft_ = draft; }
    Material compose_one(const flow::Block& block, Column column, const TagIndex& tags);
    Material compose(const std::vector<flow::Block>& blocks, Column column, const TagIndex& tags);
    /// Running matter, for fixtures; what does not fit the room's height is cut and ends in "…"
    /// (a height of zero has room for all). Tag: artifact.
    Atom fixture(const std::string& text, std::uint32_t style, Size room, text::Align align);
    /// Faces that could not be found: no setting is possible.
    bool usable() const { return usable_; }

    /// A paragraph with a reader's own values, as it was composed.
    struct Personal {
        const flow::Paragraph* paragraph;
        const flow::Block* block;
        Column column;
        const TagIndex* tags;
        std::int32_t first = 0;     // its first line's number
        std::vector<bool> hyphened; // by line: all that places depend on
        std::vector<text::Line> lines;
    };
    /// Of this pass, in order.
    const std::vector<Personal>& personal() const { return personal_; }
    void forget_personal();
    std::int32_t add_personal_line() { return personal_lines_++; }
    std::int32_t personal_lines() const { return personal_lines_; }
    /// What stands elsewhere depends on readers' values.
    bool rigid() const { return rigid_; }
    void set_rigid() { rigid_ = true; }
    /// Only personal lines are wanted from now on: gives back the memory of all others.
    void settle() { set_ = {}; }
    /// Sets their present values; false when lines come out otherwise.
    bool set_personal();
    /// A line set by set_personal, at the top left.
    Atom personal_atom(const Personal& each, std::size_t line);
    const text::Style& style(std::uint32_t number) const { return styles_[number]; }

  private:
    struct Context {
        const TagIndex& tags;
        bool decorated = false; // inside a box or table: off the grid
    };
    /// The column less what is cut off at its start and end sides.
    Column cut(Column column, Length at_start, Length at_end) const;
    /// A column of that width at its start or end side.
    Column at_start(Column column, Length width) const;
    Column at_end(Column column, Length width) const;
    void block(const flow::Block& block, Column column, const Context& context, Material& out);
    void adorn(const flow::Block& block, Length left, Column inner, Material& made);
    void body(const flow::Block& block, Column column, const Context& context, Material& out);
    void group(const flow::Block& block, Column column, const Context& context, Material& out);
    void columns(const flow::Block& block, Column column, const Context& context, Material& out);
    void boxed(const flow::Block& block, Column column, const Context& context, Material& out);
    void item(const flow::Block& block, Column column, const Context& context, Material& out);
    void figure(const flow::Block& block, Column column, const Context& context, Material& out);
    void table(const flow::Block& block, Column column, const Context& context, Material& out);
    std::vector<Length> column_widths(const flow::Block& table, Length width);
    Atom row(const flow::Block& row, const std::vector<Length>& widths, Column column,
             const Context& context);
    void writing(const flow::Block& block, Column column, Material& out);

    /// Paragraph's lines as atoms; `block` gives span, node and grid.
    Material paragraph(const flow::Paragraph& paragraph, const flow::Block& block, Column column,
                       const Context& context);
    Material with_leader(const flow::Paragraph& paragraph, const flow::Block& block, Column column,
                         const Context& context);
    const std::vector<text::Line>& lines(const flow::Paragraph& paragraph, Length width,
                                         const flow::Block& block);
    std::vector<text::Line> set(const flow::Paragraph& paragraph, Length width,
                                const flow::Block& block);
    text::Paragraph prepare(const flow::Paragraph& paragraph, std::size_t begin, std::size_t end);
    std::string inline_text(const flow::Inline& each) const;
    Length object_width(const flow::Paragraph& paragraph, const flow::Inline& each) const;
    Atom line_atom(const text::Line& line, const flow::Paragraph& paragraph, Column column,
                   const Context& context);
    /// What the runs of a line share.
    struct Setting {
        const flow::Paragraph& paragraph;
        const ParagraphTags* tags; // nullptr: artifacts
        double stretch;
        Point origin;          // of the line
        std::string_view tail; // text behind the run's that is not drawn
    };
    void add_run(const text::Run& run, const Setting& setting, Atom& atom);
    void add_object(const flow::Inline& each, const flow::CharStyle& style, Rect rect,
                    pages::TagId tag, Atom& atom);
    void add_link(const flow::Paragraph& paragraph, const flow::Inline& each,
                  const ParagraphTags* tags, Rect rect, Atom& atom);
    void keep_personal(const flow::Paragraph& paragraph, const flow::Block& block, Column column,
                       const Context& context, Material& material);
    diag::Sink& sink_for(const flow::Paragraph& paragraph) const;
    void note_lack_of_patterns(const text::Paragraph& paragraph, const flow::Block& block);
    void complain(const std::vector<text::Missing>& missing, const flow::Block& block,
                  const flow::Paragraph& paragraph);
    text::Shaper::Extent extent(const flow::Paragraph& paragraph);
    Length natural_width(const flow::Paragraph& paragraph);
    std::vector<text::Line> fixture_lines(const flow::Paragraph& paragraph, Length width,
                                          text::Align align);
    static bool shorten(std::string& text);

    const flow::Document& flow_;
    const Resources& resources_;
    diag::Sink& sink_;
    std::unique_ptr<text::Shaper> own_shaper_; // where none is shared
    text::Shaper& shaper_;
    std::vector<text::Style> styles_;
    const PageLabels* labels_ = nullptr;
    struct Key {
        const flow::Paragraph* paragraph;
        Length width;
        auto operator<=>(const Key&) const = default;
    };
    std::map<Key, std::vector<text::Line>> set_; // looked up, never iterated
    std::vector<text::Line> scratch_;
    std::set<char32_t> complained_;
    std::set<LanguageTag> lacking_; // looked for in vain
    std::vector<Personal> personal_;
    std::int32_t personal_lines_ = 0;
    bool rigid_ = false;
    std::uint32_t paragraph_number_ = 0;
    int passage_number_ = 0;
    bool right_to_left_; // the document
    bool usable_ = true;
    bool draft_ = false;
};

} // namespace carefold::layout
