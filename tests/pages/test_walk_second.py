"""No combination of controls raises: the second half of the walk, in a file of its own so that two workers share it."""

import pytest

from opc.ui.navigation import PAGES
from tests.pages import walk
from tests.pages.test_walk_first import COUNT

SEED = 2


@pytest.mark.usefixtures("in_service")
@pytest.mark.parametrize("page", PAGES)
def test_no_combination_of_controls_raises(page):
    failures = walk.walk(page, SEED, COUNT)
    assert not failures, walk.report(failures)
