"""The content security policy: a page's own inline pieces are allowed, and nothing else."""

from base64 import b64encode
from hashlib import sha256

import pytest
from markupsafe import Markup

from plugins.delivery.policy import content_security_policy


def allowed(*pieces: str) -> dict[str, str]:
    """Return the sources of each directive."""
    rules = (rule.partition(" ") for rule in content_security_policy(*pieces).split("; "))
    return {name: sources for name, _, sources in rules}


def hashed(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@pytest.mark.parametrize(
    "piece",
    [
        "",
        "<p>中文</p>",
        '<a type="application/vnd.citationstyles.csl+json">CSL-JSON</a>',
        '<script src="a.js"></script>',
        "<scripted>x</scripted>",
        "<p>style = 'x'</p>",
    ],
)
def test_what_has_nothing_inline_is_allowed_nothing(piece: str) -> None:
    assert (allowed(piece)["script-src"], allowed(piece)["style-src"]) == ("'self'", "'self'")


@pytest.mark.parametrize(
    "piece", ["<script>x()</script>", "<p>a</p><SCRIPT type='module'>x()</SCRIPT >", "<script>x()"]
)
def test_a_script_is_allowed_wherever_it_stands(piece: str) -> None:
    assert allowed(piece)["script-src"] == f"'self' {hashed('x()')}"


def test_styles_and_attributes_of_style_are_allowed() -> None:
    html = '<style>p{}</style><p STYLE="a:&quot;b&quot;">'
    style, attribute = hashed("p{}"), hashed('a:"b"')
    expected = f"'self' {style} 'unsafe-hashes' {attribute}"
    assert allowed(html)["style-src"] == expected
    assert allowed(f"<p>é</p>{html}")["style-src"] == expected


def test_pieces_are_allowed_together_and_each_once() -> None:
    one, two = (
        "<script>1</script>",
        Markup('<script type="application/ld+json">{"a":"中"}</script>'),
    )
    sources = " ".join(("'self'", hashed("1"), hashed('{"a":"中"}')))
    assert allowed(one, "<p>", two, one)["script-src"] == sources
