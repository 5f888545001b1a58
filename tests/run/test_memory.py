"""Many sign-ins at once: what they need is bounded, and none of it stays behind."""

from __future__ import annotations

import os
import subprocess
import sys

from config.web import FEW_HEAPS
from tests.fixtures.web import ROOT

_ASK = """
import re, threading
from pathlib import Path
from casework.ground.identity.actions import hashing

def mb(field):
    return int(re.search(field + r":\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024

known = hashing.hashed("a password of somebody")
before = mb("VmRSS")
for _ in range(3):
    asking = [threading.Thread(target=hashing.verify, args=(known, "wrong")) for _ in range(32)]
    for one in asking: one.start()
    for one in asking: one.join()
print(mb("VmHWM") - before, mb("VmRSS") - before)
"""


def test_sign_ins_at_once_need_little_memory_and_leave_less():
    environ = {**os.environ, **FEW_HEAPS}
    said = subprocess.run(
        [sys.executable, "-c", _ASK], cwd=ROOT, env=environ, check=True, capture_output=True
    ).stdout.split()
    most, left = map(int, said)
    assert most < 200
    assert left < 50
