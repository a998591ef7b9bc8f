"""Charter projects in real git repositories, whose commits are a day apart."""

import os
import subprocess
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from projects import Project

FIRST = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
_NAMES = {
    f"GIT_{role}_{name}": value
    for role in ("AUTHOR", "COMMITTER")
    for name, value in (("NAME", "Zoé"), ("EMAIL", "zoe@example.org"))
}


@dataclass(slots=True)
class Repository:
    """A repository, and the project that is it or a folder of it."""

    top: Path
    project: Project
    commits: list[str] = field(default_factory=list)

    @classmethod
    def create(cls, top: Path, project: Project) -> "Repository":
        top.mkdir(parents=True, exist_ok=True)
        repository = cls(top, project)
        repository.git("init", "--quiet", "--initial-branch=main")
        return repository

    def git(self, *arguments: str) -> str:
        """Run git, whatever the user's own git is set to."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        date = (FIRST + timedelta(days=len(self.commits))).isoformat()
        more = {
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_DATE": date,
            "GIT_COMMITTER_DATE": date,
        }
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.top,
            check=True,
            capture_output=True,
            text=True,
            env=kept | _NAMES | more,
        )
        return done.stdout.strip()

    def commit(self) -> str:
        """Commit everything; returns what reports call the commit."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", f"{len(self.commits)}")
        day = (FIRST + timedelta(days=len(self.commits))).date().isoformat()
        name = f"{self.git('rev-parse', 'HEAD')[:7]} ({day})"
        self.commits.append(name)
        return name
