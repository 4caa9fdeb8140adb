"""Each file in bad/ has one mistake: what is said about it, and what is still read."""

import time
from pathlib import Path

import pytest

from plugins.publications.bibtex import Bibliography, read
from plugins.publications.faults import PublicationsError
from plugins.publications.pieces import Source
from tests.fuzz import large

BAD = Path(__file__).with_name("bad")

ERRORS = {
    "brace-on-next-line": '1: "@article" begins no entry. Write @article{citekey, in one line.',
    "citekey-case": '3: entry "chu2021" differs only in case from "Chu2021" on line 1.'
    " Give one another citekey.",
    "control": "2: the line has the control character '\\x0b'. Delete it.",
    "duplicate-citekey": '3: entry "chu2021" is already on line 1. Give one another citekey.',
    "duplicate-field": '4: entry "chu2021" has the field "year" twice, also on line 3. Keep one.',
    "empty-value": '3: entry "chu2021", field "year" has no value. Write it in braces: {…}.',
    "extra-brace": '2: entry "chu2021" ends before this: there is one "}" too many. Remove it.',
    "former-key-taken": '3: entry "li2024" has the former key "chu2021" in its ids, but that leads'
    ' to "chu2021" on line 1. Remove one.',
    "javascript-url": '3: entry "chu2021": field "code" has the address "javascript:alert(1)".'
    " Write one that starts with https://, or a file.",
    "latin-1": "2: the byte 0xE9 is not UTF-8. Save the file as UTF-8.",
    "missing-comma": '2: entry "chu2021", field "title" is followed by "year = {2021}".'
    " Is there a comma missing?",
    "no-citekey": "1: an entry has no citekey. Write one after the opening brace.",
    "no-comma-after-key": '1: entry "chu2021" has no comma after its citekey. Write "chu2021,".',
    "no-value": '1: entry "chu2021": a field has no value, or a comma or brace is missing.'
    " Write name = {value}, for each.",
    "preview-outside": '3: entry "chu2021": field "preview" has the address "../chu.png", which'
    ' leaves its folder. Write the name of the file without "..".',
    "reserved-citekey": '1: entry "topics" has the citekey of a page of the site. Give it another.',
    "space-in-citekey": "1: entry \"chu 2021\" has the character ' ' in its citekey."
    " Use letters, digits and - _ : / . + only.",
    "unclosed-brace": '2: entry "chu2021": a brace opened in field "title" is not closed.'
    " Add the missing }.",
    "unclosed-entry": '1: entry "chu2021" is not closed. Add the missing } at its end.',
    "unclosed-quote": '1: entry "chu2021": a quotation mark is not closed. Add the missing one.',
    "undefined-string": '5: entry "chu2021", field "booktitle" uses the @string "nuerips", which is'
    ' not defined. Did you mean "neurips"? Define it above, or put the value in braces.',
    "umlaut-in-quotes": '1: entry "li2024", field "author" is followed by "uller, Anna"".'
    ' Write \\" in braces: {\\"u}.',
    "unknown-crossref": '3: entry "chu2021" has crossref "neurips2021", which is no entry.'
    " Name the citekey of another entry.",
    "utf-16": "1: the file is UTF-16, not UTF-8. Save it as UTF-8.",
}
WARNINGS = {
    "macro": '2: entry "li2024" has in its field "title" the unknown macro \\TeV,'
    " which is left out. Write what it stands for.",
    "month": '4: entry "li2024" has month "Febuary". Write feb, 2 or February.',
    "names": '1: entry "li2024" has in its field "author" the name "Li, A., Ma, B., Wu, C.".'
    " Write and, not a comma, between two names.",
    "type": '1: entry "li2024" has the unknown type @inproceeding. Did you mean "inproceedings"?'
    " Write @misc if none fits.",
    "year": '1: entry "li2024" has year "2o24". Write four digits, or leave it out.',
}


def _read(name: str) -> Bibliography:
    return read([Source(f"{name}.bib", (BAD / f"{name}.bib").read_bytes())])


def test_every_bad_file_has_its_message() -> None:
    assert sorted(path.stem for path in BAD.glob("*.bib")) == sorted(ERRORS | WARNINGS)


@pytest.mark.parametrize("name", ERRORS)
def test_one_mistake_is_one_error(name: str) -> None:
    found = _read(name)
    assert [f"{name}.bib:{ERRORS[name]}"] == [str(error) for error in found.errors]
    assert found.warnings == ()


@pytest.mark.parametrize("name", WARNINGS)
def test_one_oddity_is_one_warning(name: str) -> None:
    found = _read(name)
    assert [f"{name}.bib:{WARNINGS[name]}"] == [str(warning) for warning in found.warnings]
    assert found.errors == ()
    assert [entry.citekey for entry in found.entries] == ["li2024"]


@pytest.mark.parametrize(
    "name", ["unclosed-brace", "unclosed-entry", "unclosed-quote", "no-comma-after-key"]
)
def test_a_broken_entry_swallows_no_neighbor(name: str) -> None:
    assert [entry.title_text for entry in _read(name).entries] == ["题目"]


def test_every_address_of_an_entry_is_looked_at() -> None:
    fields = "html={javascript:x},\ncode={//a.example},\npreview={../a.png},\nurl={a b}"
    found = read([Source("a.bib", f"@misc{{a,\n{fields}}}".encode())])
    assert [each.line for each in found.errors] == [2, 3, 4, 5]


@pytest.mark.parametrize("key", ["k" * 241, "李" * 81])
def test_a_citekey_that_is_too_long_for_a_file(key: str) -> None:
    text = f'entry "{key[:20]}…" has a citekey of more than 240 bytes in its address. Shorten it.'
    assert [f"a.bib:2: {text}"] == list(
        map(str, read([Source("a.bib", f"\n@misc{{{key}, title={{T}}}}".encode())]).errors)
    )


def test_every_file_is_read_in_one_pass() -> None:
    sources = [Source(path.name, path.read_bytes()) for path in sorted(BAD.glob("u*.bib"))]
    named = {error.path for error in read(sources).errors}
    assert {source.path for source in sources} == named


def test_errors_can_be_raised() -> None:
    with pytest.raises(PublicationsError, match=r"^latin-1\.bib:2: the byte 0xE9"):
        _read("latin-1").or_raise()


def test_more_entries_than_anybody_waits_for_are_refused() -> None:
    found = read([Source("a.bib", b"@misc{a, title={T}}\n" * 30_001)])
    what = 'the file has more than 30,000 times "@". Part it, or take out what is no entry.'
    assert [str(each) for each in found.errors] == [f"a.bib: {what}"]


@pytest.mark.parametrize("tex", ["\\'e", "$x$"])
def test_more_tex_than_anybody_waits_for_is_refused(tex: str) -> None:
    found = read([Source("a.bib", f"@misc{{a, title={{{tex * 100_001}}}}}".encode())])
    what = "the file has more than 100,000 TeX commands and formulas. Part it."
    assert [str(each) for each in found.errors] == [f"a.bib: {what}"]


def test_of_lines_that_are_not_utf_8_a_thousand_are_named() -> None:
    found = read([Source("a.bib", b"@misc{a, title={T}}\n" + b"\xe9\n" * 2_000)])
    assert sum("is not UTF-8" in each.text for each in found.errors) == 1_000


@pytest.mark.parametrize("text", ["*a ", "[a ", "[](a ", "_a "])
def test_marks_that_do_not_close_are_read_in_time(text: str) -> None:
    start = time.process_time()
    found = read([Source("a.bib", f"@misc{{a, title={{x}}, award={{{text * 100_000}}}}}".encode())])
    assert len(found.entries) == 1
    assert time.process_time() - start < 10


def test_strings_that_double_each_other_are_refused_at_once() -> None:
    found = read([Source("a.bib", large.strings(200).encode())])
    assert [each.text for each in found.errors] == [
        '@string "s24" and what is above it use @strings of more than 20,000,000 characters in all.'
        " Write them out shorter."
    ]


@pytest.mark.parametrize("name", [name for name in large.inputs(1_000) if name.startswith("bib: ")])
def test_what_is_large_is_read_in_time(name: str) -> None:
    reader, text = large.inputs(500_000)[name]
    start = time.process_time()
    reader(text.encode())
    assert time.process_time() - start < 10


def test_the_nearest_word_is_not_looked_for_without_end() -> None:
    text = "".join(f"@misc{{key{n}, crossref={{kye{n}}}}}\n" for n in range(1_000))
    errors = [each.text for each in read([Source("a.bib", text.encode())]).errors]
    assert 'Did you mean "key0"?' in errors[0]
    assert (len(errors), sum("Did you mean" in each for each in errors)) == (1_000, 200)
