"""Templates without their indentation: a tenth less to send, and nothing else on the page changes."""

import re

from django.template.loaders import filesystem

INDENTATION = re.compile(r"\n[ \t]+")


class Loader(filesystem.Loader):
    """Loads our HTML templates from the folder, of each line's indentation one space left.

    Line numbers stay, and what people wrote is not touched: it comes into the page later.
    """

    def get_contents(self, origin):
        """The source of one template."""
        source = super().get_contents(origin)
        return INDENTATION.sub("\n ", source) if origin.name.endswith(".html") else source
