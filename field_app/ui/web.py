"""The page around the app in a browser: as it was packed, but dark from the start and readable for a screen reader at once."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path

from field_app.ui.text_nl import general

#: Flutter waits for a click on a hidden button before it tells a screen reader anything; on a phone only its very middle counts.
_READABLE = """<style>#loading { background: #0D1117 !important }</style>
<script>
addEventListener('flutter-first-frame', () => {
  const ask = () => {
    if (document.querySelector('flt-semantics')) return;
    const button = document.querySelector('flt-semantics-placeholder');
    if (button) {
      const box = button.getBoundingClientRect();
      const middle = {bubbles: true, clientX: box.x + box.width / 2, clientY: box.y + box.height / 2};
      button.dispatchEvent(new MouseEvent('click', middle));
    }
    setTimeout(ask, 50);
  };
  ask();
}, {once: true});
</script>
</head>"""


def page_folder(assets: Path, folder: Path) -> Path:
    """The files to serve: our assets with the packed page beside them, readable; our assets alone when no page is packed."""
    packed = find_spec("flet_web")
    source = Path(packed.origin).parent / "web" / "index.html" if packed and packed.origin else None
    if source is None or not source.exists():
        return assets
    shutil.copytree(assets, folder, dirs_exist_ok=True)
    page = source.read_text("utf-8").replace("</head>", _READABLE, 1).replace("<title>Flet<", f"<title>{general.APP}<", 1)
    (folder / "index.html").write_text(page, "utf-8")
    return folder
