"""Groups of commands that several modules add to."""

import typer


def group_of(app: typer.Typer, name: str) -> typer.Typer:
    """The group of that name, made by whoever asks first; its help is the sentence ``help-NAME``."""
    for known in app.registered_groups:
        if known.name == name and known.typer_instance is not None:
            return known.typer_instance
    made = typer.Typer(help=f"help-{name}")
    app.add_typer(made, name=name)
    return made
