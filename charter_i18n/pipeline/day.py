"""The day of a release or a verdict: the only use of the clock."""

from collections.abc import Mapping
from datetime import UTC, datetime

from charter_i18n import history
from charter_i18n.errors import ConfigurationError, Fault, message
from charter_i18n.given import is_day, shown


def day(asked: str | None, environ: Mapping[str, str]) -> str:
    """The day that a user asks for, else that of `SOURCE_DATE_EPOCH`, else today (UTC).

    Raises:
        ConfigurationError: what is asked for is no day, or `SOURCE_DATE_EPOCH` no number.
    """
    if asked is None:
        found = history.source_date_epoch(environ) or datetime.now(UTC)
        return found.date().isoformat()
    if not is_day(asked):
        wrong = message('"{date}" is no date', date=shown(asked))
        raise ConfigurationError(Fault(wrong, hint=message("write it like 2026-11-23")))
    return asked
