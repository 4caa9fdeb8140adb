"""The metadata at the head of a Markdown file: YAML between two ``---``, or plain ``key: value``.

First step of reading a page. Pure: text in, data out, faults as data, so that the rest of the file
can still be looked at and all its faults be told at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.reader import Reader as YamlReader

from plugins.diagnostics import Diagnostic, control_character

from .errors import Value

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_VALUES = 10_000
"""How many values front matter may hold, those of its aliases written out."""
_OPEN = re.compile(r"---[ \t]*$")
_CLOSE = re.compile(r"(?:---|\.\.\.)[ \t]*$")
_KEY = re.compile(r" {0,3}(?P<key>[A-Za-z0-9_-]+):\s*(?P<value>.*)$")
_MORE = re.compile(r" {4,}(?P<value>.*)$")
_UNQUOTED = re.compile(r"(?P<key>[\w-]+):[ \t]+(?P<value>[^\s'\"].*?)[ \t]*$")


@dataclass(frozen=True)
class FrontMatter:
    """A file in its two parts. Keys are in lower case; line numbers start at 1."""

    metadata: Mapping[str, Value]
    body: str
    first_line: int
    """The line of the file that the body begins on."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """The line that each key stands on."""
    faults: tuple[Diagnostic, ...] = ()


class _Fault(Exception):
    """A fault found deep in a value: (line, what is wrong and how to mend it)."""


def split(text: str, path: str = "") -> FrontMatter:
    """Part a file into metadata and body.

    *text* has ``\\n`` line ends and no BOM; *path* is what faults call the file. A file that starts
    with a line ``---`` has YAML up to the next ``---`` or ``...``; otherwise the rules are those of
    Python-Markdown's ``meta`` extension, where a repeated key or a continuation makes a list.
    """
    lines = text.split("\n")
    return _yaml(lines, path) if _OPEN.match(lines[0]) else _plain(lines)


def _plain(lines: list[str]) -> FrontMatter:
    values: dict[str, list[Value]] = {}
    places: dict[str, int] = {}
    key, end = "", 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            end = number if values else 0
            break
        if match := _KEY.match(line):
            key = match["key"].lower()
            places.setdefault(key, number)
        elif not (key and (match := _MORE.match(line))):
            break
        values.setdefault(key, []).append(match["value"].strip())
        end = number
    metadata = {name: value[0] if len(value) == 1 else value for name, value in values.items()}
    return FrontMatter(metadata, "\n".join(lines[end:]), end + 1, places)


def _yaml(lines: list[str], path: str) -> FrontMatter:
    end = next((n for n, line in enumerate(lines) if n and _CLOSE.match(line)), None)
    if end is None:
        fault = "the front matter has no end. Write a line --- after its last key."
        return FrontMatter({}, "", len(lines) + 1, {}, (Diagnostic(path, 1, fault),))
    body, first = "\n".join(lines[end + 1 :]), end + 2
    try:
        metadata, places = _mapping(lines[1:end])
    except RecursionError:
        fault = "the front matter is nested too deeply. Write each line as key: value."
        return FrontMatter({}, body, first, {}, (Diagnostic(path, 2, fault),))
    except _Fault as fault_:
        return FrontMatter({}, body, first, {}, (Diagnostic(path, *fault_.args),))
    return FrontMatter(metadata, body, first, places)


def _mapping(lines: list[str]) -> tuple[dict[str, Value], dict[str, int]]:
    text = "\n".join(lines)
    if odd := YamlReader.NON_PRINTABLE.search(text):
        line = text.count("\n", 0, odd.start()) + 2
        raise _Fault(line, f"the front matter has the control character {odd[0]!a}. Delete it.")
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        if "nesting depth" in str(error.problem):  # libyaml counts, where Python's parser recurses
            raise RecursionError from None
        raise _fault(error, lines) from None
    if root is None:
        return {}, {}
    if not isinstance(root, MappingNode):
        raise _Fault(2, "the front matter has no keys. Write each line as key: value.")
    pairs = list(_pairs(root, str.lower))
    places = iter(range(_VALUES))
    metadata = {key: _value(value, (root,), places) for key, _, value in pairs}
    return metadata, {key: line for key, line, _ in pairs}


def _pairs(node: MappingNode, name: Callable[[str], str]) -> Iterator[tuple[str, int, Node]]:
    """Yield (key, line, value) of a mapping; a key given twice is a fault."""
    seen: dict[str, int] = {}
    for key_node, value in node.value:
        line = key_node.start_mark.line + 2
        if not isinstance(key_node, ScalarNode):
            raise _Fault(line, "a key of the front matter is not a text. Write key: value.")
        key = name(key_node.value)
        if key in seen:
            what = f'"{key}" is given twice, first on line {seen[key]}. Delete one of the two.'
            raise _Fault(line, what)
        seen[key] = line
        yield key, line, value


def _value(node: Node, parents: tuple[Node, ...], places: Iterator[int]) -> Value:
    """Return what a node holds; each value in it takes one of *places*."""
    if next(places, None) is None:
        what = f"the front matter holds more than {_VALUES:,} values. Write it without aliases."
        raise _Fault(node.start_mark.line + 2, what)
    if any(node is parent for parent in parents):
        line = node.start_mark.line + 2
        raise _Fault(line, "a value of the front matter contains itself. Write it out.")
    inside = (*parents, node)
    if isinstance(node, SequenceNode):
        return [_value(item, inside, places) for item in node.value]
    if isinstance(node, MappingNode):
        return {key: _value(value, inside, places) for key, _, value in _pairs(node, str)}
    if what := control_character(node.value):  # by an escape
        raise _Fault(node.start_mark.line + 2, f"the front matter {what}")
    return str(node.value)


def _fault(error: yaml.MarkedYAMLError, lines: list[str]) -> _Fault:
    """Say where YAML failed: where the broken value begins, if that is known."""
    block = "block mapping" in (error.context or "")
    mark = error.problem_mark if block or error.context_mark is None else error.context_mark
    index = min(mark.line if mark else 0, max(len(lines) - 1, 0))
    line = lines[index] if lines else ""
    what = f"{line.strip()!r} is not YAML."
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return _Fault(index + 2, f"{what} Indent it by spaces, not by a tab.")
    if match := _UNQUOTED.match(line.strip().removeprefix("- ")):
        quoted = match["value"].replace("'", "''")
        return _Fault(index + 2, f"{what} Quote the value: {match['key']}: '{quoted}'")
    if ":" not in line:
        return _Fault(index + 2, f"{what} Write it as key: value, or indent it below its key.")
    return _Fault(index + 2, f"{what} Close its quotation mark or bracket, or quote the value.")
