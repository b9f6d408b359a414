"""Addresses of workouts: the trainer's first, then the client's."""

from django.urls import path

from .views import assigning, client, library, programs

app_name = "workouts"
urlpatterns = [
    path("programs/", programs.programs, name="programs"),
    path("programs/<uuid:code>/", programs.program, name="program"),
    path("programs/<uuid:code>/archive/", programs.program_archive, name="program-archive"),
    path("programs/<uuid:code>/assign/", assigning.program_assign, name="program-assign"),
    path("programs/<uuid:code>/weeks/copy/", programs.week_copy, name="week-copy"),
    path("programs/<uuid:code>/weeks/delete/", programs.week_delete, name="week-delete"),
    path("programs/<uuid:code>/sessions/", programs.session_add, name="session-add"),
    path("program-sessions/<uuid:code>/name/", programs.session_rename, name="session-rename"),
    path("program-sessions/<uuid:code>/delete/", programs.session_delete, name="session-delete"),
    path("program-sessions/<uuid:code>/lines/", programs.line_add, name="line-add"),
    path("lines/reading/", programs.line_reading, name="line-reading"),
    path("lines/<uuid:code>/", programs.line, name="line"),
    path("lines/<uuid:code>/move/", programs.line_move, name="line-move"),
    path("lines/<uuid:code>/delete/", programs.line_delete, name="line-delete"),
    path("library/", library.library, name="library"),
    path("library/<slug:slug>/", library.exercise, name="exercise"),
    path("assignments/<uuid:code>/end/", assigning.assignment_end, name="assignment-end"),
    path("clients/<uuid:code>/records/", assigning.client_records, name="client-records"),
    path("records/<uuid:code>/void/", assigning.record_void, name="record-void"),
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
