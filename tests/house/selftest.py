#!/usr/bin/env python3
"""Every house check passes on a small good tree and fails on each small sin."""

import pathlib
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import house  # noqa: E402

GOOD = {
    "src/rooms.txt": "# order\nbase: |\ndiag: base | fmt\nxml: | pugixml\n"
                     "content: xml |\njob: content |\n",
    "src/base/base.hpp": '// base: values.\n#include "base/length.hpp"\n',
    "src/base/length.hpp": "#include <cstdint>\n",
    "src/diag/diag.hpp": '// diag: findings.\n#include "base/length.hpp"\n',
    "src/diag/diag.cpp": '#include "diag/diag.hpp"\n#include <fmt/core.h>\n',
    "src/xml/xml.hpp": '// xml: trees.\n#include "diag/diag.hpp"\n',
    "src/xml/tree.hpp": "#pragma once\n",
    "src/xml/xml.cpp": '#include "xml/tree.hpp"\n#include <pugixml.hpp>\n',
    "src/content/content.cpp": '#include "xml/xml.hpp"\n#include <vector>\n',
    "src/job/job.cpp": "#include <fstream>\n",
    "README.md": "See `docs/guide.md`, `src/<room>`, `src/{xml,job}/`, [it](docs/guide.md), "
                 "`out/x.pdf`.\n",
    "docs/guide.md": "[back](../README.md) [web](https://example.org/) `src/xml/xml.hpp`\n",
    "bench/README.md": "`bench/results/x.json`\n",
    ".gitignore": "/build/\n/out/*\n/bench/results/\n",
    "build/anything.txt": "/" + "root/x\n",
}


class House(unittest.TestCase):
    def complaints(self, check, changes=None):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for name, text in {**GOOD, **(changes or {})}.items():
                if text is not None:
                    (root / name).parent.mkdir(parents=True, exist_ok=True)
                    (root / name).write_text(text)
            return check(root)

    def accused(self, check, part, changes):
        found = self.complaints(check, changes)
        self.assertEqual(len(found), 1, found)
        self.assertIn(part, found[0])

    def test_good_tree_passes(self):
        for check in house.CHECKS:
            self.assertEqual(self.complaints(check), [], check.__name__)

    def test_includes(self):
        def include(line, where="src/content/content.cpp"):
            return {where: line + "\n"}

        accused = lambda part, changes: self.accused(house.check_includes, part, changes)
        accused("content may not include job", {
            **include('#include "job/job.hpp"'), "src/job/job.hpp": "\n"})
        accused("outsiders include xml/xml.hpp", include('  # include "xml/tree.hpp"'))
        accused("does not exist", include('#include "xml/none.hpp"'))
        accused("not written room/file.hpp", include('#include "xml.hpp"'))
        accused("name pugixml", include("#include <pugixml.hpp>"))
        accused("belongs to no library", include("#include <boost/asio.hpp>"))
        accused("touches no disk", include("#include <fstream>"))
        accused("src/content/content.cpp:3", include("//\n//\n#include <hb.h>"))
        accused("may not include diag", include('#include "diag/diag.hpp"', "src/base/a.cpp"))
        accused("may not include xml", include('#include "xml/xml.hpp"', "src/diag/a.cpp"))
        accused("circle", {"src/xml/tree.hpp": '#include "xml/leaf.hpp"\n',
                           "src/xml/leaf.hpp": '#include "xml/tree.hpp"\n'})
        accused("no room", {"src/attic/attic.cpp": "\n"})
        accused("no room", {"src/xml/inner/deep.cpp": "\n"})
        accused("order is law", {"src/rooms.txt": GOOD["src/rooms.txt"].replace(
            "xml: |", "xml: content |")})
        accused("unknown to", {"src/rooms.txt": GOOD["src/rooms.txt"].replace(
            "job: content |", "job: content | gopher")})

    def test_faces(self):
        self.accused(house.check_faces, "src/xml/xml.hpp", {"src/xml/xml.hpp": "#pragma once\n"})

    def test_sizes(self):
        self.accused(house.check_sizes, "501 lines", {"src/xml/xml.cpp": "\n" * 501})
        self.accused(house.check_sizes, "201 lines", {"src/xml/tree.hpp": "\n" * 201})
        self.accused(house.check_sizes, "501 lines", {"tests/a.cpp": "\n" * 501})
        self.assertEqual(self.complaints(house.check_sizes, {"src/xml/xml.cpp": "\n" * 500}), [])

    def test_top_level(self):
        self.accused(house.check_top_level, "notes.txt", {"notes.txt": "x\n"})
        self.accused(house.check_top_level, "include", {"include/a.hpp": "\n"})

    def test_paths(self):
        for text in ("`src/none.cpp`", "see `scripts/none --all`", "[x](none.md)",
                     "`src/xml/{xml,none}.hpp`", "`tests/<room>/x`", "`layouts/NAME.xml`"):
            self.accused(house.check_paths, "does not exist", {"docs/more.md": text + "\n"})

    def test_portable(self):
        for text in ("/" + "home/me/x", "at /" + "root/.cache", "/" + "work/main",
                     "https://registry." + "npmjs.org/x", "http://10.0.0.1" + ":3128/",
                     "https://deb." + "debian.org/debian"):
            self.accused(house.check_portable, "one machine", {"scripts/x": text + "\n"})
        self.assertEqual(self.complaints(house.check_portable, {
            "scripts/x": "http://127.0.0.1 a/home/x doc.root/x $here/work/x\n"}), [])


if __name__ == "__main__":
    unittest.main()
