"""`python -m desktop`: the same as the command `timeline-reader`."""

import sys

from desktop.app import main

if __name__ == "__main__":
    sys.exit(main())
