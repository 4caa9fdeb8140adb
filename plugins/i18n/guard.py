"""The wall between a translation and the page: a translation is untrusted input.

A msgstr may use only the tags, attributes and addresses of its source. Each function returns the
reason why it does not, or None; nothing is cleaned in silence. Pure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

import nh3

from plugins.content.formulas import formulas

from .signature import Signature

_LONGEST = 20  # a translation longer than this many times its source (and a page) is no translation
_BRACKETS = 20  # rendering takes the time of their number squared
_EMPHASES = 500
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_PLACEHOLDER = re.compile(r"%(?:\((?P<name>[^()]*)\)(?P<type>.)?|(?P<other>.?))", re.DOTALL)
_NAMES_A_TAG = re.compile(r"</?%\([^()]*\)")
_END = "<wbr data-end>"
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_FOOTNOTE = re.compile(r"\[\^[^\]]*\]")
_SITE_LINK = re.compile(
    r"(?:href|src|poster|data|cite|formaction|action|content)\s*=\s*([\"'])([{|].*?)(?:\1|$)",
    re.DOTALL,
)
"""What Pelican takes for a link of its own and replaces, whatever it stands in: an ``alt``, too."""
_MARKER = re.compile(r"^\s*\[TOC\]\s*$|^\s*:::", re.MULTILINE)


def text(source: str, translation: str) -> str | None:
    """Judge what holds for every message, whatever it becomes."""
    if set(_CONTROL.findall(translation)) - set(_CONTROL.findall(source)):
        return "has control or direction characters that its source lacks"
    if len(translation) > _LONGEST * len(source) + 10_000:
        return "is far longer than its source"
    return _site_links(source, translation)


def markdown(source: str, translation: str) -> str | None:
    """Judge what can be seen before rendering; `html` judges the rest."""
    if extra := Counter(_FOOTNOTE.findall(translation)) - Counter(_FOOTNOTE.findall(source)):
        return f"has the footnote {min(extra)} that its source lacks"
    if reason := _formulas(source, translation):
        return reason
    if _MARKER.search(translation) and not _MARKER.search(source):
        return "has a block marker that its source lacks"
    if translation.count("{") > source.count("{"):
        return "has a brace that its source lacks"
    if translation.count("[") > 2 * source.count("[") + _BRACKETS:
        return "has far more brackets than its source"
    if sum(map(translation.count, "*_`")) > 2 * sum(map(source.count, "*_`")) + _EMPHASES:
        return "has far more markup than its source"
    return None


def _formulas(source: str, translation: str) -> str | None:
    if not any(sign in text for sign in ("$", "\\") for text in (source, translation)):
        return None
    old, new = Counter(formulas(source)), Counter(formulas(translation))
    if extra := new - old:
        return f'has the formula "{min(extra)}" that its source lacks'
    if lost := old - new:
        return f'lacks the formula "{min(lost)}" of its source'
    return None


def html(source: str, translation: str) -> str | None:
    """Judge a translation by the HTML that both become."""
    before, after = Signature(source + _END), Signature(translation + _END)
    if not after.ends:
        return "has a tag that is not closed by >"
    if after.declared - before.declared:
        return "has a comment or declaration that its source lacks"
    if after.unbalanced != before.unbalanced:
        return "has tags that are not closed as in its source"
    for tag, attributes in after.elements - before.elements:
        if not any(tag == other for other, _ in before.elements):
            return f"has the tag <{tag}> that its source lacks"
        known = {attribute for other, has in before.elements if other == tag for attribute in has}
        new = [name for name, value in attributes if (name, value) not in known]
        if new:
            return f"has another {new[0]} in <{tag}> than its source"
        if after.count(tag) <= before.count(tag):
            return f"has <{tag}> without the attributes that it has in its source"
        return f"has more <{tag}> than its source"
    if extra := after.codes - before.codes:
        return f'has the code "{min(extra)}" that its source lacks'
    for tag, name in sorted(after.texts - before.texts):
        return f"has another {name} in <{tag}> than its source"
    if after.nested > before.nested:
        return "has a tag inside a tag; write its < as &lt;"
    if reason := _site_links(source, translation):
        return reason
    if not _survives(translation + _END, before):
        return "has markup that browsers read in another way"
    return None


def placeholders(source: str, translation: str, *, all_of_them: bool = True) -> str | None:
    """Judge the %(name)s of a text of the theme: the same names, and no other %."""
    names, wrong = _placeholders(translation)
    if wrong:
        return f'has "{wrong}", which is no placeholder; write a percent sign as %%'
    known, _ = _placeholders(source)
    if extra := names.keys() - known.keys():
        return f"has the placeholder %({min(extra)})s that its source lacks"
    for name in sorted(names):
        if other := set(names[name]) - set(known[name]):
            return f"has %({name}){min(other)}, which is %({name}){known[name][0]} in its source"
    if all_of_them and (lost := known.keys() - names.keys()):
        return f"lacks the placeholder %({min(lost)})s of its source"
    return None


def placed(translation: str) -> str | None:
    """Judge where the %(name)s of a text with tags stand: what they become is no tag's name."""
    if found := _NAMES_A_TAG.search(translation):
        return f'has "{found[0]}", which may become a tag'
    return None


def address(source: str, translation: str, hosts: Iterable[str]) -> str | None:
    """Judge the address of a report in another language (context ``url``)."""
    if re.search(r"[\s\\<>\"'{}]", translation):
        return "is no address"
    try:
        new, old = urlsplit(translation), urlsplit(source)
        host = new.hostname
    except ValueError:
        return "is no address"
    if new.scheme not in ("http", "https") or not host:
        return "is no http or https address"
    if new.username is not None or host not in {old.hostname, *hosts}:
        return f"leads to {host}, which is neither its source's host nor in I18N_URL_HOSTS"
    return None


def _site_links(source: str, translation: str) -> str | None:
    if "=" not in translation:
        return None
    found, known = (
        Counter(match[2] for match in _SITE_LINK.finditer(each)) for each in (translation, source)
    )
    return "has a link of the site that its source lacks" if found - known else None


def _survives(translation: str, source: Signature) -> bool:
    """Ask a second, independent parser: cleaned by the source's allow-list nothing changes."""
    allowed: dict[str, set[str]] = {}
    for tag, attributes in source.elements:
        allowed.setdefault(tag, set()).update(name for name, _ in attributes)
    for tag, name in source.texts:
        allowed[tag].add(name)
    cleaned = nh3.clean(
        translation,
        tags=set(allowed),
        clean_content_tags={"script", "style"} - set(allowed),
        attributes=allowed,
        strip_comments=False,
        link_rel=None,
        url_schemes={"http", "https", "mailto", "tel", "ftp", *_schemes(source)},
    )
    return Signature(cleaned).read == Signature(translation).read


def _schemes(source: Signature) -> set[str]:
    """The schemes of the owner's own addresses, ``weixin:`` for instance."""
    values = (value for _, attributes in source.elements for _, value in attributes)
    return {match[0][:-1].lower() for value in values if (match := _SCHEME.match(value))}


def _placeholders(message: str) -> tuple[dict[str, str], str]:
    """Return the types of each placeholder, and the first thing that looks like one and is none."""
    names: dict[str, str] = {}
    wrong = ""
    for match in _PLACEHOLDER.finditer(message):
        if match["name"] is not None and match["type"] in ("s", "d"):
            names[match["name"]] = names.get(match["name"], "") + match["type"]
        elif match["other"] != "%":
            wrong = wrong or match[0]
    return names, wrong
