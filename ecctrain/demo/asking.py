"""The health questions of the demo: asked when somebody joins, cleared where a yes waits, flags raised. [writes]"""

import uuid
from datetime import timedelta

from workouts.clearing import answer_screening, clear_screening, raise_flag

ANSWERED_AFTER = timedelta(hours=1)
LOOKED_AT_AFTER = timedelta(hours=5)


def ask_about_health(person, client, *, trainer, at):
    """Let `client` answer as `person` does, from the instant `at` on, and `trainer` see to it the same day."""
    screening = answer_screening(
        client=client,
        hard_stops=person.hard_stops,
        cautions=person.cautions,
        training_months=person.training_months,
        note=person.health_note,
        entry_key=uuid.uuid5(uuid.NAMESPACE_DNS, f"health.{person.email}"),
        answered_at=at + ANSWERED_AFTER,
        answered_by=client,
    )
    looked_at = at + LOOKED_AT_AFTER
    for caution, note in person.flags:
        raise_flag(client=client, caution=caution, note=note, at=looked_at, by=trainer)
    if screening.is_open:
        clear_screening(
            screening=screening,
            reason=person.clearance,
            has_doctor_cleared=bool(person.hard_stops),
            at=looked_at,
            by=trainer,
        )
