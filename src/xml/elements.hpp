// Nesting and namespaces while scanning. Inside the room only.
#pragma once

#include "xml/scan.hpp"

namespace carefold::xml {

struct Attribute {
    std::string_view name, value;
    std::size_t offset; // of the name
};

struct Tag {
    std::string_view name; // as written
    std::size_t offset;    // of '<'
    bool empty;            // "<x/>"
};

/// The open elements, on a stack of its own: nesting never costs call depth. Views point into the
/// source's text.
class Elements {
  public:
    /// Changes `scan.text` (prefixes), `scan.foreign` and `scan.root`.
    Elements(std::string_view document_space, std::size_t depth, Scan& scan, Trouble& trouble)
        : document_space_(document_space), depth_(depth), scan_(scan), trouble_(trouble) {}

    bool outside() const { return open_.empty(); }
    void open(const Tag& tag, const std::vector<Attribute>& attributes);
    void close(std::string_view name, std::size_t offset);
    /// At the end of the file: is anything still open?
    void finish();

  private:
    struct Open {
        std::string_view name;
        std::size_t offset;
        std::size_t bindings; // in force outside it
        bool prefix_removed;
    };
    struct Binding {
        std::string_view prefix, space;
    };

    void check_attributes(const std::vector<Attribute>& attributes);
    void bind(const std::vector<Attribute>& attributes);
    void place(const Tag& tag, std::size_t bindings);
    std::optional<std::string_view> space_of(std::string_view prefix) const;
    bool prefix_is_declared(std::string_view name, std::size_t offset);
    void remove_prefix(std::string_view name, std::size_t offset);
    void close_wrongly(std::string_view name, std::size_t offset);
    bool forgive(std::string_view name);
    void pop();
    std::string opened_at(const Open& open) const;

    std::string_view document_space_;
    std::size_t depth_;
    Scan& scan_;
    Trouble& trouble_;
    std::vector<Open> open_;
    std::vector<std::string_view> overtaken_; // elements an outer end tag closed
    std::vector<Binding> bindings_;
};

} // namespace carefold::xml
