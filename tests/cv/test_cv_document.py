"""What is printed: a page that needs no other file, on two or three sheets."""

from __future__ import annotations

import importlib
import shutil
from pathlib import Path
from typing import Any

import pytest

from plugins.cv.document import document, for_print
from plugins.cv.weasy import print_pdf


def test_all_that_is_printed_is_inside_and_of_the_site(tmp_path: Path) -> None:
    root = tmp_path / "site"
    (root / "zh").mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(b"secret")
    (root / "me.png").write_bytes(b"me")
    (root / "main.css").write_text("a { background: url(me.png) url('../secret.png') }", "utf-8")
    (root / "zh/index.html").write_text(
        '<head><link rel="stylesheet" href="https://example.org/repo/main.css"></head>'
        '<img src="../me.png"><img src="../../secret.png"><img src="https://example.com/x.png">'
        '<a href="cv/">here</a><iframe src="https://example.com"></iframe>'
    )
    html = document(root / "zh/index.html", root, "https://example.org/repo", "")
    assert html.count("data:image/png;base64,bWU=") == 2
    assert html.count('<img src="data:,"/>') == 2
    assert "c2VjcmV0" not in html
    assert "<a>here</a>" in html
    assert "example.com" not in html


def test_what_is_no_address_stops_no_print(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text('<a href="http://[x">x</a><img src="//[x/a.png"><p>End</p>')
    assert document(page, tmp_path, "", "") == (
        '<a href="http://[x">x</a><img src="data:,"/><p>End</p>'
    )


def test_a_list_of_media_with_print_is_print() -> None:
    css = "@media (width >= 64rem), print { a {} } @media (width < 9rem), screen { b {} }"
    assert for_print(css) == "@media print { a {} } @media (width < 9rem), screen { b {} }"


@pytest.fixture
def weasyprint() -> Any:
    """WeasyPrint, which needs libraries of the system."""
    try:
        return importlib.import_module("weasyprint")
    except (ImportError, OSError) as error:
        pytest.skip(f"WeasyPrint cannot be loaded: {error}")


def test_the_same_page_is_the_same_pdf(weasyprint: Any) -> None:
    html = '<h1 lang="zh-Hans">初祥祥</h1><a href="https://example.org">Link</a>'
    assert print_pdf(html) == print_pdf(html)


def test_the_homepage_fills_two_or_three_sheets_of_a4(weasyprint: Any, built: Path) -> None:
    html = document(built / "zh/index.html", built, "", "https://example.org/zh/")
    pages = weasyprint.HTML(string=html).render().pages
    assert 2 <= len(pages) <= 3
    assert (round(pages[0].width), round(pages[0].height)) == (794, 1123)


def test_a_portrait_is_printed_beside_the_name(
    weasyprint: Any, built: Path, tmp_path: Path
) -> None:
    root = shutil.copytree(built, tmp_path / "site")
    page = root / "index.html"
    portrait = '<img src="icons/favicon-32.png" alt="" width="176" height="176"><h1>'
    page.write_text(page.read_text("utf-8").replace("<h1>", portrait, 1), "utf-8")
    html = document(page, root, "", "https://example.org/")
    assert 'alt="" height="176" src="data:image/png' in html
    assert print_pdf(html).startswith(b"%PDF-")
