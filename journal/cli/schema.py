"""`journal schema`."""

import json

import click


@click.command(
    "schema",
    epilog="""\b
Examples:
  journal schema settings > .vscode/journal.schema.json
  journal schema front-matter > front-matter.schema.json""",
)
@click.argument("what", type=click.Choice(["front-matter", "settings"]))
def command(*, what: str) -> None:
    """Print the JSON Schema of the front matter or of journal.toml, for an editor."""
    from journal.schema import front_matter_schema, settings_schema  # noqa: PLC0415 - so that completion stays quick

    schema = settings_schema() if what == "settings" else front_matter_schema()
    click.echo(json.dumps(schema, ensure_ascii=False, indent=2))
