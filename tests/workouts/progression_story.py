"""A client who trains one exercise by a progression rule, told session by session; for the tests of proposals."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import product

import time_machine

from tests import factories
from workouts.choices import SIDES_OF
from workouts.models import Prescription, Proposal
from workouts.proposing import propose_after
from workouts.recording import finish_session

FIRST = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
EVERY = timedelta(days=4)
ANSWERS = ("soreness", "after", "morning", "red_flags", "region")


class Story:
    """Sessions four days apart from Monday 2 March 2026, 18:00 in the client's zone; each answered as it is told.

    The exercise is a barbell squat of 3 x 8 at 60 kg, of a one-rep max of 100 kg, and the rule adds weight.
    """

    def __init__(self, *, trainer, client, exercise=None, one_rep_max="100", weeks=6, **dose):
        self.trainer, self.client = trainer, client
        self.exercise = exercise or factories.create_exercise(
            name="Squat", facets=[("region", "knee"), ("muscle", "quads")]
        )
        dose = {
            "load_pct": None,
            "load_value": Decimal(60),
            "load_unit": "kg",
            "progression": "linear_load",
        } | dose
        self.number = 0
        with time_machine.travel(FIRST - timedelta(days=1), tick=False):
            factories.make_health_screening(client=client, training_months=24)
            if one_rep_max:
                factories.create_one_rep_max(client=client, exercise=self.exercise, value=one_rep_max)
            program = factories.create_program(
                owner=trainer, weeks=weeks, sessions=2, exercises=[self.exercise], **dose
            )
            self.assignment = factories.assign(program=program, client=client, starts_on=FIRST.date())
        self.planned = list(self.assignment.planned_sessions.order_by("planned_on", "position"))

    def train(self, *, reps=None, load="as prescribed", sets=None, lowered_s=None, effort=6, sides=None):
        """Do the next session; `sets` are as many as are done, of these `sides`."""
        at = FIRST + self.number * EVERY
        planned = self.planned[self.number]
        self.number += 1
        with time_machine.travel(at, tick=False):
            session_log = factories.start(planned_session=planned, at=at)
            for row in planned.prescriptions.all():
                places = product(range(1, (sets or row.sets) + 1), sides or SIDES_OF[row.side])
                for number, side in places:
                    set_log = factories.record(
                        session_log=session_log,
                        prescription=row,
                        number=number,
                        side=side,
                        performed_at=at + timedelta(minutes=number),
                        load=row.load if load == "as prescribed" else load,
                        reps=reps or row.reps,
                    )
                    if lowered_s is not None:
                        type(set_log).objects.filter(pk=set_log.pk).update(lowered_s=lowered_s)
            return finish_session(session_log=session_log, at=at, effort=effort, note="")

    def answer(self, session_log, *, soreness=2, after=1, morning=1, red_flags=(), region=""):
        """Say how it was: pain after and in the morning, soreness after two days; None says nothing."""
        finished = session_log.finished_at
        if after is not None:
            factories.make_pain_report(
                session_log=session_log, moment="after", nrs=after, region=region, answered_at=finished
            )
        if morning is not None:
            at = finished + timedelta(hours=14)
            factories.make_pain_report(
                session_log=session_log, moment="morning", nrs=morning, region=region, answered_at=at
            )
        if soreness is not None:
            at = finished + timedelta(hours=48)
            factories.make_soreness_report(
                session_log=session_log, hours=48, nrs=soreness, red_flags=red_flags, answered_at=at
            )

    def propose(self, session_log):
        """What is proposed two days after a session."""
        at = session_log.finished_at + timedelta(hours=49)
        with time_machine.travel(at, tick=False):
            return propose_after(session_log, at=at)

    def live(self, count=3, **last):
        """Do `count` sessions as planned and answered well, but the last as `last` says; what is proposed after it.

        The first morning has none before it, so that calm pain shows from the second session on.
        """
        answers = {
            name: last.pop(name)
            for name in ("soreness", "after", "morning", "red_flags", "region")
            if name in last
        }
        for _ in range(count - 1):
            self.answer(self.train())
        session_log = self.train(**last)
        self.answer(session_log, **answers)
        return self.propose(session_log)

    @property
    def now(self):
        """Two days after the newest session."""
        return FIRST + (self.number - 1) * EVERY + timedelta(hours=50)

    def coming(self):
        """The prescriptions not started, in order."""
        rows = Prescription.objects.filter(
            planned_session__assignment=self.assignment, planned_session__session_log=None
        )
        return list(rows.order_by("planned_session__planned_on", "planned_session__position"))

    def waiting(self):
        return list(Proposal.objects.waiting())
