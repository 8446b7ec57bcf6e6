"""Notebooks for tests, written as Jupyter writes them."""

import base64
import json
import struct
import zlib


def notebook(*cells, language="python", **rest):
    """The JSON of a notebook."""
    metadata = {"kernelspec": {"name": language}, "language_info": {"name": language}} if language else {}
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells} | rest)


def markdown(source, **rest):
    return {"cell_type": "markdown", "metadata": {}, "source": source} | rest


def raw(source, **metadata):
    return {"cell_type": "raw", "metadata": metadata, "source": source}


def code(source, *outputs, **metadata):
    return {"cell_type": "code", "execution_count": 7, "metadata": metadata, "source": source, "outputs": outputs}


def shown(metadata=None, **data):
    """An output by its forms: `html=…`, `png=…` and so on."""
    names = {"plain": "text/plain", "png": "image/png", "svg": "image/svg+xml", "jpeg": "image/jpeg"}
    forms = {names.get(key, f"text/{key}"): value for key, value in data.items()}
    return {"output_type": "display_data", "metadata": metadata or {}, "data": forms}


def of_type(kind, value, **data):
    """An output of some other MIME type."""
    output = shown(**data)
    output["data"][kind] = value
    return output


def printed(text, name="stdout"):
    return {"output_type": "stream", "name": name, "text": text}


def failed(name, value, *traceback):
    return {"output_type": "error", "ename": name, "evalue": value, "traceback": traceback}


def png(width=2, height=1, shade=0):
    """A small picture, in base64."""
    rows = b"".join(b"\0" + bytes([shade]) * 3 * width for _ in range(height))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    data = b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return base64.b64encode(data).decode()


def everything():
    """A notebook with every kind of output, for those who look at its page."""
    table = "<tr><th>0</th>" + "<td>1.25</td>" * 14 + "</tr>"
    head = "<tr><th></th>" + "".join(f"<th>column_{n}</th>" for n in range(14)) + "</tr>"
    colours = "".join(f"\x1b[{n}mink\x1b[0m " for n in (*range(30, 38), *range(90, 98)))
    grounds = "".join(f"\x1b[{n}mground\x1b[0m " for n in (*range(40, 48), *range(100, 108)))
    more = "\n\x1b[1mbold\x1b[0m \x1b[2mfaint\x1b[0m \x1b[7minverse\x1b[0m \x1b[31;43mboth\x1b[0m\n"
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 40"><path d="M0 40L90 0" stroke="black"/></svg>'
    return notebook(
        raw("---\ntitle: A notebook\ndate: 2024-04-01\n---"),
        markdown(
            "## Tables\n\n![it](attachment:a.png)[^1]\n\n[^1]: Note.", attachments={"a.png": {"image/png": png()}}
        ),
        code("df", shown(html=f"<table><thead>{head}</thead><tbody>{table}</tbody></table><p>1 row</p>")),
        code("%%bash\nls -l " + "x" * 200, printed("a " * 300 + "\n" + "line\n" * 60), printed("careful", "stderr")),
        code("1/0", failed("E", "why", "\x1b[0;31mE\x1b[0m: why")),
        code("colours()", printed(colours + "\n" + grounds + more)),
        markdown("## Figures"),
        code("#| fig-cap: A curve\nplot()", shown(png=png(640, 200, 90))),
        code("draw()", shown(svg=drawing)),
        code(
            "#| code-fold: true\nmore()",
            shown(latex=r"$\frac{a}{b}$"),
            shown(markdown="## Hi\n\n| a |\n| - |\n| 1 |\n\n- x"),
        ),
        code("slider()", of_type("application/vnd.jupyter.widget-view+json", {}, plain="IntSlider(value=3)")),
    )
