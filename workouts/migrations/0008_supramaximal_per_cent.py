from decimal import Decimal

import django.core.validators
from django.db import migrations, models
from django.db.models import Q

MODELS = ("programline", "prescription")


def per_cent():
    return models.DecimalField(
        blank=True,
        decimal_places=2,
        max_digits=5,
        null=True,
        validators=[
            django.core.validators.MinValueValidator(Decimal(1)),
            django.core.validators.MaxValueValidator(Decimal(130)),
        ],
        verbose_name="% of 1RM",
    )


def up_to_the_ceiling(model):
    return models.CheckConstraint(
        condition=Q(load_pct=None) | Q(load_pct__isnull=False, load_pct__range=(1, Decimal(130))),
        name=f"{model}_load_pct_range",
    )


class Migration(migrations.Migration):
    dependencies = [("workouts", "0007_eccentric_one_rep_max")]

    operations = [
        *(migrations.AlterField(model_name=model, name="load_pct", field=per_cent()) for model in MODELS),
        *(migrations.RemoveConstraint(model_name=model, name=f"{model}_load_pct_range") for model in MODELS),
        *(
            migrations.AddConstraint(model_name=model, constraint=up_to_the_ceiling(model))
            for model in MODELS
        ),
    ]
