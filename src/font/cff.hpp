// Bare "CFF " tables (Adobe technical note 5176). Inside the room only.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace carefold::font {

bool is_cid_keyed(std::span<const std::uint8_t> cff);

/// Gives the glyphs of a CID-keyed table these CIDs, one for each, ascending, the first 0. False
/// when the table is not as a subsetter writes it.
bool number_cids(std::vector<std::uint8_t>& cff, const std::vector<std::uint32_t>& cids);

} // namespace carefold::font
