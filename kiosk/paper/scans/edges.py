"""Finds the sheet on a photo and how crooked a scan lies, on a small grey picture; only what is beyond doubt."""

from collections.abc import Sequence
from itertools import pairwise

from PIL import Image, ImageFilter

Point = tuple[float, float]
Corners = tuple[Point, Point, Point, Point]
"""Upper left, upper right, lower right, lower left."""

SMALL = 420
"""Dots of the longer side of what is looked at."""
DARK_GROUND = 150  # of 255: a lighter rim is a scanner's lid, and there is no sheet to be found on it
STEEPEST, STEP, FINE = 8.0, 1.0, 0.2
"""Degrees: more than this is no crooked scan but another thing."""
LEAST_TILT = 0.3
SURE = 1.08
"""How much clearer the lines must stand apart before a page is turned."""
LEAST_AREA, MOST_AREA, LEAST_FILL = 0.18, 0.985, 0.9


def small(image: Image.Image) -> Image.Image:
    """What is looked at."""
    grey = image.convert("L")
    grey.thumbnail((SMALL, SMALL), Image.Resampling.BOX)
    return grey


def sheet_corners(image: Image.Image) -> Corners | None:
    """The corners of a light sheet on a dark ground, in the picture's own dots; None where none is beyond doubt."""
    grey = small(image)
    width, height = grey.size
    if width < 40 or height < 40 or _rim(grey) > DARK_GROUND:
        return None
    level = _between(grey)
    mask = grey.point([255 if one > level else 0 for one in range(256)]).filter(ImageFilter.MedianFilter(7))
    spans = _spans(mask)
    if len(spans) < height // 6:
        return None
    ends = [(x, y) for y, left, right in spans for x in (left, right)]
    corners = (
        min(ends, key=lambda p: p[0] + p[1]),
        max(ends, key=lambda p: p[0] - p[1]),
        max(ends, key=lambda p: p[0] + p[1]),
        min(ends, key=lambda p: p[0] - p[1]),
    )
    area = _area(corners)
    lit = mask.histogram()[255]
    if not LEAST_AREA < area / (width * height) < MOST_AREA or not LEAST_FILL < lit / max(area, 1) < 1.15:
        return None
    across, down = image.width / width, image.height / height
    upper_left, upper_right, lower_right, lower_left = ((x * across, y * down) for x, y in corners)
    return upper_left, upper_right, lower_right, lower_left


def flattened(image: Image.Image, corners: Corners) -> Image.Image:
    """The sheet alone, as if seen from straight above."""
    upper_left, upper_right, lower_right, lower_left = corners
    wide = round(max(_far(upper_left, upper_right), _far(lower_left, lower_right)))
    high = round(max(_far(upper_left, lower_left), _far(upper_right, lower_right)))
    target = ((0.0, 0.0), (wide, 0.0), (wide, high), (0.0, high))
    return image.transform(
        (wide, high), Image.Transform.PERSPECTIVE, _perspective(target, corners), Image.Resampling.BICUBIC
    )


def tilt(image: Image.Image) -> float:
    """By how many degrees a scan has to be turned so that its lines lie level; 0.0 when that is not beyond doubt."""
    grey = small(image).point([255 - one for one in range(256)])
    level = _lines(grey, 0.0)
    coarse = [nth * STEP for nth in range(-int(STEEPEST / STEP), int(STEEPEST / STEP) + 1)]
    about = max(coarse, key=lambda angle: _lines(grey, angle))
    near = [about + nth * FINE for nth in range(-int(STEP / FINE), int(STEP / FINE) + 1)]
    best = max(near, key=lambda angle: _lines(grey, angle))
    sure = abs(best) >= LEAST_TILT and abs(best) < STEEPEST and _lines(grey, best) > SURE * level
    return round(best, 2) if sure else 0.0


def levelled(image: Image.Image, angle: float) -> Image.Image:
    """Turned by a few degrees, what comes into sight white."""
    white = 255 if image.mode == "L" else (255, 255, 255)
    return image.rotate(angle, Image.Resampling.BICUBIC, expand=False, fillcolor=white)


def _lines(grey: Image.Image, angle: float) -> float:
    """How sharply dark rows stand apart from light ones."""
    turned = grey.rotate(angle, Image.Resampling.BILINEAR, fillcolor=0) if angle else grey
    edge = turned.height // 20
    rows = turned.convert("F").resize((1, turned.height), Image.Resampling.BOX).tobytes()
    sums = memoryview(rows).cast("f")[edge:-edge]
    return sum((one - two) ** 2 for one, two in pairwise(sums))


def _rim(grey: Image.Image) -> int:
    """The middle grey of the picture's rim."""
    width, height = grey.size
    strips = ((0, 0, width, 3), (0, height - 3, width, height), (0, 0, 3, height), (width - 3, 0, width, height))
    seen = sorted(b"".join(grey.crop(strip).tobytes() for strip in strips))
    return seen[len(seen) // 2]


def _between(grey: Image.Image) -> int:
    """The grey that parts light from dark best (Otsu 1979)."""
    counts = grey.histogram()
    whole, total = sum(counts), sum(level * count for level, count in enumerate(counts))
    best, level, below, weight = -1.0, 0, 0.0, 0
    for at, count in enumerate(counts):
        weight += count
        below += at * count
        if not weight or weight == whole:
            continue
        apart = weight * (whole - weight) * (below / weight - (total - below) / (whole - weight)) ** 2
        if apart > best:
            best, level = apart, at
    return level


def _spans(mask: Image.Image) -> list[tuple[int, int, int]]:
    """(row, first lit dot, last lit dot) of each row that has some."""
    width, dots = mask.width, mask.tobytes()
    found = []
    for y in range(mask.height):
        row = dots[y * width : (y + 1) * width]
        left = row.find(b"\xff")
        if left >= 0:
            found.append((y, left, row.rfind(b"\xff")))
    return found


def _area(corners: Sequence[Point]) -> float:
    around = zip(corners, (*corners[1:], corners[0]), strict=True)
    return abs(sum(x * v - u * y for (x, y), (u, v) in around)) / 2


def _far(one: Point, two: Point) -> float:
    return float(((one[0] - two[0]) ** 2 + (one[1] - two[1]) ** 2) ** 0.5)


def _perspective(target: Sequence[Point], source: Sequence[Point]) -> list[float]:
    """The eight coefficients that take each dot of the target to its place in the source."""
    rows = []
    for (x, y), (u, v) in zip(target, source, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    return _solved([[float(one) for one in row] for row in rows])


def _solved(rows: list[list[float]]) -> list[float]:
    """Gauss with pivots."""
    size = len(rows)
    for at in range(size):
        pivot = max(range(at, size), key=lambda row: abs(rows[row][at]))
        rows[at], rows[pivot] = rows[pivot], rows[at]
        rows[at] = [one / rows[at][at] for one in rows[at]]
        for other in range(size):
            if other != at and rows[other][at]:
                rows[other] = [one - rows[other][at] * two for one, two in zip(rows[other], rows[at], strict=True)]
    return [row[-1] for row in rows]
