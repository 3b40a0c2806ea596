// One document being paged: parts in order, masters, fixtures, footnotes, padding.
#pragma once

#include "layout/break_pages.hpp"
#include "layout/compose.hpp"

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace carefold::layout {

class PressRoom {
  public:
    PressRoom(const flow::Document& flow, const Resources& resources, diag::Sink& sink,
              pages::Document& document);
    bool usable() const { return composer_.usable(); }
    /// Makes all pages with the page labels of the pass before; true when they came out the same.
    /// A draft finds places only.
    bool pass(bool draft);
    /// How full the last pass's frames are.
    const Extent& extent() const { return extent_; }
    /// Reports what did not fit.
    void finish();
    /// personal.cpp: see Galley.
    bool imprintable() const;
    bool same_room() { return composer_.set_personal(); }
    pages::Imprint imprint();
    void gather_exemplars();
    void settle();

  private:
    struct Filled {
        const flow::Filling* filling;
        TagIndex tags;
    };
    struct LaidPart {
        const flow::Part* part;
        pages::TagId tag = 0;
        std::vector<Filled> fillings;
    };
    /// A frame's columns on the pages of a part from `first` on, in the order text fills them.
    struct Channel {
        const flow::Part* part = nullptr;
        std::string_view frame;
        std::size_t first = 0;
        std::size_t columns = 1;
        Length width;       // of a column
        Length notes_width; // of the column, or of the frame for side notes
        bool side = false;
        std::size_t page(std::size_t number) const { return first + number / columns; }
    };
    struct Where {
        std::size_t page, column;
    };
    struct SideNote {
        int number;
        Length level; // where its reference stands, from the page's top
    };
    void make_tags();
    void lay_flow(const LaidPart& laid);
    void lay_page(const LaidPart& laid);
    void lay_pads(LaidPart& laid);
    std::size_t pads_needed(const LaidPart& laid) const;
    pages::Page& start_page(const flow::Part& part);
    const design::Master* master_for(const flow::Part& part, std::size_t page) const;
    bool left_page(std::size_t page) const;
    Rect frame_rect(const design::Master& master, std::string_view frame, std::size_t page) const;
    Channel channel(const flow::Part& part, std::string_view frame, std::size_t first) const;
    FrameSpec spec(const Channel& channel, std::size_t number) const;
    BreakResult fill(const Channel& channel, const Material& material);
    void place_plans(const Channel& channel, std::vector<PagePlan>& plans, Material& material);
    void place_plan(const PagePlan& plan, Material& material, Rect frame, Where where);
    /// Beside all columns before the `last`.
    void place_column_rules(const design::Frame& frame, Rect whole, std::size_t last,
                            std::size_t page);
    static void gather_side_notes(const PagePlan& plan, const Material& material, Length top,
                                  std::vector<SideNote>& notes);
    void place_side_notes(std::vector<SideNote> notes, Rect side, std::size_t page);
    void place_atom(Atom& atom, Point at, Rect frame, std::size_t page);
    void place_notes(const PagePlan& plan, Rect frame, std::size_t page);
    void place_fill(const Atom& atom, Point at, Rect frame, std::size_t page);
    void add_fixtures(const design::Master& master, std::size_t page);
    void add_text_fixture(const design::Fixture& fixture, Rect area, std::size_t page);
    text::Align align_of(const design::Fixture& fixture, std::size_t page) const;
    std::optional<pages::Placed> place_picture(const design::Fixture& fixture, Rect area,
                                               std::size_t page) const;
    /// Without values: a sign in the place of each that is a reader's own.
    std::string fixture_text(const design::Fixture& fixture, std::size_t page, bool values) const;
    const std::string& fixture_word(const design::Fixture::Part& part) const;
    bool says_something(const design::Fixture& fixture) const;
    void set_fixture(const design::Fixture& fixture, Rect area, std::size_t page,
                     pages::Page& into);
    bool is_personal(const design::Fixture& fixture) const;
    std::int32_t personal_fixture(const design::Fixture& fixture, Rect area, std::size_t page);
    void keep_anchors(const Atom& atom, Point at);
    void add_exemplar(std::uint32_t style, std::string_view characters);
    /// extent.cpp: what a frame of a page came to, or those of a flow's last page.
    void note_fullness(const BreakResult& result, const Material& material, const Channel& channel,
                       bool flow);
    void note_longest(const Material& material, Fullness& fullness) const;
    Material compose(const Filled& filled, const Channel& channel);
    void set_notes(const Channel& channel);

    const flow::Document& flow_;
    diag::Sink& sink_;
    pages::Document& document_;
    Composer composer_;
    std::vector<LaidPart> parts_;
    std::vector<std::string> folios_;  // printed on each page
    std::vector<std::string> running_; // section named on each page
    std::string current_running_;
    std::vector<Length> note_heights_;
    std::vector<Atom> notes_;
    TagIndex note_tags_;
    std::deque<TagIndex> pad_tags_; // stay where they are
    PageLabels labels_;
    Extent extent_;
    struct PlacedAnchor {
        Point at;
        std::uint32_t node = 0;
        bool placed = false;
    };
    std::vector<PlacedAnchor> anchors_; // by line
    struct PersonalFixture {
        const design::Fixture* fixture;
        Rect area;
        std::size_t page; // the first it stands on
        std::string shape;
        std::int32_t line;
    };
    std::vector<PersonalFixture> fixtures_;
    struct Complaint {
        diag::Span span;
        Length height, room;
    };
    std::vector<Complaint> complaints_;
};

} // namespace carefold::layout
