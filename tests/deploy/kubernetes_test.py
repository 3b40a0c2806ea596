#!/usr/bin/env python3
"""deploy/kubernetes without a cluster: its Jobs say what they must, and the very command lines of
their containers, run here for every index, give what a single run gives.
usage: kubernetes_test.py SOURCES PROGRAM"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml

import batches

IMAGE_ROOT = "/opt/carefold"
RECORDS = 24


def expand(text, variables):
    """$(NAME) in a container's command, as Kubernetes does it: what it does not know, it leaves."""
    return re.sub(r"\$\$|\$\(([^)]*)\)", lambda match: "$" if match.group(0) == "$$" else
                  variables.get(match.group(1), match.group(0)), text)


class Pod:
    """The one container of a Job, with its mounts in folders of ours."""

    def __init__(self, job, mounts):
        self.container, = job["spec"]["template"]["spec"]["containers"]
        self.mounts = mounts

    def environment(self):
        found = {}
        for entry in self.container["env"]:
            value = entry.get("value")
            if value is None:
                field = entry["valueFrom"]["resourceFieldRef"]
                assert field == {"containerName": self.container["name"],
                                 "resource": "limits.cpu"}, field
                value = self.container["resources"]["limits"]["cpu"]
            assert isinstance(value, str), f"{entry['name']} is not text: Kubernetes refuses it"
            for mount in self.container["volumeMounts"]:
                path = mount["mountPath"]
                if value == path or value.startswith(path + "/"):
                    value = str(self.mounts[path]) + value[len(path):]
            found[entry["name"]] = value
        return found

    def run(self, path, **more):
        """Status of the container's command line; nothing of our own environment reaches it."""
        variables = {**self.environment(), **more}
        command = [expand(word, variables)
                   for word in self.container["command"] + self.container["args"]]
        return subprocess.run(command, env={"PATH": path, **variables}, cwd="/",
                              capture_output=True, text=True)


def load(path):
    with open(path, encoding="utf-8") as file:
        return [document for document in yaml.safe_load_all(file) if document]


def check_pod(job):
    """What keeps people's names in, and others out."""
    assert (job["apiVersion"], job["kind"]) == ("batch/v1", "Job")
    spec = job["spec"]["template"]["spec"]
    assert spec["restartPolicy"] == "Never"
    assert spec["automountServiceAccountToken"] is False
    assert spec["securityContext"]["runAsNonRoot"] is True
    assert spec["securityContext"]["runAsUser"] > 0
    assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    container, = spec["containers"]
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]}}
    for kind in ("requests", "limits"):
        assert set(container["resources"][kind]) == {"cpu", "memory"}
    volumes = {volume["name"]: volume for volume in spec["volumes"]}
    assert {mount["name"] for mount in container["volumeMounts"]} == set(volumes)
    for volume in volumes.values():
        assert set(volume) - {"name"} <= {"persistentVolumeClaim", "secret"}, volume


def check_batch(job):
    spec = job["spec"]
    assert spec["completionMode"] == "Indexed"
    assert spec["backoffLimitPerIndex"] > 0
    assert "backoffLimit" not in spec, "it would end all shards for one"
    container, = spec["template"]["spec"]["containers"]
    shards = {entry["name"]: entry.get("value") for entry in container["env"]}["SHARDS"]
    assert shards == str(spec["completions"]), "SHARDS and completions differ"
    records, = [each for each in container["volumeMounts"] if each["mountPath"] == "/records"]
    assert records["readOnly"] is True
    for rule in spec["podFailurePolicy"]["rules"]:
        codes = rule.get("onExitCodes", {})
        assert codes.get("containerName", container["name"]) == container["name"]
    return spec["completions"]


def check_same_people(batch, merge):
    """The merge reads files that only their owner can, made with the same program."""
    one, other = (job["spec"]["template"]["spec"] for job in (batch, merge))
    assert one["securityContext"] == other["securityContext"]
    assert one["containers"][0]["image"] == other["containers"][0]["image"]
    mounts = [{volume["name"]: volume for volume in spec["volumes"]}["mailings"]
              for spec in (one, other)]
    assert mounts[0] == mounts[1]


def check_network(policy, batch):
    assert policy["kind"] == "NetworkPolicy"
    labels = batch["spec"]["template"]["metadata"]["labels"]
    assert policy["spec"] == {"podSelector": {"matchLabels": labels},
                              "policyTypes": ["Ingress", "Egress"]}


def check_image(sources, program):
    """The image holds every library that the program is linked with."""
    text = (sources / "deploy/kubernetes/Containerfile").read_text(encoding="utf-8")
    installed = set(text.rsplit("FROM ", 1)[1].split("&& rm")[0].replace("\\", " ").split())
    where = dict(re.findall(r"(\S+) => (\S+)", batches.run(["ldd", program])))
    needed = set(re.findall(r"NEEDED\s+(\S+)", batches.run(["objdump", "-p", program])))
    for library in sorted(needed):
        path = os.path.realpath(where[library])
        owner = subprocess.run(["dpkg", "-S", path], capture_output=True, text=True).stdout or \
            batches.run(["dpkg", "-S", path.removeprefix("/usr")])  # merged /usr
        package = owner.split(":")[0]
        assert package in installed, f"the image lacks {package}, whose {library} is needed"
    for folder in re.findall(r"^COPY (?!--from)(.*) \S+$", text, re.MULTILINE):
        for name in folder.split():
            assert (sources / name).exists(), f"Containerfile: there is no {name}"
    path, = re.findall(r"^ENV PATH=(\S+)$", text, re.MULTILINE)
    assert re.search(r"^USER 10001:10001$", text, re.MULTILINE)
    return path


def main():
    sources, program = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
    folder = sources / "deploy/kubernetes"
    batch, policy = load(folder / "batch.yaml")
    merge, = load(folder / "merge.yaml")
    check_pod(batch)
    check_pod(merge)
    shards = check_batch(batch)
    check_same_people(batch, merge)
    check_network(policy, batch)
    # Where the image has the program; here the build has it.
    path = check_image(sources, program).replace(f"{IMAGE_ROOT}/build/release", str(program.parent))
    path = path.replace(IMAGE_ROOT, str(sources))

    with tempfile.TemporaryDirectory(prefix="carefold-mailing-") as place:
        mounts = {"/records": pathlib.Path(place) / "records",
                  "/mailings": pathlib.Path(place) / "mailings"}
        for mount in mounts.values():
            mount.mkdir()
        batches.write_list(mounts["/records"] / "clients.csv", RECORDS)
        single = pathlib.Path(place) / "single"
        batches.run([program, "batch", mounts["/records"] / "clients.csv", "--set", "first-visit",
                     "-o", single, "-q"])
        shard, merging = Pod(batch, mounts), Pod(merge, mounts)
        for index in range(shards):
            early = merging.run(path)
            assert early.returncode == (1 if index else 3), early  # no folder yet
            assert "shard" in early.stderr if index else "no-manifest" in early.stderr, early
            done = shard.run(path, JOB_COMPLETION_INDEX=str(index))
            assert done.returncode == 0, done
        done = merging.run(path)
        assert done.returncode == 0, done
        batches.require_same(mounts["/mailings"] / "first-visit", single, 2 * RECORDS)
    print("deploy/kubernetes: all is well, as far as it shows without a cluster")


if __name__ == "__main__":
    main()
