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
