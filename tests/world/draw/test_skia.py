"""Where the system lacks what Skia is linked against, one line says so and how to mend it."""

import subprocess
import sys

_CODE = """
import sys
sys.modules["skia"] = None  # as if its libraries were missing
from mudong.spec.errors import Unavailable
try:
    import mudong.world.render
except Unavailable as error:
    print(error.code, "libegl1" in str(error))
"""


def test_a_missing_system_library_is_named_with_its_remedy() -> None:
    done = subprocess.run([sys.executable, "-c", _CODE], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["unavailable.skia", "True"]
