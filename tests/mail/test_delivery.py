#!/usr/bin/env python3
"""Messages that arrive: read back by Python's email package, every header and part compared."""

import datetime
import email.header
import email.utils
import hashlib
import re
import subprocess
import unittest

import post

HEADERS = {"Content-Type", "Mime-Version", "Date", "From", "To", "Reply-To", "Subject",
           "Message-ID", "Auto-Submitted", "Content-Language", "List-Unsubscribe",
           "List-Unsubscribe-Post"}


class Delivery(post.Office):
    def deliver(self, rows, more="", *words):
        """One message for each row, as the server got them, by address."""
        server = self.serve()
        self.clinic(server.port, more=more)
        self.clients(rows=rows)
        self.queue(*words)
        self.send()
        self.account(server)
        self.assertEqual(self.states(), {"sent": len(rows)})
        return {envelope.rcpt_tos[0]: (envelope, content) for envelope, content in server.taken}

    def check_message(self, content, address, name):
        for line in content.split(b"\r\n"):
            self.assertLessEqual(len(line), 78, line)
            self.assertNotIn(b"\n", line)
        message = post.parsed(content)
        self.assertEqual(message.defects, [])
        self.assertEqual(len(message.keys()), len(set(message.keys())), "a header comes twice")
        self.assertLessEqual(set(message.keys()), HEADERS)
        # The new API of Python 3.11 puts a space between two encoded words of a name (its issue
        # 92081); the older one reads them as RFC 2047, 6.2 says.
        raw = email.message_from_bytes(content)["To"]
        display, spec = email.utils.parseaddr(raw)
        decoded = str(email.header.make_header(email.header.decode_header(display)))
        self.assertEqual((spec, decoded), (address, name))
        self.assertEqual([to.addr_spec for to in message["To"].addresses], [address])
        [sender] = message["From"].addresses
        self.assertEqual((sender.addr_spec, sender.display_name), ("desk@clinic.test", "A Clinic"))
        self.assertEqual(message["Auto-Submitted"], "auto-generated")
        date = email.utils.parsedate_to_datetime(message["Date"])
        self.assertLess(abs(datetime.datetime.now(datetime.timezone.utc) - date),
                        datetime.timedelta(minutes=5))
        self.assertEqual(message.get_content_type(), "multipart/mixed")
        both, booklet = message.iter_parts()
        self.assertEqual(both.get_content_type(), "multipart/alternative")
        text, html = both.iter_parts()
        self.assertEqual((text.get_content_type(), html.get_content_type()),
                         ("text/plain", "text/html"))
        self.assertEqual((text.get_content_charset(), html.get_content_charset()),
                         ("utf-8", "utf-8"))
        self.assertEqual(booklet.get_content_type(), "application/pdf")
        self.assertEqual(booklet.get_content_disposition(), "attachment")
        return message, text.get_content(), html.get_content(), booklet

    def stored(self, address):
        [message] = [each for each in self.messages() if each["address"] == address]
        return message

    def test_everything_of_one(self):
        links = ('<reply-to address="ask@clinic.test"/>'
                 '<unsubscribe href="https://clinic.test/off?who=1"/>'
                 '<unsubscribe href="mailto:off@clinic.test?subject=off"/>')
        got = self.deliver([{"client.id": "a", "client.name": "Amina Haddad",
                             "client.email": "Amina@Client.Test",
                             "appointment.date": "2026-11-24", "appointment.time": "14:30",
                             "practitioner.name": "Dr. Łukasz Nowak"}], links)
        address = "Amina@client.test"
        envelope, content = got[address]
        self.assertEqual(envelope.mail_from, "desk@clinic.test")
        message, text, html, booklet = self.check_message(content, address, "Amina Haddad")
        self.assertEqual(message["Subject"], "Your guide: A small guide")
        self.assertEqual(message["Content-Language"], "en")
        self.assertEqual(str(message["Reply-To"]), "ask@clinic.test")
        self.assertEqual(message["List-Unsubscribe"].split(),
                         ["<https://clinic.test/off?who=1>,", "<mailto:off@clinic.test?subject=off>"])
        self.assertEqual(message["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click")
        for part in (text, html):
            for word in ("Amina Haddad", "A small guide", "November 24, 2026", "Dr. Łukasz Nowak",
                         "This is version"):
                self.assertIn(word, part)
        self.assertIn('<html lang="en" dir="ltr">', html)
        self.assertNotRegex(html, r"<img|<script|<link|src=|url\(")
        self.assertEqual(booklet.get_filename(), "A small guide.pdf")
        pdf = booklet.get_content()
        known = self.stored(address)
        self.assertEqual(hashlib.sha256(pdf).hexdigest(), known["sha256"])
        file = self.folder / "out/mail/attachments" / f"{known['sha256']}.pdf"
        self.assertEqual(file.read_bytes(), pdf)
        subprocess.run([post.PROGRAM, "build", "guide.xml", "--layout", "plain", "-o", "own.pdf"],
                       cwd=self.folder, env=self.environment, check=True, capture_output=True)
        self.assertEqual((self.folder / "own.pdf").stat().st_size, len(pdf))
        # what is shown is what was sent
        self.run_mail("show", known["id"][:8], "--eml", "sent.eml")
        self.assertEqual((self.folder / "sent.eml").read_bytes(), content)
        shown = self.run_mail("show", known["id"])
        self.assertIn("Hello Amina Haddad,", shown)
        self.assertIn("sent: 250", shown)

    def test_eighteen_languages(self):
        guide = post.SOURCE / "content/mail"
        tags = ["en"] + sorted(path.stem for path in guide.glob("*.xlf"))
        self.assertEqual(len(tags), 18)
        for tag in tags[1:]:  # of the guide: its title is enough
            self.write_title(tag)
        rows = [{"client.id": tag, "client.name": f"Ж–{tag}", "language": tag,
                 "client.email": f"{tag.lower()}@client.test"} for tag in tags]
        got = self.deliver(rows)
        seen = set()
        for tag in tags:
            _, content = got[f"{tag.lower()}@client.test"]
            message, text, html, booklet = self.check_message(
                content, f"{tag.lower()}@client.test", f"Ж–{tag}")
            self.assertEqual(message["Content-Language"], tag)
            direction = "rtl" if tag in ("ar", "he") else "ltr"
            self.assertIn(f'<html lang="{tag}" dir="{direction}">', html)
            self.assertNotRegex(message["Subject"] + text + html, r"[{}]")
            for mark in "\u2068\u2069":
                self.assertEqual(text.count("\u2068"), text.count("\u2069"), mark)
            title = "A small guide" if tag == "en" else f"Ť–{tag} ☂"
            self.assertIn(title, message["Subject"])
            self.assertEqual(booklet.get_filename(), f"{title}.pdf")
            seen.add(text.split("\r\n")[0].split("\n")[0].replace(tag, ""))
            self.assertIn(f"Ж–{tag}", text)
        self.assertGreater(len(seen), 14, "greetings are not translated")

    def write_title(self, tag):
        subprocess.run([post.PROGRAM, "translate", "export", "guide.xml", "--lang", tag],
                       cwd=self.folder, env=self.environment, check=True, capture_output=True)
        path = self.folder / f"{tag}.xlf"
        text = path.read_text(encoding="utf-8")
        begin = text.index('id="meta.title"')
        done = re.sub(r"<target[^>]*/>|<target[^>]*>[^<]*</target>",
                      f'<target state="translated">Ť–{tag} ☂</target>', text[begin:], count=1)
        self.assertIn("Ť–", done)
        path.write_text(text[:begin] + done, encoding="utf-8")

    def test_international_addresses(self):
        rows = [{"client.id": "1", "client.name": "用户", "client.email": "用户@例え.テスト"},
                {"client.id": "2", "client.name": "José", "client.email": "jose@bücher.test"}]
        got = self.deliver(rows)
        first = "用户@xn--r8jz45g.xn--zckzah"
        envelope, content = got[first]
        self.assertIn("SMTPUTF8", [option.upper() for option in envelope.mail_options])
        self.assertIn(first.encode(), content)
        envelope, content = got["jose@xn--bcher-kva.test"]
        self.assertNotIn("SMTPUTF8", [option.upper() for option in envelope.mail_options])
        self.check_message(content, "jose@xn--bcher-kva.test", "José")

    def test_a_server_without_smtputf8(self):
        server = self.serve(enable_SMTPUTF8=False)
        self.clinic(server.port)
        self.clients(rows=[{"client.id": "1", "client.email": "用户@client.test"},
                           {"client.id": "2", "client.email": "plain@client.test"}])
        self.queue()
        self.send(status=1)
        self.account(server)
        self.assertEqual(self.states(), {"failed": 1, "sent": 1})

    def test_nobody_writes_a_header(self):
        evil = 'Eve"\\ <x@evil.test>, =?UTF-8?Q?=0D=0ABcc:?= x; (c) Bcc: y@evil.test'
        rows = [{"client.id": "1", "client.name": evil, "client.email": "eve@client.test"},
                {"client.id": "2", "client.name": "Ö" * 200, "client.email": "long@client.test"},
                {"client.id": "3", "client.name": "<b>&amp;</b>", "client.email": "h@client.test"}]
        got = self.deliver(rows)
        message, text, html, _ = self.check_message(got["eve@client.test"][1], "eve@client.test",
                                                    evil)
        self.assertNotIn("Bcc", message)
        self.check_message(got["long@client.test"][1], "long@client.test", "Ö" * 200)
        _, text, html, _ = self.check_message(got["h@client.test"][1], "h@client.test",
                                              "<b>&amp;</b>")
        self.assertIn("&lt;b&gt;&amp;amp;&lt;/b&gt;", html)
        self.assertIn("<b>&amp;</b>", text)

    def test_line_breaks_and_tricks_are_refused(self):
        server = self.serve()
        self.clinic(server.port)
        tricks = ["a@b@client.test", '"a b"@client.test', "a@[127.0.0.1]", "a(c)@client.test",
                  "<a@client.test>", "a@client.test,b@client.test", "a@client.test\r\nBcc: b@c.test",
                  "a@127.0.0.1", "a..b@client.test", "-a@client.test", "a@client", "@b:a@client.test",
                  "x" * 65 + "@client.test", "a@" + "x" * 64 + ".test"]
        self.clients(rows=[{"client.id": str(i), "client.email": trick}
                           for i, trick in enumerate(tricks)] +
                     [{"client.id": "name", "client.name": "A\r\nBcc: b@c.test",
                       "client.email": "n@client.test"},
                      {"client.id": "good", "client.email": "good@client.test"}])
        said = self.queue(status=1)
        self.assertIn("queued 1 message,", said)
        self.send()
        self.assertEqual([envelope.rcpt_tos for envelope, _ in server.taken],
                         [["good@client.test"]])

    def test_encrypted(self):
        (self.folder / "record.xml").write_text(
            '<record xmlns="urn:carefold:record:1"><field name="client.secret"/></record>')
        rows = [{"client.id": "1", "client.email": "a@client.test", "client.secret": "Öffne 1984"},
                {"client.id": "2", "client.email": "b@client.test", "client.secret": ""},
                {"client.id": "small", "client.email": "c@client.test", "client.secret": "small"}]
        server = self.serve()
        self.clinic(server.port)
        self.clients(rows=rows)
        said = self.queue("--encrypt", "client.secret", status=1)
        self.assertIn("mail.no-password", said)
        self.assertIn("mail.password-shown", said)  # of `A small guide`
        self.send()
        [(_, content)] = server.taken
        _, text, _, booklet = self.check_message(content, "a@client.test", "")
        self.assertIn("protected by a password", text)
        self.assertNotIn("1984", content.decode())
        (self.folder / "locked.pdf").write_bytes(booklet.get_content())

        def qpdf(*words):
            return subprocess.run(["qpdf", *words, "locked.pdf"], cwd=self.folder,
                                  capture_output=True, text=True)
        self.assertNotEqual(qpdf("--check").returncode, 0)
        shown = qpdf("--password=Öffne 1984", "--show-encryption")
        self.assertIn("AESv3", shown.stdout)
        self.assertIn("extract for accessibility: allowed", shown.stdout)
        self.assertEqual(qpdf("--password=Öffne 1984", "--check").returncode, 0)
        for path in (self.folder / "out/mail").rglob("*"):
            if path.is_file():
                self.assertNotIn("Öffne 1984".encode(), path.read_bytes())
                self.assertEqual(path.stat().st_mode & 0o077, 0, path)
        self.assertIn("cannot be the password",
                      self.queue("--encrypt", "client.name", status=2))

    def test_too_large(self):
        server = self.serve()
        self.clinic(server.port)
        self.clients(1)
        self.enlarge(2900)
        said = self.queue(status=1)
        self.assertIn("mail.too-large", said)
        self.assertIn("25 MB", said)
        self.assertEqual(self.states(), {})


if __name__ == "__main__":
    post.main()
