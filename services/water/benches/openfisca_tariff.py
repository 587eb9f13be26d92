"""The surcharge tariff of 24号 附件4 in OpenFisca-Core, vectorised: the baseline of the tariff engine.

Prints rows per second, from arrays of facts to the totals: build the simulation, set its inputs, calculate. Needs
OpenFisca-Core and NumPy in an environment of its own (`pip install OpenFisca-Core numpy`); they are only run beside the
service, never part of it. The rows are drawn as in `tariff.rs`.
"""

import statistics
import time

import numpy
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

ROWS = 1_000_000
ROUNDS = 5
PERIOD = "2025-09"

User = build_entity(key="user", plural="users", label="water user", is_person=True)


def fact(name, value_type=float):
    """An input variable."""
    return type(name, (Variable,), {"value_type": value_type, "entity": User, "definition_period": DateUnit.MONTH})


FACTS = [fact("usage"), fact("plan"), fact("base_price"), fact("period_days", int), fact("shift_days", int), fact("stricter", bool)]


class adjusted_base(Variable):
    value_type = float
    entity = User
    definition_period = DateUnit.MONTH

    def formula(user, period):
        return user("plan", period) * (1 + user("shift_days", period) / user("period_days", period))


class overage(Variable):
    value_type = float
    entity = User
    definition_period = DateUnit.MONTH

    def formula(user, period):
        return numpy.maximum(user("usage", period) - user("adjusted_base", period), 0)


def band(number, low, high, ordinary, stricter):
    """Volume and amount of a band of the overage."""

    def volume(user, period):
        base = user("adjusted_base", period)
        over = user("overage", period)
        upper = over if high is None else numpy.minimum(over, base * high)
        return numpy.maximum(upper - base * low, 0)

    def amount(user, period):
        rate = numpy.where(user("stricter", period), stricter, ordinary)
        exact = user(f"band_{number}_volume", period) * user("base_price", period) * rate
        return numpy.floor(exact * 100 + 0.5) / 100

    shape = {"value_type": float, "entity": User, "definition_period": DateUnit.MONTH}
    return [
        type(f"band_{number}_volume", (Variable,), {**shape, "formula": volume}),
        type(f"band_{number}_amount", (Variable,), {**shape, "formula": amount}),
    ]


class basic_charge(Variable):
    value_type = float
    entity = User
    definition_period = DateUnit.MONTH

    def formula(user, period):
        return numpy.floor(user("usage", period) * user("base_price", period) * 100 + 0.5) / 100


class surcharge(Variable):
    value_type = float
    entity = User
    definition_period = DateUnit.MONTH

    def formula(user, period):
        return user("band_1_amount", period) + user("band_2_amount", period) + user("band_3_amount", period)


class total(Variable):
    value_type = float
    entity = User
    definition_period = DateUnit.MONTH

    def formula(user, period):
        return user("basic_charge", period) + user("surcharge", period)


def build_system():
    system = TaxBenefitSystem([User])
    bands = [*band(1, 0.0, 0.2, 0.5, 0.6), *band(2, 0.2, 0.4, 1.0, 1.1), *band(3, 0.4, None, 1.5, 1.6)]
    for variable in [*FACTS, adjusted_base, overage, *bands, basic_charge, surcharge, total]:
        system.add_variable(variable)
    return system


def rows():
    random = numpy.random.default_rng(7)
    plan = random.integers(10_000, 3_010_000, ROWS) / 1000
    return {
        "usage": plan * random.integers(0, 200, ROWS) / 100,
        "plan": plan,
        "base_price": random.integers(20_000, 80_000, ROWS) / 10_000,
        "period_days": random.choice([28, 29, 30, 31, 90, 91, 92], ROWS),
        "shift_days": numpy.where(random.random(ROWS) < 0.5, 0, random.integers(-10, 11, ROWS)),
        "stricter": random.random(ROWS) < 0.1,
    }


def calculate(system, facts):
    """Seconds of one run. The total asks for every other variable."""
    started = time.perf_counter()
    simulation = SimulationBuilder().build_default_simulation(system, count=ROWS)
    for name, values in facts.items():
        simulation.set_input(name, PERIOD, values)
    simulation.calculate("total", PERIOD)
    return time.perf_counter() - started


def check(system):
    """The worked example, so that the baseline computes the same tariff."""
    simulation = SimulationBuilder().build_default_simulation(system, count=1)
    example = {"usage": 1500.0, "plan": 1000.0, "base_price": 4.2, "period_days": 30, "shift_days": 0, "stricter": False}
    for name, value in example.items():
        simulation.set_input(name, PERIOD, numpy.array([value]))
    assert abs(simulation.calculate("total", PERIOD)[0] - 8190.0) < 0.01


if __name__ == "__main__":
    tariff = build_system()
    check(tariff)
    population = rows()
    print(round(ROWS / statistics.median(calculate(tariff, population) for _ in range(ROUNDS))))
