"""The same value is always the same bytes, whichever way they are written."""

import orjson
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from shared.canonical import canonical
from shared.checking import is_plain

NUMBERS = st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(allow_nan=False, allow_infinity=False)
LEAVES = st.none() | st.booleans() | NUMBERS | st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner)
    ),
)


@given(VALUES)
def test_canonical_bytes_are_those_of_the_standard(value):
    assert canonical(value) == rfc8785.dumps(value)


@given(VALUES.filter(is_plain))
def test_canonical_bytes_of_what_was_read_back_are_the_same(value):
    assert canonical(orjson.loads(canonical(value))) == canonical(value)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 2**53, -(2**53), "\ud800"])
def test_what_json_cannot_say_exactly_has_no_canonical_bytes(value):
    with pytest.raises((ValueError, TypeError)):
        canonical({"value": value})
