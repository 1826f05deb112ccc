"""`python -m deploy.year [programme]`: a whole year in single-node mode, and its checks."""

import sys

from deploy.year.single import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
