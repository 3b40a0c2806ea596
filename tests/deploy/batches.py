"""Lists of clients, batches of them, and whether two folders hold the same."""

import hashlib
import json
import pathlib
import subprocess

LANGUAGES = ["en", "de", "ja", "ar", "ru", "ko", "hi", "th"]


def write_list(path, records):
    """Records whose language changes every twelfth, so that every shard meets several."""
    lines = ["client.id,client.name,language"]
    for i in range(records):
        lines.append(f'c-{i + 1:04},"Nóra {i + 1}, of the list",{LANGUAGES[i // 12 % 8]}')
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def run(command, expect=0, **more):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, **more)
    if done.returncode != expect:
        raise AssertionError(f"{command} gave {done.returncode}, not {expect}\n"
                             f"{done.stdout}{done.stderr}")
    return done.stdout


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def documents(folder):
    """{path in the folder: SHA-256} of all its PDFs."""
    return {path.relative_to(folder).as_posix(): digest(path)
            for path in sorted(folder.rglob("*.pdf"))}


def manifest_lines(path):
    """Lines of documents; a line that is only half written is none."""
    lines = []
    for text in path.read_text(encoding="utf-8").split("\n")[:-1]:
        line = json.loads(text)
        if "name" in line:
            lines.append(line)
    return lines


def whole(folder, manifest):
    """{name: (inode, time of change)} of the documents that are as the manifest says."""
    found = {}
    for line in manifest_lines(folder / manifest):
        path = folder / line["name"]
        if path.is_file() and digest(path) == line["sha256"]:
            status = path.stat()
            found[line["name"]] = (status.st_ino, status.st_mtime_ns)
    return found


def require_same(merged: pathlib.Path, single: pathlib.Path, count):
    """The same manifest, byte for byte, and the same documents."""
    one, other = documents(single), documents(merged)
    assert len(one) == count, f"a single run made {len(one)} documents, not {count}"
    assert one == other, sorted(set(one.items()) ^ set(other.items()))[:6]
    name = "manifest.jsonl"
    assert (merged / name).read_bytes() == (single / name).read_bytes(), "the manifests differ"
    assert len(manifest_lines(merged / name)) == count
    modes = {path.stat().st_mode & 0o777 for path in merged.rglob("*.pdf")}
    assert modes == {0o600}, f"others may read documents: {modes}"
