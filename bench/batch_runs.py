"""What `bench/batch` runs: prepares inputs, starts a program on given cores, reads wall time, CPU
time and peak memory of its processes, looks at the documents it made."""

import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import records

ROOT = pathlib.Path(__file__).resolve().parent.parent
PEERS = ROOT / "bench/peers"
GUIDE = ROOT / "content/chronic-back-pain/guide.xml"
PROGRAM = ROOT / "build/release/carefold"
FONTS = pathlib.Path("/usr/share/fonts")
FACES = [f"truetype/noto/Noto{family}-{style}.ttf" for family in ("Serif", "Sans")
         for style in ("Regular", "Bold", "Italic", "BoldItalic")] + [
    "truetype/noto/NotoNaskhArabic-Regular.ttf", "truetype/noto/NotoSerifHebrew-Regular.ttf",
    "truetype/noto/NotoSerifDevanagari-Regular.ttf", "truetype/noto/NotoSerifThai-Regular.ttf",
    "opentype/noto/NotoSerifCJK-Regular.ttc"]
MEMORY = pathlib.Path("/dev/shm")
WARM_AFTER = 3  # documents of a peer that do not count: its caches fill
TYPST_WAYS = [  # how the record gets in, how it gets to the foot of the page, PDF standard, evict
    ("file", "query", "ua-1", 1), ("file", "query", "ua-1", 10), ("file", "query", "ua-1", 0),
    ("input", "query", "ua-1", 1), ("file", "style", "ua-1", 1), ("input", "style", "ua-1", 1),
    ("file", "query", "a-2a", 1), ("file", "query", "none", 1), ("file", "query", "untagged", 1)]
TYPST_BEST = TYPST_WAYS[0]


class Failed(Exception):
    """A program could not be measured, and why."""


def cores(count):
    allowed = sorted(os.sched_getaffinity(0))
    if len(allowed) < count:
        raise Failed(f"{count} cores wanted, {len(allowed)} there")
    return allowed[:count]


def start(command, on, log):
    command = [str(word) for word in command]
    with open(log, "wb") as out:
        return subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT,
                                preexec_fn=lambda: os.sched_setaffinity(0, on))


def run(commands, on, scratch):
    """Commands side by side; one of them: on all cores, several: each on its own.
    -> wall seconds, CPU seconds, peak MB (added up), what each printed."""
    logs = [scratch / f"log-{number}" for number in range(len(commands))]
    begin = time.monotonic()
    running = []
    for number, command in enumerate(commands):
        mine = on if len(commands) == 1 else [on[number % len(on)]]
        running.append(start(command, mine, logs[number]))
    cpu = memory = 0.0
    failed = None
    for number, process in enumerate(running):
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        cpu += usage.ru_utime + usage.ru_stime
        memory += usage.ru_maxrss / 1024
        if process.returncode:
            failed = number
    wall = time.monotonic() - begin
    said = [log.read_text(errors="replace") for log in logs]
    if failed is not None:
        raise Failed("\n".join(said[failed].strip().splitlines()[-3:]) or "it failed, silently")
    return wall, cpu, memory, said


def documents(folder, wanted, name_of):
    """Looks at a folder of PDFs: how many, bytes each, and the first one's pages, whether it is
    tagged, on how many pages the client is named."""
    files = sorted(folder.rglob("*.pdf"))
    if len(files) != wanted:
        raise Failed(f"{len(files)} documents, {wanted} wanted")
    size = sum(file.stat().st_size for file in files)
    first = next(file for file in files if "c000001" in file.name)
    info = subprocess.run(["pdfinfo", first], capture_output=True, text=True, check=True).stdout
    pages = subprocess.run(["pdftotext", first, "-"], capture_output=True, text=True,
                           check=True).stdout.split("\f")[:-1]
    naming = sum(re.sub(r"\s+", " ", name_of) in re.sub(r"\s+", " ", page) for page in pages)
    return {"bytes": size / len(files), "pages": int(re.search(r"Pages:\s+(\d+)", info)[1]),
            "tagged": re.search(r"Tagged:\s+yes", info) is not None, "pages_naming": naming}


class Bench:
    """Inputs and outputs of a session of measuring, in one folder."""

    def __init__(self, folder):
        self.folder = folder
        self.out = None
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)

    def list(self, count, lang_mix=False, of=1):
        """The list as files: CSV, or several JSON files of the same records."""
        rows = list(records.records(count, lang_mix))
        path = self.folder / f"{count}{'-mixed' if lang_mix else ''}.csv"
        with open(path, "w", encoding="utf-8", newline="") as stream:
            records.write(stream, rows)
        parts = []
        for part in range(of):
            parts.append(path.with_suffix(f".{of}-{part}.json"))
            parts[-1].write_text(json.dumps([dict(zip(records.HEAD, row))
                                             for row in rows[part::of]]))
        return path, parts, rows[0][1]

    def fresh(self):
        """A new folder. The old ones stay until all is measured: for minutes after thousands of
        files are deleted, ext4 makes each new one slowly (it searches for an inode not lately
        freed), which would burden whoever comes next."""
        self.out = pathlib.Path(tempfile.mkdtemp(prefix="out-", dir=self.folder))
        os.sync()  # what is still to be written is not the next one's burden
        return self.out

    def row(self, name, count, on, measured, first_name, **more):
        wall, cpu, memory, _ = measured
        return {"name": name, "documents": count, "cores": len(on), "wall_s": wall, "cpu_s": cpu,
                "memory_mb": memory, "rate": count / wall, "load": os.getloadavg()[0],
                **documents(self.out, count, first_name), **more}

    def carefold(self, count, jobs, lang_mix=False, in_memory=False):
        """`in_memory`: into a folder that is on no disk."""
        path, _, first = self.list(count, lang_mix)
        out, on = self.fresh(), cores(jobs)
        if in_memory:
            self.out = out = pathlib.Path(tempfile.mkdtemp(prefix="carefold-", dir=MEMORY))
        command = [PROGRAM, "batch", path, "--guide", GUIDE, "--layout", "booklet-a5", "--lang",
                   "from-record", "--jobs", jobs, "--quiet", "-o", out]
        try:
            measured = run([command], on, self.folder)
            return self.row("Carefold", count, on, measured, first, lang_mix=lang_mix,
                            in_memory=in_memory)
        finally:
            if in_memory:
                shutil.rmtree(out)

    def peer(self, name, count, processes, command_of, **more):
        """Documents of a peer in so many processes; its rate is the warm one."""
        _, parts, first = self.list(count, of=processes)
        out, on = self.fresh(), cores(processes)
        commands = [command_of(part, out) for part in parts]
        measured = run(commands, on, self.folder)
        said = [json.loads(text.strip().splitlines()[-1]) for text in measured[3]]
        warm = [one["document_ms"][WARM_AFTER:] or one["document_ms"] for one in said]
        rate = sum(1000 * len(one) / sum(one) for one in warm)
        cpu = [one["document_cpu_ms"][WARM_AFTER:] or one["document_cpu_ms"] for one in said]
        return {**self.row(name, count, on, measured, first, **more), "whole_rate": count / measured[0],
                "rate": rate, "median_ms": statistics.median(sum(warm, [])),
                "median_cpu_ms": statistics.median(sum(cpu, [])),
                "start_ms": said[0]["start_ms"], "first_ms": said[0]["document_ms"][0]}

    def typst(self, count, processes, way=TYPST_BEST):
        record, footer, standard, evict = way
        folder = self.folder / f"typst-{record}-{footer}"
        if not folder.is_dir():
            subprocess.run([sys.executable, PEERS / "to_typst.py", GUIDE, folder, "--record", record,
                            "--footer", footer], check=True)
        fonts = self.folder / "fonts"
        if not fonts.is_dir():
            fonts.mkdir()
            for face in FACES:  # only these, or reading the folder would be what is measured
                (fonts / pathlib.Path(face).name).symlink_to(FONTS / face)
        return self.peer("Typst", count, processes, lambda part, out: [
            "node", PEERS / "typst_batch.mjs", folder, fonts, part, out, f"record={record}",
            f"standard={standard}", f"evict={evict}"],
            way={"record": record, "footer": footer, "standard": standard, "evict": evict})

    def weasyprint(self, count, processes):
        folder = self.folder / "html"
        if not folder.is_dir():
            subprocess.run([sys.executable, PEERS / "to_html.py", GUIDE, folder], check=True)
        python = pathlib.Path(shutil.which("weasyprint")).read_text().splitlines()[0][2:].split()
        return self.peer("WeasyPrint", count, processes, lambda part, out: [
            *python, PEERS / "weasyprint_batch.py", folder, part, out])


def versions():
    """Of what is compared, as the programs themselves say."""
    def said(*command):
        try:
            return subprocess.run(command, cwd=ROOT / "bench", capture_output=True, text=True,
                                  check=True).stdout.strip()
        except (OSError, subprocess.CalledProcessError):
            return ""
    typst = said("node", "-e", 'const { NodeCompiler } = require("@myriaddreamin/typst-ts-node-'
                 'compiler"); console.log(NodeCompiler.create().query({ mainFileContent: '
                 '"#metadata(str(sys.version)) <v>" }, { selector: "<v>" })[0].value)')
    package = PEERS.parent / "node_modules/@myriaddreamin/typst-ts-node-compiler/package.json"
    return {"Carefold": said(str(PROGRAM), "--version").removeprefix("carefold "), "Typst": typst,
            "Typst for Node.js": json.loads(package.read_text())["version"] if typst else "",
            "Node.js": said("node", "--version"),
            "WeasyPrint": said("weasyprint", "--version").replace("WeasyPrint version ", "")}


def can_batch():
    """Whether the program is there and knows `batch`."""
    return PROGRAM.is_file() and subprocess.run([PROGRAM, "batch", "--help"], cwd=ROOT,
                                                capture_output=True).returncode == 0
