"""Which files a running build watches."""

from __future__ import annotations

from pathlib import Path

import pytest
from watchfiles import Change

from plugins.i18n.watch import Filter


@pytest.mark.parametrize("above", ["site", ".hidden/site", ".venv/site", "node_modules/site"])
def test_what_lies_above_the_site_is_no_matter(above: str, tmp_path: Path) -> None:
    content = tmp_path / above / "content"
    watched = Filter([content, content.parent / "pelicanconf.py"], ["**/.*"])
    assert watched(Change.modified, str(content / "pages/about.md"))
    assert watched(Change.modified, str(content.parent / "pelicanconf.py"))
    assert not watched(Change.modified, str(content / ".about.md.swp"))
    assert not watched(Change.modified, str(content / ".git/index"))
