"""The exercise library."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ..choices import Caution, Condition, ExerciseSide, FacetKind, LoadType, StepsKind
from .fields import TempoFields, count_field

CODE_LABELS = {FacetKind.CONDITION: dict(Condition.choices), FacetKind.CAUTION: dict(Caution.choices)}


class ExerciseQuerySet(models.QuerySet):
    def public(self):
        """The library that everybody who is signed in may read."""
        return self.filter(owner=None, retired_at=None)

    def for_trainer(self, user):
        """The library and the trainer's own exercises."""
        return self.filter(Q(owner=None) | Q(owner=user), retired_at=None)

    def names(self):
        """The name of each exercise by its slug."""
        return dict(self.values_list("slug", "name"))

    def for_reader(self, user):
        """What a trainer may read: the library, and the trainer's own exercises also when retired."""
        return self.filter(Q(owner=None, retired_at=None) | Q(owner=user))

    def for_owner(self, user):
        """The trainer's own exercises, which alone may be changed."""
        return self.filter(owner=user, retired_at=None)

    def retired(self):
        """Those that are no longer in the library."""
        return self.exclude(retired_at=None)

    def with_facet(self, kind, key):
        """Those that have the word `key` of this kind."""
        return self.filter(pk__in=ExerciseFacet.objects.filter(kind=kind, key=key).values("exercise"))

    def without_cautions(self, keys):
        """Those with none of these cautions."""
        cautions = ExerciseFacet.objects.filter(kind=FacetKind.CAUTION, key__in=keys)
        return self.exclude(pk__in=cautions.values("exercise"))

    def facets(self):
        """Every facet of these exercises."""
        return ExerciseFacet.objects.filter(exercise__in=self.order_by())

    def words(self):
        """(kind, word) of each region, muscle and equipment that these exercises have."""
        kinds = [FacetKind.REGION, FacetKind.MUSCLE, FacetKind.EQUIPMENT]
        return (
            self.facets().filter(kind__in=kinds).order_by("kind", "key").values_list("kind", "key").distinct()
        )

    def search(self, text):
        """Those whose name, cue, a facet or what it serves contains `text`."""
        codes = [code for code, label in Condition.choices if text.casefold() in str(label).casefold()]
        served = Q(kind=FacetKind.CONDITION, key__in=codes)
        found = ExerciseFacet.objects.filter(Q(key__icontains=text) | served).values("exercise")
        return self.filter(Q(name__icontains=text) | Q(cue__icontains=text) | Q(pk__in=found))


class Exercise(TempoFields):
    """A movement with its lowering cue and default tempo; without an owner it belongs to the shared library."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=80)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="own_exercises",
        verbose_name=_("owner"),
    )
    cue = models.CharField(_("lowering cue"), max_length=200)
    load_type = models.CharField(_("load"), max_length=4, choices=LoadType)
    steps_kind = models.CharField(_("steps of weight"), max_length=8, choices=StepsKind, blank=True)
    side = models.CharField(_("side"), max_length=3, choices=ExerciseSide, default=ExerciseSide.BILATERAL)
    hold_s = count_field(
        _("hold (s)"), 600, null=True, blank=True, help_text=_("For holds: how long one set usually is.")
    )
    easier = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("easier")
    )
    harder = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("harder")
    )
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True)

    objects = ExerciseQuerySet.as_manager()

    class Meta:
        verbose_name = _("exercise")
        verbose_name_plural = _("exercises")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(load_type=LoadType.KG) | ~Q(steps_kind=""),
                name="exercise_weight_has_steps",
                violation_error_message=_("An exercise with a weight needs its steps of weight."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_weighted(self):
        """Whether a load in kg or lb belongs to each set."""
        return self.load_type == LoadType.KG

    @property
    def is_timed(self):
        """Whether a set is counted in seconds and not in repetitions."""
        return self.load_type == LoadType.TIME

    @property
    def is_one_sided(self):
        return self.side == ExerciseSide.UNILATERAL

    @property
    def is_liftable_with_both(self):
        """Whether it is done one side at a time on a machine that both sides can lift (two up, one down)."""
        return self.is_one_sided and self.steps_kind == StepsKind.MACHINE

    @property
    def is_without_muscles(self):
        """Whether it names no muscle, so that weekly repetitions and rest cannot be checked (LS-14, LS-16)."""
        return not self.facets_by_kind.get(FacetKind.MUSCLE)

    @cached_property
    def facets_by_kind(self):
        """Kind -> labels of this exercise's facets, in the catalogue's order; uses the prefetched facets if any."""
        found = {kind: [] for kind in FacetKind.values}
        for facet in self.facets.all():
            found[facet.kind].append(facet.label)
        return found


class ExerciseFacet(models.Model):
    """One word about an exercise: a region, a muscle, a piece of equipment, what it serves, a caution."""

    exercise = models.ForeignKey(Exercise, models.CASCADE, related_name="facets")
    kind = models.CharField(_("kind"), max_length=9, choices=FacetKind)
    key = models.CharField(_("word"), max_length=40)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("facet")
        verbose_name_plural = _("facets")
        ordering = ["exercise", "kind", "position"]
        constraints = [
            models.UniqueConstraint(fields=["exercise", "kind", "key"], name="exercisefacet_once"),
        ]

    def __str__(self):
        return self.label

    @property
    def label(self):
        """The word as people read it."""
        return str(CODE_LABELS.get(self.kind, {}).get(self.key, self.key))
