"""How another person makes the project theirs: own content, settings and catalogs, nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

from ..site.builds import Site

HERE = Path(__file__).parent


def adopted(project: Path, to: Path) -> Site:
    """Copy the site below ``site/``; the catalog of the project gives it the theme's strings.

    As in a fork: what the catalog has of the former owner goes with the next update, the
    translations of the theme stay.
    """
    shutil.copytree(HERE / "site", to)
    site = Site(to)
    site.replace(
        "pelicanconf.py", 'str(Path(__file__).parents[3] / "theme")', f"{str(project / 'theme')!r}"
    )
    catalog = "translations/zh_Hans/LC_MESSAGES/messages.po"
    site.write(catalog, (project / catalog).read_bytes())
    done = site.i18n("update")
    assert (done.code, done.err) == (0, "")
    return site
