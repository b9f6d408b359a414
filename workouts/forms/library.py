"""Forms of the library: what to look for, and a trainer's own exercise."""

from collections import Counter

from django import forms
from django.utils.translation import gettext_lazy as _

from ..choices import Caution, Condition, FacetKind, LoadType
from ..collecting import collect_exercise, follow, is_in_use
from ..models import Exercise
from ..tempo import NeedsConfirmation, parse_tempo

MAX_WORDS, MAX_WORD_LETTERS = 12, 40
CODES = {FacetKind.CONDITION: Condition, FacetKind.CAUTION: Caution}


class LibraryForm(forms.Form):
    """The filters of the library. A choice that is not there is no filter, as an old address may have one."""

    region = forms.ChoiceField(label=_("Region"), required=False)
    muscle = forms.ChoiceField(label=_("Muscle"), required=False)
    equipment = forms.ChoiceField(label=_("Equipment"), required=False)
    condition = forms.ChoiceField(label=_("Serves"), required=False)
    load = forms.ChoiceField(label=_("Load"), required=False, choices=[("", _("any")), *LoadType.choices])
    mine = forms.BooleanField(label=_("Only my own"), required=False)
    retired = forms.BooleanField(label=_("Retired ones"), required=False)
    without = forms.MultipleChoiceField(
        label=_("Leave out"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, facets, **kwargs):
        """`facets` are those of the whole library: what can be chosen, and how often it is there."""
        super().__init__(*args, **kwargs)
        counts = Counter((facet.kind, facet.key) for facet in facets)
        for kind in FacetKind:
            keys = {key for facet_kind, key in counts if facet_kind == kind}
            labels = dict(CODES[kind].choices) if kind in CODES else {key: key for key in sorted(keys)}
            choices = [
                (key, f"{label} ({counts[kind, key]})") for key, label in labels.items() if key in keys
            ]
            if kind == FacetKind.CAUTION:
                self.fields["without"].choices = choices
            else:
                self.fields[kind.value].choices = [("", _("any")), *choices]
        for name in ("region", "muscle", "equipment", "condition", "load"):
            self.fields[name].widget.attrs["class"] = "input input-s"

    @property
    def selects(self):
        """The filters of which one choice is taken."""
        return [self[name] for name in ("region", "muscle", "equipment", "condition", "load")]

    def chosen(self):
        """The filters that are set, by name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def narrow(self, exercises, user):
        """Those of `exercises` that the filters leave."""
        chosen = self.chosen()
        for kind in FacetKind.values:
            if kind in chosen:
                exercises = exercises.with_facet(kind, chosen[kind])
        if "load" in chosen:
            exercises = exercises.filter(load_type=chosen["load"])
        if "without" in chosen:
            exercises = exercises.without_cautions(chosen["without"])
        return exercises.filter(owner=user) if "mine" in chosen else exercises


class WordsField(forms.CharField):
    """Words with commas between them, into a list that has each once."""

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value):
        text = super().clean(value)
        words = list(dict.fromkeys(filter(None, (" ".join(word.split()) for word in text.split(",")))))
        for word in words:
            if len(word) > MAX_WORD_LETTERS:
                raise forms.ValidationError(
                    _("“%(word)s” is too long: a word has at most %(most)s letters."),
                    params={"word": word, "most": MAX_WORD_LETTERS},
                )
        if len(words) > MAX_WORDS:
            raise forms.ValidationError(_("At most %(most)s words."), params={"most": MAX_WORDS})
        if self.required and not words:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return words


class ExerciseForm(forms.ModelForm):
    """A trainer's own exercise, new, copied from `source` or changed."""

    tempo = forms.CharField(
        label=_("Tempo"), max_length=20, help_text=_("Lower, pause, lift, pause in seconds: 4-0-1-0.")
    )
    regions = WordsField(
        label=_("Regions"), help_text=_("With commas: knee, hip. The safety rules look at them.")
    )
    muscles = WordsField(
        label=_("Muscles"),
        help_text=_("With commas: quads, glutes. Weekly repetitions and days of rest are counted by them."),
        error_messages={
            "required": _("Name a muscle or more: weekly repetitions and rest are counted by muscle.")
        },
    )
    equipment = WordsField(label=_("Equipment"), required=False, help_text=_("With commas: barbell, rack."))
    serves = forms.MultipleChoiceField(
        label=_("Serves"), required=False, choices=Condition, widget=forms.CheckboxSelectMultiple
    )
    cautions = forms.MultipleChoiceField(
        label=_("Take care"), required=False, choices=Caution, widget=forms.CheckboxSelectMultiple
    )

    WORDS = {
        "regions": FacetKind.REGION,
        "muscles": FacetKind.MUSCLE,
        "equipment": FacetKind.EQUIPMENT,
        "serves": FacetKind.CONDITION,
        "cautions": FacetKind.CAUTION,
    }

    field_order = ["name", "cue", "tempo", "load_type", "steps_kind", "hold_s", "side", "regions"]
    field_order += ["muscles", "equipment", "easier", "harder", "serves", "cautions"]

    class Meta:
        model = Exercise
        fields = ["name", "cue", "load_type", "steps_kind", "side", "hold_s", "easier", "harder"]
        help_texts = {"steps_kind": _("Only for a weight."), "hold_s": _("Only for time.")}

    def __init__(self, *args, trainer, source=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.trainer = trainer
        library = Exercise.objects.for_trainer(trainer)
        known = list(library.words())
        self.spelling = {key.casefold(): key for _kind, key in known}
        self.offer(known)
        template = source or (self.instance if self.instance.pk else None)
        if template:
            self.initial |= self.values_of(template)
        if source:
            copied = {
                name: getattr(source, name) for name in ("cue", "load_type", "steps_kind", "side", "hold_s")
            }
            neighbours = {"easier": source.easier_id, "harder": source.harder_id}
            self.initial |= (
                copied | neighbours | {"name": _("%(name)s, my version") % {"name": source.name[:60]}}
            )
        for way in ("easier", "harder"):
            self.fields[way].queryset = library.exclude(pk=self.instance.pk)
            self.fields[way].empty_label = _("none")

    def offer(self, known):
        """Say under regions and muscles which words the library has, as only the same words are counted together."""
        for name in ("regions", "muscles"):
            keys = [key for kind, key in known if kind == self.WORDS[name]]
            if keys:
                said = _("The library says: %(words)s.") % {"words": ", ".join(keys)}
                self.fields[name].help_text = f"{self.fields[name].help_text} {said}"

    def values_of(self, exercise):
        """The tempo and the words of `exercise`, as the fields have them."""
        words = {name: [] for name in self.WORDS}
        names = {kind: name for name, kind in self.WORDS.items()}
        for facet in exercise.facets.all():
            words[names[facet.kind]].append(facet.key)
        return words | {"tempo": str(exercise.tempo)}

    def clean_cue(self):
        """Without the full stop at the end, which the pages write."""
        return self.cleaned_data["cue"].rstrip(" .")

    def clean_tempo(self):
        text = self.cleaned_data["tempo"]
        try:
            return parse_tempo(text)
        except NeedsConfirmation as doubt:
            raise forms.ValidationError(
                _("Three figures: write %(tempo)s if there is no pause at the top."),
                params={"tempo": doubt.tempo},
            ) from None
        except ValueError:
            raise forms.ValidationError(
                _("“%(text)s” is not clear. Write lower-pause-lift-pause, such as 4-0-1-0."),
                params={"text": text},
            ) from None

    def clean_load_type(self):
        load_type = self.cleaned_data["load_type"]
        before = self.instance.load_type
        if self.instance.pk and load_type != before and is_in_use(self.instance):
            raise forms.ValidationError(
                _("Programs or plans have this exercise with %(load)s. Make your own version to change it."),
                params={"load": LoadType(before).label},
            )
        return load_type

    def clean(self):
        data = super().clean()
        load_type = data.get("load_type")
        if load_type and load_type != LoadType.KG:
            data["steps_kind"] = ""
        elif load_type and "steps_kind" in data and not data["steps_kind"]:
            self.add_error("steps_kind", _("An exercise with a weight needs its steps of weight."))
        if load_type and load_type != LoadType.TIME:
            data["hold_s"] = None
        elif load_type and "hold_s" in data and not data["hold_s"]:
            self.add_error("hold_s", _("Say how many seconds one set is held."))
        for name in ("regions", "muscles", "equipment"):
            words = (self.spelling.get(word.casefold(), word) for word in data.get(name, []))
            data[name] = list(dict.fromkeys(words))
        self.check_chain(data)
        return data

    def check_chain(self, data):
        """Refuse neighbours from which the way leads back to this exercise, or to each other."""
        exercises = {exercise.pk: exercise for exercise in Exercise.objects.for_trainer(self.trainer)}
        ways = {way: follow(exercises, data.get(way), way) for way in ("easier", "harder")}
        for way, steps in ways.items():
            if self.instance.pk and self.instance in steps:
                steps = steps[: steps.index(self.instance) + 1]
                names = " > ".join([self.instance.name, *(step.name for step in steps)])
                self.add_error(
                    way,
                    forms.ValidationError(_("This goes in a circle: %(names)s."), params={"names": names}),
                )
        easier, harder = data.get("easier"), data.get("harder")
        if easier and harder and (harder in ways["easier"] or easier in ways["harder"]):
            self.add_error(
                "harder",
                forms.ValidationError(
                    _("%(name)s is on the easier side already: one way only."), params={"name": harder}
                ),
            )

    def save(self):
        """Write the exercise with its words."""
        self.instance.owner = self.trainer
        self.instance.tempo = self.cleaned_data["tempo"]
        words = {kind: self.cleaned_data[name] for name, kind in self.WORDS.items()}
        return collect_exercise(exercise=self.instance, words=words)
