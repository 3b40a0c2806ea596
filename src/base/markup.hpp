// What XML and HTML write otherwise, whatever is written.
#pragma once

#include <string>

namespace carefold {

/// Appends the entity of a character that would be markup (XML 1.0, 2.4); false when it is none.
inline bool append_entity(std::string& out, char c) {
    const char* entity = c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : nullptr;
    out += entity == nullptr ? "" : entity;
    return entity != nullptr;
}

} // namespace carefold
