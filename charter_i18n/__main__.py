"""Where the program starts: `charter-i18n`, also called by `python -m charter_i18n`."""

from charter_i18n import cli
from charter_i18n.cli import streams


def main() -> None:
    """Run the command line on this machine's streams, and leave with its exit status."""
    streams.prepare()
    cli.main()


if __name__ == "__main__":
    main()
