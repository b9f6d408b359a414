"""Every address x everybody: who gets the page, who is sent away, and who is told that nothing is there.

A word is where a redirect leads; `sign-in` is the sign-in page with the way back. A number is the status.
"""

from datetime import timedelta
from types import SimpleNamespace
from urllib.parse import quote, urlsplit
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, resolve, reverse
from django.utils import timezone

from ecctrain.accounts.inviting import invite_client
from tests import factories
from workouts.feed import open_feed
from workouts.reminding import off_token
from workouts.screening import CAUTIONS, HARD_STOPS

PEOPLE = ("anonymous", "tess", "uma", "cleo", "omar", "ada")
HTMX = {"HX-Request": "true"}

# tess trains cleo and has invited ivy; uma trains omar; ada administers. All rows are tess's or cleo's.
TABLE = """
address                               of               method  anonymous                   tess                     uma                      cleo                     omar                     ada

home                                  -                GET     sign-in                     caseload                 caseload                 today                    today                    admin:index
today                                 -                GET     sign-in                     403                      403                      200                      200                      200
caseload                              -                GET     sign-in                     200                      200                      403                      403                      403
client-page                           cleo             GET     sign-in                     200                      404                      403                      403                      403
client-page                           omar             GET     sign-in                     404                      200                      403                      403                      403
style                                 -                GET     200                         200                      200                      200                      200                      200
health                                -                GET     200                         200                      200                      200                      200                      200
manifest                              -                GET     200                         200                      200                      200                      200                      200
service-worker                        -                GET     200                         200                      200                      200                      200                      200
offline                               -                GET     200                         200                      200                      200                      200                      200
outbox-token                          -                GET     sign-in                     200                      200                      200                      200                      200

accounts:me                           -                GET     sign-in                     200                      200                      200                      200                      200
accounts:me                           -                POST    sign-in                     accounts:me              accounts:me              accounts:me              accounts:me              accounts:me
accounts:invite                       -                GET     sign-in                     200                      200                      403                      403                      403
accounts:invite                       -                POST    sign-in                     client-page              client-page              403                      403                      403
accounts:invitation-renew             ivy              GET     sign-in                     405                      405                      403                      403                      403
accounts:invitation-renew             ivy              POST    sign-in                     client-page              404                      403                      403                      403
accounts:invitation-renew             cleo             POST    sign-in                     404                      404                      403                      403                      403
accounts:join                         invitation       GET     200                         200                      200                      200                      200                      200
accounts:join                         invitation       POST    200                         422                      home                     422                      home                     home
accounts:join                         unknown          GET     404                         404                      404                      404                      404                      404
accounts:sign-in                      -                GET     sign-in                     200                      200                      200                      200                      200
accounts:sign-in-again                -                GET     sign-in                     404                      404                      404                      404                      404
accounts:account-close                -                GET     sign-in                     200                      200                      200                      200                      200
accounts:account-close                -                POST    sign-in                     account_reauthenticate   account_reauthenticate   account_reauthenticate   account_reauthenticate   account_reauthenticate
accounts:account-closed               -                GET     200                         200                      200                      200                      200                      200

account_login                         -                GET     200                         home                     home                     home                     home                     home
account_request_login_code            -                GET     200                         home                     home                     home                     home                     home
account_confirm_login_code            -                GET     account_request_login_code  home                     home                     home                     home                     home
account_logout                        -                GET     account_login               200                      200                      200                      200                      200
account_logout                        -                POST    account_login               account_login            account_login            account_login            account_login            account_login
account_inactive                      -                GET     200                         200                      200                      200                      200                      200
account_signup                        -                GET     200                         home                     home                     home                     home                     home
account_reauthenticate                -                GET     sign-in                     200                      200                      200                      200                      200
account_change_password               -                GET     sign-in                     200                      200                      200                      200                      200
account_set_password                  -                GET     sign-in                     account_reauthenticate   account_reauthenticate   account_reauthenticate   account_reauthenticate   account_reauthenticate
account_reset_password                -                GET     200                         200                      200                      200                      200                      200
account_reset_password_done           -                GET     200                         200                      200                      200                      200                      200
account_reset_password_from_key       reset            GET     200                         200                      200                      200                      200                      200
account_reset_password_from_key_done  -                GET     200                         200                      200                      200                      200                      200
mfa_login_webauthn                    -                GET     account_login               home                     home                     home                     home                     home
mfa_add_webauthn                      -                GET     sign-in                     account_reauthenticate   account_reauthenticate   account_reauthenticate   account_reauthenticate   account_reauthenticate
mfa_reauthenticate_webauthn           -                GET     sign-in                     account_reauthenticate   account_reauthenticate   account_reauthenticate   account_reauthenticate   account_reauthenticate
mfa_edit_webauthn                     passkey          GET     sign-in                     account_reauthenticate   account_reauthenticate   account_reauthenticate   account_reauthenticate   account_reauthenticate
mfa_remove_webauthn                   passkey          GET     sign-in                     account_reauthenticate   account_reauthenticate   account_reauthenticate   account_reauthenticate   account_reauthenticate

workouts:programs                     -                GET     sign-in                     200                      200                      403                      403                      403
workouts:programs                     -                POST    sign-in                     workouts:program         workouts:program         403                      403                      403
workouts:program                      program          GET     sign-in                     200                      404                      403                      403                      403
workouts:program                      program          POST    sign-in                     workouts:program         404                      403                      403                      403
workouts:program-archive              program          GET     sign-in                     405                      405                      403                      403                      403
workouts:program-archive              program          POST    sign-in                     workouts:programs        404                      403                      403                      403
workouts:program-assign               program          GET     sign-in                     200                      404                      403                      403                      403
workouts:program-assign               program          POST    sign-in                     client-page              404                      403                      403                      403
workouts:program-differences          program          GET     sign-in                     200                      404                      403                      403                      403
workouts:program-differences          program          POST    sign-in                     422                      404                      403                      403                      403
workouts:week-copy                    program          GET     sign-in                     405                      405                      403                      403                      403
workouts:week-copy                    program          POST    sign-in                     workouts:program         404                      403                      403                      403
workouts:week-delete                  program          GET     sign-in                     405                      405                      403                      403                      403
workouts:week-delete                  program          POST    sign-in                     workouts:program         404                      403                      403                      403
workouts:session-add                  program          GET     sign-in                     405                      405                      403                      403                      403
workouts:session-add                  program          POST    sign-in                     workouts:program         404                      403                      403                      403
workouts:removal-undo                 program          GET     sign-in                     405                      405                      403                      403                      403
workouts:removal-undo                 program          POST    sign-in                     workouts:program         404                      403                      403                      403
workouts:session-rename               program_session  GET     sign-in                     405                      405                      403                      403                      403
workouts:session-rename               program_session  POST    sign-in                     workouts:program         404                      403                      403                      403
workouts:session-copy                 program_session  GET     sign-in                     405                      405                      403                      403                      403
workouts:session-copy                 program_session  POST    sign-in                     workouts:program         404                      403                      403                      403
workouts:session-delete               program_session  GET     sign-in                     405                      405                      403                      403                      403
workouts:session-delete               program_session  POST    sign-in                     workouts:program         404                      403                      403                      403
workouts:line-add                     program_session  GET     sign-in                     405                      405                      403                      403                      403
workouts:line-add                     program_session  POST    sign-in                     workouts:program         404                      403                      403                      403
workouts:line                         line             GET     sign-in                     405                      405                      403                      403                      403
workouts:line                         line             POST    sign-in                     workouts:program         404                      403                      403                      403
workouts:line-move                    line             GET     sign-in                     405                      405                      403                      403                      403
workouts:line-move                    line             POST    sign-in                     workouts:program         404                      403                      403                      403
workouts:line-duplicate               line             GET     sign-in                     405                      405                      403                      403                      403
workouts:line-duplicate               line             POST    sign-in                     workouts:program         404                      403                      403                      403
workouts:line-fill                    line             GET     sign-in                     405                      405                      403                      403                      403
workouts:line-fill                    line             POST    sign-in                     workouts:program         404                      403                      403                      403
workouts:line-delete                  line             GET     sign-in                     405                      405                      403                      403                      403
workouts:line-delete                  line             POST    sign-in                     workouts:program         404                      403                      403                      403
workouts:library                      -                GET     sign-in                     200                      200                      403                      403                      403
workouts:line-reading                 -                GET     sign-in                     200                      200                      403                      403                      403
workouts:exercise                     squat            GET     sign-in                     200                      200                      403                      403                      403
workouts:exercise                     own_exercise     GET     sign-in                     200                      404                      403                      403                      403
workouts:exercise-new                 -                GET     sign-in                     200                      200                      403                      403                      403
workouts:exercise-new                 -                POST    sign-in                     workouts:exercise        workouts:exercise        403                      403                      403
workouts:exercise-edit                own_exercise     GET     sign-in                     200                      404                      403                      403                      403
workouts:exercise-edit                own_exercise     POST    sign-in                     workouts:exercise        404                      403                      403                      403
workouts:exercise-edit                squat            GET     sign-in                     404                      404                      403                      403                      403
workouts:exercise-retire              own_exercise     GET     sign-in                     405                      405                      403                      403                      403
workouts:exercise-retire              own_exercise     POST    sign-in                     workouts:exercise        404                      403                      403                      403
workouts:exercise-retire              squat            POST    sign-in                     404                      404                      403                      403                      403
workouts:exercise-bring-back          own_exercise     GET     sign-in                     405                      405                      403                      403                      403
workouts:exercise-bring-back          own_exercise     POST    sign-in                     workouts:exercise        404                      403                      403                      403
workouts:exercise-bring-back          squat            POST    sign-in                     404                      404                      403                      403                      403
workouts:difference-decline           assignment       GET     sign-in                     405                      405                      403                      403                      403
workouts:difference-decline           assignment       POST    sign-in                     workouts:program-differences  404                      403                      403                      403
workouts:assignment-end               assignment       GET     sign-in                     405                      405                      403                      403                      403
workouts:assignment-end               assignment       POST    sign-in                     client-page              404                      403                      403                      403
workouts:assignment-pause             assignment       GET     sign-in                     405                      405                      403                      403                      403
workouts:assignment-pause             assignment       POST    sign-in                     client-page              404                      403                      403                      403
workouts:assignment-resume            assignment       GET     sign-in                     client-page              404                      403                      403                      403
workouts:assignment-resume            assignment       POST    sign-in                     client-page              404                      403                      403                      403
workouts:planned-change               planned_session  GET     sign-in                     200                      404                      403                      403                      403
workouts:planned-change               started          GET     sign-in                     client-page              404                      403                      403                      403
workouts:planned-move                 planned_session  GET     sign-in                     405                      405                      403                      403                      403
workouts:planned-move                 planned_session  POST    sign-in                     client-page              404                      403                      403                      403
workouts:planned-skip                 planned_session  GET     sign-in                     405                      405                      403                      403                      403
workouts:planned-skip                 planned_session  POST    sign-in                     client-page              404                      403                      403                      403
workouts:planned-take-up              planned_session  GET     sign-in                     405                      405                      403                      403                      403
workouts:planned-take-up              planned_session  POST    sign-in                     client-page              404                      403                      403                      403
workouts:planned-copy                 planned_session  GET     sign-in                     405                      405                      403                      403                      403
workouts:planned-copy                 planned_session  POST    sign-in                     client-page              404                      403                      403                      403
workouts:prescription-change          to_change        GET     sign-in                     405                      405                      403                      403                      403
workouts:prescription-change          to_change        POST    sign-in                     workouts:planned-change  404                      403                      403                      403
workouts:client-equipment             cleo             GET     sign-in                     200                      404                      403                      403                      403
workouts:client-equipment             cleo             POST    sign-in                     workouts:client-equipment 404                     403                      403                      403
workouts:client-records               cleo             GET     sign-in                     200                      404                      403                      403                      403
workouts:client-records               cleo             POST    sign-in                     workouts:client-records  404                      403                      403                      403
workouts:record-guide                 cleo             GET     sign-in                     200                      404                      403                      403                      403
workouts:record-loads                 cleo             GET     sign-in                     200                      404                      403                      403                      403
workouts:record-loads                 cleo             POST    sign-in                     422                      404                      403                      403                      403
workouts:record-void                  record           GET     sign-in                     405                      405                      403                      403                      403
workouts:record-void                  record           POST    sign-in                     workouts:record-loads    404                      403                      403                      403
workouts:client-health                cleo             GET     sign-in                     200                      404                      403                      403                      403
workouts:client-screening             cleo             GET     sign-in                     200                      404                      403                      403                      403
workouts:client-screening             cleo             POST    sign-in                     workouts:client-health   404                      403                      403                      403
workouts:flag-raise                   cleo             GET     sign-in                     405                      405                      403                      403                      403
workouts:flag-raise                   cleo             POST    sign-in                     workouts:client-health   404                      403                      403                      403
workouts:clearance-give               cleo             GET     sign-in                     405                      405                      403                      403                      403
workouts:clearance-give               cleo             POST    sign-in                     workouts:client-health   404                      403                      403                      403
workouts:screening-clear              screening        GET     sign-in                     405                      405                      403                      403                      403
workouts:screening-clear              screening        POST    sign-in                     workouts:client-health   404                      403                      403                      403
workouts:flag-lift                    flag             GET     sign-in                     405                      405                      403                      403                      403
workouts:flag-lift                    flag             POST    sign-in                     workouts:client-health   404                      403                      403                      403
workouts:proposals                    -                GET     sign-in                     200                      200                      403                      403                      403
workouts:proposals-accept             -                GET     sign-in                     405                      405                      403                      403                      403
workouts:proposals-accept             -                POST    sign-in                     workouts:proposals       workouts:proposals       403                      403                      403
workouts:proposal-accept              proposal         GET     sign-in                     405                      405                      403                      403                      403
workouts:proposal-accept              proposal         POST    sign-in                     workouts:proposals       404                      403                      403                      403
workouts:proposal-decline             proposal         GET     sign-in                     405                      405                      403                      403                      403
workouts:proposal-decline             proposal         POST    sign-in                     workouts:proposals       404                      403                      403                      403
workouts:proposal-undo                proposal         GET     sign-in                     405                      405                      403                      403                      403
workouts:proposal-undo                proposal         POST    sign-in                     workouts:proposals       404                      403                      403                      403
workouts:client-rule                  cleo             GET     sign-in                     405                      405                      403                      403                      403
workouts:client-rule                  cleo             POST    sign-in                     client-page              404                      403                      403                      403
workouts:client-rule                  omar             POST    sign-in                     404                      client-page              403                      403                      403
workouts:session-review               session_log      GET     sign-in                     200                      404                      403                      403                      403

workouts:health-answers               -                GET     sign-in                     403                      403                      200                      200                      200
workouts:health-questions             -                GET     sign-in                     403                      403                      200                      200                      200
workouts:health-questions             -                POST    sign-in                     403                      403                      workouts:health-answers  workouts:health-answers  workouts:health-answers
workouts:client-sessions              cleo             GET     sign-in                     200                      404                      403                      403                      403
workouts:history                      -                GET     sign-in                     403                      403                      200                      200                      200
workouts:history-new                  -                GET     sign-in                     403                      403                      200                      200                      200
workouts:history-new                  -                POST    sign-in                     403                      403                      workouts:history-session workouts:history-session workouts:history-session
workouts:history-voided               -                GET     sign-in                     403                      403                      200                      200                      200
workouts:history-session              finished         GET     sign-in                     403                      403                      200                      404                      404
workouts:history-edit                 finished         GET     sign-in                     200                      404                      200                      404                      404
workouts:history-edit                 finished         POST    sign-in                     workouts:session-review  404                      workouts:history-session 404                      404
workouts:history-void                 finished         GET     sign-in                     405                      405                      405                      405                      405
workouts:history-void                 finished         POST    sign-in                     workouts:session-review  404                      workouts:history-session 404                      404
workouts:history-restore              finished         GET     sign-in                     405                      405                      405                      405                      405
workouts:history-restore              finished         POST    sign-in                     workouts:session-review  404                      workouts:history-session 404                      404
workouts:history-set-add              prescription     GET     sign-in                     200                      404                      200                      404                      404
workouts:history-set-add              prescription     POST    sign-in                     workouts:session-review  404                      workouts:history-session 404                      404
workouts:history-set                  past_set         GET     sign-in                     200                      404                      200                      404                      404
workouts:history-set                  past_set         POST    sign-in                     workouts:session-review  404                      workouts:history-session 404                      404
workouts:history-set-remove           past_set         GET     sign-in                     405                      405                      405                      405                      405
workouts:history-set-remove           past_set         POST    sign-in                     workouts:session-review  404                      workouts:history-session 404                      404
workouts:history-set-restore          past_set         GET     sign-in                     405                      405                      405                      405                      405
workouts:history-set-restore          past_set         POST    sign-in                     workouts:session-review  404                      workouts:history-session 404                      404
workouts:plan                         -                GET     sign-in                     403                      403                      200                      200                      200
workouts:progress                     -                GET     sign-in                     403                      403                      200                      200                      200
workouts:client-progress              cleo             GET     sign-in                     200                      404                      403                      403                      403
workouts:client-progress              omar             GET     sign-in                     404                      200                      403                      403                      403
workouts:check-in                     check_in         GET     sign-in                     403                      403                      200                      404                      404
workouts:check-in                     check_in         POST    sign-in                     403                      403                      workouts:check-in        404                      404
workouts:pain-check                   pain_check       GET     sign-in                     403                      403                      200                      404                      404
workouts:pain-check                   pain_check       POST    sign-in                     403                      403                      workouts:session-finish  404                      404
workouts:reminders-off                off              GET     200                         200                      200                      200                      200                      200
workouts:reminders-off                off              POST    200                         200                      200                      200                      200                      200
workouts:reminders-off                forged           GET     404                         404                      404                      404                      404                      404
workouts:equipment                    -                GET     sign-in                     403                      403                      200                      200                      200
workouts:equipment                    -                POST    sign-in                     403                      403                      workouts:equipment       workouts:equipment       workouts:equipment
workouts:calendar                     -                GET     sign-in                     403                      403                      200                      200                      200
workouts:calendar-renew               -                GET     sign-in                     403                      403                      405                      405                      405
workouts:calendar-renew               -                POST    sign-in                     403                      403                      workouts:calendar        workouts:calendar        workouts:calendar
workouts:calendar-off                 -                GET     sign-in                     403                      403                      405                      405                      405
workouts:calendar-off                 -                POST    sign-in                     403                      403                      workouts:calendar        workouts:calendar        workouts:calendar
workouts:calendar-feed                feed             GET     200                         200                      200                      200                      200                      200
workouts:calendar-feed                feed             POST    405                         405                      405                      405                      405                      405
workouts:calendar-feed                no_feed          GET     404                         404                      404                      404                      404                      404
workouts:my-data                      -                GET     sign-in                     200                      200                      200                      200                      200
workouts:my-data-download             -                GET     sign-in                     200                      200                      200                      200                      200
workouts:coaching-end                 coaching         GET     sign-in                     200                      404                      200                      404                      404
workouts:coaching-end                 coaching         POST    sign-in                     accounts:me              404                      accounts:me              404                      404
workouts:session-sheet                planned_session  GET     sign-in                     200                      404                      200                      404                      404
workouts:week-sheet                   week             GET     sign-in                     200                      404                      200                      404                      404
workouts:session-paper                planned_session  GET     sign-in                     200                      404                      403                      403                      403
workouts:session-paper                planned_session  POST    sign-in                     422                      404                      403                      403                      403
workouts:planned-session              planned_session  GET     sign-in                     403                      403                      200                      404                      404
workouts:session-start                planned_session  GET     sign-in                     403                      403                      workouts:planned-session 404                      404
workouts:session-start                planned_session  POST    sign-in                     403                      403                      422                      404                      404
workouts:session                      session_log      GET     sign-in                     403                      403                      200                      404                      404
workouts:session                      planned_session  GET     sign-in                     403                      403                      200                      404                      404
workouts:session-note                 session_log      GET     sign-in                     403                      403                      405                      405                      405
workouts:session-note                 session_log      POST    sign-in                     403                      403                      workouts:session         404                      404
workouts:session-note                 planned_session  POST    sign-in                     403                      403                      workouts:session         404                      404
workouts:session-finish               session_log      GET     sign-in                     403                      403                      workouts:session         404                      404
workouts:session-finish               session_log      POST    sign-in                     403                      403                      workouts:session-finish  404                      404
workouts:session-finish               finished         GET     sign-in                     403                      403                      200                      404                      404
workouts:session-finish               planned_session  GET     sign-in                     403                      403                      404                      404                      404
workouts:session-finish               planned_session  POST    sign-in                     403                      403                      workouts:session-finish  404                      404
workouts:set-record                   prescription     GET     sign-in                     403                      403                      405                      405                      405
workouts:set-record                   prescription     POST    sign-in                     403                      403                      workouts:session         404                      404
workouts:set-record                   not_begun        POST    sign-in                     403                      403                      workouts:session         404                      404
workouts:set-undo                     set_log          GET     sign-in                     403                      403                      405                      405                      405
workouts:set-undo                     set_log          POST    sign-in                     403                      403                      workouts:session         404                      404
workouts:set-undo                     not_recorded     POST    sign-in                     403                      403                      workouts:session         404                      404
workouts:exercise-skip                prescription     GET     sign-in                     403                      403                      405                      405                      405
workouts:exercise-skip                prescription     POST    sign-in                     403                      403                      workouts:session         404                      404
workouts:exercise-skip                not_begun        POST    sign-in                     403                      403                      workouts:session         404                      404
workouts:exercise-take-up             prescription     GET     sign-in                     403                      403                      405                      405                      405
workouts:exercise-take-up             prescription     POST    sign-in                     403                      403                      workouts:session         404                      404
workouts:exercise-take-up             not_begun        POST    sign-in                     403                      403                      workouts:session         404                      404
workouts:exercise-pain                prescription     GET     sign-in                     403                      403                      405                      405                      405
workouts:exercise-pain                prescription     POST    sign-in                     403                      403                      workouts:session         404                      404
workouts:exercise-pain-undo           prescription     GET     sign-in                     403                      403                      405                      405                      405
workouts:exercise-pain-undo           prescription     POST    sign-in                     403                      403                      workouts:session         404                      404
workouts:exercise-note                prescription     GET     sign-in                     403                      403                      405                      405                      405
workouts:exercise-note                prescription     POST    sign-in                     403                      403                      workouts:session         404                      404
workouts:exercise-note-undo           prescription     GET     sign-in                     403                      403                      405                      405                      405
workouts:exercise-note-undo           prescription     POST    sign-in                     403                      403                      workouts:session         404                      404
workouts:exercise-remove              prescription     GET     sign-in                     403                      403                      405                      405                      405
workouts:exercise-remove              prescription     POST    sign-in                     403                      403                      workouts:session         404                      404
workouts:exercise-swap                prescription     GET     sign-in                     403                      403                      200                      404                      404
workouts:exercise-swap                not_begun        GET     sign-in                     403                      403                      200                      404                      404
workouts:exercise-swap                prescription     POST    sign-in                     403                      403                      workouts:session         404                      404
workouts:exercise-add                 session_log      GET     sign-in                     403                      403                      200                      404                      404
workouts:exercise-add                 session_log      POST    sign-in                     403                      403                      workouts:session         404                      404
"""  # noqa: E501  a table is read by its columns
HEAD, *ROWS = [line.split() for line in TABLE.splitlines() if line]
ROW_IDS = [f"{row[2]} {row[0]} {row[1]}" for row in ROWS]


@pytest.fixture
def world(tess, uma, cleo, omar, ada):
    """Everybody, and one of everything that tess and cleo have; keyword arguments of addresses by name."""
    squat = factories.create_exercise(slug="back-squat")
    own_exercise = factories.create_exercise(slug="tess-press", owner=tess)
    program = factories.create_program(owner=tess, exercises=[squat], sessions=3)
    record = factories.create_one_rep_max(client=cleo, exercise=squat)
    assignment = factories.assign(program=program, client=cleo)
    to_do, open_one, finished_one = assignment.planned_sessions.all()
    session_log = factories.start(planned_session=open_one)
    set_log = factories.record(session_log=session_log)
    finished = factories.start(planned_session=finished_one)
    finished.finished_at, finished.total_sets, finished.total_reps = timezone.now(), 0, 0
    finished.total_tonnage_kg, finished.total_lowering_s = 0, 0
    finished.save()
    trained = factories.create_trained(client=cleo, owner=tess, at=timezone.now() - timedelta(hours=24))
    just_trained = factories.create_trained(client=cleo, owner=tess, at=timezone.now())
    invitation = invite_client(
        trainer=tess, full_name="Ivy Stone", unit="kg", time_zone="Europe/Berlin", at=timezone.now()
    )
    program_session = program.sessions.first()
    open_feed(cleo)
    code = {
        "cleo": cleo,
        "omar": omar,
        "ivy": invitation.coaching.client,
        "invitation": invitation,
        "program": program,
        "program_session": program_session,
        "line": program_session.lines.get(),
        "assignment": assignment,
        "record": record,
        "planned_session": to_do,
        "started": open_one,
        "to_change": to_do.prescriptions.first(),
        "session_log": session_log,
        "finished": finished,
        "screening": factories.make_health_screening(client=cleo),
        "flag": factories.make_flag(client=cleo, by=tess),
        "coaching": cleo.coachings_as_client.get(),
        "proposal": factories.make_proposal(prescription=to_do.prescriptions.first(), session_log=finished),
    }
    prescription = {"code": session_log.code, "prescription": set_log.prescription.code}
    not_begun = {"code": to_do.code, "prescription": to_do.prescriptions.first().code}
    arguments = {name: {"code": row.code} for name, row in code.items()} | {
        "-": {},
        "unknown": {"code": uuid4()},
        "week": {"code": assignment.code, "week": 1},
        "reset": {"uidb36": "1", "key": "abc-def"},
        "check_in": {"code": trained.code, "hours": 24},
        "pain_check": {"code": just_trained.code, "moment": "after"},
        "off": {"token": off_token(cleo)},
        "feed": {"key": cleo.calendar_key},
        "no_feed": {"key": uuid4()},
        "passkey": {"pk": 1},
        "forged": {"token": str(cleo.code)},
        "squat": {"slug": squat.slug},
        "own_exercise": {"slug": own_exercise.slug},
        "prescription": prescription,
        "set_log": prescription | {"entry_key": set_log.entry_key},
        "not_begun": not_begun,
        "not_recorded": not_begun | {"entry_key": uuid4()},
        "past_set": {"code": session_log.code, "entry_key": set_log.entry_key},
    }
    people = {"tess": tess, "uma": uma, "cleo": cleo, "omar": omar, "ada": ada}
    return SimpleNamespace(arguments=arguments, people=people, cleo=cleo)


NO_TO_EVERYTHING = dict.fromkeys([*HARD_STOPS, *CAUTIONS], "no")
OWN_EXERCISE = {
    "name": "Slow step",
    "cue": "Sink for 4 s",
    "load_type": "bw",
    "side": "bi",
    "tempo": "4-0-1-0",
    "regions": "knee",
    "muscles": "quads",
}


def filled(name, world):
    """What a filled-in form of the address `name` sends."""
    today = world.cleo.today().isoformat()
    return {
        "accounts:me": {
            "full_name": "Robin",
            "unit": "kg",
            "theme": "auto",
            "text_size": "large",
            "time_zone": "Europe/Berlin",
            "quiet_from": "21:00",
            "quiet_to": "08:00",
        },
        "workouts:check-in": {"nrs": "3", "entry_key": uuid4()},
        "workouts:pain-check": {"nrs": "3", "entry_key": uuid4()},
        "accounts:invite": {"full_name": "Nils", "unit": "kg", "time_zone": "Europe/Oslo"},
        "workouts:programs": {"name": "Calves"},
        "workouts:program": {"name": "Calves"},
        "workouts:program-assign": {
            "clients": world.cleo.code,
            "starts_on": today,
            "weekdays": range(7),
            "entry_key": uuid4(),
            "reason-back-squat": factories.REASON,
            "is_looked_at": "on",
        },
        "workouts:session-rename": {"name": "Monday"},
        "workouts:line-add": {"exercise": "back-squat"},
        "workouts:line": {"sets": "3 x 8", "load": "60 %", "tempo": "4010", "rest": "90", "side": "both"},
        "workouts:line-fill": {"what": "load", "step": "2.5", "until": "2"},
        "workouts:exercise-new": OWN_EXERCISE,
        "workouts:exercise-edit": OWN_EXERCISE,
        "workouts:assignment-end": {"reason": "The season is over."},
        "workouts:planned-move": {"to_on": today},
        "workouts:planned-skip": {"reason": "She is away."},
        "workouts:planned-copy": {"on_day": today, "entry_key": uuid4()},
        "workouts:prescription-change": {
            "sets": "3 x 6",
            "load": "60 %",
            "tempo": "4010",
            "rest": "90",
            "load_reason": factories.REASON,
        },
        "workouts:client-equipment": {"unit": "kg", "dumbbells": "2-10 step 2"},
        "workouts:equipment": {"unit": "kg", "dumbbells": "2-10 step 2"},
        "workouts:client-records": {
            "exercise": "back-squat",
            "side": "both",
            "lifted": "100",
            "unit": "kg",
            "reps": 1,
            "measured_on": today,
            "entry_key": uuid4(),
        },
        "workouts:client-screening": NO_TO_EVERYTHING | {"entry_key": uuid4()},
        "workouts:health-questions": NO_TO_EVERYTHING | {"entry_key": uuid4()},
        "workouts:flag-raise": {"caution": "bp"},
        "workouts:client-rule": {"rule": "linear_load", "is_on": "on"},
        "workouts:clearance-give": {"reason": "Walks without pain again.", "entry_key": uuid4()},
        "workouts:session-finish": {"effort": "7", "note": ""},
        "workouts:set-record": {
            "number": 2,
            "side": "both",
            "load": "60",
            "unit": "kg",
            "reps": 8,
            "entry_key": uuid4(),
        },
        "workouts:coaching-end": {"plans": "keep"},
        "workouts:exercise-skip": {"reason": "time", "entry_key": uuid4()},
        "workouts:exercise-pain": {"nrs": "3", "entry_key": uuid4()},
        "workouts:exercise-note": {"text": "The left knee clicks.", "entry_key": uuid4()},
        "workouts:exercise-swap": {
            "exercise": world.arguments["own_exercise"]["slug"],
            "reason": "time",
            "entry_key": uuid4(),
        },
        "workouts:exercise-add": {"exercise": world.arguments["own_exercise"]["slug"], "entry_key": uuid4()},
        "workouts:history-edit": {"day": "2026-01-05", "starts_at": "18:00", "entry_key": uuid4()},
        "workouts:history-set": {"load": "50", "unit": "kg", "reps": 6, "entry_key": uuid4()},
        "workouts:history-set-add": {
            "place": "2-both",
            "load": "50",
            "unit": "kg",
            "reps": 6,
            "entry_key": uuid4(),
        },
        "workouts:history-new": {
            "exercise": "back-squat",
            "back-squat-sets": 2,
            "back-squat-reps": 8,
            "back-squat-unit": "kg",
            "name": "Hotel gym",
            "day": "2026-01-05",
            "starts_at": "18:00",
            "entry_key": uuid4(),
        },
    }.get(name, {})


def answer_of(response, path):
    """The answer as the table writes it."""
    if response.status_code != 302:
        return str(response.status_code)
    if response.url == f"{reverse('account_login')}?next={quote(path)}":
        return "sign-in"
    return resolve(urlsplit(response.url).path).view_name


def ask(person, method, path, data):
    """The answer to `person` (None: anonymous); whatever the request writes is undone."""
    browser = Client()
    with transaction.atomic():
        if person:
            browser.force_login(person)
        response = browser.get(path) if method == "GET" else browser.post(path, data)
        transaction.set_rollback(True)
    return answer_of(response, path)


@pytest.mark.parametrize("row", ROWS, ids=ROW_IDS)
def test_each_address_answers_each_person_as_the_table_says(world, row):
    name, of, method, *expected = row
    path = reverse(name, kwargs=world.arguments[of])
    data = filled(name, world) if method == "POST" else {}

    answers = {person: ask(world.people.get(person), method, path, data) for person in PEOPLE}

    assert answers == dict(zip(PEOPLE, expected, strict=True))


def addresses(patterns, namespace=""):
    """(Full name, callback) of each URL pattern of ours."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace == "admin":
                continue
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern.url_patterns, inner)
        else:
            yield f"{namespace}{pattern.name}", pattern.callback


def test_the_table_holds_every_address():
    names = {name for name, _ in addresses(get_resolver().url_patterns)}

    assert {row[0] for row in ROWS} == names


def test_the_table_names_everybody():
    assert HEAD[3:] == list(PEOPLE)


GUARDED = [row for row in ROWS if row[3] == "sign-in"]


@pytest.mark.parametrize("row", GUARDED, ids=[f"{row[2]} {row[0]} {row[1]}" for row in GUARDED])
def test_htmx_sends_the_anonymous_to_the_whole_sign_in_page(world, browser, row):
    name, of, method, *_ = row
    path = reverse(name, kwargs=world.arguments[of])

    response = browser.generic(method, path, headers=HTMX)

    assert response.status_code == 200
    assert response.headers["HX-Redirect"] == f"/account/login/?next={quote(path)}"
    assert response.content == b""


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["without-js", "htmx"])
def test_sign_in_after_a_tap_leads_back_to_a_page(world, browser, headers):
    """The sign-in ended while the session's page was open; what was on the screen is where to go on."""
    path = reverse("workouts:set-record", kwargs=world.arguments["prescription"])
    page = reverse("workouts:session", kwargs=world.arguments["session_log"])
    came_from = {"Referer": f"http://testserver{page}", "HX-Current-URL": f"http://testserver{page}"}
    sent = browser.post(path, filled("workouts:set-record", world), headers=came_from | headers)
    sign_in = sent.headers.get("HX-Redirect") or sent.url

    signed_in = browser.post(
        sign_in, {"login": world.cleo.email, "password": factories.PASSWORD}, follow=True
    )

    assert signed_in.status_code == 200
    assert "sets done" in signed_in.text


@pytest.mark.parametrize("name", ["client-page", "workouts:client-records"])
def test_the_end_of_a_coaching_ends_the_trainers_access(browser, tess, cleo, name):
    tess.coachings_as_trainer.get(client=cleo).end(at=timezone.now())
    browser.force_login(tess)

    response = browser.get(reverse(name, args=[cleo.code]))

    assert response.status_code == 404
    assert cleo.full_name not in response.text


def test_the_end_of_a_coaching_hides_sessions_records_and_assignments(world):
    tess = world.people["tess"]
    tess.coachings_as_trainer.get(client=world.cleo).end(at=timezone.now())

    answers = {
        name: ask(tess, method, reverse(name, kwargs=world.arguments[of]), filled(name, world))
        for name, of, method in [
            ("workouts:session-review", "session_log", "GET"),
            ("workouts:client-sessions", "cleo", "GET"),
            ("workouts:history-set", "past_set", "POST"),
            ("workouts:history-void", "finished", "POST"),
            ("workouts:record-void", "record", "POST"),
            ("workouts:assignment-end", "assignment", "POST"),
        ]
    }

    assert set(answers.values()) == {"404"}


def test_the_end_of_a_coaching_leaves_the_client_their_sessions(world, browser):
    world.people["tess"].coachings_as_trainer.get(client=world.cleo).end(at=timezone.now())
    browser.force_login(world.cleo)

    response = browser.get(reverse("workouts:session", kwargs=world.arguments["session_log"]))

    assert "1 of 3 sets done" in response.text


def test_a_trainer_who_is_coached_opens_the_clients_pages(browser, tess, uma):
    factories.create_coaching(trainer=uma, client=tess)
    browser.force_login(tess)

    response = browser.get(reverse("today"))

    assert "Nothing to lift today." in response.text


def test_the_administrator_finds_nothing_of_others_on_her_own_plan(world, browser):
    browser.force_login(world.people["ada"])

    response = browser.get(reverse("workouts:plan"))

    assert "Nothing is planned for the next four weeks." in response.text
    assert "Nothing is planned in this month." in response.text


def test_a_form_without_its_token_is_refused(world):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(world.cleo)

    response = browser.post(
        reverse("workouts:set-record", kwargs=world.arguments["prescription"]),
        filled("workouts:set-record", world),
    )

    assert response.status_code == 403
    assert world.cleo.session_logs.filter(set_logs__number=2).count() == 0
