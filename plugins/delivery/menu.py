"""The addresses of the menu: one that starts at the site's root is to be a page or a file of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from urllib.parse import unquote, urlsplit

from plugins.diagnostics import Diagnostic


def faults(
    menu: Iterable[tuple[str, str]], is_there: Callable[[str], bool]
) -> Iterator[Diagnostic]:
    """Yield a warning for each address of *menu* that leads nowhere.

    *is_there* says whether the site has a file.
    """
    for label, address in menu:
        parts = urlsplit(address)
        if not address.startswith("/") or parts.netloc:
            continue
        path = unquote(parts.path).lstrip("/")
        folder = path if path.endswith("/") or not path else f"{path}/"
        if not any(map(is_there, (f"{folder}index.html", path, f"{path}.html"))):
            what = f'MENUITEMS has "{label}" at {address}, but the site has nothing there. '
            what += "Correct the address, or delete the entry: a page is in the menu by itself."
            yield Diagnostic("pelicanconf.py", 0, what)
