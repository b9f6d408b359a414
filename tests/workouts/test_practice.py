"""The practice's own thresholds, and setting them in the administration."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from workouts.models import SafetyThreshold
from workouts.practice import read_thresholds

D = Decimal


@pytest.fixture
def desk(browser, ada):
    browser.force_login(ada)
    return browser


def set_threshold(desk, **typed):
    filled = {
        "name": "band_upper_ratio",
        "value": "0.65",
        "reason": "Most of our clients are new to it.",
    } | typed
    return desk.post(reverse("admin:workouts_safetythreshold_add"), filled)


def test_without_a_setting_the_defaults_of_the_reference_hold(db):
    limits = read_thresholds()

    assert (limits.band_lower_ratio, limits.band_upper_ratio) == (D("0.50"), D("0.70"))
    assert (limits.one_rm_current_days, limits.doms_stop_nrs) == (56, 7)


def test_a_threshold_of_the_practice_replaces_the_default(desk, ada):
    set_threshold(desk)

    row = SafetyThreshold.objects.get()
    assert (row.value, row.changed_by) == (D("0.650"), ada)
    assert read_thresholds().band_upper_ratio == D("0.65")


def test_days_are_whole_numbers(desk):
    set_threshold(desk, name="one_rm_current_days", value="42")

    limits = read_thresholds()
    assert limits.one_rm_current_days == 42
    assert timedelta(days=limits.one_rm_current_days) == timedelta(weeks=6)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"name": "one_rm_current_days", "value": "42.5"}, "This threshold is a whole number."),
        ({"value": "1.2"}, "The rules cannot take this"),
        ({"name": "band_lower_ratio", "value": "0.8"}, "The rules cannot take this"),
        ({"name": "adult_age_years", "value": "16"}, "The rules cannot take this"),
        ({"name": "supramaximal_ceiling_ratio", "value": "1.31"}, "The rules cannot take this"),
        ({"value": "0"}, "The rules cannot take this"),
        ({"reason": "because"}, "Ensure this value has at least 15 characters (it has 7)."),
    ],
)
def test_what_the_rules_cannot_take_is_refused_beside_the_field(desk, typed, message):
    page = set_threshold(desk, **typed)

    assert message in page.text
    assert not SafetyThreshold.objects.exists()


def test_removing_it_brings_the_default_back(desk):
    set_threshold(desk)
    row = SafetyThreshold.objects.get()
    desk.post(reverse("admin:workouts_safetythreshold_delete", args=[row.pk]), {"post": "yes"})

    assert read_thresholds().band_upper_ratio == D("0.70")
