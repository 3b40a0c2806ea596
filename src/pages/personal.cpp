#include "pages/pages.hpp"

#include <algorithm>

namespace carefold::pages {

bool is_personal(const Document& document) {
    return std::any_of(document.pages.begin(), document.pages.end(), [](const Page& page) {
        return std::any_of(page.items.begin(), page.items.end(),
                           [](const Item& item) { return item.personal >= 0; });
    });
}

} // namespace carefold::pages
