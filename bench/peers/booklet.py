"""What a client reads of a guide, in a plain form of its own, for other typesetters.

read(GUIDE) -> Booklet. Audience, fixed words, the clinic's details and numbers of sources are
resolved as our layout booklet-a5 does, so that every program is given the same words and drawings.

Blocks: h1 h2 (text; h2 `listed` in the contents or not; both `break`), lead, p (`first`: no indent),
line (of the sheet to fill in), ul ol check (of li), figure (src alt height width caption), callout
(kind title; blocks), entry (blocks), definitions (of dt dd), table (caption; of tr of th td;
`open`: rows to write in), sources (of li), contact (of line), qr, writing, h3.
Inline: em strong label small cite(number) xref(to) note field(name) link(href) br."""

import dataclasses
import pathlib
import re
import shutil
import xml.etree.ElementTree as tree

NAMESPACE = re.compile(r"\{[^}]*\}")
PALETTE = {"ink": "#1d2b2f", "primary": "#1f5a5e", "accent": "#c0694a", "tint": "#e6f0ef",
           "paper": "#ffffff", "skin": "#ead9cc", "line": "#8fadac", "alert": "#8f2f1b"}
GRID = 16  # points from line to line
BREAK_BEFORE = {"techniques", "considerations", "maintenance"}


@dataclasses.dataclass
class Booklet:
    language: str
    title: str
    subtitle: str
    summary: str
    clinic: str
    cover: tree.Element  # figure
    body: list  # of elements
    fill_in: list
    last: list
    review: str
    words: dict


def plain(text):
    return re.sub(r"\s+", " ", text or "")


def load(path):
    root = tree.parse(path).getroot()
    for element in root.iter():
        element.tag = NAMESPACE.sub("", element.tag)
    return root


def shown(element):
    return [child for child in element
            if child.get("audience", "client") == "client" and not child.get("needs")]


def find(element, kind):
    return next((child for child in shown(element) if child.tag == kind), None)


def make(tag, text=None, children=(), /, **attributes):
    element = tree.Element(tag, {key: str(value) for key, value in attributes.items()})
    element.text = text
    element.extend(children)
    return element


class Reader:
    def __init__(self, guide):
        root = guide.parent.parent.parent
        self.guide = load(guide)
        self.words = {word.get("id"): plain(word.text)
                      for word in load(root / "layouts/words.xml")}
        self.brand = {field.get("name"): plain(field.text)
                      for field in load(root / "content/brand.xml") if field.tag == "field"}
        self.numbers = {}  # of sources, in order of first mention

    # Inline matter

    def inline(self, source, tag, /, **attributes):
        """The words of an element as one of another kind, without space at its ends."""
        out = make(tag, plain(source.text), **attributes)
        for child in source:
            if child in shown(source):
                out.append(self.phrase(child))
            self.append_text(out, plain(child.tail))
        self.strip(out)
        return out

    @staticmethod
    def append_text(element, text):
        if len(element):
            element[-1].tail = (element[-1].tail or "") + text
        else:
            element.text = (element.text or "") + text

    @staticmethod
    def strip(element):
        element.text = (element.text or "").lstrip()
        if len(element):
            element[-1].tail = (element[-1].tail or "").rstrip()
        else:
            element.text = element.text.rstrip()

    def phrase(self, element):
        if element.tag == "cite":
            source = element.get("source")
            return make("cite", number=self.numbers.setdefault(source, len(self.numbers) + 1))
        if element.tag == "field":
            name = element.get("name")
            if name == "clinic.web":
                return make("link", self.brand[name], href=self.brand[name])
            return make("span", self.brand[name]) if name in self.brand else make("field", name=name)
        if element.tag == "foreign":
            return self.inline(element, "em")
        if element.tag == "footnote":
            return self.inline(element, "note")
        return self.inline(element, element.tag, **element.attrib)

    # Blocks

    def blocks(self, element, level):
        out = []
        before = None
        for child in shown(element):
            handler = getattr(self, "block_" + child.tag.replace("-", "_"), None)
            if handler:
                out += handler(child, level, before)
            before = child.tag
        return out

    def block_section(self, element, level, _):
        role = element.get("role")
        title = find(element, "title")
        emergency = any(c.tag == "callout" and c.get("kind") == "emergency" for c in element)
        to_write_in = any(c.tag == "table" and self.is_open(c) for c in element)
        heading = self.inline(title, f"h{level}", id=element.get("id"))
        if role in BREAK_BEFORE or emergency or to_write_in:
            heading.set("break", "yes")
        inside = [heading] + self.blocks(element, level + 1)
        if emergency:  # what to do in a hurry stays on one page: the lists alone
            inside = [block for block in inside if block.tag != "figure"]
        if role == "considerations":
            for block in inside:
                if block.tag == f"h{level + 1}":
                    block.set("listed", "yes")
        height = {"areas": 15, "role-of-massage": 7, "techniques": 5.5}.get(role)
        figures = [block for block in inside if block.tag == "figure"]
        for number, figure in enumerate(figures):
            if height and level == 1:
                figure.set("height", str(height * GRID))
            elif number:
                figure.set("height", str(7 * GRID))
        return inside

    def block_lead(self, element, *_):
        return [self.inline(element, "lead")]

    def block_p(self, element, _, before):
        names = [field.get("name") for field in element if field.tag == "field"]
        if any(name not in self.brand for name in names):
            return [self.inline(element, "line")]
        return [self.inline(element, "p", **({} if before == "p" else {"first": "yes"}))]

    def items(self, element, kind, item):
        return [make(kind, None, [self.inline(child, "li") for child in shown(element)
                                  if child.tag == item])]

    def block_list(self, element, *_):
        return self.items(element, "ul", "item")

    def block_steps(self, element, *_):
        return self.items(element, "ol", "step")

    def block_checklist(self, element, *_):
        return [self.inline(find(element, "title"), "h4")] + self.items(element, "check", "check")

    def block_figure(self, element, _, __):
        caption, alt = find(element, "caption"), find(element, "alt")
        height = 7 if "stretch-" in element.get("src") else 10
        inside = [self.inline(caption, "caption")] if caption is not None else []
        return [make("figure", None, inside, src=element.get("src"),
                     alt=plain(alt.text).strip(), height=height * GRID)]

    def block_callout(self, element, level, _):
        kind = element.get("kind")
        title = find(element, "title")
        name = (self.inline(title, "h4") if title is not None
                else make("h4", self.words["callout." + kind]))
        return [make("callout", None, [name] + self.blocks(element, level), kind=kind)]

    def block_technique(self, element, *_):
        steps = int(element.get("pressure"))
        scale = make("scale", self.words[f"pressure.{steps}"], steps=steps)
        inside = [self.inline(find(element, "name"), "h3"),
                  self.inline(find(element, "essence"), "essence"), scale]
        for kind in ("feel", "suits", "care"):
            line = self.inline(find(element, kind), "p", first="yes")
            label = make("label", self.words[kind])
            label.tail = " " + line.text
            line.text = ""
            line.insert(0, label)
            inside.append(line)
        return [make("entry", None, inside)]

    def block_benefit(self, element, level, _):
        grade = make("small", self.words["evidence." + element.get("evidence")])
        return [self.inline(find(element, "name"), "h3"), grade] + self.blocks(element, level)

    def block_definitions(self, element, *_):
        pairs = []
        for child in shown(element):
            pairs += [self.inline(find(child, "term"), "dt"),
                      self.inline(find(child, "meaning"), "dd")]
        return [make("definitions", None, pairs)]

    @staticmethod
    def is_open(table):
        return any(len(row) > 1 and not len(row[1]) and not (row[1].text or "").strip()
                   for row in table if row.tag == "row")

    def block_table(self, element, *_):
        rows = []
        for row in shown(element):
            if row.tag in ("head", "row"):
                cells = [self.inline(cell, "th" if row.tag == "head" or cell.get("header") else "td")
                         for cell in row]
                rows.append(make("tr", None, cells, head="yes" if row.tag == "head" else "no"))
        return [make("table", None, [self.inline(find(element, "caption"), "caption")] + rows,
                     open="yes" if self.is_open(element) else "no")]

    def block_contact(self, element, *_):
        lines = [self.inline(child, "p", first="yes") for child in shown(element)
                 if child.tag == "line"]
        qr = find(element, "qr")
        return [make("contact", None, lines + [make("qr", alt=plain(find(qr, "alt").text).strip())])]

    def block_writing(self, element, *_):
        return [make("writing", self.inline(find(element, "label"), "p").text)]

    # The whole

    def sources(self):
        items = []
        known = {source.get("id"): source for source in self.guide.iter("source")}
        for name in sorted(self.numbers, key=self.numbers.get):
            item = self.inline(known[name], "li", id=f"source-{self.numbers[name]}")
            self.append_text(item, " ")
            address = known[name].get("href")
            item.append(make("link", address.removeprefix("https://").removeprefix("www."),
                             href=address))
            items.append(item)
        return [make("h1", self.words["sources"], id="sources"), make("sources", None, items)]

    def booklet(self):
        metadata = find(self.guide, "metadata")
        words = {kind: plain(find(metadata, kind).text).strip()
                 for kind in ("title", "subtitle", "summary")}
        cover = find(metadata, "cover")
        sections = [child for child in shown(self.guide) if child.tag == "section"]
        contact = sections.pop()
        body = [block for section in sections for block in self.block_section(section, 1, None)]
        fill_in = [block for child in shown(contact) if child.tag == "section"
                   for block in self.block_section(child, 2, None)]
        title = self.inline(find(contact, "title"), "h1", id=contact.get("id"))
        rest = make("section", None, [child for child in shown(contact)
                                      if child.tag not in ("section", "summary", "title")])
        review = self.words["review"].format(
            version=find(metadata, "version").text, date="November 21, 2026",
            status=self.words["status." + find(metadata, "review").get("status")])
        return Booklet(
            self.guide.get("{http://www.w3.org/XML/1998/namespace}lang", "en"), words["title"],
            words["subtitle"], words["summary"], self.brand["clinic.name"],
            make("figure", src=cover.get("src"), alt=plain(find(cover, "alt").text).strip()),
            body + self.sources(), fill_in, [title] + self.blocks(rest, 2), review, self.words)


def read(guide):
    return Reader(pathlib.Path(guide).resolve()).booklet()


def colored(text):
    """A drawing with its classes of the palette as plain colours."""
    def paint(match):
        return " ".join(f'{name.split("-")[0]}="{PALETTE[name.split("-")[1]]}"'
                        for name in match.group(1).split())
    return re.sub(r'class="([^"]*)"', paint, text)


def copy_drawings(guide, folder):
    """All drawings into folder/art."""
    guide = pathlib.Path(guide).resolve()
    root = guide.parent.parent.parent
    art = pathlib.Path(folder) / "art"
    art.mkdir(parents=True, exist_ok=True)
    for source in [*guide.parent.glob("art/*.svg"), *(root / "layouts/art").glob("*.svg"),
                   root / "content/art/logo.svg"]:
        (art / source.name).write_text(colored(source.read_text()))
    shutil.copy(pathlib.Path(__file__).parent / "booking.svg", art)


def all_blocks(booklet):
    return [*booklet.body, *booklet.fill_in, *booklet.last]
