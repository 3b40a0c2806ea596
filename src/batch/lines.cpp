// Lines of a manifest: text and back. What is read may have been written by anybody.
#include "batch/manifest.hpp"
#include "batch/names.hpp"

#include <nlohmann/json.hpp>

#include <unistd.h>

#include <cerrno>
#include <charconv>

namespace carefold::batch {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_line_bytes = 1U << 20U;

/// False when there is no such key of that type.
bool take(const Json& from, const char* key, std::string& to) {
    const auto found = from.find(key);
    if (found == from.end() || !found->is_string()) {
        return false;
    }
    to = found->get<std::string>();
    return true;
}

bool take(const Json& from, const char* key, std::size_t& to) {
    const auto found = from.find(key);
    if (found == from.end() || !found->is_number_unsigned()) {
        return false;
    }
    to = found->get<std::size_t>();
    return true;
}

std::optional<Json> parse(std::string_view text) {
    Json json = Json::parse(text.begin(), text.end(), nullptr, false);
    return json.is_object() ? std::optional(std::move(json)) : std::nullopt;
}

bool is_sum(const std::string& text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

void add(std::string& text, const char* key, const std::string& value) {
    text += text.size() > 1 ? ",\"" : "\"";
    text += key;
    text += "\":";
    text += quoted_json(value);
}

void add(std::string& text, const char* key, std::size_t value) {
    text += text.size() > 1 ? ",\"" : "\"";
    text += key;
    text += "\":";
    text += std::to_string(value);
}

} // namespace

std::string quoted_json(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out = "\"";
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte < 0x20 || byte == 0x7F) {
            out += "\\u00";
            out += digits[byte >> 4U];
            out += digits[byte & 15U];
            ++at;
        } else if (byte < 0x80) {
            out += byte == '"' || byte == '\\' ? "\\" : "";
            out += text[at++];
        } else {
            append_utf8(out, next_utf8(text, at));
        }
    }
    return out + "\"";
}

std::string format(const Line& line) {
    std::string text = "{";
    text.reserve(600);
    add(text, "name", line.name);
    add(text, "record", line.record);
    if (line.line > 0) {
        add(text, "line", line.line);
    }
    if (!line.client.empty()) {
        add(text, "client", line.client);
    }
    add(text, "guide", line.guide);
    add(text, "layout", line.layout);
    add(text, "language", line.language);
    add(text, "audience", line.audience);
    add(text, "edition", line.edition);
    add(text, "pages", line.pages);
    add(text, "bytes", line.bytes);
    add(text, "sha256", line.sha256);
    add(text, "warnings", line.warnings);
    add(text, "inputs", line.inputs);
    add(text, "key", line.key);
    add(text, "version", line.version);
    return text + "}\n";
}

std::optional<Line> parse_line(std::string_view text) {
    const auto json = parse(text);
    Line line;
    const bool complete =
        json && take(*json, "name", line.name) && take(*json, "record", line.record) &&
        take(*json, "guide", line.guide) && take(*json, "layout", line.layout) &&
        take(*json, "language", line.language) && take(*json, "audience", line.audience) &&
        take(*json, "edition", line.edition) && take(*json, "pages", line.pages) &&
        take(*json, "bytes", line.bytes) && take(*json, "sha256", line.sha256) &&
        take(*json, "warnings", line.warnings) && take(*json, "inputs", line.inputs) &&
        take(*json, "key", line.key) && take(*json, "version", line.version);
    if (!complete || !is_safe_name(line.name) || !is_sum(line.sha256) || !is_sum(line.key)) {
        return std::nullopt;
    }
    take(*json, "line", line.line);
    take(*json, "client", line.client);
    return line;
}

std::string format(const Closing& closing) {
    std::string text = "{";
    add(text, "shard", closing.shard.index);
    add(text, "shards", closing.shard.count);
    add(text, "records", closing.records);
    add(text, "documents", closing.documents);
    add(text, "failed", closing.failed);
    add(text, "plan", closing.plan);
    add(text, "list", closing.list);
    return text + "}\n";
}

std::optional<Closing> parse_closing(std::string_view text) {
    const auto json = parse(text);
    Closing closing;
    const bool complete =
        json && take(*json, "shard", closing.shard.index) &&
        take(*json, "shards", closing.shard.count) && take(*json, "records", closing.records) &&
        take(*json, "documents", closing.documents) && take(*json, "failed", closing.failed) &&
        take(*json, "plan", closing.plan) && take(*json, "list", closing.list);
    return complete ? std::optional(std::move(closing)) : std::nullopt;
}

std::string manifest_name(const Shard& shard) {
    return "manifest" + shard_mark(shard) + ".jsonl";
}

std::optional<Shard> shard_of_manifest(std::string_view name) {
    constexpr std::string_view start = "manifest-";
    constexpr std::string_view between = "-of-";
    Shard shard;
    if (name == manifest_name(shard)) {
        return shard;
    }
    const std::size_t of = name.find(between);
    if (!name.starts_with(start) || of == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view count = name.substr(of + between.size());
    std::from_chars(name.data() + start.size(), name.data() + of, shard.index);
    std::from_chars(count.data(), count.data() + count.size(), shard.count);
    const bool good = shard.count > 1 && shard.index >= 1 && shard.index <= shard.count &&
                      name == manifest_name(shard);
    return good ? std::optional(shard) : std::nullopt;
}

std::uint64_t each_line(int file,
                        const std::function<void(std::string_view, std::uint64_t)>& each) {
    std::string text;
    std::uint64_t start = 0; // of `text` in the file
    std::vector<char> buffer(1U << 16U);
    for (std::uint64_t at = 0;;) {
        const ssize_t got = ::pread(file, buffer.data(), buffer.size(), static_cast<off_t>(at));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return start;
        }
        at += static_cast<std::uint64_t>(got);
        text.append(buffer.data(), static_cast<std::size_t>(got));
        std::size_t done = 0;
        for (std::size_t end = text.find('\n'); end != std::string::npos;
             end = text.find('\n', done)) {
            each(std::string_view(text).substr(done, end - done), start + done);
            done = end + 1;
        }
        text.erase(0, done);
        start += done;
        if (text.size() > most_line_bytes) {
            return start; // no line of ours; what follows is not looked at
        }
    }
}

} // namespace carefold::batch
