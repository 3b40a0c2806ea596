// The files' own bookkeeping, read by an independent reader: everything drawn is marked, every
// mark belongs to exactly one tag, both ways round (ISO 32000-1, 14.6 to 14.8; ISO 14289-1, 7).
#include "reader.hpp"
#include "sample.hpp"

#include "pdf/pdf.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

using namespace carefold;
using reader::Value;

namespace {

std::string written(const pages::Document& document, bool imposed) {
    const pages::Imposition imposition = sample::booklet(document);
    diag::Sink sink;
    const std::string bytes = pdf::write(document, {imposed ? &imposition : nullptr, 0}, sink);
    BOOST_TEST(sink.all().empty());
    return bytes;
}

bool paints(const std::string& op) {
    static const std::set<std::string> ops = {"f", "f*", "B", "B*", "S", "n", "Tj", "TJ"};
    return ops.count(op) > 0;
}

/// MCIDs of one stream in order; checks that nothing is drawn outside marks, none are nested, and
/// q and Q, BT and ET pair up inside them.
std::vector<int> marks_of(const reader::File& file, const reader::Object& holder,
                          const std::string& content) {
    std::vector<int> numbers;
    bool marked = false;
    int saved = 0;
    bool text = false;
    const std::vector<Value> tokens = reader::tokens(content);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].kind != Value::Kind::word) {
            continue;
        }
        const std::string& op = tokens[i].text;
        if (op == "BDC") {
            BOOST_TEST(!marked);
            BOOST_TEST(!text);
            marked = true;
            const Value& properties = tokens[i - 1];
            if (tokens[i - 2].text != "Artifact") {
                BOOST_REQUIRE(properties.has("MCID"));
                numbers.push_back(properties["MCID"].id());
            }
        } else if (op == "EMC") {
            BOOST_TEST(marked);
            BOOST_TEST(!text);
            marked = false;
        } else if (op == "BT" || op == "ET") {
            BOOST_TEST(text == (op == "ET"));
            text = op == "BT";
        } else if (op == "q" || op == "Q") {
            saved += op == "q" ? 1 : -1;
        } else if (op == "Do") {
            const Value& resources = file.resolve(holder.value["Resources"]);
            const Value& drawn = file.resolve(resources["XObject"])[tokens[i - 1].text];
            const bool tagged_form = file.at(drawn).value.has("StructParents");
            // Pages, further copies of them and strips mark their content themselves.
            const std::string& name = tokens[i - 1].text;
            const bool marks_itself = std::string("PCS").find(name.front()) != std::string::npos;
            BOOST_TEST((marked || marks_itself));
            BOOST_TEST((!tagged_form || name.front() == 'P'));
            BOOST_TEST(!(marked && tagged_form));
        } else if (paints(op)) {
            BOOST_TEST(marked, op << " outside marked content");
        }
    }
    BOOST_TEST(!marked);
    BOOST_TEST(saved == 0);
    return numbers;
}

using Key = std::pair<int, int>; // object with the stream (page or form), MCID

/// Walks the tag tree: who owns which content and annotations.
struct Walk {
    const reader::File& file;
    std::map<Key, int> owners; // -> object number of the element
    std::map<int, int> annotations;
    std::set<std::string> ids;
    std::set<std::string> types;

    void element(int id, int parent, int page) {
        const Value& value = file.objects.at(id).value;
        BOOST_TEST(value["P"].id() == parent);
        types.insert(value["S"].text);
        if (value.has("Pg")) {
            page = value["Pg"].id();
        }
        if (value.has("ID")) {
            BOOST_TEST(ids.insert(value["ID"].text).second);
        }
        for (const Value& kid : value["K"].items) {
            this->kid(kid, id, page);
        }
    }
    void kid(const Value& kid, int id, int page) {
        if (kid.kind == Value::Kind::reference) {
            element(kid.id(), id, page);
        } else if (kid.kind == Value::Kind::number) {
            BOOST_TEST(owners.emplace(Key{page, kid.id()}, id).second);
        } else if (kid["Type"].text == "OBJR") {
            BOOST_TEST(annotations.emplace(kid["Obj"].id(), id).second);
            BOOST_TEST(file.objects.at(id).value["S"].text == "Link");
        } else {
            BOOST_REQUIRE(kid["Type"].text == "MCR");
            const int own = kid.has("Pg") ? kid["Pg"].id() : page;
            const int holder = kid.has("Stm") ? kid["Stm"].id() : own;
            BOOST_TEST(owners.emplace(Key{holder, kid["MCID"].id()}, id).second);
        }
    }
};

/// All streams that may hold marked content: pages' own and the forms drawn on sheets.
std::map<int, std::vector<int>> all_marks(const reader::File& file) {
    std::map<int, std::vector<int>> marks;
    for (const int page : file.pages()) {
        const reader::Object& object = file.objects.at(page);
        BOOST_TEST(object.value["Tabs"].text == "S");
        BOOST_TEST(object.value.has("TrimBox"));
        marks[page] = marks_of(file, object, file.at(object.value["Contents"]).stream);
        const Value& resources = file.resolve(object.value["Resources"]);
        for (const auto& [name, form] : file.resolve(resources["XObject"]).entries) {
            if (name.front() == 'P') {
                marks[form.id()] = marks_of(file, file.at(form), file.at(form).stream);
            }
        }
    }
    return marks;
}

void check_structure(const std::string& bytes, bool imposed) {
    const reader::File file(bytes);
    const Value& root = file.resolve(file.catalog()["StructTreeRoot"]);
    Walk walk{file, {}, {}, {}, {}};
    walk.element(root["K"].id(), file.catalog()["StructTreeRoot"].id(), 0);

    std::map<int, Value> parents; // by key
    for (const auto& [key, value] : reader::tree(file, root["ParentTree"])) {
        BOOST_TEST(parents.emplace(key.id(), value).second);
        BOOST_TEST(key.number < root["ParentTreeNextKey"].number);
    }
    std::size_t total = 0;
    for (const auto& [holder, numbers] : all_marks(file)) {
        total += numbers.size();
        const Value& value = file.objects.at(holder).value;
        BOOST_TEST(value.has("StructParents") == !numbers.empty());
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            BOOST_TEST(numbers[i] == static_cast<int>(i));
            const auto owner = walk.owners.find({holder, numbers[i]});
            BOOST_REQUIRE(owner != walk.owners.end());
            const Value& back = parents.at(value["StructParents"].id());
            BOOST_TEST(back.items.at(i).id() == owner->second);
            BOOST_TEST((value["Type"].text == "XObject") == imposed);
        }
    }
    BOOST_TEST(total == walk.owners.size());

    std::size_t links = 0;
    for (const int page : file.pages()) {
        for (const Value& reference : file.objects.at(page).value["Annots"].items) {
            ++links;
            const Value& annotation = file.resolve(reference);
            BOOST_TEST(annotation["F"].id() == 4);
            BOOST_TEST(!annotation["Contents"].text.empty());
            BOOST_TEST(parents.at(annotation["StructParent"].id()).id() ==
                       walk.annotations.at(reference.id()));
        }
    }
    BOOST_TEST(links == walk.annotations.size());
    std::set<std::string> named;
    for (const auto& [key, value] : reader::tree(file, root["IDTree"])) {
        BOOST_TEST(file.resolve(value)["ID"].text == key.text);
        named.insert(key.text);
    }
    BOOST_TEST(named == walk.ids, boost::test_tools::per_element());
}

} // namespace

BOOST_AUTO_TEST_SUITE(structure)

BOOST_AUTO_TEST_CASE(reader_edition_is_marked_and_owned) {
    check_structure(written(sample::everything(), false), false);
}

BOOST_AUTO_TEST_CASE(imposed_edition_is_marked_and_owned) {
    check_structure(written(sample::everything(), true), true);
    check_structure(written(sample::everything(12), true), true);
}

BOOST_AUTO_TEST_CASE(long_trees_are_split) {
    const pages::Document document = sample::everything(200);
    const std::string bytes = written(document, false);
    check_structure(bytes, false);
    const reader::File file(bytes);
    const Value& tree = file.resolve(file.resolve(file.catalog()["StructTreeRoot"])["ParentTree"]);
    BOOST_TEST(tree["Kids"].items.size() > 2);
    int last = -1;
    for (const Value& kid : tree["Kids"].items) {
        const Value& limits = file.resolve(kid)["Limits"];
        BOOST_TEST(limits.items[0].id() > last);
        last = limits.items[1].id();
    }
}

BOOST_AUTO_TEST_CASE(empty_elements_go_empty_cells_stay) {
    const reader::File file(written(sample::everything(), false));
    std::map<std::string, int> count;
    for (const auto& [id, object] : file.objects) {
        if (object.value["Type"].text == "StructElem") {
            ++count[object.value["S"].text];
        }
    }
    BOOST_TEST(count["TD"] == 2);
    BOOST_TEST(count["LI"] == 2);
    BOOST_TEST(count["P"] == 6); // the empty one is gone
    BOOST_TEST(count["Figure"] == 2);
}

BOOST_AUTO_TEST_CASE(items_under_unknown_or_artifact_tags_are_artifacts) {
    sample::Builder b;
    b.text(b.tag(Role::p), "real", sample::pt(50, 50));
    b.text(b.tag(Role::artifact), "ornament", sample::pt(50, 70));
    b.more(999, "stray", sample::pt(50, 90));
    check_structure(written(b.document, false), false);
}

BOOST_AUTO_TEST_CASE(deep_nesting_does_not_overflow_the_stack) {
    sample::Builder b;
    pages::TagId tag = 0;
    for (int i = 0; i < 50000; ++i) {
        tag = b.tag(Role::div, tag);
    }
    b.text(tag, "deep", sample::pt(50, 50));
    diag::Sink sink;
    BOOST_TEST(pdf::write(b.document, {}, sink).size() > 50000U);
}

BOOST_AUTO_TEST_CASE(page_on_no_sheet_leaves_no_tags_behind) {
    const pages::Document document = sample::everything(4);
    pages::Imposition imposition = sample::booklet(document);
    imposition.sheets.resize(1);                                             // pages 4 and 1 only
    imposition.sheets[0].placements.push_back({0, sample::pt(10, 10), 180}); // a second time
    diag::Sink sink;
    check_structure(pdf::write(document, {&imposition, 0}, sink), true);
}

BOOST_AUTO_TEST_SUITE_END()
