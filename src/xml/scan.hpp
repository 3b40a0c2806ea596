// One strict pass over the text before a tree is built. Inside the room only.
#pragma once

#include "xml/source.hpp"
#include "xml/xml.hpp"

namespace carefold::xml {

/// An element without prefix in a namespace that is not the document's.
struct Foreign {
    std::size_t offset; // of its name
    std::string name;   // "{namespace}name"
};

struct RootTag {
    std::size_t offset = 0; // of its '<'
    std::string name;       // local
    std::string space;      // namespace
};

struct Scan {
    std::string text;             // as the source, byte for byte in place, but fit for pugixml
    bool usable = true;           // a tree can be built
    std::vector<Foreign> foreign; // in document order
    std::optional<RootTag> root;
};

/// Three grades of trouble: the tree can still be built; it cannot, but reading goes on to find
/// more; reading stops.
class Trouble {
  public:
    Trouble(const Source& source, diag::Sink& sink) : source_(source), sink_(sink) {}

    void report(std::size_t offset, std::string message, std::string hint,
                std::string code = "xml.syntax");
    void broken(std::size_t offset, std::string message, std::string hint);
    void stop(std::size_t offset, std::string message, std::string hint,
              std::string code = "xml.syntax");
    bool usable() const { return usable_; }
    bool stopped() const { return stopped_; }
    const Source& source() const { return source_; }

  private:
    const Source& source_;
    diag::Sink& sink_;
    int count_ = 0;
    bool usable_ = true;
    bool stopped_ = false;
};

/// Reports what is not well-formed and what exceeds the limits.
Scan scan(const Source& source, std::string_view namespace_uri, const Limits& limits,
          diag::Sink& sink);

} // namespace carefold::xml
