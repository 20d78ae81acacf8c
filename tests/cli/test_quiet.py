"""Native chatter disappears, Python's own lines do not, and afterwards all is as before."""

import subprocess
import sys

CODE = """
import os, sys
from mudong.cli.quiet import native_silence
def native(text): os.write(2, text.encode())
with native_silence():
    native("chatter")
    print("progress", file=sys.stderr)
    try:
        with native_silence():
            raise KeyError("inner")
    except KeyError:
        native("more chatter")
native("after")
"""


def test_only_native_lines_are_swallowed():
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert done.stderr == "progress\nafter"
