"""Make .github/homepage.png, the README's picture: the homepage in English and in Chinese.

Run from the root of the project: ``python -m tests.pictures.homepage`` (needs the extra [test]).
"""

from __future__ import annotations

import shutil
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.conftest import FLAGS
from tests.site.builds import copy_of
from tests.site.server import serving

WIDTH, HEIGHT, SCALE = 640, 720, 2
"""A window beside the other one, in CSS pixels, and how many pixels of the picture each is."""
FRAME = "#ddd5c8"
TARGET = Path(".github/homepage.png")


def shots(origin: str, paths: tuple[str, ...]) -> list[Image.Image]:
    """Return what a reader sees first of each page."""
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or playwright.chromium.executable_path
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        page = browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT},
            device_scale_factor=SCALE,
            color_scheme="light",
        )
        found = []
        for each in paths:
            page.goto(origin + each)
            found.append(Image.open(BytesIO(page.screenshot())).convert("RGB"))
        browser.close()
    return found


def side_by_side(pictures: list[Image.Image]) -> Image.Image:
    """Return the pictures in one, a hairline between and around them."""
    wide = sum(each.width for each in pictures) + SCALE * (len(pictures) + 1)
    whole = Image.new("RGB", (wide, pictures[0].height + 2 * SCALE), FRAME)
    x = SCALE
    for each in pictures:
        whole.paste(each, (x, SCALE))
        x += each.width + SCALE
    return whole.quantize(48)


def main() -> None:
    """Build the site elsewhere, look at it, write the picture."""
    with tempfile.TemporaryDirectory() as where:
        site = copy_of(Path.cwd(), Path(where))
        done = site.pelican()
        if done.code:
            raise SystemExit(done.err)
        with serving(site.output) as origin:
            picture = side_by_side(shots(origin, ("", "zh/")))
    TARGET.parent.mkdir(exist_ok=True)
    picture.save(TARGET, optimize=True)
    print(f"{TARGET}: {picture.width} x {picture.height}, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
