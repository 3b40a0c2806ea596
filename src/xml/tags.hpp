// Start tags, character by character. Inside the room only.
#pragma once

#include "xml/elements.hpp"

namespace carefold::xml {

/// Reports references that are none in the `length` bytes from `from`.
void check_references(std::string_view text, std::size_t from, std::size_t length,
                      Trouble& trouble);

class TagReader {
  public:
    TagReader(std::string_view text, Trouble& trouble) : text_(text), trouble_(trouble) {}

    /// Reads the start tag at `at`, where `<` and a name stand. Gives the offset behind it; nullopt
    /// when it is so broken that reading stopped.
    std::optional<std::size_t> read(std::size_t at);
    const Tag& tag() const { return tag_; }
    const std::vector<Attribute>& attributes() const { return attributes_; }

  private:
    bool read_attribute();
    bool read_value(Attribute& attribute);
    bool ahead(std::string_view wanted) const;
    bool skip_space();
    std::string_view read_name();

    std::string_view text_;
    Trouble& trouble_;
    std::size_t at_ = 0;
    Tag tag_{{}, 0, false};
    std::vector<Attribute> attributes_;
};

} // namespace carefold::xml
