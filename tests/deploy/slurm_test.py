#!/usr/bin/env python3
"""deploy/slurm on Slurm's own daemons: an array of four shards, one of them killed and put into the
queue again, gives what a single run gives; a batch that is refused is not merged.
usage: slurm_test.py SOURCES PROGRAM"""

import os
import pathlib
import re
import signal
import sys
import tempfile
import time

import batches
from cluster import Cluster, wait_for

RECORDS = 192
SHARDS = 4
VICTIM = 2
OPTIONS = ["--guide", "chronic-back-pain", "--layout", "card-a6"]


def process_of(cluster, shard):
    """The program that makes a shard, not the scripts around it."""
    for process in cluster.processes():
        try:
            words = pathlib.Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if words[1:2] == [b"batch"] and f"{shard}/{SHARDS}".encode() in words:
            return process
    return None


def kill_midway(cluster, folder):
    """Kills the victim between its first and its last document. It is held but for short slices,
    so that this does not depend on how fast it is. Gives what was whole then."""
    manifest = f"manifest-{VICTIM}-of-{SHARDS}.jsonl"
    process = wait_for("the shard to start", lambda: process_of(cluster, VICTIM), 30, 0.002)
    os.kill(process, signal.SIGSTOP)
    end = time.monotonic() + 30
    while not ((folder / manifest).is_file() and batches.whole(folder, manifest)):
        assert time.monotonic() < end, "the shard makes nothing"
        os.kill(process, signal.SIGCONT)
        time.sleep(0.002)
        os.kill(process, signal.SIGSTOP)
    # A dying process has its threads' last calls behind it when Slurm says that the job waits.
    os.kill(process, signal.SIGKILL)
    wait_for("the shard to be put into the queue again",
             lambda: int(cluster.task(VICTIM).get("Restarts", "0")) == 1)
    return batches.whole(folder, manifest)


class Batch:
    def __init__(self, cluster, sources, folder, words):
        self.cluster = cluster
        out = batches.run([sources / "deploy/slurm/submit", SHARDS, folder, *words],
                          env=cluster.environment, cwd=folder.parent)
        match = re.fullmatch(r"array (\d+)\nmerge (\d+)\n", out)
        assert match, out
        self.array, self.merge = match.groups()
        cluster.task = lambda task: cluster.job(f"{self.array}_{task}")


def logs_of(folder):
    return "".join(f"== {path.name}\n{path.read_text(errors='replace')}"
                   for path in sorted(pathlib.Path(f"{folder}.log").glob("*")))


def test_killed_shard(cluster, sources, folder, single):
    batch = Batch(cluster, sources, folder, ["clients.csv", *OPTIONS])
    whole = kill_midway(cluster, folder)
    share = RECORDS // SHARDS
    assert 0 < len(whole) < share, f"{len(whole)} of {share} documents were whole: not midway"
    try:
        state = cluster.wait_for_end(batch.merge, 75)
        assert state == "COMPLETED", state
        for task in range(1, SHARDS + 1):
            job = cluster.task(task)
            assert job["JobState"] == "COMPLETED", job
            assert job["Restarts"] == ("1" if task == VICTIM else "0"), job
        batches.require_same(folder, single, RECORDS)
        again = batches.whole(folder, f"manifest-{VICTIM}-of-{SHARDS}.jsonl")
        twice = [name for name in whole if again[name] != whole[name]]
        assert not twice, f"made twice, though whole: {twice}"
        assert "killed by signal 9" in logs_of(folder)
    except BaseException:
        print(logs_of(folder))
        raise
    print(f"{len(whole)} of {share} documents were whole when the shard was killed")


def test_refused_batch(cluster, sources, folder):
    """Over a folder that was finished before: what is there must not pass for the new batch's."""
    before = (folder / "manifest.jsonl").stat().st_mtime_ns
    words = ["clients.csv", *OPTIONS, "--names", "{client.id}-{no.such.field}.pdf"]
    batch = Batch(cluster, sources, folder, words)
    state = cluster.wait_for_end(batch.merge, 30)
    assert state == "CANCELLED", state
    assert cluster.task(1)["JobState"] == "FAILED", cluster.task(1)
    assert (folder / "manifest.jsonl").stat().st_mtime_ns == before, "it was merged nevertheless"


def test_failed_record(cluster, sources, folder):
    """One bad record keeps nobody else from being served, nor the merge."""
    bad = folder.parent / "bad.csv"
    text = (folder.parent / "clients.csv").read_text(encoding="utf-8").split("\n")[:13]
    text[6] = ",nobody's number,en"
    bad.write_text("\n".join(text) + "\n", encoding="utf-8")
    batch = Batch(cluster, sources, folder.parent / "partly", ["bad.csv", *OPTIONS])
    state = cluster.wait_for_end(batch.merge, 30)
    assert state == "COMPLETED", state + logs_of(folder.parent / "partly")
    assert len(batches.documents(folder.parent / "partly")) == 11
    assert "nobody's number" in (folder.parent / "partly/failed.csv").read_text(encoding="utf-8")


def main():
    sources, program = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
    with tempfile.TemporaryDirectory(prefix="carefold-mailing-") as place, Cluster() as cluster:
        cluster.environment.update(CAREFOLD=str(program), CAREFOLD_CPUS="1")
        folder = pathlib.Path(place)
        batches.write_list(folder / "clients.csv", RECORDS)
        single = folder / "single"
        batches.run([program, "batch", "clients.csv", *OPTIONS, "-o", single, "-q"], cwd=folder)
        mailing = folder / "mailing"
        test_killed_shard(cluster, sources, mailing, single)
        test_refused_batch(cluster, sources, mailing)
        test_failed_record(cluster, sources, mailing)
        batches.run([sources / "deploy/slurm/submit", "1", mailing, "clients.csv"], expect=2)
    print("deploy/slurm: all is well")


if __name__ == "__main__":
    main()
