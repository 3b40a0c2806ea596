#!/usr/bin/env python3
"""Servers that fail at every point, each ending with every message accounted for once."""

import socket
import time
import unittest

import post
from post import DROP, TAKE_AND_DROP, Sleep


class Faults(post.Office):
    def meets(self, plan, first, then=None, status=0, count=1, more=""):
        """`count` messages meet a server with that plan: their states after one run, and, with
        the plan used up, after those that follow."""
        server = self.serve(plan=plan)
        self.clinic(server.port, more=more)
        self.clients(count)
        self.queue()
        said = self.send(status=status)
        self.settle(server, first)
        if then is not None:
            self.send_until_settled()
            self.settle(server, then)
        return server, said


class Connection(Faults):
    def test_refused(self):
        with socket.socket() as free:
            free.bind(("localhost", 0))
            port = free.getsockname()[1]
        self.clinic(port)
        self.clients(5)
        self.queue()
        said = self.send(status=3)
        self.assertIn("mail.unreachable", said)
        self.assertIn("no connection to the server", said)
        self.assertEqual(self.states(), {"deferred": 3, "queued": 2})  # three, then it stops
        server = self.serve()
        self.clinic(server.port)
        self.send_until_settled()
        self.settle(server, {"sent": 5})

    def test_name_unknown(self):
        self.clinic(25, host="no-such-host.invalid", security="starttls")
        self.clients(1)
        self.queue()
        self.send("--secure")
        self.assertEqual(self.only()["state"], "deferred")
        self.assertIn("name is not known", self.only()["reason"])

    def test_drop_in_banner(self):
        self.meets({"banner": [DROP]}, {"deferred": 1}, {"sent": 1})

    def test_busy_in_banner(self):
        for code in ("421", "554"):
            with self.subTest(code):
                self.setUp()
                _, said = self.meets({"banner": [f"{code} no mail today"]}, {"deferred": 1},
                                     {"sent": 1})
                self.assertIn("no mail today", said)

    def test_drop_in_ehlo(self):
        self.meets({"EHLO": [DROP]}, {"deferred": 1}, {"sent": 1})


class Envelope(Faults):
    def test_drop_after_mail(self):
        self.meets({"MAIL": [DROP]}, {"deferred": 1}, {"sent": 1})

    def test_drop_after_rcpt(self):
        self.meets({"RCPT": [DROP]}, {"deferred": 1}, {"sent": 1})

    def test_drop_after_data(self):
        self.meets({"DATA": [DROP]}, {"deferred": 1}, {"sent": 1})

    def test_later(self):
        for command in ("MAIL", "RCPT", "DATA", "dot"):
            for code in ("421", "450", "451", "452"):
                with self.subTest(f"{code} to {command}"):
                    self.setUp()
                    _, said = self.meets({command: [f"{code} not now"]}, {"deferred": 1},
                                         {"sent": 1})
                    self.assertIn("not now", said)


class Refusal(Faults):
    def test_never(self):
        for command in ("RCPT", "DATA", "dot"):
            for code in ("550", "552", "554"):
                with self.subTest(f"{code} to {command}"):
                    self.setUp()
                    _, said = self.meets({command: [f"{code} not you"]}, {"failed": 1}, status=1)
                    self.assertIn("not you", said)
                    # by hand it goes again
                    self.run_mail("retry", self.only()["id"])
                    self.send()
                    self.settle(self.servers[-1], {"sent": 1})

    def test_sender_refused_stops_the_run(self):
        server, said = self.meets({"MAIL": ["553 who are you"] * 9}, {"queued": 3}, status=3,
                                  count=3)
        self.assertIn("refuses the sender", said)
        self.assertEqual(server.connections, 1)

    def test_too_large_for_the_server(self):
        self.meets({"MAIL": ["552 too large"]}, {"failed": 1}, status=1)

    def test_one_bad_client_harms_no_other(self):
        server = self.serve(plan={"RCPT": lambda to: "550 nobody" if "c2@" in to else None})
        self.clinic(server.port)
        self.clients(5)
        self.queue()
        self.send(status=1)
        self.settle(server, {"sent": 4, "failed": 1})

    def test_greylisting(self):
        met = set()

        def grey(argument):
            known = argument in met
            met.add(argument)
            return None if known else "450 4.2.0 greylisted, come back"

        server = self.serve(plan={"RCPT": grey})
        self.clinic(server.port)
        self.clients(4)
        self.queue()
        self.send()
        self.settle(server, {"deferred": 4})
        self.send_until_settled()
        self.settle(server, {"sent": 4})
        self.assertEqual([each["attempts"] for each in self.messages()], [2] * 4)

    def test_gives_up_in_the_end(self):
        server = self.serve(plan={"RCPT": lambda _: "450 later"})
        self.clinic(server.port)
        text = (self.folder / "clinic.xml").read_text()
        (self.folder / "clinic.xml").write_text(text.replace('most="1s"', 'most="1s" until="2s"'))
        self.clients(1)
        self.queue()
        self.send_until_settled()
        self.settle(server, {"failed": 1})
        self.assertIn("given up: 450 later", self.only()["reason"])


class Body(Faults):
    def test_drop_in_the_body(self):
        # Too large for the buffers between us: the last bytes cannot have left.
        self.enlarge(2000)
        self.meets({"body": [DROP]}, {"deferred": 1}, {"sent": 1})

    def test_drop_in_a_short_body(self):
        # The last bytes may have left before we hear of it: then nobody knows, and it says so.
        server = self.serve(plan={"body": [DROP] * 20})
        self.clinic(server.port)
        self.clients(20)
        self.queue()
        self.send_until_settled()
        self.account(server)
        states = self.states()
        self.assertEqual(states.get("sent", 0) + states.get("uncertain", 0), 20)

    def test_drop_after_the_dot(self):
        server, said = self.meets({"dot": [DROP]}, {"uncertain": 1}, {"uncertain": 1}, status=1)
        self.assertIn("uncertain", said)
        # only a person sends it again
        self.run_mail("retry", self.only()["id"])
        self.send()
        self.settle(server, {"sent": 1})

    def test_taken_without_answer(self):
        self.meets({"dot": [TAKE_AND_DROP]}, {"uncertain": 1}, {"uncertain": 1}, status=1)
        self.run_mail("cancel", self.only()["id"])
        self.assertEqual(self.states(), {"cancelled": 1})

    def test_drops_among_many(self):
        plan = {"dot": [None, None, DROP, None, TAKE_AND_DROP, None]}
        self.meets(plan, {"uncertain": 2, "sent": 8}, status=1, count=10)

    def test_connection_closed_between_messages(self):
        # Some servers take one message a connection: that costs no message a delay.
        class Once(post.Server):
            async def handle_DATA(self, server, session, envelope):
                answer = await super().handle_DATA(server, session, envelope)
                self.loop.call_later(0.02, server.transport.close)
                return answer

        server = Once()
        server.start()
        self.servers.append(server)
        self.clinic(server.port, more='<rate messages="10" per="second"/>')
        self.clients(5)
        self.queue()
        self.send()
        self.settle(server, {"sent": 5})
        self.assertEqual(server.connections, 5)

    def test_slow_answers(self):
        for command, state in (("EHLO", "deferred"), ("RCPT", "deferred"), ("dot", "uncertain")):
            with self.subTest(command):
                self.setUp()
                server = self.serve(plan={command: [Sleep(4)]})
                self.clinic(server.port, server='timeout="1s"')
                self.clients(1)
                self.queue()
                start = time.monotonic()
                self.send(status=1 if state == "uncertain" else 0)
                self.assertLess(time.monotonic() - start, 4)
                self.settle(server, {state: 1})


if __name__ == "__main__":
    post.main()
