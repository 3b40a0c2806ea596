#include "pdf/pictures.hpp"

#include "diag/diag.hpp"

#include <algorithm>
#include <cmath>

namespace carefold::pdf {

namespace {

std::string_view view(const std::vector<std::uint8_t>& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// ISO 32000-1, 8.9.5. No Interpolate: ISO 19005-2, 6.2.8 allows only false, the default.
std::string image_entries(const image::Picture& picture, const char* color_space) {
    return "/Type/XObject/Subtype/Image/Width " + std::to_string(picture.pixel_width) + "/Height " +
           std::to_string(picture.pixel_height) + "/ColorSpace/" + color_space +
           "/BitsPerComponent 8";
}

Ref write_raster(Objects& objects, const image::Picture& picture, const image::Raster& raster) {
    std::string entries = image_entries(picture, raster.gray ? "DeviceGray" : "DeviceRGB");
    if (!raster.alpha.empty()) {
        const Ref mask =
            objects.add_stream(image_entries(picture, "DeviceGray"), view(raster.alpha));
        entries += "/SMask " + to_ref(mask);
    }
    return objects.add_stream(std::move(entries), view(raster.rgb));
}

/// 0 for four components: DeviceCMYK needs a CMYK output intent (ISO 19005-2, 6.2.4.3).
Ref write_jpeg(Objects& objects, const image::Picture& picture, const image::Jpeg& jpeg,
               diag::Sink& sink) {
    if (jpeg.components != 1 && jpeg.components != 3) {
        sink.error("pdf.cmyk-picture", {}, "a JPEG in CMYK cannot be embedded",
                   "convert it to sRGB");
        return 0;
    }
    return objects.add_stream(
        image_entries(picture, jpeg.components == 1 ? "DeviceGray" : "DeviceRGB") +
            "/Filter/DCTDecode",
        jpeg.bytes, Packing::as_is);
}

Ref write_form(Objects& objects, const image::Picture& picture, const image::Vector& vector) {
    Canvas canvas(objects.plain());
    const Milli height = to_milli(picture.size.height);
    paint(canvas, vector, {0, height}, {});
    std::string entries = "/Type/XObject/Subtype/Form/Resources<<>>/BBox[0 0 ";
    append_milli(entries, to_milli(picture.size.width));
    entries += ' ';
    append_milli(entries, height);
    entries += ']';
    return objects.add_stream(std::move(entries), canvas.take());
}

double ratio(Length a, Length b) {
    return b == Length{} ? 1 : static_cast<double>(a.units()) / static_cast<double>(b.units());
}

std::int64_t millionths(double value) {
    return std::llround(value * 1e6);
}

} // namespace

Pictures::Pictures(const pages::Document& document) {
    for (const pages::Page& page : document.pages) {
        for (const pages::Item& item : page.items) {
            if (const auto* placed = std::get_if<pages::Placed>(&item.what)) {
                ++uses_[placed->picture.get()];
            }
        }
    }
}

std::size_t Pictures::index(const image::PicturePtr& picture) {
    const auto found = std::find(named_.begin(), named_.end(), picture);
    if (found == named_.end()) {
        named_.push_back(picture);
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

std::string Pictures::write(Objects& objects, diag::Sink& sink) const {
    std::string out;
    for (std::size_t i = 0; i < named_.size(); ++i) {
        const image::Picture& picture = *named_[i];
        Ref ref = 0;
        if (const auto* raster = std::get_if<image::Raster>(&picture.data)) {
            ref = write_raster(objects, picture, *raster);
        } else if (const auto* jpeg = std::get_if<image::Jpeg>(&picture.data)) {
            ref = write_jpeg(objects, picture, *jpeg, sink);
        } else if (const auto* vector = std::get_if<image::Vector>(&picture.data)) {
            ref = write_form(objects, picture, *vector);
        }
        if (ref != 0) {
            out += "/I" + std::to_string(i) + ' ' + to_ref(ref);
        }
    }
    return out;
}

} // namespace carefold::pdf
