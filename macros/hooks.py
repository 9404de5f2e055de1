"""What answers MkDocs' events: the methods of one session."""

import sys
from pathlib import Path

# The project is not an installed package: this is the one place that puts its folder on the path.
sys.path.insert(0, str(Path(__file__).parents[1]))

from macros.website.session import Session

# MkDocs loads this file once for all builds of a command.
_session = Session()

on_startup = _session.on_startup
on_shutdown = _session.on_shutdown
on_serve = _session.on_serve
on_build_error = _session.on_build_error
on_config = _session.on_config
on_files = _session.on_files
on_page_content = _session.on_page_content
on_env = _session.on_env
on_page_context = _session.on_page_context
on_post_page = _session.on_post_page
on_template_context = _session.on_template_context
on_post_build = _session.on_post_build
