"""``python -m platform_booking``: the command line where its script is not on the path."""

import sys

from platform_booking.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
