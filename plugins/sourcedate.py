"""The date that stands for the present one in what is to be the same on every build."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import UTC, datetime

logger = logging.getLogger(__name__)


def epoch(environment: Mapping[str, str]) -> datetime:
    """Return SOURCE_DATE_EPOCH (reproducible-builds.org/specs/source-date-epoch), else 1970.

    In UTC. A value that is none is logged as an error.
    """
    seconds = environment.get("SOURCE_DATE_EPOCH") or "0"
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        what = "is no number of seconds since 1970. Correct it or unset it."
        logger.error("SOURCE_DATE_EPOCH: %s %s", seconds, what)
        return datetime.fromtimestamp(0, UTC)
