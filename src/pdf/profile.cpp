// An sRGB profile of 0.5 KB, written from the numbers of IEC 61966-2-1, so that no file has to be
// shipped or found. Layout: ICC.1:2004-10, clauses 7 to 10 (version 4.2, which PDF 1.7 allows).
#include "pdf/metadata.hpp"

#include <array>
#include <initializer_list>
#include <utility>
#include <vector>

namespace carefold::pdf {

namespace {

void put16(std::string& out, std::uint32_t value) {
    out += static_cast<char>((value >> 8) & 0xFFU);
    out += static_cast<char>(value & 0xFFU);
}

void put32(std::string& out, std::uint32_t value) {
    put16(out, value >> 16);
    put16(out, value & 0xFFFFU);
}

/// Signed numbers in 1/65536, as their bits.
std::string fixed_numbers(const char* type, std::initializer_list<std::uint32_t> values) {
    std::string out = type;
    put32(out, 0);
    for (const std::uint32_t value : values) {
        put32(out, value);
    }
    return out;
}

/// multiLocalizedUnicodeType with one English record.
std::string localized(const char* ascii) {
    std::string text;
    for (const char* c = ascii; *c != '\0'; ++c) {
        put16(text, static_cast<unsigned char>(*c));
    }
    std::string out = "mluc";
    for (const std::uint32_t value : {0U, 1U, 12U}) {
        put32(out, value);
    }
    out += "enUS";
    put32(out, static_cast<std::uint32_t>(text.size()));
    put32(out, 28);
    return out + text;
}

/// The transfer curve: ((x + 0.055) / 1.055)^2.4 from 0.04045 on, x / 12.92 below.
std::string curve() {
    std::string out = "para";
    put32(out, 0);
    put16(out, 3);
    put16(out, 0);
    for (const std::uint32_t value : {0x26666U, 0xF2A7U, 0x0D59U, 0x13D0U, 0x0A5BU}) {
        put32(out, value);
    }
    return out;
}

std::string header(std::size_t size) {
    std::string out;
    put32(out, static_cast<std::uint32_t>(size));
    put32(out, 0);          // no preferred engine
    put32(out, 0x04200000); // 4.2
    out += "mntrRGB XYZ ";
    for (const std::uint32_t part : {2026U, 1U, 1U, 0U, 0U, 0U}) {
        put16(out, part); // made
    }
    out += "acsp";
    out.append(24, '\0'); // no platform, flags, maker, model or attributes
    put32(out, 0);        // perceptual
    for (const std::uint32_t value : {0xF6D6U, 0x10000U, 0xD32DU}) {
        put32(out, value); // D50
    }
    out.resize(128, '\0'); // no creator, no profile ID
    return out;
}

} // namespace

std::string srgb_profile() {
    // Primaries and white of ITU-R BT.709 adapted from D65 to D50 by the Bradford matrix "chad".
    const std::vector<std::pair<const char*, std::string>> tags = {
        {"desc", localized("sRGB IEC61966-2.1")},
        {"cprt", localized("No copyright, use freely")},
        {"wtpt", fixed_numbers("XYZ ", {0xF6D6, 0x10000, 0xD32D})},
        {"chad", fixed_numbers("sf32", {0x10C42, 0x5DE, 0xFFFFF325, 0x793, 0xFD90, 0xFFFFFBA1,
                                        0xFFFFFDA2, 0x3DC, 0xC06E})},
        {"rXYZ", fixed_numbers("XYZ ", {0x6FA2, 0x38F5, 0x0390})},
        {"gXYZ", fixed_numbers("XYZ ", {0x6299, 0xB785, 0x18DA})},
        {"bXYZ", fixed_numbers("XYZ ", {0x24A0, 0x0F84, 0xB6CF})},
        {"rTRC", curve()},
        {"gTRC", {}}, // shares the red one's bytes, as does blue
        {"bTRC", {}},
    };
    const std::size_t start = 128 + 4 + 12 * tags.size();
    std::string table;
    std::string data;
    put32(table, static_cast<std::uint32_t>(tags.size()));
    std::size_t offset = 0;
    std::size_t size = 0;
    for (const auto& [name, value] : tags) {
        if (!value.empty()) {
            offset = start + data.size();
            size = value.size();
            data += value;
            data.resize((data.size() + 3) / 4 * 4, '\0');
        }
        table += name;
        put32(table, static_cast<std::uint32_t>(offset));
        put32(table, static_cast<std::uint32_t>(size));
    }
    return header(start + data.size()) + table + data;
}

} // namespace carefold::pdf
