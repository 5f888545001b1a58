"""Draws a stranger's picture anew, in a process that may neither grow large nor run long.

Started by ``pictures``, which see; stands alone and imports nothing of ours. Reads the picture
from standard input and writes a JPEG to standard output: turned upright, at most so many pixels
long, and without anything that was not picture, such as the place where it was taken.
"""

from __future__ import annotations

import io
import resource
import sys


def main(longest: int, most_pixels: int, memory: int, seconds: int) -> None:
    """Exits with an error for whatever is no picture, or too large a one."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    import pillow_heif
    from PIL import Image, ImageOps

    pillow_heif.register_heif_opener(thumbnails=False)
    Image.MAX_IMAGE_PIXELS = most_pixels
    source = io.BytesIO(sys.stdin.buffer.read())
    with Image.open(source, formats=("JPEG", "PNG", "HEIF")) as picture:
        if picture.width * picture.height > most_pixels:
            raise SystemExit("too many pixels")
        picture.draft("RGB", (longest, longest))
        picture.thumbnail((longest, longest))
        upright = ImageOps.exif_transpose(picture)
    plain = Image.new("RGB", upright.size, "white")
    plain.paste(upright, mask=upright.getchannel("A") if upright.mode in ("RGBA", "LA") else None)
    plain.save(sys.stdout.buffer, "JPEG", quality=85, optimize=False)


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:5]))
