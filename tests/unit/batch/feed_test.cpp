// Who makes what, and in which order it is told.
#include "batch/feed.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace carefold;
using namespace carefold::batch;

namespace {

/// One item for each letter, which is its language; a blank is a record without documents.
class Letters : public Feed {
  public:
    explicit Letters(std::string letters) : letters_(std::move(letters)) {}
    ItemPtr next() override {
        if (at_ == letters_.size()) {
            return nullptr;
        }
        auto item = std::make_shared<Item>();
        if (letters_[at_] != ' ') {
            item->order.emplace();
            item->order->request.language = letters_[at_];
        }
        ++at_;
        return item;
    }

  private:
    std::string letters_;
    std::size_t at_ = 0;
};

char letter_of(const Item& item) {
    return item.order ? item.order->request.language.front() : ' ';
}

/// What two makers in turn are given.
std::pair<std::string, std::string> shared_out(const std::string& letters, std::size_t ahead) {
    Letters feed(letters);
    Window window(feed, ahead);
    std::string first;
    std::string second;
    while (window.read()) {
        std::string& mine = first.size() > second.size() ? second : first;
        mine += letter_of(*window.take(&mine));
    }
    return {first, second};
}

std::string sorted(std::string text) {
    std::sort(text.begin(), text.end());
    return text;
}

} // namespace

BOOST_AUTO_TEST_CASE(a_maker_goes_on_with_what_it_has_made_before) {
    const auto [first, second] = shared_out("abababbaab", 4);
    BOOST_TEST(first == "aaaaa");
    BOOST_TEST(second == "bbbbb");
}

BOOST_AUTO_TEST_CASE(all_share_when_there_is_one_kind) {
    const auto [first, second] = shared_out("aaaaaa", 4);
    BOOST_TEST(first == "aaa");
    BOOST_TEST(second == "aaa");
}

BOOST_AUTO_TEST_CASE(everything_is_made_once) {
    const std::string letters = "abc cab aaaaab dbcaaeabc aacb a";
    for (const std::size_t ahead : {1U, 2U, 5U, 100U}) {
        const auto [first, second] = shared_out(letters, ahead);
        BOOST_TEST(sorted(first + second) == sorted(letters));
    }
}

BOOST_AUTO_TEST_CASE(the_unlike_do_not_wait_for_ever) {
    const std::string many(100, 'a');
    Letters feed("az" + many);
    Window window(feed, 2);
    std::string given;
    while (window.read()) {
        given += letter_of(*window.take(&given));
    }
    const auto at = given.find('z');
    BOOST_TEST(at > 1U);
    BOOST_TEST(at < 12U);
}

BOOST_AUTO_TEST_CASE(turns_are_kept) {
    Turns turns;
    std::vector<std::size_t> told;
    for (const std::size_t place : {2U, 0U, 1U, 4U, 3U, 5U}) {
        auto item = std::make_shared<Item>();
        item->place = place;
        for (const ItemPtr& due : turns.put(item)) {
            told.push_back(due->place);
        }
        BOOST_TEST(told.size() <= 6U);
    }
    BOOST_TEST((told == std::vector<std::size_t>{0, 1, 2, 3, 4, 5}));
}
