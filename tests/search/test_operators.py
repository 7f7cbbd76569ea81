"""The table of operators against the parser: neither knows what the other lacks."""

import pytest

from desktop.search.language import FIELDS
from desktop.search.operators import OPERATORS
from desktop.search.parsing import parse


def test_every_field_of_the_parser_is_told_and_no_other():
    assert {row.field for row in OPERATORS if row.field} == set(FIELDS)


@pytest.mark.parametrize("row", OPERATORS, ids=lambda row: row.written)
def test_every_example_is_understood_as_it_is_meant(row):
    parsed = parse(row.example)
    assert not parsed.explanation
    assert not parsed.is_empty


@pytest.mark.parametrize("row", [row for row in OPERATORS if row.values], ids=lambda row: row.written)
def test_every_value_that_is_offered_is_understood(row):
    for value in row.values:
        assert not parse(f"{row.field}:{value} storm").explanation


def test_rows_of_one_heading_stand_together():
    groups = [row.group for row in OPERATORS]
    assert [group for number, group in enumerate(groups) if group not in groups[:number]] == list(dict.fromkeys(groups))
    assert groups == sorted(groups, key=list(dict.fromkeys(groups)).index)
