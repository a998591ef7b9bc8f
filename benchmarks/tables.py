"""How the figures are printed: one row a measurement, with the ratio that matters."""

from runner import Sample


def title(text: str) -> None:
    """Begin a section."""
    print(f"\n{text}")


def head(*, ratio: str) -> None:
    """The column titles of the rows below."""
    print(f"  {'':<44}{'median':>9}{'fastest':>9}{'slowest':>9}{'CPU':>9}{'peak':>9}   {ratio}")


def row(name: str, sample: Sample, *, ratio: str = "") -> None:
    """One measurement: seconds, MiB, and a ratio to another one."""
    fastest, slowest = sample.spread
    more = "" if sample.finished else ">"
    print(
        f"  {name:<44}{more + seconds(sample.seconds):>9}{seconds(fastest):>9}"
        f"{seconds(slowest):>9}{seconds(sample.processor):>9}{sample.peak:>6.0f}MiB   {ratio}",
        flush=True,
    )


def seconds(value: float) -> str:
    """A duration with three digits that count."""
    digits = 3 if value < 1 else 2 if value < 100 else 0  # noqa: PLR2004 - 0.123, 12.34, 123
    return f"{value:.{digits}f}s"


def times(rival: Sample, ours: Sample, *, aim: float) -> str:
    """How many times faster ours is, on the clock and by processor time, beside the aim."""
    more = "" if rival.finished else ">"
    clock = _figure(rival.seconds / ours.seconds)
    processor = _figure(rival.processor / ours.processor)
    return f"ours {more}{clock} times as fast (CPU {more}{processor}; aim: {aim:g})"


def _figure(ratio: float) -> str:
    digits = 1 if ratio < 20 else 0  # noqa: PLR2004 - 19.9, 20
    return f"{ratio:.{digits}f}"
