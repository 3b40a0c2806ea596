#include "pdf/pictures.hpp"

#include "diag/diag.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace carefold::pdf {

namespace {

std::string_view view(const std::vector<std::uint8_t>& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// ISO 32000-1, 8.9.5. No Interpolate: ISO 19005-2, 6.2.8 allows only false, the default.
std::string image_entries(const image::Picture& picture, const std::string& color_space) {
    return "/Type/XObject/Subtype/Image/Width " + std::to_string(picture.pixel_width) + "/Height " +
           std::to_string(picture.pixel_height) + "/ColorSpace" + color_space +
           "/BitsPerComponent 8";
}

/// Alpha as a soft mask, when there is any.
std::string mask_entries(Objects& objects, const image::Picture& picture,
                         const std::vector<std::uint8_t>& alpha) {
    return alpha.empty()
               ? std::string()
               : "/SMask " +
                     to_ref(objects.add_stream(image_entries(picture, "/DeviceGray"), view(alpha)));
}

/// In ink; a gray picture in black ink alone, whose samples count light, not ink (8.6.4.2).
Ref write_inked(Objects& objects, const image::Picture& picture, const image::Raster& raster,
                color::Inks& inks) {
    color::InkedPixels inked = inks.pixels(raster.rgb, raster.gray);
    if (raster.gray) {
        for (std::uint8_t& sample : inked.samples) {
            sample = static_cast<std::uint8_t>(255 - sample);
        }
    }
    return objects.add_stream(image_entries(picture, raster.gray ? "/DeviceGray" : "/DeviceCMYK") +
                                  mask_entries(objects, picture, raster.alpha),
                              view(inked.samples));
}

} // namespace

/// Pictures with the same profile share it.
class Profiles {
  public:
    explicit Profiles(Objects& objects) : objects_(objects) {}
    /// "/DeviceRGB" or "[/ICCBased 7 0 R]" (ISO 32000-1, 8.6.5.5).
    std::string color_space(const image::Picture& picture, int components) {
        if (picture.icc.empty()) {
            return components == 1 ? "/DeviceGray" : "/DeviceRGB";
        }
        const auto [known, fresh] = written_.try_emplace(picture.icc, 0);
        if (fresh) {
            known->second = objects_.add_stream("/N " + std::to_string(components), picture.icc);
        }
        return "[/ICCBased " + to_ref(known->second) + "]";
    }

  private:
    Objects& objects_;
    std::map<std::string_view, Ref> written_;
};

namespace {

Ref write_raster(Objects& objects, const image::Picture& picture, const image::Raster& raster,
                 Profiles& profiles) {
    return objects.add_stream(
        image_entries(picture, profiles.color_space(picture, raster.gray ? 1 : 3)) +
            mask_entries(objects, picture, raster.alpha),
        view(raster.rgb));
}

/// 0 for inks without a profile: DeviceCMYK needs a CMYK output intent (ISO 19005-2, 6.2.4.3).
Ref write_jpeg(Objects& objects, const image::Picture& picture, const image::Jpeg& jpeg,
               Profiles& profiles, diag::Sink& sink) {
    if (jpeg.components == 4 && picture.icc.empty()) {
        sink.error("pdf.cmyk-picture", {}, "a JPEG in CMYK without a profile cannot be embedded",
                   "convert it to sRGB");
        return 0;
    }
    std::string entries = image_entries(picture, profiles.color_space(picture, jpeg.components)) +
                          "/Filter/DCTDecode";
    if (jpeg.inverted) {
        entries += "/Decode[1 0 1 0 1 0 1 0]";
    }
    return objects.add_stream(std::move(entries), jpeg.bytes, Packing::as_is);
}

/// Drawings in RGB need no resources, those in ink need spot inks and overprinting.
Ref write_form(Objects& objects, const image::Picture& picture, color::Inks* inks, Ref resources) {
    const auto& vector = std::get<image::Vector>(picture.data);
    Canvas canvas(objects.plain(), inks);
    const Milli height = to_milli(picture.size.height);
    paint(canvas, vector, {0, height}, {});
    std::string entries = "/Type/XObject/Subtype/Form/Resources";
    entries += inks != nullptr ? ' ' + to_ref(resources) : "<<>>";
    entries += "/BBox[0 0 ";
    append_milli(entries, to_milli(picture.size.width));
    entries += ' ';
    append_milli(entries, height);
    entries += ']';
    return objects.add_stream(std::move(entries), canvas.take());
}

int components_of(const image::Picture& picture) {
    const auto* raster = std::get_if<image::Raster>(&picture.data);
    const auto* jpeg = std::get_if<image::Jpeg>(&picture.data);
    return raster != nullptr ? (raster->gray ? 1 : 3) : jpeg != nullptr ? jpeg->components : 0;
}

double ratio(Length a, Length b) {
    return b == Length{} ? 1 : static_cast<double>(a.units()) / static_cast<double>(b.units());
}

std::int64_t millionths(double value) {
    return std::llround(value * 1e6);
}

} // namespace

Pictures::Pictures(const pages::Document& document, color::Inks* inks) : inks_(inks) {
    for (const pages::Page& page : document.pages) {
        for (const pages::Item& item : page.items) {
            if (const auto* placed = std::get_if<pages::Placed>(&item.what)) {
                ++uses_[placed->picture.get()];
            }
        }
    }
}

std::size_t Pictures::index(const image::PicturePtr& picture) {
    const auto found = std::find_if(named_.begin(), named_.end(),
                                    [&](const Named& named) { return named.picture == picture; });
    if (found == named_.end()) {
        named_.push_back({picture, inks_ != nullptr ? inks_->place() : diag::Span{}});
        return named_.size() - 1;
    }
    return static_cast<std::size_t>(found - named_.begin());
}

bool Pictures::draw(Canvas& canvas, const pages::Placed& placed, Length page_height) {
    const image::Picture& picture = *placed.picture;
    const Rect& rect = placed.rect;
    const auto* vector = std::get_if<image::Vector>(&picture.data);
    const double scale_x = ratio(rect.width, picture.size.width);
    const double scale_y = ratio(rect.height, picture.size.height);
    if (vector && uses_[&picture] < 2) {
        paint(canvas, *vector, {to_milli(rect.x), to_milli(page_height - rect.y)},
              {scale_x, scale_y, 10});
        return false;
    }
    const Spot corner{to_milli(rect.x), to_milli(page_height - rect.bottom())};
    const std::string name = "I" + std::to_string(index(placed.picture));
    if (vector) {
        canvas.draw(name, {millionths(scale_x), millionths(scale_y), corner});
        return false;
    }
    canvas.draw(name, {millionths(rect.width.to_pt()), millionths(rect.height.to_pt()), corner});
    const auto* raster = std::get_if<image::Raster>(&picture.data);
    return raster && !raster->alpha.empty();
}

Ref Pictures::write_one(Objects& objects, const Named& named, const Shared& shared,
                        diag::Sink& sink) const {
    const image::Picture& picture = *named.picture;
    if (std::holds_alternative<image::Vector>(picture.data)) {
        if (inks_ != nullptr) {
            inks_->stand_at(named.place);
        }
        return write_form(objects, picture, inks_, shared.resources);
    }
    const auto* raster = std::get_if<image::Raster>(&picture.data);
    const auto* jpeg = std::get_if<image::Jpeg>(&picture.data);
    if (inks_ == nullptr) {
        return raster != nullptr ? write_raster(objects, picture, *raster, shared.profiles)
                                 : write_jpeg(objects, picture, *jpeg, shared.profiles, sink);
    }
    inks_->stand_at(named.place);
    image::Raster plain = raster != nullptr ? *raster : image::pixels(*jpeg);
    if (!picture.icc.empty()) {
        auto pixels = color::to_srgb(plain.rgb, components_of(picture), picture.icc);
        if (!pixels) {
            sink.error("pdf.bad-profile", named.place,
                       "the colour profile of the picture cannot be read",
                       "convert the picture to sRGB, or embed the profile again");
            return 0;
        }
        plain.rgb = *std::move(pixels);
    }
    return write_inked(objects, picture, plain, *inks_);
}

std::string Pictures::write(Objects& objects, Ref resources, diag::Sink& sink) const {
    std::string out;
    Profiles profiles(objects);
    for (std::size_t i = 0; i < named_.size(); ++i) {
        const Ref ref = write_one(objects, named_[i], {resources, profiles}, sink);
        if (ref != 0) {
            out += "/I" + std::to_string(i) + ' ' + to_ref(ref);
        }
    }
    return out;
}

} // namespace carefold::pdf
