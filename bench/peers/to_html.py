#!/usr/bin/env python3
"""A guide as an HTML booklet for WeasyPrint: to_html.py GUIDE FOLDER writes booklet.html,
booklet.css, art/. What is the client's own stands in the HTML as {{client.name}} and the like."""

import html
import pathlib
import shutil
import sys

import booklet as plain_booklet

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
            f"<p class=name>{book.words['prepared-for']} {{{{client.name}}}}</p>"
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
    shutil.copy(pathlib.Path(__file__).parent / "booklet.css", folder)
    plain_booklet.copy_drawings(guide, folder)


if __name__ == "__main__":
    write(sys.argv[1], sys.argv[2])
