// The search for a setting, on heights that are plain functions.
#include "layout/fit.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <set>

using namespace carefold;
using namespace carefold::layout;

namespace {

using Height = std::function<double(Setting)>; // in lines

/// Frames of fifty lines on one page each, by how high their text is.
Copyfitter::Measure frames(std::vector<Height> heights) {
    return [heights = std::move(heights)](Setting setting) {
        Extent extent;
        extent.line = Length::pt(10);
        extent.pages = heights.size();
        for (const Height& height : heights) {
            Fullness each;
            each.frame = "main";
            each.page = extent.frames.size() + 1;
            each.room = Length::pt(500);
            each.need = Length::pt(height(setting) * 10);
            each.holds = each.need <= each.room;
            extent.frames.push_back(each);
        }
        return extent;
    };
}

/// A flow over pages of fifty lines, then pads up to a multiple (0: none).
Copyfitter::Measure flow(const Height& height, std::size_t multiple = 0) {
    return [=](Setting setting) {
        const double lines = std::ceil(height(setting));
        Extent extent;
        extent.line = Length::pt(10);
        Fullness last;
        last.flow = true;
        last.room = Length::pt(500);
        last.pages = static_cast<std::size_t>(std::ceil(lines / 50));
        last.need = Length::pt((lines - 50.0 * (static_cast<double>(last.pages) - 1)) * 10);
        last.page = last.pages;
        extent.frames.push_back(last);
        extent.pad_multiple = multiple;
        extent.pads = multiple == 0 ? 0 : (multiple - last.pages % multiple) % multiple;
        extent.pages = last.pages + extent.pads;
        return extent;
    };
}

/// So many lines at the ideal, a share more or less at either end, `each` less per omission.
Height linear(double lines, double share, double each = 0) {
    return [=](Setting setting) {
        return (lines - each * setting.omissions) * (1 + share * setting.tightness());
    };
}

Aim exactly(int pages, int omissions = 0) {
    Aim aim;
    aim.pages = pages;
    aim.omissions = omissions;
    return aim;
}

bool fits(const Copyfitter::Measure& measure, Setting setting, std::size_t pages) {
    return judge(measure(setting), pages).fits();
}

/// What looking at every setting would give: fewest omissions, then the smallest step.
std::optional<Setting> by_trying_all(const Copyfitter::Measure& measure, const Aim& aim) {
    for (int omissions = 0; omissions <= aim.omissions; ++omissions) {
        for (int steps = 0; steps <= Setting::finest; ++steps) {
            for (const int step : {-steps, steps}) {
                if (fits(measure, {omissions, step}, static_cast<std::size_t>(aim.pages))) {
                    return Setting{omissions, step};
                }
            }
        }
    }
    return std::nullopt;
}

} // namespace

BOOST_AUTO_TEST_SUITE(copyfitting)

BOOST_AUTO_TEST_CASE(the_ideal_is_kept_where_it_fits) {
    Copyfitter fitter(exactly(1), frames({linear(50, 0.2)}));
    const auto answer = fitter.find();
    BOOST_TEST(answer.found);
    BOOST_TEST((answer.setting == Setting{}));
    BOOST_TEST(fitter.drafts() == 1);
}

BOOST_AUTO_TEST_CASE(it_gives_way_no_more_than_it_must) {
    for (const double lines : {50.1, 51.0, 53.0, 55.5, 58.0, 62.0}) {
        const auto measure = frames({linear(lines, 0.2), linear(30, 0.2)});
        Copyfitter fitter(exactly(2), measure);
        const auto answer = fitter.find();
        BOOST_TEST(answer.found);
        BOOST_TEST(fits(measure, answer.setting, 2));
        BOOST_TEST(!fits(measure, {0, answer.setting.step + 1}, 2), lines << " lines");
        BOOST_TEST(fitter.drafts() <= 7, lines << " lines took " << fitter.drafts());
    }
}

BOOST_AUTO_TEST_CASE(a_good_guess_saves_drafts) {
    const auto way = [](int step) { return 1 + 0.2 * step / Setting::finest; };
    Aim aim = exactly(1);
    aim.guess = way;
    Copyfitter fitter(aim, frames({linear(55, 0.2)}));
    BOOST_TEST(fitter.find().found);
    BOOST_TEST(fitter.drafts() <= 5);
}

BOOST_AUTO_TEST_CASE(steps_and_plateaus_do_not_lead_it_astray) {
    const auto stairs = [](Setting setting) {
        return std::ceil(54 + std::floor(setting.step / 5.0) * 1.5);
    };
    const auto measure = frames({stairs});
    Copyfitter fitter(exactly(1), measure);
    const auto answer = fitter.find();
    BOOST_TEST(answer.found);
    BOOST_TEST((answer.setting == *by_trying_all(measure, exactly(1))));
}

BOOST_AUTO_TEST_CASE(a_line_more_at_a_smaller_size_hides_no_nearer_setting) {
    // At four steps it fits by chance, at five to seven it does not.
    const auto freak = [](Setting setting) {
        const int steps = -setting.step;
        return steps == 4 ? 50.0 : steps < 8 ? 51.0 : 49.0;
    };
    Copyfitter fitter(exactly(1), frames({freak}));
    BOOST_TEST((fitter.find().setting == Setting{0, -4}));
}

BOOST_AUTO_TEST_CASE(too_little_text_is_let_out) {
    const auto measure = flow(linear(97, 0.2));
    Copyfitter fitter(exactly(3), measure);
    const auto answer = fitter.find();
    BOOST_TEST(answer.found);
    BOOST_TEST(answer.setting.step > 0);
    BOOST_TEST((answer.setting == *by_trying_all(measure, exactly(3))));
}

BOOST_AUTO_TEST_CASE(pads_make_up_for_pages) {
    Copyfitter padded(exactly(8), flow(linear(240, 0.1), 4));
    BOOST_TEST((padded.find().setting == Setting{})); // five pages and three pads
    Copyfitter bare(exactly(8), flow(linear(240, 0.1)));
    BOOST_TEST(!bare.find().found);
}

BOOST_AUTO_TEST_CASE(omission_comes_last_and_goes_no_further_than_it_must) {
    for (int lines = 61; lines < 90; lines += 4) {
        const auto measure = frames({linear(lines, 0.15, 3)});
        const Aim aim = exactly(1, 9);
        Copyfitter fitter(aim, measure);
        const auto answer = fitter.find();
        const auto best = by_trying_all(measure, aim);
        BOOST_TEST_REQUIRE(answer.found == best.has_value());
        if (best) {
            BOOST_TEST((answer.setting == *best), lines << " lines");
        }
        BOOST_TEST(fitter.drafts() <= 14, lines << " lines took " << fitter.drafts());
    }
}

BOOST_AUTO_TEST_CASE(an_omission_that_leaves_too_little_is_let_out_again) {
    const auto measure = flow(linear(118, 0.15, 30));
    const Aim aim = exactly(2, 1);
    Copyfitter fitter(aim, measure);
    const auto answer = fitter.find();
    BOOST_TEST(answer.found);
    BOOST_TEST(answer.setting.omissions == 1);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_is_told_with_its_lines) {
    const auto measure = frames({linear(20, 0.1), linear(70, 0.1)});
    Copyfitter fitter(exactly(2), measure);
    const auto answer = fitter.find();
    BOOST_TEST(!answer.found);
    BOOST_TEST((answer.setting == Setting{0, -Setting::finest}));
    const Verdict verdict = judge(fitter.extent(answer.setting), 2);
    BOOST_TEST(verdict.lines == 13); // 70 less a tenth is 63
    BOOST_TEST_REQUIRE(verdict.at != nullptr);
    BOOST_TEST(verdict.at->page == 2U);
    BOOST_TEST(fitter.drafts() == 2);
}

BOOST_AUTO_TEST_CASE(far_too_little_is_impossible_too) {
    Copyfitter fitter(exactly(6), flow(linear(97, 0.2)));
    const auto answer = fitter.find();
    BOOST_TEST(!answer.found);
    const Verdict verdict = judge(fitter.extent(answer.setting), 6);
    BOOST_TEST(verdict.missing > 0);
    BOOST_TEST(verdict.lines > 100);
}

BOOST_AUTO_TEST_CASE(the_nearer_multiple_wins) {
    Aim fours;
    fours.multiple = 4;
    Copyfitter up(fours, flow(linear(345, 0.2))); // seven pages: eight is near
    BOOST_TEST(up.find().pages == 8U);
    BOOST_TEST(up.find().setting.step > 0);
    Copyfitter down(fours, flow(linear(405, 0.2))); // nine: eight again
    BOOST_TEST(down.find().pages == 8U);
    BOOST_TEST(down.find().setting.step < 0);
    Copyfitter kept(fours, flow(linear(320, 0.2), 4));
    BOOST_TEST((kept.find().setting == Setting{}));
}

BOOST_AUTO_TEST_CASE(what_came_out_otherwise_is_not_chosen_again) {
    Copyfitter fitter(exactly(1), frames({linear(55, 0.2)}));
    const auto first = fitter.find();
    Extent worse = fitter.extent(first.setting);
    worse.frames[0].holds = false;
    worse.frames[0].need = worse.frames[0].room + Length::pt(10);
    fitter.correct(first.setting, worse);
    const auto second = fitter.find();
    BOOST_TEST(second.found);
    BOOST_TEST(second.setting.step < first.setting.step);
}

BOOST_AUTO_TEST_SUITE_END()
