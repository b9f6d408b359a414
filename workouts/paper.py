"""A planned session on paper: what a log sheet says, its boxes, and a QR code back to the session. [reads]"""

from dataclasses import dataclass

import qrcode
from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from .choices import Origin
from .models import PlannedSession, Prescription
from .sheet import Part, empty_rows

# Light modules around the code, as its standard asks (ISO/IEC 18004, 4 on each side).
QUIET_MODULES = 4


@dataclass(frozen=True)
class PaperExercise:
    """One exercise on the sheet; `sides` has (side, its set numbers) of each line of boxes."""

    prescription: Prescription
    sides: list[tuple[str, list[int]]]

    @property
    def is_loaded(self):
        """Whether a weight is to be written down, or help."""
        return self.prescription.exercise.is_weighted or self.prescription.assist is not None

    @property
    def tempo_words(self):
        """`lower 4 s, lift 1 s`, with the pauses where there are some; nothing for what is held or takes its time."""
        return "" if self.prescription.reps is None else tempo_words(self.prescription.tempo)


@dataclass(frozen=True)
class PaperSession:
    """One page: the session, its exercises, and the address that its QR code leads to."""

    planned_session: PlannedSession
    exercises: list[PaperExercise]
    address: str

    @property
    def qr(self):
        """The QR code of the address."""
        return draw_qr(self.address)


@dataclass(frozen=True)
class QrCode:
    """A QR code as a drawing: `size` modules wide with its margin, `path` around every dark run."""

    size: int
    path: str


def draw_qr(text):
    """The QrCode of `text`, of medium error correction: a fold or a drop of sweat does not spoil it."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=QUIET_MODULES)
    code.add_data(text)
    matrix = code.get_matrix()
    runs = "".join(
        f"M{x} {y}h{width}v1h-{width}z" for y, row in enumerate(matrix) for x, width in dark_runs(row)
    )
    return QrCode(len(matrix), runs)


def dark_runs(row):
    """(Where it begins, its length) of each run of dark modules in one row."""
    begin = None
    for x, is_dark in enumerate([*row, False]):
        if is_dark and begin is None:
            begin = x
        elif not is_dark and begin is not None:
            yield begin, x - begin
            begin = None


def read_papers(planned_sessions):
    """The PaperSession of each of the queryset `planned_sessions`, in a number of queries that does not grow.

    It is the plan: what was swapped or added while training is not on it.
    """
    planned = Prescription.objects.filter(origin=Origin.PLANNED).select_related("exercise")
    rows = planned_sessions.select_related("assignment__client", "session_log").prefetch_related(
        Prefetch("prescriptions", queryset=planned.order_by("position"), to_attr="on_paper")
    )
    return [
        PaperSession(row, [paper_exercise(one) for one in row.on_paper], session_address(row)) for row in rows
    ]


def paper_exercise(prescription):
    """One exercise with a line of boxes for each side."""
    part = Part(prescription, empty_rows(prescription))
    numbers = range(1, prescription.sets + 1)
    return PaperExercise(prescription, [(side, list(numbers)) for side in part.sides])


def session_address(planned_session):
    """Where the client's phone opens the session; the log takes the plan's code, so that it holds from the start."""
    return f"{settings.PUBLIC_URL}{reverse('workouts:session', args=[planned_session.code])}"


def tempo_words(tempo):
    """`lower 4 s, pause 1 s, lift 1 s`; a lift as fast as technique allows is `lift fast`."""
    words = [_("lower %(seconds)s s") % {"seconds": tempo.down_s}]
    if tempo.pause_low_s:
        words.append(_("pause %(seconds)s s") % {"seconds": tempo.pause_low_s})
    words.append(_("lift fast") if tempo.up_s is None else _("lift %(seconds)s s") % {"seconds": tempo.up_s})
    if tempo.pause_top_s:
        words.append(_("pause %(seconds)s s") % {"seconds": tempo.pause_top_s})
    return ", ".join(words)


def week_of(assignment, today):
    """The week of an assignment that the day `today` falls into, from its start; the nearest one outside."""
    return min(max((today - assignment.starts_on).days // 7 + 1, 1), assignment.weeks)
