"""Garbage is collected on the GUI thread alone."""

import gc
import threading
import weakref

from desktop.ui.collecting import Collector


class Cycle:
    def __init__(self) -> None:
        self.me = self


def test_a_cycle_is_collected_on_the_gui_thread_whoever_made_it(qtbot):
    collector, threads = Collector(), []
    try:
        weakref.finalize(Cycle(), lambda: threads.append(threading.current_thread()))
        busy = threading.Thread(target=lambda: [Cycle() for _ in range(50_000)])
        busy.start()
        busy.join()
        qtbot.waitUntil(lambda: bool(threads))
        assert threads == [threading.main_thread()]
    finally:
        collector.stop()
    assert gc.isenabled()
