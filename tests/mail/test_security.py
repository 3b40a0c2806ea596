#!/usr/bin/env python3
"""Encryption, certificates and logins: nothing goes to whom it should not, nothing is lost."""

import os
import unittest

import post
from post import tls


class Security(post.Office):
    LOGIN = '<login user="desk" environment="CLINIC_PASSWORD"/>'

    def prepare(self, server, **words):
        self.clinic(server.port, security=words.pop("security", "starttls"), **words)
        self.clients(3)
        self.queue()

    def refused(self, server, word, **words):
        self.prepare(server, **words)
        said = self.send("--secure", status=3)
        self.assertIn("mail.refused", said)
        self.assertIn(word, said)
        self.assertEqual(self.states(), {"queued": 3})
        self.assertEqual(server.taken, [])
        return said

    def test_starttls(self):
        server = self.serve(tls_context=tls(self.keys), require_starttls=True)
        self.prepare(server)
        self.send("--secure")
        self.settle(server, {"sent": 3})
        self.assertEqual(server.connections, 1)

    def test_tls_from_the_start(self):
        server = self.serve(ssl_context=tls(self.keys))
        self.prepare(server, security="tls")
        self.send("--secure")
        self.settle(server, {"sent": 3})

    def test_starttls_stripped(self):
        server = self.serve()
        self.refused(server, "offers no encryption")

    def test_certificates(self):
        for name in ("self", "expired", "other"):
            for security in ("starttls", "tls"):
                with self.subTest(f"{name}, {security}"):
                    self.setUp()
                    words = {"ssl_context" if security == "tls" else "tls_context":
                             tls(self.keys, name)}
                    self.refused(self.serve(**words), "certificate is not good", security=security)

    def test_no_authority_of_ours(self):
        server = self.serve(tls_context=tls(self.keys))
        self.prepare(server)
        text = (self.folder / "clinic.xml").read_text()
        (self.folder / "clinic.xml").write_text(text.replace(f'authority="{self.keys}/ca.pem"', ""))
        self.assertIn("certificate is not good", self.send("--secure", status=3))

    def test_insecure_is_for_this_machine(self):
        self.clinic(25, host="mail.clinic.test")
        self.clients(1)
        self.queue()
        self.assertIn("for a server on this machine", self.send(status=3))
        self.assertIn("without encryption", self.send("--secure", status=3))
        self.assertEqual(self.states(), {"queued": 1})

    def test_password(self):
        server = self.serve(tls_context=tls(self.keys), users={"desk": "s3cret"})
        self.prepare(server, more=self.LOGIN)
        self.send("--secure")
        self.settle(server, {"sent": 3})
        self.assertEqual(len(server.logins), 1)

    def test_wrong_password(self):
        server = self.serve(tls_context=tls(self.keys), users={"desk": "another"})
        said = self.refused(server, "refuses the login", more=self.LOGIN)
        self.assertNotIn("s3cret", said)
        server.users["desk"] = "s3cret"
        self.send("--secure")
        self.settle(server, {"sent": 3})

    def test_login_missing(self):
        server = self.serve(tls_context=tls(self.keys), users={"desk": "s3cret"})
        self.refused(server, "refuses the login")

    def test_bearer_token(self):
        server = self.serve(tls_context=tls(self.keys), token="tok-123")
        (self.folder / "token").write_text("tok-123\n")
        os.chmod(self.folder / "token", 0o600)
        self.prepare(server, more='<login user="desk" auth="xoauth2" file="token"/>')
        self.send("--secure")
        self.settle(server, {"sent": 3})
        self.assertEqual(server.logins, [("XOAUTH2", "user=desk")])
        (self.folder / "token").write_text("stale\n")
        self.clients(1, name="clients.csv")
        self.queue("--campaign", "two")
        self.assertIn("refuses the login", self.send("--secure", status=3))

    def test_password_from_file_and_command(self):
        server = self.serve(tls_context=tls(self.keys), users={"desk": "p w"})
        (self.folder / "pw").write_text("p w\nnot this\n")
        os.chmod(self.folder / "pw", 0o644)
        self.prepare(server, more='<login user="desk" file="pw"/>')
        self.assertIn("mail.secret-readable", self.send("--secure", "--limit", "1"))
        self.clinic(server.port, security="starttls",
                    more='<login user="desk" command="echo p w"/>')
        self.send("--secure")
        self.settle(server, {"sent": 3})
        for login in ('environment="NO_SUCH_THING"', 'file="nowhere"', 'command="false"'):
            self.clinic(server.port, security="starttls", more=f'<login user="desk" {login}/>')
            self.clients(1)
            self.queue("--campaign", login)
            self.assertIn("mail.no-secret", self.send("--secure", status=3))
        self.assertEqual(self.states(), {"sent": 3, "queued": 3})

    def test_drops_over_tls(self):
        for security in ("starttls", "tls"):
            for command, state in (("RCPT", "deferred"), ("body", "deferred"),
                                   ("dot", "uncertain")):
                with self.subTest(f"{command}, {security}"):
                    self.setUp()
                    server = self.serve(plan={command: [post.DROP]}, **{
                        "ssl_context" if security == "tls" else "tls_context": tls(self.keys)})
                    if command == "body":
                        self.enlarge(1500)
                    self.prepare(server, security=security)
                    self.send("--secure", "--limit", "3", status=1 if state == "uncertain" else 0)
                    self.settle(server, {state: 1, "sent": 2})

    def test_no_password_in_clinic_xml(self):
        self.clients(1)
        for login in ('<login user="desk" password="s3cret"/>', '<login user="desk">s3cret</login>'):
            self.clinic(25, more=login)
            said = self.queue(status=1)
            self.assertIn("mail.inline-password", said)
            self.assertNotIn("s3cret", said)

    def test_password_is_nowhere(self):
        server = self.serve(tls_context=tls(self.keys), users={"desk": "s3cret"})
        self.prepare(server, more=self.LOGIN)
        self.send("--secure")
        for path in self.folder.rglob("*"):
            if path.is_file():
                self.assertNotIn(b"s3cret", path.read_bytes(), path)


if __name__ == "__main__":
    post.main()
