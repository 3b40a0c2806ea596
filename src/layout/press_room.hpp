// One document being paged: parts in order, masters, fixtures, footnotes, padding.
#pragma once

#include "layout/break_pages.hpp"
#include "layout/compose.hpp"

#include <optional>
#include <string>
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
    void make_tags();
    void lay_flow(const LaidPart& laid);
    void lay_page(const LaidPart& laid);
    void lay_pads(LaidPart& laid);
    std::size_t pads_needed(const LaidPart& laid) const;
    pages::Page& start_page(const flow::Part& part);
    const design::Master* master_for(const flow::Part& part, std::size_t page) const;
    bool left_page(std::size_t page) const;
    Rect frame_rect(const design::Master& master, std::string_view frame, std::size_t page) const;
    void place_plan(const PagePlan& plan, Material& material, Rect frame, std::size_t page);
    void place_atom(Atom& atom, Point at, Rect frame, std::size_t page);
    void place_notes(const PagePlan& plan, Rect frame, std::size_t page);
    void place_fill(const Atom& atom, Point at, Rect frame, std::size_t page);
    void add_fixtures(const design::Master& master, std::size_t page);
    void add_text_fixture(const design::Fixture& fixture, Rect area, std::size_t page);
    text::Align align_of(const design::Fixture& fixture, std::size_t page) const;
    std::optional<pages::Placed> place_picture(const design::Fixture& fixture, Rect area,
                                               std::size_t page) const;
    std::string fixture_text(const design::Fixture& fixture, std::size_t page) const;
    void remember(const std::vector<std::size_t>& too_tall, const Material& material,
                  const FrameSpec& frame);
    /// extent.cpp: what a frame of a page came to, or the last of a flow.
    void note_fullness(const BreakResult& result, const Material& material, const FrameSpec& spec,
                       const Filled& filled, bool flow);
    void note_longest(const Material& material, Fullness& fullness) const;
    FrameSpec spec(Length height) const;
    Material compose(const Filled& filled, Length width);
    void set_notes(Length width);

    const flow::Document& flow_;
    diag::Sink& sink_;
    pages::Document& document_;
    Composer composer_;
    std::vector<LaidPart> parts_;
    std::vector<std::string> running_; // section named on each page
    std::string current_running_;
    std::vector<Length> note_heights_;
    std::vector<Atom> notes_;
    TagIndex note_tags_;
    std::vector<TagIndex> pad_tags_;
    PageLabels labels_;
    Extent extent_;
    struct Complaint {
        diag::Span span;
        Length height, room;
    };
    std::vector<Complaint> complaints_;
};

} // namespace carefold::layout
