"""Device colours keep the meaning that the annex gave them."""

import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import ImageCms


def profile(space):
    """A profile by its header only, which is what is looked at."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    data[16:20] = space
    return bytes(data)


def intent(pdf, space, components):
    stream = pdf.make_stream(profile(space), N=components)
    pdf.Root["/OutputIntents"] = Array(
        [
            Dictionary(
                S=Name.GTS_PDFA1, OutputConditionIdentifier=String("x"), DestOutputProfile=stream
            )
        ]
    )


@pytest.mark.parametrize(
    ("kind", "key"),
    [((b"CMYK", 4), "/DefaultCMYK"), ((b"GRAY", 1), "/DefaultGray"), ((b"RGB ", 3), None)],
)
def test_the_output_intent_becomes_a_default_colour_space(make, take, opened, use, kind, key):
    pdf = make()
    form = pdf.make_stream(
        b"0 0 0 1 k 0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9]
    )
    form["/Resources"] = Dictionary()
    pdf.pages[0].obj["/Resources"]["/XObject"] = Dictionary(X=form)
    use(pdf, "/X Do")
    intent(pdf, *kind)
    out = opened(take(pdf))
    assert "/OutputIntents" not in out.Root
    resources = out.pages[0].obj.Resources
    for each in (resources, resources.XObject.X.Resources):
        spaces = each.get("/ColorSpace", Dictionary())
        assert list(spaces.keys()) == ([key] if key else [])
        if key:
            assert spaces[key][0] == Name.ICCBased
            assert spaces[key][1].read_bytes() == profile(kind[0])


def test_a_default_of_its_own_stays(make, take, opened, use):
    pdf = make()
    own = Array([Name.ICCBased, pdf.make_stream(profile(b"CMYK"), N=4)])
    pdf.pages[0].obj["/Resources"]["/ColorSpace"] = Dictionary(DefaultCMYK=own, Cs1=Name.DeviceRGB)
    use(pdf, "/Cs1 cs")
    intent(pdf, b"CMYK", 4)
    spaces = opened(take(pdf)).pages[0].obj.Resources.ColorSpace
    assert set(spaces.keys()) == {"/DefaultCMYK", "/Cs1"}
    assert "/OutputIntent" not in spaces


def test_a_profile_that_lies_is_not_used(make, take, opened):
    pdf = make()
    intent(pdf, b"RGB ", 4)
    assert "/ColorSpace" not in opened(take(pdf)).pages[0].obj.Resources
