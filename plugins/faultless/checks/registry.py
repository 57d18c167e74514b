"""Every rule, in the order of its code. A new rule is a module, its page, and one line in each list here."""

from __future__ import annotations

from faultless.checks.rule import Rule
from faultless.checks.rules.ac.ac101_no_owner import RULE as AC101
from faultless.checks.rules.ac.ac102_no_due_date import RULE as AC102
from faultless.checks.rules.ac.ac103_unknown_type import RULE as AC103
from faultless.checks.rules.ac.ac104_vague_action import RULE as AC104
from faultless.checks.rules.ac.ac105_overdue import RULE as AC105
from faultless.checks.rules.ac.ac106_done_without_date import RULE as AC106
from faultless.checks.rules.ac.ac107_declined_without_reason import RULE as AC107
from faultless.checks.rules.ac.ac108_only_prevention import RULE as AC108
from faultless.checks.rules.ac.ac109_customer_first_no_detect import RULE as AC109
from faultless.checks.rules.bl.bl101_person_as_cause import RULE as BL101
from faultless.checks.rules.bl.bl102_fault_attribution import RULE as BL102
from faultless.checks.rules.bl.bl103_human_error import RULE as BL103
from faultless.checks.rules.bl.bl104_personal_mistake import RULE as BL104
from faultless.checks.rules.bl.bl105_negligence import RULE as BL105
from faultless.checks.rules.bl.bl201_counterfactual_person import RULE as BL201
from faultless.checks.rules.bl.bl202_omission_person import RULE as BL202
from faultless.checks.rules.bl.bl203_hindsight_judgement import RULE as BL203
from faultless.checks.rules.bl.bl204_counterfactual_we import RULE as BL204
from faultless.checks.rules.bl.bl301_motive import RULE as BL301
from faultless.checks.rules.bl.bl302_rule_breaking import RULE as BL302
from faultless.checks.rules.bl.bl401_group_blame import RULE as BL401
from faultless.checks.rules.bl.bl402_anonymous_culprit import RULE as BL402
from faultless.checks.rules.bl.bl403_sarcasm import RULE as BL403
from faultless.checks.rules.bl.bl501_punishment import RULE as BL501
from faultless.checks.rules.bl.bl502_be_more_careful import RULE as BL502
from faultless.checks.rules.bl.bl503_retrain_person import RULE as BL503
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
from faultless.checks.rules.pu.pu101_promised_time import RULE as PU101
from faultless.checks.rules.pu.pu102_promised_fix import RULE as PU102
from faultless.checks.rules.pu.pu103_internal_name import RULE as PU103
from faultless.checks.rules.pu.pu104_secret import RULE as PU104
from faultless.checks.rules.pu.pu105_blame_in_public import RULE as PU105
from faultless.checks.rules.pu.pu106_raw_html import RULE as PU106
from faultless.checks.rules.pu.pu107_unresolvable_link import RULE as PU107
from faultless.checks.rules.pu.pu108_jargon import RULE as PU108
from faultless.checks.rules.pu.pu109_missing_reassurance import RULE as PU109
from faultless.checks.rules.pu.pu110_non_public_asset import RULE as PU110
from faultless.checks.rules.pu.pu111_no_customer_message import RULE as PU111
from faultless.checks.rules.rc.rc101_repeat_without_improvement import RULE as RC101
from faultless.checks.rules.rc.rc102_open_action_behind_recurrence import RULE as RC102
from faultless.checks.rules.rc.rc103_unmentioned_recurrence import RULE as RC103
from faultless.checks.rules.rc.rc104_possible_recurrence import RULE as RC104
from faultless.checks.rules.se.se101_missing_section import RULE as SE101
from faultless.checks.rules.se.se102_empty_section import RULE as SE102
from faultless.checks.rules.se.se103_placeholder_text import RULE as SE103
from faultless.checks.rules.se.se104_misspelt_section import RULE as SE104
from faultless.checks.rules.se.se105_section_order import RULE as SE105
from faultless.checks.rules.se.se106_duplicate_section import RULE as SE106
from faultless.checks.rules.se.se107_single_cause import RULE as SE107
from faultless.checks.rules.ti.ti101_timestamps_out_of_order import RULE as TI101
from faultless.checks.rules.ti.ti102_impossible_time import RULE as TI102
from faultless.checks.rules.ti.ti103_timeline_unparsed import RULE as TI103
from faultless.checks.rules.ti.ti104_timeline_out_of_order import RULE as TI104
from faultless.checks.rules.ti.ti105_timeline_contradicts_incident import RULE as TI105
from faultless.checks.rules.ti.ti106_stated_duration_contradicts import RULE as TI106
from faultless.checks.rules.ti.ti107_update_cadence import RULE as TI107
from faultless.checks.rules.ti.ti108_late_announcement import RULE as TI108
from faultless.checks.rules.ti.ti109_postmortem_due import RULE as TI109
from faultless.checks.rules.ti.ti110_postmortem_missing import RULE as TI110
from faultless.checks.rules.ti.ti111_duplicate_update_time import RULE as TI111
from faultless.checks.rules.ti.ti112_update_phase_regression import RULE as TI112
from faultless.checks.rules.ti.ti113_resolved_disagrees import RULE as TI113
from faultless.checks.rules.ti.ti114_updates_out_of_order import RULE as TI114
from faultless.checks.rules.ti.ti115_update_moved import RULE as TI115
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
    SE104,
    SE105,
    SE106,
    SE107,
    BL101,
    BL102,
    BL103,
    BL104,
    BL105,
    BL201,
    BL202,
    BL203,
    BL204,
    BL301,
    BL302,
    BL401,
    BL402,
    BL403,
    BL501,
    BL502,
    BL503,
    TI101,
    TI102,
    TI103,
    TI104,
    TI105,
    TI106,
    TI107,
    TI108,
    TI109,
    TI110,
    TI111,
    TI112,
    TI113,
    TI114,
    TI115,
    PU101,
    PU102,
    PU103,
    PU104,
    PU105,
    PU106,
    PU107,
    PU108,
    PU109,
    PU110,
    PU111,
    AC101,
    AC102,
    AC103,
    AC104,
    AC105,
    AC106,
    AC107,
    AC108,
    AC109,
    RC101,
    RC102,
    RC103,
    RC104,
    XR101,
    XR103,
    XR104,
    XR105,
)
"""The registry: explicit, ordered, complete."""

RETIRED: tuple[str, ...] = ()
"""Codes that were in use once and are never given again."""
