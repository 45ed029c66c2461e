"""Checks the statistics of the benchmark on given samples.

usage: check_statistics.py BENCHMARK                     (the folder of the benchmark)
"""

import csv
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, sys.argv[1])

import report
from cases import F32, Case
from peers import OURS, PYTORCH
from results import UNSTEADY, Figure, Key, Results, interleave

FAST = OURS["fast"]


class FigureTest(unittest.TestCase):
    def test_is_the_lowest_median_and_not_the_lowest_time(self):
        results = Results()
        key = Key(PYTORCH, F32, 10)
        results.add_times(key, 0, [120.0, 10.0, 110.0])
        results.add_times(key, 1, [30.0, 900.0, 20.0])
        results.add_times(key, 2, [115.0, 40.0, 70.0])
        figure = results.figure(key)
        self.assertEqual(figure.medians, (11.0, 3.0, 7.0))
        self.assertEqual(figure.lowest, 3.0)
        self.assertEqual(figure.spread, 11.0 / 3.0)

    def test_is_missing_where_nothing_was_measured(self):
        self.assertIsNone(Results().figure(Key(PYTORCH, F32, 10)))

    def test_is_unsteady_above_the_factor(self):
        self.assertEqual(UNSTEADY, 1.25)
        self.assertFalse(Figure((4.0, 5.0, 4.5)).is_unsteady)
        self.assertTrue(Figure((4.0, 5.0001, 4.5)).is_unsteady)
        self.assertTrue(Figure((1.05, 11.5, 1.05, 1.05, 1.05)).is_unsteady)

    def test_of_one_process_has_no_spread(self):
        self.assertIsNone(Figure((4.0,)).spread)
        self.assertFalse(Figure((4.0,)).is_unsteady)


class ShareTest(unittest.TestCase):
    def test_disturbs_below_the_limit_in_any_process(self):
        results = Results()
        for peer, shares in ((PYTORCH, (1.2, 0.95)), (FAST, (1.0, 0.94, 0.99))):
            for share in shares:
                results.add_share(peer, share)
        self.assertEqual(results.disturbed(), {FAST: 0.94})


class InterleaveTest(unittest.TestCase):
    jobs = list("abcdefgh")

    def test_repeats_no_job_before_all_had_their_turn(self):
        turns = list(interleave(self.jobs, 5))
        for number in range(5):
            turn = turns[8 * number : 8 * number + 8]
            self.assertEqual({n for n, _ in turn}, {number})
            self.assertEqual(sorted(job for _, job in turn), self.jobs)
        self.assertEqual(len(turns), 40)

    def test_changes_the_order_and_repeats_it_in_another_run(self):
        turns = list(interleave(self.jobs, 5))
        self.assertEqual(turns, list(interleave(self.jobs, 5)))
        orders = {tuple(j for n, j in turns if n == number) for number in range(5)}
        self.assertEqual(len(orders), 5)


class CsvTest(unittest.TestCase):
    def setUp(self):
        self.results = Results()
        # Not in the order of the report.
        self.results.add_times(Key(PYTORCH, F32, 1 << 16), 2, [262144.0])
        self.results.add_times(Key(PYTORCH, F32, 1 << 16), 1, [65536.0])
        self.results.add_times(Key(PYTORCH, F32, 1 << 16), 0, [131072.0, 196608.0])
        self.results.add_times(Key(FAST, Case("sigmoid", "f32", 0.7), 64), 0, [64.0])
        self.results.add_times(Key(FAST, F32, 1 << 16), 0, [32768.0])
        self.results.errors[FAST, F32] = (3.08367, -3.76636)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name) / "results.csv"
        self.results.write_csv(self.path)

    def test_has_the_median_of_every_process(self):
        with self.path.open() as file:
            rows = list(csv.DictReader(file))
        names = ("peer", "op", "process", "median_ns_per_element")
        self.assertEqual(
            [tuple(row[name] for name in names) for row in rows],
            [
                (FAST, "softplus", "1", "0.50000"),
                (PYTORCH, "softplus", "1", "2.50000"),
                (PYTORCH, "softplus", "2", "1.00000"),
                (PYTORCH, "softplus", "3", "4.00000"),
                (FAST, "sigmoid", "1", "1.00000"),
            ],
        )
        self.assertEqual(rows[1]["lowest_ns_per_element"], "2.00000")
        self.assertEqual(rows[0]["max_error_ulp"], "3.08367")
        self.assertEqual(rows[1]["max_error_ulp"], "")


class PageTest(unittest.TestCase):
    def test_says_that_no_peer_is_unsteady(self):
        results = Results()
        for process in range(2):
            results.add_times(Key(PYTORCH, F32, 1 << 16), process, [1.0])
        with tempfile.TemporaryDirectory() as folder:
            page = pathlib.Path(folder) / "page.md"
            report.write_markdown(results, page, [], processes=2)
            self.assertIn("## Unsteady\n\nNo peer is.\n", page.read_text())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
