"""What is printed: the homepage with all that it needs inside it, so that nothing is fetched.

Style sheets and pictures come from the directory being built and from nowhere else. Links lead to
the published site, since a PDF lies anywhere.
"""

from __future__ import annotations

import re
from base64 import b64encode
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from bs4 import BeautifulSoup, Tag

_UNPRINTED = "script, iframe, object, embed, source, base, meta[http-equiv], link"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
_URL = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")
_MEDIA = re.compile(r"(@media\s)[^{;]*,\s*print\s*(?=\{)")


def document(page: Path, root: Path, siteurl: str, address: str) -> str:
    """Return the HTML file *page* ready to be printed.

    *siteurl* is the published address of *root*, *address* that of the page; both "" if the site
    has none: then a link to another page of it is printed as text.
    """
    soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
    for tag in soup.select("style"):
        tag.string = for_print(tag.string or "")
    for tag in soup.select('link[rel~="stylesheet"][href]'):
        tag.replace_with(_style(soup, tag, page, root, siteurl))
    for tag in soup.select("img"):
        found = _inside(str(tag.get("src", "")), page, root, siteurl)
        tag.attrs.pop("srcset", None)
        tag["src"] = _data(found) if found else "data:,"
    for tag in soup.select(_UNPRINTED):
        tag.decompose()
    if not address:
        for tag in soup.select("a[href]"):
            if not _parts(str(tag["href"])).scheme:
                del tag["href"]
    if soup.head is not None:
        if address:
            soup.head.insert(0, soup.new_tag("base", attrs={"href": address}))
        policy = {"http-equiv": "Content-Security-Policy", "content": _POLICY}
        soup.head.insert(0, soup.new_tag("meta", attrs=policy))
    return str(soup)


def for_print(css: str) -> str:
    """Return *css* with each list of media queries that names ``print`` reduced to that.

    WeasyPrint knows media types but no media features.
    """
    return _MEDIA.sub(r"\1print ", css)


def _style(soup: BeautifulSoup, link: Tag, page: Path, root: Path, siteurl: str) -> Tag:
    """Return a style element with the text of the sheet that *link* names."""
    path = _inside(str(link["href"]), page, root, siteurl)
    style = soup.new_tag("style")
    if media := link.get("media"):
        style["media"] = media
    if path:

        def data(match: re.Match[str]) -> str:
            found = _inside(match[1], path, root, siteurl)
            return f'url("{_data(found)}")' if found else match[0]

        style.string = _URL.sub(data, for_print(path.read_text("utf-8")))
    return style


def _inside(url: str, page: Path, root: Path, siteurl: str) -> Path | None:
    """Return the file below *root* that *url* names on *page*, None if it names none."""
    path, parts = page.parent, _parts(url)
    if siteurl and url.startswith(f"{siteurl}/"):
        path, parts = root, _parts(url.removeprefix(f"{siteurl}/"))
    if parts.scheme or parts.netloc or not parts.path:
        return None
    found = path.joinpath(unquote(parts.path)).resolve()
    return found if found.is_relative_to(root.resolve()) and found.is_file() else None


def _parts(url: str) -> SplitResult:
    """Return the parts of *url*; of what is no address at all, those of one that leads nowhere."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("about:invalid")


def _data(path: Path) -> str:
    kind = guess_type(path.name)[0] or "application/octet-stream"
    return f"data:{kind};base64,{b64encode(path.read_bytes()).decode()}"
