from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workouts", "0008_supramaximal_per_cent"),
    ]

    operations = [
        migrations.AlterField(
            model_name="safetythreshold",
            name="name",
            field=models.CharField(
                choices=[
                    ("max_load_kg", "max_load_kg"),
                    ("min_sets", "min_sets"),
                    ("max_sets", "max_sets"),
                    ("min_reps", "min_reps"),
                    ("max_reps", "max_reps"),
                    ("band_lower_ratio", "band_lower_ratio"),
                    ("band_upper_ratio", "band_upper_ratio"),
                    ("supramaximal_ceiling_ratio", "supramaximal_ceiling_ratio"),
                    ("adult_age_years", "adult_age_years"),
                    ("older_age_years", "older_age_years"),
                    ("gate_one_rm_days", "gate_one_rm_days"),
                    ("gate_training_months", "gate_training_months"),
                    ("gate_eccentric_weeks", "gate_eccentric_weeks"),
                    ("gate_block_weeks", "gate_block_weeks"),
                    ("gate_barbell_spotters", "gate_barbell_spotters"),
                    ("gate_other_spotters", "gate_other_spotters"),
                    ("one_rm_current_days", "one_rm_current_days"),
                    ("one_rm_current_rehab_days", "one_rm_current_rehab_days"),
                    ("one_rm_expired_days", "one_rm_expired_days"),
                    ("sure_reps", "sure_reps"),
                    ("load_rise_warn_ratio", "load_rise_warn_ratio"),
                    ("load_rise_reason_ratio", "load_rise_reason_ratio"),
                    ("weekly_reps_warn_ratio", "weekly_reps_warn_ratio"),
                    ("weekly_reps_reason_ratio", "weekly_reps_reason_ratio"),
                    ("ramp_weeks", "ramp_weeks"),
                    ("min_rest_hours", "min_rest_hours"),
                    ("doms_stop_nrs", "doms_stop_nrs"),
                    ("early_knee_weeks", "early_knee_weeks"),
                    ("small_joint_ratio", "small_joint_ratio"),
                    ("small_joint_rise_kg", "small_joint_rise_kg"),
                    ("new_pain_nrs", "new_pain_nrs"),
                    ("new_pain_cut_ratio", "new_pain_cut_ratio"),
                    ("usual_lowering_from_s", "usual_lowering_from_s"),
                    ("usual_lowering_to_s", "usual_lowering_to_s"),
                    ("slow_lowering_s", "slow_lowering_s"),
                    ("slow_rep_s", "slow_rep_s"),
                    ("unspotted_ratio", "unspotted_ratio"),
                ],
                max_length=32,
                unique=True,
                verbose_name="threshold",
            ),
        ),
    ]
