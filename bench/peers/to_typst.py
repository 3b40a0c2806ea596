#!/usr/bin/env python3
"""A guide as a Typst booklet: to_typst.py GUIDE FOLDER writes guide.typ, main.typ, record.json, art/.

guide.typ holds all that is the same for every client, so Typst evaluates it once; main.typ puts it
together with a record, which is either the file record.json or `sys.inputs` (--record input), and
which the footers either look up in the document (so that no style depends on it and paragraphs are
laid out once) or carry in the page's style (--footer style)."""

import argparse
import json
import pathlib
import re

import booklet as plain_booklet

PREAMBLE = """
#let ink = rgb("#1d2b2f")
#let primary = rgb("#1f5a5e")
#let accent = rgb("#c0694a")
#let tint = rgb("#e6f0ef")
#let rule = rgb("#8fadac")
#let alert = rgb("#8f2f1b")
#let everyone = ("Noto Serif", "Noto Naskh Arabic", "Noto Serif Hebrew", "Noto Serif Devanagari",
  "Noto Serif Thai", "Noto Serif CJK JP", "Noto Serif CJK KR", "Noto Serif CJK SC")
#let leaded(size, leading, body, ..more) = {
  set par(leading: leading - size, spacing: leading - size, justify: false, first-line-indent: 0pt)
  set text(size: size, hyphenate: false, ..more)
  body
}
#let label-of(body) = text(font: "Noto Sans", weight: "bold", size: 0.9em, fill: primary, body)
#let name(it) = text(font: everyone, it)
#let running(body) = text(font: "Noto Sans", size: 9pt, fill: primary, hyphenate: false,
  number-type: auto, body)
#let head() = context {
  let page-number = here().page()
  let before = query(heading.where(level: 1)).filter(it => it.location().page() <= page-number)
  if before.len() > 0 {
    align(if calc.odd(page-number) { right } else { left }, running(before.last().body))
  }
}
#let foot(who) = context {
  let number = text(font: "Noto Sans", size: 10pt, weight: "bold", fill: primary,
    number-type: auto, counter(page).display())
  let owner = running(name(who()))
  if calc.odd(here().page()) [#owner #h(1fr) #number] else [#number #h(1fr) #owner]
}
#let styles(who, doc) = {
  set document(title: TITLE, author: CLINIC, description: SUMMARY)
  set page(width: 148mm, height: 210mm, header-ascent: 24pt, footer-descent: 20pt,
    margin: (inside: 17mm, outside: 15mm, top: 58.5pt, bottom: 20mm), header: head(),
    footer: foot(who))
  set text(font: "Noto Serif", size: 12pt, lang: LANGUAGE, fill: ink, top-edge: 0.8em,
    bottom-edge: -0.2em, number-type: "old-style", hyphenate: true)
  set par(justify: true, leading: 4pt, spacing: 4pt, first-line-indent: 0pt)
  set smartquote(enabled: false)
  set footnote(numbering: "a")
  set list(marker: text(fill: accent)[•], indent: 0pt, body-indent: 9pt, spacing: 4pt)
  set enum(numbering: n => text(font: "Noto Sans", weight: "bold", fill: primary, [#n.]),
    body-indent: 8pt, spacing: 4pt)
  show list: set block(above: 12pt, below: 12pt)
  show list: set par(justify: false)
  show list: set text(hyphenate: false)
  show enum: set block(above: 12pt, below: 12pt)
  show enum: set par(justify: false)
  show enum: set text(hyphenate: false)
  set heading(numbering: none)
  show heading: set text(font: "Noto Sans", weight: "bold", fill: primary, hyphenate: false,
    number-type: auto)
  show heading: set par(justify: false, leading: 5pt)
  show heading.where(level: 1): set text(size: 19pt)
  show heading.where(level: 1): it => block(above: 52pt, below: 17pt, width: 100%, sticky: true,
    stroke: (top: 1.5pt + accent), inset: (top: 8pt), it.body)
  show heading.where(level: 2): set text(size: 15pt)
  show heading.where(level: 2): set block(above: 29pt, below: 9pt, sticky: true)
  show link: set text(fill: primary)
  show footnote.entry: set text(size: 10.2pt)
  show footnote.entry: set par(justify: false, leading: 2.6pt)
  doc
}
#let opens(body) = { pagebreak(weak: true); body }
#let indented(body) = par(first-line-indent: (amount: 1.5em, all: true), body)
#let lead(body) = block(below: 13pt, sticky: true, leaded(15pt, 20pt, body, fill: primary))
#let small-heading(body) = block(above: 12pt, below: 4pt, sticky: true,
  text(font: "Noto Sans", weight: "bold", fill: primary, hyphenate: false, body))
#let grade(body) = block(above: 4pt, below: 5pt, sticky: true,
  text(font: "Noto Sans", size: 0.85em, fill: primary, body))
#let entry-name(size, body) = {
  show heading.where(level: 2): set text(size: size)
  show heading.where(level: 2): set block(above: if size > 12pt { 0pt } else { 20pt }, below: 4pt,
    sticky: true)
  heading(level: 2, outlined: false, bookmarked: true, body)
}
#let entry(body) = block(above: 12pt, below: 12pt, breakable: false, width: 100%,
  stroke: (top: 0.75pt + rule), inset: (top: 8pt), {
    set par(justify: false)
    set text(hyphenate: false)
    body
  })
#let scale(steps, body) = block(above: 4pt, below: 4pt, running(text(size: 10.2pt, {
  pdf.artifact(box(for n in range(5) {
    box(circle(radius: 3pt, fill: if n < steps { accent } else { none }, stroke: 0.5pt + accent))
    h(2pt)
  }))
  h(4pt)
  body
})))
#let callout(kind, body) = block(above: 14pt, below: 14pt, breakable: false, width: 100%,
  inset: 8pt, fill: if kind == "emergency" { none } else { tint },
  stroke: if kind == "emergency" { 2pt + alert } else {
    (left: (if kind == "caution" { 5pt } else { 2pt }) + accent)
  }, {
    set par(justify: false)
    set text(hyphenate: false)
    show list: set block(above: 4pt, below: 4pt)
    if kind == "emergency" or kind == "caution" {
      place(top + left, pdf.artifact(image("art/" + kind + ".svg", width: 16pt)))
      pad(left: 22pt, body)
    } else { body }
  })
#let drawing(source, alt, height, caption) = block(above: 16pt, below: 16pt, breakable: false,
  figure(placement: none, supplement: none, numbering: none, gap: 5pt, alt: alt, kind: image,
    caption: none, align(left, {
      image(source, height: height, fit: "contain", alt: alt)
      if caption != none {
        v(5pt, weak: true)
        text(font: "Noto Sans", size: 10.2pt, hyphenate: false, caption)
      }
    })))
#let checks(..items) = {
  set list(marker: box(width: 9pt, height: 9pt, stroke: 0.75pt + primary), body-indent: 12pt,
    spacing: 8pt)
  list(..items)
}
#let meanings(..pairs) = {
  set par(justify: false)
  set terms(separator: [], hanging-indent: 9.25em)
  terms(..pairs.pos().map(pair => terms.item(box(width: 9.25em, label-of(text(size: 12pt,
    pair.at(0)))), pair.at(1))))
}
#let grid-of(caption, columns, inset, header, ..cells) = {
  small-heading(text(size: 10.2pt, caption))
  set par(justify: false, leading: 3.4pt)
  set text(font: "Noto Sans", size: 10.2pt, hyphenate: false, number-type: auto)
  show table.cell.where(y: 0): set text(weight: "bold", fill: primary)
  show table.cell.where(x: 0): set text(fill: primary)
  block(below: 16pt, table(columns: columns, inset: (x: 4pt, y: inset),
    stroke: (x, y) => (bottom: if y == 0 { 1pt + primary } else { 0.5pt + rule }),
    table.header(..header), ..cells))
}
#let contact(body) = block(above: 8pt, below: 12pt, width: 100%, fill: tint, inset: 12pt, {
  set par(justify: false)
  set text(font: "Noto Sans", hyphenate: false, number-type: auto)
  body
})
#let booking(alt) = image("art/booking.svg", height: 26mm, alt: alt)
#let line-to-fill(body) = block(above: 12pt, below: 12pt, {
  set par(justify: false)
  set text(hyphenate: false)
  body
})
#let value(it) = if it == "" { box(width: 40mm, stroke: (bottom: 0.5pt), h(0pt)) } else { name(it) }
#let ruled(count) = pdf.artifact(for n in range(count) {
  block(above: 0pt, below: 0pt, height: 8mm, width: 100%, stroke: (bottom: 0.5pt + rule))
})
#let day(it) = if it == "" { "" } else {
  let parts = it.split("-").map(int)
  datetime(year: parts.at(0), month: parts.at(1), day: parts.at(2)).display(
    "[month repr:long] [day padding:none], [year]")
}
#let cover(who) = page(header: none, footer: none, margin: (inside: 17mm, outside: 15mm, top: 128mm,
  bottom: 11mm), background: place(top, rect(width: 100%, height: 124.4mm, fill: primary)), {
  place(top + center, dy: -122mm, image("art/cover.svg", height: 115.4mm, alt: ALT))
  block(below: 12pt, leaded(30pt, 36pt, text(font: "Noto Sans", weight: "bold", fill: primary,
    tracking: -0.3pt, TITLE)))
  block(width: 95%, leaded(15pt, 20pt, SUBTITLE))
  v(1fr)
  set text(font: "Noto Sans", fill: primary)
  block(below: 14pt, text(font: everyone, who))
  grid(columns: (1fr, auto), align: bottom, text(weight: "bold", CLINIC),
    pdf.artifact(image("art/logo.svg", height: 14mm)))
})
#let contents = {
  block(below: 12pt, stroke: (top: 1.5pt + accent), width: 100%, inset: (top: 8pt),
    text(font: "Noto Sans", size: 19pt, weight: "bold", fill: primary, CONTENTS))
  show outline.entry: set text(font: "Noto Sans", number-type: auto)
  show outline.entry: set block(above: 10.4pt)
  show outline.entry.where(level: 2): set text(size: 10.8pt)
  show outline.entry.where(level: 2): set block(above: 4.5pt)
  outline(title: none, depth: 2, indent: 1.25em)
  block(above: 16pt, stroke: (top: 0.75pt + rule), inset: (top: 8pt), {
    set par(justify: false)
    text(hyphenate: false, SUMMARY)
  })
}
#let page-of(target) = context counter(page).at(target).first()
"""

MAIN = """#import "guide.typ": *
#let record = {record}
#show: styles.with({who})
{marker}#cover(record.at("client.name"))
#contents
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
        values = {"TITLE": book.title, "CLINIC": book.clinic, "SUMMARY": book.summary,
                  "SUBTITLE": book.subtitle, "ALT": book.cover.get("alt"),
                  "LANGUAGE": book.language, "CONTENTS": book.words["contents"]}
        preamble = re.sub(r"\b(%s)\b" % "|".join(values), lambda m: quoted(values[m.group()]),
                          PREAMBLE)
        fill_in = list(book.fill_in)
        at = next(n for n, block in enumerate(fill_in) if block.tag == "writing") - 1
        notes = self.blocks(fill_in[at:at + 1]) + self.blocks(fill_in[at + 1:]).replace(
            "ruled(10)", "ruled(19)")
        last = self.blocks(book.last) + f"#v(1fr)\n#text(font: \"Noto Sans\", size: 9pt)[{escaped(book.review)}]\n"
        return (f"{preamble}#let body = [\n#pagebreak()\n{self.blocks(book.body)}]\n\n"
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
