"""Windows of an X display as its server sees them: whether one is on show, asked from outside any program.

Why through libX11 itself: it is there wherever Qt opens a window, and a packed program cannot be asked from inside.
"""

import ctypes
import time
from collections.abc import Callable

LOOK_AGAIN_SECONDS = 0.005
IS_VIEWABLE = 2
LEAST_WIDTH_PX = 200  # smaller ones are the tiny helpers that toolkits keep


class Attributes(ctypes.Structure):
    """What the server says of one window.

    Source: `XWindowAttributes` in X11/Xlib.h.
    """

    _fields_ = (
        *((name, ctypes.c_int) for name in ("x", "y", "width", "height", "border_width", "depth")),
        ("visual", ctypes.c_void_p),
        ("root", ctypes.c_ulong),
        *((name, ctypes.c_int) for name in ("kind", "bit_gravity", "win_gravity", "backing_store")),
        *((name, ctypes.c_ulong) for name in ("backing_planes", "backing_pixel")),
        ("save_under", ctypes.c_int),
        ("colormap", ctypes.c_ulong),
        *((name, ctypes.c_int) for name in ("map_installed", "map_state")),
        *((name, ctypes.c_long) for name in ("all_event_masks", "your_event_mask", "do_not_propagate_mask")),
        ("override_redirect", ctypes.c_int),
        ("screen", ctypes.c_void_p),
    )


class Screen:
    """A connection to one X display without a window manager, so that every window is a child of the root."""

    def __init__(self, display: str) -> None:
        self._x = ctypes.CDLL("libX11.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(display.encode()))
        if not self._display:
            raise OSError(f"the display {display} does not answer")

    def has_window_on_show(self) -> bool:
        """Whether any window of a reasonable size is mapped now."""
        return any(self._is_on_show(window) for window in self._windows())

    def wait_for_window(self, is_alive: Callable[[], bool], seconds: float) -> bool:
        """Wait until a window is on show; False if the program ends or the time is over before."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and is_alive():
            if self.has_window_on_show():
                return True
            time.sleep(LOOK_AGAIN_SECONDS)
        return False

    def close(self) -> None:
        """End the connection."""
        self._x.XCloseDisplay(self._display)

    def _windows(self) -> list[int]:
        root, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
        children = ctypes.POINTER(ctypes.c_ulong)()
        whole = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))
        answers = (root, parent, children, count)
        self._x.XQueryTree(self._display, whole, *(ctypes.byref(each) for each in answers))
        found = [children[number] for number in range(count.value)]
        if found:
            self._x.XFree(children)
        return found

    def _is_on_show(self, window: int) -> bool:
        seen = Attributes()
        self._x.XGetWindowAttributes(self._display, ctypes.c_ulong(window), ctypes.byref(seen))
        return bool(seen.map_state == IS_VIEWABLE and seen.width >= LEAST_WIDTH_PX)
