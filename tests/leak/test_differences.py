"""What a change makes public is told of whole knowledge bases by chance, and nothing internal is told with it."""

from __future__ import annotations

from canaries import NOW, found, load_text
from hypothesis import given, settings
from whole_bases import SECRET, bases

from faultless.checks import Screen
from faultless.public.publish import publish
from faultless.public.site import PublicSite
from faultless.publishing.difference import FORMS, difference, reported
from faultless.reading import Records, public_assets


def _site(records: Records) -> PublicSite:
    return publish(records.base, records.policy, NOW, public_assets(records.root))


@settings(max_examples=60, deadline=None)
@given(bases())
def test_no_internal_word_is_told_when_a_whole_base_comes_or_goes_and_no_internal_edit_is_a_change(
    tmp_path_factory, base
):
    folder = tmp_path_factory.mktemp("base")
    first, second = (
        _site(load_text(folder / str(telling) / "content", base.told(telling), base.policy(telling)))
        for telling in (0, 1)
    )
    assert difference(first, second).changes == ()
    nothing = _site(load_text(folder / "nothing" / "content", {"catalogue.yml": "components: []\n"}, base.policy(0)))
    for told in (difference(nothing, first), difference(first, nothing)):
        reports = {form: reported(form, told, Screen(colour=True, width=72)).encode() for form in FORMS}
        assert found(SECRET, reports) == {}
        assert all(reports.values())
