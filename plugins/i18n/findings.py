"""What `check` has to say, for a terminal or for the review of a pull request. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from plugins.diagnostics import Diagnostic


@dataclass(frozen=True, order=True)
class Finding:
    """One fault (an error) or doubt (a warning). ``str()`` is a line for a terminal."""

    diagnostic: Diagnostic
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        return f"{self.severity}: {self.diagnostic}"

    @property
    def annotation(self) -> str:
        """The workflow command that shows it beside the line, as GitHub has them.

        https://docs.github.com/actions/reference/workflow-commands-for-github-actions
        """
        place = f"file={_value(self.diagnostic.path)}"
        if self.diagnostic.line:
            place += f",line={self.diagnostic.line}"
        return f"::{self.severity} {place}::{_data(self.diagnostic.text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
