"""What the web page shows. Nothing is loaded from elsewhere, and a mail's own HTML runs no script."""

from html import escape

from ops.mail_sink.box import Box, Mail

POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'none'"
STYLE = """body { font-family: sans-serif; margin: 2em auto; max-width: 60em; color: #222 }
table { border-collapse: collapse; width: 100% } td, th { text-align: left; padding: .3em .6em }
tr:nth-child(even) { background: #f4f4f4 } pre { background: #f4f4f4; padding: 1em; white-space: pre-wrap }
iframe { width: 100%; height: 24em; border: 1px solid #ccc }"""

VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1">'


def listing(box: Box, recipient: str = "") -> str:
    mails = box.to(recipient)
    rows = "".join(row(mail) for mail in mails)
    whose = f" to {recipient}" if recipient else ""
    head = f"<p>{len(mails)} mails{escape(whose)}, newest first; {box.taken} were taken in all.</p>"
    return whole("Mails", f"{head}<table><tr><th>at<th>to<th>subject</tr>{rows}</table>")


def row(mail: Mail) -> str:
    to = escape(", ".join(mail.recipients))
    return f'<tr><td>{mail.at:%H:%M:%S}<td>{to}<td><a href="/mails/{mail.n}">{escape(subject(mail))}</a></tr>'


def subject(mail: Mail) -> str:
    return str(mail.message["Subject"] or "(no subject)")


def one(mail: Mail) -> str:
    heads = "".join(
        f"<tr><th scope=row>{escape(name)}<td>{escape(str(value))}</tr>" for name, value in mail.message.items()
    )
    html = (
        f'<h2>HTML</h2><iframe sandbox title="The mail as HTML" src="/mails/{mail.n}/html"></iframe>'
        if mail.part("html")
        else ""
    )
    text = f"<h2>Text</h2><pre>{escape(mail.part('plain'))}</pre>"
    return whole(subject(mail), f'<p><a href="/">all mails</a></p><table>{heads}</table>{text}{html}')


def whole(title: str, body: str) -> str:
    head = f"{VIEWPORT}<title>{escape(title)}</title><style>{STYLE}</style>"
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8">{head}<main><h1>{escape(title)}</h1>{body}</main></html>'
    )
