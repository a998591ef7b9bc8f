"""Where the program starts: `charter-i18n`, also called by `python -m charter_i18n`."""

import gc
import sys

from charter_i18n import cli
from charter_i18n.cli import streams


def main() -> None:
    """Run the command line on this machine's streams, and leave with its exit status."""
    # A run is short and its values hold no cycles: looking for garbage would find none, and takes
    # a quarter of the time of a large project.
    gc.disable()
    streams.prepare()
    status = cli.run()
    # On its way out Python looks for it all the same, unless there is nothing to look through.
    gc.freeze()
    sys.exit(status)


if __name__ == "__main__":
    main()
