#!/usr/bin/env python3
"""Rounds of hyperfine and peak memories -> a table, and JSON in the results folder.
report.py SCRATCH RESULTS NAME…"""

import datetime
import json
import os
import pathlib
import platform
import statistics
import sys

YARDSTICK = "node -e 0"
TYPST = 0.8  # native Typst 0.13 takes 0.8 of `node -e 0` for a comparable booklet (49 ms, 32 MB)
TYPST_MEMORY = 32.0
LANGUAGES = "all languages"  # the client booklet in every language, both editions, in one run
LANGUAGES_GOAL = 30  # cold English builds
LANGUAGES_MEMORY = 300.0


def measure(scratch, names):
    times = {name: [] for name in names}
    for path in sorted(scratch.glob("round-*.json")):
        for result in json.loads(path.read_text())["results"]:
            times[result["command"]] += result["times"]
    rows = []
    for number, name in enumerate(names):
        milliseconds = sorted(1000 * value for value in times[name])
        memory = int((scratch / f"memory-{number}").read_text().split()[-1]) / 1024
        rows.append({"name": name, "runs": len(milliseconds),
                     "median_ms": statistics.median(milliseconds), "min_ms": milliseconds[0],
                     "p90_ms": milliseconds[int(0.9 * (len(milliseconds) - 1))],
                     "memory_mb": memory})
    yardstick = next((row["median_ms"] for row in rows if row["name"] == YARDSTICK), None)
    for row in rows:
        row["ratio"] = row["median_ms"] / yardstick if yardstick else None
    return rows


def show(rows):
    print(f"{'command':<16}{'runs':>6}{'median ms':>11}{'min':>8}{'p90':>8}{'memory MB':>11}"
          f"{'× node':>8}")
    for row in rows:
        ratio = "–" if row["ratio"] is None else f"{row['ratio']:.2f}"
        print(f"{row['name']:<16}{row['runs']:>6}{row['median_ms']:>11.1f}{row['min_ms']:>8.1f}"
              f"{row['p90_ms']:>8.1f}{row['memory_mb']:>11.1f}{ratio:>8}")
    ours = rows[0]
    if ours["ratio"] is not None:
        goal = TYPST / 2
        met = ours["ratio"] <= goal and ours["memory_mb"] < TYPST_MEMORY
        print(f"goal: at most {goal:.2f} × node and under {TYPST_MEMORY:.0f} MB: "
              + ("met" if met else "missed"))
    for row in rows:
        if row["name"] == LANGUAGES:
            builds = row["median_ms"] / ours["median_ms"]
            met = builds <= LANGUAGES_GOAL and row["memory_mb"] < LANGUAGES_MEMORY
            print(f"all languages take {builds:.1f} English builds; goal: at most {LANGUAGES_GOAL}, "
                  f"under {LANGUAGES_MEMORY:.0f} MB: " + ("met" if met else "missed"))


def main():
    scratch, results = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    rows = measure(scratch, sys.argv[3:])
    show(rows)
    now = datetime.datetime.now(datetime.timezone.utc)
    report = {"date": now.isoformat(timespec="seconds"), "machine": platform.machine(),
              "cores": os.cpu_count(), "load": os.getloadavg()[0], "rows": rows}
    path = results / f"{now:%Y%m%dT%H%M%SZ}.json"
    path.write_text(json.dumps(report, indent=2) + "\n")


if __name__ == "__main__":
    main()
