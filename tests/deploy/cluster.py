"""A Slurm cluster of one node: munged, slurmctld and slurmd of Debian, on loopback, with all they
need in one temporary folder. No systemd, no cgroups; whoever runs it owns the cluster."""

import ctypes
import os
import pathlib
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
NODE = "carefold-test"
MOST_SECONDS = 150

# Whether several nodes' hardware is there does not matter here: four processors are said to be.
# cred_expire is also how long a job that is put into the queue again has to wait.
CONFIGURATION = """
ClusterName=carefold
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={ports[0]}
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket,cred_expire=5
CredType=cred/munge
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
ProctrackType=proctrack/pgid
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerType=sched/builtin
SchedulerParameters=batch_sched_delay=0,sched_interval=1
PriorityType=priority/basic
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
ReturnToService=2
KillWait=2
SlurmdParameters=config_overrides
MailProg=/bin/true
NodeName={node} NodeAddr=127.0.0.1 NodeHostname={node} Port={ports[1]} CPUs=4 RealMemory=8000
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
"""


def die_with_parent():
    """A daemon outlives no test, even one that is killed."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()


def wait_for(what, ready, seconds=30.0, step=0.05):
    """The first true value that `ready` gives."""
    end = time.monotonic() + seconds
    while True:
        value = ready()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"waited {seconds:.0f} s in vain for {what}")
        time.sleep(step)


class Cluster:
    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="carefold-slurm-"))
        self.daemons = []
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)  # Slurm's orphans become ours to bury
        self.environment = {**os.environ, "SLURM_CONF": str(self.folder / "slurm.conf")}
        for name in [name for name in self.environment if name.startswith("SBATCH_")]:
            del self.environment[name]

    def __enter__(self):
        # So that all is stopped also when a test is, or takes longer than ctest would let it.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit("terminated"))
        signal.signal(signal.SIGALRM, lambda *_: sys.exit("this takes too long"))
        signal.alarm(MOST_SECONDS)
        try:
            self.start()
        except BaseException:
            self.tell_logs()
            self.stop()
            raise
        return self

    def __exit__(self, kind, error, trace):
        signal.alarm(0)
        if error is not None:
            self.tell_logs()
        self.stop()

    def start(self):
        folder = self.folder
        folder.chmod(0o711)  # munge wants its socket to be within everybody's reach
        for name in ("state", "spool"):
            (folder / name).mkdir()
        key = folder / "munge.key"
        key.touch(mode=0o600)
        key.write_bytes(os.urandom(1024))
        (folder / "slurm.conf").write_text(CONFIGURATION.format(
            folder=folder, node=NODE, host=socket.gethostname().split(".")[0],
            user=pwd.getpwuid(os.getuid()).pw_name, ports=free_ports(2)))
        self.daemon("munged", "--foreground", f"--key-file={key}",
                    f"--socket={folder}/munge.socket", f"--pid-file={folder}/munge.pid",
                    f"--log-file={folder}/munge.log", f"--seed-file={folder}/munge.seed")
        wait_for("munged", lambda: self.all_alive() and (folder / "munge.socket").exists())
        self.daemon("slurmctld", "-D", "-f", folder / "slurm.conf")
        self.daemon("slurmd", "-D", "-N", NODE, "-f", folder / "slurm.conf")
        wait_for("the node to be idle", lambda: self.all_alive() and self.ask(
            "sinfo", "--noheader", "--format=%T") == "idle")

    def daemon(self, name, *arguments):
        program = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
        assert program, f"there is no {name}; scripts/setup --tests installs it"
        log = open(self.folder / f"{name}.log", "wb")
        self.daemons.append(subprocess.Popen(
            [program, *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            cwd=self.folder, env=self.environment, preexec_fn=die_with_parent))
        log.close()

    def all_alive(self):
        for daemon in self.daemons:
            assert daemon.poll() is None, f"{daemon.args[0]} has ended: {daemon.returncode}"
        return True

    def ask(self, *command):
        """Standard output; "" when the command fails, as it does until the daemons answer."""
        done = subprocess.run(command, capture_output=True, text=True, env=self.environment)
        return done.stdout.strip() if done.returncode == 0 else ""

    def job(self, number):
        """{field: value} of a job, or of a task of an array as NUMBER_TASK."""
        text = self.ask("scontrol", "--oneliner", "show", "job", str(number))
        return dict(word.split("=", 1) for word in text.split() if "=" in word)

    def wait_for_end(self, number, seconds):
        """The state in which a job has ended."""
        ended = {"COMPLETED", "FAILED", "CANCELLED", "TIMEOUT", "NODE_FAIL", "OUT_OF_MEMORY"}
        return wait_for(f"job {number} to end", lambda: self.all_alive() and next(
            (state for state in [self.job(number).get("JobState", "")] if state in ended), None),
            seconds, 0.2)

    def processes(self):
        """Those of our jobs: the environment of each names our configuration."""
        mark = f"SLURM_CONF={self.folder}/slurm.conf".encode()
        own = {os.getpid()} | {daemon.pid for daemon in self.daemons}
        found = []
        for path in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                if int(path.name) not in own and mark in (
                        path / "environ").read_bytes().split(b"\0"):
                    found.append(int(path.name))
            except OSError:
                pass  # it has ended, or is another user's
        return found

    def stop(self):
        self.ask("scancel", "--quiet", f"--user={os.getuid()}")
        for daemon in reversed(self.daemons):
            daemon.terminate()
        for daemon in reversed(self.daemons):
            try:
                daemon.wait(10)
            except subprocess.TimeoutExpired:
                daemon.kill()
                daemon.wait()
        for process in self.processes():
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                pass
        try:
            wait_for("orphans to end", lambda: os.waitpid(-1, os.WNOHANG) is None, 10)
        except ChildProcessError:
            pass  # there are none left
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.folder.exists():  # a process that was dying wrote while we removed
            shutil.rmtree(self.folder)

    def tell_logs(self):
        print(self.ask("scontrol", "--oneliner", "show", "job"))
        for path in sorted(self.folder.glob("*.log")):
            print(f"== {path.name}\n" + path.read_text(errors="replace")[-4000:])
