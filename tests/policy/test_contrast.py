"""Brand colours that nobody could read are refused, with the computed ratio."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faultless.policy import PolicyError, contrast, policy_from_options

_COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def refusal(**brand: str) -> str:
    with pytest.raises(PolicyError) as refused:
        policy_from_options(None, {"brand": brand}, root=Path())
    return str(refused.value)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_the_ratio_is_that_of_the_standard(one, other, ratio):
    assert contrast.contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast.contrast(other, one) == contrast.contrast(one, other)


def test_a_colour_too_pale_for_a_light_ground_is_refused_with_its_ratio_and_a_better_one():
    said = refusal(colour="#ffcc00")
    assert "brand: colour: #ffcc00 on #f4f6f8 has a contrast of 1.39:1, and links in it need 4.5:1" in said
    assert "#876c00 is the nearest that has it" in said


def test_a_colour_too_dark_for_a_dark_ground_is_refused():
    assert "brand: colour_dark: #0b57b0 on #171e26 has a contrast of 2." in refusal(colour_dark="#0b57b0")


def test_a_ratio_just_below_the_limit_is_not_rounded_up_to_it():
    said = refusal(colour="#727272")
    assert "a contrast of 4.4" in said


@given(_COLOURS, st.sampled_from([contrast.LIGHT, contrast.DARK]))
def test_the_suggested_colour_can_be_read_and_one_that_can_be_read_is_not_changed(colour, grounds):
    found = contrast.nearest(colour, grounds)
    assert contrast.least(found, grounds)[0] >= contrast.ENOUGH
    assert (found == colour) == (contrast.least(colour, grounds)[0] >= contrast.ENOUGH)
