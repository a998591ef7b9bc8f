"""`python -m charter_i18n` is `charter-i18n`."""

from charter_i18n.cli import main

if __name__ == "__main__":
    main()
