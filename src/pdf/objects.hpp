// The file as libharu keeps it: numbered objects, pages, cross-reference table, trailer. This is
// the only place that sees libharu; the other sources hand over dictionary entries as text.
#pragma once

#include "pdf/syntax.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace carefold::pdf {

enum class Packing : std::uint8_t { deflate, as_is };

class Objects {
  public:
    /// Compression as in Options. Throws diag::EnvironmentError, as does every member.
    explicit Objects(int compression);
    ~Objects();
    Objects(const Objects&) = delete;
    Objects& operator=(const Objects&) = delete;

    /// A dictionary whose entries follow by `fill`, so that others can refer to it.
    Ref reserve();
    /// Entries without the angle brackets: "/Type/Font/Subtype…". Once per object.
    void fill(Ref object, std::string entries);
    Ref add(std::string entries);
    /// Length and Filter are added; bytes that do not shrink stay as they are.
    Ref add_stream(std::string entries, std::string_view bytes, Packing packing = Packing::deflate);

    /// Next page of the file. Its entries (MediaBox, Resources, …) follow by `fill`.
    Ref add_page(std::string_view content);

    Ref catalog() const;
    Ref info() const;
    void limit_version(); // to PDF 1.6
    bool plain() const;   // compression 0: streams are to be read by people

    /// The finished file. The object is spent afterwards.
    std::string save();

  private:
    struct Haru;
    std::unique_ptr<Haru> haru_;
};

} // namespace carefold::pdf
