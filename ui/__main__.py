"""``python -m ui``: the window alone, as ``platform-booking`` opens it."""

import sys

from ui.start import Start, open_window

if __name__ == "__main__":
    sys.exit(open_window(Start()))
