"""The TeX macros that are known in fields, and what each stands for: pylatexenc's, and more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from pylatexenc import latex2text, latexwalker, macrospec

_ARGUMENTS = {"textsubscript": 1, "textsuperscript": 1, "texttt": 1, "url": 1, "href": 2}
MARKS = {
    "dag": "†",
    "ddag": "‡",
    "dagger": "†",
    "ddagger": "‡",
    "ast": "*",
    "star": "*",
}
"""Signs of footnotes, in formulas and outside."""
_SYMBOLS = {
    "S": "§",
    "P": "¶",
    **MARKS,
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "BibTeX": "BibTeX",
    "copyright": "©",
    "micro": "µ",
    "slash": "/",
    "textasteriskcentered": "*",
    "textbar": "|",
    "textgreater": ">",
    "textless": "<",
    "textunderscore": "_",
    "textquotesingle": "'",
    "textquotedbl": '"',
    "glq": "‚",
    "grq": "‘",
    "glqq": "„",
    "grqq": "“",
    "flqq": "«",
    "frqq": "»",
    "\\": " ",
}
_JOURNALS = {
    "aap": "Astronomy and Astrophysics",
    "aapr": "Astronomy and Astrophysics Review",
    "aaps": "Astronomy and Astrophysics Supplement Series",
    "actaa": "Acta Astronomica",
    "aj": "The Astronomical Journal",
    "ao": "Applied Optics",
    "apj": "The Astrophysical Journal",
    "apjl": "The Astrophysical Journal Letters",
    "apjs": "The Astrophysical Journal Supplement Series",
    "aplett": "Astrophysical Letters",
    "apspr": "Astrophysics and Space Physics Research",
    "apss": "Astrophysics and Space Science",
    "araa": "Annual Review of Astronomy and Astrophysics",
    "azh": "Astronomicheskii Zhurnal",
    "baas": "Bulletin of the American Astronomical Society",
    "bac": "Bulletin of the Astronomical Institutes of Czechoslovakia",
    "bain": "Bulletin of the Astronomical Institutes of the Netherlands",
    "caa": "Chinese Astronomy and Astrophysics",
    "cjaa": "Chinese Journal of Astronomy and Astrophysics",
    "fcp": "Fundamentals of Cosmic Physics",
    "gca": "Geochimica et Cosmochimica Acta",
    "grl": "Geophysical Research Letters",
    "iaucirc": "International Astronomical Union Circular",
    "icarus": "Icarus",
    "jcap": "Journal of Cosmology and Astroparticle Physics",
    "jcp": "The Journal of Chemical Physics",
    "jgr": "Journal of Geophysical Research",
    "jqsrt": "Journal of Quantitative Spectroscopy and Radiative Transfer",
    "jrasc": "Journal of the Royal Astronomical Society of Canada",
    "memras": "Memoirs of the Royal Astronomical Society",
    "memsai": "Memorie della Società Astronomica Italiana",
    "mnras": "Monthly Notices of the Royal Astronomical Society",
    "na": "New Astronomy",
    "nar": "New Astronomy Reviews",
    "nat": "Nature",
    "nphysa": "Nuclear Physics A",
    "pasa": "Publications of the Astronomical Society of Australia",
    "pasj": "Publications of the Astronomical Society of Japan",
    "pasp": "Publications of the Astronomical Society of the Pacific",
    "physrep": "Physics Reports",
    "physscr": "Physica Scripta",
    "planss": "Planetary and Space Science",
    "pra": "Physical Review A",
    "prb": "Physical Review B",
    "prc": "Physical Review C",
    "prd": "Physical Review D",
    "pre": "Physical Review E",
    "prl": "Physical Review Letters",
    "procspie": "Proceedings of SPIE",
    "qjras": "Quarterly Journal of the Royal Astronomical Society",
    "rmxaa": "Revista Mexicana de Astronomía y Astrofísica",
    "skytel": "Sky and Telescope",
    "solphys": "Solar Physics",
    "sovast": "Soviet Astronomy",
    "ssr": "Space Science Reviews",
    "zap": "Zeitschrift für Astrophysik",
}
"""AASTeX's names of journals, which the BibTeX of NASA's ADS is full of:
https://ui.adsabs.harvard.edu/help/actions/journal-macros"""
_SILENT = frozenset(
    "rm sf tt md up sl sc normalfont rmfamily sffamily ttfamily scshape upshape slshape mdseries "
    "em it itshape bf bfseries tiny scriptsize footnotesize small normalsize large Large relax "
    "protect noindent newblock allowbreak linebreak newline xspace par".split()
)
"""Those that say how text looks, not what it is."""
_ALONE = re.compile(r"\\([A-Za-z]+)\s*(?![A-Za-z{])")
_FORMULA = re.compile(r"(?<!\\)\$.*?\$|\\\(.*?\\\)", re.DOTALL)


@cache
def parsed() -> Any:
    """Return what pylatexenc's parser knows: how many arguments each macro has."""
    context = latexwalker.get_default_latex_context_db()
    extra = [macrospec.std_macro(name, "{" * count) for name, count in _ARGUMENTS.items()]
    context.add_context_category("bibtex", macros=extra, prepend=True)
    return context


@cache
def converter() -> Any:
    """Return pylatexenc's converter to text."""
    context = latex2text.get_default_latex_context_db()
    symbols = [latex2text.MacroTextSpec(name, text) for name, text in _SYMBOLS.items()]
    journals = [latex2text.MacroTextSpec(name, text) for name, text in _JOURNALS.items()]
    context.add_context_category("bibtex", macros=symbols, prepend=True)
    context.add_context_category("journals", macros=journals)
    return latex2text.LatexNodes2Text(latex_context=context, math_mode="text")


def unknown(value: str) -> Iterator[str]:
    """Yield the macros of *value* that nothing is known of, so that no reader sees them."""
    if "\\" in value:
        for name in _ALONE.findall(_FORMULA.sub(" ", value)):
            if name not in _SILENT and converter().latex_context.get_macro_spec(name) is None:
                yield name
