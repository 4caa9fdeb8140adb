"""What a block is, and how its line in Markdown is read. Pure."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from plugins.diagnostics import did_you_mean

LINE = re.compile(r"^::: *(?P<name>[\w-]+)(?P<options>.*)$")


Options = Mapping[str, Sequence[str] | None]
"""Each option with the values that it may have; None: any."""


@dataclass(frozen=True)
class Block:
    """A list that a page can hold."""

    template: str
    options: Options | Callable[[], Options] = field(default_factory=dict)
    """The options, or what tells them once a page holds the block."""


def parse(line: str, blocks: Mapping[str, Block]) -> tuple[str, dict[str, str]]:
    """Return the name and options of a block's line. ValueError says what is wrong with it."""
    match = LINE.match(line)
    if not match:
        raise ValueError('A block is written "::: name option=value".')
    name = match["name"]
    if name not in blocks:
        raise ValueError(f'there is no block "{name}".{_instead(name, blocks)}')
    options: dict[str, str] = {}
    for word in _words(match["options"]):
        key, equals, value = word.partition("=")
        if not equals:
            raise ValueError(f'"{word}" is no option. Write {word}=VALUE.')
        _check(name, key, value, blocks[name])
        options[key] = value
    return name, options


def _words(options: str) -> list[str]:
    try:
        return shlex.split(options)
    except ValueError:
        what = f'the options "{options.strip()}" cannot be read.'
        raise ValueError(f"{what} Close each quotation mark.") from None


def _check(name: str, key: str, value: str, block: Block) -> None:
    options = block.options() if callable(block.options) else block.options
    if key not in options:
        raise ValueError(f'the block "{name}" has no option "{key}".{_instead(key, options)}')
    allowed = options[key]
    if allowed is not None and value not in allowed:
        raise ValueError(f'the block "{name}" has no {key} "{value}".{_instead(value, allowed)}')


def _instead(word: str, known: Mapping[str, object] | Sequence[str]) -> str:
    all_of_them = f" There are: {', '.join(known)}." if known else " Leave it out."
    return did_you_mean(word, known, all_of_them)
