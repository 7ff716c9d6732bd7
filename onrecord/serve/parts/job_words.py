"""How far a job is, in words."""

from __future__ import annotations

from typing import Any

from onrecord.serve.jobs.job import Job


def state_words(job: Job, before: int = 0) -> str:
    """One line; before: how many jobs come before one that waits."""
    done = job.counts.done
    if job.state == "waiting":
        return "Next to be read" if not before else f"Waits for {before} other{'s' if before > 1 else ''}"
    if job.state == "done":
        return f"Done: {_sum(job)}"
    if job.state in ("stopped", "dropped"):
        what = "thrown away" if job.state == "dropped" else "what was told is kept"
        return f"Stopped, {job.why}; {_sum(job)}; {what}" if job.why else f"Stopped; {_sum(job)}; {what}"
    parts = ["Reading" if not done else f"{done:,} done"]
    if job.rate:
        parts.append(f"{job.rate:.1f} a second" if job.rate < 100 else f"{job.rate:,.0f} a second")
    if job.left is not None:
        parts.append(f"{span_words(job.left)} left")
    return ", ".join(parts)


def span_words(seconds: float) -> str:
    """So many seconds as one says it: "about 2 minutes"."""
    if seconds < 50:
        return f"about {max(1, round(seconds / 5) * 5 or 1)} seconds" if seconds >= 3 else "a moment"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"about {minutes or 1} minute{'s' if minutes > 1 else ''}"
    hours = round(minutes / 60)
    return f"about {hours} hour{'s' if hours > 1 else ''}"


def _sum(job: Job) -> str:
    counts = job.counts
    some = (
        (counts.added, "added"), (counts.version, "new version" if counts.version == 1 else "new versions"),
        (counts.same, "unchanged"), (counts.refused, "refused"), (counts.passed_over, "passed over"),
    )  # fmt: skip
    return ", ".join(f"{number:,} {word}" for number, word in some if number) or "nothing was added"


def figures(job: Job) -> dict[str, str]:
    """What the page shows as figures, by their names there."""
    counts = job.counts
    found: dict[str, Any] = {
        "done": counts.done, "added": counts.added, "versions": counts.version, "unchanged": counts.same,
        "refused": counts.refused, "passed": counts.passed_over,
    }  # fmt: skip
    return {name: f"{number:,}" for name, number in found.items()}
