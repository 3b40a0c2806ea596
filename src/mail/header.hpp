// Lines at the head of a message (RFC 5322): words that are no ASCII, parameters, folding. Inside
// the room only. What comes out is ASCII in lines of at most 78 characters, folded with CR LF, but
// for addresses, which RFC 6532 leaves as they are.
#pragma once

#include <string>
#include <string_view>

namespace carefold::mail {

/// One line: controls and what turns the direction of text become spaces, of which none stand
/// together. Nothing that comes through can begin another line of a head.
std::string one_line(std::string_view text);

/// "Name: text", the text in encoded words where it must be (RFC 2047).
std::string unstructured(std::string_view name, std::string_view text);

/// "Name: display <address>".
std::string mailbox(std::string_view name, std::string_view display, std::string_view address);

/// "Name: value; parameter*0*=UTF-8''…" (RFC 2231), or parameter="…" for plain ASCII.
std::string with_parameter(std::string_view name, std::string_view value,
                           std::string_view parameter, std::string_view text);

/// As a file name everywhere: without path, control and reserved characters, at most 100 bytes
/// before `extension`.
std::string file_name(std::string_view title, std::string_view extension);

} // namespace carefold::mail
