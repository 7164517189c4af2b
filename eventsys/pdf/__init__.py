"""The print engine: HTML to PDF, and what papers need around it. Values in, bytes out; no database.

Only this room imports WeasyPrint and pikepdf. Public interface::

    render.render(html, *, css=(), variant=None, images={}, attachments=()) -> Rendered
    render.html_to_pdf(html, *, css=(), variant=None, images={}, attachments=()) -> bytes
        css: style sheets as texts, later ones win; variant: "pdf/a-3a" | "pdf/a-3u" | "pdf/ua-1" | None
        images: name -> PNG, JPEG, GIF, WebP or SVG bytes, named eventsys-image:<name> by the page
        raises RemoteResource (any other address), UnknownImage (a name not given)
    render.Rendered(pdf: bytes, pages: int, boxes: Mapping[str, Box], missing: frozenset[str])
        boxes: border boxes of elements with data-box="…"; missing: characters no font can draw
    render.Box(page, x0, y0, x1, y1)   page index from 0; points from the lower left corner; .width .height
    render.Attachment(name, data, description="", relationship="Data")

    merge.join(parts: Iterable[bytes | Path]) -> bytes
    merge.join_into(path, parts) -> int (pages)
    merge.count_pages(pdf: bytes | Path) -> int
        raise BrokenPdf; join without a page raises ValueError

    sanitize.clean_html(html) -> str
    sanitize.check_css(css) -> str         raises UnsafeStyle(line, what), BrokenStyle(line, what)

    qr.qr_svg(text, *, label, quiet=True) -> Markup
    qr.qr_png(text, *, scale=8, quiet=True) -> bytes
    qr.read_qr(png) -> list[str]

    fonts.FONT_CSS, fonts.FONT_STACK, fonts.SERIF_STACK
    fonts.font_css(*, serif=False) -> str, fonts.font_stack(lang="", *, serif=False) -> str
        give every paper FONT_CSS (or font_css(serif=True)) as its first style sheet

    errors.RemoteResource, UnknownImage, UnsafeStyle, BrokenStyle, BrokenPdf
"""
