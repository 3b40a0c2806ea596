#include "pdf/supplement.hpp"

#include "diag/diag.hpp"

#include <libdeflate.h>

#include <algorithm>

namespace carefold::pdf {

namespace {

constexpr std::size_t worth_packing = 512;

void append_padded(std::string& out, std::size_t value, int digits) {
    char text[24];
    for (int i = digits; i-- > 0; value /= 10) {
        text[i] = static_cast<char>('0' + value % 10);
    }
    out.append(text, static_cast<std::size_t>(digits));
}

/// ISO 32000-1, 14.4: from the file's contents.
std::string identifier(std::uint64_t fixed, std::string_view own) {
    const std::uint32_t sum = libdeflate_crc32(0, own.data(), own.size());
    Hash hash;
    hash.add({reinterpret_cast<const char*>(&fixed), sizeof fixed});
    hash.add({reinterpret_cast<const char*>(&sum), sizeof sum});
    std::string id = "<";
    for (const std::uint64_t half : {hash.value(), hash.add("second half").value()}) {
        append_hex(id, static_cast<std::uint32_t>(half >> 32), 4);
        append_hex(id, static_cast<std::uint32_t>(half), 4);
    }
    return id + '>';
}

} // namespace

void Packer::Free::operator()(libdeflate_compressor* compressor) const {
    libdeflate_free_compressor(compressor);
}

Packer::Packer(int compression)
    : compressor_(compression > 0 ? libdeflate_alloc_compressor(compression) : nullptr) {
    if (compression > 0 && !compressor_) {
        throw diag::EnvironmentError("pdf.writer", "memory ran out while the PDF was written");
    }
}

bool Packer::pack(std::string& packed, std::string_view bytes) {
    if (!compressor_ || bytes.size() < worth_packing) {
        return false;
    }
    packed.resize(libdeflate_zlib_compress_bound(compressor_.get(), bytes.size()));
    const std::size_t size = libdeflate_zlib_compress(compressor_.get(), bytes.data(), bytes.size(),
                                                      packed.data(), packed.size());
    packed.resize(size);
    return size != 0 && size < bytes.size();
}

Supplement::Supplement(const OpenFile& file, std::size_t size, Packer& packer)
    : file_(file), size_(size), packer_(packer), offsets_(file.offsets) {
    out_.reserve(file.offsets.size() * 20 + 16384);
}

void Supplement::begin(Ref object) {
    offsets_[object] = size_ + out_.size();
    append_integer(out_, object);
    out_ += " 0 obj\n";
}

void Supplement::fill_value(Ref open, std::string_view value) {
    begin(open);
    out_ += value;
    out_ += "\nendobj\n";
}

void Supplement::fill(Ref open, std::string_view entries) {
    begin(open);
    out_ += "<<\n";
    out_ += entries;
    out_ += ">>\nendobj\n";
}

void Supplement::stream(std::string entries, std::string_view bytes, Packing packing) {
    if (packing == Packing::deflate && packer_.pack(packed_, bytes)) {
        entries += "/Filter/FlateDecode";
        bytes = packed_;
    }
    out_ += "<<\n";
    out_ += entries;
    out_ += "/Length ";
    append_integer(out_, static_cast<std::int64_t>(bytes.size()));
    out_ += ">>\nstream\r\n";
    out_ += bytes;
    out_ += "\nendstream\nendobj\n";
}

void Supplement::fill_stream(Ref open, std::string_view bytes) {
    begin(open);
    stream({}, bytes, Packing::deflate);
}

Ref Supplement::add(std::string entries) {
    offsets_.push_back(0);
    const auto object = static_cast<Ref>(offsets_.size() - 1);
    fill(object, entries);
    return object;
}

Ref Supplement::add_stream(std::string entries, std::string_view bytes, Packing packing) {
    offsets_.push_back(0);
    const auto object = static_cast<Ref>(offsets_.size() - 1);
    begin(object);
    stream(std::move(entries), bytes, packing);
    return object;
}

std::string Supplement::take() {
    const std::size_t table = size_ + out_.size();
    const std::string id = identifier(file_.hash, out_);
    const std::string count = std::to_string(offsets_.size());
    out_ += "xref\n0 " + count + "\n0000000000 65535 f\r\n";
    for (std::size_t number = 1; number < offsets_.size(); ++number) {
        append_padded(out_, offsets_[number], 10);
        out_ += " 00000 n\r\n";
    }
    out_ += "trailer\n<<\n/Root " + to_ref(file_.catalog) + "\n/Info " + to_ref(file_.info) +
            "\n/Size " + count + "\n/ID [ " + id + ' ' + id + " ]\n>>\nstartxref\n" +
            std::to_string(table) + "\n%%EOF\n";
    return std::move(out_);
}

} // namespace carefold::pdf
