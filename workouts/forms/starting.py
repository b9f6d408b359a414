"""Starting: what the client says of help, and what they have read; and doing after all what was left out for safety."""

from django import forms

from ..finding_words import client_words

YES, NO = "yes", "no"


class StartForm(forms.Form):
    """One tap, or the answer to what was asked before the first set."""

    has_help = forms.TypedChoiceField(
        required=False, choices=[(YES, YES), (NO, NO)], coerce=lambda word: word == YES, empty_value=None
    )
    # What the page had told (StartCheck.seen).
    seen = forms.CharField(required=False)

    @property
    def said_help(self):
        """Whether help is there, as was said; None where nothing was."""
        return self.cleaned_data.get("has_help") if self.is_valid() else None

    def accepts(self, check):
        """Whether the session may start as `check` stands: nothing to say, or all of it was read and answered."""
        if check.is_clear:
            return True
        is_read = self.is_valid() and self.cleaned_data["seen"] == check.seen
        return is_read and not check.is_closed and not check.asks_for_help


class TakeUpForm(forms.Form):
    """Doing an exercise after all; refused with the words of each of `findings`, weights in `unit`."""

    def __init__(self, *args, findings, unit, **kwargs):
        super().__init__(*args, **kwargs)
        self.words = [client_words(finding, unit) for finding in findings]

    def clean(self):
        for words in self.words:
            self.add_error(None, words)
        return super().clean()
