"""Every rule, in the order of its code. A new rule is a module, its page, and one line in each list here."""

from __future__ import annotations

from faultless.checks.rule import Rule
from faultless.checks.rules.fm.fm001_unreadable_file import RULE as FM001
from faultless.checks.rules.fm.fm002_broken_yaml import RULE as FM002
from faultless.checks.rules.fm.fm003_duplicate_key import RULE as FM003
from faultless.checks.rules.fm.fm004_unknown_key import RULE as FM004
from faultless.checks.rules.fm.fm005_missing_key import RULE as FM005
from faultless.checks.rules.fm.fm006_wrong_type import RULE as FM006
from faultless.checks.rules.fm.fm007_unknown_id import RULE as FM007
from faultless.checks.rules.fm.fm008_naive_time import RULE as FM008
from faultless.checks.rules.fm.fm009_bad_time import RULE as FM009
from faultless.checks.rules.fm.fm010_control_character import RULE as FM010
from faultless.checks.rules.fm.fm011_duplicate_id import RULE as FM011
from faultless.checks.rules.fm.fm012_unsafe_path import RULE as FM012
from faultless.checks.rules.fm.fm013_unknown_suppression import RULE as FM013
from faultless.checks.rules.fm.fm014_unused_suppression import RULE as FM014
from faultless.checks.rules.fm.fm015_refused_cause_id import RULE as FM015
from faultless.checks.rules.fm.fm016_unparsed_update import RULE as FM016
from faultless.checks.rules.fm.fm017_unparsed_components_line import RULE as FM017
from faultless.checks.rules.fm.fm018_visibility_unstated import RULE as FM018
from faultless.checks.rules.fm.fm019_component_states_disagree import RULE as FM019
from faultless.checks.rules.fm.fm020_taxonomy_kind import RULE as FM020
from faultless.checks.rules.se.se101_missing_section import RULE as SE101
from faultless.checks.rules.se.se102_empty_section import RULE as SE102
from faultless.checks.rules.se.se103_placeholder_text import RULE as SE103
from faultless.checks.rules.ti.ti101_timestamps_out_of_order import RULE as TI101
from faultless.checks.rules.ti.ti102_impossible_time import RULE as TI102
from faultless.checks.rules.ti.ti104_timeline_out_of_order import RULE as TI104
from faultless.checks.rules.ti.ti111_duplicate_update_time import RULE as TI111
from faultless.checks.rules.ti.ti114_updates_out_of_order import RULE as TI114
from faultless.checks.rules.xr.xr101_broken_record_link import RULE as XR101
from faultless.checks.rules.xr.xr103_postmortem_without_incident import RULE as XR103
from faultless.checks.rules.xr.xr104_unused_cause import RULE as XR104
from faultless.checks.rules.xr.xr105_over_broad_cause import RULE as XR105

RULES: tuple[Rule, ...] = (
    FM001,
    FM002,
    FM003,
    FM004,
    FM005,
    FM006,
    FM007,
    FM008,
    FM009,
    FM010,
    FM011,
    FM012,
    FM013,
    FM014,
    FM015,
    FM016,
    FM017,
    FM018,
    FM019,
    FM020,
    SE101,
    SE102,
    SE103,
    TI101,
    TI102,
    TI104,
    TI111,
    TI114,
    XR101,
    XR103,
    XR104,
    XR105,
)
"""The registry: explicit, ordered, complete."""

RETIRED: tuple[str, ...] = ()
"""Codes that were in use once and are never given again."""
