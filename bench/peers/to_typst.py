#!/usr/bin/env python3
"""A guide as a Typst booklet: to_typst.py GUIDE FOLDER writes guide.typ, style.typ,
main.typ, record.json, art/.

guide.typ holds all that is the same for every client, so Typst evaluates it once; main.typ puts it
together with a record, which is either the file record.json or `sys.inputs` (--record input), and
which the footers either look up in the document (so that no style depends on it and paragraphs are
laid out once) or carry in the page's style (--footer style)."""

import argparse
import json
import pathlib
import re
import shutil

import booklet as plain_booklet

MAIN = """#import "guide.typ": *
#let record = {record}
#show: styles.with(about, {who})
{marker}#cover(about, record.at("client.name"))
#contents(about)
#body
#fill-in(record)
#notes
#last
"""


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def escaped(text):
    return re.sub(r"([\\#*_`$<>@\[\]~=+/-])", r"\\\1", text or "")


class Writer:
    def inline(self, element):
        return escaped(element.text) + "".join(self.phrase(child) + escaped(child.tail)
                                               for child in element)

    def phrase(self, element):
        kind, body = element.tag, self.inline(element)
        if kind == "cite":
            number = element.get("number")
            return f"#super(link(<source-{number}>)[\\[{number}\\]]);"
        if kind == "xref":
            to = element.get("to")
            return f"#link(<{to}>)[{body} (page #page-of(<{to}>))];"
        if kind == "field":
            name = quoted(element.get("name"))
            it = f"record.at({name})"
            return f"#value({'day(' + it + ')' if 'date' in name else it});"
        if kind == "link":
            return f"#link({quoted(element.get('href'))})[{body}];"
        calls = {"em": "emph", "strong": "strong", "label": "label-of", "note": "footnote"}
        return f"#{calls[kind]}[{body}];" if kind in calls else body

    def block(self, element, inside=""):
        return getattr(self, "block_" + element.tag)(element, inside) + "\n\n"

    def blocks(self, elements, inside=""):
        return "".join(self.block(element, inside) for element in elements)

    def heading(self, element, level, listed):
        label = f" <{element.get('id')}>" if element.get("id") else ""
        text = (f"#heading(level: {level}, outlined: {str(listed).lower()}, bookmarked: true)"
                f"[{self.inline(element)}]{label}")
        return f"#opens[{text}]" if element.get("break") else text

    def block_h1(self, element, _):
        return self.heading(element, 1, element.get("id") != "sources")

    def block_h2(self, element, _):
        return self.heading(element, 2, element.get("listed") == "yes")

    def block_h3(self, element, inside):
        return f"#entry-name({15 if inside == 'entry' else 12}pt)[{self.inline(element)}]"

    def block_h4(self, element, _):
        return f"#small-heading[{self.inline(element)}]"

    def block_p(self, element, _):
        return (self.inline(element) if element.get("first")
                else f"#indented[{self.inline(element)}]")

    def block_lead(self, element, _):
        return f"#lead[{self.inline(element)}]"

    def block_line(self, element, _):
        return f"#line-to-fill[{self.inline(element)}]"

    def block_small(self, element, _):
        return f"#grade[{self.inline(element)}]"

    def block_essence(self, element, _):
        return f"#block(sticky: true, emph[{self.inline(element)}])"

    def block_scale(self, element, _):
        return f"#scale({element.get('steps')})[{self.inline(element)}]"

    def items(self, element):
        return "".join(f"[{self.inline(item)}]" for item in element)

    def block_ul(self, element, _):
        return f"#list{self.items(element)}"

    def block_ol(self, element, _):
        return f"#enum{self.items(element)}"

    def block_check(self, element, _):
        return f"#checks{self.items(element)}"

    def block_sources(self, element, _):
        items = "".join(f"[{self.inline(item)} #metadata(none) <{item.get('id')}>]"
                        for item in element)
        return "#{set text(size: 10.2pt)\nset par(leading: 3.4pt)\nset enum(spacing: 9pt)\n" \
               f"enum{items}}}"

    def block_definitions(self, element, _):
        pairs = ", ".join(f"([{self.inline(term)}], [{self.inline(meaning)}])"
                          for term, meaning in zip(element[::2], element[1::2]))
        return f"#meanings({pairs})"

    def block_figure(self, element, _):
        caption = f"[{self.inline(element[0])}]" if len(element) else "none"
        return (f"#drawing({quoted(element.get('src'))}, {quoted(element.get('alt'))}, "
                f"{element.get('height')}pt, {caption})")

    def block_table(self, element, _):
        caption, *rows = element
        cells = [[f"[{self.inline(cell)}]" for cell in row] for row in rows]
        to_write_in = element.get("open") == "yes"
        columns = ("(auto, auto, 1fr, 1fr)" if to_write_in else "(3fr, 5fr, 2.5fr)")
        return (f"#grid-of([{self.inline(caption)}], {columns}, {'10.8pt' if to_write_in else '4pt'}, "
                f"({', '.join(cells[0])}), " + ", ".join(c for row in cells[1:] for c in row) + ")")

    def block_callout(self, element, _):
        return f"#callout({quoted(element.get('kind'))})[{self.blocks(element)}]"

    def block_entry(self, element, _):
        return f"#entry[{self.blocks(element, 'entry')}]"

    def block_contact(self, element, _):
        return f"#contact[{self.blocks(element)}]"

    def block_qr(self, element, _):
        return f"#booking({quoted(element.get('alt'))})"

    def block_writing(self, element, _):
        return f"#text(font: \"Noto Sans\")[{escaped(element.text)}]\n\n#ruled(10)"

    def guide(self, book):
        values = {"title": book.title, "clinic": book.clinic, "summary": book.summary,
                  "subtitle": book.subtitle, "alt": book.cover.get("alt"),
                  "language": book.language, "contents": book.words["contents"],
                  "prepared": book.words["prepared-for"]}
        about = ", ".join(f"{key}: {quoted(value)}" for key, value in values.items())
        fill_in = list(book.fill_in)
        at = next(n for n, block in enumerate(fill_in) if block.tag == "writing") - 1
        notes = self.blocks(fill_in[at:at + 1]) + self.blocks(fill_in[at + 1:]).replace(
            "ruled(10)", "ruled(19)")
        last = (self.blocks(book.last)
                + f'#v(1fr)\n#text(font: "Noto Sans", size: 9pt)[{escaped(book.review)}]\n')
        return (f'#import "style.typ": *\n#let about = ({about})\n'
                f"#let body = [\n#pagebreak()\n{self.blocks(book.body)}]\n\n"
                f"#let fill-in(record) = [\n{self.blocks(fill_in[:at])}]\n\n"
                f"#let notes = [\n#pagebreak()\n{notes}]\n\n"
                f"#let last = [\n#pagebreak()\n{last}]\n")


def main_file(record, footer):
    """`record`: file or input; `footer`: query or style."""
    sources = {"file": 'json("record.json")', "input": 'json(bytes(sys.inputs.record))'}
    looked_up = 'query(<record>).map(it => it.value).at(0, default: "")'
    who = {"query": f"() => {looked_up}", "style": '() => record.at("client.name")'}
    marker = '#metadata(record.at("client.name")) <record>\n' if footer == "query" else ""
    return MAIN.format(record=sources[record], who=who[footer], marker=marker)


SAMPLE = {"client.name": "Maria Okonkwo-Lindqvist", "practitioner.name": "Jonas Albrecht",
          "appointment.date": "2026-12-03", "appointment.time": "14:30"}


def write(guide, folder, record="file", footer="query"):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    book = plain_booklet.read(guide)
    (folder / "guide.typ").write_text(Writer().guide(book))
    (folder / "main.typ").write_text(main_file(record, footer))
    (folder / "record.json").write_text(json.dumps(SAMPLE, ensure_ascii=False))
    shutil.copy(pathlib.Path(__file__).parent / "style.typ", folder)
    plain_booklet.copy_drawings(guide, folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("guide")
    parser.add_argument("folder")
    parser.add_argument("--record", choices=("file", "input"), default="file")
    parser.add_argument("--footer", choices=("query", "style"), default="query")
    options = parser.parse_args()
    write(options.guide, options.folder, options.record, options.footer)


if __name__ == "__main__":
    main()
