"""Addresses of the menu."""

import pytest

from plugins.delivery.menu import faults

THERE = {"index.html", "cv/index.html", "files/a b.pdf", "old.html"}


@pytest.mark.parametrize(
    "address",
    ["/", "/cv/", "/cv", "/cv/#life", "/files/a%20b.pdf", "/old", "/old.html?x=1",
     "https://b.example/none/", "//b.example/none/", "mailto:a@b.example", "#top"],
)  # fmt: skip
def test_an_address_that_leads_somewhere(address: str) -> None:
    assert list(faults([("A", address)], THERE.__contains__)) == []


@pytest.mark.parametrize("address", ["/vc/", "/cv/life/", "/教学/", "/files/"])
def test_an_address_that_leads_nowhere(address: str) -> None:
    (fault,) = faults([("A", address)], THERE.__contains__)
    assert str(fault) == (
        f'pelicanconf.py: MENUITEMS has "A" at {address}, but the site has nothing there. '
        "Correct the address, or delete the entry: a page is in the menu by itself."
    )
