"""Titles in sentence case, as APA wants them, from titles as .bib files have them.

Like BibTeX's own styles this trusts braces: what is in braces keeps its case. Unlike them it
leaves a title alone that is in sentence case already, keeps words that are not merely capitalized
(FairNAS, IEEE, 3D), and knows some names that are seldom braced.
"""

from __future__ import annotations

import re

_TOKEN = re.compile(r"\\[A-Za-z]+\s*|\\.|\$[^$]*\$|[{}]|[^\W_][\w'’]*|.", re.DOTALL)
_CAPITALIZED = re.compile(r"[^\W\d_a-z][a-zß-ÿ'’]*")
_STOPS = frozenset(":?!.—")
_QUOTES = frozenset('"“‘`(')
_NAMES = frozenset(
    "I Abelian African American Arabic Asian Australian Banach Bayes Bayesian Bellman "
    "Bernoulli Boltzmann Brazilian British Brownian Carlo Cauchy Chinese Dirichlet Dutch "
    "Earth English Euler Euclidean European Fourier French Gauss Gaussian German Gibbs "
    "Grassmann Greek Hamiltonian Hebrew Hessian Hilbert Hindi Indian Italian Japanese "
    " Kalman Korean Lagrangian Laplace Laplacian Latin Lie Lipschitz Lyapunov "
    "Mandarin Markov Markovian Mars Monte Nash Newton Pareto Poisson Portuguese Riemann "
    "Riemannian Russian Spanish Turing Turkish Wasserstein Wikipedia".split()
)


def sentence_case(tex: str, *, subtitle: bool = True) -> str:
    """Return the TeX title *tex* in sentence case; text in braces and formulas stay as they are.

    With *subtitle*, the first word after a colon, a dash or a full stop keeps its capital too.
    """
    tokens = _TOKEN.findall(tex)
    words = _words(tokens, subtitle)
    long = [tokens[at] for at, first in words if not first and len(tokens[at]) > 3]
    capitals = sum(word[0].isupper() for word in long)
    if capitals * 2 <= len(long):
        return tex
    for at, first in words:
        following = tokens[at + 1] if at + 1 < len(tokens) else ""
        if not first:
            tokens[at] = _lowered(tokens[at], following)
    return "".join(tokens)


def _words(tokens: list[str], subtitle: bool) -> list[tuple[int, bool]]:
    """Return (index, whether it opens the title or a subtitle) of each word outside braces."""
    found, depth, opening = [], 0, True
    for at, token in enumerate(tokens):
        if token == "{":
            depth += 1
        elif token == "}":
            depth -= 1
        elif depth == 0 and token[0].isalpha():
            found.append((at, opening or (subtitle and _opens(tokens, at))))
        opening = opening and not token.strip('{}"“‘`( ')
    return found


def _opens(tokens: list[str], at: int) -> bool:
    """Return whether a stop and space stand before the word *at*, and nothing else but quotes."""
    end = at
    while end and tokens[end - 1] in _QUOTES:
        end -= 1
    start = end
    while start and tokens[start - 1].isspace():
        start -= 1
    return 0 < start < end and tokens[start - 1][-1] in _STOPS


def _lowered(word: str, following: str) -> str:
    if len(word) == 1 and following == "-" and word != "E":
        return word  # X-ray, T-cell; but e-government
    return word.lower() if _CAPITALIZED.fullmatch(word) and word not in _NAMES else word
