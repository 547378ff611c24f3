"""What a mail is made of, in each of its two forms: templates say what, and these say how it looks."""

from markupsafe import Markup

Pair = tuple[str, object]


class Text:
    SUFFIX = "txt"

    def said(self, *sentences: str) -> str:
        return " ".join(filter(None, sentences)) + "\n\n"

    def rows(self, *pairs: Pair) -> str:
        """What is empty is left out."""
        there = [(label, value) for label, value in pairs if value]
        width = max((len(label) for label, _ in there), default=0)
        return "".join(f"    {label + ':':<{width + 1}}  {value}\n" for label, value in there) + "\n"

    def link(self, label: str, to: str) -> str:
        return f"{label}: {to}\n\n"


class Mjml:
    """What others wrote is escaped where it is put in."""

    SUFFIX = "mjml"

    def said(self, *sentences: str) -> Markup:
        return Markup("<mj-text>{}</mj-text>\n").format(Markup(" ").join(filter(None, sentences)))

    def rows(self, *pairs: Pair) -> Markup:
        row = Markup('<tr><th align="left">{}</th><td>{}</td></tr>')
        there = (row.format(label, value) for label, value in pairs if value)
        return Markup("<mj-table>{}</mj-table>\n").format(Markup("").join(there))

    def link(self, label: str, to: str) -> Markup:
        return Markup('<mj-button href="{}">{}</mj-button>\n').format(to, label)
