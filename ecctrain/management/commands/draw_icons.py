from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from ecctrain.style_guide import PAPER

ICONS = settings.BASE_DIR / "static" / "icons"
# Home screens round the corners off themselves; a maskable icon may lose a fifth on each side.
SIZES = {
    "icon-180.png": (180, 0.2),
    "icon-192.png": (192, 0.2),
    "icon-512.png": (512, 0.2),
    "icon-mask.png": (512, 0.3),
}


class Command(BaseCommand):
    help = "Draw the PNG icons for home screens from static/icons/logo.svg (needs the test requirements' Chromium)."

    def add_arguments(self, parser):
        parser.add_argument("--chromium", default="/usr/bin/chromium", help="path of the browser that draws")

    def handle(self, *args, chromium, **options):
        from playwright.sync_api import (
            sync_playwright,
        )  # only where icons are drawn: not a runtime requirement

        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for name, (size, margin) in SIZES.items():
                page = browser.new_page(viewport={"width": size, "height": size}, color_scheme="light")
                page.set_content(icon_page(size, margin))
                Path(ICONS / name).write_bytes(page.screenshot())
                self.stdout.write(f"{name}: {size} pixels")
            browser.close()


def icon_page(size, margin):
    """A page that is nothing but the logo on paper, `margin` (a share of the size) away from each edge."""
    inner, offset = round(size * (1 - 2 * margin)), round(size * margin)
    logo = (
        (ICONS / "logo.svg")
        .read_text(encoding="utf-8")
        .replace("<svg ", f'<svg width="{inner}" height="{inner}" ')
    )
    return f'<body style="margin:0;background:{PAPER}"><div style="padding:{offset}px">{logo}</div>'
