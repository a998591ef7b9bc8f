"""Catalogues as files: PO text in, values out, and back (gettext manual, "PO Files").

The file is kept, not rewritten: `parse` remembers the exact slice of every entry, and `serialize`
emits it again unless the entry was changed. This package is the door to polib, which formats the
entries that did change; it is imported only then.
"""

from charter_i18n.po.comments import with_tool_lines
from charter_i18n.po.formatting import format_entry
from charter_i18n.po.header import header_fields, new_header, with_header_field
from charter_i18n.po.parser import parse
from charter_i18n.po.serializer import format_catalogue, holds, serialize

__all__ = [
    "format_catalogue",
    "format_entry",
    "header_fields",
    "holds",
    "new_header",
    "parse",
    "serialize",
    "with_header_field",
    "with_tool_lines",
]
