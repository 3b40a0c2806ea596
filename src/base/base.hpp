// base: lengths, geometry, colour, language tags, UTF-8, hashes, structure roles.
// Enters: nothing. Leaves: plain value types used by every room.
// Never here: I/O, allocation strategies, outside libraries.
#pragma once

#include "base/color.hpp"
#include "base/geometry.hpp"
#include "base/hash.hpp"
#include "base/language.hpp"
#include "base/length.hpp"
#include "base/role.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
