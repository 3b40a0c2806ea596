#include "base/base.hpp"

#include <boost/test/unit_test.hpp>

using namespace carefold;

BOOST_AUTO_TEST_SUITE(utf8)

BOOST_AUTO_TEST_CASE(finds_the_first_bad_byte) {
    BOOST_TEST(!find_invalid_utf8(""));
    BOOST_TEST(!find_invalid_utf8("plain words, more than eight of them"));
    BOOST_TEST(!find_invalid_utf8("caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x99\x82"));
    const auto at = [](std::string_view text) { return find_invalid_utf8(text).value_or(999); };
    BOOST_TEST(at("caf\xE9") == 3U);          // Latin-1
    BOOST_TEST(at("12345678\x80") == 8U);     // a follower alone
    BOOST_TEST(at("\xC0\xAF") == 0U);         // overlong
    BOOST_TEST(at("\xE0\x80\xAF") == 0U);     // overlong
    BOOST_TEST(at("a\xED\xA0\x80") == 1U);    // surrogate
    BOOST_TEST(at("\xF4\x90\x80\x80") == 0U); // beyond U+10FFFF
    BOOST_TEST(at("\xF5\x80\x80\x80") == 0U);
    BOOST_TEST(at("ab\xE2\x82") == 2U); // cut off
    BOOST_TEST(at("ab\xF0\x9F\x99") == 2U);
    BOOST_TEST(at("ab\xE2\x82z") == 2U);
}

BOOST_AUTO_TEST_CASE(steps_through_characters) {
    const std::vector<char32_t> expected = {U'a', U'é', U'€', U'🙂', 0xFFFD, U'z'};
    const auto characters = decode_utf8("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x99\x82\xFFz");
    BOOST_TEST((characters == expected));
}

BOOST_AUTO_TEST_CASE(bad_bytes_are_taken_one_at_a_time) {
    BOOST_TEST(decode_utf8("\xE2\x82").size() == 2U);
    BOOST_TEST(decode_utf8("\xF0\x9F\x99").size() == 3U);
}

BOOST_AUTO_TEST_CASE(every_scalar_value_comes_back) {
    for (char32_t c = 0; c <= 0x10FFFF; c += c < 0x11000 ? 1 : 251) {
        if (c >= 0xD800 && c <= 0xDFFF) {
            continue;
        }
        std::string text;
        append_utf8(text, c);
        std::size_t at = 0;
        const bool same = !find_invalid_utf8(text) && next_utf8(text, at) == c && at == text.size();
        BOOST_REQUIRE_MESSAGE(same, "U+" << std::hex << static_cast<unsigned>(c));
    }
}

BOOST_AUTO_TEST_CASE(what_is_no_scalar_value_is_replaced) {
    for (const char32_t c : {char32_t{0xD800}, char32_t{0xDFFF}, char32_t{0x110000}}) {
        std::string text;
        append_utf8(text, c);
        BOOST_TEST(text == "\xEF\xBF\xBD");
    }
}

BOOST_AUTO_TEST_CASE(edit_distance_is_optimal_string_alignment) {
    BOOST_TEST(edit_distance("", "") == 0U);
    BOOST_TEST(edit_distance("", "abc") == 3U);
    BOOST_TEST(edit_distance("abc", "") == 3U);
    BOOST_TEST(edit_distance("kitten", "sitting") == 3U);
    BOOST_TEST(edit_distance("lsit", "list") == 1U); // neighbours swapped
    BOOST_TEST(edit_distance("ca", "abc") == 3U);    // not 2: no stretch is edited twice
    BOOST_TEST(edit_distance("café", "cafe") == 1U); // characters, not bytes
    BOOST_TEST(edit_distance("metadata", "metadata") == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
