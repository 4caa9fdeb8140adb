"""The workflow of translations runs commands that exist; its README says one thing twice."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from .builds import Site, command, copy_of


def steps(project: Path, job: str) -> list[str]:
    """Return what a job of the workflow of translations runs, the installation left out."""
    path = project / ".github/workflows/translations.yml"
    workflow: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    found = [step["run"] for step in workflow["jobs"][job]["steps"] if "run" in step]
    return [each for each in found if not each.startswith("pip")]


def test_what_is_published_has_all_that_extras_add(project: Path) -> None:
    extras = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = set(extras["optional-dependencies"]) - {"test"}
    workflow = yaml.safe_load((project / ".github/workflows/site.yml").read_text("utf-8"))
    said = "".join(step.get("run", "") for step in workflow["jobs"]["deploy"]["steps"])
    installed = re.search(r"pip install -e \"\.\[(.*?)\]\"", said)
    assert installed is not None
    assert wanted == set(installed[1].split(","))


def run(site: Site, script: str) -> subprocess.CompletedProcess[str]:
    bin_ = Path(command("python")).parent
    return subprocess.run(
        ["bash", "-ec", f'export PATH="{bin_}:$PATH" GITHUB_STEP_SUMMARY=summary\n{script}'],
        cwd=site.root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def site(project: Path, tmp_path: Path) -> Site:
    """A clone of a repository of the site, whose remote is beside it."""
    site = copy_of(project, tmp_path / "site")
    done = run(
        site,
        "git init -qb main && git config user.name a && git config user.email a@example.org\n"
        "git add -A && git commit -qm first && git clone -q --bare . ../origin\n"
        "git remote add origin ../origin && git push -qu origin main",
    )
    assert done.returncode == 0, done.stderr
    return site


def test_a_pull_request_is_checked(project: Path, site: Site) -> None:
    check, status = steps(project, "check")
    assert run(site, check).returncode == 0
    assert run(site, status).returncode == 0
    assert site.read("summary").startswith("zh-Hans  ████████████████████ 100 %")
    site.replace("translations/zh_Hans/LC_MESSAGES/messages.po", "北京", "<b>北京</b>")
    site.replace("content/pages/about.md", "# Education", "# My education")
    done = run(site, check)
    assert done.returncode == 1
    assert "::error file=translations/messages.pot::is behind the sources." in done.stdout


def test_main_is_refreshed_by_one_commit(project: Path, site: Site) -> None:
    refresh = "\n".join(steps(project, "refresh"))
    assert run(site, refresh).returncode == 0
    assert run(site, "git rev-list --count origin/main").stdout == "1\n"
    site.replace("content/pages/about.md", "# Education", "# My education")
    run(site, "git commit -qam second")
    assert run(site, refresh).returncode == 0
    assert run(site, "git log --format=%s origin/main").stdout.splitlines() == [
        "translations: refresh from the sources",
        "second",
        "first",
    ]


def test_both_languages_of_the_readme_say_the_same(project: Path) -> None:
    text = project.joinpath("translations/README.md").read_text("utf-8")
    english, chinese = text.split('<div lang="zh-Hans">')
    english = english.partition('<div lang="en">')[2]
    for what in (r"^#+ ", r"^- ", r"^\d\. ", r"^\|", r"^ *```"):
        counts = [len(re.findall(what, part, re.MULTILINE)) for part in (english, chinese)]
        assert counts[0] == counts[1], what
    code = [set(re.findall(r"`([^`\n]+)`", part)) for part in (english, chinese)]
    assert code[0] ^ code[1] <= {"# Name <mail>", "# 姓名 <邮箱>"}
