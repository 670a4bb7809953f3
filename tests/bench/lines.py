"""Which figures stand in the README, in which words, and what each must be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure beside its floor of the same run; `goal` is the ratio that was asked."""

    says: str
    figure: str
    goal: float | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One or more figures in words: `{report-200[made_s]:.1f} s`; of seconds there are milliseconds too (`made_ms`)."""

    says: str
    words: str
    goal: str = ""


EXCHANGE = (
    Beside("push 1,000 looks made offline", "push-1000", 2.5),
    Beside("push 10,000", "push-10000", 2.5),
    Beside("fresh phone pulls 1,000", "fresh-pull-1000"),
    Beside("fresh phone pulls 10,000", "fresh-pull-10000", 1.5),
    Beside("up-to-date phone pulls 100 new of 10,000", "delta-100-of-10000", 1.25),
    Beside("the same of 100,000", "delta-100-of-100000", 1.25),
    Beside("one save on the phone, median of 500", "save-median", 1.5),
    Beside("one save, p99", "save-p99", 2),
    Beside("8 phones push 200 each at once, then all hold 1,600", "fan-in-8x200", 2),
)

FIELD = (
    Beside("push 1,000 looks made offline", "field-push", 1.2),
    Beside("pull these 1,000", "field-pull", 1.2),
    Beside("pull 100 new ones", "field-delta", 1.2),
)

PROFILE = (
    Told(
        "phone: seal / open the batch / sign and pack / keep verdicts and rows",
        "{profile-push[phone_seals_the_look]:.0f} / {profile-push[phone_opens_the_batch]:.0f} / "
        "{profile-push[phone_signs_and_packs]:.0f} / {profile-push[phone_keeps_verdicts_and_rows]:.0f}",
    ),
    Told(
        "server in all, of which: unpack and parse / read strictly / canonical form / judge",
        "{profile-push[server_in_all]:.0f}, of which {profile-push[server_unpacks_and_parses]:.0f} / "
        "{profile-push[server_reads_strictly]:.0f} / {profile-push[server_writes_the_hashed_form]:.0f} / "
        "{profile-push[server_judges]:.0f}",
    ),
    Told("floor: pack / unpack and keep", "{profile-push[floor_packs]:.0f} / {profile-push[floor_unpacks_and_keeps]:.0f}"),
)

SIZES = (
    Told(
        "bytes on the wire to send a look",
        "{wire-10000[sent_an_observation]:.0f} for {wire-10000[content_bytes]:.0f} of content",
        "180",
    ),
    Told(
        "requests and answers of an up-to-date phone that pulls 100 new of 10,000 / of 100,000",
        "{delta-100-of-10000[trips]}: {delta-100-of-10000[kilobytes]:.1f} kB / "
        "{delta-100-of-100000[trips]}: {delta-100-of-100000[kilobytes]:.1f} kB",
        "1, 25 kB",
    ),
    Told(
        "disk a look, server / phone / floor",
        "{disk-10000[server]:,.0f} / {disk-10000[phone]:,.0f} / {disk-10000[floor]:,.0f} bytes",
    ),
)

EVIDENCE = (
    Told(
        "report of 200 entries with 25 photos of 12 megapixels, from the sealed originals to the PDF",
        "{report-200[made_s]:.1f} s for {report-200[mb]:.0f} MB, and {report-200[read_s]:.2f} s at the desk",
        "5 s",
    ),
    Told("the export of that case, report included / checking it", "{report-200[export_s]:.1f} / {report-200[checked_s]:.1f} s"),
    Told(
        "spoiled photos looked at: median / worst",
        "{photos-spoiled[median_ms]:.0f} / {photos-spoiled[worst_ms]:.0f} ms over {photos-spoiled[files]:,} files",
        "1 s",
    ),
    Told(
        "a photo of 12 megapixels: looked at / display copy",
        "{photo-12-megapixels[inspect_ms]:.0f} / {photo-12-megapixels[display_ms]:.0f} ms",
    ),
    Told(
        "the same on its way: kept on the phone / sent / seen from the server",
        "{photo-on-its-way[keep_ms]:.0f} / {photo-on-its-way[send_ms]:.0f} / {photo-on-its-way[see_ms]:.0f} ms",
    ),
)

ROSTER = (
    Told(
        "judge a swap beside 16 / 34 weeks of shifts, median",
        "{roster-swap-16-weeks[median_ms]:.2f} / {roster-swap-34-weeks[median_ms]:.2f} ms",
        "1 ms",
    ),
    Told("judge a month of 8 officers, median", "{roster-month-8[median_ms]:.2f} ms", "50 ms"),
    Told(
        "propose a month for 8 officers: first legal roster / minimum of cars everywhere / target everywhere",
        "{planner-month[first_seconds]:.1f} / {planner-month[minimum_seconds]:.1f} / {planner-month[target_seconds]:.1f} s",
        "20 s",
    ),
    Told(
        "the same at its end: rules broken, slots below target, wishes broken; cost with proven bound",
        "{planner-month[breaches]}, {planner-month[below_target]}, {planner-month[wishes_broken]}; "
        "{planner-month[cost]}, bound {planner-month[bound]}",
        "0 rules broken",
    ),
    Told(
        "an officer ill for three days, the rest kept",
        "{planner-repair[seconds]:.1f} s, {planner-repair[cells_changed]} cells changed for {planner-repair[cells_lost]} lost; "
        "proven best: {planner-repair[is_proven]}",
    ),
    Told(
        "two public instances by the planner's own model: best known cost",
        "{planner-instance1[cost]} in {planner-instance1[best_known_seconds]:.1f} s, "
        "{planner-instance2[cost]} in {planner-instance2[best_known_seconds]:.1f} s",
        "607, 828",
    ),
    Told(
        "divide 10 cases over 3 cars / 12 over 8, exactly",
        "{division-10-over-3[median_seconds]:.2f} / {division-12-over-8[median_seconds]:.2f} s",
    ),
)

CASEWORK = (
    Told(
        "pattern of 15 days x 4 moments, 200 entries: from kept rows to grid and lines, median / worst",
        "{pattern-200[median_ms]:.1f} / {pattern-200[worst_ms]:.1f} ms",
        "100 ms",
    ),
    Told(
        "the whole dossier of that case as the screen asks for it",
        "{dossier-200[median_ms]:.0f} / {dossier-200[worst_ms]:.0f} ms",
    ),
    Told(
        "the meter over 30 / 200 / 500 looks",
        "{meter-30-looks[milliseconds]:.2f} / {meter-200-looks[milliseconds]:.2f} / {meter-500-looks[milliseconds]:.2f} ms",
        "5 ms",
    ),
)

PHONE = (
    Told(
        "start of the app with 600 looks: loaded / file open and verified / Vandaag known / its first drawing packed",
        "{cold-start-600[loaded_ms]:.0f} / {cold-start-600[opened_ms]:.0f} / {cold-start-600[ready_ms]:.0f} / "
        "{cold-start-600[drawn_ms]:.0f} ms",
    ),
    Told(
        "the same with 1,500",
        "{cold-start-1500[loaded_ms]:.0f} / {cold-start-1500[opened_ms]:.0f} / {cold-start-1500[ready_ms]:.0f} / "
        "{cold-start-1500[drawn_ms]:.0f} ms",
    ),
    Told(
        "the same as a page of this machine, 1,500 looks: it listens / Vandaag stands in Chromium",
        "{cold-start-1500[listening_ms]:.0f} / {cold-start-1500[seen_ms]:.0f} ms",
    ),
    Told(
        "Vandaag with 1,500 looks: all asked anew / asked again / the first drawing",
        "{vandaag-1500[new_ms]:.0f} / {vandaag-1500[again_ms]:.1f} / {vandaag-1500[drawn_ms]:.0f} ms",
    ),
    Told("from the second tap of “niets gezien” until its card tells of it, 1,500 looks", "{vandaag-1500[tap_ms]:.0f} ms"),
    Told(
        "the story of a case of 10,000 rows: first / second / last part (beside 1,000 rows)",
        "{journal-10000[first_ms]:.1f} / {journal-10000[second_ms]:.1f} / {journal-10000[last_ms]:.1f} ms "
        "({journal-1000[first_ms]:.1f} / {journal-1000[second_ms]:.1f} / {journal-1000[last_ms]:.1f})",
    ),
    Told(
        "memory of a phone with 0 / 1,500 / 15,000 looks",
        "{memory-phone-0[rss_mb]:.0f} / {memory-phone-1500[rss_mb]:.0f} / {memory-phone-15000[rss_mb]:.0f} MB",
    ),
    Told(
        "memory of the server: empty / 10,000 looks pushed / and held by eight phones",
        "{memory-server-10000[empty_mb]:.0f} / {memory-server-10000[pushed_mb]:.0f} / {memory-server-10000[held_mb]:.0f} MB",
    ),
    Told(
        "the same with 100,000",
        "{memory-server-100000[empty_mb]:.0f} / {memory-server-100000[pushed_mb]:.0f} / {memory-server-100000[held_mb]:.0f} MB",
    ),
)

TEAMS = (
    Told(
        "300 teams of 8 phones on one server, asking for changes 16 at a time: requests a second, median / p95",
        "{teams-300[a_second]:.0f}, {teams-300[p50_ms]:.0f} / {teams-300[p95_ms]:.0f} ms",
    ),
    Told(
        "meanwhile: memory of the server; share of one core that server / load generator took",
        "{teams-300[rss_mb]:.0f} MB; {teams-300[server_cpu]:.0%} / {teams-300[generator_cpu]:.0%}",
    ),
)

#: How many times as much it takes with ten times the looks; one means that it does not grow.
_GROWS = (
    ("save", "one save"),
    ("taken-100", "100 looks of colleagues taken in, and Vandaag"),
    ("delta-100", "100 new looks asked of the server"),
    ("vandaag-new", "Vandaag asked anew"),
    ("vandaag-again", "Vandaag asked again"),
    ("list", "the list"),
    ("case", "the dossier of a case, ten times the looks in that case"),
    ("tap-to-screen", "a look saved until its card tells of it"),
    ("story-first", "the first part of a story"),
    ("story-last", "its last part"),
    ("open", "the file opened and every record verified: all of it is read"),
    ("memory", "memory of the phone"),
    ("disk", "its file"),
)
GROWTH = tuple(Told(says, f"{{growth-{name}[growth]:.1f}} x") for name, says in _GROWS)

#: The tables in their order, each under its words.
TABLES: tuple[tuple[str, tuple[Beside | Told, ...]], ...] = (
    ("The exchange, beside its floor", EXCHANGE),
    ("The same over a line as in the field: 150 ms there and back, 2 Mbit up, 8 down", FIELD),
    ("Where a push spends its time, each part alone, in microseconds of processor time a look", PROFILE),
    ("Sizes", SIZES),
    ("Evidence", EVIDENCE),
    ("Roster", ROSTER),
    ("Casework", CASEWORK),
    ("On the phone", PHONE),
    ("All teams at once, the load generator on the same two cores", TEAMS),
    ("How many times as much with 15,000 looks on a phone as with 1,500 (ten open cases have 600 at the most)", GROWTH),
)

COURTS = (
    "What the meter says of files that courts judged, rebuilt from their figures (dates and the order within a file are ours, "
    "and the photos that were made count as approved)"
)
