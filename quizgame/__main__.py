"""The command `quizgame`, also `python -m quizgame`."""

import sys

from quizgame.cli import main

if __name__ == "__main__":
    sys.exit(main())
