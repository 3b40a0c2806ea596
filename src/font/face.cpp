#include "font/font.hpp"

#include <hb-ot.h>
#include <hb.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <mutex>

namespace carefold::font {

namespace {

// A table of the face as bytes, held while it is read. Reads outside give 0.
class Table {
  public:
    Table(hb_face_t* face, hb_tag_t tag) : blob_(hb_face_reference_table(face, tag)) {
        unsigned length = 0;
        const char* data = hb_blob_get_data(blob_, &length);
        bytes_ = {data, length};
    }
    ~Table() { hb_blob_destroy(blob_); }
    Table(const Table&) = delete;
    Table& operator=(const Table&) = delete;

    bool empty() const { return bytes_.empty(); }
    unsigned u8(std::size_t at) const {
        return at < bytes_.size() ? static_cast<unsigned char>(bytes_[at]) : 0U;
    }
    unsigned u16(std::size_t at) const { return u8(at) << 8U | u8(at + 1); }
    int i16(std::size_t at) const { return static_cast<std::int16_t>(u16(at)); }
    double fixed(std::size_t at) const { return i16(at) + u16(at + 2) / 65536.0; }

  private:
    hb_blob_t* blob_;
    std::string_view bytes_;
};

int ot_metric(hb_font_t* font, hb_ot_metrics_tag_t tag, int otherwise) {
    hb_position_t value = 0;
    return hb_ot_metrics_get_position(font, tag, &value) != 0 ? value : otherwise;
}

// PostScript names must survive as PDF names (ISO 32000-1, 7.3.5): plain characters only.
std::string plain_name(std::string_view name) {
    constexpr std::string_view delimiters = "()<>[]{}/%#";
    std::string plain;
    for (char c : name) {
        if (c > ' ' && c < 127 && delimiters.find(c) == std::string_view::npos) {
            plain += c;
        }
    }
    return plain.substr(0, 63);
}

// The first 127 bytes of an entry of the name table; empty when there is none.
std::string read_name(hb_face_t* face, hb_ot_name_id_t id) {
    std::array<char, 128> buffer{};
    unsigned size = buffer.size();
    hb_ot_name_get_utf8(face, id, HB_LANGUAGE_INVALID, &size, buffer.data());
    return {buffer.data(), std::min<std::size_t>(size, buffer.size() - 1)};
}

std::string read_postscript_name(hb_face_t* face, const std::string& path) {
    std::string name = plain_name(read_name(face, HB_OT_NAME_ID_POSTSCRIPT_NAME));
    if (name.empty()) {
        const std::size_t slash = path.find_last_of('/');
        const std::size_t from = slash == std::string::npos ? 0 : slash + 1;
        name = plain_name(path.substr(from, path.find_last_of('.') - from));
    }
    return name.empty() ? "Unnamed" : name;
}

// Serif or not is only a hint for viewers that must substitute: the family class, else PANOSE,
// else the name (Noto leaves both blank). Naskh, whatever it says
// of itself, is the book hand that stands beside serifs.
bool looks_serif(const Table& os2, const std::string& name) {
    const auto has = [&name](std::string_view part) { return name.find(part) != name.npos; };
    if (has("Naskh")) {
        return true;
    }
    const unsigned family_class = os2.u8(30);
    if (family_class != 0) {
        return family_class <= 5 || family_class == 7;
    }
    const unsigned family = os2.u8(32);
    const unsigned serif_style = os2.u8(33);
    if (family == 2 && serif_style >= 2) {
        return serif_style <= 10;
    }
    return has("Serif") && !has("Sans");
}

bool has_table(hb_face_t* face, hb_tag_t tag) {
    return !Table(face, tag).empty();
}

/// The file in memory: once, whoever asks and in however many threads, while anybody has it open.
/// Should another file have taken its place meanwhile, that one. nullptr when it cannot be read.
std::shared_ptr<hb_blob_t> map_file(const std::string& path) {
    static std::mutex mutex;
    static std::map<std::string, std::weak_ptr<hb_blob_t>> files;
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) {
        return nullptr;
    }
    std::string key = path;
    for (const auto part :
         {static_cast<long long>(status.st_dev), static_cast<long long>(status.st_ino),
          static_cast<long long>(status.st_size), static_cast<long long>(status.st_mtim.tv_sec),
          static_cast<long long>(status.st_mtim.tv_nsec)}) {
        key += '\0' + std::to_string(part);
    }
    const std::lock_guard lock(mutex);
    std::weak_ptr<hb_blob_t>& known = files[key];
    std::shared_ptr<hb_blob_t> file = known.lock();
    if (!file) {
        hb_blob_t* blob = hb_blob_create_from_file_or_fail(path.c_str());
        if (blob == nullptr) {
            return nullptr;
        }
        hb_blob_make_immutable(blob);
        file = {blob, hb_blob_destroy};
        known = file;
    }
    return file;
}

} // namespace

Face::~Face() {
    hb_font_destroy(font_);
    hb_face_destroy(face_);
}

std::shared_ptr<const Face> Face::open(const std::string& path, unsigned index) {
    std::shared_ptr<hb_blob_t> file = map_file(path);
    if (!file) {
        return nullptr;
    }
    const bool exists = index < hb_face_count(file.get());
    std::shared_ptr<Face> face(new Face);
    face->path_ = path;
    face->face_ = hb_face_create(file.get(), index);
    face->font_ = hb_font_create(face->face_);
    face->file_ = std::move(file);
    face->cff_ = has_table(face->face_, HB_TAG('C', 'F', 'F', ' '));
    const bool drawable = face->cff_ || has_table(face->face_, HB_TAG('g', 'l', 'y', 'f'));
    if (!exists || !drawable || hb_face_get_glyph_count(face->face_) == 0 ||
        !has_table(face->face_, HB_TAG('c', 'm', 'a', 'p'))) {
        return nullptr;
    }
    face->postscript_name_ = read_postscript_name(face->face_, path);
    face->read_metrics();
    hb_face_make_immutable(face->face_);
    hb_font_make_immutable(face->font_);
    return face;
}

void Face::read_metrics() {
    const Table head(face_, HB_TAG('h', 'e', 'a', 'd'));
    const Table os2(face_, HB_TAG('O', 'S', '/', '2'));
    const Table post(face_, HB_TAG('p', 'o', 's', 't'));
    Metrics& m = metrics_;
    m.units_per_em = static_cast<int>(hb_face_get_upem(face_));
    hb_font_extents_t extents{};
    hb_font_get_h_extents(font_, &extents);
    m.ascent = extents.ascender;
    m.descent = extents.descender;
    m.cap_height = ot_metric(font_, HB_OT_METRICS_TAG_CAP_HEIGHT, m.units_per_em * 7 / 10);
    m.x_height = ot_metric(font_, HB_OT_METRICS_TAG_X_HEIGHT, m.units_per_em / 2);
    m.x_min = head.i16(36);
    m.y_min = head.i16(38);
    m.x_max = head.i16(40);
    m.y_max = head.i16(42);
    m.italic_angle = post.fixed(4);
    m.fixed_pitch = post.u16(12) != 0 || post.u16(14) != 0;
    m.weight = os2.empty() ? 400 : static_cast<int>(os2.u16(4));
    m.serif = looks_serif(os2, postscript_name_);
}

std::string Face::family() const {
    const std::string typographic = read_name(face_, HB_OT_NAME_ID_TYPOGRAPHIC_FAMILY);
    return typographic.empty() ? read_name(face_, HB_OT_NAME_ID_FONT_FAMILY) : typographic;
}

// "Version 2.007;GOOG;noto-source:…" -> "2.007"
std::string Face::version() const {
    constexpr std::string_view number = "0123456789.";
    const std::string text = read_name(face_, HB_OT_NAME_ID_VERSION_STRING);
    const std::size_t from = std::min(text.find_first_of(number), text.size());
    return text.substr(from, text.find_first_not_of(number, from) - from);
}

std::uint32_t Face::glyph(char32_t character) const {
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(font_, character, &glyph) != 0 ? glyph : 0;
}

int Face::advance(std::uint32_t glyph) const {
    return hb_font_get_glyph_h_advance(font_, glyph);
}

bool Face::has_feature(std::string_view tag) const {
    const hb_tag_t wanted = hb_tag_from_string(tag.data(), static_cast<int>(tag.size()));
    std::array<hb_tag_t, 64> tags{};
    for (unsigned from = 0;; from += tags.size()) {
        unsigned count = tags.size();
        hb_ot_layout_table_get_feature_tags(face_, HB_OT_TAG_GSUB, from, &count, tags.data());
        const auto end = tags.begin() + count;
        if (std::find(tags.begin(), end, wanted) != end) {
            return true;
        }
        if (count < tags.size()) {
            return false;
        }
    }
}

} // namespace carefold::font
