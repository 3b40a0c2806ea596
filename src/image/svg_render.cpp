// Drawings that need a whole SVG engine (style sheets, use, markers, …): librsvg draws them onto a
// cairo surface that writes SVG again, of flat paths only, which read_markup then takes in.
//
// The libraries are loaded the first time such a drawing comes: loading takes some 12 ms and 10 MB,
// half the program's budget, and most booklets never need it. Nothing is fetched: without a base
// URI librsvg refuses every reference out of the file.
#include "image/parts.hpp"

#include <cairo-svg.h>
#include <dlfcn.h>
#include <librsvg/rsvg.h>

#include <algorithm>

namespace carefold::image {

namespace svg {

namespace {

/// The few functions used, found by name.
struct Engine {
    decltype(&rsvg_handle_new_from_data) open = nullptr;
    decltype(&rsvg_handle_set_stylesheet) set_stylesheet = nullptr;
    decltype(&rsvg_handle_render_document) render = nullptr;
    decltype(&g_object_unref) unref = nullptr;
    decltype(&cairo_svg_surface_create_for_stream) create_surface = nullptr;
    decltype(&cairo_create) create_context = nullptr;
    decltype(&cairo_destroy) destroy_context = nullptr;
    decltype(&cairo_surface_finish) finish_surface = nullptr;
    decltype(&cairo_surface_status) surface_status = nullptr;
    decltype(&cairo_surface_destroy) destroy_surface = nullptr;
    bool loaded = false;
};

template <typename Function>
bool find(void* library, const char* name, Function& function) {
    function = reinterpret_cast<Function>(dlsym(library, name));
    return function != nullptr;
}

Engine load_engine() {
    Engine engine;
    // Names are searched in what it depends on too: cairo and GObject.
    void* library = dlopen("librsvg-2.so.2", RTLD_NOW | RTLD_LOCAL);
    engine.loaded = library != nullptr && find(library, "rsvg_handle_new_from_data", engine.open) &&
                    find(library, "rsvg_handle_set_stylesheet", engine.set_stylesheet) &&
                    find(library, "rsvg_handle_render_document", engine.render) &&
                    find(library, "g_object_unref", engine.unref) &&
                    find(library, "cairo_svg_surface_create_for_stream", engine.create_surface) &&
                    find(library, "cairo_create", engine.create_context) &&
                    find(library, "cairo_destroy", engine.destroy_context) &&
                    find(library, "cairo_surface_finish", engine.finish_surface) &&
                    find(library, "cairo_surface_status", engine.surface_status) &&
                    find(library, "cairo_surface_destroy", engine.destroy_surface);
    return engine;
}

const Engine& engine() {
    static const Engine loaded = load_engine();
    if (!loaded.loaded) {
        throw Refusal{"image.unsupported", "the SVG needs librsvg, which is not installed here",
                      "install librsvg2-2, or save the drawing as plain paths"};
    }
    return loaded;
}

[[noreturn]] void refuse_corrupt() {
    throw Refusal{"image.corrupt", "librsvg cannot draw the SVG", "export it again as plain SVG"};
}

std::string stylesheet(const Palette& palette) {
    std::string css;
    for (const auto& [name, color] : palette) {
        const std::string value = to_string(color);
        css.append(".fill-").append(name).append("{fill:").append(value).append("}");
        css.append(".stroke-").append(name).append("{stroke:").append(value).append("}");
    }
    return css;
}

cairo_status_t append_bytes(void* closure, const unsigned char* data, unsigned int length) {
    auto& out = *static_cast<std::string*>(closure);
    constexpr std::size_t largest = 64U << 20U;
    if (out.size() + length > largest) {
        return CAIRO_STATUS_WRITE_ERROR;
    }
    out.append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

} // namespace

std::string normalize(std::string_view bytes, const Palette& palette, double width, double height) {
    const Engine& rsvg = engine();
    const std::unique_ptr<RsvgHandle, decltype(&g_object_unref)> handle(
        rsvg.open(reinterpret_cast<const guint8*>(bytes.data()), bytes.size(), nullptr),
        rsvg.unref);
    const std::string css = stylesheet(palette);
    if (!handle || rsvg.set_stylesheet(handle.get(), reinterpret_cast<const guint8*>(css.data()),
                                       css.size(), nullptr) == FALSE) {
        refuse_corrupt();
    }
    std::string out;
    const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface(
        rsvg.create_surface(append_bytes, &out, width, height), rsvg.destroy_surface);
    {
        const std::unique_ptr<cairo_t, decltype(&cairo_destroy)> context(
            rsvg.create_context(surface.get()), rsvg.destroy_context);
        const RsvgRectangle viewport{0, 0, width, height};
        if (rsvg.render(handle.get(), context.get(), &viewport, nullptr) == FALSE) {
            refuse_corrupt();
        }
    }
    rsvg.finish_surface(surface.get());
    if (rsvg.surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) {
        refuse_corrupt();
    }
    return out;
}

namespace {

/// A style sheet could draw in things the reading of attributes never saw.
void check_style_sheets(const Markup& markup) {
    static constexpr std::string_view suspects[] = {"@import", "url(", "filter", "mask"};
    for (const Element& element : markup.elements) {
        for (const std::string_view suspect : suspects) {
            if (element.text.find(suspect) != std::string::npos) {
                throw Refusal{"image.unsupported",
                              "the SVG's style sheet uses " + std::string(suspect),
                              "use flat colours and nothing outside the file"};
            }
        }
    }
}

/// `use` can double a drawing at every level; its copies are counted before anyone draws them.
class CopyCounter {
  public:
    explicit CopyCounter(const Markup& markup) : markup_(markup), sizes_(markup.elements.size()) {
        for (std::size_t i = 0; i < markup.elements.size(); ++i) {
            if (const auto id = markup.elements[i].attribute("id"); !id.empty()) {
                by_id_.try_emplace(id, i);
            }
        }
        // Children come after parents: from the back, every subtree is complete when reached.
        ends_.assign(markup.elements.size(), 0);
        for (std::size_t i = markup.elements.size(); i-- > 0;) {
            ends_[i] = std::max(ends_[i], i + 1);
            if (const auto parent = markup.elements[i].parent; parent >= 0) {
                auto& end = ends_[static_cast<std::size_t>(parent)];
                end = std::max(end, ends_[i]);
            }
        }
    }
    void check() { count(0, 0); }

  private:
    static constexpr std::size_t most = 50'000;
    std::size_t count(std::size_t root, int depth) {
        if (sizes_[root] != 0) {
            return sizes_[root];
        }
        std::size_t sum = 0;
        for (std::size_t i = root; i < ends_[root]; ++i) {
            ++sum;
            const Element& element = markup_.elements[i];
            if (element.name == "use") {
                std::string_view target = element.attribute("href");
                target = target.empty() ? element.attribute("xlink:href") : target;
                const auto found =
                    by_id_.find(target.substr(std::min<std::size_t>(1, target.size())));
                sum += found == by_id_.end() ? 0 : count(found->second, depth + 1);
            }
            if (sum > most || depth > 16) {
                throw Refusal{"image.too-large", "the SVG's use elements copy without measure",
                              "simplify the drawing"};
            }
        }
        return sizes_[root] = sum;
    }

    const Markup& markup_;
    std::vector<std::size_t> sizes_, ends_;
    std::map<std::string_view, std::size_t> by_id_;
};

/// cairo keeps coordinates in 1/256 of a point; drawing larger and scaling back makes them finer.
constexpr double magnification = 8;

void shrink(Vector& drawing) {
    constexpr auto factor = static_cast<float>(1 / magnification);
    for (Shape& shape : drawing.shapes) {
        for (Segment& segment : shape.path) {
            for (float& value : segment.xy) {
                value *= factor;
            }
        }
        if (shape.stroke) {
            shape.stroke->width *= factor;
            for (float& dash : shape.stroke->dashes) {
                dash *= factor;
            }
        }
    }
}

Reading read_through_engine(std::string_view bytes, const Markup& markup, const Palette& palette,
                            const Reading& flat) {
    check_style_sheets(markup);
    CopyCounter(markup).check();
    const std::string normal =
        normalize(bytes, palette, flat.width * magnification, flat.height * magnification);
    const Markup normal_markup = parse_markup(normal);
    Reading reading = read_markup(normal_markup, {});
    // What is still not flat is named by what took the drawing here, the only thing its author
    // can find in it.
    if (!reading.findings.beyond.empty() || !reading.findings.unsupported.empty()) {
        throw Refusal{"image.unsupported",
                      "the SVG uses " + flat.findings.beyond +
                          " to draw more than flat fills and strokes" +
                          line_note(bytes, flat.findings.beyond_offset),
                      "save it as plain paths in flat colours, without opacity, masks and effects"};
    }
    shrink(reading.drawing);
    reading.width = flat.width;
    reading.height = flat.height;
    return reading;
}

} // namespace
} // namespace svg

Picture decode_svg(std::string_view bytes, const Palette& palette, std::vector<Refusal>& refusals) {
    const svg::Markup markup = svg::parse_markup(bytes);
    svg::Reading reading = svg::read_markup(markup, palette);
    if (reading.findings.unsupported.empty() && !reading.findings.beyond.empty()) {
        reading = svg::read_through_engine(bytes, markup, palette, reading);
    }
    for (const auto& [feature, finding] : reading.findings.unsupported) {
        refusals.push_back({"image.unsupported",
                            "the SVG uses " + feature + svg::line_note(bytes, finding.offset),
                            finding.hint});
    }
    Picture picture;
    picture.size = {Length::pt(reading.width), Length::pt(reading.height)};
    picture.data = std::move(reading.drawing);
    return picture;
}

} // namespace carefold::image
