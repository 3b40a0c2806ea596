#!/usr/bin/env python3
"""What is in the outbox stays there: full disks, damage, several senders, people's decisions."""

import csv
import io
import os
import resource
import signal
import sqlite3
import subprocess
import time
import unittest

import post


def small_files(limit):
    def set_limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    return set_limit


class Queueing(post.Office):
    def test_twice_adds_nothing(self):
        server = self.serve()
        self.clinic(server.port)
        self.clients(4)
        self.assertIn("would queue 4", self.queue("--dry-run"))
        self.assertFalse((self.folder / "out/mail").exists())
        self.assertIn("queued 4", self.queue())
        self.assertIn("queued 0 messages, 4 already there", self.queue())
        self.send()
        self.assertIn("queued 0 messages, 4 already there", self.queue())
        self.assertIn("queued 4", self.queue("--campaign", "spring"))
        self.send()
        self.assertEqual(len(server.taken), 8)
        self.assertEqual(len(set(post.ids(server.taken))), 8)

    def test_who_gets_none(self):
        server = self.serve()
        (self.folder / "off.txt").write_text("# asked to\nC2@client.test\n@quiet.test\n")
        self.clinic(server.port, more='<suppress file="off.txt"/>')
        self.clients(rows=[{"client.id": "1", "client.email": "c1@client.test"},
                           {"client.id": "2", "client.email": "c2@CLIENT.test"},
                           {"client.id": "3", "client.email": "c3@quiet.test"},
                           {"client.id": "4", "client.email": "c4@client.test", "consent": "no"},
                           {"client.id": "5", "client.email": "c5@client.test", "consent": ""},
                           {"client.id": "6"}])
        said = self.queue()
        self.assertIn("queued 1 message, 2 without consent, 1 without address, "
                      "2 on the suppression list", said)
        # who says no afterwards gets none either
        (self.folder / "off.txt").write_text("c1@client.test")
        self.send()
        self.settle(server, {"cancelled": 1})
        (self.folder / "off.txt").write_text("not an address at all")
        self.assertIn("mail.bad-suppression", self.queue("--campaign", "x"))
        self.assertEqual(self.states(), {"cancelled": 1})

    def test_a_language_there_is_not(self):
        server = self.serve()
        self.clinic(server.port)
        self.clients(rows=[{"client.id": "1", "client.email": "c1@client.test", "language": "tlh"},
                           {"client.id": "2", "client.email": "c2@client.test", "language": "tlh"},
                           {"client.id": "3", "client.email": "c3@client.test"}])
        said = self.queue(status=1)
        self.assertEqual(said.count("job.no-translation"), 1)
        for line in (2, 3):
            self.assertRegex(said, rf"clients.csv:{line}:\d+: error\[mail.no-booklet\]")
        self.assertIn("queued 1 message, 2 with errors", said)

    def test_a_technique_there_is_not(self):
        server = self.serve()
        self.clinic(server.port)
        self.clients(rows=[{"client.id": "1", "client.email": "c1@client.test",
                            "techniques": "tech.reiki"},
                           {"client.id": "2", "client.email": "c2@client.test"}])
        said = self.queue(status=1)
        self.assertRegex(said, r"clients.csv:2:\d+: error\[mail.unknown-technique\]: "
                               r"no guide has a technique `tech.reiki`")
        self.assertIn("queued 1 message, 1 with errors", said)

    def test_disk_full(self):
        server = self.serve()
        self.clinic(server.port)
        self.clients(60)
        said = self.queue(status=3, preexec_fn=small_files(150_000))
        self.assertIn("mail.disk-full", said)
        before = len(self.messages())
        self.assertGreater(before, 0)
        self.assertLess(before, 60)
        self.send()
        self.assertEqual(len(server.taken), before)
        self.assertIn(f"queued {60 - before} messages, {before} already there", self.queue())
        self.send()
        self.settle(server, {"sent": 60})

    def test_disk_full_while_sending(self):
        server = self.serve()
        self.clinic(server.port)
        self.clients(30)
        self.queue()
        size = (self.folder / "out/mail/outbox.db").stat().st_size
        process = self.start("send", "--clinic", "clinic.xml", "--insecure",
                             preexec_fn=small_files(size + 4096))
        out, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 3, out + err)
        self.assertIn("mail.disk-full", err)
        self.account(server)
        self.send_until_settled()
        self.account(server)
        states = self.states()
        self.assertEqual(states.get("sent", 0) + states.get("uncertain", 0), 30)
        self.assertLessEqual(states.get("uncertain", 0), 1)

    def test_damage(self):
        self.clinic(25)
        self.clients(20)
        self.queue()
        file = self.folder / "out/mail/outbox.db"
        whole = file.read_bytes()
        damages = {"empty": b"", "half": whole[:len(whole) // 2], "text": b"not a database" * 999,
                   "page": whole[:8192] + bytes(4096) + whole[12288:],
                   "other": self.other_database()}
        for name, damage in damages.items():
            with self.subTest(name):
                file.write_bytes(damage)
                for words in (["status"], ["send", "--clinic", "clinic.xml", "--insecure"],
                              ["log"], ["purge", "--older", "1d"]):
                    self.assertIn("mail.outbox-damaged", self.run_mail(*words, status=3))
                self.assertIn("mail.outbox-damaged", self.queue(status=3))
                self.assertEqual(file.read_bytes(), damage)
                for side in ("-wal", "-shm"):
                    (file.parent / (file.name + side)).unlink(missing_ok=True)
        file.unlink()  # gone, and its booklets are there
        self.assertIn("mail.outbox-damaged", self.queue(status=3))
        self.assertIn("mail.no-outbox", self.run_mail("status", status=3))
        file.write_bytes(whole)
        self.assertEqual(self.states(), {"queued": 20})

    def other_database(self):
        path = self.folder / "other.db"
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE x (y)")
        connection.commit()
        connection.close()
        return path.read_bytes()

    def test_newer_outbox(self):
        self.clinic(25)
        self.clients(1)
        self.queue()
        connection = sqlite3.connect(self.folder / "out/mail/outbox.db")
        connection.execute("PRAGMA user_version=99")
        connection.commit()
        connection.close()
        self.assertIn("mail.outbox-newer", self.run_mail("status", status=3))

    def test_older_outbox(self):
        server = self.serve()
        self.clinic(server.port, more='<rate messages="50" per="second"/>')
        self.clients(3)
        self.queue()
        connection = sqlite3.connect(self.folder / "out/mail/outbox.db")
        connection.executescript("DROP TABLE pace; PRAGMA user_version=1")
        connection.close()
        self.send()
        self.settle(server, {"sent": 3})
        connection = sqlite3.connect(self.folder / "out/mail/outbox.db")
        [version] = connection.execute("PRAGMA user_version").fetchone()
        connection.close()
        self.assertEqual(version, 2)

    def test_what_happened_is_not_changed(self):
        server = self.serve()
        self.clinic(server.port)
        self.clients(1)
        self.queue()
        self.send()
        connection = sqlite3.connect(self.folder / "out/mail/outbox.db")
        for words in ("UPDATE event SET what = 'x'", "DELETE FROM event", "DELETE FROM archive",
                      "UPDATE archive SET client = 'x'"):
            with self.assertRaises(sqlite3.Error):
                connection.execute(words)
        connection.close()

    def test_changed_booklet_is_not_sent(self):
        server = self.serve()
        self.clinic(server.port)
        self.clients(2)
        self.queue()
        [first, second] = self.messages()
        folder = self.folder / "out/mail/attachments"
        (folder / f"{first['sha256']}.pdf").write_bytes(b"another's")
        self.send(status=1)
        states = sorted(each["state"] for each in self.messages())
        expected = ["failed"] * 2 if first["sha256"] == second["sha256"] else ["failed", "sent"]
        self.assertEqual(states, expected)
        self.account(server)


class Deciding(post.Office):
    def test_cancel_retry_show(self):
        server = self.serve()
        self.clinic(server.port)
        self.clients(3)
        self.queue()
        first, second, _ = [each["id"] for each in self.messages()]
        self.run_mail("cancel", first[:8], second)
        self.run_mail("retry", second)
        self.send()
        self.settle(server, {"cancelled": 1, "sent": 2})
        self.run_mail("retry", second, status=1)
        self.run_mail("cancel", second, status=1)
        self.assertIn("no message", self.run_mail("show", "0123456789", status=2))
        self.assertIn("too short", self.run_mail("show", "0", status=2))
        self.assertIn("cancelled: by hand", self.run_mail("show", first))
        self.run_mail("retry", first)
        self.send()
        self.settle(server, {"sent": 3})

    def test_log(self):
        server = self.serve()
        self.clinic(server.port)
        self.clients(rows=[{"client.id": '=HYPERLINK("x")', "client.email": "a@client.test"},
                           {"client.id": "+1, 2", "client.email": "b@client.test"}])
        self.queue("--campaign", "@spring")
        self.send()
        text = self.run_mail("log")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        self.assertEqual([row["client"] for row in rows], ['\'=HYPERLINK("x")', "'+1, 2"])
        known = {each["address"]: each for each in self.messages()}
        for row in rows:
            self.assertEqual(row["outcome"], "sent")
            self.assertEqual(row["guide"], known[row["address"]]["guide"])
            self.assertEqual((row["version"], row["language"], row["layout"]),
                             ("1.0", "en", "plain"))
            self.assertEqual(row["campaign"], "'@spring")
            self.assertEqual(row["sha256"], known[row["address"]]["sha256"])
        events = list(csv.DictReader(io.StringIO(self.run_mail("log", "--events"), newline="")))
        self.assertEqual([row["outcome"] for row in events if row["client"] == "'+1, 2"],
                         ["queued", "sending", "handed over", "sent"])

    def test_archive(self):
        server = self.serve()
        self.clinic(server.port)
        self.clients(2)
        self.queue()
        archive = self.folder / "kept" / "archive.csv"
        self.send("--limit", "1", "--archive", str(archive))
        self.assertEqual(archive.read_text(), self.run_mail("log"))
        self.send("--archive", str(archive))
        rows = list(csv.DictReader(io.StringIO(archive.read_text(), newline="")))
        self.assertEqual(sorted(row["sha256"] for row in rows),
                         sorted(each["sha256"] for each in self.messages()))
        self.assertEqual(archive.stat().st_mode & 0o777, 0o600)

    def test_purge(self):
        server = self.serve()
        self.clinic(server.port, more='<attachments keep="1d"/>')
        self.clients(3)
        self.queue()
        last = self.messages()[-1]["id"]
        self.run_mail("cancel", last)
        self.run_mail("retry", last)
        self.send("--limit", "2")
        folder = self.folder / "out/mail/attachments"
        files = len(list(folder.iterdir()))
        log = self.run_mail("log")
        self.run_mail("purge", "--clinic", "clinic.xml")
        self.assertEqual(len(list(folder.iterdir())), files)
        time.sleep(0.01)
        self.assertIn("purged 2 messages", self.run_mail("purge", "--older", "0s"))
        sums = {each["sha256"] for each in self.messages() if each["state"] == "queued"}
        self.assertEqual({path.stem for path in folder.iterdir()}, sums)
        self.assertEqual(self.run_mail("log"), log)
        self.assertIn("already there", self.queue())  # nobody gets it again
        self.send()
        self.settle(server, {"sent": 3})


class Sending(post.Office):
    def test_four_senders_at_once(self):
        server = self.serve(delay=0.005)
        self.clinic(server.port)
        self.clients(80)
        self.queue()
        senders = [self.start("send", "--clinic", "clinic.xml", "--insecure", "-q")
                   for _ in range(4)]
        for sender in senders:
            out, err = sender.communicate(timeout=100)
            self.assertEqual(sender.returncode, 0, out + err)
        self.settle(server, {"sent": 80})
        self.assertGreaterEqual(server.connections, 2)

    def test_rate(self):
        server = self.serve()
        self.clinic(server.port, more='<rate messages="600" per="minute"/>')
        self.clients(25)
        self.queue()
        senders = [self.start("send", "--clinic", "clinic.xml", "--insecure", "-q")
                   for _ in range(2)]  # together they keep it
        for sender in senders:
            sender.communicate(timeout=60)
        self.settle(server, {"sent": 25})
        taken = server.times[-1] - server.times[0]
        self.assertGreater(taken, 24 * 0.1 * 0.95)

    def test_asked_to_stop(self):
        server = self.serve(delay=0.05)
        self.clinic(server.port)
        self.clients(40)
        self.queue()
        for signal_number in (signal.SIGTERM, signal.SIGINT):
            process = self.start("send", "--clinic", "clinic.xml", "--insecure")
            time.sleep(0.6)
            process.send_signal(signal_number)
            process.communicate(timeout=20)
            self.account(server)
            self.assertEqual(set(self.states()), {"queued", "sent"})
        self.send()
        self.settle(server, {"sent": 40})

    def test_watch(self):
        server = self.serve(plan={"RCPT": ["450 later"]})
        self.clinic(server.port)
        self.clients(1)
        self.queue()
        process = self.start("send", "--clinic", "clinic.xml", "--insecure", "--watch")
        try:
            self.wait_for({"sent": 1})
            self.queue("--campaign", "two")
            self.wait_for({"sent": 2})
        finally:
            process.terminate()
            process.communicate(timeout=20)
        self.assertEqual(process.returncode, 0)
        self.settle(server, {"sent": 2})

    def wait_for(self, states):
        end = time.monotonic() + 20
        while self.states() != states:
            self.assertLess(time.monotonic(), end, self.states())
            time.sleep(0.2)


if __name__ == "__main__":
    post.main()
