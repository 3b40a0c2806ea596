#!/usr/bin/env python3
"""A guide as an HTML booklet for WeasyPrint: to_html.py GUIDE FOLDER writes booklet.html,
booklet.css, art/. What is the client's own stands in the HTML as {{client.name}} and the like."""

import html
import pathlib
import sys

import booklet as plain_booklet

STYLE = """
@page { size: 148mm 210mm; margin: 58.5pt 15mm 20mm 17mm; footnote-area: auto }
@page :left { margin-left: 15mm; margin-right: 17mm;
  @top-left { content: string(section); vertical-align: bottom; padding-bottom: 22pt }
  @bottom-left { content: counter(page); font: bold 10pt "Noto Sans" }
  @bottom-right { content: string(owner) } }
@page :right {
  @top-right { content: string(section); vertical-align: bottom; padding-bottom: 22pt }
  @bottom-right { content: counter(page); font: bold 10pt "Noto Sans" }
  @bottom-left { content: string(owner) } }
@page { font: 9pt/12pt "Noto Sans"; color: #1f5a5e }
@page cover { margin: 0; @top-left { content: none } @top-right { content: none }
  @bottom-left { content: none } @bottom-right { content: none } }
html { font: 12pt/16pt "Noto Serif", EVERYONE; color: #1d2b2f; font-variant-numeric: oldstyle-nums }
body { margin: 0; text-align: justify; hyphens: auto; orphans: 2; widows: 2 }
h1, h2, h3, h4, p, ul, ol, dl, figure { margin: 0; padding: 0 }
h1, h2, h3, h4, .small, table, .contact, nav, figcaption, .label, .running
  { font-family: "Noto Sans", EVERYONE; font-variant-numeric: normal }
h1, h2, h3, h4 { color: #1f5a5e; text-align: left; hyphens: manual; break-after: avoid }
h1 { font-size: 19pt; line-height: 24pt; margin: 48pt 0 8pt; border-top: 1.5pt solid #c0694a;
  padding-top: 8pt; string-set: section content() }
h2 { font-size: 15pt; line-height: 20pt; margin: 24pt 0 4pt; bookmark-level: 2 }
h3 { font-size: 12pt; margin-top: 16pt }
h4 { font-size: 12pt }
.breaks { break-before: page; margin-top: 0 }
p.next { text-indent: 1.5em }
.lead { font-size: 15pt; line-height: 20pt; color: #1f5a5e; text-align: left; hyphens: manual;
  margin-bottom: 8pt; break-after: avoid }
ul, ol { margin: 8pt 0; padding-left: 1.25em; text-align: left; hyphens: manual }
ol { padding-left: 1.75em }
li::marker { color: #c0694a }
ol > li::marker { color: #1f5a5e; font: bold 12pt "Noto Sans" }
li { break-inside: avoid }
ul.check { list-style: none; padding-left: 0; margin: 12pt 0 }
ul.check li { padding: 4pt 0 0 2em }
ul.check li::before { content: ""; display: inline-block; width: 9pt; height: 9pt;
  border: 0.75pt solid #1f5a5e; margin-left: -2em; margin-right: 12pt }
.entry { border-top: 0.75pt solid #8fadac; padding-top: 8pt; margin: 12pt 0; break-inside: avoid;
  text-align: left; hyphens: manual }
.entry h3 { font-size: 15pt; line-height: 20pt; margin: 0 }
.essence { font-style: italic }
.essence em { font-style: normal }
.small { font-size: 10.2pt; color: #1f5a5e; text-align: left }
.dot { display: inline-block; box-sizing: border-box; width: 6pt; height: 6pt; margin-right: 2pt;
  border: 0.5pt solid #c0694a; border-radius: 3pt }
.on { background: #c0694a }
.label { font-weight: bold; font-size: 0.9em; color: #1f5a5e }
.callout { background: #e6f0ef; border-left: 2pt solid #c0694a; padding: 8pt; margin: 8pt 0;
  break-inside: avoid; text-align: left; hyphens: manual }
.callout ul { margin: 0 }
.caution, .emergency { padding-left: 28pt; background: #e6f0ef url(art/caution.svg) 6pt 8pt/16pt
  no-repeat }
.caution { border-left-width: 5pt }
.emergency { background: url(art/emergency.svg) 6pt 8pt/16pt no-repeat; border: 2pt solid #8f2f1b }
.emergency h4 { font-size: 15pt; line-height: 20pt; color: #8f2f1b }
figure { margin: 12pt 0; break-inside: avoid; text-align: left }
figure img { display: block; max-width: 100%; object-fit: contain; object-position: left }
figcaption { font-size: 10.2pt; margin-top: 4pt }
dl { margin: 8pt 0; text-align: left }
dl div { padding-left: 9.25em; break-inside: avoid }
dt { float: left; margin-left: -9.25em; width: 9em; font: bold 12pt/16pt "Noto Sans";
  color: #1f5a5e }
dd { margin: 0 }
table { border-collapse: collapse; width: 100%; font-size: 10.2pt; line-height: 13.6pt;
  text-align: left; hyphens: manual; margin: 12pt 0 16pt }
caption { text-align: left; font-weight: bold; color: #1f5a5e; line-height: 16pt }
th, td { padding: 4pt 4pt 4pt 0; border-bottom: 0.5pt solid #8fadac; vertical-align: top }
th { color: #1f5a5e; font-weight: normal }
thead th { font-weight: bold; border-bottom: 1pt solid #1f5a5e }
tr { break-inside: avoid }
.open { break-inside: avoid; table-layout: fixed }
.open th, .open td { padding: 10.8pt 4pt 10.8pt 0 }
sup { font: 8.4pt "Noto Sans"; line-height: 0; vertical-align: 0.35em }
a { color: #1f5a5e; text-decoration: none }
sup a, nav a { color: inherit }
.xref::after { content: " (page " target-counter(attr(href), page) ")" }
.footnote { float: footnote; font-size: 10.2pt; line-height: 12.8pt; text-align: left }
.footnote::footnote-call { content: counter(footnote, lower-alpha); font: bold 9pt "Noto Sans" }
.footnote::footnote-marker { content: counter(footnote, lower-alpha) " "; font: bold 9pt "Noto Sans" }
.sources { font-size: 10.2pt; line-height: 13.6pt }
.sources li { margin-bottom: 5.6pt }
.line { line-height: 24pt; text-align: left; hyphens: manual }
.contact { background: #e6f0ef; padding: 12pt; margin: 4pt 0 8pt; text-align: left;
  break-inside: avoid }
.contact img { height: 26mm; margin-top: 8pt }
.writing { font-family: "Noto Sans" }
.rule { height: 8mm; border-bottom: 0.5pt solid #8fadac; box-sizing: border-box }
.cover { page: cover; height: 210mm; position: relative; text-align: left; hyphens: manual;
  string-set: owner attr(data-owner) }
.cover div, .cover p, .cover img { position: absolute; left: 17mm; right: 15mm }
.cover .panel { left: 0; right: 0; top: 0; height: 124.4mm; background: #1f5a5e }
.cover .art { top: 6.8mm; height: 115.4mm; width: 116mm; object-fit: contain }
.cover h1 { position: absolute; left: 17mm; right: 15mm; top: 127mm; margin: 0; padding: 0;
  border: 0; font-size: 30pt; line-height: 36pt; letter-spacing: -0.3pt; string-set: none;
  bookmark-level: none }
.cover .subtitle { top: 155mm; font-size: 15pt; line-height: 20pt }
.cover .name { bottom: 20mm; color: #1f5a5e; font-family: "Noto Sans", EVERYONE }
.cover .clinic { bottom: 11mm; font: bold 12pt/16pt "Noto Sans"; color: #1f5a5e }
.cover .logo { left: auto; right: 15mm; bottom: 10.5mm; height: 14mm }
.contents { break-before: page; break-after: page }
.contents h1 { margin-top: 0; string-set: none; bookmark-level: none }
.contents + h1 { margin-top: 0 }
nav { text-align: left }
nav a { display: block; margin-top: 6.4pt; line-height: 16pt }
nav .two { margin: 0 0 0 1.25em; font-size: 10.8pt; line-height: 14.4pt }
nav a::after { content: leader(dotted) target-counter(attr(href), page) }
.summary { margin-top: 16pt; border-top: 0.75pt solid #8fadac; padding-top: 8pt; text-align: left;
  hyphens: manual }
.review { font: 9pt/12pt "Noto Sans"; margin-top: 24pt }
"""
EVERYONE = ('"Noto Naskh Arabic", "Noto Serif Hebrew", "Noto Serif Devanagari", "Noto Serif Thai", '
            '"Noto Serif CJK JP", "Noto Serif CJK KR", "Noto Serif CJK SC"')
TAGS = {"em": "em", "strong": "strong", "essence": "p class=essence", "small": "p class=small",
        "lead": "p class=lead", "line": "p class=line", "label": "span class=label",
        "note": "span class=footnote", "span": "span"}


def escaped(text):
    return html.escape(text or "")


def element_of(tag, body):
    return f"<{tag}>{body}</{tag.split()[0]}>"


class Writer:
    def inline(self, element):
        return escaped(element.text) + "".join(self.phrase(child) + escaped(child.tail)
                                               for child in element)

    def phrase(self, element):
        kind, body = element.tag, self.inline(element)
        if kind == "cite":
            number = element.get("number")
            return f'<sup><a href="#source-{number}">[{number}]</a></sup>'
        if kind == "xref":
            return f'<a class=xref href="#{element.get("to")}">{body}</a>'
        if kind == "field":
            return "{{" + element.get("name") + "}}"
        if kind == "link":
            return f'<a href="{escaped(element.get("href"))}">{body}</a>'
        return element_of(TAGS[kind], body)

    def blocks(self, elements):
        return "".join(self.block(element) for element in elements)

    def block(self, element):
        handler = getattr(self, "block_" + element.tag, None)
        return (handler(element) if handler
                else element_of(TAGS[element.tag], self.inline(element))) + "\n"

    def heading(self, element):
        names = " class=breaks" if element.get("break") else ""
        name = f' id="{element.get("id")}"' if element.get("id") else ""
        return element_of(f"{element.tag}{names}{name}", self.inline(element))

    block_h1 = block_h2 = block_h3 = block_h4 = heading

    def block_p(self, element):
        return element_of("p" if element.get("first") else "p class=next", self.inline(element))

    def block_scale(self, element):
        steps = int(element.get("steps"))
        dots = ('<span class="dot on"></span>' * steps + "<span class=dot></span>" * (5 - steps))
        return f"<p class=small>{dots} {self.inline(element)}</p>"

    def items(self, element):
        return "".join(f'<li{" id=" + item.get("id") if item.get("id") else ""}>'
                       f"{self.inline(item)}</li>" for item in element)

    def block_ul(self, element):
        return element_of("ul", self.items(element))

    def block_ol(self, element):
        return element_of("ol", self.items(element))

    def block_check(self, element):
        return element_of("ul class=check", self.items(element))

    def block_sources(self, element):
        return element_of("ol class=sources", self.items(element))

    def block_definitions(self, element):
        pairs = zip(element[::2], element[1::2])
        return element_of("dl", "".join(
            f"<div><dt>{self.inline(term)}</dt><dd>{self.inline(meaning)}</dd></div>"
            for term, meaning in pairs))

    def block_figure(self, element):
        caption = element_of("figcaption", self.inline(element[0])) if len(element) else ""
        return (f'<figure><img src="{element.get("src")}" alt="{escaped(element.get("alt"))}" '
                f'style="height:{element.get("height")}pt">{caption}</figure>')

    def block_table(self, element):
        caption, head, *rows = element
        cells = [element_of("tr", "".join(element_of(cell.tag, self.inline(cell)) for cell in row))
                 for row in (head, *rows)]
        return element_of("table" + (" class=open" if element.get("open") == "yes" else ""),
                          f"<caption>{self.inline(caption)}</caption><thead>{cells[0]}</thead>"
                          f"<tbody>{''.join(cells[1:])}</tbody>")

    def block_callout(self, element):
        return element_of(f'div class="callout {element.get("kind")}"', self.blocks(element))

    def block_entry(self, element):
        return element_of("div class=entry", self.blocks(element))

    def block_contact(self, element):
        return element_of("div class=contact", self.blocks(element))

    def block_qr(self, element):
        return f'<img src="art/booking.svg" alt="{escaped(element.get("alt"))}">'

    def block_writing(self, element):
        return f"<p class=writing>{escaped(element.text)}</p>" + "<div class=rule></div>" * 19

    def contents(self, book):
        entries = [(block.get("id"), self.inline(block), block.tag)
                   for block in [*book.body, *book.last]
                   if block.get("listed") or block.tag == "h1" and block.get("id") != "sources"]
        lines = "".join(f'<a href="#{name}"{" class=two" if tag == "h2" else ""}>{title}</a>'
                        for name, title, tag in entries)
        return (f"<div class=contents><h1>{book.words['contents']}</h1><nav>{lines}</nav>"
                f"<p class=summary>{escaped(book.summary)}</p></div>\n")

    def booklet(self, book):
        notes = next(n for n, block in enumerate(book.fill_in) if block.tag == "writing") - 1
        book.fill_in[notes].set("break", "yes")
        book.last[0].set("break", "yes")
        cover = (
            '<div class=cover data-owner="{{client.name}}"><div class=panel></div>'
            f'<img class=art src="{book.cover.get("src")}" alt="{escaped(book.cover.get("alt"))}">'
            f"<h1>{escaped(book.title)}</h1><p class=subtitle>{escaped(book.subtitle)}</p>"
            "<p class=name>{{client.name}}</p>"
            f'<p class=clinic>{escaped(book.clinic)}</p>'
            '<img class=logo src="art/logo.svg" alt=""></div>\n')
        return (f'<!DOCTYPE html><html lang={book.language}><head><meta charset="utf-8">'
                f"<title>{escaped(book.title)}</title>"
                f'<meta name=author content="{escaped(book.clinic)}"></head><body>\n'
                + cover + self.contents(book) + self.blocks(book.body) + self.blocks(book.fill_in)
                + self.blocks(book.last) + f"<p class=review>{escaped(book.review)}</p></body></html>")


def write(guide, folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "booklet.html").write_text(Writer().booklet(plain_booklet.read(guide)))
    (folder / "booklet.css").write_text(STYLE.replace("EVERYONE", EVERYONE))
    plain_booklet.copy_drawings(guide, folder)


if __name__ == "__main__":
    write(sys.argv[1], sys.argv[2])
