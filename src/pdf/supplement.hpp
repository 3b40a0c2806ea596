// The part of a file that comes behind what a shell holds: objects with numbers of their own or
// those left open, the cross-reference table and the trailer (ISO 32000-1, 7.5).
#pragma once

#include "pdf/objects.hpp"

#include <memory>
#include <string>
#include <vector>

struct libdeflate_compressor;

namespace carefold::pdf {

/// Kept from one supplement to the next.
class Packer {
  public:
    explicit Packer(int compression); // 0: streams as text
    /// Sets `packed`; true when deflated. Short streams are not worth it.
    bool pack(std::string& packed, std::string_view bytes);
    bool plain() const { return !compressor_; }

  private:
    struct Free {
        void operator()(libdeflate_compressor* compressor) const;
    };
    std::unique_ptr<libdeflate_compressor, Free> compressor_;
};

class Supplement : public ObjectWriter {
  public:
    /// `size`: of the bytes in front.
    Supplement(const OpenFile& file, std::size_t size, Packer& packer);

    Ref add(std::string entries) override;
    Ref add_stream(std::string entries, std::string_view bytes,
                   Packing packing = Packing::deflate) override;
    /// An open object: a dictionary's entries, any value, a stream.
    void fill(Ref open, std::string_view entries);
    void fill_value(Ref open, std::string_view value);
    void fill_stream(Ref open, std::string_view bytes);

    /// With table and trailer. Once.
    std::string take();

  private:
    void begin(Ref object);
    void stream(std::string entries, std::string_view bytes, Packing packing);
    const OpenFile& file_;
    std::size_t size_; // of what is in front
    Packer& packer_;
    std::string out_, packed_;
    std::vector<std::size_t> offsets_; // by number
};

} // namespace carefold::pdf
