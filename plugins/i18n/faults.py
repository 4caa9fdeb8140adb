"""All that goes wrong in a build, from whoever says so, as lines that a person can act on.

Pelican logs most errors and goes on, some it raises. Both end here: an error, from any logger,
means that the build has failed; nothing is said with a traceback.
"""

from __future__ import annotations

import errno
import logging
import os
import re
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError
from pelican.generators import PelicanTemplateNotFound

from plugins.diagnostics import Diagnostic, SourceError, shown_path

from . import theme
from .loggers import OURS, heard, warnings_are_errors

_MENDS = {
    "Cannot load plugin `%s`\n%s": "pelicanconf.py: PLUGINS names {0}, which cannot be imported "
    "({1}). Install it, correct the name or take it out.",
    "Cannot register plugin `%s`": "pelicanconf.py: the plugin {0} cannot be set up ({error}). "
    "Correct it or take it out of PLUGINS.",
    "Could not process %s": "{path0}: cannot be read ({error}). Correct the file.",
    "Skipping %s: could not find information about '%s'": "{path0}: has no {1}. "
    "Write one in its metadata.",
    "Skipping %s: file %r would be written outside output path": "{path0}: would be written to "
    "{1}, outside the output. Correct its address (permalink, slug, url or save_as).",
    "Unknown status '%s' for file %s, skipping it. (Not in %s)": "{path1}: has the status {0}. "
    "Write one of {2}.",
    "A problem occurred copying file %s to %s; %s": "{path0}: cannot be copied ({error}). "
    "Correct that and build again.",
    "While copying %s: %s: %s": "{path1}: cannot be read ({2}). Correct that and build again.",
    "Skipped copy %s (not a file or directory) to %s": "{path0}: is no file. Remove it.",
    "Cannot copy %s (a directory) to %s (a file)": "{path0}: is a directory that goes where a file "
    "is. Rename one of them.",
}
"""What Pelican says of an error, and what we make of it."""

_LOSSES = ("A problem occurred copying", "While copying", "Skipped copy", "Cannot copy")
"""How warnings of Pelican's begin that mean that a file is missing from the site."""

_DISK_MENDS = {
    errno.EROFS: "Set CACHE_PATH and OUTPUT_PATH to directories that can be written to.",
    errno.EACCES: "Change its permissions.",
    errno.EPERM: "Change its permissions.",
    errno.ENOENT: "It went away: build again, or correct what names it.",
    errno.ENAMETOOLONG: "Give the page a shorter slug, or the file a shorter name.",
    errno.EEXIST: "Move it away.",
    errno.ENOTDIR: "Move away the file that stands where a directory must be.",
    errno.EISDIR: "Move away the directory that stands where a file must be.",
    errno.ELOOP: "Remove the link that leads back to itself.",
}
"""What to do about an error of the system, by its number."""

_FULL = "The disk is full. Make room where CACHE_PATH and OUTPUT_PATH are, and build again."
_LIMITS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: "A file is larger than a process may write. Let it write more (ulimit -f).",
    errno.EMFILE: "More files are open than a process may have. Let it open more (ulimit -n).",
}
"""What is said once, whatever file was the first to meet it."""


class Faults(logging.Handler):
    """Collects errors and warnings, each line once."""

    def __init__(self, content: str = "") -> None:
        super().__init__(logging.WARNING)
        self.content = content
        self.strict = warnings_are_errors()
        self.errors: dict[str, None] = {}
        self.warnings: dict[str, None] = {}
        self.outcome = "nothing was published, the last good output stands"

    def emit(self, record: logging.LogRecord) -> None:
        """Take a record in."""
        if self.takes(record):
            lines = self._lines(record)
            fatal = record.levelno >= logging.ERROR or str(record.msg).startswith(_LOSSES)
            if fatal:
                self.errors.update(dict.fromkeys(lines))
            else:
                self.warn(lines)

    def takes(self, record: logging.LogRecord) -> bool:
        """Whether the record ends here and is not printed as it comes."""
        return record.levelno >= logging.WARNING

    def warn(self, lines: Iterable[str]) -> None:
        """Take in warnings; with ``--fatal=warnings`` they are errors."""
        (self.errors if self.strict else self.warnings).update(dict.fromkeys(lines))

    def add(self, error: BaseException, where: str = "") -> None:
        """Take in an exception; *where* names what was being made, for one without a place."""
        self.errors.update(dict.fromkeys(explain_all(error, where)))

    def report(self) -> None:
        """Print all of it, warnings first (none with ``--quiet``), and what came of the build."""
        heard = logging.getLogger("pelican").isEnabledFor(logging.WARNING)
        for line in self.warnings if heard else ():
            print(f"warning: {line}", file=sys.stderr)
        for line in self.errors:
            print(f"error: {line}", file=sys.stderr)
        if self.errors:
            count = len(self.errors)
            what = "1 error" if count == 1 else f"{count} errors"
            print(f"{what}: {self.outcome}.", file=sys.stderr)

    @contextmanager
    def collecting(self) -> Iterator[None]:
        """Take in what is logged, instead of the handlers that are there."""
        root = logging.getLogger()
        others = list(root.handlers)
        root.addHandler(self)
        for other in others:
            other.addFilter(self._refuses)
        try:
            with heard():
                yield
        finally:
            root.removeHandler(self)
            for other in others:
                other.removeFilter(self._refuses)

    def _refuses(self, record: logging.LogRecord) -> bool:
        return not self.takes(record)

    def _lines(self, record: logging.LogRecord) -> list[str]:
        error = record.exc_info[1] if isinstance(record.exc_info, tuple) else sys.exc_info()[1]
        if isinstance(error, SourceError):
            return [str(each) for each in error.diagnostics]
        if isinstance(error, OSError) and error.errno in _LIMITS:
            return explain(error)
        template = _MENDS.get(str(record.msg))
        if template is None or not isinstance(record.args, tuple):
            message = " ".join(record.getMessage().split())
            ours = record.name.startswith(OURS)
            return [message if ours or error is None else f"{message} ({_reason(error)})"]
        args = [str(arg) for arg in record.args]
        paths = {f"path{n}": self._path(arg) for n, arg in enumerate(args)}
        return [template.format(*args, error=_reason(error), **paths)]

    def _path(self, name: str) -> str:
        inside = f"{self.content}/{name}" if self.content else name
        return shown_path(name if name.startswith("/") or ":" in name[:3] else inside)


def explain_all(error: BaseException, where: str = "") -> list[str]:
    """Return the lines of `explain`; if a template is wrong, those of each other one, too."""
    lines = explain(error, where)
    if not isinstance(error, (TemplateError, UnicodeDecodeError)):
        return lines
    found = [line for each in theme.faults(error) for line in explain(each)]
    named = any(f"the template {getattr(error, 'name', None)}," in line for line in found)
    return found if named and isinstance(error, TemplateNotFound) else lines + found


def explain(error: BaseException, where: str = "") -> list[str]:
    """Return the lines that say what *error* means to the person who builds the site."""
    if isinstance(error, SourceError):
        return [str(each) for each in error.diagnostics]
    if isinstance(error, TemplateSyntaxError):
        what = f"{(error.message or 'syntax error').rstrip('.')}. Correct the template."
        return [str(Diagnostic(shown_path(error.filename or "?"), error.lineno, what))]
    if isinstance(error, UnicodeDecodeError) and (template := _being_loaded(error)):
        line = error.object[: error.start].count(b"\n") + 1
        return [str(Diagnostic(shown_path(template), line, "is not UTF-8. Save it as UTF-8."))]
    if isinstance(error, TemplateNotFound):
        return [f"{where}: there is no template {error.name}. Add it to the theme."]
    if isinstance(error, PelicanTemplateNotFound):
        name = str(error).partition("unable to load ")[2].partition("[")[0]
        return [f"{where}: asks for the template {name}, which the theme lacks. Correct the name."]
    place = _template_line(error)
    if place:
        shown = f" (seen on {where})" if where else ""
        what = f"{_reason(error)}{shown}. Correct the template."
        return [str(Diagnostic(shown_path(place[0]), place[1], what))]
    if isinstance(error, OSError) and error.errno is not None:
        return [_system_error(error, where)]
    frame = traceback.extract_tb(error.__traceback__)[-1:]
    inside = f" in {shown_path(frame[0].filename)}:{frame[0].lineno}" if frame else ""
    return [f"{where + ': ' if where else ''}{_reason(error)}{inside}"]


def _system_error(error: OSError, where: str) -> str:
    if error.errno in _LIMITS:
        return _LIMITS[error.errno]
    what = f"{error.strerror or error}. {_DISK_MENDS.get(error.errno or 0, 'Build again.')}"
    named = error.filename and not (where and error.errno == errno.ENAMETOOLONG)  # whoever named it
    place = shown_path(os.fsdecode(error.filename)) if named else where
    return f"{place}: {what}" if place else what


def _being_loaded(error: BaseException) -> str:
    """Return the file that Jinja was about to read; "" if it was not."""
    for frame, _ in traceback.walk_tb(error.__traceback__):
        if frame.f_globals.get("__name__") == "jinja2.loaders":
            return str(frame.f_locals.get("filename") or "")
    return ""


def _template_line(error: BaseException) -> tuple[str, int] | None:
    """The innermost template in the traceback: Jinja puts its own files and lines there."""
    frames = traceback.extract_tb(error.__traceback__)
    found = [f for f in frames if re.search(r"\.(html|xml|txt|j2)$", f.filename)]
    return (found[-1].filename, found[-1].lineno or 0) if found else None


def _reason(error: BaseException | None) -> str:
    if error is None:
        return "no reason given"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    text = " ".join(str(error).split()).rstrip(".")
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
