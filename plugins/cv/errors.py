"""The plugin's one exception."""

from plugins.diagnostics import SourceError


class CvError(SourceError):
    """The CV cannot be printed."""
