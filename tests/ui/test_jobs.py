"""The lanes: what runs where, in which order, and whose results arrive."""

import threading

import pytest
from PySide6.QtCore import QObject, Signal
from shiboken6 import delete

from desktop.domain.errors import LibraryBusy
from desktop.domain.reports import Progress
from desktop.ui.jobs import Jobs, Lane, Watch


class Owner(QObject):
    got = Signal(object)


@pytest.fixture
def owner(qtbot):
    return Owner()


def test_work_runs_on_its_lane_and_done_on_the_gui_thread(jobs, owner, settle):
    worked, delivered = [], []

    def note(_):
        return threading.current_thread().name

    for lane in (Lane.READ, Lane.WRITE, Lane.WORK):
        jobs.run(lane, owner, note, worked.append)
    jobs.run(Lane.READ, owner, lambda _: None, lambda _: delivered.append(threading.current_thread()))
    settle()
    assert sorted(worked) == ["lane-read", "lane-work", "lane-write"]
    assert delivered == [threading.main_thread()]


def test_each_lane_opens_one_library_and_closes_it(qtbot, owner, library):
    opened = []

    def open_lane():
        opened.append(threading.current_thread().name)
        return library

    jobs = Jobs(open_lane)
    for lane in (Lane.READ, Lane.READ, Lane.WORK):
        jobs.run(lane, owner, lambda _: None, lambda _: None)
    qtbot.waitUntil(lambda: jobs.is_idle)
    jobs.shutdown()
    assert sorted(opened) == ["lane-read", "lane-work"]
    assert library.is_closed


def test_only_the_newest_of_a_name_arrives(jobs, owner, settle):
    gate, got = threading.Event(), []
    jobs.run(Lane.READ, owner, lambda _: gate.wait(5), got.append, only_latest="list")
    jobs.run(Lane.READ, owner, lambda _: "second", got.append, only_latest="list")
    jobs.run(Lane.READ, owner, lambda _: "third", got.append, only_latest="list")
    gate.set()
    settle()
    assert got == ["third"]


def test_a_superseded_job_that_has_not_begun_is_not_run(jobs, owner, settle):
    gate, ran = threading.Event(), []
    jobs.run(Lane.READ, owner, lambda _: gate.wait(5), lambda _: None)
    for number in range(3):
        jobs.run(Lane.READ, owner, lambda _, n=number: ran.append(n), lambda _: None, only_latest="list")
    gate.set()
    settle()
    assert ran == [2]


def test_the_result_for_an_owner_that_is_gone_is_dropped_but_a_write_is_done(jobs, qtbot, settle):
    gate, ran, got, owner = threading.Event(), [], [], Owner()
    jobs.run(Lane.WRITE, owner, lambda _: gate.wait(5) and ran.append("written"), got.append)
    delete(owner)
    gate.set()
    settle()
    assert ran == ["written"]
    assert got == []


def test_a_cancelled_job_hands_on_nothing(jobs, owner, settle):
    gate, got = threading.Event(), []
    job = jobs.run(Lane.READ, owner, lambda _: gate.wait(5), got.append)
    job.cancel()
    gate.set()
    settle()
    assert got == []


def test_stopping_through_the_watch_still_brings_the_result(jobs, owner, settle):
    watch, got = Watch("Importing"), []

    def work(_):
        while not watch.is_stopped():
            watch.report(Progress(1, 3, "page.txt"))
        return "what was done until then"

    jobs.run(Lane.WORK, owner, work, got.append, watch=watch)
    assert jobs.running() == (watch,)
    watch.stop()
    settle()
    assert got == ["what was done until then"]
    assert jobs.running() == ()


def test_progress_is_announced_while_the_job_runs(jobs, owner, qtbot, settle):
    watch, gate = Watch("Importing"), threading.Event()

    def work(_):
        watch.report(Progress(2, 3, "page.txt"))
        gate.wait(5)

    jobs.run(Lane.WORK, owner, work, lambda _: None, watch=watch)
    with qtbot.waitSignal(jobs.running_changed):
        pass
    assert watch.progress.done == 2
    gate.set()
    settle()


def test_urgent_work_goes_before_what_can_wait(jobs, owner, settle):
    gate, ran = threading.Event(), []
    jobs.run(Lane.WORK, owner, lambda _: gate.wait(5), lambda _: None)
    jobs.run(Lane.WORK, owner, lambda _: ran.append("names"), lambda _: None, urgent=False)
    jobs.run(Lane.WORK, owner, lambda _: ran.append("import"), lambda _: None)
    gate.set()
    settle()
    assert ran == ["import", "names"]


def test_an_error_of_the_world_goes_to_who_asked_else_to_refused(jobs, owner, settle):
    refused, taken = [], []
    jobs.refused.connect(refused.append)

    def work(_):
        raise LibraryBusy("It is busy.", "Wait.")

    jobs.run(Lane.READ, owner, work, lambda _: None)
    jobs.run(Lane.READ, owner, work, lambda _: None, failed=taken.append)
    settle()
    assert [error.kind for error in refused] == ["library-busy"]
    assert [error.kind for error in taken] == ["library-busy"]


def test_a_fault_of_the_program_is_announced_even_if_somebody_took_it(jobs, owner, settle, caplog):
    crashed, taken = [], []
    jobs.crashed.connect(crashed.append)
    jobs.run(Lane.READ, owner, lambda _: 1 // 0, lambda _: None, failed=taken.append)
    settle()
    assert [type(error) for error in crashed] == [type(error) for error in taken] == [ZeroDivisionError]
    assert "a job failed" in caplog.text


def test_a_lane_goes_on_after_an_error(jobs, owner, settle):
    got = []
    jobs.run(Lane.READ, owner, lambda _: 1 // 0, got.append, failed=lambda _: None)
    jobs.run(Lane.READ, owner, lambda _: "alive", got.append)
    settle()
    assert got == ["alive"]


def test_a_library_that_cannot_be_opened_fails_each_job_and_is_tried_again(qtbot, owner, library):
    tries, failed, got = [], [], []

    def open_lane():
        tries.append(1)
        if len(tries) == 1:
            raise LibraryBusy("It is busy.", "Wait.")
        return library

    jobs = Jobs(open_lane)
    for _ in range(2):
        jobs.run(Lane.READ, owner, lambda _: "read", got.append, failed=failed.append)
    qtbot.waitUntil(lambda: jobs.is_idle)
    jobs.shutdown()
    assert len(failed) == 1
    assert got == ["read"]


def test_closing_carries_out_every_queued_write_and_drops_reading(qtbot, owner, library):
    jobs, gate, ran = Jobs(library.lane), threading.Event(), []
    jobs.run(Lane.WRITE, owner, lambda _: gate.wait(5), lambda _: None)
    jobs.run(Lane.READ, owner, lambda _: gate.wait(5), lambda _: None)
    for number in range(3):
        jobs.run(Lane.WRITE, owner, lambda _, n=number: ran.append(n), lambda _: None)
        jobs.run(Lane.READ, owner, lambda _: ran.append("read"), lambda _: None)
    threading.Timer(0.05, gate.set).start()
    jobs.shutdown()
    assert ran == [0, 1, 2]


def test_nothing_is_taken_on_after_closing(qtbot, owner, library):
    jobs, ran = Jobs(library.lane), []
    jobs.shutdown()
    job = jobs.run(Lane.WRITE, owner, lambda _: ran.append(1), lambda _: None)
    assert job.is_cancelled()
    assert ran == []


def test_a_lane_that_does_not_stop_is_told_so_that_its_lock_can_stay(qtbot, owner, library, monkeypatch):
    monkeypatch.setattr("desktop.ui.jobs.LONG_WORK_WAIT_SECONDS", 0.01)
    jobs, gate, begun = Jobs(library.lane), threading.Event(), threading.Event()
    jobs.run(Lane.WORK, owner, lambda _: (begun.set(), gate.wait(10)), lambda _: None)
    assert begun.wait(5)
    assert not jobs.shutdown()
    assert not library.is_closed
    gate.set()
    qtbot.waitUntil(jobs.shutdown)
    assert library.is_closed


def test_a_job_that_rests_is_not_begun_if_a_newer_one_of_its_name_comes(qtbot, jobs, owner):
    begun, done = [], []
    for number in range(3):
        jobs.run(Lane.SIDE, owner, lambda _, n=number: begun.append(n) or n, done.append, only_latest="a", rest_ms=30)
    assert not jobs.is_idle
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert begun == done == [2]
