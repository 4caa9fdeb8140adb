"""What the runs of some languages leave in memory, to be sent from process to process."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from .build import Build, PageRecord
from .catalogs import Key
from .faults import Faults
from .reuse import Asked, State
from .translator import Translator


@dataclass
class Outcome:
    """What the runs of some languages leave in memory."""

    pages: dict[str, dict[str, PageRecord]] = field(default_factory=dict)
    claims: dict[str, str] = field(default_factory=dict)
    claimants: dict[str, str] = field(default_factory=dict)
    assets: dict[str, str] = field(default_factory=dict)
    compiled: dict[str, bytes] = field(default_factory=dict)
    asked: dict[str, set[Asked]] = field(default_factory=dict)
    lacking: dict[str, set[Key]] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    kept: dict[str, State] = field(default_factory=dict)
    standing: set[str] = field(default_factory=set)
    parts: list[str] = field(default_factory=list)
    left: set[str] = field(default_factory=set)
    errors: dict[str, None] = field(default_factory=dict)
    warnings: dict[str, None] = field(default_factory=dict)

    @classmethod
    def of(cls, build: Build, translators: Iterable[Translator], faults: Faults) -> Outcome:
        """Return what there is of this process."""
        made, reuse = tuple(translators), build.reuse
        return cls(
            {each.language.tag: build.pages.get(each.language.tag, {}) for each in made},
            build.claims,
            build.claimants,
            build.assets.names,
            build.bytecode.compiled,
            reuse.asked,
            {each.language.tag: each.lacking for each in made},
            reuse.digests,
            reuse.kept,
            reuse.standing,
            reuse.parts,
            reuse.notes.left,
            faults.errors,
            faults.warnings,
        )

    def merge(self, build: Build, translators: Iterable[Translator], faults: Faults) -> None:
        """Add it to what there is of this process."""
        build.pages |= self.pages
        build.claims |= self.claims
        build.claimants |= self.claimants
        build.assets.names |= self.assets
        build.bytecode.compiled |= self.compiled
        for each in translators:
            each.lacking.update(self.lacking.get(each.language.tag, ()))
        reuse = build.reuse
        reuse.digests |= self.digests
        reuse.asked |= self.asked
        reuse.kept |= self.kept
        reuse.standing |= self.standing
        reuse.parts += self.parts
        reuse.notes.left |= self.left
        faults.errors |= self.errors
        faults.warnings |= self.warnings
