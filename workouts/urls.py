"""Addresses of workouts: the trainer's first, then the client's."""

from django.urls import path

from .views import assigning, client, library, planning, programs, records

app_name = "workouts"
urlpatterns = [
    path("programs/", programs.programs, name="programs"),
    path("programs/<uuid:code>/", programs.program, name="program"),
    path("programs/<uuid:code>/archive/", programs.program_archive, name="program-archive"),
    path("programs/<uuid:code>/assign/", assigning.program_assign, name="program-assign"),
    path("programs/<uuid:code>/weeks/copy/", programs.week_copy, name="week-copy"),
    path("programs/<uuid:code>/weeks/delete/", programs.week_delete, name="week-delete"),
    path("programs/<uuid:code>/sessions/", programs.session_add, name="session-add"),
    path("programs/<uuid:code>/undo/", programs.removal_undo, name="removal-undo"),
    path("program-sessions/<uuid:code>/name/", programs.session_rename, name="session-rename"),
    path("program-sessions/<uuid:code>/copy/", programs.session_copy, name="session-copy"),
    path("program-sessions/<uuid:code>/delete/", programs.session_delete, name="session-delete"),
    path("program-sessions/<uuid:code>/lines/", programs.line_add, name="line-add"),
    path("lines/reading/", programs.line_reading, name="line-reading"),
    path("lines/<uuid:code>/", programs.line, name="line"),
    path("lines/<uuid:code>/move/", programs.line_move, name="line-move"),
    path("lines/<uuid:code>/duplicate/", programs.line_duplicate, name="line-duplicate"),
    path("lines/<uuid:code>/fill/", programs.line_fill, name="line-fill"),
    path("lines/<uuid:code>/delete/", programs.line_delete, name="line-delete"),
    path("library/", library.library, name="library"),
    path("library/new/", library.exercise_new, name="exercise-new"),
    path("library/<slug:slug>/", library.exercise, name="exercise"),
    path("library/<slug:slug>/edit/", library.exercise_edit, name="exercise-edit"),
    path("library/<slug:slug>/retire/", library.exercise_retire, name="exercise-retire"),
    path("assignments/<uuid:code>/end/", assigning.assignment_end, name="assignment-end"),
    path("assignments/<uuid:code>/pause/", planning.assignment_pause, name="assignment-pause"),
    path("assignments/<uuid:code>/resume/", planning.assignment_resume, name="assignment-resume"),
    path("planned/<uuid:code>/change/", planning.planned_change, name="planned-change"),
    path("planned/<uuid:code>/move/", planning.planned_move, name="planned-move"),
    path("planned/<uuid:code>/skip/", planning.planned_skip, name="planned-skip"),
    path("planned/<uuid:code>/take-up/", planning.planned_take_up, name="planned-take-up"),
    path("planned/<uuid:code>/copy/", planning.planned_copy, name="planned-copy"),
    path("prescriptions/<uuid:code>/change/", planning.prescription_change, name="prescription-change"),
    path("clients/<uuid:code>/records/", records.client_records, name="client-records"),
    path("clients/<uuid:code>/records/guide/", records.record_guide, name="record-guide"),
    path("clients/<uuid:code>/records/loads/", records.record_loads, name="record-loads"),
    path("records/<uuid:code>/void/", records.record_void, name="record-void"),
    path("sessions/<uuid:code>/review/", assigning.session_review, name="session-review"),
    path("plan/", client.plan, name="plan"),
    path("planned/<uuid:code>/", client.planned_session, name="planned-session"),
    path("planned/<uuid:code>/start/", client.session_start, name="session-start"),
    path("sessions/<uuid:code>/", client.session, name="session"),
    path("sessions/<uuid:code>/note/", client.session_note, name="session-note"),
    path("sessions/<uuid:code>/finish/", client.session_finish, name="session-finish"),
    path("sessions/<uuid:code>/exercises/<uuid:prescription>/sets/", client.set_record, name="set-record"),
    path(
        "sessions/<uuid:code>/exercises/<uuid:prescription>/sets/<uuid:entry_key>/undo/",
        client.set_undo,
        name="set-undo",
    ),
    path(
        "sessions/<uuid:code>/exercises/<uuid:prescription>/skip/", client.exercise_skip, name="exercise-skip"
    ),
    path(
        "sessions/<uuid:code>/exercises/<uuid:prescription>/take-up/",
        client.exercise_take_up,
        name="exercise-take-up",
    ),
]
