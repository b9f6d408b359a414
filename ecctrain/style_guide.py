"""What the style page lists: the colour tokens, what each is for, and its contrast by day and night."""

COLOURS = [
    ("paper", "the page", "15.8, 16.0 with ink"),
    ("sheet", "raised paper, controls", "17.0, 14.7 with ink"),
    ("well", "pressed in, hover", "14.3, 12.9 with ink"),
    ("ink", "text", "15.8, 16.0 with paper"),
    ("ink-2", "second voice", "6.8, 8.7 with paper"),
    ("edge", "control outline", "3.6, 4.2 with paper"),
    ("rule", "hairlines, no meaning", "decoration"),
    ("accent", "the one accent: text, marker", "8.4, 8.2 with paper"),
    ("fill", "filled button", "9.0, 5.2 with on-fill"),
    ("wash", "band, target zone", "7.4, 6.1 with accent"),
    ("pace", "pacer, way travelled", "7.7, 8.9 with on-fill"),
    ("pace-deep", "pacer, way to go", "13.5, 16.8 with on-fill"),
    ("ok", "fine, met", "6.1, 10.1 with paper"),
    ("warn", "take care, above the band", "5.6, 10.5 with paper"),
    ("stop", "stop, tell us", "6.6, 8.2 with paper"),
    ("ok-wash", "ground of ok", "5.5, 7.5 with ok"),
    ("warn-wash", "ground of warn", "5.0, 7.5 with warn"),
    ("stop-wash", "ground of stop", "5.7, 6.0 with stop"),
]

# The paper by day as a browser's chrome wants it, in sRGB.
PAPER = "#f7f4ee"

ICONS = [
    *(
        "back",
        "calendar",
        "check",
        "chevron",
        "clock",
        "down",
        "held",
        "me",
        "minus",
        "missing",
        "more",
        "note",
    ),
    *(
        "ok",
        "pause",
        "people",
        "plan",
        "plus",
        "progress",
        "remove",
        "search",
        "skip",
        "sound",
        "stop",
        "today",
    ),
    *("undo", "unmet", "up", "warn"),
]
