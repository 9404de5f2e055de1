"""`python -m macros <command>`: what maintainers run; each command says what it takes with --help."""

from __future__ import annotations

import importlib
import io
import sys

# Imported one at a time: what only one of them needs may not be installed.
COMMANDS = {
    "check": "macros.tools.check",
    "fmt": "macros.tools.fmt",
    "translations": "macros.tools.translations",
    "new-plan": "macros.tools.new_plan",
    "import": "macros.tools.importing.command",
    "form": "macros.tools.forms.command",
    "apply": "macros.tools.forms.proposal",
    "new-site": "macros.tools.new_site",
    "changes": "macros.tools.site_diff",
    "schema": "macros.tools.json_schema",
    "fonts": "macros.pdf.make_fonts",
}


def main(arguments: list[str]) -> int:
    """Run a command with its arguments; return 2 where no command has that name."""
    if not arguments or arguments[0] not in COMMANDS:
        print(f"usage: python -m macros {{{','.join(COMMANDS)}}} …", file=sys.stderr)
        return 2
    command = importlib.import_module(COMMANDS[arguments[0]])
    status: int = command.main(arguments[1:])
    return status


if __name__ == "__main__":
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A console of another code page lacks signs that the data may have: it prints their code points.
        sys.stdout.reconfigure(errors="backslashreplace")
    sys.exit(main(sys.argv[1:]))
