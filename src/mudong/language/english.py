"""English articles and lists."""

from __future__ import annotations

_PLURAL = frozenset({"trousers", "shorts", "overalls", "boots", "shoes", "glasses", "gloves"})


def article(phrase: str) -> str:
    """`a red hat`, `an orange ball`; none before what is worn in pairs."""
    if phrase.rsplit(maxsplit=1)[-1] in _PLURAL or phrase == "hanbok trousers":
        return phrase
    return ("an " if phrase[:1].lower() in "aeiou" else "a ") + phrase


def joined(phrases: list[str]) -> str:
    """`a hat`, `a hat and a scarf`, `a hat, a scarf and a bag`."""
    if len(phrases) < 2:
        return "".join(phrases)
    return ", ".join(phrases[:-1]) + " and " + phrases[-1]


def sentence(text: str) -> str:
    """With a capital and a full stop."""
    text = " ".join(text.split())
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


def together(requests: list[str]) -> str:
    """`Make the hat blue and let it snow.` from sentences of their own."""
    first, *rest = (request.removesuffix(".") for request in requests)
    return joined([first, *(_begun(request) for request in rest)]) + "."


def polite(request: str) -> str:
    """`Please make it snow.`"""
    return "Please " + _begun(request)


def casual(request: str) -> str:
    """As it is typed in a hurry: `make it snow`."""
    return _begun(request).removesuffix(".")


def _begun(request: str) -> str:
    return request[:1].lower() + request[1:]
