import unittest

from navicast_client import Integrator, whole_steps


class IntegratorTest(unittest.TestCase):
    def setUp(self) -> None:
        self.moved: list = []
        self.integrator = Integrator()

    def begin(self, key: str, rate, now: float) -> None:
        self.integrator.set(key, rate, key, now, lambda amount, info: self.moved.append((info, amount)))

    def test_a_rate_moves_by_the_time_since_the_last_frame(self) -> None:
        self.begin("scroll", 0.5, 0)
        self.integrator.frame(20)
        self.integrator.frame(60)
        self.assertEqual([amount for _, amount in self.moved], [0.01, 0.02])

    def test_an_array_keeps_its_axes(self) -> None:
        self.begin("pan", [1.0, -0.5], 0)
        self.integrator.frame(100)
        self.assertEqual(self.moved, [("pan", [0.1, -0.05])])

    def test_a_long_pause_makes_no_jump(self) -> None:
        self.begin("scroll", 1.0, 0)
        self.integrator.frame(60_000)
        self.assertEqual(self.moved, [("scroll", 0.1)])

    def test_what_has_ended_moves_nothing_even_when_a_handler_ends_it(self) -> None:
        self.integrator.set("a", 1.0, "a", 0, lambda amount, info: self.integrator.end("b"))
        self.begin("b", 1.0, 0)
        self.integrator.frame(20)
        self.assertEqual(self.moved, [])

    def test_a_clock_that_stands_moves_nothing(self) -> None:
        self.begin("scroll", 1.0, 50)
        self.integrator.frame(50)
        self.integrator.frame(40)
        self.assertEqual(self.moved, [])


class WholeStepsTest(unittest.TestCase):
    def test_parts_add_up_and_turning_round_owes_nothing(self) -> None:
        steps: list = []
        take = whole_steps(lambda n, info: steps.append(n))
        for amount in (0.4, 0.4, 0.4, -0.5, -0.6, 2.5):
            take(amount, None)
        self.assertEqual(steps, [1, -1, 2])


if __name__ == "__main__":
    unittest.main()
