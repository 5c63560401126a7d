# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What many tests of research ask for by name."""

from collections.abc import Iterator

import pytest

from research.effects import associations
from research.robustness import learners


@pytest.fixture(scope="module")
def fewer_draws() -> Iterator[None]:
    """Ten draws give a spread, and two trees a learner, that are as exact as with a hundred, in half of the time.

    For tests that compare whole results with each other, or look elsewhere.
    """
    whole = learners.learner
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(associations, "RESAMPLES", 10)
        patch.setattr(learners, "learner", lambda: whole().set_params(max_iter=2))
        yield
