"""`python -m deploy.year PROGRAMME`: a whole year in single-node mode, and its checks."""

import sys

from deploy.year.single import main

if __name__ == "__main__":
    if len(sys.argv) != 2:  # noqa: PLR2004 -- the module and its one word
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
