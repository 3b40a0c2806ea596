#include "pdf/structure.hpp"

#include "pdf/attributes.hpp"
#include "pdf/tree.hpp"

namespace carefold::pdf {

namespace {

using pages::Tag;
using pages::TagId;

std::size_t at(TagId id) {
    return static_cast<std::size_t>(id);
}

// A bare number means: on the element's own page, in its content stream (14.7.4.2).
void append_mark(std::string& out, const Seat& seat, std::size_t number, Ref page) {
    if (seat.form == 0 && page == seat.page) {
        append_integer(out, static_cast<std::int64_t>(number));
        out += ' ';
        return;
    }
    out += "<</Type/MCR";
    if (page != seat.page) {
        out += "/Pg " + to_ref(seat.page);
    }
    if (seat.form != 0) {
        out += "/Stm " + to_ref(seat.form);
    }
    out += "/MCID ";
    append_integer(out, static_cast<std::int64_t>(number));
    out += ">>";
}

/// `annotations`: kids behind the others. The element's page is that of its first content.
std::string kids_entries(const std::vector<Kid>& kids, const std::vector<Seat>& seats,
                         const std::string& annotations) {
    Ref page = 0;
    std::string list;
    for (const Kid& kid : kids) {
        if (kid.kind == Kid::Kind::element) {
            append_ref(list, kid.element);
            list += ' ';
        } else if (kid.kind == Kid::Kind::mark) {
            const Seat& seat = seats[kid.mark.page];
            page = page == 0 ? seat.page : page;
            append_mark(list, seat, kid.mark.number, page);
        }
    }
    list += annotations;
    std::string out;
    if (page != 0) {
        out += "/Pg ";
        append_ref(out, page);
    }
    return list.empty() ? out : out + "/K[" + list + ']';
}

class StructureWriter {
  public:
    StructureWriter(Objects& objects, const StructureInput& input)
        : objects_(objects), in_(input), marked_(input.tags.tags.size()),
          kept_(input.tags.tags.size()), named_(input.tags.tags.size()),
          elements_(input.tags.tags.size()) {}

    Ref write();
    /// Before write().
    void leave_open(const std::vector<bool>& pages, OpenStructure& open) {
        open_pages_ = &pages;
        open_ = &open;
        open.owners.resize(in_.tags.tags.size());
    }

  private:
    struct Element {
        Ref ref = 0;
        std::vector<Kid> kids;
        std::string annotations;
        std::string figure_box;
        bool open = false;
    };
    bool is_open(TagId leaf) const { return in_.open != nullptr && (*in_.open)[at(leaf)]; }

    void collect_marks();
    void prune();
    void link_kids();
    void add_annotations();
    void write_element(TagId id);
    std::string entries_before(TagId id) const;
    std::string entries_after(TagId id) const;
    std::string owners(std::size_t page) const;
    Ref parent_tree();
    Ref id_tree();

    Objects& objects_;
    const StructureInput& in_;
    std::vector<std::vector<Mark>> marked_; // by leaf
    std::vector<bool> kept_;
    std::vector<bool> named_; // has an ID
    std::vector<Element> elements_;
    Ref root_ = 0;
    const std::vector<bool>* open_pages_ = nullptr;
    OpenStructure* open_ = nullptr;
};

void StructureWriter::collect_marks() {
    for (std::size_t page = 0; page < in_.contents.size(); ++page) {
        if (in_.seats[page].page == 0) {
            continue; // on no sheet
        }
        const std::vector<TagId>& leaves = in_.contents[page].leaves;
        for (std::size_t number = 0; number < leaves.size(); ++number) {
            marked_[at(leaves[number])].push_back({page, number});
        }
    }
}

// Elements without content say nothing and confuse readers; but a table keeps its empty cells,
// or it would not be regular (ISO 14289-1, 7.5), and the Document is always there.
void StructureWriter::prune() {
    const auto& order = in_.tags.order;
    for (const Annotation& annotation : in_.annotations) {
        kept_[at(annotation.tag)] = true;
    }
    for (auto id = order.rbegin(); id != order.rend(); ++id) {
        const Tag& tag = in_.tags.at(*id);
        if (!marked_[at(*id)].empty() || is_open(*id) || tag.role == Role::figure ||
            *id == order.front()) {
            kept_[at(*id)] = true;
        }
        if (kept_[at(*id)] && tag.parent >= 0) {
            kept_[at(tag.parent)] = true;
        }
    }
    for (const TagId id : order) { // parents first
        const Tag& tag = in_.tags.at(id);
        const bool part_of_table = tag.role == Role::thead || tag.role == Role::tbody ||
                                   tag.role == Role::row || tag.role == Role::header_cell ||
                                   tag.role == Role::data_cell;
        const bool group = tag.role == Role::thead || tag.role == Role::tbody;
        if (part_of_table && (!group || !tag.children.empty()) && kept_[at(tag.parent)]) {
            kept_[at(id)] = true;
        }
        const bool needs_id = tag.role == Role::note;
        named_[at(id)] = named_[at(id)] || (needs_id && kept_[at(id)]);
        for (const TagId header : tag.headers) {
            if (kept_[at(id)] && in_.tags.owner_of(header) == header) {
                named_[at(header)] = true;
            }
        }
    }
}

// Content of leaves goes into their owner's kids in place: walking depth first keeps the order.
void StructureWriter::link_kids() {
    for (const TagId id : in_.tags.order) {
        if (kept_[at(id)] && in_.tags.owner[at(id)] == id) {
            elements_[at(id)].ref = objects_.reserve();
        }
    }
    for (const TagId id : in_.tags.order) {
        if (!kept_[at(id)]) {
            continue;
        }
        const TagId owner = in_.tags.owner[at(id)];
        if (owner == id && id != in_.tags.order.front()) {
            const TagId parent = in_.tags.owner[at(in_.tags.at(id).parent)];
            elements_[at(parent)].kids.push_back(
                {Kid::Kind::element, elements_[at(id)].ref, {}, no_tag});
        }
        Element& element = elements_[at(owner)];
        for (const Mark& mark : marked_[at(id)]) {
            element.kids.push_back({Kid::Kind::mark, 0, mark, no_tag});
        }
        if (is_open(id)) {
            element.kids.push_back({Kid::Kind::leaf, 0, {}, id});
            element.open = true;
            open_->owners[at(id)] = element.ref;
        }
    }
    for (std::size_t page = 0; page < in_.contents.size(); ++page) {
        for (const auto& [figure, rect] : in_.contents[page].figures) {
            Element& element = elements_[at(figure)];
            if (in_.seats[page].page != 0 && element.figure_box.empty()) {
                element.figure_box = in_.seats[page].box(rect);
            }
        }
    }
}

// 14.7.4.3; ISO 14289-1, 7.18.5: every link annotation belongs to its Link.
void StructureWriter::add_annotations() {
    for (const Annotation& annotation : in_.annotations) {
        elements_[at(annotation.tag)].annotations += "<</Type/OBJR/Obj " + to_ref(annotation.ref) +
                                                     "/Pg " +
                                                     to_ref(in_.seats[annotation.page].page) + ">>";
    }
}

std::string StructureWriter::entries_before(TagId id) const {
    const bool document = id == in_.tags.order.front();
    std::string out = "/Type/StructElem/S/";
    out += document ? role_name(Role::document) : role_name(in_.tags.role(id));
    out += "/P ";
    append_ref(out,
               document ? root_ : elements_[at(in_.tags.owner_of(in_.tags.at(id).parent))].ref);
    return out;
}

std::string StructureWriter::entries_after(TagId id) const {
    const Tag& tag = in_.tags.at(id);
    const bool document = id == in_.tags.order.front();
    std::string out;
    if (named_[at(id)]) {
        out += "/ID" + element_id(id);
    }
    if (tag.language.text() != "und" || document) {
        out += "/Lang";
        append_text(out, document ? in_.language.text() : tag.language.text());
    }
    if (tag.role == Role::figure && !tag.alt.empty()) { // a Link's goes into its annotation
        out += "/Alt";
        append_text(out, tag.alt);
    }
    if (!tag.actual_text.empty()) {
        out += "/ActualText";
        append_text(out, tag.actual_text);
    }
    out += attributes(in_.tags, id, kept_, elements_[at(id)].figure_box);
    return out;
}

void StructureWriter::write_element(TagId id) {
    Element& element = elements_[at(id)];
    if (element.open) {
        open_->elements.push_back(
            {element.ref, entries_before(id), entries_after(id), std::move(element.kids)});
        return;
    }
    objects_.fill(element.ref, entries_before(id) +
                                   kids_entries(element.kids, in_.seats, element.annotations) +
                                   entries_after(id));
}

std::string StructureWriter::owners(std::size_t page) const {
    std::string out;
    for (const TagId leaf : in_.contents[page].leaves) {
        append_ref(out, elements_[at(in_.tags.owner_of(leaf))].ref);
        out += ' ';
    }
    return out;
}

// 14.7.4.4: for each content stream the elements by MCID, for each annotation its own.
Ref StructureWriter::parent_tree() {
    std::vector<TreeEntry> tree;
    for (std::size_t page = 0; page < in_.contents.size(); ++page) {
        if (open_pages_ != nullptr && (*open_pages_)[page]) {
            open_->parents.push_back({objects_.reserve(), page, owners(page)});
            tree.emplace_back(std::to_string(page), to_ref(open_->parents.back().ref));
        } else if (!in_.contents[page].leaves.empty() && in_.seats[page].page != 0) {
            std::string all = '[' + owners(page);
            all.back() = ']';
            tree.emplace_back(std::to_string(page), std::move(all));
        }
    }
    for (std::size_t i = 0; i < in_.annotations.size(); ++i) {
        tree.emplace_back(std::to_string(in_.contents.size() + i),
                          to_ref(elements_[at(in_.annotations[i].tag)].ref));
    }
    return write_tree(objects_, TreeKind::numbers, tree);
}

Ref StructureWriter::id_tree() {
    std::vector<TreeEntry> tree;
    for (std::size_t id = 0; id < named_.size(); ++id) {
        if (named_[id] && kept_[id]) {
            tree.emplace_back(element_id(static_cast<TagId>(id)), to_ref(elements_[id].ref));
        }
    }
    return tree.empty() ? 0 : write_tree(objects_, TreeKind::names, tree);
}

Ref StructureWriter::write() {
    root_ = objects_.reserve();
    collect_marks();
    prune();
    link_kids();
    add_annotations();
    std::string root = "/Type/StructTreeRoot";
    if (!in_.tags.order.empty()) {
        root += "/K " + to_ref(elements_[at(in_.tags.order.front())].ref);
    }
    for (const TagId id : in_.tags.order) {
        if (elements_[at(id)].ref != 0) {
            write_element(id);
        }
    }
    root += "/ParentTree " + to_ref(parent_tree()) + "/ParentTreeNextKey " +
            std::to_string(in_.contents.size() + in_.annotations.size());
    if (const Ref ids = id_tree()) {
        root += "/IDTree " + to_ref(ids);
    }
    objects_.fill(root_, std::move(root));
    return root_;
}

} // namespace

std::string kids_entries(const std::vector<Kid>& kids, const std::vector<Seat>& seats) {
    return kids_entries(kids, seats, {});
}

Ref write_open_structure(Objects& objects, const StructureInput& input,
                         const std::vector<bool>& pages, OpenStructure& open) {
    StructureWriter writer(objects, input);
    writer.leave_open(pages, open);
    return writer.write();
}

Ref write_structure(Objects& objects, const StructureInput& input) {
    return StructureWriter(objects, input).write();
}

} // namespace carefold::pdf
