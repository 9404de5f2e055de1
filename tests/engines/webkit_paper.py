"""Prints a page with WebKitGTK into a PDF, which its driver has no command for.

Debian's own Python runs it, which alone has these packages: `/usr/bin/python3 webkit_paper.py <address> <file>`.
"""

import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402


def main(address, file):
    """Load the page to the end, and print it."""
    view = WebKit2.WebView()
    window = Gtk.Window()
    window.add(view)
    window.show_all()

    def print_page():
        settings = Gtk.PrintSettings()
        settings.set_printer("Print to File")
        settings.set(Gtk.PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf")
        settings.set(Gtk.PRINT_SETTINGS_OUTPUT_URI, f"file://{file}")
        operation = WebKit2.PrintOperation.new(view)
        operation.set_print_settings(settings)
        operation.connect("finished", lambda _: Gtk.main_quit())
        operation.print_()

    def go_on(_, event):
        if event == WebKit2.LoadEvent.FINISHED:
            GLib.idle_add(print_page)

    view.connect("load-changed", go_on)
    view.load_uri(address)
    Gtk.main()


if __name__ == "__main__":
    main(*sys.argv[1:])
