"""Draws form fields into the page, where their widgets were.

In a tagged file what was told of the field (an object reference) becomes a mark, so that a
screen reader reads the value where the field was read.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Matrix, Name, String, parse_content_stream

from .appearances import normal_appearance
from .fields import inherited, kind_of
from .geometry import rectangle
from .limits import DEEPEST_TREE, MOST_ITEMS
from .values import dictionaries, dictionary, entry, items, key_of, name, numbers, whole

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from pikepdf import Object, Page, Pdf

_PUSHBUTTON = 1 << 16  # a flag of fields (ISO 32000-1, table 226)
_GROUPS = {"/Document", "/Part", "/Art", "/Sect", "/Div", "/NonStruct", "/TOC", "/StructTreeRoot"}


Key = tuple[int, int] | None


def print_widgets(page: Page, widgets: list[Object], holders: Mapping[Key, Object]) -> None:
    """Draws the widgets' normal appearances behind the content of the page and removes them.

    `holders` are the structure elements of widgets (see `holders_of`).
    """
    if not widgets:
        return
    gone = {key_of(widget) for widget in widgets}
    kept = [each for each in dictionaries(page.obj.get("/Annots")) if key_of(each) not in gone]
    del page.obj["/Annots"]
    if kept:
        page.obj["/Annots"] = Array(kept)
    mark = _next_mark(page) if holders else 0
    drawn = []
    for widget in widgets:
        placed = _placed(page, widget)
        if placed is None:
            continue
        holder = holders.get(key_of(widget))
        if holder is not None:
            _hold_mark(holder, widget, page.obj, mark)
            placed = f"/{name(holder['/S'])[1:]} <</MCID {mark}>> BDC\n{placed}EMC\n"
            mark += 1
        drawn.append(placed)
    if drawn:
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(f"Q\n{''.join(drawn)}".encode())
        page.contents_coalesce()


def holders_of(pdf: Pdf, widgets: Container[Key]) -> dict[Key, Object]:
    """The structure element that holds each of these widgets through an object reference."""
    found: dict[Key, Object] = {}
    root = dictionary(entry(pdf.Root, "/StructTreeRoot"))
    waiting = [(root, 0)]
    seen: set[Key] = set()
    while waiting and len(seen) < MOST_ITEMS:
        node, depth = waiting.pop()
        if node is None or depth > DEEPEST_TREE or key_of(node) in seen:
            continue
        if node.is_indirect:
            seen.add(key_of(node))
        for kid in _kids(node):
            reference = key_of(entry(kid, "/Obj"))
            if reference in widgets and name(kid.get("/Type")) == "/OBJR" and "/S" in node:
                found.setdefault(reference, node)
            elif "/S" in kid:
                waiting.append((kid, depth + 1))
    return found


def _placed(page: Page, widget: Object) -> str | None:
    """The operators that draw a widget; None if there is nothing to see.

    The box of the form, turned by its matrix, is laid on the widget's rectangle
    (ISO 32000-1, 12.5.5, algorithm 8.1).
    """
    form = normal_appearance(widget)
    box = rectangle(form.get("/BBox")) if form is not None else None
    place = rectangle(widget.get("/Rect"))
    if form is None or box is None or place is None:
        return None
    own = numbers(form.get("/Matrix"), 6)
    matrix = Matrix(*own) if own else Matrix()
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    turned = [matrix.transform(corner) for corner in corners]
    left, bottom = (min(float(point[axis]) for point in turned) for axis in (0, 1))
    right, top = (max(float(point[axis]) for point in turned) for axis in (0, 1))
    if right <= left or top <= bottom or place[2] <= place[0] or place[3] <= place[1]:
        return None
    across, up = (place[2] - place[0]) / (right - left), (place[3] - place[1]) / (top - bottom)
    shift = (place[0] - across * left, place[1] - up * bottom)
    form["/Type"], form["/Subtype"] = Name.XObject, Name.Form
    if "/OC" in widget:  # it is on a layer
        form["/OC"] = widget["/OC"]
    used = _name_resource(page.obj, form)
    values = " ".join(f"{value:.5f}" for value in (across, 0, 0, up, *shift))
    return f"q {values} cm {used} Do Q\n"


def _name_resource(page: Object, form: Object) -> str:
    """Puts a form among the page's own resources; gives its name there."""
    resources = page["/Resources"].copy()  # it may be another page's as well
    forms = dictionary(resources.get("/XObject"))
    own = Dictionary() if forms is None else forms.copy()
    used = next(key for key in map("/Field{}".format, count()) if key not in own)
    own[used] = form
    resources["/XObject"] = own
    page["/Resources"] = resources
    return used


def _next_mark(page: Page) -> int:
    """A number that no mark on the page has."""
    used = [-1]
    for instruction in parse_content_stream(page, "BDC"):
        properties: object = instruction.operands[-1]
        if isinstance(properties, Name):
            properties = entry(page.obj, "/Resources", "/Properties", str(properties))
        used.append(whole(entry(properties, "/MCID")) or 0)
    return max(used) + 1


def _kids(node: Object) -> list[Object]:
    value = node.get("/K")
    single = dictionary(value)
    return [single] if single is not None else list(dictionaries(value))


def _hold_mark(element: Object, widget: Object, page: Object, mark: int) -> None:
    """Puts the mark where the element held the widget."""
    reference = Dictionary(Type=Name.MCR, Pg=page, MCID=mark)
    value = element.get("/K")
    kids = items(value) if isinstance(value, Array) else [value]
    element["/K"] = Array(
        [reference if key_of(entry(kid, "/Obj")) == key_of(widget) else kid for kid in kids]
    )
    parent = name(entry(element, "/P", "/S"))
    element["/S"] = Name.P if parent in _GROUPS or not parent else Name.Span
    if kind_of(widget) == "/Btn" and not (whole(inherited(widget, "/Ff")) or 0) & _PUSHBUTTON:
        state = name(widget.get("/AS"))
        element["/ActualText"] = String("☑" if state not in {"", "/Off"} else "☐")
