"""What the tests of mail share: a clinic with clients in a folder of its own, the program run in it,
servers that do what a test tells them, and the account in the end: every message once."""

import asyncio
import base64
import collections
import csv
import email
import email.policy
import json
import logging
import os
import pathlib
import shutil
import signal
import ssl
import subprocess
import tempfile
import threading
import time
import unittest

from aiosmtpd.smtp import SMTP, AuthResult

PROGRAM = os.environ["CAREFOLD"]
SOURCE = pathlib.Path(os.environ["SOURCE_DIR"])

logging.disable(logging.CRITICAL)  # servers break on purpose here

DROP = "drop"                # the connection breaks
TAKE_AND_DROP = "take, drop"  # the message is taken, then the connection breaks before the answer


class Sleep:
    """No answer for so many seconds; then the connection breaks."""

    def __init__(self, seconds):
        self.seconds = seconds


def certificates(folder):
    """An authority, and certificates: good, self-signed, expired, of another host."""
    def openssl(*words):
        subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)

    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]

    def sign(name, host, *when):
        openssl("req", *curve, "-nodes", "-keyout", f"{name}.key", "-out",
                f"{name}.csr", "-subj", f"/CN={host}", "-addext", f"subjectAltName=DNS:{host}")
        (folder / f"{name}.ext").write_text(f"subjectAltName=DNS:{host}\n")
        openssl("x509", "-req", "-in", f"{name}.csr", "-CA", "ca.pem", "-CAkey", "ca.key",
                "-CAcreateserial", "-extfile", f"{name}.ext", "-out", f"{name}.pem", *when)

    openssl("req", "-x509", *curve, "-nodes", "-keyout", "ca.key", "-out", "ca.pem",
            "-days", "30", "-subj", "/CN=Test authority")
    sign("good", "localhost", "-days", "30")
    sign("other", "elsewhere.test", "-days", "30")
    sign("expired", "localhost", "-days", "0")
    openssl("req", "-x509", *curve, "-nodes", "-keyout", "self.key", "-out",
            "self.pem", "-days", "30", "-subj", "/CN=localhost", "-addext",
            "subjectAltName=DNS:localhost")


def tls(folder, name="good"):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / f"{name}.pem", folder / f"{name}.key")
    return context


class Scripted(SMTP):
    """An SMTP conversation with mishaps: server.plan says which, by command."""

    def __init__(self, handler, server, **words):
        super().__init__(handler, **words)
        self.server = server
        self.greeted = False

    async def push(self, status):
        if not self.greeted:
            self.greeted = True
            self.server.connections += 1
            if await self.mishap("banner", ""):
                return
        await super().push(status)

    async def mishap(self, command, argument):
        """True when the plan has something for this command, which is then done."""
        what = self.server.next_mishap(command, argument)
        if what is None:
            return False
        if isinstance(what, Sleep):
            await asyncio.sleep(what.seconds)
        if what == DROP or isinstance(what, Sleep):
            if self.transport is not None:
                self.transport.abort()
            raise asyncio.CancelledError
        await super().push(what)
        if what.startswith("421") or command == "banner":
            self.transport.close()
            raise asyncio.CancelledError
        return True

    async def smtp_EHLO(self, argument):
        if not await self.mishap("EHLO", argument):
            await super().smtp_EHLO(argument)

    async def smtp_MAIL(self, argument):
        if not await self.mishap("MAIL", argument):
            await super().smtp_MAIL(argument)

    async def smtp_RCPT(self, argument):
        if not await self.mishap("RCPT", argument):
            await super().smtp_RCPT(argument)

    async def smtp_DATA(self, argument):
        if await self.mishap("DATA", argument):
            return
        if self.server.next_mishap("body", "") is not None:
            await super().push("354 go on")
            await self._reader.read(100)
            self.transport.abort()
            raise asyncio.CancelledError
        await super().smtp_DATA(argument)


class Server:
    """On a free port of this machine. What it took and acknowledged is in `taken`."""

    def __init__(self, plan=None, users=None, token=None, delay=0, **words):
        self.plan = {command: list(what) if isinstance(what, (list, tuple)) else what
                     for command, what in (plan or {}).items()}
        self.users = users
        self.token = token
        self.delay = delay
        self.taken = []        # (envelope, bytes), acknowledged
        self.unanswered = []   # taken, and the connection broken before the answer
        self.connections = 0
        self.logins = []
        self.times = []
        if users is not None or token is not None:
            words.setdefault("auth_required", True)
            words["authenticator"] = self.authenticate
        self.ssl_context = words.pop("ssl_context", None)
        self.words = dict(enable_SMTPUTF8=True, timeout=60, data_size_limit=60_000_000)
        self.words.update(words)

    def start(self):
        self.loop = asyncio.new_event_loop()
        self.loop.set_exception_handler(lambda loop, context: None)  # broken on purpose
        begun = threading.Event()

        async def listen():
            self.server = await self.loop.create_server(
                lambda: Scripted(self, self, loop=self.loop, **self.words), "127.0.0.1", 0,
                ssl=self.ssl_context)
            self.port = self.server.sockets[0].getsockname()[1]
            begun.set()

        def work():
            asyncio.set_event_loop(self.loop)
            self.loop.create_task(listen())
            self.loop.run_forever()

        self.thread = threading.Thread(target=work, daemon=True)
        self.thread.start()
        begun.wait(20)

    def stop(self):
        async def end():
            self.server.close()
            for task in asyncio.all_tasks():
                if task is not asyncio.current_task():
                    task.cancel()
            await asyncio.sleep(0)
            self.loop.stop()

        asyncio.run_coroutine_threadsafe(end(), self.loop)
        self.thread.join(20)
        self.loop.close()

    def next_mishap(self, command, argument):
        what = self.plan.get(command)
        if callable(what):
            return what(argument)
        return what.pop(0) if what else None

    def authenticate(self, server, session, envelope, mechanism, data):
        good = self.users is not None and self.users.get(data.login.decode()) == \
            data.password.decode()
        self.logins.append((mechanism, data.login.decode()))
        return AuthResult(success=good, handled=False)

    async def auth_XOAUTH2(self, server, args):
        blob = base64.b64decode(args[1]) if len(args) > 1 else await server.challenge_auth("")
        blob = blob.decode()
        self.logins.append(("XOAUTH2", blob.split("\x01")[0]))
        good = self.token is not None and f"auth=Bearer {self.token}\x01" in blob
        return AuthResult(success=good, handled=False)

    async def handle_DATA(self, server, session, envelope):
        what = self.next_mishap("dot", "")
        if self.delay:
            await asyncio.sleep(self.delay)
        if what in (DROP, TAKE_AND_DROP) or isinstance(what, Sleep):
            if what != DROP:
                self.unanswered.append((envelope, envelope.content))
            if isinstance(what, Sleep):
                await asyncio.sleep(what.seconds)
            if server.transport is not None:
                server.transport.abort()
            raise asyncio.CancelledError
        if what is not None:
            return what
        self.times.append(time.monotonic())
        self.taken.append((envelope, envelope.content))
        return "250 taken"


def parsed(content):
    return email.message_from_bytes(content, policy=email.policy.SMTP)


def ids(messages):
    return [parsed(content)["Message-ID"].strip("<>").split("@")[0] for _, content in messages]


class Office(unittest.TestCase):
    """A clinic in a folder of its own."""

    @classmethod
    def setUpClass(cls):
        cls.keys = pathlib.Path(tempfile.mkdtemp(prefix="carefold-keys-"))
        certificates(cls.keys)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.keys)

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="carefold-mail-"))
        self.addCleanup(shutil.rmtree, self.folder)
        shutil.copytree(SOURCE / "tests/faults/sample", self.folder, dirs_exist_ok=True)
        shutil.copy(SOURCE / "layouts/words.xml", self.folder / "layouts/words.xml")
        (self.folder / "content").mkdir()
        shutil.copytree(SOURCE / "content/mail", self.folder / "content/mail")
        self.environment = dict(os.environ, CAREFOLD_HOME=str(self.folder), CLINIC_PASSWORD="s3cret")
        self.environment.pop("SOURCE_DATE_EPOCH", None)
        self.servers = []
        self.addCleanup(self.stop_servers)

    def stop_servers(self):
        for server in self.servers:
            server.stop()
        self.servers.clear()

    # -- what a clinic has

    def serve(self, **words):
        server = Server(**words)
        server.start()
        self.servers.append(server)
        return server

    def clinic(self, port, server="", more="", host="localhost", security="none"):
        """Writes clinic.xml. `more`: elements; `server`: attributes."""
        authority = "" if security == "none" else f'authority="{self.keys}/ca.pem"'
        timeout = "" if "timeout" in server else 'timeout="20s"'
        (self.folder / "clinic.xml").write_text(f'''<clinic xmlns="urn:carefold:clinic:1">
  <server host="{host}" port="{port}" security="{security}" {authority} {timeout} {server}/>
  <sender address="desk@clinic.test" name="A Clinic"/>
  <retry after="1s" most="1s"/>
  {more}
</clinic>
''')

    def clients(self, count=1, rows=None, name="clients.csv"):
        fields = ["client.id", "client.name", "client.email", "consent", "language"]
        rows = rows or [{"client.id": f"c{i}", "client.name": f"Client {i}",
                         "client.email": f"c{i}@client.test"} for i in range(1, count + 1)]
        for row in rows:
            fields += [field for field in row if field not in fields]
        with open(self.folder / name, "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, fields)
            writer.writeheader()
            for row in rows:
                writer.writerow({"consent": "yes", **row})

    def enlarge(self, pixels):
        """A picture in the guide that does not compress: three bytes for each of pixels × pixels."""
        subprocess.run(["convert", "-size", f"{pixels}x{pixels}", "xc:", "+noise", "Random",
                        str(self.folder / "art/noise.png")], check=True)
        guide = (self.folder / "guide.xml").read_text()
        (self.folder / "guide.xml").write_text(guide.replace("art/dot.svg", "art/noise.png"))

    # -- the program

    def start(self, *words, **more):
        return subprocess.Popen([PROGRAM, "mail", *words], cwd=self.folder, env=self.environment,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more)

    def run_mail(self, *words, status=0, **more):
        process = self.start(*words, **more)
        out, err = process.communicate(timeout=120)
        if status is not None:
            self.assertEqual(process.returncode, status, f"{words}\n{out}\n{err}")
        return out + err

    def queue(self, *words, status=0, **more):
        return self.run_mail("queue", "clients.csv", "--guide", "guide.xml", "--layout", "plain",
                             "--clinic", "clinic.xml", *words, status=status, **more)

    def send(self, *words, status=0):
        insecure = [] if "--secure" in words else ["--insecure"]
        words = [word for word in words if word != "--secure"]
        return self.run_mail("send", "--clinic", "clinic.xml", *insecure, *words, status=status)

    def messages(self):
        return json.loads(self.run_mail("status", "--json"))["messages"]

    def states(self):
        """{"sent": 3}: without those that are none."""
        return dict(collections.Counter(each["state"] for each in self.messages()))

    def only(self):
        [message] = self.messages()
        return message

    def send_until_settled(self, seconds=20):
        """Deferred messages come due after a second here."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and {"queued", "deferred"} & set(self.states()):
            process = self.start("send", "--clinic", "clinic.xml", "--insecure")
            process.communicate(timeout=60)
            time.sleep(0.3)

    def settle(self, server, expected):
        """What the outbox says against what the server acknowledged: every message once."""
        self.account(server)
        self.assertEqual(self.states(), expected)

    def account(self, *servers):
        taken = collections.Counter(i for server in servers for i in ids(server.taken))
        lost = collections.Counter(i for server in servers for i in ids(server.unanswered))
        known = {message["id"][:40]: message for message in self.messages()}
        self.assertEqual(set(taken) | set(lost), (set(taken) | set(lost)) & set(known))
        for short, message in known.items():
            state = message["state"]
            times = taken[short] + lost[short]
            self.assertLessEqual(times, 1, f"{short} came {times} times, {state}")
            if state == "sent":
                self.assertEqual(taken[short], 1, f"{short} is sent and was not acknowledged")
            elif state != "uncertain":
                self.assertEqual(times, 0, f"{short} came and is {state}")
        log = self.run_mail("log")
        for short in taken:
            self.assertIn(short, log)


def main():
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    unittest.main(verbosity=2)
