// A reader of the writer's uncompressed files, just enough to check structure: objects, values,
// operators. It shares no code with the writer.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace reader {

struct Value {
    enum class Kind { null, number, string, name, array, dictionary, reference, word } kind{};
    double number = 0;        // numbers; the object's number of references
    std::string text;         // strings, names without slash, words (operators, true, false)
    std::vector<Value> items; // arrays
    std::map<std::string, Value> entries; // dictionaries

    bool has(const std::string& key) const { return entries.count(key) > 0; }
    const Value& operator[](const std::string& key) const;
    int id() const { return static_cast<int>(number); }
};

struct Object {
    Value value;
    std::string stream;
};

class File {
  public:
    explicit File(const std::string& bytes);
    const Object& at(const Value& reference) const;
    /// The value itself, or what it refers to.
    const Value& resolve(const Value& value) const;
    const Value& catalog() const { return resolve(trailer["Root"]); }
    std::vector<int> pages() const;

    std::map<int, Object> objects;
    Value trailer;
};

/// Tokens and operands of a content stream.
std::vector<Value> tokens(std::string_view content);

/// All entries of a number or name tree, in file order; keys as printed or as their text.
std::vector<std::pair<Value, Value>> tree(const File& file, const Value& root);

} // namespace reader
