"""The pages of very many publications link to the style sheet that each would hold otherwise."""

from pathlib import Path

import pytest

from ..site.builds import Site, copy_of

MANY = 400


@pytest.fixture
def site(project: Path, tmp_path: Path) -> Site:
    return copy_of(project, tmp_path / "site")


def test_each_holds_the_sheet_until_they_are_many(site: Site) -> None:
    entry = "@misc{{k{0}, title = {{T{0}}}}}\n"
    papers = ["content/publications.bib", "output/publications/k0/index.html"]
    for count, held in ((MANY, True), (MANY + 1, False), (MANY, True)):
        site.write(papers[0], "".join(map(entry.format, range(count))))
        assert site.pelican().code == 0
        page = site.read(papers[1])
        assert (count, "<style>" in page) == (count, held)
        assert (count, 'rel="stylesheet"' in page) == (count, not held)
