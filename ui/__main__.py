"""``python -m ui``: the window alone, as ``platform-booking`` opens it."""

import sys

from ui.launch import Start
from ui.start import open_window

if __name__ == "__main__":
    sys.exit(open_window(Start()))
