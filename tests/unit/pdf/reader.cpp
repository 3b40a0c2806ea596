#include "reader.hpp"

#include <cstdlib>
#include <stdexcept>

namespace reader {

namespace {

bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\0';
}
bool is_delimiter(char c) {
    return std::string_view("()<>[]/%").find(c) != std::string_view::npos;
}

class Parser {
  public:
    explicit Parser(std::string_view bytes, std::size_t at = 0) : bytes_(bytes), at_(at) {}

    void skip() {
        while (at_ < bytes_.size() && is_space(bytes_[at_])) {
            ++at_;
        }
    }
    bool done() {
        skip();
        return at_ >= bytes_.size();
    }
    std::size_t position() const { return at_; }
    void jump(std::size_t at) { at_ = at; }
    bool take(std::string_view token) {
        skip();
        if (bytes_.substr(at_, token.size()) != token) {
            return false;
        }
        at_ += token.size();
        return true;
    }

    Value value() {
        skip();
        if (take("<<")) {
            return dictionary();
        }
        switch (at_ < bytes_.size() ? bytes_[at_] : '\0') {
        case '[':
            return array();
        case '(':
            return literal();
        case '<':
            return hexadecimal();
        case '/':
            ++at_;
            return {Value::Kind::name, 0, regular(), {}, {}};
        default:
            return number_or_word();
        }
    }

  private:
    std::string regular() {
        const std::size_t begin = at_;
        while (at_ < bytes_.size() && !is_space(bytes_[at_]) && !is_delimiter(bytes_[at_])) {
            ++at_;
        }
        return std::string(bytes_.substr(begin, at_ - begin));
    }
    Value dictionary() {
        Value out{Value::Kind::dictionary, 0, {}, {}, {}};
        while (!take(">>")) {
            const Value key = value();
            if (key.kind != Value::Kind::name || !out.entries.emplace(key.text, value()).second) {
                throw std::runtime_error("bad or repeated key " + key.text);
            }
        }
        return out;
    }
    Value array() {
        ++at_;
        Value out{Value::Kind::array, 0, {}, {}, {}};
        while (!take("]")) {
            out.items.push_back(value());
        }
        return out;
    }
    Value literal() {
        Value out{Value::Kind::string, 0, {}, {}, {}};
        int depth = 1;
        for (++at_; depth > 0; ++at_) {
            char c = bytes_.at(at_);
            if (c == '\\') {
                c = bytes_.at(++at_);
                out.text += c == 'r' ? '\r' : c;
                continue;
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth > 0) {
                out.text += c;
            }
        }
        return out;
    }
    Value hexadecimal() {
        Value out{Value::Kind::string, 0, {}, {}, {}};
        std::string digits;
        for (++at_; bytes_.at(at_) != '>'; ++at_) {
            digits += bytes_[at_];
        }
        ++at_;
        for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
            out.text += static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16));
        }
        return out;
    }
    Value number_or_word() {
        const std::string word = regular();
        char* end = nullptr;
        const double number = std::strtod(word.c_str(), &end);
        if (word.empty()) {
            throw std::runtime_error("unexpected byte at " + std::to_string(at_));
        }
        if (*end != '\0') {
            return {Value::Kind::word, 0, word, {}, {}};
        }
        const std::size_t after = at_;
        if (take("0 R") &&
            (at_ == bytes_.size() || is_space(bytes_[at_]) || is_delimiter(bytes_[at_]))) {
            return {Value::Kind::reference, number, {}, {}, {}};
        }
        at_ = after;
        return {Value::Kind::number, number, {}, {}, {}};
    }

    std::string_view bytes_;
    std::size_t at_;
};

} // namespace

const Value& Value::operator[](const std::string& key) const {
    static const Value none;
    const auto found = entries.find(key);
    return found == entries.end() ? none : found->second;
}

File::File(const std::string& bytes) {
    Parser parser(bytes, bytes.find("1 0 obj"));
    std::vector<std::pair<int, std::size_t>> streams;
    while (!parser.take("xref")) {
        const int number = parser.value().id();
        if (!parser.take("0 obj")) {
            throw std::runtime_error("no object at " + std::to_string(parser.position()));
        }
        Object& object = objects[number];
        object.value = parser.value();
        if (parser.take("stream\r\n")) {
            const Value& length = object.value["Length"];
            const std::size_t begin = parser.position();
            // An indirect length is the next object; until it is read, look for the end.
            const std::size_t size = length.kind == Value::Kind::number
                                         ? static_cast<std::size_t>(length.number)
                                         : bytes.find("\nendstream", begin) - begin;
            object.stream = bytes.substr(begin, size);
            parser.jump(begin + size);
            if (!parser.take("endstream")) {
                throw std::runtime_error("wrong Length of object " + std::to_string(number));
            }
        }
        if (!parser.take("endobj")) {
            throw std::runtime_error("object " + std::to_string(number) + " does not end");
        }
    }
    Parser end(bytes, bytes.rfind("trailer"));
    end.take("trailer");
    trailer = end.value();
}

const Object& File::at(const Value& reference) const {
    return objects.at(reference.id());
}

const Value& File::resolve(const Value& value) const {
    return value.kind == Value::Kind::reference ? at(value).value : value;
}

std::vector<int> File::pages() const {
    std::vector<int> ids;
    for (const Value& kid : resolve(catalog()["Pages"])["Kids"].items) {
        ids.push_back(kid.id());
    }
    return ids;
}

std::vector<Value> tokens(std::string_view content) {
    std::vector<Value> out;
    Parser parser(content);
    while (!parser.done()) {
        out.push_back(parser.value());
    }
    return out;
}

std::vector<std::pair<Value, Value>> tree(const File& file, const Value& root) {
    const Value& node = file.resolve(root);
    std::vector<std::pair<Value, Value>> out;
    for (const Value& kid : node["Kids"].items) {
        const auto below = tree(file, kid);
        out.insert(out.end(), below.begin(), below.end());
    }
    for (const char* kind : {"Nums", "Names"}) {
        const std::vector<Value>& items = node[kind].items;
        for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
            out.emplace_back(items[i], items[i + 1]);
        }
    }
    return out;
}

} // namespace reader
