// libharu as the writer of objects. Its dictionaries hold almost nothing themselves: `write_fn`
// prints the entries kept here, found by object number through the writer's context. That avoids
// its limits (names, reals, quadratic arrays) and costs a third of filling its dictionaries.
#include "pdf/objects.hpp"

#include "diag/diag.hpp"

#include <hpdf.h>

#include <hpdf_doc.h>
#include <hpdf_pages.h>

#include <libdeflate.h>

#include <algorithm>
#include <vector>

namespace carefold::pdf {

namespace {

struct Body {
    std::string entries;
    std::string stream;
};

[[noreturn]] void fail(const std::string& what) {
    throw diag::EnvironmentError("pdf.writer", "the PDF could not be written: " + what,
                                 "is there enough memory?");
}

struct CompressorFree {
    void operator()(libdeflate_compressor* compressor) const {
        libdeflate_free_compressor(compressor);
    }
};

} // namespace

struct Objects::Haru {
    HPDF_Doc doc = nullptr;
    std::vector<Body> bodies; // by object number
    std::string file;
    HPDF_PDFVer version = HPDF_VER_17;
    std::unique_ptr<libdeflate_compressor, CompressorFree> compressor; // none: streams as text
    Hash content; // of all that was added, for the trailer's ID
    HPDF_STATUS error = HPDF_OK;

    ~Haru() { HPDF_Free(doc); }

    // An exception must not cross libharu's C frames: these only record and return codes.
    static void HPDF_STDCALL remember(HPDF_STATUS error, HPDF_STATUS, void* self) {
        static_cast<Haru*>(self)->error = error;
    }
    static HPDF_STATUS collect(HPDF_Stream stream, const HPDF_BYTE* bytes, HPDF_UINT size) {
        try {
            static_cast<Haru*>(stream->attr)
                ->file.append(reinterpret_cast<const char*>(bytes), size);
            return HPDF_OK;
        } catch (...) {
            return HPDF_SetError(stream->error, HPDF_FAILD_TO_ALLOC_MEM, 0);
        }
    }
    static HPDF_STATUS print(HPDF_Stream stream, const std::string& text) {
        return text.empty()
                   ? HPDF_OK
                   : HPDF_Stream_Write(stream, reinterpret_cast<const HPDF_BYTE*>(text.data()),
                                       static_cast<HPDF_UINT>(text.size()));
    }
    static HPDF_STATUS print_entries(HPDF_Dict dict, HPDF_Stream stream) {
        return print(stream, static_cast<Haru*>(stream->attr)->body(dict).entries);
    }
    // libharu would want an indirect Length and copy in blocks; called right after ">>".
    static HPDF_STATUS print_stream(HPDF_Dict dict) {
        const Haru& self = *static_cast<Haru*>(dict->attr);
        HPDF_STATUS status = HPDF_Stream_WriteStr(self.doc->stream, "\nstream\r\n");
        if (status == HPDF_OK) {
            status = print(self.doc->stream, self.bodies[number(dict)].stream);
        }
        return status == HPDF_OK ? HPDF_Stream_WriteStr(self.doc->stream, "\nendstream") : status;
    }

    static Ref number(HPDF_Dict dict) { return dict->header.obj_id & 0xFFFFFFU; }
    Body& body(HPDF_Dict dict) { return bodies[number(dict)]; }

    /// Makes room for a dictionary's entries and has them printed.
    Ref adopt(HPDF_Dict dict) {
        dict->write_fn = &print_entries;
        const Ref ref = number(dict);
        if (bodies.size() <= ref) {
            bodies.resize(ref + 1);
        }
        return ref;
    }
    void check(const void* made) const {
        if (made == nullptr || error != HPDF_OK || HPDF_GetError(doc) != HPDF_OK) {
            fail("libharu error " + std::to_string(doc ? HPDF_GetError(doc) : error));
        }
    }
    void hash(std::string_view bytes) {
        const std::uint32_t sum[2] = {libdeflate_crc32(0, bytes.data(), bytes.size()),
                                      static_cast<std::uint32_t>(bytes.size())};
        content.add({reinterpret_cast<const char*>(sum), sizeof sum});
    }
    /// Sets the body's stream; true when deflated.
    bool pack(std::string& into, std::string_view bytes, Packing packing) const {
        if (compressor && packing == Packing::deflate) {
            into.resize(libdeflate_zlib_compress_bound(compressor.get(), bytes.size()));
            const std::size_t size = libdeflate_zlib_compress(
                compressor.get(), bytes.data(), bytes.size(), into.data(), into.size());
            if (size != 0 && size < bytes.size()) {
                into.resize(size);
                return true;
            }
        }
        into.assign(bytes);
        return false;
    }
    void write_id();
};

Objects::Objects(int compression) : haru_(std::make_unique<Haru>()) {
    haru_->doc = HPDF_New(&Haru::remember, haru_.get());
    haru_->check(haru_->doc);
    if (compression > 0) {
        haru_->compressor.reset(libdeflate_alloc_compressor(compression));
        haru_->check(haru_->compressor.get());
    }
    haru_->bodies.reserve(2048);
    haru_->adopt(haru_->doc->catalog);
    haru_->adopt(haru_->doc->info);
    HPDF_Dict_RemoveElement(haru_->doc->info, "Producer"); // must agree with the XMP: ours
}

Objects::~Objects() = default;

Ref Objects::reserve() {
    const HPDF_Dict dict = HPDF_Dict_New(haru_->doc->mmgr);
    haru_->check(dict);
    if (HPDF_Xref_Add(haru_->doc->xref, dict) != HPDF_OK) {
        fail("too many objects");
    }
    return haru_->adopt(dict);
}

void Objects::fill(Ref object, std::string entries) {
    haru_->hash(entries);
    haru_->bodies[object].entries = std::move(entries);
}

Ref Objects::add(std::string entries) {
    const Ref ref = reserve();
    fill(ref, std::move(entries));
    return ref;
}

Ref Objects::add_stream(std::string entries, std::string_view bytes, Packing packing) {
    const Ref ref = reserve();
    Body& body = haru_->bodies[ref];
    if (haru_->pack(body.stream, bytes, packing)) {
        entries += "/Filter/FlateDecode";
    }
    haru_->hash(body.stream);
    entries += "/Length ";
    append_integer(entries, static_cast<std::int64_t>(body.stream.size()));
    const auto dict = static_cast<HPDF_Dict>(HPDF_Xref_GetEntry(haru_->doc->xref, ref)->obj);
    dict->attr = haru_.get();
    dict->after_write_fn = &Haru::print_stream;
    fill(ref, std::move(entries));
    return ref;
}

Ref Objects::add_page(std::string_view content) {
    const HPDF_Page page = HPDF_AddPage(haru_->doc);
    haru_->check(page);
    const auto* attributes = static_cast<HPDF_PageAttr>(page->attr);
    // Ours are exact and shared; libharu's would be floats and one dictionary a page.
    HPDF_Dict_RemoveElement(page, "MediaBox");
    HPDF_Dict_RemoveElement(page, "Resources");
    haru_->adopt(page);
    haru_->adopt(attributes->contents);
    std::string packed;
    if (haru_->pack(packed, content, Packing::deflate)) {
        haru_->body(attributes->contents).entries = "/Filter/FlateDecode\n";
    }
    haru_->hash(packed);
    if (Haru::print(attributes->stream, packed) != HPDF_OK) {
        fail("page content");
    }
    return Haru::number(page);
}

Objects::OpenPage Objects::add_open_page(std::string_view content) {
    const Ref page = add_page(content);
    const auto dict = static_cast<HPDF_Dict>(HPDF_Xref_GetEntry(haru_->doc->xref, page)->obj);
    const auto* attributes = static_cast<HPDF_PageAttr>(dict->attr);
    HPDF_Dict_RemoveElement(dict, "Contents");
    return {page, Haru::number(attributes->contents)};
}

Ref Objects::catalog() const {
    return Haru::number(haru_->doc->catalog);
}
Ref Objects::info() const {
    return Haru::number(haru_->doc->info);
}

void Objects::limit_version() {
    haru_->version = HPDF_VER_16;
}

bool Objects::plain() const {
    return !haru_->compressor;
}

/// ISO 32000-1, 14.4 wants an identifier from the file's contents; no clock, so that the same
/// document gives the same bytes.
void Objects::Haru::write_id() {
    std::string id;
    for (const std::uint64_t half : {content.value(), content.add("second half").value()}) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            id += static_cast<char>((half >> shift) & 0xFFU);
        }
    }
    const HPDF_Array pair = HPDF_Array_New(doc->mmgr);
    check(pair);
    for (int i = 0; i < 2; ++i) {
        HPDF_Array_Add(pair, HPDF_Binary_New(doc->mmgr, reinterpret_cast<HPDF_BYTE*>(id.data()),
                                             static_cast<HPDF_UINT>(id.size())));
    }
    HPDF_Dict_Add(doc->trailer, "ID", pair);
    check(pair);
}

std::string Objects::save() {
    Haru& haru = *haru_;
    haru.write_id();
    std::size_t expected = 4096;
    for (const Body& body : haru.bodies) {
        expected += body.entries.size() + body.stream.size() + 64;
    }
    haru.file.reserve(expected + expected / 4);
    haru.doc->pdf_version = haru.version;
    haru.doc->stream = HPDF_CallbackWriter_New(haru.doc->mmgr, &Haru::collect, &haru);
    haru.check(haru.doc->stream);
    const HPDF_STATUS status = HPDF_SaveToStream(haru.doc);
    haru.check(&haru);
    if (status != HPDF_OK) {
        fail("libharu status " + std::to_string(status));
    }
    return std::move(haru.file);
}

OpenFile Objects::save_open(const std::vector<Ref>& open) {
    const std::string file = save();
    const HPDF_Xref xref = haru_->doc->xref;
    OpenFile made;
    made.catalog = catalog();
    made.info = info();
    made.hash = haru_->content.value();
    made.offsets.resize(xref->entries->count);
    const auto start = [&](std::size_t number) -> std::size_t {
        return number < made.offsets.size()
                   ? HPDF_Xref_GetEntry(xref, static_cast<HPDF_UINT>(number))->byte_offset
                   : xref->addr;
    };
    made.fixed.reserve(file.size());
    made.fixed = file.substr(0, start(1));
    for (std::size_t number = 1; number < made.offsets.size(); ++number) {
        if (!std::binary_search(open.begin(), open.end(), number)) {
            made.offsets[number] = made.fixed.size();
            made.fixed.append(file, start(number), start(number + 1) - start(number));
        }
    }
    return made;
}

} // namespace carefold::pdf
