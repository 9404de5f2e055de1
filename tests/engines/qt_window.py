"""A window of Qt WebEngine, an old Chromium, which does what it reads, and answers each line by a line of JSON.

Debian's own Python runs it, which alone has these packages: `/usr/bin/python3 qt_window.py 5` for Chromium 87, and 6.
What it is asked is a JSON object: `{"open": address, "width": …, "height": …}` in pixels, `{"run": the body of a
function}`, `{"picture": true}` or `{"paper": true}`, both of which are answered in base64. First it says its version.
"""

import base64
import importlib
import json
import sys

EMPTY = "about:blank"
QT = f"PyQt{sys.argv[1]}"
core, widgets, engine = (importlib.import_module(f"{QT}.{n}") for n in ("QtCore", "QtWidgets", "QtWebEngineWidgets"))
# Qt 6 has moved some of it.
pages = importlib.import_module("PyQt6.QtWebEngineCore") if QT == "PyQt6" else engine


class Page(pages.QWebEnginePage):
    """A page that keeps its messages to itself."""

    def javaScriptConsoleMessage(self, *message):  # noqa: N802 - so Qt calls it
        pass


class Window:
    """What is asked, and how to wait for it."""

    def __init__(self, application):
        self.application = application
        self.view = engine.QWebEngineView()
        self.page = Page(self.view)
        self.view.setPage(self.page)
        self.view.show()
        if "--no-storage" in sys.argv:
            settings = self.page.settings()
            settings.setAttribute(getattr(settings, "WebAttribute", settings).LocalStorageEnabled, False)

    def wait(self, begin):
        """Begin something that calls back with its result, and return that."""
        loop, results = core.QEventLoop(), []

        def take(*values):
            results.extend(values)
            loop.quit()

        begin(take)
        if not results:
            getattr(loop, "exec", getattr(loop, "exec_", None))()
        return results[0]

    def open(self, address, width, height):
        self.view.resize(width, height)
        # From an empty page, an address with a fragment loads its page, too.
        for each in (EMPTY, address):
            self.load(each)

    def load(self, address):
        self.page.load(core.QUrl(address))
        # Signals come of former pages, too: only the page itself knows that it is there.
        is_there = "===" if address == EMPTY else "!=="
        ready = f"location.href {is_there} '{EMPTY}' && document.readyState === 'complete'"
        while self.wait(lambda take: self.page.runJavaScript(ready, take)) is not True:
            self.pause(20)

    def pause(self, milliseconds):
        """Let the page go on."""
        self.wait(lambda take: core.QTimer.singleShot(milliseconds, lambda: take(None)))

    def run(self, script):
        # What passes between the processes is JSON, so that lists and objects do, too.
        whole = f"JSON.stringify({{value: (() => {{{script}}})()}})"
        answer = self.wait(lambda take: self.page.runJavaScript(whole, take))
        if not answer:
            raise ValueError(f"it failed: {script}")
        return json.loads(answer).get("value")

    def picture(self):
        # What was changed on the page is drawn a little later.
        self.pause(300)
        buffer = core.QBuffer()
        buffer.open(core.QIODevice.OpenModeFlag.WriteOnly if QT == "PyQt6" else core.QIODevice.WriteOnly)
        self.view.grab().save(buffer, "PNG")
        return base64.b64encode(bytes(buffer.data())).decode()

    def paper(self):
        return base64.b64encode(bytes(self.wait(lambda take: self.page.printToPdf(take)))).decode()


def main():
    """Do what is asked, until nothing more is."""
    application = widgets.QApplication(sys.argv)
    window = Window(application)
    print(json.dumps(window.run("return /Chrome\\/([0-9]+)/.exec(navigator.userAgent)[1]")), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        if "open" in asked:
            answer = window.open(asked["open"], asked["width"], asked["height"])
        elif "run" in asked:
            answer = window.run(asked["run"])
        else:
            answer = getattr(window, next(iter(asked)))()
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
