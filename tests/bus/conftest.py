"""The bus tests run in a process of their own, green from the first line: `pytest tests/bus`."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
PATHS = [Path(word.partition("::")[0]).resolve() for word in sys.argv[1:] if word[:1] != "-"]
ASKED_FOR = [path for path in PATHS if path.exists()]
ALONE = bool(ASKED_FOR) and all(HERE in (path, *path.parents) for path in ASKED_FOR)

# Other tests must not find themselves patched, so in a run of everything these are left out.
collect_ignore_glob = [] if ALONE else ["test_*.py"]
if ALONE:
    import eventlet

    eventlet.monkey_patch()
    from tests.bus.fixtures import bus, heard, quiet, real_bus

    __all__ = ["bus", "heard", "quiet", "real_bus"]
