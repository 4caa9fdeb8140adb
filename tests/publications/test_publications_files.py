"""Where the files of entries are found, and where they go."""

from pathlib import Path

import pytest

from plugins.publications.bibtex import read
from plugins.publications.files import Placed, place
from plugins.publications.pieces import Source


def _place(tmp_path: Path, fields: str, *files: str) -> Placed:
    for file in ("bib/a.bib", *files):
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    source = Source(str(tmp_path / "bib/a.bib"), f"@misc{{Chu2021, {fields}}}".encode())
    return place(read([source]).or_raise().entries, tmp_path)


@pytest.mark.parametrize(
    ("fields", "file"),
    [
        ("title = {A}", "bib/Chu2021.pdf"),
        ("title = {A}", "bib/chu2021.pdf"),
        ("pdf = {paper.pdf}", "bib/paper.pdf"),
        ("pdf = {paper.pdf}", "paper.pdf"),
        ("pdf = {paper.pdf}", "assets/pdf/paper.pdf"),
        ("pdf = {files/a%20b.pdf}", "files/a b.pdf"),
    ],
)
def test_a_pdf_goes_to_its_page(tmp_path: Path, fields: str, file: str) -> None:
    placed = _place(tmp_path, fields, file)
    name = Path(file).name
    assert placed.errors == ()
    assert placed.copies == ((tmp_path / file, f"publications/chu2021/{name}"),)
    assert placed.entries[0].link("pdf") == f"publications/chu2021/{name}".replace(" ", "%20")


def test_a_pdf_elsewhere_needs_no_file(tmp_path: Path) -> None:
    placed = _place(tmp_path, "pdf = {https://a.b/c.pdf}", "bib/Chu2021.pdf")
    assert (placed.copies, placed.entries[0].link("pdf")) == ((), "https://a.b/c.pdf")


@pytest.mark.parametrize(
    ("fields", "file"),
    [
        ("slides = {talk.pdf}", "bib/talk.pdf"),
        ("poster = {talk.pdf}", "assets/pdf/talk.pdf"),
        ("html = {x.html#s}", "assets/html/x.html"),
        ("preview = {x.png}", "assets/img/publication_preview/x.png"),
        ("preview = {http.png}", "bib/http.png"),
    ],
)
def test_other_files_keep_their_place(tmp_path: Path, fields: str, file: str) -> None:
    placed = _place(tmp_path, fields, file)
    assert (placed.errors, placed.copies, placed.linked) == ((), (), frozenset([file]))
    entry = placed.entries[0]
    kind = fields.partition(" ")[0]
    found = entry.preview if kind == "preview" else entry.link(kind)
    assert found.partition("#")[0] == file


@pytest.mark.parametrize("field", ["pdf", "slides", "preview"])
def test_a_lost_file_is_an_error(tmp_path: Path, field: str) -> None:
    (error,) = _place(tmp_path, f"{field} = {{lost.pdf}}").errors
    assert f'entry "Chu2021" has {field} "lost.pdf", but there is no file' in str(error)


@pytest.mark.parametrize("field", ["code = {github.com/x/y}", "website = {www.x.org}"])
def test_an_address_without_a_scheme_is_told_to_begin_with_one(tmp_path: Path, field: str) -> None:
    (error,) = _place(tmp_path, field).errors
    assert str(error).endswith(". Start it with https://.")


@pytest.mark.parametrize(
    ("field", "up"),
    [("pdf", "%2e%2e/"), ("pdf", "..%2f"), ("slides", "..%2F"), ("preview", "%2e%2e/")],
)
def test_a_file_above_the_content_is_not_read(tmp_path: Path, field: str, up: str) -> None:
    content = tmp_path / "a/b/c/content"
    content.mkdir(parents=True)
    for folder in content.parents[:4]:
        folder.joinpath("secret.pdf").write_bytes(b"")
    placed = _place(content, f"{field} = {{{up * 4}secret.pdf}}")
    (error,) = placed.errors
    assert f'{up * 4}secret.pdf", which leads out of the content folder' in str(error)
    assert (placed.copies, placed.linked) == ((), frozenset())


@pytest.mark.parametrize("field", ["pdf", "slides", "preview"])
def test_an_absolute_path_is_not_read(tmp_path: Path, field: str) -> None:
    secret = tmp_path / "secret.pdf"
    secret.write_bytes(b"")
    placed = _place(tmp_path / "content", f"{field} = {{%2F{secret.as_posix()[1:]}}}")
    assert len(placed.errors) == 1
    assert (placed.copies, placed.linked) == ((), frozenset())


@pytest.mark.parametrize("field", ["pdf", "slides", "preview"])
def test_dots_are_refused_where_they_stand(tmp_path: Path, field: str) -> None:
    source = Source("a.bib", f"@misc{{a, title = {{A}},\n{field} = {{../x.pdf}}}}".encode())
    (error,) = read([source]).errors
    assert str(error) == (
        f'a.bib:2: entry "a": field "{field}" has the address "../x.pdf", which leaves its folder.'
        ' Write the name of the file without "..".'
    )
