"""Every package that we pin is listed with its licence, and none asks more of us than to be named."""

import re

from docs.list_licences import licence, listed, page, pins


def test_every_pinned_package_is_listed_with_the_licence_it_states():
    assert list(listed()) == list(pins())
    stated = {name: licence(name) for name in pins()}
    assert {name: said for name, said in stated.items() if said and listed()[name] != said} == {}
    assert page().count("\n| ") == len(pins()) + 2


def test_no_licence_would_bind_the_product():
    # python-stdnum is used as it is, as a library; text-unidecode, of the tests, may be had under the Artistic License.
    strict = {name for name, said in listed().items() if re.search(r"\b(GPL|AGPL|LGPL|SSPL|BUSL)|GNU", said)}
    assert strict <= {"python-stdnum", "text-unidecode"}
