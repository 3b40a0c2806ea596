// The file as libharu keeps it: numbered objects, pages, cross-reference table, trailer. This is
// the only place that sees libharu; the other sources hand over dictionary entries as text.
#pragma once

#include "pdf/syntax.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace carefold::pdf {

enum class Packing : std::uint8_t { deflate, as_is };

/// What fonts and the like write themselves to.
class ObjectWriter {
  public:
    virtual ~ObjectWriter() = default;
    /// Entries without the angle brackets: "/Type/Font/Subtype…".
    virtual Ref add(std::string entries) = 0;
    /// Length and Filter are added; bytes that do not shrink stay as they are.
    virtual Ref add_stream(std::string entries, std::string_view bytes,
                           Packing packing = Packing::deflate) = 0;
};

/// A file whose open objects are written later, behind all others.
struct OpenFile {
    std::string fixed;                // from the header on
    std::vector<std::size_t> offsets; // by object number; 0: open
    Ref catalog = 0, info = 0;
    std::uint64_t hash = 0; // of what was added
};

class Objects : public ObjectWriter {
  public:
    /// Compression as in Options. Throws diag::EnvironmentError, as does every member.
    explicit Objects(int compression);
    ~Objects() override;
    Objects(const Objects&) = delete;
    Objects& operator=(const Objects&) = delete;

    /// A dictionary whose entries follow by `fill`, so that others can refer to it.
    Ref reserve();
    /// Once per object.
    void fill(Ref object, std::string entries);
    Ref add(std::string entries) override;
    Ref add_stream(std::string entries, std::string_view bytes,
                   Packing packing = Packing::deflate) override;

    /// Next page of the file. Its entries (MediaBox, Resources, …) follow by `fill`.
    Ref add_page(std::string_view content);
    /// A page whose Contents is said by its entries, beginning with the stream that this makes.
    struct OpenPage {
        Ref page, content;
    };
    OpenPage add_open_page(std::string_view content);

    Ref catalog() const;
    Ref info() const;
    void limit_version(); // to PDF 1.6
    bool plain() const;   // compression 0: streams are to be read by people

    /// The finished file. The object is spent afterwards.
    std::string save();
    /// The same, less the objects that were reserved and are not filled yet: `open`, ascending.
    OpenFile save_open(const std::vector<Ref>& open);

  private:
    struct Haru;
    std::unique_ptr<Haru> haru_;
};

} // namespace carefold::pdf
