#!/usr/bin/env python3
"""SIGKILL at random moments: nothing lost, nothing twice, uncertain only where it is true.
CAREFOLD_KILLS says how often (12), CAREFOLD_KILL_MESSAGES how many messages go out (120)."""

import os
import random
import signal
import unittest

import post

KILLS = int(os.environ.get("CAREFOLD_KILLS", "12"))
MESSAGES = int(os.environ.get("CAREFOLD_KILL_MESSAGES", "120"))


class Killed(post.Office):
    def test_killed_while_sending(self):
        seed = int(os.environ.get("CAREFOLD_SEED", random.SystemRandom().randrange(1 << 30)))
        print(f"seed {seed}", flush=True)
        chance = random.Random(seed)
        server = self.serve(delay=0.01)
        self.clinic(server.port)
        self.clients(MESSAGES)
        self.queue()
        killed = 0
        while killed < KILLS:
            process = self.start("send", "--clinic", "clinic.xml", "--insecure", "-q")
            try:
                process.communicate(timeout=chance.uniform(0.02, 1.5 * MESSAGES * 0.03 / KILLS))
            except post.subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.communicate()
            killed += 1
        self.send(status=None)
        self.account(server)
        states = self.states()
        self.assertEqual(states.get("sent", 0) + states.get("uncertain", 0), MESSAGES, states)
        self.assertLessEqual(states.get("uncertain", 0), KILLS)
        print(f"{KILLS} kills: {states}, {server.connections} connections", flush=True)
        for each in self.messages():
            if each["state"] == "uncertain":
                events = self.run_mail("show", each["id"])
                self.assertIn("handed over", events)

    def test_killed_while_queueing(self):
        chance = random.Random(7)
        server = self.serve()
        self.clinic(server.port)
        self.clients(60)
        for _ in range(6):
            process = self.start("queue", "clients.csv", "--guide", "guide.xml", "--layout",
                                 "plain", "--clinic", "clinic.xml", "-q")
            try:
                process.communicate(timeout=chance.uniform(0.02, 0.5))
            except post.subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.communicate()
        self.queue()
        self.assertEqual(self.states(), {"queued": 60})
        self.send()
        self.settle(server, {"sent": 60})


if __name__ == "__main__":
    post.main()
