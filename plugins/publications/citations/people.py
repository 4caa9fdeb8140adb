"""Names in citations: initials, and Chinese names that are written in Latin letters."""

from __future__ import annotations

import re
from functools import lru_cache

from plugins.publications.names import Author

_FINALS = {
    "": "a ai an ang ao e ei en er o ou",
    "b|p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d|t": "a ai an ang ao e ei en eng i ian iao ie ing iu ong ou u uan ui un uo",
    "n|l": "a ai an ang ao e ei en eng i ia ian iang iao ie in ing iu ong ou u uan ue un uo ü v",
    "g|k|h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j|q|x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh|ch|sh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u ua uan ui un uo",
    "z|c|s": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
}
"""Which finals follow which initials in Hanyu Pinyin."""
_SYLLABLE = "(?:{})".format(
    "|".join(
        f"(?:{initial})(?:{'|'.join(sorted(finals.split(), key=len, reverse=True))})"
        for initial, finals in sorted(_FINALS.items(), key=lambda item: not item[0])
    )
)
_PINYIN = re.compile(rf"(?:{_SYLLABLE}){{1,2}}")
_SYLLABLES = re.compile(_SYLLABLE)
_SURNAMES = frozenset(
    "ai an bai bao bi bian bo bu cai cao cen chai chang che chen cheng chi chu cui dai deng "
    "di ding dong dou du duan fan fang fei feng fu gan gao ge geng gong gou gu guan guo han "
    "hao he hong hou hu hua huang huo ji jia jian jiang jiao jin jing kang ke kong lai lan "
    "lei leng li lian liang liao lin ling liu long lou lu luan luo lü lv ma mao mei meng mi "
    "miao min mo mou mu ni nie ning niu ou pan pang pei peng ping pu qi qian qiang qiao qin "
    "qiu qu quan ran ren rong ruan rui sang sha shan shang shao shen sheng shi shu shui si "
    "song su sui sun tan tang tao teng tian tong tu wan wang wei wen weng wu xi xia xian "
    "xiang xiao xie xin xing xiong xu xuan xue yan yang yao ye yi yin ying you yu yuan yue "
    "yun zang zeng zha zhai zhan zhang zhao zhen zheng zhi zhong zhou zhu zhuang zhuo zou zu "
    "zuo ouyang sima shangguan zhuge huangfu gongsun situ xiahou".split()
)


@lru_cache(maxsize=1 << 14)
def initials(given: str) -> tuple[tuple[str, ...], ...]:
    """Return the first letters of *given* names: a tuple for each, a letter for each of its parts.

    >>> initials("Jean-Luc W.T.")
    (('J', 'L'), ('W',), ('T',))
    """
    names = re.split(r"[\s.\u00a0]+(?![-‐])", given)
    return tuple(
        tuple(part[0].upper() for part in re.split(r"[-‐.]+", name) if part)
        for name in names
        if name.strip("-‐.")
    )


def is_pinyin(author: Author) -> bool:
    """Return whether the name is Chinese in Hanyu Pinyin, both parts in full (Li, Jiangning)."""
    return _is_pinyin(author.family, author.given)


@lru_cache(maxsize=1 << 14)
def _is_pinyin(family: str, given: str) -> bool:
    given = re.sub(r"[-\s‐'’]", "", given).lower()
    return family.lower() in _SURNAMES and len(given) > 1 and bool(_PINYIN.fullmatch(given))


def syllables(given: str) -> list[str]:
    """Return the pinyin syllables of *given*, each of them one Han character."""
    parts = re.split(r"[-\s‐'’]+", given)
    return [each for part in parts for each in _SYLLABLES.findall(part.lower())]
