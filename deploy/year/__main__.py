"""`python -m deploy.year PROGRAMME…`: their years in single-node mode, side by side and checked."""

import sys

from deploy.year.single import main

if __name__ == "__main__":
    if not sys.argv[1:]:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
