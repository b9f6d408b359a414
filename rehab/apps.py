from django.apps import AppConfig


class RehabConfig(AppConfig):
    """Rehabilitation: what pain allows."""

    name = "rehab"

    def ready(self):
        """Judge pain for workouts, which stands below and may not ask by itself."""
        from workouts.pain_judge import register_pain_judge

        from .judging import judge_sessions

        register_pain_judge(judge_sessions)
