"""The browser tests that decide what lands: the stories that come through every quiet run."""

from __future__ import annotations

#: By file; each file runs in a process of its own, so that a browser that hangs takes no other along.
SETTLED = {
    "test_alarm.py": ("test_one_long_press_from_any_screen_brings_a_colleague",),
    "test_photo.py": (
        "test_a_photo_is_covered_said_sent_and_seen_by_the_colleague_without_what_the_camera_wrote",
        "test_a_photo_survives_a_killed_app_between_choosing_and_sealing",
    ),
    "test_story.py": (
        "test_two_taps_without_coverage_survive_a_killed_app_and_reach_the_colleague",
        "test_the_note_at_the_end_of_a_shift_is_read_where_the_next_one_begins",
        "test_where_a_case_is_no_longer_on_the_phone_its_dossier_says_so",
    ),
    "test_swap.py": (
        "test_two_phones_without_coverage_swap_by_a_note_and_the_first_with_coverage_delivers_both",
        "test_a_third_phone_that_is_faster_has_the_shift_and_the_others_read_who_and_what_now",
    ),
}
