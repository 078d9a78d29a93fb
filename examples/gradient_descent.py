"""Gradient descent on a quadratic loss of ten parameters. Needs numpy: pip install numpy

L(θ) = ½ · Σ aᵢ · (θᵢ − cᵢ)²  has the gradient  ∇L(θ) = a · (θ − c)  and its minimum, zero, at θ =
c.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]

PARAMETERS = 10
LEARNING_RATE = 0.01
ITERATIONS = 1000


def loss(theta: Vector, target: Vector, curvature: Vector) -> float:
    """How far ``theta`` is from the minimum, each parameter weighted by its curvature."""
    return float(0.5 * np.sum(curvature * (theta - target) ** 2))


def gradient(theta: Vector, target: Vector, curvature: Vector) -> Vector:
    """The slope of the loss along each parameter: it points uphill."""
    return curvature * (theta - target)


def main() -> None:
    """Descend, and print the loss on the way."""
    rng = np.random.default_rng(seed=0)
    target = rng.normal(size=PARAMETERS)  # where the minimum lies
    curvature = np.linspace(0.5, 2.0, PARAMETERS)  # flat directions take longer than steep ones

    theta = np.zeros(PARAMETERS)  # 1. initialise the parameters
    print(f"start       loss {loss(theta, target, curvature):.8f}")
    for step in range(
        1, ITERATIONS + 1
    ):  # 4. repeat until the stopping condition: here a number of steps
        slope = gradient(theta, target, curvature)  # 2. compute the gradient of the loss
        theta = theta - LEARNING_RATE * slope  # 3. step against it: θ ← θ − η·∇L(θ)
        if step in {1, 10, 100, 250, 500, ITERATIONS}:
            print(f"step {step:4d}   loss {loss(theta, target, curvature):.8f}")


if __name__ == "__main__":
    main()
