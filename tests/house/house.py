#!/usr/bin/env python3
"""House rules that a compiler does not check. Each check takes the root of a source tree and gives
a list of complaints; house.py ROOT runs all, selftest.py shows that each can fail."""

import pathlib
import re
import sys

# The outside libraries of src/rooms.txt: which headers are theirs.
LIBRARY_HEADERS = {
    "fmt": r"fmt/",
    "pugixml": r"pugixml\.hpp$",
    "icu": r"unicode/",
    "hyphen": r"hyphen\.h$",
    "harfbuzz-subset": r"(harfbuzz/)?hb-subset",
    "harfbuzz": r"(harfbuzz/)?hb(-(?!subset)[a-z-]+)?\.h$",
    "librsvg": r"librsvg/",
    "cairo": r"(cairo/)?cairo",
    "qrencode": r"qrencode\.h$",
    "png": r"png\.h$",
    "jpeg": r"(jpeglib|jerror)\.h$",
    "hpdf": r"hpdf",
    "lcms": r"lcms2\.h$",
    "deflate": r"libdeflate\.h$",
    "qpdf": r"qpdf/",
    "curl": r"curl/",
    "sqlite": r"sqlite3\.h$",
    "tbb": r"(oneapi/)?tbb/",
    "crypto": r"openssl/",
    "csv": r"csv\.h$",
    "json": r"nlohmann/",
    "boost_program_options": r"boost/program_options",
}
SYSTEM_HEADERS = re.compile(r"([a-z_]+|(sys/[a-z]+|dlfcn|fcntl|malloc|signal|unistd)\.h)$")
# Only rooms at the edge see the disk; font and locale map the files they are named.
DISK_HEADERS = re.compile(r"(fstream|filesystem|fcntl\.h|unistd\.h|sys/(stat|mman)\.h)$")
DISK_ROOMS = {"job", "batch", "mail", "cli", "font", "locale"}

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(["<])([^">]+)[">]', re.MULTILINE)


def read_rooms(root):
    """rooms.txt -> {room: (set of rooms it may include, set of outside libraries)}, in order."""
    rooms = {}
    complaints = []
    for number, line in enumerate((root / "src/rooms.txt").read_text().splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        room, _, rest = line.partition(":")
        uses, _, libraries = rest.partition("|")
        for used in uses.split():
            if used not in rooms:
                complaints.append(f"src/rooms.txt:{number}: {room} may include {used}, which "
                                  "does not stand above it: order is law")
        for library in libraries.split():
            if library not in LIBRARY_HEADERS:
                complaints.append(f"src/rooms.txt:{number}: library {library} is unknown to "
                                  "tests/house/house.py")
        rooms[room.strip()] = (set(uses.split()) | {"base", "diag"}, set(libraries.split()))
    if "base" in rooms:
        rooms["base"] = (set(), rooms["base"][1])
    if "diag" in rooms:
        rooms["diag"] = ({"base"}, rooms["diag"][1])
    return rooms, complaints


def sources(root, *tops):
    for top in tops:
        for path in sorted((root / top).rglob("*")):
            if path.suffix in (".cpp", ".hpp") and path.is_file():
                yield path, path.relative_to(root).as_posix()


def check_quoted(where, room, header, rooms, root):
    """An include of our own: rooms and faces."""
    target, _, rest = header.partition("/")
    if not rest or target not in rooms:
        return f'{where}: "{header}" is not written room/file.hpp'
    if not (root / "src" / header).is_file():
        return f'{where}: "{header}" does not exist'
    if target == room:
        return None
    if target not in rooms[room][0]:
        return f"{where}: {room} may not include {target} (src/rooms.txt)"
    # base is a drawer of small values without a door.
    if rest != f"{target}.hpp" and target != "base":
        return f'{where}: "{header}" is inside {target}; outsiders include {target}/{target}.hpp'
    return None


def check_angled(where, room, header, rooms):
    """An include of others: the standard library, or a library that the room owns."""
    for library, pattern in LIBRARY_HEADERS.items():
        if re.match(pattern, header):
            if library not in rooms[room][1]:
                return f"{where}: only rooms that name {library} in src/rooms.txt see <{header}>"
            return None
    if not SYSTEM_HEADERS.match(header):
        return f"{where}: <{header}> belongs to no library of src/rooms.txt"
    if DISK_HEADERS.match(header) and room not in DISK_ROOMS:
        return f"{where}: {room} touches no disk, so no <{header}>"
    return None


def check_includes(root):
    rooms, complaints = read_rooms(root)
    graph = {}
    for path, name in sources(root, "src"):
        parts = name.split("/")
        room = parts[1]
        if len(parts) != 3 or room not in rooms:
            complaints.append(f"{name}: no room of src/rooms.txt holds this file")
            continue
        text = path.read_text()
        for match in INCLUDE.finditer(text):
            where = f"{name}:{text.count(chr(10), 0, match.start()) + 1}"
            quote, header = match.groups()
            if quote == '"':
                complaint = check_quoted(where, room, header, rooms, root)
                graph.setdefault(name, []).append("src/" + header)
            else:
                complaint = check_angled(where, room, header, rooms)
            complaints += [complaint] if complaint else []
    return complaints + find_cycles(graph)


def find_cycles(graph):
    complaints = []
    done = set()

    def visit(name, trail):
        if name in trail:
            circle = trail[trail.index(name):] + [name]
            complaints.append("includes run in a circle: " + " -> ".join(circle))
        elif name not in done:
            for target in graph.get(name, []):
                visit(target, trail + [name])
            done.add(name)

    for name in sorted(graph):
        visit(name, [])
    return complaints


def check_faces(root):
    """A room's face opens with what the room is: "// room: …"."""
    complaints = []
    for room in read_rooms(root)[0]:
        face = root / "src" / room / f"{room}.hpp"
        if face.is_file() and not face.read_text().startswith(f"// {room}: "):
            complaints.append(f'src/{room}/{room}.hpp: does not open with "// {room}: …"')
    return complaints


def check_sizes(root):
    """Lines; functions are measured by clang-tidy."""
    complaints = []
    for path, name in sources(root, "src", "tests", "bench"):
        most = 200 if path.suffix == ".hpp" else 500
        lines = len(path.read_text().splitlines())
        if lines > most:
            complaints.append(f"{name}: {lines} lines, more than {most}")
    return complaints


TOP_LEVEL = {
    "CMakeLists.txt", "src", "layouts", "content", "fonts", "tests", "out",  # the customer's
    "README.md", "LICENSE", "CMakePresets.json", ".clang-format", ".clang-tidy", ".ci", "scripts",
    "docs", "bench", "deploy", ".git", ".gitignore",
}


def ignored(root):
    """Folders that .gitignore keeps out: generated, not ours to check."""
    path = root / ".gitignore"
    lines = path.read_text().splitlines() if path.is_file() else []
    return {line.strip("/").removesuffix("/*") for line in lines if line.startswith("/")} | {".git"}


def check_top_level(root):
    allowed = TOP_LEVEL | ignored(root)
    return [f"{path.name}: has no place at the top level" for path in sorted(root.iterdir())
            if path.name not in allowed]


def documents(root):
    return sorted((root / "docs").rglob("*.md")) + sorted(root.glob("README.md")) + sorted(
        (root / "bench").glob("*.md"))


def expand(path):
    """{a,b} -> both; <name>, NAME and … stand for anything."""
    match = re.search(r"\{([^{}]*)\}", path)
    if match:
        for choice in match.group(1).split(","):
            yield from expand(path[:match.start()] + choice + path[match.end():])
        return
    path = re.sub(r"<[^>]*>|…|\b[A-Z]{3,}\b(?!\.)", "*", path)
    yield re.sub(r":\d+(:\d+)?$|\|.*$|[.,;:]+$", "", path)


def check_paths(root):
    """Paths that the documents name exist: links, and code that begins with a folder of ours."""
    complaints = []
    generated = tuple(ignored(root))
    folders = "src|layouts|content|fonts|tests|scripts|docs|bench|deploy|\\.ci"
    words = re.compile(rf"(?<![\w./-])(?:{folders})/[^\s`'\")\]]*")
    for path in documents(root):
        name = path.relative_to(root).as_posix()
        for number, line in enumerate(path.read_text().splitlines(), 1):
            named = [(root, word) for code in re.findall(r"`([^`]+)`", line)
                     for word in words.findall(code)
                     if not re.search(r":\d+:\d+", word)]  # that is a sample diagnostic
            named += [(path.parent, target) for target in re.findall(r"\]\(([^)#\s]+)", line)
                      if not re.match(r"[a-z]+:", target)]
            for base, word in named:
                for one in expand(word):
                    if not one.startswith(generated) and not exists(base, one):
                        complaints.append(f"{name}:{number}: {one} does not exist")
    return complaints


def exists(base, path):
    if "*" in path:
        return any(True for _ in base.glob(path.strip("/")))
    return (base / path).exists()


# Spelt in halves so that this file does not accuse itself.
MACHINE = re.compile("|".join((
    r"(?<![\w.])/(?:home|" + r"Users)/\w", r"(?<![\w.$}])/" + r"root/[\w.]",
    r"(?<![\w.$}])/" + r"work/\w",
    r"[A-Z]:\\\\?" + r"Users", r"registry\." + r"npmjs", r"deb\." + r"debian\.org",
    r"pypi\." + r"(?:org|python)", r"files\." + r"pythonhosted", r"proxy\." + r"golang",
    r"static\." + r"crates\.io", r"https?://(?:\d+\.){3}\d+" + r"(?!\.?\d)(?::\d+)",
)))
BINARY = {".png", ".jpg", ".jpeg", ".pdf", ".ttf", ".otf", ".icc", ".gz", ".pyc"}


def check_portable(root):
    """No paths of one machine, no package registries' hosts."""
    complaints = []
    skipped = ignored(root)
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if not path.is_file() or path.suffix in BINARY or any(
                name == top or name.startswith(top + "/") for top in skipped):
            continue
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
            found = MACHINE.search(line)
            if found:
                complaints.append(f"{name}:{number}: {found.group(0)} is of one machine only")
    return complaints


CHECKS = [check_includes, check_faces, check_sizes, check_top_level, check_paths, check_portable]


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else __file__).resolve()
    root = root if root.is_dir() else root.parents[2]
    complaints = [complaint for check in CHECKS for complaint in check(root)]
    print("\n".join(complaints) or "the house is in order")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
