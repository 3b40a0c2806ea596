"""A list of records as WeasyPrint booklets in one warm process:
weasyprint_batch.py FOLDER RECORDS.json OUT [VARIANT]

FOLDER is what to_html.py writes. Fonts, style sheet and drawings are read once and kept. Prints a
line of JSON, as typst_batch.mjs does. Runs under the Python that Debian's weasyprint is for."""

import datetime
import html
import json
import pathlib
import re
import sys
import time

start = time.monotonic()
import weasyprint  # noqa: E402 (its import is part of the start)
from weasyprint.text.fonts import FontConfiguration  # noqa: E402


def shown(name, value):
    if name == "appointment.date" and value:
        day = datetime.date.fromisoformat(value)
        return f"{day:%B} {day.day}, {day.year}"
    return html.escape(value) or "____________"


def main():
    folder, list_, out = map(pathlib.Path, sys.argv[1:4])
    variant = sys.argv[4] if len(sys.argv) > 4 else "pdf/ua-1"
    out.mkdir(parents=True, exist_ok=True)
    fonts = FontConfiguration()
    style = weasyprint.CSS(filename=folder / "booklet.css", font_config=fonts)
    text = (folder / "booklet.html").read_text()
    images, spent, cpu, size = {}, [], [], 0
    ready = time.monotonic()
    for record in json.loads(list_.read_text()):
        begin, before = time.monotonic(), time.process_time()
        own = re.sub(r"\{\{([a-z.]+)\}\}", lambda m: shown(m[1], record.get(m[1], "")), text)
        target = out / f"{record['client.id']}.pdf"
        weasyprint.HTML(string=own, base_url=str(folder) + "/").write_pdf(
            target, stylesheets=[style], font_config=fonts, image_cache=images, variant=variant)
        size += target.stat().st_size
        spent.append(1000 * (time.monotonic() - begin))
        cpu.append(1000 * (time.process_time() - before))
    print(json.dumps({"start_ms": 1000 * (ready - start), "document_ms": spent,
                      "document_cpu_ms": cpu, "bytes": size}))


if __name__ == "__main__":
    main()
