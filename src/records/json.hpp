// JSON and JSON Lines by nlohmann's parser. Inside the room only.
#pragma once

#include "records/input.hpp"
#include "records/names.hpp"

#include <memory>

namespace carefold::records {

inline bool is_white(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Of a list that begins with a bracket, by its first bytes.
Format tell_json(std::string_view start, std::string_view file);
/// Behind the bracket that opens the array `records` of an object; npos when there is none.
std::size_t find_array(std::string_view start);

std::unique_ptr<Splitter> split_json(Input& input, Names& names);
std::unique_ptr<Splitter> split_json_lines(Input& input, Names& names);

/// One object of the list, as its bytes stand there.
struct Object {
    std::string_view text;
    Place place;
};
/// Its members into cells, with the names of nested ones joined by dots. Says why and marks the
/// record as broken when its values cannot be told.
void read_object(const Object& object, const Input& input, Names& names, Raw& raw,
                 diag::Sink& sink);

} // namespace carefold::records
