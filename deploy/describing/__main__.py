"""`python -m deploy.describing` writes the reference pages; `--check` says which ones are old."""

import argparse
import sys
from pathlib import Path

from .pages import pages

REFERENCES = Path("docs/references")


def main(words: list[str] | None = None) -> int:
    """Exit 1 with `--check` if a page is missing or says something else than the code."""
    parser = argparse.ArgumentParser(prog="deploy.describing", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, tell what is old")
    asked = parser.parse_args(words)
    new = {REFERENCES / name: text for name, text in pages().items()}
    old = [path for path, text in new.items() if not path.exists() or path.read_text() != text]
    for path in old:
        if asked.check:
            print(f"{path} is older than the code: run make docs")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(new[path], encoding="utf-8")
            print(f"{path} written")
    return 1 if asked.check and old else 0


if __name__ == "__main__":
    sys.exit(main())
