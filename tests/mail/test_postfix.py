#!/usr/bin/env python3
"""A real server: Postfix with TLS and a login, on a free port, its everything in a folder of its own.
What arrives in the mailboxes is read back. Needs root, since Postfix starts only for it."""

import email
import hashlib
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest

import post

MAIN = """compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = {folder}/log/mail
maillog_file_prefixes = {folder}
myhostname = localhost
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks =
alias_maps =
virtual_mailbox_domains = client.test
virtual_mailbox_base = {folder}/boxes
virtual_mailbox_maps = texthash:{folder}/boxes.map
virtual_uid_maps = static:65534
virtual_gid_maps = static:65534
smtpd_tls_cert_file = {keys}/good.pem
smtpd_tls_key_file = {keys}/good.key
smtpd_tls_security_level = encrypt
smtpd_tls_auth_only = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_path = smtpd
cyrus_sasl_config_path = {folder}/etc/sasl
smtpd_sasl_local_domain = localhost
smtpd_sender_restrictions = permit_sasl_authenticated, reject
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_error_sleep_time = 0
smtpd_client_connection_count_limit = 0
"""
MASTER = """127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
virtual unix - n n - - virtual
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
proxymap unix - - n - - proxymap
postlog unix-dgram n - n - 1 postlogd
"""


class Postfix:
    def __init__(self, keys):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="carefold-postfix-"))
        self.folder.chmod(0o755)
        for name in ("etc", "queue", "data", "log", "boxes", "etc/sasl"):
            (self.folder / name).mkdir()
        shutil.chown(self.folder / "data", "postfix")
        os.chown(self.folder / "boxes", 65534, 65534)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        words = dict(folder=self.folder, keys=keys, port=self.port)
        (self.folder / "etc/main.cf").write_text(MAIN.format(**words))
        (self.folder / "etc/master.cf").write_text(MASTER.format(**words))
        (self.folder / "boxes.map").write_text(
            "".join(f"c{i}@client.test c{i}/\n" for i in range(20)))
        (self.folder / "etc/sasl/smtpd.conf").write_text(
            "pwcheck_method: auxprop\nauxprop_plugin: sasldb\nmech_list: PLAIN LOGIN\n"
            f"sasldb_path: {self.folder}/etc/sasl/db\n")
        self.run("saslpasswd2", "-c", "-p", "-f", f"{self.folder}/etc/sasl/db", "-u", "localhost",
                 "desk", input="s3cret")
        shutil.chown(self.folder / "etc/sasl/db", "postfix")

    def run(self, *words, **more):
        return subprocess.run(words, check=True, capture_output=True, text=True, **more)

    def start(self):
        try:
            self.run("postfix", "-c", f"{self.folder}/etc", "start")
        except subprocess.CalledProcessError as error:
            raise AssertionError(f"{error.stdout}{error.stderr}{self.log()}") from error
        end = time.monotonic() + 20
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)

    def log(self):
        path = self.folder / "log/mail"
        return path.read_text() if path.exists() else "(no log)"

    def stop(self):
        subprocess.run(["postfix", "-c", f"{self.folder}/etc", "stop"], capture_output=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def delivered(self, count):
        """Messages in the mailboxes, once there are that many and the queue is empty."""
        end = time.monotonic() + 30
        while True:
            files = list((self.folder / "boxes").glob("*/new/*"))
            queued = [path for name in ("incoming", "active", "deferred", "maildrop")
                      for path in (self.folder / "queue" / name).rglob("*") if path.is_file()]
            if len(files) >= count and not queued:
                return [path.read_bytes() for path in files]
            if time.monotonic() > end:
                raise AssertionError(f"{len(files)} messages of {count}\n{self.log()[-4000:]}")
            time.sleep(0.2)


class Real(post.Office):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.keys.chmod(0o755)
        cls.postfix = Postfix(cls.keys)
        cls.addClassCleanup(cls.postfix.stop)
        cls.postfix.start()

    def test_delivery(self):
        count = 20
        self.clinic(self.postfix.port, security="starttls",
                    more='<login user="desk" environment="CLINIC_PASSWORD"/>')
        rows = [{"client.id": f"c{i}", "client.name": f"Ünal «{i}»",
                 "client.email": f"c{i}@client.test"} for i in range(count)]
        rows.append({"client.id": "none", "client.email": "stranger@client.test"})
        self.clients(rows=rows)
        self.queue()
        said = self.send("--secure", status=1)  # nobody has that box: 550
        self.assertIn("550", said)
        self.assertEqual(self.states(), {"sent": count, "failed": 1})
        known = {each["id"][:40]: each for each in self.messages()}
        met = set()
        for content in self.postfix.delivered(count):
            message = post.parsed(content)
            short = message["Message-ID"].strip("<>").split("@")[0]
            self.assertNotIn(short, met)
            met.add(short)
            address = known[short]["address"]
            self.assertEqual(message["Delivered-To"], address)
            self.assertEqual([to.addr_spec for to in message["To"].addresses], [address])
            self.assertEqual(message["To"].addresses[0].display_name,
                             f"Ünal «{address[1:].split('@')[0]}»")
            self.assertEqual(message["Subject"], "Your guide: A small guide")
            self.assertIn("ESMTPSA", str(message["Received"]))  # encrypted, logged in
            pdf = list(message.iter_attachments())[0].get_content()
            self.assertEqual(hashlib.sha256(pdf).hexdigest(), known[short]["sha256"])
            # byte for byte what the outbox says it sent, behind what Postfix puts on top
            self.run_mail("show", short[:12], "--eml", "sent.eml")
            sent = (self.folder / "sent.eml").read_bytes().replace(b"\r\n", b"\n")
            self.assertTrue(content.rstrip(b"\n").endswith(sent.rstrip(b"\n")))
        self.assertEqual(len(met), count)

    def test_wrong_password_and_none(self):
        for login in ('<login user="desk" command="echo wrong"/>', ""):
            with self.subTest(login):
                self.setUp()
                self.clinic(self.postfix.port, security="starttls", more=login)
                self.clients(2)
                self.queue()
                self.assertIn("mail.refused", self.send("--secure", status=3))
                self.assertEqual(self.states(), {"queued": 2})


if __name__ == "__main__":
    if os.geteuid() != 0:
        print("Postfix starts only for root: not tested")
        sys.exit(77)
    post.main()
