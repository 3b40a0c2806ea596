#!/usr/bin/env python3
"""Results of `bench/batch` -> tables, on the terminal and in docs/performance.md.
batch_report.py FILE.json shows and writes those of an earlier run; --self-test checks this file."""

import json
import pathlib
import re
import statistics
import sys

DOCUMENT = pathlib.Path(__file__).resolve().parent.parent / "docs/performance.md"
TIMES_TYPST = 20  # documents per second on one core, against Typst's best
MIXED_SHARE = 0.5  # of the English rate, once every language has been met
TWO_CORES = 1.8
MEMORY_GROWTH = 1.3  # ten times the documents
MEMORY_MOST = 250  # MB, with Chinese, Japanese and Korean


def medians(rows):
    """Rows of the same kind as one, each figure the median of theirs, in order of first sight."""
    kinds = {}
    for row in rows:
        kinds.setdefault((row["name"], row.get("lang_mix", False), row.get("in_memory", False),
                          row["cores"], row["documents"]), []).append(row)
    out = []
    for same in kinds.values():
        out.append({key: statistics.median(row[key] for row in same)
                    if isinstance(value, float) else value for key, value in same[0].items()})
        out[-1]["runs"] = len(same)
    return out


def one(rows, name, cores=1, lang_mix=False, most=False):
    """The row of this kind with the fewest (most) documents, or None."""
    fitting = [row for row in rows if row["name"] == name and row["cores"] == cores
               and row.get("lang_mix", False) == lang_mix and not row.get("in_memory")]
    return (max if most else min)(fitting, key=lambda row: row["documents"], default=None)


def warm_mixed(rows):
    """Documents per second in all languages after the first thousand, or None."""
    fitting = sorted((row for row in rows if row["name"] == "Carefold" and row.get("lang_mix")
                      and row["cores"] == 1), key=lambda row: row["documents"])
    if len(fitting) < 2:
        return None
    first, second = fitting[:2]
    more = second["wall_s"] - first["wall_s"]
    return (second["documents"] - first["documents"]) / more if more > 0 else None


def two_against_one(rows, in_memory):
    """(documents, how many times the rate) for all that was run on both, fewest first."""
    rates = {(row["documents"], row["cores"]): row["rate"] for row in rows
             if row["name"] == "Carefold" and not row.get("lang_mix")
             and row.get("in_memory", False) == in_memory}
    return [(count, rates[count, 2] / rate) for (count, cores), rate in sorted(rates.items())
            if cores == 1 and (count, 2) in rates]


def equal_work(row):
    """Tagged, and the client named throughout: on all pages but two at most."""
    return row["tagged"] and row["pages_naming"] >= row["pages"] - 2


def goals(rows):
    """(what, wanted, measured, met) for all that was measured."""
    ours, theirs = one(rows, "Carefold"), one(rows, "Typst")
    mixed = one(rows, "Carefold", lang_mix=True)
    many, warm = one(rows, "Carefold", lang_mix=True, most=True), warm_mixed(rows)
    out = []
    if ours and theirs:
        times = ours["rate"] / theirs["rate"]
        less = "" if equal_work(ours) else " for less work"
        out.append(("documents per second on one core, against Typst's best",
                    f"at least {TIMES_TYPST} ×", f"{times:.1f} ×{less}",
                    times >= TIMES_TYPST and not less))
    if ours and warm:
        share = warm / ours["rate"]
        out.append(("all 18 languages mixed, warm, against English",
                    f"at least {MIXED_SHARE:.2f} ×", f"{share:.2f} × ({warm:.0f} a second)",
                    share >= MIXED_SHARE))
    for in_memory in (False, True):
        for count, times in two_against_one(rows, in_memory):
            where = ", into a folder in memory" if in_memory else ""
            out.append((f"two cores against one, {count:,} documents{where}",
                        f"at least {TWO_CORES} ×", f"{times:.2f} ×", times >= TWO_CORES))
    if mixed and many and many["documents"] >= 10 * mixed["documents"]:
        growth = many["memory_mb"] / mixed["memory_mb"]
        out.append((f"memory of {many['documents']:,} documents against {mixed['documents']:,}, "
                    "18 languages", f"at most {MEMORY_GROWTH} ×", f"{growth:.2f} ×",
                    growth <= MEMORY_GROWTH))
    peak = max((row["memory_mb"] for row in rows
                if row["name"] == "Carefold" and row.get("lang_mix")), default=None)
    if peak is not None:
        out.append(("peak memory, 18 languages, all runs", f"under {MEMORY_MOST} MB",
                    f"{peak:.0f} MB", peak < MEMORY_MOST))
    return out


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|---" + "|---:" * (len(head) - 1) + "|"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def figures(rows):
    best = one(rows, "Typst")
    out = []
    for row in rows:
        per_core = row["rate"] / row["cores"]
        words = ", 18 languages" if row.get("lang_mix") else ""
        words += ", folder in memory" if row.get("in_memory") else ""
        out.append((row["name"] + words, str(row["cores"]), f"{row['documents']:,}",
                    f"{row['rate']:.1f}" if row["rate"] < 100 else f"{row['rate']:.0f}",
                    f"{per_core / best['rate']:.2f} ×" if best else "–",
                    f"{1000 * row['cpu_s'] / row['documents']:.1f}", f"{row['memory_mb']:.0f}",
                    f"{row['bytes'] / 1000:.0f}", str(row["pages"]),
                    str(row["pages_naming"]), "yes" if row["tagged"] else "no"))
    return table(("program", "cores", "documents", "documents/s", "per core, Typst = 1",
                  "CPU s per 1,000", "peak MB", "kB each", "pages", "name on", "tagged"), out)


def ways(rows):
    names = {"file": "a file in memory", "input": "`sys.inputs`"}
    feet = {"query": "looked up", "style": "in the page's style"}
    standards = {"none": "tagged, no standard", "untagged": "not tagged"}
    return table(("record comes by", "name in the foot", "PDF", "kept unused for", "ms each",
                  "CPU ms", "kB"), [
        (names[row["way"]["record"]], feet[row["way"]["footer"]],
         standards.get(row["way"]["standard"], row["way"]["standard"].upper()),
         str(row["way"]["evict"]), f"{row['median_ms']:.1f}",
         f"{row['median_cpu_ms']:.1f}", f"{row['bytes'] / 1000:.0f}")
        for row in rows])


def markdown(result):
    rows = medians(result["rows"])
    given = ", ".join(f"{name} {version}" for name, version in result["versions"].items() if version)
    rounds = max(row["runs"] for row in rows)
    out = [f"Measured on {result['date'][:10]}: {result['processor']}, {result['cores']} cores; "
           f"{given}. {f'Medians of {rounds} rounds' if rounds > 1 else 'One round'}; load of the "
           f"machine {min(row['load'] for row in result['rows']):.1f} to "
           f"{max(row['load'] for row in result['rows']):.1f}.\n", figures(rows)]
    reached = goals(rows)
    if reached:
        out.append(table(("goal", "wanted", "measured", ""), [
            (*row[:3], "met" if row[3] else "**missed**") for row in reached]))
    out += [f"Not measured: {name}: {why}\n" for name, why in result.get("missing", {}).items()]
    if result.get("ways"):
        out += ["What Typst gains and loses by how it is asked, one core:\n", ways(result["ways"])]
    return "\n".join(out)


def replaced(text, block):
    """The document with what stands between the markers exchanged."""
    pattern = re.compile(r"(<!-- bench/batch: begin -->\n).*?(<!-- bench/batch: end -->)", re.DOTALL)
    if len(pattern.findall(text)) != 1:
        raise ValueError("the document has not exactly one marked block")
    return pattern.sub(lambda match: match[1] + "\n" + block + "\n" + match[2], text)


def write(result, document=DOCUMENT):
    document.write_text(replaced(document.read_text(), markdown(result)))


def sample(rate, mixed_wall, memory):
    def row(name, cores, documents, wall, **more):
        return {"name": name, "cores": cores, "documents": documents, "wall_s": float(wall),
                "cpu_s": 2.0, "memory_mb": 100.0, "rate": documents / wall, "load": 0.1,
                "bytes": 230000.0, "pages": 28, "pages_naming": 27, "tagged": True, **more}
    return {"date": "2026-11-21T10:00:00+00:00", "processor": "a processor", "cores": 2,
            "versions": {"Typst": "0.14.2", "WeasyPrint": ""}, "missing": {"WeasyPrint": "not there"},
            "ways": [{"way": {"record": "file", "footer": "query", "standard": "ua-1", "evict": 1},
                      "median_ms": 50.0, "median_cpu_ms": 49.0, "bytes": 300000.0}],
            "rows": [row("Carefold", 1, 1000, 1000 / rate), row("Carefold", 1, 1000, 1000 / rate),
                     row("Typst", 1, 100, 5), row("Carefold", 2, 1000, 500 / rate),
                     row("Carefold", 1, 1000, 6, lang_mix=True),
                     row("Carefold", 1, 2000, mixed_wall, lang_mix=True),
                     row("Carefold", 1, 10000, 40, lang_mix=True, memory_mb=memory)]}


def self_test():
    good, bad = goals(medians(sample(500, 9, 120)["rows"])), goals(medians(sample(300, 20, 251)["rows"]))
    assert len(good) == len(bad) == 5 and all(row[3] for row in good), good
    assert [row[3] for row in bad] == [False, False, True, False, False], bad
    assert good[0][2] == "25.0 ×" and good[1][2] == "0.67 × (333 a second)", good
    less = sample(500, 9, 120)
    less["rows"] = [{**row, "pages_naming": 3} for row in less["rows"]]
    assert [row[3] for row in goals(medians(less["rows"]))] == [False] + 4 * [True], less
    text = markdown(sample(500, 9, 120))
    assert "| Carefold | 1 | 1,000 | 500 | 25.00 × |" in text and "Not measured: WeasyPrint" in text
    page = "before\n<!-- bench/batch: begin -->\nan earlier table\n<!-- bench/batch: end -->\nafter\n"
    once = replaced(page, text)
    assert "an earlier" not in once and replaced(once, text) == once and once.endswith("after\n")
    for broken in ("no markers", page + page):
        try:
            replaced(broken, text)
        except ValueError:
            continue
        raise AssertionError("a document without one marked block was taken")
    replaced(DOCUMENT.read_text(), text)
    print("bench/batch_report.py: all is as it should be")


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    result = json.loads(pathlib.Path(sys.argv[1]).read_text())
    print(markdown(result))
    return write(result)


if __name__ == "__main__":
    main()
