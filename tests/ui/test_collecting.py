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


def test_the_program_itself_is_set_aside_and_later_garbage_is_still_collected(qtbot, monkeypatch):
    collector = Collector()
    try:
        monkeypatch.setattr(gc, "get_count", lambda: (0, 0, gc.get_threshold()[2] + 1))
        young, collected = Cycle(), []
        weakref.finalize(young, lambda: collected.append(True))
        del young
        collector.collect_if_due()
        assert gc.get_freeze_count() > 0
        assert collected
        later, gone = Cycle(), []
        weakref.finalize(later, lambda: gone.append(True))
        del later
        collector.collect_if_due()
        assert gone
    finally:
        collector.stop()
    assert gc.get_freeze_count() == 0
