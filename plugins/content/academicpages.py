"""Front matter as academicpages and other Jekyll sites write it, in Pelican's words.

``permalink`` becomes ``url`` and ``save_as``, ``excerpt`` becomes ``description``, ``published:
false`` a draft, ``redirect_from`` a list of addresses for the delivery plugin. What Pelican has its
own word for wins, and all other keys stay as they are.

| permalink | url       | save_as            |
| --------- | --------- | ------------------ |
| `/`       | ``        | `index.html`       |
| `/x/`     | `x/`      | `x/index.html`     |
| `/x`      | `x/`      | `x/index.html`     |
| `/x.html` | `x.html`  | `x.html`           |

A page that has a ``url`` of its own and no ``save_as`` is put where its address says, which may
begin with a slash as a permalink does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote, unquote

from plugins.diagnostics import Diagnostic

from .errors import Value

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_UNSAFE = re.compile(r"[ \"<>`{|}%^?#]")
_NO = frozenset({"false", "no", "off"})


def pelican_metadata(
    metadata: Mapping[str, Value], lines: Mapping[str, int], path: str
) -> tuple[dict[str, Value], dict[str, int], list[Diagnostic]]:
    """Return the metadata in Pelican's words, the line of each key, and the faults."""
    found, places, faults = dict(metadata), dict(lines), []
    for key, fault in _address_faults(metadata):
        faults.append(Diagnostic(path, lines.get(key, 1), fault))
    if not faults:
        for old, new, value in _renamed(metadata):
            found.setdefault(new, value)
            places.setdefault(new, lines.get(old, 1))
        url = metadata.get("url")
        if isinstance(url, str):
            found["url"] = url.lstrip("/")
        if "redirect_from" in metadata:
            found["redirect_from"] = list(_addresses(metadata["redirect_from"]))
    return found, places, faults


def address_fault(address: str) -> str:
    """Return why *address* is none of this site's pages, with its mend; "" if it is one."""
    decoded = unquote(address)
    if _SCHEME.match(address) or address.startswith(("//", "\\")):
        return "is an address of another site. Write one of this site, such as /about/."
    if "\\" in decoded or _CONTROL.search(decoded):
        return "has a backslash or a control character. Write one such as /about/."
    if "?" in address or "#" in address:
        return "has a ? or #, which no file can be saved under. Write one such as /about/."
    segments = decoded.strip("/").split("/")
    if {".", ".."} & set(segments) or ("" in segments and len(segments) > 1):
        return "leaves the site or has an empty part. Write one such as /about/."
    if any(segment.startswith(":") for segment in segments):
        return "has a Jekyll placeholder. Write the address itself, such as /about/."
    return ""


def location(permalink: str) -> tuple[str, str]:
    """Return (url, save_as) of a permalink that `address_fault` finds nothing wrong with."""
    decoded = unquote(permalink).strip("/").removesuffix("index.html").rstrip("/")
    url = _UNSAFE.sub(lambda match: quote(match[0]), decoded)
    if not decoded:
        return "", "index.html"
    if decoded.lower().endswith((".html", ".htm")):
        return url, decoded
    return f"{url}/", f"{decoded}/index.html"


def _renamed(metadata: Mapping[str, Value]) -> Iterator[tuple[str, str, Value]]:
    permalink, excerpt = metadata.get("permalink"), metadata.get("excerpt")
    if isinstance(permalink, str) and permalink and not {"url", "save_as"} & metadata.keys():
        url, save_as = location(permalink)
        yield "permalink", "url", url
        yield "permalink", "save_as", save_as
    own = metadata.get("url")
    if isinstance(own, str) and "save_as" not in metadata:  # where its address says
        yield "url", "save_as", location(own)[1]
    if isinstance(excerpt, str):
        yield "excerpt", "description", excerpt
    if str(metadata.get("published", "")).strip().lower() in _NO:
        yield "published", "status", "draft"


def _address_faults(metadata: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    for key in ("permalink", "redirect_from", "save_as", "url"):
        value = metadata.get(key, "")
        if isinstance(value, dict) or (isinstance(value, list) and key != "redirect_from"):
            yield key, f"{key} takes one address, such as /about/. Write it on the same line."
            continue
        for address in _addresses(value):
            if fault := address_fault(address):
                yield key, f'{key} "{address}" {fault}'
    for key in ("slug", "save_as"):
        value = metadata.get(key, "")
        if isinstance(value, str) and (fault := _place_fault(value, key)):
            yield key, f'{key} "{value}" {fault}'


def _place_fault(value: str, key: str) -> str:
    """Return why a name that is put below the output would leave it; "" if it stays there."""
    if value.startswith("/"):
        return "starts at the root of the disk. Write it without the / in front."
    if key == "slug" and ".." in value.split("/"):
        return "leaves the site. Write a name such as teaching."
    return ""


def _addresses(value: Value) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str) and item.strip():
            yield item.strip()
