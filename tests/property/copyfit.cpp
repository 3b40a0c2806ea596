// On a real layout and random texts: what the search finds fits, and nothing nearer to the layout's
// own setting does.
#include "design/design.hpp"
#include "flow/flow.hpp"
#include "job/places.hpp"
#include "job/sources.hpp"
#include "layout/layout.hpp"

#include <boost/test/unit_test.hpp>

#include <random>

using namespace carefold;

namespace {

constexpr const char* layout_text = R"(
<layout xmlns="urn:carefold:layout:1" id="x" page-width="99mm" page-height="150mm">
  <grid leading="14pt"/>
  <palette><color name="ink" value="#000000"/><color name="tint" value="#eeeeee"/></palette>
  <fonts><family role="text" name="Noto Serif"/></fonts>
  <styles>
    <style name="base" size="10.5pt"/>
    <style match="guide" based-on="base" font="text"/>
    <style match="title" weight="bold" size="1.2em" keep-with-next="yes" space-before="0.5grid"/>
    <style match="p" space-before="0.5grid" first-indent="1em"/>
    <style match="callout" fill="tint" padding="0.5grid" space-before="0.5grid"/>
  </styles>
  <masters><master name="panel">
    <frame name="main" inner="8mm" outer="8mm" top="8mm" bottom="8mm"/></master></masters>
  <sequence>
    <page name="one" master="panel"><put frame="main" select="section[1]"/></page>
    <page name="two" master="panel"><put frame="main" select="section[2]"/></page>
    <flow name="rest" left="panel" right="panel"><put frame="main" select="section[3]"/></flow>
  </sequence>
  <copyfit pages="4">
    <fit property="space" least="0.3" most="1.6"/>
    <fit property="leading" least="11pt" most="16pt"/>
    <fit property="size" style="base" least="8pt" most="12pt"/>
    <omit match="callout" one-by-one="yes"/>
  </copyfit>
</layout>)";

class Writer {
  public:
    explicit Writer(unsigned seed) : random_(seed) {}

    std::string guide() {
        std::string text =
            "<guide xmlns='urn:carefold:guide:1' xml:lang='en'><metadata><title id='t'>T</title>"
            "<version>1</version><review date='2026-11-21' status='draft'/><keywords>"
            "<keyword id='k'>k</keyword></keywords><sources><source id='s'>S</source></sources>"
            "</metadata>";
        for (int section = 0; section < 3; ++section) {
            const std::string id = "s" + std::to_string(section);
            text += "<section role='about' id='" + id + "'><title id='" + id + "t'>" + words(3) +
                    "</title>";
            const int blocks = between(3, 6);
            for (int block = 0; block < blocks; ++block) {
                const std::string name = id + "p" + std::to_string(block);
                const std::string p =
                    "<p id='" + name + "'>" + words(section == 2 ? 110 : 60) + "</p>";
                text += block % 3 == 2 ? "<callout kind='tip'>" + p + "</callout>" : p;
            }
            text += "</section>";
        }
        return text + "</guide>";
    }

  private:
    int between(int least, int most) {
        return least + static_cast<int>(random_() % static_cast<unsigned>(most - least + 1));
    }
    std::string words(int most) {
        constexpr const char* some[]{"a",         "back",     "of",     "pressure",
                                     "slowly",    "the",      "muscle", "gentle",
                                     "treatment", "shoulder", "and",    "relief"};
        std::string text;
        for (int i = between(most / 3, most); i > 0; --i) {
            text += (text.empty() ? "" : " ") + std::string(some[random_() % std::size(some)]);
        }
        return text;
    }
    std::mt19937 random_;
};

/// Drafts of one guide at any setting.
class Drafts {
  public:
    explicit Drafts(const std::string& guide) {
        const std::string home = job::find_home();
        fonts_.emplace(job::load_library(job::fonts_path(home), home, sink_));
        guide_ = content::load_guide(guide, "guide.xml", sink_);
        layout_ = design::load_layout(layout_text, "layout.xml", {"client", "Latn"}, sink_);
        for (const diag::Diagnostic& each : sink_.all()) {
            BOOST_TEST_MESSAGE(diag::format_human(each));
        }
        BOOST_TEST_REQUIRE(!sink_.has_errors());
        shaper_ = layout::make_shaper(*fonts_, sink_);
        request_.guide = guide_.get();
        request_.layout = layout_.get();
        request_.words = &words_;
        request_.fields = &fields_;
        omissions_ = flow::omissions(request_, flow::resolve(request_, sink_));
    }
    layout::Aim aim() const {
        layout::Aim aim;
        aim.pages = layout_->copyfit->pages;
        aim.omissions = static_cast<int>(omissions_.size());
        aim.guess = [this](int step) {
            const auto tightness = layout::Setting{0, step}.tightness();
            return design::guessed_height(*layout_->copyfit,
                                          design::fit_values(*layout_->copyfit, tightness));
        };
        return aim;
    }
    layout::Extent measure(layout::Setting setting) const {
        const design::Layout fitted =
            design::fitted(*layout_, design::fit_values(*layout_->copyfit, setting.tightness()));
        flow::Request request = request_;
        request.layout = &fitted;
        for (int i = 0; i < setting.omissions; ++i) {
            const auto& gone = omissions_[static_cast<std::size_t>(i)].elements;
            request.omitted.insert(request.omitted.end(), gone.begin(), gone.end());
        }
        diag::Sink sink;
        const flow::Document document = flow::resolve(request, sink);
        return layout::Galley(document, {&*fonts_, nullptr, shaper_.get()}, sink).extent();
    }

  private:
    mutable diag::Sink sink_;
    mutable std::optional<font::Library> fonts_;
    std::unique_ptr<const content::Guide> guide_;
    std::unique_ptr<const design::Layout> layout_;
    design::Words words_;
    content::Fields fields_;
    std::unique_ptr<text::Shaper> shaper_;
    flow::Request request_;
    std::vector<flow::Omission> omissions_;
};

} // namespace

BOOST_AUTO_TEST_CASE(the_setting_found_fits_and_none_nearer_does) {
    int found = 0;
    int moved = 0;
    int drafts = 0;
    constexpr unsigned texts = 24;
    for (unsigned seed = 1; seed <= texts; ++seed) {
        const Drafts all(Writer(seed).guide());
        layout::Copyfitter fitter(all.aim(),
                                  [&](layout::Setting setting) { return all.measure(setting); });
        const auto answer = fitter.find();
        drafts += fitter.drafts();
        const auto fits = [&](layout::Setting setting) {
            return layout::judge(fitter.extent(setting), answer.pages).fits();
        };
        if (!answer.found) {
            BOOST_TEST(!fits({0, 0}));
            BOOST_TEST(!fits({0, -layout::Setting::finest}));
            continue;
        }
        ++found;
        moved += answer.setting.step != 0 ? 1 : 0;
        BOOST_TEST(fits(answer.setting));
        const int most = std::abs(answer.setting.step);
        for (int steps = 0; steps < most; ++steps) {
            BOOST_TEST(!fits({answer.setting.omissions, -steps}), "text " << seed << ", " << steps);
            BOOST_TEST(!fits({answer.setting.omissions, steps}), "text " << seed << ", " << steps);
        }
        for (int fewer = 0; fewer < answer.setting.omissions; ++fewer) {
            BOOST_TEST(!fits({fewer, -layout::Setting::finest}), "text " << seed);
        }
    }
    BOOST_TEST_MESSAGE(found << " found, " << moved << " moved, " << drafts << " drafts");
    BOOST_TEST(found >= 12);
    BOOST_TEST(moved >= 6);
    BOOST_TEST(drafts <= 10 * static_cast<int>(texts));
}
